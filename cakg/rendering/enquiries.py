"""Letters with questions, as text and as a Word document."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

from cakg.messages import say
from cakg.model.letter import Enquiry, Letters, Matter
from cakg.rendering.words import label_words, marks_of
from cakg.text import capital, line


def show_letters(value: Letters, lang: str) -> str:
    """Return the questions as text: by drafting unit, matter, kind of gap and subject or question, numbered within each matter."""
    lines = [*marks_of(value, lang)]
    for letter in value:
        to = "; ".join(line(unit.label) for unit in letter.addressees) or say("drafter-unknown", lang)
        lines += [f"{say('letter-to', lang)}: {to}", ""]
        for matter in letter.matters:
            lines.append(line(matter.label))
            for group in _groups(matter, lang):
                lines.append(f"  {group['title']}")
                for subject in group["subjects"]:
                    place = f"[{subject['place']}]" if subject["place"] else ""
                    lines.append("    " + "  ".join(filter(None, (subject["name"], place))))
                    lines += [f"      {item['number']}. {item['words']}{_where(item)}" for item in subject["items"]]
            lines.append("")
    lines.append(say("letters-counted", lang, questions=len(value.enquiries), letters=len(value), unasked=value.unasked))
    return "\n".join(lines) + "\n"


def letters_document(value: Letters, _: str, template: str | Path | None) -> bytes:
    """Return the letters as one Word document in the layout of an official letter, always in Vietnamese.

    `template` is a Word file of the user's own in place of ours, or a folder with one of the same name. Raises EngineError where docxtpl is missing, SourceError for a
    template that cannot be used.
    """
    from cakg.exporters.papers import fill_template
    from cakg.rendering.templates import template_file

    return fill_template(template_file("questions.docx", template), question_values(value))


def question_values(value: Letters) -> dict[str, Any]:
    """Return what the letters ask, in Vietnamese, for a template to set."""
    letters = [
        {
            "to": [line(unit.label) for unit in letter.addressees],
            "matters": [{"title": line(matter.label), "groups": _groups(matter, "vi")} for matter in letter.matters],
        }
        for letter in value
    ]
    return {"letters": letters, "example": value.example_data, "marks": marks_of(value, "vi")}


def _groups(matter: Matter, lang: str) -> list[dict[str, Any]]:
    """Return the questions of a matter as words: by kind of gap, then by subject or by question."""
    key, section = (_question_of, _question) if matter.by_question else (_subject_of, _subject)
    return [
        {
            "title": capital(say("gap-" + (gap or "other"), lang)),
            "hint": say("gap-hint-" + (gap or "other"), lang),
            "subjects": [section(list(asked), matter, lang) for _, asked in groupby(enquiries, key=partial(key, matter))],
        }
        for gap, enquiries in groupby(matter.enquiries, key=lambda enquiry: enquiry.gap)
    ]


def _where(item: dict[str, Any]) -> str:
    return f"  [{item['place']}]" if item.get("place") else ""


def _subject_of(_: Matter, enquiry: Enquiry) -> object:
    return enquiry.subject


def _question_of(matter: Matter, enquiry: Enquiry) -> object:
    return tuple(enquiry.words.items()), enquiry.subject == matter.iri


def _subject(asked: list[Enquiry], matter: Matter, lang: str) -> dict[str, Any]:
    """Return a subject with its questions; one that is the matter itself is not named again."""
    first = asked[0]
    items = [{"number": enquiry.number, "words": _words(enquiry, lang)} for enquiry in asked]
    name = _name(first, lang) if first.subject != matter.iri else ""
    return {"name": name, "place": str(first.place), "items": items, "alike": False}


def _question(asked: list[Enquiry], matter: Matter, lang: str) -> dict[str, Any]:
    """Return a question with all subjects that it concerns, `alike` where there are several; one about the matter needs none."""
    first = asked[0]
    if first.subject == matter.iri:
        return _subject(asked, matter, lang)
    items = [
        {
            "number": enquiry.number,
            "words": _name(enquiry, lang) + _parts(enquiry),
            "name": _name(enquiry, lang, coded=False) + _parts(enquiry),
            "code": enquiry.code or "",
            "place": str(enquiry.place),
        }
        for enquiry in asked
    ]
    return {"name": line(label_words(first.words, lang)), "place": "", "items": items, "alike": len(items) > 1}


def _name(enquiry: Enquiry, lang: str, *, coded: bool = True) -> str:
    details = (
        say("subject-code", lang, code=enquiry.code) if enquiry.code and coded else "",
        line(enquiry.provision or ""),
        say("also-stated", lang, names="; ".join(map(line, enquiry.also))) if enquiry.also else "",
    )
    known = "; ".join(filter(None, details))
    return line(enquiry.label) + (f" ({known})" if known else "")


def _words(enquiry: Enquiry, lang: str) -> str:
    return line(label_words(enquiry.words, lang)) + _parts(enquiry)


def _parts(enquiry: Enquiry) -> str:
    return f" ({'; '.join(map(line, enquiry.parts))})" if enquiry.parts else ""

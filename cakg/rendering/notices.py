"""Reminder letters, as text and as Word documents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cakg.calendars import show_date
from cakg.messages import say
from cakg.model.duty import Duty
from cakg.model.reminder import Reminder, Reminders
from cakg.rendering.annex import rule_words
from cakg.rendering.layout import headed
from cakg.rendering.times import derivation
from cakg.rendering.words import (
    authority_words,
    concept_words,
    deadline_words,
    marks_of,
    nothing_words,
    status_words,
    task_words,
)
from cakg.text import line


def show_reminders(value: Reminders, lang: str) -> str:
    """Return the letters as text: by unit and part, each duty with the role, its day, the words that state it and its authority."""
    lines = []
    for letter in value:
        lines += [f"{say('letter-to', lang)}: {_addressee(letter, lang)}", ""]
        for name, duties in letter.parts:
            lines.append(f"  {say('remind-' + name, lang)}")
            for item in _items(duties, value, lang):
                lines.append(f"    {item['number']}. {item['code']}  {item['task']}")
                lines.append(f"       {item['role']}")
                lines.append("       " + "; ".join(filter(None, (item["when"], item["stated"], item["rule"]))))
                lines.append(f"       {item['authority']}; {item['status']}")
        if letter.later:
            lines.append(f"  {say('remind-later', lang, count=letter.later, day=show_date(value.by))}")
        lines.append("")
    lines.append(nothing_words(value, lang))
    title = say("title-reminders", lang, day=show_date(value.as_of), by=show_date(value.by))
    return headed(title, "\n".join(lines).rstrip() + "\n", marks_of(value, lang))


def reminders_document(value: Reminders, _: str, template: str | Path | None) -> bytes:
    """Return the letters as one Word document in the layout of an official letter, always in Vietnamese.

    `template` is a Word file of the user's own in place of ours, or a folder with one of the same name. Raises EngineError
    where docxtpl is missing, SourceError for a template that cannot be used.
    """
    from cakg.exporters.papers import fill_template
    from cakg.rendering.templates import template_file

    return fill_template(template_file("reminder.docx", template), reminder_values(value))


def reminder_values(value: Reminders) -> dict[str, Any]:
    """Return what the letters say, in Vietnamese, for a template to set."""
    lang = "vi"
    letters = [
        {
            "to": line(letter.unit.label) if not letter.ended else say("remind-to-nobody", lang),
            "note": _note(letter, lang) if letter.ended else "",
            "parts": [
                {
                    "title": say("remind-" + name, lang),
                    "hint": say("remind-hint-" + name, lang, by=show_date(value.by)),
                    "items": _items(duties, value, lang),
                }
                for name, duties in letter.parts
            ],
            "later": letter.later,
        }
        for letter in value
    ]
    return {
        "letters": letters,
        "marks": marks_of(value, lang),
        "day": show_date(value.as_of),
        "by": show_date(value.by),
        "empty": nothing_words(value, lang),
    }


def _addressee(letter: Reminder, lang: str) -> str:
    return f"{say('remind-to-nobody', lang)} ({_note(letter, lang)})" if letter.ended else line(letter.unit.label)


def _note(letter: Reminder, lang: str) -> str:
    """Return that a body has ended, and who may have followed it."""
    words = say("holder-ended", lang, name=line(letter.unit.label))
    names = " | ".join(line(holder.label) for holder in letter.candidates)
    return say("holder-candidates", lang, words=words, names=names) if names else words


def _items(duties: tuple[Duty, ...], value: Reminders, lang: str) -> list[dict[str, Any]]:
    """Return the words of the duties of one part, numbered: one item for each norm and time, with every role in it."""
    groups: dict[tuple[object, ...], list[Duty]] = {}
    for duty in duties:
        groups.setdefault((duty.norm, duty.step, duty.deadline), []).append(duty)
    return [{"number": number, **_item(group, value, lang)} for number, group in enumerate(groups.values(), 1)]


def _item(group: list[Duty], value: Reminders, lang: str) -> dict[str, Any]:
    duty = group[0]
    when, stated = deadline_words(duty.deadline, lang)
    named = (duty.norm, duty.step, duty.deadline)
    move = next((item for item in value.basis.moved if (item.norm, item.step, item.new) == named), None)
    known = [rule_words(duty.deadline, value.words, lang, move), *derivation(duty.deadline, lang)]
    states = (f"{status_words(one.status, one, value.words, lang)}: {one.statusBasis}" for one in group)
    return {
        "code": line(duty.code),
        "task": line(task_words(duty, lang)),
        "role": line("; ".join(dict.fromkeys(_role(one, value, lang) for one in group))),
        "authority": line(authority_words(duty, lang)),
        "evidence": line("; ".join(_sources(duty, lang))),
        "when": when,
        "stated": line(stated),
        "rule": line("; ".join(filter(None, known))),
        "status": line("; ".join(dict.fromkeys(states))),
    }


def _role(duty: Duty, value: Reminders, lang: str) -> str:
    role = concept_words(value.words, "role", duty.role, lang)
    return f"{role}: {duty.bearer.label}" if duty.bearer else role


def _sources(duty: Duty, lang: str) -> Iterator[str]:
    """Yield each source with the lines in which the duty and its time are stated."""
    lines: dict[str, set[int]] = {}
    for item in duty.evidence:
        lines.setdefault(item.source, set()).update({item.line} if item.line else ())
    for source, found in lines.items():
        yield f"{source}, {say('line', lang)} {', '.join(map(str, sorted(found)))}" if found else source

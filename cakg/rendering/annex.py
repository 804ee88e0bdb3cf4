"""Duties in the form of an annex to an instrument: one row for each norm and time, with everybody who has a part in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from cakg.calendars import show_date
from cakg.messages import say
from cakg.model.deadline import DAYLESS, Deadline
from cakg.model.duty import Duties, Duty, Labels
from cakg.model.partners import partners
from cakg.obligations.filters import order
from cakg.rendering.words import (
    authority_words,
    changes_title,
    concept_words,
    deadline_words,
    holder_words,
    lines_of,
    marks_of,
    nothing_words,
    scope_words,
    status_words,
    task_words,
)
from cakg.text import line

if TYPE_CHECKING:
    from pathlib import Path

    from cakg.model.change import Changes
    from cakg.model.deadline import Move
    from cakg.model.grid import Grid

_OWN = ("lead", "cooperate", "implement")
"""Roles that have a column of their own in the annexes people know; the others are named in words."""
_PLAIN = (None, "explicit", "noneStated")


class AnnexRow(NamedTuple):
    """One row of the annex in words; `start` and `due` are the days again, as days.

    `lead`, `cooperate` and `implement` name who does, `others` each with the role, `apart` again those of another time; `when` is the day or why there is none,
    `stated` the words that state it, `rule` how they were read.
    """

    number: int
    code: str
    task: str
    authority: str
    lead: tuple[str, ...]
    cooperate: tuple[str, ...]
    implement: tuple[str, ...]
    others: tuple[str, ...]
    result: str
    start: date | None
    due: date | None
    when: str
    stated: str
    rule: str
    status: str
    apart: tuple[str, ...]

    @property
    def begins(self) -> date | None:
        """The first day of a time of several days."""
        return None if self.start == self.due else self.start


def duties_of(value: Duties | Grid) -> Sequence[Duty]:
    """Return the duties of a list or of a matrix, in the order in which they are shown."""
    return value.rows if isinstance(value, Duties) else value.duties


def annex_rows(value: Duties | Grid, lang: str) -> list[AnnexRow]:
    """Return the rows of the annex, numbered from 1; bearers with times of their own have rows of their own.

    A filter chooses rows, not who is named in them: each names every bearer of its norm, of another time with that.
    """
    after, told = party_teller(value, lang), rule_teller(value, lang)

    def role(duty: Duty, words: str) -> str:
        nobody = duty.bearer is None and duty.role is None
        return words if nobody else f"{concept_words(value.words, 'role', duty.role, lang)}: {words}"

    rows = []
    for number, (group, further) in enumerate(_grouped(value), 1):
        first = group[0]
        deadline = first.deadline
        when, stated = deadline_words(deadline, lang)
        named = [
            (
                duty,
                (duty.bearer.label if duty.bearer else say("nobody", lang))
                + after(duty)
                + own_time_words(duty, deadline, lang),
            )
            for duty in (sorted((*group, *further), key=order) if further else group)
        ]
        rows.append(
            AnnexRow(
                number=number,
                code=first.code,
                task=task_words(first, lang),
                authority=authority_words(first, lang),
                lead=_names(words for duty, words in named if duty.role == "lead"),
                cooperate=_names(words for duty, words in named if duty.role == "cooperate"),
                implement=_names(words for duty, words in named if duty.role == "implement"),
                others=_names(role(duty, words) for duty, words in named if duty.role not in _OWN),
                result=first.deliverable or "",
                start=deadline.start,
                due=deadline.due,
                when=when,
                stated=stated,
                rule=told(first),
                apart=_names(role(duty, words) for duty, words in named if duty.deadline != deadline),
                status=_status(group, [duty for duty in further if duty.deadline == deadline], value.words, lang),
            )
        )
    return rows


def _grouped(value: Duties | Grid) -> Iterable[tuple[Sequence[Duty], Sequence[Duty]]]:
    """Return the duties of each row, and of each further bearer of its norm one."""
    if not isinstance(value, Duties):
        return [(row.proof.duties, row.others) for row in value.rows]
    groups: dict[tuple[object, ...], list[Duty]] = {}
    for duty in value.rows:
        groups.setdefault((duty.norm, duty.step, duty.deadline), []).append(duty)
    own = list(groups.values())
    return zip(own, partners(own, value.whole), strict=True)


def _status(group: Sequence[Duty], together: Sequence[Duty], words: Labels, lang: str) -> str:
    """Return the statuses of the duties of a row, with whose they are where it also names somebody who has another."""
    found: dict[str, list[str]] = {}
    for duty in group:
        name = duty.bearer.label if duty.bearer else say("nobody", lang)
        found.setdefault(status_words(duty.status, duty, words, lang), []).append(name)
    if all(status_words(duty.status, duty, words, lang) in found for duty in together):
        return "; ".join(found)
    return "; ".join(f"{status} ({', '.join(_names(names))})" for status, names in found.items())


def own_time_words(duty: Duty, deadline: Deadline, lang: str) -> str:
    """Return the time of a bearer, as it stands after the name in a row of another time; nothing of one that has the time of the row."""
    if duty.deadline == deadline:
        return ""
    when, stated = deadline_words(duty.deadline, lang)
    words = stated if duty.occurrence or not when else when  # the day of one turn is not the time of them all
    return f" ({say('own-time', lang, words=words)})"


def party_teller(value: Duties | Grid, lang: str, words: Labels | None = None) -> Callable[[Duty], str]:
    """Return what tells what stands after the name of each bearer: that nobody named it outright, and to whom the duty passed.

    `words` stand in place of the answer's own.
    """
    candidates = {(item.norm, item.holder): item.candidates for item in value.unresolved}
    labels = value.words if words is None else words
    expanded = isinstance(value, Duties) and value.expanded

    def after(duty: Duty) -> str:
        known = candidates.get((duty.norm, duty.holder.iri), ()) if duty.holder else ()
        how = basis_words(duty.bearer.basis if duty.bearer else None, labels, lang)
        return how + holder_words(duty, known, lang, expanded=expanded)

    return after


def basis_words(basis: str | None, words: Labels, lang: str) -> str:
    """Return on what basis a bearer is one, as it stands after the name; nothing of one that is named outright.

    >>> basis_words("implicit", {"bearer-basis/implicit": "ngầm hiểu"}, "vi"), basis_words("explicit", {}, "vi")
    (' (ngầm hiểu)', '')
    """
    return "" if basis in _PLAIN else f" ({concept_words(words, 'bearer-basis', basis, lang)})"


def rule_teller(value: Duties | Grid, lang: str, words: Labels | None = None) -> Callable[[Duty], str]:
    """Return what tells of each duty of an answer by which rules its day was read and moved; `words` in place of the answer's own."""
    moved = {(move.norm, move.step, move.new): move for move in value.moved}
    labels = value.words if words is None else words
    return lambda duty: rule_words(duty.deadline, labels, lang, moved.get((duty.norm, duty.step, duty.deadline)))


def rule_words(deadline: Deadline, words: Labels, lang: str, move: Move | None = None) -> str:
    """Return by which rules a day, or the days of what recurs, were read from the words, and from which day a switched rule moved it.

    >>> year = Deadline("fixed", due=date(2025, 12, 31), rules=("yearMeansYearEnd",))
    >>> rule_words(year, {"reading-rule/yearMeansYearEnd": "hết năm"}, "vi")
    'quy tắc đọc: hết năm'
    """
    if not (deadline.due or deadline.recurrence) or any(note in DAYLESS for note in deadline.notes):
        return ""
    names = "; ".join(words.get(f"reading-rule/{rule}", rule) for rule in deadline.rules)
    parts = [say("read-by", lang, names=names)] if names else []
    if deadline.estimated:
        parts.append(say("estimate", lang))
    if deadline.due and deadline.extensions:  # of a series without a day they are of its turns
        last = deadline.extensions[-1]
        parts.append(say("extended-by", lang, name=last.decidedBy or "—", old=show_date(last.old) or "—"))
    if deadline.due and move:
        parts.append(say("read-anew", lang, old=show_date(move.old.due) or "—"))
    return "; ".join(parts)


def _names(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))


def annex_document(value: Duties | Grid, lang: str, template: str | Path | None) -> bytes:
    """Return the annex as a Word document, in Vietnamese in the layout of Decree 30/2020/NĐ-CP, with what changed where that was asked.

    `template` is a Word file of the user's own in place of ours, or a folder with one of the same name. Raises EngineError
    where docxtpl is missing, SourceError for a template that cannot be used or has no place for what changed.
    """
    from cakg.exporters.papers import fill_template
    from cakg.rendering.remarks import remarks
    from cakg.rendering.templates import template_file

    changes = None if isinstance(value, Duties) else value.changes
    rows = [
        {
            name: "; ".join(map(line, cell)) if isinstance(cell, tuple) else line(cell) if isinstance(cell, str) else cell
            for name, cell in row._asdict().items()
        }
        for row in annex_rows(value, lang)
    ]
    values = {
        "official": lang == "vi",
        "title": say("title-annex", lang),
        "day": scope_words(value, lang),
        "marks": marks_of(value, lang),
        "heads": {name: say(key, lang) for name, key in _HEADS.items()},
        "rows": rows,
        "empty": nothing_words(value, lang),
        "changes": None if changes is None else _changes(changes, lang),
        "remarks": list(remarks(value, lang)),
    }
    return fill_template(template_file("annex.docx", template), values, needed=() if changes is None else ("changes",))


_HEADS = {
    "number": "col-number", "code": "col-code", "task": "col-duty", "lead": "col-lead", "cooperate": "col-cooperate",
    "implement": "col-implement", "others": "col-others", "result": "col-result", "when": "col-due", "notes": "paper-notes",
}  # fmt: skip
"""Fields of the template for the words that stand over columns and notes, with the keys of these words."""
_CHANGED = ("code", "of", "kind", "before", "after", "cause")


def _changes(changes: Changes, lang: str) -> dict[str, Any]:
    """Return what changed for the template: a title, heads, rows, and what stands in the place of rows where there is none."""
    from cakg.rendering.lists import change_rows

    heads, rows = change_rows(changes, lang)
    return {
        "title": changes_title(changes, lang),
        "heads": dict(zip(_CHANGED, heads, strict=True)),
        "rows": [dict(zip(_CHANGED, map(lines_of, row), strict=True)) for row in rows],
        "empty": nothing_words(changes, lang),
    }

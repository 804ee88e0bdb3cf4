"""Small phrases that pages and terminal text share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from cakg.calendars import read_date, show_date
from cakg.errors import ValueRefusedError
from cakg.messages import say
from cakg.model.deadline import DAYLESS, Deadline
from cakg.model.duty import Duty, Holder, Labels
from cakg.terms import is_address, shorten
from cakg.text import clip, line

if TYPE_CHECKING:
    from cakg.model.change import Change, Changes
    from cakg.model.duty import Duties
    from cakg.model.grid import Grid
    from cakg.model.simulation import Change as Trial
    from cakg.model.status import StatusRecord
    from cakg.model.target import Targets
    from cakg.table import Table

_MOST = 12
"""Words of a long list that are written out."""


def deadline_words(deadline: Deadline, lang: str, *, both: bool = False) -> tuple[str, str]:
    """Return the computed day, or the reason why there is none, and the stated words; either may be empty.

    With `both` the earliest reading stands beside the day, and reasons are left to the list of notes.

    >>> from datetime import date
    >>> year = Deadline("fixed", "đến năm 2025", due=date(2025, 12, 31), earliest=date(2025, 1, 1))
    >>> deadline_words(year, "vi"), deadline_words(year, "vi", both=True)[0]
    (('31/12/2025', '“đến năm 2025”'), '31/12/2025 (đọc sớm nhất là 01/01/2025)')
    """
    stated = f"“{deadline.stated}”" if deadline.stated else ""
    if deadline.due is None:
        reason = next((note for note in deadline.notes if note in DAYLESS), None)
        if reason and not both:  # a proof lists every note
            return say(f"note-{reason}", lang), stated
        return ("" if deadline.stated else say("not-stated" if deadline.kind == "unstated" else "no-day", lang)), stated
    day = show_date(deadline.due) + (f" ({say('estimate', lang)})" if deadline.estimated else "")
    if deadline.start and deadline.start != deadline.due:
        day = f"{show_date(deadline.start)} – {day}"
    if both and deadline.earliest and deadline.earliest != deadline.due:
        day = f"{day} ({say('earliest', lang)} {show_date(deadline.earliest)})"
    return day, stated


def is_long(words: Sequence[str]) -> bool:
    """Say whether words are too many to be all written in one line."""
    return len(words) > 2 * _MOST


def first_of(words: Sequence[str], lang: str) -> str:
    """Return words in one line, of a long list the first few and how many there are.

    >>> first_of(["a"] * 40, "en")
    'a; a; a; a; a; a; a; a; a; a; a; a; … and 28 more, 40 in all'
    """
    if not is_long(words):
        return "; ".join(words)
    counted = say("and-more", lang, count=len(words) - _MOST, total=len(words))
    return f"{'; '.join(words[:_MOST])}; {counted}"


def concept_words(words: Labels, scheme: str, name: str | None, lang: str) -> str:
    """Return the label of a code, or that the data state none.

    >>> concept_words({}, "role", None, "vi")
    'không nêu vai trò'
    """
    return words.get(f"{scheme}/{name}", name) if name else say(f"unstated-{scheme}", lang)


def shown_status(status: str, duty: Duty) -> str:
    """Return a status as it is shown: of what nobody carries out its kind, of a time that comes again without a day that it recurs."""
    if status in _OF_WORK and duty.no_task:
        return duty.no_task
    deadline = duty.deadline
    return "recurring" if status == "undated" and deadline.kind == "recurring" and deadline.due is None else status


_OF_WORK = ("openInTime", "undated", "continuous", "unknown")
"""Statuses that nothing recorded gives: they only say how far work is that a prohibition or permission does not ask for."""
OWN_STATUSES = ("recurring", "prohibition", "permission")
"""Statuses that are shown and are no codes of the data; each is the key of its words."""


def status_words(status: str, duty: Duty, words: Labels, lang: str) -> str:
    """Return a status as it is shown, in words."""
    shown = shown_status(status, duty)
    return own_status_words(shown, lang) or concept_words(words, "status", shown, lang)


def own_status_words(shown: str, lang: str) -> str:
    """Return the words of a status that is shown and is no code of the data; nothing of one that is."""
    return say(shown, lang) if shown in OWN_STATUSES else ""


def shown_basis(status: str, basis: str, duty: Duty, lang: str) -> str:
    """Return why a status is what it is; of what nobody carries out, that there is nothing to complete."""
    return say("nothing-to-complete", lang) if status in _OF_WORK and duty.no_task else basis


def action_words(duty: Duty, lang: str) -> str:
    """Return what is to be done, of a duty that the data give no words for its code; what is forbidden or allowed says so first.

    The mark stands beside the words and does not negate them: an action may be worded as a negative already.
    """
    return f"{kind_words(duty, lang)}{label_words(duty.labels, lang) or duty.code}"


def kind_words(row: Duty | Change | Trial, lang: str) -> str:
    """Return what stands before the words of what is forbidden or allowed; nothing before what is to be done."""
    return f"[{say(row.no_task, lang)}] " if row.no_task else ""


def task_words(duty: Duty, lang: str) -> str:
    """Return what is to be done, with the level of a target step."""
    task = action_words(duty, lang)
    return f"{task}: {duty.level}" if duty.level else task


def holder_words(duty: Duty, candidates: Sequence[Holder], lang: str, *, expanded: bool) -> str:
    """Return who holds a duty where it is not the bearer as stated: a successor, nobody that can be told, or (`expanded`) a member.

    Where it cannot be told, `candidates` are those who may.
    """
    holder = duty.holder
    if holder is None:
        return ""
    if holder.certainty == "unresolved":
        words = say("holder-open", lang, name=holder.label)
        names = " | ".join(candidate.label for candidate in candidates if candidate.iri != holder.iri)
        return f" · {say('holder-candidates', lang, words=words, names=names) if names else words}"
    if not any(step.step == "succession" for step in duty.path):
        return f" · {holder.label}" if expanded and duty.path[0].step == "population" else ""
    return f" {passed_words(holder.certainty, holder.label, lang)}"


def passed_words(certainty: str, name: str, lang: str) -> str:
    """Return to whom the duty of a mark passed, or that it cannot be told; nothing where it passed to nobody."""
    if not name:
        return ""
    if certainty == "unresolved":
        return f"· {say('holder-open', lang, name=name)}"
    sure = "" if certainty == "certain" else f" ({say('by-default', lang)})"
    return f"→ {name}{sure}"


def certainty_key(holder: Holder) -> str:
    """Return the key of the word for how sure it is that somebody holds a duty."""
    return "by-default" if holder.certainty == "byDefaultRule" else holder.certainty


def authority_words(duty: Duty, lang: str) -> str:
    """Return who said it or where it is written, with the day if known; that an article reports it, or that nothing is said."""
    if duty.instrument:
        return ", ".join(filter(None, (str(duty.instrument), show_date(duty.instrument.issuedOn))))
    if duty.utterance:
        day = show_date(duty.utterance.date) or say("date-unknown", lang)
        return f"{duty.utterance} ({day})"
    return f"{say('reported-only', lang)} ({say('date-unknown', lang)})" if duty.reported else say("authority-not-stated", lang)


def day_words(as_of: date, known_at: date | None, lang: str) -> str:
    """Return the day an answer holds for, and the day whose records it rests on where one was given."""
    words = say("as-of", lang, day=show_date(as_of))
    return f"{words} · {say('known-at', lang, day=show_date(known_at))}" if known_at else words


def scope_words(value: Duties | Grid | Targets, lang: str) -> str:
    """Return the day an answer holds for and every filter it was asked with: a file says which rows it holds."""
    asked = (say(f"asked-{name}", lang, words=clip(words)) for name, words in value.asked)
    return " · ".join((day_words(value.as_of, value.known_at, lang), *asked))


def marks_of(value: Any, lang: str) -> tuple[str, ...]:
    """Return what must stand on every sheet and page: that the data are an example, and the secrecy grade where one is known."""
    example = (say("example", lang),) if value.example_data else ()
    return (*example, value.grade.label(lang).upper()) if value.grade else example


def changes_title(changes: Changes, lang: str) -> str:
    """Return the title of a list of differences: the two pairs of days it lies between."""
    first, last = (day_words(*pair, lang) for pair in ((changes.since, changes.known_since), (changes.as_of, changes.known_at)))
    return f"{say('title-changes', lang)} · {first} → {last}"


def result_title(value: Any, lang: str) -> str:
    """Return the title of a flat table: what it is of, the day or days it holds for, and what was asked for."""
    kind = type(value).__name__
    if kind == "Changes":
        return changes_title(value, lang)
    if kind == "Targets":
        return f"{say('title-targets', lang)} · {scope_words(value, lang)}"
    if kind == "Simulation":
        return say("title-simulation", lang, name=value.source, day=show_date(value.as_of))
    if kind == "Report":
        return say("title-findings", lang)
    about = label_words(getattr(value, "about", {}), lang) or say("sheet-answer", lang)
    return " · ".join((about, *_asked_words(value, lang)))


def _asked_words(value: Any, lang: str) -> list[str]:
    """Return each parameter that a question was asked with, in words."""
    if not hasattr(value, "heads"):
        return []
    return [f"{head_of(value, name, lang)}: {_given_words(value, given, lang)}" for name, given in value.asked.items() if given]


def _given_words(table: Table, given: str, lang: str) -> str:
    label = table.label_of(given, lang) if table.label_of and is_address(given) else None
    return clip(label or value_words(shorten(given), {}))


def head_of(table: Table, name: str, lang: str) -> str:
    """Return the head of a column in words; a column without one is headed by the words of its name.

    >>> from cakg.table import Table
    >>> head_of(Table(("x",), (), heads={"x": {"vi": "Đơn vị"}}), "x", "en"), head_of(Table((), ()), "unitLabel_2", "vi")
    ('Đơn vị', 'unit Label 2')
    """
    return label_words(table.heads.get(name, {}), lang) or _JOINED.sub(" ", name).strip() or name


_JOINED = re.compile(r"_+|(?<=[a-z])(?=[A-Z])")
"""Where a word ends inside the name of a variable."""


def nothing_words(value: Any, lang: str, *, options: bool = False) -> str:
    """Return why a result has no rows, with `options` also how to ask for more; nothing of one that has any, or is none of rows."""
    if not hasattr(value, "nothing") or next(iter(value), None) is not None:
        return ""
    asked = "; ".join(_asked_words(value, lang))
    return say("no-rows-asked", lang, asked=asked) if asked else value.nothing(lang, options=options)


def cause_words(change: Change, lang: str) -> str:
    """Return why something changed: the record with its own day or that of its decision, and the day it was recorded."""
    own = change.decidedOn or (change.on if change.cause in ("evidence", "stated") else None)
    name = say("cause-dated", lang, name=change.recordLabel, day=show_date(own)) if own else change.recordLabel
    other = None if change.cause == "newRecord" or change.on == own else show_date(change.on)
    happened = say("cause-from", lang, day=other) if own and other else other
    recorded = say("time-recorded", lang, day=show_date(change.recordedOn)) if change.recordedOn else None
    extra = ", ".join(filter(None, (name, happened, recorded)))
    cause = say("cause-" + change.cause, lang)
    return f"{cause}: {extra}" if extra else cause


def lines_of(cell: str) -> str:
    """Return the lines of a cell of a paper, whole: what is cut off there nobody can read anywhere."""
    return "\n".join(map(line, cell.split("\n")))


def label_words(labels: Labels, lang: str) -> str:
    """Return a label in the language, else in any."""
    return labels.get(lang) or labels.get("vi") or next(iter(labels.values()), "")


def value_words(word: str | None, words: Labels) -> str:
    """Return a status in words and a day as people write it; names stay as they are."""
    if word is None:
        return "—"
    if f"status/{word}" in words:
        return words[f"status/{word}"]
    try:
        return show_date(read_date(word))
    except ValueRefusedError:
        return word


def record_words(record: StatusRecord, lang: str) -> str:
    """Return one record a status rests on: its name, day, short IRI and the spans that prove it."""
    day = show_date(record.on) or say("date-unknown", lang)
    spans = "".join(f"; {item.source}[{item.start}:{item.end}], {say('line', lang)} {item.line}" for item in record.spans)
    return f"{record.label}, {day} <{shorten(record.iri)}>{spans}"

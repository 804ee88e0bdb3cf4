"""Duties, targets and answers that have a day as a calendar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import islice
from typing import TYPE_CHECKING, Any

from cakg.errors import ValueRefusedError
from cakg.exporters.diary import REMIND, Entry, uid_of, write_diary
from cakg.messages import say
from cakg.model.deadline import SINCE_LAST_DONE
from cakg.model.duty import Duties, Duty
from cakg.model.status import DONE
from cakg.rendering.annex import duties_of, rule_words
from cakg.rendering.times import derivation
from cakg.rendering.words import (
    authority_words,
    concept_words,
    deadline_words,
    holder_words,
    marks_of,
    nothing_words,
    result_title,
    scope_words,
    status_words,
    task_words,
)
from cakg.terms import is_address, shorten
from cakg.text import clip

if TYPE_CHECKING:
    from cakg.model.deadline import Deadline, Move
    from cakg.model.grid import Grid

_OVER = (*DONE, "notApplicable", "suspended", "superseded")
_YEARS, _MOST_YEARS = 10, 50
"""Years ahead for which a rule of a calendar must give the very days that we count; more where it ends some day."""
_MOST_TURNS = 4000
_LONGEST_TASK, _LONGEST_WHO = 120, 70
"""Letters of a title: a long task must not push out whose it is."""
_AT_START = "eachPeriodAtItsStart"


def calendar(value: Any, lang: str) -> bytes:
    """Return what has a day as iCalendar: one entry for each duty of a list or matrix, each target, or each row of an answer.

    What has no day cannot stand in a calendar; its description says how many such rows there are. Raises ValueRefusedError
    for an answer that does not say which of its columns is the day.
    """
    from cakg.model.grid import Grid

    if isinstance(value, (Duties, Grid)):
        return _of_duties(value, lang)
    from cakg.rendering.dates import dated_entries

    entries, day = dated_entries(value, lang)
    name = " · ".join((result_title(value, lang), *marks_of(value, lang)))
    return write_diary(name, _about(value, lang), entries, day)


def _about(value: Any, lang: str) -> str:
    """Return what a calendar says of itself: marks, how many rows it does not hold, and why there is none at all."""
    return "\n".join((*marks_of(value, lang), nothing_words(value, lang) or calendar_left(value, lang)))


def calendar_left(value: Any, lang: str) -> str:
    """Return how many rows a calendar does not hold, with the reason."""
    idle = _idle(value)
    parts = (say("calendar-left", lang, count=without_days(value)), say("calendar-left-idle", lang, count=idle) if idle else "")
    return "; ".join(filter(None, parts))


def has_entries(value: Any) -> bool:
    """Say whether a calendar of a result has any entry."""
    return without_days(value) + _idle(value) < len(value)


def _idle(value: Any) -> int:
    """Return how many rows are prohibitions and permissions: their day is none on which anything falls due."""
    from cakg.model.grid import Grid

    return sum(duty.no_task is not None for duty in duties_of(value)) if isinstance(value, (Duties, Grid)) else 0


def _of_duties(value: Duties | Grid, lang: str) -> bytes:
    """Return the entries of duties; those that recur have a rule."""
    rows = duties_of(value)
    moved = {(move.norm, move.step, move.new): move for move in value.moved}
    entries = (
        entry
        for duty in rows
        if not duty.no_task
        for entry in _entries(duty, value, moved, lang, private=value.grade is not None)
    )
    name = " · ".join((say("title-calendar", lang), scope_words(value, lang), *marks_of(value, lang)))
    return write_diary(name, _about(value, lang), entries, value.as_of)


def without_days(value: Any) -> int:
    """Return how many rows of what is to be done have no day that is known or can be counted, and so no entry."""
    from cakg.model.grid import Grid

    if isinstance(value, (Duties, Grid)):
        rows = (duty for duty in duties_of(value) if not duty.no_task)
        return sum(duty.deadline.due is None and not any(_repeats(duty, value.as_of)) for duty in rows)
    from cakg.rendering.dates import rows_without_day

    return rows_without_day(value)


def _entries(
    duty: Duty, value: Duties | Grid, moved: Mapping[tuple[str, str | None, Deadline], Move], lang: str, *, private: bool
) -> Iterator[Entry]:
    deadline, uid = duty.deadline, _uid(duty, expanded=_is_expanded(value))
    entry = Entry(
        uid,
        deadline.due or value.as_of,
        summary=f"{duty.code} {clip(task_words(duty, lang), _LONGEST_TASK)} · {clip(_who(duty, value, lang), _LONGEST_WHO)}",
        description="\n".join(_lines(duty, value, moved.get((duty.norm, duty.step, deadline)), lang)),
        categories=(status_words(duty.status, duty, value.words, lang),),
        remind=() if duty.status in _OVER else REMIND,
        private=private,
    )
    if deadline.due:
        yield entry if deadline.due >= value.as_of else replace(entry, remind=())
        return
    for place, repeat in enumerate(_repeats(duty, value.as_of)):
        yield replace(entry, uid=f"r{place}-{uid}" if place else uid, **vars(repeat))


def _uid(duty: Duty, *, expanded: bool) -> str:
    """Return a name that an entry keeps whatever was asked for, and when its day, its status or its wording change.

    Of rows that are one duty of one bearer only those of an expanded class are told apart, by the member. Records without an
    IRI are called otherwise each time they are read, so that a duty is told by its words and bearer in their place.
    """
    norm, bond = duty.norm if is_address(duty.norm) else duty.label, duty.responsibility
    if bond and duty.bearer and not is_address(bond):
        bond = f"{duty.bearer.iri} {duty.role}"
    turn = duty.occurrence.due.isoformat() if duty.occurrence else None
    member = duty.member.iri if duty.member and expanded else None
    return uid_of(norm, duty.step, bond, duty.deadline.record, turn, member)


def _who(duty: Duty, value: Duties | Grid, lang: str) -> str:
    """Return who bears a duty, and who holds it where that is another or cannot be told."""
    if duty.bearer is None:
        return say("nobody", lang)
    asked = (duty.norm, duty.holder.iri if duty.holder else None)
    known = next((item.candidates for item in value.unresolved if (item.norm, item.holder) == asked), ())
    return duty.bearer.label + holder_words(duty, known, lang, expanded=_is_expanded(value))


def _is_expanded(value: Duties | Grid) -> bool:
    return isinstance(value, Duties) and value.expanded


def _is_conventional(deadline: Deadline) -> bool:
    """Say whether the days of a recurring duty are those of a reading, as its rules name an interval and no day in it."""
    rules = deadline.recurrence if deadline.kind == "recurring" and deadline.recurrenceBasis != SINCE_LAST_DONE else ()
    return any("BY" not in rule and "FREQ=DAILY" not in rule for rule in rules)


def _lines(duty: Duty, value: Duties | Grid, move: Move | None, lang: str) -> Iterator[str]:
    """Yield what stands in an entry: who, when and how that was read, on what authority, how far, and where it is proved."""
    words = value.words
    yield from marks_of(value, lang)
    yield task_words(duty, lang)
    role = f" ({concept_words(words, 'role', duty.role, lang)})" if duty.bearer else ""
    yield f"{say('col-bearer', lang)}: {_who(duty, value, lang)}{role}"
    if duty.deliverable:
        yield f"{say('col-result', lang)}: {duty.deliverable}"
    day, stated = deadline_words(duty.deadline, lang)
    rule = rule_words(duty.deadline, words, lang, move)
    yield f"{say('col-deadline', lang)}: " + "; ".join(filter(None, (stated, day, rule)))
    yield from (f"  {line}" for line in derivation(duty.deadline, lang))
    if _is_conventional(duty.deadline):
        yield f"  {say('turn-at-start' if duty.deadline.rule == _AT_START else 'turn-at-end', lang)}"
    yield f"{say('col-authority', lang)}: {authority_words(duty, lang)}"
    yield f"{say('col-status', lang)}: {status_words(duty.status, duty, words, lang)} ({duty.statusBasis})"
    spans = "; ".join(f"{item.source}[{item.start}:{item.end}]" for item in duty.evidence)
    if spans:
        yield f"{say('col-evidence', lang)}: {spans}"
    yield shorten(duty.norm)


@dataclass(frozen=True)
class _Repeat:
    """How an entry repeats, under the names it has there."""

    day: date
    rule: str | None
    more: tuple[date, ...]
    without: tuple[date, ...]


def _repeats(duty: Duty, as_of: date) -> Iterator[_Repeat]:
    """Yield for each rule of a recurring duty the first day due from `as_of` on, and how it repeats: by a rule, or day by day.

    A rule of a calendar is given only where it falls on the very days that are counted here; turns that were extended are
    taken out of it and stand on their new days.
    """
    from cakg.deadlines.occurrences import occurrences

    deadline = duty.deadline
    if deadline.kind != "recurring" or deadline.recurrenceBasis == SINCE_LAST_DONE:
        return
    since = duty.instrument.issuedOn if duty.instrument else duty.utterance.date if duty.utterance else None
    for text in deadline.recurrence:
        ends = deadline.until is not None or "COUNT=" in text or "UNTIL=" in text
        horizon = as_of.replace(year=min(as_of.year + (_MOST_YEARS if ends else _YEARS), date.max.year), day=1)
        try:
            found = occurrences(replace(deadline, recurrence=(text,)), as_of, horizon, since=since)
            days = [turn.due for turn in islice(found, _MOST_TURNS)]
        except ValueRefusedError:
            continue  # counted among those without a day
        if not days:
            continue
        moved = {item.ofOccurrence: item.new for item in deadline.extensions if item.ofOccurrence in days}
        rule = _rule(text, days, ends=ends)
        if rule:
            yield _Repeat(days[0], rule, tuple(sorted(moved.values())), tuple(sorted(filter(None, moved))))
        else:
            kept = sorted(moved.get(day, day) for day in days)
            yield _Repeat(kept[0], None, tuple(kept[1:]), ())


def _rule(text: str, days: list[date], *, ends: bool) -> str | None:
    """Return a rule that begins on the first day and falls on all of them and no other, None where there is none."""
    from dateutil.rrule import rrulestr

    parts = [part for part in text.strip().removeprefix("RRULE:").split(";") if not part.startswith(("COUNT=", "UNTIL="))]
    last = [f"UNTIL={days[-1]:%Y%m%d}"] if ends else []
    start = datetime.combine(days[0], time())
    for named in ([], ["BYMONTHDAY=-1"]):
        candidate = ";".join((*parts, *named, *last))
        moments = rrulestr(candidate, dtstart=start).xafter(start, count=len(days) + 1, inc=True)
        given = [moment.date() for moment in moments]
        if given[: len(days)] == days and (not ends or len(given) == len(days)):
            return candidate
    return None

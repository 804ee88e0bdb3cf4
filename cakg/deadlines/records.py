"""Deadline records as values: words and dates apart; what cannot be has no day, and says so."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cakg.calendars import add_months
from cakg.deadlines.extensions import extend
from cakg.errors import ValueRefusedError
from cakg.graph import KnowledgeGraph, Record
from cakg.model.deadline import FIXED_SEQUENCE, SINCE_LAST_DONE, DayOff, Deadline
from cakg.namespaces import CAKG
from cakg.readings import choose
from cakg.terms import code, concept, is_address

if TYPE_CHECKING:
    from cakg.calendars.periods import Count

KINDS = {
    CAKG.FixedDeadline: "fixed",
    CAKG.PeriodDeadline: "period",
    CAKG.WindowDeadline: "window",
    CAKG.RelativeDeadline: "relative",
    CAKG.RecurringDeadline: "recurring",
    CAKG.ContinuousDuty: "continuous",
    CAKG.UnstatedDeadline: "unstated",
}
_OFFSET = r"(?P<back>-)?P(?=\d)(?:(?P<years>\d{1,3})Y)?(?:(?P<months>\d{1,4})M)?(?:(?P<days>\d{1,5})D)?"
_YEAR = 12


def deadlines_of(
    kg: KnowledgeGraph,
    *records: str | None,
    as_of: date | None = None,
    issued: date | None = None,
    readings: Mapping[str, str] | None = None,
    lang: str = "vi",
) -> tuple[Deadline, ...]:
    """Return the times stated for the first of the records that has any; one `unstated` where none has.

    A responsibility's own time goes before that of its norm when it is named first. Where sources give several times
    for one record all are returned: none is chosen. Extensions decided after `as_of` are left out; `issued` and `readings`
    serve `read_deadline`, where a switched rule makes the words be read again. Nothing is written to the graph.
    A time of which the data holds no record, because it was recorded only later, has no kind and a note.
    """
    for iri in records:
        stated = kg.record(iri).all(CAKG.deadline) if iri else []
        if stated:
            given: dict[str, Any] = {"as_of": as_of, "issued": issued, "readings": readings, "lang": lang}
            read = (read_deadline_record(kg, record, **given) for record in stated)
            if len(stated) == 1:
                return tuple(read)
            return tuple(
                replace(deadline, record=record if is_address(record) else deadline.stated)
                for deadline, record in zip(read, stated, strict=True)
            )
    return (Deadline("unstated"),)


def read_deadline_record(
    kg: KnowledgeGraph,
    iri: str,
    *,
    as_of: date | None = None,
    issued: date | None = None,
    readings: Mapping[str, str] | None = None,
    lang: str = "vi",
) -> Deadline:
    """Return the value of one deadline record: the stored reading, read again under switched rules, then extended.

    What cannot be is not guessed at: a period that ends before it starts has no day, an offset that cannot be counted gives
    none, an extension to an earlier day moves nothing, and `notes` say so.
    """
    record = kg.record(iri)
    if not record:
        return Deadline(None, notes=("not-recorded",))
    stored = _checked(_stored(kg, record, lang), issued)
    deadline = _counted(stored, readings or {})
    if readings and deadline is stored:
        from cakg.deadlines.switches import read_again

        deadline = read_again(stored, issued, readings)
    return extend(kg, iri, deadline, as_of)


def _stored(kg: KnowledgeGraph, record: Record, lang: str) -> Deadline:
    kind = next((name for class_, name in KINDS.items() if class_ in record.types), "unstated")
    precision, rule, event = (record.one(name) for name in (CAKG.precision, CAKG.readingRule, CAKG.anchorEvent))
    working = record.one(CAKG.workingDays)
    return Deadline(
        kind=kind,
        stated=record.one(CAKG.statedText),
        precision=code(precision) if precision else None,
        start=record.date(CAKG.startsOn),
        earliest=record.date(CAKG.earliest),
        due=record.date(CAKG.dueBy),
        rule=code(rule) if rule else None,
        rules=(code(rule),) if rule else (),
        offset=record.one(CAKG.offset),
        workingDays=working in {"true", "1"} if working else None,
        anchor=kg.record(event).label(lang) if event else None,
        countedFrom=kg.record(event).date(CAKG.occurredOn) if event else None,
        direction=_direction(record.one(CAKG.statedText), record.one(CAKG.offset)) if kind == "relative" else None,
        recurrence=tuple(record.all(CAKG.recurrenceRule)),
        until=record.date(CAKG.until),
        recurrenceBasis=_basis(record) if kind == "recurring" else None,
    )


def _basis(record: Record) -> str | None:
    """Return how the turns of a recurring deadline are told, None where nonsense is said.

    Where nothing is said its words decide, and where they do not it is a fixed sequence.
    """
    said = record.all(CAKG.recurrenceBasis)
    if len(said) > 1 or not {*said} <= {concept("recurrence-basis", name) for name in (FIXED_SEQUENCE, SINCE_LAST_DONE)}:
        return None
    if said:
        return code(said[0])
    from cakg.readings.basis import read_basis  # few times recur

    return read_basis(record.one(CAKG.statedText) or "") or FIXED_SEQUENCE


def _checked(deadline: Deadline, issued: date | None) -> Deadline:
    """Return the deadline without days that exclude each other, and with a note on a recurrence rule that is none.

    Words alone, without any day, offset or rule beside them, get a note where they name what cannot be.
    """
    if deadline.kind != "recurring" and deadline.start and deadline.due and deadline.start > deadline.due:
        return replace(deadline, start=None, earliest=None, due=None, notes=("period-backwards",))
    if deadline.kind == "recurring" and deadline.recurrenceBasis is None:
        return replace(deadline, notes=("recurrence-basis-refused",))
    if deadline.recurrence:
        from cakg.deadlines.occurrences import check_recurrence  # few times recur

        try:
            for text in deadline.recurrence:
                check_recurrence(text)
        except ValueRefusedError as error:
            return replace(deadline, notes=(error.key,))
    known = (deadline.start, deadline.earliest, deadline.due, deadline.offset, deadline.until, *deadline.recurrence)
    if deadline.stated and not any(known) and _DIGIT.search(deadline.stated) and _impossible(deadline.stated, issued):
        return replace(deadline, notes=("stated-impossible",))
    return deadline


_DIGIT = re.compile(r"\d")
"""No words without a number name a day, so that the reader need not be loaded for them."""


@lru_cache(maxsize=1024)
def _impossible(stated: str, issued: date | None) -> bool:
    """Say whether words name a day that does not exist or a span that ends before it starts."""
    from cakg.readings import read_deadline  # the grammar is large, and few records have words alone

    try:
        read_deadline(stated, issued=issued)
    except ValueRefusedError as error:
        return error.key in {"not-a-date", "period-backwards", "not-an-interval"}
    return False


def _direction(stated: str | None, offset: str | None) -> str | None:
    """Return on which side of its event a relative time lies, by its words; a negative offset needs none."""
    if offset and offset.startswith("-"):
        return "before"
    from cakg.readings.direction import read_direction  # few deadlines are relative

    return read_direction(stated) if stated else None


def _counted(deadline: Deadline, readings: Mapping[str, str]) -> Deadline:
    """Compute the day of a relative deadline whose event has a day, where no day is stored."""
    if deadline.kind != "relative" or deadline.due or not deadline.countedFrom or not deadline.offset:
        return deadline
    first, move = choose("firstDayNotCounted", readings), choose("moveToWorkingDay", readings)
    match = re.fullmatch(_OFFSET, deadline.offset)
    try:
        count = match and _count(deadline, match, first_counted=first == "firstDayCounted", move=move == "moveToWorkingDay")
    except (ValueRefusedError, OverflowError, ValueError):
        count = None
    if not match or not count:
        return replace(deadline, notes=(*deadline.notes, "offset-not-counted"))
    main = "countBackFromDay" if match["back"] else first
    others = (("workingDaysOnly",) if deadline.workingDays else (), (move,) if count.moved else ())
    return replace(
        deadline,
        precision="day",
        earliest=count.last,
        due=count.last,
        rule=main,
        rules=(main, *(name for names in others for name in names)),
        daysOff=tuple(DayOff(day, name) for day, name in count.days_off),
        estimated=count.estimated,
        notes=(*deadline.notes, "estimated") if count.estimated else deadline.notes,
    )


def _count(deadline: Deadline, match: re.Match[str], *, first_counted: bool, move: bool) -> Count | None:
    """Count years and months, then days; None where working days are asked of anything but days."""
    from cakg.calendars.periods import count_back, count_period  # few deadlines need a calendar

    years, months, days = (int(match[name] or 0) for name in ("years", "months", "days"))
    months, start = months + years * _YEAR, deadline.countedFrom
    if start is None or (deadline.workingDays and months):
        return None
    working = bool(deadline.workingDays)
    if match["back"]:
        return count_back(add_months(start, -months), days, working=working)
    if not days:
        return count_period(start, months, "month", first_counted=first_counted, move=move)
    return count_period(
        add_months(start, months), days, "day", working=working, first_counted=first_counted, move=move and not working
    )

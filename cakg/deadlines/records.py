"""Deadline records as values: words and dates apart, extensions applied, rules switched by reading the words again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from cakg.errors import CakgError
from cakg.graph import KnowledgeGraph, Record
from cakg.model.deadline import DayOff, Deadline, Extension
from cakg.namespaces import CAKG
from cakg.readings import choose, stored_choice
from cakg.terms import code

KINDS = {
    CAKG.FixedDeadline: "fixed",
    CAKG.PeriodDeadline: "period",
    CAKG.WindowDeadline: "window",
    CAKG.RelativeDeadline: "relative",
    CAKG.RecurringDeadline: "recurring",
    CAKG.ContinuousDuty: "continuous",
    CAKG.UnstatedDeadline: "unstated",
}
_OFFSET = re.compile(r"P(?:(\d{1,3})D|(\d{1,3})M|(\d{1,3})Y)")
_UNITS = ("day", "month", "year")


def deadlines_of(
    kg: KnowledgeGraph,
    *records: str | None,
    as_of: date | None = None,
    issued: date | None = None,
    readings: Mapping[str, str] | None = None,
) -> tuple[Deadline, ...]:
    """Return the times stated for the first of the records that has any; one `unstated` where none has.

    A responsibility's own time goes before that of its norm when it is named first. Where sources give several times
    for one record all are returned: none is chosen. Extensions decided after `as_of` are left out; `issued` and `readings`
    serve `read_deadline`, where a switched rule makes the words be read again. Nothing is written to the graph.
    """
    for iri in records:
        stated = kg.record(iri).all(CAKG.deadline) if iri else []
        if stated:
            return tuple(
                read_deadline_record(kg, deadline, as_of=as_of, issued=issued, readings=readings) for deadline in stated
            )
    return (Deadline("unstated"),)


def read_deadline_record(
    kg: KnowledgeGraph,
    iri: str,
    *,
    as_of: date | None = None,
    issued: date | None = None,
    readings: Mapping[str, str] | None = None,
) -> Deadline:
    """Return the value of one deadline record: the stored reading, read again under switched rules, then extended."""
    deadline = _counted(_stored(kg, kg.record(iri)), readings or {})
    if readings:
        deadline = _read_again(deadline, issued, readings)
    return _extended(kg, iri, deadline, as_of)


def _stored(kg: KnowledgeGraph, record: Record) -> Deadline:
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
        anchor=kg.record(event).label() if event else None,
        countedFrom=kg.record(event).date(CAKG.occurredOn) if event else None,
        direction=_direction(record.one(CAKG.statedText), record.one(CAKG.offset)) if kind == "relative" else None,
        recurrence=tuple(record.all(CAKG.recurrenceRule)),
        until=record.date(CAKG.until),
    )


def _direction(stated: str | None, offset: str | None) -> str | None:
    """Return on which side of its event a relative time lies, by its words; a negative offset needs none."""
    if offset and offset.startswith("-"):
        return "before"
    from cakg.readings.words import read_direction  # few deadlines are relative

    return read_direction(stated) if stated else None


def _counted(deadline: Deadline, readings: Mapping[str, str]) -> Deadline:
    """Compute the day of a relative deadline whose event has a day, where no day is stored."""
    match = _OFFSET.fullmatch(deadline.offset or "")
    if deadline.kind != "relative" or deadline.due or not deadline.countedFrom or not match:
        return deadline
    from cakg.calendars.periods import count_period  # few deadlines need a calendar

    place = next(index for index, digits in enumerate(match.groups()) if digits)
    first, move = choose("firstDayNotCounted", readings), choose("moveToWorkingDay", readings)
    count = count_period(
        deadline.countedFrom,
        int(match[place + 1]),
        _UNITS[place],
        working=bool(deadline.workingDays) and _UNITS[place] == "day",
        first_counted=first == "firstDayCounted",
        move=move == "moveToWorkingDay",
    )
    return replace(
        deadline,
        precision="day",
        earliest=count.last,
        due=count.last,
        rule=first,
        rules=(first, *((move,) if count.moved else ())),
        daysOff=tuple(DayOff(day, name) for day, name in count.days_off),
        estimated=count.estimated,
        notes=("estimated",) if count.estimated else (),
    )


def _read_again(stored: Deadline, issued: date | None, readings: Mapping[str, str]) -> Deadline:
    """Return the reading of the words under switched rules; a record the reader reads differently keeps its own, marked."""
    from cakg.readings import read_deadline

    if not stored.stated:
        return stored
    try:
        before = read_deadline(stored.stated, issued=issued, readings=stored_choice(stored.rule, {}))
        after = read_deadline(stored.stated, issued=issued, readings=stored_choice(stored.rule, readings))
    except CakgError:
        return stored
    if after.kind is None or (_time(before) == _time(after) and before.rules == after.rules):
        return stored
    if _time(before) != _time(stored):
        return replace(stored, notes=(*stored.notes, "not-read-again"))
    return replace(after, stated=stored.stated, anchor=stored.anchor or after.anchor)


def _time(deadline: Deadline) -> tuple[object, ...]:
    return deadline.kind, deadline.start, deadline.earliest, deadline.due, sorted(deadline.recurrence), deadline.until


def _extended(kg: KnowledgeGraph, iri: str, deadline: Deadline, as_of: date | None) -> Deadline:
    """Return the deadline after every extension decided by `as_of`, each kept with the day it moved."""
    moves = sorted(_extensions(kg, iri), key=lambda item: (item.decidedOn or date.max, item.new, item.iri))
    due, counted = deadline.due, []
    for item in moves:
        if item.decidedOn and (as_of is None or item.decidedOn <= as_of):
            counted.append(replace(item, old=due))
            due = item.new
    undated = ("extension-undated",) if any(item.decidedOn is None for item in moves) else ()
    if deadline.kind == "recurring" and counted:  # which occurrence is moved is not said
        return replace(deadline, notes=(*deadline.notes, "extension-of-which-turn"))
    if not counted:
        return replace(deadline, notes=(*deadline.notes, *undated)) if undated else deadline
    return replace(deadline, earliest=due, due=due, extensions=tuple(counted), notes=(*deadline.notes, *undated))


def _extensions(kg: KnowledgeGraph, iri: str) -> Iterator[Extension]:
    for extension in kg.subjects(CAKG.extends, iri):
        record = kg.record(extension)
        new, decider = record.date(CAKG.newDueBy), record.one(CAKG.decidedBy)
        if new is None:
            continue
        instrument = kg.record(decider) if decider else None
        recorded = [day for claim in kg.subjects(CAKG.about, extension) if (day := kg.record(claim).date(CAKG.recordedOn))]
        yield Extension(
            extension,
            None,
            new,
            (instrument.one(CAKG.number) or instrument.label()) if instrument else None,
            instrument.date(CAKG.issuedOn) if instrument else None,
            min(recorded, default=None),
        )

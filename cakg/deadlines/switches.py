"""Recorded deadlines under switched rules: their words are read again, and what was recorded otherwise stays and is marked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from cakg.errors import CakgError
from cakg.model.deadline import Deadline
from cakg.readings import stored_choice
from cakg.readings.rules import FAMILIES


def read_again(stored: Deadline, issued: date | None, readings: Mapping[str, str]) -> Deadline:
    """Return the reading of the words under switched rules; a record the reader reads differently keeps its own, marked."""
    from cakg.readings import read_deadline

    kept = replace(stored, notes=(*stored.notes, "not-read-again"))
    if not stored.stated:
        return kept if _may_turn_on(stored, readings) else stored
    try:
        before = read_deadline(stored.stated, issued=issued, readings=stored_choice(stored.rule, {}))
        after = read_deadline(stored.stated, issued=issued, readings=stored_choice(stored.rule, readings))
    except CakgError:
        return kept if _may_turn_on(stored, readings) else stored
    if before.kind is None or after.kind is None:
        return kept if _may_turn_on(stored, readings) else stored
    if _time(before) == _time(after) and before.rules == after.rules:
        return stored
    if not _agrees(stored, before):
        return kept
    start = after.start or (stored.start if stored.kind == "recurring" else None)
    return replace(
        after,
        stated=stored.stated,
        anchor=stored.anchor or after.anchor,
        start=start,
        until=after.until or stored.until,
        recurrenceBasis=stored.recurrenceBasis,
    )


def _may_turn_on(stored: Deadline, readings: Mapping[str, str]) -> bool:
    """Say whether a time whose words cannot be read was, or may have been, read by a rule that is switched."""
    if not (stored.due or stored.recurrence):
        return False
    switched = {name for rule in readings for family in FAMILIES if rule in family for name in family}
    return stored.rule in switched if stored.rule else bool(stored.stated)


def _agrees(stored: Deadline, read: Deadline) -> bool:
    """Say whether a record and the words say the same, as far as the record goes; a recurrence may get its bounds elsewhere."""
    if (stored.kind, stored.due, sorted(stored.recurrence)) != (read.kind, read.due, sorted(read.recurrence)):
        return False
    pairs = [(stored.earliest, read.earliest), (stored.start, read.start), (stored.until, read.until)]
    if stored.kind == "recurring":
        return all(mine is None or other is None or mine == other for mine, other in pairs)
    return all(mine is None or mine == other for mine, other in pairs)


def _time(deadline: Deadline) -> tuple[object, ...]:
    return deadline.kind, deadline.start, deadline.earliest, deadline.due, sorted(deadline.recurrence), deadline.until

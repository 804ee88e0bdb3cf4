"""A deadline, as stated and as read, and what it is made of: days off that count, extensions, occurrences."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from cakg.model.outline import Outlined
from cakg.model.plain import as_json

FAULTS = (
    "period-backwards",
    "recurrence-refused",
    "recurrence-without-start",
    "recurrence-since-done",
    "recurrence-basis-refused",
    "offset-not-counted",
    "stated-impossible",
)
"""Notes on a record whose days cannot be told because of a fault in it."""
DAYLESS = (*FAULTS, "never-done", "last-done-contested", "no-further-turn", "too-many-turns")
"""Notes that say why a time has no day, whether or not the record is at fault."""
FIXED_SEQUENCE, SINCE_LAST_DONE = "fixedSequence", "sinceLastDone"
"""The recurrence bases: a time told by the calendar, and one counted from the day last done."""


class DayOff(NamedTuple):
    """A day off that a count of days passed over, and why it is off."""

    date: date
    name: str


class Extension(NamedTuple):
    """A move of the due day: from which to which, decided by which instrument on which day, recorded when.

    `old` is None where the deadline had no day before; `decidedBy` is the number or title of the instrument; `ofOccurrence`
    is the due day by the rule of the one turn that is moved, where the deadline recurs.
    """

    iri: str
    old: date | None
    new: date
    decidedBy: str | None
    decidedOn: date | None
    recordedOn: date | None
    ofOccurrence: date | None = None


class Occurrence(NamedTuple):
    """One turn of a recurring duty: the day it falls on by its rule, the last day on time by it, the day it was done if known.

    `due` also names the turn in records; an extension moves the day of the deadline, not this one.
    """

    scheduled: date
    due: date
    actual: date | None = None


class Completion(NamedTuple):
    """The last time a recurring duty was done: by which record, on which day, for which turn if the record names one.

    `contested` marks that the records of that turn exclude each other.
    """

    iri: str
    label: str
    on: date
    ofOccurrence: date | None = None
    contested: bool = False


@dataclass(frozen=True)
class Deadline(Outlined):
    """A time as stated and as read.

    `kind` is fixed, period, window, relative, recurring, continuous or unstated; None where the words were not understood or
    allow several times (`candidates`). `due` is the last day on time, `earliest` its earliest reading, `start` the first day
    of a window or period. `rule` is the main reading rule, `rules` all that were applied, codes of reading-rule.
    A relative time has its `offset` (ISO 8601, negative for "before"), the words of its `anchor` and, where known, the day
    `countedFrom`, and its `direction`: before the event, after it, within the offset after it, or at it; a recurring one its RFC 5545 rules and its
    `recurrenceBasis` (fixedSequence or sinceLastDone), with the completion `lastDone` that the latter was counted from. `due` already includes the `extensions`. `notes` are keys of messages.
    """

    kind: str | None
    stated: str | None = None
    precision: str | None = None
    start: date | None = None
    earliest: date | None = None
    due: date | None = None
    rule: str | None = None
    rules: tuple[str, ...] = ()
    offset: str | None = None
    workingDays: bool | None = None
    anchor: str | None = None
    countedFrom: date | None = None
    direction: str | None = None
    recurrence: tuple[str, ...] = ()
    until: date | None = None
    estimated: bool = False
    daysOff: tuple[DayOff, ...] = ()
    notes: tuple[str, ...] = ()
    extensions: tuple[Extension, ...] = ()
    candidates: tuple[Deadline, ...] = ()
    recurrenceBasis: str | None = None
    lastDone: Completion | None = None
    record: str | None = field(default=None, repr=False, compare=False)
    """Which of several times of one norm, step or responsibility it is: its IRI, of a record without one its words; else None."""

    formats = ("table", "json", "html", "pdf")  # no annotation: not a field of the contract

    def as_dict(self) -> dict[str, Any]:
        """Return the deadline in the form of the JSON contract."""
        plain: dict[str, Any] = as_json(self)
        return plain


class Move(NamedTuple):
    """A duty or target step whose words read otherwise by another rule: its time as stored and as read anew.

    `outcome` is moved; extended where an extension sets the day whatever the words mean; notReadAgain where the recorded
    reading is not the automatic one, or the words cannot be read, so that it was kept. Of a recurring time that moved,
    `oldTurns` and `newTurns` are the due days inside the window asked for, without one the next.
    """

    norm: str
    code: str
    step: str | None
    label: str
    old: Deadline
    new: Deadline
    outcome: str = "moved"
    oldTurns: tuple[date, ...] = ()
    newTurns: tuple[date, ...] = ()

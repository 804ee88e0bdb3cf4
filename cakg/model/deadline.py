"""What a deadline is made of besides its bounds: days off that count, moves, occurrences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class DayOff:
    """A day off that a count of days passed over, and why it is off."""

    date: date
    name: str


@dataclass(frozen=True)
class Extension:
    """A move of the due day: from which to which, decided by which instrument on which day, recorded when.

    `old` is None where the deadline had no day before; `decidedBy` is the number or title of the instrument.
    """

    iri: str
    old: date | None
    new: date
    decidedBy: str | None
    decidedOn: date | None
    recordedOn: date | None


@dataclass(frozen=True)
class Occurrence:
    """One turn of a recurring duty: the day it falls on by its rule, the last day on time, the day it was done if known."""

    scheduled: date
    due: date
    actual: date | None = None

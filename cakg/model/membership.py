"""Who is meant: the members of a class on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Membership:
    """The members of a class on the day its policy names.

    `reason` is None where the class could be expanded, else why not: `chosen`, `unknown` (selection), `frozen` (a list
    of which only the count is known) or `undated` (the day of the policy is not known) or `none` (the data has no unit
    of the class). `count` is what the latest snapshot up to that day counted, None where there is none, and `countedOn`
    the day of that snapshot. `registerOn` is the day for which the register stands that describes the units.
    `doubt` says why units of a register may be missing: `earlier` (it is
    complete only from the day `since` on) or `uncovered` (it has only some units of these kinds). `unplaced` are units
    that may be members: those over them have ended, and the data do not tell who followed.
    """

    population: str
    on: date | None
    units: tuple[str, ...] = ()
    reason: str | None = None
    count: int | None = None
    doubt: str | None = None
    since: date | None = None
    countedOn: date | None = None
    registerOn: date | None = None
    unplaced: tuple[str, ...] = ()


@dataclass(frozen=True)
class Incomplete:
    """A class whose members cannot all be told, so that it was not expanded or not in full.

    `reason` is chosen, unknown, frozen, undated (as in `Membership`), `none` (the data has no member) or `partial` (the
    data has `units` members where `count` were counted), `earlier` (the register is complete only from the day `since` on) or
    `uncovered` (the register has only some units of these kinds) or `unplaced` (the units `unplaced` may be members, but the
    data do not tell under whom they stand since those over them ended); `count` is None where nothing was counted,
    `countedOn` is the day of that count; `registerOn` the day for which the register stands that describes the units.
    """

    population: str
    label: str
    reason: str
    units: int
    count: int | None
    since: date | None = None
    countedOn: date | None = None
    registerOn: date | None = None
    unplaced: tuple[str, ...] = ()

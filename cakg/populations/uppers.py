"""Under which units a unit stands, also after those over it have ended."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import NamedTuple

from cakg.graph import KnowledgeGraph
from cakg.namespaces import CAKG
from cakg.populations.existence import closure, last_day


class Uppers(NamedTuple):
    """What became of the units over a unit that outlives them all.

    `heirs` followed the last of them one after another, each from a day on. Where the last day `until` of that row is not
    None, it breaks off there: one of `candidates` followed, or, with none, nobody that the data name. `lost` are the
    bodies at the end of every way that the data name, which end themselves.
    """

    heirs: tuple[tuple[str, date], ...]
    until: date | None = None
    candidates: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()

    def heirs_on(self, on: date | None) -> tuple[str, ...]:
        """Return who stands over the unit on a day in place of those that ended; on None, whoever ever does."""
        if on is None:
            return tuple(heir for heir, _ in self.heirs)
        begun = [heir for heir, since in self.heirs if since <= on]
        return tuple(begun[-1:]) if self.until is None or on <= self.until else ()

    def is_open(self, on: date) -> bool:
        """Say whether the data do not tell who stands over the unit on a day."""
        return self.until is not None and on > self.until

    def is_surely_under(self, area: Collection[str], *, outlived: bool) -> bool:
        """Say whether a unit whose place is open stands in an area whoever followed: `outlived` if those that ended did.

        A single body that followed in part may not be the only one.
        """
        if not self.candidates:
            return outlived
        return all(body in area for body in self.candidates) and (outlived or len(self.candidates) > 1)


def uppers_of(kg: KnowledgeGraph, unit: str) -> Uppers | None:
    """Return who followed the units over a unit, None where one of them lasts as long as the unit itself.

    One body that the data name as the successor of all that ended last stands in their place; of several, one may.
    """
    ends = {upper: last_day(kg, upper) for upper in kg.record(unit).all(CAKG.parentUnit)}
    days = [day for day in ends.values() if day is not None]
    if not days or len(days) < len(ends):
        return None
    until, own = max(days), last_day(kg, unit)
    if own is not None and own <= until:
        return None
    here = sorted(upper for upper, day in ends.items() if day == until)
    heirs: list[tuple[str, date]] = []
    passed = {*here, unit}
    while until < date.max:
        found = [(kg.record(upper).all(CAKG.succeededBy), kg.record(upper).all(CAKG.partlySucceededBy)) for upper in here]
        following = sorted({heir for bodies, parts in found for heir in (*bodies, *parts)} - {unit})
        sole = len(following) == 1 and all(len(bodies) == 1 and not parts for bodies, parts in found)
        if not sole or following[0] in passed:
            candidates = _lasting(kg, following)
            gone = candidates or here
            return Uppers(tuple(heirs), until, tuple(candidates), tuple(body for body in gone if _is_last(kg, body)))
        here, passed = following, passed | {*following}
        heirs.append((here[0], until + timedelta(days=1)))
        end = last_day(kg, here[0])
        if end is None or (own is not None and own <= end):
            break
        until = max(until, end)
    return Uppers(tuple(heirs))


def _is_last(kg: KnowledgeGraph, body: str) -> bool:
    """Say whether a body ends and nobody that the data name follows it."""
    return last_day(kg, body) is not None and not kg.record(body).all(CAKG.succeededBy, CAKG.partlySucceededBy)


def _lasting(kg: KnowledgeGraph, bodies: list[str]) -> list[str]:
    """Return the bodies and, of each that ended, whoever followed it, as far as anybody did."""
    reached: dict[str, None] = {}
    waiting = list(bodies)
    while waiting:
        body = waiting.pop()
        if body not in reached:
            reached[body] = None
            waiting += kg.record(body).all(CAKG.succeededBy, CAKG.partlySucceededBy) if last_day(kg, body) else ()
    return sorted(reached)


def above(kg: KnowledgeGraph, party: str, on: date | None = None) -> frozenset[str]:
    """Return the units under which a unit or class stands.

    Of a unit that outlives those over it, whoever followed them counts in their place: with `on`, who did by that day.
    """
    reached: set[str] = set()
    waiting = [*kg.record(party).all(CAKG.within), *_next(kg, party, on)]
    while waiting:
        upper = waiting.pop()
        if upper not in reached:
            reached.add(upper)
            waiting += _next(kg, upper, on)
    return frozenset(reached)


def perhaps_above(kg: KnowledgeGraph, party: str, on: date) -> frozenset[str]:
    """Return the units under which a unit may stand on a day besides those of `above`: candidates for one that ended."""
    found: set[str] = set()
    for unit in (party, *above(kg, party, on)):
        uppers = uppers_of(kg, unit)
        if uppers and uppers.is_open(on):
            found.update(*({body, *above(kg, body, on)} for body in uppers.candidates))
    return frozenset(found)


def _next(kg: KnowledgeGraph, unit: str, on: date | None) -> tuple[str, ...]:
    parents = tuple(kg.record(unit).all(CAKG.parentUnit))
    uppers = uppers_of(kg, unit) if parents else None
    if uppers and on and uppers.is_open(on) and uppers.candidates:
        around = [closure(kg, body, CAKG.parentUnit) for body in uppers.candidates]
        outlived = frozenset().union(*(closure(kg, parent, CAKG.parentUnit) for parent in parents))
        common = frozenset.intersection(*around)
        return tuple(top for top in common if len(around) > 1 or top in outlived)
    heirs = uppers.heirs_on(on) if uppers else ()
    return heirs if on and replaces(kg, heirs) else (*parents, *heirs)


def replaces(kg: KnowledgeGraph, heirs: tuple[str, ...]) -> bool:
    """Say whether those who followed stand in the place of those that ended: where the data say under whom they stand."""
    return bool(heirs) and all(kg.record(heir).all(CAKG.parentUnit) for heir in heirs)

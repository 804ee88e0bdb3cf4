"""The members of a class on a day: compiled once from the units of a graph, expanded for the window asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cakg.errors import ValueRefusedError
from cakg.graph import KnowledgeGraph
from cakg.model.membership import Membership
from cakg.namespaces import CAKG, RDF
from cakg.populations.coverage import coverage
from cakg.populations.definition import ALL, is_frozen, listed, snapshot_of
from cakg.populations.existence import closure, exists
from cakg.populations.uppers import Uppers, replaces, uppers_of
from cakg.terms import concept

_ALWAYS = ("", "9999-12-31")


@dataclass(frozen=True)
class _Area:
    """The units of an area on a day, itself among them, and those of which the data do not tell whether they stand there."""

    units: frozenset[str]
    may: frozenset[str]


class _Roster:
    """The units of a graph by their kinds, with parents and days; ISO days compare as text."""

    def __init__(self, kg: KnowledgeGraph) -> None:
        kg.require_acyclic()
        self.kg = kg
        self.children: dict[str, list[str]] = defaultdict(list)
        parents: dict[str, list[str]] = defaultdict(list)
        for unit, _, parent in kg.edges(CAKG.parentUnit):
            self.children[parent].append(unit)
            parents[unit].append(parent)
        first, last = (self._days(name) for name in (CAKG.existsFrom, CAKG.existsTo))
        kinds: dict[str, list[str]] = defaultdict(list)
        for unit, _, kind in kg.edges(CAKG.unitKind):
            kinds[unit].append(kind)
        every = {kind for several in kinds.values() for kind in several}
        starts = {kind: max(self._over(kind, first, _ALWAYS[0])) for kind in every}
        ends = {kind: min(self._over(kind, last, _ALWAYS[1])) for kind in every}
        self.by_kinds: dict[tuple[str, ...], list[tuple[str, str, str]]] = defaultdict(list)
        for unit in kg.subjects(RDF.type, CAKG.Unit):
            own = tuple(kinds.get(unit, ()))
            if own:
                begin = max(first.get(unit, _ALWAYS[0]), min(starts[kind] for kind in own))
                end = min(last.get(unit, _ALWAYS[1]), max(ends[kind] for kind in own))
                self.by_kinds[own].append((unit, begin, end))
                last[unit] = end
        ends_of = {unit: max(last.get(upper, _ALWAYS[1]) for upper in uppers) for unit, uppers in parents.items()}
        outliving = sorted(unit for unit, end in ends_of.items() if end < last.get(unit, _ALWAYS[1]))
        self._uppers = {unit: uppers for unit in outliving if (uppers := uppers_of(kg, unit))}
        self._lists: dict[tuple[str, date], tuple[str, ...]] = {}
        self._areas: dict[tuple[str, date | None], _Area] = {}

    def _days(self, property_: str) -> dict[str, str]:
        """Return the earliest day each subject has, as `Record.date` would."""
        days: dict[str, str] = {}
        for subject, _, day in self.kg.edges(property_):
            days.setdefault(subject, day)
        return days

    def _over(self, kind: str, days: dict[str, str], otherwise: str) -> Iterator[str]:
        return (days.get(upper, otherwise) for upper in closure(self.kg, kind, CAKG.broaderKind))

    def area(self, top: str, on: date) -> _Area:
        """Return the units that stand under one, whatever their own days, and those that may.

        Units that outlive those over them stand on that day under whoever followed.
        """
        key = (top, on if self._uppers else None)
        if key not in self._areas:
            self._areas[key] = self._find_area(top, on)
        return self._areas[key]

    def _find_area(self, top: str, on: date) -> _Area:
        moved: dict[str, list[str]] = defaultdict(list)
        resettled: set[str] = set()
        for unit, uppers in self._uppers.items():
            heirs = uppers.heirs_on(on)
            for heir in heirs:
                moved[heir].append(unit)
            resettled |= {unit} if replaces(self.kg, heirs) else set()
        reached = {top}
        waiting = [top]
        while waiting:
            here = waiting.pop()
            kept = [unit for unit in self.children.get(here, ()) if unit not in resettled]
            new = [unit for unit in (*kept, *moved.get(here, ())) if unit not in reached]
            reached.update(new)
            waiting += new
        open_ = [(unit, uppers) for unit, uppers in self._uppers.items() if uppers.is_open(on)]
        sure = {unit for unit, uppers in open_ if uppers.is_surely_under(reached, outlived=unit in reached)}
        may = {
            unit
            for unit, uppers in open_
            if unit not in sure and (unit in reached or self._may_be_under(top, on, uppers, reached))
        }
        return _Area(frozenset((reached - may) | sure), frozenset(may))

    def _may_be_under(self, top: str, on: date, uppers: Uppers, reached: set[str]) -> bool:
        """Say whether a candidate for the place of those that ended is in an area, or whether the area is like one lost."""
        if not reached.isdisjoint(uppers.candidates):
            return True
        alike = {*self.kg.record(top).all(CAKG.unitKind)}
        gone = (lost for lost in uppers.lost if not exists(self.kg, lost, on))
        return any(alike.intersection(self.kg.record(lost).all(CAKG.unitKind)) for lost in gone)

    def members(self, population: str, on: date) -> tuple[str, ...]:
        key = (population, on)
        known = self._lists.get(key)
        if known is None:
            tops = [self.area(top, on).units - {top} for top in self.kg.record(population).all(CAKG.within)]
            known = self._lists[key] = tuple(sorted(self._find(population, on, tops)))
        return known

    def unplaced(self, population: str, on: date) -> tuple[str, ...]:
        """Return the units that fit a class on a day but for which it is not known whether they stand where it does."""
        areas = [self.area(top, on) for top in self.kg.record(population).all(CAKG.within)] if self._uppers else []
        if not any(area.may for area in areas):
            return ()
        found = self._find(population, on, [area.units | area.may for area in areas])
        return tuple(sorted(unit for unit in found if any(unit in area.may for area in areas)))

    def _find(self, population: str, on: date, tops: list[frozenset[str]]) -> Iterator[str]:
        definition, day = self.kg.record(population), on.isoformat()
        wanted, within = set(definition.all(CAKG.unitKind)), definition.all(CAKG.within)
        if not all(exists(self.kg, top, on) for top in within):  # a unit that goes on keeps its link to one that ended
            return
        for kinds, units in self.by_kinds.items():
            if not all(wanted & closure(self.kg, kind, CAKG.broaderKind) for kind in kinds):
                continue
            for unit, first, last in units:
                if first <= day <= last and all(unit in top for top in tops):
                    yield unit


def members(kg: KnowledgeGraph, population: str, on: date) -> tuple[str, ...]:
    """Return the units that belong to a class on a day, sorted.

    They belong by definition if they exist on that day, units of which it is not known that they exist among them: their
    holdings are unresolved. Under a unit that does not exist on that day nothing stands. To a frozen class belong those
    that its latest list up to that day names.

    Raises ValueRefusedError for a class of chosen or unclear selection and for one without a list by then: its definition
    does not say who belongs.

    >>> from datetime import date
    >>> from cakg.graph import load
    >>> from cakg.namespaces import ID
    >>> provinces = ID["population/cong-an-cac-tinh-thanh-pho"]
    >>> [len(members(load(), provinces, date(2025, month, 1))) for month in (6, 7)]
    [2, 2]
    """
    _require_members(kg, population, on)
    if is_frozen(kg, population):
        return listed(kg, population, on)
    return kg.compiled(_Roster).members(population, on)


def under(kg: KnowledgeGraph, unit: str, on: date) -> frozenset[str]:
    """Return a unit and all that stand or stood under it; on the day, some do because they outlive those over them."""
    return kg.compiled(_Roster).area(unit, on).units


def perhaps_under(kg: KnowledgeGraph, unit: str, on: date) -> frozenset[str]:
    """Return the units that may stand under another: those over them have ended, and who followed is not told."""
    return kg.compiled(_Roster).area(unit, on).may


def membership(kg: KnowledgeGraph, population: str, on: date | None) -> Membership:
    """Return the members of a class on a day, or why they cannot be told.

    A chosen or unclear selection is never expanded, nor is a frozen snapshot that lists no members, nor a class whose day
    is not known. A count that is no number is none.
    """
    snapshot = snapshot_of(kg, population, on) if on else None
    counted = snapshot.one(CAKG.memberCount) if snapshot else None
    count = int(counted) if counted and counted.isdecimal() else None
    counted_on = snapshot.date(CAKG.snapshotOn) if snapshot and count is not None else None
    reason = _obstacle(kg, population, on) or ("undated" if on is None else None)
    if reason or on is None:
        return Membership(population, on, reason=reason, count=count, countedOn=counted_on)
    units = members(kg, population, on)
    register_on = None if is_frozen(kg, population) else _register_day(kg, units)
    doubt, since = _doubt(kg, population, on) if register_on else (None, None)
    unplaced = () if is_frozen(kg, population) else kg.compiled(_Roster).unplaced(population, on)
    return Membership(population, on, units, None if units else "none", count, doubt, since, counted_on, register_on, unplaced)


def _register_day(kg: KnowledgeGraph, units: tuple[str, ...]) -> date | None:
    """Return the day for which the register stands that describes units; None where no register does."""
    source = next(filter(None, map(kg.register_of, units)), None)
    return date.fromisoformat(source.snapshot) if source and source.snapshot else None


def _doubt(kg: KnowledgeGraph, population: str, on: date) -> tuple[str | None, date | None]:
    """Say why units that a register describes may not be all of a class on a day."""
    covers = coverage(kg, population)
    if covers is None:
        return "uncovered", None
    return ("earlier", covers.since) if on < covers.since else (None, None)


def _obstacle(kg: KnowledgeGraph, population: str, on: date | None) -> str | None:
    """Return why the data does not say who belongs to a class: `frozen`, `chosen` or `unknown`; None where it does."""
    if is_frozen(kg, population):
        return None if listed(kg, population, on) else "frozen"
    selection = kg.record(population).one(CAKG.selection)
    return None if selection == ALL else "chosen" if selection == concept("selection", "chosen") else "unknown"


def _require_members(kg: KnowledgeGraph, population: str, on: date) -> None:
    reason = _obstacle(kg, population, on)
    if reason:
        count = membership(kg, population, on).count
        key = f"members-{reason}"
        raise ValueRefusedError(key, name=kg.record(population).label(), count=count or "?")

"""How many: the members of a class of units on a day, from published counts and from loaded registers."""

from __future__ import annotations

from datetime import date

from cakg.graph import KnowledgeGraph
from cakg.model.target import Headcount
from cakg.namespaces import CAKG
from cakg.populations import exists, is_doubtful
from cakg.populations.coverage import coverage
from cakg.populations.roster import membership
from cakg.terms import code


def headcounts(kg: KnowledgeGraph, population: str, on: date | None) -> list[Headcount]:
    """Return how many members a class has on a day: by the last published count up to it, and by a loaded register.

    Nothing is reckoned back: a count made later says nothing about an earlier day. Both counts are given where both are
    known, each with its own day; one `notKnown` where neither is.
    """
    if on is None:
        return [Headcount(None, None, "notKnown")]
    if not exists(kg, population, on):
        return [Headcount(0, on, "ended")]
    published = [item for item in snapshots(kg, population) if item.on and item.on <= on][-1:]
    counted = count_members(kg, population, on)
    return [*published, *([counted] if counted else [])] or [Headcount(None, on, "notKnown")]


def snapshots(kg: KnowledgeGraph, population: str) -> list[Headcount]:
    """Return the published counts of a class, oldest first."""
    found = []
    for iri in kg.subjects(CAKG.ofPopulation, population):
        record = kg.record(iri)
        on, count, comparator = record.date(CAKG.snapshotOn), record.one(CAKG.memberCount), record.one(CAKG.comparator)
        if on and count and count.isdecimal():
            found.append(Headcount(int(count), on, "snapshot", code(comparator) if comparator else None, iri))
    return sorted(found, key=lambda item: (item.on or date.min, item.record or ""))


def count_members(kg: KnowledgeGraph, population: str, on: date) -> Headcount | None:
    """Return how many units of a loaded register belong to a class on a day.

    With the number go the day the register stands for and the units counted that are not known to have existed. None
    where no loaded register has every unit of its kinds on that day, or where the definition does not say who belongs.
    """
    covers = coverage(kg, population)
    if covers is None or on < covers.since:
        return None
    found = membership(kg, population, on)
    if found.reason not in (None, "none"):
        return None
    doubtful = tuple(unit for unit in found.units if is_doubtful(kg, unit))
    return Headcount(len(found.units), on, "counted", registerOn=covers.snapshot, doubtful=doubtful)

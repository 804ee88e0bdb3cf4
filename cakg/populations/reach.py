"""What a reported figure tells of a class of units."""

from __future__ import annotations

from cakg.graph import KnowledgeGraph
from cakg.namespaces import CAKG
from cakg.populations.definition import containing, kinds_of
from cakg.populations.existence import closure
from cakg.terms import concept

_PROVINCIAL = tuple(
    concept("unit-kind", name)
    for name in ("provincial-police", "provincial-unit", "provincial-authority", "provincial-party-committee")
)


def reach(kg: KnowledgeGraph, figure: str, population: str | None) -> str | None:
    """Say what a figure tells of a class: `whole`, `atLeast`, `member`, `part` (a unit above members), None for nothing.

    A figure is about the whole where it is of the class or of the unit within which the class is defined. What it
    counts, where it says so, must be the class; where it is a class that falls under its definition, the figure is the
    least that holds for the whole.
    """
    if population is None:
        return None
    record = kg.record(figure)
    about, counted = record.one(CAKG.observedOf) or "", record.one(CAKG.population)
    narrower = counted not in (None, population)
    if narrower and population not in containing(kg, counted or "").populations:
        return None
    within = set(kg.record(population).all(CAKG.within))
    if population == about or about in within:
        return "atLeast" if narrower else "whole"
    if CAKG.Unit not in kg.record(about).types:
        return "whole" if counted == population else None
    if population in containing(kg, about).populations:
        return "member"
    split = within & closure(kg, about, CAKG.parentUnit) if within else is_partition(kg, about, population)
    return "part" if split else None


def is_partition(kg: KnowledgeGraph, unit: str, population: str) -> bool:
    """Say whether a unit is one of the provinces over which a class is split: of the same branch, and no member itself.

    Where the class is defined within a unit, the province stands under that unit.
    """
    kinds, wanted = kinds_of(kg, unit), kinds_of(kg, population)
    levels = {level for kind in kinds for level in _PROVINCIAL if level in kind}
    branch = {upper for level in levels for upper in kg.record(level).all(CAKG.broaderKind)}
    within = set(kg.record(population).all(CAKG.within))
    if not wanted or unit in within or not within <= closure(kg, unit, CAKG.parentUnit):
        return False
    return all(branch & kind and not levels & kind for kind in wanted)

"""What a reported figure tells of a class of units."""

from __future__ import annotations

from cakg.graph import KnowledgeGraph
from cakg.namespaces import CAKG
from cakg.populations.definition import closure, containing


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
    return "part" if within & closure(kg, about, CAKG.parentUnit) else None

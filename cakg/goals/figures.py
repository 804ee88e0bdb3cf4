"""The reported figures that measure an indicator."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cakg.authority import evidence_of
from cakg.graph import KnowledgeGraph
from cakg.model.target import Figure
from cakg.namespaces import CAKG
from cakg.numbers import plain_number, read_number
from cakg.populations import closure, containing
from cakg.terms import code


def read_figure(kg: KnowledgeGraph, iri: str, lang: str) -> Figure | None:
    """Return one reported figure; None where it has no value that is a number."""
    record = kg.record(iri)
    value, denominator = (read_number(record.one(name)) for name in (CAKG.observedValue, CAKG.denominator))
    if value is None:
        return None
    occasion, about = record.one(CAKG.atOccasion), record.one(CAKG.observedOf) or ""
    held = kg.record(occasion).date(CAKG.heldOn) if occasion else None
    comparator = record.one(CAKG.comparator)
    return Figure(
        iri=iri,
        label=record.label(lang),
        indicator=record.one(CAKG.indicator) or "",
        about=about,
        aboutLabel=kg.record(about).label(lang) if about else "",
        value=plain_number(value),
        denominator=None if denominator is None else plain_number(denominator),
        measureUnit=record.one(CAKG.measureUnit) or "",
        comparator=code(comparator) if comparator else None,
        day=record.date(CAKG.observedOn) or held,
        evidence=tuple(evidence_of(kg, iri, "figure")),
    )


def figures_of(kg: KnowledgeGraph, indicator: str, population: str | None, as_of: date, lang: str) -> Iterator[Figure]:
    """Yield the figures for an indicator that concern a class and were observed by the day, in the order of their days.

    A figure whose day is not known is given, after those with a day.
    """
    found = []
    for iri in kg.subjects(CAKG.indicator, indicator):
        if CAKG.ProgressObservation not in kg.record(iri).types:
            continue
        figure = read_figure(kg, iri, lang)
        if figure and (figure.day is None or figure.day <= as_of) and (reach(kg, iri, population) or population is None):
            found.append(figure)
    yield from sorted(found, key=lambda figure: (figure.day is None, figure.day or as_of, figure.iri))


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

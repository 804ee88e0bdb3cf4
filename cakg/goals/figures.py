"""The reported figures that measure an indicator."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cakg.authority import evidence_of
from cakg.graph import KnowledgeGraph
from cakg.model.target import Figure
from cakg.namespaces import CAKG
from cakg.numbers import plain_number, read_number
from cakg.populations import last_day, reach
from cakg.terms import code


def read_figure(kg: KnowledgeGraph, iri: str, as_of: date, lang: str) -> Figure | None:
    """Return one reported figure, seen on a day; None where it has no value that is a number."""
    record = kg.record(iri)
    value, denominator = (read_number(record.one(name)) for name in (CAKG.observedValue, CAKG.denominator))
    if value is None:
        return None
    occasion, about = record.one(CAKG.atOccasion), record.one(CAKG.observedOf) or ""
    held = kg.record(occasion).date(CAKG.heldOn) if occasion else None
    comparator = record.one(CAKG.comparator)
    ended = last_day(kg, about) if about else None
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
        aboutEnded=ended if ended and ended < as_of else None,
    )


def figures_of(kg: KnowledgeGraph, indicator: str, population: str | None, as_of: date, lang: str) -> Iterator[Figure]:
    """Yield the figures for an indicator that concern a class and were observed by the day, in the order of their days.

    A figure whose day is not known is given, after those with a day.
    """
    found = []
    for iri in kg.subjects(CAKG.indicator, indicator):
        if CAKG.ProgressObservation not in kg.record(iri).types:
            continue
        figure = read_figure(kg, iri, as_of, lang)
        if figure and (figure.day is None or figure.day <= as_of) and (reach(kg, iri, population) or population is None):
            found.append(figure)
    yield from sorted(found, key=lambda figure: (figure.day is None, figure.day or as_of, figure.iri))

"""What nobody reads: names in our namespace that our ontology does not have, and years in place of days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pyoxigraph as ox

from cakg.graph import KnowledgeGraph, lexical
from cakg.graph.owners import call
from cakg.model.finding import Finding
from cakg.namespaces import CAKG, RDF, XSD
from cakg.terms import shorten
from cakg.text import nearest

UNKNOWN_TERM = "term-unknown"
YEAR = "year-typed"
"""How such findings are named, in place of a shape."""
_YEARS = frozenset({XSD.gYear, XSD.gYearMonth})


def is_unknown(iri: str) -> bool:
    """Say whether a name is written as a term of our ontology and is none.

    >>> is_unknown("https://w3id.org/cakg/ontology#berer"), is_unknown("https://w3id.org/cakg/ontology#bearer")
    (True, False)
    """
    return iri.startswith(CAKG.base) and iri.removeprefix(CAKG.base) not in CAKG.terms


def like(iri: str) -> str:
    """Return the terms of the ontology whose names are like that of an IRI, “—” for none."""
    return ", ".join(f"cakg:{term}" for term in nearest(iri.removeprefix(CAKG.base), CAKG.terms)) or "—"


def is_unread(triple: ox.Triple) -> bool:
    """Say whether `find_unread` would report a triple."""
    return (
        is_unknown(triple.predicate.value)
        or (triple.predicate.value == RDF.type and is_unknown(lexical(triple.object)))
        or (isinstance(triple.object, ox.Literal) and triple.object.datatype.value in _YEARS)
    )


def find_unread(kg: KnowledgeGraph) -> tuple[Finding, ...]:
    """Return the findings about unknown terms and about years.

    >>> from cakg.graph import load
    >>> find_unread(load())
    ()
    """
    return (*_find_unknown_terms(kg), *_find_years(kg))


def _find_unknown_terms(kg: KnowledgeGraph) -> tuple[Finding, ...]:
    """Return one finding for each record and each property or class of it that our ontology does not have."""
    sources = {source.graph for source in kg.sources if not source.snapshot}
    found = sorted({(lexical(quad.subject), name) for name, quad in _unknown(kg.store) if lexical(quad.graph_name) in sources})
    places = kg.locate_all(focus for focus, _ in found)
    return tuple(
        Finding.from_message(
            places[focus], focus, call(kg, focus), UNKNOWN_TERM, name, UNKNOWN_TERM, name=shorten(name), nearest=like(name)
        )
        for focus, name in found
    )


def _find_years(kg: KnowledgeGraph) -> tuple[Finding, ...]:
    """Return one finding for each year or month said under a name that is not ours: shapes look at those of ours."""
    sources = {source.graph for source in kg.sources if not source.snapshot}
    years = ", ".join(f"<{name}>" for name in sorted(_YEARS))
    rows: Any = kg.store.query(
        "SELECT DISTINCT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } "
        f'FILTER(DATATYPE(?o) IN ({years}) && !STRSTARTS(STR(?p), "{CAKG.base}")) }}'
    )
    told = (tuple(map(lexical, row)) for row in rows)
    found = sorted({(focus, name, year) for graph, focus, name, year in told if graph in sources})
    places = kg.locate_all(focus for focus, _, _ in found)
    return tuple(
        replace(
            Finding.from_message(places[focus], focus, call(kg, focus), YEAR, name, YEAR, name=shorten(name), year=year),
            value=year,
        )
        for focus, name, year in found
    )


def _unknown(store: ox.Store) -> Iterator[tuple[str, ox.Quad]]:
    for name in _unknown_in(store, "SELECT DISTINCT ?name { ?s ?name ?o }"):
        yield from ((name, quad) for quad in store.quads_for_pattern(None, ox.NamedNode(name), None))
    for name in _unknown_in(store, f"SELECT DISTINCT ?name {{ ?s <{RDF.type}> ?name }}"):
        yield from ((name, quad) for quad in store.quads_for_pattern(None, ox.NamedNode(RDF.type), ox.NamedNode(name)))


def _unknown_in(store: ox.Store, query: str) -> list[str]:
    rows = store.query(query, use_default_graph_as_union=True)
    return sorted(name for row in rows if is_unknown(name := lexical(row["name"])))  # type: ignore[union-attr]

"""Names in our namespace that our ontology does not have: what stands under them nobody reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from cakg.graph import KnowledgeGraph, lexical
from cakg.graph.owners import call
from cakg.model.finding import Finding
from cakg.namespaces import CAKG, RDF
from cakg.terms import shorten
from cakg.text import nearest

UNKNOWN_TERM = "term-unknown"
"""How such a finding is named, in place of a shape."""


def is_unknown(iri: str) -> bool:
    """Say whether a name is written as a term of our ontology and is none.

    >>> is_unknown("https://w3id.org/cakg/ontology#berer"), is_unknown("https://w3id.org/cakg/ontology#bearer")
    (True, False)
    """
    return iri.startswith(CAKG.base) and iri.removeprefix(CAKG.base) not in CAKG.terms


def like(iri: str) -> str:
    """Return the terms of the ontology whose names are like that of an IRI, “—” for none."""
    return ", ".join(f"cakg:{term}" for term in nearest(iri.removeprefix(CAKG.base), CAKG.terms)) or "—"


def name_unknown(triples: Iterable[ox.Triple]) -> bool:
    """Say whether any of the triples has a property or a class that `find_unknown_terms` would report."""
    return any(
        is_unknown(triple.predicate.value) or (triple.predicate.value == RDF.type and is_unknown(lexical(triple.object)))
        for triple in triples
    )


def find_unknown_terms(kg: KnowledgeGraph) -> tuple[Finding, ...]:
    """Return one finding for each record and each property or class of it that our ontology does not have.

    >>> from cakg.graph import load
    >>> find_unknown_terms(load())
    ()
    """
    sources = {source.graph for source in kg.sources if not source.snapshot}
    found = sorted({(lexical(quad.subject), name) for name, quad in _unknown(kg.store) if lexical(quad.graph_name) in sources})
    places = kg.locate_all(focus for focus, _ in found)
    return tuple(
        Finding.from_message(
            places[focus], focus, call(kg, focus), UNKNOWN_TERM, name, UNKNOWN_TERM, name=shorten(name), nearest=like(name)
        )
        for focus, name in found
    )


def _unknown(store: ox.Store) -> Iterator[tuple[str, ox.Quad]]:
    for name in _unknown_in(store, "SELECT DISTINCT ?name { ?s ?name ?o }"):
        yield from ((name, quad) for quad in store.quads_for_pattern(None, ox.NamedNode(name), None))
    for name in _unknown_in(store, f"SELECT DISTINCT ?name {{ ?s <{RDF.type}> ?name }}"):
        yield from ((name, quad) for quad in store.quads_for_pattern(None, ox.NamedNode(RDF.type), ox.NamedNode(name)))


def _unknown_in(store: ox.Store, query: str) -> list[str]:
    rows = store.query(query, use_default_graph_as_union=True)
    return sorted(name for row in rows if is_unknown(name := lexical(row["name"])))  # type: ignore[union-attr]

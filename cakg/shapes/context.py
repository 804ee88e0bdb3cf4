"""What shapes may know beside the data: the day, and a key to numbers that look alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date

import pyoxigraph as ox

from cakg.graph import KnowledgeGraph
from cakg.namespaces import CAKG, SHAPES, XSD
from cakg.numbers import look_alike_key

CONTEXT_GRAPH = ox.NamedNode(SHAPES["context-graph"])
_NUMBER = ox.NamedNode(CAKG.number)
_KEY = ox.NamedNode(SHAPES.numberKey)


@contextmanager
def context(kg: KnowledgeGraph, as_of: date | None) -> Iterator[None]:
    """Let the shapes know the day and the keys of numbers: a graph of its own, there as long as they judge."""
    triples = number_keys(quad.triple for quad in kg.store.quads_for_pattern(None, _NUMBER, None))
    if as_of is not None:
        day = ox.Literal(as_of.isoformat(), datatype=ox.NamedNode(XSD.date))
        triples.add(ox.Triple(ox.NamedNode(SHAPES.Context), ox.NamedNode(SHAPES.asOf), day))
    kg.store.extend(ox.Quad(triple.subject, triple.predicate, triple.object, CONTEXT_GRAPH) for triple in triples)
    try:
        yield
    finally:
        kg.store.remove_graph(CONTEXT_GRAPH)


def number_keys(triples: Iterable[ox.Triple]) -> set[ox.Triple]:
    """Return for every triple that gives a number the one that gives its key: no query could fold letters as fast."""
    return {
        ox.Triple(triple.subject, _KEY, ox.Literal(look_alike_key(triple.object.value)))
        for triple in triples
        if triple.predicate == _NUMBER and isinstance(triple.object, ox.Literal)
    }

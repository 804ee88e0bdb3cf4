"""What shapes may know beside the data: the day."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pyoxigraph as ox

from cakg.graph import KnowledgeGraph
from cakg.namespaces import SHAPES, XSD

CONTEXT_GRAPH = ox.NamedNode(SHAPES["context-graph"])


@contextmanager
def context(kg: KnowledgeGraph, as_of: date | None) -> Iterator[None]:
    """Let the shapes know the day: a graph of one triple, there as long as they judge."""
    if as_of is None:
        yield
        return
    day = ox.Literal(as_of.isoformat(), datatype=ox.NamedNode(XSD.date))
    kg.store.add(ox.Quad(ox.NamedNode(SHAPES.Context), ox.NamedNode(SHAPES.asOf), day, CONTEXT_GRAPH))
    try:
        yield
    finally:
        kg.store.remove_graph(CONTEXT_GRAPH)

"""What the sources say, and of registers only what they speak of: engines that judge or reason need no more."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from cakg.graph.knowledge import KnowledgeGraph
from cakg.graph.record import lexical
from cakg.namespaces import PROVENANCE_GRAPH


def own(kg: KnowledgeGraph) -> Iterator[ox.Quad]:
    """Yield the quads of everything but registers and provenance."""
    passed_over = {PROVENANCE_GRAPH, *(source.graph for source in kg.sources if source.snapshot)}
    for graph in kg.store.named_graphs():
        if lexical(graph) not in passed_over:
            yield from kg.store.quads_for_pattern(None, None, None, graph)


def excerpt(kg: KnowledgeGraph) -> Iterator[ox.Quad]:
    """Yield those quads, and of registers the records they speak of with all that these speak of in turn."""
    named: set[object] = set()
    for quad in own(kg):
        named |= {quad.subject, quad.object}
        yield quad
    for graph in (ox.NamedNode(source.graph) for source in kg.sources if source.snapshot):
        waiting = [node for node in named if isinstance(node, ox.NamedNode)]
        seen = set(waiting)
        while waiting:
            for quad in kg.store.quads_for_pattern(waiting.pop(), None, None, graph):
                yield quad
                if isinstance(quad.object, ox.NamedNode) and quad.object not in seen:
                    seen.add(quad.object)
                    waiting.append(quad.object)

"""Further sources beside those of a graph, in a graph of its own."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from cakg.graph.knowledge import KnowledgeGraph
from cakg.graph.loading import load
from cakg.model.source import Source
from cakg.namespaces import PROVENANCE_GRAPH


def join(kg: KnowledgeGraph, *sources: str | Path) -> tuple[KnowledgeGraph, tuple[Source, ...]]:
    """Return a new graph with the sources of `kg` and further ones, and the further ones; `kg` is not changed.

    The further sources pass the same gate as all others. Raises SourceError as `load` does.
    """
    more = load(*sources)
    store = ox.Store()
    store.bulk_extend(iter(kg.store))
    known = {source.graph for source in kg.sources}
    added = tuple(source for source in more.sources if source.graph not in known)
    for source in added:
        home = ox.NamedNode(source.graph)
        store.bulk_extend(more.store.quads_for_pattern(None, None, None, home))
        store.bulk_extend(more.store.quads_for_pattern(home, None, None, ox.NamedNode(PROVENANCE_GRAPH)))
    grown = KnowledgeGraph(
        store,
        kg.sources + added,
        notices=(*kg.notices, *more.notices),
        example_data=kg.example_data or more.example_data,
        texts=kg.texts | more.texts,
    )
    return grown, more.sources

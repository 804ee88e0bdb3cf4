"""One source read again, in place of what it said before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from cakg.errors import SourceError
from cakg.graph.blanks import colour_blanks
from cakg.graph.knowledge import KnowledgeGraph
from cakg.graph.loading import load_raw
from cakg.graph.provenance import may_be_one_file
from cakg.graph.sources import RawSource, read_sources
from cakg.model.source import Source
from cakg.namespaces import PROVENANCE_GRAPH


@dataclass(frozen=True)
class Change:
    """What one source no longer says and what it says now; a blank node of which the same is said is the same."""

    before: Source | None
    after: Source
    removed: frozenset[ox.Triple]
    added: frozenset[ox.Triple]


def replace_source(kg: KnowledgeGraph, path: str | Path) -> tuple[KnowledgeGraph, Change]:
    """Read a file again that is a source of `kg`, or as a further source, and say what changed.

    The store is handed on: `kg` itself must not be asked any more. The file passes the gate as in `load`; where it is
    refused (SourceError) `kg` stays as it was.

    >>> from cakg.graph import load
    >>> from cakg.resources import shipped
    >>> kg, change = replace_source(load(), shipped("examples") / "parties.ttl")
    >>> change.after.name, len(change.added) == len(change.removed)
    ('examples/parties.ttl', True)
    """
    (raw,) = read_sources([path])
    if raw.format == "html":
        raise SourceError("page-of-sources", raw.name)
    before = next((source for source in kg.sources if _is(kg.texts.get(source.graph), path)), None) or _from_page(kg, raw)
    read = load_raw([raw._replace(name=before.name, example=before.example) if before else raw])
    (after,) = read.sources
    said = _quads(kg, before)
    says = list(_keep_names(said, _quads(read, after)))
    old, new = frozenset(quad.triple for quad in said), frozenset(quad.triple for quad in says)
    if before:
        kg.store.remove_graph(ox.NamedNode(before.graph))
        for quad in list(kg.store.quads_for_pattern(ox.NamedNode(before.graph), None, None, ox.NamedNode(PROVENANCE_GRAPH))):
            kg.store.remove(quad)
    home = ox.NamedNode(after.graph)
    kg.store.extend(says)
    kg.store.extend(read.store.quads_for_pattern(home, None, None, ox.NamedNode(PROVENANCE_GRAPH)))
    sources = tuple(after if source == before else source for source in kg.sources)
    texts = {graph: text for graph, text in kg.texts.items() if before is None or graph != before.graph}
    changed = KnowledgeGraph(
        kg.store,
        sources if before else (*sources, after),
        notices=read.notices,
        example_data=kg.example_data,
        texts=texts | read.texts,
    )
    return changed, Change(before, after, old - new, new - old)


def _is(text: Path | str | None, path: str | Path) -> bool:
    return isinstance(text, Path) and text.resolve() == Path(path).resolve()


def _from_page(kg: KnowledgeGraph, raw: RawSource) -> Source | None:
    """Return the source that a page embeds in place of a file. Raises SourceError where it may be one of several."""
    found = [source for source in kg.sources if source.page and may_be_one_file(source.name, raw.name)]
    if len(found) > 1:
        raise SourceError("page-other-version", found[0].page or "", name=raw.name)
    return found[0] if found else None


def _quads(kg: KnowledgeGraph, source: Source | None) -> list[ox.Quad]:
    return list(kg.store.quads_for_pattern(None, None, None, ox.NamedNode(source.graph))) if source else []


def _keep_names(said: Iterable[ox.Quad], says: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Yield `says` with the names that blank nodes have in `said`, as far as the same is said of them."""
    known: defaultdict[str, list[ox.BlankNode]] = defaultdict(list)
    for node, colour in colour_blanks(said).items():
        known[colour].append(node)
    says = list(says)
    names: dict[Any, ox.BlankNode] = {
        node: known[colour].pop() for node, colour in colour_blanks(says).items() if known[colour]
    }
    for quad in says:
        yield ox.Quad(
            names.get(quad.subject, quad.subject), quad.predicate, names.get(quad.object, quad.object), quad.graph_name
        )

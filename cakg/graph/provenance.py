"""What is stated about a source itself: in the graph of provenance, and in a page that embeds the source."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import pyoxigraph as ox

from cakg.errors import SourceError
from cakg.graph.gate import plain
from cakg.graph.record import lexical
from cakg.graph.sources import SUFFIXES
from cakg.model.source import Source
from cakg.namespaces import DCTERMS, GRAPHS, PROV, PROVENANCE_GRAPH, RDF, XSD
from cakg.registers import PREFIX, check_name
from cakg.text import nfc

EXAMPLE = GRAPHS + "example"
"""What the sources of the shipped example are part of."""

_NOT_IN_IRI = re.compile(r"[^\w./-]", re.ASCII)
_HASH = r"sha256:([0-9a-f]{64})"


def graph_of(name: str, sha256: str) -> str:
    """Return the IRI of the named graph of a source, from its relative name and its hash alone."""
    return f"{GRAPHS}{_NOT_IN_IRI.sub(_escape, name)}/{sha256[:12]}"


def may_be_one_file(one: str, other: str) -> bool:
    """Say whether two names of sources may be one file: given by itself it has a shorter name than in its folder.

    >>> may_be_one_file("plan.ttl", "data/plan.ttl"), may_be_one_file("a/plan.ttl", "b/plan.ttl")
    (True, False)
    """
    return f"/{one}".endswith(f"/{other}") or f"/{other}".endswith(f"/{one}")


def state(source: Source) -> Iterator[tuple[str, ox.NamedNode | ox.Literal]]:
    """Yield property and value of every statement about a source."""
    yield RDF.type, ox.NamedNode(PROV.Entity)
    yield DCTERMS.title, ox.Literal(source.name)
    yield DCTERMS.identifier, ox.Literal(f"sha256:{source.sha256}")
    yield DCTERMS.format, ox.Literal(source.format)
    if source.snapshot:
        yield DCTERMS.date, ox.Literal(source.snapshot, datatype=ox.NamedNode(XSD.date))
    if source.example:
        yield DCTERMS.isPartOf, ox.NamedNode(EXAMPLE)


def record_source(store: ox.Store, source: Source) -> None:
    """State in a store where the statements of a source came from."""
    graph, home = ox.NamedNode(source.graph), ox.NamedNode(PROVENANCE_GRAPH)
    facts = [*state(source), *([(DCTERMS.source, ox.Literal(source.page))] if source.page else [])]
    store.extend(ox.Quad(graph, ox.NamedNode(property_), value, home) for property_, value in facts)


def sort_out(quads: Iterable[ox.Quad], page: str) -> list[tuple[Source, list[ox.Quad]]]:
    """Return the sources that a page embeds, in its order, each with its statements.

    The default graph must say of each source what `state` says and nothing else, every other statement must stand in the
    graph of a source. A register is only named. Raises SourceError.
    """
    said: dict[str, list[tuple[str, Any]]] = {}
    graphs: dict[str, list[ox.Quad]] = defaultdict(list)
    for quad in quads:
        if isinstance(quad.graph_name, ox.DefaultGraph):
            said.setdefault(lexical(quad.subject), []).append((quad.predicate.value, quad.object))
        else:
            graphs[lexical(quad.graph_name)].append(quad)
    sources = [_source(graph, facts, len(graphs[graph]), page) for graph, facts in said.items()]
    for graph in graphs.keys() - {source.graph for source in sources if not (source.snapshot and source.triples)}:
        raise SourceError("page-strange", page, what=plain(graph))
    return [(source, graphs[source.graph]) for source in sources]


def _source(graph: str, facts: list[tuple[str, Any]], triples: int, page: str) -> Source:
    """Return the source that makes exactly these statements."""
    values = dict(facts)
    words = {name: lexical(term) for name, term in values.items()}
    name, format_ = words.get(DCTERMS.title, ""), words.get(DCTERMS.format, "")
    found = re.fullmatch(_HASH, words.get(DCTERMS.identifier, ""))
    source = Source(
        name,
        graph,
        found[1] if found else "",
        format_,
        triples,
        words.get(DCTERMS.date),
        example=DCTERMS.isPartOf in words,
        page=page,
    )
    fair = name and name == nfc(plain(name)) and format_ in SUFFIXES.values() and graph == graph_of(name, source.sha256)
    if not fair or len(facts) != len(values) or values != dict(state(source)):
        raise SourceError("page-strange", page, what=plain(name or graph))
    if bool(source.snapshot) != name.startswith(PREFIX):
        raise SourceError("page-strange", page, what=plain(name))
    if source.snapshot:
        check_name(name, source.place)
    return source


def _escape(letter: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in letter[0].encode())

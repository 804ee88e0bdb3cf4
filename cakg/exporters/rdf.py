"""The graph as RDF in any of its written forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox

from cakg.errors import UnknownNameError
from cakg.graph import KnowledgeGraph, lexical
from cakg.graph.blanks import name_blanks
from cakg.messages import say
from cakg.model.duty import Duties
from cakg.model.grid import Grid
from cakg.namespaces import CAKG, ID, OA, PREFIXES

RDF_FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
"""Names of the formats `convert` writes."""

_KIND = re.compile(re.escape(ID.base) + r"([a-z][a-z-]*)/")  # other first parts are no names of prefixes
_PLAIN = (ox.RdfFormat.N_TRIPLES, ox.RdfFormat.N_QUADS)
_COMMENTED = {"turtle", "trig", "ntriples", "nquads"}


def convert(kg: KnowledgeGraph, format_: str = "turtle", *, only: Duties | Grid | None = None) -> str:
    r"""Return the triples of the sources (without ontology and provenance) as text.

    With `only`, a list of duties or a matrix from `kg`, these are the records of its rows: norms, steps, responsibilities,
    times, who bears and holds them, what states and proves them, and the records that their status rests on. TriG, N-Quads and JSON-LD keep the named graphs, the others merge them. Statements and blank
    nodes come in a stable order.
    Raises UnknownNameError for a format that is none of `RDF_FORMATS`.

    >>> from cakg.graph import load
    >>> convert(load(), "ntriples").count("\n") > 100
    True
    """
    if format_ not in RDF_FORMATS:
        raise UnknownNameError("format-unknown", format_, tuple(RDF_FORMATS))
    syntax = RDF_FORMATS[format_]
    quads = sorted(name_blanks(kg.quads() if only is None else _records(kg, only)), key=str)
    statements = quads if syntax.supports_datasets else list(dict.fromkeys(quad.triple for quad in quads))
    data = ox.serialize(statements, format=syntax, prefixes=_prefixes(quads) if syntax not in _PLAIN else None)
    text = (data or b"").decode()
    return f"# {say('example', 'vi')}\n{text}" if kg.example_data and format_ in _COMMENTED else text


_PARTS = (
    CAKG.deadline, CAKG.evidencedBy, CAKG.expects, CAKG.step, CAKG.indicator, CAKG.population, CAKG.appliesIf,
    CAKG.speaker, CAKG.atOccasion, CAKG.holdsPost, CAKG.provisionOf, CAKG.unitKind, OA.hasSource,
)  # fmt: skip
"""Properties by which a record names what belongs to it; blank nodes always do."""


def _records(kg: KnowledgeGraph, only: Duties | Grid) -> Iterator[ox.Quad]:
    """Yield what the sources say about the records of rows, and about what belongs to them."""
    waiting: list[Any] = [ox.NamedNode(iri) for iri in dict.fromkeys(_named(only))]
    graphs = [ox.NamedNode(source.graph) for source in kg.sources]
    seen = set(waiting)
    while waiting:
        subject = waiting.pop()
        for graph in graphs:
            for quad in kg.store.quads_for_pattern(subject, None, None, graph):
                yield quad
                thing = quad.object
                named = quad.predicate.value in _PARTS and isinstance(thing, ox.NamedNode)
                if (named or isinstance(thing, ox.BlankNode)) and thing not in seen:
                    seen.add(thing)
                    waiting.append(thing)


def _named(only: Duties | Grid) -> Iterator[str]:
    """Yield the IRIs that the rows name."""
    duties = only.rows if isinstance(only, Duties) else (duty for row in only.rows for duty in row.proof.duties)
    for duty in duties:
        yield from filter(None, (duty.norm, duty.step, duty.responsibility, duty.statedIn))
        parties = (duty.bearer, duty.holder, duty.member, duty.instrument, duty.utterance)
        yield from (party.iri for party in parties if party)
        yield from (step.iri for step in duty.path)
        yield from (record.iri for record in duty.statusEvidence)


def _prefixes(quads: list[ox.Quad]) -> dict[str, str]:
    """Return our usual prefixes and one for each kind of record in the data (`norm:`, `unit:` ...)."""
    kinds = {found[1] for quad in quads if (found := _KIND.match(lexical(quad.subject)))}
    return PREFIXES | {kind: f"{ID.base}{kind}/" for kind in sorted(kinds)}

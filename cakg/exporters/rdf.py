"""The graph as RDF in any of its written forms."""

from __future__ import annotations

import re

import pyoxigraph as ox

from cakg.errors import UnknownNameError
from cakg.graph import KnowledgeGraph, lexical
from cakg.graph.blanks import name_blanks
from cakg.messages import say
from cakg.namespaces import ID, PREFIXES

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


def convert(kg: KnowledgeGraph, format_: str = "turtle") -> str:
    r"""Return the triples of the sources (without ontology and provenance) as text.

    TriG, N-Quads and JSON-LD keep the named graphs, the others merge them. Statements and blank
    nodes come in a stable order.
    Raises UnknownNameError for a format that is none of `RDF_FORMATS`.

    >>> from cakg.graph import load
    >>> convert(load(), "ntriples").count("\n") > 100
    True
    """
    if format_ not in RDF_FORMATS:
        raise UnknownNameError("format-unknown", format_, tuple(RDF_FORMATS))
    syntax = RDF_FORMATS[format_]
    quads = sorted(name_blanks(kg.quads()), key=str)
    statements = quads if syntax.supports_datasets else list(dict.fromkeys(quad.triple for quad in quads))
    data = ox.serialize(statements, format=syntax, prefixes=_prefixes(quads) if syntax not in _PLAIN else None)
    text = (data or b"").decode()
    return f"# {say('example', 'vi')}\n{text}" if kg.example_data and format_ in _COMMENTED else text


def _prefixes(quads: list[ox.Quad]) -> dict[str, str]:
    """Return our usual prefixes and one for each kind of record in the data (`norm:`, `unit:` ...)."""
    kinds = {found[1] for quad in quads if (found := _KIND.match(lexical(quad.subject)))}
    return PREFIXES | {kind: f"{ID.base}{kind}/" for kind in sorted(kinds)}

"""The graph as RDF in any of its written forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

import pyoxigraph as ox

from cakg.errors import UnknownNameError, ValueRefusedError
from cakg.graph import KnowledgeGraph, lexical
from cakg.graph.blanks import name_blanks
from cakg.graph.grades import gravest
from cakg.messages import say
from cakg.model.duty import Duties
from cakg.model.grid import Grid
from cakg.model.target import Targets
from cakg.namespaces import CAKG, ID, OA, PREFIXES
from cakg.table import Grade, Table

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


Rows = Duties | Grid | Targets | Table
"""Results whose rows name records of the graph."""


def convert(kg: KnowledgeGraph, format_: str = "turtle", *, only: Rows | None = None) -> str:
    r"""Return the triples of the sources (without ontology and provenance) as text.

    With `only`, a list of duties, a matrix or targets from `kg`, these are the records of its rows: norms, steps,
    responsibilities, times, who bears and holds them, what states and proves them, and the records that their status rests
    on; with an answer, the records that its rows name. That the data are an example, and their secrecy, is written
    before them (in JSON-LD as members that are no triples). TriG, N-Quads and JSON-LD keep the named graphs, the others merge them. Statements and blank
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
    if format_ == "rdfxml":
        text = _as_xml(text)
    grade = gravest(kg) if only is None else only.grade
    if format_ == "jsonld":
        return _marked(text, kg.example_data, grade)
    marks = [*([say("example", "vi")] if kg.example_data else []), *([grade.label().upper()] if grade else [])]
    if not marks:
        return text
    if format_ == "rdfxml":
        head, close, rest = text.partition("?>")
        return f"{head}{close}\n<!-- {' · '.join(marks)} -->{rest}"
    return f"# {' · '.join(marks)}\n{text}"


def _as_xml(text: str) -> str:
    """Return RDF/XML that reads back the same. Raises ValueRefusedError for a sign that XML cannot have."""
    found = re.search("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", text)
    if found:
        raise ValueRefusedError("not-in-xml", sign=f"U+{ord(found[0]):04X}")
    return text.replace("\r", "&#13;")  # as a sign it would be read as a line feed


def jsonld_text(statements: Iterable[Any], *, example: bool, grade: Grade | None) -> str:
    """Return triples as JSON-LD that says first whether they are an example, and how secret."""
    return _marked((ox.serialize(statements, format=ox.RdfFormat.JSON_LD) or b"").decode(), example, grade)


def _marked(text: str, example: bool, grade: Grade | None) -> str:  # noqa: FBT001 - private, and said by its name
    """Return an array of JSON-LD with a first object of marks that every reader of JSON-LD passes over."""
    import json

    marks: dict[str, Any] = ({"exampleData": True} if example else {}) | ({"secrecy": grade.code} if grade else {})
    rest = text.strip().removeprefix("[")
    marks = {"@context": dict.fromkeys(marks), **marks}  # mapped to nothing: no statements of the data
    return f"[{json.dumps(marks)}{'' if rest == ']' else ','}{rest}\n" if len(marks) > 1 else text


_PARTS = (
    CAKG.deadline, CAKG.evidencedBy, CAKG.expects, CAKG.step, CAKG.indicator, CAKG.population, CAKG.appliesIf,
    CAKG.speaker, CAKG.atOccasion, CAKG.holdsPost, CAKG.provisionOf, CAKG.unitKind, OA.hasSource,
)  # fmt: skip
"""Properties by which a record names what belongs to it; blank nodes always do."""


def _records(kg: KnowledgeGraph, only: Rows) -> Iterator[ox.Quad]:
    """Yield what the sources say about the records of rows, and about what belongs to them."""
    waiting: list[Any] = []
    for iri in dict.fromkeys(_named(only)):
        with suppress(ValueError):  # a cell of an answer need not be an IRI
            waiting.append(ox.NamedNode(iri))
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


def _named(only: Rows) -> Iterator[str]:
    """Yield the IRIs that the rows name."""
    if isinstance(only, Table):
        yield from (cell for row in only.rows for cell in row if isinstance(cell, str))
        return
    if isinstance(only, Targets):
        for target in only:
            yield from filter(None, (target.norm, target.step, target.indicator, target.statedIn))
            yield from (figure.iri for figure in target.figures)
            yield from (party.iri for party in (target.population,) if party)
        return
    for duty in only.rows if isinstance(only, Duties) else only.duties:
        yield from filter(None, (duty.norm, duty.step, duty.responsibility, duty.statedIn))
        parties = (duty.bearer, duty.holder, duty.member, duty.instrument, duty.utterance)
        yield from (party.iri for party in parties if party)
        yield from (step.iri for step in duty.path)
        yield from (record.iri for record in duty.statusEvidence)


def _prefixes(quads: list[ox.Quad]) -> dict[str, str]:
    """Return our usual prefixes and one for each kind of record in the data (`norm:`, `unit:` ...)."""
    kinds = {found[1] for quad in quads if (found := _KIND.match(lexical(quad.subject)))}
    return PREFIXES | {kind: f"{ID.base}{kind}/" for kind in sorted(kinds)}

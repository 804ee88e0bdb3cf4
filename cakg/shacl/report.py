"""The standard report: sh:ValidationReport in Turtle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from cakg.namespaces import RDF, SH
from cakg.shacl.components import stated
from cakg.shacl.paths import Term, objects
from cakg.shacl.shape import Result


def as_turtle(results: Iterable[tuple[Result, Mapping[str, str]]], shapes: ox.Store, *, well_formed: bool | None = None) -> str:
    """Return the report of results, each with what it says by language, in their order; the same results are the same text.

    `well_formed` is stated of the shapes where it is known.

    A message of the shape or of its query is given as it stands, also where it has no language.
    """
    named: dict[ox.BlankNode, ox.BlankNode] = {}

    def name(term: Term) -> Term:
        return named.setdefault(term, ox.BlankNode(f"b{len(named)}")) if isinstance(term, ox.BlankNode) else term

    triples = (ox.Triple(name(s), p, name(o)) for s, p, o in _triples(list(results), shapes, well_formed=well_formed))  # type: ignore[arg-type]
    written = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes={"sh": SH.base})
    return (written or b"").decode()


def _triples(
    results: list[tuple[Result, Mapping[str, str]]], shapes: ox.Store, *, well_formed: bool | None
) -> Iterator[ox.Triple]:
    report = ox.BlankNode()
    conforms = ox.Literal(value=not results)
    yield ox.Triple(report, ox.NamedNode(RDF.type), ox.NamedNode(SH.ValidationReport))
    yield ox.Triple(report, ox.NamedNode(SH.conforms), conforms)
    if well_formed is not None:
        yield ox.Triple(report, ox.NamedNode(SH.shapesGraphWellFormed), ox.Literal(value=well_formed))
    nodes = [ox.BlankNode() for _ in results]
    for node in nodes:
        yield ox.Triple(report, ox.NamedNode(SH.result), node)
    described: set[Term] = set()
    for node, (result, words) in zip(nodes, results, strict=True):
        yield ox.Triple(node, ox.NamedNode(RDF.type), ox.NamedNode(SH.ValidationResult))
        for property_, value in _members(result, words, shapes):
            yield ox.Triple(node, ox.NamedNode(property_), value)
        if isinstance(result.path, ox.BlankNode):
            yield from _describe(result.path, shapes, described)


def _members(result: Result, words: Mapping[str, str], shapes: ox.Store) -> Iterator[tuple[str, Term]]:
    yield SH.focusNode, result.focus
    yield SH.resultSeverity, ox.NamedNode(result.severity)
    yield SH.sourceConstraintComponent, ox.NamedNode(result.component)
    yield SH.sourceShape, result.shape
    optional = ((SH.resultPath, result.path), (SH.value, result.value), (SH.sourceConstraint, result.constraint))
    yield from ((property_, term) for property_, term in optional if term is not None)
    of_query = (result.message,) if result.message else stated(shapes, result)
    said = objects(shapes, result.shape, SH.message) or of_query
    filled = any("{" in message.value for message in said)
    messages = said if said and not filled else [ox.Literal(each, language=lang) for lang, each in words.items()]
    yield from ((SH.resultMessage, message) for message in messages)


def _describe(node: Term, shapes: ox.Store, described: set[Term]) -> Iterator[ox.Triple]:
    """Yield what a path is made of, once."""
    if node in described or not isinstance(node, ox.BlankNode):
        return
    described.add(node)
    for quad in sorted(shapes.quads_for_pattern(node, None, None), key=lambda quad: quad.predicate.value):
        yield quad.triple
        yield from _describe(quad.object, shapes, described)  # type: ignore[arg-type]

"""The standard report: sh:ValidationReport in Turtle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from cakg.namespaces import RDF, SH
from cakg.shacl.paths import Term, objects
from cakg.shacl.shape import Result


def as_turtle(results: Iterable[Result], shapes: ox.Store) -> str:
    """Return the report of the results, with the messages and the paths as the shapes have them."""
    written = ox.serialize(_triples(list(results), shapes), format=ox.RdfFormat.TURTLE, prefixes={"sh": SH.base})
    return (written or b"").decode()


def _triples(results: list[Result], shapes: ox.Store) -> Iterator[ox.Triple]:
    report = ox.BlankNode()
    conforms = ox.Literal(value=not results)
    yield ox.Triple(report, ox.NamedNode(RDF.type), ox.NamedNode(SH.ValidationReport))
    yield ox.Triple(report, ox.NamedNode(SH.conforms), conforms)
    described: set[Term] = set()
    for result in results:
        node = ox.BlankNode()
        yield ox.Triple(report, ox.NamedNode(SH.result), node)
        yield ox.Triple(node, ox.NamedNode(RDF.type), ox.NamedNode(SH.ValidationResult))
        for property_, value in _members(result, shapes):
            yield ox.Triple(node, ox.NamedNode(property_), value)
        if isinstance(result.path, ox.BlankNode):
            yield from _describe(result.path, shapes, described)


def _members(result: Result, shapes: ox.Store) -> Iterator[tuple[str, Term]]:
    yield SH.focusNode, result.focus
    yield SH.resultSeverity, ox.NamedNode(result.severity)
    yield SH.sourceConstraintComponent, ox.NamedNode(result.component)
    yield SH.sourceShape, result.shape
    optional = ((SH.resultPath, result.path), (SH.value, result.value), (SH.sourceConstraint, result.constraint))
    yield from ((property_, term) for property_, term in optional if term is not None)
    messages = objects(shapes, result.shape, SH.message)
    if not messages and result.constraint is not None:
        messages = objects(shapes, result.constraint, SH.message)
    yield from ((SH.resultMessage, message) for message in messages)


def _describe(node: Term, shapes: ox.Store, described: set[Term]) -> Iterator[ox.Triple]:
    """Yield what a path is made of, once."""
    if node in described or not isinstance(node, ox.BlankNode):
        return
    described.add(node)
    for quad in shapes.quads_for_pattern(node, None, None):
        yield quad.triple
        yield from _describe(quad.object, shapes, described)  # type: ignore[arg-type]

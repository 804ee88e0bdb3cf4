"""The reference engine, pySHACL on rdflib: slow, and what the compiled shapes are held against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

import pyoxigraph as ox

from cakg.errors import ShapeError
from cakg.namespaces import SH
from cakg.shacl import Result
from cakg.shacl.backtracking import is_slow
from cakg.shacl.filling import tokenise
from cakg.shacl.paths import one
from cakg.shacl.patterns import close_up, close_up_all, expressions, literal
from cakg.shacl.reading import implicit_targets, is_target
from cakg.terms import code

REFUSED = "shapes-refused"
"""The key of the error for shapes that this engine cannot read or run, which it does not name."""


def judge(data: Iterable[ox.Triple], shapes: ox.Store, only: Iterable[object] = ()) -> list[Result]:
    """Return the results of pySHACL, of the shapes `only` where any is named.

    Blank nodes keep their labels. Raises ShapeError for shapes that it refuses.
    """
    import pyshacl
    import rdflib

    kept = set(only)
    _refuse_slow_patterns(shapes, _reached(shapes, kept) if kept else None)
    classes = implicit_targets(shapes)
    asked = (quad for quad in shapes if not kept or quad.subject in kept or not is_target(quad, classes))
    named = (  # it does not know all of them
        ox.Triple(node, ox.NamedNode(SH.targetClass), node) for node in classes if not kept or node in kept
    )
    rules = _as_graph(chain((_closed_up(quad, shapes) for quad in asked), named))
    try:
        _, report, _ = pyshacl.validate(_as_graph(data), shacl_graph=rules, inference="none", advanced=False)
    except ArithmeticError:  # Python's numbers do not know NaN as XML Schema does
        raise ShapeError("engine-failed") from None
    except Exception as error:  # noqa: BLE001 - what a query raises is passed on as it is, down to a bare Exception
        raise ShapeError(REFUSED, detail=str(error)) from None
    if isinstance(report, Exception):  # a query that it refuses is handed back, not raised
        raise ShapeError(REFUSED, detail=str(report))
    return [_result(report, node) for node in report.objects(None, rdflib.URIRef(SH.result))]


def _closed_up(quad: ox.Quad, shapes: ox.Store) -> ox.Triple:
    """Return a triple with its expressions as `close_up` gives them: this engine does not know the flag x."""
    property_, words = quad.predicate.value, quad.object
    if property_ not in {SH.pattern, SH.flags, SH.select, SH.ask} or not isinstance(words, ox.Literal):
        return quad.triple
    if property_ in {SH.select, SH.ask}:
        closed = "".join(close_up_all(str(quad.subject), tokenise(words.value)))
    else:
        flags = one(shapes, quad.subject, SH.flags)  # type: ignore[arg-type]
        pair = words.value, flags.value if isinstance(flags, ox.Literal) else ""
        closed = close_up(*pair)[0] if property_ == SH.pattern else close_up("", words.value)[1]
    return ox.Triple(
        quad.subject, quad.predicate, ox.Literal(closed, language=words.language) if words.language else ox.Literal(closed)
    )


def _reached(shapes: ox.Store, nodes: Iterable[object]) -> set[object]:
    """Return what shapes are made of, and all custom components, which no shape refers to."""
    components = (quad.subject for quad in shapes.quads_for_pattern(None, ox.NamedNode(SH.parameter), None))
    waiting: list[Any] = [*nodes, *components]
    found: set[object] = set()
    while waiting:
        node = waiting.pop()
        if node not in found and not isinstance(node, (ox.Literal, ox.Triple)):
            found.add(node)
            waiting += (quad.object for quad in shapes.quads_for_pattern(node, None, None))
    return found


def _refuse_slow_patterns(shapes: ox.Store, among: set[object] | None) -> None:
    """Refuse expressions that this engine might try for ever; the compiled shapes read them all in linear time."""
    for property_ in (SH.pattern, SH.select, SH.ask):
        for quad in shapes.quads_for_pattern(None, ox.NamedNode(property_), None):
            if among is None or quad.subject in among:
                slow = next((pattern for pattern, flags in _given(quad, shapes) if is_slow(pattern, flags)), None)
                if slow is not None:
                    raise ShapeError("pattern-slow", shape=str(quad.subject), property=property_, pattern=slow)


def _given(quad: ox.Quad, shapes: ox.Store) -> Iterator[tuple[str, str]]:
    """Yield the expressions of sh:pattern or of a query, with their flags: those that all shapes give for a parameter, too."""
    triple = _closed_up(quad, shapes)
    if not isinstance(triple.object, ox.Literal):
        return
    if quad.predicate.value == SH.pattern:
        flags = one(shapes, quad.subject, SH.flags)  # type: ignore[arg-type]
        yield triple.object.value, flags.value if isinstance(flags, ox.Literal) else ""
        return
    tokens = tokenise(triple.object.value)
    for pattern, flags_ in expressions(tokens):
        stated_flags = ([] if flags_ is None else _values(tokens[flags_], shapes)) or [""]
        for written in _values(tokens[pattern], shapes):
            yield from ((written, stated) for stated in stated_flags)


def _values(token: str, shapes: ox.Store) -> list[str]:
    """Return what a token of a query stands for: a string for itself, a parameter for each of its values."""
    written = literal(token)
    if written is not None:
        return [written]
    said = (quad for quad in shapes if code(quad.predicate.value) == token[1:])
    return [quad.object.value for quad in said if isinstance(quad.object, ox.Literal)]


def _result(report: Any, node: Any) -> Result:
    import rdflib

    def value(property_: str) -> Any:
        return _as_term(report.value(node, rdflib.URIRef(property_)))

    return Result(
        focus=value(SH.focusNode),
        path=value(SH.resultPath),
        value=value(SH.value),
        shape=value(SH.sourceShape),
        component=value(SH.sourceConstraintComponent).value,
        severity=value(SH.resultSeverity).value,
        constraint=value(SH.sourceConstraint),
    )


def _as_term(node: Any) -> Any:
    import rdflib

    if node is None:
        return None
    if isinstance(node, rdflib.BNode):
        return ox.BlankNode(str(node))
    if isinstance(node, rdflib.Literal):
        if node.language:
            return ox.Literal(str(node), language=node.language)
        return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype)) if node.datatype else None)
    return ox.NamedNode(str(node))


def _as_graph(triples: Iterable[ox.Triple]) -> Any:
    from cakg.shapes.parsed import Graph

    graph = Graph()
    for triple in triples:
        graph.add((_as_node(triple.subject), _as_node(triple.predicate), _as_node(triple.object)))
    return graph


def _as_node(term: Any) -> Any:
    """Return a term of rdflib; read from N-Triples, blank nodes would be named anew."""
    import rdflib

    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    plain = term.datatype.value == "http://www.w3.org/2001/XMLSchema#string"
    return rdflib.Literal(term.value, datatype=None if plain else rdflib.URIRef(term.datatype.value), normalize=False)

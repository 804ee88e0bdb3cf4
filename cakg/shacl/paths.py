"""Property paths of SHACL as the text of property paths of SPARQL.

Source: SHACL, section 2.3.1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

import pyoxigraph as ox

from cakg.errors import ShapeError
from cakg.namespaces import RDF, RDFS, SH

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal
_MANY = 8
_FEWEST = 2
_KINDS = (RDF.first, SH.inversePath, SH.alternativePath, SH.zeroOrMorePath, SH.oneOrMorePath, SH.zeroOrOnePath)
_SUFFIXES = {SH.zeroOrMorePath: "*", SH.oneOrMorePath: "+", SH.zeroOrOnePath: "?"}


@dataclass(frozen=True)
class Path:
    """A path as the steps of a sequence, each the text of a SPARQL path.

    `empty` says that every step may be left out, so that each node reaches itself; `properties` are those of a path that
    is nothing but a choice of many.
    """

    steps: tuple[str, ...]
    empty: bool = False
    properties: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.steps[0] if len(self.steps) == 1 else f"({'/'.join(self.steps)})"

    def match(self, start: str, end: str) -> str:
        """Return the pattern that binds `end` to what the path leads to, perhaps more than once.

        The engine does not let a node that the data lack reach itself, as SPARQL demands; here it is told to.
        """
        if self.properties:  # looking through what a node has takes less than asking for each property
            return f"{start} ?_p{end[1:]} {end} . FILTER(?_p{end[1:]} IN ({', '.join(self.properties)}))"
        if not self.empty:
            return f"{start} {self} {end} ."
        return f"LATERAL {{ {{ {start} {self} {end} }} UNION {{ BIND({start} AS {end}) }} }}"

    def exists(self, start: str, end: str, condition: str = "") -> str:
        """Return the expression that says whether the path leads to some `end` on which a condition is true.

        One EXISTS inside the other: the engine would join two steps of one group over the whole store for each row.
        """
        if self.empty:
            return f"EXISTS {{ {self.match(start, end)} FILTER({condition or 'true'}) }}"
        way = f"?_s{end[1:]}" if end.startswith("?") else f"?_t{start[1:]}"  # not one of a path that this one stands in
        nodes = [start, *(f"{way}_{place}" for place in range(1, len(self.steps))), end]
        inner = condition and f"FILTER({condition})"
        for place in reversed(range(len(self.steps))):
            expression = f"EXISTS {{ {nodes[place]} {self.steps[place]} {nodes[place + 1]} . {inner} }}"
            inner = f"FILTER {expression}"
        return expression

    def reaches(self, start: str, end: str) -> str:
        """Return the expression that says whether the path leads to a given node."""
        there = replace(self, empty=False).exists(start, end)
        return f"(sameTerm({start}, {end}) || {there})" if self.empty else there


def read_path(shapes: ox.Store, node: Term) -> Path:
    """Return the path at a node. Raises ShapeError for a node that is no path or runs in a circle."""
    if isinstance(node, ox.BlankNode) and one(shapes, node, RDF.first) is not None:
        steps = [_step(shapes, member, frozenset({node})) for member in _several(shapes, node)]
    else:
        steps = [_step(shapes, node, frozenset())]
    alternatives = one(shapes, node, SH.alternativePath)
    choice = members(shapes, alternatives) if alternatives is not None else ()
    many = len(choice) > _MANY and all(isinstance(member, ox.NamedNode) for member in choice)
    return Path(tuple(text for text, _ in steps), all(empty for _, empty in steps), tuple(map(str, choice)) if many else ())


def _step(shapes: ox.Store, node: Term, seen: frozenset[Term]) -> tuple[str, bool]:
    """Return the text of a path and whether it lets a node reach itself by no step at all."""
    if isinstance(node, ox.NamedNode) and node.value != RDF.nil:
        return str(node), False
    if isinstance(node, ox.Literal) or node in seen:
        raise ShapeError("path-malformed", shape=str(node))
    seen |= {node}
    if sum(one(shapes, node, kind) is not None for kind in _KINDS) > 1:
        raise ShapeError("path-malformed", shape=str(node))
    if one(shapes, node, RDF.first) is not None:
        steps = [_step(shapes, member, seen) for member in _several(shapes, node)]
        return f"({'/'.join(text for text, _ in steps)})", all(empty for _, empty in steps)
    inverse = one(shapes, node, SH.inversePath)
    if inverse is not None:
        text, empty = _step(shapes, inverse, seen)
        return f"(^{text})", empty
    alternatives = one(shapes, node, SH.alternativePath)
    if alternatives is not None:
        steps = [_step(shapes, member, seen) for member in _several(shapes, alternatives)]
        return f"({'|'.join(text for text, _ in steps)})", any(empty for _, empty in steps)
    for property_, suffix in _SUFFIXES.items():
        repeated = one(shapes, node, property_)
        if repeated is not None:
            text, empty = _step(shapes, repeated, seen)
            return f"({text}{suffix})", empty or suffix != "+"
    raise ShapeError("path-malformed", shape=str(node))


def _several(shapes: ox.Store, head: Term) -> tuple[Term, ...]:
    """Return the members of a list in a path: SHACL 2.3.1 asks for two at least."""
    found = members(shapes, head)
    if len(found) < _FEWEST:
        raise ShapeError("path-malformed", shape=str(head))
    return found


def objects(shapes: ox.Store, node: Term, property_: str) -> tuple[Term, ...]:
    """Return the values of a property, in one order."""
    if isinstance(node, ox.Literal):
        return ()
    quads = shapes.quads_for_pattern(node, ox.NamedNode(property_), None)
    return tuple(sorted({term(quad.object) for quad in quads}, key=str))


def term(value: object) -> Term:
    """Return what a quad holds as a term of SHACL. Raises ShapeError for a triple: it is no node."""
    if isinstance(value, ox.Triple):
        raise ShapeError("shape-malformed", shape=str(value), detail="RDF 1.2")
    return value  # type: ignore[return-value]


def one(shapes: ox.Store, node: Term, property_: str) -> Term | None:
    """Return the value of a property that has at most one. Raises ShapeError for more."""
    values = objects(shapes, node, property_)
    if len(values) > 1:
        raise ShapeError("shape-malformed", shape=str(node), detail=f"{len(values)} × <{property_}>")
    return values[0] if values else None


def classes_below(shapes: ox.Store, *classes: str) -> frozenset[ox.NamedNode | ox.BlankNode]:
    """Return classes with all that the shapes put below them."""
    waiting: list[ox.NamedNode | ox.BlankNode] = [ox.NamedNode(class_) for class_ in classes]
    found = set(waiting)
    while waiting:
        below = shapes.quads_for_pattern(None, ox.NamedNode(RDFS.subClassOf), waiting.pop())
        new = {quad.subject for quad in below if not isinstance(quad.subject, ox.Triple)} - found
        found |= new
        waiting += new
    return frozenset(found)


def members(shapes: ox.Store, head: Term) -> tuple[Term, ...]:
    """Return the members of a list. Raises ShapeError for one without end."""
    return tuple(_members(shapes, head))


def _members(shapes: ox.Store, head: Term) -> Iterator[Term]:
    seen: set[Term] = set()
    while str(head) != f"<{RDF.nil}>":
        first, rest = one(shapes, head, RDF.first), one(shapes, head, RDF.rest)
        if first is None or rest is None or head in seen:
            raise ShapeError("shape-malformed", shape=str(head), detail="rdf:List")
        seen.add(head)
        yield first
        head = rest

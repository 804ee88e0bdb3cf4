"""Property paths of SHACL as the text of property paths of SPARQL.

Source: SHACL, section 2.3.1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import pyoxigraph as ox

from cakg.errors import ShapeError
from cakg.namespaces import RDF, SH

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal
_SUFFIXES = {SH.zeroOrMorePath: "*", SH.oneOrMorePath: "+", SH.zeroOrOnePath: "?"}


@dataclass(frozen=True)
class Path:
    """A path as the steps of a sequence, each the text of a SPARQL path."""

    steps: tuple[str, ...]

    def __str__(self) -> str:
        return self.steps[0] if len(self.steps) == 1 else f"({'/'.join(self.steps)})"

    def exists(self, start: str, end: str, condition: str = "") -> str:
        """Return the expression that says whether the path leads to `end`.

        One EXISTS inside the other: the engine would join two steps of one group over the whole store for each row.
        """
        nodes = [start, *(f"?_s{place}" for place in range(1, len(self.steps))), end]
        inner = condition and f"FILTER({condition})"
        for place in reversed(range(len(self.steps))):
            expression = f"EXISTS {{ {nodes[place]} {self.steps[place]} {nodes[place + 1]} . {inner} }}"
            inner = f"FILTER {expression}"
        return expression


def read_path(shapes: ox.Store, node: Term) -> Path:
    """Return the path at a node. Raises ShapeError for a node that is no path or runs in a circle."""
    if isinstance(node, ox.BlankNode) and one(shapes, node, RDF.first) is not None:
        return Path(tuple(_text(shapes, member, frozenset({node})) for member in members(shapes, node)))
    return Path((_text(shapes, node, frozenset()),))


def _text(shapes: ox.Store, node: Term, seen: frozenset[Term]) -> str:
    if isinstance(node, ox.NamedNode):
        return str(node)
    if isinstance(node, ox.Literal) or node in seen:
        raise ShapeError("path-malformed", path=str(node))
    seen |= {node}
    if one(shapes, node, RDF.first) is not None:
        return "(" + "/".join(_text(shapes, member, seen) for member in members(shapes, node)) + ")"
    inverse = one(shapes, node, SH.inversePath)
    if inverse is not None:
        return f"(^{_text(shapes, inverse, seen)})"
    alternatives = one(shapes, node, SH.alternativePath)
    if alternatives is not None:
        return "(" + "|".join(_text(shapes, member, seen) for member in members(shapes, alternatives)) + ")"
    for property_, suffix in _SUFFIXES.items():
        repeated = one(shapes, node, property_)
        if repeated is not None:
            return f"({_text(shapes, repeated, seen)}{suffix})"
    raise ShapeError("path-malformed", path=str(node))


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

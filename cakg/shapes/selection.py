"""Some of the shapes, chosen by name."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from cakg.errors import UnknownNameError
from cakg.graph.hierarchies import UNSHAPED
from cakg.namespaces import CAKG, RDF, SH
from cakg.shacl import Shape, ShapesGraph
from cakg.shacl.paths import Term
from cakg.shacl.reading import TARGETS, is_target
from cakg.shacl.shape import component
from cakg.shapes.misreadings import MISREAD
from cakg.shapes.terms import UNKNOWN_TERM, YEAR
from cakg.terms import code
from cakg.text import nearest

BESIDE = {MISREAD: "Deadline"} | dict.fromkeys(
    (UNKNOWN_TERM, YEAR, *(f"cycle-{code(name)}" for name in (*(properties[0] for properties in UNSHAPED), CAKG.toHolder))),
    "Described",
)
"""What is found beside the shapes is named like one and can be chosen like one; each with the shape that looks at the same records."""


def select_shapes(store: ox.Store, shapes: ShapesGraph, only: Iterable[str]) -> frozenset[str]:
    """Leave in the store only the shapes that are wanted, and return their names; all of them where `only` is empty.

    `shapes` are those of the store, read from another one. A name is the local name of a property shape, however deep in
    others, or of a node shape or its class, which stands for everything asked of that class. Shapes that are not wanted lose
    their targets but stay, for others may refer to them.
    Raises UnknownNameError with the nearest names for a name no shape has, ShapeError for shapes that cannot be read.
    """
    wanted = frozenset(name.rpartition(":")[2] if "/" not in name else code(name) for name in only)
    if not wanted:
        return wanted
    targeted = shapes.targeted()
    names_of = {shape: _names(shape) for shape in targeted}
    named = {part.node: {code(part.node.value)} for part in _all_parts(shapes) if isinstance(part.node, ox.NamedNode)}
    known = {*BESIDE}.union(*names_of.values(), *named.values())
    for name in sorted(wanted - known):
        raise UnknownNameError("shape-unknown", name, nearest(name, sorted(known)))

    ask = _Asking(store, shapes, frozenset(node for node, names in named.items() if names & wanted))
    looked_at = {BESIDE[name] for name in wanted if name in BESIDE}
    for shape in targeted:
        if not names_of[shape] & wanted:
            ask.parts_alone(shape, looks=bool(names_of[shape] & looked_at))
    return wanted | {name for name, shape in BESIDE.items() if shape in wanted}


class _Asking:
    """Puts shapes without names into the store that ask, as others do, for the chosen parts of these alone."""

    def __init__(self, store: ox.Store, shapes: ShapesGraph, chosen: frozenset[Term]) -> None:
        self._store = store
        self._shapes = shapes
        self._chosen = chosen
        self._made: dict[Term, Term | None] = {}

    def parts_alone(self, shape: Shape, *, looks: bool) -> None:
        """Hand the targets of a shape on to one that asks for its chosen parts alone, or only `looks`."""
        for quad in list(self._store.quads_for_pattern(shape.node, None, None)):  # type: ignore[arg-type]
            if is_target(quad, self._shapes.classes):
                self._store.remove(quad)
        stand_in = self._part(shape) or (self._stand_in(shape, []) if looks else None)
        if stand_in:
            for target in shape.targets:
                self._say(stand_in, next(name for name, kind in TARGETS.items() if kind == target.kind), target.term)

    def _part(self, shape: Shape) -> Term | None:
        """Return what asks for the chosen parts of a shape: itself where it is chosen, None where it has none."""
        if shape.node in self._chosen:
            return shape.node
        if shape.node not in self._made:
            parts = [part for each in _parts(self._shapes, shape) if (part := self._part(each))]
            self._made[shape.node] = self._stand_in(shape, parts) if parts else None
        return self._made[shape.node]

    def _stand_in(self, shape: Shape, parts: Iterable[Term]) -> Term:
        node = ox.BlankNode()
        self._say(node, RDF.type, ox.NamedNode(SH.PropertyShape if shape.path_node else SH.NodeShape))
        if shape.path_node:
            self._say(node, SH.path, shape.path_node)
        if shape.deactivated:
            self._say(node, SH.deactivated, ox.Literal(value=True))
        for part in parts:
            self._say(node, SH.property, part)
        return node

    def _say(self, subject: Term, property_: str, value: Term) -> None:
        self._store.add(ox.Quad(subject, ox.NamedNode(property_), value))  # type: ignore[arg-type]


def _names(shape: Shape) -> set[str]:
    classes = (target.term for target in shape.targets if target.kind == "class")
    return {code(term.value) for term in (shape.node, *classes) if isinstance(term, ox.NamedNode)}


def _parts(shapes: ShapesGraph, shape: Shape) -> list[Shape]:
    return [shapes.shape(each.shapes[0]) for each in shape.constraints if each.component == component("property")]


def _all_parts(shapes: ShapesGraph) -> set[Shape]:
    """Return the parts of all shapes that have targets, and their parts in turn."""
    found: set[Shape] = set()
    waiting = list(shapes.targeted())
    while waiting:
        new = {*_parts(shapes, waiting.pop())} - found
        found |= new
        waiting += new
    return found

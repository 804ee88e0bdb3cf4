"""Some of the shapes, chosen by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

import pyoxigraph as ox

from cakg.errors import UnknownNameError
from cakg.graph.hierarchies import UNSHAPED
from cakg.namespaces import CAKG, RDF, RDFS, SH
from cakg.shacl.reading import TARGETS
from cakg.shapes.misreadings import MISREAD
from cakg.shapes.terms import UNKNOWN_TERM, YEAR
from cakg.terms import code
from cakg.text import nearest

BESIDE = {MISREAD: "Deadline"} | dict.fromkeys(
    (UNKNOWN_TERM, YEAR, *(f"cycle-{code(name)}" for name in (*(properties[0] for properties in UNSHAPED), CAKG.toHolder))),
    "Described",
)
"""What is found beside the shapes is named like one and can be chosen like one; each with the shape that looks at the same records."""


def select_shapes(shapes: ox.Store, only: Iterable[str]) -> frozenset[str]:
    """Leave in the store only the shapes that are wanted, and return their names; all of them where `only` is empty.

    A name is the local name of a property shape, or of a node shape or its class, which stands for everything asked of
    that class. Shapes that are not wanted lose their targets but stay, for others may refer to them.
    Raises UnknownNameError with the nearest names for a name no shape has.
    """
    wanted = frozenset(name.rpartition(":")[2] if "/" not in name else code(name) for name in only)
    if not wanted:
        return wanted
    targeted = {quad.subject for name in TARGETS for quad in _quads(shapes, None, name)}
    targeted |= {quad.subject for quad in _quads(shapes, None, RDF.type) if quad.object == ox.NamedNode(RDFS.Class)}
    parts = chain.from_iterable(_parts(shapes, shape) for shape in targeted)
    named = {part for part in parts if isinstance(part, ox.NamedNode)}
    names_of = {shape: _names(shapes, shape) for shape in named | targeted}
    known = {*BESIDE}.union(*names_of.values())
    for name in sorted(wanted - known):
        raise UnknownNameError("shape-unknown", name, nearest(name, sorted(known)))

    whole = {shape for shape in targeted if names_of[shape] & wanted}
    kept = {shape for shape in named if code(shape.value) in wanted}
    looked_at = {BESIDE[name] for name in wanted if name in BESIDE}
    for shape in targeted - whole:
        chosen = [part for part in _parts(shapes, shape) if part in kept]
        _judge_parts(shapes, shape, chosen, looks=bool(names_of[shape] & looked_at))
    return wanted | {name for name, shape in BESIDE.items() if shape in wanted}


def _judge_parts(shapes: ox.Store, shape: object, parts: list[object], *, looks: bool) -> None:
    """Let a shape without a name of its own ask for the parts alone, or only `look`; `shape` itself stays as others refer to it."""
    targets = [quad for name in TARGETS for quad in _quads(shapes, shape, name)]
    classes = [quad for quad in _quads(shapes, shape, RDF.type) if quad.object == ox.NamedNode(RDFS.Class)]
    for quad in (*targets, *classes):
        shapes.remove(quad)
    if not (parts or looks):
        return
    stand_in = ox.BlankNode()
    shapes.add(ox.Quad(stand_in, ox.NamedNode(RDF.type), ox.NamedNode(SH.NodeShape)))
    shapes.extend(ox.Quad(stand_in, quad.predicate, quad.object) for quad in targets)
    shapes.extend(ox.Quad(stand_in, ox.NamedNode(SH.targetClass), quad.subject) for quad in classes)
    shapes.extend(ox.Quad(stand_in, ox.NamedNode(SH.property), part) for part in parts)  # type: ignore[arg-type]


def _names(shapes: ox.Store, shape: object) -> set[str]:
    classes = (quad.object for quad in _quads(shapes, shape, SH.targetClass))
    return {code(term.value) for term in (shape, *classes) if isinstance(term, ox.NamedNode)}


def _parts(shapes: ox.Store, shape: object) -> list[object]:
    return [quad.object for quad in _quads(shapes, shape, SH.property)]


def _quads(shapes: ox.Store, subject: object, property_: str) -> Iterator[ox.Quad]:
    return shapes.quads_for_pattern(subject, ox.NamedNode(property_), None)  # type: ignore[arg-type]

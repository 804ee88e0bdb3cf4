"""Some of the shapes, chosen by name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from cakg.errors import UnknownNameError
from cakg.graph.hierarchies import HIERARCHIES
from cakg.namespaces import CAKG, RDF, RDFS, SH
from cakg.terms import code
from cakg.text import nearest

if TYPE_CHECKING:
    import rdflib

_TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf, SH.target)
_CYCLES = frozenset(f"cycle-{code(name)}" for name in (*(properties[0] for properties in HIERARCHIES), CAKG.toHolder))
"""What the network finds is named like a shape and can be chosen like one."""


def select_shapes(shapes: rdflib.Graph, only: Iterable[str]) -> tuple[rdflib.Graph, frozenset[str]]:
    """Return the shapes as they judge where only some are wanted, and the names wanted; all shapes where `only` is empty.

    A name is the local name of a property shape, or of a node shape or its class, which stands for everything asked of that
    class. Shapes that are not wanted lose their targets and severity but stay, for others may refer to them. The graph given
    is not changed. Raises UnknownNameError with the nearest names for a name no shape has.
    """
    wanted = frozenset(name.rpartition(":")[2] if "/" not in name else code(name) for name in only)
    if not wanted:
        return shapes, wanted
    import rdflib

    uri = rdflib.URIRef
    named = {shape for shape in shapes.subjects(uri(SH.severity), None) if isinstance(shape, uri)}
    targeted: set[Any] = {shape for name in _TARGETS for shape in shapes.subjects(uri(name), None)}
    targeted |= set(shapes.subjects(uri(RDF.type), uri(RDFS.Class)))
    names_of = {shape: _names(shapes, shape) for shape in named | targeted}
    _require(wanted, {name for names in names_of.values() for name in names} | _CYCLES)

    chosen = rdflib.Graph()
    for triple in shapes:
        chosen.add(triple)
    whole = {shape for shape in targeted if names_of[shape] & wanted}
    kept = {shape for shape in named if code(str(shape)) in wanted}
    for shape in targeted - whole:
        targets = [(uri(name), target) for name in _TARGETS for target in shapes.objects(shape, uri(name))]
        parts = [(uri(SH.property), part) for part in shapes.objects(shape, uri(SH.property)) if part in kept]
        stand_in = rdflib.BNode()  # asks for the wanted parts alone; the shape stays as others refer to it
        for statement in (*targets, *parts, (uri(RDF.type), uri(SH.NodeShape))) if parts else ():
            chosen.add((stand_in, *statement))
        for statement in (*targets, (uri(RDF.type), uri(RDFS.Class))):
            chosen.remove((shape, *statement))
    kept |= {part for shape in whole for part in (shape, *shapes.objects(shape, uri(SH.property)))}
    for shape in named - kept:
        chosen.remove((shape, uri(SH.severity), None))
    return chosen, wanted


def _names(shapes: rdflib.Graph, shape: Any) -> set[str]:
    import rdflib

    classes = shapes.objects(shape, rdflib.URIRef(SH.targetClass))
    return {code(str(term)) for term in (shape, *classes) if isinstance(term, rdflib.URIRef)}


def _require(wanted: frozenset[str], known: set[str]) -> None:
    for name in sorted(wanted - known):
        raise UnknownNameError("shape-unknown", name, nearest(name, sorted(known)))

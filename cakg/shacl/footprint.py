"""What a constraint reads: after a change only the nodes that could have read it are judged again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import pyoxigraph as ox

from cakg.namespaces import RDF, SH
from cakg.shacl.paths import Term, members, objects, one, term
from cakg.shacl.queries import reach
from cakg.shacl.reading import ShapesGraph
from cakg.shacl.shape import Constraint, Shape, component

_REPEATED = (SH.zeroOrMorePath, SH.oneOrMorePath)
_PAIRED = {component(name) for name in ("equals", "disjoint", "lessThan", "lessThanOrEquals")}
MOST_READERS = 5_000
"""Beyond this it takes less to judge all focus nodes again than to name those that have to be."""


@dataclass(frozen=True)
class Footprint:
    """The properties read from a node onward and backward, and over how many steps (None without end).

    `everything` says that any property may be read; those `anywhere` are read of any node, all of them where it is `open`.
    """

    forward: frozenset[str] = frozenset()
    backward: frozenset[str] = frozenset()
    steps: int | None = 0
    everything: bool = False
    anywhere: frozenset[str] = frozenset()
    open: bool = False

    def __or__(self, other: Footprint) -> Footprint:
        return Footprint(
            self.forward | other.forward,
            self.backward | other.backward,
            None if self.steps is None or other.steps is None else max(self.steps, other.steps),
            self.everything or other.everything,
            self.anywhere | other.anywhere,
            self.open or other.open,
        )

    def then(self, other: Footprint) -> Footprint:
        """Return what is read where `other` is read at the end of this."""
        steps = None if self.steps is None or other.steps is None else self.steps + other.steps
        both = self | other
        return replace(both, steps=steps)

    def turned(self) -> Footprint:
        """Return the same read the other way round."""
        return replace(self, forward=self.backward, backward=self.forward)

    def readers(self, store: ox.Store, changed: Iterable[ox.Triple]) -> set[Term] | None:
        """Return the nodes that can read any of the triples, those that the triples name among them; None for too many."""
        if self.open or any(triple.predicate.value in self.anywhere for triple in changed):
            return None
        return self.reached(store, {node for triple in changed for node in self._touched(triple)})

    def reached(self, store: ox.Store, nodes: set[Term]) -> set[Term] | None:
        """Return the nodes from which any of the nodes is read, with these themselves; None for too many."""
        found, edge, left = set(nodes), set(nodes), self.steps
        while edge and left != 0:
            edge = {node for each in edge for node in self._towards(store, each)} - found
            found |= edge
            if len(found) > MOST_READERS:
                return None
            left = None if left is None else left - 1
        return found

    def _touched(self, triple: ox.Triple) -> set[Term]:
        touched: set[Term] = set()
        if self.everything or triple.predicate.value in self.forward:
            touched.add(term(triple.subject))
        if triple.predicate.value in self.backward:
            touched.add(term(triple.object))
        return touched

    def _towards(self, store: ox.Store, node: Term) -> Iterator[Term]:
        for property_ in self.forward:
            for quad in store.quads_for_pattern(None, ox.NamedNode(property_), node):
                yield term(quad.subject)
        if isinstance(node, ox.Literal):
            return
        for property_ in self.backward:
            for quad in store.quads_for_pattern(node, ox.NamedNode(property_), None):
                yield term(quad.object)


def path_footprint(store: ox.Store, node: Term | None) -> Footprint:
    """Return what a path reads."""
    if node is None:
        return Footprint()
    if isinstance(node, ox.NamedNode):
        return Footprint(forward=frozenset({node.value}), steps=1)
    if one(store, node, RDF.first) is not None:
        whole = Footprint()
        for member in members(store, node):
            whole = whole.then(path_footprint(store, member))
        return whole
    inverse = one(store, node, SH.inversePath)
    if inverse is not None:
        return path_footprint(store, inverse).turned()
    alternatives = one(store, node, SH.alternativePath)
    whole = Footprint()
    for member in members(store, alternatives) if alternatives is not None else ():
        whole |= path_footprint(store, member)
    for property_ in (*_REPEATED, SH.zeroOrOnePath):
        for repeated in objects(store, node, property_):
            whole |= path_footprint(store, repeated)
            if property_ in _REPEATED:
                whole |= Footprint(steps=None)
    return whole


def target_footprint(shape: Shape) -> Footprint:
    """Return what decides whether a node is a focus node."""
    forward = {RDF.type} | {target.term.value for target in shape.targets if target.kind == "subjectsOf"}
    backward = {target.term.value for target in shape.targets if target.kind == "objectsOf"}
    return Footprint(frozenset(forward), frozenset(backward))


def constraint_footprint(shapes: ShapesGraph, shape: Shape, constraint: Constraint) -> Footprint:
    """Return what a constraint reads from its focus node."""
    path = path_footprint(shapes.store, shape.path_node)
    if constraint.component == component("closed"):
        return path.then(Footprint(steps=1, everything=True))
    if constraint.component in _PAIRED:
        return path | Footprint(frozenset(_iris(constraint.terms)), steps=1)
    if constraint.component == component("class"):
        return path.then(Footprint(frozenset({RDF.type}), steps=1))
    if constraint.node is not None:
        found = reach(shapes, shape, constraint)
        if found is None:
            return Footprint(open=True)
        return path | Footprint(found.onward, found.backward, found.steps, anywhere=found.apart)
    for nested in constraint.shapes:
        path = path | path.then(_of_shape(shapes, shapes.shape(nested)))
    return path


def _of_shape(shapes: ShapesGraph, shape: Shape) -> Footprint:
    whole = Footprint()
    for constraint in shape.constraints:
        whole |= constraint_footprint(shapes, shape, constraint)
    return whole


def _iris(terms: Iterable[Term]) -> Iterator[str]:
    return (term.value for term in terms if isinstance(term, ox.NamedNode))

"""From a graph of shapes to shapes: nothing that it says is passed over in silence."""

from __future__ import annotations

from collections.abc import Container, Iterator
from itertools import product
from typing import Any

import pyoxigraph as ox

from cakg.errors import ShapeError
from cakg.namespaces import OWL, RDF, RDFS, SH, XSD
from cakg.shacl.components import read_components
from cakg.shacl.paths import Path, Term, classes_below, members, objects, one, read_path, term
from cakg.shacl.patterns import check_pattern, close_up
from cakg.shacl.shape import Constraint, Shape, Target, component
from cakg.shacl.values import is_true, malformed, read_number
from cakg.terms import shorten

TERM_COMPONENTS = (
    "class",
    "datatype",
    "nodeKind",
    "minExclusive",
    "minInclusive",
    "maxExclusive",
    "maxInclusive",
    "equals",
    "disjoint",
    "lessThan",
    "lessThanOrEquals",
    "hasValue",
)
"""Parameters of one term; each value is a constraint of its own."""

_OF_NAMES = {"class", "datatype", "equals", "disjoint", "lessThan", "lessThanOrEquals"}
_ONCE = {
    *("datatype", "nodeKind", "minCount", "maxCount", "minLength", "maxLength", "languageIn", "in"),
    *("minExclusive", "minInclusive", "maxExclusive", "maxInclusive"),
}
"""Parameters that a shape gives one value at most."""
NODE_KINDS = {
    SH.IRI: "isIRI({0})",
    SH.BlankNode: "isBlank({0})",
    SH.Literal: "isLiteral({0})",
    SH.BlankNodeOrIRI: "(isBlank({0}) || isIRI({0}))",
    SH.BlankNodeOrLiteral: "(isBlank({0}) || isLiteral({0}))",
    SH.IRIOrLiteral: "(isIRI({0}) || isLiteral({0}))",
}
"""The kinds of nodes, each with how SPARQL asks for it."""
COUNT_COMPONENTS = ("minCount", "maxCount", "minLength", "maxLength")
LIST_COMPONENTS = ("in", "languageIn")
SHAPE_COMPONENTS = ("not", "node", "property")
SHAPE_LIST_COMPONENTS = ("and", "or", "xone")
DEMANDS = (
    *(*TERM_COMPONENTS, *COUNT_COMPONENTS, *LIST_COMPONENTS, *SHAPE_COMPONENTS, *SHAPE_LIST_COMPONENTS),
    *("pattern", "uniqueLang", "closed", "qualifiedValueShape", "sparql"),
)
"""The parameters that make what has one a shape."""
TARGETS = {
    SH.targetClass: "class",
    SH.targetNode: "node",
    SH.targetSubjectsOf: "subjectsOf",
    SH.targetObjectsOf: "objectsOf",
}
"""The properties that name targets, each with its kind."""
_CLASSES = (RDFS.Class, OWL.Class)
_SCRIPTS = (SH.js, SH.jsFunctionName, SH.jsLibrary, SH.jsLibraryURL)
_ADVANCED = (SH.target, SH.expression, SH.entailment)


class ShapesGraph:
    """The shapes of a store of their own, each read once."""

    def __init__(self, store: ox.Store) -> None:
        """Read nothing yet. Raises ShapeError for a graph that runs scripts or uses advanced SHACL."""
        self.store = store
        for key, properties in (("shape-unsafe", _SCRIPTS), ("shape-unsupported", _ADVANCED)):
            for property_ in properties:
                for quad in store.quads_for_pattern(None, ox.NamedNode(property_), None):
                    raise ShapeError(key, shape=str(quad.subject), property=property_)
        self.components = tuple(read_components(store))
        self.queries: dict[tuple[Term, Constraint], Any] = {}
        """What was read of the queries of constraints; each is read once."""
        self.reaches: dict[tuple[Term, Constraint], Any] = {}
        """What each of them can see."""
        self.classes = implicit_targets(store)
        """Those that are classes, and so are targets themselves."""
        self._shapes: dict[Term, Shape] = {}
        self._open: list[Term] = []

    def targeted(self) -> tuple[Shape, ...]:
        """Return the shapes that have focus nodes of their own, in one order. Raises ShapeError."""
        nodes = {quad.subject for name in TARGETS for quad in self._quads(name)}
        nodes |= self.classes
        return tuple(self.shape(term(node)) for node in sorted(nodes, key=str))

    def judging(self) -> tuple[Shape, ...]:
        """Return the shapes that have focus nodes of their own, and those that they refer to. Raises ShapeError."""
        reached = {shape.node: shape for shape in self.targeted()}
        waiting = list(reached.values())
        while waiting:
            for constraint in waiting.pop().constraints:
                for nested in map(self.shape, constraint.shapes):
                    if nested.node not in reached:
                        reached[nested.node] = nested
                        waiting.append(nested)
        return tuple(reached.values())

    def shape(self, node: Term) -> Shape:
        """Return the shape at a node. Raises ShapeError for one that is malformed or part of itself."""
        if node in self._open:
            raise ShapeError("shape-recursive", shape=str(node))
        if node not in self._shapes:
            self._open.append(node)
            self._shapes[node] = self._read(node)
            self._open.pop()
        return self._shapes[node]

    def _read(self, node: Term) -> Shape:
        if isinstance(node, ox.Literal) or next(self.store.quads_for_pattern(node, None, None), None) is None:
            raise ShapeError("shape-undefined", shape=str(node))
        if one(self.store, node, RDF.first) is not None:
            raise ShapeError("shape-malformed", shape=str(node), detail="rdf:List")
        path = one(self.store, node, SH.path)
        severity = one(self.store, node, SH.severity)
        if not (severity is None or isinstance(severity, ox.NamedNode)):
            raise malformed(node, SH.severity, severity, "sh:Violation, sh:Warning, sh:Info")
        shape = Shape(
            node=node,
            path=None if path is None else self._path(node, path),
            path_node=path,
            targets=tuple(self._targets(node)),
            severity=severity.value if severity else SH.Violation,
            deactivated=is_true(self.store, node, SH.deactivated),
            constraints=tuple(self._constraints(node)),
        )
        if any(constraint.component in _OF_PATHS for constraint in shape.constraints):
            _ = shape.reach
        for constraint in shape.constraints:
            for nested in constraint.shapes:
                if isinstance(nested, ox.Literal):
                    raise ShapeError("shape-malformed", shape=str(node), detail=str(nested))
                if self.shape(nested).path is None and constraint.component == component("property"):
                    raise ShapeError("shape-malformed", shape=str(nested), detail="sh:property, sh:path")
        return shape

    def _path(self, node: Term, path: Term) -> Path:
        try:
            return read_path(self.store, path)
        except ShapeError as error:
            raise ShapeError(
                error.key, **{**error.values, "shape": str(path if isinstance(path, ox.BlankNode) else node)}
            ) from None

    def _targets(self, node: Term) -> Iterator[Target]:
        for property_, kind in TARGETS.items():
            for value in objects(self.store, node, property_):
                if isinstance(value, ox.BlankNode) or (isinstance(value, ox.Literal) and kind != "node"):
                    raise malformed(node, property_, value, "IRI")
                yield Target(kind, value)
        if isinstance(node, ox.NamedNode) and node in self.classes:
            yield Target("class", node)

    def _constraints(self, node: Term) -> Iterator[Constraint]:
        yield from self._core(node)
        if is_true(self.store, node, SH.uniqueLang):
            yield Constraint(component("uniqueLang"))
        yield from self._closed(node)
        yield from self._qualified(node)
        for query in objects(self.store, node, SH.sparql):
            if isinstance(query, ox.Literal):
                raise malformed(node, SH.sparql, query, "[ sh:select … ]")
            if not is_true(self.store, query, SH.deactivated):
                yield Constraint(SH.SPARQLConstraintComponent, node=query)
        yield from self._custom(node)

    def _core(self, node: Term) -> Iterator[Constraint]:
        for name, value in self._values(node, TERM_COMPONENTS):
            wanted = _wanted(name, value)
            if wanted:
                raise malformed(node, SH[name], value, wanted)
            yield Constraint(component(name), terms=(value,))
        for name, value in self._values(node, COUNT_COMPONENTS):
            yield Constraint(component(name), numbers=(read_number(node, name, value),))
        for name, head in self._values(node, LIST_COMPONENTS):
            terms = self._members(node, SH[name], head)
            for each in terms:
                if isinstance(each, ox.BlankNode) or (name == "languageIn" and not isinstance(each, ox.Literal)):
                    raise malformed(node, SH[name], each, '"vi", "en"' if name == "languageIn" else "IRI, literal")
            yield Constraint(component(name), terms=terms)
        for name, nested in self._values(node, SHAPE_COMPONENTS):
            yield Constraint(component(name), shapes=(nested,))
        for name, head in self._values(node, SHAPE_LIST_COMPONENTS):
            yield Constraint(component(name), shapes=self._members(node, SH[name], head))
        yield from self._patterns(node)

    def _patterns(self, node: Term) -> Iterator[Constraint]:
        flags = one(self.store, node, SH.flags)
        if not (flags is None or (isinstance(flags, ox.Literal) and flags.datatype.value == XSD.string)):
            raise malformed(node, SH.flags, flags, '"i"')
        for pattern in objects(self.store, node, SH.pattern):
            if not isinstance(pattern, ox.Literal) or pattern.datatype.value != XSD.string:
                raise malformed(node, SH.pattern, pattern, '"^[0-9]+$"')
            check_pattern(str(node), *close_up(pattern.value, flags.value if flags else ""))
            yield Constraint(component("pattern"), terms=(pattern,) if flags is None else (pattern, flags))

    def _members(self, node: Term, property_: str, head: Term) -> tuple[Term, ...]:
        try:
            return members(self.store, head)
        except ShapeError:
            raise malformed(node, property_, head, "rdf:List: ( … )") from None

    def _values(self, node: Term, names: tuple[str, ...]) -> Iterator[tuple[str, Term]]:
        for name in names:
            if name in _ONCE:
                one(self.store, node, SH[name])
            yield from ((name, value) for value in objects(self.store, node, SH[name]))

    def _closed(self, node: Term) -> Iterator[Constraint]:
        if not is_true(self.store, node, SH.closed):
            return
        ignored = {
            member
            for head in objects(self.store, node, SH.ignoredProperties)
            for member in self._members(node, SH.ignoredProperties, head)
        }
        for member in ignored:
            if not isinstance(member, ox.NamedNode):
                raise malformed(node, SH.ignoredProperties, member, "IRI")
        for shape in objects(self.store, node, SH.property):
            path = one(self.store, shape, SH.path)
            if isinstance(path, ox.NamedNode):
                ignored.add(path)
        yield Constraint(component("closed"), terms=tuple(sorted(ignored, key=str)))

    def _qualified(self, node: Term) -> Iterator[Constraint]:
        """Yield the two counts apart; with sh:qualifiedValueShapesDisjoint the shapes of the siblings follow."""
        disjoint = is_true(self.store, node, SH.qualifiedValueShapesDisjoint)
        for nested in objects(self.store, node, SH.qualifiedValueShape):
            siblings = self._siblings(node, nested) if disjoint else ()
            for name, which in (
                ("qualifiedMinCount", SH.QualifiedMinCountConstraintComponent),
                ("qualifiedMaxCount", SH.QualifiedMaxCountConstraintComponent),
            ):
                for value in objects(self.store, node, SH[name]):
                    yield Constraint(which, shapes=(nested, *siblings), numbers=(read_number(node, name, value),))

    def _siblings(self, node: Term, nested: Term) -> tuple[Term, ...]:
        parents = {term(quad.subject) for quad in self._quads(SH.property, node)}
        sisters = {sister for parent in parents for sister in objects(self.store, parent, SH.property)}
        found = {shape for sister in sisters for shape in objects(self.store, sister, SH.qualifiedValueShape)}
        return tuple(sorted(found - {nested}, key=str))

    def _custom(self, node: Term) -> Iterator[Constraint]:
        for custom, parameters in self.components:
            values = [(path, objects(self.store, node, path.value)) for path, _ in parameters]
            wanted = [path for path, optional in parameters if not optional]
            if not wanted or any(not found for path, found in values if path in wanted):
                continue
            name = str(custom).strip("<>")
            for path, found in values:
                for value in found:
                    if isinstance(value, ox.BlankNode):  # in a query it would be a variable
                        raise malformed(node, path.value, value, "IRI, literal")
            twice = [path.value for path, found in values if len(found) > 1]
            if twice and len(parameters) > 1:
                raise ShapeError("shape-parameter-twice", shape=str(node), parameter=twice[0], component=name)
            for given in product(*([(path, value) for value in found] for path, found in values if found)):
                yield Constraint(name, terms=tuple(part for pair in given for part in pair), node=custom)

    def _quads(self, property_: str, object_: Term | None = None) -> Iterator[ox.Quad]:
        return self.store.quads_for_pattern(None, ox.NamedNode(property_), object_)


def is_target(quad: ox.Quad, classes: Container[object]) -> bool:
    """Say whether a statement gives its shape focus nodes: also that it is a class, if it is one of those that are targets."""
    is_type = quad.predicate.value == RDF.type and not str(quad.object).startswith(f"<{SH.base}")
    return quad.predicate.value in TARGETS or (is_type and quad.subject in classes)


def implicit_targets(store: ox.Store) -> frozenset[ox.NamedNode]:
    """Return the shapes that are classes, and so are targets themselves. Raises ShapeError for one without a name.

    Source: SHACL, 2.1 and 2.1.3.3: what is of rdfs:Class or a class below it, and of a class of shapes or has a parameter.
    """
    parameters = {SH[name] for name in DEMANDS}
    for quad in store.quads_for_pattern(None, ox.NamedNode(SH.parameter), None):
        parameters |= {path.value for path in objects(store, term(quad.object), SH.path) if isinstance(path, ox.NamedNode)}
    kinds = classes_below(store, SH.NodeShape, SH.PropertyShape)
    found = set()
    for class_ in classes_below(store, *_CLASSES):
        for quad in store.quads_for_pattern(None, ox.NamedNode(RDF.type), class_):
            node = term(quad.subject)
            said = {each.predicate.value for each in store.quads_for_pattern(quad.subject, None, None)}
            if said & parameters or kinds.intersection(objects(store, node, RDF.type)):
                if not isinstance(node, ox.NamedNode):
                    raise malformed(node, RDF.type, class_, "sh:targetClass")
                found.add(node)
    return frozenset(found)


_OF_PATHS = {
    *map(component, ("minCount", "maxCount", "uniqueLang", "lessThan", "lessThanOrEquals")),
    SH.QualifiedMinCountConstraintComponent,
    SH.QualifiedMaxCountConstraintComponent,
}


def _wanted(name: str, value: Term) -> str:
    """Return what a parameter needs where it has something else."""
    if name == "nodeKind":
        known = isinstance(value, ox.NamedNode) and value.value in NODE_KINDS
        return "" if known else ", ".join(map(shorten, NODE_KINDS))
    if name == "hasValue":  # no node without a name is the same in two graphs
        return "IRI, literal" if isinstance(value, ox.BlankNode) else ""
    if name in _OF_NAMES:
        return "" if isinstance(value, ox.NamedNode) else "IRI"
    return "" if isinstance(value, ox.Literal) else "literal"

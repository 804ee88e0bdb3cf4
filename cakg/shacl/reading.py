"""From a graph of shapes to shapes: nothing that it says is passed over in silence."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import pyoxigraph as ox

from cakg.errors import ShapeError
from cakg.namespaces import OWL, RDF, RDFS, SH, XSD
from cakg.shacl.paths import Path, Term, members, objects, one, read_path, term
from cakg.shacl.patterns import check_pattern, close_up
from cakg.shacl.shape import Constraint, Shape, Target, component
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
TARGETS = {
    SH.targetClass: "class",
    SH.targetNode: "node",
    SH.targetSubjectsOf: "subjectsOf",
    SH.targetObjectsOf: "objectsOf",
}
"""The properties that name targets, each with its kind."""
_IMPLICIT = (ox.NamedNode(RDFS.Class), ox.NamedNode(OWL.Class))
_SCRIPTS = (SH.js, SH.jsFunctionName, SH.jsLibrary, SH.jsLibraryURL)
VALIDATORS = (SH.nodeValidator, SH.propertyValidator, SH.validator)
_ADVANCED = (SH.target, SH.expression, SH.entailment)


def is_target(quad: ox.Quad) -> bool:
    """Say whether a statement gives its shape focus nodes: also that it is a class, whose instances they are then."""
    return quad.predicate.value in TARGETS or (quad.predicate.value == RDF.type and quad.object in _IMPLICIT)


class ShapesGraph:
    """The shapes of a store of their own, each read once."""

    def __init__(self, store: ox.Store) -> None:
        """Read nothing yet. Raises ShapeError for a graph that runs scripts or uses advanced SHACL."""
        self.store = store
        for key, properties in (("shape-unsafe", _SCRIPTS), ("shape-unsupported", _ADVANCED)):
            for property_ in properties:
                for quad in store.quads_for_pattern(None, ox.NamedNode(property_), None):
                    raise ShapeError(key, shape=str(quad.subject), property=property_)
        self.components = tuple(self._components())
        self.queries: dict[tuple[Term, Constraint], Any] = {}
        """What was read of the queries of constraints; each is read once."""
        self.reaches: dict[tuple[Term, Constraint], Any] = {}
        """What each of them can see."""
        self._shapes: dict[Term, Shape] = {}
        self._open: list[Term] = []

    def targeted(self) -> tuple[Shape, ...]:
        """Return the shapes that have focus nodes of their own, in one order. Raises ShapeError."""
        nodes = {quad.subject for name in TARGETS for quad in self._quads(name)}
        classes = {quad.subject for class_ in _IMPLICIT for quad in self._quads(RDF.type, class_)}
        kinds = (SH.NodeShape, SH.PropertyShape)
        nodes |= classes & {quad.subject for kind in kinds for quad in self._quads(RDF.type, ox.NamedNode(kind))}
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
            raise _malformed(node, SH.severity, severity, "sh:Violation, sh:Warning, sh:Info")
        shape = Shape(
            node=node,
            path=None if path is None else self._path(node, path),
            path_node=path,
            targets=tuple(self._targets(node)),
            severity=severity.value if severity else SH.Violation,
            deactivated=self._is_true(node, SH.deactivated),
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

    def _is_true(self, node: Term, property_: str) -> bool:
        values = objects(self.store, node, property_)
        for value in values:
            if not isinstance(value, ox.Literal) or value.datatype.value != XSD.boolean or value.value not in {"true", "false"}:
                raise _malformed(node, property_, value, "true, false")
        return any(value.value == "true" for value in values)

    def _targets(self, node: Term) -> Iterator[Target]:
        for property_, kind in TARGETS.items():
            for value in objects(self.store, node, property_):
                if isinstance(value, ox.BlankNode) or (isinstance(value, ox.Literal) and kind != "node"):
                    raise _malformed(node, property_, value, "IRI")
                yield Target(kind, value)
        if isinstance(node, ox.NamedNode) and not {*_IMPLICIT}.isdisjoint(objects(self.store, node, RDF.type)):
            yield Target("class", node)

    def _constraints(self, node: Term) -> Iterator[Constraint]:
        yield from self._core(node)
        if self._is_true(node, SH.uniqueLang):
            yield Constraint(component("uniqueLang"))
        yield from self._closed(node)
        yield from self._qualified(node)
        for query in objects(self.store, node, SH.sparql):
            if isinstance(query, ox.Literal):
                raise _malformed(node, SH.sparql, query, "[ sh:select … ]")
            if not self._is_true(query, SH.deactivated):
                yield Constraint(SH.SPARQLConstraintComponent, node=query)
        yield from self._custom(node)

    def _core(self, node: Term) -> Iterator[Constraint]:
        for name, value in self._values(node, TERM_COMPONENTS):
            wanted = _wanted(name, value)
            if wanted:
                raise _malformed(node, SH[name], value, wanted)
            yield Constraint(component(name), terms=(value,))
        for name, value in self._values(node, COUNT_COMPONENTS):
            yield Constraint(component(name), numbers=(_number(node, name, value),))
        for name, head in self._values(node, LIST_COMPONENTS):
            terms = self._members(node, SH[name], head)
            for each in terms:
                if isinstance(each, ox.BlankNode) or (name == "languageIn" and not isinstance(each, ox.Literal)):
                    raise _malformed(node, SH[name], each, '"vi", "en"' if name == "languageIn" else "IRI, literal")
            yield Constraint(component(name), terms=terms)
        for name, nested in self._values(node, SHAPE_COMPONENTS):
            yield Constraint(component(name), shapes=(nested,))
        for name, head in self._values(node, SHAPE_LIST_COMPONENTS):
            yield Constraint(component(name), shapes=self._members(node, SH[name], head))
        yield from self._patterns(node)

    def _patterns(self, node: Term) -> Iterator[Constraint]:
        flags = one(self.store, node, SH.flags)
        for pattern in objects(self.store, node, SH.pattern):
            if not isinstance(pattern, ox.Literal) or pattern.datatype.value != XSD.string:
                raise _malformed(node, SH.pattern, pattern, '"^[0-9]+$"')
            check_pattern(str(node), *close_up(pattern.value, flags.value if isinstance(flags, ox.Literal) else ""))
            yield Constraint(component("pattern"), terms=(pattern,) if flags is None else (pattern, flags))

    def _members(self, node: Term, property_: str, head: Term) -> tuple[Term, ...]:
        try:
            return members(self.store, head)
        except ShapeError:
            raise _malformed(node, property_, head, "rdf:List: ( … )") from None

    def _values(self, node: Term, names: tuple[str, ...]) -> Iterator[tuple[str, Term]]:
        for name in names:
            if name in _ONCE:
                one(self.store, node, SH[name])
            yield from ((name, value) for value in objects(self.store, node, SH[name]))

    def _closed(self, node: Term) -> Iterator[Constraint]:
        if not self._is_true(node, SH.closed):
            return
        ignored = {
            member
            for head in objects(self.store, node, SH.ignoredProperties)
            for member in self._members(node, SH.ignoredProperties, head)
        }
        for shape in objects(self.store, node, SH.property):
            path = one(self.store, shape, SH.path)
            if isinstance(path, ox.NamedNode):
                ignored.add(path)
        yield Constraint(component("closed"), terms=tuple(sorted(ignored, key=str)))

    def _qualified(self, node: Term) -> Iterator[Constraint]:
        """Yield the two counts apart; with sh:qualifiedValueShapesDisjoint the shapes of the siblings follow."""
        disjoint = self._is_true(node, SH.qualifiedValueShapesDisjoint)
        for nested in objects(self.store, node, SH.qualifiedValueShape):
            siblings = self._siblings(node, nested) if disjoint else ()
            for name, which in (
                ("qualifiedMinCount", SH.QualifiedMinCountConstraintComponent),
                ("qualifiedMaxCount", SH.QualifiedMaxCountConstraintComponent),
            ):
                for value in objects(self.store, node, SH[name]):
                    yield Constraint(which, shapes=(nested, *siblings), numbers=(_number(node, name, value),))

    def _siblings(self, node: Term, nested: Term) -> tuple[Term, ...]:
        parents = {term(quad.subject) for quad in self._quads(SH.property, node)}
        sisters = {sister for parent in parents for sister in objects(self.store, parent, SH.property)}
        found = {shape for sister in sisters for shape in objects(self.store, sister, SH.qualifiedValueShape)}
        return tuple(sorted(found - {nested}, key=str))

    def _components(self) -> Iterator[tuple[Term, tuple[tuple[ox.NamedNode, bool], ...]]]:
        """Yield the custom components with their parameters, each with whether it may be left out."""
        for node in sorted({term(quad.subject) for quad in self._quads(SH.parameter)}, key=str):
            parameters = []
            for parameter in objects(self.store, node, SH.parameter):
                path = one(self.store, parameter, SH.path)
                if not isinstance(path, ox.NamedNode):
                    raise ShapeError("shape-malformed", shape=str(node), detail="sh:parameter sh:path")
                parameters.append((path, self._is_true(parameter, SH.optional)))
            if all(optional for _, optional in parameters) and any(objects(self.store, node, each) for each in VALIDATORS):
                raise ShapeError("shape-malformed", shape=str(node), detail="sh:parameter sh:optional true")
            yield node, tuple(parameters)

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
                        raise _malformed(node, path.value, value, "IRI, literal")
            twice = [path.value for path, found in values if len(found) > 1]
            if twice and len(parameters) > 1:
                raise ShapeError("shape-parameter-twice", shape=str(node), parameter=twice[0], component=name)
            for given in product(*([(path, value) for value in found] for path, found in values if found)):
                yield Constraint(name, terms=tuple(part for pair in given for part in pair), node=custom)

    def _quads(self, property_: str, object_: Term | None = None) -> Iterator[ox.Quad]:
        return self.store.quads_for_pattern(None, ox.NamedNode(property_), object_)


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


def _number(node: Term, name: str, value: Term) -> int:
    words = {XSD.string, RDF.langString}
    if (
        not isinstance(value, ox.Literal)
        or not (value.value.isascii() and value.value.isdigit())
        or value.datatype.value in words
    ):
        raise _malformed(node, SH[name], value, "0, 1, 2, …")
    return int(value.value)


def _malformed(node: Term, property_: str, value: Term, wanted: str) -> ShapeError:
    """Return the error for a value that a property of a shape cannot have, with what can stand there instead."""
    if isinstance(value, ox.NamedNode):
        words = shorten(value.value)
    elif isinstance(value, ox.Literal):
        words = str(value) if value.datatype.value in {XSD.string, RDF.langString} else value.value
    else:
        words = "[]"
    return ShapeError(
        "shape-malformed", shape=str(node), property=property_, detail=f"{shorten(property_)} {words} (→ {wanted})"
    )

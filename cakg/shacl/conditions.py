"""What must hold of one node, as an expression of SPARQL that is true or false and never an error."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import pyoxigraph as ox

from cakg.namespaces import RDF, RDFS, XSD
from cakg.shacl.paths import Term
from cakg.shacl.patterns import close_up
from cakg.shacl.reading import NODE_KINDS, ShapesGraph
from cakg.shacl.shape import Constraint, Shape, component

_NUMERIC = {XSD.integer, XSD.decimal, XSD.float, XSD.double}
_CAST = {XSD.boolean, XSD.date, XSD.dateTime, XSD.time}
_RANGES: dict[str, tuple[int | None, int | None]] = {
    XSD.byte: (-(2**7), 2**7 - 1),
    XSD.short: (-(2**15), 2**15 - 1),
    XSD.int: (-(2**31), 2**31 - 1),
    XSD.long: (-(2**63), 2**63 - 1),
    XSD.unsignedByte: (0, 2**8 - 1),
    XSD.unsignedShort: (0, 2**16 - 1),
    XSD.unsignedInt: (0, 2**32 - 1),
    XSD.unsignedLong: (0, 2**64 - 1),
    XSD.nonNegativeInteger: (0, None),
    XSD.positiveInteger: (1, None),
    XSD.nonPositiveInteger: (None, 0),
    XSD.negativeInteger: (None, -1),
}
"""The store keeps these as xsd:integer: what is left of their meaning is the range."""

_COMPARISONS = {
    component("minExclusive"): ">",
    component("minInclusive"): ">=",
    component("maxExclusive"): "<",
    component("maxInclusive"): "<=",
}
_LENGTHS = {component("minLength"): ">=", component("maxLength"): "<="}


class Conditions:
    """Writes conditions, given the shapes and the sub-classes that the data know."""

    def __init__(self, shapes: ShapesGraph, subclasses: Mapping[str, Iterable[str]]) -> None:
        self._shapes = shapes
        self._subclasses = subclasses
        self._count = 0

    def of(self, constraint: Constraint, node: str) -> str | None:
        """Return what the constraint demands of a single node, None if it is not about single nodes.

        `node` is the SPARQL text of a variable.
        """
        write = self._writers().get(constraint.component)
        return write(constraint, node) if write else None

    def conforms(self, nested: Term, node: str) -> str | None:
        """Return when a node conforms to a shape, None if that takes more than one expression."""
        shape = self._shapes.shape(nested)
        if shape.deactivated:
            return "true"
        parts = [self.demand(shape, constraint, node) for constraint in shape.constraints]
        return None if None in parts else _all(parts)

    def classes(self, class_: str) -> list[str]:
        """Return a class and its sub-classes, sorted; none where some have no name, so that they have to be walked to."""
        found = sorted({class_, *self._subclasses.get(class_, ())})
        return found if found[0] else []

    def fresh(self) -> str:
        """Return a variable that no other text uses."""
        self._count += 1
        return f"?_n{self._count}"

    def demand(self, shape: Shape, constraint: Constraint, node: str) -> str | None:
        """Return what a constraint of a shape demands of a focus node, None if that takes more than one expression."""
        if shape.path is None:
            return self.of(constraint, node)
        value = self.fresh()
        if constraint.component == component("minCount"):
            return {0: "true", 1: shape.path.exists(node, value)}.get(constraint.numbers[0] or 0)
        if constraint.component == component("maxCount"):
            other = self.fresh()
            another = shape.path.exists(node, other, f"!sameTerm({value}, {other})")
            most = {0: shape.path.exists(node, value), 1: shape.path.exists(node, value, another)}
            unless = most.get(constraint.numbers[0] or 0)
            return unless and f"(!{unless})"
        if constraint.component == component("hasValue"):
            return shape.path.reaches(node, str(constraint.terms[0]))
        inner = self.of(constraint, value)
        return inner and f"(!{shape.path.exists(node, value, f'!{inner}')})"

    def _writers(self) -> dict[str, Callable[[Constraint, str], str | None]]:
        writers: dict[str, Callable[[Constraint, str], str | None]] = {
            component("class"): self._class,
            component("datatype"): _datatype,
            component("nodeKind"): _node_kind,
            component("hasValue"): lambda constraint, node: _is(node, constraint.terms[0]),
            component("in"): lambda constraint, node: _any(_is(node, term) for term in constraint.terms),
            component("languageIn"): _language,
            component("pattern"): _pattern,
            component("node"): lambda constraint, node: self.conforms(constraint.shapes[0], node),
            component("property"): lambda constraint, node: self.conforms(constraint.shapes[0], node),
            component("not"): self._not,
            component("and"): lambda constraint, node: self._joined(constraint, node, _all),
            component("or"): lambda constraint, node: self._joined(constraint, node, _any),
            component("xone"): lambda constraint, node: self._joined(constraint, node, _exactly_one),
        }
        return writers | dict.fromkeys(_COMPARISONS, _comparison) | dict.fromkeys(_LENGTHS, _length)

    def _class(self, constraint: Constraint, node: str) -> str:
        classes = [f"<{iri}>" for iri in self.classes(constraint.terms[0].value)]
        if len(classes) == 1:
            return f"EXISTS {{ {node} <{RDF.type}> {classes[0]} }}"
        type_ = self.fresh()
        if not classes:
            return f"EXISTS {{ {node} <{RDF.type}> {type_} . {type_} <{RDFS.subClassOf}>* {constraint.terms[0]} }}"
        return f"EXISTS {{ {node} <{RDF.type}> {type_} . FILTER({type_} IN ({', '.join(classes)})) }}"

    def _not(self, constraint: Constraint, node: str) -> str | None:
        inner = self.conforms(constraint.shapes[0], node)
        return inner and f"(!{inner})"

    def _joined(self, constraint: Constraint, node: str, join: Callable[[Iterable[str]], str]) -> str | None:
        parts = [self.conforms(nested, node) for nested in constraint.shapes]
        return None if None in parts else join(part for part in parts if part)


def _all(parts: Iterable[str | None]) -> str:
    return "(" + (" && ".join(part for part in parts if part) or "true") + ")"


def _any(parts: Iterable[str | None]) -> str:
    return "(" + (" || ".join(part for part in parts if part) or "false") + ")"


def _exactly_one(parts: Iterable[str]) -> str:
    return "((" + " + ".join(["0", *(f"IF({part}, 1, 0)" for part in parts)]) + ") = 1)"


def _is(node: str, term: Term) -> str:
    return f"sameTerm({node}, {term})"


def _datatype(constraint: Constraint, node: str) -> str:
    datatype = constraint.terms[0].value
    if datatype in _RANGES:
        low, high = _RANGES[datatype]
        bounds = [f"{node} >= {low}"] * (low is not None) + [f"{node} <= {high}"] * (high is not None)
        return _safe(f"isLiteral({node}) && DATATYPE({node}) = <{XSD.integer}> && {' && '.join(bounds)}")
    demand = f"isLiteral({node}) && DATATYPE({node}) = <{datatype}>"
    if datatype in _NUMERIC:
        demand += f" && isNumeric({node})"
    elif datatype in _CAST:
        demand += f" && isLiteral(<{datatype}>({node}))"
    return _safe(demand)


def _node_kind(constraint: Constraint, node: str) -> str:
    return NODE_KINDS[constraint.terms[0].value].format(node)


def _comparison(constraint: Constraint, node: str) -> str:
    return _safe(f"{node} {_COMPARISONS[constraint.component]} {constraint.terms[0]}")


def _length(constraint: Constraint, node: str) -> str:
    return _safe(f"!isBlank({node}) && STRLEN(STR({node})) {_LENGTHS[constraint.component]} {constraint.numbers[0]}")


def _language(constraint: Constraint, node: str) -> str:
    matches = _any(f"LANGMATCHES(LANG({node}), {term})" for term in constraint.terms)
    return _safe(f"isLiteral({node}) && {matches}")


def _pattern(constraint: Constraint, node: str) -> str:
    pattern, flags = (*(term.value for term in constraint.terms), "")[:2]
    arguments = ", ".join(map(str, map(ox.Literal, close_up(pattern, flags))))
    return _safe(f"!isBlank({node}) && REGEX(STR({node}), {arguments})")


def _safe(expression: str) -> str:
    return f"COALESCE({expression}, false)"

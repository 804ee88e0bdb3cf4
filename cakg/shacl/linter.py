"""What in a shapes graph cannot do what its author meant: engines pass it over and say that all conforms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches

import pyoxigraph as ox

from cakg.namespaces import OWL, RDF, RDFS, SH, XSD
from cakg.shacl.components import undeclared
from cakg.shacl.engine import Engine
from cakg.shacl.paths import Term, term
from cakg.shacl.reading import DEMANDS, LIST_COMPONENTS, SHAPE_LIST_COMPONENTS, TARGETS, ShapesGraph
from cakg.shacl.shape import Shape, component
from cakg.terms import shorten

_TARGETS = tuple(target.removeprefix(SH.base) for target in TARGETS)
_OTHER = """
ask alternativePath conforms deactivated declare defaultValue description entailment flags focusNode group
ignoredProperties inversePath labelTemplate message name namespace nodeValidator oneOrMorePath optional order parameter path
prefix prefixes propertyValidator qualifiedMaxCount qualifiedMinCount qualifiedValueShapesDisjoint select severity
shapesGraph suggestedShapesGraph update validator zeroOrMorePath zeroOrOnePath
"""
_PROPERTIES = frozenset((*_TARGETS, *DEMANDS, *_OTHER.split()))
_CLASSES = frozenset(
    [
        "NodeShape",
        "PropertyShape",
        "Shape",
        "PropertyGroup",
        "PrefixDeclaration",
        "ConstraintComponent",
        "Parameter",
        "Parameterizable",
        "SPARQLConstraint",
        "SPARQLExecutable",
        "SPARQLSelectExecutable",
        "SPARQLAskExecutable",
        "SPARQLSelectValidator",
        "SPARQLAskValidator",
        "Severity",
        "Validator",
    ]
)


_PARTS_OF_RULES = frozenset(
    SH[name] for name in ("Rule", "TripleRule", "SPARQLRule", "condition", "construct", "subject", "predicate", "object")
)
"""Words of SHACL Advanced Features about how triples are made: what is said is said of sh:rule, once."""


@dataclass(frozen=True)
class Fault:
    """`kind` is the key of a sentence, as misspelt, target or deactivated; `name` an IRI, `nearest` a name that may be meant."""

    kind: str
    shape: Term
    name: str | None = None
    nearest: str | None = None


def find_faults(shapes: ShapesGraph, engine: Engine, own: Iterable[ox.Quad]) -> Iterator[Fault]:
    """Yield what is wrong in the triples `own` of a shapes graph, given an engine that knows the data."""
    quads = list(own)
    kinds = (ox.NamedNode(SH.NodeShape), ox.NamedNode(SH.PropertyShape))
    own_parameters = {path.value for _, parameters in shapes.components for path, _ in parameters}
    parameters = own_parameters.union(SH[name] for name in DEMANDS)
    referred = {quad.object for quad in shapes.store if quad.predicate.value in _REFERRING}
    declared = {
        quad.subject
        for quad in quads
        if quad.predicate.value in TARGETS
        or (quad.predicate.value == RDF.type and quad.object in kinds)
        or (quad.predicate.value in parameters and quad.subject not in referred)
    }
    described = {quad.subject for quad in quads}
    targeted = {shape.node: shape for shape in shapes.targeted()}
    switched_off = {
        quad.subject for quad in quads if quad.predicate.value == SH.deactivated and quad.object == ox.Literal(value=True)
    }
    faults = [
        *_misspelt(quads),
        *_alone(quads),
        *_pointless(quads),
        *_like_parameters(quads, own_parameters),
        *(Fault("component", node, SH.parameter) for node in undeclared(shapes.store) if node in described),
        *(Fault("deactivated", term(node)) for node in sorted(switched_off, key=str)),
    ]
    yield from faults
    explained = {fault.shape for fault in faults}
    for node in sorted(declared - switched_off, key=str):
        shape = shapes.shape(term(node))
        parts = {part for constraint in shape.constraints for part in constraint.shapes}
        if not _demands(shapes, shape):
            if not explained & {shape.node, *parts}:
                yield Fault("demand", shape.node)
        elif shape.node not in targeted:
            if node not in referred:
                yield Fault("target", shape.node)
        elif not engine.count([shape]):
            yield Fault("focus", shape.node, *(target.term.value for target in shape.targets[:1]))
        else:
            aimless = (target for target in shape.targets if not engine.count([replace(shape, targets=(target,))]))
            yield from (Fault("aim", shape.node, target.term.value) for target in aimless)


def _demands(shapes: ShapesGraph, shape: Shape) -> bool:
    """Say whether anything could fail: a shape may hold only a path, or ask for at least none."""
    return any(
        _demands(shapes, shapes.shape(constraint.shapes[0]))
        if constraint.component == component("property")
        else constraint.component not in _LEAST or constraint.numbers != (0,)
        for constraint in shape.constraints
    )


_LEAST = (component("minCount"), component("minLength"))


def _misspelt(quads: Iterable[ox.Quad]) -> Iterator[Fault]:
    for quad in quads:
        property_ = quad.predicate.value
        value = quad.object.value if isinstance(quad.object, ox.NamedNode) else ""
        name, known = (value, _CLASSES) if property_ == RDF.type else (property_, _PROPERTIES)
        if name in _PARTS_OF_RULES:
            continue
        if name == SH.rule:
            yield Fault("rule", term(quad.subject), name)
        elif name.startswith(SH.base) and name.removeprefix(SH.base) not in known:
            meant = _nearest(name.removeprefix(SH.base), known)
            yield Fault("misspelt" if meant else "unknown", term(quad.subject), name, meant)
        elif property_ not in _SPOKEN and _looks_like(property_):
            yield Fault("parameter", term(quad.subject), property_, f"sh:{_local(property_)}")


def _alone(quads: Iterable[ox.Quad]) -> Iterator[Fault]:
    said = {(quad.subject, quad.predicate.value) for quad in quads}
    for subject, property_ in sorted(said, key=str):
        others = _TOGETHER.get(property_, ())
        if others and not any((subject, other) in said for other in others):
            yield Fault("alone", term(subject), property_, f"sh:{others[0].removeprefix(SH.base)}")


def _like_parameters(quads: Iterable[ox.Quad], known: set[str]) -> Iterator[Fault]:
    """Yield properties that are almost parameters of a custom component: a shape that has one has no such constraint."""
    for quad in quads:
        name = quad.predicate.value
        home = name.removesuffix(_local(name))
        named = [_local(path) for path in known if path == home + _local(path)]
        near = get_close_matches(_local(name), named, 1)
        if near and name not in known:
            yield Fault("parameter", term(quad.subject), name, shorten(home + near[0]))


def _pointless(quads: Iterable[ox.Quad]) -> Iterator[Fault]:
    """Yield values that are well-formed but that nothing can have: a severity, a datatype that are none, an empty list."""
    for quad in quads:
        property_, value = quad.predicate.value, quad.object
        if not isinstance(value, ox.NamedNode):
            continue
        name = value.value
        if property_ == SH.severity and name not in _SEVERITIES:
            nearest = get_close_matches(name, _SEVERITIES, 1)
            yield Fault("severity", term(quad.subject), name, shorten(nearest[0] if nearest else SH.Violation))
        elif property_ == SH.datatype and name.startswith(XSD.base) and name.removeprefix(XSD.base) not in _DATATYPES.split():
            found = get_close_matches(name.removeprefix(XSD.base), _DATATYPES.split(), 1)
            yield Fault("datatype", term(quad.subject), name, f"xsd:{found[0]}" if found else "—")
        elif property_ in _LISTS and name == RDF.nil:
            yield Fault("empty", term(quad.subject), property_)


_SEVERITIES = (SH.Violation, SH.Warning, SH.Info)
_LISTS = frozenset(SH[name] for name in (*LIST_COMPONENTS, *SHAPE_LIST_COMPONENTS))
_DATATYPES = """
string boolean decimal integer double float date time dateTime dateTimeStamp gYear gMonth gDay gYearMonth gMonthDay duration
yearMonthDuration dayTimeDuration byte short int long unsignedByte unsignedShort unsignedInt unsignedLong nonNegativeInteger
positiveInteger nonPositiveInteger negativeInteger hexBinary base64Binary anyURI language normalizedString token NMTOKEN Name
NCName
"""
"""The datatypes of XSD that RDF knows (RDF 1.1 Concepts, 5.1)."""
_COUNTS = (SH.qualifiedMinCount, SH.qualifiedMaxCount)
_TOGETHER = {
    **dict.fromkeys(_COUNTS, (SH.qualifiedValueShape,)),
    SH.qualifiedValueShape: _COUNTS,
    SH.flags: (SH.pattern,),
    SH.ignoredProperties: (SH.closed,),
}
"""Parameters that demand nothing without one of others."""

_SPOKEN = frozenset({RDF.type, RDF.first, RDF.rest, RDFS.label, RDFS.comment, OWL.imports})
_REFERRING = frozenset({SH.property, SH.node, SH["not"], SH.qualifiedValueShape, SH.parameter, RDF.first})


def _nearest(name: str, known: Iterable[str]) -> str | None:
    found = get_close_matches(name, sorted(known), 1)
    return f"sh:{found[0]}" if found else None


def _looks_like(iri: str) -> bool:
    """Say whether a property outside of SHACL bears the name of a demand or a target: a wrong prefix, most likely."""
    return not iri.startswith(SH.base) and _local(iri) in {*_TARGETS, *DEMANDS} - {
        "node",
        "class",
        "in",
        "property",
        "and",
        "or",
        "not",
    }


def _local(iri: str) -> str:
    return iri.replace("#", "/").rpartition("/")[2]

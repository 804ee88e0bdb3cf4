"""Constraint components that the shapes declare themselves: their parameters, and what judges by them.

Source: SHACL, section 6.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

import pyoxigraph as ox

from cakg.errors import ShapeError
from cakg.namespaces import RDF, SH
from cakg.shacl.paths import Term, classes_below, objects, one, term
from cakg.shacl.shape import Result, parameter_name
from cakg.shacl.values import is_true

VALIDATORS = (SH.nodeValidator, SH.propertyValidator, SH.validator)
_TAKEN = {"this", "shapesGraph", "currentShape", "path", "PATH", "value"}
"""Names that queries know already (SHACL, 6.2.1)."""

Parameters: TypeAlias = tuple[tuple[ox.NamedNode, bool], ...]
"""The properties that are parameters, each with whether it may be left out."""


def read_components(store: ox.Store) -> Iterator[tuple[Term, Parameters]]:
    """Yield the components with their parameters. Raises ShapeError for one that is ill-formed."""
    for node in _with_parameters(store):
        if _is_declared(store, node):
            yield node, _parameters(store, node)


def undeclared(store: ox.Store) -> Iterator[Term]:
    """Yield what has parameters and a validator but is no component, for it is not declared one."""
    return (
        node
        for node in _with_parameters(store)
        if not _is_declared(store, node) and any(objects(store, node, each) for each in VALIDATORS)
    )


def find_validator(store: ox.Store, custom: Term, *, of_property: bool) -> Term | None:
    """Return what a component judges property shapes or node shapes by (SHACL, 6.2.3)."""
    found = (objects(store, custom, each) for each in (SH.propertyValidator if of_property else SH.nodeValidator, SH.validator))
    return next((nodes[0] for nodes in found if nodes), None)


def stated(store: ox.Store, result: Result) -> tuple[Term, ...]:
    """Return the messages that stand at the query of a result or its validator, else at the component (SHACL, 5.3.2 and 6.3)."""
    holder = result.constraint
    if holder is None and not result.component.startswith(SH.base):  # the reference engine does not name it
        holder = ox.NamedNode(result.component)
    if holder is None:
        return ()
    validator = find_validator(store, holder, of_property=one(store, result.shape, SH.path) is not None)
    return (() if validator is None else objects(store, validator, SH.message)) or objects(store, holder, SH.message)


def _with_parameters(store: ox.Store) -> list[Term]:
    quads = store.quads_for_pattern(None, ox.NamedNode(SH.parameter), None)
    return sorted({term(quad.subject) for quad in quads}, key=str)


def _is_declared(store: ox.Store, node: Term) -> bool:
    return bool(classes_below(store, SH.ConstraintComponent).intersection(objects(store, node, RDF.type)))


def _parameters(store: ox.Store, node: Term) -> Parameters:
    found: dict[str, tuple[ox.NamedNode, bool]] = {}
    for parameter in objects(store, node, SH.parameter):
        path = one(store, parameter, SH.path)
        if not isinstance(path, ox.NamedNode):
            raise ShapeError("shape-malformed", shape=str(node), detail="sh:parameter sh:path")
        name = parameter_name(path.value)
        if not re.fullmatch(r"\w+", name) or name in _TAKEN or name in found:
            raise ShapeError("shape-parameter-name", shape=str(parameter), property=SH.path, parameter=path.value, name=name)
        found[name] = path, is_true(store, parameter, SH.optional)
    if all(optional for _, optional in found.values()) and any(objects(store, node, each) for each in VALIDATORS):
        raise ShapeError("shape-malformed", shape=str(node), detail="sh:parameter sh:optional true")
    return tuple(found.values())

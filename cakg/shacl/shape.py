"""Shapes as values: what is checked, on which nodes, and how bad a failure is."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pyoxigraph as ox

from cakg.errors import ShapeError
from cakg.namespaces import SH
from cakg.shacl.paths import Path, Term


@dataclass(frozen=True)
class Target:
    """Where a shape finds its focus nodes: `class`, `node`, `subjectsOf` or `objectsOf`, and of what."""

    kind: str
    term: ox.NamedNode | ox.Literal


@dataclass(frozen=True)
class Constraint:
    """One demand: the IRI of its component and the values of its parameters, in the order of the component.

    `shapes` are the shapes it refers to, `node` is where the demand itself stands if it is a node (sh:sparql).
    """

    component: str
    terms: tuple[Term, ...] = ()
    shapes: tuple[Term, ...] = ()
    numbers: tuple[int | None, ...] = ()
    node: Term | None = None

    @property
    def given(self) -> tuple[tuple[str, Term], ...]:
        """The parameters of a component that the shapes declare themselves, by name; of any other constraint none."""
        if self.node is None or self.component == SH.SPARQLConstraintComponent:
            return ()
        pairs = zip(self.terms[::2], self.terms[1::2], strict=True)
        return tuple((parameter_name(path.value), value) for path, value in pairs)


@dataclass(frozen=True)
class Shape:
    """A node shape (`path` is None) or a property shape."""

    node: Term
    path: Path | None
    path_node: Term | None
    targets: tuple[Target, ...]
    severity: str
    deactivated: bool
    constraints: tuple[Constraint, ...]

    @property
    def reach(self) -> Path:
        """The path of a property shape. Raises ShapeError for a node shape, which has none."""
        if self.path is None:
            raise ShapeError("shape-malformed", shape=str(self.node), detail="sh:path")
        return self.path


@dataclass(frozen=True)
class Result:
    """One validation result, its members named as in sh:ValidationResult.

    `path` is the node of the path in the shapes or, for sh:closed and sh:sparql, the property itself; `said` are the
    parameters of a custom component and what a query found for the variables that messages name, and for ?message (SHACL, 5.3.2).
    """

    focus: Term
    path: Term | None
    value: Term | None
    shape: Term
    component: str
    severity: str
    constraint: Term | None = None
    said: tuple[tuple[str, Term], ...] = ()

    @property
    def message(self) -> ox.Literal | None:
        """What the query found for ?message, if words."""
        found = dict(self.said).get("message")
        return found if isinstance(found, ox.Literal) else None


def parameter_name(iri: str) -> str:
    """Return the local name of a property (SHACL, 6.2.1): the longest NCName at its end that does not follow the first colon.

    >>> parameter_name("https://example.org/max"), parameter_name("urn:x:max"), parameter_name("urn:max")
    ('max', 'max', '')
    """
    found = re.search(r"[^\W\d][\w.-]*$", iri)
    return found[0] if found and found.start() != iri.find(":") + 1 else ""


def component(name: str) -> str:
    """Return the IRI of the component of SHACL Core whose parameter has this name."""
    return SH[name[0].upper() + name[1:] + "ConstraintComponent"]

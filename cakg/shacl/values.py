"""Single values of shapes: what a property may have, and how one that it cannot have is refused."""

from __future__ import annotations

import pyoxigraph as ox

from cakg.errors import ShapeError
from cakg.namespaces import RDF, SH, XSD
from cakg.shacl.paths import Term, objects
from cakg.terms import shorten
from cakg.text import clip

_LARGEST = 2**63 - 1
"""The largest integer that the engine computes with: with a larger one every comparison is an error."""


def is_true(store: ox.Store, node: Term, property_: str) -> bool:
    """Say whether a property is true. Raises ShapeError for what is no truth."""
    values = objects(store, node, property_)
    for value in values:
        if not isinstance(value, ox.Literal) or value.datatype.value != XSD.boolean or value.value not in {"true", "false"}:
            raise malformed(node, property_, value, "true, false")
    return any(value.value == "true" for value in values)


def read_number(node: Term, name: str, value: Term) -> int:
    """Return a count. Raises ShapeError for what is none, or more than can be counted with."""
    words = {XSD.string, RDF.langString}
    if (
        not isinstance(value, ox.Literal)
        or not (value.value.isascii() and value.value.isdigit())
        or value.datatype.value in words
    ):
        raise malformed(node, SH[name], value, "0, 1, 2, …")
    digits = value.value.lstrip("0") or "0"
    if len(digits) > len(str(_LARGEST)) or int(digits) > _LARGEST:  # Python does not read thousands of digits
        raise malformed(node, SH[name], ox.Literal(clip(digits), datatype=value.datatype), f"0 … {_LARGEST}")
    return int(digits)


def malformed(node: Term, property_: str, value: Term, wanted: str) -> ShapeError:
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

"""Shapes from files: ours and the caller's, in a store of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from cakg.errors import ShapeError, SourceError
from cakg.graph.gate import check_text, compose, decode
from cakg.namespaces import OWL, RDF, SH
from cakg.resources import shipped_files

_SHAPE_KINDS = (SH.NodeShape, SH.PropertyShape)


@dataclass(frozen=True)
class ShapesFile:
    """The name of a file and what it says."""

    name: str
    text: str
    quads: tuple[ox.Quad, ...]


def shapes_store(files: Iterable[ShapesFile]) -> ox.Store:
    """Return our shapes together with those of `files`, in one graph."""
    store = ox.Store()
    store.extend([*_shipped_quads(), *(quad for file in files for quad in file.quads)])
    return store


def read_shapes_file(path: str | Path) -> ShapesFile:
    """Read a Turtle file. Raises ShapeError for one that is broken, holds no shape or draws in other files."""
    path = Path(path)
    try:
        text = compose(decode(path.read_bytes(), path.name))
        check_text(text, "ttl", path.name)
        quads = tuple(ox.parse(text.encode(), format=ox.RdfFormat.TURTLE, rename_blank_nodes=True))
    except (OSError, SyntaxError, ValueError, SourceError) as error:
        raise ShapeError("shapes-unreadable", path=path.name, detail=str(error)) from None
    if not any(quad.predicate.value == RDF.type and str(quad.object)[1:-1] in _SHAPE_KINDS for quad in quads):
        raise ShapeError("shapes-empty", path=path.name)
    described = {quad.subject for quad in quads}
    for quad in quads:
        if quad.predicate.value == OWL.imports and quad.object not in described:
            raise ShapeError("shapes-import", path=path.name, iri=str(quad.object)[1:-1])
    return ShapesFile(path.name, text, quads)


@cache
def _shipped_quads() -> tuple[ox.Quad, ...]:
    return tuple(_parse_shipped())


def _parse_shipped() -> Iterator[ox.Quad]:
    for path in shipped_files("shapes", ".ttl"):
        yield from ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)

"""Shapes from files: ours and the caller's, in a store of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from cakg.errors import ShapeError, SourceError
from cakg.graph.gate import LineReader, check_text, compose, decode, plain
from cakg.namespaces import OWL, RDF, SH
from cakg.resources import shipped_files
from cakg.shacl.reading import TARGETS, ShapesGraph

_ITSELF = "urn:x-cakg:shapes-file"
"""What `<>` in a shapes file stands for, the same wherever the file lies."""
_ELSEWHERE = {OWL.imports: "shapes-import", SH.shapesGraph: "shapes-elsewhere"}
"""Properties that name shapes which the file does not hold, each with the key of the error."""
_SHAPE_KINDS = (SH.NodeShape, SH.PropertyShape)


@dataclass(frozen=True)
class ShapesFile:
    """The name of a file and what it says, each triple with the line where it ends."""

    name: str
    text: str
    lines: dict[ox.Quad, int]


def shapes_store(files: Iterable[ShapesFile]) -> ox.Store:
    """Return our shapes together with those of `files`, in one graph."""
    store = ox.Store()
    store.extend([*_shipped_quads(), *(quad for file in files for quad in file.lines)])
    return store


@cache
def our_shapes() -> ShapesGraph:
    """Return our shapes alone, read once in a process: nobody changes them."""
    shapes = ShapesGraph(shapes_store(()))
    shapes.judging()  # now, not while several validations share them
    return shapes


def read_shapes_file(path: str | Path) -> ShapesFile:
    """Read a Turtle file. Raises ShapeError for one that is broken, holds no shape or draws in other files."""
    path = Path(path)
    try:
        text = compose(decode(path.read_bytes(), path.name))
        check_text(text, "ttl", path.name)
        lines = _parse(text)
    except SourceError as error:
        raise ShapeError(error.key, path.name, error.line, **error.values) from None
    except FileNotFoundError:
        raise ShapeError("missing", path.name) from None
    except (OSError, SyntaxError, ValueError) as error:
        detail = plain(getattr(error, "strerror", None) or getattr(error, "msg", None) or error)
        raise ShapeError("shapes-unreadable", path.name, getattr(error, "lineno", None), detail=detail) from None
    if not any(_makes_a_shape(quad) for quad in lines):
        raise ShapeError("shapes-empty", path.name)
    described = {quad.subject for quad in lines}
    for quad, line in lines.items():
        key = _ELSEWHERE.get(quad.predicate.value)
        if key and quad.object not in described:
            raise ShapeError(key, path.name, line, iri=str(quad.object)[1:-1])
    return ShapesFile(path.name, text, lines)


def _makes_a_shape(quad: ox.Quad) -> bool:
    property_ = quad.predicate.value
    return property_ in TARGETS or (property_ == RDF.type and str(quad.object)[1:-1] in _SHAPE_KINDS)


def _parse(text: str) -> dict[ox.Quad, int]:
    reader = LineReader(text)
    quads = ox.parse(cast("IO[bytes]", reader), format=ox.RdfFormat.TURTLE, base_iri=_ITSELF, rename_blank_nodes=True)
    lines: dict[ox.Quad, int] = {}
    for quad in quads:
        lines.setdefault(quad, reader.line)
    return lines


@cache
def _shipped_quads() -> tuple[ox.Quad, ...]:
    return tuple(_parse_shipped())


def _parse_shipped() -> Iterator[ox.Quad]:
    for path in shipped_files("shapes", ".ttl"):
        yield from ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)

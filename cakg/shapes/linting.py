"""The caller's shapes judged themselves: a shape that can find nothing is reported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import pyoxigraph as ox

from cakg.graph import KnowledgeGraph, lexical
from cakg.model.finding import Finding
from cakg.namespaces import SHAPES
from cakg.shacl import Engine, ShapesGraph
from cakg.shacl.linter import Fault, find_faults
from cakg.shapes.files import ShapesFile
from cakg.shapes.whereabouts import Whereabouts
from cakg.terms import shorten

_SEVERITY = {
    "misspelt": "violation",
    "unknown": "violation",
    "rule": "violation",
    "alone": "warning",
    "parameter": "warning",
    "target": "warning",
    "demand": "warning",
    "focus": "info",
    "deactivated": "info",
}


def lint(kg: KnowledgeGraph, shapes: ShapesGraph, files: Iterable[ShapesFile]) -> tuple[Finding, ...]:
    """Return what is wrong in the files, each with its place there. Ours are linted by the tests of this library."""
    engine = Engine(kg.store, shapes)
    return tuple(finding for file in files for finding in _findings(shapes, file, find_faults(shapes, engine, file.lines)))


def _findings(shapes: ShapesGraph, file: ShapesFile, faults: Iterable[Fault]) -> Iterator[Finding]:
    where = Whereabouts(shapes.store, [file])
    for fault in faults:
        node = fault.shape
        place = where.place(node, fault.name)
        label = where.name(node) if isinstance(node, ox.BlankNode) else shorten(lexical(node))
        focus = f"{place.name}:{place.line}" if isinstance(node, ox.BlankNode) else lexical(node)
        values = {"name": shorten(fault.name or ""), "nearest": fault.nearest or ""}
        words = Finding.from_message(place, focus, label, f"shapes-{fault.kind}", "", f"lint-{fault.kind}", **values)
        ours = fault.kind == "deactivated" and focus.startswith(SHAPES.base)
        yield replace(words, severity="warning" if ours else _SEVERITY[fault.kind], path=fault.name)

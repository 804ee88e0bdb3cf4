"""The caller's shapes judged themselves: a shape that can find nothing is reported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from cakg.graph import KnowledgeGraph, lexical
from cakg.graph.places import find_lines
from cakg.model.finding import Finding
from cakg.model.source import Place
from cakg.namespaces import SHAPES
from cakg.shacl import Engine, ShapesGraph
from cakg.shacl.linter import Fault, find_faults
from cakg.shapes.files import ShapesFile
from cakg.terms import shorten

_SEVERITY = {
    "misspelt": "violation",
    "parameter": "warning",
    "target": "warning",
    "demand": "warning",
    "focus": "info",
    "deactivated": "info",
}


def lint(kg: KnowledgeGraph, shapes: ShapesGraph, files: Iterable[ShapesFile]) -> tuple[Finding, ...]:
    """Return what is wrong in the files, each with its place there. Ours are linted by the tests of this library."""
    engine = Engine(kg.store, shapes)
    return tuple(finding for file in files for finding in _findings(file, find_faults(shapes, engine, file.quads)))


def _findings(file: ShapesFile, faults: Iterable[Fault]) -> Iterator[Finding]:
    found = list(faults)
    lines = find_lines(file.text, "", {iri for fault in found for iri in (lexical(fault.shape), fault.name) if iri})
    for fault in found:
        node = lexical(fault.shape)
        place = Place(file.name, lines.get(node) or lines.get(fault.name or ""))
        values = {"name": shorten(fault.name or ""), "nearest": fault.nearest or "sh:…"}
        words = Finding.from_message(place, node, shorten(node), f"shapes-{fault.kind}", "", f"lint-{fault.kind}", **values)
        ours = fault.kind == "deactivated" and node.startswith(SHAPES.base)
        yield replace(words, severity="warning" if ours else _SEVERITY[fault.kind], path=fault.name)

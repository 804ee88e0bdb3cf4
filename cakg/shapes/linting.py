"""The caller's shapes judged themselves: a shape that can find nothing is reported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import pyoxigraph as ox

from cakg.graph import KnowledgeGraph, lexical
from cakg.model.finding import Finding
from cakg.namespaces import CAKG, SHAPES
from cakg.shacl import Engine, ShapesGraph
from cakg.shacl.linter import Fault, find_faults
from cakg.shapes.files import ShapesFile
from cakg.shapes.whereabouts import Whereabouts
from cakg.terms import shorten
from cakg.text import nearest

_SEVERITY = {
    "misspelt": "violation",
    "unknown": "violation",
    "rule": "violation",
    "alone": "warning",
    "parameter": "warning",
    "target": "warning",
    "demand": "warning",
    "class": "violation",
    "focus": "info",
    "aim": "info",
    "deactivated": "info",
}


def lint(kg: KnowledgeGraph, shapes: ShapesGraph, files: Iterable[ShapesFile]) -> tuple[Finding, ...]:
    """Return what is wrong in the files, each with its place there. Ours are linted by the tests of this library."""
    engine = Engine(kg.store, shapes)
    return tuple(finding for file in files for finding in _findings(shapes, file, find_faults(shapes, engine, file.lines)))


def _findings(shapes: ShapesGraph, file: ShapesFile, faults: Iterable[Fault]) -> Iterator[Finding]:
    where = Whereabouts(shapes.store, [file])
    for fault in map(_of_our_terms, faults):
        node = fault.shape
        place = where.place(node, fault.name)
        label = where.name(node) if isinstance(node, ox.BlankNode) else shorten(lexical(node))
        focus = f"{place.name}:{place.line}" if isinstance(node, ox.BlankNode) else lexical(node)
        values = {"name": shorten(fault.name or ""), "nearest": fault.nearest or ""}
        words = Finding.from_message(place, focus, label, f"shapes-{fault.kind}", "", f"lint-{fault.kind}", **values)
        ours = fault.kind == "deactivated" and focus.startswith(SHAPES.base)
        yield replace(words, severity="warning" if ours else _SEVERITY[fault.kind], path=fault.name)


def _of_our_terms(fault: Fault) -> Fault:
    """Return a target that no record meets as a misspelt one where it would be a term of ours and there is none."""
    name = (fault.name or "").removeprefix(CAKG.base)
    if fault.kind not in {"focus", "aim"} or name == fault.name or name in CAKG.terms:
        return fault
    return replace(fault, kind="class", nearest=", ".join(f"cakg:{term}" for term in nearest(name, CAKG.terms)) or "—")

"""The caller's shapes judged themselves: a shape that can find nothing is reported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import pyoxigraph as ox

from cakg.graph import KnowledgeGraph, lexical
from cakg.model.finding import Finding
from cakg.namespaces import CAKG, SH, SHAPES, VOCAB
from cakg.shacl import Engine, ShapesGraph
from cakg.shacl.filling import tokenise
from cakg.shacl.linter import Fault, find_faults
from cakg.shacl.reading import TARGETS
from cakg.shapes.files import ShapesFile
from cakg.shapes.terms import is_unknown, like
from cakg.shapes.whereabouts import Whereabouts
from cakg.terms import shorten

_SEVERITY = {
    "misspelt": "violation",
    "unknown": "violation",
    "rule": "violation",
    "alone": "warning",
    "parameter": "warning",
    "component": "warning",
    "target": "warning",
    "demand": "warning",
    "class": "violation",
    "term": "violation",
    "datatype": "violation",
    "severity": "warning",
    "empty": "warning",
    "focus": "info",
    "aim": "info",
    "deactivated": "info",
}


def lint(kg: KnowledgeGraph, shapes: ShapesGraph, files: Iterable[ShapesFile]) -> tuple[Finding, ...]:
    """Return what is wrong in the files, each with its place there. Ours are linted by the tests of this library."""
    engine = Engine(kg.store, shapes)
    faults = ((file, [*find_faults(shapes, engine, file.lines), *_unknown_terms(kg, file)]) for file in files)
    return tuple(finding for file, found in faults for finding in _findings(shapes, file, found))


def _unknown_terms(kg: KnowledgeGraph, file: ShapesFile) -> Iterator[Fault]:
    """Yield what is named as a term of our ontology or vocabularies, other than as a target, and is none."""
    for quad in file.lines:
        for name in sorted(_names_in(quad)):
            if is_unknown(name):
                yield Fault("term", quad.subject, name, like(name))  # type: ignore[arg-type]
            elif name.startswith(VOCAB.base) and not kg.record(name):
                yield Fault("term", quad.subject, name, "—")  # type: ignore[arg-type]


def _names_in(quad: ox.Quad) -> set[str]:
    """Return the IRIs that a statement about a shape, or the query in it, names; none for a target."""
    if isinstance(quad.object, ox.NamedNode):
        return set() if quad.predicate.value in TARGETS else {quad.object.value}
    if quad.predicate.value not in {SH.select, SH.ask} or not isinstance(quad.object, ox.Literal):
        return set()
    words = tokenise(quad.object.value)
    return {word[1:-1] for word in words if word.startswith("<") and not word.endswith(("/>", "#>"))} | {
        CAKG.base + word.removeprefix("cakg:") for word in words if word.startswith("cakg:") and word != "cakg:"
    }


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
    if fault.kind not in {"focus", "aim"} or not fault.name or not is_unknown(fault.name):
        return fault
    return replace(fault, kind="class", nearest=like(fault.name))

"""Is it complete: our shapes, and the caller's, judged in the store that holds the data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pyoxigraph as ox

from cakg.calendars import read_date
from cakg.errors import ValueRefusedError
from cakg.graph import KnowledgeGraph, lexical
from cakg.graph.excerpt import excerpt, own
from cakg.graph.hierarchies import HIERARCHIES, SHAPED
from cakg.model.finding import ENGINES, SEVERITIES, Report
from cakg.namespaces import PROVENANCE_GRAPH, SHAPES, XSD
from cakg.network import find_cycles
from cakg.shacl import Engine, Result, ShapesGraph
from cakg.shacl.report import as_turtle
from cakg.shapes.files import read_shapes_file, shapes_store
from cakg.shapes.findings import Reader
from cakg.shapes.reference import judge
from cakg.shapes.selection import select_shapes

_CONTEXT = ox.NamedNode(SHAPES["context-graph"])


def validate(
    kg: KnowledgeGraph,
    *,
    shapes: Iterable[str | Path] = (),
    only: Iterable[str] = (),
    as_of: str | date | None = None,
    engine: str = "compiled",
) -> Report:
    """Return what our shapes, and those in the files `shapes`, find in the sources of `kg`, worst first.

    `as_of` is the day that shapes compare with (an oral direction not confirmed after 90 days); without it nothing is
    found by the passing of time. `only` names the shapes to judge by, each the local name of a property shape or of a
    class. `engine` is `compiled` (SPARQL in the loaded store) or `pyshacl`, the reference; both find the same. Neither the
    data nor the shapes are changed. Records of a register are not judged: they are looked up where the sources speak of
    them, and checked by the tests of this library.

    Raises ShapeError for a shapes file that cannot be read or holds no shape, UnknownNameError for a name in `only` that no
    shape has, ValueRefusedError for a date or an engine that is none.

    >>> from cakg.graph import load
    >>> validate(load()).count("violation")
    0
    """
    if engine not in ENGINES:
        raise ValueRefusedError("engine-unknown", engine=engine, engines=", ".join(ENGINES))
    store = shapes_store([read_shapes_file(path) for path in shapes])
    chosen = select_shapes(store, only)
    rules = ShapesGraph(store)
    with _context(kg, as_of):
        results, records = _reference(kg, rules) if engine == "pyshacl" else _compiled(kg, rules)
    reader = Reader(kg, store)
    cycles = [cycle for cycle in find_cycles(kg, HIERARCHIES[len(SHAPED) :]) if not chosen or cycle.shape in chosen]
    findings = sorted(
        [*cycles, *map(reader.finding, results)], key=lambda f: (SEVERITIES.index(f.severity), f.shape, f.focus, f.value or "")
    )
    return Report(
        findings=tuple(findings),
        records=records,
        shapes=reader.shapes,
        example_data=kg.example_data,
        turtle=as_turtle(results, store),
    )


def _compiled(kg: KnowledgeGraph, rules: ShapesGraph) -> tuple[list[Result], int]:
    engine = Engine(kg.store, rules, _judged_graphs(kg))
    targeted = rules.targeted()
    return list(dict.fromkeys(result for shape in targeted for result in engine.check(shape))), engine.count(targeted)


def _reference(kg: KnowledgeGraph, rules: ShapesGraph) -> tuple[list[Result], int]:
    context = (quad.triple for quad in kg.store.quads_for_pattern(None, None, None, _CONTEXT))
    results = judge((*(quad.triple for quad in excerpt(kg)), *context), rules.store)
    described = {quad.subject for quad in own(kg)}
    judged = [result for result in results if result.focus in described or not kg.register_of(lexical(result.focus))]
    return judged, Engine(kg.store, rules, _judged_graphs(kg)).count(rules.targeted())


def _judged_graphs(kg: KnowledgeGraph) -> tuple[str, ...]:
    """Return the graphs whose records are judged where a register is among the sources; else none, meaning all."""
    registers = {source.graph for source in kg.sources if source.snapshot}
    names = (lexical(graph) for graph in kg.store.named_graphs())
    return tuple(name for name in names if name not in {PROVENANCE_GRAPH, *registers}) if registers else ()


@contextmanager
def _context(kg: KnowledgeGraph, as_of: str | date | None) -> Iterator[None]:
    """Let the shapes know the day: a graph of one triple, there as long as they judge."""
    if as_of is None:
        yield
        return
    day = ox.Literal(read_date(as_of).isoformat(), datatype=ox.NamedNode(XSD.date))
    quad = ox.Quad(ox.NamedNode(SHAPES.Context), ox.NamedNode(SHAPES.asOf), day, _CONTEXT)
    kg.store.add(quad)
    try:
        yield
    finally:
        kg.store.remove(quad)
        kg.store.remove_graph(_CONTEXT)

"""What engines find, in one form: sets of focus, path, value, shape, component and severity."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox

from cakg.namespaces import SH
from cakg.shacl import Engine, Result, ShapesGraph
from cakg.shacl.paths import read_path
from cakg.shapes.judgement import _plan
from cakg.shapes.reference import _as_graph, _result, judge

Key = tuple[str, str, str, str, str, str]


PREFIXES = """@prefix ex: <https://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""


def turtle(text: str) -> ox.Store:
    """Return a store of Turtle written with the usual prefixes."""
    store = ox.Store()
    store.load((PREFIXES + text).encode(), format=ox.RdfFormat.TURTLE)
    return store


def store_of(quads: Iterable[ox.Quad]) -> ox.Store:
    """Return a store that holds the quads."""
    store = ox.Store()
    store.extend(quads)
    return store


def keys(results: Iterable[Result], shapes: ox.Store) -> set[Key]:
    """Return what the report says of each result, paths as text since both engines may copy their nodes."""
    return {
        (
            str(result.focus),
            str(read_path(shapes, result.path)) if result.path else "",
            str(result.value or ""),
            str(result.shape),
            result.component.rpartition("#")[2],
            result.severity.rpartition("#")[2],
        )
        for result in results
    }


def compiled(data: ox.Store, shapes: ox.Store) -> set[Key]:
    """Return what the compiled shapes find."""
    return keys(compiled_results(data, shapes), shapes)


def compiled_results(data: ox.Store, shapes: ox.Store) -> list[Result]:
    """Return the results of the compiled shapes; of those that cannot be compiled what the reference engine finds."""
    rules = ShapesGraph(shapes)
    engine = Engine(data, rules)
    tasks, referred = _plan(engine, rules)
    results = [result for task in tasks for result in engine.run(task)]
    return results + (judge({quad.triple for quad in data}, shapes, [shape.node for shape in referred]) if referred else [])


def plan(data: ox.Store, shapes: ox.Store) -> list[Any]:
    """Return what the engine would ask. Raises ShapeError for a shape that it leaves to the reference."""
    rules = ShapesGraph(shapes)
    engine = Engine(data, rules)
    return [task for shape in rules.targeted() for task in engine.tasks(shape)]


def by_pyshacl(data: ox.Store, shapes: ox.Store) -> set[Key]:
    """Return what the reference engine finds."""
    return keys(judge({quad.triple for quad in data}, shapes), shapes)


def by_turbo(data: ox.Store, shapes: ox.Store) -> set[Key]:
    """Return what pyshacl-turbo finds, written in Rust; its queries are evaluated by the same library as ours, one by one."""
    import pyshacl_turbo
    import rdflib

    graphs = [_as_graph({quad.triple for quad in store}) for store in (data, shapes)]
    _, report, _ = pyshacl_turbo.validate(graphs[0], shacl_graph=graphs[1], inference="none")
    return keys((_result(report, node) for node in report.objects(None, rdflib.URIRef(SH.result))), shapes)

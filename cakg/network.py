"""The graph as networks: authority, units, references; and the cycles that none of them may have."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from cakg.graph import KnowledgeGraph
from cakg.graph.hierarchies import HIERARCHIES
from cakg.model.finding import Finding
from cakg.namespaces import CAKG
from cakg.terms import code, shorten
from cakg.text import visible

if TYPE_CHECKING:
    import networkx as nx

NETWORKS = {
    "authority": (
        CAKG.statedIn,
        CAKG.implements,
        CAKG.legalBasis,
        CAKG.details,
        CAKG.derivedFromNorm,
        CAKG.promulgates,
        CAKG.approves,
        CAKG.refersTo,
    ),
    "units": (CAKG.parentUnit, CAKG.broaderKind),
    "references": (
        CAKG.mentions,
        CAKG.reviews,
        CAKG.disseminates,
        CAKG.contributesTo,
        CAKG.refersTo,
        CAKG.candidate,
        CAKG.candidateInstrument,
    ),
}
"""Each network with the properties that are its edges."""


def authority(kg: KnowledgeGraph) -> nx.MultiDiGraph:
    """Return who or what rests on what: norms, utterances, mentions, instruments.

    In every network nodes are IRIs with `label` and `kind`, edges go from the lower to the upper and carry `relation`.
    """
    return _network(kg, "authority")


def units(kg: KnowledgeGraph) -> nx.MultiDiGraph:
    """Return units under their parent units and kinds under broader kinds.

    >>> from cakg.graph import load
    >>> units(load()).number_of_nodes() > 5
    True
    """
    return _network(kg, "units")


def references(kg: KnowledgeGraph) -> nx.MultiDiGraph:
    """Return what names, reviews or presents which instrument, without resting on it."""
    return _network(kg, "references")


def _network(kg: KnowledgeGraph, name: str) -> nx.MultiDiGraph:
    import networkx as nx

    graph = nx.MultiDiGraph(name=name, exampleData=kg.example_data)
    for subject, property_, value in kg.edges(*NETWORKS[name]):
        for iri in (subject, value):
            if iri not in graph:
                record = kg.record(iri)
                graph.add_node(iri, label=record.label(), kind=" ".join(sorted(code(type_) for type_ in record.types)))
        graph.add_edge(subject, value, relation=code(property_))
    return graph


def find_cycles(kg: KnowledgeGraph, hierarchies: Iterable[tuple[str, ...]] = HIERARCHIES) -> tuple[Finding, ...]:
    """Return one finding for each knot of units, kinds, instruments or norms that stand above themselves."""
    import networkx as nx

    findings = []
    for properties in hierarchies:
        graph = nx.DiGraph((subject, value) for subject, _, value in kg.edges(*properties))
        knots = [sorted(knot) for knot in nx.strongly_connected_components(graph)]
        loops = [knot for knot in knots if len(knot) > 1 or graph.has_edge(knot[0], knot[0])]
        findings += [_cycle_finding(kg, properties[0], knot) for knot in sorted(loops)]
    for pairs in _transfers(kg).values():
        rings = [sorted(knot) for knot in nx.strongly_connected_components(nx.DiGraph(pairs)) if len(knot) > 1]
        findings += [_cycle_finding(kg, CAKG.toHolder, ring) for ring in sorted(rings)]
    return tuple(findings)


def _transfers(kg: KnowledgeGraph) -> dict[tuple[str | None, str | None], list[tuple[str, str]]]:
    """Return givers and receivers by function and day: over the years a function may well come back, on one day it cannot."""
    pairs: dict[tuple[str | None, str | None], list[tuple[str, str]]] = defaultdict(list)
    for transfer, _, giver in kg.edges(CAKG.fromHolder):
        record = kg.record(transfer)
        same = record.one(CAKG.ofFunction), record.one(CAKG.transferredOn)
        pairs[same] += ((giver, receiver) for receiver in record.all(CAKG.toHolder))
    return pairs


def write_graphml(graph: nx.MultiDiGraph) -> str:
    """Return a network as GraphML text, for Gephi, yEd and the like."""
    import networkx as nx

    buffer = io.BytesIO()
    shown = graph.copy()  # XML has no control characters
    for values in (shown.graph, *dict(shown.nodes).values(), *(values for _, _, values in shown.edges(data=True))):
        values.update((name, visible(value)) for name, value in values.items() if isinstance(value, str))
    nx.write_graphml(shown, buffer)
    return buffer.getvalue().decode()


def _cycle_finding(kg: KnowledgeGraph, property_: str, knot: list[str]) -> Finding:
    names = " → ".join(shorten(iri) for iri in knot)
    return Finding.from_message(
        kg.locate(knot[0]), knot[0], kg.record(knot[0]).label(), f"cycle-{code(property_)}", property_, "cycle", names=names
    )

"""Which functions passed from whom to whom, and when."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from cakg.graph import KnowledgeGraph
from cakg.namespaces import CAKG
from cakg.populations import covers

_TRUE = frozenset({"true", "1"})


class Transfer(NamedTuple):
    """One function passing on one day; `receivers` are units or classes."""

    iri: str
    giver: str
    receivers: tuple[str, ...]
    function: str
    on: date
    whole: bool


class Transfers:
    """The transfers of a graph by who gave the function up."""

    def __init__(self, kg: KnowledgeGraph) -> None:
        self.by_giver: dict[str, list[Transfer]] = defaultdict(list)
        self.classes: list[str] = []
        for iri, _, giver in kg.edges(CAKG.fromHolder):
            record = kg.record(iri)
            function, event = record.one(CAKG.ofFunction), record.one(CAKG.ofEvent)
            on = record.date(CAKG.transferredOn) or (kg.record(event).date(CAKG.happenedOn) if event else None)
            receivers = tuple(record.all(CAKG.toHolder))
            if function and on and receivers:
                whole = kg.record(function).one(CAKG.wholeRemit) in _TRUE
                self.by_giver[giver].append(Transfer(iri, giver, receivers, function, on, whole))
        for giver, transfers in self.by_giver.items():
            transfers.sort(key=lambda transfer: (transfer.on, transfer.iri))
            if CAKG.Population in kg.record(giver).types:
                self.classes.append(giver)


def given_by(kg: KnowledgeGraph, here: str) -> list[Transfer]:
    """Return the transfers from a body itself, by day."""
    return kg.compiled(Transfers).by_giver.get(here, [])


def given_by_classes(kg: KnowledgeGraph, here: str) -> list[Transfer]:
    """Return the transfers from the classes that contain a body, by day."""
    known = kg.compiled(Transfers)
    found = (move for giver in known.classes if covers(kg, giver, here) for move in known.by_giver[giver])
    return sorted(found, key=lambda move: (move.on, move.iri))

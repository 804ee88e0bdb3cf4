"""The ways in which a duty can reach a party: its own, those of its classes and heads, and those it may have inherited."""

from __future__ import annotations

from collections.abc import Iterator

from cakg.graph import KnowledgeGraph
from cakg.model.holding import Way
from cakg.namespaces import CAKG
from cakg.populations import Containing, containing, covers
from cakg.succession.transfers import Transfers


def ways_to(kg: KnowledgeGraph, asked: Containing) -> Iterator[Way]:
    """Yield the ways to a party, its own first; the bearer of an inherited way need not be known to have any duty."""
    yield from _own(asked, None)
    around = (*asked.populations, asked.party)
    for reached in around:
        for party in predecessors(kg, reached):
            if party not in around:
                yield from _own(containing(kg, party), reached)
    for body in kg.record(asked.party).all(CAKG.headOf):
        for party in predecessors(kg, body):
            for post in kg.subjects(CAKG.headOf, party):
                yield Way(post, post, reached=asked.party)


def _own(around: Containing, reached: str | None) -> Iterator[Way]:
    party = around.party
    yield Way(party, party, reached=reached)
    for population in around.populations:
        yield Way(population, party, population, reached=reached)
    for post, headed in around.posts:
        yield Way(post, party, None if headed == party else headed, post, reached)


def predecessors(kg: KnowledgeGraph, party: str) -> tuple[str, ...]:
    """Return every unit or class from which anything can have come to a body, near or far, sorted.

    Members of a class that gave a function to the class of the body above them are among them.
    """
    known = kg.compiled(Transfers)
    found: set[str] = set()
    waiting = [party]
    while waiting:
        here = waiting.pop()
        before = {transfer for way in (CAKG.succeededBy, CAKG.partlySucceededBy) for transfer in kg.subjects(way, here)}
        for transfer in kg.subjects(CAKG.toHolder, here):
            before.update(kg.record(transfer).all(CAKG.fromHolder))
        before.update(_subordinates(kg, known, here))
        waiting += before - found
        found |= before
    return tuple(sorted(found - {party}))


def _subordinates(kg: KnowledgeGraph, known: Transfers, upper: str) -> Iterator[str]:
    below: dict[str, None] = {}
    for giver in known.classes:
        receivers = {receiver for transfer in known.by_giver[giver] for receiver in transfer.receivers}
        if any(covers(kg, receiver, upper) for receiver in receivers):
            below = below or _below(kg, upper)
            yield from (unit for unit in below if covers(kg, giver, unit))


def _below(kg: KnowledgeGraph, upper: str) -> dict[str, None]:
    """Return the units that stand under one, near or far."""
    reached: dict[str, None] = {}
    waiting = [upper]
    while waiting:
        new = [unit for unit in kg.subjects(CAKG.parentUnit, waiting.pop()) if unit not in reached]
        reached.update(dict.fromkeys(new))
        waiting += new
    return reached

"""The ways in which a duty can reach a party: its own, those of its classes and heads, and those it may have inherited."""

from __future__ import annotations

from collections.abc import Iterator

from cakg.graph import KnowledgeGraph
from cakg.model.holding import Way
from cakg.namespaces import CAKG
from cakg.populations import Containing, containing
from cakg.succession.holding import predecessors


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

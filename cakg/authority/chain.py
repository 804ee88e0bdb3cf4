"""The chain of authority, from a norm or document up to the highest instruments."""

from __future__ import annotations

from collections.abc import Iterator

from cakg.graph import KnowledgeGraph
from cakg.model.proof import Link
from cakg.namespaces import CAKG
from cakg.terms import code

UPWARD = (CAKG.implements, CAKG.legalBasis, CAKG.details, CAKG.derivedFromNorm)
"""Properties that lead from a record to what it rests on."""
_DOWNWARD = (CAKG.promulgates, CAKG.approves)
_SURE = (CAKG.statedIn, CAKG.provisionOf, CAKG.atOccasion, *UPWARD, CAKG.refersTo)
_PEOPLE = (CAKG.issuer, CAKG.speaker, CAKG.onBehalfOf)
_WEAK = (CAKG.contributesTo, CAKG.reviews, CAKG.disseminates, CAKG.mentions)


def chain_of(kg: KnowledgeGraph, iri: str, lang: str = "vi") -> tuple[Link, ...]:
    """Return the links from a norm or instrument up to the highest instruments, nearest first.

    A link is certain when the sources state it; it is possible when it crosses a mention that may mean several
    instruments, or rests on a weak tie (reviewed or presented at the occasion, "contributes to"), and so is all above it.
    """
    links: list[Link] = []
    waiting: list[tuple[str, bool]] = [(iri, True)]
    best: dict[str, bool] = {}
    known = kg.compiled(_no_steps)
    while waiting:
        lower, certain = waiting.pop(0)
        if best.get(lower, False) or (lower in best and not certain):
            continue
        best[lower] = certain
        steps = known.get(lower)
        if steps is None:
            steps = known[lower] = tuple(_steps(kg, lower))
        for relation, upper, sure in steps:
            links.append(
                Link(lower, kg.record(lower).label(lang), relation, upper, kg.record(upper).label(lang), certain and sure)
            )
            waiting.append((upper, certain and sure))
    unique = {(link.lower, link.relation, link.upper, link.certain): link for link in links}
    stated = {(link.lower, link.relation, link.upper) for link in links if link.certain}
    return tuple(link for link in unique.values() if link.certain or (link.lower, link.relation, link.upper) not in stated)


def _no_steps(_kg: KnowledgeGraph) -> dict[str, tuple[tuple[str, str, bool], ...]]:
    """Return where the steps of a graph are kept: the chains of many norms meet."""
    return {}


def _steps(kg: KnowledgeGraph, iri: str) -> Iterator[tuple[str, str, bool]]:
    record = kg.record(iri)
    for properties, sure in ((_SURE, True), (_WEAK, False), (_PEOPLE, True)):
        for name in properties:
            yield from ((code(name), upper, sure) for upper in record.all(name))
    for name in _DOWNWARD:
        yield from ((code(name), upper, True) for upper in kg.subjects(name, iri))
    for candidate in record.all(CAKG.candidate):
        yield from (("candidate", upper, False) for upper in kg.record(candidate).all(CAKG.candidateInstrument))

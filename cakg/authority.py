"""On what authority: what states a norm, and the chain from there up to the highest instrument."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cakg.graph import KnowledgeGraph
from cakg.model.duty import Evidence, Instrument, Utterance
from cakg.model.proof import Link
from cakg.namespaces import CAKG, OA
from cakg.terms import code

UPWARD = (CAKG.implements, CAKG.legalBasis, CAKG.details, CAKG.derivedFromNorm)
"""Properties that lead from a record to what it rests on."""
_DOWNWARD = (CAKG.promulgates, CAKG.approves)
_SURE = (CAKG.statedIn, CAKG.provisionOf, CAKG.atOccasion, *UPWARD, CAKG.refersTo)
_PEOPLE = (CAKG.issuer, CAKG.speaker, CAKG.onBehalfOf)
_WEAK = (CAKG.contributesTo, CAKG.reviews, CAKG.disseminates, CAKG.mentions)


@dataclass(frozen=True, slots=True)
class Statement:
    """Where a norm is stated: in an instrument, in an utterance, or only in an article (both None)."""

    iri: str | None
    instrument: Instrument | None
    utterance: Utterance | None
    not_before: date | None
    """The earliest day on which it can have been stated; None where nothing is known."""


def statement_of(kg: KnowledgeGraph, norm: str, lang: str = "vi") -> Statement:
    """Return where and when a norm is stated."""
    stated = kg.record(norm).one(CAKG.statedIn)
    if stated is None:
        return Statement(None, None, None, None)
    record = kg.record(stated)
    if CAKG.Utterance in record.types:
        utterance, not_before = _utterance(kg, stated, lang)
        return Statement(stated, None, utterance, not_before)
    home = record.one(CAKG.provisionOf) or stated
    if kg.record(home).types & kg.subclasses[CAKG.Instrument]:
        instrument = instrument_of(kg, home, lang)
        return Statement(stated, instrument, None, instrument.issuedOn)
    return Statement(stated, None, None, None)


def instrument_of(kg: KnowledgeGraph, iri: str, lang: str = "vi") -> Instrument:
    """Return the value of an instrument."""
    record = kg.record(iri)
    return Instrument(iri, record.one(CAKG.number), record.label(lang), record.date(CAKG.issuedOn))


def _utterance(kg: KnowledgeGraph, iri: str, lang: str) -> tuple[Utterance, date | None]:
    record = kg.record(iri)
    tenure, occasion, behalf = (record.one(name) for name in (CAKG.speaker, CAKG.atOccasion, CAKG.onBehalfOf))
    post = kg.record(tenure).one(CAKG.holdsPost) if tenure else None
    held = kg.record(occasion) if occasion else None
    day = held.date(CAKG.heldOn) if held else None
    not_before = day or (held.date(CAKG.heldNotBefore) if held else None)
    value = Utterance(
        iri,
        kg.record(post).label(lang) if post else None,
        kg.record(behalf).label(lang) if behalf else None,
        held.label(lang) if held else None,
        day,
    )
    return value, not_before


def chain_of(kg: KnowledgeGraph, iri: str, lang: str = "vi") -> tuple[Link, ...]:
    """Return the links from a norm or instrument up to the highest instruments, nearest first.

    A link is certain when the sources state it; it is possible when it crosses a mention that may mean several
    instruments, or rests on a weak tie (reviewed or presented at the occasion, "contributes to"), and so is all above it.
    """
    links: list[Link] = []
    waiting: list[tuple[str, bool]] = [(iri, True)]
    best: dict[str, bool] = {}
    while waiting:
        lower, certain = waiting.pop(0)
        if best.get(lower, False) or (lower in best and not certain):
            continue
        best[lower] = certain
        for relation, upper, sure in _steps(kg, lower):
            links.append(
                Link(lower, kg.record(lower).label(lang), relation, upper, kg.record(upper).label(lang), certain and sure)
            )
            waiting.append((upper, certain and sure))
    unique = {(link.lower, link.relation, link.upper, link.certain): link for link in links}
    stated = {(link.lower, link.relation, link.upper) for link in links if link.certain}
    return tuple(link for link in unique.values() if link.certain or (link.lower, link.relation, link.upper) not in stated)


def _steps(kg: KnowledgeGraph, iri: str) -> Iterator[tuple[str, str, bool]]:
    record = kg.record(iri)
    for properties, sure in ((_SURE, True), (_WEAK, False), (_PEOPLE, True)):
        for name in properties:
            yield from ((code(name), upper, sure) for upper in record.all(name))
    for name in _DOWNWARD:
        yield from ((code(name), upper, True) for upper in kg.subjects(name, iri))
    for candidate in record.all(CAKG.candidate):
        yield from (("candidate", upper, False) for upper in kg.record(candidate).all(CAKG.candidateInstrument))


def evidence_of(kg: KnowledgeGraph, owner: str | None, supports: str) -> Iterator[Evidence]:
    """Yield the spans that prove a record, in the order of the text."""
    spans = kg.record(owner).all(CAKG.evidencedBy) if owner else []
    found = []
    for iri in spans:
        span = kg.record(iri)
        source, selector = span.one(OA.hasSource), span.one(OA.hasSelector)
        start, end = (kg.record(selector).one(name) if selector else None for name in (OA.start, OA.end))
        if source is None or start is None or end is None:
            continue
        home, line = kg.record(source), span.one(CAKG.line)
        found.append(
            Evidence(
                source=home.one(CAKG.fileName) or home.label(),
                sha256=home.one(CAKG.sha256) or "",
                start=int(start),
                end=int(end),
                line=int(line) if line else None,
                supports=supports,
            )
        )
    yield from sorted(found, key=lambda item: (item.source, item.start, item.end))

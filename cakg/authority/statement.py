"""Where a norm is stated: in an instrument, in an utterance, only in an article, or nowhere."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from cakg.graph import KnowledgeGraph
from cakg.model.duty import Instrument, Utterance
from cakg.model.secrecy import highest_grade
from cakg.namespaces import CAKG
from cakg.terms import code


class Statement(NamedTuple):
    """Where a norm is stated: in an instrument or in an utterance; both None where it is only in an article, or not said."""

    iri: str | None
    instrument: Instrument | None
    utterance: Utterance | None
    not_before: date | None
    """The earliest day on which it can have been stated; None where nothing is known."""
    reported: bool = False
    """Whether it is stated in a source document: an article that reports it."""

    @property
    def on(self) -> date | None:
        """The day on which it was stated, None where that is not known to the day."""
        if self.instrument:
            return self.instrument.issuedOn
        return self.utterance.date if self.utterance else None


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
    return Statement(stated, None, None, None, CAKG.SourceDocument in record.types)


def instrument_of(kg: KnowledgeGraph, iri: str, lang: str = "vi") -> Instrument:
    """Return the value of an instrument."""
    record = kg.record(iri)
    grade = highest_grade(map(code, record.all(CAKG.secrecy)))
    return Instrument(iri, record.one(CAKG.number), record.label(lang), record.date(CAKG.issuedOn), grade)


def _utterance(kg: KnowledgeGraph, iri: str, lang: str) -> tuple[Utterance, date | None]:
    record = kg.record(iri)
    tenure, occasion = record.one(CAKG.speaker), record.one(CAKG.atOccasion)
    post = kg.record(tenure).one(CAKG.holdsPost) if tenure else None
    held = kg.record(occasion) if occasion else None
    day = held.date(CAKG.heldOn) if held else None
    not_before = day or (held.date(CAKG.heldNotBefore) if held else None)
    value = Utterance(
        iri,
        kg.record(post).label(lang) if post else None,
        "; ".join(kg.labels(record.all(CAKG.onBehalfOf), lang)) or None,
        held.label(lang) if held else None,
        day,
    )
    return value, not_before

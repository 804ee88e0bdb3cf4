"""Why: everything that supports a duty or document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

from cakg.authority import evidence_of
from cakg.authority.chain import chain_of
from cakg.calendars import read_date
from cakg.deadlines.rules import rule_of
from cakg.errors import UnknownNameError
from cakg.graph import KnowledgeGraph
from cakg.graph.grades import gravest
from cakg.graph.names import DOCUMENTS, find, resolve, words_of
from cakg.model.duty import Duty, Evidence
from cakg.model.omissions import AMBIGUOUS
from cakg.model.proof import Doubt, Proof, Quotation
from cakg.namespaces import CAKG, SKOS
from cakg.numbers import read_number
from cakg.obligations import duties
from cakg.terms import code
from cakg.text import nfc


def why(
    kg: KnowledgeGraph,
    ref: str,
    *,
    as_of: str | date,
    known_at: str | date | None = None,
    readings: Mapping[str, str] | None = None,
    texts: str | Path | None = None,
    lang: str = "vi",
) -> Proof:
    """Return the proof of a norm or document: duties, chain of authority, spans, reading rules, recorded doubts.

    `ref` is a visible code ("003-07"), an IRI, a number or a name. With `texts`, a folder that holds the sources, the
    words of each span are added when their hash still matches; with `known_at`, only what was recorded by that day counts.
    `readings` switches reading rules as in `duties`.

    Raises UnknownNameError for a reference the graph does not know.

    >>> from cakg.graph import load
    >>> proof = why(load(), "003-01", as_of="2024-12-01")
    >>> proof.quotations[0].words is None
    True
    """
    kg = kg.known_on(None if known_at is None else read_date(known_at))
    kg.require_acyclic()
    try:
        iri = resolve(kg, ref, CAKG.Norm, *DOCUMENTS)
    except UnknownNameError as error:
        if error.key == "name-unknown" and find(kg, ref):
            raise UnknownNameError("nothing-to-prove", ref) from None
        raise
    force = kg.record(iri).one(CAKG.bindingForce)
    found = duties(kg, document=iri, force=code(force) if force else None, as_of=as_of, readings=readings, lang=lang)
    rows = tuple(row for row in found if row.norm == iri) or tuple(found)
    proof = prove(kg, iri, rows, texts=Texts(texts), lang=lang)
    return replace(proof, ambiguous=found.undecided.get(AMBIGUOUS, 0))


def prove(kg: KnowledgeGraph, iri: str, rows: tuple[Duty, ...], *, texts: Texts, lang: str) -> Proof:
    """Return the proof of a norm or document whose duties are already at hand."""
    chain = chain_of(kg, iri, lang)
    keys = {key for row in rows for key in row.word_keys} | {f"property/{link.relation}" for link in chain}
    evidence = [item for row in rows for item in row.evidence] + list(evidence_of(kg, iri, "action"))
    return Proof(
        iri=iri,
        labels=kg.record(iri).labels(),
        duties=rows,
        chain=chain,
        rules=tuple(rule_of(kg, name, lang) for name in sorted({name for row in rows for name in row.deadline.rules})),
        quotations=tuple(texts.quote(item) for item in dict.fromkeys(evidence)),
        doubts=tuple(doubt for about in (iri, *_transfers(kg, rows)) for doubt in _doubts(kg, about, lang)),
        words=words_of(kg, keys, lang),
        example_data=kg.example_data,
        grade=kg.compiled(gravest),
    )


class Texts:
    """The texts of sources in a folder, each read once; without a folder no words are given."""

    def __init__(self, folder: str | Path | None) -> None:
        self._folder = Path(folder) if folder else None
        self._known: dict[str, tuple[str, str] | None] = {}

    def quote(self, evidence: Evidence) -> Quotation:
        """Return the words of a span, or why they are not given."""
        if self._folder is None:
            return Quotation(evidence, None, "words-not-asked")
        name = Path(evidence.source).name
        if name not in self._known:
            self._known[name] = _text_and_hash(self._folder / name)
        known = self._known[name]
        if known is None:
            return Quotation(evidence, None, "words-missing")
        text, sha256 = known
        if sha256 != evidence.sha256:
            return Quotation(evidence, None, "words-changed")
        return Quotation(evidence, text[evidence.start : evidence.end], None)


def _text_and_hash(path: Path) -> tuple[str, str] | None:
    try:
        text = nfc(path.read_text(encoding="utf-8").replace("\r\n", "\n"))
    except (OSError, UnicodeDecodeError):
        return None
    return text, hashlib.sha256(text.encode()).hexdigest()


def _transfers(kg: KnowledgeGraph, rows: tuple[Duty, ...]) -> dict[str, None]:
    """Return the transfers of functions by which duties came to who holds them, with the events that they are part of."""
    found: dict[str, None] = {}
    for norm, lower, upper in ((row.norm, *steps) for row in rows for steps in pairwise(row.path)):
        for transfer in kg.subjects(CAKG.toHolder, upper.iri) if upper.step == "succession" else ():
            record, functions = kg.record(transfer), set(kg.record(norm).all(CAKG.concernsFunction))
            if lower.iri in record.all(CAKG.fromHolder) and functions.issuperset(record.all(CAKG.ofFunction)):
                found |= dict.fromkeys((transfer, *record.all(CAKG.ofEvent)))
    return found


def _doubts(kg: KnowledgeGraph, iri: str, lang: str) -> Iterator[Doubt]:
    for claim in kg.subjects(CAKG.about, iri):
        record = kg.record(claim)
        notes = record.labels(SKOS.note)
        confidence, state = read_number(record.one(CAKG.confidence)), record.one(CAKG.reviewState)
        if notes or confidence is not None:
            note = notes.get(lang) or next(iter(notes.values()), record.label(lang))
            yield Doubt(claim, note, None if confidence is None else float(confidence), code(state) if state else None)

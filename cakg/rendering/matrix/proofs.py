"""The proof of each row of a page: titled sections of lines, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from cakg.messages import say
from cakg.model.finding import Finding
from cakg.model.grid import Row
from cakg.model.proof import Quotation
from cakg.numbers import show_number
from cakg.rendering.matrix.marks import apart, apart_words
from cakg.rendering.matrix.sheet import Sheet
from cakg.rendering.matrix.texts import Texts, paired
from cakg.rendering.times import derivation, rule_lines
from cakg.rendering.words import (
    certainty_key,
    concept_words,
    deadline_words,
    label_words,
    record_words,
    shown_basis,
    status_words,
)

Line = tuple[str, str]
"""The text of a line and its look: "" plain, possible, quote, small, violation, warning, info."""


def page_proofs(sheet: Sheet) -> dict[str, Any]:
    """Return for each row its sections, each a title and its lines as [text, look]; the texts are a list of their own.

    The page reads them only when the first proof is opened.
    """
    texts = Texts()
    return {"rows": [_proof(sheet, row, twin, texts) for row, twin in sheet.pairs], "texts": texts.listed}


def _proof(sheet: Sheet, row: Row, twin: Row, texts: Texts) -> list[Any]:
    sections = []
    for title, lines in _SECTIONS:
        own, other = (list(lines(sheet, item, place)) for place, item in enumerate((row, twin)))
        if own:
            pairs = paired([text for text, _ in own], [text for text, _ in other])
            listed = [(texts.add(*pair), look) for pair, (_, look) in zip(pairs, own, strict=True)]
            if title == "proof-chain":  # a name printed in two places is two mentions that read alike
                listed = list(dict.fromkeys(listed))
            sections.append([texts.add(*(say(title, lang) for lang in sheet.langs)), listed])
    return sections


def _parties(sheet: Sheet, row: Row, place: int) -> Iterator[Line]:
    yield from ((sheet.mark_words(mark, place), "") for marks in row.marks for mark in marks)
    for duty in apart(row):
        role = concept_words(sheet.words[place], "role", duty.role, sheet.langs[place])
        yield f"{apart_words(sheet, duty, row, place)} · {role}", ""


def _certainty(sheet: Sheet, row: Row, place: int) -> Iterator[Line]:
    lang = sheet.langs[place]
    for holder in dict.fromkeys(duty.holder for duty in row.proof.duties):
        if holder:
            yield say("page-holder", lang, name=holder.label, certainty=say(certainty_key(holder), lang)), ""
            for item in sheet.unresolved[place].get((row.duty.norm, holder.iri), ()):
                names = " | ".join(candidate.label for candidate in item.candidates)
                yield say("holder-candidates", lang, words=item.reason, names=names) if names else item.reason, "warning"


def _force(sheet: Sheet, row: Row, place: int) -> Iterator[Line]:
    duty = row.duty
    verb = f" · “{duty.modalVerb}”" if duty.modalVerb else ""
    yield concept_words(sheet.words[place], "binding-force", duty.force, sheet.langs[place]) + verb, ""


def _stated(sheet: Sheet, row: Row, place: int) -> Iterator[Line]:
    lang = sheet.langs[place]
    yield deadline_words(row.duty.deadline, lang, both=True)[1] or say("not-stated", lang), ""


def _bounds(sheet: Sheet, row: Row, place: int) -> Iterator[Line]:
    lang = sheet.langs[place]
    yield deadline_words(row.duty.deadline, lang, both=True)[0] or "—", ""
    yield from ((line, "") for line in derivation(row.duty.deadline, lang))


def _rules(sheet: Sheet, row: Row, place: int) -> Iterator[Line]:
    yield from ((line, "") for line in rule_lines(row.proof.rules, sheet.langs[place]))


def _status(sheet: Sheet, row: Row, place: int) -> Iterator[Line]:
    words, lang = sheet.words[place], sheet.langs[place]
    for status, basis, names in row.statuses:
        who = f" ({'; '.join(name or say('nobody', lang) for name in names)})" if len(row.statuses) > 1 else ""
        yield f"{status_words(status, row.duty, words, lang)}{who}: {shown_basis(status, basis, row.duty, lang)}", ""
    yield from ((record_words(record, lang), "small") for record in row.records)


def _chain(sheet: Sheet, row: Row, place: int) -> Iterator[Line]:
    lang, words = sheet.langs[place], {**sheet.words[place], **row.proof.words}
    for link in row.proof.chain:
        relation = words.get(f"property/{link.relation}", link.relation)
        sure = "" if link.certain else f" ({say('possible', lang)})"
        lower = row.duty.code if link.lower == row.duty.norm else link.lowerLabel
        yield f"{lower} → {relation} → {link.upperLabel}{sure}", "" if link.certain else "possible"


def _spans(sheet: Sheet, row: Row, place: int) -> Iterator[Line]:
    lang = sheet.langs[place]
    for digest, quotations in groupby(row.proof.quotations, key=lambda quotation: quotation.evidence.sha256):
        for quotation in quotations:
            yield _span_words(quotation, lang), ""
            if quotation.words is not None:
                yield quotation.words, "quote"
            elif quotation.problem and quotation.problem != "words-not-asked":
                yield say(quotation.problem, lang), "warning"
        yield f"sha256 {digest}", "small"


def _span_words(quotation: Quotation, lang: str) -> str:
    item = quotation.evidence
    line = f", {say('line', lang)} {item.line}" if item.line else ""
    return f"{item.source} [{item.start}:{item.end}]{line} ({say('supports-' + item.supports, lang)})"


def _doubts(sheet: Sheet, row: Row, place: int) -> Iterator[Line]:
    lang = sheet.langs[place]
    for doubt in row.proof.doubts:
        sure = "" if doubt.confidence is None else f" ({say('confidence', lang)} {show_number(str(doubt.confidence), lang)})"
        yield doubt.note + sure, ""


def _findings(sheet: Sheet, row: Row, place: int) -> Iterator[Line]:
    lang = sheet.langs[place]
    for finding in sheet.around.findings.get(row.duty.norm, ()) if sheet.around else ():
        yield f"{say('severity-' + finding.severity, lang)} · {label_words(finding.problem, lang)}", finding.severity
        yield from ((line, "small") for line in _mending(finding, lang))


def _mending(finding: Finding, lang: str) -> Iterator[str]:
    if finding.remedy:
        yield f"{say('remedy', lang)}: {label_words(finding.remedy, lang)}"
    if finding.question:
        yield f"{say('ask-drafter', lang)}: {label_words(finding.question, lang)}"


def _records(_sheet: Sheet, row: Row, _place: int) -> Iterator[Line]:
    responsibilities = [duty.responsibility for duty in row.proof.duties]
    for iri in dict.fromkeys((row.duty.norm, row.duty.step, row.duty.statedIn, *responsibilities)):
        if iri:
            yield iri, "small"


_SECTIONS: tuple[tuple[str, Callable[[Sheet, Row, int], Iterator[Line]]], ...] = (
    ("proof-parties", _parties),
    ("page-certainty", _certainty),
    ("col-force", _force),
    ("proof-stated", _stated),
    ("proof-bounds", _bounds),
    ("proof-rule", _rules),
    ("col-status", _status),
    ("proof-chain", _chain),
    ("proof-spans", _spans),
    ("proof-doubts", _doubts),
    ("page-findings", _findings),
    ("page-records", _records),
)
"""The sections of a proof in their order; one without lines is left out."""

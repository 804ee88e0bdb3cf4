"""Proofs and cards as text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cakg.calendars import read_date, show_date
from cakg.messages import MESSAGES, say
from cakg.model.duty import Duty, Labels
from cakg.model.proof import Card, Link, Onward, Proof, Quotation, Related
from cakg.numbers import show_number
from cakg.rendering.layout import headed, section
from cakg.rendering.times import derivation, rule_lines
from cakg.rendering.words import (
    action_words,
    authority_words,
    certainty_key,
    concept_words,
    deadline_words,
    first_of,
    is_long,
    label_words,
    marks_of,
    record_words,
    shown_basis,
    status_words,
    task_words,
)
from cakg.terms import code, shorten

"""Records that point here shown of a list more than twice as long; JSON has them all."""
_SHARES = {"byDefaultRule": "takes-all", "unresolved": "takes-part"}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def show_proof(value: Proof, lang: str) -> str:
    """Return a proof: bearers, times, rules, chain, spans, doubts."""
    title = next((action_words(duty, lang) for duty in value.duties if duty.norm == value.iri), label_words(value.labels, lang))
    return headed(title, "\n".join(_proof_lines(value, lang)) + "\n", marks_of(value, lang))


def _proof_lines(proof: Proof, lang: str) -> Iterator[str]:
    yield f"<{shorten(proof.iri)}>"
    words = proof.words
    yield from section("proof-parties", lang)
    if not proof.duties:
        yield f"  {say('no-duty-then', lang)}"
    if proof.ambiguous:
        yield f"  {say('count-ambiguous', lang, count=proof.ambiguous)}"
    for duty in proof.duties:
        bearer = say("nobody", lang)
        if duty.bearer:
            role = concept_words(words, "role", duty.role, lang)
            basis = concept_words(words, "bearer-basis", duty.bearer.basis, lang)
            bearer = f"{duty.bearer.label} · {role} · {basis}"
        yield f"  {duty.code}  {action_words(duty, lang)}: {bearer}"
        day, stated = deadline_words(duty.deadline, lang, both=True)
        times = " · ".join(filter(None, (stated, day)))
        basis = shown_basis(duty.status, duty.statusBasis, duty, lang)
        yield f"      {say('col-deadline', lang)}: {times}; {status_words(duty.status, duty, words, lang)} ({basis})"
        yield from (f"      {say('status-record', lang)}: {record_words(record, lang)}" for record in duty.statusEvidence)
        yield from (f"      {line}" for line in derivation(duty.deadline, lang))
        force = concept_words(words, "binding-force", duty.force, lang)
        verb = f" (“{duty.modalVerb}”)" if duty.modalVerb else ""
        yield f"      {say('col-force', lang)}: {force}{verb}; {authority_words(duty, lang)}"
        yield from _holder_lines(duty, lang)
    if proof.rules:
        yield from section("proof-rule", lang)
        yield from (f"  {line}" for line in rule_lines(proof.rules, lang))
    yield from section("proof-chain", lang)
    yield from dict.fromkeys(f"  {_link_words(link, words, lang)}" for link in proof.chain)  # two mentions may read alike
    yield from section("proof-spans", lang)
    for quotation in proof.quotations:
        yield f"  {_quotation_words(quotation, lang)}"
    if proof.doubts:
        yield from section("proof-doubts", lang)
        for doubt in proof.doubts:
            confidence = (
                "" if doubt.confidence is None else f" ({say('confidence', lang)} {show_number(str(doubt.confidence), lang)})"
            )
            yield f"  {doubt.note}{confidence}"


def _holder_lines(duty: Duty, lang: str) -> Iterator[str]:
    """Yield who holds a duty and the steps that lead there, where it is not simply the bearer as stated."""
    if duty.holder and (duty.holder.certainty != "certain" or len(duty.path) > 1):
        yield f"      {say('proof-holder', lang)}: {duty.holder.label} ({say(certainty_key(duty.holder), lang)})"
        yield from (f"        {step.basis}" for step in duty.path)


def _link_words(link: Link, words: Labels, lang: str) -> str:
    sure = "" if link.certain else f" [{say('possible', lang)}]"
    return f"{link.lowerLabel} — {concept_words(words, 'property', link.relation, lang)} → {link.upperLabel}{sure}"


def _quotation_words(quotation: Quotation, lang: str) -> str:
    item = quotation.evidence
    place = f"{item.source}[{item.start}:{item.end}] {say('line', lang)} {item.line} sha256 {item.sha256[:12]}… ({say('supports-' + item.supports, lang)})"
    words = f"“{quotation.words}”" if quotation.words is not None else say(str(quotation.problem), lang)
    return f"{place}: {words}"


def show_card(value: Card, lang: str) -> str:
    """Return what is known about one record."""
    state = f" · {say(_state_key(value), lang)}" if value.existing is False else ""
    lines = [f"{value.words.get(f'property/{value.kind}', value.kind)} <{value.iri}>{state}"]
    if value.validFrom or value.validTo:
        days = " – ".join(show_date(read_date(day)) if day else "…" for day in (value.validFrom, value.validTo))
        lines.append(f"{say('exists', lang)}: {days}")
    if value.existence:
        lines.append(f"{say('existence', lang)}: {concept_words(value.words, 'existence', value.existence, lang)}")
    if value.snapshot:
        lines.append(say("by-register", lang, name=value.register, day=show_date(read_date(value.snapshot))))
    for key, related in (("parents", value.parents), ("successors", value.successors), ("predecessors", value.predecessors)):
        if related:
            onward = () if key == "predecessors" else value.onward
            lines.append(f"{say(key, lang)}: {'; '.join(_related_words(item, onward, lang) for item in related)}")
    for key, entries in (("facts", value.facts), ("pointers", value.pointers)):
        if entries:
            lines += section(key, lang)
            for name, values in entries:
                shown = [_shown_day(item) for item in values]
                listed = "; ".join(shown) if key == "facts" else _listed(shown, value, lang)
                lines.append(f"  {_property_words(name, value.words, lang)}: {listed}")
    if value.duties or value.ambiguous:
        lines += section("card-duties", lang)
        lines += [
            f"  {duty.code}  {task_words(duty, lang)}: {duty.bearer.label if duty.bearer else say('nobody', lang)}"
            for duty in value.duties
        ]
        lines += [f"  {say('count-ambiguous', lang, count=value.ambiguous)}"] if value.ambiguous else []
    return headed(value.label, "\n".join(lines) + "\n", marks_of(value, lang))


def _state_key(card: Card) -> str:
    return "not-yet" if card.validFrom and card.asOf and card.asOf < card.validFrom else "ended"


def _listed(words: list[str], card: Card, lang: str) -> str:
    """Return words in one line, but not all of a long list; a count from a register names the day of its snapshot."""
    day = f" ({say('snapshot', lang, day=show_date(read_date(card.snapshot)))})" if card.snapshot and is_long(words) else ""
    return first_of(words, lang) + day


def _property_words(iri: str, words: Labels, lang: str) -> str:
    short = shorten(iri)
    return words.get(f"property/{code(iri)}") or (say(short, lang) if short in MESSAGES else short)


def _shown_day(value: str) -> str:
    return show_date(read_date(value)) if _DAY.fullmatch(value) else value


def _related_words(related: Related, onward: tuple[Onward, ...], lang: str) -> str:
    """Return a unit with since when and in what it follows or is followed, and where that is by now."""
    day = related.from_ and show_date(read_date(related.from_))
    share = _SHARES.get(related.certainty)
    extra = ", ".join(filter(None, (day, related.function, share and say(share, lang))))
    same = (related.iri, related.from_, related.function)
    extra = "; ".join(
        filter(None, (extra, *(_onward_words(item, lang) for item in onward if (item.iri, item.from_, item.function) == same)))
    )
    return f"{related.label} ({extra})" if extra else related.label


def _onward_words(onward: Onward, lang: str) -> str:
    if onward.reason or not onward.holders:
        return onward.reason or ""
    names = " | ".join(holder.label for holder in onward.holders)
    ended = say("onward-ended", lang, day=show_date(onward.validTo)) if onward.validTo else None
    return ", ".join(filter(None, (ended, say(f"onward-{onward.holders[0].certainty}", lang, names=names))))

"""Criteria sets: who passes on a day, what keeps a party from passing, and which recognitions rest on a set in force."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from cakg.graph import KnowledgeGraph
from cakg.model.criteria import CriteriaSet, Recognised, Standing
from cakg.namespaces import CAKG
from cakg.numbers import plain_number, read_number
from cakg.terms import code

Met = Mapping[str, tuple[bool | None, Decimal | None, str]]
"""For each assessed criterion: met or not (None where records of one day differ), points given, the record."""


def criteria_sets(kg: KnowledgeGraph, as_of: date, lang: str, *, party: str | None = None) -> Iterator[CriteriaSet]:
    """Yield the criteria sets with the standing of every assessed party (or of `party`) and the recognitions, by the day.

    Each set is counted by itself: neither its number of criteria nor its pass rule is taken from another set.
    """
    for iri in kg.instances(CAKG.CriteriaSet):
        record = kg.record(iri)
        criteria = kg.subjects(CAKG.inSet, iri)
        count, rule, home = record.one(CAKG.criteriaCount), record.one(CAKG.passRule), record.one(CAKG.laidDownIn)
        first, last = _in_force(kg, iri)
        known = CriteriaSet(
            iri=iri,
            label=record.label(lang),
            laidDownIn=kg.record(home).label(lang) if home else None,
            effectiveFrom=first,
            effectiveTo=last,
            count=_whole(count),
            criteria=tuple(criteria),
            passRule=code(rule) if rule else "unknown",
            passCount=_whole(record.one(CAKG.passCount)),
            passScore=record.one(CAKG.passScore),
            standings=(),
            recognitions=tuple(_recognitions(kg, iri, as_of, lang, party)),
        )
        standings = tuple(
            _standing(kg, known, who, met, lang)
            for who, met in sorted(_assessments(kg, criteria, as_of).items())
            if party in (None, who)
        )
        yield CriteriaSet(**{**known.__dict__, "standings": standings})


def _whole(words: str | None) -> int | None:
    number = read_number(words)
    return int(number) if number is not None and number >= 0 and number == number.to_integral_value() else None


def _in_force(kg: KnowledgeGraph, iri: str) -> tuple[date | None, date | None]:
    """Return the days a set is in force: its own, else those of where it is laid down."""
    record = kg.record(iri)
    first, last = record.date(CAKG.effectiveFrom), record.date(CAKG.effectiveTo)
    home = kg.record(record.one(CAKG.laidDownIn) or "")
    return first or home.date(CAKG.effectiveFrom) or home.date(CAKG.issuedOn), last or home.date(CAKG.effectiveTo)


def _assessments(kg: KnowledgeGraph, criteria: list[str], as_of: date) -> dict[str, Met]:
    """Return, for each party, the last assessment of each criterion by the day."""
    latest: dict[str, dict[str, tuple[date, list[str]]]] = defaultdict(dict)
    for criterion in criteria:
        for iri in kg.subjects(CAKG.assessedCriterion, criterion):
            record = kg.record(iri)
            on, party = record.date(CAKG.observedOn), record.one(CAKG.assessedUnit)
            if on is None or party is None or on > as_of:
                continue
            before, records = latest[party].get(criterion, (date.min, []))
            if on >= before:
                latest[party][criterion] = (on, [*records, iri] if on == before else [iri])
    return {
        party: {criterion: _said(kg, records) for criterion, (_, records) in found.items()} for party, found in latest.items()
    }


def _said(kg: KnowledgeGraph, records: list[str]) -> tuple[bool | None, Decimal | None, str]:
    said = {kg.record(iri).one(CAKG.satisfied) for iri in records}
    points = {read_number(kg.record(iri).one(CAKG.points)) for iri in records}
    met = said.pop() == "true" if len(said) == 1 else None
    return met, points.pop() if len(points) == 1 else None, records[0]


def _standing(kg: KnowledgeGraph, known: CriteriaSet, party: str, met: Met, lang: str) -> Standing:
    satisfied = tuple(criterion for criterion in known.criteria if met.get(criterion, (None,))[0])
    failed = tuple(criterion for criterion in known.criteria if met.get(criterion, (None,))[0] is False)
    total = known.count
    left = None if total is None else max(total - len(satisfied) - len(failed), 0)
    given = [points for _, points, _ in met.values() if points is not None]
    score = sum(given, Decimal(0)) if len(given) == len(met) else None
    if known.passRule == "score":
        outcome, blocked = _by_score(kg, known, met, score, left)
    elif known.passRule == "atLeastCount":
        outcome, blocked = _by_count(known.passCount, satisfied, failed, left)
    elif known.passRule == "all":
        outcome, blocked = _by_count(total, satisfied, failed, left)
        outcome = "fails" if failed else outcome
    else:
        outcome, blocked = "unknown", ()
    return Standing(
        party=party,
        label=kg.record(party).label(lang),
        satisfied=satisfied,
        failed=failed,
        open=left,
        score=None if score is None or known.passRule != "score" else plain_number(score),
        outcome=outcome,
        blockedBy=blocked,
        records=tuple(sorted(record for _, _, record in met.values())),
        blockedByLabels=tuple(kg.labels(blocked, lang)),
    )


def _by_count(
    needed: int | None, satisfied: tuple[str, ...], failed: tuple[str, ...], left: int | None
) -> tuple[str, tuple[str, ...]]:
    """Judge by number; exactly one more is missing, and none is left to check, where something alone stands in the way."""
    if needed is None:
        return "unknown", ()
    missing = needed - len(satisfied)
    if missing <= 0:
        return "passes", ()
    if left is None or left >= missing:
        return "unknown", ()
    return "fails", failed if missing == 1 and left == 0 else ()


def _by_score(
    kg: KnowledgeGraph, known: CriteriaSet, met: Met, score: Decimal | None, left: int | None
) -> tuple[str, tuple[str, ...]]:
    """Judge by points; a criterion alone stands in the way where its full points would be enough."""
    needed = read_number(known.passScore)
    if needed is None or score is None:
        return "unknown", ()
    if score >= needed:
        return "passes", ()
    if left != 0:
        return "unknown", ()
    most = {criterion: read_number(kg.record(criterion).one(CAKG.points)) for criterion in met}
    alone = (
        criterion
        for criterion, (_, points, _) in sorted(met.items())
        if (full := most[criterion]) is not None and points is not None and score - points + full >= needed
    )
    return "fails", tuple(alone)


def _recognitions(kg: KnowledgeGraph, iri: str, as_of: date, lang: str, party: str | None) -> Iterator[Recognised]:
    for recognition in kg.subjects(CAKG.underSet, iri):
        record = kg.record(recognition)
        on, who = record.date(CAKG.recognisedOn), record.one(CAKG.assessedUnit)
        if on is None or who is None or on > as_of or party not in (None, who):
            continue
        others = tuple(other for other in kg.instances(CAKG.CriteriaSet) if other != iri and _held(kg, other, on))
        yield Recognised(
            recognition, who, kg.record(who).label(lang), on, _held(kg, iri, on), others, tuple(kg.labels(others, lang))
        )


def _held(kg: KnowledgeGraph, iri: str, on: date) -> bool | None:
    """Say whether a set was in force on a day; None where nothing says from when."""
    first, last = _in_force(kg, iri)
    if (first and first > on) or (last and last < on):
        return False
    return None if first is None else True

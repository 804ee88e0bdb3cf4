"""Reached or not: each figure against each denominator and each reading of the level, none of them chosen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from cakg.goals.levels import DOWNWARD, UPWARD, VAGUE, Reading, judge
from cakg.goals.measures import PERCENT, convert, counts_members
from cakg.graph import KnowledgeGraph
from cakg.model.target import Denominator, Figure, Flip, Headcount, Verdict
from cakg.namespaces import CAKG
from cakg.numbers import plain_number, read_number
from cakg.populations import reach

_DIRECT = "direct"
"""The policy of verdicts on levels that are no share: the figure itself is compared."""
_TOLD = (_DIRECT, "reported")
"""Policies of verdicts that need no headcount."""


def verdicts_of(
    kg: KnowledgeGraph,
    population: str | None,
    figures: Sequence[Figure],
    denominators: Sequence[Denominator],
    readings: Sequence[Reading],
    unit: str | None,
    scope: str | None,
    due: date | None = None,
    *,
    parts: Mapping[str, Sequence[Denominator]] | None = None,
) -> Iterator[Verdict]:
    """Yield what the latest figures say under every denominator and reading, and the latest up to the due day.

    Each verdict holds on the day of its figure, before or after the due day; a ceiling is kept only once its time is
    over. A figure in a unit of measure that cannot be brought to that of the level settles nothing.

    Where the level is asked of each unit or province, each gets its verdict, and all together are reached only if all
    of a known number are; one that is not reached settles it. `parts` has the headcounts of each province under every
    policy: a number of members is judged against each. A unit that had ended by
    the day of a policy is judged by itself, but is none of those that have to reach the level. A figure about the whole class then only settles
    that some part falls short.
    """
    counts = parts or {}
    split = {"eachMember": "member", "eachPartition": "part"}.get(scope or "")
    whole: list[Figure] = []
    split_by: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        reached = reach(kg, figure.iri, population)
        if reached == "atLeast" and figure.comparator in (None, "equal"):
            whole.append(replace(figure, comparator="atLeast"))
        elif reached in (None, "whole", "atLeast"):
            whole.append(figure)
        elif reached == split:
            narrower = kg.record(figure.iri).one(CAKG.population) not in (None, population)
            least = narrower and reached == "part" and figure.comparator in (None, "equal")
            split_by[figure.about].append(replace(figure, comparator="atLeast") if least else figure)
    for reading in readings:
        if split:
            judged = {
                part: _part_of(kg, population, split_by[part], counts.get(part, ()), reading, unit, due)
                for part in sorted(split_by)
            }
            yield from _each(judged, denominators, reading, scope or "", due)
        if scope == "eachMember":
            continue
        for figure in _latest(whole, due):
            countable = counts_members(kg, population, figure.measureUnit)
            for verdict in _own(figure, denominators, reading, unit, countable=countable):
                fails = verdict.outcome == "notMet" and reading.comparator in UPWARD
                timed = _timed(verdict, reading, due)
                yield timed if not split or fails else replace(timed, outcome="unknown")


def _latest(figures: Sequence[Figure], due: date | None = None) -> list[Figure]:
    """Return the figures of the last day, and of the last day up to the due day; others only where no figure has a day."""
    days = [figure.day for figure in figures if figure.day]
    last = {max(days, default=None), max((day for day in days if due and day <= due), default=max(days, default=None))}
    return [figure for figure in figures if figure.day in last]


def _timed(verdict: Verdict, reading: Reading, due: date | None) -> Verdict:
    """Say on which side of the due day a verdict stands; a ceiling that time can still break is not yet kept."""
    if due is None:
        return verdict
    day = verdict.on
    timing = None if day is None else "beforeDue" if day < due else "onDue" if day == due else "afterDue"
    if verdict.outcome == "met" and reading.comparator in DOWNWARD and timing in (None, "beforeDue"):
        return replace(verdict, outcome="unknown", timing=timing, reason="verdict-ceiling-open")
    return replace(verdict, timing=timing)


@dataclass(frozen=True)
class _Part:
    """What the figures of one part say: at their last day, and all that is to be shown; `ended` is its last day, if past."""

    last: tuple[Verdict, ...]
    shown: tuple[Verdict, ...]
    ended: date | None


def _part_of(
    kg: KnowledgeGraph,
    population: str | None,
    figures: Sequence[Figure],
    denominators: Sequence[Denominator],
    reading: Reading,
    unit: str | None,
    due: date | None,
) -> _Part:
    last, shown = _latest(figures), _latest(figures, due)
    found: dict[str, list[Verdict]] = {}
    ended = next((figure.aboutEnded for figure in figures), None)
    for figure in {item.iri: item for item in (*shown, *last)}.values():
        countable = counts_members(kg, population, figure.measureUnit)
        own = _own(figure, denominators, reading, unit, countable=countable, part=figure.about)
        verdicts = [_timed(item, reading, due) for item in own]
        found[figure.iri] = [replace(item, reason=item.reason or _reason_of_part(item, ended, due)) for item in verdicts]
    return _Part(
        last=tuple(item for figure in last for item in found[figure.iri]),
        shown=tuple(item for figure in shown for item in found[figure.iri]),
        ended=ended,
    )


def _reason_of_part(verdict: Verdict, ended: date | None, due: date | None) -> str | None:
    """Say that a part did not exist on the day due, or on the day on which it would have to be counted."""
    if ended and due and ended < due:
        return "verdict-part-ended"
    return "verdict-part-absent" if verdict.denominatorBasis == "absent" else None


def _each(
    parts: Mapping[str, _Part], denominators: Sequence[Denominator], reading: Reading, scope: str, due: date | None
) -> Iterator[Verdict]:
    """Yield the verdict for each part that has a figure, then for all parts together.

    How many provinces there are to reach the level is stated nowhere; each policy whose count settles something of one has
    its verdict on all.
    """
    for part in parts.values():
        yield from part.shown
    if scope == "eachMember":
        asked: list[tuple[Denominator, str | None]] = [(item, None) for item in denominators]
    else:
        settled = {
            item.policy: None
            for part in parts.values()
            for item in part.last
            if item.denominatorBasis and item.outcome != "unknown"
        }
        days = {item.policy: item.day for item in denominators if item.policy in settled}
        unknown = Headcount(None, None, "notKnown")
        asked = [(Denominator(policy, days.get(policy), unknown), policy) for policy in settled or (_DIRECT,)]
    for item, policy in asked:
        on = item.day or due
        lasting = [part.last for part in parts.values() if part.ended is None or (on and part.ended >= on)]
        if lasting:
            yield _timed(_together(lasting, item, reading, policy), reading, due)


def _together(parts: Sequence[Sequence[Verdict]], item: Denominator, reading: Reading, policy: str | None) -> Verdict:
    """Judge all parts at once, each by what holds under one policy and by what its figures say themselves."""
    own = [[verdict for verdict in part if policy is None or verdict.policy in (policy, *_TOLD)] for part in parts]
    outcomes = [{verdict.outcome for verdict in verdicts} for verdicts in own]
    reached = sum(bool(found) and found <= {"met", "exceeded"} for found in outcomes)
    count, exact = item.headcount.count, item.headcount.exact
    failed = any(found == {"notMet"} for found in outcomes)
    every = [verdict for verdicts in (own if any(own) else parts) for verdict in verdicts]
    days = [verdict.on for verdict in every]
    return Verdict(
        figures=tuple(dict.fromkeys(iri for verdict in every for iri in verdict.figures)),
        policy=item.policy,
        reading=reading.name,
        numerator=str(reached),
        denominator=None if count is None else str(count),
        denominatorOn=item.headcount.on if count is not None else None,
        required=reading.required,
        outcome="notMet" if failed else "met" if exact and count == reached else "unknown",
        approximate=any(verdict.approximate for verdict in every) or not exact,
        together=True,
        on=None if None in days else max(filter(None, days)),
    )


def _own(
    figure: Figure,
    denominators: Sequence[Denominator],
    reading: Reading,
    unit: str | None,
    *,
    countable: bool,
    part: str | None = None,
) -> Iterator[Verdict]:
    """Judge one figure by what it says itself, its value or its share of the total it names, and against each headcount.

    A number of other things than members is no part of a headcount.
    """
    if unit != PERCENT or figure.measureUnit == PERCENT:
        yield _direct(figure, reading, part, unit)
        return
    if figure.denominator is not None or (part and not denominators):
        yield _share(figure, _Total.reported(figure), reading, part)
    for item in denominators:
        verdict = _share(figure, _Total.counted(item), reading, part)
        yield verdict if countable else replace(verdict, outcome="unknown", reason="verdict-other-unit")


@dataclass(frozen=True)
class _Total:
    """What a figure is taken as a part of."""

    policy: str
    number: Decimal | None
    on: date | None
    exact: bool
    basis: str | None = None
    register_on: date | None = None
    missing: int = 0

    @classmethod
    def reported(cls, figure: Figure) -> _Total:
        return cls("reported", read_number(figure.denominator), figure.day, exact=True)

    @classmethod
    def counted(cls, item: Denominator) -> _Total:
        head = item.headcount
        count = None if head.count is None else Decimal(head.count)
        missing = 0 if count is None else len(head.missing)
        return cls(item.policy, count, head.on, head.exact, head.basis, head.registerOn, missing)


def _direct(figure: Figure, reading: Reading, part: str | None, unit: str | None) -> Verdict:
    total = _Total(_DIRECT, read_number(figure.denominator), figure.day, exact=True)
    value = convert(Decimal(figure.value), figure.measureUnit, unit)
    if value is None:
        return replace(_verdict(figure, total, reading, part, "unknown"), reason="verdict-other-unit")
    return _verdict(figure, total, reading, part, judge(value, figure.comparator, reading))


def _share(figure: Figure, total: _Total, reading: Reading, part: str | None) -> Verdict:
    """Judge a part of a total; a part greater than its total settles nothing, nor does one that missing units may turn."""
    value, outcome = Decimal(figure.value), "unknown"
    if total.number and value <= total.number:
        totals = dict.fromkeys((total.number, total.number + total.missing))
        outcomes = {judge(value * 100 / number, figure.comparator, reading) for number in totals}
        if len(outcomes) > 1:
            return replace(_verdict(figure, total, reading, part, outcome), reason="verdict-missing-units")
        outcome = outcomes.pop()
    return _verdict(figure, total, reading, part, outcome)


def _verdict(figure: Figure, total: _Total, reading: Reading, part: str | None, outcome: str) -> Verdict:
    return Verdict(
        figures=(figure.iri,),
        policy=total.policy,
        reading=reading.name,
        numerator=figure.value,
        denominator=None if total.number is None else plain_number(total.number),
        denominatorOn=None if total.number is None else total.on,
        required=reading.required,
        outcome=outcome,
        approximate=not total.exact or figure.comparator in VAGUE or reading.comparator in VAGUE,
        part=part,
        on=figure.day,
        comparator=figure.comparator,
        measureUnit=figure.measureUnit,
        denominatorBasis=total.basis,
        registerOn=total.register_on,
    )


def flips_of(verdicts: Sequence[Verdict]) -> Iterator[Flip]:
    """Yield the choices that change the verdict on the whole: of the denominator, of the reading, of the figure."""
    whole = [verdict for verdict in verdicts if verdict.part is None]
    for choice in ("denominator", "reading", "figure"):
        groups: dict[tuple[tuple[str, str], ...], dict[str, str]] = defaultdict(dict)
        for verdict in whole:
            options = {
                "denominator": f"{verdict.policy} {verdict.denominator or '?'}",
                "reading": f"{verdict.reading} {verdict.required}",
                "figure": "; ".join(verdict.figures),
            }
            option = options.pop(choice)
            groups[tuple(options.items())][option] = verdict.outcome
        for given, outcomes in groups.items():
            if len(set(outcomes.values())) > 1:
                yield Flip(choice, dict(given), outcomes)

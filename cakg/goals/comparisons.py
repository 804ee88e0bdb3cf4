"""Local targets beside the targets they make specific: stricter, equal, looser, silent or not comparable."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from cakg.goals.levels import Reading, readings_of
from cakg.graph import KnowledgeGraph
from cakg.model.target import Comparison, TargetStep
from cakg.namespaces import CAKG
from cakg.terms import code

_UPWARD = ("atLeast", "moreThan", "equal")
_SAME = ("indicator", "measureUnit", "scope")


def compare(kg: KnowledgeGraph, rows: Sequence[TargetStep], lang: str) -> Iterator[Comparison]:
    """Yield, for every step of a higher target, how each target that refines it compares, under each reading of the levels.

    Only what is measured alike is compared: same indicator, unit and scope, comparators in one direction. A step with a
    higher level but a later time is not comparable, because neither demand contains the other.
    """
    steps: dict[str, list[TargetStep]] = defaultdict(list)
    for row in rows:
        steps[row.norm].append(row)
    for local in sorted(steps):
        for higher in kg.record(local).all(CAKG.refinesTarget):
            for step in steps.get(higher, ()):
                for relation, reason, reading in _relations(step, steps[local]):
                    label = kg.record(local).label(lang)
                    yield Comparison(local, code(local), label, higher, code(higher), relation, reason, reading)


def _relations(higher: TargetStep, local: Sequence[TargetStep]) -> Iterator[tuple[str, str, str | None]]:
    """Yield relation, reason and reading; the reading is None where all readings agree."""
    levels = [step for step in local if _readings(step)]
    if not levels or not _readings(higher):
        yield ("silent", "compare-no-level", None)
        return
    alike = [step for step in levels if all(getattr(step, name) == getattr(higher, name) for name in _SAME)]
    if not alike:
        yield ("notComparable", "compare-other-measure", None)
        return
    answering = [step for step in alike if _no_later(step.deadline.due, higher.deadline.due)]
    chosen = answering or alike
    found = {}
    for mine in {reading.name: reading for step in chosen for reading in _readings(step)}.values():
        for other in _readings(higher):
            if mine.name == other.name or "printed" in (mine.name, other.name):
                name = " / ".join(dict.fromkeys((mine.name, other.name)))
                found[name] = _best(
                    [
                        _relation(step, reading, higher, other)
                        for step in chosen
                        for reading in _readings(step)
                        if reading.name == mine.name
                    ]
                )
    if not found:
        yield ("notComparable", "compare-other-measure", None)
    elif len(set(found.values())) == 1:
        yield (*next(iter(found.values())), None)
    else:
        yield from ((*pair, name) for name, pair in found.items())


def _readings(step: TargetStep) -> tuple[Reading, ...]:
    return readings_of(step.comparator, step.lower, step.upper)


def _best(pairs: list[tuple[str, str]]) -> tuple[str, str]:
    """Return the relation of the local step that demands most."""
    order = ("stricter", "equal", "looser", "notComparable")
    return min(pairs, key=lambda pair: order.index(pair[0]))


def _relation(local: TargetStep, mine: Reading, higher: TargetStep, other: Reading) -> tuple[str, str]:
    upward = {mine.comparator in _UPWARD, other.comparator in _UPWARD}
    if len(upward) > 1 or mine.low is None or other.low is None or mine.high is not None or other.high is not None:
        return "notComparable", "compare-other-measure"
    level = _sign(mine.low, other.low) * (1 if upward == {True} else -1)
    level = level or _edge(mine.comparator) - _edge(other.comparator)
    first, last = local.deadline.due, higher.deadline.due
    if first is None or last is None:
        return "notComparable", "compare-no-day"
    time = _sign(Decimal(last.toordinal()), Decimal(first.toordinal()))
    if level * time < 0:
        return "notComparable", "compare-level-and-time"
    total = level + time
    return (
        ("stricter", "compare-stricter")
        if total > 0
        else ("looser", "compare-looser")
        if total < 0
        else ("equal", "compare-equal")
    )


def _edge(comparator: str) -> int:
    """Return 1 for a bound that is itself not enough."""
    return int(comparator in ("moreThan", "lessThan"))


def _sign(one: Decimal, other: Decimal) -> int:
    return (one > other) - (one < other)


def _no_later(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and one <= other

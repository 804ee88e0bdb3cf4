"""Criteria sets: what has to be met, who meets it, and what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Standing:
    """How a unit or class stands under one criteria set on a day.

    `outcome` is passes, fails or unknown; `open` counts the criteria not assessed, None where their number is not known.
    `blockedBy` names what alone keeps the party from passing: one criterion, or several of which any one would do;
    `blockedByLabels` has their labels in the same order.
    """

    party: str
    label: str
    satisfied: tuple[str, ...]
    failed: tuple[str, ...]
    open: int | None
    score: str | None
    outcome: str
    blockedBy: tuple[str, ...]
    records: tuple[str, ...]
    blockedByLabels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Recognised:
    """A recognition; `inForce` says whether its set was in force on that day, None where that is not known.

    `otherSets` names other sets known to be in force on the day, `otherSetLabels` has their labels in the same order.
    """

    iri: str
    party: str
    label: str
    on: date
    inForce: bool | None
    otherSets: tuple[str, ...]
    otherSetLabels: tuple[str, ...] = ()


@dataclass(frozen=True)
class CriteriaSet:
    """One set: where it is laid down, how many criteria it is said to have, which are recorded, and how to pass.

    `count` is None where no source says it; it is never lent from another set.
    """

    iri: str
    label: str
    laidDownIn: str | None
    effectiveFrom: date | None
    effectiveTo: date | None
    count: int | None
    criteria: tuple[str, ...]
    passRule: str
    passCount: int | None
    passScore: str | None
    standings: tuple[Standing, ...]
    recognitions: tuple[Recognised, ...]

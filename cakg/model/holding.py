"""Who is meant and who holds: members of a class on a day, and the steps from a bearer to the holder of its duty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

CERTAIN, BY_DEFAULT, UNRESOLVED = "certain", "byDefaultRule", "unresolved"


@dataclass(frozen=True)
class Bond:
    """One responsibility laid on a class of units, with the day on which its members are read."""

    norm: str
    responsibility: str
    population: str
    on: date


@dataclass(frozen=True)
class Assignment:
    """One duty of one member of a class: IRIs only, so that a million of them can pass by."""

    norm: str
    responsibility: str
    unit: str


@dataclass(frozen=True)
class Membership:
    """The members of a class on the day its policy names.

    `reason` is None where the class could be expanded, else why not: `chosen`, `unknown` (selection), `frozen` (a list
    of which only the count is known) or `undated` (the day of the policy is not known). `count` is the number of
    members, or what the frozen snapshot counted; None where nothing says. Of `doubtful` members it is not known that
    they exist.
    """

    population: str
    on: date | None
    units: tuple[str, ...] = ()
    reason: str | None = None
    count: int | None = None
    doubtful: int = 0


@dataclass(frozen=True)
class Handover:
    """One step of succession: who received, from which day, on what basis.

    `basis` is `function` (the function the norm names passed), `remit` (all the work of the former holder passed), `body`
    (the data name the one successor), `receiver` (the one body that received anything), `superior` (its class passed
    the function to the class of the body above it) or `head` (the head of a successor). `function` is its IRI where there is one.
    """

    receiver: str
    on: date | None
    basis: str
    certainty: str
    function: str | None = None


@dataclass(frozen=True)
class Holding:
    """Who holds a duty on a day.

    Where `certainty` is unresolved, `holder` is the last body that is known to have held it, `candidates` are those who
    may hold it, and `reason` says why: `doubtful` (whether it exists is not known), `notYet` (does not exist yet), `gone` (ended and nothing says who follows),
    `shared` (passed to several bodies in parts), `several` (passed as a whole to more than one).
    """

    holder: str
    certainty: str
    steps: tuple[Handover, ...] = ()
    candidates: tuple[str, ...] = ()
    reason: str | None = None

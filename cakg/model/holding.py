"""The steps from the bearer of a duty to its holder."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

CERTAIN, BY_DEFAULT, UNRESOLVED = "certain", "byDefaultRule", "unresolved"


class Handover(NamedTuple):
    """One step of succession: who received, from which day, on what basis.

    `basis` is `function` (the function the norm names passed), `remit` (all the work of the former holder passed), `body`
    (the data name the one successor), `receiver` (the one body that received anything), `superior` (its class passed
    the function to the class of the body above it), `heir` (to the class of one of its successors), `rejoined` (everyone
    among whom it was divided came to this one) or `head` (the head of a successor). `function` is its IRI where there is
    one.
    """

    receiver: str
    on: date | None
    basis: str
    certainty: str
    function: str | None = None


class Holding(NamedTuple):
    """Who holds a duty on a day.

    Where `certainty` is unresolved, `holder` is the last body that is known to have held it, `candidates` are those who
    may hold it, and `reason` says why: `doubtful` (whether it exists is not known), `notYet` (does not exist yet), `gone`
    (ended and nothing says who follows), `noMembers` (a class that has ended: ask who followed each of its members),
    `shared` (passed to several bodies in parts), `several` (passed as a whole to more than one).
    """

    holder: str
    certainty: str
    steps: tuple[Handover, ...] = ()
    candidates: tuple[str, ...] = ()
    reason: str | None = None


class Way(NamedTuple):
    """How a duty laid on `bearer` can reach the party asked about.

    `party` is the body (or post) whose succession decides: the one asked about, or one before it. `population` is the
    class through which that body bears the duty, `post` the head that bears it in person. `reached` is where succession
    must lead to: the party asked about or a class that contains it; None where the duty is its own.
    """

    bearer: str
    party: str
    population: str | None = None
    post: str | None = None
    reached: str | None = None

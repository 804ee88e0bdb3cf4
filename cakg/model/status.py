"""How far a duty is: a code, on what basis, and the records that say so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cakg.model.duty import Evidence

DONE = ("doneOnTime", "doneLate")


class StatusRecord(NamedTuple):
    """One record that a status rests on.

    `kind` is its class, `says` a code of the scheme status (or `closed`, `satisfied`, `notSatisfied`, a kind of legal
    effect, `part`), `on` the day it was observed or began (None where a legal effect has no day), `completed` the day the work was done, `party` the unit it is about,
    `ofOccurrence` the due day by the rule of the turn it names.
    """

    iri: str
    label: str
    kind: str
    says: str
    on: date | None
    completed: date | None = None
    party: str | None = None
    spans: tuple[Evidence, ...] = ()
    ofOccurrence: date | None = None


class Share(NamedTuple):
    """How much of a duty is known to be done: `done` of `of`; `of` is None where the whole is not known."""

    done: str
    of: str | None
    measureUnit: str | None
    records: tuple[str, ...]


class Status(NamedTuple):
    """A status code, the key of the sentence that says why with its values, the records it rests on, and the share done."""

    code: str
    basis: str
    values: Mapping[str, str]
    records: tuple[StatusRecord, ...] = ()
    share: Share | None = None

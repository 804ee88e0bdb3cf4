"""Which duties were asked for, and in which order they stand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from cakg.calendars import show_date
from cakg.graph import KnowledgeGraph
from cakg.model.deadline import DAYLESS, Deadline
from cakg.model.duty import Duty
from cakg.model.omissions import AMBIGUOUS, PAST, TIMELESS, TURNLESS, UNCLEAR, UNTOLD
from cakg.terms import concept
from cakg.text import collation_key

_TOLD_BY_DAY = "openInTime"
_TOLD = ("doneOnTime", "doneLate", _TOLD_BY_DAY, "overdue")
"""Statuses that a row without a known status, or without a day, may have."""


class Filter(NamedTuple):
    """What a row must be like; None asks for nothing."""

    by: date | None
    from_: date | None
    role: str | None
    status: str | None
    force: str | None
    norms: frozenset[str] | None
    perhaps: frozenset[str] = frozenset()
    """The norms that name something that may be the document asked for."""

    @property
    def has_dates(self) -> bool:
        """Whether the day due is bounded."""
        return self.by is not None or self.from_ is not None

    @property
    def chooses_bearers(self) -> bool:
        """Whether one bearer of a norm may fit and another not."""
        return self.role is not None or self.status is not None or self.has_dates

    def keeps(self, duty: Duty) -> bool:
        """Say whether a row fits, its day left aside."""
        return self.keeps_status(duty) and self.keeps_class(duty)

    def keeps_status(self, duty: Duty) -> bool:
        """Say whether the status of a row fits."""
        return self.status is None or duty.status == self.status

    def undecided(self, duty: Duty, as_of: date) -> str | None:
        """Return why it cannot be told whether a row that else fits is one; None where it can, or it does not fit.

        It is not told where its document may be another one, or where its status is not known.
        """
        if self.norms is not None and duty.norm in self.perhaps - self.norms:
            return AMBIGUOUS if self._replace(norms=None).keeps(duty) and self.keeps_date(duty.deadline) else None
        if self.status not in _TOLD or not (self.keeps_class(duty) and self.keeps_date(duty.deadline)):
            return None
        if duty.status == "undated":
            return {"unbounded": TURNLESS, "recurring": UNTOLD}.get(why_dayless(duty.deadline), TIMELESS)
        if duty.status != "unknown":
            return None
        past = duty.deadline.due is not None and duty.deadline.due < as_of and not duty.statusEvidence
        return (None if self.status == _TOLD_BY_DAY else PAST) if past else UNCLEAR

    def keeps_class(self, duty: Duty) -> bool:
        """Say whether a row fits, its day and status left aside, which each member of a class may have of its own."""
        return self.keeps_codes(duty.norm, duty.role, duty.force)

    def keeps_codes(self, norm: str, role: str | None, force: str | None) -> bool:
        """Say whether a norm with its codes fits."""
        return (
            (self.role is None or role == self.role)
            and (self.force is None or force == self.force)
            and (self.norms is None or norm in self.norms)
        )

    def keeps_date(self, deadline: Deadline) -> bool:
        """Say whether the day due lies within the bounds."""
        due = deadline.due
        return due is None or ((self.by is None or due <= self.by) and (self.from_ is None or due >= self.from_))

    def keeps_member(self, duty: Duty) -> bool:
        """Say whether the row of a member fits, which has its own status and, counted since last done, its own day."""
        dated = not self.has_dates or duty.deadline.due is not None
        return self.keeps_status(duty) and dated and self.keeps_date(duty.deadline)


def why_dayless(deadline: Deadline) -> str:
    """Return why a time has no day: unbounded (it recurs, and only lacks days between which to count), recurring, continuous or undated.

    >>> why_dayless(Deadline("recurring", recurrence=("FREQ=YEARLY",))), why_dayless(Deadline("recurring")), why_dayless(Deadline("unstated"))
    ('unbounded', 'recurring', 'undated')
    """
    if deadline.recurrence and not {*DAYLESS}.intersection(deadline.notes):
        return "unbounded"
    return deadline.kind if deadline.kind in ("recurring", "continuous") else "undated"


def asked_words(
    kg: KnowledgeGraph, wanted: Filter, records: Mapping[str, str | None], lang: str
) -> tuple[tuple[str, str], ...]:
    """Return what was asked for in words, by the names of the filters; `records` has the parties and documents asked for."""
    codes = {"role": wanted.role, "status": wanted.status, "binding-force": wanted.force}
    found = {name: kg.record(iri).label(lang) for name, iri in records.items() if iri}
    found |= {scheme: kg.record(concept(scheme, name)).label(lang) for scheme, name in codes.items() if name}
    found |= {name: show_date(day) for name, day in (("from", wanted.from_), ("by", wanted.by)) if day}
    return tuple(found.items())


def order(duty: Duty) -> tuple[object, ...]:
    """Return the key by which duties are sorted: the day due, the code, the step, the bearer, the role."""
    due = duty.deadline.due
    bearer = duty.bearer.label if duty.bearer else ""
    return (
        due is None,
        due or date.max,
        collation_key(duty.code),
        duty.step or "",
        collation_key(bearer),
        duty.role or "",
        duty.bearer.iri if duty.bearer else "",
    )

"""The days of recurring duties in a matrix that was asked for without days, for a page whose reader asks for them later."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date
from functools import cache

from cakg.authority import statement_of
from cakg.deadlines.occurrences import in_turns, occurrences
from cakg.errors import ValueRefusedError
from cakg.graph import KnowledgeGraph
from cakg.model.deadline import Deadline
from cakg.model.grid import Grid
from cakg.obligations.filters import why_dayless

_BACK, _AHEAD = 5, 10
"""Years before and after the day of a matrix of which turns are told: what people look back on and plan for."""


def horizon_of(as_of: date) -> tuple[date, date]:
    """Return the first and the last day of the years of which turns are told.

    >>> print(*horizon_of(date(2025, 6, 1)))
    2020-01-01 2035-12-31
    """
    first, last = max(as_of.year - _BACK, date.min.year), min(as_of.year + _AHEAD, date.max.year)
    return date(first, 1, 1), date(last, 12, 31)


def turns_of(kg: KnowledgeGraph, grid: Grid) -> dict[str, tuple[date, ...]]:
    """Return by the anchor of each row that only lacks days between which to count, the days due within the horizon.

    A row whose turns cannot be told is left out.
    """
    first, last = horizon_of(grid.as_of)

    @cache  # many duties recur alike, and differ only in the day they begin
    def series(recurrence: tuple[str, ...], rule: str | None, until: date | None) -> tuple[date, ...] | None:
        try:
            turns = list(occurrences(Deadline("recurring", recurrence=recurrence, rule=rule, until=until), first, last))
        except ValueRefusedError:  # counted from the day it begins, or not at all
            return None
        return tuple(dict.fromkeys(turn.due for turn in turns))

    def days(deadline: Deadline, since: date | None) -> tuple[date, ...] | None:
        begin = max(filter(None, (deadline.start, since)), default=first)
        known = None if deadline.extensions else series(deadline.recurrence, deadline.rule, deadline.until)
        if known is not None:
            return known[bisect_left(known, begin) :]
        turns = list(in_turns(deadline, first, last, since=since))
        if any(turn is None for _, turn in turns):
            return None
        return tuple(dict.fromkeys(timed.due for timed, _ in turns if timed.due))

    found = {}
    for row in grid.rows:
        deadline = row.duty.deadline
        if deadline.due is None and deadline.kind == "recurring" and why_dayless(deadline) == "unbounded":
            due = days(deadline, statement_of(kg, row.duty.norm).not_before)
            if due is not None:
                found[row.anchor] = due
    return found

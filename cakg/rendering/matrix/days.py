"""The days of a row that a page counts with: those of each turn, and how late work was done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any

from cakg.model.grid import Row

if TYPE_CHECKING:
    from cakg.rendering.matrix.sheet import Sheet

_FEW = 2
"""Equal gaps that are written out; more are written as one with their number."""


def page_turns(sheet: Sheet) -> dict[str, Any]:
    """Return the lists of days due, each once, as the first day and the gaps in days after it, and which row has which.

    Gaps that are alike stand as [gap, how many]; `horizon` are the days between which turns are told.
    """
    around = sheet.around
    turns = around.turns if around else {}
    lists = {
        days: place
        for place, days in enumerate(dict.fromkeys(turns[row.anchor] for row in sheet.grid.rows if row.anchor in turns))
    }
    return {
        "horizon": [day.isoformat() for day in around.horizon] if around else [],
        "turns": [_packed(days) for days in lists],
        "turnsOf": {number: lists[turns[row.anchor]] for number, row in enumerate(sheet.grid.rows) if row.anchor in turns},
    }


def _packed(days: tuple[date, ...]) -> list[Any]:
    """Return days as the first and the gaps after it.

    >>> _packed((date(2025, 1, 1), date(2025, 1, 2), date(2025, 1, 3), date(2025, 1, 4), date(2025, 1, 9)))
    ['2025-01-01', [1, 3], 5]
    """
    return [*(day.isoformat() for day in days[:1]), *_runs((later - day).days for day, later in pairwise(days))]


def _runs(gaps: Iterable[int]) -> Iterator[Any]:
    for gap, run in groupby(gaps):
        count = sum(1 for _ in run)
        yield from [gap] * count if count <= _FEW else [[gap, count]]


def days_late(row: Row) -> dict[tuple[str, str], int]:
    """Return how many days after the due day work was done, by status and basis; nothing where a day is not known."""
    late = {}
    for duty in row.proof.duties:
        done = next((record.completed for record in duty.statusEvidence if record.completed), None)
        if duty.status == "doneLate" and done and duty.deadline.due:
            late[duty.status, duty.statusBasis] = (done - duty.deadline.due).days
    return late

"""Targets and the rows of answers as entries of a calendar."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date
from typing import Any

from cakg.errors import ValueRefusedError
from cakg.exporters.diary import Entry
from cakg.model.target import Targets, TargetStep
from cakg.rendering.annex import rule_words
from cakg.rendering.levels import target_lines
from cakg.rendering.tables import shown
from cakg.rendering.words import label_words, marks_of
from cakg.table import Table
from cakg.terms import is_address

_DUE = ("due", "dueBy")
"""Columns whose day is the one to keep: any other day, as that on which words were spoken, is no day to do something."""
_STAMP = date(1980, 1, 1)
"""An answer holds for no day of its own; equal answers give equal files."""


def dated_entries(value: Any, lang: str) -> tuple[list[Entry], int, date]:
    """Return the entries of targets or of an answer, how many rows have no day, and the day that the entries hold for.

    Raises ValueRefusedError for an answer without a column of the day due.
    """
    if isinstance(value, Targets):
        dated = [row for row in value if row.deadline.due]
        return [_of_target(row, value, lang) for row in dated], len(value) - len(dated), value.as_of
    table = value.as_table(lang).typed()
    place = _day_column(table)
    return list(_of_rows(table, place, lang)), sum(row[place] is None for row in table.rows), _STAMP


def _of_target(row: TargetStep, value: Targets, lang: str) -> Entry:
    return Entry(
        _uid(row.norm, row.step, row.deadline.stated),
        row.deadline.due or value.as_of,
        summary=f"{row.code} {label_words(row.labels, lang)}",
        description="\n".join(
            filter(
                None,
                (*marks_of(value, lang), *target_lines(row, value.words, lang), rule_words(row.deadline, value.words, lang)),
            )
        ),
        private=value.grade is not None,
    )


def _of_rows(table: Table, day: int, lang: str) -> Iterator[Entry]:
    """Yield one entry for each row with a day: its first words name it, every value stands in it."""
    days = [place for place, name in enumerate(table.columns) if table.types.get(name) == "date"]
    for row in table.rows:
        if row[day] is None:
            continue
        words = [cell for cell in row if isinstance(cell, str) and not is_address(cell)]
        lines = (f"{name}: {shown(cell, lang)}" for name, cell in zip(table.columns, row, strict=True) if cell is not None)
        own = [str(cell) for place, cell in enumerate(row) if place not in days]
        addresses = [cell for cell in own if is_address(cell)]
        yield Entry(
            _uid(*(addresses or own)),
            row[day],
            summary=" · ".join(words[:2]) or shown(row[day], lang),
            description="\n".join((*marks_of(table, lang), *lines)),
            private=table.grade is not None,
        )


def _day_column(table: Table) -> int:
    days = [name for name in table.columns if table.types.get(name) == "date"]
    due = [place for place, name in enumerate(table.columns) if name in _DUE]
    if len(due) != 1 or not all(row[due[0]] is None or isinstance(row[due[0]], date) for row in table.rows):
        raise ValueRefusedError("calendar-which-day" if days else "calendar-no-day", names=", ".join(days))
    return due[0]


def _uid(*parts: str | None) -> str:
    """Return a name that an entry keeps when its day changes."""
    return f"{uuid.uuid5(uuid.NAMESPACE_URL, chr(10).join(part or '' for part in parts))}@cakg"

"""Targets and the rows of answers as entries of a calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from cakg.calendars import show_date
from cakg.errors import ValueRefusedError
from cakg.exporters.diary import REMIND, Entry, uid_of
from cakg.messages import say
from cakg.model.target import Targets, TargetStep
from cakg.rendering.annex import rule_words
from cakg.rendering.levels import target_lines
from cakg.rendering.tables import in_words
from cakg.rendering.words import label_words, marks_of
from cakg.table import Table
from cakg.terms import is_address

_DUE = ("due", "dueBy")
"""Columns whose day is the one to keep: any other day, as that on which words were spoken, is no day to do something."""
_NO_DAY = date(1970, 1, 1)
"""What stands for the day of an answer without any; such a calendar has no entry."""


def dated_entries(value: Any, lang: str) -> tuple[list[Entry], date]:
    """Return the entries of targets or of an answer, and the day that they hold for.

    Raises ValueRefusedError for an answer without a column of the day due.
    """
    if isinstance(value, Targets):
        dated = [row for row in value if row.deadline.due]
        return [_of_target(row, value, lang) for row in dated], value.as_of
    table = value.as_table(lang).typed()
    place = _day_column(table)
    stamp = table.as_of or _newest(table, place)
    return list(_of_rows(table, place, stamp, lang)), stamp


def rows_without_day(value: Any) -> int:
    """Return how many targets or rows of an answer have no day due. Raises what `dated_entries` raises."""
    if isinstance(value, Targets):
        return sum(row.deadline.due is None for row in value)
    table = value.as_table().typed()
    place = _day_column(table)
    return sum(row[place] is None for row in table.rows)


def _newest(table: Table, due: int) -> date:
    """Return the day that an answer which was asked for no day stands for: the newest it tells of, else its first day due.

    No clock is read, so that equal answers give equal files.
    """
    told = [cell for row in table.rows for place, cell in enumerate(row) if place != due and isinstance(cell, date)]
    return max(told, default=min((row[due] for row in table.rows if row[due]), default=_NO_DAY))


def _of_target(row: TargetStep, value: Targets, lang: str) -> Entry:
    return Entry(
        uid_of(row.norm, row.step, row.deadline.record),
        row.deadline.due or value.as_of,
        summary=f"{row.code} {label_words(row.labels, lang)}",
        description="\n".join(
            filter(
                None,
                (*marks_of(value, lang), *target_lines(row, value.words, lang), rule_words(row.deadline, value.words, lang)),
            )
        ),
        categories=(say("col-target", lang),),
        remind=_remind(row.deadline.due, value.as_of),
        private=value.grade is not None,
    )


def _remind(due: date | None, as_of: date) -> tuple[int, ...]:
    """Return the days before at which to ring; for a day that is past there are none."""
    return REMIND if due and due >= as_of else ()


def _of_rows(table: Table, day: int, stamp: date, lang: str) -> Iterator[Entry]:
    """Yield one entry for each row with a day: its first words name it, every value stands in it."""
    days = [place for place, name in enumerate(table.columns) if table.types.get(name) == "date"]
    worded = in_words(table, lang)
    for row, told in zip(table.rows, worded.rows, strict=True):
        if row[day] is None:
            continue
        words = [cell for cell in row if isinstance(cell, str) and not is_address(cell)]
        lines = (f"{head}: {cell}" for head, cell in zip(worded.columns, told, strict=True) if cell)
        own = [str(cell) for place, cell in enumerate(row) if place not in days and table.columns[place] not in table.asked]
        addresses = [cell for cell in own if is_address(cell)]
        yield Entry(
            uid_of(*(addresses or own)),
            row[day],
            summary=" · ".join(words[:2]) or show_date(row[day]),
            description="\n".join((*marks_of(table, lang), *lines)),
            categories=(say("col-due", lang),),
            remind=_remind(row[day], stamp),
            private=table.grade is not None,
        )


def _day_column(table: Table) -> int:
    days = [name for name in table.columns if table.types.get(name) == "date"]
    due = [place for place, name in enumerate(table.columns) if name in _DUE]
    if len(due) != 1 or not all(row[due[0]] is None or isinstance(row[due[0]], date) for row in table.rows):
        raise ValueRefusedError("calendar-which-day" if days else "calendar-no-day", names=", ".join(days))
    return due[0]

"""Any flat result in words, for pages and papers that people read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from cakg.calendars import show_date
from cakg.messages import say
from cakg.numbers import show_number
from cakg.rendering.recurrences import is_recurrence, recurrence_words
from cakg.rendering.result import function_for
from cakg.rendering.times import offset_words
from cakg.rendering.words import head_of, lines_of, marks_of, nothing_words, result_title
from cakg.table import Table
from cakg.terms import is_address, shorten
from cakg.text import line

_ENOUGH = 400
"""Letters beyond which a column gets no wider."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_BOLD = 1.2
"""Letters whose room one letter of a bold head takes."""
_LONGEST_WORD = 12
"""Letters of a word, as of a day, that should not be broken."""
_MOST_BESIDE = 11
"""Columns that can be read beside one another on a sheet of A4; the values of wider rows stand below one another."""


@dataclass(frozen=True)
class Worded:
    """Heads and rows of text (for a sheet also of days and figures); `empty` are the columns left out because no row has a value there, `said` what stands above the rows."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]
    empty: tuple[str, ...] = ()
    said: tuple[str, ...] = ()

    @property
    def is_wide(self) -> bool:
        """Whether there are more columns than can be read beside one another."""
        return len(self.columns) > _MOST_BESIDE

    @property
    def shares(self) -> list[float]:
        """How wide each column should be, in percent of them all, by how much there is to read in it."""
        lengths = [
            max(len(head), sum(len(row[place]) for row in self.rows) / max(1, len(self.rows)))
            for place, head in enumerate(self.columns)
        ]
        words = [
            max(
                *(_BOLD * len(word) for word in ("", *head.split())),
                *(len(word) for row in self.rows for word in row[place].split()),
            )
            for place, head in enumerate(self.columns)
        ]
        needed = [
            max(4.0, min(length, _ENOUGH) ** 0.5, min(word, _LONGEST_WORD) / 2)
            for length, word in zip(lengths, words, strict=True)
        ]
        return [round(100 * need / sum(needed), 1) for need in needed]


def in_words(value: Any, lang: str) -> Worded:
    """Return the rows of a flat result as people read them, every cell as text: days as dd/mm/yyyy, figures as they are written."""
    return Worded(*function_for("rows", value)(value, lang))


def in_cells(value: Any, lang: str) -> Worded:
    """Return the rows of a flat result as people read them on a sheet: days as days, figures as figures, all else in words."""
    heads, rows = function_for("cells", value)(value, lang)
    return Worded(heads, list(rows))


def sheet_in_words(value: Any, lang: str) -> Iterator[tuple[str, ...]]:
    """Yield the heads and then the rows of the sheet that people read, as text: CSV has no days and figures.

    Rows that the result makes one by one are yielded one by one.
    """
    heads, rows = function_for("cells", value)(value, lang)
    yield heads
    yield from (tuple(shown(cell, lang) for cell in row) for row in rows)


def plain_rows(value: Any, lang: str) -> tuple[tuple[str, ...], list[tuple[str, ...]], tuple[str, ...]]:
    """Return the rows of a table in words under their heads, and the heads of the columns left out as no row has a value there."""
    heads, cells = plain_cells(value, lang)
    rows = list(cells)
    used = [place for place in range(len(heads)) if not rows or any(row[place] is not None for row in rows)]
    return (
        tuple(heads[place] for place in used),
        [tuple(shown(row[place], lang) for place in used) for row in rows],
        tuple(head for place, head in enumerate(heads) if place not in used),
    )


def plain_cells(value: Any, lang: str) -> tuple[tuple[str, ...], Iterable[tuple[Any, ...]]]:
    """Return the rows of a table for a sheet, under their heads; rows are made one by one."""
    plain = value.as_table(lang)
    table = plain.typed()
    told = [place for place, name in enumerate(table.columns) if not _is_told_elsewhere(table, name, place)]
    told = told or list(range(len(table.columns)))

    @cache
    def name(cell: str) -> str:
        return (table.label_of and table.label_of(cell, lang)) or shorten(cell)

    def words(cell: Any, place: int) -> Any:
        if not isinstance(cell, str):
            return cell
        if plain.types.get(plain.columns[place]) == "duration":
            return offset_words(cell, lang)
        if is_recurrence(cell):
            return recurrence_words(cell, lang)
        if _DAY.fullmatch(cell):  # beside values of other kinds a day is text
            with suppress(ValueError):
                return date.fromisoformat(cell)
        return name(cell) if is_address(cell) else cell

    heads = tuple(head_of(table, table.columns[place], lang) for place in told)
    return heads, (tuple(words(row[place], place) for place in told) for row in table.rows)


def _is_told_elsewhere(table: Table, name: str, place: int) -> bool:
    """Say whether a column only names records, or repeats in every row what was asked for."""
    if name in table.records or table.asked.get(name) is not None:
        return True
    return name in table.asked and all(row[place] is None for row in table.rows)


def shown(cell: Any, lang: str) -> str:
    """Return a value as people write it.

    >>> shown(date(2025, 1, 31), "vi"), shown(True, "en"), shown(0.5, "vi"), shown(None, "vi")
    ('31/01/2025', 'yes', '0,5', '')
    """
    if isinstance(cell, bool):
        return say("yes" if cell else "no", lang)
    if isinstance(cell, date):
        return show_date(cell)
    if isinstance(cell, float):
        return show_number(repr(cell), lang)
    return "" if cell is None else str(cell)


def table_remarks(worded: Worded, lang: str) -> list[str]:
    """Return what a reader must know beside the rows."""
    return [say("columns-empty", lang, names=", ".join(worded.empty))] if worded.empty else []


def table_document(value: Any, lang: str, template: str | Path | None) -> bytes:
    """Return a flat result as a Word document, in Vietnamese in the layout of Decree 30/2020/NĐ-CP.

    `template` is a Word file of the user's own in place of ours, or a folder with one of the same name. Raises EngineError
    where docxtpl is missing, SourceError for a template that cannot be used.
    """
    from cakg.exporters.papers import fill_template
    from cakg.rendering.templates import template_file

    worded = in_words(value, lang)
    rows = [
        {
            "number": number,
            "cells": [lines_of(cell) for cell in row],
            "lines": [f"{line(name)}: {lines_of(cell)}" for name, cell in zip(worded.columns, row, strict=True) if cell],
        }
        for number, row in enumerate(worded.rows, 1)
    ]
    values = {
        "official": lang == "vi",
        "title": "\n".join((line(result_title(value, lang)), *worded.said)),
        "marks": marks_of(value, lang),
        "heads": {name: say(key, lang) for name, key in _HEADS.items()},
        "columns": [line(name) for name in worded.columns],
        "wide": worded.is_wide,
        "rows": rows,
        "empty": nothing_words(value, lang),
        "remarks": table_remarks(worded, lang),
    }
    return fill_template(template_file("table.docx", template), values, () if worded.is_wide else [_NUMBER, *worded.shares])


_HEADS = {"number": "col-number", "content": "col-body", "notes": "paper-notes"}
"""Fields of the template for the words that stand over columns and notes, with the keys of these words."""
_NUMBER = 5.0
"""How wide the number of a row is beside columns that share 100."""

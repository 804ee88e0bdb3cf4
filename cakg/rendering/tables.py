"""Any flat result in words, for pages and papers that people read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from cakg.calendars import show_date
from cakg.messages import say
from cakg.rendering.words import marks_of, result_title
from cakg.terms import shorten
from cakg.text import clip

_WORDED = {
    "Targets": ("levels", "target_rows"),
    "Changes": ("lists", "change_rows"),
    "Simulation": ("trials", "trial_rows"),
    "Report": ("findings", "finding_rows"),
}
"""Results whose rows have words of their own, with the module and function that write them."""
_ENOUGH = 400
"""Letters beyond which a column gets no wider."""
_MOST_BESIDE = 9
"""Columns that can be read beside one another on a sheet of A4; the values of wider rows stand below one another."""


@dataclass(frozen=True)
class Worded:
    """Heads and rows of text; `empty` are the columns left out because no row has a value there, `said` what stands above the rows."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
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
        needed = [max(4.0, min(length, _ENOUGH) ** 0.5) for length in lengths]
        return [round(100 * need / sum(needed), 1) for need in needed]


def has_words(value: Any) -> bool:
    """Say whether the rows of a result have words of their own beside their codes."""
    return type(value).__name__ in _WORDED


def in_words(value: Any, lang: str) -> Worded:
    """Return the rows of a flat result as people read them: codes in words where they are known, days as dd/mm/yyyy."""
    if has_words(value):
        module, function = _WORDED[type(value).__name__]
        return Worded(*getattr(import_module(f"cakg.rendering.{module}"), function)(value, lang))
    table = value.as_table(lang).typed()
    used = [place for place in range(len(table.columns)) if not table.rows or any(row[place] is not None for row in table.rows)]
    return Worded(
        tuple(table.columns[place] for place in used),
        [tuple(shown(row[place], lang) for place in used) for row in table.rows],
        tuple(name for place, name in enumerate(table.columns) if place not in used),
    )


def shown(cell: Any, lang: str) -> str:
    """Return a value as people write it.

    >>> shown(date(2025, 1, 31), "vi"), shown(True, "en"), shown(None, "vi")
    ('31/01/2025', 'yes', '')
    """
    if isinstance(cell, bool):
        return say("yes" if cell else "no", lang)
    if isinstance(cell, date):
        return show_date(cell)
    return "" if cell is None else shorten(str(cell))


def table_remarks(worded: Worded, lang: str) -> list[str]:
    """Return what a reader must know beside the rows."""
    return [say("columns-empty", lang, names=", ".join(worded.empty))] if worded.empty else []


def table_document(value: Any, template: str | Path | None) -> bytes:
    """Return a flat result as a Word document in the layout of Decree 30/2020/NĐ-CP, always in Vietnamese.

    `template` is a Word file of the user's own in place of ours, or a folder with one of the same name. Raises EngineError
    where docxtpl is missing, SourceError for a template that cannot be used.
    """
    from cakg.exporters.papers import fill_template
    from cakg.rendering.templates import template_file

    worded = in_words(value, "vi")
    rows = [
        {
            "number": number,
            "cells": [_lines(cell) for cell in row],
            "lines": [f"{clip(name)}: {_lines(cell)}" for name, cell in zip(worded.columns, row, strict=True) if cell],
        }
        for number, row in enumerate(worded.rows, 1)
    ]
    values = {
        "title": "\n".join((clip(result_title(value, "vi")), *worded.said)),
        "marks": marks_of(value, "vi"),
        "columns": [clip(name) for name in worded.columns],
        "wide": worded.is_wide,
        "rows": rows,
        "empty": say("no-rows", "vi"),
        "remarks": table_remarks(worded, "vi"),
    }
    return fill_template(template_file("table.docx", template), values, () if worded.is_wide else [_NUMBER, *worded.shares])


_NUMBER = 5.0
"""How wide the number of a row is beside columns that share 100."""
_LONGEST = 2000
"""Letters of a line of a paper; longer text is cut and ends in “…”."""


def _lines(cell: str) -> str:
    return "\n".join(clip(line, _LONGEST) for line in cell.split("\n"))

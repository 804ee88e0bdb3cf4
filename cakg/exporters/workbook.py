"""Tables as an Excel workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from cakg.calendars import show_date
from cakg.exporters.extras import require
from cakg.text import visible

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MOST_LETTERS = 32_767
_MOST_ROWS = 1_048_000
"""What Excel takes in a cell and, nearly, in a sheet."""
_EPOCH = datetime(1980, 1, 1)  # noqa: DTZ001
"""A workbook states when it was made; ours is the same whenever it is made."""


@dataclass(frozen=True)
class Sheet:
    """A named table: columns with their widths in letters, rows of text, numbers, days or None."""

    name: str
    columns: tuple[tuple[str, int], ...]
    rows: Sequence[tuple[str | int | date | None, ...]]


def write_workbook(sheets: Sequence[Sheet]) -> bytes:
    """Return the sheets as XLSX: first row frozen and with filters, days as real days, and text always as text.

    Text longer than Excel takes is cut and ends in “…”; more rows than a sheet takes go on in further sheets.
    Raises EngineError where XlsxWriter is missing.
    """
    import io

    xlsxwriter = require("xlsxwriter")
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": _EPOCH})
    styles = _styles(book)
    for sheet in sheets:
        for start in range(0, max(1, len(sheet.rows)), _MOST_ROWS):
            name = f"{sheet.name} ({start // _MOST_ROWS + 1})" if start else sheet.name
            _write_page(book.add_worksheet(name), sheet.columns, sheet.rows[start : start + _MOST_ROWS], styles)
    book.close()
    return buffer.getvalue()


def _styles(book: Any) -> dict[str, Any]:
    cell = {
        "font_name": "Times New Roman",
        "font_size": 11,
        "valign": "top",
        "text_wrap": True,
        "border": 1,
        "border_color": "#C9CCD1",
    }
    return {
        "head": book.add_format({**cell, "bold": True, "font_color": "#FFFFFF", "bg_color": "#6B1414"}),
        "text": book.add_format({**cell, "num_format": "@"}),
        # shown as text also after somebody edits the cell
        "quoted": book.add_format({**cell, "num_format": "@", "quote_prefix": True}),
        "number": book.add_format(cell),
        "day": book.add_format({**cell, "num_format": "dd/mm/yyyy"}),
    }


def _write_page(
    page: Any, columns: tuple[tuple[str, int], ...], rows: Sequence[tuple[Any, ...]], styles: dict[str, Any]
) -> None:
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    for place, (title, width) in enumerate(columns):
        page.set_column(place, place, width)
        page.write_string(0, place, title, styles["head"])
    page.autofilter(0, 0, max(1, len(rows)), len(columns) - 1)
    for line, row in enumerate(rows, 1):
        for place, value in enumerate(row):
            _write_cell(page, line, place, value, styles)


def _write_cell(page: Any, line: int, place: int, value: str | int | date | None, styles: dict[str, Any]) -> None:
    if value is None or value == "":
        page.write_blank(line, place, None, styles["text"])
    elif isinstance(value, int):
        page.write_number(line, place, value, styles["number"])
    elif isinstance(value, date) and value.year > 1900:  # noqa: PLR2004 - Excel counts days from 1900, and that year wrongly
        page.write_datetime(line, place, value, styles["day"])
    else:
        text = visible(value if isinstance(value, str) else show_date(value))
        text = text if len(text) <= _MOST_LETTERS else text[: _MOST_LETTERS - 1] + "…"
        page.write_string(line, place, text, styles["quoted" if text.startswith(_FORMULA) else "text"])

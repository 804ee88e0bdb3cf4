"""Tables as an Excel workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from typing import Any

from cakg.calendars import show_date
from cakg.errors import ValueRefusedError
from cakg.exporters.plain import FORMULA
from cakg.resources import require
from cakg.text import clip, visible

_MOST_LETTERS = 32_767
_MOST_ROWS = 1_048_000
_MOST_COLUMNS = 16_384
"""What Excel takes in a cell and, nearly, in a sheet."""
_FIRST_ROW = 2
"""Rows above the first: the title, and the names of the columns."""
_A3, _A4, _MOST_ON_A4 = 8, 9, 12
"""Paper sizes by their number, and how many columns can be read on the smaller."""
_MOST_ACROSS, _SMALL = 300, 60
"""Letters across that can still be read on one page, and the scale in percent at which wider sheets go over several."""
_LETTERS = 1.15
"""Letters of Times New Roman that stand in the room of one of the font by which widths are counted."""
_NARROW, _LINE, _HIGHEST = 8, 15.0, 405.0
"""Width under which long names stand upright; height of a line and of the highest row in points."""
_ABREAST, _LETTER, _SLACK = 2, 5.4, 6
"""Lines of an upright name beside each other; the room of a bold letter in points; letters a line may lack, as words are not broken."""
_MOST_IN_HEADER = 240
_EPOCH = datetime(1980, 1, 1)  # noqa: DTZ001
"""A workbook states when it was made; ours is the same whenever it is made."""


Cell = str | int | float | date | None
"""What a cell holds."""


@dataclass(frozen=True)
class Sheet:
    """A named table: columns with their widths in letters, rows of text, numbers, days or None.

    `title` stands above the columns on every sheet and page with the `marks` (example data, secrecy) that nobody may miss;
    `kept` columns stay in sight when the others are scrolled; `empty` says why there is no row, where there is none.
    """

    name: str
    title: str
    marks: tuple[str, ...]
    columns: tuple[tuple[str, int], ...]
    rows: Sequence[tuple[Cell, ...]]
    kept: int = 0
    empty: str = ""


def write_workbook(sheets: Sequence[Sheet]) -> bytes:
    """Return the sheets as XLSX: title, then a frozen row of column names with filters; days are real days, text is always text.

    Text longer than Excel takes is cut and ends in “…”; more rows than a sheet takes go on in further sheets.
    Raises EngineError where XlsxWriter is missing, ValueRefusedError for more columns than Excel takes.
    """
    import io

    widest = max(len(sheet.columns) for sheet in sheets)
    if widest > _MOST_COLUMNS:
        raise ValueRefusedError("too-many-columns", count=widest, most=_MOST_COLUMNS)

    xlsxwriter = require("xlsxwriter")
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": _EPOCH})
    styles = _styles(book)
    for sheet in sheets:
        for start in range(0, max(1, len(sheet.rows)), _MOST_ROWS):
            name = f"{sheet.name} ({start // _MOST_ROWS + 1})" if start else sheet.name
            _write_page(book.add_worksheet(name), sheet, sheet.rows[start : start + _MOST_ROWS], styles)
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
    head = {**cell, "bold": True, "font_color": "#FFFFFF", "bg_color": "#6B1414", "align": "center", "valign": "vcenter"}
    return {
        "title": book.add_format({"font_name": "Times New Roman", "font_size": 13, "bold": True}),
        "empty": book.add_format({"font_name": "Times New Roman", "font_size": 12, "italic": True}),
        "head": book.add_format(head),
        "turned": book.add_format({**head, "rotation": 90}),
        "text": book.add_format({**cell, "num_format": "@"}),
        # shown as text also after somebody edits the cell
        "quoted": book.add_format({**cell, "num_format": "@", "quote_prefix": True}),
        "number": book.add_format(cell),
        "day": book.add_format({**cell, "num_format": "dd/mm/yyyy", "align": "center"}),
    }


def _write_page(page: Any, sheet: Sheet, rows: Sequence[tuple[Cell, ...]], styles: dict[str, Any]) -> None:
    title = " · ".join((sheet.title, *sheet.marks))
    page.freeze_panes(_FIRST_ROW, sheet.kept)
    page.set_landscape()
    page.set_paper(_A4 if len(sheet.columns) <= _MOST_ON_A4 else _A3)
    if sum(width for _, width in sheet.columns) <= _MOST_ACROSS:
        page.fit_to_pages(1, 0)
    else:
        page.set_print_scale(_SMALL)
        page.repeat_columns(0, max(0, sheet.kept - 1))
    page.hide_gridlines(0)  # empty cells are not written: a wide matrix has millions; these lines rule them, on paper too
    page.repeat_rows(0, _FIRST_ROW - 1)
    page.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    page.set_header("&R&B" + " · ".join(sheet.marks).replace("&", "&&")[:_MOST_IN_HEADER])
    page.set_footer("&C&P/&N")
    page.write_string(0, 0, visible(title), styles["title"])
    heights = [_LINE]
    for place, (name, width) in enumerate(sheet.columns):
        page.set_column(place, place, width)
        turned = width < _NARROW and len(name) > width
        page.write_string(1, place, clip(name), styles["turned" if turned else "head"])
        upright = _LETTER * (len(clip(name)) / _ABREAST + _SLACK)
        heights.append(upright if turned else _height([(place, name)], sheet.columns))
    page.set_row(1, min(_HIGHEST, max(heights)))
    page.autofilter(1, 0, max(_FIRST_ROW, len(rows) + 1), len(sheet.columns) - 1)
    if not rows and sheet.empty:
        page.write_string(_FIRST_ROW, 0, visible(sheet.empty), styles["empty"])
    for line, row in enumerate(rows, _FIRST_ROW):
        cells = [(place, value) for place, value in enumerate(row) if value is not None and value != ""]
        page.set_row(line, _height(cells, sheet.columns))
        for place, value in cells:
            _write_cell(page, line, place, value, styles)


def _height(cells: Iterable[tuple[int, Cell]], columns: Sequence[tuple[str, int]]) -> float:
    """Return the height at which the longest cell of a row can be read; not every program works it out itself."""
    lines = (
        sum(max(1, ceil(len(line) / (_LETTERS * columns[place][1]))) for line in value[:_MOST_LETTERS].split("\n"))
        for place, value in cells
        if isinstance(value, str)
    )
    return min(_HIGHEST, _LINE * max(lines, default=1))


def _write_cell(page: Any, line: int, place: int, value: Cell, styles: dict[str, Any]) -> None:
    if isinstance(value, bool):
        page.write_boolean(line, place, value, styles["number"])
    elif isinstance(value, (int, float)):
        page.write_number(line, place, value, styles["number"])
    elif isinstance(value, date) and value.year > 1900:  # noqa: PLR2004 - Excel counts days from 1900, and that year wrongly
        page.write_datetime(line, place, value, styles["day"])
    else:
        text = visible(value if isinstance(value, str) else show_date(value))
        text = text if len(text) <= _MOST_LETTERS else text[: _MOST_LETTERS - 1] + "…"
        page.write_string(line, place, text, styles["quoted" if text.startswith(FORMULA) else "text"])

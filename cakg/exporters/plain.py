"""JSON and CSV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cakg.table import told_apart
from cakg.text import visible

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""How words begin that a spreadsheet may run, also in letters of full width."""


def json_parts(value: Any) -> Iterator[str]:
    """Yield a result as JSON text, one row to a line; duties follow the contract of the project.

    Rows that the result makes one by one are written one by one.
    """
    entries = value.as_entries() if hasattr(value, "as_entries") else value.as_dict()
    before = "{\n"
    for key, item in entries.items():
        yield f"{before}  {_json(key)}: "
        yield from _rows(item) if isinstance(item, (list, Iterator)) else (_json(item),)
        before = ",\n"
    yield "\n}\n"


def _rows(rows: Iterable[Any]) -> Iterator[str]:
    before = "[\n    "
    for row in rows:
        yield before + _json(row)
        before = ",\n    "
    yield "[]" if before.startswith("[") else "\n  ]"


def _json(item: Any) -> str:
    import json

    return json.dumps(item, ensure_ascii=False)


def csv_parts(lines: Iterable[Iterable[Any]], marks: Mapping[str, str], *, raw: bool = False) -> Iterator[str]:
    r"""Yield lines, the first of them the heads, as CSV text (comma, CRLF), each as it comes; `marks` stand in each under heads of their own, last; no two heads are the same.

    Cells that a spreadsheet would run as formulas get a leading quote, signs that turn writing round a mark in their place; with `raw` every cell is written as it is, for programs.

    >>> list(csv_parts([["a"], ["=1"]], {"data": "example"}))
    ['a,data\r\n', "'=1,example\r\n"]
    """
    import csv
    import io

    buffer = io.StringIO()
    writer = csv.writer(buffer)
    for number, line in enumerate(lines):
        cells = line if raw else map(_cell, line)
        writer.writerow([*cells, *marks.values()] if number else told_apart((*cells, *marks)))
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def _cell(value: Any) -> str:
    text = "" if value is None else visible(str(value))
    return "'" + text if text.startswith(FORMULA) else text

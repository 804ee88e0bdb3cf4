"""JSON and CSV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from cakg.messages import say

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


def csv_parts(value: Any, lang: str = "vi", *, raw: bool = False, worded: bool = False) -> Iterator[str]:
    """Yield a result as CSV text (comma, CRLF); cells that a spreadsheet would run as formulas get a leading quote.

    With `raw` every cell is written as it is, for programs. The shipped example, and the secrecy of an answer that
    has no column for it, are marked in last columns of their own, with heads in words if the others are `worded`.
    """
    import csv
    import io

    example, secrecy = (say("col-data", lang), say("col-secrecy", lang)) if worded else ("exampleData", "secrecy")
    marks = {example: say("example-short", lang)} if value.example_data else {}
    if hasattr(value, "as_lines"):
        columns, rows = value.columns, value.as_lines(lang)
    else:
        table = value.as_table(lang)
        columns, rows = table.columns, iter(table)
        if table.grade and secrecy not in columns:
            marks[secrecy] = table.grade.label(lang)
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow([*(columns if raw else map(_cell, columns)), *marks])
    for row in rows:
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
        writer.writerow([*(row if raw else map(_cell, row)), *marks.values()])
    yield buffer.getvalue()


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    return "'" + text if text.startswith(FORMULA) else text

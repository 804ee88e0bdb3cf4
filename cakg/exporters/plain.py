"""JSON and CSV."""

from __future__ import annotations

from typing import Any

from cakg.messages import say

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_json(value: Any) -> str:
    """Return a result as JSON text, one row to a line; duties follow the contract of the project."""
    import json

    def put(item: Any) -> str:
        if isinstance(item, list) and item:
            return "[\n    " + ",\n    ".join(json.dumps(row, ensure_ascii=False) for row in item) + "\n  ]"
        return json.dumps(item, ensure_ascii=False)

    entries = (f"  {json.dumps(key)}: {put(item)}" for key, item in value.as_dict().items())
    return "{\n" + ",\n".join(entries) + "\n}\n"


def to_csv(value: Any, lang: str = "vi") -> str:
    """Return a result as CSV text (comma, CRLF); cells that a spreadsheet would run as formulas get a leading quote.

    The shipped example is marked in a last column of its own.
    """
    import csv
    import io

    table = value.as_table(lang)
    mark = [say("example-short", lang)] if table.example_data else []
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow([*table.columns, *(["exampleData"] if mark else [])])
    writer.writerows([*map(_cell, row), *mark] for row in table)
    return buffer.getvalue()


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    return "'" + text if text.startswith(_FORMULA) else text

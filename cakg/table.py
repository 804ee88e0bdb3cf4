"""A table: named columns, rows of plain values. What `ask` answers and what lists are shown as."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar


@dataclass(frozen=True)
class Table:
    """Rows of text, numbers, days or None under named columns; `example_data` marks the shipped example."""

    formats: ClassVar = ("table", "json", "csv")

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    example_data: bool = False

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def as_dicts(self) -> list[dict[str, Any]]:
        """Return one dict for each row.

        >>> Table(("a",), ((1,),)).as_dicts()
        [{'a': 1}]
        """
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def as_dict(self) -> dict[str, Any]:
        """Return columns and rows as plain JSON."""
        rows = [[value.isoformat() if isinstance(value, date) else value for value in row] for row in self.rows]
        return {"exampleData": self.example_data, "columns": list(self.columns), "rows": rows}

    def as_table(self, lang: str = "vi") -> Table:  # noqa: ARG002
        """Return the table itself."""
        return self

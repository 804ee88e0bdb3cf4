"""A table: named columns, rows of plain values. What `ask` answers, what lists are shown as, and what other programs take over."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, ClassVar, NamedTuple

from cakg.errors import CakgError
from cakg.messages import say
from cakg.numbers import read_number
from cakg.resources import require
from cakg.text import clip

_MOST_SHOWN = 100
"""Rows that a notebook shows of a longer table."""
_LONGEST_INTEGER = 19


class Grade(NamedTuple):
    """A secrecy grade: its code and its names by language."""

    code: str
    labels: Mapping[str, str]

    def label(self, lang: str = "vi") -> str:
        """Return the name in a language, else in any.

        >>> Grade("secret", {"vi": "tối mật"}).label("en")
        'tối mật'
        """
        return self.labels.get(lang) or next(iter(self.labels.values()), self.code)


class Tabular(ABC):
    """A result that can be taken over as a table by pandas, Polars, Arrow and notebooks."""

    shown: ClassVar[tuple[str, ...]] = ()
    """The columns a notebook shows; none means all."""
    none: ClassVar[str] = "no-rows"
    """Key of the sentence that stands in the place of rows where there is none."""

    @property
    def grade(self) -> Grade | None:
        """The grade of state secrets that every file with the result must carry; None where none is known."""
        return None

    def nothing(self, lang: str = "vi", *, options: bool = False) -> str:  # noqa: ARG002 - what leaves rows out tells how to see them
        """Return the sentence that stands in the place of rows where there is none, with `options` also how to ask for more."""
        return say(self.none, lang)

    @abstractmethod
    def as_table(self, lang: str = "vi") -> Table:
        """Return the result as a flat table."""

    def to_pandas(self) -> Any:
        """Return a pandas DataFrame: days as datetime64, figures as numbers.

        `attrs` say whether the data are an example, and their secrecy grade. Raises EngineError where pandas is missing.
        """
        pandas = require("pandas")
        table = self.as_table().typed()
        columns = {}
        for place, name in enumerate(table.columns):
            values = [row[place] for row in table.rows]
            columns[place] = pandas.Series(values, dtype=_PANDAS[table.types.get(name, "text")])
        frame = pandas.DataFrame(columns)
        frame.columns = list(table.columns)
        frame.attrs |= {"exampleData": table.example_data, "secrecy": table.grade.code if table.grade else None}
        return frame

    def to_polars(self) -> Any:
        """Return a Polars DataFrame, with dates and numbers as such. Raises EngineError where Polars is missing."""
        polars = require("polars")
        table = self.as_table().typed()
        kinds = {"date": polars.Date, "integer": polars.Int64, "number": polars.Float64, "boolean": polars.Boolean}
        series = [
            polars.Series(
                name, [row[place] for row in table.rows], dtype=kinds.get(table.types.get(name, "text"), polars.String)
            )
            for place, name in enumerate(told_apart(table.columns))
        ]
        return polars.DataFrame(series)

    def to_arrow(self) -> Any:
        """Return a pyarrow Table; its metadata say whether the data are an example, and their secrecy grade.

        Raises EngineError where pyarrow is missing.
        """
        arrow = require("pyarrow")
        table = self.as_table().typed()
        kinds = {"date": arrow.date32(), "integer": arrow.int64(), "number": arrow.float64(), "boolean": arrow.bool_()}
        names = list(told_apart(table.columns))
        arrays = [
            arrow.array([row[place] for row in table.rows], type=kinds.get(table.types.get(name, "text"), arrow.string()))
            for place, name in enumerate(table.columns)
        ]
        metadata = {"exampleData": "true" if table.example_data else "false"}
        metadata |= {"secrecy": table.grade.code} if table.grade else {}
        return arrow.Table.from_arrays(arrays, names=names, metadata=metadata)

    def __arrow_c_stream__(self, requested_schema: object = None) -> Any:
        """Give the rows to any program that knows the Arrow PyCapsule interface."""
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def _repr_html_(self) -> str:
        """Return what a notebook shows: the columns in `shown`, the first rows, every value as text."""
        import html

        try:
            table = self.as_table()
        except CakgError as error:  # a result that has no flat form says so
            return f"<p>{html.escape(error.message())}</p>"
        places = [table.columns.index(name) for name in self.shown] or range(len(table.columns))
        head = "".join(f"<th>{html.escape(clip(table.columns[place]))}</th>" for place in places)
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(clip(_shown(row[place])))}</td>" for place in places) + "</tr>"
            for row in table.rows[:_MOST_SHOWN]
        )
        marks = [
            *([say("example", "vi")] if table.example_data else []),
            *([table.grade.label().upper()] if table.grade else []),
        ]
        mark = f"<p><strong>{html.escape(' · '.join(marks))}</strong></p>" if marks else ""
        if not table.rows:
            return f"{mark}<p>{html.escape(self.nothing())}</p>"
        more = len(table.rows) - _MOST_SHOWN
        rest = f"<p>{html.escape(say('and-more', 'vi', count=more, total=len(table.rows)))}</p>" if more > 0 else ""
        return f"{mark}<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{rest}"


_PANDAS = {"date": "datetime64[s]", "integer": "Int64", "number": "float64", "boolean": "boolean", "text": "str"}


@dataclass(frozen=True)
class Table(Tabular):
    """Rows of text, numbers, days or None under named columns; `example_data` marks the shipped example, `grade` its secrecy.

    `types` says of columns that are not text what their values are, also where they are written as text: date, integer,
    number or boolean; duration (ISO 8601), which only people read as more than text.
    """

    formats: ClassVar = ("table", "json", "csv", "csv-raw", "xlsx", "docx", "html", "pdf", "ics", "parquet", "arrow")

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    example_data: bool = False
    types: Mapping[str, str] = field(default_factory=dict)
    grade: Grade | None = field(default=None, repr=False)
    about: Mapping[str, str] = field(default_factory=dict, repr=False)
    """What it answers, by language."""
    heads: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False, compare=False)
    """Heads of columns for people, by column and language; a column without one is headed by its own name."""
    records: frozenset[str] = field(default=frozenset(), repr=False, compare=False)
    """Columns that only name records, for programs: other columns tell people the same in words."""
    asked: Mapping[str, str | None] = field(default_factory=dict, repr=False, compare=False)
    """What was asked for: each parameter with its value, None where it was left open."""
    as_of: date | None = field(default=None, repr=False, compare=False)
    """The day it holds for, where one was asked for."""
    label_of: Callable[[str, str], str | None] | None = field(default=None, repr=False, compare=False)
    """Gives the name of a record in a language, None where there is none; nothing is looked up until somebody reads the rows."""

    def __getstate__(self) -> dict[str, Any]:
        """Return what is copied or sent to another process: the rows, without the graph that knows the names of records."""
        return {**vars(self), "label_of": None}

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
        secrecy = self.grade.code if self.grade else None
        return {"exampleData": self.example_data, "secrecy": secrecy, "columns": list(self.columns), "rows": rows}

    def as_table(self, lang: str = "vi") -> Table:  # noqa: ARG002
        """Return the table itself."""
        return self

    def typed(self) -> Table:
        """Return the table with each value as what it is: days, numbers, truth values and text, one kind to a column.

        A column with a value that is not of its kind is text throughout; so no value is lost or bent.

        >>> Table(("day", "n"), (("2024-02-29", "3"), (None, "x")), types={"day": "date", "n": "integer"}).typed()
        Table(columns=('day', 'n'), rows=((datetime.date(2024, 2, 29), '3'), (None, 'x')), example_data=False, types={'day': 'date'})
        """
        columns: list[list[Any]] = []
        types: dict[str, str] = {}
        for place, name in enumerate(self.columns):
            values = [row[place] for row in self.rows]
            kind = self.types.get(name) or _kind_of(values)
            try:
                columns.append([None if value is None else _KINDS[kind](value) for value in values])
            except (ValueError, ArithmeticError, KeyError):
                kind = "text"
                columns.append([None if value is None else str(value) for value in values])
            if kind != "text":
                types[name] = kind
        return replace(self, rows=tuple(zip(*columns, strict=True)), types=types)


def _kind_of(values: list[Any]) -> str:
    """Return what all values of a column are; text where they differ or there is none."""
    kinds = {type(value) for value in values if value is not None}
    known = {date: "date", bool: "boolean", int: "integer", float: "number"}
    return known.get(kinds.pop(), "text") if len(kinds) == 1 else "text"


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def _integer(value: Any) -> int:
    if len(str(value)) > _LONGEST_INTEGER or (number := int(value)).bit_length() > 63:  # noqa: PLR2004 - what a column of int64 holds
        raise ValueError
    return number


def _number(value: Any) -> float:
    number = read_number(str(value))
    if number is None:
        raise ValueError
    return float(number)


def _boolean(value: Any) -> bool:
    return value if isinstance(value, bool) else {"true": True, "1": True, "false": False, "0": False}[str(value)]


_KINDS: dict[str, Callable[[Any], Any]] = {
    "date": _day,
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "text": str,
}


def told_apart(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names of columns, those met before with a number that makes them no name of another.

    >>> told_apart(("a", "a", "a (2)", "b"))
    ('a', 'a (3)', 'a (2)', 'b')
    """
    names = tuple(names)
    given, seen, found = set(names), set[str](), []
    for name in names:
        number, own = 2, name
        while own in seen or (own != name and own in given):
            own, number = f"{name} ({number})", number + 1
        seen.add(own)
        found.append(own)
    return tuple(found)


def _shown(value: Any) -> str:
    return "" if value is None else str(value)

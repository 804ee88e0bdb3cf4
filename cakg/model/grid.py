"""The responsibility matrix as a value: duties down, bearers across, roles where they meet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from cakg.errors import ValueRefusedError
from cakg.messages import say
from cakg.model.change import Changes
from cakg.model.columns import SHARED, TYPES, shared_cells
from cakg.model.deadline import Move
from cakg.model.duty import Duty, Labels, Unresolved
from cakg.model.omissions import empty_words
from cakg.model.plain import as_json
from cakg.model.proof import Proof
from cakg.model.source import Source
from cakg.model.status import StatusRecord
from cakg.table import Grade, Table, Tabular, told_apart

if TYPE_CHECKING:
    from cakg.model.surroundings import Surroundings

GROUPS = ("ministry", "local", "outside", "force", "unplaced", "none")
"""Groups of columns in their order: Bộ, địa phương, ngoài ngành, classes that span the force, level not stated, nobody stated."""
_MARKS = ("exampleData", "secrecy")
"""Heads under which a file says what it is, which no unit may bear."""


@dataclass(frozen=True)
class Column:
    """One bearer as stated; a post stands in the column of its unit. `ended` marks a body that no longer exists."""

    iri: str
    label: str
    group: str
    ended: bool


@dataclass(frozen=True)
class Mark:
    """One role in one cell: its letters and code, the bearer as stated, the basis of the bearer, the certainty of the holder.

    `role` is None where no role is stated, `bearer` empty where nobody is; `head` marks the head of the column's unit;
    `holder` is whoever holds it where the duty passed on, or the last body known to have held it, empty elsewhere.
    """

    letters: str
    role: str | None
    bearer: str
    basis: str
    certainty: str
    head: bool
    holder: str


@dataclass(frozen=True)
class Row:
    """One norm or target step with one time; `marks` has one tuple for each column of the grid."""

    anchor: str
    duty: Duty
    marks: tuple[tuple[Mark, ...], ...]
    proof: Proof
    others: tuple[Duty, ...] = field(default=(), compare=False)
    """The bearers of its norm or step that were not asked for, or have a time of their own: one duty of each."""

    @property
    def together(self) -> tuple[Duty, ...]:
        """Those of `others` that have the time of the row, and so have marks in it."""
        return tuple(duty for duty in self.others if duty.deadline == self.duty.deadline)

    @property
    def statuses(self) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
        """Each status and basis with the bearers it is of, in the order of the duties."""
        found: dict[tuple[str, str], list[str]] = {}
        for duty in self.proof.duties:
            found.setdefault((duty.status, duty.statusBasis), []).append(duty.bearer.label if duty.bearer else "")
        return tuple((*key, tuple(dict.fromkeys(bearers))) for key, bearers in found.items())

    @property
    def records(self) -> tuple[StatusRecord, ...]:
        """The records the statuses rest on, each once."""
        return tuple({record.iri: record for duty in self.proof.duties for record in duty.statusEvidence}.values())


@dataclass(frozen=True)
class Grid(Tabular):
    """The matrix on a day."""

    formats: ClassVar = ("html", "csv", "json", "csv-raw", "xlsx", "docx", "pdf", "ics", "parquet", "arrow")
    changeless: ClassVar = ("csv", "csv-raw", "pdf", "ics", "parquet", "arrow", "jsonld")
    """Forms without room for what changed: a duty that is gone has no row in them."""

    as_of: date
    known_at: date | None
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    unresolved: tuple[Unresolved, ...]
    undated: int
    calls: int
    words: Labels
    example_data: bool
    changes: Changes | None = None
    """What differs from an earlier answer, where that was asked."""
    moved: tuple[Move, ...] = ()
    """The duties whose time moves under the switched reading rules."""
    kept: tuple[Move, ...] = ()
    """The duties that a switched rule touches but does not move."""
    faults: tuple[tuple[str, str], ...] = ()
    """Code and note of the duties that a date filter left out, where a note says why they have no day."""
    unbounded: int = 0
    """How many of `undated` recur and only lack a first or a last day between which to count."""
    recurring: int = 0
    """How many of `undated` recur on days that cannot be told."""
    continuous: int = 0
    """How many of `undated` go on all the time."""
    begun_on: date | None = None
    """The day from which occurrences are listed, where none was asked for and there may be earlier ones."""
    asked: tuple[tuple[str, str], ...] = ()
    """The filters with what was asked of each, in words."""
    undecided: Mapping[str, int] = field(default_factory=dict)
    """How many duties fit but for what cannot be told, by the reason."""
    outside: Mapping[str, int] = field(default_factory=dict)
    """How many duties are stated or in force only after the day (later), or no longer on it (over)."""
    surroundings: Callable[[], Surroundings] | None = field(default=None, repr=False, compare=False)
    """Works out the documents, findings and other language of the matrix; None where it was not made from a graph."""
    grade: Grade | None = None
    sources: tuple[Source, ...] = ()
    """The files it was laid out from."""
    origin: Any = field(default=None, repr=False, compare=False)
    """The knowledge graph it was laid out from, for a page to embed."""

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    @property
    def duties(self) -> tuple[Duty, ...]:
        """The duties of all rows, in their order."""
        return tuple(duty for row in self.rows for duty in row.proof.duties)

    @property
    def groups(self) -> tuple[tuple[str, int], ...]:
        """The groups that have columns, with how many."""
        counts = ((name, sum(column.group == name for column in self.columns)) for name in GROUPS)
        return tuple((name, count) for name, count in counts if count)

    def nothing(self, lang: str = "vi", *, options: bool = False) -> str:
        """Return why there is no row and what was left out, with `options` of the command line also how to ask for it."""
        return empty_words(self, lang, options=options)

    def as_dict(self) -> dict[str, Any]:
        """Return the matrix as plain JSON: columns, and rows with a duty and a list of marks for each column."""
        return {
            "asOf": self.as_of.isoformat(),
            "knownAt": self.known_at.isoformat() if self.known_at else None,
            "exampleData": self.example_data,
            "secrecy": self.grade.code if self.grade else None,
            "undated": self.undated,
            "unbounded": self.unbounded,
            "recurring": self.recurring,
            "continuous": self.continuous,
            "begunOn": self.begun_on.isoformat() if self.begun_on else None,
            "asked": dict(self.asked),
            "undecided": dict(self.undecided),
            "outside": dict(self.outside),
            "calls": self.calls,
            "unresolved": as_json(self.unresolved),
            "moved": as_json(self.moved),
            "kept": as_json(self.kept),
            "faults": [{"code": name, "note": note} for name, note in self.faults],
            "columns": as_json(self.columns),
            "rows": [
                {
                    "anchor": row.anchor,
                    "duty": row.duty.as_dict(),
                    "cells": as_json(row.marks),
                    "statuses": as_json(row.statuses),
                }
                for row in self.rows
            ],
            "changes": self.changes.as_dict()["changes"] if self.changes else None,
        }

    def refuse_changes(self) -> None:
        """Raise ValueRefusedError where differences were asked for, in a form that is `changeless`."""
        if self.changes is not None:
            raise ValueRefusedError("changes-not-flat")

    def as_table(self, lang: str = "vi") -> Table:
        """Return the matrix as a flat table: what is the same for all bearers, statuses, then a column of letters for each bearer.

        Raises ValueRefusedError where differences were asked for.
        """
        self.refuse_changes()
        heads = (column.label or say("nobody", lang) for column in self.columns)
        names = (*SHARED, "status", "statusBasis")
        rows = (
            (
                *shared_cells(row.duty.as_dict(), lang),
                *("; ".join(dict.fromkeys(words)) for words in zip(*(item[:2] for item in row.statuses), strict=True)),
                *("; ".join(mark.letters for mark in marks) or None for marks in row.marks),
            )
            for row in self.rows
        )
        types = {name: kind for name, kind in TYPES.items() if name in names}
        columns = told_apart((*names, *_MARKS, *heads))
        return Table((*names, *columns[len(names) + len(_MARKS) :]), tuple(rows), self.example_data, types, self.grade)

"""What is different between two answers, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from cakg.model.duty import Labels
from cakg.model.plain import as_json
from cakg.table import Grade, Table, Tabular


@dataclass(frozen=True)
class Change:
    """One difference of one duty of one bearer.

    `kind` is added, removed, deadline, status or holder; `before` and `after` are codes, days or names. `cause` is
    newRecord, stated, began, ended, extension, reading, evidence, duePassed, transfer, unitBegan, unitEnded or other; `record`
    is what caused it and `on` its day, where they are known; `decidedOn` is the day of the decision by whose name the record
    goes, `recordedOn` the day since which the record is known.
    """

    kind: str
    norm: str
    code: str
    labels: Labels
    bearer: str | None
    before: str | None
    after: str | None
    cause: str
    record: str | None = None
    recordLabel: str | None = None
    on: date | None = None
    decidedOn: date | None = None
    recordedOn: date | None = None
    no_task: str | None = field(default=None, compare=False)
    """`prohibition` or `permission` where nothing is to be carried out; people read it before the action."""


@dataclass(frozen=True)
class Changes(Tabular):
    """The differences between the answer for one pair of days (valid, recorded) and another, by code of the duty."""

    none: ClassVar = "no-changes"
    formats: ClassVar = tuple(name for name in Table.formats if name != "ics")
    shown: ClassVar = ("kind", "code", "label", "bearer", "before", "after", "cause", "on")

    since: date
    known_since: date | None
    as_of: date
    known_at: date | None
    rows: tuple[Change, ...]
    words: Labels
    example_data: bool
    grade: Grade | None = None

    def __iter__(self) -> Iterator[Change]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def as_dict(self) -> dict[str, Any]:
        """Return the differences as plain JSON."""
        return {
            "since": as_json(self.since),
            "knownSince": as_json(self.known_since),
            "asOf": as_json(self.as_of),
            "knownAt": as_json(self.known_at),
            "exampleData": self.example_data,
            "secrecy": self.grade.code if self.grade else None,
            "changes": [
                {"label" if key == "labels" else key: value for key, value in as_json(row).items()} for row in self.rows
            ],
        }

    def as_table(self, lang: str = "vi") -> Table:
        """Return the differences as a flat table, days in ISO form."""
        named = ("kind", "code", "label", "bearer", "before", "after", "cause", "record", "on", "norm", "recordLabel")
        columns = (*named, "decidedOn", "recordedOn")
        rows = (
            (
                row.kind,
                row.code,
                row.labels.get(lang) or row.labels.get("vi"),
                row.bearer,
                row.before,
                row.after,
                row.cause,
                row.record,
                row.on,
                row.norm,
                row.recordLabel,
                row.decidedOn,
                row.recordedOn,
            )
            for row in self.rows
        )
        return Table(
            columns, tuple(rows), self.example_data, dict.fromkeys(("on", "decidedOn", "recordedOn"), "date"), self.grade
        )

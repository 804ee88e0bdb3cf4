"""What a reorganisation would do to duties."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from cakg.model.duty import Holder, Labels, Party
from cakg.model.plain import as_json
from cakg.table import Grade, Table, Tabular

OUTCOMES = ("orphan", "double", "open", "lapsed", "moved", "gained", "kept")
"""What can become of a duty, the gravest first."""


@dataclass(frozen=True)
class Change:
    """One duty of one body that the reorganisation touches, with its holder before and after.

    `outcome` is `kept`, `moved` (another holds it), `gained` (the body did not have it before), `orphan` (nobody can be
    named who holds it any more), `lapsed` (it was one member's share in the duty of a class whose other members go on),
    `double` (more than one body is recorded as its holder) or `open` (its holder could not be told before either, or is
    one of the candidates: the work was divided, or whether the body exists is not known). `reason` and `candidates` tell
    of an orphan, a double or an open duty what is known.
    """

    norm: str
    code: str
    labels: Labels
    step: str | None
    role: str | None
    party: Party
    bearer: Party | None
    before: Holder | None
    after: Holder | None
    outcome: str
    reason: str | None
    candidates: tuple[Holder, ...]
    no_task: str | None = field(default=None, compare=False)
    """`prohibition` or `permission` where nothing is to be carried out; people read it before the action."""


@dataclass(frozen=True)
class Load:
    """How many duties a body holds before and after, each norm, step, time and role once."""

    iri: str
    label: str
    before: int
    after: int


@dataclass(frozen=True)
class Simulation(Tabular):
    """The duties of every body that a reorganisation touches, before and after it, on one day.

    `later` is the last day on which something in the file takes effect, where it lies after `as_of`.
    """

    formats: ClassVar = tuple(name for name in Table.formats if name != "ics")

    as_of: date
    source: str
    rows: tuple[Change, ...]
    loads: tuple[Load, ...]
    words: Labels
    later: date | None = None
    example_data: bool = False
    grade: Grade | None = None

    def __iter__(self) -> Iterator[Change]:
        return iter(self.rows)

    @property
    def orphans(self) -> tuple[Change, ...]:
        """The duties that lose their holder."""
        return self._with("orphan")

    @property
    def doubles(self) -> tuple[Change, ...]:
        """The duties that more than one body is recorded to hold."""
        return self._with("double")

    def _with(self, outcome: str) -> tuple[Change, ...]:
        return tuple(row for row in self.rows if row.outcome == outcome)

    def count(self, outcome: str) -> int:
        """Return how many duties came to that."""
        return len(self._with(outcome))

    def as_dict(self) -> dict[str, Any]:
        """Return the result as plain JSON."""
        rows = []
        for change in self.rows:
            row = as_json(change)
            row["label"] = row.pop("labels")
            rows.append(row)
        return {
            "asOf": self.as_of.isoformat(),
            "exampleData": self.example_data,
            "secrecy": self.grade.code if self.grade else None,
            "source": self.source,
            "later": as_json(self.later),
            "counts": {outcome: self.count(outcome) for outcome in OUTCOMES},
            "loads": as_json(self.loads),
            "duties": rows,
        }

    def as_table(self, lang: str = "vi") -> Table:
        """Return one row for each duty; the loads stand only in the other forms."""
        columns = (
            "code",
            "label",
            "party",
            "bearer",
            "role",
            "before",
            "after",
            "certainty",
            "outcome",
            "reason",
            "candidates",
        )
        rows = (
            (
                row.code,
                row.labels.get(lang) or row.labels.get("vi"),
                row.party.label,
                row.bearer and row.bearer.label,
                row.role,
                row.before and row.before.label,
                row.after and row.after.label,
                row.after and row.after.certainty,
                row.outcome,
                row.reason,
                "; ".join(item.label for item in row.candidates),
            )
            for row in self.rows
        )
        return Table(columns, tuple(rows), self.example_data, grade=self.grade)

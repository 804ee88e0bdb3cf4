"""What validation found, and the report that holds it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, ClassVar

from cakg.errors import FindingsError
from cakg.messages import LANGUAGES, say
from cakg.model.duty import Labels
from cakg.model.plain import as_json
from cakg.model.source import Place
from cakg.table import Grade, Table, Tabular
from cakg.terms import is_blank

SEVERITIES = ("violation", "warning", "info")
"""Worst first."""

GAPS = ("notStated", "notExtracted", "ambiguous")
"""Why something is not known: what was read does not state it, our data do not hold it yet, or it can be read in two ways."""


@dataclass(frozen=True)
class Finding:
    """One problem of one record: what is wrong, how to mend it, what to ask the drafting unit, and where it stands.

    `shape` is the local name of the property shape, `focus` the IRI of the record (the label of a blank node, a literal as in
    N-Triples), `path` the property, `value` the offending value if there is one.
    `gap` is one of `GAPS` where the shape says which kind of gap its question is about.
    """

    severity: str
    shape: str
    focus: str
    label: str
    path: str | None
    value: str | None
    component: str | None
    problem: Labels
    remedy: Labels
    question: Labels
    place: Place
    gap: str | None = None

    @property
    def iri(self) -> str | None:
        """What `focus` says in every run: nothing for a blank node, whose label is another in each."""
        return None if is_blank(self.focus) else self.focus

    @property
    def is_about_shapes(self) -> bool:
        """Whether it is a slip in the shapes of the caller, not in the data."""
        return self.component is None and self.shape.startswith("shapes-")

    @classmethod
    def from_message(cls, place: Place, focus: str, label: str, shape: str, path: str, key: str, **values: Any) -> Finding:
        """Make a violation from a sentence of the message catalogue."""
        return cls("violation", shape, focus, label, path, None, None, say_all(key, **values), {}, {}, place)


def say_all(key: str, **values: Any) -> Labels:
    """Return a sentence of the message catalogue in every language."""
    return {lang: say(key, lang, **values) for lang in LANGUAGES}


FINDING_COLUMNS = (
    "severity", "shape", "label", "problem", "remedy", "question", "gap", "path", "value", "file", "line", "focus",
    "recordsChecked", "shapesChecked",
)  # fmt: skip
"""Columns of findings as a flat table; the last two say the same in each row: how much was checked."""


@dataclass(frozen=True)
class Report(Tabular):
    """The findings, worst first, with how many records were checked against how many shapes."""

    none: ClassVar = "no-findings"
    formats: ClassVar = (
        "text", "json", "html", "xlsx", "docx", "pdf", "ics", "turtle", "jsonld", "csv", "csv-raw", "parquet", "arrow",
    )  # fmt: skip
    shown: ClassVar = ("severity", "label", "problem", "remedy", "file", "line")

    findings: tuple[Finding, ...]
    records: int
    shapes: int
    example_data: bool
    referred: tuple[str, ...] = ()
    """The shapes that could not be compiled, judged by the reference engine."""
    grade: Grade | None = None
    write_turtle: Callable[[], str] = field(default=str, repr=False, compare=False)
    basis: Any = field(default=None, repr=False, compare=False)
    """What the report was made of, for `cakg.revalidate`."""

    @cached_property
    def turtle(self) -> str:
        """The standard sh:ValidationReport, in Turtle."""
        return self.write_turtle()

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def count(self, severity: str) -> int:
        """Return the number of findings of one severity."""
        return sum(finding.severity == severity for finding in self.findings)

    @property
    def faults(self) -> int:
        """How many findings are about the shapes of the caller: what these cannot see is not checked."""
        return sum(finding.is_about_shapes for finding in self.findings)

    def reaches(self, severity: str) -> bool:
        """Say whether any finding is as bad as `severity` (violation, warning, info) or worse; never for `never`."""
        if severity not in SEVERITIES:
            return False
        bad = SEVERITIES[: SEVERITIES.index(severity) + 1]
        return any(finding.severity in bad for finding in self.findings)

    def raise_for(self, severity: str = "violation") -> None:
        """Raise FindingsError when the report reaches `severity`."""
        if self.reaches(severity):
            raise FindingsError("findings", self, count=len(self.findings), severity=severity)

    def as_table(self, lang: str = "vi") -> Table:
        """Return one row for each finding, in words of `lang`."""

        def words(labels: Labels) -> str | None:
            return labels.get(lang) or labels.get("vi")

        rows = (
            (
                item.severity, item.shape, item.label, words(item.problem), words(item.remedy), words(item.question), item.gap,
                item.path, item.value, item.place.name, item.place.line, item.iri, self.records, self.shapes,
            )
            for item in self
        )  # fmt: skip
        counts = dict.fromkeys(("line", "recordsChecked", "shapesChecked"), "integer")
        return Table(FINDING_COLUMNS, tuple(rows), self.example_data, counts, self.grade)

    def as_dict(self) -> dict[str, Any]:
        """Return the report as plain JSON, without the Turtle text."""
        return {
            "exampleData": self.example_data,
            "secrecy": self.grade.code if self.grade else None,
            "records": self.records,
            "shapes": self.shapes,
            "referred": list(self.referred),
            "faults": self.faults,
            "counts": {severity: self.count(severity) for severity in SEVERITIES},
            "findings": [as_json(finding) | {"focus": finding.iri} for finding in self.findings],
        }

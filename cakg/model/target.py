"""Targets: levels to reach, what is counted, what is measured, and what that allows to say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from cakg.model.criteria import CriteriaSet
from cakg.model.deadline import Deadline
from cakg.model.duty import Absent, Evidence, Labels, Party
from cakg.model.plain import as_json
from cakg.model.source import Notice, Source
from cakg.table import Grade, Table, Tabular


@dataclass(frozen=True)
class Headcount:
    """How many members a class has: `count` as of the day `on` of the record, not of the day asked about.

    `basis` is snapshot (a published count), counted (units of a loaded register), ended (the class is gone; `ended` says
    who follows it, or the unit with which it ended), notYet (it has not begun), absent
    (the unit whose part of a class is counted does not exist on the day), undescribed or unlisted (no source describes the
    units `missing`, or no register has their units) or notKnown; `comparator` is a code where the count is only "nearly" or "about" so many. Of a counted register, `registerOn` is
    the day its tables stand for, `doubtful` the units counted whose existence is not known, and `missing` those not
    counted of which it is not known under whom they stand by then.
    """

    count: int | None
    on: date | None
    basis: str
    comparator: str | None = None
    record: str | None = None
    registerOn: date | None = None
    doubtful: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    ended: Absent | None = None

    @property
    def exact(self) -> bool:
        """Whether the number is meant exactly, every unit counted is known to have existed and none may be missing."""
        return self.comparator in (None, "equal") and not self.doubtful and not (self.missing and self.count is not None)


@dataclass(frozen=True)
class Denominator:
    """The headcount under one membership policy; `day` is the day the policy asks for, None where it is not known.

    `policy` is a code of membership-policy, or `reported` for the total that a figure itself gives.
    """

    policy: str
    day: date | None
    headcount: Headcount


@dataclass(frozen=True)
class Figure:
    """A reported figure: `value`, of `denominator` where the source gives a total.

    `day` is that of the figure, else of the occasion it was reported at, else None.
    """

    iri: str
    label: str
    indicator: str
    about: str
    aboutLabel: str
    value: str
    denominator: str | None
    measureUnit: str
    comparator: str | None
    day: date | None
    evidence: tuple[Evidence, ...] = ()
    aboutEnded: date | None = None
    """The last day of the unit the figure is about, where it no longer exists on the day asked about."""


@dataclass(frozen=True)
class Verdict:
    """What one figure says about one step under one denominator and one reading of the level.

    `outcome` is met, notMet, exceeded or unknown; `approximate` marks that a number is only "nearly" or "about" so.
    `denominatorOn` is the day of the count, `denominatorBasis` and `registerOn` those of its Headcount. `part` is the unit a figure is about where the level is asked of each unit
    or province, None for all together. `on` is the day of the figure, on which the verdict holds, `timing` where that
    day stands (beforeDue, onDue, afterDue; None where a day is not known), `comparator` and `measureUnit` those of the
    numerator; `reason` is the key of a sentence that says why nothing can be concluded, where it is not the numbers.
    """

    figures: tuple[str, ...]
    policy: str
    reading: str
    numerator: str | None
    denominator: str | None
    denominatorOn: date | None
    required: str
    outcome: str
    approximate: bool
    part: str | None = None
    together: bool = False
    """Whether the numerator counts the parts that reach the level."""
    on: date | None = None
    comparator: str | None = None
    measureUnit: str | None = None
    timing: str | None = None
    reason: str | None = None
    denominatorBasis: str | None = None
    registerOn: date | None = None


@dataclass(frozen=True)
class Flip:
    """A choice that changes the verdict: `choice` is denominator, reading or figure, `outcomes` one outcome per option.

    `given` names the options of the other choices, which were held fixed.
    """

    choice: str
    given: Mapping[str, str]
    outcomes: Mapping[str, str]


@dataclass(frozen=True)
class Comparison:
    """A local target beside the one it makes specific.

    `relation` is stricter, equal, looser, silent or notComparable; `reading` names the reading of the level it holds
    under where the readings differ; `reason` is a key of a sentence.
    """

    local: str
    localCode: str
    localLabel: str
    higher: str
    higherCode: str
    relation: str
    reason: str
    reading: str | None = None


@dataclass(frozen=True)
class TargetStep:
    """One level of one target; `lower` and `upper` are kept as printed, `readings` says how they can be read.

    `policy` is the membership policy recorded for the class counted; every policy is in `denominators`.
    """

    norm: str
    code: str
    labels: Labels
    step: str | None
    indicator: str | None
    indicatorLabel: str | None
    population: Party | None
    comparator: str | None
    lower: str | None
    upper: str | None
    boundReading: str | None
    measureUnit: str | None
    scope: str | None
    deadline: Deadline
    policy: str | None
    force: str | None
    statedIn: str | None
    statedOn: date | None
    denominators: tuple[Denominator, ...]
    figures: tuple[Figure, ...]
    verdicts: tuple[Verdict, ...]
    flips: tuple[Flip, ...]
    secrecy: str | None = None
    """The grade of the instrument that states it, as a code of secrecy; None where none is recorded."""

    @property
    def label(self) -> str:
        """The target in Vietnamese, else in any language."""
        return self.labels.get("vi") or next(iter(self.labels.values()), self.code)


@dataclass(frozen=True)
class Targets(Tabular):
    """The targets found, the comparisons among them, the figures that measure none of them, and the criteria sets."""

    none: ClassVar = "no-targets"
    formats: ClassVar = Table.formats
    shown: ClassVar = (
        "code",
        "label",
        "population",
        "lower",
        "upper",
        "measureUnit",
        "due",
        "policy",
        "numerator",
        "denominator",
        "outcome",
    )

    as_of: date
    known_at: date | None
    rows: tuple[TargetStep, ...]
    comparisons: tuple[Comparison, ...] = ()
    figures: tuple[Figure, ...] = ()
    criteria: tuple[CriteriaSet, ...] = ()
    sources: tuple[Source, ...] = ()
    asked: tuple[tuple[str, str], ...] = ()
    """The filters with what was asked of each, in words: unit, document."""
    words: Labels = field(default_factory=dict)
    example_data: bool = False
    notices: tuple[Notice, ...] = field(default=())
    grade: Grade | None = None

    def __iter__(self) -> Iterator[TargetStep]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as plain JSON."""
        return {
            "asOf": self.as_of.isoformat(),
            "knownAt": self.known_at.isoformat() if self.known_at else None,
            "exampleData": self.example_data,
            "secrecy": self.grade.code if self.grade else None,
            "sources": as_json(self.sources),
            "asked": dict(self.asked),
            "targets": [
                {"label" if key == "labels" else key: value for key, value in as_json(row).items()} for row in self.rows
            ],
            "comparisons": as_json(self.comparisons),
            "figures": as_json(self.figures),
            "criteriaSets": as_json(self.criteria),
        }

    def as_table(self, lang: str = "vi") -> Table:
        """Return one row for each verdict, and one for each level without any; days in ISO form."""
        rows: list[tuple[Any, ...]] = []
        for row in self.rows:
            head: tuple[Any, ...] = (
                row.code, row.labels.get(lang, row.label), row.population.label if row.population else None, row.scope,
                row.comparator, row.lower, row.upper, row.boundReading, row.measureUnit, row.deadline.stated, row.deadline.due,
                row.deadline.rule,
            )  # fmt: skip
            rows += [
                (
                    *head, item.policy, item.reading, item.part, item.numerator, item.denominator, item.denominatorOn,
                    item.denominatorBasis, item.registerOn, item.required, item.outcome, item.on, item.timing, item.reason, item.approximate, "; ".join(item.figures),
                    row.norm, row.step,
                )
                for item in row.verdicts
            ]  # fmt: skip
            if not row.verdicts:
                rows += [
                    (
                        *head, item.policy, None, None, None, item.headcount.count, item.headcount.on,
                        item.headcount.basis, item.headcount.registerOn, None, "unknown", None, None, None, not item.headcount.exact, None, row.norm, row.step,
                    )
                    for item in row.denominators
                ] or [(*head, *[None] * 9, "unknown", *[None] * 5, row.norm, row.step)]  # fmt: skip
        return Table(TARGET_COLUMNS, tuple(rows), self.example_data, _TYPES, self.grade)


TARGET_COLUMNS = (
    "code", "label", "population", "scope", "comparator", "lower", "upper", "boundReading", "measureUnit", "stated", "due",
    "rule", "policy", "reading", "part", "numerator", "denominator", "denominatorOn", "denominatorBasis", "registerOn", "required",
    "outcome", "outcomeOn", "timing", "reason", "approximate", "figures", "norm", "step",
)  # fmt: skip
"""Columns of targets as a flat table."""
_TYPES = {
    **dict.fromkeys(("due", "denominatorOn", "registerOn", "outcomeOn"), "date"),
    **dict.fromkeys(("lower", "upper", "numerator", "denominator"), "number"),
    "approximate": "boolean",
}

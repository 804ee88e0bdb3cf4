"""A duty: one action, one bearer, one time, with everything that proves it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from cakg.model.columns import COLUMNS, TYPES, cells
from cakg.model.deadline import Deadline, Move, Occurrence
from cakg.model.omissions import empty_words
from cakg.model.plain import as_json
from cakg.model.source import Notice, Source
from cakg.model.status import Share, StatusRecord
from cakg.table import Grade, Table, Tabular

if TYPE_CHECKING:
    from cakg.model.membership import Incomplete

Labels = Mapping[str, str]


class Party(NamedTuple):
    """A unit, a class of units or a post, as stated; `basis` is a code of the scheme bearer-basis."""

    iri: str
    label: str
    basis: str | None


class Holder(NamedTuple):
    """Who holds the duty at `as_of`; `certainty` is certain, byDefaultRule or unresolved."""

    iri: str
    label: str
    certainty: str


class Step(NamedTuple):
    """One step from the bearer as stated to the holder; `step` is direct, population, post or succession."""

    step: str
    iri: str
    date: date | None
    basis: str
    certainty: str


class Instrument(NamedTuple):
    """The instrument in which a duty is written."""

    iri: str
    number: str | None
    title: str
    issuedOn: date | None
    secrecy: str | None = None
    """A code of secrecy, None where none is recorded."""

    def __str__(self) -> str:
        return self.number or self.title


class Utterance(NamedTuple):
    """The oral direction in which a duty was given; `date` is None where the day is not known."""

    iri: str
    speakerPost: str | None
    onBehalfOf: str | None
    occasion: str | None
    date: date | None

    def __str__(self) -> str:
        return ", ".join(part for part in (self.speakerPost, self.occasion) if part)


class Evidence(NamedTuple):
    """A span of a source: code points [start, end) of the text with hash `sha256`; `supports` says what it proves."""

    source: str
    sha256: str
    start: int
    end: int
    line: int | None
    supports: str


class Duty(NamedTuple):
    """One row of the answer to "who must do what by when"; the field names are those of the JSON contract."""

    norm: str
    code: str
    kind: str
    labels: Labels
    deliverable: str | None
    step: str | None
    level: str | None
    """The level of a target step in words, e.g. "ít nhất 8 biên chế, từng đơn vị"; None for other norms."""
    bearer: Party | None
    holder: Holder | None
    path: tuple[Step, ...]
    role: str | None
    modality: str | None
    modalVerb: str | None
    force: str | None
    deadline: Deadline
    occurrence: Occurrence | None
    status: str
    statusBasis: str
    instrument: Instrument | None
    utterance: Utterance | None
    statedIn: str | None
    evidence: tuple[Evidence, ...]
    responsibility: str | None = None
    """The record that ties the norm to its bearer."""
    statusEvidence: tuple[StatusRecord, ...] = ()
    """The records the status rests on; empty where it follows from the time alone."""
    share: Share | None = None
    """How much is known to be done, where records speak of a part."""
    reported: bool = False
    """Whether only a source document, an article, states it."""
    member: Party | None = None
    """The member of a class whose duty this is, also where another body holds it by now; None where no class is between."""

    @property
    def label(self) -> str:
        """The action in Vietnamese, else in any language."""
        return self.labels.get("vi") or next(iter(self.labels.values()), self.code)

    @property
    def authority(self) -> Instrument | Utterance | None:
        """The instrument or the utterance that states the duty; None where only an article reports it or nothing is said."""
        return self.instrument or self.utterance

    @property
    def secrecy(self) -> str | None:
        """The grade of the instrument that states the duty; None where none is recorded."""
        return self.instrument.secrecy if self.instrument else None

    @property
    def no_task(self) -> str | None:
        """`prohibition` or `permission` where nothing is to be carried out, by its modality or its class; None of what is to be done."""
        said = (self.modality, self.kind.lower())
        return next((name for name in ("prohibition", "permission") if name in said), None)

    @property
    def word_keys(self) -> tuple[str, ...]:
        """The codes of this row that people want in words, as `scheme/code`."""
        basis = (self.bearer.basis if self.bearer else None) or "noneStated"
        codes = {"role": self.role, "status": self.status, "binding-force": self.force, "bearer-basis": basis}
        codes |= {"modality": self.modality, "secrecy": self.secrecy, "class": self.kind}
        found = (*codes.items(), *(("reading-rule", rule) for rule in self.deadline.rules))
        return tuple(f"{scheme}/{name}" for scheme, name in found if name)

    def as_dict(self) -> dict[str, Any]:
        """Return the duty in the form of the JSON contract."""
        row = {name: as_json(getattr(self, name)) for name in self._fields}
        row["label"] = row.pop("labels")
        return {key: row[key] for key in _CONTRACT}


_CONTRACT = tuple("label" if name == "labels" else name for name in Duty._fields)


class Unresolved(NamedTuple):
    """A duty whose holder cannot be told, why, and who may hold it.

    `holder` is the last body known to have held it; `several` marks that more than one took it over as a whole.
    """

    norm: str
    reason: str
    candidates: tuple[Holder, ...]
    holder: str | None = None
    several: bool = False


class Absent(NamedTuple):
    """A unit to which an answer was narrowed, or a class it counts, that does not exist on a day: nothing is under or in it.

    `reason` is `followed` (by the one in `followers`), `divided` (each of `followers` may have taken over), `gone` (the data
    name nobody) or `notYet`. What counts then is who stood under it on an earlier day by which a class or a duty goes.
    """

    iri: str
    label: str
    reason: str
    followers: tuple[Holder, ...] = ()


@dataclass(frozen=True)
class Duties(Tabular):
    """The duties found, in a stable order, with what a reader must know to trust them.

    `undated` counts the rows a date filter left out because they have no day: of them `unbounded` those that recur and only
    lack a first or a last day between which to count, `recurring` those that recur on days which cannot be told, `continuous`
    those that go on all the time; `begun_on` is the day from which occurrences are listed where none was
    asked for and there may be earlier ones, else None. `calls` counts the calls and wishes,
    which are not duties; `chosen` names the classes to which the asked unit may belong, and whose duties are not listed:
    those of chosen units, and those under one of several that may have followed its upper unit; `expanded` marks that classes were to give one row for each member, `incomplete` names those that could not, or not in full; `words` has the label of every code, under `scheme/code`.
    """

    formats: ClassVar = (
        "table", "json", "csv", "csv-raw", "xlsx", "docx", "html", "pdf", "ics", "parquet", "arrow",
    )  # fmt: skip
    columns: ClassVar = COLUMNS
    shown: ClassVar = ("code", "label", "bearer", "role", "stated", "due", "status", "instrument")

    as_of: date
    rows: Sequence[Duty]
    known_at: date | None = None
    """The day whose records were asked; None for all records."""
    undated: int = 0
    calls: int = 0
    chosen: tuple[str, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    incomplete: tuple[Incomplete, ...] = ()
    moved: tuple[Move, ...] = ()
    """The duties whose time moves under the switched reading rules, also those a date filter leaves out."""
    kept: tuple[Move, ...] = ()
    """The duties that a switched rule touches but does not move, as an extension sets their day or they could not be read again."""
    faults: tuple[tuple[str, str], ...] = ()
    """Code and note of the duties that a date filter left out, where a note says why they have no day."""
    unbounded: int = 0
    recurring: int = 0
    continuous: int = 0
    begun_on: date | None = None
    asked: tuple[tuple[str, str], ...] = ()
    """The filters with what was asked of each, in words: unit, within, document, role, status, binding-force, from, by."""
    absent: Absent | None = None
    """The unit asked for with `within` where it does not exist on the day."""
    expanded: bool = False
    sources: tuple[Source, ...] = ()
    words: Labels = field(default_factory=dict)
    example_data: bool = False
    notices: tuple[Notice, ...] = field(default=())
    grade: Grade | None = None
    undecided: Mapping[str, int] = field(default_factory=dict)
    """How many rows fit but for what cannot be told: past, unclear, timeless, turnless, untold, ambiguous (see `cakg.model.omissions`)."""
    outside: Mapping[str, int] = field(default_factory=dict)
    """How many duties are stated or in force only after the day (later), or no longer on it (over)."""
    read_whole: Callable[[], tuple[Duty, ...]] | None = field(default=None, repr=False, compare=False)
    """Reads the norms of the rows with all their bearers; None where no filter chose among bearers."""

    @property
    def whole(self) -> tuple[Duty, ...]:
        """The norms of the rows with all their bearers, for who names each beside those asked for; empty where all are rows."""
        return self.read_whole() if self.read_whole else ()

    def __iter__(self) -> Iterator[Duty]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, place: int) -> Duty:
        return self.rows[place]

    def nothing(self, lang: str = "vi", *, options: bool = False) -> str:
        """Return why there is no row and what was left out, with `options` of the command line also how to ask for it."""
        return empty_words(self, lang, options=options)

    def as_dict(self) -> dict[str, Any]:
        """Return the answer in the form of the JSON contract."""
        return {name: list(value) if name == "duties" else value for name, value in self.as_entries().items()}

    def as_entries(self) -> dict[str, Any]:
        """Return the answer in the form of the JSON contract, where the duties are made one by one."""
        return {
            "asOf": self.as_of.isoformat(),
            "knownAt": self.known_at.isoformat() if self.known_at else None,
            "exampleData": self.example_data,
            "secrecy": self.grade.code if self.grade else None,
            "sources": [as_json(source) for source in self.sources],
            "undated": self.undated,
            "unbounded": self.unbounded,
            "recurring": self.recurring,
            "continuous": self.continuous,
            "begunOn": self.begun_on.isoformat() if self.begun_on else None,
            "asked": dict(self.asked),
            "undecided": dict(self.undecided),
            "outside": dict(self.outside),
            "calls": self.calls,
            "chosen": list(self.chosen),
            "unresolved": [as_json(item) for item in self.unresolved],
            "incomplete": [as_json(item) for item in self.incomplete],
            "absent": as_json(self.absent),
            "moved": as_json(self.moved),
            "kept": as_json(self.kept),
            "faults": [{"code": name, "note": note} for name, note in self.faults],
            "duties": (duty.as_dict() for duty in self),
        }

    def as_table(self, lang: str = "vi") -> Table:
        """Return the duties as a flat table, labels in `lang`, days in ISO form."""
        return Table(COLUMNS, tuple(self.as_lines(lang)), self.example_data, TYPES, self.grade)

    def as_lines(self, lang: str = "vi") -> Iterator[tuple[Any, ...]]:
        """Yield the rows of the flat table, one by one."""
        return (cells(duty.as_dict(), self.grade, lang) for duty in self)

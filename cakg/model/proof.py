"""Why a duty reads as it does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from cakg.model.duty import Duty, Evidence, Holder, Labels
from cakg.model.outline import Outlined
from cakg.model.plain import as_json
from cakg.table import Grade


@dataclass(frozen=True)
class Link:
    """One link of a chain of authority, from the lower record to the upper; not `certain` means possible."""

    lower: str
    lowerLabel: str
    relation: str
    upper: str
    upperLabel: str
    certain: bool


@dataclass(frozen=True)
class Rule:
    """A reading rule with its text, its legal basis where there is one, and the codes of rules that may stand for it."""

    code: str
    label: str
    definition: str
    legalBasis: str | None
    alternatives: tuple[str, ...]


@dataclass(frozen=True)
class Quotation:
    """The words of a span, given only where the reader owns the text; `words` is None otherwise.

    `problem` is the key of a message: no text given, text missing, or text changed since it was encoded.
    """

    evidence: Evidence
    words: str | None
    problem: str | None


@dataclass(frozen=True)
class Doubt:
    """A doubtful reading that the editor recorded about a record."""

    about: str
    note: str
    confidence: float | None
    state: str | None


@dataclass(frozen=True)
class Proof(Outlined):
    """Everything that supports one norm or instrument: its duties, its chain of authority, its words, its doubts."""

    formats: ClassVar = ("text", "json", "html", "pdf")

    iri: str
    labels: Labels
    duties: tuple[Duty, ...]
    chain: tuple[Link, ...]
    rules: tuple[Rule, ...]
    quotations: tuple[Quotation, ...]
    doubts: tuple[Doubt, ...]
    words: Labels
    example_data: bool
    grade: Grade | None = None
    ambiguous: int = 0
    """How many rows name what may be this document or another one; they are not among its duties."""

    def as_dict(self) -> dict[str, Any]:
        """Return the proof as plain JSON."""
        return {
            "exampleData": self.example_data,
            "iri": self.iri,
            "label": dict(self.labels),
            "duties": [duty.as_dict() for duty in self.duties],
            "ambiguous": self.ambiguous,
            "chain": as_json(self.chain),
            "rules": as_json(self.rules),
            "quotations": as_json(self.quotations),
            "doubts": as_json(self.doubts),
        }


@dataclass(frozen=True)
class Related:
    """A unit that stands above, before or after another.

    `certainty` of a follower: certain by a recorded transfer of the function, byDefaultRule where it took over the whole
    unit, unresolved where it is one of several that took over parts.
    """

    iri: str
    label: str
    from_: str | None
    function: str | None
    certainty: str


@dataclass(frozen=True)
class Onward:
    """Who has by now what a successor received: where that one has ended since, or handed the function on.

    `iri`, `from_` and `function` are those of the successor, `validTo` its last day where it has ended; several `holders`
    are those who may have it, none with a `reason` in words where it cannot be told.
    """

    iri: str
    validTo: date | None
    from_: str | None
    function: str | None
    holders: tuple[Holder, ...]
    reason: str | None


@dataclass(frozen=True)
class Card(Outlined):
    """What the graph says about one record, property by property, and what points at it."""

    formats: ClassVar = ("text", "json", "html", "pdf")

    iri: str
    label: str
    kind: str
    asOf: str | None
    existing: bool | None
    validFrom: str | None
    validTo: str | None
    parents: tuple[Related, ...]
    successors: tuple[Related, ...]
    predecessors: tuple[Related, ...]
    facts: tuple[tuple[str, tuple[str, ...]], ...]
    pointers: tuple[tuple[str, tuple[str, ...]], ...]
    duties: tuple[Duty, ...]
    words: Labels
    example_data: bool
    existence: str | None = None
    register: str | None = None
    snapshot: str | None = None
    onward: tuple[Onward, ...] = ()
    grade: Grade | None = None
    ambiguous: int = 0
    """How many rows name what may be this document or another one; they are not among its duties."""

    def as_dict(self) -> dict[str, Any]:
        """Return the card as plain JSON; a successor's day stands under `from`.

        `existence` is "not-known" for a unit that may not exist, `register` and `snapshot` name the register that describes
        it and the day of its snapshot; `onward` leads from each successor that has ended since to who follows it today.
        """
        plain: dict[str, Any] = {"exampleData": self.example_data}
        for name in ("iri", "label", "kind", "asOf", "existing", "existence", "validFrom", "validTo", "register", "snapshot"):
            plain[name] = getattr(self, name)
        for name in ("parents", "successors", "predecessors", "onward"):
            related = as_json(getattr(self, name))
            plain[name] = [{key.rstrip("_"): value for key, value in item.items()} for item in related]
        for name in ("facts", "pointers"):
            plain[name] = {property_: list(values) for property_, values in getattr(self, name)}
        plain["duties"] = [duty.code for duty in self.duties]
        plain["ambiguous"] = self.ambiguous
        return plain

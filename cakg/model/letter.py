"""Questions to those who drafted an instrument, and the letters that carry them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from cakg.model.duty import Labels
from cakg.model.outline import Outlined
from cakg.model.plain import as_json
from cakg.model.source import Place
from cakg.table import Grade
from cakg.terms import is_blank


@dataclass(frozen=True)
class Enquiry:
    """One question about one subject, asked once however many findings raise it.

    `number` counts from 1 within its matter. `subject` is the norm or other record asked about, with its visible `code` and
    the `provision` that states it where there are any; `parts` name the steps, deadlines or bearers of the subject that are
    meant, `also` the other instruments that state it. `gap` is a code of `model.finding.GAPS` or None.
    """

    number: int
    gap: str | None
    subject: str
    code: str | None
    label: str
    provision: str | None
    words: Labels
    parts: tuple[str, ...]
    also: tuple[str, ...]
    records: tuple[str, ...]
    shapes: tuple[str, ...]
    place: Place


@dataclass(frozen=True)
class Matter:
    """What a list of questions is about: an instrument, utterance or source document; `iri` is None where nothing states it.

    The statements of an utterance are not scattered: each question is asked once, of all statements that it concerns.
    """

    iri: str | None
    kind: str | None
    label: str
    enquiries: tuple[Enquiry, ...]

    @property
    def by_question(self) -> bool:
        """Say whether the questions come one after the other, each with its subjects, not subject by subject."""
        return self.kind == "Utterance"


@dataclass(frozen=True)
class Addressee:
    """A unit that drafted an instrument."""

    iri: str
    label: str


@dataclass(frozen=True)
class Letter:
    """Questions to one drafting unit (or several that drafted together); without addressees the unit is not known."""

    addressees: tuple[Addressee, ...]
    matters: tuple[Matter, ...]


@dataclass(frozen=True)
class Letters(Outlined):
    """Letters to known drafting units first, then one for each matter whose drafting unit is not known.

    `unasked` counts the findings that raise no question: they are mended in the data.
    """

    formats: ClassVar = ("text", "docx", "json", "html", "pdf")

    letters: tuple[Letter, ...]
    unasked: int
    example_data: bool
    grade: Grade | None = None

    def __iter__(self) -> Iterator[Letter]:
        return iter(self.letters)

    def __len__(self) -> int:
        return len(self.letters)

    @property
    def enquiries(self) -> tuple[Enquiry, ...]:
        """All questions of all letters, in order."""
        return tuple(enquiry for letter in self for matter in letter.matters for enquiry in matter.enquiries)

    def as_dict(self) -> dict[str, Any]:
        """Return the letters as plain JSON, without the labels of blank nodes, which are others in each run."""
        secrecy = self.grade.code if self.grade else None
        letters = [_plain(letter) for letter in self]
        return {"exampleData": self.example_data, "secrecy": secrecy, "unasked": self.unasked, "letters": letters}


def _plain(letter: Letter) -> Any:
    plain = as_json(letter)
    for unit in plain["addressees"]:
        unit["iri"] = _iri(unit["iri"])
    for matter in plain["matters"]:
        matter["iri"] = _iri(matter["iri"])
        for enquiry in matter["enquiries"]:
            enquiry["subject"] = _iri(enquiry["subject"])
            enquiry["records"] = list(filter(_iri, enquiry["records"]))
    return plain


def _iri(name: str | None) -> str | None:
    return None if name is None or is_blank(name) else name

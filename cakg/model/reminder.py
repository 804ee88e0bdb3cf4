"""Letters that remind a unit of what is due, past due, silent or without a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from cakg.calendars import show_date
from cakg.messages import say
from cakg.model.duty import Duties, Duty, Holder, Labels
from cakg.model.outline import Outlined
from cakg.model.plain import as_json
from cakg.table import Grade

PARTS = ("overdue", "silent", "soon", "undated")
"""The parts of a letter in their order: shown to be late, past due with nothing recorded, due soon, without a day."""


@dataclass(frozen=True)
class Reminder:
    """What one unit is reminded of, each duty in one part.

    `unit` is the body written to. Where it has ended and nobody is known to have followed, it is written to nobody:
    `ended` is set and `candidates` are those who may hold its duties. `overdue` duties are shown to be late by a record;
    of `silent` ones nothing is recorded and the day is past; `soon` are due up to the day of the letter's reach, `undated` have
    no day; `later` counts those due after it.
    """

    unit: Holder
    ended: bool
    candidates: tuple[Holder, ...]
    overdue: tuple[Duty, ...]
    silent: tuple[Duty, ...]
    soon: tuple[Duty, ...]
    undated: tuple[Duty, ...]
    later: int

    @property
    def parts(self) -> tuple[tuple[str, tuple[Duty, ...]], ...]:
        """The parts that have duties, in their order."""
        found = ((name, getattr(self, name)) for name in PARTS)
        return tuple((name, duties) for name, duties in found if duties)


@dataclass(frozen=True)
class Reminders(Outlined):
    """Letters in the order of the names of their units; `nobody` are the duties that are not done and for which nobody is stated.

    `passed` are the bodies to which duties of the one unit asked for have passed, `basis` is the answer that the duties were taken from, with what it leaves out.
    """

    formats: ClassVar = ("text", "docx", "json", "html", "pdf")

    as_of: date
    by: date
    letters: tuple[Reminder, ...]
    nobody: tuple[Duty, ...]
    passed: tuple[Holder, ...]
    words: Labels
    example_data: bool
    basis: Duties = field(repr=False)
    grade: Grade | None = None

    def __iter__(self) -> Iterator[Reminder]:
        return iter(self.letters)

    def __len__(self) -> int:
        return len(self.letters)

    def nothing(self, lang: str = "vi", *, options: bool = False) -> str:
        """Return why there is no letter: no duty that fits, or none of which a unit is to be reminded."""
        if not self.basis.rows:
            return f"{say('remind-nothing', lang)} {self.basis.nothing(lang, options=options)}"
        return say("remind-nothing-of", lang, count=len(self.basis), day=show_date(self.by))

    def as_dict(self) -> dict[str, Any]:
        """Return the letters as plain JSON, each duty in the form of the contract."""
        return {
            "asOf": self.as_of.isoformat(),
            "by": self.by.isoformat(),
            "exampleData": self.example_data,
            "secrecy": self.grade.code if self.grade else None,
            "letters": [
                {
                    "unit": as_json(letter.unit),
                    "ended": letter.ended,
                    "candidates": as_json(letter.candidates),
                    **{name: [duty.as_dict() for duty in getattr(letter, name)] for name in PARTS},
                    "later": letter.later,
                }
                for letter in self
            ],
            "passed": as_json(self.passed),
            "nobody": [duty.as_dict() for duty in self.nobody],
        }

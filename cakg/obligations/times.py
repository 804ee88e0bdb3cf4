"""The times of a duty: as read by the rules asked for, and each occurrence of those that come again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from cakg.authority import Statement
from cakg.deadlines import deadlines_of
from cakg.graph import KnowledgeGraph
from cakg.model.deadline import Deadline, Move, Occurrence
from cakg.namespaces import CAKG
from cakg.terms import code

Window = tuple[date | None, date | None]
"""First and last day due that is asked for."""


class Times:
    """Reads the times of duties for one day, one choice of reading rules and one window."""

    def __init__(self, kg: KnowledgeGraph, as_of: date, lang: str, readings: Mapping[str, str], window: Window) -> None:
        self._kg = kg
        self._as_of = as_of
        self._lang = lang
        self._readings = readings
        self._window = window
        self._moved: set[Move] = set()

    @property
    def moved(self) -> tuple[Move, ...]:
        """The duties read so far whose time the switched rules move."""
        return tuple(sorted(self._moved, key=lambda move: (move.code, move.step or "", str(move.old.stated))))

    def of(
        self, norm: str, step: str | None, responsibility: str | None, statement: Statement
    ) -> Iterator[tuple[Deadline, Occurrence | None]]:
        """Yield each time stated for a duty, once for each occurrence inside the window where it recurs."""
        last = self._kg.record(norm).date(CAKG.validTo)
        for deadline in self._deadlines(norm, step, responsibility, statement):
            if not deadline.recurrence or None in self._window:
                yield deadline, None
                continue
            from cakg.deadlines.occurrences import in_turns  # few times recur

            yield from in_turns(deadline, *self._window, since=statement.not_before, last=last)

    def _deadlines(self, norm: str, step: str | None, responsibility: str | None, statement: Statement) -> tuple[Deadline, ...]:
        owners, said = (responsibility, step, norm), statement.on
        read = deadlines_of(self._kg, *owners, as_of=self._as_of, issued=said, readings=self._readings)
        if self._readings:
            label = self._kg.record(norm).label(self._lang)
            for old, new in zip(deadlines_of(self._kg, *owners, as_of=self._as_of, issued=said), read, strict=True):
                if old != new:
                    self._moved.add(Move(norm, code(norm), step, label, old, new))
        return read

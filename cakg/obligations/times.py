"""The times of a duty: as read by the rules asked for, and each occurrence of those that come again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import islice

from cakg.authority import Statement
from cakg.deadlines import deadlines_of
from cakg.graph import KnowledgeGraph
from cakg.model.deadline import Deadline, Move, Occurrence
from cakg.namespaces import CAKG
from cakg.terms import code

_FAR = 10
"""Years ahead in which the next turn is looked for where no window is given."""
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
        return self._with(lambda move: move.outcome == "moved")

    @property
    def kept(self) -> tuple[Move, ...]:
        """The duties read so far that a switched rule touches but does not move: extended, or not to be read again."""
        return self._with(lambda move: move.outcome != "moved")

    def _with(self, chosen: Callable[[Move], bool]) -> tuple[Move, ...]:
        return tuple(sorted(filter(chosen, self._moved), key=lambda move: (move.code, move.step or "", str(move.old.stated))))

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
            last = self._kg.record(norm).date(CAKG.validTo)
            for old, new in zip(deadlines_of(self._kg, *owners, as_of=self._as_of, issued=said), read, strict=True):
                if old != new:
                    turns = [self._turns(item, statement.not_before, last) for item in (old, new)]
                    outcome = _outcome(old, new, moved=turns[0] != turns[1])
                    if outcome == "moved":
                        self._moved.add(Move(norm, code(norm), step, label, old, new, outcome, *turns))
                    elif outcome:
                        self._moved.add(Move(norm, code(norm), step, label, old, new, outcome))
        return read

    def _turns(self, deadline: Deadline, since: date | None, last: date | None) -> tuple[date, ...]:
        """Return the due days of a recurring time inside the window, without one the next; nothing where they cannot be told."""
        if not deadline.recurrence:
            return ()
        from cakg.deadlines.occurrences import in_turns  # few times recur

        open_ = None in self._window
        window = (self._as_of, _far(self._as_of)) if open_ else self._window
        found = in_turns(deadline, *window, since=since, last=last)
        return tuple(islice((timed.due for timed, turn in found if turn and timed.due), 1 if open_ else None))


def _far(day: date) -> date:
    """Return a day by which anything that recurs has come again."""
    return day.replace(day=1, year=min(day.year + _FAR, date.max.year))


def _outcome(old: Deadline, new: Deadline, *, moved: bool) -> str | None:
    """Say what a switched rule does to a time; None where the days stay the same."""
    if "not-read-again" in new.notes:
        return "notReadAgain"
    if moved or _days(old) != _days(new) or (old.earliest and new.earliest and old.earliest != new.earliest):
        return "moved"
    return "extended" if new.extensions and old.extensions != new.extensions else None


def _days(deadline: Deadline) -> tuple[object, ...]:
    return deadline.kind, deadline.start, deadline.due, deadline.recurrence, deadline.until

"""The times of a duty: as read by the rules asked for, and each occurrence of those that come again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import islice

from cakg.authority import Statement
from cakg.deadlines import deadlines_of
from cakg.graph import KnowledgeGraph
from cakg.model.deadline import SINCE_LAST_DONE, Completion, Deadline, Move, Occurrence
from cakg.namespaces import CAKG
from cakg.terms import code

_FAR = 10
"""Years ahead in which the next turn is looked for where no window is given."""
Window = tuple[date | None, date | None]
"""First and last day due that is asked for."""
LastDone = Callable[[], Completion | None]
"""Looks up when a duty was last done; asked only of the few times that are counted from it."""


class Times:
    """Reads the times of duties for one day, one choice of reading rules and one window."""

    def __init__(self, kg: KnowledgeGraph, as_of: date, lang: str, readings: Mapping[str, str], window: Window) -> None:
        self._kg = kg
        self._as_of = as_of
        self._lang = lang
        self._readings = readings
        self._window = window
        self.begun_on: date | None = None
        """The day from which turns are listed, where the window did not name it and there may be earlier ones."""
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
        self, norm: str, step: str | None, responsibility: str | None, statement: Statement, done: LastDone
    ) -> Iterator[tuple[Deadline, Occurrence | None]]:
        """Yield each time stated for a duty, once for each occurrence inside the window where it recurs."""
        last = self._kg.record(norm).date(CAKG.validTo)
        for deadline in self._deadlines(norm, step, responsibility, statement, done):
            if not deadline.recurrence:
                yield deadline, None
                continue
            window = self._window_of(deadline, statement.not_before)
            yield from self._in_turns(deadline, window, statement.not_before, last, done, self._readings)

    def again(
        self, timed: Deadline, norm: str, step: str | None, responsibility: str | None, statement: Statement, done: LastDone
    ) -> tuple[Deadline, Occurrence | None]:
        """Return a time that is counted since last done for another holder, who did it on another day; whatever the window."""
        last = self._kg.record(norm).date(CAKG.validTo)
        for deadline in self._read(norm, step, responsibility, statement, self._readings):
            if (deadline.stated, deadline.recurrence, deadline.recurrenceBasis) == (
                timed.stated,
                timed.recurrence,
                timed.recurrenceBasis,
            ):
                turns = self._in_turns(deadline, (None, None), statement.not_before, last, done, self._readings)
                return next(turns, (deadline, None))
        return timed, None

    def _window_of(self, deadline: Deadline, since: date | None) -> Window:
        """Return the window in which turns are looked for, and note the day it was begun on where none was asked for."""
        first, last = self._window
        if first or last is None or last < self._as_of or deadline.recurrenceBasis == SINCE_LAST_DONE:
            return self._window
        begin = max(filter(None, (deadline.start, since)), default=None)
        if begin is None or begin < self._as_of:
            self.begun_on = self._as_of
        return self._as_of, last

    def _in_turns(
        self,
        deadline: Deadline,
        window: Window,
        since: date | None,
        last: date | None,
        done: LastDone,
        readings: Mapping[str, str],
    ) -> Iterator[tuple[Deadline, Occurrence | None]]:
        if deadline.recurrenceBasis == SINCE_LAST_DONE:
            from cakg.deadlines.sequels import sequel

            return sequel(deadline, done(), *window, last=last, readings=readings)
        from cakg.deadlines.occurrences import in_turns  # few times recur

        return in_turns(deadline, *window, since=since, last=last)

    def _read(
        self, norm: str, step: str | None, responsibility: str | None, statement: Statement, readings: Mapping[str, str]
    ) -> tuple[Deadline, ...]:
        owners = (responsibility, step, norm)
        return deadlines_of(self._kg, *owners, as_of=self._as_of, issued=statement.on, readings=readings, lang=self._lang)

    def _deadlines(
        self, norm: str, step: str | None, responsibility: str | None, statement: Statement, done: LastDone
    ) -> tuple[Deadline, ...]:
        read = self._read(norm, step, responsibility, statement, self._readings)
        if self._readings:
            label = self._kg.record(norm).label(self._lang)
            last = self._kg.record(norm).date(CAKG.validTo)
            for old, new in zip(self._read(norm, step, responsibility, statement, {}), read, strict=True):
                if old != new or old.recurrenceBasis == SINCE_LAST_DONE:
                    switched: tuple[Mapping[str, str], ...] = ({}, self._readings)
                    pairs = zip((old, new), switched, strict=True)
                    turns = [self._turns(item, statement.not_before, last, done, rules) for item, rules in pairs]
                    outcome = _outcome(old, new, moved=turns[0] != turns[1])
                    if outcome == "moved":
                        self._moved.add(Move(norm, code(norm), step, label, old, new, outcome, *turns))
                    elif outcome:
                        self._moved.add(Move(norm, code(norm), step, label, old, new, outcome))
        return read

    def _turns(
        self, deadline: Deadline, since: date | None, last: date | None, done: LastDone, readings: Mapping[str, str]
    ) -> tuple[date, ...]:
        """Return the due days of a recurring time inside the window, without one the next; nothing where they cannot be told."""
        if not deadline.recurrence:
            return ()
        window = self._window_of(deadline, since)
        open_ = None in window
        if open_:
            window = (None, None) if deadline.recurrenceBasis == SINCE_LAST_DONE else (self._as_of, _far(self._as_of))
        found = self._in_turns(deadline, window, since, last, done, readings)
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

"""The next occurrence of a recurring deadline that is counted since last done, not by the calendar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from cakg.calendars.periods import Count, count_period
from cakg.deadlines.occurrences import interval_of
from cakg.errors import ValueRefusedError
from cakg.model.deadline import FAULTS, Completion, DayOff, Deadline, Occurrence
from cakg.readings import choose

_UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}


def sequel(
    deadline: Deadline,
    done: Completion | None,
    start: date | None = None,
    end: date | None = None,
    *,
    last: date | None = None,
    readings: Mapping[str, str] | None = None,
) -> Iterator[tuple[Deadline, Occurrence | None]]:
    """Yield the one turn that follows the day last done, if it is due from `start` to `end` (None: no bound).

    It is due one interval after that day, as a period is counted (Civil Code 2015, Art. 147 and 148): the turn is scheduled
    for the day the interval ends on, due on the next working day where that is a day off. Where nothing is recorded as
    done, or the records exclude each other, the time comes without a day and with a note that says so. `last` is the last
    day on which the duty holds. An extension of the turn may name its scheduled or its due day.

    >>> yearly = Deadline("recurring", recurrence=("FREQ=YEARLY",), recurrenceBasis="sinceLastDone")
    >>> [(timed.due, timed.notes) for timed, _ in sequel(yearly, None)]
    [(None, ('never-done',))]
    >>> [str(timed.due) for timed, _ in sequel(yearly, Completion("id:1", "Báo cáo", date(2025, 2, 10)))]
    ['2026-02-10']
    """
    if done is None or done.contested:
        yield _noted(deadline, "last-done-contested" if done else "never-done"), None
        return
    deadline = replace(deadline, lastDone=done)
    switched = readings or {}
    first, move = choose("firstDayNotCounted", switched), choose("moveToWorkingDay", switched)
    try:
        ends = [_end(text, done.on, first=first, move=move) for text in deadline.recurrence]
    except ValueRefusedError as error:
        yield _noted(deadline, error.key if error.key in FAULTS else "offset-not-counted"), None
        return
    scheduled, count = min(ends, key=lambda pair: pair[1].last)
    bound = min(filter(None, (deadline.until, last)), default=date.max)
    if scheduled > bound:
        if start is None and end is None:
            yield _noted(deadline, "no-further-turn"), None
        return
    moves = tuple(item for item in deadline.extensions if item.ofOccurrence in (scheduled, count.last))
    others = {item.ofOccurrence for item in deadline.extensions if item not in moves} - {done.ofOccurrence}
    if any(day and day > done.on for day in others):
        deadline = _noted(deadline, "extension-of-no-turn")
    due = moves[-1].new if moves else count.last
    if (start is None or start <= due) and (end is None or due <= end):
        timed = replace(
            deadline,
            precision="day",
            start=None,
            earliest=due,
            due=due,
            rules=tuple(dict.fromkeys((*deadline.rules, first, *((move,) if count.moved else ())))),
            daysOff=tuple(DayOff(day, name) for day, name in count.days_off),
            estimated=count.estimated and not moves,
            notes=(*deadline.notes, "estimated") if count.estimated and not moves else deadline.notes,
            extensions=moves,
        )
        yield timed, Occurrence(scheduled, count.last)


def _end(text: str, done: date, *, first: str, move: str) -> tuple[date, Count]:
    """Return the day on which one interval since the day last done ends, and the same moved past days off."""
    frequency, interval = interval_of(text)
    counted = first == "firstDayCounted"
    plain = count_period(done, interval, _UNITS[frequency], first_counted=counted, move=False)
    moved = count_period(done, interval, _UNITS[frequency], first_counted=counted, move=move == "moveToWorkingDay")
    return plain.last, moved


def _noted(deadline: Deadline, note: str) -> Deadline:
    return replace(deadline, notes=tuple(dict.fromkeys((*deadline.notes, note))))

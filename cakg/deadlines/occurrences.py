"""The occurrences of a recurring deadline inside a window."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from cakg.calendars import add_months
from cakg.errors import ValueRefusedError
from cakg.model.deadline import Deadline, Occurrence

if TYPE_CHECKING:
    from dateutil.rrule import rrule, rruleset

_PARTS = re.compile(
    r"(?:RRULE:)?FREQ=(?P<freq>DAILY|WEEKLY|MONTHLY|YEARLY)"
    r"(?P<rest>(?:;(?:INTERVAL=[1-9]\d{0,2}|COUNT=[1-9]\d{0,3}|UNTIL=\d{8}|BY[A-Z]+=[-+\dA-Z,]{1,200}|WKST=[A-Z]{2}))*)"
)
_ONE = timedelta(days=1)
_MONTHS = {"MONTHLY": 1, "YEARLY": 12}
_DAYS = {"DAILY": 1, "WEEKLY": 7}
_YEAR = 12
_MOST_TURNS = 10_000
"""Turns of one duty that are listed: 27 years of days. A longer list is a slip in the window, and nobody reads it."""
_MOST = {"BYMONTH": 12, "BYMONTHDAY": 31, "BYYEARDAY": 366, "BYWEEKNO": 53}


def occurrences(
    deadline: Deadline,
    start: date | None,
    end: date | None,
    *,
    since: date | None = None,
) -> Iterator[Occurrence]:
    """Yield the occurrences due from `start` to `end` (both days included), in order.

    A rule that names days (RFC 5545, BY…) falls due on those days, a longer interval of it counted from the first day of the
    deadline where that has one. A rule that names only an interval runs through
    calendar weeks, months, quarters, half-years and years: scheduled on the first day, due on the last, or also on the first
    under the reading `eachPeriodAtItsStart`. `since` is the day from which the duty holds; longer intervals are counted from it,
    to the last day of a month that lacks the day.

    Raises ValueRefusedError where the window is open, where the rule is none, where nothing says when to begin, and where
    the window holds more turns than anybody could read.

    >>> quarterly = Deadline("recurring", recurrence=("FREQ=MONTHLY;INTERVAL=3",))
    >>> [str(turn.due) for turn in occurrences(quarterly, date(2025, 1, 1), date(2025, 6, 30))]
    ['2025-03-31', '2025-06-30']
    """
    if start is None or (end is None and deadline.until is None):
        raise ValueRefusedError("recurrence-without-window", words=deadline.stated or "")
    if not deadline.recurrence:
        raise ValueRefusedError("recurrence-without-interval", words=deadline.stated or "")
    end = min(filter(None, (end, deadline.until)))
    begin = max(filter(None, (deadline.start, since)), default=None)
    at_start = deadline.rule == "eachPeriodAtItsStart"
    first = max(filter(None, (start, begin)))
    found: set[Occurrence] = set()
    for text in deadline.recurrence:
        turns = _sequence(text, start, end, (deadline.start, begin), at_start=at_start)
        inside = (turn for turn in turns if first <= turn.due <= end)
        found.update(islice(inside, _MOST_TURNS + 1))
        if len(found) > _MOST_TURNS:
            raise ValueRefusedError("too-many-turns", most=_MOST_TURNS)
    yield from sorted(found, key=lambda turn: (turn.due, turn.scheduled))


def in_turns(
    deadline: Deadline,
    start: date | None,
    end: date | None,
    *,
    since: date | None = None,
    last: date | None = None,
) -> Iterator[tuple[Deadline, Occurrence | None]]:
    """Yield the deadline of each occurrence inside a window, with the occurrence.

    A deadline that does not recur, and any where the window is open, comes as it is, with None; so does one whose turns
    cannot be told, with a note that says why. `last` is the last day on which the duty holds. A turn that was extended is
    due on its new day, and is inside the window if that is; its occurrence keeps the day by the rule, which names it.

    >>> monthly = Deadline("recurring", recurrence=("FREQ=MONTHLY",))
    >>> [str(timed.due) for timed, _ in in_turns(monthly, date(2025, 2, 1), date(2025, 3, 31))]
    ['2025-02-28', '2025-03-31']
    """
    readable = deadline.kind == "recurring" and deadline.recurrence and "recurrence-basis-refused" not in deadline.notes
    if not readable or start is None or end is None:
        until = min(filter(None, (deadline.until, last)), default=None) if deadline.recurrence else deadline.until
        yield (deadline if until == deadline.until else replace(deadline, until=until)), None
        return
    bound = min(filter(None, (end, last)))
    named = {item.ofOccurrence for item in deadline.extensions if item.ofOccurrence}
    try:
        turns = set(occurrences(deadline, start, bound, since=since))
        for day in named:
            turns.update(occurrences(deadline, day, min(filter(None, (day, last))), since=since))
    except ValueRefusedError as error:
        yield replace(deadline, notes=tuple(dict.fromkeys((*deadline.notes, error.key)))), None
        return
    if named - {turn.due for turn in turns}:
        deadline = replace(deadline, notes=(*deadline.notes, "extension-of-no-turn"))
    for turn in sorted(turns, key=lambda turn: (turn.due, turn.scheduled)):
        moves = tuple(item for item in deadline.extensions if item.ofOccurrence == turn.due)
        due = moves[-1].new if moves else turn.due
        if start <= due <= end:
            yield replace(deadline, start=turn.scheduled, earliest=due, due=due, extensions=moves), turn


def check_recurrence(text: str) -> None:
    """Raise ValueRefusedError for a text that is no recurrence rule.

    >>> check_recurrence("FREQ=MONTHLY;INTERVAL=3")
    """
    _parse(text)


def interval_of(text: str) -> tuple[str, int]:
    """Return frequency and interval of a rule that names nothing else, no days of the calendar and no number of turns.

    Raises ValueRefusedError for any other.

    >>> interval_of("FREQ=MONTHLY;INTERVAL=6")
    ('MONTHLY', 6)
    """
    frequency, interval, _ = _parse(text)
    if set(re.findall(r";([A-Z]+)=", text)) - {"INTERVAL"}:
        raise ValueRefusedError("recurrence-since-done", words=text)
    return frequency, interval


def _parse(text: str) -> tuple[str, int, bool]:
    """Return frequency, interval and whether the rule names days. Raises ValueRefusedError for any other text."""
    match = _PARTS.fullmatch(text.strip())
    if not match:
        raise ValueRefusedError("recurrence-refused", words=text)
    for name, most in _MOST.items():  # dateutil takes any number and then finds no day
        given = re.search(rf";{name}=([-+\d,]+)", match["rest"])
        if given and not all(1 <= abs(int(number or 0)) <= most for number in given[1].split(",") if number.strip("+-")):
            raise ValueRefusedError("recurrence-refused", words=text)
    interval = re.search(r"INTERVAL=(\d+)", match["rest"])
    return match["freq"], int(interval[1]) if interval else 1, "BY" in match["rest"]


def _sequence(
    text: str, start: date, end: date, begun: tuple[date | None, date | None], *, at_start: bool
) -> Iterator[Occurrence]:
    frequency, interval, named = _parse(text)
    stated, begin = begun
    anchor = stated if named and interval > 1 else None
    begin = anchor or begin
    aligned = _aligned(frequency, interval) and "COUNT" not in text and not anchor
    if not aligned and begin is None:
        raise ValueRefusedError("recurrence-without-start", words=text)
    first = begin if begin and not aligned else _calendar_start(frequency, start)
    rule = _rule(text, first, end)  # refuses what is no rule
    if named:
        for moment in rule.xafter(_moment(max(first, start)), inc=True):
            if moment.date() > end:
                return
            yield Occurrence(moment.date(), moment.date())
        return
    # RFC 5545 leaves out a month without the day; a period ends on the last day of it (Civil Code 2015, Art. 148.3)
    last = min(filter(None, (end, _until(text))))
    for turn in range(_count(text)):
        day = _later(first, frequency, interval * turn)
        if day > last or day == date.max:
            return
        yield Occurrence(day, day if at_start else _later(first, frequency, interval * (turn + 1)) - _ONE)


def _until(text: str) -> date | None:
    until = re.search(r"UNTIL=(\d{8})", text)
    return datetime.strptime(until[1], "%Y%m%d").date() if until else None  # noqa: DTZ007 - the rule was parsed before


def _count(text: str) -> int:
    count = re.search(r"COUNT=(\d+)", text)
    return int(count[1]) if count else date.max.toordinal()


def _aligned(frequency: str, interval: int) -> bool:
    """Say whether the interval fits the calendar, so that no first day is needed."""
    return interval == 1 or (frequency == "MONTHLY" and _YEAR % interval == 0)


def _calendar_start(frequency: str, day: date) -> date:
    return day - timedelta(days=day.weekday()) if frequency == "WEEKLY" else day.replace(month=1, day=1)


def _later(day: date, frequency: str, interval: int) -> date:
    try:
        if frequency in _MONTHS:
            return add_months(day, _MONTHS[frequency] * interval)
        return day + timedelta(days=_DAYS[frequency] * interval)
    except (OverflowError, ValueError):
        return date.max


def _rule(text: str, first: date, end: date) -> rrule | rruleset:
    """Return the rule as dateutil's, ending with the window."""
    from dateutil.rrule import rrulestr

    try:
        if "COUNT" not in text and "UNTIL" not in text:
            text += ";UNTIL=" + end.isoformat().replace("-", "")  # the rule itself ends with the window
        return rrulestr(text, dtstart=_moment(first))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError):
        raise ValueRefusedError("recurrence-refused", words=text) from None


def _moment(day: date) -> datetime:
    return datetime.combine(day, time())

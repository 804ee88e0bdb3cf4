"""Periods counted from a day, by the Civil Code 2015 (Law 91/2015/QH13), Articles 146 to 148."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from cakg.calendars.days import add_months, show_date
from cakg.calendars.working import day_off, is_estimated
from cakg.errors import ValueRefusedError

_ONE = timedelta(days=1)
_MONTHS = {"month": 1, "year": 12}
_DAYS = {"day": 1, "week": 7}


@dataclass(frozen=True)
class Count:
    """The last day of a period, the days off it passed over (day, name), and whether any of this is an estimate."""

    last: date
    days_off: tuple[tuple[date, str], ...] = ()
    moved: bool = False
    estimated: bool = False


def count_period(
    start: date, amount: int, unit: str, *, working: bool = False, first_counted: bool = False, move: bool = True
) -> Count:
    """Return the end of a period of `amount` days, weeks, months or years that runs from `start`.

    The first day is not counted (Art. 147.2) unless `first_counted`; a week, month or year ends on the corresponding day,
    a month without that day on its last (Art. 148.2 to 148.4); an end on a day off moves to the next working day
    (Art. 148.5) unless `move` is False. With `working` only working days are counted; `unit` must then be `day`.

    Raises ValueRefusedError where the period leaves the years whose holidays can be told.

    >>> count_period(date(2025, 4, 25), 5, "day", working=True).last
    datetime.date(2025, 5, 6)
    >>> count_period(date(2025, 1, 31), 1, "month").last
    datetime.date(2025, 2, 28)
    """
    try:
        if working:
            return _count_working(start - _ONE if first_counted else start, amount)
        months, days = amount * _MONTHS.get(unit, 0), amount * _DAYS.get(unit, 0)
        last = add_months(start, months) + timedelta(days=days)
        if first_counted:
            last -= _ONE
    except (OverflowError, ValueError):
        raise ValueRefusedError("period-too-long", amount=amount) from None
    return _move(last) if move else Count(last)


def count_back(day: date, amount: int, unit: str = "day", *, working: bool = False) -> Count:
    """Return the day that lies `amount` days, weeks, months or years before another, that day itself not counted.

    A month without the day ends on its last. With `working` only working days are counted; `unit` must then be `day`.

    Raises ValueRefusedError where no calendar goes back so far.

    >>> count_back(date(2025, 5, 5), 5, working=True).last
    datetime.date(2025, 4, 24)
    """
    if not working:
        try:
            return Count(add_months(day, -amount * _MONTHS.get(unit, 0)) - timedelta(days=amount * _DAYS.get(unit, 0)))
        except (OverflowError, ValueError):
            raise ValueRefusedError("before-calendar", day=show_date(day)) from None
    return _count_working(day, amount, -_ONE)


def _count_working(day: date, amount: int, step: timedelta = _ONE) -> Count:
    passed: list[tuple[date, str]] = []
    estimated = False
    while amount > 0:
        day += step
        reason = day_off(day)
        estimated = estimated or is_estimated(day)
        if reason is None:
            amount -= 1
        else:
            passed.append((day, reason))
    return Count(day, tuple(sorted(passed)), estimated=estimated)


def _move(last: date) -> Count:
    passed = []
    day = last
    while reason := day_off(day):
        passed.append((day, reason))
        day += _ONE
    return Count(day, tuple(passed), moved=bool(passed), estimated=is_estimated(day) or is_estimated(last))

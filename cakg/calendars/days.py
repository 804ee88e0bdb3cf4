"""Dates as people and machines write them."""

from __future__ import annotations

import re
from datetime import date, datetime

from cakg.errors import ValueRefusedError

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_SPOKEN = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def read_date(words: str | date) -> date:
    """Read `yyyy-mm-dd` or `dd/mm/yyyy`; a date is returned as it is, a time as its day.

    Raises ValueRefusedError for anything else, also for days that do not exist.

    >>> read_date("31/12/2025")
    datetime.date(2025, 12, 31)
    """
    if isinstance(words, date):
        return words.date() if isinstance(words, datetime) else words
    written = str(words).strip()
    iso, spoken = _ISO.fullmatch(written), _SPOKEN.fullmatch(written)
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if spoken:
            return date(int(spoken[3]), int(spoken[2]), int(spoken[1]))
    except ValueError:
        pass
    raise ValueRefusedError("not-a-date", words=words)


def show_date(day: date | None) -> str:
    """Write a day as people in Vietnam do, and nothing for None.

    >>> show_date(date(2025, 2, 9))
    '09/02/2025'
    """
    return f"{day:%d/%m}/{day.year:04}" if day else ""  # %Y writes the year 1 as 1


def last_of_month(year: int, month: int) -> date:
    """Return the last day of a month.

    >>> last_of_month(2024, 2)
    datetime.date(2024, 2, 29)
    """
    import calendar  # it brings the locales with it, and few days are counted in months

    return date(year, month, calendar.monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    """Return the same day some months later, or the last of that month where it lacks the day (Civil Code 2015, Art. 148.3).

    >>> add_months(date(2025, 1, 31), 1)
    datetime.date(2025, 2, 28)
    """
    place = day.year * 12 + day.month - 1 + months
    last = last_of_month(place // 12, place % 12 + 1)
    return last.replace(day=min(day.day, last.day))

"""Recurrence rules (RFC 5545) in words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cakg.calendars import read_date, show_date
from cakg.errors import ValueRefusedError
from cakg.messages import say

_RULE = re.compile(r"(?:RRULE:)?FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)(?:;[A-Z]+=[-+\dA-Z,]+)*")
_READ = {"FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS", "COUNT", "UNTIL"}
_OFTEN = {
    "DAILY": ("recurs-daily", "length-days"),
    "WEEKLY": ("recurs-weekly", "length-weeks"),
    "MONTHLY": ("recurs-monthly", "length-months"),
    "YEARLY": ("recurs-yearly", "length-years"),
}
_WEEK = {
    "MO": "weekday-mo", "TU": "weekday-tu", "WE": "weekday-we", "TH": "weekday-th", "FR": "weekday-fr", "SA": "weekday-sa",
    "SU": "weekday-su",
}  # fmt: skip
_MONTHS, _LONGEST = 12, 31
_TAILS = ([28, 29], [28, 29, 30])
"""Days of which the last that a month has is taken."""


def is_recurrence(text: str) -> bool:
    """Say whether a text has the form of a recurrence rule.

    >>> is_recurrence("FREQ=YEARLY"), is_recurrence("hằng năm")
    (True, False)
    """
    return _RULE.fullmatch(text) is not None


def recurrence_words(text: str, lang: str) -> str:
    """Return a recurrence rule as people say it; one that no words here tell in full stays as it is written.

    >>> recurrence_words("FREQ=MONTHLY;BYMONTHDAY=19", "vi"), recurrence_words("FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=-1", "vi")
    ('hằng tháng, ngày 19', 'hằng năm, ngày cuối tháng 5')
    >>> recurrence_words("FREQ=MONTHLY;INTERVAL=6", "en"), recurrence_words("FREQ=MONTHLY;BYDAY=2MO", "en")
    ('every 6 months', 'FREQ=MONTHLY;BYDAY=2MO')
    """
    if not is_recurrence(text):
        return text
    pairs = [part.split("=") for part in text.removeprefix("RRULE:").split(";")]
    parts = dict(pairs)
    if len(parts) < len(pairs) or parts.keys() - _READ:
        return text
    try:
        days = _days(parts, lang)
        bounds = _bounds(parts, lang)
        interval = int(parts.get("INTERVAL", "1"))
    except (ValueError, ValueRefusedError):
        return text
    if interval < 1:
        return text
    once, length = _OFTEN["YEARLY" if "BYMONTH" in parts else parts["FREQ"]]
    often = say("recurs-each", lang, length=say(length, lang, count=interval)) if interval > 1 else say(once, lang)
    return ", ".join((often, *days, *bounds))


def _bounds(parts: Mapping[str, str], lang: str) -> list[str]:
    bounds = []
    if "COUNT" in parts:
        bounds.append(say("recurs-count", lang, count=int(parts["COUNT"])))
    if "UNTIL" in parts:
        year, month, day = parts["UNTIL"][:4], parts["UNTIL"][4:6], parts["UNTIL"][6:]
        bounds.append(say("recurs-until", lang, day=show_date(read_date(f"{year}-{month}-{day}"))))
    return bounds


def _days(parts: Mapping[str, str], lang: str) -> list[str]:
    """Return the days a rule names, in words. Raises ValueError where they cannot be told."""
    named = {name for name in parts if name.startswith("BY")}
    if not named:
        return []
    if parts["FREQ"] == "WEEKLY" and named == {"BYDAY"}:
        names = parts["BYDAY"].split(",")
        if {*names} <= _WEEK.keys():
            return [say(_WEEK[name], lang) for name in names]
    # of a year only days in named months are a date, and months in turns of several months are not those of each year
    months = _numbers(parts, "BYMONTH")
    told = bool(months) if parts["FREQ"] == "YEARLY" else parts["FREQ"] == "MONTHLY" and not (months and "INTERVAL" in parts)
    if not told or "BYDAY" in named or not all(1 <= month <= _MONTHS for month in months):
        raise ValueError
    days, or_last = _numbers(parts, "BYMONTHDAY"), ""
    if "BYSETPOS" in parts:  # the last of the 28th to the nth: the nth, or the end of a month that lacks it
        if parts["BYSETPOS"] != "-1" or (parts["FREQ"] == "YEARLY" and len(months) > 1) or days not in _TAILS:
            raise ValueError
        days, or_last = days[-1:], f" ({say('recurs-or-last', lang)})"
    if not days or not all(1 <= abs(day) <= _LONGEST for day in days):
        raise ValueError
    return [_day(day, month, lang) + or_last for month in months or (None,) for day in days]


def _numbers(parts: Mapping[str, str], name: str) -> list[int]:
    return [int(number) for number in parts[name].split(",")] if name in parts else []


def _day(day: int, month: int | None, lang: str) -> str:
    if day > 0:
        return say("recurs-day", lang, day=day if month is None else f"{day:02}/{month:02}")
    of = "" if month is None else str(month)
    if day == -1:
        return say("recurs-last-day-of" if of else "recurs-last-day", lang, month=of)
    return say("recurs-day-from-end-of" if of else "recurs-day-from-end", lang, number=-day, month=of)

"""Working days of state offices in Vietnam.

Weekends, public holidays, days off in lieu and swapped Saturdays come from the `holidays` package; announced schedules it
does not know stand in `working-days.toml`, each with its source. Schedules of years not yet announced are estimates.
The police are on duty every day: working days serve only to count administrative time limits.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from cakg.errors import ValueRefusedError

FIRST_YEAR, LAST_YEAR = 1976, 2099
"""Years whose public holidays can be told; the tables of the lunar year end there."""

_SATURDAY = 5
_WEEKEND = {"vi": ("thứ Bảy", "Chủ nhật"), "en": ("Saturday", "Sunday")}
_LANGUAGES = {"vi": "vi", "en": "en_US"}
_MONTH_FIRST = re.compile(r"(\d{2})/(\d{2})/(\d{4})")


@cache
def _announced() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("working-days.toml").read_text(encoding="utf-8"))


@cache
def _corrections(lang: str) -> dict[date, str | None]:
    """Return the days the announced schedule settles: the name of a day off, None for a worked one."""
    announced = _announced()
    return {row["day"]: row[f"name_{lang}"] for row in announced["off"]} | {row["day"]: None for row in announced["worked"]}


@cache
def _holidays(year: int, lang: str) -> Any:
    import holidays

    return holidays.country_holidays("VN", years=year, language=_LANGUAGES[lang], expand=False)


def day_off(day: date, lang: str = "vi") -> str | None:
    """Return why a day is off: the holiday or the day of the weekend, in Vietnamese or English; None for a working day.

    Raises ValueRefusedError for a year whose holidays cannot be told.

    >>> day_off(date(2025, 9, 2)), day_off(date(2026, 1, 2)), day_off(date(2026, 1, 10))
    ('Quốc khánh', 'Ngày nghỉ (thay cho ngày 10/01/2026)', None)
    """
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueRefusedError("no-calendar", year=day.year, first=FIRST_YEAR, last=LAST_YEAR)
    if day in _corrections(lang):
        return _corrections(lang)[day]
    known = _holidays(day.year, lang)
    if known.is_working_day(day):
        return None
    name: str | None = known.get(day)
    if name and lang == "en":  # the package writes the month first there
        name = _MONTH_FIRST.sub(r"\2/\1/\3", name)
    return name or _WEEKEND[lang][day.weekday() - _SATURDAY]


def is_working_day(day: date) -> bool:
    """Say whether state offices work on a day.

    >>> is_working_day(date(2024, 5, 4)), is_working_day(date(2024, 4, 29))
    (True, False)
    """
    return day_off(day) is None


def is_estimated(day: date) -> bool:
    """Say whether the schedule of the day's year has not been announced yet, so that its days off are an estimate.

    >>> is_estimated(date(2026, 12, 31)), is_estimated(date(2027, 1, 1))
    (False, True)
    """
    return bool(day.year > _announced()["announced_until"])

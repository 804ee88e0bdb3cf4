"""Limits and windows: words with a calendar time in them that set a last day, a first day or both."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from cakg.model.deadline import Deadline
from cakg.readings.spans import Found, open_ended, read_period, span, state, timed
from cakg.readings.times import Days, Scene, beside, days_of, read_lone_day
from cakg.readings.words import CLOCK, at_midnight, has_hour

_LATEST = r"(?:(?:chậm|muộn|trễ) nhất(?: là)?(?: vào| đến| trong)?|không (?:được )?(?:quá|muộn hơn|chậm hơn|trễ hơn)|hạn chót(?: là)?)"
_UNTIL_NOW = r"(?:từ (?:nay|bây giờ|đây)(?: cho)? )?"
_BEFORE = re.compile(rf"(?P<mixed>{_LATEST} )?{_UNTIL_NOW}(?:đến )?trước (?:thời điểm |mốc )?(?P<clock>{CLOCK})?")
_NOT_BEFORE = re.compile(
    rf"(?:(?:^(?:không|chưa được)|không (?:được phép|được|phép)|(?:nghiêm )?cấm)(?: (?:thực hiện|triển khai|tiến hành|ban hành|áp dụng))? trước"
    rf"|không (?:được )?sớm hơn|(?:chỉ )?(?:từ )?(?<!gian )sớm nhất(?: là(?: trong)?)?(?: vào| từ)?) (?:thời điểm |mốc )?(?P<clock>{CLOCK})?"
)
_END = re.compile(
    rf"(?:{_LATEST} )?{_UNTIL_NOW}(?:(?:(?:cho )?(?:đến|tới) |trong |vào )?hết|trước (?:khi|thời điểm|lúc) (?:kết thúc|hết)) (?P<clock>{CLOCK})?"
)
_LATEST_BY = re.compile(rf"{_LATEST} (?P<clock>{CLOCK})?")
_BY = re.compile(rf"{_UNTIL_NOW}(?:cho )?(?:đến|tới) (?:thời điểm )?(?P<clock>{CLOCK})?")
_IN = re.compile(r"(?:trong|vào|ngay trong)(?: khoảng)?(?: cả| suốt| thời gian)? ")
_LEAD = re.compile(
    r"(?:^|[:;,(]|(?:^|\W)(?:hoàn thành|xong|thực hiện|thời gian|thời hạn|hạn|vào|là|báo cáo xong|tiến độ|mốc|phấn đấu|mục tiêu))\s*[:(]?\s*$"
)
_DAY_FOLLOWS = re.compile(r"(?<!được )(?<!không )trước $|nhất (?:là |vào )?$")
_LEAD_LENGTH = 40
_NEW_UNIT = {
    "year": "yearMeansYearEnd",
    "halfYear": "halfYearMeansItsEnd",
    "quarter": "quarterMeansQuarterEnd",
    "month": "monthMeansMonthEnd",
}


def read_before(scene: Scene, place: int) -> Found | None:
    """Read trước ngày …, trước năm …, chậm nhất trước ngày …: the last day on time is the day before."""
    return _limit(scene, place, _BEFORE, _before)


def _before(scene: Scene, place: int, end: int, days: Days, match: re.Match[str]) -> Deadline:
    if match["clock"]:  # before an hour of the day: the day itself is still on time
        return _fixed(scene, place, end, days, days.last, days.last, "exactDay", days.notes)
    rule = scene.rule("beforeMeansDayBefore")
    due = None
    if days.first and days.last:
        due = days.last if rule == "beforeIncludesDay" else beside(days.first, -1)
    notes = (*days.notes, *(("mixed-limit",) if match["mixed"] else ()))
    return _fixed(scene, place, end, days, due, due, rule, notes)


def read_not_before(scene: Scene, place: int) -> Found | None:
    """Read không được trước ngày …, không sớm hơn …, sớm nhất ngày …: a first day and no last one."""
    named = _named(scene, place, _NOT_BEFORE)
    if not named:
        return None
    days, end, _ = named
    return open_ended(scene, place, end, days.first, days.precision, days.notes), end


def read_last(scene: Scene, place: int) -> Found | None:
    """Read đến hết ngày …, hết năm …, chậm nhất (là) ngày …, không quá …: the time is included to its last day."""
    return _limit(scene, place, _END, _last) or _limit(scene, place, _LATEST_BY, _last)


def _last(scene: Scene, place: int, end: int, days: Days, _: re.Match[str]) -> Deadline:
    rule = "exactDay" if days.precision == "day" else "endMeansLastDay"
    return _fixed(scene, place, end, days, days.last, days.last, rule, days.notes)


def read_by(scene: Scene, place: int) -> Found | None:
    """Read đến ngày …, đến năm …: a limit; a year, quarter or month leaves room between its first and last day."""
    return _limit(scene, place, _BY, lambda scene, place, end, days, _: _coarse(scene, place, end, days))


def _limit(
    scene: Scene, place: int, words: re.Pattern[str], read: Callable[[Scene, int, int, Days, re.Match[str]], Deadline]
) -> Found | None:
    """Read the time after the words of a limit; midnight at the start of a day is the end of the day before."""
    named = _named(scene, place, words)
    if not named:
        return None
    days, end, match = named
    if at_midnight(match):
        due = beside(days.first, -1) if days.first else None
        return _fixed(scene, place, end, days, due, due, "beforeMeansDayBefore", days.notes), end
    return read(scene, place, end, days, match), end


def _named(scene: Scene, place: int, words: re.Pattern[str]) -> tuple[Days, int, re.Match[str]] | None:
    """Return the time named after some words and where it ends; of an hour of the day only a note is kept."""
    match = words.match(scene.plain, place)
    named = match and (timed(scene, match.end()) or _lone_day(scene, match))
    if not match or not named:
        return None
    days, end = named
    return (replace(days, notes=(*days.notes, "clock")) if has_hour(match) else days), end, match


def _lone_day(scene: Scene, match: re.Match[str]) -> tuple[Days, int] | None:
    """Return the day of trước 15/12, chậm nhất 15/12; after other words the numbers may be no day."""
    found = read_lone_day(scene, match.end()) if _DAY_FOLLOWS.search(match[0]) else None
    return (days_of(found[0], scene, scene.words(match.end(), found[1])), found[1]) if found else None


def read_window(scene: Scene, place: int) -> Found | None:
    """Read trong quý …, trong năm …, vào tháng …: once inside the time."""
    match = _IN.match(scene.plain, place)
    spanned = match and span(scene, place, match.end(), points=False)
    if spanned:
        return spanned
    named = match and timed(scene, match.end())
    if not named:
        return None
    days, end = named
    if days.point:
        return _coarse(scene, place, end, days), end
    return _window(scene, place, end, days), end


def read_bare(scene: Scene, place: int) -> Found | None:
    """Read a time without a word before it, where nothing but a heading such as "hoàn thành" or "thời gian" precedes."""
    if not _LEAD.search(scene.plain[max(0, place - _LEAD_LENGTH) : place]):
        return None
    found = span(scene, place, place, points=False)
    return found or read_listed(scene, place)


def read_listed(scene: Scene, place: int) -> Found | None:
    """Read a time that stands alone or after another one in a list."""
    named = timed(scene, place, loose=False)
    if not named:
        return None
    days, end = named
    if days.precision == "year" and not days.point:
        if scene.rule("bareYearMeansLimit") == "bareYearMeansWindow":
            return _window(scene, place, end, days, "bareYearMeansWindow"), end
        return _coarse(scene, place, end, days, "bareYearMeansLimit"), end
    if days.point or (days.precision == "day" and days.first == days.last):
        return _coarse(scene, place, end, days), end
    return _window(scene, place, end, days), end


def _coarse(scene: Scene, place: int, end: int, days: Days, *rules: str) -> Deadline:
    """Return the limit that a time without "hết" or "chậm nhất" sets."""
    if days.precision == "day" or days.point:
        rule = "pointsOfMonthAndYear" if days.point else "exactDay"
        return _fixed(scene, place, end, days, days.last, days.last, rule, days.notes)
    default = _NEW_UNIT[days.precision]
    rule = scene.rule(default)
    due = days.last if rule == default else days.first
    return _fixed(scene, place, end, days, days.first, due, rule, days.notes, rules)


def _fixed(
    scene: Scene,
    place: int,
    end: int,
    days: Days,
    earliest: date | None,
    due: date | None,
    rule: str,
    notes: tuple[str, ...],
    rules: tuple[str, ...] = (),
) -> Deadline:
    return state(
        "fixed",
        scene,
        place,
        end,
        days.precision,
        earliest=earliest,
        due=due,
        rule=rule,
        rules=tuple(dict.fromkeys((*days.rules, *rules, rule))),
        notes=notes,
    )


def _window(scene: Scene, place: int, end: int, days: Days, rule: str = "wholeWindow") -> Deadline:
    return state(
        "window",
        scene,
        place,
        end,
        days.precision,
        start=days.first,
        earliest=days.last,
        due=days.last,
        rule=rule,
        rules=(*days.rules, rule),
        notes=days.notes,
    )


SPANS: tuple[Callable[[Scene, int], Found | None], ...] = (
    read_period,
    read_not_before,
    read_before,
    read_last,
    read_by,
    read_window,
    read_bare,
)
"""Readers of words with a calendar time, the first that understands a place wins."""

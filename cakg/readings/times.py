"""Named times: a day, month, quarter, part of a year or year, as words and as days."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from cakg.calendars import last_of_month
from cakg.errors import ValueRefusedError
from cakg.readings.rules import choose
from cakg.readings.words import read_number, read_numeral

YEAR = r"(?:19|20)\d\d(?!\d)"
OWN_YEAR = r"(?! (?:học(?! (?:viện|viên|sinh|tập))|tài chính|ngân sách|âm lịch)(?!\w))"
"""After năm: no school year, financial year or the like, which begins and ends on other days."""
_GAP = rf"(?:(?: ?[/.-] ?|,? năm |, )(?P<year>{YEAR})| (?:của )?năm (?P<now>nay|sau|tới))?(?! ?[/.-] ?\d)"
_ROMAN = r"(?:[ivx]{1,4}|\d)"
_SPOKEN = r"(?:một|hai|ba|tư|bốn)(?!\w)"
_LIST = r"(?:, ?(?:và )?| ?- ?| ?\+ ?| và )"
_ITEM = re.compile(r"\d+|(?<!\w)(?:[ivx]+|một|hai|ba|tư|bốn)(?!\w)")
_LEAP = 2024


@dataclass(frozen=True)
class Scene:
    """What a phrase is read in: the words as printed and as plain, the issue date, the switched rules.

    `days_off` is what words beside a count say of them, see `find_days_off`; those words are cut out of the others.
    """

    printed: str
    plain: str
    issued: date | None = None
    readings: Mapping[str, str] = field(default_factory=dict)
    days_off: str | None = None

    def rule(self, default: str) -> str:
        """Return the rule that stands for a default one."""
        return choose(default, self.readings)

    def words(self, start: int, end: int) -> str:
        """Return the printed words between two places."""
        return self.printed[start:end].strip(" ,;.:()")


@dataclass(frozen=True)
class Named:
    """A named time. `months` are its first and last; `day` is set for a day, `last_day` for a range of days in a month.

    `point` marks the words đầu, giữa, cuối, whose day the Civil Code fixes. `year` is None where none is stated.
    """

    precision: str
    year: int | None
    months: tuple[int, int] = (1, 12)
    day: int | None = None
    last_day: int | None = None
    point: bool = False
    shift: int | None = None
    """Years after the year of issue, for năm nay (0) and năm sau (1)."""

    def within(self, year: int) -> tuple[date, date]:
        """Return first and last day in a year. Raises ValueError for a day that does not exist."""
        begins = year - 1 if self.months[0] > self.months[1] else year  # tháng 11 - 02/2026 begins in 2025
        first, last = date(begins, self.months[0], 1), last_of_month(year, self.months[1])
        if self.day is not None:
            first = first.replace(day=self.day)
            last = last.replace(day=self.day if self.last_day is None else self.last_day)
        return first, last

    @property
    def is_span(self) -> bool:
        """Whether the words name a first and a last day, month or quarter."""
        length = {"month": 1, "quarter": 3}.get(self.precision)
        return self.last_day is not None or (length is not None and (self.months[1] - self.months[0]) % 12 >= length)


@dataclass(frozen=True)
class Days:
    """A named time as days, with the rules and notes it took; both days are None where no year is known."""

    first: date | None
    last: date | None
    precision: str
    rules: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    point: bool = False


def days_of(named: Named, scene: Scene, words: str) -> Days:
    """Return the days of a named time; a year that is not stated is taken from the issue date, if that is given.

    Raises ValueRefusedError for a day that does not exist and for a span that ends before it starts.
    """
    try:
        first, last = named.within(named.year or _LEAP)
    except ValueError:
        raise ValueRefusedError("not-a-date", words=words) from None
    rules = ("pointsOfMonthAndYear",) if named.point else ()
    notes: tuple[str, ...] = ()
    if named.year is None:
        if scene.issued is None:
            return Days(None, None, named.precision, rules, ("no-year",), named.point)
        rule = scene.rule("missingYearIsNext")
        try:
            first, last = named.within(scene.issued.year + (named.shift or 0))
            if named.shift is None and last < scene.issued and rule == "missingYearIsNext":
                first, last = named.within(scene.issued.year + 1)
        except ValueError:
            raise ValueRefusedError("not-a-date", words=f"{words} {scene.issued.year}") from None
        rules, notes = (*rules, *(() if named.shift is not None else (rule,))), ("year-from-issue",)
    if last < first:
        raise ValueRefusedError("period-backwards", words=words)
    return Days(first, last, named.precision, rules, notes, named.point)


_HALF = rf"(?P<count>\d{{1,2}}|ba|sáu|chín) tháng (?P<side>đầu|cuối) năm(?: (?P<year>{YEAR})| (?P<now>nay|sau|tới))?"
_PATTERNS: tuple[tuple[str, str], ...] = (
    (
        "range",
        rf"(?:các )?ngày (?P<day>\d{{1,2}}) ?(?:-|đến|và) ?(?:ngày )?(?P<last>\d{{1,2}})[/.-](?P<month>\d{{1,2}})[/.-](?P<year>{YEAR})",
    ),
    (
        "range",
        rf"(?:các )?ngày (?P<day>\d{{1,2}}) ?(?:-|đến|và) ?(?:ngày )?(?P<last>\d{{1,2}}) tháng (?P<month>\d{{1,2}}) năm (?P<year>{YEAR})",
    ),
    ("day", r"(?:ngày )?(?P<day>\d{1,2})(?P<sep>[/.-])(?P<month>\d{1,2})(?P=sep)(?P<year>\d{4})(?![\w/])"),
    ("day", r"(?:ngày )?(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?![\w/-])"),
    ("day", rf"(?:ngày )?(?P<day>\d{{1,2}})(?:,? tháng |[/-])(?P<month>\d{{1,2}})(?:,? năm |/)(?P<year>{YEAR})"),
    ("day", r"ngày (?P<day>\d{1,2})(?: tháng |[/.-])(?P<month>\d{1,2})(?! ?[/.-]\d|\d)(?: năm (?P<now>nay|sau|tới))?"),
    ("half", _HALF),
    ("half", rf"(?:nửa|nửa năm) (?P<side>đầu|cuối)(?: của)? năm(?: (?P<year>{YEAR})| (?P<now>nay|sau|tới))?"),
    ("month", rf"tháng (?P<month>\d{{1,2}})(?P<more>(?:{_LIST}(?:tháng )?\d{{1,2}})*){_GAP}(?!\d)"),
    ("quarter", rf"quý (?P<quarter>{_ROMAN})(?P<more>(?:{_LIST}(?:quý )?{_ROMAN})*)(?!\w){_GAP}"),
    (
        "quarter",
        rf"quý (?P<quarter>{_SPOKEN})(?P<more>(?:{_LIST}quý {_SPOKEN})*)(?!{_LIST}{_SPOKEN}){_GAP}(?= *(?:$|[^ \w]|(?:để|phải|hoàn thành)(?!\w)))",
    ),
    (
        "point",
        rf"ngày (?P<side>đầu tiên|cuối cùng)(?: của)? (?:tháng (?P<month>\d{{1,2}})|quý (?P<quarter>{_ROMAN})(?!\w)){_GAP}(?!\d)",
    ),
    (
        "point",
        rf"ngày (?P<side>đầu tiên|cuối cùng)(?: của)? năm (?:(?P<year>{YEAR})(?! ?[/.-] ?\d)|(?P<now>nay|sau|tới)(?!\w))",
    ),
    ("point", rf"(?P<side>đầu|giữa|cuối) tháng (?P<month>\d{{1,2}}){_GAP}(?!\d)"),
    ("point", rf"(?P<side>đầu|cuối) quý (?P<quarter>{_ROMAN})(?!\w){_GAP}"),
    ("point", rf"(?P<side>đầu|giữa|cuối) năm(?: (?P<year>{YEAR})| (?P<now>nay|sau|tới)(?!\w)|(?! ?\d){OWN_YEAR})"),
    ("year", rf"năm (?P<year>{YEAR})(?! ?[/.-] ?\d)"),
    ("year", r"năm (?P<now>nay|sau|tới)(?!\w)"),
)
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _PATTERNS)
_BARE_YEAR = re.compile(rf"(?P<year>{YEAR})(?![/.\w-])")
_BARE_DAY = re.compile(
    r"(?:(?<=đến )|(?<=tới )|(?<=hết )|(?<=-)|(?<=- )|(?=\d+/\d+(?: (?:đến|tới) | ?- ?)(?:hết |trước )?(?:ngày )?\d+/\d))(?P<day>\d{1,2})/(?P<month>\d{1,2})(?![/.\d])"
)
_LONE_DAY = re.compile(r"(?![1-4]/[2-5](?!\d))(?P<day>\d{1,2})/(?P<month>0?[1-9]|1[0-2])(?= *(?:$|[.,;:)](?! ?\d)))")
_THIS_YEAR = re.compile(r"năm(?= *(?:$|[.,;:)]))")
_QUARTERS = {"ba": 3, "sáu": 6, "chín": 9}


def read_time(scene: Scene, place: int, *, loose: bool = False) -> tuple[Named, int] | None:
    """Return the named time that begins at a place and the place where it ends; None where none begins.

    With `loose`, after words such as đến or trước, a year may stand without the word năm, and năm without a number.
    """
    for kind, pattern in _COMPILED:
        match = pattern.match(scene.plain, place)
        if match and (named := _named(kind, match, scene)):
            return named, match.end()
    if loose:
        year, this = _BARE_YEAR.match(scene.plain, place), _THIS_YEAR.match(scene.plain, place)
        if year:
            return Named("year", int(year["year"])), year.end()
        if this:
            return Named("year", None, shift=0), this.end()
    return None


def read_bare_day(scene: Scene, place: int) -> tuple[Named, int] | None:
    """Return the day that 01/6 names where words such as từ … đến … show that it is one."""
    match = _BARE_DAY.match(scene.plain, place)
    named = match and _named("day", match, scene)
    return (named, match.end()) if match and named else None


def read_lone_day(scene: Scene, place: int) -> tuple[Named, int] | None:
    """Return the day that 15/12 names at the end of words such as trước; 1/3 may be a fraction and names none."""
    match = _LONE_DAY.match(scene.plain, place)
    named = match and _named("day", match, scene)
    return (named, match.end()) if match and named else None


def _named(kind: str, match: re.Match[str], scene: Scene) -> Named | None:
    """Build the named time of a match; None where its numbers name no months in a row."""
    groups = match.groupdict()
    year = int(groups["year"]) if groups.get("year") else None
    shift = {"nay": 0, "sau": 1, "tới": 1}.get(groups.get("now") or "")
    words = scene.words(match.start(), match.end())
    if kind in {"day", "range"}:
        month = _month(groups["month"], words)
        last = int(groups["last"]) if groups.get("last") else None
        apart = last is not None and " và " in match[0] and last != int(groups["day"]) + 1
        return None if apart else Named("day", year, (month, month), int(groups["day"]), last, shift=shift)
    if kind == "year":
        return Named("year", year, shift=shift)
    if kind == "half":
        count = groups.get("count") or "6"
        months = _QUARTERS.get(count) or (read_number(count) if len(count) < 3 else 0)  # noqa: PLR2004
        if not 1 <= months < 12:  # noqa: PLR2004
            raise ValueRefusedError("not-a-date", words=words)
        span = (1, months) if groups["side"] == "đầu" else (13 - months, 12)
        return Named("halfYear" if months == 6 else "month", year, span, shift=shift)  # noqa: PLR2004
    unit = "quarter" if groups.get("quarter") else "month" if groups.get("month") else "year"
    months_of = {"quarter": _quarter_months, "month": _one_month, "year": lambda *_: (1, 12)}[unit]
    first = months_of(groups.get(unit) or "", words)
    if kind == "point":
        return _point(unit, year, first, groups["side"], shift)
    more = groups.get("more") or ""
    listed = [first, *(months_of(item, words) for item in _ITEM.findall(more))]
    apart = len(listed) > 2 if "-" in more else any(later[0] != sooner[1] + 1 for sooner, later in pairwise(listed))  # noqa: PLR2004
    if apart:  # times apart from each other are not one window
        return None
    return Named(unit, year, (first[0], listed[-1][1]), shift=shift)


def _point(unit: str, year: int | None, months: tuple[int, int], side: str, shift: int | None) -> Named | None:
    """Return the day that đầu, giữa or cuối of a month or year means (Civil Code 2015, Art. 146.2 and 146.3).

    Ngày đầu tiên and ngày cuối cùng name the day itself.
    """
    if side == "đầu tiên":
        return Named("day", year, (months[0], months[0]), 1, shift=shift)
    if side == "cuối cùng":
        return _Last("day", year, (months[1], months[1]), shift=shift)
    if side == "đầu":
        return Named(unit, year, (months[0], months[0]), 1, point=True, shift=shift)
    if side == "giữa" and unit == "month":
        return Named(unit, year, months, 15, point=True, shift=shift)
    if side == "giữa":
        return Named(unit, year, (6, 6), 30, point=True, shift=shift)
    return _Last(unit, year, (months[1], months[1]), point=True, shift=shift)


class _Last(Named):
    """The last day of a month, whatever its number."""

    def within(self, year: int) -> tuple[date, date]:
        """Return the last day of the month twice."""
        last = last_of_month(year, self.months[1])
        return last, last


def _month(words: str, phrase: str) -> int:
    month = int(words)
    if not 1 <= month <= 12:  # noqa: PLR2004
        raise ValueRefusedError("not-a-date", words=phrase)
    return month


def _one_month(words: str, phrase: str) -> tuple[int, int]:
    month = _month(words, phrase)
    return month, month


def _quarter_months(words: str, phrase: str) -> tuple[int, int]:
    quarter = read_numeral(words)
    if quarter is None or not 1 <= quarter <= 4:  # noqa: PLR2004
        raise ValueRefusedError("not-a-date", words=phrase)
    return 3 * quarter - 2, 3 * quarter


def beside(day: date, days: int) -> date:
    """Return the day some days away. Raises ValueRefusedError beyond the first and last day a calendar has."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        raise ValueRefusedError("not-a-date", words=str(day)) from None

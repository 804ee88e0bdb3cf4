"""Limits, windows and periods: words with a calendar time in them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from cakg.errors import ValueRefusedError
from cakg.model.deadline import Deadline
from cakg.readings.times import YEAR, Days, Named, Scene, beside, days_of, read_bare_day, read_time
from cakg.readings.words import CLOCK, NUMBER, read_number

Found = tuple[Deadline, int]
"""A reading and the place in the words where it ends."""

_LATEST = r"(?:(?:chậm|muộn|trễ) nhất(?: là)?(?: vào| đến| trong)?|không (?:được )?(?:quá|muộn hơn|chậm hơn|trễ hơn)|hạn chót(?: là)?)"
_UNTIL_NOW = r"(?:từ (?:nay|bây giờ|đây)(?: cho)? )?"
_BEFORE = re.compile(rf"(?P<mixed>{_LATEST} )?{_UNTIL_NOW}(?:đến )?trước (?:thời điểm |mốc )?(?P<clock>{CLOCK})?")
_NOT_BEFORE = re.compile(
    rf"(?:(?:không|chưa|cấm|nghiêm cấm)(?: được| phép| được phép)?(?: (?:thực hiện|triển khai|tiến hành|ban hành|áp dụng))? trước"
    rf"|không (?:được )?sớm hơn|(?:chỉ )?(?:từ )?(?<!gian )sớm nhất(?: là)?(?: vào| từ| trong)?) (?:thời điểm |mốc )?(?P<clock>{CLOCK})?"
)
_END = re.compile(rf"(?:{_LATEST} )?{_UNTIL_NOW}(?:(?:cho )?(?:đến|tới) |trong |vào )?hết (?:{CLOCK})?")
_MIDNIGHT = re.compile(r"0{1,2} ?(?:(?:giờ|h|g)(?: ?00)?(?: ?phút)?|:00)(?!\d),? ")
_LATEST_BY = re.compile(rf"{_LATEST} (?P<clock>{CLOCK})?")
_BY = re.compile(rf"{_UNTIL_NOW}(?:cho )?(?:đến|tới) (?:thời điểm )?(?P<clock>{CLOCK})?")
_IN = re.compile(r"(?:trong|vào|ngay trong)(?: khoảng)?(?: cả| suốt| thời gian)? ")
_FROM = re.compile(
    r"(?<!tháng )(?<!năm )(?<!tuần )(?<!ngày )(?<!giờ )(?<!việc )(?<!kể )(?<!tính )(?:bắt đầu |kể )?từ (?:sau )?"
)
_TO = re.compile(r",? ?(?:cho )?(?:đến|tới|-) ?(?P<mode>hết |trước )?")
_ONWARD = re.compile(r",? (?:trở đi|trở về sau|(?:và )?(?:những |các )(?:năm|giai đoạn) (?:tiếp theo|tiếp sau|kế tiếp|sau))")
_PART = re.compile(rf"(?:trong )?(?P<count>{NUMBER}) năm (?P<side>đầu|cuối)(?: của)? ")
_AFTER = re.compile(r"sau ")
_PERIOD = re.compile(
    rf"(?:trong |cho |cả )?(?:giai đoạn|thời kỳ)(?: \d)? ?\(?(?:từ )?(?:năm )?(?P<first>{YEAR}) ?(?:-|đến|tới) ?(?:hết )?(?:năm )?(?P<last>{YEAR})"
)
_YEARS = re.compile(
    rf"(?:trong |các |hai |ba |0?\d ){{0,3}}năm (?P<first>{YEAR}) ?(?:-|đến|tới) ?(?:hết )?(?:năm )?(?P<last>{YEAR})"
)
_YEAR_LIST = re.compile(rf"(?:trong |các |hai |ba |0?\d ){{0,3}}năm (?P<years>{YEAR}(?:(?:, ?| và )(?:năm )?{YEAR})+)")
_YEAR_ONWARD = re.compile(
    rf"(?:(?:kể )?từ |trong )?năm (?P<first>{YEAR})(?:,? (?:và )?(?:những|các) năm (?:tiếp theo|tiếp sau|kế tiếp|sau)(?: đó)?| trở đi| trở về sau)"
)
_LEAD = re.compile(
    r"(?:^|[:;,(]|(?:^|\W)(?:hoàn thành|xong|thực hiện|thời gian|thời hạn|hạn|vào|là|báo cáo xong|tiến độ|mốc|phấn đấu|mục tiêu))\s*[:(]?\s*$"
)
_LEAD_LENGTH = 40
_LONGEST = 31
_NEW_UNIT = {
    "year": "yearMeansYearEnd",
    "halfYear": "halfYearMeansItsEnd",
    "quarter": "quarterMeansQuarterEnd",
    "month": "monthMeansMonthEnd",
}


def read_before(scene: Scene, place: int) -> Found | None:
    """Read trước ngày …, trước năm …, chậm nhất trước ngày …: the last day on time is the day before."""
    match = _BEFORE.match(scene.plain, place)
    timed = match and _timed(scene, match.end())
    if not match or not timed:
        return None
    days, end = timed
    if _at_midnight(match):
        return _day_before(scene, place, end, days), end
    if match["clock"]:  # before an hour of the day: the day itself is still on time
        return _fixed(scene, place, end, days, days.last, days.last, "exactDay", (*days.notes, "clock")), end
    rule = scene.rule("beforeMeansDayBefore")
    due = None
    if days.first and days.last:
        due = days.last if rule == "beforeIncludesDay" else beside(days.first, -1)
    notes = (*days.notes, *(("mixed-limit",) if match["mixed"] else ()))
    return _fixed(scene, place, end, days, due, due, rule, notes), end


def read_not_before(scene: Scene, place: int) -> Found | None:
    """Read không được trước ngày …, không sớm hơn …, sớm nhất ngày …: a first day and no last one."""
    match = _NOT_BEFORE.match(scene.plain, place)
    timed = match and _timed(scene, match.end())
    if not match or not timed:
        return None
    days, end = timed
    notes = (*days.notes, *(("clock",) if match["clock"] else ()))
    return _open(scene, place, end, days.first, days.precision, notes), end


def read_end(scene: Scene, place: int) -> Found | None:
    """Read đến hết ngày …, hết năm …, đến hết quý …: the last day of the time."""
    match = _END.match(scene.plain, place)
    timed = match and _timed(scene, match.end())
    if not timed:
        return None
    days, end = timed
    rule = "exactDay" if days.precision == "day" else "endMeansLastDay"
    return _fixed(scene, place, end, days, days.last, days.last, rule, days.notes), end


def read_latest(scene: Scene, place: int) -> Found | None:
    """Read chậm nhất (là) ngày …, không quá …: the time is included to its last day."""
    match = _LATEST_BY.match(scene.plain, place)
    timed = match and _timed(scene, match.end())
    if not match or not timed:
        return None
    days, end = timed
    if _at_midnight(match):
        return _day_before(scene, place, end, days), end
    rule = "exactDay" if days.precision == "day" else "endMeansLastDay"
    notes = (*days.notes, *(("clock",) if match["clock"] else ()))
    return _fixed(scene, place, end, days, days.last, days.last, rule, notes), end


def read_by(scene: Scene, place: int) -> Found | None:
    """Read đến ngày …, đến năm …: a limit; a year, quarter or month leaves room between its first and last day."""
    match = _BY.match(scene.plain, place)
    timed = match and _timed(scene, match.end())
    if not match or not timed:
        return None
    days, end = timed
    if _at_midnight(match):
        return _day_before(scene, place, end, days), end
    return _coarse(scene, place, end, days), end


def read_window(scene: Scene, place: int) -> Found | None:
    """Read trong quý …, trong năm …, vào tháng …: once inside the time."""
    match = _IN.match(scene.plain, place)
    spanned = match and _span(scene, place, match.end())
    if spanned:
        return spanned
    timed = match and _timed(scene, match.end())
    if not timed:
        return None
    days, end = timed
    if days.point:
        return _coarse(scene, place, end, days), end
    return _window(scene, place, end, days), end


def read_period(scene: Scene, place: int) -> Found | None:
    """Read giai đoạn 2024 - 2030, từ … đến …, năm 2025 và các năm tiếp theo, từ ngày … trở đi."""
    part = _PART.match(scene.plain, place)
    for pattern in (_PERIOD, _YEARS):
        years = pattern.match(scene.plain, part.end() if part else place)
        if years:
            return _years(scene, place, years, part)
    listed = _YEAR_LIST.match(scene.plain, place)
    if listed:
        found = [int(year) for year in re.findall(YEAR, listed["years"])]
        if found != list(range(found[0], found[0] + len(found))):
            return None
        bounds = (date(found[-1], 1, 1), date(found[-1], 12, 31))
        return _spanned(scene, place, listed.end(), date(found[0], 1, 1), bounds, "year"), listed.end()
    onward = _YEAR_ONWARD.match(scene.plain, place)
    if onward:
        return _open(scene, place, onward.end(), date(int(onward["first"]), 1, 1), "year"), onward.end()
    return _from_to(scene, place) or _after(scene, place)


def _years(scene: Scene, place: int, years: re.Match[str], part: re.Match[str] | None) -> Found | None:
    """Return the period of two years, of its first or last years, or from its first year on."""
    first, last, end = int(years["first"]), int(years["last"]), years.end()
    if last < first:
        raise ValueRefusedError("period-backwards", words=scene.words(place, end))
    onward = _ONWARD.match(scene.plain, end)
    if part:
        count = read_number(part["count"])
        if onward or not 1 <= count <= last - first + 1:
            return None
        first, last = (first, first + count - 1) if part["side"] == "đầu" else (last - count + 1, last)
    if onward:
        return _open(scene, place, onward.end(), date(first, 1, 1), "year"), onward.end()
    return _spanned(scene, place, end, date(first, 1, 1), (date(last, 1, 1), date(last, 12, 31)), "year"), end


def _span(scene: Scene, place: int, start: int, *, loose: bool = False) -> Found | None:
    """Read two times with đến or a dash between them, whose first is named at `start`."""
    head = read_time(scene, start, loose=loose) or read_bare_day(scene, start)
    joint = head and _TO.match(scene.plain, head[1])
    tail = joint and (read_time(scene, joint.end(), loose=loose) or read_bare_day(scene, joint.end()))
    if not head or not joint or not tail:
        return None
    (named, middle), (other, end) = head, tail
    last = days_of(other, scene, scene.words(joint.end(), end))
    if named.year is None and named.shift is None and last.last:
        named = _same_year(named, replace(other, year=last.last.year))
    first = days_of(named, scene, scene.words(start, middle))
    onward = _ONWARD.match(scene.plain, end)
    if onward:
        return _open(scene, place, onward.end(), first.first, first.precision, first.notes), onward.end()
    if first.first is None or last.first is None or last.last is None:
        return _deadline("period", scene, place, end, last.precision, rule="wholePeriod", notes=("no-year",)), end
    if joint["mode"] == "trước ":
        before = beside(last.first, -1)
        bounds = (before, before)
    else:
        bounds = (last.last if joint["mode"] or last.precision == "day" else last.first, last.last)
    notes = tuple(dict.fromkeys((*first.notes, *last.notes)))
    return _spanned(scene, place, end, first.first, bounds, last.precision, notes), end


def _from_to(scene: Scene, place: int) -> Found | None:
    match = _FROM.match(scene.plain, place)
    if not match:
        return None
    spanned = _span(scene, place, match.end(), loose=True)
    head = None if spanned else read_time(scene, match.end(), loose=True)
    if not head:
        return spanned
    named, middle = head
    first = days_of(named, scene, scene.words(match.end(), middle))
    if named.is_span and first.first and first.last and "sau " not in match[0]:
        unit = first.last if first.precision == "day" else first.last.replace(day=1)
        return _spanned(scene, place, middle, first.first, (unit, first.last), first.precision, first.notes), middle
    onward = _ONWARD.match(scene.plain, middle)
    end = onward.end() if onward else middle
    begins = first.first
    if "sau " in match[0] and first.last:
        begins = beside(first.last, 1)
    return _open(scene, place, end, begins, first.precision, first.notes), end


def _after(scene: Scene, place: int) -> Found | None:
    match = _AFTER.match(scene.plain, place)
    timed = match and _timed(scene, match.end())
    if not timed:
        return None
    days, end = timed
    begins = beside(days.last, 1) if days.last else None
    return _open(scene, place, end, begins, days.precision, days.notes), end


def read_bare(scene: Scene, place: int) -> Found | None:
    """Read a time without a word before it, where nothing but a heading such as "hoàn thành" or "thời gian" precedes."""
    if not _LEAD.search(scene.plain[max(0, place - _LEAD_LENGTH) : place]):
        return None
    return _span(scene, place, place) or read_listed(scene, place)


def read_listed(scene: Scene, place: int) -> Found | None:
    """Read a time that stands alone or after another one in a list."""
    timed = _timed(scene, place, loose=False)
    if not timed:
        return None
    days, end = timed
    if days.precision == "year" and not days.point:
        if scene.rule("bareYearMeansLimit") == "bareYearMeansWindow":
            return _window(scene, place, end, days, "bareYearMeansWindow"), end
        return _coarse(scene, place, end, days, "bareYearMeansLimit"), end
    if days.point or (days.precision == "day" and days.first == days.last):
        return _coarse(scene, place, end, days), end
    return _window(scene, place, end, days), end


def _timed(scene: Scene, place: int, *, loose: bool = True) -> tuple[Days, int] | None:
    found = read_time(scene, place, loose=loose)
    if not found:
        return None
    named, end = found
    return days_of(named, scene, scene.words(place, end)), end


def _same_year(named: Named, other: Named) -> Named:
    """Return the first time in the year of the second, or in the year before where it would else be the later one."""
    later = (named.months[0], named.day or 1) > (other.months[1], (other.last_day or other.day or _LONGEST))
    return replace(named, year=other.year and other.year - later)


def _at_midnight(match: re.Match[str]) -> bool:
    """Say whether the words name the hour at which the day begins, so that the day itself is too late."""
    return bool(match["clock"] and _MIDNIGHT.fullmatch(match["clock"]))


def _day_before(scene: Scene, place: int, end: int, days: Days) -> Deadline:
    due = beside(days.first, -1) if days.first else None
    return _fixed(scene, place, end, days, due, due, "beforeMeansDayBefore", (*days.notes, "clock"))


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
    return _deadline(
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
    return _deadline(
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


def _spanned(
    scene: Scene, place: int, end: int, first: date, bounds: tuple[date, date], precision: str, notes: tuple[str, ...] = ()
) -> Deadline:
    rule = scene.rule("wholePeriod")
    last = bounds[1] if rule == "wholePeriod" else bounds[0]
    if last < first:
        raise ValueRefusedError("period-backwards", words=scene.words(place, end))
    return _deadline("period", scene, place, end, precision, start=first, earliest=last, due=last, rule=rule, notes=notes)


def _open(scene: Scene, place: int, end: int, first: date | None, precision: str, notes: tuple[str, ...] = ()) -> Deadline:
    return _deadline("period", scene, place, end, precision, start=first, rule="openEnd", notes=notes)


def _deadline(
    kind: str,
    scene: Scene,
    place: int,
    end: int,
    precision: str,
    *,
    start: date | None = None,
    earliest: date | None = None,
    due: date | None = None,
    rule: str,
    rules: tuple[str, ...] = (),
    notes: tuple[str, ...] = (),
) -> Deadline:
    return Deadline(
        kind,
        stated=scene.words(place, end),
        precision=precision,
        start=start,
        earliest=earliest,
        due=due,
        rule=rule,
        rules=rules or (rule,),
        notes=notes,
    )


SPANS: tuple[Callable[[Scene, int], Found | None], ...] = (
    read_period,
    read_not_before,
    read_before,
    read_end,
    read_latest,
    read_by,
    read_window,
    read_bare,
)
"""Readers of words with a calendar time, the first that understands a place wins."""

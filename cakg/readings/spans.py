"""Periods: two named times, or one and an open end; and what limits and windows share with them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from cakg.errors import ValueRefusedError
from cakg.model.deadline import Deadline
from cakg.readings.times import YEAR, Days, Named, Scene, beside, days_of, read_bare_day, read_time
from cakg.readings.words import CLOCK, NUMBER, at_midnight, read_number

Found = tuple[Deadline, int]
"""A reading and the place in the words where it ends."""

_FROM = re.compile(
    r"(?<!tháng )(?<!năm )(?<!tuần )(?<!ngày )(?<!giờ )(?<!việc )(?<!kể )(?<!tính )(?:bắt đầu |kể )?từ (?:sau )?"
    rf"(?P<clock>{CLOCK})?"
)
_TO = re.compile(rf",? ?(?:cho )?(?:đến|tới|-) ?(?P<mode>hết |trước )?(?P<clock>{CLOCK})?")
_ONWARD = re.compile(r",? (?:trở đi|trở về sau|(?:và )?(?:những |các )(?:năm|giai đoạn) (?:tiếp theo|tiếp sau|kế tiếp|sau))")
TO_NOW = re.compile(
    r",? ?(?:cho )?(?:đến|tới) (?:nay|hiện nay|hiện tại|bây giờ|lúc này|thời điểm(?! \d| ngày \d))(?!\w)|,? ?trở (?:lại đây|về trước)(?!\w)"
)
"""After a first day: what has been, up to now or to a moment that no date names."""
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
        return open_ended(scene, place, onward.end(), date(int(onward["first"]), 1, 1), "year"), onward.end()
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
        return open_ended(scene, place, onward.end(), date(first, 1, 1), "year"), onward.end()
    return _spanned(scene, place, end, date(first, 1, 1), (date(last, 1, 1), date(last, 12, 31)), "year"), end


def span(
    scene: Scene, place: int, start: int, *, loose: bool = False, clock: bool = False, points: bool = True
) -> Found | None:
    """Read two times with đến or a dash between them, whose first is named at `start`.

    Without `points`, where no từ goes before, "cuối năm 2025 - đầu năm 2026" is too vague to be two days.
    """
    head = read_time(scene, start, loose=loose) or read_bare_day(scene, start)
    joint = head and _TO.match(scene.plain, head[1])
    tail = joint and (read_time(scene, joint.end(), loose=loose) or read_bare_day(scene, joint.end()))
    if not head or not joint or not tail:
        return None
    (named, middle), (other, end) = head, tail
    if not points and (named.point or other.point):
        return None
    last = days_of(other, scene, scene.words(joint.end(), end))
    if named.year is None and named.shift is None and last.last:
        named = _same_year(named, replace(other, year=last.last.year))
    first = days_of(named, scene, scene.words(start, middle))
    onward = _ONWARD.match(scene.plain, end)
    if onward:
        return open_ended(scene, place, onward.end(), first.first, first.precision, first.notes), onward.end()
    if first.first is None or last.first is None or last.last is None:
        return state("period", scene, place, end, last.precision, rule="wholePeriod", notes=("no-year",)), end
    if at_midnight(joint) or (joint["mode"] == "trước " and not joint["clock"]):
        before = beside(last.first, -1)
        bounds = (before, before)
    else:
        bounds = (last.last if joint["mode"] or last.precision == "day" else last.first, last.last)
    notes = tuple(dict.fromkeys((*first.notes, *last.notes, *(("clock",) if clock or joint["clock"] else ()))))
    return _spanned(scene, place, end, first.first, bounds, last.precision, notes), end


def _from_to(scene: Scene, place: int) -> Found | None:
    match = _FROM.match(scene.plain, place)
    if not match:
        return None
    if match["clock"] and "sau " in match[0]:
        return None
    spanned = span(scene, place, match.end(), loose=True, clock=bool(match["clock"]))
    head = None if spanned else read_time(scene, match.end(), loose=True)
    if not head:
        return spanned
    named, middle = head
    if TO_NOW.match(scene.plain, middle):
        return None
    first = days_of(named, scene, scene.words(match.end(), middle))
    if named.is_span and first.first and first.last and "sau " not in match[0]:
        months = 2 if first.precision == "quarter" else 0
        unit = first.last if first.precision == "day" else first.last.replace(day=1, month=first.last.month - months)
        return _spanned(scene, place, middle, first.first, (unit, first.last), first.precision, first.notes), middle
    onward = _ONWARD.match(scene.plain, middle)
    end = onward.end() if onward else middle
    notes = (*first.notes, *(("clock",) if match["clock"] else ()))
    begins = first.first
    if "sau " in match[0] and first.last:
        begins = beside(first.last, 1)
    return open_ended(scene, place, end, begins, first.precision, notes), end


def _after(scene: Scene, place: int) -> Found | None:
    match = _AFTER.match(scene.plain, place)
    named = match and timed(scene, match.end())
    if not named:
        return None
    days, end = named
    begins = beside(days.last, 1) if days.last else None
    return open_ended(scene, place, end, begins, days.precision, days.notes), end


def timed(scene: Scene, place: int, *, loose: bool = True) -> tuple[Days, int] | None:
    """Return the days of the time named at a place, and where it ends."""
    found = read_time(scene, place, loose=loose)
    if not found:
        return None
    named, end = found
    return days_of(named, scene, scene.words(place, end)), end


def _same_year(named: Named, other: Named) -> Named:
    """Return the first time in the year of the second, or in the year before where its month comes later."""
    return replace(named, year=other.year and other.year - (named.months[0] > other.months[1]))


def _spanned(
    scene: Scene, place: int, end: int, first: date, bounds: tuple[date, date], precision: str, notes: tuple[str, ...] = ()
) -> Deadline:
    rule = scene.rule("wholePeriod")
    last = bounds[1] if rule == "wholePeriod" else bounds[0]
    if last < first:
        raise ValueRefusedError("period-backwards", words=scene.words(place, end))
    return state("period", scene, place, end, precision, start=first, earliest=last, due=last, rule=rule, notes=notes)


def open_ended(scene: Scene, place: int, end: int, first: date | None, precision: str, notes: tuple[str, ...] = ()) -> Deadline:
    """Return the period that begins on a day and has no last one."""
    return state("period", scene, place, end, precision, start=first, rule="openEnd", notes=notes)


def state(
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
    """Return a deadline with the words it was read from."""
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

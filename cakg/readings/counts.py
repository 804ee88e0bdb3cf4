"""Times counted from or back from a day or an event."""

from __future__ import annotations

import re
from datetime import date

from cakg.calendars.periods import Count, count_back, count_period
from cakg.model.deadline import DayOff, Deadline
from cakg.readings.spans import Found
from cakg.readings.times import YEAR, Scene, days_of, read_time
from cakg.readings.words import NUMBER, read_number

_UNIT = r"(?P<unit>ngày|tuần|tháng|năm|giờ)(?P<working>(?: tính theo ngày)? làm việc)?(?: lịch)?"
_AMOUNT = rf"(?P<amount>{NUMBER}|nửa) {_UNIT}(?! \d)(?!\w)(?! (?:đầu|cuối)\b)"
_LEAD = (
    r"(?:(?:trong|chậm nhất|muộn nhất|không quá|tối đa|không được quá)(?: là)?(?: sau| trong)?"
    r"(?: (?:thời hạn|thời gian|vòng|khoảng))?(?: (?:không quá|tối đa|là))?|thời hạn(?: là| không quá| tối đa)?)"
)
_WITHIN = re.compile(rf"(?:(?P<lead>{_LEAD}) )?{_AMOUNT}")
_SINCE = re.compile(r",? ?(?:(?:kể|tính) (?:từ|sau)|từ|sau|bắt đầu từ) (?P<kind>ngày |khi |thời điểm |lúc )?")
_BACK = re.compile(
    rf"(?:(?:chậm nhất|ít nhất|tối thiểu|muộn nhất|trước)(?: là)? )?{_AMOUNT},? trước (?P<kind>ngày |khi |thời điểm |lúc )?"
)
_BEFORE = re.compile(
    rf"trước (?P<kind>ngày |khi |thời điểm |lúc )?(?P<event>[^.;,()]+?),? (?:ít nhất|tối thiểu|chậm nhất)(?: là)? {_AMOUNT}"
)
_NOT_WITHIN = re.compile(r"(?:sau|ít nhất|tối thiểu|trên|quá|hơn|(?:ngày|tuần|tháng|năm|giờ)(?: và)?) $")
_PAST = re.compile(r" (?:qua|vừa qua|gần đây|trước đây|trước đó|liên tiếp|liền)\b")
_EVENT = re.compile(r"[^.;()]+")
_OTHER_TIME = re.compile(r"\d|hằng|định kỳ|trước|chậm nhất|thường xuyên")
_THIS_PAPER = re.compile(
    r"(?:ký|ban hành|ký ban hành|ký, ban hành)(?: (?:văn bản|kế hoạch|công văn|quyết định|chỉ thị|thông tư|hướng dẫn|công điện|đề án)(?: này)?)? ?$"
)
_OF_EVENT = re.compile(
    r"(?P<side>ngay sau khi|sau khi|trước khi|ngay khi|khi|trong khi|theo (?=tiến độ|lộ trình|yêu cầu|hướng dẫn|chỉ đạo|kế hoạch của|tình hình)"
    r"|đột xuất(?: khi| theo)?|(?:kể |tính )?từ (?:khi|ngày|thời điểm) (?!\d)|trước ngày (?!\d)|sau ngày (?!\d)|(?:trước|sau) (?=tết|đại hội|hội nghị|kỳ họp|bầu cử|mùa|dịp))(?:(?<= )|(?!\w)) ?"
)
_YEAR = re.compile(YEAR)
_CODES = {
    "ngày": ("day", "P{}D"),
    "tuần": ("week", "P{}D"),
    "tháng": ("month", "P{}M"),
    "năm": ("year", "P{}Y"),
    "giờ": ("hour", "PT{}H"),
}
_SEVEN = {"day": 1, "week": 7, "month": 1, "year": 1, "hour": 1}
"""A week is seven days; xsd:duration has no weeks."""
_HALF = {"tháng": (15, "ngày"), "năm": (6, "tháng"), "ngày": (12, "giờ")}


def read_count(scene: Scene, place: int) -> Found | None:
    """Read trong thời hạn 05 ngày làm việc kể từ …: computed from a day, else an offset from an event."""
    match = _WITHIN.match(scene.plain, place)
    if not match or _PAST.match(scene.plain, match.end()):
        return None
    since = _SINCE.match(scene.plain, match.end())
    if match["lead"] is None and (since is None or _NOT_WITHIN.search(scene.plain[max(0, place - 10) : place])):
        return None
    amount, unit = _amount(match)
    if not amount:
        return None
    code, form = _CODES[unit]
    working = bool(match["working"])
    offset, end = form.format(amount * _SEVEN[code]), match.end()
    anchor: str | None = None
    counted: date | None = None
    notes: tuple[str, ...] = ("no-anchor",)
    if since:
        anchor, counted, notes, end = _anchor(scene, since.end(), _kind(since, since.end()))
    if counted is None or code == "hour":
        notes = (*notes, "hours") if code == "hour" and counted else notes
        stated = scene.words(place, end)
        return _relative(stated, offset, working=working, anchor=anchor, counted=counted, notes=notes), end
    rules = [scene.rule("firstDayNotCounted")]
    move = scene.rule("moveToWorkingDay") == "moveToWorkingDay"
    count = count_period(
        counted, amount, code, working=working, first_counted=rules[0] == "firstDayCounted", move=move and not working
    )
    rules += ["workingDaysOnly"] if working else []
    if not working and (count.moved or not move):
        rules.append(scene.rule("moveToWorkingDay"))
    return _counted(scene.words(place, end), count, offset, tuple(rules), anchor, counted, notes, working=working), end


def read_back(scene: Scene, place: int) -> Found | None:
    """Read chậm nhất 05 ngày trước ngày …, trước khi họp ít nhất 03 ngày làm việc: counted back."""
    match = _BACK.match(scene.plain, place)
    if match:
        anchor, counted, notes, end = _anchor(scene, match.end(), _kind(match, match.end()))
    else:
        match = _BEFORE.match(scene.plain, place)
        if not match:
            return None
        end, event = match.end(), match.start("event")
        _, counted, notes, reached = _anchor(scene, event, _kind(match, event))
        anchor = scene.words(_kind(match, event), match.end("event"))
        if reached < match.end("event"):  # the day is only a part of the event's words
            counted = None
    amount, unit = _amount(match)
    code, form = _CODES[unit]
    if not amount or not anchor:
        return None
    working = bool(match["working"])
    offset, stated = "-" + form.format(amount * _SEVEN[code]), scene.words(place, end)
    if counted is None or code not in {"day", "week"}:
        return _relative(stated, offset, working=working, anchor=anchor, counted=counted, notes=notes), end
    count = count_back(counted, amount * _SEVEN[code], working=working)
    rules = ("countBackFromDay", *(("workingDaysOnly",) if working else ()))
    return _counted(stated, count, offset, rules, anchor, counted, notes, working=working), end


def read_event(scene: Scene, place: int) -> Found | None:
    """Read trước khi …, sau khi có …, theo tiến độ …: told by an event, no date."""
    match = _OF_EVENT.match(scene.plain, place)
    if not match:
        return None
    planned = match["side"].startswith("theo")
    end = _event_end(scene, match.end())
    anchor = scene.words(place if planned else match.end(), end)
    if not anchor or (planned and _YEAR.search(anchor)):  # a plan with years in it is told by the years
        return None
    return _relative(scene.words(place, end), None, working=None, anchor=anchor, counted=None), end


def _kind(match: re.Match[str], place: int) -> int:
    """Return where ngày, khi or thời điểm begins, else the place."""
    return match.start("kind") if match["kind"] else place


def _amount(match: re.Match[str]) -> tuple[int, str]:
    if match["amount"] == "nửa":
        return _HALF.get(match["unit"], (0, "ngày"))
    return read_number(match["amount"]), match["unit"]


def _anchor(scene: Scene, place: int, kind: int) -> tuple[str | None, date | None, tuple[str, ...], int]:
    """Return the words counted from, their day if they name one, notes, and where they end."""
    for start in dict.fromkeys((kind, place)):
        timed = read_time(scene, start)
        if timed and timed[0].precision == "day":
            named, end = timed
            days = days_of(named, scene, scene.words(start, end))
            return scene.words(start, end), days.first, days.notes, end
    end = _event_end(scene, place)
    anchor = scene.words(kind, end)
    if not anchor:
        return None, None, ("no-anchor",), place
    if scene.issued and _THIS_PAPER.match(scene.plain, place, end):
        return anchor, scene.issued, ("counted-from-issue",), end
    return anchor, None, (), end


def _event_end(scene: Scene, place: int) -> int:
    """Return where the words of an event end: at a stop, or at a comma after which another time may be named."""
    whole = _EVENT.match(scene.plain, place)
    if not whole:
        return place
    comma = scene.plain.find(",", place, whole.end())
    return comma if comma >= 0 and _OTHER_TIME.search(scene.plain, comma, whole.end()) else whole.end()


def _relative(
    stated: str,
    offset: str | None,
    *,
    working: bool | None,
    anchor: str | None,
    counted: date | None,
    notes: tuple[str, ...] = (),
) -> Deadline:
    return Deadline(
        "relative",
        stated,
        rule="countedFromEvent",
        rules=("countedFromEvent",),
        offset=offset,
        workingDays=working,
        anchor=anchor,
        countedFrom=counted,
        notes=notes,
    )


def _counted(
    stated: str,
    count: Count,
    offset: str,
    rules: tuple[str, ...],
    anchor: str | None,
    counted: date,
    notes: tuple[str, ...],
    *,
    working: bool,
) -> Deadline:
    return Deadline(
        "relative",
        stated,
        precision="day",
        earliest=count.last,
        due=count.last,
        rule=rules[0],
        rules=rules,
        offset=offset,
        workingDays=working,
        anchor=anchor,
        countedFrom=counted,
        estimated=count.estimated,
        daysOff=tuple(DayOff(day, name) for day, name in count.days_off),
        notes=(*notes, *(("estimated",) if count.estimated else ())),
    )

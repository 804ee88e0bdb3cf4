"""Times counted from or back from a day or an event."""

from __future__ import annotations

import re
from datetime import date

from cakg.calendars.periods import Count, count_back, count_period
from cakg.errors import ValueRefusedError
from cakg.model.deadline import DayOff, Deadline
from cakg.readings.direction import read_direction
from cakg.readings.spans import TO_NOW, Found
from cakg.readings.times import YEAR, Scene, beside, days_of, read_time
from cakg.readings.words import NUMBER, read_number

_UNIT = (
    rf"(?P<unit>ngày|tuần|tháng|quý|năm|giờ)(?P<working>(?: tính theo ngày)? làm việc)?(?: lịch)?"
    rf"(?:(?<=năm)(?: và)? (?P<months>{NUMBER}) tháng)?"
)
_AMOUNT = rf"(?P<amount>{NUMBER}|nửa) {_UNIT}(?! \d)(?!\w)(?! (?:đầu|cuối|làm việc|tính theo|lịch|(?:và )?{NUMBER} tháng)\b)"
_LEAD = (
    r"(?:(?:trong|chậm nhất|muộn nhất|tối đa|không (?:được )?(?:quá|muộn hơn|chậm hơn|trễ hơn))(?: là)?(?: sau| trong)?"
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
_NOT_WITHIN = re.compile(r"(?:(?:sau|ít nhất|tối thiểu|trên|quá|hơn|(?:ngày|tuần|tháng|năm|giờ)(?: và)?) |\d[.,/])$")
_ONLY_AFTER = re.compile(
    rf"(?:chỉ )?(?P<lead>(?:(?:sớm nhất(?: là)?|không (?:được )?sớm hơn|ít nhất(?: là)?|tối thiểu(?: là)?) )?(?:sau )?)(?:thời hạn |thời gian |khoảng )?{_AMOUNT}"
)
_REPORTED = re.compile(r"(?:báo cáo|sơ kết|tổng kết|đánh giá|số liệu|kết quả|công tác|kỷ niệm) $")
_NO_AMOUNT = re.compile(r"(?:ngày|tháng|quý|năm|tuần|thứ|lần|số) $")
"""Before a number that names a day or an item, as in ngày 15 tháng trước, and is no amount."""
_NO_ANCHOR = re.compile(r"(?:đến|tới|và|hoặc|hay|đó|đây|này|kia|nữa|liền|so với|là)(?!\w)|[-,]")
"""After trước in "tháng trước đến …", "03 năm trước đó": a time gone by, from which nothing is counted back."""
_PAST = re.compile(r" (?:qua|vừa qua|gần đây|trước đây|trước đó|liên tiếp|liền)\b")
_EVENT = re.compile(r"[^.;()]+")
_LEFT_OUT = re.compile(
    r",? (?:không (?:tính|kể|bao gồm|gồm)|(?:ngoại )?trừ|kể cả|tính cả|bao gồm)(?: cả)? (?:các |những |số )?(?:ngày|thời gian|thời hạn)(?!\w)"
)
_OTHER_TIME = re.compile(r"\d|hằng|định kỳ|trước|chậm nhất|thường xuyên")
_THIS_PAPER = re.compile(
    r"(?:ký|ban hành|ký ban hành|ký, ban hành)(?: (?:văn bản|kế hoạch|công văn|quyết định|chỉ thị|thông tư|hướng dẫn|công điện|đề án)(?: này)?)? ?$"
)
_NO_DAY = (
    r"(?!\d|làm việc(?!\w)|thứ (?:\d|hai|ba|tư|năm|sáu|bảy)(?!\w)(?! của (?!tháng|quý|năm|tuần|hằng|mỗi)| (?:kể|tính) từ)|chủ nhật"
    r"|(?:đầu|cuối)(?: tiên| cùng)?(?: của)? (?:tuần|tháng|quý|năm(?! học)|hằng|mỗi|từng)(?!\w))"
)
"""No event but a day of the calendar follows: trước ngày làm việc cuối cùng hằng tháng."""
_OF_EVENT = re.compile(
    r"(?P<side>(?:cho )?(?:đến|tới) (?:khi|lúc)|ngay sau khi|sau khi|trước khi|ngay khi|khi|trong khi|theo (?=tiến độ|lộ trình|yêu cầu|hướng dẫn|chỉ đạo|kế hoạch của|tình hình)"
    rf"|đột xuất(?: khi| theo)?|(?:kể |tính )?từ (?:khi|thời điểm) (?!\d)|(?:trước|sau|(?:kể |tính )?từ) ngày {_NO_DAY}|(?:trước|sau) (?=tết|đại hội|hội nghị|kỳ họp|bầu cử|mùa|dịp))(?:(?<= )|(?!\w)) ?"
)
_YEAR = re.compile(YEAR)
_LIMIT = re.compile(
    rf",? (?:(?:cho )?(?:đến|tới)(?: hết| trước)?|trước|hết|(?:chậm|muộn) nhất(?: là| vào)?|không quá) (?P<amount>{NUMBER} (?:ngày|tuần|tháng|giờ)(?!\w)(?! \d))?"
)
_UNTIL = re.compile(r",? (?:cho )?(?:đến|tới) (?P<mode>hết |trước )?")
_CODES = {
    "ngày": ("day", "P{}D", 1),
    "tuần": ("day", "P{}D", 7),
    "tháng": ("month", "P{}M", 1),
    "quý": ("month", "P{}M", 3),
    "năm": ("year", "P{}Y", 1),
    "giờ": ("hour", "PT{}H", 1),
}
"""The unit counted in, its duration, and how many of it: a week is seven days, xsd:duration has no weeks."""
_HALF = {"tháng": (15, "ngày"), "năm": (6, "tháng"), "ngày": (12, "giờ")}


def read_count(scene: Scene, place: int) -> Found | None:
    """Read trong thời hạn 05 ngày làm việc kể từ …: computed from a day, else an offset from an event."""
    match = _WITHIN.match(scene.plain, place)
    if not match:
        return _read_only_after(scene, place)
    if _PAST.match(scene.plain, match.end()):
        return None
    since = _SINCE.match(scene.plain, match.end())
    if match["lead"] is None and (since is None or _NOT_WITHIN.search(scene.plain[max(0, place - 10) : place])):
        return None
    amount, code, form = _amount(match)
    if not amount:
        return None
    working = _working(scene, match)
    offset, end = form.format(amount), match.end()
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


def _read_only_after(scene: Scene, place: int) -> Found | None:
    """Read sau 06 tháng kể từ …, ít nhất 30 ngày kể từ …: a first day, or a least time, and no last day."""
    match = _ONLY_AFTER.match(scene.plain, place)
    since = match and match["lead"] and _SINCE.match(scene.plain, match.end())
    if not match or not since:
        return None
    amount, code, form = _amount(match)
    if not amount:
        return None
    working = _working(scene, match)
    anchor, counted, notes, end = _anchor(scene, since.end(), _kind(since, since.end()))
    stated = scene.words(place, end)
    if counted is None or code == "hour" or "sau" not in match["lead"].split():
        notes = (*notes, "no-limit")
        return _relative(stated, form.format(amount), working=working, anchor=anchor, counted=counted, notes=notes), end
    first, move = scene.rule("firstDayNotCounted"), scene.rule("moveToWorkingDay") == "moveToWorkingDay"
    count = count_period(
        counted, amount, code, working=working, first_counted=first == "firstDayCounted", move=move and not working
    )
    rules = ("openEnd", first, *(("workingDaysOnly",) if working else ()), *(("moveToWorkingDay",) if count.moved else ()))
    notes = (*notes, *(("estimated",) if count.estimated else ()))
    begins = beside(count.last, 1)
    return Deadline("period", stated, precision="day", start=begins, rule="openEnd", rules=rules, notes=notes), end


def read_back(scene: Scene, place: int) -> Found | None:
    """Read chậm nhất 05 ngày trước ngày …, trước khi họp ít nhất 03 ngày làm việc: counted back."""
    match = _BACK.match(scene.plain, place)
    if match and (_REPORTED.search(scene.plain[:place]) or _NO_AMOUNT.search(scene.plain[:place])):
        return None
    if match and _NO_ANCHOR.match(scene.plain, match.end()):
        return None
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
    amount, code, form = _amount(match)
    if not amount or not anchor:
        return None
    working = _working(scene, match)
    offset, stated = "-" + form.format(amount), scene.words(place, end)
    if counted is None or code == "hour" or (working and code != "day"):
        return _relative(stated, offset, working=working, anchor=anchor, counted=counted, notes=notes), end
    count = count_back(counted, amount, code, working=working)
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
    until = _UNTIL.match(scene.plain, end) if "từ" in match["side"].split() else None
    if TO_NOW.search(scene.plain, match.end(), end):
        return None
    if anchor and until and (found := _until(scene, place, (match.end(), end), until)):
        return found
    if not anchor or (planned and _YEAR.search(anchor)):  # a plan with years in it is told by the years
        return None
    return _relative(scene.words(place, end), None, working=None, anchor=anchor, counted=None), end


def _until(scene: Scene, place: int, event: tuple[int, int], until: re.Match[str]) -> Found | None:
    """Read từ ngày ký đến hết năm 2025: a period whose first day is that of an event, known only if it is the issue."""
    timed = read_time(scene, until.end(), loose=True)
    if not timed:
        return None
    named, end = timed
    days = days_of(named, scene, scene.words(until.end(), end))
    rule = scene.rule("wholePeriod")
    last = days.last
    if days.first and (until["mode"] == "trước " or (rule != "wholePeriod" and not until["mode"] and days.precision != "day")):
        last = beside(days.first, -1) if until["mode"] == "trước " else days.first
    start = scene.issued if _THIS_PAPER.match(scene.plain, *event) else None
    notes = (*days.notes, "counted-from-issue" if start else "start-unknown")
    if start and last and last < start:
        raise ValueRefusedError("period-backwards", words=scene.words(place, end))
    stated, anchor = scene.words(place, end), scene.words(*event)
    return Deadline(
        "period",
        stated,
        precision=days.precision,
        start=start,
        earliest=last,
        due=last,
        rule=rule,
        rules=tuple(dict.fromkeys((*days.rules, rule))),
        anchor=anchor,
        notes=notes,
    ), end


def _kind(match: re.Match[str], place: int) -> int:
    """Return where ngày, khi or thời điểm begins, else the place."""
    return match.start("kind") if match["kind"] else place


def _working(scene: Scene, match: re.Match[str]) -> bool:
    """Say whether working days are counted, by the unit or because words beside it leave days off out of a count of days."""
    return bool(match["working"]) or (scene.days_off == "out" and match["unit"] == "ngày" and match["amount"] != "nửa")


def _amount(match: re.Match[str]) -> tuple[int, str, str]:
    """Return how many of which unit, and the form of the duration; nothing, as 0, for the half of a week or an hour."""
    if match["amount"] == "nửa":
        amount, unit = _HALF.get(match["unit"], (0, "ngày"))
    elif match["months"]:
        amount, unit = 12 * read_number(match["amount"]) + read_number(match["months"]), "tháng"
    else:
        amount, unit = read_number(match["amount"]), match["unit"]
    code, form, factor = _CODES[unit]
    return amount * factor, code, form


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
    """Return where the words of an event end: at a stop, at a comma after which another time may be named, before a limit."""
    whole = _EVENT.match(scene.plain, place)
    if not whole:
        return place
    comma = scene.plain.find(",", place, whole.end())
    end = comma if comma >= 0 and _OTHER_TIME.search(scene.plain, comma, whole.end()) else whole.end()
    apart = _LEFT_OUT.search(scene.plain, place, end)
    end = apart.start() if apart else end
    for limit in _LIMIT.finditer(scene.plain, place, end):
        if limit["amount"] or read_time(scene, limit.end(), loose=True):
            return limit.start()
    return end


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
        direction=read_direction(stated),
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
        direction=read_direction(stated),
        estimated=count.estimated,
        daysOff=tuple(DayOff(day, name) for day, name in count.days_off),
        notes=(*notes, *(("estimated",) if count.estimated else ())),
    )

"""Times that come again: words to rules of RFC 5545."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from cakg.errors import ValueRefusedError
from cakg.model.deadline import Deadline
from cakg.readings.spans import Found
from cakg.readings.times import OWN_YEAR, YEAR, Scene
from cakg.readings.words import CLOCK, NUMBER, at_midnight, read_number, read_numeral

_EACH = r"(?:hằng|mỗi|từng)"
_UNIT = rf"(?:(?P<count>{NUMBER}) )?(?P<unit>ngày|tuần|tháng|quý|năm{OWN_YEAR})(?!\w)"
_ITEM = rf"(?:(?:{NUMBER}) )?(?:nửa )?(?:ngày|tuần|tháng|quý|năm{OWN_YEAR})(?!\w)(?! \d+(?! lần|\d))"
_JOIN = r"(?:, ?| và | hoặc |/|; ?)"
_CYCLE = re.compile(rf"(?:nửa (?P<half>tháng|năm)|{_UNIT})")
_EVERY = re.compile(
    rf"(?<!giữa )(?:(?:theo )?định kỳ(?: theo)?(?:,)? )?{_EACH} (?P<list>{_ITEM}(?:{_JOIN}(?:{_EACH} )?{_ITEM})*)(?:(?: ít nhất| tối thiểu)? (?P<each>{NUMBER}) lần)?"
)
_PERIODIC = re.compile(rf"(?:theo )?định kỳ(?: theo)?:? (?P<list>{_ITEM}(?:{_JOIN}{_ITEM})*)(?:(?: (?:một|1|01))? lần|/lần)?")
_ONCE = re.compile(
    rf"(?:định kỳ )?(?:(?P<list>{_ITEM})(?: (?:một|1|01) lần|/(?:1 |01 )?lần)|(?:ít nhất )?(?P<times>{NUMBER}) lần ?(?:/|trong (?:một |mỗi )?|(?:một|mỗi|hằng) )(?P<per>ngày|tuần|tháng|quý|năm)(?! \d)(?!\w))"
)
_NO_INTERVAL = re.compile(r"(?:theo )?định kỳ(?!\w)")

_MODE = (
    r"(?P<mode>(?:chậm nhất(?: là)? )?trước|(?:chậm nhất|muộn nhất)(?: là)?(?: vào)?|không quá|(?:đến )?hết|đến|vào|trong)? ?"
    rf"(?P<clock>{CLOCK})?"
)
_DAYS = r"(?:ngày )?(?<!thứ )(?P<days>\d{1,2}(?:(?:, ?| và )(?:ngày )?\d{1,2})*)(?![\d/.-]| lần)"
_DATES = (
    r"(?:ngày )?(?P<dates>\d{1,2}(?:[/.-]| tháng )\d{1,2}(?:(?:, ?| và )(?:ngày )?\d{1,2}(?:[/.-]| tháng )\d{1,2})*)(?![\d/.-])"
)
_ALSO = r"(?:, ?(?:và )?| và | ?\+ ?)"
_NUMERAL = r"(?:[ivx]{1,3}|\d|một|hai|ba|tư|bốn)"
_NO_PART = r"(?<!tuần )(?<!tháng )(?<!quý )(?<!năm )"
_WEEKDAY = r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])(?!\w)|chủ nhật|[2-7](?!\d))"
_BACKWARD = (
    re.compile(rf"{_MODE}{_DAYS}(?: của)? {_EACH} tháng(?!\w)"),
    re.compile(
        rf"{_MODE}{_DAYS}(?: của)? (?P<place>tháng cuối(?: cùng)?|tháng đầu(?: tiên)?|tháng thứ (?:hai|2))(?: của)?(?: {_EACH})? quý(?!\w)(?! (?:[ivx]+|\d)\b)"
    ),
    re.compile(rf"{_MODE}{_DATES}(?: của)? {_EACH} năm(?!\w)"),
    re.compile(
        rf"{_MODE}(?:(?<!\w)ngày (?=thứ|chủ))?(?P<weekday>{_WEEKDAY}(?:(?:, ?| và ){_WEEKDAY})*)(?: của)? {_EACH} tuần(?!\w)"
    ),
    re.compile(
        rf"{_MODE}{_NO_PART}(?P<side>đầu|giữa(?!.{{0,10}}quý)|cuối) (?:{_EACH} )?(?P<of>tháng|quý|năm)(?: {_EACH} (?P=of))(?!\w)"
    ),
    re.compile(rf"{_MODE}{_NO_PART}(?P<side>đầu|giữa(?!.{{0,10}}quý)|cuối) {_EACH} (?P<of>tháng|quý|năm)(?!\w)"),
    re.compile(
        rf"{_MODE}(?P<edge>ngày) (?P<side>đầu|cuối)(?:(?<=đầu) tiên|(?<=cuối) cùng)(?: của)? {_EACH} (?P<of>tháng|quý|năm)(?!\w)"
    ),
    re.compile(rf"{_MODE}tháng (?P<month>\d{{1,2}}(?:{_ALSO}(?:tháng )?\d{{1,2}})*)(?: của)? {_EACH} năm(?!\w)"),
    re.compile(rf"{_MODE}quý (?P<quarter>{_NUMERAL}(?:{_ALSO}(?:quý )?{_NUMERAL})*)(?: của)? {_EACH} năm(?!\w)"),
)
_LINK = r"(?:,| \(|:)? ?(?:vào )?"
_FORWARD = (
    re.compile(
        rf"(?:định kỳ )?{_EACH} tháng{_LINK}{_MODE}{_DAYS}(?: (?:của )?tháng (?:sau|tiếp theo|kế tiếp|liền kề)(?: (?:sau|liền kề))?(?!\w))?\)?"
    ),
    re.compile(rf"(?:định kỳ )?{_EACH} năm{_LINK}{_MODE}{_DATES}\)?"),
    re.compile(
        rf"(?:định kỳ )?{_EACH} quý{_LINK}{_MODE}{_DAYS}(?: của)? (?P<place>tháng cuối(?: cùng)?|tháng đầu(?: tiên)?)(?: của)?(?: quý)?\)?"
    ),
)
_WEEKDAYS = {
    "hai": "MO",
    "2": "MO",
    "ba": "TU",
    "3": "TU",
    "tư": "WE",
    "4": "WE",
    "năm": "TH",
    "5": "TH",
    "sáu": "FR",
    "6": "FR",
    "bảy": "SA",
    "7": "SA",
    "nhật": "SU",
}
_WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_CYCLES = {"ngày": ("DAILY", 1), "tuần": ("WEEKLY", 1), "tháng": ("MONTHLY", 1), "quý": ("MONTHLY", 3), "năm": ("YEARLY", 1)}
_QUARTERS = {"tháng cuối": "3,6,9,12", "tháng đầu": "1,4,7,10"}
_MONTH_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_OF_YEAR = re.compile(rf"(?: của)? năm (?P<year>{YEAR})(?! ?(?:[/.,+-]|và|đến|tới|trở đi)(?!$))")
_SHORTEST, _LONGEST = 28, 31


def read_turns(scene: Scene, place: int) -> Found | None:
    """Read trước ngày 20 hằng tháng, định kỳ hằng quý, 6 tháng một lần, thứ Sáu hằng tuần."""
    for pattern in (*_BACKWARD, *_FORWARD):
        match = pattern.match(scene.plain, place)
        if match:
            return _within_year(scene, place, _dated(scene, match))
    for pattern in (_EVERY, _PERIODIC, _ONCE):
        match = pattern.match(scene.plain, place)
        if match:
            return _within_year(scene, place, _cycled(scene, match))
    match = _NO_INTERVAL.match(scene.plain, place)
    return _recurring(scene, match, (), notes=("no-interval",)) if match else None


def _within_year(scene: Scene, place: int, found: Found) -> Found:
    """Return turns with the bounds of the year named right after them: hằng quý năm 2025."""
    turns, end = found
    year = _OF_YEAR.match(scene.plain, end)
    if not year or any("FREQ=YEARLY" in rule for rule in turns.recurrence):
        return found
    first, last = date(int(year["year"]), 1, 1), date(int(year["year"]), 12, 31)
    stated = scene.words(place, year.end())
    rules = (*turns.rules, "wholeWindow")
    return replace(turns, stated=stated, precision="year", start=first, until=last, rules=rules), year.end()


def _cycled(scene: Scene, match: re.Match[str]) -> Found:
    groups = match.groupdict()
    if groups.get("times"):
        rule, times = _cycle(_CYCLE.match(groups["per"])), read_number(groups["times"])
        return _recurring(scene, match, (rule,), notes=() if times == 1 else ("several-times-each",))
    rules = tuple(dict.fromkeys(_cycle(item) for item in _CYCLE.finditer(groups["list"])))
    each = groups.get("each")
    return _recurring(scene, match, rules, notes=() if not each or read_number(each) == 1 else ("several-times-each",))


def _cycle(match: re.Match[str] | None) -> str:
    if match is None or match["half"]:
        return "FREQ=MONTHLY;INTERVAL=6" if match and match["half"] == "năm" else "FREQ=MONTHLY;BYMONTHDAY=15,-1"
    name, length = _CYCLES[match["unit"]]
    interval = length * (read_number(match["count"]) if match["count"] else 1)
    if not interval:
        raise ValueRefusedError("not-an-interval", words=match[0])
    return f"FREQ={name}" + (f";INTERVAL={interval}" if interval > 1 else "")


def _dated(scene: Scene, match: re.Match[str]) -> Found:
    groups = match.groupdict()
    rules = ["exactDay"]
    midnight = at_midnight(match)
    before = "trước" in (groups.get("mode") or "") and not groups["clock"]
    if midnight:
        rules, before = ["beforeMeansDayBefore"], True
    elif before:
        rules = [scene.rule("beforeMeansDayBefore")]
        before = rules == ["beforeMeansDayBefore"]
    words = scene.words(match.start(), match.end())
    if groups.get("days"):
        months = _QUARTERS.get(" ".join((groups.get("place") or "").split()[:2]), "2,5,8,11" if groups.get("place") else "")
        found = tuple(_monthly(int(day), months, words, before=before) for day in re.findall(r"\d+", groups["days"]))
    elif groups.get("dates"):
        pairs = re.findall(r"(\d+)\D+(\d+)", groups["dates"])
        found = tuple(_yearly(int(day), int(month), words, before=before) for day, month in pairs)
    elif groups.get("weekday"):
        named = re.findall(r"hai|ba|tư|năm|sáu|bảy|nhật|\d", groups["weekday"])
        found = tuple(
            f"FREQ=WEEKLY;BYDAY={_WEEK[day - 1 if before else day]}" for day in (_WEEK.index(_WEEKDAYS[name]) for name in named)
        )
    else:
        found, rules = _sided(scene, match, rules, before=before)
    notes = ("mixed-limit",) if before and not midnight and "chậm" in (groups.get("mode") or "") else ()
    notes = (*notes, "clock") if groups["clock"] else notes
    return _recurring(scene, match, found, rule=rules[0], notes=notes)


def _sided(scene: Scene, match: re.Match[str], rules: list[str], *, before: bool) -> tuple[tuple[str, ...], list[str]]:
    """Return the rule of a month, quarter or part of a time that comes again; a time without a day means its end."""
    groups = match.groupdict()
    words = scene.words(match.start(), match.end())
    if groups.get("month") or groups.get("quarter"):
        length = 1 if groups.get("month") else 3
        listed = re.findall(r"\d+|(?<!\w)(?:[ivx]+|một|hai|ba|tư|bốn)(?!\w)", groups.get("month") or groups["quarter"])
        ends = [length * (read_numeral(name) or 0) for name in listed]
        if not all(1 <= month <= 12 for month in ends):  # noqa: PLR2004
            raise ValueRefusedError("not-a-date", words=words)
        if before:
            return tuple(_yearly(1, month - length + 1, words, before=True) for month in ends), rules
        return tuple(f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY=-1" for month in ends), ["endMeansLastDay"]
    side, of = groups["side"], groups["of"]
    months = {
        "tháng": "",
        "quý": _QUARTERS["tháng đầu" if side == "đầu" else "tháng cuối"],
        "năm": {"đầu": "1", "giữa": "6", "cuối": "12"}[side],
    }[of]
    day = {"đầu": 1, "giữa": 15 if of == "tháng" else _LONGEST, "cuối": _LONGEST}[side]
    if groups.get("edge"):
        by_month = f";BYMONTH={months}" if months else ""
        found = (
            f"FREQ=MONTHLY{by_month};BYMONTHDAY=-2"
            if before and side == "cuối"
            else _monthly(day, months, words, before=before)
        )
        return (found,), rules
    if before and day == _LONGEST:
        raise ValueRefusedError("not-an-interval", words=words)
    return (_monthly(day, months, words, before=before),), ["pointsOfMonthAndYear"]


def _monthly(day: int, months: str, words: str, *, before: bool) -> str:
    """Return the rule of a day of each month; a month without the day means its last (Civil Code 2015, Art. 148.3)."""
    if not 1 <= day <= _LONGEST:
        raise ValueRefusedError("not-a-date", words=words)
    last = day - 1 if before else day
    by_month = f";BYMONTH={months}" if months else ""
    if last in {0, _LONGEST}:
        if last == 0 and months:  # before the first day of a month of the quarter: the last day of the month before it
            by_month = ";BYMONTH=" + ",".join(str((int(month) + 10) % 12 + 1) for month in months.split(","))
        return f"FREQ=MONTHLY{by_month};BYMONTHDAY=-1"
    if last > _SHORTEST:
        tail = ",".join(map(str, range(_SHORTEST, last + 1)))
        return f"FREQ=MONTHLY{by_month};BYMONTHDAY={tail};BYSETPOS=-1"
    return f"FREQ=MONTHLY{by_month};BYMONTHDAY={last}"


def _yearly(day: int, month: int, words: str, *, before: bool) -> str:
    if not 1 <= month <= len(_MONTH_LENGTHS) or not 1 <= day <= _MONTH_LENGTHS[month - 1]:
        raise ValueRefusedError("not-a-date", words=words)
    if before and day == 1:
        return f"FREQ=YEARLY;BYMONTH={(month + 10) % 12 + 1};BYMONTHDAY=-1"
    last = day - 1 if before else day
    if (month, last) == (2, 29):
        return "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"
    return f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={last}"


def _recurring(
    scene: Scene,
    match: re.Match[str],
    recurrence: tuple[str, ...],
    *,
    rule: str | None = None,
    notes: tuple[str, ...] = (),
) -> Found:
    main = rule or scene.rule("eachPeriodToItsEnd")
    stated = scene.words(match.start(), match.end())
    return Deadline("recurring", stated, rule=main, rules=(main,), recurrence=recurrence, notes=notes), match.end()

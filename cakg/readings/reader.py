"""A phrase to a deadline: every time the words name is read, and one reading is given only where there is one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from cakg.calendars import read_date
from cakg.errors import ValueRefusedError
from cakg.model.deadline import SINCE_LAST_DONE, Deadline
from cakg.readings.basis import find_since_last_done
from cakg.readings.counts import read_back, read_count, read_event
from cakg.readings.days_off import find_days_off
from cakg.readings.limits import SPANS, read_listed
from cakg.readings.remainders import bounds_object, changes_count, names_date, names_time, weekdays_of
from cakg.readings.rules import check_readings
from cakg.readings.spelling import plain, squeeze
from cakg.readings.times import YEAR, Scene, read_time
from cakg.readings.turns import read_turns

_WORD = re.compile(r"(?<!\w)\w")
_LONGEST = 1000
"""Letters of a phrase; what is longer is a text, not the few words that say when."""
_READERS = (read_turns, read_back, read_count, *SPANS, read_event)
_VISION = re.compile(rf"(?:tầm nhìn|định hướng)(?: đến| tới)?(?: năm)? {YEAR}")
_NO_DEADLINE = re.compile(
    r"(?:có hiệu lực(?: thi hành)?|hiệu lực(?: thi hành)?|hết hiệu lực|áp dụng)(?: thi hành)? (?:kể )?từ |tính đến(?: hết)? |số liệu(?: đến)? "
)
_AND = re.compile(r"(?:,|;|,? (?:và|hoặc)) (?=\S)")
_COUNTED_FROM = re.compile(r"(?:kể|tính) từ ")
_CYCLE = re.compile(r"FREQ=(MONTHLY|YEARLY)(?:;INTERVAL=(\d+))?$")
_MONTHS = {"MONTHLY": 1, "YEARLY": 12}
_LUNAR = re.compile(r"\d[^.;]{0,20}(?:âm lịch|lịch âm|\(al\)|(?<=\d) al(?!\w))")
_ALWAYS = re.compile(r"(?<!không )(?:thường xuyên|không ngừng|luôn(?: luôn)?|liên tục)(?!\w)")
_URGENT = re.compile(
    r"(?:(?:từ )?sớm(?: nhất)?|kịp thời|khẩn trương|khẩn cấp|ngay(?: lập tức)?|lập tức|nhanh chóng|đẩy nhanh|tiếp tục"
    r"|(?:trong )?thời gian (?:tới|sớm nhất|ngắn nhất|nhanh nhất)|(?:trong )?thời gian sắp tới|sắp tới|tới đây)(?!\w)"
)


def read_deadline(words: str, *, issued: str | date | None = None, readings: Mapping[str, str] | None = None) -> Deadline:
    """Read the few words that say when, and return the deadline: kind, bounds, the rules applied.

    `issued` is the day of the instrument or occasion; years that the words leave out are taken from it, and from nowhere
    else. `readings` switches reading rules, each to an alternative of its family. Words that are not understood, or that
    name several times, give a deadline without kind and rule and with a note; nothing is guessed. Times are counted by
    the Civil Code 2015, Articles 146 to 148; other rules are conventions, see ontology/vocab/reading-rule.ttl.

    Raises ValueRefusedError for a day that does not exist and for a period that ends before it starts, UnknownNameError
    for a rule that is none.

    >>> read_deadline("trong quý II/2024").due
    datetime.date(2024, 6, 30)
    >>> late = read_deadline("trong thời hạn 05 ngày làm việc kể từ ngày 25/4/2025")
    >>> late.due.isoformat(), late.rules
    ('2025-05-06', ('firstDayNotCounted', 'workingDaysOnly'))
    """
    printed = squeeze(words)
    if len(printed) > _LONGEST:
        raise ValueRefusedError("words-too-long", count=len(printed), most=_LONGEST)
    scene = _scene(printed, None if issued is None else read_date(issued), check_readings(readings))
    if _LUNAR.search(scene.plain):
        return Deadline(None, printed, notes=("lunar-date",))
    return _since_last_done(scene, printed) or _read(scene, printed)


def _read(scene: Scene, printed: str) -> Deadline:
    """Return the one reading of the words, or why there is none; `printed` are the words it stands for."""
    found, rest = _scan(scene)
    strong = list({replace(item, stated=None): item for item in reversed(found)}.values())[::-1]
    if len(strong) > 1:
        strong = _joined(strong)
    if len(strong) == 1 and (names_time(rest, weekdays_of(scene.plain)) or _misreads(scene, strong[0], rest)):
        return Deadline(None, printed, notes=("partly-read",), candidates=tuple(strong))
    if len(strong) == 1:
        return replace(strong[0], stated=printed, notes=(*strong[0].notes, *_left_out(scene, strong[0], rest)))
    if strong:
        return Deadline(None, printed, notes=("several-times",), candidates=tuple(strong))
    if scene.days_off in {"out", "some"}:
        return Deadline(None, printed, notes=("not-understood",))
    return replace(_without_date(scene, rest), stated=printed)


def _since_last_done(scene: Scene, printed: str) -> Deadline | None:
    """Return turns that are counted as a period is, from the day last done; days of the calendar exclude that."""
    clause = find_since_last_done(scene.plain)
    if clause is None:
        return None
    start, end = clause
    cut = replace(scene, printed=scene.printed[:start] + scene.printed[end:], plain=scene.plain[:start] + scene.plain[end:])
    turns = _read(cut, printed)
    if turns.kind != "recurring":
        return None
    if not turns.recurrence or turns.start or any("BY" in rule for rule in turns.recurrence):
        return Deadline(None, printed, notes=("partly-read",), candidates=(turns,))
    rule = scene.rule("firstDayNotCounted")
    return replace(turns, rule=rule, rules=(rule,), recurrenceBasis=SINCE_LAST_DONE)


def _scene(printed: str, issued: date | None, readings: Mapping[str, str]) -> Scene:
    """Return what the words are read in; those that say whether days off count are cut out of the others."""
    small = plain(printed)
    found = find_days_off(small)
    if not found:
        return Scene(printed, small, issued, readings)
    start, end, said = found
    return Scene(printed[:start] + printed[end:], small[:start] + small[end:], issued, readings, said)


def _misreads(scene: Scene, read: Deadline, rest: tuple[str, ...]) -> bool:
    """Say whether the reading may have counted days its words leave out, moved off one they take in, or be no due date."""
    if read.offset and changes_count(rest):
        return True
    if not read.offset and bounds_object(rest, read.kind, (read.stated or "").lower()):
        return True
    if scene.days_off == "in":
        return bool(read.workingDays) or "moveToWorkingDay" in read.rules
    return scene.days_off is not None and not (scene.days_off == "out" and read.workingDays)


def _scan(scene: Scene) -> tuple[list[Deadline], tuple[str, ...]]:
    """Return every time named, from left to right, and the words no reader used; what one used is not read again."""
    found: list[Deadline] = []
    rest: list[str] = []
    place = unread = 0
    while match := _WORD.search(scene.plain, place):
        start = match.start()
        end = _pass_over(scene, start) or start
        reading = next(filter(None, (reader(scene, start) for reader in _READERS)), None) if end == start else None
        while reading:
            found.append(reading[0])
            end = reading[1]
            more = _AND.match(scene.plain, end)
            reading = read_listed(scene, more.end()) if more else None
        if end > start:
            rest.append(scene.plain[unread:start])
            unread = end
        place = max(end, start + 1)
    return found, (*rest, scene.plain[unread:])


def _pass_over(scene: Scene, place: int) -> int | None:
    """Return where words end that hold a date but no deadline: a vision, the day of effect, the day of figures."""
    vision = _VISION.match(scene.plain, place)
    if vision:
        return vision.end()
    other = _NO_DEADLINE.match(scene.plain, place)
    timed = other and read_time(scene, other.end(), loose=True)
    return timed[1] if timed else None


def _joined(found: list[Deadline]) -> list[Deadline]:
    """Return one reading where a recurrence and the period it runs through stand side by side, else all of them.

    "Hoặc đột xuất khi có yêu cầu" beside a stated time adds turns on demand; it is kept as a note.
    """
    planned = [item for item in found if not (item.stated or "").lower().startswith("đột xuất")]
    if len(planned) < len(found):
        return [replace(item, notes=(*item.notes, "also-on-demand")) for item in _joined(planned)] if planned else found
    turns = [item for item in found if item.kind == "recurring"]
    spans = [item for item in found if _runs_through(item, turns)]
    if len(found) < 2 or len(turns) + len(spans) != len(found) or len(spans) > 1 or not turns:  # noqa: PLR2004
        return found
    first = turns[0]
    if len({item.rule for item in turns}) > 1 or (spans and _counts_from(spans[0], turns)):
        return found
    rules = tuple(dict.fromkeys(rule for item in turns for rule in item.recurrence))
    merged = replace(first, recurrence=rules)
    if spans:
        span = spans[0]
        merged = replace(
            merged,
            precision=span.precision,
            start=span.start,
            until=span.due,
            rules=(*first.rules, *span.rules),
            notes=span.notes,
        )
    return [merged]


def _runs_through(item: Deadline, turns: list[Deadline]) -> bool:
    """Say whether turns may recur through a time: a period, or a year named as a whole that holds several of them."""
    if {"no-year", "year-from-issue"} & {*item.notes}:
        return False
    yearly = any("YEARLY" in rule and "BY" not in rule for turn in turns for rule in turn.recurrence)
    return item.kind == "period" or (item.kind == "window" and item.precision == "year" and not yearly)


def _counts_from(span: Deadline, turns: list[Deadline]) -> bool:
    """Say whether a first day may shift the turns: "06 tháng một lần kể từ ngày 15/01/2025" is no half of a year.

    Where it is the first day of such a period, both readings are the same.
    """
    if span.start is None or span.due or not _COUNTED_FROM.match((span.stated or "").lower()):
        return False
    months = [
        _MONTHS[match[1]] * int(match[2] or 1) for turn in turns for rule in turn.recurrence if (match := _CYCLE.match(rule))
    ]
    named = any(re.search(r"\bquý\b", (turn.stated or "").lower()) for turn in turns)
    return any(length > 1 and (span.start.day, (span.start.month - 1) % length) != (1, 0) for length in months) and not named


def _left_out(scene: Scene, read: Deadline, rest: tuple[str, ...]) -> tuple[str, ...]:
    vision = ("vision-left-out",) if _VISION.search(scene.plain) else ()
    always = ("also-all-the-time",) if any(map(_ALWAYS.search, rest)) else ()
    counted = ("days-off-counted",) if scene.days_off == "in" and read.offset else ()
    early = ("before-issue",) if scene.issued and read.due and read.due < scene.issued else ()
    return (*vision, *always, *counted, *early, *(("date-left-out",) if names_date(rest) else ()))


def _without_date(scene: Scene, rest: tuple[str, ...]) -> Deadline:
    words = scene.printed
    if names_time(rest) or names_date(rest):
        return Deadline(None, words, notes=("not-understood",))
    if _ALWAYS.search(scene.plain):
        return Deadline("continuous", words, rule="allTheTime", rules=("allTheTime",))
    if _URGENT.search(scene.plain):
        return Deadline("unstated", words, rule="urgencyIsNoDate", rules=("urgencyIsNoDate",), notes=("urgency",))
    other = _NO_DEADLINE.search(scene.plain)
    if other and _pass_over(scene, other.start()):
        rule = "otherDatesAreNoDeadline"
        return Deadline("unstated", words, rule=rule, rules=(rule,), notes=("other-date",))
    return Deadline(None, words, notes=("not-understood",))

"""Days as an iCalendar file."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from cakg.resources import require
from cakg.text import clip, visible

_DAY = timedelta(days=1)
_LONGEST_SUMMARY = 200
REMIND = (7, 1)
"""Days before the day due at which a calendar rings."""


@dataclass(frozen=True)
class Entry:
    """One entry for whole days: `rule` and `more` repeat it (RFC 5545), `without` are days of the rule that fall out.

    `uid` stays the same as long as it is about the same thing (of several with one name the later ones get a number); `remind` are the days before at which to ring.
    """

    uid: str
    day: date
    summary: str
    description: str
    categories: tuple[str, ...] = ()
    rule: str | None = None
    more: tuple[date, ...] = ()
    without: tuple[date, ...] = ()
    remind: tuple[int, ...] = ()
    private: bool = False


def uid_of(*parts: str | None) -> str:
    """Return the name of an entry that is told from others by its parts.

    >>> uid_of("a", None) == uid_of("a", None) != uid_of("a", "b")
    True
    """
    return f"{uuid.uuid5(uuid.NAMESPACE_URL, chr(10).join(part or '' for part in parts))}@cakg"


def write_diary(name: str, about: str, entries: Iterable[Entry], stamp: date) -> bytes:
    """Return the entries as iCalendar; `stamp` is the day they hold for, so that equal entries give equal files.

    Raises EngineError where icalendar is missing.
    """
    icalendar = require("icalendar")
    calendar = icalendar.Calendar()
    for key, value in (("version", "2.0"), ("prodid", "-//cakg//VI"), ("method", "PUBLISH"), ("calscale", "GREGORIAN")):
        calendar.add(key, value)
    for key in ("name", "x-wr-calname"):  # RFC 7986, and what Outlook and older programs read
        calendar.add(key, icalendar.vText(clip(name, _LONGEST_SUMMARY)))
    for key in ("description", "x-wr-caldesc"):
        calendar.add(key, icalendar.vText(visible(about)))
    moment = datetime(stamp.year, stamp.month, stamp.day, tzinfo=UTC)
    seen: Counter[str] = Counter()
    for entry in entries:
        event = icalendar.Event()
        seen[entry.uid] += 1
        event.add("uid", entry.uid if seen[entry.uid] == 1 else f"{seen[entry.uid]}-{entry.uid}")
        event.add("dtstamp", moment)
        event.add("dtstart", entry.day)
        if entry.day < date.max:
            event.add("dtend", entry.day + _DAY)
        event.add("summary", clip(entry.summary, _LONGEST_SUMMARY))
        event.add("description", visible(entry.description))
        event.add("categories", [clip(word) for word in entry.categories])
        event.add("transp", "TRANSPARENT")
        event.add("class", "CONFIDENTIAL" if entry.private else "PUBLIC")
        if entry.rule:
            event.add("rrule", icalendar.vRecur.from_ical(entry.rule))
        for key, days in (("rdate", entry.more), ("exdate", entry.without)):
            if days:
                event.add(key, list(days), parameters={"VALUE": "DATE"})
        for before in entry.remind:
            alarm = icalendar.Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", clip(entry.summary, _LONGEST_SUMMARY))
            alarm.add("trigger", timedelta(days=-before))
            event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())

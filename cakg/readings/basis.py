"""From what the turns of a recurring time are counted: the calendar, or the day it was last done."""

from __future__ import annotations

import re

from cakg.model.deadline import SINCE_LAST_DONE
from cakg.readings.spelling import plain, squeeze

_SINCE_LAST = re.compile(
    r"(?:(?<!\w)(?:lần|ngày|tuần|tháng|quý|năm)|/lần)"
    r"(?P<clause>\)?,? ?\(?(?:(?:kể |tính )?từ|(?:kể )?từ sau|sau) (?:ngày |khi |thời điểm |lúc )?(?:[^\W\d]+ ){0,8}?(?:lần|đợt|kỳ|cuộc) (?:[^\W\d]+ ){0,6}?"
    r"(?:gần nhất|gần đây nhất|liền trước|liền kề|trước(?: đó| đây)?(?! (?:khi|ngày|lúc|\d)))(?!\w)\)?)"
)


def find_since_last_done(words: str) -> tuple[int, int] | None:
    """Return where plain words after an interval say that it runs from the last time the thing was done."""
    match = _SINCE_LAST.search(words)
    return match.span("clause") if match else None


def read_basis(words: str) -> str | None:
    """Return that a recurring time is counted since it was last done, where its words say so.

    >>> read_basis("06 tháng một lần kể từ lần kiểm tra gần nhất"), read_basis("06 tháng một lần")
    ('sinceLastDone', None)
    """
    return SINCE_LAST_DONE if find_since_last_done(plain(squeeze(words))) else None

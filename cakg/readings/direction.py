"""On which side of its event a relative time lies."""

from __future__ import annotations

import re

from cakg.readings.spelling import plain, squeeze

_SIDE = re.compile(r"(?<!\w)(trước|sau|(?:kể |tính )?từ|khi|lúc)(?!\w)")
_ONLY_AFTER = re.compile(r"(?:chỉ )?(?:sau|ít nhất|tối thiểu|sớm nhất|không (?:được )?sớm hơn)(?!\w)")
_UNTIL = re.compile(r"(?:từ (?:nay|bây giờ|đây) )?(?:cho )?(?:đến|tới) (?:khi|lúc)(?!\w)")
"""The event ends the time; on which side of it the last day lies is not said."""
_LENGTH = re.compile(
    r"[\d)\w] (?:giờ|ngày|tuần|tháng|quý|năm)(?: tính theo ngày)?(?: làm việc)?(?!\w)(?P<side>,? (?=trước|sau|kể từ|tính từ|từ|khi))?"
)


def read_direction(words: str) -> str | None:
    """Return on which side of its event a relative time lies: before, after, within (a time after it), at; None if unsaid.

    >>> read_direction("trước khi điều động"), read_direction("sau khi điều động")
    ('before', 'after')
    >>> read_direction("trong 05 ngày sau khi họp"), read_direction("sau 05 ngày kể từ ngày họp")
    ('within', 'after')
    """
    small = plain(squeeze(words))
    if _UNTIL.match(small):
        return None
    if _ONLY_AFTER.match(small) and "trước" not in small:
        return "after"
    counted = _LENGTH.search(small)
    side = _SIDE.search(small, counted.end() if counted and counted["side"] else 0)
    if side is None:
        return "within" if counted else None
    if side[1] == "trước":
        return "before"
    if counted and counted["side"]:
        return "within"
    return "at" if side[1] in {"khi", "lúc"} else "after"

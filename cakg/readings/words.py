"""Counts and times of day in words and digits."""

from __future__ import annotations

import re
from functools import cache

_NUMERALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4}
_ONES = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")


@cache
def _spoken() -> dict[str, int]:
    words = {name: number for number, name in enumerate(_ONES) if number}
    for number in range(11, 100):
        ten, one = divmod(number, 10)
        head = "mười" if ten == 1 else f"{_ONES[ten]} mươi"
        tails = {0: [""], 1: [" một", " mốt"], 4: [" bốn", " tư"], 5: [" lăm"]}.get(one, [f" {_ONES[one]}"])
        words |= {head + tail: number for tail in tails}
    return words


NUMBER = r"(?:\d{1,3}|" + "|".join(sorted(_spoken(), key=len, reverse=True)) + r")(?: \([\w ]{2,20}\))?"
"""A count in digits or words, perhaps with the words again in brackets: 05, năm, 05 (năm)."""


CLOCK = r"(?:\d{1,2} ?(?:giờ|h|g)(?: ?\d{2})?(?: ?phút)?|\d{1,2}:\d{2}),? "
"""A time of day before a day: 16 giờ 30, 17h00."""


_MIDNIGHT = re.compile(r"0{1,2} ?(?:(?:giờ|h|g)(?: ?00)?(?: ?phút)?|:00),? ")


def at_midnight(match: re.Match[str]) -> bool:
    """Say whether the clock of a match is the hour at which the day begins, so that the day itself is too late."""
    return bool(match["clock"] and _MIDNIGHT.fullmatch(match["clock"]))


_DAY_END = re.compile(r"24 ?(?:(?:giờ|h|g)(?: ?00)?(?: ?phút)?|:00),? ")


def has_hour(match: re.Match[str]) -> bool:
    """Say whether the clock of a match leaves out a part of the day; 24 giờ is the day's end and leaves out none."""
    return bool(match["clock"] and not _DAY_END.fullmatch(match["clock"]))


def read_number(words: str) -> int:
    """Return the count that words matched by `NUMBER` stand for.

    >>> read_number("05 (năm)"), read_number("mười lăm")
    (5, 15)
    """
    head = words.partition(" (")[0].strip()
    return int(head) if head.isdecimal() else _spoken()[head]


def read_numeral(words: str) -> int | None:
    """Return the number of a Roman or Arabic numeral or of a quarter in words, None for other letters.

    >>> read_numeral("iv"), read_numeral("3"), read_numeral("tư")
    (4, 3, 4)
    """
    return int(words) if words.isdecimal() else _NUMERALS.get(words)

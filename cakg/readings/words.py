"""One form of the words for the grammar, letter by letter beside the words as printed."""

from __future__ import annotations

import re
from functools import cache

from cakg.text import nfc

_SPACES = re.compile(r"\s+")
_TIGHT = re.compile(r"(?<=[\dIVXivx]) ?/ ?(?=\d)")
_DASHES = str.maketrans("‐‑‒–—−", "------")
_TONES = re.compile(r"(?<!q)(o[àáảãạ]|o[èéẻẽẹ]|u[ỳýỷỹỵ])(?![\w])")
_OLD = str.maketrans("àáảãạèéẻẽẹỳýỷỹỵ", "aaaaaeeeeeyyyyy")
_TONED = {"a": "òóỏõọ", "e": "òóỏõọ", "y": "ùúủũụ"}

_NUMERALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4}
_ONES = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")


def squeeze(words: str) -> str:
    """Return the words as printed, in NFC, with single spaces.

    >>> squeeze(" trong  quý II / 2024 ")
    'trong quý II/2024'
    """
    return _TIGHT.sub("/", _SPACES.sub(" ", nfc(words)).strip())


def plain(printed: str) -> str:
    """Return squeezed words in small letters, one dash, one tone placement and one spelling, of the same length.

    >>> plain("Quí IV – Hàng năm")
    'quý iv - hằng năm'
    """
    small = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in printed).translate(_DASHES)
    small = _TONES.sub(_place_tone, small)
    return small.replace("quí", "quý").replace("hàng", "hằng")


def _place_tone(match: re.Match[str]) -> str:
    glide, vowel = match[1][0], match[1][1]
    bare = vowel.translate(_OLD)
    tone = "àáảãạèéẻẽẹỳýỷỹỵ".index(vowel) % 5
    return _TONED[bare][tone] + bare if glide in "ou" else match[1]


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


_SIDE = re.compile(r"(?<!\w)(trước|sau|(?:kể |tính )?từ|khi|lúc)(?!\w)")
_ONLY_AFTER = re.compile(r"(?:chỉ )?(?:sau|ít nhất|tối thiểu|sớm nhất|không (?:được )?sớm hơn)(?!\w)")
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

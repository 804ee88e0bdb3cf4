"""One form of the words for the grammar, letter by letter beside the words as printed."""

from __future__ import annotations

import re

from cakg.text import nfc

_SPACES = re.compile(r"\s+")
_TIGHT = re.compile(r"(?<=[\dIVXivx]) ?/ ?(?=\d)")
_DASHES = str.maketrans("‐‑‒–—−", "------")
_TONES = re.compile(r"(?<!q)(o[àáảãạ]|o[èéẻẽẹ]|u[ỳýỷỹỵ])(?![\w])")
_OLD = str.maketrans("àáảãạèéẻẽẹỳýỷỹỵ", "aaaaaeeeeeyyyyy")
_TONED = {"a": "òóỏõọ", "e": "òóỏõọ", "y": "ùúủũụ"}


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

"""Vietnamese words: one normal form, one fold for search, one order for lists."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

_ORDER = {letter: place for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONES = {"": 0, "\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_VOWEL_MARKS = "\u0302\u0306\u031b"
_FOLD_Y = re.compile(r"(?<=[bcdghklmnpqrstvx])y\b")
_HYPHENS = re.compile("--+")
_MANY = 1000
_STEERING = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_SPACES = re.compile(r"\s+")


def nfc(text: str) -> str:
    """Return `text` in NFC, the one form kept inside the library."""
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Return `text` without accents, case, tone placement or i/y spelling, for search only.

    >>> fold("Uỷ ban") == fold("Ủy ban") == "uy ban"
    True
    >>> fold("Quý") == fold("Quí") == "qui"
    True
    """
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _FOLD_Y.sub("i", _SPACES.sub(" ", plain).strip().replace("quy", "qui"))


def accents_fit(typed: str, name: str) -> bool:
    """Say whether each accent that was typed stands in the same word of a name; one left out says nothing.

    >>> accents_fit("cong an Hoà Binh", "Công an Hòa Bình"), accents_fit("Thứ trưởng", "Thủ trưởng")
    (True, False)
    """
    pairs = zip(nfc(typed).lower().split(), nfc(name).lower().split(), strict=False)
    return all(_marks(own) <= _marks(other) for own, other in pairs)


def _marks(word: str) -> set[str]:
    return {letter for letter in unicodedata.normalize("NFD", word) if letter == "đ" or unicodedata.combining(letter)}


def visible(text: str) -> str:
    r"""Return `text` with a mark in place of each sign that would steer a terminal or page, or turn its writing round.

    >>> visible("Công an\x1b[2J")
    'Công an�[2J'
    """
    return _STEERING.sub("\ufffd", text)


def line(text: str) -> str:
    r"""Return `text` whole, fit for one line for people: made visible, without line breaks.

    >>> line("một  hai\nba\u202e")
    'một hai ba�'
    """
    return visible(" ".join(text.split()))


def clip(text: str, most: int = 300) -> str:
    r"""Return `text` fit for one line for people: made visible, without line breaks, cut after `most` letters.

    >>> clip("một  hai\nba", 7)
    'một hai…'
    """
    words = line(text[: 4 * most])
    return words if len(words) <= most and len(text) <= 4 * most else words[:most].rstrip() + "…"


def capital(words: str) -> str:
    """Return words that begin a sentence.

    >>> capital("chưa trích được")
    'Chưa trích được'
    """
    return words[:1].upper() + words[1:]


class _SlugLetters(dict[int, str]):
    """Letters with what stands for them in an IRI, worked out once for each."""

    def __missing__(self, letter: int) -> str:
        """Return the letter without accents, a hyphen for what is no letter or digit, nothing for an accent of its own."""
        plain = unicodedata.normalize("NFD", chr(letter).lower().replace("đ", "d"))
        kept = "".join(part for part in plain if not unicodedata.combining(part))
        self[letter] = kept if kept.isalnum() and kept.isascii() else "-" if kept else ""
        return self[letter]


_SLUG_LETTERS = _SlugLetters()


def slug(text: str) -> str:
    """Return `text` as the end of an IRI: small letters without accents, and hyphens; unlike `fold` it keeps i and y apart.

    >>> slug("Công an tỉnh Bà Rịa - Vũng Tàu")
    'cong-an-tinh-ba-ria-vung-tau'
    """
    return _HYPHENS.sub("-", text.translate(_SLUG_LETTERS)).strip("-")


@lru_cache(maxsize=4096)
@lru_cache(maxsize=4096)  # names of units come again and again
def collation_key(text: str) -> tuple[object, ...]:
    """Return a key that sorts in Vietnamese order: letters first, then tones, then capitals.

    Numbers inside words sort by their value.

    >>> sorted(["đội", "đôi", "dội", "độ", "Ân", "an", "ăn"], key=collation_key)
    ['an', 'ăn', 'Ân', 'dội', 'độ', 'đôi', 'đội']
    """
    letters: list[tuple[int, int, str]] = []
    tones: list[int] = []
    for part in re.split(r"(\d+)", nfc(text).lower()):
        if part.isdigit():
            letters.append((1, int(part), ""))
            tones.append(0)
            continue
        for letter in part:
            base, tone = _split_tone(letter)
            letters.append((2, _ORDER[base], "") if base in _ORDER else (0, 0, base))
            tones.append(tone)
    return tuple(letters), tuple(tones), text.swapcase()


def _split_tone(letter: str) -> tuple[str, int]:
    marks = unicodedata.normalize("NFD", letter)
    tone = next((_TONES[mark] for mark in marks[1:] if mark in _TONES), 0)
    base = marks[0] + "".join(mark for mark in marks[1:] if mark in _VOWEL_MARKS)
    return unicodedata.normalize("NFC", base), tone


def nearest(name: str, names: Iterable[str], most: int = 5) -> tuple[str, ...]:
    """Return the names most like `name`, best first, compared without accents.

    >>> nearest("cong an phuog", ["Công an phường", "Bộ Công an"], most=1)
    ('Công an phường',)
    """
    import difflib
    import heapq

    wanted = fold(name)
    by_fold = {fold(known): known for known in names}
    inside = [known for folded, known in by_fold.items() if wanted and wanted in folded]
    if len(by_fold) > _MANY:  # close matching is slow: only names that share many pairs of letters are worth it
        pairs = set(pairwise(wanted))
        shared = {folded: len(pairs.intersection(pairwise(folded))) / (len(wanted) + len(folded)) for folded in by_fold}
        by_fold = {folded: by_fold[folded] for folded in heapq.nlargest(_MANY, by_fold, key=shared.__getitem__)}
    alike = [by_fold[folded] for folded in difflib.get_close_matches(wanted, by_fold, n=most, cutoff=0.5)]
    return tuple(dict.fromkeys(alike + sorted(inside, key=len)))[:most]

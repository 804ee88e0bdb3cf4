"""Numbers: of documents, how they are written and when two of them are the same; and figures for people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize

from cakg.text import nfc

if TYPE_CHECKING:
    from decimal import Decimal

_SEPARATORS: dict[str, dict[int, int]] = {"vi": str.maketrans(",.", ".,"), "en": {}}
_GAPS = r"\s*([/–-])\s*"


def number_key(printed: str) -> str:
    """Return the form in which two printed numbers of one document agree.

    Spaces around separators, letter case, long dashes, Đ written as D and leading zeros are forgiven
    (NĐ 30/2020, App. I, II.3 prescribes the exact form; printed ones vary).

    >>> number_key("42/KH-BCA- V05") == number_key("042/kh-bca-v05")
    True
    >>> number_key("12-NQ/ĐUCA") == number_key("12-NQ/TW")
    False
    """
    tight = re.sub(_GAPS, lambda gap: "-" if gap[1] == "–" else gap[1], nfc(printed).strip())
    return tight.upper().replace("Đ", "D").lstrip("0")


_CYRILLIC = dict(zip("АВЕЗІЈКМНОРСТУХЅ", "ABE3IJKMHOPCTYXS", strict=True))
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX", strict=True))
_ALIKE = {
    ord(form): seen for sign, seen in (_CYRILLIC | _GREEK | dict.fromkeys("ÐƉ", "Đ")).items() for form in (sign, sign.lower())
}
_DIGITS = str.maketrans("OoIl", "0011")
_IN_FRONT = r"\W*([0-9OoIl]*[0-9][0-9OoIl]*)"
_STROKE = {"ND": "NĐ", "QD": "QĐ", "HDND": "HĐND", "DUCA": "ĐUCA"}
"""Symbols that exist with the stroke alone; DA and ĐA, HD and HĐ, D5 and Đ5 are symbols of their own."""


def look_alike_key(printed: str) -> str:
    """Return the form in which two numbers agree that look alike: the number before its symbol, then letters and digits.

    Other than `number_key`, by which numbers are looked up, it tells slips of typing: Cyrillic and Greek letters, full-width
    signs, the Ð of other languages, O and I for 0 and 1, separators left out or changed.

    >>> look_alike_key("42/KH-BCA") == look_alike_key("042 - КН/ВСА") == look_alike_key("４２/KH-BCA")
    True
    >>> look_alike_key("1/11KH-BCA") == look_alike_key("11/1KH-BCA") or look_alike_key("42/KH-D5") == look_alike_key("42/KH-Đ5")
    False
    """
    text = normalize("NFKC", printed).translate(_ALIKE)
    front = re.match(_IN_FRONT, text)
    number = front[1].translate(_DIGITS).lstrip("0") if front else ""
    symbols = (word.upper() for word in re.findall(r"[^\W_]+", text[front.end() if front else 0 :]))
    return f"{number}/{''.join(_STROKE.get(word, word) for word in symbols).replace('O', '0')}"


def show_number(lexical: str, lang: str) -> str:
    """Write a decimal as people do: dots between thousands and a decimal comma in Vietnamese, the reverse in English.

    >>> show_number("1800", "vi"), show_number("30.5", "vi"), show_number("1800.0", "en")
    ('1.800', '30,5', '1,800')
    """
    from decimal import Decimal, InvalidOperation

    try:
        number = Decimal(lexical).normalize()
    except InvalidOperation:
        return lexical
    return f"{number:,f}".translate(_SEPARATORS[lang])


_LONGEST = 30
"""Digits before or after the point beyond which a figure is taken for a mistake; none is computed with."""


def read_number(lexical: str | None) -> Decimal | None:
    """Return the decimal a figure is written as; None for anything that is none.

    >>> read_number("30.50"), read_number("ba mươi"), read_number("1e999999"), read_number(None)
    (Decimal('30.50'), None, None, None)
    """
    from decimal import Decimal, InvalidOperation

    try:
        number = Decimal(lexical or "")
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) <= _LONGEST else None


def plain_number(number: Decimal) -> str:
    """Write a decimal without exponent and trailing zeros.

    >>> plain_number(read_number("1800.0")), plain_number(read_number("30.50"))
    ('1800', '30.5')
    """
    return f"{number.normalize():f}"

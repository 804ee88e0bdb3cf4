"""Numbers: of documents, how they are written and when two of them are the same; and figures for people."""

from __future__ import annotations

import re

from cakg.text import nfc

_SEPARATORS: dict[str, dict[int, int]] = {"vi": str.maketrans(",.", ".,"), "en": {}}
_GAPS = re.compile(r"\s*([/–-])\s*")


def number_key(printed: str) -> str:
    """Return the form in which two printed numbers of one document agree.

    Spaces around separators, letter case, long dashes, Đ written as D and leading zeros are forgiven
    (NĐ 30/2020, App. I, II.3 prescribes the exact form; printed ones vary).

    >>> number_key("42/KH-BCA- V05") == number_key("042/kh-bca-v05")
    True
    >>> number_key("12-NQ/ĐUCA") == number_key("12-NQ/TW")
    False
    """
    tight = _GAPS.sub(lambda gap: "-" if gap[1] == "–" else gap[1], nfc(printed).strip())
    return tight.upper().replace("Đ", "D").lstrip("0")


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

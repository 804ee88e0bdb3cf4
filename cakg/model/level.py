"""The level of a target step in words: one wording wherever it is told."""

from __future__ import annotations

from collections.abc import Iterable

from cakg.numbers import show_number


def level_words(
    bounds: Iterable[str | None], lang: str, *, comparator: str | None, unit: str | None, scope: str | None, reading: str | None
) -> str | None:
    """Return comparator, bounds and unit, then the scope and how a range is read, each code in words; None without a bound.

    >>> words = {"comparator": "ít nhất", "unit": "%", "scope": None, "reading": "chưa rõ mức nào là tối thiểu"}
    >>> level_words(("30", "50"), "vi", **words)
    'ít nhất 30 - 50 %, chưa rõ mức nào là tối thiểu'
    """
    told = " - ".join(show_number(bound, lang) for bound in bounds if bound)
    if not told:
        return None
    level = " ".join(filter(None, (comparator, told, unit)))
    return ", ".join(filter(None, (level, scope, reading)))

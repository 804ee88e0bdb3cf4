"""Rows of different engines in one form, so that they can be compared as multisets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS = {XSD + name for name in ("integer", "decimal", "double", "float")}

Row = tuple[str | None, ...]


def canonical(value: str, datatype: str | None, language: str | None) -> str:
    """Return a literal as text; numbers by their value, for engines write 1.50 differently.

    >>> canonical("1.50", XSD + "decimal", None) == canonical("1.5", XSD + "decimal", None)
    True
    """
    if language:
        return f"{value}@{language.lower()}"
    if datatype in _NUMBERS:
        try:
            return f"{Decimal(value).normalize():f}^^{datatype}"
        except InvalidOperation:
            pass
    if datatype == XSD + "boolean":
        value = {"1": "true", "0": "false"}.get(value, value)
    return value if datatype in {None, XSD + "string"} else f"{value}^^{datatype}"


def same(first: Iterable[Row], second: Iterable[Row]) -> bool:
    """Say whether both hold the same rows, each as often, in whatever order."""
    return Counter(first) == Counter(second)


def difference(first: Iterable[Row], second: Iterable[Row]) -> str:
    """Return how many rows only one side has, with an example of each."""
    left, right = Counter(first), Counter(second)
    words = []
    for rows, name in ((left - right, "first"), (right - left, "second")):
        if rows:
            words.append(f"{rows.total()} rows only in the {name}, e.g. {next(iter(rows))}")
    return "; ".join(words)

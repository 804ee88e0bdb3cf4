"""Secrecy grades, and the highest of several."""

from __future__ import annotations

from collections.abc import Iterable

CLASSIFIED = ("top-secret", "secret", "confidential")
"""Codes of the grades of state secrets, the highest first (Law 29/2018/QH14 on protection of state secrets, Article 8)."""


def highest_grade(grades: Iterable[str | None]) -> str | None:
    """Return the highest grade of state secrets, else a grade that says something, else None.

    >>> highest_grade(["public", "confidential", None, "secret"]), highest_grade([None])
    ('secret', None)
    """
    known = sorted({grade for grade in grades if grade})
    return next((grade for grade in (*CLASSIFIED, *known) if grade in known), None)

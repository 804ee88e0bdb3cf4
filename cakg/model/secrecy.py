"""Secrecy grades, and the one that a list of records carries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from cakg.table import Grade

if TYPE_CHECKING:
    from cakg.model.duty import Duty
    from cakg.model.target import TargetStep

CLASSIFIED = ("top-secret", "secret", "confidential")
"""Codes of the grades of state secrets, the highest first (Law 29/2018/QH14 on protection of state secrets, Article 8)."""


def highest_grade(grades: Iterable[str | None]) -> str | None:
    """Return the highest grade of state secrets, else a grade that says something, else None.

    >>> highest_grade(["public", "confidential", None, "secret"]), highest_grade([None])
    ('secret', None)
    """
    known = sorted({grade for grade in grades if grade})
    return next((grade for grade in (*CLASSIFIED, *known) if grade in known), None)


def classified(rows: Iterable[Duty | TargetStep]) -> str | None:
    """Return the grade that a file with these rows must carry: the highest of what states them; None where none is a secret."""
    grade = highest_grade(row.secrecy for row in rows)
    return grade if grade in CLASSIFIED else None


def grade_of(rows: Iterable[Duty | TargetStep], words: Mapping[str, str]) -> Grade | None:
    """Return that grade with its name, which `words` has in the language of the rows."""
    found = classified(rows)
    return Grade(found, {"": words.get(f"secrecy/{found}", found)}) if found else None

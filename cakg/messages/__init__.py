"""Every sentence the library says to people, Vietnamese first, English second."""

from __future__ import annotations

from typing import Any

from cakg.messages.asking import ASKING
from cakg.messages.constraints import CONSTRAINTS
from cakg.messages.findings import FINDINGS
from cakg.messages.holders import HOLDERS
from cakg.messages.office import OFFICE
from cakg.messages.omissions import OMISSIONS
from cakg.messages.pages import PAGES, PARTS
from cakg.messages.progress import PROGRESS
from cakg.messages.shapes import SHAPES
from cakg.messages.sources import SOURCES
from cakg.messages.system import SYSTEM
from cakg.messages.times import TIMES
from cakg.messages.words import WORDS

LANGUAGES = ("vi", "en")

MESSAGES: dict[str, tuple[str, str]] = {
    **SOURCES,
    **ASKING,
    **SHAPES,
    **SYSTEM,
    **OMISSIONS,
    **WORDS,
    **CONSTRAINTS,
    **FINDINGS,
    **HOLDERS,
    **OFFICE,
    **PAGES,
    **PARTS,
    **PROGRESS,
    **TIMES,
}
"""Key, then the sentence in each of `LANGUAGES`; values are filled in by name.

A number chooses among the two forms of an English word where they stand: {count} {count:row|rows}.
"""


class _Value:
    """A value that chooses the singular or the plural of the words beside it; what is no number takes the plural."""

    def __init__(self, value: Any) -> None:
        self._value = value

    def __format__(self, words: str) -> str:
        one, both, more = words.partition("|")
        if not both:
            return format(self._value, words)
        return one if str(self._value).lstrip("0") == "1" else more


_COUNTS = ("count", "total", "duties", "targets", "records")
"""Values that count things, and so have dots or commas between their thousands; years and lines have none."""


def _grouped(value: Any, lang: str) -> Any:
    """Return a number as people write it, anything else as it is."""
    if type(value) is not int:
        return value
    return f"{value:,}" if lang == "en" else f"{value:,}".replace(",", ".")


def say(key: str, lang: str, **values: Any) -> str:
    """Return a sentence in `lang` with its values filled in.

    >>> say("as-of", "en", day="22/11/2026")
    'As of 22/11/2026'
    >>> say("count-duties", "en", count=1), say("count-duties", "en", count=2)
    ('1 row of duties', '2 rows of duties')
    >>> say("count-duties", "vi", count=25258)
    '25.258 dòng nhiệm vụ'
    """
    told = {name: _Value(_grouped(value, lang) if name in _COUNTS else value) for name, value in values.items()}
    return MESSAGES[key][LANGUAGES.index(lang)].format(**told)

"""What an answer leaves out, in words: a reader of few rows, or of none, must know what could have been one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cakg.calendars import show_date
from cakg.messages import say

if TYPE_CHECKING:
    from cakg.model.duty import Duties
    from cakg.model.grid import Grid

PAST, UNCLEAR, TIMELESS, TURNLESS, UNTOLD, AMBIGUOUS = UNDECIDED = (
    "past", "unclear", "timeless", "turnless", "untold", "ambiguous",
)  # fmt: skip
"""Why it cannot be told whether a row was asked for. Its status: its day is past and nothing is recorded, what is recorded does
not tell, it has no day, or it recurs and its occurrences were not asked for, or cannot be told. Or its document: the name
printed may mean another one."""


LATER, OVER = "later", "over"
"""Why a duty of the data is none on the day: it is stated or in force only after it, or no longer on it."""


def left_out(found: Duties | Grid, lang: str, *, options: bool = False) -> list[str]:
    """Return how many rows are not listed, or not sure to be the asked body's, each number with its reason.

    With `options`, which only a terminal has, each says how to ask for them.
    """
    counts = {
        "count-undated": found.undated - found.unbounded - found.recurring - found.continuous,
        "count-unbounded": found.unbounded,
        "count-recurring": found.recurring,
        "count-continuous": found.continuous,
        **{f"count-{why}": found.undecided.get(why, 0) for why in UNDECIDED},
        "count-calls": found.calls,
    }
    told = [with_hint(key, lang, options=options, count=count) for key, count in counts.items() if count]
    unresolved = {item.norm for item in found.unresolved}
    return [*told, say("count-unresolved", lang, count=len(unresolved))] if unresolved else told


def with_hint(key: str, lang: str, *, options: bool, **values: object) -> str:
    """Return a sentence, with `options` followed by what to ask with."""
    words = say(key, lang, **values)
    return f"{words}; {say(f'hint-{key}', lang)}" if options else words


def empty_words(found: Duties | Grid, lang: str, *, options: bool = False) -> str:
    """Return that there is no row, and what the day, a filter or an open question kept from being one."""
    left = left_out(found, lang, options=options)
    counts = {f"count-{why}": found.outside.get(why, 0) for why in (LATER, OVER)}
    day = show_date(found.as_of)
    left += [with_hint(key, lang, options=options, count=count, day=day) for key, count in counts.items() if count]
    return say("no-duties-left", lang, left=" · ".join(left)) if left else say("no-duties", lang)

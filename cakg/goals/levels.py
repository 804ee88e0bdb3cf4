"""Levels: how a printed level can be read, and whether a number reaches it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from cakg.numbers import plain_number, read_number

VAGUE = ("nearly", "about")
UPWARD = ("moreThan", "atLeast")
DOWNWARD = ("lessThan", "atMost")


@dataclass(frozen=True)
class Reading:
    """One way to read a level: `low` and `high` bound what counts as reached."""

    name: str
    comparator: str
    low: Decimal | None
    high: Decimal | None

    @property
    def required(self) -> str:
        """The bounds as plain numbers."""
        return " - ".join(dict.fromkeys(plain_number(bound) for bound in (self.low, self.high) if bound is not None))


def readings_of(comparator: str | None, lower: str | None, upper: str | None) -> tuple[Reading, ...]:
    """Return every way to read the printed level: one for a single value, two for "at least 30% - 50%".

    >>> [(item.name, item.required) for item in readings_of("atLeast", "30", "50")]
    [('low', '30'), ('high', '50')]
    >>> readings_of("atLeast", None, None)
    ()
    """
    low, high = read_number(lower), read_number(upper)
    sign = comparator or "equal"
    if low is not None and high is not None and low != high:
        if sign in ("equal", *VAGUE):
            return (Reading("range", "between", low, high),)
        return Reading("low", sign, low, None), Reading("high", sign, high, None)
    bound = low if low is not None else high
    return () if bound is None else (Reading("printed", sign, bound, None),)


def judge(value: Decimal, sign: str | None, reading: Reading) -> str:
    """Compare a value with a level: a figure that is only a bound settles what the bound settles."""
    low, high, asked = reading.low or Decimal(0), reading.high, reading.comparator
    if asked == "between":
        return _interval(value, sign, low, high or low)
    if sign in UPWARD:
        beyond = value >= low if sign == "moreThan" else value > low
        if asked in UPWARD or asked == "equal":
            reached = beyond if asked == "moreThan" else value >= low
            return "unknown" if not reached else "exceeded" if asked == "equal" and beyond else "met"
        return "notMet" if asked in DOWNWARD and beyond else "unknown"
    if sign in DOWNWARD:
        short = value <= low if sign == "lessThan" else value < low
        if asked in DOWNWARD and (short if asked == "lessThan" else value <= low):
            return "met"
        return "notMet" if asked in (*UPWARD, "equal") and short else "unknown"
    return _exact(value, asked, low)


def _interval(value: Decimal, sign: str | None, low: Decimal, high: Decimal) -> str:
    if sign in (*UPWARD, *DOWNWARD):
        return "unknown"
    return "met" if low <= value <= high else "exceeded" if value > high else "notMet"


def _exact(value: Decimal, asked: str, low: Decimal) -> str:
    if asked in VAGUE:  # how much less still counts is not said
        return "met" if value >= low else "unknown"
    if asked == "equal" and value > low:
        return "exceeded"
    reached = {
        "atLeast": value >= low,
        "moreThan": value > low,
        "atMost": value <= low,
        "lessThan": value < low,
        "equal": value == low,
    }
    return "met" if reached[asked] else "notMet"

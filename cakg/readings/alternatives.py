"""All that words may mean: their readings under every rule and its alternatives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from cakg.errors import ValueRefusedError
from cakg.model.deadline import Deadline
from cakg.readings.reader import read_deadline
from cakg.readings.rules import FAMILIES, stored_choice


def read_alternatives(words: str, rule: str | None, years: Iterable[int]) -> list[Deadline]:
    """Return every reading of words, that by the recorded `rule` first; none of words that are not understood as one time.

    Words that leave out the year are read in each of `years`; what is counted from the day of issue is then left out.

    >>> [found.due.isoformat() for found in read_alternatives("trước ngày 15/12", "beforeIncludesDay", [2025])]
    ['2025-12-15', '2025-12-14', '2025-12-15', '2025-12-14']
    """
    found = list(_under_every_rule(words, rule, None))
    if any("no-year" in each.notes for each in found):
        found = [each for year in years for each in _under_every_rule(words, rule, date(year, 1, 1))]
        found = [each for each in found if "counted-from-issue" not in each.notes]
    return found if all(each.kind for each in found) else []


def _under_every_rule(words: str, rule: str | None, issued: date | None) -> Iterator[Deadline]:
    """Yield the readings under the recorded rule, then under what may stand for each rule that one of them took."""
    waiting: list[Mapping[str, str]] = [stored_choice(rule, {})]
    for readings in waiting:
        try:
            found = read_deadline(words, issued=issued, readings=readings)
        except ValueRefusedError:  # a day that this year or this rule does not have
            continue
        yield found
        for family in FAMILIES:
            if {*family} & {*found.rules}:
                others = ({**readings, family[0]: other} for other in family)
                waiting += [other for other in others if _plain(other) not in map(_plain, waiting)]


def _plain(readings: Mapping[str, str]) -> Mapping[str, str]:
    """Return the rules that are switched, without those that stand for themselves."""
    return {rule: other for rule, other in readings.items() if rule != other}

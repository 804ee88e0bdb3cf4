"""Who has a part in what a row tells of besides those the row is of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain

from cakg.model.deadline import Deadline
from cakg.model.duty import Duty


def partners(rows: Sequence[Sequence[Duty]], others: Iterable[Duty]) -> list[tuple[Duty, ...]]:
    """Return for each row, given as its duties, one duty of each further bearer of its norm or step.

    These are bearers that a filter left out, which stand in `others`, and those with a time of their own, which have rows of
    their own: of a bearer that has the time of the row the duty is that of this time.
    """
    known: dict[tuple[str, str | None], dict[str, dict[Deadline, Duty]]] = defaultdict(dict)
    for duty in chain(others, chain.from_iterable(rows)):
        if duty.responsibility:
            known[duty.norm, duty.step].setdefault(duty.responsibility, {}).setdefault(duty.deadline, duty)
    found = []
    for row in rows:
        first, own = row[0], {duty.responsibility for duty in row}
        times = known.get((first.norm, first.step), {})
        further = (by_time for responsibility, by_time in times.items() if responsibility not in own)
        found.append(tuple(by_time.get(first.deadline) or next(iter(by_time.values())) for by_time in further))
    return found

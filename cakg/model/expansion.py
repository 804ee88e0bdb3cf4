"""Rows that exist only while somebody looks at them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, islice
from typing import overload

from cakg.model.duty import Duty
from cakg.model.membership import Incomplete


class Expansion(Sequence[Duty]):
    """Duties with one row for each member of their classes; a row is made when it is asked for and then forgotten.

    Each part is a duty with the members that take its place, or with None where it stays as it is; `incomplete` are the
    classes whose members cannot all be told. With `keep` only the rows that it accepts count; as they are not known
    before they are made, asking for the length or for one row by its number then makes those before it.
    """

    def __init__(
        self,
        parts: Sequence[tuple[Duty, tuple[str, ...] | None]],
        make: Callable[[Duty, str], Duty],
        incomplete: tuple[Incomplete, ...] = (),
        keep: Callable[[Duty], bool] | None = None,
    ) -> None:
        self.incomplete = incomplete
        self._parts = parts
        self._make = make
        self._keep = keep
        self._length: int | None = None
        self._ends = list(accumulate(1 if members is None else len(members) for _, members in parts))

    def __len__(self) -> int:
        if self._keep is None:
            return self._ends[-1] if self._ends else 0
        if self._length is None:
            self._length = sum(1 for _ in self)
        return self._length

    def __iter__(self) -> Iterator[Duty]:
        for duty, member in self.pairs():
            if member is None:
                yield duty
                continue
            row = self._make(duty, member)
            if self._keep is None or self._keep(row):
                yield row

    def pairs(self) -> Iterator[tuple[Duty, str | None]]:
        """Yield each duty with each member that takes the place of its class, before any row is made or left out."""
        for duty, members in self._parts:
            for member in (None,) if members is None else members:
                yield duty, member

    @overload
    def __getitem__(self, place: int) -> Duty: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Duty, ...]: ...

    def __getitem__(self, place: int | slice) -> Duty | tuple[Duty, ...]:
        if isinstance(place, slice):
            return tuple(self[number] for number in range(*place.indices(len(self))))
        number = place + len(self) if place < 0 else place
        if not 0 <= number < len(self):
            raise IndexError(place)
        if self._keep is not None:
            return next(islice(self, number, None))
        part = bisect_right(self._ends, number)
        duty, members = self._parts[part]
        if members is None:
            return duty
        return self._make(duty, members[number - (self._ends[part] - len(members))])

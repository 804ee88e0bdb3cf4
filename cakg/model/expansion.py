"""Rows that exist only while somebody looks at them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import overload

from cakg.model.duty import Duty, Incomplete


class Expansion(Sequence[Duty]):
    """Duties with one row for each member of their classes; a row is made when it is asked for and then forgotten.

    Each part is a duty with the members that take its place, or with None where it stays as it is; `incomplete` are the
    classes whose members cannot all be told.
    """

    def __init__(
        self,
        parts: Sequence[tuple[Duty, tuple[str, ...] | None]],
        make: Callable[[Duty, str], Duty],
        incomplete: tuple[Incomplete, ...] = (),
    ) -> None:
        self.incomplete = incomplete
        self._parts = parts
        self._make = make
        self._ends = list(accumulate(1 if members is None else len(members) for _, members in parts))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __iter__(self) -> Iterator[Duty]:
        for duty, members in self._parts:
            if members is None:
                yield duty
            else:
                for member in members:
                    yield self._make(duty, member)

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
        part = bisect_right(self._ends, number)
        duty, members = self._parts[part]
        if members is None:
            return duty
        return self._make(duty, members[number - (self._ends[part] - len(members))])

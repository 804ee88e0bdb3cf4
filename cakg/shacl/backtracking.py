"""How long an expression can keep Python's `re` busy, which tries one way after another.

An expression is read as the places where it takes a letter, with all ways from one to the next, told apart even where they
lead to the same place. The tries are counted from the end: where a letter leaves one way to go they add up, where it leaves
several they multiply, and in a loop with several ways round there is no end to them.
"""

from __future__ import annotations

import re
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import chain
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_LETTERS = 1_000
"""For a value of this length the tries are counted."""
_TRIES = 10**8
"""More are never finished: the square of the length is allowed, the cube is not."""
_FEW = 9
"""Repetitions up to which each is counted by itself; more are taken for any number."""
_PLACES = 2_000
_ALL = (1 << 0x110000) - 1
_REPEATS = {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT}
_STARTS = {sre.AT_BEGINNING, sre.AT_BEGINNING_STRING}


class _EndlessError(Exception):
    """An expression that is not worth counting."""


@dataclass
class _Part:
    """A part of an expression: where it begins and ends, in how many ways, and in how many it takes no letter.

    `free` are the places after which nothing more is asked, `empty` says that nothing need be asked at all; `anchored` that
    it begins where the value does.
    """

    first: Counter[int] = field(default_factory=Counter)
    last: Counter[int] = field(default_factory=Counter)
    nothing: int = 1
    free: frozenset[int] = frozenset()
    empty: bool = True
    anchored: bool = False


@lru_cache(maxsize=1 << 10)
def is_slow(pattern: str, flags: str = "") -> bool:
    """Say whether an expression may take longer than the square of the length of a value. In doubt it may.

    One that Python cannot read is not slow.

    >>> is_slow("^(a+)+$"), is_slow("^[0-9]+(-[0-9]+)*$"), is_slow("^([A-Z][a-z]+)+$"), is_slow("^([A-Z][a-z]+)+$", "i")
    (True, False, False, True)
    """
    known = {"i": re.IGNORECASE, "m": re.MULTILINE, "s": re.DOTALL}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tree = parser.parse(pattern, sum(known[flag] for flag in {*flags} & {*known}))
        except (re.error, RecursionError, OverflowError):
            return False
    try:
        return _Places().tries(tree) > _TRIES
    except (_EndlessError, RecursionError):
        return True


class _Places:
    """The places of one expression, each with the letters that it takes, and the ways between them."""

    def __init__(self) -> None:
        self._letters: list[int] = [0]
        self._ways: dict[int, Counter[int]] = {0: Counter()}

    def tries(self, tree: Any) -> int:
        """Return at most how many tries a value that does not match takes. Raises _EndlessError where there is no bound."""
        import networkx as nx

        whole = self._sequence(tree, tree.state.flags)
        end = self._place(_ALL)  # whatever comes, the end of the expression is tried too
        self._lead(whole, end)
        self._ways[0] = whole.first + _times(end.first, whole.nothing)
        self._letters = _as_classes(self._letters)
        graph = nx.DiGraph((place, to) for place, ways in self._ways.items() for to in ways)
        graph.add_nodes_from(self._ways)
        loops = nx.condensation(graph)
        ahead: dict[int, int] = {}
        ending = 0
        for name in reversed(list(nx.topological_sort(loops))):
            loop: set[int] = loops.nodes[name]["members"]
            begun = self._cost(loop, ahead, endless=graph.has_edge(*2 * [min(loop)]))
            if begun > _TRIES:
                raise _EndlessError
            ahead |= {place: 1 if place in whole.free else begun for place in loop}
            ending += 0 if loop.isdisjoint(whole.free) else begun  # tried once: then the value matches
        return (ahead[0] + ending) * (1 if whole.anchored else _LETTERS)

    def _cost(self, loop: set[int], ahead: Mapping[int, int], *, endless: bool) -> int:
        """Return how many tries begin at the places of a loop, or at one place that is in none."""
        is_loop = endless or len(loop) > 1
        onward, meets = 0, False
        for place in loop:
            stays = {to: times for to, times in self._ways[place].items() if is_loop and to in loop}
            leaves = {to: times * ahead[to] for to, times in self._ways[place].items() if to not in stays}
            if self._most(stays) > 1:
                raise _EndlessError
            onward = max(onward, self._most(leaves))
            meets |= any(self._letters[to] & self._letters[other] for to in stays for other in leaves)
        if not is_loop:
            return 1 + onward
        return _LETTERS * (1 + onward) if meets else _LETTERS + onward

    def _most(self, ways: dict[int, int]) -> int:
        """Return the sum of the weights of all ways that one letter leaves open, at most."""
        sums: Counter[int] = Counter()
        for to, weight in ways.items():
            for letter in _bits(self._letters[to]):
                sums[letter] += weight
        return max(sums.values(), default=0)

    def _sequence(self, tree: Iterable[Any], flags: int) -> _Part:
        whole = _Part()
        for operation, value in tree:
            whole = self._join(whole, self._part(operation, value, flags))
        return whole

    def _part(self, operation: Any, value: Any, flags: int) -> _Part:
        if operation is sre.AT:
            return _Part(empty=False, anchored=value in _STARTS and not flags & re.MULTILINE)
        if operation is sre.SUBPATTERN:
            _, more, less, tree = value
            return self._sequence(tree, (flags | more) & ~less)
        if operation is sre.ATOMIC_GROUP:
            return self._sequence(value, flags)
        if operation is sre.BRANCH:
            return _either([self._sequence(tree, flags) for tree in value[1]])
        if operation in _REPEATS:
            least, most, tree = value
            return self._repeat(least, most, tree, flags)
        return self._place(_taken(operation, value if operation is not sre.IN else tuple(value), flags))

    def _place(self, letters: int) -> _Part:
        place = len(self._letters)
        if place > _PLACES:
            raise _EndlessError
        self._letters.append(letters)
        self._ways[place] = Counter()
        return _Part(Counter([place]), Counter([place]), 0, frozenset([place]), empty=False)

    def _repeat(self, least: int, most: Any, tree: Any, flags: int) -> _Part:
        if most is sre.MAXREPEAT or most > _FEW:
            part = self._sequence(tree, flags)
            if part.nothing:  # a round that takes nothing may be put anywhere
                raise _EndlessError
            self._lead(part, part)
            return part if least else _either([part, _Part()])
        whole = _Part()
        for _ in range(most - least):
            whole = _either([self._join(self._sequence(tree, flags), whole), _Part()])
        for _ in range(least):
            whole = self._join(self._sequence(tree, flags), whole)
        return whole

    def _join(self, one: _Part, other: _Part) -> _Part:
        self._lead(one, other)
        return _Part(
            one.first + _times(other.first, one.nothing),
            other.last + _times(one.last, other.nothing),
            one.nothing * other.nothing,
            other.free | (one.free if other.empty else frozenset()),
            one.empty and other.empty,
            one.anchored or (not one.first and other.anchored),
        )

    def _lead(self, one: _Part, other: _Part) -> None:
        for place, times in one.last.items():
            self._ways[place].update(_times(other.first, times))


def _either(parts: list[_Part]) -> _Part:
    return _Part(
        sum((part.first for part in parts), Counter()),
        sum((part.last for part in parts), Counter()),
        sum(part.nothing for part in parts),
        frozenset(chain.from_iterable(part.free for part in parts)),
        any(part.empty for part in parts),
        all(part.anchored for part in parts),
    )


def _times(counts: Counter[int], times: int) -> Counter[int]:
    return Counter({place: count * times for place, count in counts.items()} if times else {})


def _bits(number: int) -> Iterator[int]:
    while number:
        yield (number & -number).bit_length()
        number &= number - 1


def _as_classes(sets: list[int]) -> list[int]:
    """Return sets of letters as sets of classes, in each of which are the letters that lie in the same of the sets."""
    classes = [_ALL]
    for letters in {*sets}:
        split = ((each & letters, each & ~letters) for each in classes)
        classes = [each for pair in split for each in pair if each]
    known = {letters: sum(1 << place for place, each in enumerate(classes) if each & letters) for letters in {*sets}}
    return [known[letters] for letters in sets]


# Letters, each a bit of a number


@lru_cache(maxsize=1 << 8)
def _taken(operation: Any, value: Any, flags: int) -> int:
    """Return the letters that a place takes, or more. Raises _EndlessError for what takes none by itself, as a reference back."""
    if operation is sre.ANY:
        return _ALL if flags & re.DOTALL else _ALL & ~_span(10, 10)
    if operation is sre.NOT_LITERAL:
        return _ALL & ~_span(value, value)
    if operation is sre.LITERAL:
        letters = _span(value, value)
    elif operation is sre.IN:
        named = [_named(*each) for each in value if each[0] is not sre.NEGATE]
        letters = 0
        for each in named:
            letters |= each
        if len(named) < len(value):
            return _ALL & ~letters
    else:
        raise _EndlessError
    return _with_cases(letters) if flags & re.IGNORECASE else letters


def _named(operation: Any, value: Any) -> int:
    if operation is sre.CATEGORY:
        return _category(value)
    return _span(*value) if operation is sre.RANGE else _span(value, value)


def _span(least: int, most: int) -> int:
    return ((1 << (most - least + 1)) - 1) << least


@cache
def _category(value: Any) -> int:
    name = str(value).removeprefix("CATEGORY_")
    sign = {"DIGIT": r"\d+", "SPACE": r"\s+", "WORD": r"\w+"}[name.removeprefix("NOT_")]
    taken = 0
    for run in re.finditer(sign, "".join(map(chr, range(0x110000)))):
        taken |= _span(run.start(), run.end() - 1)
    return _ALL & ~taken if name.startswith("NOT_") else taken


def _with_cases(letters: int) -> int:
    """Return letters with their other cases."""
    for family in _families():
        if letters & family:
            letters |= family
    return letters


@cache
def _families() -> tuple[int, ...]:
    """Return the letters that are one letter to who is blind to case, as long s is s."""
    found: defaultdict[str, int] = defaultdict(int)
    for letter in map(chr, range(0x20000)):
        if letter != letter.lower() or letter != letter.upper():
            found[letter.upper().lower()] |= 1 << ord(letter)
    return tuple(found.values())

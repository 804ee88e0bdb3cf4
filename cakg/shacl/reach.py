"""How far a query of the shapes sees: whether a change that concerns it can be told from where it happened."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias

from cakg.shacl.focus import THIS
from cakg.shacl.scopes import COUNTING

_Triple: TypeAlias = tuple[str, tuple[str, ...], str]

_KEYWORDS = frozenset(
    [
        "FILTER",
        "OPTIONAL",
        "BIND",
        "UNION",
        "EXISTS",
        "NOT",
        "SELECT",
        "DISTINCT",
        "WHERE",
        "GROUP",
        "BY",
        "HAVING",
        "ORDER",
        "ASC",
        "DESC",
        "AS",
        "ASK",
    ]
)
_COMPUTING = {"FILTER", "BIND", "HAVING"}
_LEADING = {"(", "/", "|", "^", *COUNTING}
"""What stands before a parenthesis in a path or a selection: any other but the first of a path begins a list."""


@dataclass(frozen=True)
class Reach:
    """The properties, as written, that a query walks from ?this onward and backward, and in how many steps, None without end.

    `apart` are those that it reads where nothing leads to from ?this.
    """

    onward: frozenset[str]
    backward: frozenset[str]
    steps: int | None
    apart: frozenset[str]


def read_reach(tokens: Sequence[str]) -> Reach | None:
    """Return what a query can see; None where that is anything: not every property in it is named.

    Where a triple pattern hangs together with ?this a change matters to no other focus nodes than those from which it can be
    walked to. In doubt it stands apart: values that meet in a FILTER alone; and of a query with selections in a selection or
    nodes with a label of their own all patterns, unless all hang together.
    """
    words = [token for token in tokens if not token.isspace() and not token.startswith("PREFIX ")]
    statements = list(_statements(words))
    if {"PREFIX", "BASE"} & {word.upper() for word in words} or any(map(_is_open, statements)):
        return None
    is_plain = not any(word.upper() == "SELECT" or word.startswith("_:") for word in words[1:])
    linked = _hanging_together(statements)
    everything = list(chain.from_iterable(statements))
    apart = [word for statement in statements if statement not in linked for word in statement]
    ways = _ways([triple for statement in linked for triple in _triples(statement)]) if is_plain else None
    onward, backward = ways or (frozenset(everything),) * 2
    repeated = {"*", "+"} & set(chain.from_iterable(map(_signs, everything)))
    steps = None if repeated else sum(map(_length, everything))
    return Reach(onward, backward, steps, frozenset(apart if ways or not apart else everything))


def may_stay(tokens: Sequence[str]) -> bool:
    """Say whether a path in a query may lead a node to itself by no step at all."""
    words = (word for word, is_pattern in _modes([token for token in tokens if not token.isspace()]) if is_pattern)
    return any(word == "?" or {"*", "?"} & set(_signs(word)) for word in words)


def _hanging_together(statements: list[list[str]]) -> list[list[str]]:
    """Return the statements that variables link with ?this."""
    known, before = {THIS}, set[str]()
    while known != before:
        before = set(known)
        known.update(*(said for statement in statements if (said := set(filter(_is_variable, statement))) & known))
    return [statement for statement in statements if known & set(statement)]


def _ways(triples: list[_Triple]) -> tuple[frozenset[str], frozenset[str]] | None:
    """Return the properties that lead away from ?this and those that lead towards it; None where that is not plain.

    A triple pattern is walked from an end that ?this is linked with also without it: then no branch of the query is missed.
    """
    onward: set[str] = set()
    backward: set[str] = set()
    for place, (start, path, end) in enumerate(triples):
        linked = _linked([*triples[:place], *triples[place + 1 :]])
        turned = any("^" in word for word in path)
        if not linked & {start, end}:
            return None
        if start in linked or turned:
            onward |= set(path)
        if end in linked or turned:
            backward |= set(path)
    return frozenset(onward), frozenset(backward)


def _linked(triples: Iterable[_Triple]) -> set[str]:
    """Return ?this and the variables that triple patterns link with it."""
    found, edge = {THIS}, {THIS}
    while edge:
        ends = {end for start, _, other in triples if {start, other} & edge for end in (start, other)}
        edge = {end for end in ends if _is_variable(end)} - found
        found |= edge
    return found


def _triples(statement: Sequence[str]) -> Iterator[_Triple]:
    """Yield subject, path and object of each triple pattern of a statement."""
    start, path = statement[0], list[str]()
    for pair in _split(statement[1:], ";"):
        for place, part in enumerate(_split(pair, ",")):
            path = part[:-1] if place == 0 else path
            if part:
                yield start, tuple(path), part[-1]


def _split(words: Sequence[str], sign: str) -> Iterator[list[str]]:
    part: list[str] = []
    for word in words:
        if word == sign:
            yield part
            part = []
        else:
            part.append(word)
    yield part


def _is_variable(word: str) -> bool:
    return word.startswith("?") and len(word) > 1


def _signs(word: str) -> str:
    """Return the signs of a path in a word: those that stand alone, or between the names of a path filled in whole."""
    return re.sub("<[^>]*>", "", word) if word.startswith(("(", "<", "*", "+")) else ""


def _length(word: str) -> int:
    """Return how many properties a word may name."""
    return word.count("<") or int(word == "a" or ":" in word)


def _is_open(statement: Sequence[str]) -> bool:
    """Say whether a property of a statement is a variable or negated, or not plainly where properties stand.

    Those stand second and after `;`, but not where nodes without a name say more of themselves, as in `[ ?p ?o ]`, or in lists.
    """
    starts = [1, *(place + 1 for place, word in enumerate(statement) if word == ";")]
    heads = {statement[place] for place in starts if place < len(statement)}
    led = zip(["", *(word.upper() for word in statement)], statement, strict=False)
    lists = any(word == "(" and before not in _LEADING and place not in starts for place, (before, word) in enumerate(led))
    return lists or bool({"!", "[", "<"} & set(statement)) or any(map(_is_variable, heads))


def _statements(words: Sequence[str]) -> Iterator[list[str]]:
    """Yield the triple patterns of all groups, without what is computed or selected."""
    statement: list[str] = []
    for word, is_pattern in _modes(words):
        if is_pattern and word not in {"{", "}", "."} and word.upper() not in _KEYWORDS:
            statement.append(word)
        elif statement:
            yield statement
            statement = []


def _modes(words: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Yield each word with whether it stands in a pattern, not in what is computed or selected."""
    depths: list[int | None] = []  # of each open group: how deep in parentheses it computes, None where it says patterns
    for word in words:
        yield word, bool(depths) and depths[-1] is None
        if word == "{":
            depths.append(None)
        elif word == "}" and depths:
            depths.pop()
            if depths and depths[-1] == 0:  # FILTER EXISTS { … } needs no parentheses
                depths[-1] = None
        elif word.upper() in _COMPUTING and depths:
            depths[-1] = 0
        elif depths and depths[-1] is not None and word in {"(", ")"}:
            depths[-1] += 1 if word == "(" else -1
            depths[-1] = depths[-1] or None

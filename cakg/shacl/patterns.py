"""Regular expressions of shapes: what an engine would pass over in silence, or never finish, is refused by name."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from typing import Any

import pyoxigraph as ox

from cakg.errors import ShapeError

_FOREIGN = re.compile(r"\(\?<?[=!]|\(\?P=|\\[1-9]")
"""Look-around and references back to a group, in an expression that is otherwise well-formed."""
_CATEGORY = re.compile(r"\\[pP]\{\w+\}")
_SET = re.compile(r"\\.|\[\^?\]?(?:\\.|(?!-?\[|&&|--|~~)[^\]\\])*+(-?\[|&&|--|~~)?", re.DOTALL)
"""A set of signs up to where the engine would compute with another. By XML Schema `-[` is the difference of two sets, the engine
takes it for their union; `[` is nothing in a set, and each of the other pairs is two signs."""
_FLAGS = frozenset("simxq")
_CLASS = r"\[\^?\]?(?:\\.|\[(?:\\.|[^\]\\])*\]|[^\]\\])*\]"
_BLANKS = re.compile(rf"(\\)[\t\n\r ]*(.)|({_CLASS})|[\t\n\r ]+", re.DOTALL)
"""What the flag x removes, after what it keeps: the sign that a backslash is about, and character classes."""


def check_pattern(shape: str, pattern: str, flags: str = "") -> None:
    """Raise ShapeError for an expression or flags that the engine cannot read: to it they would never match.

    Sources: SPARQL 1.1, 17.4.3.14, and XPath Functions, 7.6.1. The engine reads expressions in linear time and for this
    knows neither look-around, which those do not have, nor references back, and means another thing by a set in a set.
    """
    if not set(flags) <= _FLAGS:
        raise ShapeError("pattern-flags", shape=shape, flags=flags)
    computed = next(filter(None, (found[1] for found in _SET.finditer(pattern))), None)
    if computed and "q" not in flags:
        raise ShapeError("pattern-unsupported", shape=shape, pattern=pattern, part=computed)
    arguments = ", ".join(map(str, map(ox.Literal, (pattern, flags))))
    if ox.Store().query(f'ASK {{ BIND(REGEX("", {arguments}) AS ?works) FILTER(BOUND(?works)) }}'):
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            re.compile(_CATEGORY.sub(lambda found: "x" * len(found[0]), pattern))
        except re.error as error:
            place = error.pos or 0
            rest = pattern[place : place + 20]
            raise ShapeError(
                "pattern-syntax", shape=shape, pattern=pattern, place=place + 1, rest=rest, detail=error.msg
            ) from None
    foreign = _FOREIGN.search(pattern)
    if foreign:
        raise ShapeError("pattern-unsupported", shape=shape, pattern=pattern, part=foreign[0])
    raise ShapeError("pattern-refused", shape=shape, pattern=pattern)


def close_up(pattern: str, flags: str) -> tuple[str, str]:
    """Return an expression that means without the flag x what this one means with it, and the other flags.

    By XPath Functions, 7.6.1.1, x removes the four white spaces of XML, but for those in character classes, and nothing
    else: to the engine, # would begin a comment and a blank in a class be none. After q all signs stand for themselves.

    >>> close_up("a # [ b]", "ix"), close_up("a b", "qx"), close_up("a b", "i")
    (('a#[ b]', 'i'), ('a b', 'q'), ('a b', 'i'))
    """
    closed = _BLANKS.sub(r"\1\2\3", pattern) if "x" in flags and "q" not in flags else pattern
    return closed, flags.replace("x", "")


def check_patterns(shape: str, tokens: Sequence[str]) -> None:
    """Raise ShapeError for an expression of a query, in REGEX or REPLACE, that the engine cannot read.

    One that is computed is refused too: what it will be nobody knows before, and to the engine it might never match.
    """
    for pattern, flags in expressions(tokens):
        written, stated = literal(tokens[pattern]), "" if flags is None else literal(tokens[flags])
        if written is None or stated is None:
            raise ShapeError("pattern-computed", shape=shape)
        check_pattern(shape, written, stated)


def close_up_all(shape: str, tokens: Sequence[str]) -> list[str]:
    """Return the tokens of a query with all expressions as `close_up` gives them.

    Raises ShapeError for one that is computed, which nobody can close up beforehand.
    """
    closed = list(tokens)
    for pattern, flags in expressions(tokens):
        written, stated = literal(tokens[pattern]), None if flags is None else literal(tokens[flags])
        if flags is None or stated is None or "x" not in stated:
            continue
        if written is None:
            raise ShapeError("pattern-computed", shape=shape)
        closed[pattern], closed[flags] = map(str, map(ox.Literal, close_up(written, stated)))
    return closed


def literal(token: str) -> str | None:
    """Return the words of a string of SPARQL, None for a token that is none."""
    if token[:1] not in {'"', "'"} or len(token) < len('""'):
        return None
    found: Any = ox.Store().query(f"SELECT ({token} AS ?words) {{}}")
    words: str = next(iter(found))["words"].value
    return words


def expressions(tokens: Sequence[str]) -> Iterator[tuple[int, int | None]]:
    """Yield the places of the expression and the flags, if any, of each REGEX and REPLACE: where they are computed, of the end."""
    words = [place for place, token in enumerate(tokens) if not token.isspace() and not token.startswith("#")]
    for at, place in enumerate(words):
        last = {"REGEX": 2, "REPLACE": 3}.get(tokens[place].upper())
        if last is None or [tokens[each] for each in words[at + 1 : at + 2]] != ["("]:
            continue
        ends = [argument[-1] for argument in _arguments(tokens, words[at + 2 :]) if argument]
        yield from [(ends[1], ends[last] if len(ends) > last else None)] if len(ends) > 1 else []


def _arguments(tokens: Sequence[str], places: Sequence[int]) -> list[list[int]]:
    found: list[list[int]] = [[]]
    depth = 0
    for place in places:
        depth += (tokens[place] == "(") - (tokens[place] == ")")
        if depth < 0:
            break
        if tokens[place] == "," and depth == 0:
            found.append([])
        else:
            found[-1].append(place)
    return found

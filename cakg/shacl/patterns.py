"""Regular expressions of shapes: what an engine would pass over in silence, or never finish, is refused by name."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyoxigraph as ox

from cakg.errors import ShapeError

_TOKEN = re.compile(
    r"\\[pP]\{[^}]*\}|\\."
    r"|\[\^?\]?(?:\\.|[^\]\\])*\]"
    r"|\((?:\?(?:P?<\w+>|<?[=!]|[a-zA-Z-]*:|#|[^)]))?"
    r"|[*+?][?+]?|\{\d+(?:,\d*)?\}[?+]?"
    r"|.",
    re.DOTALL,
)
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
_FIXED = re.compile(r"\{\d+\}|\?[?+]?|\{0,1\}")
_FEW = 9
"""Repetitions up to which a group is taken for one that ends soon."""
_FEW_WILD = 2
_ANYTHING = "aA0 -/.,"
"""What an atom matches that leaves room for all."""


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
    for pattern, flags in _expressions(tokens):
        written, stated = literal(tokens[pattern]), "" if flags is None else literal(tokens[flags])
        if written is None or stated is None:
            raise ShapeError("pattern-computed", shape=shape)
        check_pattern(shape, written, stated)


def close_up_all(shape: str, tokens: Sequence[str]) -> list[str]:
    """Return the tokens of a query with all expressions as `close_up` gives them.

    Raises ShapeError for one that is computed, which nobody can close up beforehand.
    """
    closed = list(tokens)
    for pattern, flags in _expressions(tokens):
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


def _expressions(tokens: Sequence[str]) -> Iterator[tuple[int, int | None]]:
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


# What backtracks


@dataclass
class _Group:
    """A group of an expression: how each alternative begins, how it ends, all its atoms, and whether its length may vary."""

    begins: list[str | None] = field(default_factory=lambda: [None])
    end: str = ""
    atoms: list[str] = field(default_factory=list)
    varies: bool = False


def find_slow(pattern: str) -> str | None:
    """Return the part of an expression that may take a backtracking engine exponentially long, None where there is none.

    A group repeated without end is slow where it may be divided in several ways: it varies in length or has alternatives.
    It is not where it begins or ends with a sign that occurs nowhere else in it, as in `(-[0-9]+)*`, or where its
    alternatives begin with different signs and have one length each. So are more than two stretches of anything in one
    expression, which take time by the cube of the length. In doubt it is taken for slow.

    >>> find_slow("^(a+)+$"), find_slow("(a|a)*b"), find_slow("^[0-9]+(-[0-9]+)*$")
    ('(a+)+', '(a|a)*', None)
    """
    open_ = [_Group()]
    starts = [0]
    closed: tuple[_Group, int] | None = None
    wild = 0
    for token in _TOKEN.finditer(pattern):
        sign = token[0]
        group = open_[-1]
        if re.fullmatch(r"[*+?][?+]?|\{\d+(?:,\d*)?\}[?+]?", sign):
            if closed and _is_endless(sign) and _is_ambiguous(closed[0]):
                return pattern[closed[1] : token.end()]
            wild += not closed and _is_endless(sign) and all(_matches(group.end, other) for other in _ANYTHING)
            if wild > _FEW_WILD:
                return pattern
            group.varies |= not re.fullmatch(r"\{\d+\}", sign)
            if group.begins[-1] is not None and len(group.begins) == 1 and len(group.atoms) == 1:
                group.begins[-1] = ""  # what begins it may be left out or repeated
            group.end = ""
            closed = None
        elif sign.startswith("("):
            open_.append(_Group())
            starts.append(token.start())
            closed = None
        elif sign == ")" and len(open_) > 1:
            closed = open_.pop(), starts.pop()
            _join(open_[-1], closed[0])
        elif sign == "|":
            group.begins.append(None)
            closed = None
        else:
            if group.begins[-1] is None:
                group.begins[-1] = sign
            group.atoms.append(sign)
            group.end = sign
            closed = None
    return None


def _join(outer: _Group, inner: _Group) -> None:
    if outer.begins[-1] is None:
        outer.begins[-1] = ""
    outer.end = ""
    outer.atoms += inner.atoms
    outer.varies |= inner.varies or len(inner.begins) > 1


def _is_endless(sign: str) -> bool:
    if sign[0] in "*+":
        return True
    most = re.fullmatch(r"\{(\d+)(,?)(\d*)\}[?+]?", sign)
    return most is not None and ((most[2] == "," and not most[3]) or int(most[3] or most[1]) > _FEW)


def _is_ambiguous(group: _Group) -> bool:
    begins = [_sign(begin) for begin in group.begins]
    if len(begins) == 1:
        apart = (_is_apart(begins[0], group.atoms[1:]), _is_apart(_sign(group.end), group.atoms[:-1]))
        return group.varies and not any(apart)
    return group.varies or None in begins or len(set(begins)) < len(begins)


def _sign(begin: str | None) -> str | None:
    """Return the one sign that an atom stands for, None for an atom that may stand for others."""
    if not begin or begin in {".", "^", "$"} or begin.startswith("["):
        return None
    if begin.startswith("\\"):
        return begin[1] if len(begin) == len("\\.") and not begin[1].isalnum() else None
    return begin


def _is_apart(sign: str | None, atoms: Sequence[str]) -> bool:
    return sign is not None and not any(_matches(atom, sign) for atom in atoms)


def _matches(atom: str, sign: str) -> bool:
    try:
        return re.fullmatch(atom, sign, re.IGNORECASE) is not None
    except re.error:
        return True

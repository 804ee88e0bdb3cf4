"""The groups of a query: where the focus nodes have to stand, and what may be counted once only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from cakg.shacl.focus import THIS

_TESTS = {"BOUND", "IF", "COALESCE"}
_COMPUTING = {"FILTER", "BIND", *_TESTS}
_ADDING = {"COUNT", "SUM", "AVG", "GROUP_CONCAT"}
COUNTING = {*_ADDING, "MIN", "MAX", "SAMPLE"}
_REPEATING = {"UNION", "[", "/"}


@dataclass
class _Group:
    """From `{` to `}`: the word before it, the words in it and those in it or in a group inside it."""

    start: int
    end: int
    kind: str
    own: set[str] = field(default_factory=set)
    all: set[str] = field(default_factory=set)


def with_focus(tokens: Sequence[str], pattern: str) -> Iterator[str]:
    """Yield the tokens with the pattern at the head of the query and of each inner group that needs it.

    Groups are evaluated from the inside out: one that computes with ?this or leaves something open beside it has to know
    its values. What stands in EXISTS is given them, except for tests whether they are bound at all.
    """
    outermost, *inner = _groups(tokens)
    starts = {outermost.start} | {group.start for group in inner if _needs(group) and not _is_selection(tokens, group.start)}
    for place, token in enumerate(tokens):
        yield token
        if place in starts:
            yield f" {pattern} "


def adds(tokens: Sequence[str]) -> bool:
    """Say whether something is added up in which the same triple, said by two sources, would count twice."""
    return any(True for _ in _adding(tokens))


def repeats(tokens: Sequence[str]) -> str | None:
    """Return what else than a triple said twice may make equal rows of what is added up, None where nothing does."""
    for group in _adding(tokens):
        inner = [token.upper() for token in tokens[group.start : group.end]]
        for place, word in enumerate(inner):
            alone = word == "|" and "|" not in inner[place - 1 : place] + inner[place + 1 : place + 2]
            if alone or word in _REPEATING or word.startswith("_:"):
                return word
            if word == "SELECT" and not _is_distinct(*_selection(inner, place)):
                return word
    return None


def rows_once(tokens: Sequence[str]) -> Iterator[str]:
    """Yield the tokens with each row of what is added up taken once."""
    groups = list(_adding(tokens))
    starts, ends = {group.start for group in groups}, {group.end for group in groups}
    for place, word in enumerate(tokens):
        if place in starts:
            yield "{ SELECT DISTINCT * WHERE "
        yield word
        if place in ends:
            yield " }"


def _adding(tokens: Sequence[str]) -> Iterator[_Group]:
    """Yield the group of each SELECT that adds up or counts off what it found, before the group or in what follows it."""
    groups = _groups(tokens)
    for place, word in enumerate(tokens):
        if word.upper() == "SELECT":
            head, tail = _selection(tokens, place)
            if _is_adding([*head, *tail]) or _is_counting_off(head, tail):
                yield next(group for group in groups if group.start > place)


def _selection(tokens: Sequence[str], place: int) -> tuple[list[str], list[str]]:
    """Return what stands before the group of the SELECT at a place, and what follows it, without spaces."""
    words = [token.upper() for token in tokens[place:] if not token.isspace()]
    start = words.index("{")
    depth, end = 0, start
    for end in range(start, len(words)):
        depth += (words[end] == "{") - (words[end] == "}")
        if not depth:
            break
    after = words[end + 1 :]
    return words[1:start], after[: after.index("}")] if "}" in after else after


def _is_distinct(head: list[str], tail: list[str]) -> bool:
    """Say whether no two rows of a selection are equal: it says so, or has one row for each value of what it selects."""
    if "GROUP" not in tail:
        return head[0] == "DISTINCT"
    keys = takewhile(lambda word: word[0] in "?$", tail[tail.index("GROUP") + 2 :])
    rest = [word for word in tail[tail.index("GROUP") + 2 :][:1] if word[0] not in "?$"]
    return head[0] == "DISTINCT" or not (rest or set(keys) - set(head))


def _is_counting_off(head: list[str], tail: list[str]) -> bool:
    """Say whether rows are counted off of which some may be equal."""
    numbers = dict(pairwise(tail))
    cuts = int(numbers.get("LIMIT", "1")) > 1 or int(numbers.get("OFFSET", "0")) > 0
    return cuts and "GROUP" not in tail and head[0] != "DISTINCT"


def _groups(tokens: Sequence[str]) -> list[_Group]:
    """Return the groups in the order in which they open."""
    found: list[_Group] = []
    open_: list[_Group] = []
    before = ""
    for place, sign in enumerate(tokens):
        word = sign.upper()
        if sign == "{":
            open_.append(_Group(place, len(tokens), before))
            found.append(open_[-1])
        elif sign == "}" and open_:
            open_.pop().end = place
        else:
            for group in open_:
                group.all.add(word)
            if open_:
                open_[-1].own.add(word)
        if not sign.isspace():
            before = word
    return found


def _needs(group: _Group) -> bool:
    this = THIS.upper()
    if group.kind == "EXISTS":
        return this in group.own and bool(group.own & _TESTS)
    return this in group.all and bool(group.own & {*_COMPUTING, "OPTIONAL"})


def _is_selection(tokens: Sequence[str], start: int) -> bool:
    """Say whether a group is nothing but a sub-selection, whose own group takes the pattern."""
    return next((token for token in tokens[start + 1 :] if not token.isspace()), "").upper() == "SELECT"


def _is_adding(words: Sequence[str]) -> bool:
    return any(
        word in _ADDING and words[place + 1 : place + 2] == ["("] and words[place + 2 : place + 3] != ["DISTINCT"]
        for place, word in enumerate(words)
    )

"""How far a query of the shapes sees: whether a change that concerns it can be told from where it happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cakg.shacl.focus import THIS

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
        "GRAPH",
        "AS",
        "ASK",
    ]
)
_COMPUTING = {"FILTER", "BIND", "HAVING"}


def is_connected(tokens: Sequence[str]) -> bool:
    """Say whether every triple pattern hangs together with ?this, and every property in it is named.

    Only then does a change matter to no other focus nodes than those from which it can be walked to. In doubt the answer
    is no: a property in a variable or negated, names made by BASE or a PREFIX of the query's own, values that meet in a
    FILTER alone.
    """
    words = [token for token in tokens if not token.isspace() and not token.startswith("PREFIX ")]
    if {"PREFIX", "BASE"} & {word.upper() for word in words}:
        return False
    groups: list[set[str]] = []
    for statement in _statements(words):
        if _is_open(statement):
            return False
        said = {word for word in statement if word.startswith("?")}
        if said:
            apart = [group for group in groups if not group & said]
            groups = [*apart, said.union(*(group for group in groups if group & said))]
    return len(groups) <= 1 and all(THIS in group for group in groups)


def _is_open(statement: Sequence[str]) -> bool:
    """Say whether the property of a statement, or of a part after `;`, is a variable or negated."""
    starts = [1, *(place + 1 for place, word in enumerate(statement) if word == ";")]
    return "!" in statement or any(statement[place].startswith("?") for place in starts if place < len(statement))


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

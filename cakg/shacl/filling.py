"""The text of a query in parts, with the path and the parameters of a component filled in (SHACL, appendix A)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cakg.errors import ShapeError
from cakg.shacl.paths import Path, Term

_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'(?:[^'\\\n]|\\.)*'"
    r'|<[^<>"{}|^`\\\s]*>'
    r"|#[^\n]*"
    r"|[?$]\w+"
    r"|(?:[^\W\d](?:[\w.-]*[\w-])?)?:(?:[\w:%-]|\\.|\.+(?=[\w:%\\-]))*"
    r"|\w+"
    r"|\s+"
    r"|.",
    re.DOTALL,
)


def tokenise(text: str) -> list[str]:
    """Return a query as the tokens it is made of, with the spaces between them."""
    return _TOKEN.findall(text)


def fill(tokens: list[str], path: Path | None, given: dict[str, Term], shape: str) -> Iterator[str]:
    """Yield the tokens with the path and the parameters in place; what is given counts as bound.

    Variables of ours begin with one underscore and a letter: those that begin with an underscore are given one more.
    Raises ShapeError for a query that gives a parameter another value.
    """
    place, before = 0, ""
    listed = list(_listed(tokens))
    while place < len(tokens):
        token = tokens[place]
        name = token[1:] if token[0] in "?$" else None
        if token.upper() == "BOUND":
            end = tokens.index(")", place) if ")" in tokens[place:] else place
            if any(inner[1:] in given for inner in tokens[place:end] if inner[0] in "?$"):
                yield "true"
                place = end + 1
                continue
        if token.startswith("#") and len(token) > 1:
            yield "\n"
        elif name == "PATH" and path is not None:
            yield str(path)
        elif name in given:
            if before == "AS":
                raise ShapeError("shape-query-refused", shape=shape, word=f"AS {token}")
            yield {"": str(given[name]), "ORDER": f"({given[name]})"}.get(listed[place], " ")
        else:
            yield f"?{renamed(name)}" if name else token
        before = before if token.isspace() else token.upper()
        place += 1


def _listed(tokens: list[str]) -> Iterator[str]:
    """Yield of each token the list of variables that it stands in, SELECT, GROUP or ORDER, nothing where it stands in none.

    There a value cannot take the place of its parameter, but what is the same in all rows needs no column and makes no group.
    """
    word, depths = "", [0]
    for sign in map(str.upper, tokens):
        depths[-1] += (sign == "(") - (sign == ")")
        if sign == "{":
            depths.append(0)
        elif sign == "}" and len(depths) > 1:
            depths.pop()
        if sign in {"SELECT", "GROUP", "ORDER"}:
            word = sign
        elif sign in {"{", "}", "WHERE", "HAVING", "LIMIT", "OFFSET"}:
            word = ""
        yield "" if depths[-1] else word


def renamed(name: str) -> str:
    """Return the name that a variable of a query has where none of ours is called so."""
    return f"_{name}" if name.startswith("_") else name

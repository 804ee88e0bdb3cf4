"""Pages as sources: the data island of a page that the library wrote.

A page is looked through tag by tag, in one pass: the parser of the standard library grows quadratically slow with
damaged markup, and a page of many duties is large.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from cakg.errors import SourceError
from cakg.graph.gate import compose, line_at, plain

ISLAND = "cakg-sources"
"""The identifier of the element that holds the data."""
MEDIA_TYPE = "application/ld+json"
DIGEST = "data-sha256"
"""The attribute that holds the hash of the island, so that data changed by hand or on the way is not taken for the sources."""

# Each alternative takes whatever follows its first letter and never backtracks, as those of the gate.
_TAG = re.compile(r"""<(?:(!--)|(/?[A-Za-z][^\s/>]*+)((?:[^"'>]++|"[^"]*+"|'[^']*+')*+)(>?))""")
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]++)\s*+(?:=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++)))?""")
_RAW = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("script", "style", "title", "textarea", "iframe", "xmp")
}
"""Elements whose content is no markup, each with its end."""
_CONTEXT = re.compile(r'(?<!\\)"@context"\s*+:\s*+("(?:[^"\\]|\\.)*+"|\[[^\]]*+)')
"""A context that is given by address, or may be."""


def find_island(text: str, name: str) -> str:
    """Return the JSON-LD text of a page after as many empty lines as stand before it, so that its lines are those of the page.

    Raises SourceError for a page without data, cut off, with the data twice, or with data that was changed.
    """
    found = [place for place in _scripts(text, name) if _is_ours(place[0])]
    if len(found) != 1:
        raise SourceError("page-twice" if found else "page-no-data", name, line_at(text, found[1][1]) if found else None)
    ((attributes, start, stop),) = found
    island, line = compose(text[start:stop]), line_at(text, start)
    if digest_of(island) != attributes.get(DIGEST):
        raise SourceError("page-changed", name, line)
    island = "\n" * (line - 1) + island
    context = _CONTEXT.search(island)
    if context:
        raise SourceError("remote-context", name, line_at(island, context.start()), address=plain(context[1]))
    return island


def _is_ours(attributes: dict[str, str]) -> bool:
    return attributes.get("id") == ISLAND and attributes.get("type", "").strip().lower() == MEDIA_TYPE


def _scripts(text: str, name: str) -> Iterator[tuple[dict[str, str], int, int]]:
    """Yield attributes, start and end of the content of every script. Raises SourceError where the page is cut off."""
    position, closed = 0, False
    while tag := _TAG.search(text, position):
        comment, element, attributes, end = tag.groups()
        kind = "" if comment else element.lower()
        closed = closed or kind == "/html"
        position = tag.end()
        if comment:
            position = text.find("-->", position)
        elif kind in _RAW:
            last = _RAW[kind].search(text, position)
            position = last.start() if last else -1
        if position < 0 or not (comment or end):
            raise SourceError("page-cut", name, line_at(text, tag.start()))
        if kind == "script":
            yield _read_attributes(attributes), tag.end(), position
    if not closed:
        raise SourceError("page-cut", name, line_at(text, len(text)))


def _read_attributes(text: str) -> dict[str, str]:
    return {key.lower(): double or single or bare for key, double, single, bare in _ATTRIBUTE.findall(text)}


def digest_of(island: str) -> str:
    """Return the hash of an island, whatever its line ends."""
    return hashlib.sha256(island.strip().replace("\r\n", "\n").encode()).hexdigest()

"""The gate every source passes before it is parsed: encoding, normal form, nesting, nothing that reaches outside."""

from __future__ import annotations

import json
import re
from typing import Any

from cakg.errors import SourceError
from cakg.text import nfc

DEEPEST = 500
"""Brackets or elements inside one another; the parsers below crash far beyond (JSON-LD at about 3,200)."""

_TURTLE_SKIP = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'(?:[^'\\\n]|\\.)*'"
    r"|<[^<>\s]*>|#[^\n]*",
    re.DOTALL,
)
_JSON_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_XML_SKIP = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
_XML_TAG = re.compile(r"<(/?)[^<>]*?(/?)>")
_DECLARATION = re.compile(r"<!(DOCTYPE|ENTITY)", re.IGNORECASE)


def decode(data: bytes, name: str) -> str:
    """Return the NFC text of a source; a UTF-8 byte order mark is dropped.

    Raises SourceError with the line for other encodings, binary rubbish and empty files.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SourceError("not-utf8", name, 1)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError("not-utf8", name, data.count(b"\n", 0, error.start) + 1) from None
    if "\0" in text:
        raise SourceError("binary", name, text.count("\n", 0, text.index("\0")) + 1)
    if not text.strip():
        raise SourceError("empty", name)
    return nfc(text)


def check_text(text: str, suffix: str, name: str) -> None:
    """Refuse XML declarations that could expand and nesting that could crash the process."""
    if suffix == "rdf":
        declaration = _DECLARATION.search(text)
        if declaration:
            raise SourceError("entity", name, line_at(text, declaration.start()), what=declaration[0])
        if text.count("</") > DEEPEST:
            _check_depth(_blank(_XML_SKIP, text), _XML_TAG, name)
    elif suffix == "json":
        if text.count("{") + text.count("[") > DEEPEST:
            _check_depth(_blank(_JSON_STRING, text), re.compile(r"[\[\]{}]"), name)
    elif suffix in {"ttl", "trig"} and text.count("[") + text.count("(") > DEEPEST:
        _check_depth(_blank(_TURTLE_SKIP, text), re.compile(r"[\[\]()]"), name)


def read_json(text: str, name: str) -> Any:
    """Return the value of a JSON text; a key that stands twice in one object is refused, for one would be lost."""

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        seen: dict[str, Any] = {}
        for key, value in items:
            if key in seen:
                raise SourceError("json-key-twice", name, line_of(text, f'"{key}"'), item=key)
            seen[key] = value
        return seen

    try:
        return json.loads(text, object_pairs_hook=pairs)
    except json.JSONDecodeError as error:
        raise SourceError("syntax", name, error.lineno, detail=error.msg) from None


def line_at(text: str, position: int) -> int:
    """Return the line, from 1, of a character position."""
    return text.count("\n", 0, position) + 1


def line_of(text: str, words: str) -> int | None:
    """Return the line of the first place where `words` stand."""
    position = text.find(words)
    return None if position < 0 else line_at(text, position)


def _blank(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda found: "\n" * found[0].count("\n"), text)


def _check_depth(text: str, mark: re.Pattern[str], name: str) -> None:
    depth = 0
    for found in mark.finditer(text):
        if found.re is _XML_TAG:
            depth += 0 if found[2] else (-1 if found[1] else 1)
        else:
            depth += 1 if found[0] in "[{(" else -1
        if depth > DEEPEST:
            raise SourceError("too-deep", name, line_at(text, found.start()), most=DEEPEST)

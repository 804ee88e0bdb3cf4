"""The gate every source passes before it is parsed: encoding, normal form, nesting, nothing that reaches outside."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from cakg.errors import SourceError
from cakg.text import nfc

DEEPEST = 500
"""Brackets or elements inside one another; some parsers crash far beyond (JSON-LD contexts at about 2,000)."""

_LONGEST = 160

# Patterns here are words that are compiled when they are first needed: nearly no file needs them.
# In TURTLE_SKIP every alternative matches whatever follows its first character and never backtracks (possessive `*+`,
# closing marks optional): a file of unclosed strings is read in linear time, and up to the first error of the parser it sees the
# same strings, comments and IRIs as the parser does.
TURTLE_SKIP = (
    r'(?s)"""(?:[^"\\]|\\.?|"(?!""))*+(?:""")?'
    r"|'''(?:[^'\\]|\\.?|'(?!''))*+(?:''')?"
    r'|"(?:[^"\\\n]|\\[^\n]?)*+"?'
    r"|'(?:[^'\\\n]|\\[^\n]?)*+'?"
    r'|<[^<>"{}|^`\s]*+>|#[^\r\n]*+|\\.?'
)
_JSON_SKIP = r'(?s)"(?:[^"\\]|\\.?)*+"?'
_TURTLE_MARKS = r"<<|\{\||[\[\]()]"
_JSON_MARKS = r"[\[\]{}]"
_DECLARATION = r"(?i)<!(DOCTYPE|ENTITY)"
_ESCAPE = r"(\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.))([\u0300-\u0338]?)"


class LineReader:
    """A file that hands out one line at a time, so that one can see how far a parser came."""

    def __init__(self, text: str) -> None:
        self._lines = iter(text.encode().splitlines(keepends=True))
        self._rest = b""
        self.line = 0

    def read(self, size: int = -1) -> bytes:
        """Return the next line, or as much of it as is asked for; nothing at the end. `line` counts the lines begun."""
        if not self._rest:
            self._rest = next(self._lines, b"")
            self.line += bool(self._rest)
        end = len(self._rest) if size < 0 else size
        part, self._rest = self._rest[:end], self._rest[end:]
        return part


def decode(data: bytes, name: str, *, allow_empty: bool = False) -> str:
    """Return the text of a source; a UTF-8 byte order mark is dropped.

    Raises SourceError with the line for other encodings, binary rubbish and, unless `allow_empty`, for empty files.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SourceError("not-utf8", name, 1)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError("not-utf8", name, data.count(b"\n", 0, error.start) + 1) from None
    if "\0" in text:
        raise SourceError("binary", name, text.count("\n", 0, text.index("\0")) + 1)
    if not (allow_empty or text.strip()):
        raise SourceError("empty", name, 1)
    return text


def compose(text: str) -> str:
    r"""Return a text of Turtle or JSON in NFC.

    An accent that follows an escape is written as an escape itself: `\n` with a tilde must not become `\ñ`.
    """
    if unicodedata.is_normalized("NFC", text):
        return text
    if "\\" in text:
        text = re.sub(_ESCAPE, lambda found: found[1] + (f"\\u{ord(found[2]):04x}" if found[2] else ""), text)
    return nfc(text)


def check_text(text: str, format_: str, name: str) -> None:
    """Refuse what could expand, nest until the process crashes, or hide a statement inside a statement."""
    if format_ == "rdf":
        declaration = re.search(_DECLARATION, text)
        if declaration:
            raise SourceError("entity", name, line_at(text, declaration.start()), what=declaration[0])
        _check_xml(text, name)
    elif format_ == "json":
        if text.count("{") + text.count("[") > DEEPEST:
            _check_depth(_blank(_JSON_SKIP, text), _JSON_MARKS, name)
    elif "<<" in text or "{|" in text or (format_ not in {"nt", "nq"} and text.count("[") + text.count("(") > DEEPEST):
        _check_depth(_blank(TURTLE_SKIP, text), _TURTLE_MARKS, name)


def line_at(text: str, position: int) -> int:
    """Return the line, from 1, of a character position."""
    return text.count("\n", 0, position) + 1


def line_of(text: str, *forms: str) -> int | None:
    """Return the line of the first of the `forms` (regular expressions, most special first) that occurs."""
    for form in forms:
        found = re.search(form, text)
        if found:
            return line_at(text, found.start())
    return None


def plain(words: Any) -> str:
    """Return words of a source fit for one line of a terminal: short, without control characters."""
    text = " ".join(str(words)[: 2 * _LONGEST].split())
    text = "".join(letter if letter.isprintable() else "\ufffd" for letter in text)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _blank(pattern: str, text: str) -> str:
    return re.sub(pattern, lambda found: "\n" * found[0].count("\n"), text)


def _check_depth(text: str, marks: str, name: str) -> None:
    depth = 0
    for found in re.finditer(marks, text):
        mark = found[0]
        if len(mark) > 1:
            raise SourceError("triple-term", name, line_at(text, found.start()))
        depth += 1 if mark in "[{(" else -1
        if depth > DEEPEST:
            raise SourceError("too-deep", name, line_at(text, found.start()), most=DEEPEST)


def _check_xml(text: str, name: str) -> None:
    """Read through an XML text: the RDF parser names no lines and grows quadratically slow with depth."""
    from xml.parsers import expat

    parser = expat.ParserCreate("utf-8")
    depth = 0

    def start(_: str, __: object) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise SourceError("too-deep", name, parser.CurrentLineNumber, most=DEEPEST)

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        raise SourceError("syntax", name, error.lineno, detail=expat.ErrorString(error.code)) from None

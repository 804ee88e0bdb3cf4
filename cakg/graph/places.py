"""Where in a source file records stand."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from cakg.text import nfc

_BLOCK = 1_000_000
"""Characters of a file that are looked through at a time."""

_PREFIX = re.compile(r"@?prefix\s+([\w.-]*):\s*<([^<>\s]*)>", re.IGNORECASE)
_PREFIXES = {
    "ttl": _PREFIX,
    "trig": _PREFIX,
    "json": re.compile(r'"([\w.-]+)"\s*:\s*"([^"\s]*[:/?#])"'),
}
"""How prefixes are written in the formats that have them."""

_FIRST = re.compile(r"^(\S+)(?=\s)|(?:\"@id\"\s*:\s*|rdf:about\s*=\s*)(\"[^\"\n]*\"|'[^'\n]*')", re.MULTILINE)
"""What begins the description of a record: the first word of a line, or the identifier of an element."""
_NAME = re.compile(r"<[^<>\s]*>|\"[^\"\n]*\"|'[^'\n]*'|(?<![\w:/#-])[\w.-]*:[^\s;,)\]>}\"'<]+")


def find_lines(text: Path | str | None, sha256: str, format_: str, iris: Iterable[str]) -> dict[str, int]:
    """Return the lines, from 1, where records are described, or first named; none when the file has changed.

    The text is read once or twice, however many records are looked for, and never held whole.
    """
    prefixes = _prefixes(text, sha256, format_, _changed(text)) if text is not None else None
    if text is None or prefixes is None:
        return {}
    forms = _forms(prefixes, iris)
    lines = _first_lines(text, _FIRST, forms)
    return lines | _first_lines(text, _NAME, {form: iri for form, iri in forms.items() if iri not in lines})


def _forms(prefixes: Iterable[tuple[str, str]], iris: Iterable[str]) -> dict[str, str]:
    """Return all ways to write the records in a text with these prefixes."""
    forms: dict[str, str] = {}
    for iri in iris:
        forms |= dict.fromkeys((f"<{iri}>", f'"{iri}"', f"'{iri}'"), iri)
        for prefix, base in prefixes:
            if base and iri.startswith(base):
                name = f"{prefix}:{iri[len(base) :]}"
                forms |= dict.fromkeys((name, f'"{name}"'), iri)
    return forms


def _first_lines(text: Path | str, words: re.Pattern[str], forms: Mapping[str, str]) -> dict[str, int]:
    lines: dict[str, int] = {}
    wanted, line = len(set(forms.values())), 1
    for block in _blocks(text) if forms else ():
        counted = 0
        for match in words.finditer(block):
            word = match[match.lastindex or 0]
            iri = forms.get(word) or forms.get(word.rstrip("./"))
            if iri is not None and iri not in lines:
                line += block.count("\n", counted, match.start())
                counted = match.start()
                lines[iri] = line
                if len(lines) == wanted:
                    return lines
        line += block.count("\n", counted)
    return lines


def _blocks(text: Path | str) -> Iterator[str]:
    """Yield a text in parts of whole lines."""
    if isinstance(text, str):
        yield text
        return
    with text.open(encoding="utf-8-sig", newline="\n") as file:
        while lines := file.readlines(_BLOCK):
            yield nfc("".join(lines))


def _changed(text: Path | str) -> int:
    """Return when a file was last written, 0 where there is none."""
    return text.stat().st_mtime_ns if isinstance(text, Path) and text.exists() else 0


@lru_cache(maxsize=64)
def _prefixes(text: Path | str, sha256: str, format_: str, _: int) -> tuple[tuple[str, str], ...] | None:
    """Return the prefixes of a text, None for a file that is no longer the one with this SHA-256."""
    try:
        if isinstance(text, Path):
            with text.open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
                    return None
        names = _PREFIXES.get(format_)
        return tuple(dict.fromkeys(pair for block in _blocks(text) for pair in names.findall(block))) if names else ()
    except OSError:
        return None

"""Where in a source file records stand."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from cakg.text import nfc

_PREFIX = re.compile(r"@?prefix\s+([\w.-]*):\s*<([^<>\s]*)>", re.IGNORECASE)
_JSON_PREFIX = re.compile(r'"([\w.-]+)"\s*:\s*"([^"\s]*[:/?#])"')


_FIRST = re.compile(r"^(\S+)(?=\s)|(?:\"@id\"\s*:\s*|rdf:about\s*=\s*)(\"[^\"\n]*\"|'[^'\n]*')", re.MULTILINE)
"""What begins the description of a record: the first word of a line, or the identifier of an element."""
_NAME = re.compile(r"<[^<>\s]*>|\"[^\"\n]*\"|'[^'\n]*'|(?<![\w:/#-])[\w.-]*:[^\s;,)\]>}\"'<]+")


def find_lines(text: Path | str | None, sha256: str, iris: Iterable[str]) -> dict[str, int]:
    """Return the lines, from 1, where records are described, or first named; none when the file has changed.

    The text is read once or twice, however many records are looked for.
    """
    if isinstance(text, Path):
        text = _read(text, sha256)
    if text is None:
        return {}
    forms = _forms(text, iris)
    places = _first_places(text, _FIRST, forms)
    places |= _first_places(text, _NAME, {form: iri for form, iri in forms.items() if iri not in places})
    return dict(_lines(text, places))


def _forms(text: str, iris: Iterable[str]) -> dict[str, str]:
    """Return all ways to write the records in this text."""
    forms: dict[str, str] = {}
    for iri in iris:
        forms |= dict.fromkeys((f"<{iri}>", f'"{iri}"', f"'{iri}'"), iri)
        for prefix, base in _prefixes(text):
            if base and iri.startswith(base):
                name = f"{prefix}:{iri[len(base) :]}"
                forms |= dict.fromkeys((name, f'"{name}"'), iri)
    return forms


def _first_places(text: str, words: re.Pattern[str], forms: Mapping[str, str]) -> dict[str, int]:
    places: dict[str, int] = {}
    wanted = len(set(forms.values()))
    for match in words.finditer(text) if forms else ():
        word = match[match.lastindex or 0]
        iri = forms.get(word) or forms.get(word.rstrip("./"))
        if iri is not None and iri not in places:
            places[iri] = match.start()
            if len(places) == wanted:
                break
    return places


def _lines(text: str, places: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    line, counted = 1, 0
    for place, iri in sorted((place, iri) for iri, place in places.items()):
        line += text.count("\n", counted, place)
        counted = place
        yield iri, line


@lru_cache(maxsize=8)
def _read(path: Path, sha256: str) -> str | None:
    try:
        data = path.read_bytes()
    except OSError:
        return None
    return nfc(data.decode("utf-8-sig")) if hashlib.sha256(data).hexdigest() == sha256 else None


@lru_cache(maxsize=8)
def _prefixes(text: str) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys([*_PREFIX.findall(text), *_JSON_PREFIX.findall(text)]))

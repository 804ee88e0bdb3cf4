"""Where in a source file a record stands."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from pathlib import Path

from cakg.graph.gate import line_at
from cakg.text import nfc

_PREFIX = re.compile(r"@?prefix\s+([\w.-]*):\s*<([^<>\s]*)>", re.IGNORECASE)
_JSON_PREFIX = re.compile(r'"([\w.-]+)"\s*:\s*"([^"\s]*[:/?#])"')


def find_line(text: Path | str | None, sha256: str, iri: str) -> int | None:
    """Return the line, from 1, where `iri` is described; None when the file has changed or does not name it."""
    if isinstance(text, Path):
        text = _read(text, sha256)
    if text is None:
        return None
    forms = [f"<{iri}>", f'"{iri}"', f"'{iri}'"]
    for prefix, base in _prefixes(text):
        if base and iri.startswith(base):
            local = iri[len(base) :]
            forms += [f"{prefix}:{local}", f'"{prefix}:{local}"']
    either = "|".join(map(re.escape, forms))
    at_start = re.search(rf'^(?:{either})(?=\s)|(?:"@id"\s*:\s*|rdf:about\s*=\s*)(?:{either})', text, re.MULTILINE)
    anywhere = at_start or re.search(rf"(?<![\w:/#-])(?:{either})(?=[\s;,.)\]/>}}]|$)", text)
    return line_at(text, anywhere.start()) if anywhere else None


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

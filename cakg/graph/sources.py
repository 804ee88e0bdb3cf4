"""From what the caller named to bytes: files, folders, globs and standard input."""

from __future__ import annotations

import glob
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cakg.errors import SourceError
from cakg.terms import is_address
from cakg.text import nfc

SUFFIXES = {
    ".ttl": "ttl",
    ".trig": "trig",
    ".nt": "nt",
    ".nq": "nq",
    ".rdf": "rdf",
    ".owl": "rdf",
    ".xml": "rdf",
    ".jsonld": "json",
    ".json": "json",
}
"""Endings of files that can be read, each with the short name of its format."""

_JSON_START = re.compile(rb'\{\s*["}]|\[\s*\{')
_NOT_DATA = {"readme.md", "cakg.toml"}


@dataclass(frozen=True, slots=True)
class RawSource:
    """The bytes of one source under its relative name; `path` is None for standard input."""

    name: str
    format: str
    data: bytes
    path: Path | None


def read_sources(references: Iterable[str | Path]) -> Iterator[RawSource]:
    """Yield every file that the references stand for, in a stable order, each file once.

    In a folder only README.md, cakg.toml and hidden files are passed over; any other unknown ending is an error,
    for a file left out silently would make a wrong answer look right. Raises SourceError.
    """
    seen: set[Path] = set()
    for reference in references:
        if str(reference) == "-":
            data = sys.stdin.buffer.read()
            yield RawSource("stdin", _sniff(data), data, None)
            continue
        if is_address(str(reference)):
            raise SourceError("address", str(reference))
        for path, name in _files(str(reference)):
            if path.resolve() in seen:
                continue
            seen.add(path.resolve())
            suffix = SUFFIXES.get(path.suffix.lower())
            if suffix is None:
                raise SourceError("unknown-suffix", name, known=" ".join(SUFFIXES))
            try:
                data = path.read_bytes()
            except OSError as error:
                raise SourceError("unreadable", name, detail=error.strerror or str(error)) from None
            yield RawSource(nfc(name), suffix, data, path)


def _files(reference: str) -> Iterator[tuple[Path, str]]:
    path = Path(reference)
    if path.is_dir():
        found = False
        for file in sorted(path.rglob("*")):
            inside = file.relative_to(path)
            if file.is_dir() or file.name.lower() in _NOT_DATA or any(part.startswith(".") for part in inside.parts):
                continue
            found = True
            yield file, f"{path.resolve().name}/{inside.as_posix()}"
        if not found:
            raise SourceError("empty-folder", reference)
    elif path.exists():
        yield path, path.name
    else:
        matches = [Path(match) for match in sorted(glob.glob(reference, recursive=True))]  # noqa: PTH207
        if not any(match.is_file() for match in matches):
            raise SourceError("missing", reference)
        yield from ((match, match.name) for match in matches if match.is_file())


def _sniff(data: bytes) -> str:
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:512]
    if start.startswith((b"<?xml", b"<rdf:RDF", b"<!DOCTYPE")):
        return "rdf"
    if _JSON_START.match(start):
        return "json"
    return "trig"

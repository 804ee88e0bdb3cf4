"""From what the caller named to bytes: files, folders, globs, standard input and registers."""

from __future__ import annotations

import glob
import hashlib
import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, NoReturn

from cakg.errors import SourceError, system_words
from cakg.graph.gate import plain
from cakg.registers import PREFIX
from cakg.resources import shipped
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
    ".html": "html",
    ".htm": "html",
}
"""Endings of files that can be read, each with the short name of its format."""

_PAGE_START = rb"(?i)<!doctype\s+html|<html\b"
_XML_START = rb"<[?!]|<[^<>\s]+\s"  # an IRI of Turtle has no space
_JSON_START = rb'\{\s*["}]|\[\s*\{'
_NODE = r"(?:<[^<>\s]*>|_:\S+)"
_LITERAL = r'"(?:[^"\\\n]|\\.)*+"(?:@[\w-]+|\^\^<[^<>\s]*>)?'
_QUAD = rf"(?m)^[ \t]*{_NODE}[ \t]+{_NODE}[ \t]+(?:{_NODE}|{_LITERAL})[ \t]+{_NODE}[ \t]*\.".encode()
_NOT_DATA = {"readme.md", "cakg.toml"}


class RawSource(NamedTuple):
    """The bytes of one source under its relative name; `path` is None for standard input and registers.

    `sha256` and `snapshot` come with a register: the hash of the tables it was made from and the day they stand for;
    `example` marks a file of the shipped example, however it was named.
    """

    name: str
    format: str
    data: bytes
    path: Path | None
    sha256: str
    snapshot: str | None = None
    example: bool = False


def read_sources(references: Iterable[str | Path]) -> Iterator[RawSource]:
    """Yield every file that the references stand for, in a stable order, each file once.

    In a folder only README.md, cakg.toml and hidden files are passed over; any other unknown ending is an error,
    for a file left out silently would make a wrong answer look right. A register is named, as `register:vn-units`.
    Raises SourceError.
    """
    seen: set[Path | str] = set()
    for reference in references:
        if str(reference) == "-":
            if "-" not in seen:
                data = sys.stdin.buffer.read()
                yield RawSource("stdin", _sniff(data), data, None, hashlib.sha256(data).hexdigest())
            seen.add("-")
            continue
        if str(reference).startswith(PREFIX):
            if str(reference) not in seen:
                from cakg.registers.folders import read_register  # few graphs have one

                register = read_register(str(reference))
                yield RawSource(register.name, "nt", register.data, None, register.sha256, register.snapshot)
            seen.add(str(reference))
            continue
        for path, name in _files(os.fspath(reference)):
            real = Path(os.path.realpath(path))
            if real not in seen:
                seen.add(real)
                yield _read(path, name)._replace(example=shipped("examples") in real.parents)


def folder_that_takes(references: Iterable[str | Path], file: str | Path) -> Path | None:
    """Return the first of the named folders that, read again, would have a file among its data; None where none would."""
    target = Path(os.path.realpath(file))
    for reference in references:
        words = os.fspath(reference)
        named = [words] if os.path.lexists(words) else glob.glob(words, recursive=True)  # noqa: PTH207 - as `_files` does
        for folder in map(Path, filter(os.path.isdir, named)):
            home = Path(os.path.realpath(folder))
            if target.is_relative_to(home) and _is_data(target.relative_to(home)):
                return folder
    return None


def _is_data(path: Path) -> bool:
    """Say whether a file below a folder is read with it."""
    return not any(part.startswith(".") for part in path.parts) and path.name.lower() not in _NOT_DATA


def _read(path: Path, name: str) -> RawSource:
    shown = nfc(plain(name))
    format_ = SUFFIXES.get(path.suffix.lower())
    if format_ is None:
        raise SourceError("unknown-suffix", shown, known=" ".join(SUFFIXES))
    if path.exists() and not path.is_file():  # a pipe or a device may never end
        raise SourceError("not-a-file", shown)
    try:
        data = path.read_bytes()
    except OSError as error:
        _refuse(shown, error)
    return RawSource(shown, format_, data, path, hashlib.sha256(data).hexdigest())


def _files(reference: str) -> Iterator[tuple[Path, str]]:
    path = Path(reference)
    if reference and os.path.lexists(path):
        yield from _inside(path) if path.is_dir() else [(path, path.name)]
        return
    if is_address(reference):
        raise SourceError("address", plain(reference))
    matches = sorted(glob.glob(reference, recursive=True))  # noqa: PTH207 - Path.glob wants a folder and a relative pattern
    if not matches:
        raise SourceError("missing", plain(reference) or '""')
    for match in matches:
        yield from _files(match)


def _inside(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield the files below a folder; what cannot be listed is an error, a link in a circle is followed once."""
    shown = plain(folder.resolve().name)
    files: list[Path] = []
    met: set[str] = set()
    for root, folders, names in os.walk(folder, onerror=lambda error: _refuse(shown, error), followlinks=True):
        real = os.path.realpath(root)
        new = real not in met
        met.add(real)
        folders[:] = sorted(name for name in folders if new and not name.startswith("."))
        files += (Path(root, name) for name in names if new and not name.startswith(".") and name.lower() not in _NOT_DATA)
    if not files:
        raise SourceError("empty-folder", plain(folder))
    yield from ((file, f"{shown}/{file.relative_to(folder).as_posix()}") for file in sorted(files))


def _refuse(name: str, error: OSError) -> NoReturn:
    raise SourceError("unreadable", name, detail=system_words(error)) from None


def _sniff(data: bytes) -> str:
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:512]
    if re.match(_PAGE_START, start):
        return "html"
    if re.match(_XML_START, start):
        return "rdf"
    if re.match(_JSON_START, start):
        return "json"
    return "nq" if re.search(_QUAD, data) else "trig"  # TriG reads Turtle and N-Triples too, but not a fourth term

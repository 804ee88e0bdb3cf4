"""What an installation brings: the files that ship with the library, and the packages of its extras.

The files are ontology, shapes, queries and examples. In a wheel they lie in `cakg/_data`, in a checkout beside the package.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from cakg.errors import EngineError

EXTRAS = {"xlsxwriter": "office", "docxtpl": "office", "icalendar": "office", "pyarrow": "arrow"}
"""Packages that only some users need, with the extra that brings them."""

_PACKAGE = Path(__file__).resolve().parent


def require(name: str) -> Any:
    """Return the module of an optional package. Raises EngineError that says what to install."""
    try:
        return import_module(name)
    except ModuleNotFoundError:
        if name in EXTRAS:
            raise EngineError("extra-missing", name=name, extra=EXTRAS[name]) from None
        raise EngineError("library-missing", name=name) from None


@cache
def shipped(kind: str) -> Path:
    """Return the folder `ontology`, `shapes`, `queries` or `examples`.

    Raises EngineError where the installation lacks it.

    >>> shipped("ontology").joinpath("norms.ttl").is_file()
    True
    """
    inside = _PACKAGE / "_data"
    folder = (inside if inside.is_dir() else _PACKAGE.parent) / kind
    if not folder.is_dir():
        raise EngineError("shipped-files-missing", kind=kind)
    return folder


def shipped_files(kind: str, suffix: str) -> Iterator[Path]:
    """Yield the files of a shipped folder that end in `suffix`, in a stable order.

    A folder `house` inside it is left out: that is what we demand of our own files, not of data (ask for `shapes/house`).
    """
    folder = shipped(kind)
    above = len(folder.parts)
    yield from sorted(path for path in folder.rglob(f"*{suffix}") if "house" not in path.parts[above:])


def read_header(text: str) -> dict[str, str]:
    r"""Read the `#+ key: value` comment lines at the top of a stored query.

    >>> read_header("#+ summary@en: Who does what\n#+ tags: [duty]\nSELECT * {}")
    {'summary@en': 'Who does what', 'tags': '[duty]'}
    """
    header: dict[str, str] = {}
    for line in text.splitlines():
        if not line.startswith("#+"):
            break
        key, _, value = line[2:].partition(":")
        header[key.strip()] = value.strip()
    return header

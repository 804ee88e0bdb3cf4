"""One door to every written form of a result."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from cakg.errors import UnknownNameError
from cakg.exporters.files import write_whole
from cakg.exporters.plain import csv_parts, json_parts


def _text(value: Any, lang: str) -> Iterator[str]:
    from cakg.rendering.terminal import to_text

    yield to_text(value, lang)


def _html(value: Any, lang: str) -> Iterator[str]:
    from cakg.rendering.page import to_html

    yield to_html(value, lang)


_WRITERS: dict[str, Callable[[Any, str], Iterator[str]]] = {
    "table": _text,
    "text": _text,
    "html": _html,
    "json": lambda value, _: json_parts(value),
    "csv": csv_parts,
    "turtle": lambda value, _: iter((str(value.turtle),)),
}


def render(value: Any, format_: str | None = None, *, to: str | Path | None = None, lang: str = "vi") -> str:
    r"""Return a result as text in one of its `formats` (the first if none is named); write it to the file `to` if given.

    The file is written whole or not at all; CSV files get a byte order mark so that Excel reads the accents.
    Raises UnknownNameError for a format the result does not have, SourceError where the file cannot be written.

    >>> from cakg.table import Table
    >>> render(Table(("a",), ((1,),)), "csv")
    'a\r\n1\r\n'
    """
    text = "".join(render_parts(value, format_, lang=lang))
    if to is not None:
        write_whole(to, (_mark(format_ or value.formats[0]), text))
    return text


def render_parts(value: Any, format_: str | None = None, *, lang: str = "vi") -> Iterator[str]:
    """Yield what `render` returns part by part, so that rows made one by one need not be held together.

    Raises UnknownNameError for a format the result does not have.
    """
    name = format_ or value.formats[0]
    if name not in value.formats:
        raise UnknownNameError("format-unknown", name, value.formats)
    return _WRITERS[name](value, lang)


def write(value: Any, format_: str | None = None, *, to: str | Path, lang: str = "vi") -> None:
    """Write to a file what `render` writes there, without ever holding the whole text; it raises what `render` raises."""
    write_whole(to, chain((_mark(format_ or value.formats[0]),), render_parts(value, format_, lang=lang)))


def _mark(name: str) -> str:
    return "\ufeff" if name == "csv" else ""

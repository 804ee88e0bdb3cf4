"""One door to every written form of a result."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from cakg.errors import UnknownNameError
from cakg.exporters.files import write_whole
from cakg.exporters.plain import to_csv, to_json


def _text(value: Any, lang: str) -> str:
    from cakg.rendering.terminal import to_text

    return to_text(value, lang)


def _html(value: Any, lang: str) -> str:
    from cakg.rendering.page import to_html

    return to_html(value, lang)


_WRITERS: dict[str, Callable[[Any, str], str]] = {
    "table": _text,
    "text": _text,
    "html": _html,
    "json": lambda value, _: to_json(value),
    "csv": to_csv,
    "turtle": lambda value, _: str(value.turtle),
}


def render(value: Any, format_: str | None = None, *, to: str | Path | None = None, lang: str = "vi") -> str:
    r"""Return a result as text in one of its `formats` (the first if none is named); write it to the file `to` if given.

    The file is written whole or not at all; CSV files get a byte order mark so that Excel reads the accents.
    Raises UnknownNameError for a format the result does not have, SourceError where the file cannot be written.

    >>> from cakg.table import Table
    >>> render(Table(("a",), ((1,),)), "csv")
    'a\r\n1\r\n'
    """
    name = format_ or value.formats[0]
    if name not in value.formats:
        raise UnknownNameError("format-unknown", name, value.formats)
    text = _WRITERS[name](value, lang)
    if to is not None:
        write_whole(to, ("\ufeff" + text) if name == "csv" else text)
    return text

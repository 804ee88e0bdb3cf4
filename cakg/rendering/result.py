"""One door to every written form of a result."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, Literal, overload

from cakg.errors import UnknownNameError
from cakg.exporters.files import write_whole
from cakg.exporters.plain import csv_parts, json_parts

OFFICE = {"xlsx": "xlsxwriter", "docx": "docxtpl"}
"""Formats that are bytes, with the package each needs."""


def _text(value: Any, lang: str) -> Iterator[str]:
    from cakg.rendering.terminal import to_text

    yield to_text(value, lang)


def _html(value: Any, lang: str) -> Iterator[str]:
    if type(value).__name__ == "Report":
        from cakg.rendering.findings import report_page

        yield report_page(value, lang)
        return
    from cakg.rendering.matrix.parts import refuse_one_page
    from cakg.rendering.page import to_html

    refuse_one_page(value)
    yield to_html(value, lang)


def _xlsx(value: Any, lang: str) -> Iterator[bytes]:
    from cakg.rendering.findings import report_workbook

    yield report_workbook(value, lang)


def _docx(value: Any, template: str | Path | None) -> Iterator[bytes]:
    from cakg.rendering.enquiries import letters_document

    yield letters_document(value, template)


_WRITERS: dict[str, Callable[[Any, str], Iterator[Any]]] = {
    "table": _text,
    "text": _text,
    "html": _html,
    "json": lambda value, _: json_parts(value),
    "csv": csv_parts,
    "turtle": lambda value, _: iter((str(value.turtle),)),
    "xlsx": _xlsx,
}


@overload
def render(
    value: Any,
    format_: Literal["xlsx", "docx"],
    *,
    to: str | Path | None = ...,
    lang: str = ...,
    template: str | Path | None = ...,
) -> bytes: ...


@overload
def render(
    value: Any, format_: str | None = ..., *, to: str | Path | None = ..., lang: str = ..., template: str | Path | None = ...
) -> str: ...


def render(
    value: Any,
    format_: str | None = None,
    *,
    to: str | Path | None = None,
    lang: str = "vi",
    template: str | Path | None = None,
) -> str | bytes:
    r"""Return a result as text, or as bytes for xlsx and docx, in one of its `formats` (the first if none is named).

    It is written to the file `to` if given, whole or not at all; CSV files get a byte order mark so that Excel reads the
    accents. `template` is a Word file of the caller's own for docx. Raises UnknownNameError for a format the result does not
    have, EngineError where the package for it is missing, SourceError where the file cannot be written.

    >>> from cakg.table import Table
    >>> render(Table(("a",), ((1,),)), "csv")
    'a\r\n1\r\n'
    """
    name = format_ or value.formats[0]
    if to is not None and name == "html" and _is_large(value):
        from cakg.rendering.matrix.parts import write_parts

        return write_parts(value, to, lang)
    parts = list(render_parts(value, format_, lang=lang, template=template))
    if to is not None:
        write_whole(to, chain((_mark(name),), parts))
    return b"".join(parts) if name in OFFICE else "".join(parts)


def render_parts(
    value: Any, format_: str | None = None, *, lang: str = "vi", template: str | Path | None = None
) -> Iterator[Any]:
    """Yield what `render` returns part by part (text, or bytes for xlsx and docx), so that rows made one by one need not be held together.

    Raises UnknownNameError for a format the result does not have.
    """
    name = format_ or value.formats[0]
    if name not in value.formats:
        raise UnknownNameError("format-unknown", name, value.formats)
    return _docx(value, template) if name == "docx" else _WRITERS[name](value, lang)


def write(
    value: Any, format_: str | None = None, *, to: str | Path, lang: str = "vi", template: str | Path | None = None
) -> None:
    """Write to a file what `render` writes there, without ever holding the whole text; it raises what `render` raises."""
    if (format_ or value.formats[0]) == "html" and _is_large(value):
        render(value, format_, to=to, lang=lang)
        return
    parts = render_parts(value, format_, lang=lang, template=template)
    write_whole(to, chain((_mark(format_ or value.formats[0]),), parts))


def _is_large(value: Any) -> bool:
    """Say whether a value is a matrix that takes several pages."""
    if type(value).__name__ != "Grid":
        return False
    from cakg.rendering.matrix.parts import needs_parts

    return needs_parts(value)


def _mark(name: str) -> str:
    return "\ufeff" if name == "csv" else ""

"""One door to every written form of a result."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Any, Literal, overload

from cakg.errors import UnknownNameError
from cakg.exporters.files import write_whole
from cakg.exporters.plain import csv_parts, json_parts
from cakg.messages import say

Template = str | Path | None
"""A template of the user's own: a file, or a folder with files named like ours; None for ours."""

PACKAGES = {"xlsx": "xlsxwriter", "docx": "docxtpl", "ics": "icalendar", "parquet": "pyarrow", "arrow": "pyarrow"}
"""Formats with the package each needs."""

BYTES = {*PACKAGES, "pdf"}
"""Formats that are bytes."""


def _text(value: Any, lang: str, _: Template) -> Iterator[str]:
    from cakg.rendering.terminal import to_text

    yield to_text(value, lang)


def _html(value: Any, lang: str, template: Template) -> Iterator[str]:
    from cakg.rendering.pages import to_page

    yield to_page(value, lang, template)


def _xlsx(value: Any, lang: str, _: Template) -> Iterator[bytes]:
    if type(value).__name__ == "Report":
        from cakg.rendering.findings import report_workbook

        yield report_workbook(value, lang)
        return
    from cakg.rendering.sheets import workbook

    yield workbook(value, lang)


def _csv(value: Any, lang: str, _: Template) -> Iterator[str]:
    from cakg.rendering.tables import sheet_in_words

    marks = {say("col-data", lang): say("example-short", lang)} if value.example_data else {}
    if value.grade:
        marks[say("col-file-secrecy", lang)] = value.grade.label(lang)
    return csv_parts(sheet_in_words(value, lang), marks)


def _csv_raw(value: Any, lang: str, _: Template) -> Iterator[str]:
    marks = {"exampleData": say("example-short", lang)} if value.example_data else {}
    if hasattr(value, "as_lines"):
        columns, rows = value.columns, value.as_lines(lang)
    else:
        table = value.as_table(lang)
        columns, rows = table.columns, iter(table)
    if value.grade and "secrecy" not in columns:
        marks["secrecy"] = value.grade.label(lang)
    return csv_parts(chain((columns,), rows), marks, raw=True)


def _turtle(value: Any, lang: str, _: Template) -> Iterator[str]:
    from cakg.rendering.findings import report_turtle

    yield report_turtle(value, lang)


def _jsonld(value: Any, *_: Any) -> Iterator[str]:
    from cakg.rendering.findings import report_jsonld

    yield report_jsonld(value)


def _docx(value: Any, lang: str, template: Template) -> Iterator[bytes]:
    module, function = _PAPERS.get(type(value).__name__, ("tables", "table_document"))
    yield getattr(import_module(f"cakg.rendering.{module}"), function)(value, lang, template)


_PAPERS = {
    "Duties": ("annex", "annex_document"),
    "Grid": ("annex", "annex_document"),
    "Letters": ("enquiries", "letters_document"),
    "Reminders": ("notices", "reminders_document"),
}
"""Results that are annexes or letters, with the module and function that write them; the others are tables."""


def _ics(value: Any, lang: str, _: Template) -> Iterator[bytes]:
    from cakg.rendering.agenda import calendar

    yield calendar(value, lang)


def _pdf(value: Any, lang: str, template: Template) -> Iterator[bytes]:
    from cakg.exporters.printing import print_page

    if type(value).__name__ == "Grid":
        value = replace(value, origin=None)  # sheets carry no data
    yield print_page("".join(_html(value, lang, template)))


def _columnar(name: str) -> Callable[[Any, str, Template], Iterator[bytes]]:
    def parts(value: Any, lang: str, _: Template) -> Iterator[bytes]:
        from cakg.exporters.columnar import write_columns

        yield write_columns(value.as_table(lang), name)

    return parts


_WRITERS: dict[str, Callable[[Any, str, Template], Iterator[Any]]] = {
    "table": _text,
    "text": _text,
    "html": _html,
    "json": lambda value, *_: json_parts(value),
    "csv": _csv,
    "csv-raw": _csv_raw,
    "turtle": _turtle,
    "jsonld": _jsonld,
    "xlsx": _xlsx,
    "docx": _docx,
    "ics": _ics,
    "pdf": _pdf,
    "parquet": _columnar("parquet"),
    "arrow": _columnar("arrow"),
}


@overload
def render(
    value: Any,
    format_: Literal["xlsx", "docx", "ics", "pdf", "parquet", "arrow"],
    *,
    to: str | Path | None = ...,
    lang: str = ...,
    template: Template = ...,
) -> bytes: ...


@overload
def render(
    value: Any, format_: str | None = ..., *, to: str | Path | None = ..., lang: str = ..., template: Template = ...
) -> str: ...


def render(
    value: Any,
    format_: str | None = None,
    *,
    to: str | Path | None = None,
    lang: str = "vi",
    template: Template = None,
) -> str | bytes:
    r"""Return a result as text, or as bytes (xlsx, docx, ics, pdf, parquet, arrow), in one of its `formats` (else the first).

    It is written to the file `to` if given, whole or not at all; files of the format csv get a byte order mark so that Excel
    reads the accents. csv has the heads and rows of the sheet that people read in xlsx, in words (of duties the sheet with one
    row for each bearer), csv-raw the fields for programs. docx is in the layout of Decree 30/2020/NĐ-CP in Vietnamese; letters are
    always in Vietnamese. `template` is a template of the caller's own for docx or html, or a
    folder with files named like ours. Raises UnknownNameError for a format the result does not have, ValueRefusedError for one without room
    for what changed, EngineError where the package for it, or for pdf a browser, is missing, SourceError where the file cannot be written.

    >>> from cakg.table import Table
    >>> render(Table(("a",), ((1,),)), "csv")
    'a\r\n1\r\n'
    """
    name = format_ or value.formats[0]
    if to is not None and name == "html" and _is_large(value):
        from cakg.rendering.matrix.parts import write_parts

        return write_parts(value, to, lang, own=template)
    parts = list(render_parts(value, format_, lang=lang, template=template))
    if to is not None:
        write_whole(to, chain((_mark(name),), parts))
    return b"".join(parts) if name in BYTES else "".join(parts)


def render_parts(value: Any, format_: str | None = None, *, lang: str = "vi", template: Template = None) -> Iterator[Any]:
    """Yield what `render` returns part by part (text or bytes), so that rows made one by one need not be held together.

    Raises UnknownNameError for a format the result does not have, ValueRefusedError for one without room for what changed.
    """
    name = format_ or value.formats[0]
    if name not in value.formats:
        raise UnknownNameError("format-unknown", name, value.formats)
    if name in getattr(value, "changeless", ()):
        value.refuse_changes()
    return _WRITERS[name](value, lang, template)


def write(value: Any, format_: str | None = None, *, to: str | Path, lang: str = "vi", template: Template = None) -> None:
    """Write to a file what `render` writes there, without ever holding the whole text; it raises what `render` raises."""
    if (format_ or value.formats[0]) == "html" and _is_large(value):
        render(value, format_, to=to, lang=lang, template=template)
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

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
from cakg.text import visible

Template = str | Path | None
"""A template of the user's own: a file, or a folder with files named like ours; None for ours."""

PACKAGES = {"xlsx": "xlsxwriter", "docx": "docxtpl", "ics": "icalendar", "parquet": "pyarrow", "arrow": "pyarrow"}
"""Formats with the package each needs."""

BYTES = {*PACKAGES, "pdf"}
"""Formats that are bytes."""


_FUNCTIONS: dict[str, dict[str, str]] = {
    "text": {
        "Duties": "lists.show_duties",
        "Changes": "lists.show_changes",
        "Table": "lists.show_table",
        "Targets": "levels.show_targets",
        "Simulation": "trials.show_simulation",
        "Deadline": "times.show_deadline",
        "Report": "findings.show_report",
        "Letters": "enquiries.show_letters",
        "Reminders": "notices.show_reminders",
        "Proof": "dossiers.show_proof",
        "Card": "dossiers.show_card",
    },
    "page": {
        "Grid": "page.grid_page",
        "Duties": "pages.duties_page",
        "Report": "findings.report_page",
        "Reminders": "pages.reminders_page",
        "Letters": "pages.questions_page",
        **dict.fromkeys(("Proof", "Card", "Deadline"), "pages.text_page"),
        "": "pages.table_page",
    },
    "paper": {
        **dict.fromkeys(("Duties", "Grid"), "annex.annex_document"),
        "Letters": "enquiries.letters_document",
        "Reminders": "notices.reminders_document",
        "": "tables.table_document",
    },
    "workbook": {"Report": "findings.report_workbook", "": "sheets.workbook"},
    "rows": {
        "Targets": "levels.target_rows",
        "Changes": "lists.change_rows",
        "Simulation": "trials.trial_rows",
        "Report": "findings.finding_rows",
        "": "tables.plain_rows",
    },
    "cells": {
        "Duties": "sheets.duty_cells",
        "Grid": "sheets.matrix_cells",
        "Targets": "levels.target_cells",
        "Changes": "lists.change_rows",
        "Simulation": "trials.trial_rows",
        "Report": "findings.finding_cells",
        "": "tables.plain_cells",
    },
}
"""What writes each kind of result in each form, and, under "", every other kind.

Rows are in words, cells also days and figures, for a sheet.
"""


def function_for(form: str, value: Any) -> Callable[..., Any]:
    """Return what writes a result in a form; only the module of that is imported. Raises KeyError where there is none."""
    functions, kind = _FUNCTIONS[form], type(value).__name__
    module, _, name = functions[kind if kind in functions else ""].partition(".")
    function: Callable[..., Any] = getattr(import_module(f"cakg.rendering.{module}"), name)
    return function


def _text(value: Any, lang: str, _: Template) -> Iterator[str]:
    yield visible(function_for("text", value)(value, lang))


def _html(value: Any, lang: str, template: Template) -> Iterator[str]:
    from cakg.rendering.templates import blaming

    with blaming(template):
        page = function_for("page", value)(value, lang, template)
    yield page


def _xlsx(value: Any, lang: str, _: Template) -> Iterator[bytes]:
    yield function_for("workbook", value)(value, lang)


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
        marks["secrecy"] = value.grade.code
    return csv_parts(chain((columns,), rows), marks, raw=True)


def _turtle(value: Any, lang: str, _: Template) -> Iterator[str]:
    from cakg.rendering.findings import report_turtle

    yield report_turtle(value, lang)


def _jsonld(value: Any, *_: Any) -> Iterator[str]:
    from cakg.rendering.findings import report_jsonld

    yield report_jsonld(value)


def _docx(value: Any, lang: str, template: Template) -> Iterator[bytes]:
    yield function_for("paper", value)(value, lang, template)


def _ics(value: Any, lang: str, _: Template) -> Iterator[bytes]:
    from cakg.rendering.agenda import calendar

    yield calendar(value, lang)


def _pdf(value: Any, lang: str, template: Template) -> Iterator[bytes]:
    from cakg.exporters.printing import print_page

    if hasattr(value, "origin"):
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
    if not hasattr(value, "surroundings"):
        return False
    from cakg.rendering.matrix.parts import needs_parts

    return needs_parts(value)


def _mark(name: str) -> str:
    return "\ufeff" if name == "csv" else ""

"""Word templates filled in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cakg.errors import SourceError
from cakg.resources import require

_EPOCH = (1980, 1, 1, 0, 0, 0)


def fill_template(template: str | Path, values: dict[str, Any], shares: Sequence[float] = ()) -> bytes:
    """Return a Word template with its fields filled in; every value is text and stays text.

    Fields are those of docxtpl (`{{ … }}`, `{%p for … %}`) in a sandbox. The same values give the same bytes.
    `shares` divide the width of tables that have as many columns.
    Raises EngineError where docxtpl is missing, SourceError for a file that is no Word template or has a wrong field.
    """
    import io
    from zipfile import BadZipFile

    from jinja2 import StrictUndefined, TemplateError
    from jinja2.sandbox import SandboxedEnvironment

    docxtpl = require("docxtpl")
    buffer = io.BytesIO()
    try:
        document = docxtpl.DocxTemplate(io.BytesIO(Path(template).read_bytes()))
        document.render(values, SandboxedEnvironment(undefined=StrictUndefined), autoescape=True)
        _divide(document.docx, shares)
        document.save(buffer)
    except (OSError, KeyError, ValueError, SyntaxError, BadZipFile, TemplateError) as error:
        raise SourceError("template-refused", Path(template).name, detail=f"{type(error).__name__}: {error}") from None
    return _without_clock(buffer.getvalue())


def _divide(document: Any, shares: Sequence[float]) -> None:
    """Give the columns of tables their widths: a template that repeats cells cannot say how many there will be."""
    section = document.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    widths = [int(room * share / sum(shares)) for share in shares]
    for table in document.tables if shares else ():
        if len(table.rows[0].cells) != len(widths):
            continue
        table.autofit = False
        grid = table._tbl.tblGrid  # noqa: SLF001 - python-docx has no way to change the number of columns
        for column in list(grid):
            grid.remove(column)
        for width in widths:
            grid.add_gridCol().w = width
        for row in table._tbl.tr_lst:  # noqa: SLF001 - the cells of python-docx are slow to find
            for cell, width in zip(row.tc_lst, widths, strict=True):
                cell.width = width


def _without_clock(package: bytes) -> bytes:
    """Return the same package with one fixed day on every member, so that equal letters are equal files."""
    import io
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    buffer = io.BytesIO()
    with ZipFile(io.BytesIO(package)) as old, ZipFile(buffer, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = ZipInfo(name, _EPOCH)
            member.compress_type = ZIP_DEFLATED
            new.writestr(member, old.read(name))
    return buffer.getvalue()

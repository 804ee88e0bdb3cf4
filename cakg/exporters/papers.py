"""Word templates filled in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from pathlib import Path
from typing import Any

from cakg.errors import SourceError, system_words
from cakg.resources import require
from cakg.text import clip

_EPOCH = (1980, 1, 1, 0, 0, 0)


def fill_template(
    template: str | Path, values: dict[str, Any], shares: Sequence[float] = (), *, needed: Sequence[str] = ()
) -> bytes:
    """Return a Word template with its fields filled in; every value is text and stays text.

    Fields are those of docxtpl (`{{ … }}`, `{%p for … %}`) in a sandbox. The same values give the same bytes.
    `shares` divide the width of tables that have as many columns; `needed` fields must stand in the template.
    Raises EngineError where docxtpl is missing, SourceError for a file that is no Word template or lacks a needed field, or
    with the words of the paragraph that has a wrong field.
    """
    import io
    from zipfile import BadZipFile

    from jinja2 import StrictUndefined, TemplateError
    from jinja2.sandbox import SandboxedEnvironment

    docxtpl = require("docxtpl")
    buffer, name, part = io.BytesIO(), Path(template).name, ""

    class Template(docxtpl.DocxTemplate):  # type: ignore[name-defined, misc]
        def render_xml_part(self, src_xml: str, *rest: Any) -> Any:
            nonlocal part
            part = src_xml
            return super().render_xml_part(src_xml, *rest)

    try:
        document = Template(io.BytesIO(Path(template).read_bytes()))
        document.init_docx()
    except OSError as error:
        raise SourceError("unreadable", name, detail=system_words(error)) from None
    except (KeyError, ValueError, SyntaxError, BadZipFile):
        raise SourceError("template-not-word", name) from None
    try:
        used = document.get_undeclared_template_variables() if needed else set()
        document.render(values, SandboxedEnvironment(undefined=StrictUndefined), autoescape=True)
        _divide(document.docx, shares)
        document.save(buffer)
    except (TemplateError, TypeError, ValueError, LookupError, SyntaxError, AttributeError, ArithmeticError) as error:
        words = _paragraph(part, error)
        key = "template-refused-at" if words else "template-refused"
        raise SourceError(key, name, words=words, detail=f"{type(error).__name__}: {error}") from None
    if lacking := [field for field in needed if field not in used]:
        raise SourceError("template-lacks", name, words=lacking[0])
    return _without_clock(buffer.getvalue())


def _paragraph(part: str, error: Exception) -> str:
    """Return the words of the paragraph of a template in which something is wrong; empty where it cannot be told.

    docxtpl begins a line with each paragraph, and Jinja compiles templates so that frames carry their lines.
    """
    line, trace = getattr(error, "lineno", None), error.__traceback__
    lines = _PARAGRAPH.sub(r"\n\g<0>", part).split("\n")
    if "end of template" in str(error):  # what is not closed is to blame, not where that is noticed
        return _unclosed(lines)
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return clip(unescape(_TAG.sub("", lines[line - 1])).strip()) if line and line <= len(lines) else ""


def _unclosed(lines: Sequence[str]) -> str:
    """Return the innermost block that is opened and never closed."""
    open_: list[str] = []
    for block in _BLOCK.finditer("\n".join(lines)):
        if not block["end"]:
            open_.append(unescape(_TAG.sub("", block[0])))
        elif open_:
            open_.pop()
    return clip(open_[-1]) if open_ else ""


_PARAGRAPH, _TAG = re.compile(r"<w:p[ >]"), re.compile(r"<[^>]*>")
_BLOCK = re.compile(r"\{%[-+]?\s*(?P<end>end)?(?:for|if|macro|call|filter|with|block|autoescape)\b.*?%\}", re.DOTALL)


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

"""Results as offline HTML pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cakg.errors import SourceError
from cakg.messages import say
from cakg.model.duty import Duties
from cakg.rendering.annex import annex_rows
from cakg.rendering.remarks import remarks
from cakg.rendering.tables import in_words, table_remarks
from cakg.rendering.templates import page_template
from cakg.rendering.words import empty_words, marks_of, result_title, scope_words
from cakg.text import visible

_LIST = "list.html.j2"
_ANNEX = (
    "col-code", "col-task", "col-lead", "col-cooperate", "col-implement", "col-others", "col-result", "col-due", "col-status",
)  # fmt: skip


def to_page(value: Any, lang: str, template: str | Path | None = None) -> str:
    """Return a result as one page that needs no network: no script but our own, every value escaped.

    `template` is a template of the user's own or a folder of such. Raises SourceError for one that cannot be used.
    """
    from jinja2 import TemplateError

    name = type(value).__name__
    try:
        if name == "Grid":
            from cakg.rendering.matrix.parts import refuse_one_page
            from cakg.rendering.page import to_html

            refuse_one_page(value)
            return to_html(value, lang, own=template)
        if name == "Report":
            from cakg.rendering.findings import report_page

            return report_page(value, lang, template)
        return _duties_page(value, lang, template) if isinstance(value, Duties) else _table_page(value, lang, template)
    except (TemplateError, TypeError, ValueError, LookupError, AttributeError, ArithmeticError) as error:
        if template is None:  # ours is not to blame on the user
            raise
        raise SourceError("template-refused", Path(template).name, detail=f"{type(error).__name__}: {error}") from None


def _duties_page(value: Duties, lang: str, template: str | Path | None) -> str:
    rows = annex_rows(value, lang)
    return visible(
        page_template(_LIST, template).render(
            lang=lang,
            title=say("title-duties", lang),
            day=scope_words(value, lang),
            marks=marks_of(value, lang),
            remarks=list(remarks(value, lang)),
            empty="" if rows else empty_words(value, lang),
            columns=[say(key, lang) for key in _ANNEX],
            shares=(),
            wide=False,
            annex=rows,
            rows=(),
        )
    )


def _table_page(value: Any, lang: str, template: str | Path | None) -> str:
    worded = in_words(value, lang)
    return visible(
        page_template(_LIST, template).render(
            lang=lang,
            title=result_title(value, lang),
            day="",
            marks=marks_of(value, lang),
            remarks=table_remarks(worded, lang),
            empty="" if worded.rows else say("no-rows", lang),
            columns=worded.columns,
            shares=worded.shares,
            wide=worded.is_wide,
            annex=(),
            rows=worded.rows,
        )
    )

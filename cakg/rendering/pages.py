"""Results as offline HTML pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cakg.messages import say
from cakg.model.duty import Duties
from cakg.rendering.annex import annex_rows
from cakg.rendering.remarks import remarks
from cakg.rendering.result import function_for
from cakg.rendering.tables import in_words, table_remarks
from cakg.rendering.templates import page_template
from cakg.rendering.words import marks_of, nothing_words, result_title, scope_words
from cakg.text import visible

_LIST = "list.html.j2"
_ANNEX = (
    "col-code", "col-task", "col-lead", "col-cooperate", "col-implement", "col-others", "col-result", "col-due", "col-status",
)  # fmt: skip


def duties_page(value: Duties, lang: str, template: str | Path | None) -> str:
    """Return a list of duties as a page in the form of the annex."""
    rows = annex_rows(value, lang)
    return visible(
        page_template(_LIST, template).render(
            lang=lang,
            title=say("title-duties", lang),
            day=scope_words(value, lang),
            marks=marks_of(value, lang),
            remarks=list(remarks(value, lang)),
            empty=nothing_words(value, lang),
            columns=[say(key, lang) for key in _ANNEX],
            shares=(),
            wide=False,
            annex=rows,
            rows=(),
        )
    )


def table_page(value: Any, lang: str, template: str | Path | None) -> str:
    """Return any flat result as a page."""
    worded = in_words(value, lang)
    return visible(
        page_template(_LIST, template).render(
            lang=lang,
            title=result_title(value, lang),
            day="",
            marks=marks_of(value, lang),
            remarks=table_remarks(worded, lang),
            empty=nothing_words(value, lang),
            columns=worded.columns,
            shares=worded.shares,
            wide=worded.is_wide,
            annex=(),
            rows=worded.rows,
        )
    )


def reminders_page(value: Any, _: str, template: str | Path | None) -> str:
    """Return reminder letters as a page, one letter to a sheet, always in Vietnamese."""
    from cakg.rendering.notices import reminder_values

    return visible(page_template("reminder.html.j2", template).render(reminder_values(value)))


def questions_page(value: Any, _: str, template: str | Path | None) -> str:
    """Return letters with questions as a page, one letter to a sheet, always in Vietnamese."""
    from cakg.rendering.enquiries import question_values

    return visible(page_template("questions.html.j2", template).render(question_values(value)))


def text_page(value: Any, lang: str, template: str | Path | None) -> str:
    """Return a result that is told in lines (a proof, a card, a deadline as read) as a page."""
    lines = visible(function_for("text", value)(value, lang)).splitlines()
    marks = marks_of(value, lang) if hasattr(value, "example_data") else ()
    lines = lines[len(marks) :]
    return visible(
        page_template("text.html.j2", template).render(
            lang=lang, title=lines[0], marks=marks, text="\n".join(lines[1:]).strip()
        )
    )

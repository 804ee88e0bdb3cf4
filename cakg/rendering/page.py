"""The matrix as one offline HTML page."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cakg.exporters.islands import data_island, inside_script
from cakg.messages import say
from cakg.model.grid import Grid
from cakg.rendering.matrix.days import page_turns
from cakg.rendering.matrix.drawing import page_drawing
from cakg.rendering.matrix.proofs import page_proofs
from cakg.rendering.matrix.sheet import Sheet, carried_words, page_data
from cakg.rendering.templates import page_template
from cakg.rendering.words import authority_words, deadline_words, shown_basis, status_words, task_words
from cakg.text import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from cakg.model.grid import Row

STYLES = ("page.css", "matrix.css", "page-views.css")
SCRIPTS = (
    "page-tools.js",
    "page-data.js",
    "page-state.js",
    "page-controls.js",
    "page-grid.js",
    "page-keys.js",
    "page-views.js",
    "page-drawing.js",
    "page-proof.js",
    "page-paper.js",
    "page-start.js",
)
"""What the page runs, in this order."""
_PLAIN = 1000
"""Rows beyond which the table for browsers without scripts is left out."""


def to_html(grid: Grid, lang: str, *, index: str = "", part: str = "", own: str | Path | None = None) -> str:
    """Return the matrix as a page that needs no network and may call none: styles, script and data inside.

    Of a page that is one of several, `index` is the address of their index, which carries the RDF, and `part` its own name.
    `own` is a template of the user's own, or a folder that may have one.
    """
    from markupsafe import Markup

    sheet = Sheet(grid, lang)
    data = page_data(sheet) | page_turns(sheet) | {"drawing": page_drawing(sheet), "part": part}
    carried = None if index else carried_words(sheet)
    data["carries"] = sheet.texts.add(*carried) if carried else None
    proofs = page_proofs(sheet)
    data["texts"] = sheet.texts.listed
    style, script = joined(STYLES), page_script(SCRIPTS)
    few = len(grid.rows) <= _PLAIN
    return page_template("matrix.html.j2", own).render(
        lang=lang,
        day=visible(_own(sheet, data["day"])),
        example=grid.example_data,
        carries=carried[0] if carried else "",
        index=index,
        part=part,
        data=page_json(data),
        proofs=page_json(proofs),
        island=island_of(grid) if not index else "",
        style=Markup(style),  # noqa: S704
        script=Markup(script),  # noqa: S704
        style_hash=content_hash(style),
        script_hash=content_hash(script),
        plain_words=say("ui-no-script" if few else "ui-no-script-many", lang, **({} if few else {"count": len(grid.rows)})),
        plain_heads=[say(key, lang) for key in ("col-code", "col-duty", "col-deadline", "ui-unit", "col-status")],
        plain_rows=[list(_plain(row, sheet)) for row in grid.rows] if few else [],
        say=lambda key, **values: say(key, lang, **values),
    )


def grid_page(grid: Grid, lang: str, own: str | Path | None) -> str:
    """Return the matrix as one page with its data. Raises ValueRefusedError for one that takes several."""
    from cakg.rendering.matrix.parts import refuse_one_page

    refuse_one_page(grid)
    return to_html(grid, lang, own=own)


def island_of(grid: Grid) -> Markup:
    """Return the RDF of a matrix as markup, for who loads the page back; nothing where it was not made from a graph."""
    from markupsafe import Markup

    return Markup(data_island(grid.origin) if grid.origin is not None else "")  # noqa: S704 - made to stand in a page


def page_json(value: Any) -> Markup:
    """Return JSON that may stand inside a script element, as markup."""
    import json

    from markupsafe import Markup

    text = inside_script(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    return Markup(text)  # noqa: S704 - every sign that HTML reads is escaped


def _own(sheet: Sheet, place: int) -> str:
    found = sheet.texts.listed[place]
    return found if isinstance(found, str) else found[0]


def _plain(row: Row, sheet: Sheet) -> Iterator[str]:
    """Yield the cells of one row for a browser without scripts."""
    duty, lang, words = row.duty, sheet.lang, sheet.words[0]
    yield duty.code
    yield visible(f"{task_words(duty, lang)} ({authority_words(duty, lang)})")
    rule = sheet.rules[0](duty)
    yield visible(" ".join(filter(None, (*deadline_words(duty.deadline, lang), rule and f"({rule})"))))
    yield visible("; ".join(f"{mark.letters} {sheet.mark_words(mark, 0)}" for marks in row.marks for mark in marks))
    yield visible(
        "; ".join(
            f"{status_words(status, duty, words, lang)}: {shown_basis(status, basis, duty, lang)}"
            for status, basis, _ in row.statuses
        )
    )


def joined(names: tuple[str, ...]) -> str:
    """Return the files of the page one after the other, as they are: no template may write into a script."""
    from importlib.resources import files

    folder = files("cakg") / "templates"
    return "".join(folder.joinpath(name).read_text(encoding="utf-8").replace("\r\n", "\n") for name in names)


def page_script(names: tuple[str, ...]) -> str:
    """Return scripts as one function, so that nothing of them is global."""
    return f'"use strict";(() => {{\n{joined(names)}}})();\n'


def content_hash(text: str) -> str:
    """Return the hash by which the policy of the page lets its own style or script pass."""
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"

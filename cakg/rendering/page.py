"""The matrix as one offline HTML page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cakg.calendars import show_date
from cakg.messages import say
from cakg.model.grid import Grid, Mark
from cakg.rendering.times import derivation, rule_lines
from cakg.rendering.words import authority_words, deadline_words, task_words

if TYPE_CHECKING:
    from jinja2 import Environment


def to_html(grid: Grid, lang: str) -> str:
    """Return the matrix as a page that needs no network: styles inside, no script, every value escaped."""
    template = _environment().get_template("matrix.html.j2")
    words = grid.words
    legend = {
        mark.letters: words[f"role/{mark.role}"] for row in grid.rows for marks in row.marks for mark in marks if mark.role
    }

    targets = sum(row.duty.kind == "Target" for row in grid.rows)
    nobody = sum(row.duty.bearer is None for row in grid.rows)
    counts = {"duties": len(grid.rows) - targets, "targets": targets, "nobody": nobody}

    def title(mark: Mark) -> str:
        parts = [mark.bearer or say("nobody", lang), words[f"role/{mark.role}"] if mark.role else ""]
        parts.append(words[f"bearer-basis/{mark.basis}"])
        parts.append(say("ended", lang) if mark.bearer and mark.certainty == "unresolved" else "")
        return " · ".join(filter(None, parts))

    return template.render(
        grid=grid,
        words=words,
        counts=counts,
        lang=lang,
        legend=sorted(legend.items()),
        title=title,
        day=show_date,
        say=lambda key, **values: say(key, lang, **values),
        deadline=lambda value: deadline_words(value, lang),
        bounds=lambda value: deadline_words(value, lang, both=True),
        derivation=lambda value: list(derivation(value, lang)),
        rules=lambda value: list(rule_lines(value, lang)),
        authority=lambda duty: authority_words(duty, lang),
        task=lambda duty: task_words(duty, lang),
    )


def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("cakg", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

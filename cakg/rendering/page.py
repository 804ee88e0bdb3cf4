"""The matrix as one offline HTML page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cakg.calendars import show_date
from cakg.exporters.islands import data_island
from cakg.messages import say
from cakg.model.grid import Grid, Mark
from cakg.rendering.times import derivation, rule_lines
from cakg.rendering.words import (
    authority_words,
    cause_words,
    changes_title,
    concept_words,
    day_words,
    deadline_words,
    empty_words,
    record_words,
    task_words,
    value_words,
)

if TYPE_CHECKING:
    from jinja2 import Environment


def to_html(grid: Grid, lang: str) -> str:
    """Return the matrix as a page that needs no network: styles and data inside, no script that runs, every value escaped."""
    from markupsafe import Markup

    template = environment().get_template("matrix.html.j2")
    words = grid.words
    legend = {
        mark.letters: concept_words(words, "role", mark.role, lang)
        for row in grid.rows
        for marks in row.marks
        for mark in marks
        if mark.role
    }

    targets = sum(row.duty.kind == "Target" for row in grid.rows)
    nobody = sum(row.duty.bearer is None for row in grid.rows)
    counts = {"duties": len(grid.rows) - targets, "targets": targets, "nobody": nobody}

    def title(mark: Mark) -> str:
        parts = [mark.bearer or say("nobody", lang)]
        if mark.role or mark.bearer:
            parts.append(concept_words(words, "role", mark.role, lang))
        parts.append(concept_words(words, "bearer-basis", mark.basis, lang))
        parts.append(_passed_words(mark, lang))
        return " · ".join(filter(None, parts))

    return template.render(
        grid=grid,
        words=words,
        empty=lambda: empty_words(grid, lang),
        counts=counts,
        lang=lang,
        legend=sorted(legend.items()),
        title=title,
        say=lambda key, **values: say(key, lang, **values),
        deadline=lambda value: deadline_words(value, lang),
        bounds=lambda value: deadline_words(value, lang, both=True),
        derivation=lambda value: list(derivation(value, lang)),
        rules=lambda value: list(rule_lines(value, lang)),
        authority=lambda duty: authority_words(duty, lang),
        task=lambda duty: task_words(duty, lang),
        day=show_date,
        days=lambda value: day_words(value.as_of, value.known_at, lang),
        status_record=lambda record: record_words(record, lang),
        changes_title=lambda changes: changes_title(changes, lang),
        cause=lambda change: cause_words(change, lang),
        value=lambda word: value_words(word, words),
        island=Markup(data_island(grid.origin)) if grid.origin is not None else "",  # noqa: S704 - made to stand in a page
    )


def _passed_words(mark: Mark, lang: str) -> str:
    """Return to whom a duty passed, or that it cannot be told."""
    if not mark.holder:
        return ""
    if mark.certainty == "unresolved":
        return say("holder-open", lang, name=mark.holder)
    sure = f" ({say('by-default', lang)})" if mark.certainty == "byDefaultRule" else ""
    return f"→ {mark.holder}{sure}"


def environment() -> Environment:
    """Return what makes pages: our templates, every value escaped, a missing one an error."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("cakg", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

"""Duties and tables as text."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cakg.messages import say
from cakg.model.duty import Duties
from cakg.rendering.annex import rule_teller
from cakg.rendering.layout import grid, headed
from cakg.rendering.words import (
    authority_words,
    cause_words,
    changes_title,
    day_words,
    deadline_words,
    holder_words,
    kind_words,
    label_words,
    marks_of,
    nothing_words,
    shown_basis,
    status_words,
    task_words,
    value_words,
)
from cakg.table import Table

if TYPE_CHECKING:
    from cakg.model.change import Changes


def show_duties(value: Duties, lang: str) -> str:
    """Return duties as a table for reading."""
    rows = []
    told = rule_teller(value, lang)
    candidates = {(item.norm, item.holder): item.candidates for item in value.unresolved}
    idle: Counter[str] = Counter()
    for duty in value:
        idle.update([duty.no_task] if duty.no_task else [])
        day, stated = deadline_words(duty.deadline, lang)
        who = say("nobody", lang)
        if duty.bearer:
            who = f"{duty.bearer.label} ({value.words[f'role/{duty.role}']})" if duty.role else duty.bearer.label
            open_ = candidates.get((duty.norm, duty.holder.iri), ()) if duty.holder else ()
            who += holder_words(duty, open_, lang, expanded=value.expanded)
            if any(step.step == "post" for step in duty.path):
                who += f" · {say('head', lang)}"
        action = f"{task_words(duty, lang)}\n— {authority_words(duty, lang)}"
        rows.append(
            (
                duty.code,
                action,
                who,
                "\n".join(filter(None, (day, stated, told(duty)))),
                f"{status_words(duty.status, duty, value.words, lang)}\n{shown_basis(duty.status, duty.statusBasis, duty, lang)}",
            )
        )
    head = tuple(say(key, lang) for key in ("col-code", "col-duty", "col-bearer", "col-deadline", "col-status"))
    title = f"{say('title-duties', lang)} · {day_words(value.as_of, value.known_at, lang)}"
    body = grid(head, rows, ratios=(0, 6, 3, 2, 3)) if rows else nothing_words(value, lang, options=True) + "\n"
    counted = [say("count-duties", lang, count=len(value) - idle.total())]
    counted += [say(f"count-{kind}", lang, count=count) for kind, count in sorted(idle.items(), reverse=True)]
    return headed(title, body, marks_of(value, lang)) + ", ".join(counted) + "\n"


def change_rows(value: Changes, lang: str) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the differences between two answers in words, under their heads."""
    rows = [
        (
            row.code,
            f"{kind_words(row, lang)}{label_words(row.labels, lang) or row.code}\n— {row.bearer or say('nobody', lang)}",
            say("change-" + row.kind, lang),
            *(value_words(word, value.words) for word in (row.before, row.after)),
            cause_words(row, lang),
        )
        for row in value
    ]
    head = tuple(say(key, lang) for key in ("col-code", "col-change-of", "col-change", "col-before", "col-after", "col-cause"))
    return head, rows


def show_changes(value: Changes, lang: str) -> str:
    """Return the differences between two answers as a table for reading."""
    head, rows = change_rows(value, lang)
    body = grid(head, rows, ratios=(0, 5, 2, 2, 2, 4)) if rows else say("no-changes", lang) + "\n"
    return headed(changes_title(value, lang), body, marks_of(value, lang))


def show_table(value: Table, lang: str) -> str:
    """Return any table as text."""
    from cakg.rendering.tables import in_words

    worded = in_words(value, lang)
    body = grid(worded.columns, worded.rows) if worded.rows else nothing_words(value, lang) + "\n"
    return "".join(f"{mark}\n" for mark in marks_of(value, lang)) + body

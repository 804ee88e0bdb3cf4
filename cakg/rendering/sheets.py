"""Results as sheets of a workbook: every field in words, days as days."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from cakg.calendars import show_date
from cakg.deadlines.records import KINDS
from cakg.exporters.workbook import Cell, Sheet, write_workbook
from cakg.messages import say
from cakg.model.duty import Duties, Duty
from cakg.model.grid import Grid, Mark
from cakg.numbers import read_number
from cakg.rendering.annex import annex_rows, duties_of, rule_teller
from cakg.rendering.remarks import remarks
from cakg.rendering.tables import in_cells
from cakg.rendering.times import derivation
from cakg.rendering.words import (
    action_words,
    certainty_key,
    concept_words,
    marks_of,
    nothing_words,
    passed_words,
    result_title,
    scope_words,
    shown_basis,
    status_words,
)
from cakg.terms import code

_ANNEX = (
    ("col-number", 6), ("col-code", 9), ("col-task", 46), ("col-lead", 24), ("col-cooperate", 24), ("col-implement", 28),
    ("col-others", 24), ("col-result", 22), ("col-start", 12), ("col-due", 12), ("col-stated", 18), ("col-rule", 24), ("col-status", 18), ("col-authority", 34),
)  # fmt: skip
_DUTY = (
    ("col-code", 10), ("col-task", 52), ("col-target-level", 20), ("col-result", 26), ("col-role", 14), ("col-stated-bearer", 30),
    ("col-basis", 14), ("col-member", 26), ("col-holder", 30), ("col-certainty", 16), ("col-stated", 22), ("col-start", 12),
    ("col-earliest", 12), ("col-due", 12), ("col-rule", 30), ("col-derivation", 36), ("col-turn", 12), ("col-time-kind", 18),
    ("col-status", 20), ("col-why", 36), ("col-done", 9), ("col-done-of", 9), ("col-records", 36), ("col-modality", 14),
    ("col-verb", 12), ("col-force", 20), ("col-instrument", 24), ("col-title", 40), ("col-stated-on", 12), ("col-speaker", 28),
    ("col-behalf", 22), ("col-occasion", 30), ("col-secrecy", 12), ("col-norm-kind", 14), ("col-evidence", 36), ("col-iri", 40),
    ("col-step-iri", 40), ("col-responsibility-iri", 40),
)  # fmt: skip
_MOST_READ, _MOST_KEPT = 34, 50
"""Letters of the widest column of a sheet that is read and printed, and of one that keeps every field."""
_LETTERS, _WITH_HOLDER = 6, 18
"""Width of a column of letters, and of one that also says to whom a duty passed."""
_KIND_CLASSES = {kind: code(class_) for class_, kind in KINDS.items()}


def workbook(value: Any, lang: str) -> bytes:
    """Return a list of duties, a matrix, targets, or any flat table as a workbook."""
    if isinstance(value, Duties):
        return write_workbook((*_duty_sheets(value, lang), _about(value, lang)))
    if isinstance(value, Grid):
        changed = () if value.changes is None else (_read_sheet(say("title-changes", lang), value.changes, lang),)
        return write_workbook((_matrix_sheet(value, lang), *_duty_sheets(value, lang), *changed, _about(value, lang)))
    return write_workbook(
        (
            _read_sheet(say("sheet-answer", lang), value, lang),
            _plain_sheet(say("sheet-fields", lang), value, *_fields_of(value, lang), lang, most=_MOST_KEPT),
        )
    )


def _titles(columns: Sequence[tuple[str, int]], lang: str) -> tuple[tuple[str, int], ...]:
    return tuple((say(key, lang), width) for key, width in columns)


def _duty_sheets(value: Duties | Grid, lang: str) -> Iterable[Sheet]:
    """Yield the annex, one row for each norm and time, then every field of every duty, one row for each bearer."""
    title = f"{say('title-duties', lang)} · {scope_words(value, lang)}"
    marks = marks_of(value, lang)
    rows: list[tuple[Cell, ...]] = [
        (
            row.number, row.code, row.task, "\n".join(row.lead), "\n".join(row.cooperate), "\n".join(row.implement),
            "\n".join(row.others), row.result, row.begins, row.due or row.when, row.stated, row.rule, row.status, row.authority,
        )
        for row in annex_rows(value, lang)
    ]  # fmt: skip
    yield Sheet(say("sheet-annex", lang), title, marks, _titles(_ANNEX, lang), rows, 2, nothing_words(value, lang))
    _, fields = duty_cells(value, lang)
    yield Sheet(say("sheet-duties", lang), title, marks, _titles(_DUTY, lang), list(fields), 1, nothing_words(value, lang))


def duty_cells(value: Duties | Grid, lang: str) -> tuple[tuple[str, ...], Iterator[tuple[Cell, ...]]]:
    """Return every field of every duty in words, one row for each bearer, under their heads; rows are made one by one."""
    told = rule_teller(value, lang)
    return tuple(head for head, _ in _titles(_DUTY, lang)), (_fields(duty, value, told, lang) for duty in duties_of(value))


def _fields(duty: Duty, value: Duties | Grid, told: Callable[[Duty], str], lang: str) -> tuple[Cell, ...]:
    words, deadline, share = value.words, duty.deadline, duty.share
    instrument, utterance = duty.instrument, duty.utterance

    def word(scheme: str, name: str | None) -> str | None:
        return concept_words(words, scheme, name, lang) if name else None

    return (
        duty.code,
        action_words(duty, lang),
        duty.level,
        duty.deliverable,
        word("role", duty.role),
        duty.bearer.label if duty.bearer else say("nobody", lang),
        word("bearer-basis", duty.bearer.basis) if duty.bearer else None,
        duty.member.label if duty.member else None,
        duty.holder.label if duty.holder else None,
        say(certainty_key(duty.holder), lang) if duty.holder else None,
        deadline.stated,
        deadline.start,
        deadline.earliest,
        deadline.due,
        told(duty),
        "\n".join(derivation(deadline, lang)),
        duty.occurrence.due if duty.occurrence else None,
        word("class", _KIND_CLASSES.get(deadline.kind or "")),
        status_words(duty.status, duty, words, lang),
        shown_basis(duty.status, duty.statusBasis, duty, lang),
        _number(share.done) if share else None,
        _number(share.of) if share else None,
        "\n".join(f"{record.label}, {show_date(record.on)}" for record in duty.statusEvidence),
        word("modality", duty.modality),
        duty.modalVerb,
        word("binding-force", duty.force),
        instrument.number if instrument else None,
        instrument.title if instrument else None,
        instrument.issuedOn if instrument else utterance.date if utterance else None,
        utterance.speakerPost if utterance else None,
        utterance.onBehalfOf if utterance else None,
        utterance.occasion if utterance else None,
        word("secrecy", duty.secrecy),
        word("class", duty.kind),
        "\n".join(
            f"{item.source}[{item.start}:{item.end}] ({say('supports-' + item.supports, lang)})" for item in duty.evidence
        ),
        duty.norm,
        duty.step,
        duty.responsibility,
    )


def _number(text: str | None) -> Cell:
    """Return a figure as the number it is, else as it is written."""
    number = read_number(text)
    return text if number is None else float(number)


def matrix_cells(grid: Grid, lang: str) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
    """Return the matrix: duties down, bearers across, letters where they meet and to whom it passed since, under their heads."""
    heads = (
        *(say(key, lang) for key in ("col-code", "col-task", "col-start", "col-due", "col-stated", "col-rule")),
        *(
            (column.label or say("nobody", lang)) + (f" ({say('ended', lang)})" if column.ended else "")
            for column in grid.columns
        ),
        say("col-status", lang),
    )
    rows: list[tuple[Cell, ...]] = []
    for row, annexed in zip(grid.rows, annex_rows(grid, lang), strict=True):
        letters = (_letters(marks, lang) for marks in row.marks)
        when = (annexed.begins, annexed.due or annexed.when, annexed.stated, annexed.rule)
        task = "\n".join(filter(None, (annexed.task, "; ".join(annexed.apart))))  # their letters stand in rows of their own
        rows.append((annexed.code, task, *when, *letters, annexed.status))
    return heads, rows


def _letters(marks: tuple[Mark, ...], lang: str) -> str:
    """Return the letters of one cell, and after those that passed on together to whom."""
    passed: dict[str, list[str]] = {}
    for mark in marks:
        passed.setdefault(passed_words(mark.certainty, mark.holder, lang), []).append(mark.letters + "*" * mark.head)
    return "; ".join(f"{'; '.join(letters)} {to}".rstrip() for to, letters in passed.items())


def _matrix_sheet(grid: Grid, lang: str) -> Sheet:
    heads, rows = matrix_cells(grid, lang)
    passed = {place for row in grid.rows for place, marks in enumerate(row.marks) if any(mark.holder for mark in marks)}
    letters = (_WITH_HOLDER if place in passed else _LETTERS for place in range(len(grid.columns)))
    columns = tuple(zip(heads, (10, 46, 12, 12, 18, 24, *letters, 18), strict=True))
    title = f"{say('title-matrix', lang)} · {scope_words(grid, lang)} · {_legend(grid, lang)}"
    return Sheet(say("sheet-matrix", lang), title, marks_of(grid, lang), columns, rows, 2, nothing_words(grid, lang))


def _legend(grid: Grid, lang: str) -> str:
    marks = {mark.letters: mark.role for row in grid.rows for cell in row.marks for mark in cell if mark.role}
    legend = [f"{letters}: {concept_words(grid.words, 'role', role, lang)}" for letters, role in sorted(marks.items())]
    return "; ".join((*legend, f"*: {say('head', lang)}"))


def _about(value: Duties | Grid, lang: str) -> Sheet:
    """Return the sheet that says what the rows hold for, what they come from and what they leave out."""
    rows: list[tuple[Cell, ...]] = [
        (say("fact-as-of", lang), value.as_of),
        *([(say("fact-known-at", lang), value.known_at)] if value.known_at else []),
        (say("fact-rows", lang), len(duties_of(value))),
        *((say("fact-remark", lang), line) for line in remarks(value, lang)),
    ]
    rows += [(say("fact-source", lang), f"{source.name}, sha256 {source.sha256}") for source in value.sources]
    title = say("sheet-about", lang)
    return Sheet(title, title, marks_of(value, lang), _titles((("col-fact", 30), ("col-content", 110)), lang), rows)


def _fields_of(value: Any, lang: str) -> tuple[tuple[str, ...], Sequence[tuple[Cell, ...]]]:
    """Return the columns and the rows of a flat result, days as days and figures as numbers."""
    table = value.as_table(lang).typed()
    return table.columns, table.rows


def _read_sheet(name: str, value: Any, lang: str) -> Sheet:
    """Return the rows of a flat result as people read them."""
    read = in_cells(value, lang)
    return _plain_sheet(name, value, read.columns, read.rows, lang, most=_MOST_READ)


def _plain_sheet(
    name: str, value: Any, columns: Sequence[str], rows: Sequence[tuple[Cell, ...]], lang: str, *, most: int
) -> Sheet:
    """Return the rows of a flat result as a sheet; columns are as wide as their words ask for."""
    widths = (
        max(8, min(most, max([len(head), *(_width(row[place]) for row in rows[:200])]) + 2))
        for place, head in enumerate(columns)
    )
    titles = tuple(zip(columns, widths, strict=True))
    return Sheet(name, result_title(value, lang), marks_of(value, lang), titles, rows, empty=nothing_words(value, lang))


def _width(cell: Cell) -> int:
    return max(map(len, str("" if cell is None else cell).split("\n")))

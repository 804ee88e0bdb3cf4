"""Results as text for a terminal or a file without markup."""

from __future__ import annotations

import re
import shutil
import textwrap
from collections.abc import Iterator, Sequence
from functools import singledispatch
from typing import Any

from cakg.calendars import read_date, show_date
from cakg.messages import say
from cakg.model.duty import Duties, Labels
from cakg.model.finding import SEVERITIES, Report
from cakg.model.proof import Card, Link, Proof, Quotation, Related
from cakg.namespaces import CAKG
from cakg.rendering.words import authority_words, deadline_words, label_words, task_words
from cakg.table import Table
from cakg.terms import code, shorten

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
WIDTH = 120
"""Columns of a table when nothing says how wide the terminal is."""


@singledispatch
def to_text(value: Any, lang: str) -> str:  # noqa: ARG001
    """Return a result as plain text in `lang`. Raises TypeError for values that are no result."""
    raise TypeError(type(value).__name__)


@to_text.register
def _(value: Duties, lang: str) -> str:
    rows = []
    for duty in value:
        day, stated = deadline_words(duty.deadline, lang)
        who = say("nobody", lang)
        if duty.bearer:
            who = f"{duty.bearer.label} ({value.words[f'role/{duty.role}']})" if duty.role else duty.bearer.label
            if duty.holder and duty.holder.certainty == "unresolved":
                who += f" · {say('ended', lang)}"
            if any(step.step == "post" for step in duty.path):
                who += f" · {say('head', lang)}"
        action = f"{task_words(duty, lang)}\n— {authority_words(duty, lang)}"
        rows.append(
            (
                duty.code,
                action,
                who,
                "\n".join(filter(None, (day, stated))),
                f"{value.words[f'status/{duty.status}']}\n{duty.statusBasis}",
            )
        )
    head = tuple(say(key, lang) for key in ("col-code", "col-duty", "col-bearer", "col-deadline", "col-status"))
    title = f"{say('title-duties', lang)} · {say('as-of', lang, day=show_date(value.as_of))}"
    body = _grid(head, rows, ratios=(0, 6, 3, 2, 3)) if rows else say("no-duties", lang) + "\n"
    return _headed(title, body, lang, example=value.example_data) + say("count-duties", lang, count=len(value)) + "\n"


@to_text.register
def _(value: Table, lang: str) -> str:
    rows = [tuple(_shown(cell, lang) for cell in row) for row in value]
    body = _grid(value.columns, rows)
    return (say("example", lang) + "\n" if value.example_data else "") + body


@to_text.register
def _(value: Report, lang: str) -> str:
    lines = []
    for finding in value:
        place = finding.place
        where = f"{place.name}:{place.line}" if place.line else place.name or ""
        lines.append(
            f"{say('severity-' + finding.severity, lang)}  {finding.shape}  {finding.label} <{shorten(finding.focus)}>  {where}"
        )
        lines.append(f"    {label_words(finding.problem, lang)}")
        if finding.remedy:
            lines.append(f"    {say('remedy', lang)}: {label_words(finding.remedy, lang)}")
        if finding.question:
            lines.append(f"    {say('ask-drafter', lang)}: {label_words(finding.question, lang)}")
    counts = {name: value.count(name) for name in SEVERITIES}
    lines.append(say("validated", lang, records=value.records, shapes=value.shapes, **counts))
    return (say("example", lang) + "\n" if value.example_data else "") + "\n".join(lines) + "\n"


@to_text.register
def _(value: Proof, lang: str) -> str:
    return _headed(
        label_words(value.labels, lang), "\n".join(_proof_lines(value, lang)) + "\n", lang, example=value.example_data
    )


def _proof_lines(proof: Proof, lang: str) -> Iterator[str]:
    yield f"<{shorten(proof.iri)}>"
    words = proof.words
    yield from _section("proof-parties", lang)
    for duty in proof.duties:
        bearer = say("nobody", lang)
        if duty.bearer:
            role = words[f"role/{duty.role}"] if duty.role else "—"
            bearer = f"{duty.bearer.label} · {role} · {words[f'bearer-basis/{duty.bearer.basis}']}"
        yield f"  {duty.code}  {label_words(duty.labels, lang)}: {bearer}"
        day, stated = deadline_words(duty.deadline, lang)
        times = " · ".join(filter(None, (stated, day)))
        yield f"      {say('col-deadline', lang)}: {times}; {words[f'status/{duty.status}']} ({duty.statusBasis})"
        force = words[f"binding-force/{duty.force}"] if duty.force else "—"
        verb = f" (“{duty.modalVerb}”)" if duty.modalVerb else ""
        yield f"      {say('col-force', lang)}: {force}{verb}; {authority_words(duty, lang)}"
    if proof.rules:
        yield from _section("proof-rule", lang)
        for rule in proof.rules:
            yield f"  {rule.label} ({rule.code}): {rule.definition}"
    yield from _section("proof-chain", lang)
    for link in proof.chain:
        yield f"  {_link_words(link, words, lang)}"
    yield from _section("proof-spans", lang)
    for quotation in proof.quotations:
        yield f"  {_quotation_words(quotation, lang)}"
    if proof.doubts:
        yield from _section("proof-doubts", lang)
        for doubt in proof.doubts:
            confidence = "" if doubt.confidence is None else f" ({say('confidence', lang)} {doubt.confidence:g})"
            yield f"  {doubt.note}{confidence}"


def _link_words(link: Link, words: Labels, lang: str) -> str:
    sure = "" if link.certain else f" [{say('possible', lang)}]"
    return f"{link.lowerLabel} — {words[f'property/{link.relation}']} → {link.upperLabel}{sure}"


def _quotation_words(quotation: Quotation, lang: str) -> str:
    item = quotation.evidence
    place = f"{item.source}[{item.start}:{item.end}] {say('line', lang)} {item.line} sha256 {item.sha256[:12]}… ({say('supports-' + item.supports, lang)})"
    words = f"“{quotation.words}”" if quotation.words is not None else say(str(quotation.problem), lang)
    return f"{place}: {words}"


@to_text.register
def _(value: Card, lang: str) -> str:
    state = {None: "", True: "", False: f" · {say('ended', lang)}"}[value.existing]
    lines = [f"{value.kind} <{value.iri}>{state}"]
    if value.validFrom or value.validTo:
        days = " – ".join(show_date(read_date(day)) if day else "…" for day in (value.validFrom, value.validTo))
        lines.append(f"{say('exists', lang)}: {days}")
    for key, related in (("parents", value.parents), ("successors", value.successors), ("predecessors", value.predecessors)):
        if related:
            lines.append(f"{say(key, lang)}: {'; '.join(map(_related_words, related))}")
    for key, entries in (("facts", value.facts), ("pointers", value.pointers)):
        if entries:
            lines += _section(key, lang)
            lines += [
                f"  {_property_words(name, value.words)}: {'; '.join(map(_shown_day, values))}" for name, values in entries
            ]
    return _headed(value.label, "\n".join(lines) + "\n", lang, example=value.example_data)


def _property_words(iri: str, words: Labels) -> str:
    return words.get(f"property/{code(iri)}", shorten(iri)) if iri.startswith(CAKG.base) else shorten(iri)


def _shown_day(value: str) -> str:
    return show_date(read_date(value)) if _DAY.fullmatch(value) else value


def _related_words(related: Related) -> str:
    extra = ", ".join(filter(None, (related.from_ and show_date(read_date(related.from_)), related.function)))
    return f"{related.label} ({extra})" if extra else related.label


def _section(key: str, lang: str) -> list[str]:
    return ["", say(key, lang)]


def _headed(title: str, body: str, lang: str, *, example: bool) -> str:
    return (say("example", lang) + "\n" if example else "") + title + "\n\n" + body


def _shown(cell: Any, lang: str) -> str:
    if isinstance(cell, bool):
        return say("yes" if cell else "no", lang)
    return "" if cell is None else shorten(str(cell))


def _grid(columns: tuple[str, ...], rows: Sequence[tuple[str, ...]], ratios: tuple[int, ...] = ()) -> str:
    width = shutil.get_terminal_size((WIDTH, 24)).columns
    widths = _widths(columns, rows, ratios, width)
    rule = "  ".join("─" * width for width in widths)
    lines = [_line(columns, widths), rule, *(_line(row, widths) for row in rows)]
    return "\n".join(lines) + "\n"


def _widths(columns: tuple[str, ...], rows: Sequence[tuple[str, ...]], ratios: tuple[int, ...], width: int) -> list[int]:
    """Give each column the room its longest cell needs; columns with a ratio share what is left."""
    needed = [max(len(line) for row in (columns, *rows) for line in row[place].split("\n")) for place in range(len(columns))]
    free = width - 2 * (len(columns) - 1)
    if sum(needed) <= free:
        return needed
    shares = ratios or tuple(max(1, min(need, 60)) for need in needed)
    rest = free - sum(need for need, share in zip(needed, shares, strict=True) if not share)
    return [max(6, rest * share // sum(shares)) if share else need for need, share in zip(needed, shares, strict=True)]


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    cells = [
        [part for line in cell.split("\n") for part in _wrap(line, width)] for cell, width in zip(row, widths, strict=True)
    ]
    height = max(map(len, cells))
    padded = ([*cell, *[""] * (height - len(cell))] for cell in cells)
    lines = (
        "  ".join(part.ljust(width) for part, width in zip(parts, widths, strict=True)) for parts in zip(*padded, strict=True)
    )
    return "\n".join(line.rstrip() for line in lines)


def _wrap(line: str, width: int) -> list[str]:
    return [line] if len(line) <= width else textwrap.wrap(line, width)

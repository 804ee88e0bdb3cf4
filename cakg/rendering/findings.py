"""The report of a validation as text, as a page and as a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from cakg.calendars import read_date, show_date
from cakg.errors import ValueRefusedError
from cakg.exporters.rdf import jsonld_text
from cakg.messages import say
from cakg.model.finding import GAPS, SEVERITIES, Finding, Report
from cakg.namespaces import VOCAB
from cakg.rendering.words import label_words, marks_of
from cakg.terms import shorten
from cakg.text import clip


def show_report(value: Report, lang: str) -> str:
    """Return what was checked and the findings, worst first, each with place, problem, remedy and question."""
    lines = [*marks_of(value, lang), say_checked(value, lang)]
    for finding in value:
        known = _iri(finding)
        name = clip(finding.label) + (f" <{clip(known)}>" if known not in {"", finding.label} else "")
        lines.append(f"{say('severity-' + finding.severity, lang)}  {finding.shape}  {name}  {finding.place}")
        lines.append(f"    {label_words(finding.problem, lang)}{_value_words(finding, lang)}")
        if finding.remedy:
            lines.append(f"    {say('remedy', lang)}: {label_words(finding.remedy, lang)}")
        if finding.question:
            lines.append(f"    {_ask_words(finding, lang)}: {label_words(finding.question, lang)}")
    lines.append(say_counted(value, lang))
    return "\n".join(lines) + "\n"


def report_turtle(value: Report, lang: str) -> str:
    """Return the standard report; comments say what was checked, and what is wrong in the caller's shapes themselves."""
    lines = [*marks_of(value, lang), say_checked(value, lang)]
    for finding in value:
        if finding.is_about_shapes:
            severity = say("severity-" + finding.severity, lang)
            lines.append(
                f"{severity} {finding.shape} {finding.place}: {clip(finding.label)}: {label_words(finding.problem, lang)}"
            )
    return "".join(f"# {' '.join(line.split())}\n" for line in lines) + value.turtle


def report_jsonld(value: Report) -> str:
    """Return the standard report as JSON-LD."""
    import pyoxigraph as ox

    triples = ox.parse(value.turtle, format=ox.RdfFormat.TURTLE)
    return jsonld_text((quad.triple for quad in triples), example=value.example_data, grade=value.grade)


@dataclass(frozen=True)
class _Section:
    """Findings of one shape that say the same; on a page they say it once."""

    severity: str
    shape: str
    problem: str
    remedy: str
    ask: str
    question: str
    findings: list[Finding] = field(default_factory=list)


def report_page(value: Report, lang: str, template: str | Path | None = None) -> str:
    """Return the report as one page that needs no network: no script, every value escaped; one section for each problem."""
    from cakg.rendering.templates import page_template

    sections: dict[tuple[str, ...], _Section] = {}
    for finding in value:
        words = [label_words(labels, lang) for labels in (finding.problem, finding.remedy, finding.question)]
        key = (finding.severity, finding.shape, *words)
        if key not in sections:
            problem, remedy, question = words
            ask = _ask_words(finding, lang) if question else ""
            sections[key] = _Section(finding.severity, finding.shape, problem, remedy, ask, question)
        sections[key].findings.append(finding)
    return page_template("findings.html.j2", template).render(
        report=value,
        marks=marks_of(value, lang),
        lang=lang,
        sections=list(sections.values()),
        severities=[(name, value.count(name)) for name in SEVERITIES],
        checked=say_checked(value, lang),
        shown=_shown,
        clip=clip,
        shorten=shorten,
        iri=_iri,
        say=lambda key, **values: say(key, lang, **values),
    )


def finding_rows(value: Report, lang: str) -> tuple[tuple[str, ...], list[tuple[str, ...]], tuple[str, ...], tuple[str, ...]]:
    """Return one row of words for each finding, worst first, under their heads; no column left out; what was checked."""
    keys = ("col-severity", "col-record", "col-problem", "col-remedy", "col-question", "col-place")
    rows: list[tuple[str, ...]] = [
        (
            say("severity-" + finding.severity, lang),
            "\n".join(filter(None, (finding.label, _iri(finding)))),
            label_words(finding.problem, lang) + _value_words(finding, lang),
            label_words(finding.remedy, lang),
            label_words(finding.question, lang),
            str(finding.place),
        )
        for finding in value
    ]
    return tuple(say(key, lang) for key in keys), rows, (), (say_checked(value, lang), say_counted(value, lang))


def report_workbook(value: Report, lang: str) -> bytes:
    """Return the report as a workbook: the findings, and a sheet that says what was checked."""
    from cakg.exporters.workbook import Sheet, write_workbook

    heads, rows = finding_cells(value, lang)
    columns = tuple(zip(heads, (12, 44, 44, 44, 36, 18, 18, 30, 8, 26, 22, 40), strict=True))
    facts: list[tuple[str, int]] = [
        (say("fact-records", lang), value.records),
        (say("fact-shapes", lang), value.shapes),
        *((say("severity-" + name, lang), value.count(name)) for name in SEVERITIES),
    ]
    title = f"{say('title-findings', lang)} · {say_checked(value, lang)}"
    marks = marks_of(value, lang)
    counted = ((say("col-fact", lang), 40), (say("col-count", lang), 14))
    return write_workbook(
        (
            Sheet(say("sheet-findings", lang), title, marks, columns, list(rows)),
            Sheet(say("sheet-checked", lang), title, marks, counted, facts),
        )
    )


def finding_cells(value: Report, lang: str) -> tuple[tuple[str, ...], Iterator[tuple[str | int | date | None, ...]]]:
    """Return every field of each finding for a sheet, in words, days as days, under their heads."""
    keys = (
        "col-severity", "col-record", "col-problem", "col-remedy", "col-question", "col-gap", "col-value", "col-file",
        "col-line", "col-shape", "col-property", "col-iri",
    )  # fmt: skip
    return tuple(say(key, lang) for key in keys), (_row(finding, lang) for finding in value)


def _row(finding: Finding, lang: str) -> tuple[str | int | date | None, ...]:
    return (
        say("severity-" + finding.severity, lang),
        finding.label,
        label_words(finding.problem, lang),
        label_words(finding.remedy, lang),
        label_words(finding.question, lang),
        say("gap-" + finding.gap, lang) if finding.gap in GAPS else None,
        _day_or_words(finding.value),
        finding.place.name,
        finding.place.line,
        finding.shape,
        shorten(finding.path) if finding.path else None,
        finding.iri,
    )


def _day_or_words(value: str | None) -> str | date | None:
    """Return a value that reads as a day as the day it is."""
    try:
        return read_date(value) if value and len(value) == len("2024-01-01") else value
    except ValueRefusedError:
        return value


def say_checked(value: Report, lang: str) -> str:
    """Return what was checked, what the reference engine checked, and that something was not: nobody takes that for fine."""
    parts = [say("checked", lang, records=value.records, shapes=value.shapes)]
    if value.referred:
        names = ", ".join(map(shorten, value.referred))
        parts.append(say("referred", lang, count=len(value.referred), names=names))
    if value.faults:
        parts.append(say("at-fault", lang, count=value.faults))
    return "; ".join(parts)


def say_counted(value: Report, lang: str) -> str:
    """Return how many findings of each severity there are."""
    return say("validated", lang, **{name: value.count(name) for name in SEVERITIES})


def _ask_words(finding: Finding, lang: str) -> str:
    """Return that something is to be asked, and why it is not known where the shape says so."""
    why = f" ({say('gap-' + finding.gap, lang)})" if finding.gap in GAPS else ""
    return say("ask-drafter", lang) + why


def _iri(finding: Finding) -> str:
    """Return the short form of the IRI of a record, nothing for one without or for a value, which the label shows."""
    return shorten(finding.iri) if finding.iri and not finding.iri.startswith('"') else ""


def _value_words(finding: Finding, lang: str) -> str:
    return f" ({say('col-value', lang)}: {_shown(finding.value)})" if finding.value else ""


def _shown(value: str | None) -> str:
    """Return an offending value as people read it."""
    known = _day_or_words(value)
    return show_date(known) if isinstance(known, date) else clip(shorten((known or "").removeprefix(VOCAB.base)))

"""Targets and criteria sets as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from cakg.calendars import show_date
from cakg.messages import say
from cakg.model.criteria import CriteriaSet, Standing
from cakg.model.duty import Absent, Labels
from cakg.model.level import level_words
from cakg.model.target import Comparison, Denominator, Figure, Targets, TargetStep, Verdict
from cakg.numbers import show_number
from cakg.rendering.annex import rule_words
from cakg.rendering.layout import headed, section
from cakg.rendering.words import concept_words, deadline_words, first_of, label_words, marks_of, nothing_words, result_title
from cakg.terms import shorten


def show_targets(value: Targets, lang: str) -> str:
    """Return targets as text: each level with its denominators, figures, verdicts and what changes them."""
    lines: list[str] = []
    for row in value:
        lines += [*target_lines(row, value.words, lang), ""]
    if not value.rows:
        lines.append(nothing_words(value, lang))
    if value.comparisons:
        lines += [
            *section("targets-compared", lang)[1:],
            *(f"  {_comparison_words(item, lang)}" for item in value.comparisons),
            "",
        ]
    if value.figures:
        lines += section("targets-other-figures", lang)[1:]
        lines += [f"  {_figure_words(figure, value.words, lang)}" for figure in value.figures]
        lines.append("")
    for known in value.criteria:
        lines += [*_set_lines(known, value.words, lang), ""]
    return headed(result_title(value, lang), "\n".join(lines).rstrip() + "\n", marks_of(value, lang))


def target_rows(value: Targets, lang: str) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return one row of words for each level, under their heads: what is counted, by when, the figures and what they show."""
    heads, cells = target_cells(value, lang)
    rows = []
    for row, (code, label, level, _, stated, rule, *rest) in zip(value, cells, strict=True):
        time = "\n".join(filter(None, (deadline_words(row.deadline, lang)[0], stated, rule)))
        rows.append((code, label, level, time, *rest))
    return (*heads[:3], say("col-deadline", lang), *heads[6:]), rows


def target_cells(value: Targets, lang: str) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    """Return the same for a sheet: the day as a day (or why there is none), its words and how they were read in columns of their own."""
    rows: list[tuple[Any, ...]] = []
    for row in value:
        counted = row.population.iri if row.population else None
        day, stated = deadline_words(row.deadline, lang)
        counts = [_denominator_words(item, counted, value.words, lang) for item in row.denominators]
        figures = [_figure_words(figure, value.words, lang) for figure in row.figures] or [say("no-figure", lang)]
        verdicts = [_verdict_words(item, row, value.words, lang) for item in row.verdicts]
        rows.append(
            (
                row.code,
                label_words(row.labels, lang),
                _level_words(row, value.words, lang),
                row.deadline.due or day,
                stated,
                rule_words(row.deadline, value.words, lang),
                "\n".join(filter(None, (row.population.label if row.population else "", *counts))),
                "\n".join(figures),
                "\n".join(verdicts),
            )
        )
    keys = (
        "col-code", "col-target", "col-level", "col-due", "col-stated", "col-rule", "col-counted", "col-figure", "col-verdict",
    )  # fmt: skip
    return tuple(say(key, lang) for key in keys), rows


def target_lines(row: TargetStep, words: Labels, lang: str) -> Iterator[str]:
    """Yield what is known of one level: its words, what is counted, the figures, the verdicts and what changes them."""
    yield f"{row.code}  {label_words(row.labels, lang)}"
    day, stated = deadline_words(row.deadline, lang)
    yield f"    {say('col-level', lang)}: {_level_words(row, words, lang)} · {' '.join(filter(None, (stated, day)))}"
    if row.population:
        yield f"    {say('col-counted', lang)}: {row.population.label}"
    counted = row.population.iri if row.population else None
    yield from (f"      {_denominator_words(item, counted, words, lang)}" for item in row.denominators)
    yield from (f"    {say('col-figure', lang)}: {_figure_words(figure, words, lang)}" for figure in row.figures)
    if not row.figures:
        yield f"    {say('no-figure', lang)}"
    yield from (f"    {say('col-verdict', lang)}: {_verdict_words(item, row, words, lang)}" for item in row.verdicts)
    for flip in row.flips:
        options = "; ".join(
            f"{_option_words(flip.choice, option, words, lang)}: {say('outcome-' + outcome, lang)}"
            for option, outcome in flip.outcomes.items()
        )
        fixed = [
            _option_words(choice, option, words, lang)
            for choice, option in flip.given.items()
            if choice != "figure" and not option.startswith(("printed", "direct"))
        ]
        fixed += _register_words(row, (*flip.outcomes, *flip.given.values()), lang)
        yield f"    {say('flip-' + flip.choice, lang)} {options}" + (f" ({'; '.join(fixed)})" if fixed else "")


def _register_words(row: TargetStep, options: Iterable[str], lang: str) -> list[str]:
    """Say for which day the register stands, where any of the numbers in a choice was counted in it."""
    counted = {f"{each.policy} {each.headcount.count}": each.headcount.registerOn for each in row.denominators}
    days = sorted({day for option in options if (day := counted.get(option))})
    return [say("count-register-on", lang, day=show_date(day)) for day in days]


def _level_words(row: TargetStep, words: Labels, lang: str) -> str:
    def word(scheme: str, name: str | None) -> str | None:
        return concept_words(words, scheme, name, lang) if name else None

    told = level_words(
        (row.lower, row.upper),
        lang,
        comparator=word("comparator", row.comparator),
        unit=row.measureUnit,
        scope=word("scope", row.scope),
        reading=word("bound-reading", row.boundReading),
    )
    return told or say("no-level", lang)


def _denominator_words(item: Denominator, population: str | None, words: Labels, lang: str) -> str:
    head = item.headcount
    policy = concept_words(words, "membership-policy", item.policy, lang)
    asked = show_date(item.day) or say("date-unknown", lang)
    if head.count is None:
        why = f": {say('count-' + head.basis, lang)} {', '.join(map(shorten, head.missing))}" if head.missing else ""
        return f"{policy} ({asked}): {say('count-not-known', lang)}{why}"
    sign = concept_words(words, "comparator", head.comparator, lang) + " " if head.comparator else ""
    words_of_basis = _basis_words(head.basis, head.on, head.registerOn, lang)
    if head.ended:
        words_of_basis += f"; {_follower_words(head.ended, head.on, population, lang)}"
    if head.doubtful:
        words_of_basis += f"; {say('count-doubtful', lang, count=len(head.doubtful))}: {', '.join(map(shorten, head.doubtful))}"
    if head.missing:
        words_of_basis += (
            f"; {say('count-missing', lang, count=len(head.missing))}: {first_of(list(map(shorten, head.missing)), lang)}"
        )
    return f"{policy} ({asked}): {sign}{show_number(str(head.count), lang)}, {words_of_basis}"


def _follower_words(ended: Absent, on: date | None, population: str | None, lang: str) -> str:
    """Say who follows a class that has ended, or the unit with which it ended."""
    names = " | ".join(holder.label for holder in ended.followers)
    values = {"name": ended.label, "day": show_date(on), "names": names}
    return say(("count-" if ended.iri == population else "area-") + ended.reason, lang, **values)


def _basis_words(basis: str, on: date | None, register_on: date | None, lang: str) -> str:
    """Say where a number was counted and, of a register, for which day its tables stand."""
    said = say("count-" + basis, lang, day=show_date(on))
    return f"{said} ({say('count-register-on', lang, day=show_date(register_on))})" if register_on else said


def _figure_words(figure: Figure, words: Labels, lang: str) -> str:
    sign = concept_words(words, "comparator", figure.comparator, lang) + " " if figure.comparator not in (None, "equal") else ""
    total = f"/{show_number(figure.denominator, lang)}" if figure.denominator else ""
    day = show_date(figure.day) or say("date-unknown", lang)
    ended = f", {say('figure-unit-ended', lang, day=show_date(figure.aboutEnded))}" if figure.aboutEnded else ""
    number = f"{sign}{show_number(figure.value, lang)}{total} {figure.measureUnit}"
    return f"{figure.label}: {number} ({figure.aboutLabel}{ended}; {day}) <{shorten(figure.iri)}>"


def _verdict_words(item: Verdict, row: TargetStep, words: Labels, lang: str) -> str:
    said = {"reported": say("policy-reported", lang), "direct": ""}
    policy = said[item.policy] if item.policy in said else concept_words(words, "membership-policy", item.policy, lang)
    sign = concept_words(words, "comparator", item.comparator, lang) + " " if item.comparator not in (None, "equal") else ""
    number = sign + show_number(item.numerator or "", lang)
    if item.denominator is not None:
        number += f"/{show_number(item.denominator, lang)}"
    elif item.policy != "direct":
        number += "/?"
    if item.denominatorOn and policy:
        counted = say("count-of", lang, day=show_date(item.denominatorOn))
        if item.registerOn:
            counted = _basis_words(item.denominatorBasis or "counted", item.denominatorOn, item.registerOn, lang)
        policy = f"{policy}, {counted}"
    if item.measureUnit and item.measureUnit != row.measureUnit:
        number += f" {item.measureUnit}"
    required = f"{item.required} {row.measureUnit or ''}".strip()
    reading = say("reading-" + item.reading, lang, level=required)
    near = f", {say('approximate', lang)}" if item.approximate else ""
    part = "".join(f"{figure.aboutLabel}: " for figure in row.figures if item.part and figure.iri in item.figures)
    if item.together:
        number = say("parts-met", lang, count=number)
    about = f"{number}, {policy}" if policy else number
    reason = f", {say(item.reason, lang)}" if item.reason else ""
    return f"{part}{_outcome_words(item, row, lang)} ({about}; {reading}{near}{reason})"


def _outcome_words(item: Verdict, row: TargetStep, lang: str) -> str:
    """Say the outcome with the day it holds on and where that day stands to the due day."""
    outcome = say("outcome-" + item.outcome, lang)
    if item.on is None:
        return outcome
    when = say("outcome-" + item.timing, lang, due=show_date(row.deadline.due)) if item.timing else ""
    return (
        say("verdict-unknown-on" if item.outcome == "unknown" else "verdict-on", lang, outcome=outcome, day=show_date(item.on))
        + when
    )


def _option_words(choice: str, option: str, words: Labels, lang: str) -> str:
    """Return one option of a choice in words: a policy with its count, a reading with its level, or a figure."""
    name, _, value = option.partition(" ")
    if choice == "denominator":
        policy = words.get(f"membership-policy/{name}") or say("policy-reported", lang)
        return f"{policy} {show_number(value, lang)}"
    return say(f"reading-{name}", lang, level=value) if choice == "reading" else shorten(option)


def _comparison_words(item: Comparison, lang: str) -> str:
    names = (item.reading or "").split(" / ")
    reading = f" [{' / '.join(say('reading-name-' + name, lang) for name in names)}]" if item.reading else ""
    relation, reason = say("relation-" + item.relation, lang), say(item.reason, lang)
    return f"{item.localCode} {item.localLabel} — {item.higherCode}{reading}: {relation} ({reason})"


def _set_lines(known: CriteriaSet, words: Labels, lang: str) -> Iterator[str]:
    yield f"{say('criteria-set', lang)}: {known.label} <{shorten(known.iri)}>"
    count = say("count-not-known", lang) if known.count is None else str(known.count)
    rule = concept_words(words, "pass-rule", known.passRule, lang)
    needed = known.passCount or known.passScore
    yield (
        f"    {say('criteria-count', lang, count=count, listed=len(known.criteria))}; {say('criteria-rule', lang)}: {rule}"
        + (f" ({needed})" if needed else "")
    )
    if known.laidDownIn:
        yield f"    {say('criteria-home', lang)}: {known.laidDownIn}"
    yield from (f"    {_standing_words(item, lang)}" for item in known.standings)
    for item in known.recognitions:
        state = say({None: "set-unknown", True: "set-in-force", False: "set-not-in-force"}[item.inForce], lang)
        others = f" ({say('set-others', lang)}: {'; '.join(item.otherSetLabels)})" if item.otherSets else ""
        yield f"    {say('recognised', lang, name=item.label, day=show_date(item.on))}: {state}{others}"


def _standing_words(item: Standing, lang: str) -> str:
    opened = "?" if item.open is None else str(item.open)
    counts = say("criteria-standing", lang, met=len(item.satisfied), failed=len(item.failed), open=opened)
    score = f", {say('criteria-score', lang)} {show_number(item.score, lang)}" if item.score else ""
    key = "blocked-by" if len(item.blockedBy) == 1 else "blocked-by-any"
    blocked = f"; {say(key, lang)}: {'; '.join(item.blockedByLabels)}" if item.blockedBy else ""
    return f"{item.label}: {say('passing-' + item.outcome, lang)} ({counts}{score}){blocked}"

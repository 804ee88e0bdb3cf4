"""How a deadline was read, step by step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cakg.calendars import show_date
from cakg.deadlines.records import KINDS
from cakg.deadlines.rules import rule_of
from cakg.messages import say
from cakg.model.deadline import Deadline
from cakg.model.proof import Rule
from cakg.rendering.words import deadline_words
from cakg.terms import concept

_SIDES = {"before": "time-anchor-before", "after": "time-anchor-after", "at": "time-anchor-at"}


def show_deadline(value: Deadline, lang: str) -> str:
    """Return a deadline read from words: kind, days, rules, notes; the candidates where there are several."""
    from cakg.graph import load
    from cakg.resources import shipped

    kg = load(shipped("ontology") / "vocab" / "reading-rule.ttl")  # our ontology comes with every graph
    names = {name: kg.record(class_).label(lang) for class_, name in KINDS.items()}
    lines = []
    for deadline in (value, *value.candidates):
        kind = names.get(deadline.kind or "", say("kind-none", lang))
        precision = kg.record(concept("precision", deadline.precision)).label(lang) if deadline.precision else ""
        day, stated = deadline_words(deadline, lang, both=True)
        lines.append(" · ".join(filter(None, (stated, kind, precision, day if deadline.due else ""))))
        lines += [f"  {line}" for line in derivation(deadline, lang)]
        lines += [f"  {line}" for line in rule_lines([rule_of(kg, name, lang) for name in deadline.rules], lang)]
    return "\n".join(lines) + "\n"


def derivation(deadline: Deadline, lang: str) -> Iterator[str]:
    """Yield the steps from words to days besides the rules: anchor, recurrence, days off, extensions, notes."""
    if deadline.start and not deadline.due:
        yield say("time-from", lang, day=show_date(deadline.start))
    if deadline.offset:
        counted = say("time-working", lang) if deadline.workingDays else ""
        yield " ".join(filter(None, (say("time-offset", lang, offset=deadline.offset), counted)))
    if deadline.anchor or deadline.countedFrom:
        day = show_date(deadline.countedFrom) or say("date-unknown", lang)
        yield say(_SIDES.get(deadline.direction or "", "time-anchor"), lang, anchor=deadline.anchor or "", day=day)
    if deadline.recurrence:
        until = f" … {show_date(deadline.until)}" if deadline.until else ""
        yield say("time-recurrence", lang, rule=" | ".join(deadline.recurrence)) + until
    if deadline.daysOff:
        from cakg.calendars.working import day_off  # few deadlines pass over days off

        names = {item.date: item.name if lang == "vi" else day_off(item.date, lang) for item in deadline.daysOff}
        days = ", ".join(f"{show_date(day)} ({name})" for day, name in names.items())
        yield say("time-days-off", lang, days=days)
    for item in deadline.extensions:
        recorded = f"; {say('time-recorded', lang, day=show_date(item.recordedOn))}" if item.recordedOn else ""
        yield (
            say(
                "time-extended",
                lang,
                old=show_date(item.old) or "—",
                new=show_date(item.new),
                instrument=item.decidedBy or "—",
                day=show_date(item.decidedOn),
            )
            + recorded
        )
    for note in deadline.notes:
        yield say(f"note-{note}", lang)


def rule_lines(rules: Sequence[Rule], lang: str) -> Iterator[str]:
    """Yield each rule with its text, its legal basis and the rules that may stand for it."""
    for rule in rules:
        basis = f" [{rule.legalBasis}]" if rule.legalBasis else ""
        others = f" ({say('rule-others', lang, names=', '.join(rule.alternatives))})" if rule.alternatives else ""
        yield f"{rule.label} ({rule.code}): {rule.definition}{basis}{others}"

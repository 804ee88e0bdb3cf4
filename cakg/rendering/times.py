"""How a deadline was read, step by step."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cakg.calendars import show_date
from cakg.deadlines.records import KINDS
from cakg.deadlines.rules import rule_of
from cakg.messages import say
from cakg.model.deadline import FIXED_SEQUENCE, SINCE_LAST_DONE, Deadline, Move
from cakg.model.proof import Rule
from cakg.rendering.recurrences import recurrence_words
from cakg.rendering.words import deadline_words
from cakg.terms import concept

_OFFSET = re.compile(
    r"(?P<back>-)?P(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<days>\d+)D)?(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?)?"
)
_BASES = {FIXED_SEQUENCE: "time-fixed-sequence", SINCE_LAST_DONE: "time-since-last-done"}
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
        key = "time-between" if deadline.until else "time-from"
        yield say(key, lang, day=show_date(deadline.start), last=show_date(deadline.until))
    elif deadline.until:  # a turn has bounds of its own
        yield say("time-until", lang, last=show_date(deadline.until))
    if deadline.offset:
        yield offset_words(deadline.offset, lang, working=bool(deadline.workingDays))
    if deadline.anchor or deadline.countedFrom:
        day = show_date(deadline.countedFrom) or say("date-unknown", lang)
        yield say(_SIDES.get(deadline.direction or "", "time-anchor"), lang, anchor=deadline.anchor or "", day=day)
    if deadline.recurrence:
        yield say("time-recurrence", lang, rule="; ".join(recurrence_words(text, lang) for text in deadline.recurrence))
    if deadline.recurrence and deadline.recurrenceBasis in _BASES:
        done = deadline.lastDone
        when = f": {say('time-last-done', lang, day=show_date(done.on), name=done.label)}" if done else ""
        yield say(_BASES[deadline.recurrenceBasis], lang) + when
    if deadline.daysOff:
        from cakg.calendars.working import day_off  # few deadlines pass over days off

        names = {item.date: item.name if lang == "vi" else day_off(item.date, lang) for item in deadline.daysOff}
        days = ", ".join(f"{show_date(day)} ({name})" for day, name in names.items())
        yield say("time-days-off", lang, days=days)
    for item in deadline.extensions:
        recorded = f"; {say('time-recorded', lang, day=show_date(item.recordedOn))}" if item.recordedOn else ""
        yield (
            say(
                "time-extended-turn" if item.ofOccurrence else "time-extended",
                lang,
                turn=show_date(item.ofOccurrence),
                old=show_date(item.old) or "—",
                new=show_date(item.new),
                instrument=item.decidedBy or "—",
                day=show_date(item.decidedOn),
            )
            + recorded
        )
    for note in deadline.notes:
        yield say(f"note-{note}", lang)


def offset_words(offset: str, lang: str, *, working: bool = False) -> str:
    """Return an ISO 8601 duration as people say it: 05 ngày làm việc; one of another form as it is written."""
    match = _OFFSET.fullmatch(offset)
    if not match or not any(match.groupdict().values()):
        return say("time-after", lang, length=offset)
    parts = []
    for name, count in match.groupdict().items():
        if name != "back" and count:
            key = "working" if working and name == "days" else name
            parts.append(say(f"length-{key}", lang, count=count.zfill(2)))
    return say("time-before" if match["back"] else "time-after", lang, length=" ".join(parts))


def move_words(move: Move, lang: str) -> str:
    """Return in one line what a switched rule does to a time: the days before and after, or why it stays."""
    given = {"code": move.code, "stated": move.old.stated or ""}
    if move.outcome != "moved":
        return say(f"kept-{move.outcome}", lang, old=show_date(move.old.due) or say("as-recorded", lang), **given)
    if not move.old.recurrence:
        return say("moved", lang, old=show_date(move.old.due) or "—", new=show_date(move.new.due) or "—", **given)
    if not move.oldTurns or not move.newTurns:
        return say("moved-recurring", lang, **given)
    old, new = (", ".join(map(show_date, turns)) for turns in (move.oldTurns, move.newTurns))
    return say("moved-turns", lang, old=old, new=new, **given)


def rule_lines(rules: Sequence[Rule], lang: str) -> Iterator[str]:
    """Yield each rule with its text, its legal basis and the rules that may stand for it."""
    for rule in rules:
        basis = f" [{rule.legalBasis}]" if rule.legalBasis else ""
        others = f" ({say('rule-others', lang, names=', '.join(rule.alternatives))})" if rule.alternatives else ""
        yield f"{rule.label} ({rule.code}): {rule.definition}{basis}{others}"

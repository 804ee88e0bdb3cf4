"""By when: the stated time of a record as a value, words and dates kept apart."""

from __future__ import annotations

from cakg.graph import KnowledgeGraph
from cakg.model.duty import Deadline
from cakg.namespaces import CAKG
from cakg.terms import code

KINDS = {
    CAKG.FixedDeadline: "fixed",
    CAKG.PeriodDeadline: "period",
    CAKG.WindowDeadline: "window",
    CAKG.RelativeDeadline: "relative",
    CAKG.RecurringDeadline: "recurring",
    CAKG.ContinuousDuty: "continuous",
    CAKG.UnstatedDeadline: "unstated",
}


def deadlines_of(kg: KnowledgeGraph, *records: str | None) -> tuple[Deadline, ...]:
    """Return the times stated for the first of the records that has any; one `unstated` where none has.

    A responsibility's own time goes before that of its norm when it is named first. Where sources give several times
    for one record all are returned: none is chosen.
    """
    for iri in records:
        stated = kg.record(iri).all(CAKG.deadline) if iri else []
        if stated:
            return tuple(read_deadline_record(kg, deadline) for deadline in stated)
    return (Deadline("unstated"),)


def read_deadline_record(kg: KnowledgeGraph, iri: str) -> Deadline:
    """Return the value of one deadline record."""
    record = kg.record(iri)
    kind = next((name for class_, name in KINDS.items() if class_ in record.types), "unstated")
    precision, rule = record.one(CAKG.precision), record.one(CAKG.readingRule)
    return Deadline(
        kind=kind,
        stated=record.one(CAKG.statedText),
        precision=code(precision) if precision else None,
        start=record.date(CAKG.startsOn),
        earliest=record.date(CAKG.earliest),
        due=record.date(CAKG.dueBy),
        rule=code(rule) if rule else None,
    )

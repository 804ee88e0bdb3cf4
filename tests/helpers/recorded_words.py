"""Deadlines as records of their own, from their words and days."""

from datetime import timedelta

import cakg

KINDS = {
    "fixed": "FixedDeadline",
    "period": "PeriodDeadline",
    "window": "WindowDeadline",
    "relative": "RelativeDeadline",
    "recurring": "RecurringDeadline",
    "continuous": "ContinuousDuty",
    "unstated": "UnstatedDeadline",
}
PREFIXES = (
    "@prefix cakg: <https://w3id.org/cakg/ontology#> . @prefix id: <https://w3id.org/cakg/id/> ."
    " @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
)


def record(number, words, kind, precision, rule, **days):
    """Return one deadline in Turtle; a day or a code that is None or empty is left out."""
    written = [f'{name} "{day}"^^xsd:date' for name, day in days.items() if day]
    codes = (("precision", "precision", precision), ("readingRule", "reading-rule", rule))
    written += [f"{name} <https://w3id.org/cakg/vocab/{scheme}/{value}>" for name, scheme, value in codes if value]
    said = " ; ".join([f'cakg:statedText "{words}"', *(f"cakg:{item}" for item in written)])
    return f"id:deadline-{number} a cakg:{KINDS[kind]} ; {said} .\n"


def as_read(number, words, deadline, late=0):
    """Return the record of what our reader reads, all its days so many days late."""
    days = {"startsOn": deadline.start, "earliest": deadline.earliest, "dueBy": deadline.due, "until": deadline.until}
    moved = {name: day and day + timedelta(days=late) for name, day in days.items()}
    return record(number, words, deadline.kind, deadline.precision, deadline.rule, **moved)


def found(records, path, severity="violation", engine="compiled"):
    """Return which numbers have findings of that severity from the shapes of every deadline."""
    path.write_text(PREFIXES + "".join(records), encoding="utf-8")
    report = cakg.validate(cakg.load(path), as_of="2026-11-22", engine=engine)
    judged = [item for item in report if item.shape.startswith(("Deadline-", "deadline-")) and item.severity == severity]
    return {int(item.focus.rpartition("-")[2]): item.shape for item in judged}

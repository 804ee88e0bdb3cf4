"""From records to a status: plain rules on plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from cakg.calendars import show_date
from cakg.model.status import DONE, Share, Status, StatusRecord

OPEN = ("openInTime", "overdue")
"""What a record of "not done" says."""
PART, FIGURE = "part", "figure"
"""What a figure below the whole says, and one that settles nothing either way."""
STANDING = ("notApplicable", "suspended", "superseded")
"""What a record may say of the duty itself, done or not."""
LEGAL = ("suspends", "replaces", "repeals")
"""Kinds of legal effect that touch a status."""
ENDED = "suspension-ended"
"""A suspension that is over, but in which the due day fell: when the duty is due instead is not known."""
EFFECTS = {
    "suspends": "suspended",
    "replaces": "superseded",
    "repeals": "notApplicable",
    "expired": "notApplicable",
    "condition": "notApplicable",
    "undated-effect": "unknown",
    ENDED: "unknown",
}
"""What can befall a norm, with the status it brings: legal effects, an instrument out of force, a condition that is not met."""


def day_of(record: StatusRecord) -> date:
    """Return the day of a record; the earliest of all days where it is not known."""
    return record.on or date.min


def decide(
    kind: str | None,
    due: date | None,
    as_of: date,
    records: Sequence[StatusRecord] = (),
    effects: Sequence[StatusRecord] = (),
    share: Share | None = None,
    parts: Sequence[StatusRecord] = (),
) -> Status:
    """Return the status of one duty of one party for one occurrence.

    `kind` (None where the words could not be read) and `due` are those of the deadline; `records` are about this party and occurrence, `effects` about the
    norm, `parts` about members of a class or figures below the whole: they settle nothing for the whole, but can speak
    against its being done. All count only if observed on or before `as_of`. What was done goes before what became of
    the norm; "overdue" needs a record of "not done" or a closure after the due day, which runs to its last hour (Civil
    Code, Art. 148.6); an effect counts if it began before the duty came due; records that exclude each other give
    `unknown` and are both named; a share never gives a verdict.

    >>> from datetime import date
    >>> decide("fixed", date(2025, 12, 31), date(2024, 6, 1)).code
    'openInTime'
    >>> decide("fixed", date(2025, 12, 31), date(2026, 6, 1)).code
    'unknown'
    """
    heard = sorted((record for record in records if day_of(record) <= as_of), key=lambda record: (day_of(record), record.iri))
    doubts = sorted((record for record in parts if day_of(record) <= as_of), key=lambda record: (day_of(record), record.iri))
    done = [record for record in heard if record.says in DONE]
    negative = [record for record in heard if record.says in OPEN]
    if done and kind != "continuous":
        return _done(due, done, negative, doubts)._replace(share=share)
    for effect in sorted(effects, key=lambda effect: (effect.says != ENDED, day_of(effect)), reverse=True):
        if day_of(effect) <= as_of and _touches(effect, due):
            return _state(EFFECTS[effect.says], f"status-{effect.says}", effect, due=due)
    said = _standing(heard, negative)
    if said or due is None or kind in ("continuous", "unstated"):
        return said or _dateless(kind, negative, share)
    closures = [record for record in heard if record.says == "closed"]
    status = _open(due, negative, share) if due >= as_of else _past(due, negative, closures, share)
    figures = [] if share or status.records else _latest_figures(doubts)
    return _contradiction(figures)._replace(code=status.code) if len(figures) > 1 else status


def _latest_figures(parts: list[StatusRecord]) -> list[StatusRecord]:
    """Return the figures of the last day: where no share could be taken from them, they differ."""
    figures = [record for record in parts if record.says in (PART, FIGURE)]
    return [record for record in figures if day_of(record) == day_of(figures[-1])]


def _standing(heard: list[StatusRecord], negative: list[StatusRecord]) -> Status | None:
    """Return what the last record says became of the duty, unless a later one says that it goes on."""
    standing = [record for record in heard if record.says in STANDING]
    if not standing or any(day_of(record) > day_of(standing[-1]) for record in negative):
        return None
    last = [record for record in (*standing, *negative) if day_of(record) == day_of(standing[-1])]
    return _contradiction(last) if len({record.says for record in last}) > 1 else _state(last[0].says, "status-said", last[0])


def _dateless(kind: str | None, negative: list[StatusRecord], share: Share | None) -> Status:
    if kind == "continuous":
        return Status("continuous", "status-continuous", {}, share=share)
    if negative:
        last = negative[-1]
        if kind == "unstated" and last.says == "overdue":  # there is no day it could be past
            return _state("unknown", "status-no-due", last, share=share)
        return _state(last.says, "status-said", last, share=share)
    return Status("undated", f"status-{kind or 'unread'}", {}, share=share)


def _touches(effect: StatusRecord, due: date | None) -> bool:
    """Say whether an effect came in time to change the duty: one that had come due stays what it was."""
    return due is None or (day_of(effect) < due if effect.says == "expired" else day_of(effect) <= due)


def _done(due: date | None, done: list[StatusRecord], negative: list[StatusRecord], parts: list[StatusRecord]) -> Status:
    """Judge what is recorded as done: by its days where they are known, else by what the record says."""
    judged = [(_by_days(record, due), record) for record in done]
    code, first = judged[0]
    for record_code, record in judged:
        if _own_days_differ(record, record_code):
            return _contradiction([record])
        if record_code != code:
            return _contradiction([first, record])
        for other in (*negative, *(part for part in parts if part.says in (*DONE, *OPEN, PART))):
            if _excludes(record, record_code, other, due):
                return _contradiction([record, other])
    if first.completed and due:
        basis = "status-done" if first.says == code else "status-done-not-late"
        return _state(code, basis, first, due=due, day=first.completed)
    return _state(code, "status-done-said" if first.says == code else "status-done-said-not-late", first, due=due)


def _own_days_differ(record: StatusRecord, code: str) -> bool:
    """Say whether a record contradicts itself: seen before it was done, or called on time though its day is late.

    One called late though its day is in time is no contradiction: the due day may have been moved since.
    """
    return day_of(record) < (record.completed or date.min) or (code == "doneLate" and record.says == "doneOnTime")


def _by_days(record: StatusRecord, due: date | None) -> str:
    """Judge by the day of completion; what was seen done by the due day was done by then, whatever the record calls it."""
    if due is None:
        return record.says
    if record.completed is None:
        return "doneOnTime" if record.on and record.on <= due else record.says
    return "doneOnTime" if record.completed <= due else "doneLate"


def _excludes(done: StatusRecord, code: str, negative: StatusRecord, due: date | None) -> bool:
    """Say whether "done" and "not done" cannot both be true, whatever order they were recorded in.

    Of a part, "done late" too excludes that the whole was done on time.
    """
    if negative.says in DONE:
        return code == "doneOnTime" and _by_days(negative, due) == "doneLate"
    if negative.says == "overdue" and code == "doneOnTime":
        return True
    return day_of(negative) > done.completed if done.completed else day_of(negative) >= day_of(done)


def _open(due: date, negative: list[StatusRecord], share: Share | None) -> Status:
    if negative:
        return _state("openInTime", "status-open-said", negative[-1], due=due, share=share)
    return Status(
        "openInTime", f"status-{_kind(share)}-open" if share else "status-no-evidence", _values(due=due, share=share), (), share
    )


def _past(due: date, negative: list[StatusRecord], closures: list[StatusRecord], share: Share | None) -> Status:
    late = [record for record in negative if day_of(record) > due]
    if late:
        record = late[-1]
        if record.says == "openInTime":  # somebody counts from another day than the deadline in force
            return _state("unknown", "status-other-due", record, due=due, share=share)
        return _state("overdue", "status-overdue-said", record, due=due, share=share)
    closed = [record for record in closures if day_of(record) > due]
    if closed:
        return _state("overdue", "status-closed", closed[0], due=due, share=share)
    for basis, found in (("status-last-open", negative), ("status-closed-early", closures)):
        if found:
            return _state("unknown", basis, found[-1], due=due, share=share)
    return Status(
        "unknown", f"status-{_kind(share)}-past" if share else "status-past-silent", _values(due=due, share=share), (), share
    )


def _kind(share: Share) -> str:
    return "percent" if share.of is None and share.measureUnit == "%" else PART


def _contradiction(records: list[StatusRecord]) -> Status:
    """Name the records that exclude each other; a single one contradicts its own days."""
    names = "; ".join(f"{record.label} ({show_date(record.completed or day_of(record))})" for record in records)
    return Status(
        "unknown", "status-contradiction" if len(records) > 1 else "status-own-days", {"names": names}, tuple(records)
    )


def _state(
    code: str, basis: str, record: StatusRecord, *, due: date | None = None, day: date | None = None, share: Share | None = None
) -> Status:
    values = {**_values(due=due, share=share), "name": record.label, "day": show_date(day or day_of(record))}
    return Status(code, basis, values, (record,), share)


def _values(*, due: date | None, share: Share | None) -> Mapping[str, str]:
    parts = {"done": share.done, "of": share.of or "?"} if share else {}
    return {"due": show_date(due), **parts}

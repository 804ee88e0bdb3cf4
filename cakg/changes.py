"""What changed between two answers to one question, and what caused each change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cakg.graph import KnowledgeGraph
from cakg.messages import say
from cakg.model.change import Change, Changes
from cakg.model.duty import Duties, Duty, Holder
from cakg.namespaces import CAKG, OA

_TOWARDS_AN_END = (CAKG.unitKind, CAKG.broaderKind, CAKG.headOf, CAKG.postIn)
Cause = tuple[str, str | None, date | None]
"""A code, the record that is the cause, and its day."""


def compare(kg: KnowledgeGraph, before: Duties, after: Duties, lang: str = "vi") -> Changes:
    """Return what differs between two lists of duties that were asked with the same filters.

    `kg` is the graph as known today: the causes are looked up in it. A change no record explains has the cause `other`.

    >>> from cakg.graph import load
    >>> from cakg.obligations import duties
    >>> kg = load()
    >>> early, late = (duties(kg, document="002-05", as_of=day) for day in ("2025-12-31", "2026-01-01"))
    >>> [(change.kind, change.before, change.after, change.cause) for change in compare(kg, early, late)]
    [('status', 'openInTime', 'unknown', 'duePassed')]
    """
    window = _Window(kg, before, after, lang)
    old, new = _keyed(before), _keyed(after)
    found: list[tuple[Duty, str, str | None, str | None, Cause]] = []
    for key in sorted({*old, *new}):
        earlier, later = old.get(key), new.get(key)
        if earlier is None and later is not None:
            found.append((later, "added", None, later.status, window.why_added(later)))
        elif later is None and earlier is not None:
            found.append((earlier, "removed", earlier.status, None, window.why_removed(earlier)))
        elif earlier is not None and later is not None:
            found += ((later, *change) for change in window.between(earlier, later))
    rows = []
    for duty, kind, was, is_, (cause, record, on) in found:
        label = kg.record(record).label(lang) if record else None
        bearer = duty.bearer.label if duty.bearer else None
        rows.append(Change(kind, duty.norm, duty.code, duty.labels, bearer, was, is_, cause, record, label, on))
    words = {**before.words, **after.words}
    return Changes(before.as_of, before.known_at, after.as_of, after.known_at, tuple(rows), words, after.example_data)


def _keyed(duties: Duties) -> dict[tuple[str, ...], Duty]:
    """Return each duty under what stays the same while its time, holder and status change."""
    found: dict[tuple[str, ...], Duty] = {}
    several: dict[tuple[str, ...], int] = defaultdict(int)
    for duty in duties:
        bearer = duty.bearer.iri if duty.bearer else ""
        key = (
            duty.code,
            duty.norm,
            duty.step or "",
            bearer,
            duty.role or "",
            duty.deadline.stated or "",
            str(duty.occurrence.due if duty.occurrence else ""),
        )
        several[key] += 1
        found[*key, str(several[key])] = duty
    return found


@dataclass(frozen=True)
class _Window:
    """The time between two answers, on both clocks."""

    kg: KnowledgeGraph
    before: Duties
    after: Duties
    lang: str

    def why_added(self, duty: Duty) -> Cause:
        recorded = self._recorded(duty.norm)
        if recorded:
            return recorded
        stated = duty.instrument.issuedOn if duty.instrument else duty.utterance.date if duty.utterance else None
        if self._passed(stated):
            return "stated", duty.statedIn, stated
        first = self.kg.record(duty.norm).date(CAKG.validFrom)
        return ("began", duty.norm, first) if self._passed(first) else ("other", None, None)

    def why_removed(self, duty: Duty) -> Cause:
        last = self.kg.record(duty.norm).date(CAKG.validTo)
        return ("ended", duty.norm, last) if self._left(last) else ("other", None, None)

    def between(self, earlier: Duty, later: Duty) -> Iterator[tuple[str, str | None, str | None, Cause]]:
        """Yield kind, value before, value after and cause of each difference of one duty."""
        was, is_ = earlier.deadline, later.deadline
        moved = self._why_moved(earlier, later) if was.due != is_.due else None
        if moved:
            yield "deadline", _day(was.due), _day(is_.due), moved
        if earlier.status != later.status:
            yield "status", earlier.status, later.status, moved or self._why_status(earlier, later)
        one, other = earlier.holder, later.holder
        if one and other and (one.iri, one.certainty) != (other.iri, other.certainty):
            yield "holder", self._held(one), self._held(other), self._why_holder(one.iri)

    def _held(self, holder: Holder) -> str:
        return f"{holder.label} ({say('certainty-' + holder.certainty, self.lang)})"

    def _why_moved(self, earlier: Duty, later: Duty) -> Cause:
        bonds = [
            bond
            for bond in self.kg.subjects(CAKG.ofNorm, later.norm)
            if later.bearer is None or later.bearer.iri in self.kg.record(bond).all(CAKG.bearer)
        ]
        owners = (*bonds, *filter(None, (later.step, later.norm)))
        times = [time for owner in owners for time in self.kg.record(owner).all(CAKG.deadline)]
        for time in times:
            for extension in self.kg.subjects(CAKG.extends, time):
                if self.kg.record(extension).date(CAKG.newDueBy) in (later.deadline.due, earlier.deadline.due):
                    return self._recorded(extension) or ("extension", extension, self._decided(extension))
        if earlier.deadline.rule != later.deadline.rule:
            return "reading", None, None
        return next(filter(None, map(self._recorded, times)), ("other", None, None))

    def _decided(self, extension: str) -> date | None:
        decided = self.kg.record(extension).one(CAKG.decidedBy)
        return self.kg.record(decided).date(CAKG.issuedOn) if decided else None

    def _why_status(self, earlier: Duty, later: Duty) -> Cause:
        known = {record.iri for record in earlier.statusEvidence}
        for record in later.statusEvidence:
            if record.iri not in known:
                return "evidence", record.iri, record.on
        shares = (later.share.records if later.share else ())[:1]
        if shares and later.share != earlier.share:
            return "evidence", shares[0], self.kg.record(shares[0]).date(CAKG.observedOn)
        due = later.deadline.due
        if due and self.before.as_of <= due < self.after.as_of:
            return "duePassed", None, due
        gone = [record for record in earlier.statusEvidence if record.iri not in {item.iri for item in later.statusEvidence}]
        return ("evidence", gone[0].iri, gone[0].on) if gone else ("other", None, None)

    def _why_holder(self, iri: str) -> Cause:
        reached, waiting = {iri}, [iri]
        while waiting:
            record = self.kg.record(waiting.pop())
            last = record.date(CAKG.existsTo)
            if self._left(last):
                return "unitEnded", record.iri, last
            new = [upper for upper in record.all(*_TOWARDS_AN_END) if upper not in reached]
            reached.update(new)
            waiting += new
        return "other", None, None

    def _recorded(self, iri: str) -> Cause | None:
        """Return the record as a cause if it, or a value of it, was recorded between the two days of knowledge."""
        first, last = self.before.known_at, self.after.known_at
        if first is None or first == last:
            return None
        day = next((day for day in self._days_recorded(iri) if day > first and (last is None or day <= last)), None)
        extension = CAKG.Extension in self.kg.record(iri).types
        return ("extension" if extension else "newRecord", iri, day) if day else None

    def _days_recorded(self, iri: str) -> list[date]:
        """Return the days on which a record was recorded; where no claim says, those of the documents that prove it."""
        homes = [home for span in self.kg.record(iri).all(CAKG.evidencedBy) for home in self.kg.record(span).all(OA.hasSource)]
        for records in ([iri], homes):
            claims = [claim for record in records for claim in self.kg.subjects(CAKG.about, record)]
            days = sorted(filter(None, (self.kg.record(claim).date(CAKG.recordedOn) for claim in claims)))
            if days:
                return days
        return []

    def _passed(self, day: date | None) -> bool:
        return day is not None and self.before.as_of < day <= self.after.as_of

    def _left(self, day: date | None) -> bool:
        return day is not None and self.before.as_of <= day < self.after.as_of


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None

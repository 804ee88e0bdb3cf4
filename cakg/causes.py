"""What caused a change between two answers to one question: the record, and its day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cakg.graph import KnowledgeGraph
from cakg.messages import say
from cakg.model.duty import Duties, Duty, Holder
from cakg.namespaces import CAKG, OA
from cakg.populations import covers, last_day, uppers_of

_TOWARDS_AN_END = (CAKG.unitKind, CAKG.broaderKind, CAKG.headOf, CAKG.postIn)
Cause = tuple[str, str | None, date | None]
"""A code, the record that is the cause, and its day."""


@dataclass(frozen=True)
class Window:
    """The time between two answers, on both clocks."""

    kg: KnowledgeGraph
    before: Duties
    after: Duties
    lang: str

    def why_added(self, duty: Duty) -> Cause:
        """Return why a duty stands in the later answer alone."""
        home = (duty.statedIn,) if duty.statedIn else ()
        bonds = (duty.responsibility,) if duty.responsibility else ()
        bearer = (duty.bearer.iri,) if duty.bearer else ()
        recorded = self._first_recorded(duty.norm, *home, *bonds, *bearer)
        if recorded:
            return recorded
        stated = duty.instrument.issuedOn if duty.instrument else duty.utterance.date if duty.utterance else None
        if self._passed(stated):
            return "stated", duty.statedIn, stated
        first = self.kg.record(duty.norm).date(CAKG.validFrom)
        return ("began", duty.norm, first) if self._passed(first) else self._why_held(duty)

    def why_removed(self, duty: Duty) -> Cause:
        """Return why a duty stands in the earlier answer alone."""
        last = self.kg.record(duty.norm).date(CAKG.validTo)
        if self._left(last):
            return "ended", duty.norm, last
        return self._recorded(duty.norm) or self._why_held(duty)

    def between(self, earlier: Duty, later: Duty) -> Iterator[tuple[str, str | None, str | None, Cause]]:
        """Yield kind, value before, value after and cause of each difference of one duty."""
        was, is_ = earlier.deadline, later.deadline
        moved = self._why_moved(earlier, later) if was.due != is_.due else None
        if moved:
            yield "deadline", _day(was.due), _day(is_.due), moved
        if earlier.status != later.status:
            yield "status", earlier.status, later.status, self._why_status(earlier, later, moved)
        one, other = earlier.holder, later.holder
        if one and other and (one.iri, one.certainty) != (other.iri, other.certainty):
            yield "holder", self._held(one), self._held(other), self._why_held(earlier, later)

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
                    return "extension", extension, named(self.kg, extension, self.lang)[1]
        recorded = self._first_recorded(*times)
        if recorded:
            return recorded
        if earlier.deadline.rule != later.deadline.rule and earlier.deadline.kind:
            return "reading", None, None
        said = (self._recorded(owner, CAKG.deadline) for owner in owners)
        return next(filter(None, said), ("other", None, None))

    def _why_status(self, earlier: Duty, later: Duty, moved: Cause | None) -> Cause:
        """Return why a status changed: what was recorded, else the day that passed, also where it had been moved, else the move."""
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
        if moved:
            return moved
        gone = [record for record in earlier.statusEvidence if record.iri not in {item.iri for item in later.statusEvidence}]
        return ("evidence", gone[0].iri, gone[0].on) if gone else ("other", None, None)

    def _why_held(self, *duties: Duty) -> Cause:
        """Return what made a duty pass on: a transfer or the end of a body that passed between the days, or was recorded."""
        bodies = self._bodies(duties)
        moves = self._moves(bodies, duties[-1])
        for move, day in moves:
            if self._passed(day):
                return "transfer", move, day
        for body in bodies:
            record = self.kg.record(body)
            first, last = record.date(CAKG.existsFrom), record.date(CAKG.existsTo)
            if self._left(last):
                return "unitEnded", body, last
            if self._passed(first):
                return "unitBegan", body, first
        uppers = tuple(self._uppers(bodies))
        for upper in uppers:
            last = last_day(self.kg, upper)
            if self._left(last):
                return "unitEnded", upper, last
        return self._first_recorded(*(move for move, _ in moves), *bodies, *uppers) or ("other", None, None)

    def _bodies(self, duties: tuple[Duty, ...]) -> list[str]:
        """Return the bodies on the paths of a duty, with their posts' bodies and their kinds."""
        reached: dict[str, None] = {}
        for duty in duties:
            reached.update(dict.fromkeys([duty.bearer.iri] if duty.bearer else []))
            reached.update(dict.fromkeys(step.iri for step in duty.path))
            reached.update(dict.fromkeys([duty.holder.iri] if duty.holder else []))
        waiting = list(reached)
        while waiting:
            new = [upper for upper in self.kg.record(waiting.pop()).all(*_TOWARDS_AN_END) if upper not in reached]
            reached.update(dict.fromkeys(new))
            waiting += new
        return list(reached)

    def _uppers(self, bodies: list[str]) -> Iterator[str]:
        """Yield the units with which a class ends, and those over a unit that then comes under others."""
        for body in bodies:
            record = self.kg.record(body)
            yield from record.all(CAKG.within)
            yield from record.all(CAKG.parentUnit) if uppers_of(self.kg, body) else ()

    def _moves(self, bodies: list[str], duty: Duty) -> list[tuple[str, date | None]]:
        """Return the transfers that may have moved a duty, each with its day; those that its path names go first."""
        steps = {(step.iri, step.date) for step in duty.path}
        functions = set(self.kg.record(duty.norm).all(CAKG.concernsFunction))
        found: dict[str, tuple[int, date | None]] = {}
        for body in bodies:
            classes = [population for population in self.kg.compiled(_givers) if covers(self.kg, population, body)]
            for giver in (body, *classes):
                for move in self.kg.subjects(CAKG.fromHolder, giver):
                    record = self.kg.record(move)
                    event, function = record.one(CAKG.ofEvent), record.one(CAKG.ofFunction)
                    day = record.date(CAKG.transferredOn) or (self.kg.record(event).date(CAKG.happenedOn) if event else None)
                    named = any((receiver, day) in steps for receiver in record.all(CAKG.toHolder))
                    meant = function in functions or self.kg.record(function or "").one(CAKG.wholeRemit) in ("true", "1")
                    if named or meant:
                        found[move] = (0 if named else 1, day)
        return [(move, found[move][1]) for move in sorted(found, key=lambda move: (found[move][0], str(found[move][1]), move))]

    def _first_recorded(self, *records: str) -> Cause | None:
        return next(filter(None, map(self._recorded, records)), None)

    def _recorded(self, iri: str, property_: str | None = None) -> Cause | None:
        """Return the record as a cause if it, or a value of it, was recorded between the two days of knowledge.

        With a property only values of it count.
        """
        day = self._between(self._days_recorded(iri, property_))
        return ("newRecord", iri, day) if day else None

    def _between(self, days: list[date]) -> date | None:
        """Return the first of some days that lies between the two days of knowledge."""
        first, last = self.before.known_at, self.after.known_at
        if first is None or first == last:
            return None
        return next((day for day in days if day > first and (last is None or day <= last)), None)

    def known_since(self, iri: str) -> date | None:
        """Return the day a record was recorded: the one between the two days of knowledge, else the first."""
        days = self._days_recorded(iri, None)
        return self._between(days) or next(iter(days), None)

    def _days_recorded(self, iri: str, property_: str | None = None) -> list[date]:
        """Return the days since which a record and its values were known; where no claim says, those of documents that prove it."""
        homes = [home for span in self.kg.record(iri).all(CAKG.evidencedBy) for home in self.kg.record(span).all(OA.hasSource)]
        for records in ([iri], homes):
            days: dict[tuple[str, str | None, str | None], date] = {}
            for record in records:
                for claim in map(self.kg.record, self.kg.subjects(CAKG.about, record)):
                    key, day = (
                        (record, claim.one(CAKG.claimedProperty), claim.one(CAKG.claimedValue)),
                        claim.date(CAKG.recordedOn),
                    )
                    if day and property_ in (None, key[1]):
                        days[key] = min(day, days.get(key, day))
            if days:
                return sorted(days.values())
        return []

    def _passed(self, day: date | None) -> bool:
        return day is not None and self.before.as_of < day <= self.after.as_of

    def _left(self, day: date | None) -> bool:
        return day is not None and self.before.as_of <= day < self.after.as_of


def named(kg: KnowledgeGraph, iri: str, lang: str) -> tuple[str, date | None]:
    """Return what people call a cause, and the day of the decision if that is what is named.

    An extension or a transfer goes by the decision that made it, else by its event.
    """
    record = kg.record(iri)
    event = record.one(CAKG.ofEvent)
    decider = record.one(CAKG.decidedBy) or (kg.record(event).one(CAKG.decidedBy) if event else None)
    if decider:
        decision = kg.record(decider)
        return decision.one(CAKG.number) or decision.label(lang), decision.date(CAKG.issuedOn)
    return kg.record(iri if record.labels() or event is None else event).label(lang), record.date(CAKG.issuedOn)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _givers(kg: KnowledgeGraph) -> tuple[str, ...]:
    """Return the classes from which anything passed."""
    holders = dict.fromkeys(giver for _, _, giver in kg.edges(CAKG.fromHolder))
    return tuple(giver for giver in holders if CAKG.Population in kg.record(giver).types)

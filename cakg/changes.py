"""What changed between two answers to one question, and what caused each change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cakg.graph import KnowledgeGraph
from cakg.graph.grades import gravest
from cakg.messages import say
from cakg.model.change import Change, Changes
from cakg.model.duty import Duties, Duty, Holder
from cakg.namespaces import CAKG, OA
from cakg.populations import covers, last_day, uppers_of

_TOWARDS_AN_END = (CAKG.unitKind, CAKG.broaderKind, CAKG.headOf, CAKG.postIn)
_Key = tuple[str, ...]
_STATED = 5
"""Where the words of its time stand in the key of a duty."""

Cause = tuple[str, str | None, date | None]
"""A code, the record that is the cause, and its day."""


def compare(
    kg: KnowledgeGraph, before: Duties, after: Duties, lang: str = "vi", *, whole: tuple[Duties, Duties] | None = None
) -> Changes:
    """Return what differs between two lists of duties that were asked with the same filters.

    `whole` are the two lists without the filters that a duty can cross in time (unit, status, days due): a row that only
    crossed a filter is told by what changed of it. `kg` is the graph as known today: the causes are looked up in it, as
    far as they were known to the later list. A change no record explains has the cause `other`.

    >>> from cakg.graph import load
    >>> from cakg.obligations import duties
    >>> kg = load()
    >>> early, late = (duties(kg, document="002-05", as_of=day) for day in ("2025-12-31", "2026-01-01"))
    >>> [(change.kind, change.before, change.after, change.cause) for change in compare(kg, early, late)]
    [('status', 'openInTime', 'unknown', 'duePassed')]
    """
    window = _Window(kg.known_on(after.known_at), before, after, lang)
    old, new = _keyed(before, after)
    every_old, every_new = _keyed(*whole) if whole else (old, new)
    found: list[tuple[Duty, str, str | None, str | None, Cause]] = []
    for key in sorted({*old, *new}):
        earlier, later = old.get(key), new.get(key)
        if earlier is None or later is None:
            crossed = _both(every_old.get(key, earlier), every_new.get(key, later))
            told = [(crossed[1], *change) for change in window.between(*crossed)] if crossed else []
            if told:
                found += told
            elif later is not None:
                found.append((later, "added", None, later.status, window.why_added(later)))
            elif earlier is not None:
                found.append((earlier, "removed", earlier.status, None, window.why_removed(earlier)))
        else:
            found += ((later, *change) for change in window.between(earlier, later))
    rows = []
    for duty, kind, was, is_, (cause, record, on) in found:
        label, decided = _named(kg, record, lang) if record else (None, None)
        known = on if cause == "newRecord" else window.known_since(record) if record else None
        bearer = duty.bearer.label if duty.bearer else None
        rows.append(Change(kind, duty.norm, duty.code, duty.labels, bearer, was, is_, cause, record, label, on, decided, known))
    words = {**before.words, **after.words, **(whole[0].words if whole else {}), **(whole[1].words if whole else {})}
    return Changes(
        before.as_of, before.known_at, after.as_of, after.known_at, tuple(rows), words, after.example_data, gravest(kg)
    )


def _both(earlier: Duty | None, later: Duty | None) -> tuple[Duty, Duty] | None:
    return (earlier, later) if earlier is not None and later is not None else None


def _keyed(before: Duties, after: Duties) -> tuple[dict[_Key, Duty], dict[_Key, Duty]]:
    """Return the duties of two lists under what stays the same while their time, holder and status change.

    A time that was not recorded yet keeps the place of the one recorded since.
    """
    old, new = _by_key(before), _by_key(after)
    for key, duty in [(key, duty) for key, duty in old.items() if key not in new and duty.deadline.kind is None]:
        same = [other for other in new if other not in old and _unstated(other) == _unstated(key)]
        if len(same) == 1 and not duty.deadline.stated:
            old[same[0]] = old.pop(key)
    return old, new


def _unstated(key: _Key) -> _Key:
    return (*key[:_STATED], *key[_STATED + 1 :])


def _by_key(duties: Duties) -> dict[_Key, Duty]:
    """Return each duty under norm, bearer, words of its time and the like; members of classes under their own names too."""
    found: dict[_Key, Duty] = {}
    several: dict[_Key, int] = defaultdict(int)
    for duty in duties:
        key = (
            duty.code,
            duty.norm,
            duty.step or "",
            duty.bearer.iri if duty.bearer else "",
            duty.role or "",
            duty.deadline.stated or "",
            str(duty.occurrence.due if duty.occurrence else ""),
            duty.member.iri if duty.member else "",
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
            yield "status", earlier.status, later.status, moved or self._why_status(earlier, later)
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
                    return "extension", extension, _named(self.kg, extension, self.lang)[1]
        recorded = self._first_recorded(*times)
        if recorded:
            return recorded
        if earlier.deadline.rule != later.deadline.rule and earlier.deadline.kind:
            return "reading", None, None
        said = (self._recorded(owner, CAKG.deadline) for owner in owners)
        return next(filter(None, said), ("other", None, None))

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


def _named(kg: KnowledgeGraph, iri: str, lang: str) -> tuple[str, date | None]:
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

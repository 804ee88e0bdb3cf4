"""The records of the graph that say how far a duty is, found once and asked for each duty."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from cakg.authority import evidence_of
from cakg.graph import KnowledgeGraph
from cakg.model.deadline import Completion
from cakg.model.status import DONE, Share, Status, StatusRecord
from cakg.namespaces import CAKG
from cakg.numbers import plain_number, read_number
from cakg.populations import closure, reach
from cakg.status.verdict import ENDED, FIGURE, LEGAL, OPEN, PART, day_of, decide
from cakg.terms import code, concept

_ACTS = {CAKG.replaces: "replaces", CAKG.repeals: "repeals"}
_WHOLE = frozenset({"notApplicable", "suspended", "superseded", "closed"})
"""What, said without an occurrence, holds for every occurrence."""


class _Figure(NamedTuple):
    """A figure reported of a duty: `done` of `of`; `sign` is the comparator in words where the number is not exact."""

    iri: str
    day: date
    done: Decimal
    of: Decimal | None
    measureUnit: str | None
    comparator: str
    sign: str | None
    occurrence: date | None

    @property
    def full(self) -> bool:
        """Whether it says that all is done."""
        return self.comparator == "equal" and self.of is not None and self.done == self.of > 0

    @property
    def bounded(self) -> bool:
        """Whether it says that something is left: a number that is exact or the most, below its whole."""
        return self.of is not None and (
            (self.comparator in ("equal", "atMost") and self.done < self.of)
            or (self.comparator == "lessThan" and self.done <= self.of)
        )

    @property
    def said(self) -> tuple[object, ...]:
        """What two figures of one day must agree in."""
        return self.done, self.of, self.measureUnit, self.comparator


class Findings:
    """What a graph says about how far duties are."""

    def __init__(self, kg: KnowledgeGraph, lang: str) -> None:
        self.kg = kg
        self.lang = lang
        self._of: dict[str, list[str]] = defaultdict(list)
        for record, _, responsibility in kg.edges(CAKG.ofResponsibility):
            self._of[responsibility].append(record)
        self._on: dict[str, list[str]] = defaultdict(list)
        for effect, _, target in kg.edges(CAKG.effectOn):
            self._on[target].append(effect)
        self._later: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for later, relation, earlier in kg.edges(*_ACTS):
            self._later[earlier].append((later, _ACTS[relation]))
        self._checked: dict[str, list[str]] = defaultdict(list)
        for finding, _, condition in kg.edges(CAKG.assessedCondition):
            self._checked[condition].append(finding)

    def status(
        self,
        norm: str,
        responsibility: str | None,
        *,
        kind: str | None,
        due: date | None,
        as_of: date,
        stated: str | None = None,
        bearer: str | None = None,
        holder: str | None = None,
        former: tuple[str, ...] = (),
        occurrence: date | None = None,
    ) -> Status:
        """Return the status of a norm for one holder, for one occurrence where the duty recurs.

        `kind` and `due` are those of the deadline, `stated` is where the norm is stated, `occurrence` the scheduled
        due day of the occurrence asked about; `former` are the bodies through which the duty came to its holder, and
        whose work counts as the holder's. A record about a class speaks for its members where it says "done" or
        what became of the duty, never where it says "not done"; records about members give the class a share.
        """
        effects = [record for record in self._effects(norm, stated, holder, as_of, due) if record]
        found = self._of.get(responsibility or "")
        if not found:
            return decide(kind, due, as_of, (), effects)
        if occurrence is None and len(self.kg.record(norm).all(CAKG.step)) > 1:
            occurrence = due  # each level has its own day, so a record has to say which one it means
        direct: list[StatusRecord] = []
        members: list[StatusRecord] = []
        figures: list[str] = []
        for iri in found:
            types = self.kg.record(iri).types
            if CAKG.ProgressObservation in types:
                figures.append(iri)
                continue
            record = self._read(iri, closed=CAKG.ClosureDeclaration in types)
            if record is None or day_of(record) > as_of or not _speaks_of(record, occurrence):
                continue
            if record.party in (holder, bearer, None, *former):
                if self._holds_for(record, bearer, holder, former):
                    direct.append(record)
            elif bearer == holder:
                members.append(record)
        if bearer != holder:
            return decide(kind, due, as_of, direct, effects)
        told = [figure for figure in map(self._figure, figures) if figure and figure.day <= as_of]
        told = [item for item in told if item.occurrence == occurrence and self._tells_all(item.iri, norm, bearer or "")]
        told.sort(key=lambda figure: (figure.day, figure.iri))
        full = [item for item in told if item.full and due and item.day <= due]
        done = [self._record(item.iri, "doneOnTime", item.day) for item in full]
        parts = [self._record(item.iri, PART if item.bounded else FIGURE, item.day) for item in told if item not in full]
        share = self._latest(told) if told else self._counted(members, as_of, bearer)
        return decide(kind, due, as_of, [*direct, *done], effects, share, [*members, *parts])

    def is_alike(self, norm: str, responsibility: str | None) -> bool:
        """Say whether a duty is as far for one holder as for another, because nothing recorded of it names anybody."""
        return not self._of.get(responsibility or "") and not (self._checked and self.kg.record(norm).all(CAKG.appliesIf))

    def last_done(
        self,
        responsibility: str | None,
        *,
        as_of: date,
        bearer: str | None = None,
        holder: str | None = None,
        former: tuple[str, ...] = (),
    ) -> Completion | None:
        """Return the last completion recorded by the day for a holder, whatever the turn; None where there is none.

        Only a record of "done" with its day of completion counts, of whom `status` would count it. Records of one turn that
        exclude each other, or a record that contradicts itself, make it contested.
        """
        turns: dict[tuple[date | None, date | None], list[StatusRecord]] = defaultdict(list)
        for iri in self._of.get(responsibility or "", ()):
            record = self._read(iri, closed=CAKG.ClosureDeclaration in self.kg.record(iri).types)
            if record is None or day_of(record) > as_of or record.party not in (holder, bearer, None, *former):
                continue
            if self._holds_for(record, bearer, holder, former):
                apart = record.completed if record.ofOccurrence is None else None  # nothing says that they are one turn
                turns[record.ofOccurrence, apart].append(record)
        found: list[Completion] = []
        for records in turns.values():
            days = {record.completed: record for record in records if record.says in DONE and record.completed}
            if days:
                day, record = max((day, record) for day, record in days.items() if day)
                sure = len(days) == 1 and decide("recurring", None, as_of, records).code in DONE
                found.append(Completion(record.iri, record.label, day, record.ofOccurrence, contested=not sure))
        return max(found, key=lambda completion: (completion.on, completion.contested, completion.iri), default=None)

    def _holds_for(self, record: StatusRecord, bearer: str | None, holder: str | None, former: tuple[str, ...]) -> bool:
        """Say whether a record of a party in the line of a duty counts for its holder: "not done" of a class names no member."""
        class_ = record.party if record.party in former else bearer if bearer != holder else None
        whole = CAKG.Population in self.kg.record(class_ or "").types
        return record.party == holder or not whole or record.says not in OPEN

    def _read(self, iri: str, *, closed: bool) -> StatusRecord | None:
        record = self.kg.record(iri)
        on = record.date(CAKG.closedOn if closed else CAKG.observedOn)
        said = "closed" if closed else code(record.one(CAKG.assessedStatus) or "")
        if on is None or not said:
            return None
        return self._record(iri, said, on, record.date(CAKG.completedOn), record.one(CAKG.assessedUnit))

    def _record(
        self, iri: str, says: str, on: date | None, completed: date | None = None, party: str | None = None
    ) -> StatusRecord:
        record = self.kg.record(iri)
        kind = next((code(name) for name in sorted(record.types)), "")
        spans = tuple(evidence_of(self.kg, iri, "status"))
        return StatusRecord(
            iri, record.label(self.lang), kind, says, on, completed, party, spans, record.date(CAKG.ofOccurrence)
        )

    def _figure(self, iri: str) -> _Figure | None:
        record = self.kg.record(iri)
        day, done = record.date(CAKG.observedOn), read_number(record.one(CAKG.observedValue))
        if day is None or done is None:
            return None
        comparator = record.one(CAKG.comparator) or concept("comparator", "equal")
        sign = None if code(comparator) == "equal" else self.kg.record(comparator).label(self.lang)
        of, unit = read_number(record.one(CAKG.denominator)), record.one(CAKG.measureUnit)
        return _Figure(iri, day, done, of, unit, code(comparator), sign, record.date(CAKG.ofOccurrence))

    def _tells_all(self, iri: str, norm: str, bearer: str) -> bool:
        """Say whether a figure is about all that bear the duty, and counts what the duty is about."""
        if CAKG.Population in self.kg.record(bearer).types and reach(self.kg, iri, bearer) == "whole":
            return True
        figure = self.kg.record(iri)
        counted = figure.one(CAKG.population)
        return figure.one(CAKG.observedOf) == bearer and counted in (None, *self.kg.record(norm).all(CAKG.population))

    def _latest(self, figures: list[_Figure]) -> Share | None:
        """Return the share of the last day; None where figures of that day differ."""
        latest = [figure for figure in figures if figure.day == figures[-1].day]
        if len({figure.said for figure in latest}) > 1:
            return None
        figure = latest[-1]
        done = " ".join(filter(None, (figure.sign, plain_number(figure.done))))
        of = None if figure.of is None else plain_number(figure.of)
        return Share(done, of, figure.measureUnit, tuple(item.iri for item in latest))

    def _counted(self, members: list[StatusRecord], as_of: date, bearer: str | None) -> Share | None:
        """Return how many of the members that reported are done."""
        if not members:
            return None
        from cakg.headcounts import headcounts  # duties without records of members need no counts

        finished = {record.party for record in members if record.says in DONE}
        counts = [item.count for item in headcounts(self.kg, bearer or "", as_of) if item.count and item.exact]
        total = str(counts[-1]) if counts else None
        return Share(str(len(finished)), total, None, tuple(record.iri for record in members))

    def _effects(
        self, norm: str, stated: str | None, holder: str | None, as_of: date, due: date | None
    ) -> Iterator[StatusRecord | None]:
        """Yield what befell the norm or where it is stated by the day, and conditions found not to be met."""
        conditions = self.kg.record(norm).all(CAKG.appliesIf) if self._checked else []
        unmet = [self._condition(condition, holder, as_of) for condition in conditions]
        if unmet and all(unmet):  # whether one of several conditions is enough is not stated
            yield unmet[0]
        homes = [norm, *(closure(self.kg, stated, CAKG.provisionOf) if stated else ())]
        for home in homes:
            yield self._expiry(home, as_of)
            for effect in self._on.get(home, ()):
                yield self._effect(effect, as_of, due)
            for later, relation in self._later.get(home, ()):
                if not any(self.kg.record(effect).one(CAKG.effectOf) == later for effect in self._on.get(home, ())):
                    record = self.kg.record(later)
                    yield self._begun(later, relation, record.date(CAKG.effectiveFrom), as_of)

    def _expiry(self, home: str, as_of: date) -> StatusRecord | None:
        last = self.kg.record(home).date(CAKG.effectiveTo)
        return self._record(home, "expired", last) if last and last < as_of else None

    def _effect(self, iri: str, as_of: date, due: date | None) -> StatusRecord | None:
        effect = self.kg.record(iri)
        kind, first, last = code(effect.one(CAKG.effectKind) or ""), *map(effect.date, (CAKG.effectiveFrom, CAKG.effectiveTo))
        if kind not in LEGAL:
            return None
        if last and last < as_of:
            over = kind == "suspends" and due and due <= last and (first is None or first <= due)
            return self._record(effect.one(CAKG.effectOf) or iri, ENDED, first) if over else None
        return self._begun(effect.one(CAKG.effectOf) or iri, kind, first, as_of)

    def _begun(self, iri: str, kind: str, first: date | None, as_of: date) -> StatusRecord | None:
        if first is None:
            return self._record(iri, "undated-effect", None)
        return self._record(iri, kind, first) if first <= as_of else None

    def _condition(self, condition: str, holder: str | None, as_of: date) -> StatusRecord | None:
        """Return the finding that a condition does not hold, if that is the last word on the day."""
        dated = []
        for iri in self._checked.get(condition, ()):
            record = self.kg.record(iri)
            day, party = record.date(CAKG.observedOn), record.one(CAKG.assessedUnit)
            if day and day <= as_of and party in (None, holder):
                dated.append((day, record.one(CAKG.satisfied) == "true", iri))
        latest = [item for item in dated if item[0] == max(dated)[0]]
        if not latest or any(holds for _, holds, _ in latest):
            return None
        return self._record(latest[0][2], "condition", latest[0][0])


def _speaks_of(record: StatusRecord, occurrence: date | None) -> bool:
    """Say whether a record is about an occurrence, or about all of them."""
    return record.ofOccurrence == occurrence or (record.ofOccurrence is None and record.says in _WHOLE)

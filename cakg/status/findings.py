"""The records of the graph that say how far a duty is, found once and asked for each duty."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from cakg.authority import evidence_of
from cakg.graph import KnowledgeGraph
from cakg.model.status import DONE, Share, Status, StatusRecord
from cakg.namespaces import CAKG
from cakg.numbers import plain_number, read_number
from cakg.populations import closure
from cakg.status.verdict import LEGAL, OPEN, day_of, decide
from cakg.terms import code

_ACTS = {CAKG.replaces: "replaces", CAKG.repeals: "repeals"}
_WHOLE = frozenset({"notApplicable", "suspended", "superseded", "closed"})
"""What, said without an occurrence, holds for every occurrence."""


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
        effects = [record for record in self._effects(norm, stated, holder, as_of) if record]
        found = self._of.get(responsibility or "")
        if not found:
            return decide(kind, due, as_of, (), effects)
        if occurrence is None and len(self.kg.record(norm).all(CAKG.step)) > 1:
            occurrence = due  # each level has its own day, so a record has to say which one it means
        member = bearer != holder and CAKG.Population in self.kg.record(bearer or "").types
        direct: list[StatusRecord] = []
        members: list[StatusRecord] = []
        figures: list[str] = []
        for iri in found:
            types = self.kg.record(iri).types
            if CAKG.ProgressObservation in types:
                figures.append(iri)
                continue
            record = self._read(iri, closed=CAKG.ClosureDeclaration in types)
            if record is None or day_of(record) > as_of or not self._speaks_of(iri, record, occurrence):
                continue
            if record.party in (holder, bearer, None, *former):
                whole = member if record.party not in former else CAKG.Population in self.kg.record(record.party or "").types
                if record.party == holder or not whole or record.says not in OPEN:
                    direct.append(record)
            elif bearer == holder:
                members.append(record)
        share, all_done = self._share(figures, members, due, as_of, occurrence, bearer) if bearer == holder else (None, None)
        return decide(kind, due, as_of, [*direct, all_done] if all_done else direct, effects, share)

    def is_alike(self, norm: str, responsibility: str | None) -> bool:
        """Say whether a duty is as far for one holder as for another, because nothing recorded of it names anybody."""
        return not self._of.get(responsibility or "") and not (self._checked and self.kg.record(norm).all(CAKG.appliesIf))

    def _speaks_of(self, iri: str, record: StatusRecord, occurrence: date | None) -> bool:
        stated = self.kg.record(iri).date(CAKG.ofOccurrence)
        return stated == occurrence or (stated is None and record.says in _WHOLE)

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
        return StatusRecord(iri, record.label(self.lang), kind, says, on, completed, party, spans)

    def _share(
        self,
        figures: list[str],
        members: list[StatusRecord],
        due: date | None,
        as_of: date,
        occurrence: date | None,
        bearer: str | None,
    ) -> tuple[Share | None, StatusRecord | None]:
        """Return how much is done by the latest figure, else by the members that reported; and the figure if it is all."""
        dated = [(day, iri) for iri in figures if (day := self._day(iri, occurrence)) and day <= as_of]
        if dated:
            day, iri = max(dated)
            record = self.kg.record(iri)
            done, of = read_number(record.one(CAKG.observedValue)), read_number(record.one(CAKG.denominator))
            exact = code(record.one(CAKG.comparator) or "equal") == "equal"
            whole = None
            if exact and done is not None and done == of and due and day <= due:
                whole = self._record(iri, "doneOnTime", day)
            if done is not None:
                sign = "" if exact else self.kg.record(record.one(CAKG.comparator) or "").label(self.lang) + " "
                share = Share(
                    f"{sign}{plain_number(done)}",
                    None if of is None else plain_number(of),
                    record.one(CAKG.measureUnit),
                    (iri,),
                )
                return share, whole
        finished = {record.party for record in members if record.says in DONE}
        if not members:
            return None, None
        from cakg.headcounts import headcounts  # duties without records of members need no counts

        counts = [item.count for item in headcounts(self.kg, bearer or "", as_of) if item.count and item.exact]
        total = str(counts[-1]) if counts else None
        return Share(str(len(finished)), total, None, tuple(record.iri for record in members)), None

    def _day(self, iri: str, occurrence: date | None) -> date | None:
        record = self.kg.record(iri)
        return record.date(CAKG.observedOn) if record.date(CAKG.ofOccurrence) == occurrence else None

    def _effects(self, norm: str, stated: str | None, holder: str | None, as_of: date) -> Iterator[StatusRecord | None]:
        """Yield what befell the norm or where it is stated by the day, and conditions found not to be met."""
        conditions = self.kg.record(norm).all(CAKG.appliesIf) if self._checked else []
        unmet = [self._condition(condition, holder, as_of) for condition in conditions]
        if unmet and all(unmet):  # whether one of several conditions is enough is not stated
            yield unmet[0]
        homes = [norm, *(closure(self.kg, stated, CAKG.provisionOf) if stated else ())]
        for home in homes:
            yield self._expiry(home, as_of)
            for effect in self._on.get(home, ()):
                yield self._effect(effect, as_of)
            for later, relation in self._later.get(home, ()):
                if not any(self.kg.record(effect).one(CAKG.effectOf) == later for effect in self._on.get(home, ())):
                    record = self.kg.record(later)
                    yield self._begun(later, relation, record.date(CAKG.effectiveFrom), as_of)

    def _expiry(self, home: str, as_of: date) -> StatusRecord | None:
        last = self.kg.record(home).date(CAKG.effectiveTo)
        return self._record(home, "expired", last) if last and last < as_of else None

    def _effect(self, iri: str, as_of: date) -> StatusRecord | None:
        effect = self.kg.record(iri)
        kind, last = code(effect.one(CAKG.effectKind) or ""), effect.date(CAKG.effectiveTo)
        if kind not in LEGAL or (last and last < as_of):
            return None
        return self._begun(effect.one(CAKG.effectOf) or iri, kind, effect.date(CAKG.effectiveFrom), as_of)

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

"""Builds duties from records, for one day and one view of the graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from cakg.authority import Statement, evidence_of, read_all_evidence, statement_of
from cakg.graph import KnowledgeGraph, Record
from cakg.graph.names import lowest_class
from cakg.messages import say
from cakg.model.deadline import SINCE_LAST_DONE, Completion, Deadline, Occurrence
from cakg.model.duty import Duty, Evidence, Party, Step, Unresolved
from cakg.model.holding import BY_DEFAULT, CERTAIN, UNRESOLVED, Holding, Way
from cakg.model.level import level_words
from cakg.model.omissions import LATER, OVER
from cakg.namespaces import CAKG
from cakg.obligations.progress import Progress
from cakg.obligations.times import Times
from cakg.populations import Containing, belongs, first_day, last_day
from cakg.succession import holder_of, holding_of, steps_of, unresolved_of
from cakg.terms import code

_REMEMBERED = 50_000
"""How many holdings are kept: one duty of every unit there ever was, not many duties of all."""


class Reader:
    """Builds duties from records, for one day."""

    def __init__(self, kg: KnowledgeGraph, as_of: date, lang: str, times: Times) -> None:
        self.kg = kg
        self.as_of = as_of
        self.lang = lang
        self._times = times
        self._progress = Progress(kg, as_of, lang)
        self.possible: list[Duty] = []
        """Duties of others that the party asked about may hold, which cannot be told."""
        self.outside: list[tuple[str, str | None, str]] = []
        """Norms and responsibilities that are stated or in force only after the day (later), or no longer on it (over)."""
        self._statements: dict[str, Statement] = {}
        self._holdings: dict[tuple[str, frozenset[str], date | None, str | None], Holding] = {}
        self._open: dict[tuple[str, str], Holding] = {}

    def read(self, asked: Containing | None) -> Iterator[Duty]:
        """Yield the rows of everybody, or those that reach the party asked about."""
        if asked is None:
            read_all_evidence(self.kg)
            yield from self.read_norms(self.kg.instances(CAKG.Norm))
            return
        from cakg.succession.reaching import ways_to

        met: set[tuple[str, str, str | None]] = set()
        for way in ways_to(self.kg, asked):
            for responsibility in self.kg.subjects(CAKG.bearer, way.bearer):
                for norm in self.kg.record(responsibility).all(CAKG.ofNorm):
                    key = (norm, responsibility, self._apart(way, norm))
                    if way.reached is None or key not in met:
                        rows = list(self._reached(norm, responsibility, way, asked.party))
                        met.update(key for _ in rows)
                        yield from rows

    def read_norms(self, norms: Iterable[str]) -> Iterator[Duty]:
        """Yield the rows of everybody that some norms bind."""
        for norm in norms:
            for responsibility in self.kg.subjects(CAKG.ofNorm, norm) or (None,):
                bearer = self.kg.record(responsibility).one(CAKG.bearer) if responsibility else None
                yield from self._duties(norm, responsibility, Way(bearer, bearer) if bearer else None)

    def _apart(self, way: Way, norm: str) -> str | None:
        """Return the member whose row stands beside those of others that came to the same holder.

        That is so where the day on which members are read is fixed; of today's members each has one row.
        """
        member = self._member(way)
        if member is None or way.population is None or self.holding(way.population, norm).steps:
            return None
        policy = self.kg.record(way.population).one(CAKG.membershipPolicy)
        return member if policy and code(policy) != "asOfQuery" else None

    def _member(self, way: Way) -> str | None:
        """Return the unit that bears a duty as a member of a class."""
        return way.party if way.population and CAKG.Unit in self.kg.record(way.party).types else None

    def _reached(self, norm: str, responsibility: str, way: Way, asked: str) -> Iterator[Duty]:
        """Yield the rows of the party asked about; of what an earlier body bore, those that came to it, no other."""
        if way.reached is None:
            yield from self._duties(norm, responsibility, way)
            return
        holding = self._holding(way, norm)
        received = next((step.on for step in holding.steps if step.receiver == way.reached), None)
        if received is None:
            if way.reached in holding.candidates:
                self.possible += self._duties(norm, responsibility, way)
        elif way.reached == asked or holding.holder != way.reached:
            yield from self._duties(norm, responsibility, way)
        elif self._was_there(asked, received):  # a member of the class that received it
            yield from self._duties(norm, responsibility, way, asked, received)

    def _holding(self, way: Way, norm: str) -> Holding:
        """Return who holds a duty that comes by a way; what a head bears goes where the post goes, not the body alone."""
        ended = way.post is not None and not self._was_there(way.post, self.as_of)
        if way.post and way.post != way.party and (ended or way.population is None):
            return self.holding(way.post, norm)
        return self.holding(way.party, norm, through=way.population)

    def _was_there(self, party: str, since: date | None) -> bool:
        """Say whether a party existed on some day from `since` to the day asked about."""
        first, last = first_day(self.kg, party), last_day(self.kg, party)
        return not (first and first > self.as_of) and not (last and since and last < since)

    def _path(self, way: Way, holding: Holding, member: Holding | None) -> tuple[Step, ...]:
        through = ("population", way.population, "path-population") if way.population else ("direct", way.party, "path-direct")
        post = (self.step("post", way.post, "path-post"),) if way.post else ()
        path = (self.step(*through), *post, *steps_of(self.kg, holding, self.lang))
        if member is None:
            return path
        return (*path, self.step("population", holding.holder, "path-population"), *steps_of(self.kg, member, self.lang))

    def step(self, step: str, iri: str, basis: str) -> Step:
        """Return a step that needs no succession."""
        return Step(step, iri, None, say(basis, self.lang, name=self.label(iri)), CERTAIN)

    def label(self, iri: str) -> str:
        """Return the name of a record in the language of the answer."""
        return self.kg.record(iri).label(self.lang)

    def statement(self, norm: str) -> Statement:
        """Return where and when a norm is stated."""
        return self._statements.get(norm) or self._statements.setdefault(norm, statement_of(self.kg, norm, self.lang))

    def holding(self, party: str, norm: str, since: date | None = None, *, through: str | None = None) -> Holding:
        """Return who holds the duty of a party: `since` a day, else since the norm was stated; `through` its class.

        That day matters only where anything ever passed on.
        """
        functions = self.functions(norm)
        if self.stays(party, functions, through):
            return self._held(party, functions, None, through)
        return self._held(party, functions, since or self.statement(norm).not_before, through)

    def stays(self, party: str, functions: frozenset[str], through: str | None = None) -> bool:
        """Say whether nothing ever passed on from a party, whatever the day on which a duty was stated."""
        holding = self._held(party, functions, None, through)
        return not holding.steps and holding.certainty == CERTAIN

    def functions(self, norm: str) -> frozenset[str]:
        """Return the functions to which a norm says it belongs."""
        return frozenset(self.kg.record(norm).all(CAKG.concernsFunction))

    def _held(self, party: str, functions: frozenset[str], stated: date | None, through: str | None) -> Holding:
        key = (party, functions, stated, through)
        if key not in self._holdings:
            if len(self._holdings) >= _REMEMBERED:
                self._holdings.clear()
            self._holdings[key] = holding_of(self.kg, party, self.as_of, functions=functions, stated=stated, through=through)
        return self._holdings[key]

    def _duties(
        self, norm: str, responsibility: str | None, way: Way | None, joined: str | None = None, since: date | None = None
    ) -> Iterator[Duty]:
        """Yield the rows of one responsibility; `joined` is a member of the class that received it, on the day `since`."""
        statement = self.statement(norm)
        record = self.kg.record(norm)
        first = max(filter(None, (statement.not_before, record.date(CAKG.validFrom))), default=self.as_of)
        last = record.date(CAKG.validTo) or self.as_of
        if not first <= self.as_of <= last:
            self.outside.append((norm, responsibility, LATER if self.as_of < first else OVER))
            return
        holding = self._holding(way, norm) if way else None
        member = self.holding(joined, norm, since) if joined else None
        path = self._path(way, holding, member) if way and holding else ()
        of = joined or (self._member(way) if way else None)
        if member and holding:
            certainties = {holding.certainty, member.certainty}
            holding = member._replace(certainty=next(name for name in (UNRESOLVED, BY_DEFAULT, CERTAIN) if name in certainties))
        bearer = self.kg.record(responsibility).one(CAKG.bearer) if responsibility else None

        def done() -> Completion | None:
            return self._progress.last_done(responsibility, bearer, holding.holder if holding else None, path, of)

        for step in record.all(CAKG.step) or (None,):
            for deadline, turn in self._times.of(norm, step, responsibility, statement, done):
                if way is None or self._is_meant(way, statement, deadline):
                    yield self._duty(norm, step, deadline, turn, responsibility, path, holding, statement, of)

    def _is_meant(self, way: Way, statement: Statement, deadline: Deadline) -> bool:
        """Say whether a unit was a member of the class on the day that the class goes by."""
        if way.population is None or CAKG.Unit not in self.kg.record(way.party).types:
            return True
        return belongs(self.kg, way.population, way.party, issued=statement.not_before, due=deadline.due, as_of=self.as_of)

    def unresolved(self, rows: list[Duty]) -> Iterator[Unresolved]:
        """Yield each norm and holder of which nobody can be named, once."""
        found = {(duty.norm, duty.holder.iri): None for duty in rows if duty.holder and duty.holder.certainty == UNRESOLVED}
        for norm, holder in found:
            yield unresolved_of(self.kg, norm, self._open[norm, holder], self.lang)

    def _duty(
        self,
        norm: str,
        step: str | None,
        deadline: Deadline,
        turn: Occurrence | None,
        responsibility: str | None,
        path: tuple[Step, ...],
        holding: Holding | None,
        statement: Statement,
        member: str | None,
    ) -> Duty:
        kg, record = self.kg, self.kg.record(norm)
        bond = kg.record(responsibility) if responsibility else None
        bearer = bond.one(CAKG.bearer) if bond else None
        deliverables = record.all(CAKG.expects)
        if holding:
            self.note(norm, holding)
        party = holding.holder if holding else None
        status = self._progress.fields(norm, responsibility, deadline, turn, statement.iri, bearer, party, path, member)
        return Duty(
            norm=norm,
            responsibility=responsibility,
            code=code(norm),
            kind=lowest_class(kg, norm),
            labels=record.labels(),
            deliverable="; ".join(kg.labels(deliverables, self.lang)) or None,
            step=step,
            level=self._level(step) if step else None,
            bearer=Party(bearer, self.label(bearer), _code(bond.one(CAKG.bearerBasis))) if bond and bearer else None,
            holder=holder_of(kg, holding, self.lang) if holding else None,
            path=path,
            role=_code(bond.one(CAKG.role)) if bond else None,
            modality=_code(record.one(CAKG.modality)),
            modalVerb=record.one(CAKG.modalVerb),
            force=_code(record.one(CAKG.bindingForce)),
            deadline=deadline,
            instrument=statement.instrument,
            utterance=statement.utterance,
            statedIn=statement.iri,
            reported=statement.reported,
            evidence=tuple(self._evidence(norm, step, responsibility)),
            **status,
            member=self.party(member) if member else None,
        )

    def party(self, iri: str) -> Party:
        """Return a unit as a party that nothing states as a bearer."""
        return Party(iri, self.label(iri), None)

    def note(self, norm: str, holding: Holding) -> None:
        """Keep what is known of a duty whose holder cannot be told, for `unresolved`."""
        if holding.certainty == UNRESOLVED:
            self._open[norm, holding.holder] = holding

    def judged(self, duty: Duty) -> Duty:
        """Return a duty with the status that the records give it for the party that holds it."""
        if self._progress.is_alike(duty.norm, duty.responsibility):
            return duty
        bearer, holder = (party.iri if party else None for party in (duty.bearer, duty.holder))
        member, deadline, turn = duty.member.iri if duty.member else None, duty.deadline, duty.occurrence
        if deadline.recurrenceBasis == SINCE_LAST_DONE:

            def done() -> Completion | None:
                return self._progress.last_done(duty.responsibility, bearer, holder, duty.path, member)

            given = (duty.norm, duty.step, duty.responsibility, self.statement(duty.norm))
            deadline, turn = self._times.again(deadline, *given, done)
        status = self._progress.fields(
            duty.norm, duty.responsibility, deadline, turn, duty.statedIn, bearer, holder, duty.path, member
        )
        return duty._replace(deadline=deadline, **status)

    def _level(self, step: str) -> str | None:
        """Say the level of a target step; None where no level is stated."""
        record = self.kg.record(step)
        return level_words(
            record.all(CAKG.lowerBound, CAKG.upperBound),
            self.lang,
            comparator=self._concept(record, CAKG.comparator),
            unit=record.one(CAKG.measureUnit),
            scope=self._concept(record, CAKG.scope),
            reading=self._concept(record, CAKG.boundReading),
        )

    def _concept(self, record: Record, property_: str) -> str | None:
        concept = record.one(property_)
        return self.label(concept) if concept else None

    def _evidence(self, norm: str, step: str | None, responsibility: str | None) -> Iterator[Evidence]:
        deadlines = [self.kg.record(iri).one(CAKG.deadline) for iri in (responsibility, step, norm) if iri]
        for supports, owner in (
            ("action", norm),
            ("action", step),
            ("bearer", responsibility),
            ("deadline", next(filter(None, deadlines), None)),
        ):
            yield from evidence_of(self.kg, owner, supports)


def _code(iri: str | None) -> str | None:
    return code(iri) if iri else None

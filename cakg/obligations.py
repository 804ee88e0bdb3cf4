"""Who must do what by when, under which instrument, and how sure we are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from cakg.authority import Statement, evidence_of, statement_of
from cakg.calendars import read_date, show_date
from cakg.deadlines import deadlines_of, in_turns
from cakg.graph import KnowledgeGraph, Record
from cakg.graph.names import DOCUMENTS, PARTIES, lowest_class, resolve, resolve_concept, types_of, words_of
from cakg.messages import say
from cakg.model.deadline import Occurrence
from cakg.model.duty import Deadline, Duties, Duty, Evidence, Holder, Move, Party, Step, Unresolved
from cakg.namespaces import CAKG, OA, VOCAB
from cakg.numbers import show_number
from cakg.populations import Containing, containing, exists
from cakg.readings import check_readings
from cakg.status import status_of
from cakg.terms import code
from cakg.text import collation_key

NOT_DUTIES = ("call", "wish")
"""Modalities that are kept but are no duty unless the caller asks for their force."""

_NAMING = (CAKG.statedIn, CAKG.implements, CAKG.mentions)


def duties(
    kg: KnowledgeGraph,
    unit: str | None = None,
    *,
    by: str | date | None = None,
    from_: str | date | None = None,
    role: str | None = None,
    status: str | None = None,
    document: str | None = None,
    force: str | None = None,
    readings: Mapping[str, str] | None = None,
    as_of: str | date,
    lang: str = "vi",
) -> Duties:
    """Return the duties stated on or before `as_of`, one row for each norm (or target step) and bearer.

    `unit` takes a name, a short IRI or an IRI of a unit, class of units or post; its rows are its own duties, those of
    the classes that contain it by definition and of the posts that head any of these, never those of its members.
    `by` and `from_` (days) bound the due day and leave undated rows out, counted in `undated`. `role`, `status` and `force`
    take a code or the Vietnamese label; `document` an instrument or mention by number, name or IRI; `lang` (vi or
    en) chooses the labels. Recurring duties have one row for each occurrence due from `from_` to
    `by`; where either is missing they are one row without a day.
    `readings` switches reading rules, each to an alternative; `moved` of the answer lists what that changes.

    Raises UnknownNameError for a name, code or rule that is not known, ValueRefusedError for a date that is none.

    >>> from cakg.graph import load
    >>> found = duties(load(), "Công an các địa phương", by="2025-12-31", as_of="2024-12-01")
    >>> all(duty.deadline.due is not None for duty in found)
    True
    """
    kg.require_acyclic()
    window = (None if from_ is None else read_date(from_), None if by is None else read_date(by))
    reader = _Reader(kg, read_date(as_of), lang, check_readings(readings), window)
    wanted = _Filter(
        from_=window[0],
        by=window[1],
        role=None if role is None else resolve_concept(kg, role, VOCAB.role),
        status=None if status is None else resolve_concept(kg, status, VOCAB.status),
        force=None if force is None else resolve_concept(kg, force, VOCAB["binding-force"]),
        norms=None if document is None else frozenset(_norms_of(kg, resolve(kg, document, *DOCUMENTS, CAKG.Norm))),
    )
    asked = None if unit is None else containing(kg, resolve(kg, unit, *PARTIES))
    rows: list[Duty] = []
    undated = calls = 0
    for duty in reader.read(asked):
        if not wanted.keeps(duty):
            continue
        if duty.modality in NOT_DUTIES and wanted.force is None:
            calls += 1
        elif wanted.has_dates and duty.deadline.due is None:
            undated += 1
        elif wanted.keeps_date(duty.deadline):
            rows.append(duty)
    rows.sort(key=_order)
    return Duties(
        as_of=reader.as_of,
        rows=tuple(rows),
        undated=undated,
        calls=calls,
        chosen=tuple(kg.labels(_burdened(kg, asked), lang)) if asked else (),
        unresolved=tuple(_unresolved(kg, rows, lang)),
        moved=tuple(sorted(set(reader.moved), key=lambda move: (move.code, move.step or "", str(move.old.stated)))),
        sources=kg.sources,
        words=words_of(kg, (key for duty in rows for key in duty.word_keys), lang),
        example_data=kg.example_data,
        notices=kg.notices,
    )


@dataclass(frozen=True)
class _Filter:
    by: date | None
    from_: date | None
    role: str | None
    status: str | None
    force: str | None
    norms: frozenset[str] | None

    @property
    def has_dates(self) -> bool:
        return self.by is not None or self.from_ is not None

    def keeps(self, duty: Duty) -> bool:
        return (
            (self.role is None or duty.role == self.role)
            and (self.status is None or duty.status == self.status)
            and (self.force is None or duty.force == self.force)
            and (self.norms is None or duty.norm in self.norms)
        )

    def keeps_date(self, deadline: Deadline) -> bool:
        due = deadline.due
        return due is None or ((self.by is None or due <= self.by) and (self.from_ is None or due >= self.from_))


class _Reader:
    """Builds duties from records, for one day."""

    def __init__(
        self,
        kg: KnowledgeGraph,
        as_of: date,
        lang: str,
        readings: Mapping[str, str],
        window: tuple[date | None, date | None],
    ) -> None:
        self.kg = kg
        self.as_of = as_of
        self.lang = lang
        self.readings = readings
        self.window = window
        self.moved: list[Move] = []
        self._statements: dict[str, Statement] = {}
        self._spans: dict[tuple[str, str], tuple[Evidence, ...]] = {}

    def read(self, asked: Containing | None) -> Iterator[Duty]:
        if asked is None:
            for norm in self.kg.instances(CAKG.Norm):
                for responsibility in self.kg.subjects(CAKG.ofNorm, norm) or (None,):
                    yield from self._duties(norm, responsibility, self._direct(responsibility))
            return
        reached = [(asked.party, self._step("direct", asked.party, "path-direct"))]
        reached += [(iri, self._step("population", iri, "path-population")) for iri in asked.populations]
        for bearer, step in reached:
            for responsibility in self.kg.subjects(CAKG.bearer, bearer):
                yield from self._for_norms(responsibility, asked.party, (step,))
        steps = dict(reached)
        for post, headed in asked.posts:
            for responsibility in self.kg.subjects(CAKG.bearer, post):
                path = (steps[headed], self._step("post", post, "path-post"))
                yield from self._for_norms(responsibility, asked.party, path)

    def _for_norms(self, responsibility: str, holder: str, path: tuple[Step, ...]) -> Iterator[Duty]:
        for norm in self.kg.record(responsibility).all(CAKG.ofNorm):
            yield from self._duties(norm, responsibility, path, holder)

    def _direct(self, responsibility: str | None) -> tuple[Step, ...]:
        bearer = self.kg.record(responsibility).one(CAKG.bearer) if responsibility else None
        return (self._step("direct", bearer, "path-direct"),) if bearer else ()

    def _step(self, step: str, iri: str, basis: str) -> Step:
        return Step(step, iri, None, say(basis, self.lang, name=self._label(iri)), "certain")

    def _label(self, iri: str) -> str:
        return self.kg.record(iri).label(self.lang)

    def _duties(
        self, norm: str, responsibility: str | None, path: tuple[Step, ...], holder: str | None = None
    ) -> Iterator[Duty]:
        statement = self._statements.get(norm) or self._statements.setdefault(norm, statement_of(self.kg, norm, self.lang))
        record = self.kg.record(norm)
        first = max(filter(None, (statement.not_before, record.date(CAKG.validFrom))), default=self.as_of)
        last = record.date(CAKG.validTo) or self.as_of
        if not first <= self.as_of <= last:
            return
        for step in record.all(CAKG.step) or (None,):
            for deadline in self._deadlines(norm, step, responsibility, statement):
                for timed, turn in in_turns(deadline, *self.window, since=statement.not_before, last=record.date(CAKG.validTo)):
                    yield self._duty(norm, step, timed, turn, responsibility, path, holder, statement)

    def _deadlines(self, norm: str, step: str | None, responsibility: str | None, statement: Statement) -> tuple[Deadline, ...]:
        """Return the times of a duty under the readings asked for, and note those the switched rules move."""
        owners, said = (responsibility, step, norm), statement.on
        read = deadlines_of(self.kg, *owners, as_of=self.as_of, issued=said, readings=self.readings)
        if self.readings:
            label = self._label(norm)
            for old, new in zip(deadlines_of(self.kg, *owners, as_of=self.as_of, issued=said), read, strict=True):
                if old != new:
                    self.moved.append(Move(norm, code(norm), step, label, old, new))
        return read

    def _duty(
        self,
        norm: str,
        step: str | None,
        deadline: Deadline,
        turn: Occurrence | None,
        responsibility: str | None,
        path: tuple[Step, ...],
        holder: str | None,
        statement: Statement,
    ) -> Duty:
        kg, record = self.kg, self.kg.record(norm)
        bond = kg.record(responsibility) if responsibility else None
        bearer = bond.one(CAKG.bearer) if bond else None
        status, basis = status_of(deadline, self.as_of)
        deliverables = record.all(CAKG.expects)
        return Duty(
            norm=norm,
            code=code(norm),
            kind=lowest_class(kg, norm),
            labels=record.labels(),
            deliverable="; ".join(kg.labels(deliverables, self.lang)) or None,
            step=step,
            level=self._level(step) if step else None,
            bearer=Party(bearer, self._label(bearer), _code(bond.one(CAKG.bearerBasis))) if bond and bearer else None,
            holder=self._holder(holder or bearer) if bearer else None,
            path=path,
            role=_code(bond.one(CAKG.role)) if bond else None,
            modality=_code(record.one(CAKG.modality)),
            modalVerb=record.one(CAKG.modalVerb),
            force=_code(record.one(CAKG.bindingForce)),
            deadline=deadline,
            occurrence=turn,
            status=status,
            statusBasis=say(basis, self.lang, due=show_date(deadline.due)),
            instrument=statement.instrument,
            utterance=statement.utterance,
            statedIn=statement.iri,
            evidence=tuple(self._evidence(norm, step, responsibility)),
        )

    def _level(self, step: str) -> str | None:
        """Say the level of a target step: comparator, bounds and unit, then the scope; None where no level is stated."""
        record = self.kg.record(step)
        bounds = " - ".join(show_number(value, self.lang) for value in record.all(CAKG.lowerBound, CAKG.upperBound))
        if not bounds:
            return None
        comparator, scope = (self._concept(record, name) for name in (CAKG.comparator, CAKG.scope))
        level = " ".join(filter(None, (comparator, bounds, record.one(CAKG.measureUnit))))
        return ", ".join(filter(None, (level, scope)))

    def _concept(self, record: Record, property_: str) -> str | None:
        concept = record.one(property_)
        return self._label(concept) if concept else None

    def _holder(self, party: str) -> Holder:
        certainty = "certain" if exists(self.kg, party, self.as_of) else "unresolved"
        return Holder(party, self._label(party), certainty)

    def _evidence(self, norm: str, step: str | None, responsibility: str | None) -> Iterator[Evidence]:
        deadlines = [self.kg.record(iri).one(CAKG.deadline) for iri in (responsibility, step, norm) if iri]
        for supports, owner in (
            ("action", norm),
            ("action", step),
            ("bearer", responsibility),
            ("deadline", next(filter(None, deadlines), None)),
        ):
            if owner and (owner, supports) not in self._spans:
                self._spans[owner, supports] = tuple(evidence_of(self.kg, owner, supports))
            yield from self._spans.get((owner or "", supports), ())


def _norms_of(kg: KnowledgeGraph, document: str) -> Iterator[str]:
    """Yield the norms a document states or proves, and those that say they carry it out or name it."""
    homes = [document, *kg.subjects(CAKG.provisionOf, document), *kg.subjects(CAKG.refersTo, document)]
    homes += [said for occasion in homes for said in kg.subjects(CAKG.atOccasion, occasion)]
    found = {norm for home in homes for name in _NAMING for norm in kg.subjects(name, home)}
    found |= {norm for span in kg.subjects(OA.hasSource, document) for norm in kg.subjects(CAKG.evidencedBy, span)}
    yield from (norm for norm in (document, *found) if CAKG.Norm in types_of(kg, norm))


def _burdened(kg: KnowledgeGraph, asked: Containing) -> list[str]:
    """Return the classes of chosen units around the asked one that bear any duty."""
    return [population for population in asked.chosen if kg.subjects(CAKG.bearer, population)]


def _unresolved(kg: KnowledgeGraph, rows: list[Duty], lang: str) -> Iterator[Unresolved]:
    seen: set[tuple[str, str]] = set()
    for duty in rows:
        holder = duty.holder
        if holder is None or holder.certainty != "unresolved" or (duty.norm, holder.iri) in seen:
            continue
        seen.add((duty.norm, holder.iri))
        receivers = [
            receiver
            for transfer in kg.subjects(CAKG.fromHolder, holder.iri)
            for receiver in kg.record(transfer).all(CAKG.toHolder)
        ]
        candidates = tuple(Holder(iri, kg.record(iri).label(lang), "unresolved") for iri in dict.fromkeys(receivers))
        yield Unresolved(duty.norm, say("holder-gone", lang, name=holder.label), candidates)


def _code(iri: str | None) -> str | None:
    return code(iri) if iri else None


def _order(duty: Duty) -> tuple[object, ...]:
    due = duty.deadline.due
    bearer = duty.bearer.label if duty.bearer else ""
    return (
        due is None,
        due or date.max,
        duty.code,
        duty.step or "",
        collation_key(bearer),
        duty.role or "",
        duty.bearer.iri if duty.bearer else "",
    )

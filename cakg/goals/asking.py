"""Which targets there are, and what the records say about each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from cakg.authority import Statement, norms_of, statement_of
from cakg.calendars import read_date
from cakg.deadlines import deadlines_of
from cakg.goals.comparisons import compare
from cakg.goals.criteria import criteria_sets
from cakg.goals.figures import figures_of, read_figure
from cakg.goals.followers import ended_class
from cakg.goals.judging import flips_of, verdicts_of
from cakg.goals.levels import readings_of
from cakg.graph import KnowledgeGraph
from cakg.graph.grades import gravest
from cakg.graph.names import DOCUMENTS, PARTIES, resolve, words_of
from cakg.headcounts import headcounts, snapshots
from cakg.model.deadline import Deadline
from cakg.model.duty import Party
from cakg.model.target import Denominator, Figure, Headcount, Targets, TargetStep
from cakg.namespaces import CAKG
from cakg.populations import Containing, containing, is_partition, reach
from cakg.terms import code


def targets(
    kg: KnowledgeGraph,
    unit: str | None = None,
    document: str | None = None,
    *,
    as_of: str | date,
    known_at: str | date | None = None,
    lang: str = "vi",
) -> Targets:
    """Return the targets stated on or before `as_of`, one row for each step, with all that bears on "reached or not".

    Each level keeps its bounds as printed. The class counted is counted under every membership policy side by side,
    each count with its own date; figures observed on or before `as_of` are given as numerator and denominator, and
    the verdict for every denominator and every reading of the level, with the choices that change it. Criteria sets and
    what keeps a unit from passing come with them. `unit` keeps the targets that count or bind it and its own figures,
    `document` those a document states or names; `known_at` leaves out what was recorded later.

    Raises UnknownNameError for a name the graph does not know, ValueRefusedError for a date that is none.

    >>> from cakg.graph import load
    >>> [step.upper for step in targets(load(), as_of="2024-12-01") if step.lower == "30"]
    ['50']
    """
    known, day = (None if known_at is None else read_date(known_at)), read_date(as_of)
    kg = kg.known_on(known)
    kg.require_acyclic()
    asked = None if unit is None else containing(kg, resolve(kg, unit, *PARTIES, as_of=day), day)
    paper = None if document is None else resolve(kg, document, *DOCUMENTS, CAKG.Norm)
    norms = None if paper is None else frozenset(norms_of(kg, paper))
    named = (("unit", asked.party if asked else None), ("document", paper))
    everything = [row for norm in kg.instances(CAKG.Target) for row in _rows(kg, norm, day, lang)]
    everything.sort(key=lambda row: (row.code, row.step or "", row.deadline.due or date.max, row.deadline.stated or ""))
    rows = [row for row in everything if (norms is None or row.norm in norms) and (asked is None or _concerns(kg, row, asked))]
    shown = {row.norm for row in rows}
    used = {figure.iri for row in rows for figure in row.figures}
    loose = [
        read_figure(kg, iri, day, lang)
        for iri in kg.instances(CAKG.ProgressObservation)
        if iri not in used and norms is None and (asked is None or asked.party in kg.record(iri).all(CAKG.observedOf))
    ]
    figures = tuple(figure for figure in loose if figure and (figure.day is None or figure.day <= day))
    sets = criteria_sets(kg, day, lang, party=asked.party if asked else None) if norms is None else ()
    return Targets(
        as_of=day,
        known_at=known,
        rows=tuple(rows),
        comparisons=tuple(item for item in compare(kg, everything, lang) if {item.local, item.higher} & shown),
        figures=figures,
        criteria=tuple(sets),
        sources=kg.sources,
        asked=tuple((name, kg.record(iri).label(lang)) for name, iri in named if iri),
        words=words_of(kg, _word_keys(rows, figures), lang),
        example_data=kg.example_data,
        notices=kg.notices,
        grade=gravest(kg),
    )


def _concerns(kg: KnowledgeGraph, row: TargetStep, asked: Containing) -> bool:
    """Say whether a target counts a party, or binds it, one of its classes or one of their heads, or asks for it by itself."""
    norm = row.norm
    if row.scope == "eachPartition" and row.population and is_partition(kg, asked.party, row.population.iri):
        return True
    around = {asked.party, *asked.populations, *(post for post, _ in asked.posts)}
    bearers = {bearer for bond in kg.subjects(CAKG.ofNorm, norm) for bearer in kg.record(bond).all(CAKG.bearer)}
    counted = kg.record(norm).all(CAKG.population)
    above = {upper for population in counted for upper in kg.record(population).all(CAKG.within)}
    return bool(around & {*bearers, *counted, *above})


def _rows(kg: KnowledgeGraph, norm: str, as_of: date, lang: str) -> Iterator[TargetStep]:
    record, statement = kg.record(norm), statement_of(kg, norm, lang)
    first = max(filter(None, (statement.not_before, record.date(CAKG.validFrom))), default=as_of)
    if not first <= as_of <= (record.date(CAKG.validTo) or as_of):
        return
    issued = statement.instrument.issuedOn if statement.instrument else statement.utterance and statement.utterance.date
    for step in record.all(CAKG.step) or (None,):
        for deadline in deadlines_of(kg, step, norm, lang=lang):
            yield _row(kg, norm, step, deadline, as_of, lang, statement, issued or None)


def _row(
    kg: KnowledgeGraph,
    norm: str,
    step: str | None,
    deadline: Deadline,
    as_of: date,
    lang: str,
    statement: Statement,
    issued: date | None,
) -> TargetStep:
    record, level = kg.record(norm), kg.record(step or norm)
    population, indicator = record.one(CAKG.population), record.one(CAKG.indicator)
    denominators = tuple(_with_followers(kg, population, issued, deadline.due, as_of, lang)) if population else ()
    figures = tuple(figures_of(kg, indicator, population, as_of, lang)) if indicator else ()
    unit, scope = level.one(CAKG.measureUnit), _code(level.one(CAKG.scope))
    readings = readings_of(_code(level.one(CAKG.comparator)), level.one(CAKG.lowerBound), level.one(CAKG.upperBound))
    split = {figure.about for figure in figures if reach(kg, figure.iri, population) == "part"}
    parts = {
        part: tuple(_denominators(kg, population or "", issued, deadline.due, as_of, part))
        for part in sorted(split)
        if scope == "eachPartition"
    }
    verdicts = tuple(verdicts_of(kg, population, figures, denominators, readings, unit, scope, deadline.due, parts=parts))
    return TargetStep(
        norm=norm,
        code=code(norm),
        labels=record.labels(),
        step=step,
        indicator=indicator,
        indicatorLabel=kg.record(indicator).label(lang) if indicator else None,
        population=Party(population, kg.record(population).label(lang), None) if population else None,
        comparator=_code(level.one(CAKG.comparator)),
        lower=level.one(CAKG.lowerBound),
        upper=level.one(CAKG.upperBound),
        boundReading=_code(level.one(CAKG.boundReading)),
        measureUnit=unit,
        scope=scope,
        deadline=deadline,
        policy=_code(kg.record(population).one(CAKG.membershipPolicy)) if population else None,
        force=_code(record.one(CAKG.bindingForce)),
        statedIn=statement.iri,
        statedOn=issued,
        denominators=denominators,
        figures=figures,
        verdicts=verdicts,
        flips=tuple(flips_of(verdicts)),
        secrecy=statement.instrument.secrecy if statement.instrument else None,
    )


def _with_followers(
    kg: KnowledgeGraph, population: str, issued: date | None, due: date | None, as_of: date, lang: str
) -> Iterator[Denominator]:
    """Yield the headcounts of a class; where it has ended by the day of one, that says who follows it."""
    for item in _denominators(kg, population, issued, due, as_of):
        on = item.headcount.on
        ended = ended_class(kg, population, on, lang) if item.headcount.basis == "ended" and on else None
        yield replace(item, headcount=replace(item.headcount, ended=ended)) if ended else item


def _denominators(
    kg: KnowledgeGraph, population: str, issued: date | None, due: date | None, as_of: date, part: str | None = None
) -> Iterator[Denominator]:
    """Yield the headcount under each policy, of a class or of its members under one unit.

    Every published count is one that may have been frozen.
    """
    for policy, day in (("asOfIssue", issued), ("asOfDueDate", due), ("asOfQuery", as_of)):
        told = day if day is None or day <= as_of else None  # who will be a member on a day to come is not known
        yield from (Denominator(policy, day, count) for count in headcounts(kg, population, told, part))
    frozen = [item for item in snapshots(kg, population, part) if item.on and item.on <= as_of]
    for item in frozen:
        yield Denominator("frozenSnapshot", item.on, item)
    if part and not frozen and snapshots(kg, population):
        yield Denominator("frozenSnapshot", None, Headcount(None, None, "notKnown"))


def _code(iri: str | None) -> str | None:
    return code(iri) if iri else None


def _word_keys(rows: list[TargetStep], loose: tuple[Figure, ...]) -> Iterator[str]:
    yield from (f"membership-policy/{name}" for name in ("asOfIssue", "asOfDueDate", "asOfQuery", "frozenSnapshot"))
    yield from (f"pass-rule/{name}" for name in ("all", "atLeastCount", "score", "unknown"))
    for figure in (*loose, *(figure for row in rows for figure in row.figures)):
        if figure.comparator:
            yield f"comparator/{figure.comparator}"
    for row in rows:
        for scheme, name in (
            ("comparator", row.comparator),
            ("scope", row.scope),
            ("bound-reading", row.boundReading),
            ("secrecy", row.secrecy),
        ):
            if name:
                yield f"{scheme}/{name}"
        yield from (f"reading-rule/{rule}" for rule in row.deadline.rules)
        for item in row.denominators:
            if item.headcount.comparator:
                yield f"comparator/{item.headcount.comparator}"

"""What the graph says about one record, and on a day about those that precede and follow it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from cakg.calendars import read_date
from cakg.errors import UnknownNameError
from cakg.graph import KnowledgeGraph, Record
from cakg.graph.grades import gravest
from cakg.graph.names import PARTIES, find, lowest_class, resolve, types_of, words_of
from cakg.messages import say
from cakg.model.holding import UNRESOLVED
from cakg.model.omissions import AMBIGUOUS
from cakg.model.proof import Card, Onward, Related
from cakg.namespaces import CAKG, OA, RDF, SKOS
from cakg.numbers import show_number
from cakg.obligations import duties
from cakg.populations import closure, exists, last_day
from cakg.succession import followers_of, holding_of
from cakg.terms import code, shorten
from cakg.text import collation_key

_SUCCESSION = {CAKG.succeededBy: "byDefaultRule", CAKG.partlySucceededBy: "unresolved"}
"""How sure it is that who follows a unit holds its duties: who takes over all does by the default rule, one of several may."""
_HIDDEN = {RDF.type, SKOS.prefLabel, CAKG.evidencedBy, OA.hasSelector, CAKG.spanSha256, *_SUCCESSION}


def show(
    kg: KnowledgeGraph,
    ref: str,
    *,
    as_of: str | date | None = None,
    known_at: str | date | None = None,
    lang: str = "vi",
) -> Card:
    """Return what the graph says about an instrument, unit, norm or any other record.

    `ref` is an IRI, a number ("42/KH-BCA-V05"), a visible code or a name. Instruments, parties and norms are looked
    for first. With `as_of` a name means the unit that bears it on that day, and the card says whether a unit, class or post
    exists then, what stands above it, which duties state, carry out or name an instrument, and who has by then what a
    successor received that has ended since; who follows a unit and whom it follows stands there for any day. `known_at`
    leaves out what was recorded later. Raises UnknownNameError with the nearest names or the candidates.

    >>> from cakg.graph import load
    >>> show(load(), "42/KH-BCA-V05").kind
    'Instrument'
    """
    kg = kg.known_on(None if known_at is None else read_date(known_at))
    kg.require_acyclic()
    day = read_date(as_of) if as_of else None
    for classes in ((CAKG.Instrument, CAKG.Norm, *PARTIES), ()):
        try:
            iri = resolve(kg, ref, *classes, as_of=day)
            break
        except UnknownNameError as error:
            if error.key == "name-ambiguous" or not classes or not find(kg, ref):
                raise
    record, register = kg.record(iri), kg.register_of(iri)
    facts, pointers = tuple(_facts(kg, record, lang)), tuple(_pointers(kg, iri, lang))
    used = [name for name, _ in (*facts, *pointers)]
    followers = tuple(_followers(kg, record, lang))
    existence = record.one(CAKG.existence)
    existing = exists(kg, iri, day) if day and record.types & set(PARTIES) else None
    parents = tuple(Related(upper, kg.record(upper).label(lang), None, None, "certain") for upper in _parents(kg, record, day))
    outlived = [(upper, None) for upper in parents] if existing else []
    named = duties(kg, document=iri, as_of=day, lang=lang) if day and CAKG.Instrument in types_of(kg, iri) else None
    return Card(
        iri=iri,
        label=record.label(lang),
        kind=_kind(kg, record, lang),
        asOf=day.isoformat() if day else None,
        existing=None if existing and existence else existing,
        existence=code(existence) if existence else None,
        validFrom=record.one(CAKG.existsFrom) or record.one(CAKG.effectiveFrom),
        validTo=record.one(CAKG.existsTo) or record.one(CAKG.effectiveTo),
        parents=parents,
        successors=tuple(related for related, _ in followers),
        predecessors=tuple(_forerunners(kg, record, lang)),
        onward=tuple(_onward(kg, (*outlived, *followers), day, lang)) if day else (),
        facts=facts,
        pointers=pointers,
        duties=tuple(named or ()),
        ambiguous=named.undecided.get(AMBIGUOUS, 0) if named is not None else 0,
        words=words_of(kg, _spoken(record, used), lang),
        example_data=kg.example_data,
        grade=gravest(kg),
        register=register.name if register else None,
        snapshot=register.snapshot if register else None,
    )


def _spoken(record: Record, properties: list[str]) -> Iterator[str]:
    """Yield the keys of the words a card needs."""
    yield from (f"property/{code(name)}" for name in (*record.types, *properties) if name.startswith(CAKG.base))
    yield from (f"existence/{code(value)}" for value in record.all(CAKG.existence))


def _parents(kg: KnowledgeGraph, record: Record, day: date | None) -> list[str]:
    """Return the units directly above a unit: on a day those that exist then, or that did when it began or ended."""
    uppers = record.all(CAKG.parentUnit)
    if day is None or len(uppers) < 2:  # noqa: PLR2004 - one parent was the only one
        return uppers
    first, last = record.date(CAKG.existsFrom), record.date(CAKG.existsTo)
    day = max(day, first) if first else day
    day = min(day, last) if last else day
    alive = [upper for upper in uppers if exists(kg, upper, day)]
    return [upper for upper in alive if not any(upper in closure(kg, lower, CAKG.parentUnit) - {lower} for lower in alive)]


def _kind(kg: KnowledgeGraph, record: Record, lang: str) -> str:
    if CAKG.Unit in record.types:
        kind = record.one(CAKG.unitKind)
        return kg.record(kind).label(lang) if kind else "Unit"
    return lowest_class(kg, record.iri)


def _followers(kg: KnowledgeGraph, record: Record, lang: str) -> Iterator[tuple[Related, str | None]]:
    """Yield who follows a record, with the function received where it was one."""
    yield from _transfers(kg, record.iri, CAKG.fromHolder, CAKG.toHolder, lang)
    last = record.date(CAKG.existsTo)
    day = (last + timedelta(1)).isoformat() if last else None
    for property_, certainty in _SUCCESSION.items():
        for other in record.all(property_):
            yield Related(other, kg.record(other).label(lang), day, None, certainty), None


def _onward(kg: KnowledgeGraph, followers: tuple[tuple[Related, str | None], ...], as_of: date, lang: str) -> Iterator[Onward]:
    """Yield who has on a day what each follower had received by then, where it is not that one."""
    for related, function in followers:
        since = read_date(related.from_) if related.from_ else None
        if (since and since > as_of) or not kg.record(related.iri).types & set(PARTIES):
            continue
        stated = since - timedelta(1) if since else None
        holding = holding_of(kg, related.iri, as_of, functions=frozenset(filter(None, (function,))), stated=stated)
        if holding.steps or (holding.certainty == UNRESOLVED and not exists(kg, related.iri, as_of)):
            holders = followers_of(kg, holding, lang)
            reason = None if holders else say(f"holder-{holding.reason}", lang, name=kg.record(holding.holder).label(lang))
            last = last_day(kg, related.iri)
            ended = last if last and last < as_of else None
            yield Onward(related.iri, ended, related.from_, related.function, holders, reason)


def _forerunners(kg: KnowledgeGraph, record: Record, lang: str) -> Iterator[Related]:
    yield from (related for related, _ in _transfers(kg, record.iri, CAKG.toHolder, CAKG.fromHolder, lang))
    for property_, certainty in _SUCCESSION.items():
        for other in kg.subjects(property_, record.iri):
            last = kg.record(other).date(CAKG.existsTo)
            day = (last + timedelta(1)).isoformat() if last else None
            yield Related(other, kg.record(other).label(lang), day, None, certainty)


def _transfers(kg: KnowledgeGraph, iri: str, here: str, there: str, lang: str) -> Iterator[tuple[Related, str | None]]:
    for transfer in kg.subjects(here, iri):
        record = kg.record(transfer)
        function, event = record.one(CAKG.ofFunction), record.one(CAKG.ofEvent)
        day = record.one(CAKG.transferredOn) or (kg.record(event).one(CAKG.happenedOn) if event else None)
        for other in record.all(there):
            name = kg.record(function).label(lang) if function else None
            yield Related(other, kg.record(other).label(lang), day, name, "certain"), function


def _facts(kg: KnowledgeGraph, record: Record, lang: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for property_ in sorted(record.properties - _HIDDEN, key=shorten):
        spoken = record.labels(property_)
        values = [spoken[lang]] if len(spoken) > 1 and lang in spoken else record.all(property_)
        yield property_, tuple(_name(kg, value, lang) if ":" in value and kg.record(value) else value for value in values)


def _name(kg: KnowledgeGraph, iri: str, lang: str) -> str:
    """Return the name of a record; of a candidate for what a mention means the instrument, and how sure that is."""
    record = kg.record(iri)
    instrument, confidence = record.one(CAKG.candidateInstrument), record.one(CAKG.confidence)
    if not instrument:
        return record.label(lang)
    sure = f" ({say('confidence', lang)} {show_number(confidence, lang)})" if confidence else ""
    return kg.record(instrument).label(lang) + sure


def _pointers(kg: KnowledgeGraph, iri: str, lang: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    found: dict[str, list[str]] = defaultdict(list)
    for subject, property_ in kg.pointers(iri):
        if property_ not in _SUCCESSION:
            found[property_].append(kg.record(subject).label(lang))
    for property_ in sorted(found, key=shorten):
        yield property_, tuple(sorted(found[property_], key=collation_key))

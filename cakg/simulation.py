"""A reorganisation tried out: whose duties would pass to whom, which would be lost, who would carry how many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyoxigraph as ox

from cakg.calendars import read_date
from cakg.errors import UnknownNameError, ValueRefusedError
from cakg.graph import KnowledgeGraph, lexical
from cakg.graph.grades import gravest
from cakg.graph.joining import join
from cakg.graph.names import PARTIES, words_of
from cakg.model.deadline import Deadline
from cakg.model.duty import Duties, Duty, Holder, Party, Unresolved
from cakg.model.holding import BY_DEFAULT, CERTAIN, UNRESOLVED
from cakg.model.simulation import OUTCOMES, Change, Load, Simulation
from cakg.model.source import Source
from cakg.namespaces import CAKG, RDF, XSD
from cakg.obligations import duties
from cakg.populations import closure, covers, exists, first_day, home, last_day, uppers_of
from cakg.populations.roster import membership
from cakg.terms import shorten
from cakg.text import collation_key

_POINTING = (CAKG.fromHolder, CAKG.toHolder, CAKG.succeededBy, CAKG.partlySucceededBy)
_Key = tuple[str, str | None, Deadline, object, str | None, str | None]


def simulate(kg: KnowledgeGraph, file: str | Path, *, as_of: str | date, lang: str = "vi") -> Simulation:
    """Return what a reorganisation described in a file would do to the duties of the bodies it touches, as of a day.

    The file is any RDF source with events, transfers of functions, units that begin or end and who succeeds them; it is
    read beside the graph, which is not changed. Before and after are both read on `as_of`, without and with the file.

    Raises SourceError where the file cannot be read or bodies follow one another in a ring, UnknownNameError where it
    names a body that neither it nor the graph describes, ValueRefusedError where it describes no reorganisation.

    >>> from cakg.graph import load
    >>> from cakg.resources import shipped
    >>> kg = load(shipped("examples") / "parties.ttl")
    >>> found = simulate(kg, shipped("examples") / "background" / "reorganisation-2025.ttl", as_of="2025-07-01")
    >>> len(found.orphans)
    0
    """
    kg.require_acyclic()
    day = read_date(as_of)
    grown, added = join(kg, file)
    grown.require_acyclic()
    named = set(_touched(grown, added))
    if not named:
        raise ValueRefusedError("simulation-empty", name=Path(file).name)
    touched = sorted(named | set(_carried_along(kg, grown, named)))
    changes: list[Change] = []
    loads: list[Load] = []
    for party in touched:
        before = duties(kg, party, as_of=day, lang=lang) if kg.record(party).types & set(PARTIES) else Duties(day, ())
        after = duties(grown, party, as_of=day, lang=lang)
        changes += _compare(grown, party, before, after, lang)
        load = Load(party, grown.record(party).label(lang), _load(before, party), _load(after, party))
        if load.before or load.after:
            loads.append(load)
    passed = {(row.norm, row.step, row.role, row.bearer and row.bearer.iri) for row in changes if row.outcome == "moved"}
    rows = [
        row
        for row in changes
        if row.outcome != "gained" or (row.norm, row.step, row.role, row.bearer and row.bearer.iri) not in passed
    ]
    rows.sort(
        key=lambda row: (OUTCOMES.index(row.outcome), collation_key(row.party.label), row.party.iri, row.code, row.step or "")
    )
    return Simulation(
        as_of=day,
        source=added[0].name,
        rows=tuple(rows),
        loads=tuple(sorted(loads, key=lambda load: (collation_key(load.label), load.iri))),
        words=words_of(grown, {f"role/{row.role}" for row in rows if row.role}, lang),
        later=_later(grown, added, day),
        example_data=kg.example_data,
        grade=gravest(kg),
    )


def _touched(kg: KnowledgeGraph, added: tuple[Source, ...]) -> Iterator[str]:
    """Yield every body the file describes or names, and the classes and units of kinds that it describes, each once."""
    named: set[str] = set()
    kinds: set[str] = set()
    for source in added:
        for quad in kg.store.quads_for_pattern(None, None, None, ox.NamedNode(source.graph)):
            subject, property_ = lexical(quad.subject), quad.predicate.value
            types = kg.record(subject).types
            if property_ in _POINTING:
                named.add(lexical(quad.object))
            if property_ in (CAKG.existsFrom, CAKG.existsTo, CAKG.succeededBy, CAKG.partlySucceededBy, CAKG.unitKind):
                (kinds if CAKG.UnitKind in types else named).add(subject)
    for iri in sorted(named):
        if not kg.record(iri).types & set(PARTIES):
            raise UnknownNameError("name-unknown", shorten(iri))
    if kinds:
        of_kinds = {party for party, _, kind in kg.edges(CAKG.unitKind) if closure(kg, kind, CAKG.broaderKind) & kinds}
        named |= {party for party in of_kinds if kg.record(party).types & set(PARTIES)}
    yield from named


def _carried_along(kg: KnowledgeGraph, grown: KnowledgeGraph, named: set[str]) -> Iterator[str]:
    """Yield the classes that begin or end with the bodies touched, and the units that come to stand under others."""
    for class_ in grown.subjects(RDF.type, CAKG.Population):
        if (first_day(kg, class_), last_day(kg, class_)) != (first_day(grown, class_), last_day(grown, class_)):
            yield class_
    for body in named:
        for unit in grown.subjects(CAKG.parentUnit, body):
            if uppers_of(grown, unit) != uppers_of(kg, unit):
                yield unit


def _key(duty: Duty) -> _Key:
    return (
        duty.norm,
        duty.step,
        duty.deadline,
        duty.occurrence and duty.occurrence.due,
        duty.role,
        duty.bearer.iri if duty.bearer else None,
    )


def _compare(kg: KnowledgeGraph, party: str, before: Duties, after: Duties, lang: str) -> Iterator[Change]:
    """Yield every duty of a body, before or after, with what becomes of it."""
    now = {_key(duty): duty for duty in after}
    was = {_key(duty): duty for duty in before}
    why = {(item.norm, item.holder): item for item in after.unresolved}
    members = _held_by_members(kg, party, after, lang)
    itself = Party(party, kg.record(party).label(lang), None)
    for key in dict.fromkeys((*was, *now)):
        old, new = was.get(key), now.get(key)
        shown = new or old
        if shown is None:
            continue
        open_ = why.get((shown.norm, new.holder.iri)) if new and new.holder else None
        outcome, holder = members.get(key) or (
            _outcome(kg, after.as_of, party, old, new, open_),
            new.holder if new else None,
        )
        yield Change(
            norm=shown.norm,
            code=shown.code,
            labels=shown.labels,
            step=shown.step,
            role=shown.role,
            party=itself,
            bearer=shown.bearer,
            before=old.holder if old else None,
            after=holder,
            outcome=outcome,
            reason=open_.reason if open_ else None,
            candidates=open_.candidates if open_ else (),
            no_task=shown.no_task,
        )


def _held_by_members(kg: KnowledgeGraph, party: str, after: Duties, lang: str) -> dict[_Key, tuple[str, Holder]]:
    """Return the duties of a class that has ended but whose last members, or who followed them, still hold them all."""
    ended = CAKG.Population in kg.record(party).types and not exists(kg, party, after.as_of)
    found: dict[_Key, list[Duty]] = defaultdict(list)
    for row in duties(kg, party, as_of=after.as_of, expand=True, lang=lang) if ended else ():
        found[_key(row)].append(row)
    held = {}
    for key, rows in found.items():
        holders = [row.holder for row in rows if row.member and row.holder]
        certainties = {holder.certainty for holder in holders}
        if len(holders) == len(rows) and UNRESOLVED not in certainties:
            stayed = all(row.holder and row.member and row.holder.iri == row.member.iri for row in rows)
            holder = Holder(party, kg.record(party).label(lang), BY_DEFAULT if BY_DEFAULT in certainties else CERTAIN)
            held[key] = ("kept" if stayed else "moved", holder)
    return held


def _outcome(kg: KnowledgeGraph, as_of: date, party: str, old: Duty | None, new: Duty | None, open_: Unresolved | None) -> str:
    was, now = (duty.holder if duty else None for duty in (old, new))
    if now is not None and now.certainty != UNRESOLVED:
        if was is None:
            return "gained"
        return "kept" if was.iri == now.iri else "moved"
    if was is not None and was.certainty == UNRESOLVED:
        return "open"
    if open_ and open_.candidates:
        return "double" if open_.several else "open"
    shown = new or old
    return "lapsed" if shown and _others_go_on(kg, as_of, shown, party) else "orphan"


def _others_go_on(kg: KnowledgeGraph, as_of: date, duty: Duty, party: str) -> bool:
    """Say whether a duty is laid on a class, or its heads, that still has other members."""
    class_ = home(kg, duty.bearer.iri) if duty.bearer else party
    if class_ == party or CAKG.Population not in kg.record(class_).types or not covers(kg, class_, party):
        return False
    return any(member != party for member in membership(kg, class_, as_of).units)


def _load(found: Duties, party: str) -> int:
    return len({_key(duty)[:-1] for duty in found if _holds(duty.holder, party)})


def _holds(holder: Holder | None, party: str) -> bool:
    return holder is not None and holder.iri == party and holder.certainty != UNRESOLVED


def _later(kg: KnowledgeGraph, added: tuple[Source, ...], as_of: date) -> date | None:
    """Return the last day on which something in the file takes effect, if it is after the day asked about.

    A body that ends is gone on the day after its last.
    """
    days = [
        date.fromordinal(min(read_date(lexical(quad.object)).toordinal() + (name == CAKG.existsTo), date.max.toordinal()))
        for source in added
        for name in (CAKG.happenedOn, CAKG.transferredOn, CAKG.existsFrom, CAKG.existsTo)
        for quad in kg.store.quads_for_pattern(None, ox.NamedNode(name), None, ox.NamedNode(source.graph))
        if isinstance(quad.object, ox.Literal) and quad.object.datatype.value == XSD.date
    ]
    return max((day for day in days if day > as_of), default=None)

"""The graph as it was known on a past day: without the records and values that were recorded later."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import pyoxigraph as ox

from cakg.graph.knowledge import KnowledgeGraph
from cakg.graph.record import lexical
from cakg.namespaces import CAKG, OA
from cakg.terms import code


def known_on(kg: KnowledgeGraph, day: date) -> KnowledgeGraph:
    """Return what was known at the end of a day, as a graph of its own; the graph given is not changed.

    A record was known from the first day on which a claim about it was recorded; a claim that names a value of it only
    dates that value. A record without a dated claim takes the day on which the document that proves or
    states it was recorded; without one it counts as always known, because nothing says since when.

    What cannot be told without a hidden record is hidden with it: what only hidden instruments or utterances state, the
    responsibility of a hidden bearer, and a norm all of whose responsibilities are hidden; else it would read as if no
    source or no bearer were named. A record whose time is hidden goes on pointing at it, for it is not without one.

    >>> from cakg.graph import load
    >>> kg = load()
    >>> len(known_on(kg, date(2024, 1, 1))) < len(kg)
    True
    """
    hidden, values = _not_yet_known(kg, day)
    if not hidden and not values:
        return kg
    times = {key for key in values if key[1] == CAKG.deadline}
    hidden |= {time for _, _, time in times if len(kg.subjects(CAKG.deadline, time)) == 1}
    values -= times
    hidden = _with_what_rests_on(kg, hidden)

    def known(quad: ox.Quad) -> bool:
        subject, property_, value = lexical(quad.subject), lexical(quad.predicate), lexical(quad.object)
        if subject in hidden or (subject, property_, value) in values:
            return False
        return value not in hidden or property_ == CAKG.deadline

    store = ox.Store()
    store.bulk_extend(quad for quad in kg.store if known(quad))
    sources = tuple(source._replace(triples=_count(store, source.graph)) for source in kg.sources)
    return KnowledgeGraph(store, sources, notices=kg.notices, example_data=kg.example_data, texts=kg.texts)


def _count(store: ox.Store, graph: str) -> int:
    return sum(1 for _ in store.quads_for_pattern(None, None, None, ox.NamedNode(graph)))


def _not_yet_known(kg: KnowledgeGraph, day: date) -> tuple[set[str], set[tuple[str, str, str]]]:
    """Return the records and the single values that were recorded only after the day."""
    records: dict[str, set[bool]] = defaultdict(set)
    values: dict[tuple[str, str, str], set[bool]] = defaultdict(set)
    hidden: set[str] = set()
    for iri in kg.instances(CAKG.Claim):
        claim = kg.record(iri)
        recorded = claim.date(CAKG.recordedOn)
        late = recorded is not None and recorded > day
        if late:
            hidden.add(iri)
        property_ = claim.one(CAKG.claimedProperty)
        for about in claim.all(CAKG.about):
            if property_ is None:
                records[about].add(late)
                continue
            for value in kg.record(about).all(property_):
                if claim.one(CAKG.claimedValue) in (value, code(value)):
                    values[about, property_, value].add(late)
    hidden |= {iri for iri, lateness in records.items() if False not in lateness}
    late_documents = {iri for iri in kg.instances(CAKG.SourceDocument) if iri in hidden}
    spoken_for = set(records)
    hidden |= {iri for iri in _resting_on(kg, late_documents) if iri not in spoken_for}
    return hidden, {key for key, lateness in values.items() if False not in lateness}


def _resting_on(kg: KnowledgeGraph, documents: set[str]) -> set[str]:
    """Return the records that only the given documents prove or state."""
    found: set[str] = set()
    for document in documents:
        spans = kg.subjects(OA.hasSource, document)
        for record in {
            *kg.subjects(CAKG.statedIn, document),
            *(r for span in spans for r in kg.subjects(CAKG.evidencedBy, span)),
        }:
            homes = {home for span in kg.record(record).all(CAKG.evidencedBy) for home in kg.record(span).all(OA.hasSource)}
            if homes <= documents:
                found.add(record)
    return found


_PART_OF = (CAKG.ofNorm, OA.hasSource, CAKG.ofResponsibility)
_NEEDED = (CAKG.statedIn, CAKG.bearer)
_SAID_OF = (CAKG.deadline, CAKG.step, CAKG.expects)


def _with_what_rests_on(kg: KnowledgeGraph, hidden: set[str]) -> set[str]:
    """Return hidden records with their parts, with what nothing is left to state or to bear, and with what is said of them alone."""
    reached, waiting = set(hidden), list(hidden)
    while waiting:
        iri = waiting.pop()
        found = {part for property_ in _PART_OF for part in kg.subjects(property_, iri)}
        for property_ in _NEEDED:
            found.update(other for other in kg.subjects(property_, iri) if reached.issuperset(kg.record(other).all(property_)))
        for property_ in _SAID_OF:
            found.update(other for other in kg.record(iri).all(property_) if reached.issuperset(kg.subjects(property_, other)))
        found.update(norm for norm in kg.record(iri).all(CAKG.ofNorm) if reached.issuperset(kg.subjects(CAKG.ofNorm, norm)))
        waiting += found - reached
        reached |= found
    return reached

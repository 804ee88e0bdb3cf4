"""Who is meant: which classes of units contain a unit or another class, by definition alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cakg.graph import KnowledgeGraph
from cakg.namespaces import CAKG, RDF
from cakg.terms import concept

ALL = concept("selection", "all")

_GROUPS = (("ministry-level", "ministry"), ("local-police", "local"), ("outside-body", "outside"))


@dataclass(frozen=True)
class Containing:
    """Every party through which a duty reaches one unit or class: itself, the classes it is in, and their heads."""

    party: str
    populations: tuple[str, ...]
    posts: tuple[tuple[str, str], ...]
    """Posts with the unit or class they head."""
    chosen: tuple[str, ...] = ()
    """Classes of chosen units to which the party may belong; their duties are not its own by definition."""


def closure(kg: KnowledgeGraph, iri: str, property_: str) -> frozenset[str]:
    """Return `iri` and all that is reached from it along `property_`; cycles end."""
    reached, waiting = {iri}, [iri]
    while waiting:
        for upper in kg.record(waiting.pop()).all(property_):
            if upper not in reached:
                reached.add(upper)
                waiting.append(upper)
    return frozenset(reached)


def containing(kg: KnowledgeGraph, party: str) -> Containing:
    """Return the classes that contain `party` by definition and the posts that head any of them.

    A class contains a unit or class when each kind of the latter falls under one of its kinds, when it takes all
    units of the definition, and when both stand under the same unit. Chosen or unclear selections contain nothing
    by definition.
    """
    record = kg.record(party)
    if CAKG.Post in record.types:
        return Containing(party, (), ())
    kinds = [closure(kg, kind, CAKG.broaderKind) for kind in record.all(CAKG.unitKind)]
    above = {
        upper
        for name in (CAKG.within, CAKG.parentUnit)
        for first in record.all(name)
        for upper in closure(kg, first, CAKG.parentUnit)
    }
    around = [
        population
        for population in kg.subjects(RDF.type, CAKG.Population)
        if population != party and _covers(kg, population, kinds, above)
    ]
    populations = tuple(population for population in around if kg.record(population).one(CAKG.selection) == ALL)
    posts = tuple((post, headed) for headed in (party, *populations) for post in kg.subjects(CAKG.headOf, headed))
    return Containing(party, populations, posts, tuple(population for population in around if population not in populations))


def _covers(kg: KnowledgeGraph, population: str, kinds: list[frozenset[str]], above: set[str]) -> bool:
    definition = kg.record(population)
    wanted = set(definition.all(CAKG.unitKind))
    return bool(kinds) and all(wanted & kind for kind in kinds) and set(definition.all(CAKG.within)) <= above


def exists(kg: KnowledgeGraph, party: str, as_of: date) -> bool:
    """Say whether a unit, a class of units or the body a post belongs to exists on a day.

    A class exists as long as one of its kinds does.
    """
    record = kg.record(party)
    first, last = record.date(CAKG.existsFrom), record.date(CAKG.existsTo)
    if (first and first > as_of) or (last and last < as_of):
        return False
    homes = record.all(CAKG.headOf, CAKG.postIn) if CAKG.Post in record.types else []
    if homes:
        return any(exists(kg, home, as_of) for home in homes if CAKG.Post not in kg.record(home).types)
    kinds = record.all(CAKG.unitKind)
    return not kinds or any(_kind_exists(kg, kind, as_of) for kind in kinds)


def _kind_exists(kg: KnowledgeGraph, kind: str, as_of: date) -> bool:
    return all(
        not (last := kg.record(upper).date(CAKG.existsTo)) or last >= as_of for upper in closure(kg, kind, CAKG.broaderKind)
    )


def home(kg: KnowledgeGraph, party: str) -> str:
    """Return the unit or class in whose column a party stands: a post stands in its unit's."""
    record = kg.record(party)
    homes = record.all(CAKG.headOf, CAKG.postIn)
    return homes[0] if CAKG.Post in record.types and homes else party


def group(kg: KnowledgeGraph, party: str) -> str:
    """Return the column group of a party: ministry, local, outside, or force for classes that span the force."""
    kinds = [closure(kg, kind, CAKG.broaderKind) for kind in kg.record(home(kg, party)).all(CAKG.unitKind)]
    for kind, name in _GROUPS:
        if kinds and all(concept("unit-kind", kind) in above for above in kinds):
            return name
    return "force"

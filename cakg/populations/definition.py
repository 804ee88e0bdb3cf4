"""Who is meant: which classes of units contain a unit or another class, by definition alone."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from cakg.graph import KnowledgeGraph, Record
from cakg.namespaces import CAKG, RDF
from cakg.populations.existence import closure, first_day, last_day
from cakg.populations.uppers import above, perhaps_above
from cakg.terms import code, concept

ALL = concept("selection", "all")
FROZEN = concept("membership-policy", "frozenSnapshot")
_AT_QUERY = {None, concept("membership-policy", "asOfQuery")}

_GROUPS = (("ministry-level", "ministry"), ("local-police", "local"), ("outside-body", "outside"))


class Containing(NamedTuple):
    """Every party through which a duty reaches one unit or class: itself, the classes it is in, and their heads."""

    party: str
    populations: tuple[str, ...]
    posts: tuple[tuple[str, str], ...]
    """Posts with the unit or class they head."""
    chosen: tuple[str, ...] = ()
    """Classes of chosen units to which the party may belong; their duties are not its own by definition."""


def containing(kg: KnowledgeGraph, party: str, on: date | None = None) -> Containing:
    """Return the classes that contain `party` by definition, ever or on a day, and the posts that head any of them.

    A class contains a unit or class when each kind of the latter falls under one of its kinds, when it takes all
    units of the definition, and when both stand under the same unit. Chosen or unclear selections contain nothing
    by definition, a frozen list those it named on any day.
    """
    record = kg.record(party)
    if CAKG.Post in record.types:
        return Containing(party, (), ())
    kinds, upper = kinds_of(kg, party), above(kg, party, on)
    around = [
        population
        for population in kg.subjects(RDF.type, CAKG.Population)
        if population != party and _covers(kg, population, kinds, upper)
    ]
    populations = tuple(population for population in around if _takes(kg, population, party))
    posts = tuple((post, headed) for headed in (party, *populations) for post in kg.subjects(CAKG.headOf, headed))
    return Containing(party, populations, posts, tuple(population for population in around if population not in populations))


def perhaps_containing(kg: KnowledgeGraph, party: str, on: date) -> tuple[str, ...]:
    """Return the classes that a unit may belong to on a day: it is not known under which of several units it stands."""
    may = perhaps_above(kg, party, on)
    if not may:
        return ()
    kinds, upper = kinds_of(kg, party), above(kg, party, on)
    around = [iri for iri in kg.subjects(RDF.type, CAKG.Population) if _takes(kg, iri, party)]
    return tuple(iri for iri in around if _covers(kg, iri, kinds, upper | may) and not _covers(kg, iri, kinds, upper))


def _takes(kg: KnowledgeGraph, population: str, party: str) -> bool:
    """Say whether a class takes everything that fits its definition; a frozen list takes those it named on any day."""
    if is_frozen(kg, population):
        return any(party in kg.record(snapshot).all(CAKG.member) for snapshot in kg.subjects(CAKG.ofPopulation, population))
    return kg.record(population).one(CAKG.selection) == ALL


def is_frozen(kg: KnowledgeGraph, population: str) -> bool:
    """Say whether the members of a class are those of a list."""
    return kg.record(population).one(CAKG.membershipPolicy) == FROZEN


def listed(kg: KnowledgeGraph, population: str, on: date | None) -> tuple[str, ...]:
    """Return the members of a frozen class: those of its latest list up to a day, sorted, whether or not they still exist."""
    snapshot = snapshot_of(kg, population, on) if on else None
    return tuple(sorted(snapshot.all(CAKG.member))) if snapshot else ()


def kinds_of(kg: KnowledgeGraph, party: str) -> list[frozenset[str]]:
    """Return each kind of a unit or class with all kinds that include it."""
    return [closure(kg, kind, CAKG.broaderKind) for kind in kg.record(party).all(CAKG.unitKind)]


def covers(kg: KnowledgeGraph, population: str, party: str) -> bool:
    """Say whether a class contains a unit or class by definition, whatever the day."""
    return (
        _takes(kg, population, party) and population != party and _covers(kg, population, kinds_of(kg, party), above(kg, party))
    )


def _covers(kg: KnowledgeGraph, population: str, kinds: list[frozenset[str]], upper: frozenset[str]) -> bool:
    definition = kg.record(population)
    wanted = set(definition.all(CAKG.unitKind))
    return bool(kinds) and all(wanted & kind for kind in kinds) and set(definition.all(CAKG.within)) <= upper


def is_doubtful(kg: KnowledgeGraph, unit: str) -> bool:
    """Say whether it is not known that a unit exists at all: sources give a total, but not which units it leaves out."""
    return kg.record(unit).one(CAKG.existence) == concept("existence", "not-known")


def home(kg: KnowledgeGraph, party: str) -> str:
    """Return the unit or class in whose column a party stands: a post stands in its unit's."""
    record = kg.record(party)
    homes = record.all(CAKG.headOf, CAKG.postIn)
    return homes[0] if CAKG.Post in record.types and homes else party


def group(kg: KnowledgeGraph, party: str) -> str:
    """Return the column group of a party: ministry, local, outside, force for classes that span the force, unplaced without a kind."""
    kinds = [closure(kg, kind, CAKG.broaderKind) for kind in kg.record(home(kg, party)).all(CAKG.unitKind)]
    if not kinds:
        return "unplaced"
    for kind, name in _GROUPS:
        if all(concept("unit-kind", kind) in above for above in kinds):
            return name
    return "force"


def day_of(kg: KnowledgeGraph, population: str, *, issued: date | None, due: date | None, as_of: date) -> date | None:
    """Return the day on which the members of a class are read for one duty; None where its policy names a day not known.

    By its policy: the day of issue, the day due, the day asked about, or that of the latest frozen list up to then;
    without a policy the day asked about. A class that has ended by the day asked about is read on its last day.
    """
    policy = kg.record(population).one(CAKG.membershipPolicy)
    match code(policy) if policy else "asOfQuery":
        case "asOfIssue":
            return issued
        case "asOfDueDate":
            return due
        case "frozenSnapshot":
            snapshot = snapshot_of(kg, population, as_of)
            return snapshot.date(CAKG.snapshotOn) if snapshot else None
    return min(as_of, last_day(kg, population) or as_of)


def belongs(kg: KnowledgeGraph, population: str, unit: str, *, issued: date | None, due: date | None, as_of: date) -> bool:
    """Say whether a unit that fits the definition of a class is or was a member for one duty, by the policy of the class.

    Read as of the day asked about, a unit that has ended counts as long as it existed when the duty was stated. A day
    that is not known excludes nobody, except from a list: it names its members.
    """
    record = kg.record(population)
    if is_frozen(kg, population):
        return unit in listed(kg, population, as_of)
    on = day_of(kg, population, issued=issued, due=due, as_of=as_of)
    if on is None:
        return True
    if (begun := first_day(kg, population)) and begun > on:
        return False
    if not set(record.all(CAKG.within)) <= above(kg, unit, min(on, last_day(kg, unit) or on)):
        return False
    first, last = first_day(kg, unit), last_day(kg, unit)
    if record.one(CAKG.membershipPolicy) in _AT_QUERY:
        return not (first and first > on) and not (last and issued and last < issued)
    return not (first and first > on) and not (last and last < on)


def snapshot_of(kg: KnowledgeGraph, population: str, on: date | None = None) -> Record | None:
    """Return the latest snapshot of a class, not after a day if one is given."""
    found = [(kg.record(iri).date(CAKG.snapshotOn) or date.min, iri) for iri in kg.subjects(CAKG.ofPopulation, population)]
    found = [(day, iri) for day, iri in found if on is None or day <= on]
    return kg.record(max(found)[1]) if found else None

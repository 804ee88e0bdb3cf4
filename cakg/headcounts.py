"""How many: the members of a class of units on a day, from published counts and from loaded registers."""

from __future__ import annotations

from datetime import date

from cakg.graph import KnowledgeGraph, Record
from cakg.model.target import Headcount
from cakg.namespaces import CAKG
from cakg.populations import above, exists, first_day, is_doubtful
from cakg.populations.coverage import coverage
from cakg.populations.definition import ALL
from cakg.populations.roster import membership, perhaps_under, under
from cakg.terms import code


def headcounts(kg: KnowledgeGraph, population: str, on: date | None, part: str | None = None) -> list[Headcount]:
    """Return how many members a class has on a day: by the last published count up to it, and by a loaded register.

    Nothing is reckoned back: a count made later says nothing about an earlier day. Both counts are given where both are
    known, each with its own day; where neither is, one without a number that says why. With `part`, a unit such as one
    province, only the members under it count; where that unit does not exist on the day there is nothing to count.
    """
    if on is None:
        return [Headcount(None, None, "notKnown")]
    if not exists(kg, population, on):
        begins = first_day(kg, population)
        return [Headcount(0, on, "notYet" if begins and begins > on else "ended")]
    if part and not exists(kg, part, on):
        return [Headcount(None, on, "absent")]
    published = [item for item in snapshots(kg, population, part) if item.on and item.on <= on][-1:]
    counted = count_members(kg, population, on, part)
    if counted.count is not None:
        return [*published, counted]
    return published or [counted]


def snapshots(kg: KnowledgeGraph, population: str, part: str | None = None) -> list[Headcount]:
    """Return the published counts of a class, or of its members under one unit, oldest first.

    Of one unit they are those published for the class of the same kinds that is defined within it, and those of lists
    that name every member.
    """
    homes = [population, *_narrowed(kg, population, part)] if part else [population]
    found = []
    for home in homes:
        for iri in kg.subjects(CAKG.ofPopulation, home):
            record = kg.record(iri)
            on, stated, comparator = record.date(CAKG.snapshotOn), record.one(CAKG.memberCount), record.one(CAKG.comparator)
            if on and stated and stated.isdecimal():
                count = int(stated) if part is None or home != population else _listed_under(kg, record, int(stated), part)
                if count is not None:
                    found.append(Headcount(count, on, "snapshot", code(comparator) if comparator else None, iri))
    return sorted(found, key=lambda item: (item.on or date.min, item.record or ""))


def _narrowed(kg: KnowledgeGraph, population: str, part: str) -> list[str]:
    """Return the classes defined as a class is, but within one unit."""
    own = kg.record(population)
    kinds, tops = set(own.all(CAKG.unitKind)), {part, *own.all(CAKG.within)}
    found = []
    for iri in kg.subjects(CAKG.within, part):
        other = kg.record(iri)
        alike = set(other.all(CAKG.unitKind)) == kinds and set(other.all(CAKG.within)) <= tops
        if iri != population and alike and other.one(CAKG.selection) == own.one(CAKG.selection) == ALL:
            found.append(iri)
    return found


def _listed_under(kg: KnowledgeGraph, snapshot: Record, stated: int, part: str) -> int | None:
    """Return how many members of a list stand under a unit; None unless it names all, each with the unit it stands under."""
    members = snapshot.all(CAKG.member)
    places = [above(kg, member, snapshot.date(CAKG.snapshotOn)) for member in members]
    return sum(part in place for place in places) if len(members) == stated and all(places) else None


def count_members(kg: KnowledgeGraph, population: str, on: date, part: str | None = None) -> Headcount:
    """Return how many units of a loaded register belong to a class on a day; with `part`, those under that unit.

    With the number go the day the register stands for, the units counted that are not known to have existed, and as
    missing those that may belong to it: the units over them have ended, and the data do not tell who followed. There is
    no number where no loaded register has every unit of its kinds on that day (`notKnown`), where the definition does not
    say who belongs (`notKnown`), under a unit that nobody describes (`undescribed`), and under one that is none of the
    register and holds none of it (`unlisted`): that nobody lists its units does not mean that it has none.
    """
    tops = (*kg.record(population).all(CAKG.within), *([part] if part else []))
    if undescribed := tuple(top for top in tops if not kg.record(top).types):
        return Headcount(None, on, "undescribed", missing=undescribed)
    covers = coverage(kg, population)
    found = membership(kg, population, on)
    if covers is None or on < covers.since or found.reason not in (None, "none"):
        return Headcount(None, on, "notKnown")
    if unlisted := tuple(top for top in tops if not any(kg.register_of(unit) for unit in (top, *under(kg, top, on)))):
        return Headcount(None, on, "unlisted", missing=unlisted)
    stands = under(kg, part, on) if part else frozenset(found.units)
    units = [unit for unit in found.units if unit in stands]
    doubtful = tuple(unit for unit in units if is_doubtful(kg, unit))
    missing = {*found.unplaced, *found.units} & perhaps_under(kg, part, on) if part else found.unplaced
    return Headcount(len(units), on, "counted", registerOn=covers.snapshot, doubtful=doubtful, missing=tuple(sorted(missing)))

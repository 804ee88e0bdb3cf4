"""When units, classes of units and posts exist."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from cakg.graph import KnowledgeGraph
from cakg.namespaces import CAKG


def closure(kg: KnowledgeGraph, iri: str, property_: str) -> frozenset[str]:
    """Return `iri` and all that is reached from it along `property_`; cycles end."""
    reached, waiting = {iri}, [iri]
    while waiting:
        for upper in kg.record(waiting.pop()).all(property_):
            if upper not in reached:
                reached.add(upper)
                waiting.append(upper)
    return frozenset(reached)


def exists(kg: KnowledgeGraph, party: str, as_of: date) -> bool:
    """Say whether a unit, a class of units or the body a post belongs to exists on a day.

    A class exists as long as one of its kinds does, and only while the units it stands under do.
    """
    record = kg.record(party)
    first, last = first_day(kg, party), last_day(kg, party)
    if (first and first > as_of) or (last and last < as_of):
        return False
    homes = record.all(CAKG.headOf, CAKG.postIn) if CAKG.Post in record.types else []
    return not homes or any(exists(kg, home, as_of) for home in homes if CAKG.Post not in kg.record(home).types)


def first_day(kg: KnowledgeGraph, party: str) -> date | None:
    """Return the first day of a unit, class or post: its own, that of its kinds or of the units a class stands under.

    Of several kinds the one that began first counts. None where nothing bounds it.
    """
    own, by_kind = _own_and_by_kinds(kg, party, CAKG.existsFrom, max, min)
    tops = (first_day(kg, top) for top in kg.record(party).all(CAKG.within) if top != party)
    return max(filter(None, (own, by_kind, *tops)), default=None)


def last_day(kg: KnowledgeGraph, party: str) -> date | None:
    """Return the last day of a unit, class or post: its own, that of its kinds or of the units a class stands under.

    Of several kinds the one that lasts longest counts; a kind ends with any kind that includes it. None where nothing
    bounds it.
    """
    own, by_kind = _own_and_by_kinds(kg, party, CAKG.existsTo, min, max)
    tops = (last_day(kg, top) for top in kg.record(party).all(CAKG.within) if top != party)
    return min(filter(None, (own, by_kind, *tops)), default=None)


def _own_and_by_kinds(
    kg: KnowledgeGraph, party: str, property_: str, up: Callable[..., Any], across: Callable[..., Any]
) -> tuple[date | None, date | None]:
    """Return the day of a party and that of its kinds: `up` joins a kind with those that include it, `across` the kinds."""
    record = kg.record(party)
    days = [_day_of_kind(kg, kind, property_, up) for kind in record.all(CAKG.unitKind)]
    return record.date(property_), across(days) if days and all(days) else None


class _Days(dict[tuple[str, str], date | None]):
    """The days of kinds that were asked for: many parties are of one kind."""

    def __init__(self, _kg: KnowledgeGraph) -> None: ...


def _day_of_kind(kg: KnowledgeGraph, kind: str, property_: str, up: Callable[..., Any]) -> date | None:
    known = kg.compiled(_Days)
    if (kind, property_) not in known:
        days = (kg.record(upper).date(property_) for upper in closure(kg, kind, CAKG.broaderKind))
        known[kind, property_] = up(filter(None, days), default=None)
    return known[kind, property_]

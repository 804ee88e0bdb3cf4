"""Who follows a class of units that is counted but no longer exists."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cakg.graph import KnowledgeGraph
from cakg.model.duty import Absent, Holder
from cakg.model.holding import UNRESOLVED
from cakg.namespaces import CAKG
from cakg.populations import exists, last_day
from cakg.populations.roster import membership
from cakg.succession import absence_of, followers_of, holding_of


def ended_class(kg: KnowledgeGraph, population: str, on: date, lang: str) -> Absent:
    """Return who follows a class that has ended by a day, as far as the data say.

    That is to whom its functions passed; where none did, who follows the unit it stood under, if the class ended with
    that; else the kinds of the units that follow its last members, of which any may hold a part.

    >>> from cakg.graph import load
    >>> from cakg.namespaces import ID
    >>> found = ended_class(load(), ID["population/cong-an-cap-huyen"], date(2025, 7, 1), "vi")
    >>> found.reason, [holder.label for holder in found.followers]
    ('divided', ['Công an các tỉnh, thành phố trực thuộc Trung ương', 'Công an cấp xã'])
    """
    last = last_day(kg, population)
    found = followers_of(kg, holding_of(kg, population, on), lang)
    if not found:
        for top in kg.record(population).all(CAKG.within):
            if last_day(kg, top) == last and not exists(kg, top, on):
                return absence_of(kg, top, on, lang)
        found = tuple(_kinds_after(kg, membership(kg, population, last).units, on, lang))
    divided = any(holder.certainty == UNRESOLVED for holder in found)
    reason = "divided" if divided else "followed" if found else "gone"
    return Absent(population, kg.record(population).label(lang), reason, found)


def _kinds_after(kg: KnowledgeGraph, units: Iterable[str], on: date, lang: str) -> Iterable[Holder]:
    """Yield the kinds of the units that by a day follow others, near or far, in part or whole."""
    seen: set[str] = set()
    kinds: set[str] = set()
    waiting = list(units)
    while waiting:
        for body in kg.record(waiting.pop()).all(CAKG.succeededBy, CAKG.partlySucceededBy):
            if body not in seen:
                seen.add(body)
                if exists(kg, body, on):
                    kinds |= {*kg.record(body).all(CAKG.unitKind)}
                else:
                    waiting.append(body)
    for kind in sorted(kinds):
        yield Holder(kind, kg.record(kind).label(lang), UNRESOLVED)

"""Which classes of units a loaded register covers, and from which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cakg.graph import KnowledgeGraph
from cakg.namespaces import CAKG
from cakg.populations.existence import closure
from cakg.terms import code


@dataclass(frozen=True)
class Coverage:
    """From `since` on a register has every unit of a class; `snapshot` is the day its tables stand for."""

    since: date
    snapshot: date


def coverage(kg: KnowledgeGraph, population: str) -> Coverage | None:
    """Return from which day a loaded register has every unit of a class; None where no register says so of each of its kinds.

    >>> from cakg.graph import load
    >>> from cakg.namespaces import ID
    >>> from cakg.resources import shipped
    >>> kg = load("register:vn-units", shipped("examples") / "parties.ttl")
    >>> coverage(kg, ID["population/cong-an-phuong"]).since.isoformat()
    '2025-06-01'
    """
    kinds = [closure(kg, kind, CAKG.broaderKind) for kind in kg.record(population).all(CAKG.unitKind)]
    for source in kg.sources:
        if source.snapshot:
            from cakg.registers.folders import covered

            known = covered(source.name)
            days = [[known[code(kind)] for kind in upper if code(kind) in known] for upper in kinds]
            if days and all(days):
                return Coverage(max(min(of_kind) for of_kind in days), date.fromisoformat(source.snapshot))
    return None

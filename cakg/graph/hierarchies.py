"""The relations in which no record may stand above itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from graphlib import CycleError, TopologicalSorter

from cakg.namespaces import CAKG

HIERARCHIES = (
    (CAKG.parentUnit,),
    (CAKG.broaderKind,),
    (CAKG.implements, CAKG.legalBasis, CAKG.details),
)
"""Each hierarchy with the properties that lead upward in it."""


def find_cycle(edges: Callable[..., Iterable[tuple[str, str, str]]]) -> tuple[str, ...]:
    """Return the records of one cycle in any hierarchy, empty where there is none."""
    for properties in HIERARCHIES:
        order: TopologicalSorter[str] = TopologicalSorter()
        for subject, _, value in edges(*properties):
            order.add(subject, value)
        try:
            order.prepare()
        except CycleError as error:
            return tuple(error.args[1][:-1])
    return ()

"""The relations in which no record may stand above itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from graphlib import CycleError, TopologicalSorter

from cakg.namespaces import CAKG

HIERARCHIES = (
    (CAKG.parentUnit,),
    (CAKG.broaderKind,),
    (CAKG.implements, CAKG.legalBasis, CAKG.details),
    (CAKG.succeededBy, CAKG.partlySucceededBy),
    (CAKG.promulgates, CAKG.approves),
    (CAKG.amends, CAKG.replaces, CAKG.repeals),
    (CAKG.provisionOf,),
    (CAKG.headOf, CAKG.postIn),
    (CAKG.derivedFromNorm,),
    (CAKG.dependsOn,),
    (CAKG.refinesTarget,),
)
"""Each hierarchy with the properties that lead one way in it; the shapes check the first four."""
SHAPED, UNSHAPED = HIERARCHIES[:4], HIERARCHIES[4:]


def find_cycle(edges: Callable[..., Iterable[tuple[str, str]]]) -> tuple[str, ...]:
    """Return the records of one cycle in any hierarchy, empty where there is none; `edges` yields lower and upper."""
    for properties in HIERARCHIES:
        order: TopologicalSorter[str] = TopologicalSorter()
        for subject, value in edges(*properties):
            order.add(subject, value)
        try:
            order.prepare()
        except CycleError as error:
            return tuple(error.args[1][:-1])
    return ()

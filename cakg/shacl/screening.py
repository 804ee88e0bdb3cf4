"""Puts many demands to the same nodes in one query: what no node fails need not be asked again one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from cakg.shacl.conditions import Conditions
from cakg.shacl.focus import THIS, Focus
from cakg.shacl.paths import Term
from cakg.shacl.shape import Constraint, Shape

_Key = tuple[Focus, Term, Constraint]


class Screening:
    """Knows which constraints no focus node fails. What a node is asked lies close together in the store.

    `fails` says whether a pattern is found. A group of demands is put as one; where a node fails it, which is found as soon as
    there is such a node, each half is put by itself.
    """

    def __init__(self, conditions: Conditions, fails: Callable[[str], bool]) -> None:
        self._conditions = conditions
        self._fails = fails
        self._waiting: defaultdict[Focus, list[tuple[_Key, str]]] = defaultdict(list)
        self._clean: set[_Key] = set()

    def add(self, shape: Shape, constraint: Constraint, focus: Focus) -> None:
        """Let a constraint be screened with the others of the same focus nodes, if one expression says what it demands."""
        demand = self._conditions.demand(shape, constraint, THIS)
        if demand:
            self._waiting[focus].append(((focus, shape.node, constraint), demand))

    def passes(self, shape: Shape, constraint: Constraint, focus: Focus) -> bool:
        """Say whether it is known that no focus node fails the constraint."""
        waiting = self._waiting.pop(focus, [])
        if len(waiting) > 1:
            self._screen(focus, waiting)
        return (focus, shape.node, constraint) in self._clean

    def _screen(self, focus: Focus, demands: list[tuple[_Key, str]]) -> None:
        if not self._fails(f"{focus.pattern()} FILTER(!({' && '.join(demand for _, demand in demands)}))"):
            self._clean.update(key for key, _ in demands)
        elif len(demands) > 1:
            middle = len(demands) // 2
            self._screen(focus, demands[:middle])
            self._screen(focus, demands[middle:])

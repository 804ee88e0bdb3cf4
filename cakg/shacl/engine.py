"""Runs shapes over a store: one query for each constraint, whatever the number of nodes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import pyoxigraph as ox

from cakg.namespaces import RDFS, SH
from cakg.shacl.conditions import Conditions
from cakg.shacl.focus import THIS, Focus
from cakg.shacl.footprint import Footprint, constraint_footprint, path_footprint, target_footprint
from cakg.shacl.paths import Term
from cakg.shacl.queries import Query, answer, check_absent, find
from cakg.shacl.reading import ShapesGraph
from cakg.shacl.screening import Screening
from cakg.shacl.shape import Constraint, Result, Shape, component

Row: TypeAlias = tuple[Term, Term | None, Term | None]
"""Focus node, value, and the path where it is not that of the shape."""
Told: TypeAlias = "tuple[Term, Term | None, Term | None, *tuple[tuple[str, Term], ...]]"
"""The same, and what is to be told of the variables of a query."""


@dataclass(frozen=True)
class Task:
    """One constraint of one shape, with where its focus nodes come from and what it reads."""

    shape: Shape
    constraint: Constraint
    focus: Focus
    reads: Footprint


class Engine:
    """Checks the union of the graphs of a store, which is never written to.

    With `graphs` only the nodes that these describe are focus nodes; their values may stand anywhere.
    """

    def __init__(self, store: ox.Store, shapes: ShapesGraph, graphs: tuple[str, ...] = ()) -> None:
        self._store = store
        self._shapes = shapes
        self._graphs = graphs
        self._conditions = Conditions(shapes, _subclasses(store))
        self._failing: dict[tuple[Term, Focus], frozenset[Term]] = {}
        self._screening = Screening(self._conditions, lambda pattern: any(True for _ in self._rows(pattern)))

    def tasks(self, shape: Shape) -> Iterator[Task]:
        """Yield what there is to run for a shape that has targets, one task a constraint. Raises ShapeError for what cannot be compiled."""
        if any(target.kind == "node" and not is_described(self._store, target.term) for target in shape.targets):
            check_absent(self._shapes, shape)
        return self._tasks(shape, self._focus(shape), target_footprint(shape))

    def run(self, task: Task, among: Iterable[Term] | None = None) -> Iterator[Result]:
        """Yield the results of one constraint, for some of its focus nodes or for all."""
        focus = task.focus if among is None else task.focus.only(among)
        shape, constraint = task.shape, task.constraint
        if among is None and self._screening.passes(shape, constraint, focus):
            return
        for this, value, path, *said in dict.fromkeys(self._violations(shape, constraint, focus)):
            yield Result(
                focus=this,
                path=path or shape.path_node,
                value=value,
                shape=shape.node,
                component=constraint.component,
                severity=shape.severity,
                constraint=constraint.node,
                said=(*constraint.given, *said),
            )

    def reaches(self, task: Task, node: ox.BlankNode) -> bool:
        """Say whether a blank node is a focus node of a task."""
        found: Any = self._store.query(
            f"SELECT {THIS} WHERE {{ {task.focus.pattern()} }} LIMIT 1",
            use_default_graph_as_union=True,
            substitutions={ox.Variable(THIS[1:]): node},
        )
        return any(True for _ in found)

    def count(self, shapes: Iterable[Shape], graphs: tuple[str, ...] = ()) -> int:
        """Return how many focus nodes the shapes have together that some graphs, or any, speak of."""
        within = graphs or self._graphs
        focuses = (replace(self._focus(shape), graphs=within, described=True) for shape in shapes if not shape.deactivated)
        parts = [f"{{ {focus.pattern()} }}" for focus in focuses]
        found: Any = self._store.query(
            f"SELECT (COUNT(DISTINCT {THIS}) AS ?n) WHERE {{ {' UNION '.join(parts)} }}", use_default_graph_as_union=True
        )
        return int(next(iter(found))[0].value) if parts else 0

    def _focus(self, shape: Shape) -> Focus:
        return Focus(shape.targets, self._conditions.classes, self._graphs)

    def _tasks(self, shape: Shape, focus: Focus, walked: Footprint) -> Iterator[Task]:
        for constraint in () if shape.deactivated else shape.constraints:
            if constraint.component == component("property"):
                further = path_footprint(self._shapes.store, shape.path_node)
                yield from self._tasks(
                    self._shapes.shape(constraint.shapes[0]), focus.walk(shape.path), walked | further | further.turned()
                )
            else:
                reads = walked.then(constraint_footprint(self._shapes, shape, constraint))
                self._screening.add(shape, constraint, focus)
                yield Task(shape, constraint, focus, reads)

    def _violations(self, shape: Shape, constraint: Constraint, focus: Focus) -> Iterable[Told]:
        special = self._special().get(constraint.component)
        if special:
            return special(shape, constraint, focus)
        if constraint.node is not None:
            return self._queried(shape, constraint, focus)
        return self._failing_values(shape, constraint, focus)

    def _special(self) -> Mapping[str, Callable[[Shape, Constraint, Focus], Iterable[Row]]]:
        return {
            component("minCount"): self._too_few,
            component("maxCount"): self._too_many,
            component("uniqueLang"): self._twice_in_a_language,
            component("equals"): self._unequal,
            component("disjoint"): self._shared,
            component("lessThan"): self._not_below,
            component("lessThanOrEquals"): self._not_below,
            component("closed"): self._not_allowed,
            component("hasValue"): self._without_value,
            SH.QualifiedMinCountConstraintComponent: self._qualified,
            SH.QualifiedMaxCountConstraintComponent: self._qualified,
        }

    # Single values

    def _failing_values(self, shape: Shape, constraint: Constraint, focus: Focus) -> Iterator[Row]:
        value = "?value" if shape.path else THIS
        condition = self._conditions.of(constraint, value)
        pattern = _values(shape, focus)
        if condition:
            yield from self._rows(f"{pattern} FILTER(!{condition})", value=value)
            return
        parts = [self._failing_nodes(nested, focus.walk(shape.path)) for nested in constraint.shapes]
        judge = _LOGIC[constraint.component]
        for this, node, _ in self._rows(pattern, value=value):
            if not judge([node not in failing for failing in parts]):
                yield this, node, None

    def _failing_nodes(self, nested: Term, focus: Focus) -> frozenset[Term]:
        """Return the nodes of a pattern that do not conform to a shape."""
        key = (nested, focus)
        if key not in self._failing:
            shape = self._shapes.shape(nested)
            found: set[Term] = set()
            for constraint in () if shape.deactivated else shape.constraints:
                if constraint.component == component("property"):
                    found |= self._failing_owners(shape, constraint, focus)
                else:
                    found |= {row[0] for row in self._violations(shape, constraint, focus)}
            self._failing[key] = frozenset(found)
        return self._failing[key]

    def _failing_owners(self, shape: Shape, constraint: Constraint, focus: Focus) -> frozenset[Term] | set[Term]:
        failing = self._failing_nodes(constraint.shapes[0], focus.walk(shape.path))
        if shape.path is None:
            return failing
        return {this for this, value, _ in self._rows(_values(shape, focus), value="?value") if value in failing}

    # Counts

    def _too_few(self, shape: Shape, constraint: Constraint, focus: Focus) -> Iterable[Row]:
        least = constraint.numbers[0] or 0
        if least == 0:
            return ()
        if least == 1:
            return self._rows(f"{focus.pattern()} FILTER(!{shape.reach.exists(THIS, '?value')})")
        return self._rows(
            f"{focus.pattern()} OPTIONAL {{ {shape.reach.match(THIS, '?value')} }}", having=f"COUNT(DISTINCT ?value) < {least}"
        )

    def _too_many(self, shape: Shape, constraint: Constraint, focus: Focus) -> Iterable[Row]:
        most = constraint.numbers[0] or 0
        if most == 1:
            two = f"{shape.reach.match(THIS, '?_other')} FILTER(!sameTerm(?value, ?_other))"
            return self._rows(f"{_values(shape, focus)} {two}")
        return self._rows(_values(shape, focus), having=f"COUNT(DISTINCT ?value) > {most}")

    def _qualified(self, shape: Shape, constraint: Constraint, focus: Focus) -> Iterator[Row]:
        nested, *siblings = constraint.shapes
        least = constraint.component == SH.QualifiedMinCountConstraintComponent
        number = constraint.numbers[0] or 0
        conditions = [self._conditions.conforms(each, "?value") for each in constraint.shapes]
        if least and number == 1 and not siblings and conditions[0]:
            found = shape.reach.exists(THIS, "?value", conditions[0])
            yield from self._rows(f"{focus.pattern()} FILTER(!{found})")
            return
        values = focus.walk(shape.path)
        failing, *others = [self._failing_nodes(each, values) for each in (nested, *siblings)]
        conforming: defaultdict[Term, set[Term]] = defaultdict(set)
        for this, value, _ in self._rows(_values(shape, focus), value="?value"):
            if value is not None and value not in failing and all(value in other for other in others):
                conforming[this].add(value)
        for this in dict.fromkeys(row[0] for row in self._rows(focus.pattern())):
            count = len(conforming.get(this, ()))
            if (count < number) if least else (count > number):
                yield this, None, None

    # Pairs of properties

    def _twice_in_a_language(self, shape: Shape, _: Constraint, focus: Focus) -> Iterable[Row]:
        two = (
            f"{shape.reach.match(THIS, '?_other')}"
            " FILTER(!sameTerm(?value, ?_other) && LANG(?value) != '' && LCASE(LANG(?value)) = LCASE(LANG(?_other)))"
        )
        return self._rows(f"{_values(shape, focus)} {two}")

    def _unequal(self, shape: Shape, constraint: Constraint, focus: Focus) -> Iterator[Row]:
        other = f"{THIS} {constraint.terms[0]}"
        value = "?value" if shape.path else THIS
        yield from self._rows(f"{_values(shape, focus)} FILTER NOT EXISTS {{ {other} {value} }}", value=value)
        has = shape.path.reaches(THIS, "?value") if shape.path else f"sameTerm(?value, {THIS})"
        yield from self._rows(f"{focus.pattern()} {other} ?value . FILTER(!{has})", value="?value")

    def _shared(self, shape: Shape, constraint: Constraint, focus: Focus) -> Iterable[Row]:
        value = "?value" if shape.path else THIS
        return self._rows(f"{_values(shape, focus)} {THIS} {constraint.terms[0]} {value} .", value=value)

    def _not_below(self, shape: Shape, constraint: Constraint, focus: Focus) -> Iterable[Row]:
        sign = "<" if constraint.component == component("lessThan") else "<="
        compared = f"{THIS} {constraint.terms[0]} ?_other . FILTER(!COALESCE(?value {sign} ?_other, false))"
        return self._rows(f"{_values(shape, focus)} {compared}", value="?value")

    def _without_value(self, shape: Shape, constraint: Constraint, focus: Focus) -> Iterable[Row]:
        wanted = constraint.terms[0]
        has = shape.path.reaches(THIS, str(wanted)) if shape.path else f"sameTerm({THIS}, {wanted})"
        return self._rows(f"{focus.pattern()} FILTER(!{has})")

    def _not_allowed(self, shape: Shape, constraint: Constraint, focus: Focus) -> Iterable[Row]:
        allowed = ", ".join(map(str, constraint.terms))
        node = "?_node" if shape.path else THIS
        reached = shape.path.match(THIS, node) if shape.path else ""
        unknown = f"FILTER(?_path NOT IN ({allowed}))" if allowed else ""
        return self._rows(f"{focus.pattern()} {reached} {node} ?_path ?value . {unknown}", value="?value", path="?_path")

    # Queries of the shapes themselves

    def _queried(self, shape: Shape, constraint: Constraint, focus: Focus) -> Iterator[Told]:
        query = find(self._shapes, shape, constraint)
        text = query.over(focus)
        if not query.single:
            yield from self._read(query, text, {})
            return
        for this in dict.fromkeys(row[0] for row in self._rows(focus.pattern())):
            yield from self._read(query, text, {ox.Variable("this"): this})

    def _read(self, query: Query, text: str, substitutions: dict[ox.Variable, Any]) -> Iterator[Told]:
        found = answer(self._store, str(query.shape), text, substitutions)
        names = {variable.value for variable in found.variables}
        told = [(name, variable) for name, variable in query.told if variable in names]
        for row in found:
            this = row["this"]
            value = row["value"] if "value" in names else None
            path = row["path"] if "path" in names else None
            if this is not None:
                said = ((name, row[variable]) for name, variable in told if row[variable] is not None)
                yield this, value or (this if query.value_is_focus else None), path, *said

    def _rows(
        self, pattern: str, value: str | None = None, path: str | None = None, having: str | None = None
    ) -> Iterator[Row]:
        wanted = " ".join(dict.fromkeys(filter(None, (THIS, value, path))))
        group = f" GROUP BY {THIS} HAVING({having})" if having else ""
        found: Any = self._store.query(f"SELECT {wanted} WHERE {{ {pattern} }}{group}", use_default_graph_as_union=True)
        for row in found:
            yield row[0], row[value[1:]] if value else None, row[path[1:]] if path else None


_LOGIC: Mapping[str, Callable[[list[bool]], bool]] = {
    component("node"): all,
    component("and"): all,
    component("or"): any,
    component("not"): lambda truths: not truths[0],
    component("xone"): lambda truths: sum(truths) == 1,
}


def _values(shape: Shape, focus: Focus) -> str:
    """Return the pattern of the focus nodes and, for a property shape, their values in ?value."""
    return focus.pattern() if shape.path is None else f"{focus.pattern()} {shape.path.match(THIS, '?value')}"


def is_described(store: ox.Store, node: Term) -> bool:
    """Say whether the data speak of a node, at either end of a triple."""
    begins = () if isinstance(node, ox.Literal) else store.quads_for_pattern(node, None, None)
    return any(True for _ in begins) or any(True for _ in store.quads_for_pattern(None, None, node))


def _subclasses(store: ox.Store) -> dict[str, set[str]]:
    """Return every class with all that is below it, also below a class without a name, which is an empty name."""
    above: defaultdict[str, set[str]] = defaultdict(set)
    for quad in store.quads_for_pattern(None, ox.NamedNode(RDFS.subClassOf), None):
        above[str(quad.object)].add(str(quad.subject))
    return {class_[1:-1]: {lower[1:-1] if lower[0] == "<" else "" for lower in _closure(above, class_)} for class_ in above}


def _closure(above: Mapping[str, set[str]], class_: str) -> set[str]:
    found, waiting = {class_}, [class_]
    while waiting:
        new = above.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found

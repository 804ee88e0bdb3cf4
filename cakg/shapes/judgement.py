"""Judges a graph by shapes and keeps what is needed to judge a change alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

import pyoxigraph as ox

from cakg.errors import ShapeError, SourceError
from cakg.graph import KnowledgeGraph, lexical
from cakg.graph.excerpt import excerpt, own
from cakg.graph.grades import gravest
from cakg.graph.hierarchies import UNSHAPED
from cakg.model.engine import ENGINES
from cakg.model.finding import SEVERITIES, Finding, Report
from cakg.model.source import Source
from cakg.namespaces import PROVENANCE_GRAPH, SH, SHAPES, XSD
from cakg.network import find_cycles
from cakg.shacl import Engine, Result, Shape, ShapesGraph, Task
from cakg.shacl.queries import BEYOND, check_queries
from cakg.shacl.report import as_turtle
from cakg.shapes.context import CONTEXT_GRAPH, context
from cakg.shapes.files import ShapesFile
from cakg.shapes.findings import Reader
from cakg.shapes.linting import lint
from cakg.shapes.misreadings import MISREAD, find_misreadings
from cakg.shapes.reference import REFUSED, judge
from cakg.shapes.selection import BESIDE
from cakg.shapes.terms import find_unread
from cakg.shapes.whereabouts import Whereabouts
from cakg.terms import is_blank


@dataclass(frozen=True)
class Rules:
    """By what is judged: the shapes, the names of those chosen (none for all), the day, the engine, the files of the caller."""

    shapes: ShapesGraph
    chosen: frozenset[str] = frozenset()
    as_of: date | None = None
    engine: str = ENGINES[0]
    files: tuple[ShapesFile, ...] = ()
    whole: ShapesGraph | None = None
    """The shapes before any was chosen, where the caller gave some: all of these are linted."""
    allow_empty: bool = False

    def ask(self, name: str) -> bool:
        """Say whether what has a name is asked for."""
        return not self.chosen or name in self.chosen


@dataclass(frozen=True)
class Judgement:
    """What was found, by the task that found it; `referred` are the shapes that the reference engine had to judge.

    `by_task` is None where the reference engine judged all.
    """

    rules: Rules
    by_task: tuple[tuple[Task, tuple[Result, ...]], ...] | None
    findings: dict[Result, Finding]
    cycles: tuple[Finding, ...]
    unknown: tuple[Finding, ...]
    """About terms that the ontology does not have; like those about cycles they are of no shape."""
    misread: tuple[Finding, ...]
    """About days that the words of their deadlines cannot mean; no shape could read the words."""
    referred: tuple[Shape, ...] = ()
    keys: frozenset[ox.Triple] | None = None
    """The keys of numbers that the shapes knew."""
    sources: tuple[Source, ...] = ()


def judge_all(kg: KnowledgeGraph, rules: Rules, progress: Callable[[int, int], object] = lambda *_: None) -> Report:
    """Return the report of all shapes; `progress` is told how many constraints are done of how many.

    Raises ShapeError for shapes that cannot be run, SourceError where none finds a record to look at.
    """
    by_task: tuple[tuple[Task, tuple[Result, ...]], ...] | None = None
    referred: tuple[Shape, ...] = ()
    with context(kg, rules.as_of) as keys:
        engine = Engine(kg.store, rules.shapes, judged_graphs(kg))
        records = engine.count(rules.shapes.targeted(), described_in(kg))
        if rules.files:
            check_queries(rules.shapes)
        if rules.engine != ENGINES[0]:
            results = _refer(kg, rules.shapes)
        else:
            tasks, referred = _plan(engine, rules.shapes)
            by_task = tuple(_run(engine, tasks, progress))
            results = [result for _, found in by_task for result in found]
            results += _refer(kg, rules.shapes, referred) if referred else []
    misread = find_misreadings(kg) if rules.ask(MISREAD) else ()
    beside = (find_cycles(kg, UNSHAPED), find_unread(kg), misread)
    return make_report(kg, Judgement(rules, by_task, {}, *beside, referred, keys), results, records)


def _run(
    engine: Engine, tasks: list[Task], progress: Callable[[int, int], object]
) -> Iterator[tuple[Task, tuple[Result, ...]]]:
    for done, task in enumerate(tasks, 1):
        yield task, tuple(engine.run(task))
        progress(done, len(tasks))


def _plan(engine: Engine, shapes: ShapesGraph) -> tuple[list[Task], tuple[Shape, ...]]:
    """Return the tasks of all shapes, and the shapes that cannot be compiled but can be referred to the other engine."""
    tasks: list[Task] = []
    referred: list[Shape] = []
    for shape in shapes.targeted():
        try:
            tasks += list(engine.tasks(shape))  # all of a shape or none
        except ShapeError as error:
            if error.key != BEYOND:
                raise
            referred.append(shape)
    return tasks, tuple(referred)


def make_report(kg: KnowledgeGraph, judgement: Judgement, results: Iterable[Result], records: int) -> Report:
    """Return the report of some results; those that `judgement` knows in words already are not read again.

    Raises SourceError where nothing was looked at and nothing found, unless the rules allow it.
    """
    rules = judgement.rules
    found = tuple(dict.fromkeys(results))
    where = Whereabouts(rules.shapes.store, rules.files)
    reader = Reader(kg, rules.shapes, where)
    findings = judgement.findings | reader.findings(result for result in found if result not in judgement.findings)
    beside = [item for item in (*judgement.cycles, *judgement.unknown, *judgement.misread) if rules.ask(item.shape)]
    faults = lint(kg, rules.whole, rules.files) if rules.whole else ()
    if not (records or found or beside or rules.allow_empty):
        raise _nothing_checked(kg, faults)
    once = {_without_query(result, findings[result]): findings[result] for result in found}
    ordered = sorted([*faults, *beside, *once.values()], key=_order)
    return Report(
        findings=tuple(ordered),
        records=records,
        shapes=reader.shapes + sum(map(rules.ask, BESIDE)),
        example_data=kg.example_data,
        grade=gravest(kg),
        referred=tuple(
            shape.node.value if isinstance(shape.node, ox.NamedNode) else where.named(shape.node)
            for shape in judgement.referred
        ),
        write_turtle=lambda: as_turtle(
            (
                (result, finding.problem)
                for result, finding in sorted(
                    [*((result, findings[result]) for result in found), *((_as_result(item), item) for item in beside)],
                    key=lambda pair: _order(pair[1]),
                )
            ),
            rules.shapes.store,
            well_formed=False if any(fault.severity == "violation" for fault in faults) else None,
        ),
        basis=replace(judgement, findings=findings, sources=kg.sources),
    )


def _without_query(result: Result, finding: Finding) -> tuple[object, ...]:
    """Return what a result says to people: the same whichever of the queries of a shape found it."""
    return (result if result.constraint is None else replace(result, constraint=None, said=()), *finding.problem.values())


def _as_result(finding: Finding) -> Result:
    """Return what was found beside the shapes as a result of a component of our own: cycle, term or deadline."""
    kind = finding.shape.partition("-")[0].capitalize()
    return Result(
        focus=ox.BlankNode(finding.focus) if is_blank(finding.focus) else ox.NamedNode(finding.focus),
        path=ox.NamedNode(finding.path or ""),
        value=ox.Literal(finding.value, datatype=ox.NamedNode(XSD.date)) if finding.value else None,  # a day misread
        shape=ox.NamedNode(SHAPES[finding.shape]),
        component=SHAPES[f"{kind}ConstraintComponent"],
        severity=SH.Violation,
    )


def _nothing_checked(kg: KnowledgeGraph, faults: Iterable[Finding]) -> SourceError:
    names = ", ".join(source.name for source in kg.sources) or "-"
    ordered = sorted(faults, key=_order)
    if ordered:
        return SourceError("nothing-to-check-at-fault", names, count=len(ordered), place=str(ordered[0].place))
    return SourceError("nothing-to-check", names)


def _order(finding: Finding) -> tuple[object, ...]:
    place = finding.place
    focus = (place.name or "", f"{place.line or 0:09}") if is_blank(finding.focus) else (finding.focus, "")
    others = (finding.value or "", finding.component or "", finding.path or "", finding.label, *finding.problem.values())
    return SEVERITIES.index(finding.severity), finding.shape, *focus, *others


def judged_graphs(kg: KnowledgeGraph) -> tuple[str, ...]:
    """Return the graphs whose records are judged where a register is among the sources; else none, meaning all."""
    registers = {source.graph for source in kg.sources if source.snapshot}
    names = (lexical(graph) for graph in kg.store.named_graphs())
    return tuple(sorted(name for name in names if name not in {PROVENANCE_GRAPH, *registers})) if registers else ()


def described_in(kg: KnowledgeGraph) -> tuple[str, ...]:
    """Return the graphs of the sources that are no registers: their records are counted."""
    return tuple(source.graph for source in kg.sources if not source.snapshot)


def _blame(data: tuple[ox.Triple, ...], shapes: ShapesGraph) -> None:
    """Raise ShapeError with the name of the first shape of the caller's that the reference engine refuses by itself."""
    for shape in shapes.targeted():
        if shape.node.value.startswith(SHAPES.base):
            continue
        try:
            judge(data, shapes.store, [shape.node])
        except ShapeError as again:
            raise ShapeError("shape-refused", shape=str(shape.node), **again.values) from None


def _refer(kg: KnowledgeGraph, shapes: ShapesGraph, only: Iterable[Shape] = ()) -> list[Result]:
    day = (quad.triple for quad in kg.store.quads_for_pattern(None, None, None, CONTEXT_GRAPH))
    data = (*(quad.triple for quad in excerpt(kg)), *day)
    try:
        results = judge(data, shapes.store, [shape.node for shape in only])
    except ShapeError as error:
        if error.key == REFUSED:
            _blame(data, shapes)
        raise
    described = {quad.subject for quad in own(kg)}
    return [result for result in results if result.focus in described or not kg.register_of(lexical(result.focus))]

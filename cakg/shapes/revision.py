"""A report brought up to date after a change to one source: only what the change can reach is judged again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import pyoxigraph as ox

from cakg.graph import KnowledgeGraph, lexical
from cakg.graph.hierarchies import HIERARCHIES, UNSHAPED
from cakg.graph.replacing import Change
from cakg.model.finding import Report
from cakg.namespaces import CAKG, RDF, RDFS
from cakg.network import find_cycles
from cakg.shacl import Engine, Result, Shape, Task
from cakg.shacl.engine import is_described
from cakg.shacl.footprint import Footprint
from cakg.shacl.paths import Term, term
from cakg.shapes.context import context, keys_changed
from cakg.shapes.judgement import Judgement, described_in, judge_all, judged_graphs, make_report
from cakg.shapes.misreadings import MISREAD, READS, find_misreadings
from cakg.shapes.sentences import tell_numbers
from cakg.shapes.terms import find_unread, is_unread

_NAMED_AFTER = Footprint(frozenset({CAKG.ofNorm}), frozenset({CAKG.deadline, CAKG.step}), steps=None, everything=True)
"""Records without a name of their own are named after these."""
_ORDERS = frozenset(
    {*(name for names in HIERARCHIES for name in names), CAKG.fromHolder, CAKG.toHolder, CAKG.ofFunction, CAKG.transferredOn}
)


def revalidate(report: Report, kg: KnowledgeGraph, change: Change) -> Report:
    """Return the report that `validate` would give for `kg`, which `replace_source` made of the graph of `report`.

    Shapes, choice and day are those of `report`; SourceError is raised where `validate` would raise it. The time follows the size of the change, and the number of findings,
    which the report holds. A query is asked again in full where the change touches what nothing leads to from its focus node,
    or more than a few thousand nodes can read it. Everything is judged again where the change touches the classes
    themselves or takes all that was said of a node that a target names, where the reference engine judged a shape of
    `report`, and where `change` is not all that came after `report`.

    >>> from cakg.graph import load
    >>> from cakg.graph.replacing import replace_source
    >>> from cakg.resources import shipped
    >>> from cakg.shapes import validate
    >>> kg = load()
    >>> report = validate(kg)
    >>> kg, change = replace_source(kg, shipped("examples") / "parties.ttl")
    >>> revalidate(report, kg, change) == report
    True
    """
    judged: Judgement = report.basis
    rules = judged.rules
    triples = change.removed | change.added
    keys = keys_changed(kg.store, triples)
    triples |= keys
    alone = {change.after, *judged.sources} - {change.before} == set(kg.sources)
    classes = any(triple.predicate.value == RDFS.subClassOf for triple in triples)
    named = {target.term for shape in rules.shapes.targeted() for target in shape.targets if target.kind == "node"}
    ends = {term(end) for triple in change.removed for end in (triple.subject, triple.object)}
    gone = not all(is_described(kg.store, node) for node in named & ends)
    if judged.by_task is None or judged.referred or classes or gone or not alone:
        return judge_all(kg, rules)
    with context(kg, rules.as_of, None if keys else judged.keys) as known_keys:
        graphs = judged_graphs(kg)  # the name of a graph has the hash of what it says: it is another after a change
        engine = Engine(kg.store, rules.shapes, graphs)
        tasks = ((replace(task, focus=replace(task.focus, graphs=graphs)), before) for task, before in judged.by_task)
        by_task = tuple((task, _judge_again(engine, kg.store, task, before, triples)) for task, before in tasks)
    moved = {change.before.place if change.before else None, change.after.place}
    renamed = _NAMED_AFTER.readers(kg.store, triples)
    counting = tell_numbers(rules.shapes, judged.findings)
    known = {
        result: finding
        for result, finding in judged.findings.items()
        if finding.place.name not in moved
        and renamed is not None
        and result.focus not in renamed
        and isinstance(result.focus, ox.NamedNode)
        and result.shape not in counting
    }
    ordered = any(triple.predicate.value in _ORDERS for triple in triples)
    cycles = find_cycles(kg, UNSHAPED) if judged.cycles or ordered else ()
    unknown = find_unread(kg) if judged.unknown or any(map(is_unread, triples)) else ()
    reread = READS.readers(kg.store, triples)
    before = {finding.focus for finding in judged.misread}
    among = None if reread is None else before.union(map(lexical, reread))
    misread = find_misreadings(kg, among) if rules.ask(MISREAD) else ()
    results = [result for _, found in by_task for result in found]
    records = report.records + _focus_nodes_gained(kg, rules.shapes.targeted(), change)
    return make_report(kg, Judgement(rules, by_task, known, cycles, unknown, misread, keys=known_keys), results, records)


def _judge_again(
    engine: Engine, store: ox.Store, task: Task, before: tuple[Result, ...], triples: Iterable[ox.Triple]
) -> tuple[Result, ...]:
    readers = task.reads.readers(store, triples)
    if readers is None or any(isinstance(node, ox.BlankNode) and engine.reaches(task, node) for node in readers):
        return tuple(engine.run(task))
    if not readers:
        return before
    named = [node for node in readers if not isinstance(node, ox.BlankNode)]
    kept = (result for result in before if result.focus not in readers)
    return (*kept, *(engine.run(task, named) if named else ()))


def _focus_nodes_gained(kg: KnowledgeGraph, shapes: Iterable[Shape], change: Change) -> int:
    """Return by how many the focus nodes have grown: those before are told by what the source said before."""
    targets: set[tuple[str, Term]] = {
        (target.kind, target.term) for shape in shapes if not shape.deactivated for target in shape.targets
    }
    below = (kg.subclasses.get(named.value, ()) for kind, named in targets if kind == "class")
    targets |= {("class", ox.NamedNode(lower)) for lowers in below for lower in lowers}
    of_subjects = {RDF.type, *(named.value for kind, named in targets if kind == "subjectsOf")}
    of_objects = {named.value for kind, named in targets if kind == "objectsOf"}
    changed = change.removed | change.added
    nodes = {term(triple.subject) for triple in changed if triple.predicate.value in of_subjects}
    nodes |= {term(triple.object) for triple in changed if triple.predicate.value in of_objects}
    alone = {node for kind, node in targets if kind == "node"}
    nodes |= {node for triple in changed for node in (term(triple.subject), term(triple.object)) if node in alone}
    sources, home = set(described_in(kg)), ox.NamedNode(change.after.graph)
    gained = 0
    for node in nodes:
        about = _all_about(kg.store, node) if node in alone else _about(kg.store, node, of_subjects, of_objects)
        quads = [quad for quad in about if lexical(quad.graph_name) in sources]
        elsewhere = {quad.triple for quad in quads if quad.graph_name != home or quad.triple not in change.added}
        before = elsewhere | {triple for triple in change.removed if node in (triple.subject, triple.object)}
        gained += _is_focus(targets, node, [quad.triple for quad in quads]) - _is_focus(targets, node, before)
    return gained


def _all_about(store: ox.Store, node: Term) -> Iterator[ox.Quad]:
    if not isinstance(node, ox.Literal):
        yield from store.quads_for_pattern(node, None, None)
    yield from store.quads_for_pattern(None, None, node)


def _about(store: ox.Store, node: Term, of_subjects: set[str], of_objects: set[str]) -> Iterator[ox.Quad]:
    if not isinstance(node, ox.Literal):
        for property_ in of_subjects:
            yield from store.quads_for_pattern(node, ox.NamedNode(property_), None)
    for property_ in of_objects:
        yield from store.quads_for_pattern(None, ox.NamedNode(property_), node)


def _is_focus(targets: set[tuple[str, Term]], node: Term, triples: Iterable[ox.Triple]) -> bool:
    """Say whether the triples about a node make it one that shapes look at."""
    return any(
        ("node", node) in targets
        or (
            triple.subject == node
            and (
                ("subjectsOf", triple.predicate) in targets
                or (triple.predicate.value == RDF.type and ("class", triple.object) in targets)
            )
        )
        or (triple.object == node and ("objectsOf", triple.predicate) in targets)
        for triple in triples
    )

"""From results to findings: what a person reads, with the place in the source, the remedy and the question to ask."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import pyoxigraph as ox

from cakg.graph import KnowledgeGraph, lexical
from cakg.graph.owners import call
from cakg.model.finding import Finding
from cakg.model.source import Place
from cakg.namespaces import SH, SHAPES, SKOS
from cakg.shacl import Result, ShapesGraph
from cakg.shacl.components import stated
from cakg.shacl.paths import Term, objects, one
from cakg.shacl.shape import component
from cakg.shapes.sentences import fill, sentence
from cakg.shapes.whereabouts import Whereabouts
from cakg.terms import code, is_blank

_SEVERITY = {SH.Violation: "violation", SH.Warning: "warning", SH.Info: "info"}


class Reader:
    """Reads results with the words of their shapes, each shape once."""

    def __init__(self, kg: KnowledgeGraph, shapes: ShapesGraph, where: Whereabouts) -> None:
        self._kg = kg
        self._graph = shapes
        self._shapes = shapes.store
        self._where = where
        self._words: dict[Term, tuple[dict[str, str], ...]] = {}

    @cached_property
    def shapes(self) -> int:
        """How many shapes there are that can find something of their own: those of properties, and others with a demand."""
        judging: set[Term] = set()
        for shape in self._graph.targeted():
            for constraint in () if shape.deactivated else shape.constraints:
                judging |= set(constraint.shapes) if constraint.component == component("property") else {shape.node}
        return len(judging)

    def findings(self, results: Iterable[Result]) -> dict[Result, Finding]:
        """Return results in words."""
        stands = {result: self._stands(result.focus) for result in results}
        places = self._kg.locate_all(stands.values())
        return {result: self._finding(result, places[name]) for result, name in stands.items()}

    def _stands(self, focus: Term) -> str:
        """Return the record where a focus node stands: itself, or for a value without a record the first that has it."""
        if not isinstance(focus, ox.Literal):
            return lexical(focus)
        holders = (lexical(quad.subject) for quad in self._kg.store.quads_for_pattern(None, None, focus))
        return min(holders, key=lambda name: (is_blank(name), name), default=str(focus))

    def _finding(self, result: Result, place: Place) -> Finding:
        focus = str(result.focus) if isinstance(result.focus, ox.Literal) else lexical(result.focus)
        problem, remedy, question = self._said_by(result)
        gap = one(self._shapes, result.shape, SHAPES.gap)
        return Finding(
            severity=_SEVERITY.get(result.severity, "violation"),
            shape=self._where.named(result.shape),
            focus=focus,
            label=result.focus.value if isinstance(result.focus, ox.Literal) else call(self._kg, focus),
            path=_text(result.path),
            value=_text(result.value),
            component=code(result.component),
            problem=problem,
            remedy=remedy,
            question=question,
            place=place,
            gap=code(lexical(gap)) if gap else None,
        )

    def _said_by(self, result: Result) -> tuple[dict[str, str], ...]:
        """Return problem, remedy and question; a shape without a message is spoken for by its constraint."""
        if result.shape not in self._words:
            found = (objects(self._shapes, result.shape, name) for name in (SH.message, SKOS.scopeNote, SHAPES.question))
            self._words[result.shape] = tuple(map(_by_language, found))
        problem, remedy, question = self._words[result.shape]
        return self._filled(problem or self._constraint_words(result), result) or self._sentence(result), remedy, question

    def _constraint_words(self, result: Result) -> dict[str, str]:
        """Return the message that a query found, else what stands at the query, at the validator or at its component."""
        return _by_language([result.message] if result.message else stated(self._shapes, result))

    def _filled(self, problem: dict[str, str], result: Result) -> dict[str, str]:
        if not any("{" in words for words in problem.values()):
            return problem
        constraints = self._graph.shape(result.shape).constraints
        mine = [each.given for each in constraints if each.component == result.component]
        given = mine[0] if len(mine) == 1 else ()  # the reference engine does not say which of several it judged by
        return {lang: fill(words, result, [*given, *result.said]) for lang, words in problem.items()}

    def _sentence(self, result: Result) -> dict[str, str]:
        return sentence(self._graph, self._kg.store, result, self._where.name)


def _by_language(words: Iterable[Term]) -> dict[str, str]:
    """Return words by their language; those without one are taken for Vietnamese unless there are such."""
    said = [word for word in words if isinstance(word, ox.Literal)]
    return {word.language or "vi": word.value for word in sorted(said, key=lambda word: bool(word.language))}


def _text(term: Term | None) -> str | None:
    return None if term is None or isinstance(term, ox.BlankNode) else term.value

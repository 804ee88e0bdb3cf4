"""Constraints that are queries themselves: sh:sparql and the validators of custom components.

Source: SHACL, sections 5 and 6, with the pre-binding of its appendix A. A pre-bound $this is a join with the focus
nodes, set at the head of every group that computes with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pyoxigraph as ox

from cakg.errors import ShapeError
from cakg.namespaces import OWL, RDF, SH
from cakg.shacl.components import find_validator
from cakg.shacl.filling import fill, renamed, tokenise
from cakg.shacl.focus import THIS, Focus
from cakg.shacl.paths import Path, Term, objects, one
from cakg.shacl.patterns import check_patterns, close_up_all
from cakg.shacl.reach import Reach, may_stay, read_reach
from cakg.shacl.reading import ShapesGraph
from cakg.shacl.scopes import COUNTING, adds, repeats, rows_once, with_focus
from cakg.shacl.shape import Constraint, Shape
from cakg.terms import shorten

FIELD = re.compile(r"\{[?$](\w+)\}")
"""A variable in a message."""
_OUTSIDE = {"SERVICE", "GRAPH", "FROM", "LOAD", "INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "CONSTRUCT", "DESCRIBE"}
_FORBIDDEN = {"MINUS", "VALUES"}
BEYOND = "shape-query-beyond"
"""The key of the error for a query that only the reference engine can run."""
_BEYOND = {"?currentShape"}
_UNFILLED = {"?shapesGraph", "?PATH"}
"""The first is optional (SHACL, 5.3.1) and known to no engine here; a node shape has no path to take the place of the other."""


@dataclass(frozen=True)
class Query:
    """A query of the shapes: ASK or SELECT, its parameters filled in and `$` written `?`.

    `single` says that it has to be asked for one focus node at a time, `counts` that it must meet each of them once; `told`
    are the variables that its messages name, as they do and as they stand in the tokens, and ?message.
    """

    shape: Term
    tokens: tuple[str, ...]
    asks: bool
    single: bool
    counts: bool
    value_is_focus: bool
    path: Path | None
    told: tuple[tuple[str, str], ...] = ()

    def over(self, focus: Focus) -> str:
        """Return the text that answers for all focus nodes at once."""
        prologue, body = self._parts()
        if self.asks:
            selected = f"{THIS} ?value" if self.path else THIS
            values = f"{focus.pattern()} {self.path.match(THIS, '?value')}" if self.path else focus.pattern()
            inner = body if self.path else [{"?value": THIS}.get(word, word) for word in body]
            return f"{prologue} SELECT {selected} WHERE {{ {values} FILTER NOT EXISTS {''.join(inner)} }}"
        once = f"{{ SELECT DISTINCT {THIS} WHERE {{ {focus.pattern()} }} }}" if self.counts else focus.pattern()
        text = with_focus(body, once)
        return prologue + "".join(rows_once(tuple(text)) if adds(body) else text)

    def _parts(self) -> tuple[str, list[str]]:
        """Return what stands before the query proper, and its tokens: of an ASK only the group."""
        form = "ASK" if self.asks else "SELECT"
        place = next(index for index, token in enumerate(self.tokens) if token.upper() == form)
        rest = list(self.tokens[place:])
        return "".join(self.tokens[:place]), rest[rest.index("{") :] if self.asks else rest


def find(shapes: ShapesGraph, shape: Shape, constraint: Constraint) -> Query:
    """Return the query of a constraint. Raises ShapeError for one that no engine may run, or that cannot be compiled."""
    key = shape.node, constraint
    if key not in shapes.queries:
        shapes.queries[key] = _find(shapes, shape, constraint)
    found: Query = shapes.queries[key]
    return found


def _find(shapes: ShapesGraph, shape: Shape, constraint: Constraint) -> Query:
    holder: Term | None = constraint.node
    given = dict(constraint.given)
    if holder is not None and constraint.component != SH.SPARQLConstraintComponent:
        holder = _validator(shapes.store, shape, holder)
    kinds = (SH.select,) if constraint.component == SH.SPARQLConstraintComponent else (SH.select, SH.ask)
    texts = [(kind, one(shapes.store, holder, kind)) for kind in kinds if holder]
    found = [(kind, text) for kind, text in texts if isinstance(text, ox.Literal)]
    if holder is None or not found:
        raise ShapeError("shape-malformed", shape=str(holder), detail=" / ".join(map(shorten, kinds)))
    kind, text = found[0]
    tokens = tuple(close_up_all(str(shape.node), tuple(fill(tokenise(text.value), shape.path, given, str(shape.node)))))
    form = "ASK" if kind == SH.ask else "SELECT"
    if next((word for token in tokens if (word := token.upper()) in {"ASK", "SELECT"}), None) != form:
        raise ShapeError("shape-malformed", shape=str(holder), detail=f"sh:{form.lower()}")
    prefixes = tuple(_prefixes(shapes.store, holder))
    try:
        answer(ox.Store(), str(shape.node), "".join((*prefixes, *tokens)))
    except ShapeError as error:
        raise _unfilled(error, "".join((*prefixes, text.value)), given) from None
    check_patterns(str(shape.node), tokens)  # first, for the reference engine is given no others either
    _refuse(tokens, str(shape.node), asks=kind == SH.ask)
    return Query(
        shape=shape.node,
        tokens=(*prefixes, *tokens),
        asks=kind == SH.ask,
        single=_is_single(tokens),
        counts=_counts(tokens) or adds(tokens),
        value_is_focus=shape.path is None,
        path=shape.path,
        told=tuple((name, renamed(name)) for name in sorted(_told(shapes.store, (shape.node, constraint.node, holder)))),
    )


def _told(store: ox.Store, holders: Iterable[Term | None]) -> set[str]:
    messages = (message for holder in holders if holder for message in objects(store, holder, SH.message))
    fields = {name for message in messages if isinstance(message, ox.Literal) for name in FIELD.findall(message.value)}
    return fields - {"this", "value", "path", "PATH"} | {"message"}


def answer(store: ox.Store, shape: str, text: str, substitutions: dict[ox.Variable, Any] | None = None) -> Any:
    """Return what a store answers to a query of a shape. Raises ShapeError for one that it does not understand."""
    try:
        return store.query(text, use_default_graph_as_union=True, substitutions=substitutions)
    except SyntaxError as error:
        words = _fault(text, str(error.msg))
    except RuntimeError as error:  # a function that the engine does not know
        words = str(error)
    raise ShapeError("shape-query-syntax", shape=shape, detail=words)


def _fault(text: str, message: str) -> str:
    """Return where a text is malformed, as the words up to there, after what the parser says if it is more than a list."""
    found = re.match(r"error at (\d+):(\d+): expected (?:one of )?([^,]*)", message)
    if not found:
        return message
    line = text.split("\n")[int(found[1]) - 1][: int(found[2]) - 1]
    near = f"“{line[-40:].lstrip()}”"
    return f"{found[3]}: {near}" if re.search("[a-z] [a-z]", found[3]) else near


def _unfilled(error: ShapeError, text: str, given: Iterable[str]) -> ShapeError:
    """Return the error of a query that cannot be read with its parameters filled in: its own, if it cannot without either.

    Else it has a literal where only a property can be written, but a variable may have it as its value.
    """
    shape = error.values["shape"]
    try:
        answer(ox.Store(), shape, text)
    except ShapeError as own:
        return own if given else error
    return ShapeError(BEYOND, shape=shape, word=", ".join(f"${name}" for name in given))


def check_queries(shapes: ShapesGraph) -> None:
    """Raise ShapeError for a query of the shapes that no engine may run."""
    for shape in shapes.judging():
        for constraint in shape.constraints:
            if constraint.node is not None:
                try:
                    find(shapes, shape, constraint)
                except ShapeError as error:
                    if error.key != BEYOND:
                        raise


def check_absent(shapes: ShapesGraph, shape: Shape) -> None:
    """Raise ShapeError for a query which may lead a node to itself by no step, of a shape whose target names one that the data lack.

    So it does by SPARQL 1.1, 18.4, but the store does not let such a node reach itself. A shape that it refers to counts too.
    """
    for constraint in () if shape.deactivated else shape.constraints:
        if constraint.node is not None and may_stay(find(shapes, shape, constraint).tokens):
            raise ShapeError(BEYOND, shape=str(shape.node), word="sh:targetNode, p* / p?")
        for nested in constraint.shapes:
            check_absent(shapes, shapes.shape(nested))


def reach(shapes: ShapesGraph, shape: Shape, constraint: Constraint) -> Reach | None:
    """Return what the query of a constraint can see, the properties as IRIs; None where that may be anything."""
    key = shape.node, constraint
    if key not in shapes.reaches:
        shapes.reaches[key] = _reach(find(shapes, shape, constraint).tokens)
    found: Reach | None = shapes.reaches[key]
    return found


def _reach(tokens: tuple[str, ...]) -> Reach | None:
    found = read_reach(tokens)
    bases = {}
    for token in tokens:
        declared = re.fullmatch(r"PREFIX (\S*): <([^>]*)>\n", token)
        if declared:
            bases[declared[1]] = declared[2]

    def iris(words: Iterable[str]) -> Iterator[str]:
        for word in words:
            prefix, colon, local = word.partition(":")
            if word == "a":
                yield RDF.type
            elif colon and prefix in bases:
                yield bases[prefix] + re.sub(r"\\(.)", r"\1", local)
            elif not word.startswith(('"', "'")):
                yield from re.findall("<([^>]*)>", word)

    if found is None:
        return None
    onward, backward, apart = (frozenset(iris(words)) for words in (found.onward, found.backward, found.apart))
    return Reach(onward, backward, found.steps, apart)


def _validator(store: ox.Store, shape: Shape, custom: Term) -> Term:
    found = find_validator(store, custom, of_property=shape.path is not None)
    if found is None:
        raise ShapeError("shape-malformed", shape=str(custom), detail="sh:validator")
    return found


def _prefixes(store: ox.Store, holder: Term) -> Iterator[str]:
    waiting, seen = list(objects(store, holder, SH.prefixes)), set()
    while waiting:
        ontology = waiting.pop()
        if ontology in seen:
            continue
        seen.add(ontology)
        waiting += objects(store, ontology, OWL.imports)
        for declared in objects(store, ontology, SH.declare):
            prefix, namespace = one(store, declared, SH.prefix), one(store, declared, SH.namespace)
            if isinstance(prefix, ox.Literal) and isinstance(namespace, ox.Literal):
                yield f"PREFIX {prefix.value}: <{namespace.value}>\n"


def _refuse(tokens: tuple[str, ...], shape: str, *, asks: bool) -> None:
    words = {token.upper() for token in tokens}
    for word in _UNFILLED & set(tokens):
        raise ShapeError("shape-query-refused", shape=shape, word=f"${word[1:]}")
    for word in sorted(words & (_OUTSIDE | _FORBIDDEN)):
        raise ShapeError("shape-query-refused", shape=shape, word=word)
    for before, token in _neighbours(tokens):
        if before.upper() == "AS" and token in {THIS, *(["?value"] if asks else [])}:
            raise ShapeError("shape-query-refused", shape=shape, word=f"AS {token}")
    for depth, select in enumerate(_selections(tokens)):
        if THIS not in select and (depth or "*" not in select):
            raise ShapeError("shape-query-refused", shape=shape, word="SELECT … $this")
    beyond = set(tokens) & _BEYOND
    repeating = repeats(tokens)
    beyond |= {repeating} if repeating else set()
    if beyond:
        raise ShapeError(BEYOND, shape=shape, word=min(beyond))


def _neighbours(tokens: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    words = [token for token in tokens if not token.isspace()]
    return pairwise(words)


def _selections(tokens: tuple[str, ...]) -> Iterator[list[str]]:
    """Yield what each SELECT of the query selects."""
    for place, token in enumerate(tokens):
        if token.upper() == "SELECT":
            rest = list(tokens[place:])
            yield rest[: rest.index("{")] if "{" in rest else rest


def _is_single(tokens: tuple[str, ...]) -> bool:
    words = {token.upper() for token in tokens}
    return bool(words & {"LIMIT", "OFFSET"}) or (_counts(tokens) and "GROUP" not in words)


def _counts(tokens: tuple[str, ...]) -> bool:
    return bool({token.upper() for token in tokens} & COUNTING)

"""What a result says where its shape has no message of its own: a sentence made of the constraint."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

import pyoxigraph as ox

from cakg.messages import LANGUAGES, say
from cakg.namespaces import RDF, SH, XSD
from cakg.shacl import Result, Shape, ShapesGraph
from cakg.shacl.paths import Term, objects
from cakg.shacl.queries import FIELD
from cakg.shacl.shape import Constraint, component
from cakg.terms import code, shorten
from cakg.text import capital, clip

_COUNTED = {component("minCount"), component("maxCount")}
_SUFFIX = "ConstraintComponent"
_WORDS = {XSD.string, RDF.langString}
_MOST = 12
"""Values of a list that are named; more make no sentence."""


def sentence(shapes: ShapesGraph, store: ox.Store, result: Result, name: Callable[[Term], str]) -> dict[str, str]:
    """Return what a result says, in every language; `name` gives the name of a shape, `store` holds the data."""
    shape = shapes.shape(result.shape)
    alike = [each for each in shape.constraints if each.component == result.component]
    mine = [each for each in alike if each.node in {None, result.constraint} and set(each.given) <= set(result.said)] or alike
    count = _count(shape, result.focus, store) if result.component in _COUNTED else None
    return {lang: capital(_say(mine, shape, result, count, name, lang)) for lang in LANGUAGES}


def tell_numbers(shapes: ShapesGraph, results: Iterable[Result]) -> frozenset[Term]:
    """Return the shapes of results whose words may change although the result does not: they count values."""
    counting = {result.shape for result in results if result.component in _COUNTED}
    return frozenset(shape for shape in counting if not objects(shapes.store, shape, SH.message))


def fill(words: str, result: Result, given: Iterable[tuple[str, Term]] = ()) -> str:
    """Return a message with `{$this}`, `{?value}`, `{$path}`, parameters and variables of the query filled in (SHACL, 5.3.2); others stay."""
    known = {"this": result.focus, "value": result.value, "path": result.path, "PATH": result.path, **dict(given)}
    return FIELD.sub(lambda field: _word(term) if (term := known.get(field[1])) is not None else field[0], words)


def _say(
    mine: list[Constraint], shape: Shape, result: Result, count: int | None, name: Callable[[Term], str], lang: str
) -> str:
    path = _path_words(shape)
    values: dict[str, Any] = {
        "what": say("what-values", lang, path=path) if path else say("what-record", lang),
        "path": path or say("what-record", lang),
        "shape": name(shape.node),
        "shapes": ", ".join(dict.fromkeys(name(nested) for each in mine for nested in _told(each))),
        "number": next((number for each in mine for number in each.numbers), ""),
        "count": count,
        "found": _word(result.path) if result.path else "",
    }
    if result.component == SH.SPARQLConstraintComponent:
        return say("demand-query", lang, **values)
    key = code(result.component).removesuffix(_SUFFIX)
    key = key[:1].lower() + key[1:]
    if not result.component.startswith(SH.base):
        said = "; ".join(f"{parameter} = {_word(value)}" for each in mine for parameter, value in each.given)
        return say("demand-custom", lang, **values, component=code(result.component), values=said)
    if key == "nodeKind":
        values["kind"] = say(f"kind-{code(mine[0].terms[0].value)}", lang)
    terms = [term for each in mine for term in each.terms]
    if key == "pattern":
        terms = [each.terms[0] for each in mine]
    more = [f"… ({len(terms)})"] if len(terms) > _MOST else []
    values["values"] = ", ".join([*map(_word, terms[:_MOST]), *more])
    return say(f"demand-{key}", lang, **values)


def _path_words(shape: Shape) -> str:
    """Return the path of a property shape with short names, nothing for a node shape."""
    return "" if shape.path is None else re.sub(r"<([^<>]*)>", lambda iri: shorten(iri[1]), str(shape.path))


def _told(constraint: Constraint) -> tuple[Term, ...]:
    """Return the shapes that a constraint is about, without the siblings of a qualified one."""
    return constraint.shapes[:1] if constraint.component.startswith(SH.base + "Qualified") else constraint.shapes


def _count(shape: Shape, focus: Term, store: ox.Store) -> int:
    found: Any = store.query(
        f"SELECT DISTINCT ?this ?value WHERE {{ {shape.reach.match('?this', '?value')} }}",
        use_default_graph_as_union=True,
        substitutions={ox.Variable("this"): focus},
    )
    return sum(1 for _ in found)


def _word(term: Term) -> str:
    if isinstance(term, ox.NamedNode):
        return shorten(term.value)
    if isinstance(term, ox.BlankNode):
        return "[]"
    words = clip(term.value)
    return f"“{words}”" + (f"@{term.language}" if term.language else "") if term.datatype.value in _WORDS else words

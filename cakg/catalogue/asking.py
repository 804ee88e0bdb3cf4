"""Asking a question of the graph."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from cakg.calendars import read_date
from cakg.catalogue.question import Parameter, Question, questions, read_question
from cakg.errors import QueryError, UnknownNameError
from cakg.graph import KnowledgeGraph, lexical
from cakg.graph.gate import TURTLE_SKIP
from cakg.graph.grades import gravest
from cakg.graph.names import DOCUMENTS, PARTIES, resolve, resolve_concept
from cakg.namespaces import CAKG, VOCAB, XSD
from cakg.table import Table
from cakg.terms import concept, expand
from cakg.text import nearest

DEEPEST = 100
"""Groups inside one another; the engine crashes at about 2,100, and at 6,500 UNIONs."""
_MOST_STEPS = 1_000
"""Operators and groups beside one another; the engine crashes at a few thousand of any kind."""

_STEP = re.compile(
    r"[!+*/|^]|&&|(?<!\w)-|\b(?:UNION|OPTIONAL|MINUS|FILTER|BIND|VALUES|GRAPH|LATERAL|EXISTS|SELECT)\b", re.IGNORECASE
)
_SPARQL = re.compile(
    r"\s*(?:#|(?:BASE|PREFIX|SELECT|ASK|CONSTRUCT|DESCRIBE|WITH|INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY)(?![\w-]))",
    re.IGNORECASE,
)
"""How SPARQL begins, and no name of a question."""
_OUTSIDE = re.compile(r"(?<![?$:\w])(SERVICE|LOAD|INSERT|DELETE|CLEAR|DROP|CREATE|COPY|MOVE|ADD)\b(?!\s*:)", re.IGNORECASE)
_FROM = re.compile(r"(?<![?$:\w])FROM\b(?!\s*:)", re.IGNORECASE)
_TYPES = {
    XSD.date: "date",
    XSD.integer: "integer",
    XSD.decimal: "number",
    XSD.double: "number",
    XSD.boolean: "boolean",
    XSD.duration: "duration",
}
"""Datatypes of answers that people read, or other programs take over, as more than text."""
_LOOKED_UP = {"party": PARTIES, "document": DOCUMENTS, "norm": (CAKG.Norm,)}


def ask(kg: KnowledgeGraph, question: str, **parameters: Any) -> Table | bool | str:
    """Answer a stored question, a query file (*.rq) or SPARQL text.

    Stored questions take their parameters by name (`unit="…"`, `asOf="…"`); units and documents may be given by the
    names people use. SELECT gives a Table of text, ASK a bool, CONSTRUCT and DESCRIBE N-Triples text.

    Raises QueryError for bad SPARQL, a missing parameter, or a query that changes data or reaches outside;
    UnknownNameError for names the graph does not know.

    >>> from cakg.graph import load
    >>> ask(load(), "instruments-by-relation", relation="implements").columns[:2]
    ('relation', 'instrument')
    """
    kg.require_acyclic()
    asked = _find(question)
    _refuse_what_reaches_outside(asked.sparql)
    bindings = _bind(kg, asked, parameters)
    answer = _answer(kg, kg.query(asked.sparql, bindings))
    if not isinstance(answer, Table):
        return answer
    given = {parameter.name: None for parameter in asked.parameters} | {name: lexical(term) for name, term in bindings.items()}
    day = given.get("asOf")
    return replace(
        answer,
        about=asked.summary,
        heads=asked.heads,
        records=asked.records,
        asked=given,
        as_of=read_date(day) if day else None,
        label_of=partial(_label, kg),
    )


def _label(kg: KnowledgeGraph, iri: str, lang: str) -> str | None:
    """Return the name of a record, None where the graph knows none."""
    labels = kg.record(iri).labels()
    return labels.get(lang) or labels.get("vi") or next(iter(labels.values()), None)


def _find(question: str) -> Question:
    if _SPARQL.match(question) or "{" in question:
        return Question("", {}, {}, (), (), question)
    if question.endswith(".rq"):
        path = Path(question)
        if not path.is_file():
            raise QueryError("query-file-missing", path=question)
        return read_question(path)
    return questions(question.strip())[0]


def _refuse_what_reaches_outside(sparql: str) -> None:
    bare = re.sub(TURTLE_SKIP, " ", sparql)
    outside = _OUTSIDE.search(bare)
    if outside:
        raise QueryError("query-outside", word=outside[1].upper())
    if _FROM.search(bare):
        raise QueryError("query-from")
    depth = 0
    for mark in re.finditer(r"<<|>>|[{}()\[\]]", bare):
        depth += 1 if mark[0] in ("{", "(", "[", "<<") else -1
        if depth > DEEPEST:
            raise QueryError("query-too-deep", most=DEEPEST)
    if sum(1 for _ in _STEP.finditer(bare)) > _MOST_STEPS:
        raise QueryError("query-too-deep", most=_MOST_STEPS)


def _bind(kg: KnowledgeGraph, question: Question, given: dict[str, Any]) -> dict[str, Any]:
    known = {parameter.name: parameter for parameter in question.parameters}
    for name in given:
        if question.summary and name not in known:
            raise UnknownNameError("parameter-unknown", name, tuple(known))
    missing = [name for name, parameter in known.items() if parameter.required and given.get(name) in (None, "")]
    if missing:
        raise QueryError("parameter-missing", names=", ".join(missing), question=question.name)
    return {
        name: _term(kg, known.get(name, Parameter(name, "text", required=False)), value)
        for name, value in given.items()
        if value not in (None, "")
    }


def _term(kg: KnowledgeGraph, parameter: Parameter, value: Any) -> ox.NamedNode | ox.Literal:
    if parameter.type in _LOOKED_UP:
        return ox.NamedNode(resolve(kg, str(value), *_LOOKED_UP[parameter.type]))
    if parameter.type == "date":
        return ox.Literal(read_date(value).isoformat(), datatype=ox.NamedNode(XSD.date))
    if parameter.type == "relation":
        name = str(value).removeprefix("cakg:")
        if name not in CAKG.terms:
            raise UnknownNameError("code-unknown", name, nearest(name, CAKG.terms))
        return ox.NamedNode(CAKG[name])
    if parameter.type == "text":
        with suppress(ValueError):  # what begins like an IRI need not be one
            return ox.NamedNode(expand(str(value)) or "")
        return ox.Literal(str(value))
    return ox.NamedNode(concept(parameter.type, resolve_concept(kg, str(value), VOCAB[parameter.type])))


def _answer(kg: KnowledgeGraph, result: Any) -> Table | bool | str:
    if isinstance(result, ox.QueryBoolean):
        return bool(result)
    if isinstance(result, ox.QueryTriples):
        return "".join(sorted(f"{triple} .\n" for triple in result))
    columns = tuple(variable.value for variable in result.variables)
    rows: list[tuple[str | None, ...]] = []
    kinds: dict[int, str | None] = dict.fromkeys(range(len(columns)))
    for solution in result:
        terms = tuple(solution)  # let go at once: with all terms kept a large answer takes half as long again
        for place, kind in [*kinds.items()]:
            if terms[place] is not None:
                own = _TYPES.get(_datatype(terms[place]))
                kinds[place] = own
                if own is None or kind not in (None, own):
                    del kinds[place]
        rows.append(tuple([None if term is None else lexical(term) for term in terms]))
    types = {columns[place]: kind for place, kind in kinds.items() if kind}
    return Table(columns, tuple(rows), kg.example_data, types, gravest(kg))


def _datatype(term: Any) -> str:
    return lexical(term.datatype) if isinstance(term, ox.Literal) else ""

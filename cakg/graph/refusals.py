"""What no source may say: shapes, provenance, imports, statements about statements, values that are not what their type says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, cast

import pyoxigraph as ox

from cakg.errors import SourceError
from cakg.graph.gate import line_of, plain
from cakg.graph.record import lexical
from cakg.namespaces import GRAPHS, OWL, RDF, RDFS, SH, XSD

_NOT_OURS = f"""
    SELECT ?s ?p ?o WHERE {{
      ?s ?p ?o
      FILTER(?p = <{OWL.imports}> || STRSTARTS(STR(?p), "{SH.base}") || STRSTARTS(STR(?s), "{GRAPHS}") || ISTRIPLE(?o)
        || (?p = <{RDF.type}> && STRSTARTS(STR(?o), "{SH.base}")))
    }} LIMIT 1"""
_UNTYPED_DAYS = f"""
    PREFIX xsd: <{XSD.base}>
    SELECT ?value WHERE {{
      GRAPH ?ontology {{ ?property <{RDFS.range}> xsd:date }}
      GRAPH ?source {{ ?record ?property ?value FILTER(DATATYPE(?value) IN (xsd:string, <{RDF.langString}>)) }}
    }} ORDER BY ?value LIMIT 1"""
_WHOLE = "nonNegativeInteger positiveInteger negativeInteger nonPositiveInteger int long short byte"
_CASTS = {
    **{name: name for name in ("date", "dateTime", "time", "duration", "dayTimeDuration", "yearMonthDuration")},
    **{name: name for name in ("integer", "decimal", "boolean", "double", "float", "gYear", "gYearMonth")},
    **dict.fromkeys(_WHOLE.split(), "integer"),
}
"""Types whose literals are checked, each with the type the engine can cast to."""
_NUMBER = {"integer": r"[+-]?[0-9]+", "decimal": r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)"}
"""Types whose values have no bounds, while the engine computes with 64 bits, and 18 digits after the point."""
_ZONE = r"Z|[+-][0-9]{2}:[0-9]{2}"
_ILL_TYPED = f"""
    PREFIX xsd: <{XSD.base}>
    SELECT ?value ?type WHERE {{
      {{ SELECT DISTINCT ?value ?type WHERE {{
           ?record ?property ?value BIND(DATATYPE(?value) AS ?type)
           FILTER(?type NOT IN (xsd:string, <{RDF.langString}>)) }} }}
      BIND(STR(?value) AS ?words)
      BIND({"".join(f"IF(?type = xsd:{name}, xsd:{to}(?words), " for name, to in _CASTS.items())} ?words{")" * len(_CASTS)}
        AS ?read)
      FILTER(!BOUND(?read) || ?type = <{RDF.dirLangString}>
        || (?type = xsd:date && (!REGEX(?words, "^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}$") || STRSTARTS(?words, "0000"))))
    }} ORDER BY ?value LIMIT 1"""


def refuse_foreign(store: ox.Store, read: Mapping[ox.NamedNode, tuple[str, str]]) -> None:
    """Raise SourceError for what no source may say; `read` gives for each graph the name and the text it was read from.

    All sources are looked through at once, for nearly always there is nothing; only then file and line are found.
    """
    suspicious = any(
        True
        for query in (_NOT_OURS, _ILL_TYPED)
        for _ in cast("Any", store.query(query, default_graph=list(read), named_graphs=[]))
    )
    untyped: Any = store.query(_UNTYPED_DAYS)
    for row in untyped:
        value = lexical(row["value"])
        name, text = next(((name, text) for name, text in read.values() if value in text), next(iter(read.values())))
        raise SourceError("impossible-date", name, line_of(text, re.escape(value)), value=plain(value), type="xsd:string")
    if suspicious:
        for graph, (name, text) in read.items():
            _refuse_in(store, graph, text, name)


def _refuse_in(store: ox.Store, graph: ox.NamedNode, text: str, name: str) -> None:
    rows: Any = store.query(_NOT_OURS, default_graph=[graph], named_graphs=[])
    for row in rows:
        subject, property_, value = (lexical(term) for term in row)
        if property_ == OWL.imports:
            raise SourceError("imports", name, line_of(text, r"owl:imports\b", "imports"), address=plain(value))
        if isinstance(row[2], ox.Triple):
            raise SourceError("triple-term", name, line_of(text, "Triple", re.escape("<<")))
        if subject.startswith(GRAPHS):
            end = re.escape(subject.rpartition("/")[2])
            raise SourceError("brings-provenance", name, line_of(text, re.escape(subject), rf"{end}\b"))
        for term in (property_, value):
            if term.startswith(SH.base):
                raise SourceError("brings-shapes", name, line_of(text, rf"\b{re.escape(term[len(SH.base) :])}\b"))
    for value, type_ in _ill_typed(store, graph):
        if type_ == RDF.dirLangString:
            raise SourceError("text-direction", name, line_of(text, r"--(?:ltr|rtl)\b", "@direction", r"\bdir="))
        words = re.escape(value)
        line = line_of(text, rf"""["']{words}["']\s*\^\^""", rf"""(["']){words}\1""", rf">\s*{words}\s*<", words)
        raise SourceError(_what_is_wrong(value, type_), name, line, value=plain(value), type=type_.replace(XSD.base, "xsd:"))


def _what_is_wrong(value: str, type_: str) -> str:
    """Return the key of the sentence that says why a literal is refused."""
    if type_ == XSD.date and _is_zoned_day(value):
        return "day-with-zone"
    if type_ in {XSD.date, XSD.dateTime}:
        return "impossible-date"
    number = _NUMBER.get(_CASTS.get(type_.removeprefix(XSD.base), ""))
    return "number-too-long" if number and re.fullmatch(number, value) else "ill-typed"


def _is_zoned_day(words: str) -> bool:
    try:
        date.fromisoformat(words[:10])
    except ValueError:
        return False
    return re.fullmatch(_ZONE, words[10:]) is not None


def _ill_typed(store: ox.Store, graph: ox.NamedNode) -> Iterator[tuple[str, str]]:
    """Yield the literals that are not what their type says; a day is `yyyy-mm-dd`, for no other form is compared."""
    rows: Any = store.query(_ILL_TYPED, default_graph=[graph], named_graphs=[])
    for row in rows:
        yield lexical(row["value"]), lexical(row["type"])

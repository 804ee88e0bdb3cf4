"""From bytes to a knowledge graph: everything is parsed once, by the strict parser, or not at all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any, cast

import pyoxigraph as ox

from cakg.errors import SourceError
from cakg.graph.gate import LineReader, check_text, decode, line_at, line_of, plain
from cakg.graph.knowledge import KnowledgeGraph
from cakg.graph.record import lexical
from cakg.graph.sources import RawSource, read_sources
from cakg.model.source import Notice, Source
from cakg.namespaces import DCTERMS, GRAPHS, OWL, PROV, PROVENANCE_GRAPH, RDF, RDFS, SH, XSD
from cakg.resources import shipped, shipped_files
from cakg.text import nfc

FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "rdf": ox.RdfFormat.RDF_XML,
    "json": ox.RdfFormat.JSON_LD,
}
_NOT_IN_IRI = re.compile(r"[^\w./-]", re.ASCII)
_BULK = 10_000_000
"""Characters from which bulk loading pays for what it costs to set up."""
_ESCAPED_MARK = re.compile(r"\\u03[0-6]|\\U000003[0-6]|&#(?:[xX]0*3[0-6]|0*(?:7[6-9]|8[0-7]))[0-9A-Fa-f]")
"""An accent of its own (U+0300 to U+036F) written as an escape of Turtle, JSON or XML."""

_NOT_OURS = f"""
    SELECT ?s ?p ?o WHERE {{
      ?s ?p ?o
      FILTER(?p = <{OWL.imports}> || STRSTARTS(STR(?p), "{SH.base}") || STRSTARTS(STR(?s), "{GRAPHS}") || ISTRIPLE(?o)
        || (?p = <{RDF.type}> && STRSTARTS(STR(?o), "{SH.base}")) || HASLANGDIR(?o))
    }} LIMIT 1"""
_UNTYPED_DAYS = f"""
    PREFIX xsd: <{XSD.base}>
    SELECT ?value WHERE {{
      GRAPH ?ontology {{ ?property <{RDFS.range}> xsd:date }}
      GRAPH ?source {{ ?record ?property ?value FILTER(DATATYPE(?value) = xsd:string) }}
    }} ORDER BY ?value LIMIT 1"""
_WHOLE = "nonNegativeInteger positiveInteger negativeInteger nonPositiveInteger int long short byte"
_CASTS = {
    **{name: name for name in ("date", "dateTime", "time", "duration", "dayTimeDuration", "yearMonthDuration")},
    **{name: name for name in ("integer", "decimal", "boolean", "double", "float", "gYear", "gYearMonth")},
    **dict.fromkeys(_WHOLE.split(), "integer"),
}
"""Types whose literals are checked, each with the type the engine can cast to."""
_ILL_TYPED = f"""
    PREFIX xsd: <{XSD.base}>
    SELECT ?value ?type WHERE {{
      {{ SELECT DISTINCT ?value ?type WHERE {{
           ?record ?property ?value FILTER(ISLITERAL(?value)) BIND(DATATYPE(?value) AS ?type)
           FILTER(?type IN ({", ".join(f"xsd:{name}" for name in _CASTS)})) }} }}
      BIND(STR(?value) AS ?words)
      BIND({"".join(f"IF(?type = xsd:{name}, xsd:{to}(?words), " for name, to in _CASTS.items())} ?words{")" * len(_CASTS)}
        AS ?read)
      FILTER(!BOUND(?read)
        || (?type = xsd:date && (!REGEX(?words, "^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}$") || STRSTARTS(?words, "0000"))))
    }} ORDER BY ?value LIMIT 1"""


def load(*sources: str | Path, allow_empty: bool = False) -> KnowledgeGraph:
    """Read files, folders or globs (Turtle, TriG, N-Triples, N-Quads, RDF/XML, JSON-LD; `-` is standard input).

    `register:vn-units` stands for the register of administrative and police units that ships with the library.

    Each file keeps its own named graph, whatever graphs it names itself. Without any source the shipped example is
    loaded. All or nothing: the first source that fails raises SourceError with file and line, as does one without any
    statement unless `allow_empty`. Nothing is fetched.

    >>> kg = load()
    >>> kg.example_data, len(kg.sources) > 5
    (True, True)
    """
    return load_raw(read_sources(sources or (shipped("examples"),)), example_data=not sources, allow_empty=allow_empty)


def load_raw(sources: Iterable[RawSource], *, example_data: bool = False, allow_empty: bool = False) -> KnowledgeGraph:
    """Load what has been read already. Raises SourceError as `load` does."""
    store = ox.Store()
    for path in shipped_files("ontology", ".ttl"):
        home = GRAPHS + "shipped/" + path.relative_to(shipped("ontology")).as_posix()
        store.load(path=path, format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(home))
    read: dict[ox.NamedNode, tuple[RawSource, str]] = {}
    notices: list[Notice] = []
    order: dict[ox.NamedNode, RawSource] = {}
    for raw in sources:
        graph = _graph_of(raw)
        if graph in order:
            continue
        order[graph] = raw
        if raw.snapshot:  # our own bytes: the tests read them the strict way and find the same triples
            store.bulk_load(raw.data, format=FORMATS[raw.format], to_graph=graph, lenient=True)
            continue
        text = decode(raw.data, raw.name, allow_empty=allow_empty)
        if text.strip():  # else there is nothing to parse, whatever the format
            _read_into(store, graph, raw, text, notices)
        if not (allow_empty or store.contains_named_graph(graph)):
            raise SourceError("no-triples", raw.name, 1)
        read[graph] = raw, text
    _refuse_what_no_source_may_say(store, read)
    found = tuple(_sources(store, order))
    texts = {graph.value: raw.path or text for graph, (raw, text) in read.items()}
    return KnowledgeGraph(store, found, notices=tuple(notices), example_data=example_data, texts=texts)


def _graph_of(raw: RawSource) -> ox.NamedNode:
    return ox.NamedNode(f"{GRAPHS}{_NOT_IN_IRI.sub(_escape, raw.name)}/{raw.sha256[:12]}")


def _read_into(store: ox.Store, graph: ox.NamedNode, raw: RawSource, text: str, notices: list[Notice]) -> None:
    check_text(text, raw.format, raw.name)
    if raw.format == "json":
        from cakg.graph.jsonld import find_losses, read_json

        value = read_json(text, raw.name)
    try:
        _parse_into(store, text, raw.format, graph)
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or _line_of_error(text, raw.format, str(error))
        detail = plain(getattr(error, "msg", None) or error)
        raise SourceError("syntax", raw.name, line, detail=detail) from None
    if raw.format == "json":
        notices.extend(find_losses(value, text, raw.name))


def _parse_into(store: ox.Store, text: str, format_: str, graph: ox.NamedNode) -> None:
    """Parse into one graph, whatever graphs the text names; native loading wherever no term has to be touched."""
    syntax, data = FORMATS[format_], text.encode()
    escaped = ("\\" in text or "&#" in text) and _ESCAPED_MARK.search(text) is not None
    if not syntax.supports_datasets and not escaped:
        (store.bulk_load if len(text) > _BULK else store.load)(data, format=syntax, to_graph=graph)
        return
    term = _composed if escaped else lambda term: term
    quads = ox.parse(data, format=syntax, rename_blank_nodes=True)
    store.bulk_extend(ox.Quad(term(q.subject), term(q.predicate), term(q.object), graph) for q in quads)


def _composed(term: Any) -> Any:
    """Return a term in NFC: accents written as escapes pass the normalisation of the text."""
    if isinstance(term, ox.NamedNode):
        return ox.NamedNode(nfc(term.value))
    if isinstance(term, ox.Literal) and not unicodedata.is_normalized("NFC", term.value):
        language = {"language": term.language} if term.language else {"datatype": term.datatype}
        return ox.Literal(nfc(term.value), **language)
    return term


def _line_of_error(text: str, format_: str, detail: str) -> int:
    """Return the line of an error that the parser did not place: where it stopped, or in JSON the last word it names."""
    lines = LineReader(text)
    try:
        for _ in ox.parse(cast("IO[bytes]", lines), format=FORMATS[format_]):
            pass
    except (SyntaxError, ValueError):
        pass
    stopped = max(lines.line, 1)
    if format_ != "json":
        return stopped
    read = "\n".join(text.split("\n")[:stopped])
    places = [read.rfind(f'"{word}"') for word in re.findall(r"[^\s'\",;]+", detail)]
    return line_at(read, max(places)) if max(places, default=-1) >= 0 else stopped


def _escape(letter: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in letter[0].encode())


def _refuse_what_no_source_may_say(store: ox.Store, read: dict[ox.NamedNode, tuple[RawSource, str]]) -> None:
    """Look through all sources at once, for nearly always there is nothing; only then find the file and line."""
    suspicious = any(
        True
        for query in (_NOT_OURS, _ILL_TYPED)
        for _ in cast("Any", store.query(query, default_graph=list(read), named_graphs=[]))
    )
    untyped: Any = store.query(_UNTYPED_DAYS)
    for row in untyped:
        value = lexical(row["value"])
        raw, text = next(((raw, text) for raw, text in read.values() if value in text), next(iter(read.values())))
        raise SourceError("impossible-date", raw.name, line_of(text, re.escape(value)), value=plain(value), type="xsd:string")
    if suspicious:
        for graph, (raw, text) in read.items():
            _refuse_in(store, graph, text, raw.name)


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
        tag = getattr(row[2], "direction", None)
        raise SourceError("text-direction", name, line_of(text, f"--{tag}", "@direction", r"\bdir="))
    for value, type_ in _ill_typed(store, graph):
        words = re.escape(value)
        line = line_of(text, rf"""["']{words}["']\s*\^\^""", rf"""(["']){words}\1""", rf">\s*{words}\s*<", words)
        key = "impossible-date" if type_ in {XSD.date, XSD.dateTime} else "ill-typed"
        raise SourceError(key, name, line, value=plain(value), type=type_.replace(XSD.base, "xsd:"))


def _ill_typed(store: ox.Store, graph: ox.NamedNode) -> Iterator[tuple[str, str]]:
    """Yield the literals that are not what their type says; a day is `yyyy-mm-dd`, for no other form is compared."""
    rows: Any = store.query(_ILL_TYPED, default_graph=[graph], named_graphs=[])
    for row in rows:
        yield lexical(row["value"]), lexical(row["type"])


def _sources(store: ox.Store, read: dict[ox.NamedNode, RawSource]) -> Iterator[Source]:
    """Yield the value of each source, and state its provenance in the store."""
    home = ox.NamedNode(PROVENANCE_GRAPH)
    for graph, raw in read.items():
        if raw.snapshot:
            count = raw.data.count(b"\n")
        else:
            rows: Any = store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", default_graph=[graph], named_graphs=[])
            count = int(lexical(next(rows)["n"]))
        facts: list[tuple[str, Any]] = [
            (RDF.type, ox.NamedNode(PROV.Entity)),
            (DCTERMS.title, ox.Literal(raw.name)),
            (DCTERMS.identifier, ox.Literal(f"sha256:{raw.sha256}")),
            (DCTERMS.format, ox.Literal(raw.format)),
        ]
        if raw.snapshot:
            facts.append((DCTERMS.date, ox.Literal(raw.snapshot, datatype=ox.NamedNode(XSD.date))))
        store.extend(ox.Quad(graph, ox.NamedNode(property_), value, home) for property_, value in facts)
        yield Source(raw.name, graph.value, raw.sha256, raw.format, count, raw.snapshot)

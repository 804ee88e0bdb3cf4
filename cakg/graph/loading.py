"""From bytes to a knowledge graph: everything is parsed once, by the strict parser, or not at all."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from cakg.errors import SourceError
from cakg.graph.gate import check_text, decode, line_of, read_json
from cakg.graph.jsonld import find_unmapped_keys
from cakg.graph.knowledge import KnowledgeGraph
from cakg.graph.record import lexical
from cakg.graph.sources import RawSource, read_sources
from cakg.model.source import Notice, Source
from cakg.namespaces import DCTERMS, GRAPHS, INFERRED_GRAPH, OWL, PROV, PROVENANCE_GRAPH, RDF, SH, XSD
from cakg.resources import shipped, shipped_files

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
_SHAPE_CLASSES = (SH.NodeShape, SH.PropertyShape)
_SHAPE_PROPERTIES = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf, SH.target, SH.property, SH.rule)
_CHECKED_TYPES = ("date", "dateTime", "integer", "decimal", "boolean", "double", "float", "time", "duration")


def load(*sources: str | Path) -> KnowledgeGraph:
    """Read files, folders or globs (Turtle, TriG, N-Triples, N-Quads, RDF/XML, JSON-LD; `-` is standard input).

    Each file keeps its own named graph, whatever graphs it names itself. Without any source the shipped example is
    loaded. All or nothing: the first source that fails raises SourceError with file and line. Nothing is fetched.

    >>> kg = load()
    >>> kg.example_data, len(kg.sources) > 5
    (True, True)
    """
    references: Iterable[str | Path] = sources or (shipped("examples"),)
    store = ox.Store()
    for path in shipped_files("ontology", ".ttl"):
        graph = GRAPHS + "shipped/" + path.relative_to(shipped("ontology")).as_posix()
        store.load(path=path, format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(graph))
    read: dict[str, Source] = {}
    texts: dict[str, Path | str] = {}
    notices: list[Notice] = []
    for raw in read_sources(references):
        source, text = _read_into(store, raw, notices)
        read.setdefault(source.graph, source)
        texts[source.graph] = raw.path or text
    for source in read.values():
        _record_provenance(store, source)
    return KnowledgeGraph(store, tuple(read.values()), notices=tuple(notices), example_data=not sources, texts=texts)


def _read_into(store: ox.Store, raw: RawSource, notices: list[Notice]) -> tuple[Source, str]:
    text = decode(raw.data, raw.name)
    check_text(text, raw.format, raw.name)
    if raw.format == "json":
        lost = find_unmapped_keys(read_json(text, raw.name), text, raw.name)
        notices.extend(Notice("unmapped-key", (("path", raw.name), ("item", key))) for key in lost)
    digest = hashlib.sha256(raw.data).hexdigest()
    graph = ox.NamedNode(f"{GRAPHS}{_NOT_IN_IRI.sub(_escape, raw.name)}/{digest[:12]}")
    if store.contains_named_graph(graph):
        return Source(raw.name, graph.value, digest, raw.format, _count(store, graph)), text
    try:
        if raw.format in {"trig", "nq", "json"}:
            quads = ox.parse(text.encode(), format=FORMATS[raw.format], rename_blank_nodes=True)
            store.bulk_extend(ox.Quad(q.subject, q.predicate, q.object, graph) for q in quads)
        else:
            read = store.bulk_load if len(text) > _BULK else store.load
            read(text.encode(), format=FORMATS[raw.format], to_graph=graph)
    except SyntaxError as error:
        raise SourceError("syntax", raw.name, error.lineno, detail=error.msg) from None
    except ValueError as error:
        raise SourceError("syntax", raw.name, detail=str(error)) from None
    count = _count(store, graph)
    if not count:
        raise SourceError("no-triples", raw.name)
    _refuse_what_no_source_may_say(store, graph, text, raw.name)
    return Source(raw.name, graph.value, digest, raw.format, count), text


def _escape(letter: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in letter[0].encode())


def _count(store: ox.Store, graph: ox.NamedNode) -> int:
    return sum(1 for _ in store.quads_for_pattern(None, None, None, graph))


def _refuse_what_no_source_may_say(store: ox.Store, graph: ox.NamedNode, text: str, name: str) -> None:
    for quad in store.quads_for_pattern(None, ox.NamedNode(OWL.imports), None, graph):
        raise SourceError("imports", name, line_of(text, "imports"), address=lexical(quad.object))
    for class_ in _SHAPE_CLASSES:
        for _ in store.quads_for_pattern(None, ox.NamedNode(RDF.type), ox.NamedNode(class_), graph):
            raise SourceError("brings-shapes", name, line_of(text, class_.rpartition("#")[2]))
    for property_ in _SHAPE_PROPERTIES:
        for _ in store.quads_for_pattern(None, ox.NamedNode(property_), None, graph):
            raise SourceError("brings-shapes", name, line_of(text, property_.rpartition("#")[2]))
    for own in (PROVENANCE_GRAPH, INFERRED_GRAPH, graph.value):
        for _ in store.quads_for_pattern(ox.NamedNode(own), None, None, graph):
            raise SourceError("brings-provenance", name, line_of(text, own))
    for value, type_ in _ill_typed(store, graph):
        line = line_of(text, f'"{value}"') or line_of(text, value)
        key = "impossible-date" if type_ in {XSD.date, XSD.dateTime} else "ill-typed"
        raise SourceError(key, name, line, value=value, type=type_.replace(XSD.base, "xsd:"))


def _ill_typed(store: ox.Store, graph: ox.NamedNode) -> Iterable[tuple[str, str]]:
    tests = " ".join(f"IF(?type = xsd:{name}, BOUND(?as_{name})," for name in _CHECKED_TYPES)
    casts = " ".join(f"BIND(xsd:{name}(STR(?value)) AS ?as_{name})" for name in _CHECKED_TYPES)
    types = " ".join(f"xsd:{name}" for name in _CHECKED_TYPES)
    query = f"""PREFIX xsd: <{XSD.base}>
        SELECT ?value ?type WHERE {{
          {{ SELECT DISTINCT ?value ?type WHERE {{
               ?record ?property ?value . FILTER(ISLITERAL(?value)) BIND(DATATYPE(?value) AS ?type)
               FILTER(?type IN ({types.replace(" ", ", ")})) }} }}
          {casts}
          FILTER(!({tests} true{")" * len(_CHECKED_TYPES)}))
        }} ORDER BY ?value"""
    solutions: Any = store.query(query, default_graph=[graph], named_graphs=[])
    for row in solutions:
        yield lexical(row["value"]), lexical(row["type"])


def _record_provenance(store: ox.Store, source: Source) -> None:
    graph, home = ox.NamedNode(source.graph), ox.NamedNode(PROVENANCE_GRAPH)
    for property_, value in (
        (RDF.type, ox.NamedNode(PROV.Entity)),
        (DCTERMS.title, ox.Literal(source.name)),
        (DCTERMS.identifier, ox.Literal(f"sha256:{source.sha256}")),
        (DCTERMS.format, ox.Literal(source.format)),
    ):
        store.add(ox.Quad(graph, ox.NamedNode(property_), value, home))

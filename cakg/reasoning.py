"""What follows: RDFS and OWL RL over the ontology, and our own rules, kept in a graph of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from cakg.graph import KnowledgeGraph, lexical
from cakg.graph.excerpt import excerpt, own
from cakg.model.source import Source
from cakg.namespaces import INFERRED_GRAPH, OWL, RDF, RDFS
from cakg.resources import shipped_files

_MOST_ROUNDS = 50
_LOGIC = (OWL.base, RDFS.Resource, RDF.List, RDF.first, RDF.rest)


def infer(kg: KnowledgeGraph) -> KnowledgeGraph:
    """Return a new graph with what follows from `kg`, all of it in the named graph `…/id/graph/inferred`.

    OWL 2 RL (with RDFS) runs first, then the CONSTRUCT rules of `queries/rules`, until nothing new appears. The graph
    given is not changed. Only what concerns the IRIs of the sources is kept; bare logic
    (everything is a thing, same as itself) is left out. A register is looked up where the sources speak of its records; what
    follows for all its other records is not drawn.

    Raises SourceError where a unit or instrument stands above itself.

    >>> from cakg.graph import load
    >>> kg = load()
    >>> len(infer(kg).sources) == len(kg.sources) + 1
    True
    """
    kg.require_acyclic()
    inferred = ox.NamedNode(INFERRED_GRAPH)
    store = ox.Store()
    store.bulk_extend(excerpt(kg))
    rules = [path.read_text(encoding="utf-8") for path in shipped_files("queries", ".rq") if path.parent.name == "rules"]
    grown = KnowledgeGraph(store, kg.sources)
    for _ in range(_MOST_ROUNDS):
        store.extend(ox.Quad(t.subject, t.predicate, t.object, inferred) for t in list(_close(grown)))
        before = len(store)
        for rule in rules:
            following = [t for t in grown.query(rule) if not _holds(store, t)]
            store.extend(ox.Quad(t.subject, t.predicate, t.object, inferred) for t in following)
        if len(store) == before:
            break
    new = list(store.quads_for_pattern(None, None, None, inferred))
    whole = ox.Store()
    whole.bulk_extend(iter(kg.store))
    whole.extend(new)
    sources = [source for source in kg.sources if source.graph != INFERRED_GRAPH]
    sources.append(Source("inferred", INFERRED_GRAPH, "", "inferred", len(new)))
    return KnowledgeGraph(whole, tuple(sources), notices=kg.notices, example_data=kg.example_data, texts=kg.texts)


def _holds(store: ox.Store, triple: ox.Triple) -> bool:
    return any(True for _ in store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None))


def _close(kg: KnowledgeGraph) -> Iterator[ox.Triple]:
    """Yield what RDFS and OWL RL say about the IRIs of the sources beyond what is stated."""
    import owlrl
    import rdflib

    stated = {quad.triple for quad in excerpt(kg)}
    sources = {source.graph for source in kg.sources}
    said = [quad for quad in own(kg) if lexical(quad.graph_name) in sources]
    things = [quad for quad in said if quad.predicate.value != RDF.type]
    records = {quad.subject.value for quad in said if isinstance(quad.subject, ox.NamedNode)}
    records |= {quad.object.value for quad in things if isinstance(quad.object, ox.NamedNode)}
    graph = rdflib.Graph()
    graph.parse(data=ox.serialize(stated, format=ox.RdfFormat.N_TRIPLES) or b"", format="nt")
    owlrl.DeductiveClosure(owlrl.RDFS_OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(graph)
    sayable = rdflib.Graph()
    for subject, predicate, value in graph:
        logic = any(str(term).startswith(_LOGIC) for term in (predicate, value))
        if str(subject) in records and not logic and subject != value and not isinstance(value, rdflib.BNode):
            sayable.add((subject, predicate, value))
    for triple in ox.parse(sayable.serialize(format="nt", encoding="utf-8"), format=ox.RdfFormat.N_TRIPLES):
        if triple.triple not in stated:
            yield triple.triple

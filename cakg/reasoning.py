"""What follows: RDFS and OWL RL over the ontology, and our own rules, kept in a graph of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from cakg.graph import KnowledgeGraph
from cakg.model.source import Source
from cakg.namespaces import INFERRED_GRAPH, OWL, PROVENANCE_GRAPH, RDF
from cakg.network import require_acyclic
from cakg.resources import shipped_files

_MOST_ROUNDS = 50
_LOGIC = (OWL.base, RDF.List, RDF.first, RDF.rest)


def infer(kg: KnowledgeGraph) -> KnowledgeGraph:
    """Return a new graph with what follows from `kg`, all of it in the named graph `…/id/graph/inferred`.

    OWL 2 RL (with RDFS) runs first, then the CONSTRUCT rules of `queries/rules`, until nothing new appears. The graph
    given is not changed. Bare logic (everything is a thing, same as itself) is left out.

    Raises SourceError where a unit or instrument stands above itself.

    >>> from cakg.graph import load
    >>> kg = load()
    >>> len(infer(kg).sources) == len(kg.sources) + 1
    True
    """
    require_acyclic(kg)
    inferred = ox.NamedNode(INFERRED_GRAPH)
    store = ox.Store()
    store.bulk_extend(iter(kg.store))
    store.bulk_extend(ox.Quad(t.subject, t.predicate, t.object, inferred) for t in _close(kg.store))
    rules = [path.read_text(encoding="utf-8") for path in shipped_files("queries", ".rq") if path.parent.name == "rules"]
    for _ in range(_MOST_ROUNDS):
        before = len(store)
        for rule in rules:
            new = list(KnowledgeGraph(store, kg.sources).query(rule))
            store.extend(ox.Quad(t.subject, t.predicate, t.object, inferred) for t in new if not _holds(kg.store, t))
        if len(store) == before:
            break
    count = sum(1 for _ in store.quads_for_pattern(None, None, None, inferred))
    source = Source("inferred", INFERRED_GRAPH, "", "inferred", count)
    return KnowledgeGraph(store, (*kg.sources, source), notices=kg.notices, example_data=kg.example_data, texts=kg.texts)


def _holds(store: ox.Store, triple: ox.Triple) -> bool:
    return any(True for _ in store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None))


def _close(store: ox.Store) -> Iterator[ox.Triple]:
    import owlrl
    import rdflib

    stated = {quad.triple for quad in store if quad.graph_name.value != PROVENANCE_GRAPH}
    graph = rdflib.Graph()
    graph.parse(data=ox.serialize(stated, format=ox.RdfFormat.N_TRIPLES) or b"", format="nt")
    owlrl.DeductiveClosure(owlrl.RDFS_OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(graph)
    sayable = rdflib.Graph()
    for subject, predicate, value in graph:
        logic = any(str(term).startswith(_LOGIC) for term in (predicate, value))
        named = isinstance(subject, rdflib.URIRef) and not isinstance(value, rdflib.BNode)
        if named and not logic and subject != value:
            sayable.add((subject, predicate, value))
    for triple in ox.parse(sayable.serialize(format="nt", encoding="utf-8"), format=ox.RdfFormat.N_TRIPLES):
        if triple.triple not in stated:
            yield triple.triple

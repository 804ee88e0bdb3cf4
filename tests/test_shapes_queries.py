"""Queries of our shapes and the stored ones: what has to exist is looked up from one record to the next, never joined for all."""

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from cakg.namespaces import CAKG, SH, SHAPES
from cakg.resources import shipped_files
from cakg.shacl import ShapesGraph
from cakg.terms import code

PREFIXES = f"PREFIX cakg: <{CAKG.base}> PREFIX cakg-sh: <{SHAPES.base}> "
EXISTS = {"Builtin_EXISTS", "Builtin_NOTEXISTS"}


def _nodes(tree):
    """Yield every node of what the parser read, those of lists too."""
    if isinstance(tree, CompValue):
        yield tree
        tree = list(tree.values())
    if not isinstance(tree, str) and hasattr(tree, "__iter__"):
        for part in tree:
            yield from _nodes(part)


def _steps(group):
    """Return how many triple patterns a group joins, the steps of a path counted one by one; what it filters by is left out."""
    if group.name == "SubSelect":
        return _steps(group.where)
    if group.name == "TriplesBlock":
        sequences = [node for node in _nodes(group.triples) if node.name == "PathSequence"]
        return sum(len(list(triples)) // 3 for triples in group.triples) + sum(len(node.part) - 1 for node in sequences)
    if group.name == "GroupOrUnionGraphPattern":
        return max(map(_steps, group.graph))
    if group.name == "OptionalGraphPattern":
        return _steps(group.graph)
    return sum(map(_steps, group.part or [])) if group.name == "GroupGraphPatternSub" else 0


def _joined(query):
    """Return how many patterns each EXISTS of a query joins, of those that join any."""
    return [steps for node in _nodes(parseQuery(query)[1]) if node.name in EXISTS if (steps := _steps(node.graph)) > 1]


@pytest.mark.parametrize(
    ("group", "joined"),
    [
        ("FILTER EXISTS { ?x cakg:step ?y . FILTER EXISTS { ?y cakg:deadline|^cakg:extends ?z . FILTER (?z > ?x) } }", []),
        ("FILTER NOT EXISTS { ?x cakg:provisionOf* ?y }", []),
        ("FILTER NOT EXISTS { ?x cakg:step/cakg:deadline ?y }", [2]),
        ("FILTER NOT EXISTS { ?x cakg:until|(cakg:step/cakg:deadline/cakg:dueBy)|^cakg:extends ?y }", [3]),
        ("FILTER (?x = ?x && !EXISTS { ?x cakg:step ?y ; cakg:deadline ?z })", [2]),
        ("BIND (IF(EXISTS { ?x cakg:step ?y } , 1, EXISTS { ?x cakg:step ?y . ?y cakg:deadline ?z }) AS ?w)", [2]),
        ("FILTER EXISTS { ?x cakg:step ?y . FILTER NOT EXISTS { ?y cakg:deadline ?z OPTIONAL { ?z cakg:dueBy ?w } } }", [2]),
        ("FILTER EXISTS { { ?x cakg:step ?y } UNION { ?x cakg:deadline ?y } { SELECT ?x { ?x cakg:until ?z } } }", [2]),
    ],
)
def test_the_check_sees_what_is_joined(group, joined):
    """Sequences in paths, lists of properties and nested groups count, in filters and bindings, outside and inside each other."""
    assert _joined(f"{PREFIXES} SELECT ?x WHERE {{ ?x cakg:indicator/cakg:measureUnit ?v ; cakg:step ?s . {group} }}") == joined


def _queries():
    """Yield the name and text of each query: of the shapes with their paths filled in, and those that are stored."""
    shapes, store = rdflib.Graph(), ox.Store()
    for path in shipped_files("shapes", ".ttl"):
        shapes.parse(path)
        store.load(path=path, format=ox.RdfFormat.TURTLE)
    rules = ShapesGraph(store)
    for holder, select in sorted(shapes.subject_objects(rdflib.URIRef(SH.select))):
        for name in shapes.subjects(rdflib.URIRef(SH.sparql), holder):
            path = rules.shape(ox.NamedNode(str(name))).path
            yield code(str(name)), PREFIXES + select.replace("$PATH", str(path))
    for path in shipped_files("queries", ".rq"):
        yield path.stem, path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "query"), sorted(_queries()))
def test_nothing_is_joined_to_see_whether_it_exists(name, query):
    """No query of ours joins patterns in (NOT) EXISTS: the store would join whole tables anew for every record."""
    assert _joined(query) == [], name

"""What follows from the graph."""

import pytest

import cakg
from cakg.errors import SourceError
from cakg.namespaces import CAKG, INFERRED_GRAPH

DATA = """@prefix cakg: <https://w3id.org/cakg/ontology#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix id: <https://w3id.org/cakg/id/unit/> .
id:a cakg:parentUnit id:b . id:b a cakg:Unit ; skos:prefLabel "B"@vi .
<https://w3id.org/cakg/id/norm/1> a cakg:Obligation ; cakg:action "Việc"@vi .
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A graph of two units and a norm."""
    path = tmp_path_factory.mktemp("infer") / "data.ttl"
    path.write_text(DATA, encoding="utf-8")
    return cakg.load(path)


@pytest.fixture(scope="module")
def grown(small):
    """The small graph with what follows."""
    return cakg.infer(small)


def _inferred(graph):
    return {(q.subject.value, q.predicate.value, q.object.value) for q in graph.quads() if q.graph_name.value == INFERRED_GRAPH}


def test_domains_classes_and_alignments_are_inferred(grown):
    """A thing with a parent unit is a unit, an obligation is a norm, and a unit is an organisation of ORG."""
    triples = _inferred(grown)
    type_ = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    assert ("https://w3id.org/cakg/id/unit/a", type_, CAKG.Unit) in triples
    assert ("https://w3id.org/cakg/id/norm/1", type_, CAKG.Norm) in triples
    assert ("https://w3id.org/cakg/id/unit/b", type_, "http://www.w3.org/ns/org#Organization") in triples


def test_the_given_graph_is_not_changed(small, grown):
    """Inferred triples stand in one named graph of a new value."""
    assert len(grown.sources) == len(small.sources) + 1
    assert not _inferred(small)
    assert len(grown) > len(small)
    stated = {(q.subject, q.predicate, q.object) for q in small.store}
    new = {(q.subject, q.predicate, q.object) for q in grown.quads() if q.graph_name.value == INFERRED_GRAPH}
    assert not stated & new


def test_nothing_bare_is_inferred(grown):
    """No thing is said to be itself or a Thing."""
    for subject, _, value in _inferred(grown):
        assert subject != value
        assert not value.startswith("http://www.w3.org/2002/07/owl#")


def test_inferring_twice_adds_nothing_new(grown):
    """The closure is closed."""
    assert len(_inferred(cakg.infer(grown)) - _inferred(grown)) == 0


def test_a_cycle_is_refused(tmp_path):
    """Nothing is inferred from units that stand above themselves."""
    path = tmp_path / "cycle.ttl"
    path.write_text(DATA + "id:b cakg:parentUnit id:a .", encoding="utf-8")
    with pytest.raises(SourceError, match=r"cycle\.ttl:\d+: vòng lặp"):
        cakg.infer(cakg.load(path))


def test_the_command_writes_a_graph_of_its_own(run, tmp_path):
    """`cakg infer` keeps the inferred triples in one named graph of the output."""
    (tmp_path / "data.ttl").write_text(DATA, encoding="utf-8")
    done = run("infer", "data.ttl", "-f", "nquads", cwd=tmp_path)
    assert done.code == 0
    assert f"<{INFERRED_GRAPH}> ." in done.out

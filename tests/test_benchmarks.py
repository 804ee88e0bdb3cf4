"""The synthetic graph of the benchmarks; the benchmarks themselves are never timed here."""

import sys
from pathlib import Path

import pytest

import cakg
from cakg.namespaces import CAKG, OA, RDF

FOLDER = Path(__file__).resolve().parent / "benchmarks"
SIZE = 20_000


@pytest.fixture(scope="module")
def write():
    """The generator's one public function."""
    if not FOLDER.is_dir():
        pytest.skip("the benchmarks are not beside this test")
    sys.path.insert(0, str(FOLDER))
    try:
        from synthetic import write as function
    finally:
        sys.path.remove(str(FOLDER))
    return function


@pytest.fixture(scope="module")
def graph(write, tmp_path_factory):
    """A synthetic graph, loaded as any source is."""
    path = tmp_path_factory.mktemp("synthetic") / "graph.nt"
    write(path, SIZE)
    return cakg.load(path)


def test_a_seed_gives_the_same_bytes(write, tmp_path):
    """The same seed writes the same file, another seed another one."""
    first, again, other = (tmp_path / name for name in ("first.nt", "again.nt", "other.nt"))
    write(first, 8_000, seed=1)
    write(again, 8_000, seed=1)
    write(other, 8_000, seed=2)
    assert first.read_bytes() == again.read_bytes() != other.read_bytes()


@pytest.mark.parametrize("triples", [5_000, SIZE, 100_000])
def test_as_many_triples_as_asked_for(write, tmp_path, triples):
    """The file has the number of triples that is reported, and it is within 5 % of the number asked for."""
    path = tmp_path / "graph.nt"
    count = write(path, triples)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(set(lines)) == count
    assert abs(count - triples) <= 0.05 * triples


def test_too_few_triples_are_refused(write, tmp_path):
    """A number that the parties alone would fill is an error."""
    with pytest.raises(ValueError, match="at least"):
        write(tmp_path / "graph.nt", 100)


def test_it_loads_whole(graph):
    """`cakg.load` accepts the file and keeps every triple."""
    assert abs(len(graph) - SIZE) <= 0.05 * SIZE


def test_nothing_points_at_what_is_not_there(graph):
    """Every record, class, property and concept that a triple names is described in the graph or by the library."""
    described = {quad.subject for quad in graph.store}
    quads = list(graph.quads())
    named = {quad.object for quad in quads if hasattr(quad.object, "value") and not hasattr(quad.object, "datatype")}
    named |= {quad.predicate for quad in quads if quad.predicate.value.startswith(CAKG.base)}
    assert {str(term) for term in named - described} <= {f"<{OA.TextPositionSelector}>"}


def test_it_has_records_of_every_kind_that_duties_are_made_of(graph):
    """Every kind of deadline, every role of a bearer and every class of the examples but a few rare ones occurs."""
    types = {quad.object.value for quad in graph.quads() if quad.predicate.value == RDF.type}
    assert graph.subclasses[CAKG.Deadline] - {CAKG.Deadline} <= types
    assert graph.subclasses[CAKG.Norm] <= types
    assert {CAKG.Unit, CAKG.Population, CAKG.Post, CAKG.Instrument, CAKG.Utterance, CAKG.TextSpan, CAKG.Mention} <= types


def test_duties_of_a_province_are_found(graph):
    """The main answer works on it: a province's police has duties of its own and through its classes."""
    found = cakg.duties(graph, "unit/cong-an-tinh-01", as_of="2024-12-01")
    assert {step.step for duty in found for step in duty.path} >= {"direct", "population"}


def test_it_is_valid_under_our_shapes(write, tmp_path):
    """Our shapes find no violation and nothing to warn of."""
    write(tmp_path / "graph.nt", 5_000)
    report = cakg.validate(cakg.load(tmp_path / "graph.nt"))
    assert [finding.shape for finding in report.findings if finding.severity != "info"] == []


def test_both_sides_of_the_expansion_find_the_same_pairs(tmp_path):
    """What the benchmark of populations asks in SPARQL is what `expand` gives, in every window."""
    sys.path.insert(0, str(FOLDER))
    try:
        bench = pytest.importorskip("bench_populations")
        register = pytest.importorskip("synthetic_register")
    finally:
        sys.path.remove(str(FOLDER))
    kg = cakg.load(register.write_duties(tmp_path, 2)[0], register.REGISTER)
    for name, window in {"one unit": {"unit": bench.UNIT}, "one province": {"within": bench.PROVINCE}}.items():
        rows = kg.query(bench.EXPANSION.replace("#WINDOW#", bench.WINDOWS[name]))
        asked = sorted((row["norm"].value, row["unit"].value) for row in rows)
        assert asked == sorted((duty.norm, duty.holder.iri) for duty in cakg.duties(kg, as_of=bench.ON, **window))

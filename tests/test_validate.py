"""Our shapes: each fires where it must, and nowhere else."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import rdflib

import cakg
from cakg.errors import FindingsError, ShapeError, ValueRefusedError
from cakg.namespaces import SH, SHAPES, SKOS
from cakg.resources import shipped_files

CASES = sorted((Path(__file__).parent / "shapes").rglob("*.ttl"))
WHERE = Path(__file__).parent
DAY = "2026-11-22"


def _expected(path):
    first = path.read_text(encoding="utf-8").splitlines()[0]
    return first.removeprefix("# expect:").strip()


@pytest.fixture(scope="module")
def shapes():
    """All shapes in one graph."""
    graph = rdflib.Graph()
    for path in shipped_files("shapes", ".ttl"):
        graph.parse(path)
    return graph


@pytest.fixture(scope="module")
def report(kg):
    """What validation finds in the examples."""
    return cakg.validate(kg, as_of=DAY)


@pytest.mark.parametrize("path", CASES, ids=lambda path: str(path.relative_to(WHERE / "shapes")))
def test_each_case_is_judged_as_it_expects(path):
    """A good case has no violation and no warning; a bad one has the finding it names."""
    found = cakg.validate(cakg.load(path), as_of=DAY)
    if path.parent.name == "good":
        assert _expected(path) == "conforms"
        assert [finding for finding in found if finding.severity != "info"] == []
    else:
        assert _expected(path) in {finding.shape for finding in found}


def _named_shapes(graph):
    return {subject for subject in graph.subjects(rdflib.URIRef(SH.severity), None) if isinstance(subject, rdflib.URIRef)}


def test_every_shape_has_a_bad_case(shapes):
    """No shape is untested."""
    named = {str(shape).rpartition("#")[2] for shape in _named_shapes(shapes)}
    tested = {_expected(path) for path in CASES if path.parent.name == "bad"}
    assert sorted(named - tested) == []


def test_every_shape_speaks_both_languages(shapes):
    """Each has a message, a remedy and a question to the drafting unit in Vietnamese and English."""
    for shape in _named_shapes(shapes):
        for property_ in (SH.message, SKOS.scopeNote, SHAPES.question):
            words = shapes.objects(shape, rdflib.URIRef(property_))
            assert sorted(word.language for word in words) == ["en", "vi"], (shape, property_)


def test_the_examples_have_no_violation(report, request):
    """The shipped data passes its own gate, and what else is found is pinned here."""
    counts = Counter((finding.severity, finding.shape) for finding in report)
    assert [item for item in counts if item[0] == "violation"] == []
    found = {f"{severity} {shape}": count for (severity, shape), count in sorted(counts.items())}
    pinned = WHERE / "answers" / "examples-findings.json"
    if request.config.getoption("--update"):
        pinned.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    assert found == json.loads(pinned.read_text(encoding="utf-8"))


def test_findings_come_worst_first_with_place_and_remedy(report):
    """Every finding names its record, file, line, problem and remedy."""
    order = [("violation", "warning", "info").index(finding.severity) for finding in report]
    assert order == sorted(order)
    for finding in report:
        assert finding.label
        assert finding.place.name
        assert finding.place.line
        assert set(finding.problem) == set(finding.remedy) == {"vi", "en"}


def test_the_report_says_how_much_was_checked(report):
    """Nothing conforms silently: records and shapes are counted."""
    assert report.records > 500
    assert report.shapes > 100
    assert "sh:ValidationReport" in report.turtle


def test_validation_changes_nothing(kg):
    """The graph is the same before and after."""
    before = len(kg.store)
    cakg.validate(kg)
    assert len(kg.store) == before


def test_an_oral_direction_grows_old_with_the_day(run):
    """The day given decides: nothing on the 90th day, one warning for the whole utterance on the 91st, none without a day."""
    path = WHERE / "shapes" / "utterance" / "bad" / "unconfirmed-after-90-days.ttl"
    kg = cakg.load(path)

    def old(**day):
        return [finding.value for finding in cakg.validate(kg, **day) if finding.shape == "Utterance-unconfirmed"]

    assert old() == old(as_of="2026-06-03") == []
    assert old(as_of=date(2026, 6, 4)) == old(as_of="04/06/2026") == ["2"]
    said = json.loads(run("validate", path, "--as-of", "2026-06-04", "-f", "json").out)
    assert [finding["value"] for finding in said["findings"] if finding["shape"] == "Utterance-unconfirmed"] == ["2"]
    with pytest.raises(ValueRefusedError):
        cakg.validate(kg, as_of="2026-02-30")


BAD = """@prefix cakg: <https://w3id.org/cakg/ontology#> .
<https://w3id.org/cakg/id/norm/1> a cakg:Obligation .
"""


def test_the_exit_code_follows_fail_on(run, tmp_path):
    """Violations leave with 1 unless the caller wants another line."""
    path = tmp_path / "bad.ttl"
    path.write_text(BAD, encoding="utf-8")
    done = run("validate", path)
    assert done.code == 1
    assert "LỖI" in done.out
    assert "bad.ttl:2" in done.out
    assert run("validate", path, "--fail-on", "never").code == 0
    answer = json.loads(run("validate", path, "-f", "json", "--fail-on", "never").out)
    assert answer["counts"]["violation"] > 0
    with pytest.raises(FindingsError) as caught:
        cakg.validate(cakg.load(path)).raise_for("violation")
    assert caught.value.report.count("violation") == answer["counts"]["violation"]


def test_shapes_of_the_caller_are_added(tmp_path):
    """A shape given with -s is judged beside ours."""
    data, own = tmp_path / "data.ttl", tmp_path / "own.ttl"
    data.write_text(BAD, encoding="utf-8")
    own.write_text(
        """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix cakg: <https://w3id.org/cakg/ontology#> . @prefix x: <https://example.org/> .
        x:Own a sh:NodeShape ; sh:targetClass cakg:Obligation ; sh:property x:Own-note .
        x:Own-note a sh:PropertyShape ; sh:path x:note ; sh:minCount 1 ; sh:severity sh:Warning ; sh:message "thiếu ghi chú"@vi .""",
        encoding="utf-8",
    )
    found = cakg.validate(cakg.load(data), shapes=[own])
    (finding,) = [finding for finding in found if finding.shape == "Own-note"]
    assert (finding.severity, finding.problem) == ("warning", {"vi": "thiếu ghi chú"})


@pytest.mark.parametrize("text", ["", "not turtle {", "<https://example.org/a> <https://example.org/b> 1 ."])
def test_a_shapes_file_without_shapes_is_refused(tmp_path, text):
    """A broken or empty shapes file never means “conforms”."""
    data, own = tmp_path / "data.ttl", tmp_path / "own.ttl"
    data.write_text(BAD, encoding="utf-8")
    own.write_text(text, encoding="utf-8")
    with pytest.raises(ShapeError):
        cakg.validate(cakg.load(data), shapes=[own])

"""Validation: what it finds in cases and examples, by which shapes, and how it ends."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import rdflib
from own_shapes import BAD

import cakg
from cakg.errors import FindingsError, UnknownNameError, ValueRefusedError
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
    """A good case has no violation, no warning and not the info it names; a bad one has the finding it names."""
    found = cakg.validate(cakg.load(path), as_of=DAY)
    if path.parent.name == "good":
        assert _expected(path).startswith("conforms")
        without = _expected(path).removeprefix("conforms").removeprefix(" without ")
        assert [finding for finding in found if finding.severity != "info" or finding.shape == without] == []
    else:
        assert _expected(path) in {finding.shape for finding in found}


@pytest.mark.parametrize(
    "path", [path for path in CASES if path.parts[-3:-1] == ("coded-values", "bad")], ids=lambda path: path.stem
)
def test_a_wrong_code_is_named(path):
    """A finding about a code says which value is of no scheme, or of another."""
    (finding,) = (each for each in cakg.validate(cakg.load(path), as_of=DAY, only=[_expected(path)]))
    assert finding.value in path.read_text(encoding="utf-8") or finding.value.rpartition("/")[2] in path.read_text(
        encoding="utf-8"
    )


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


def _keys(report):
    return sorted((finding.shape, finding.focus, finding.value or "", finding.severity) for finding in report)


@pytest.mark.parametrize("path", [path for path in CASES if path.parent.name == "bad"][::37], ids=lambda path: path.stem)
def test_only_chosen_shapes_judge_and_judge_alike(path):
    """Chosen by its name or by its class, a shape finds what it finds among all of them, and no other is heard."""
    kg = cakg.load(path)
    name = _expected(path)
    everything = cakg.validate(kg)
    alone = cakg.validate(kg, only=[name])
    assert _keys(alone) == [key for key in _keys(everything) if key[0] == name]
    assert (alone.shapes, alone.records <= everything.records) == (1, True)


def test_a_class_stands_for_all_its_shapes(harmful, hostile):
    """`--only Instrument` is everything asked of an instrument; several names add up."""
    kg = cakg.load(hostile)
    everything = cakg.validate(kg)
    assert _keys(harmful) == [key for key in _keys(everything) if key[1].startswith("https://w3id.org/cakg/id/instrument/")]
    two = cakg.validate(kg, only=["Instrument-issuer", "cakg-sh:Instrument-dated"])
    assert {finding.shape for finding in two} == {"Instrument-issuer", "Instrument-dated"}
    assert two.shapes == 2


def test_an_unknown_shape_is_named_with_the_nearest(run, hostile):
    """A misspelt shape never means “conforms”."""
    done = run("validate", hostile, "--only", "Instrument-isuer")
    assert (done.code, done.out) == (2, "")
    assert "Instrument-issuer" in done.err
    with pytest.raises(UnknownNameError):
        cakg.validate(cakg.load(hostile), only=["norm"])


def test_nothing_to_check_is_an_error(run, tmp_path):
    """No file conforms for want of records: exit 3, unless that is wanted."""
    texts = {
        "foreign.ttl": "<https://example.org/a> <https://example.org/b> 1 .\n",
        "comments.ttl": "# nothing\n",
        **dict.fromkeys(("zero.ttl", "zero.jsonld", "zero.rdf", "zero.nq"), ""),
        "blank.trig": " \n\n",
    }
    for name, text in texts.items():
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        refused = run("validate", path)
        assert (refused.code, refused.err.count("\n")) == (3, 1)
        assert path.name in refused.err
        assert run("validate", path, "--allow-empty").code == 0

"""The ontology and the shapes keep the style of the house, and the shapes that say so can fail."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from comparison import by_pyshacl, compiled

import cakg
from cakg.namespaces import RDFS, SHAPES, SKOS
from cakg.resources import shipped, shipped_files
from cakg.terms import code

HOUSE = {path.stem: path for path in shipped_files("shapes/house", ".ttl")}
CASES = sorted((Path(__file__).parent / "house").glob("*/*.ttl"))


def _read(*paths):
    store = ox.Store()
    for path in paths:
        store.load(path.read_bytes(), format=ox.RdfFormat.TURTLE)
    return store


def _found(data, *names, judge=compiled):
    rules = _read(*(HOUSE[name] for name in names), shipped("shapes") / "prefixes.ttl")
    return sorted((code(shape.strip("<>")), focus.strip("<>")) for focus, _, _, shape, _, _ in judge(data, rules))


def test_the_ontology_keeps_the_style():
    """Every term and concept is named, defined and has its home, in both languages."""
    ontology = _read(*shipped_files("ontology", ".ttl"))
    assert _found(ontology, "ontology") == _found(ontology, "ontology", judge=by_pyshacl) == []


def test_the_ontology_is_checked_from_the_command_line_too(run, tmp_path):
    """The house shapes are shapes like any other: -s takes them."""
    path = tmp_path / "data.ttl"
    path.write_text((Path(__file__).parent / "shapes" / "unit" / "good" / "complete.ttl").read_text(encoding="utf-8"), "utf-8")
    done = run("validate", path, "-s", HOUSE["ontology"], "--fail-on", "violation")
    assert (done.code, "House-" in done.out) == (0, False)


@pytest.mark.parametrize("path", tuple(shipped_files("ontology", ".ttl")), ids=lambda path: path.stem)
def test_each_file_holds_one_ontology_or_one_scheme(path):
    """Read alone, a file declares one thing."""
    assert _found(_read(path), "module") == []


def test_shapes_keep_the_style_and_so_do_these():
    """Every shape on data and every shape of the house says what, how bad, how to mend it and what to ask."""
    assert _found(_read(*shipped_files("shapes", ".ttl"), *HOUSE.values()), "shapes") == []


def test_every_term_is_used():
    """A shape, or a vocabulary of ours, uses each class and property."""
    assert _found(_read(*shipped_files("ontology", ".ttl"), *shipped_files("shapes", ".ttl")), "usage") == []


@pytest.mark.parametrize("property_", [SKOS.prefLabel, SKOS.definition, RDFS.isDefinedBy, SKOS.inScheme])
def test_what_is_taken_from_any_term_is_missed(property_):
    """Each term and concept of the ontology is found once it lacks its name, definition, home or scheme."""
    store = _read(*shipped_files("ontology", ".ttl"))
    stated = list(store.quads_for_pattern(None, ox.NamedNode(property_), None))
    lacking = [quad for quad in stated if getattr(quad.object, "language", "") != "en"]
    for quad in lacking:
        store.remove(quad)
    assert lacking
    assert {quad.subject.value for quad in lacking} - {focus for _, focus in _found(store, "ontology")} == set()


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_each_shape_of_the_house_can_fail(path):
    """A bad case has the finding that its first line names."""
    expected = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# expect:").strip()
    assert expected in {shape for shape, _ in _found(_read(path), path.parent.name)}


def test_every_shape_of_the_house_has_a_case():
    """None is untested, and none is judged on data unasked."""
    asked = _read(*HOUSE.values()).quads_for_pattern(None, ox.NamedNode(SHAPES.question), None)
    named = {code(quad.subject.value) for quad in asked}
    expected = {path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# expect:").strip() for path in CASES}
    assert sorted(named - expected) == []
    assert not named & {
        finding.shape
        for finding in cakg.validate(cakg.load(Path(__file__).parent / "shapes" / "unit" / "good" / "complete.ttl"))
    }


def test_the_readme_lists_the_files():
    """One line for each file."""
    text = (shipped("shapes") / "house" / "README.md").read_text(encoding="utf-8")
    assert [line.split("`")[1] for line in text.splitlines() if line.startswith("- `")] == [
        f"{name}.ttl" for name in sorted(HOUSE)
    ]

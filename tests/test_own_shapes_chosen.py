"""Some of the caller's shapes, chosen by name, find what they find among all the others.

CAKG_CASES=10 judges ten times as many generated cases.
"""

import os

import pyoxigraph as ox
import pytest
from own_shapes import ENGINES
from random_shapes import ex, random_case

import cakg
from cakg.errors import CakgError, UnknownNameError
from cakg.namespaces import SH
from cakg.terms import code

UNDER = "ex:S {} ; sh:property ex:P . ex:P sh:path ex:r ; sh:minCount 1 ."
OWN_CLASS = "ex:S a sh:NodeShape , {} ; sh:property ex:P . ex:P sh:path ex:q ; sh:minCount 1 ."
DEEP = "sh:path ex:p ; {} sh:property ex:R . ex:R sh:path ex:q ; sh:minCount 1 ."
CHOSEN = {
    "under a property shape": (UNDER.format("sh:targetSubjectsOf ex:p ; sh:path ex:p"), "P", ["v"]),
    "under a longer path": (UNDER.format("sh:targetSubjectsOf ex:p ; sh:path [ sh:oneOrMorePath ex:p ]"), "P", ["v"]),
    "under what is switched off": (UNDER.format("sh:targetSubjectsOf ex:p ; sh:deactivated true"), "P", []),
    "under an OWL class": (OWN_CLASS.format("owl:Class"), "P", ["s"]),
    "an OWL class": (OWN_CLASS.format("owl:Class"), "S", ["s"]),
    "an RDFS class": (OWN_CLASS.format("<http://www.w3.org/2000/01/rdf-schema#Class>"), "S", ["s"]),
    "another than an OWL class": (OWN_CLASS.format("owl:Class"), "Unit", []),
    "two property shapes deep": ("ex:S sh:targetSubjectsOf ex:p ; sh:property ex:P . ex:P " + DEEP.format(""), "R", ["v", "w"]),
    "under a nameless one": (
        f"ex:S sh:targetSubjectsOf ex:p ; sh:property [ {DEEP.format('').replace(' . ex:R', ' ] . ex:R', 1)}",
        "R",
        ["v", "w"],
    ),
    "under a part switched off": (
        "ex:S sh:targetSubjectsOf ex:p ; sh:property ex:P . ex:P " + DEEP.format("sh:deactivated true ;"),
        "R",
        [],
    ),
}
BLOCK = 15
TIMES = int(os.environ.get("CAKG_CASES", "1"))
DATA = "ex:u ex:p ex:v , ex:w ; ex:q 1 ; ex:r 1 . ex:w ex:r 1 . ex:s a ex:S ."


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("case", CHOSEN)
def test_a_chosen_part_is_asked_where_its_shape_asks_it(judge, case, engine):
    """With the path, the targets and the switch of all that it is a part of, however deep."""
    shapes, name, found = CHOSEN[case]
    report = judge(shapes, DATA, only=[name], engine=engine, allow_empty=True)
    assert sorted(code(finding.focus) for finding in report if finding.component) == found


def test_a_name_that_only_a_shape_referred_to_has_is_none_to_choose(judge):
    """Nothing is ever found under it, so it is refused, and the names that can be chosen are offered."""
    with pytest.raises(UnknownNameError) as caught:
        judge(
            "ex:S sh:targetNode ex:u ; sh:node ex:Nodes . ex:Nodes sh:nodeKind sh:IRI ; sh:property ex:Node2 .\n"
            "ex:Node2 sh:path ex:p ; sh:maxCount 1 .",
            DATA,
            only=["Nodes"],
        )
    assert caught.value.key == "shape-unknown"


def _named_case(seed):
    """Data and shapes of which every part has a name."""
    data, shapes = random_case(seed)
    parts = {quad.object for quad in shapes if quad.predicate.value == SH.property and isinstance(quad.object, ox.BlankNode)}
    names = {part: ex(f"R{number}") for number, part in enumerate(sorted(parts, key=str))}
    return data, [
        ox.Triple(names.get(quad.subject, quad.subject), quad.predicate, names.get(quad.object, quad.object)) for quad in shapes
    ]


def _found(report, shape=None):
    return sorted(repr(item) for item in report if item.component and shape in {None, item.shape})


def _below(shapes, names):
    """Return what has these names and the parts of that, and of these in turn."""
    below = {code(t.object.value) for t in shapes if t.predicate.value == SH.property and code(str(t.subject)[1:-1]) in names}
    return names if below <= names else _below(shapes, names | below)


@pytest.mark.parametrize("first", range(0, BLOCK * TIMES, BLOCK))
def test_what_a_chosen_shape_finds_is_what_it_finds_among_all(tmp_path, first):
    """All that is found under its name and under no name but those of its parts, whatever shapes ask."""
    files = tmp_path / "data.nt", tmp_path / "own.ttl"
    differing, chosen = [], 0
    for seed in range(first, first + BLOCK):
        data, shapes = _named_case(seed)
        for path, triples in zip(files, ({quad.triple for quad in data}, shapes), strict=True):
            path.write_bytes(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES))
        try:
            kg = cakg.load(files[0])
            full = cakg.validate(kg, shapes=[files[1]], allow_empty=True)
        except CakgError:  # ill-typed values, which no source may have
            continue
        for name in sorted({item.shape for item in full if item.component} & {code(str(t.subject)[1:-1]) for t in shapes}):
            part = cakg.validate(kg, shapes=[files[1]], only=[name], allow_empty=True)
            chosen += 1
            others = {item.shape for item in part if item.component} - _below(shapes, {name})
            if _found(part, name) != _found(full, name) or not {*_found(part)} <= {*_found(full)} or others:
                differing.append((seed, name))
    assert differing == []
    assert chosen > BLOCK

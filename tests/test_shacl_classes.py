"""Members of classes: of those without a name, and of shapes that are classes."""

import pytest
from comparison import by_pyshacl, compiled, turtle
from own_shapes import ENGINES

import cakg
from cakg.errors import ShapeError

NAMELESS = {
    "below a class": "ex:a a [ rdfs:subClassOf ex:A ] ; ex:p ex:x .",
    "below one that is below": "ex:a a [ rdfs:subClassOf ex:B ] ; ex:p ex:x . ex:B rdfs:subClassOf [ rdfs:subClassOf ex:A ] .",
    "below one without a name": "ex:a a [ rdfs:subClassOf [ rdfs:subClassOf ex:A ] ] ; ex:p ex:x .",
    "beside others": "ex:a a [ rdfs:subClassOf ex:A ] ; ex:p ex:x . ex:b a ex:A ; ex:p ex:a , ex:c . ex:c a ex:C . ex:C rdfs:subClassOf ex:A .",
    "in a circle": "ex:a a _:c ; ex:p ex:a . _:c rdfs:subClassOf ex:A . ex:A rdfs:subClassOf _:c .",
}
SHAPES = {
    "a target": "ex:S a sh:NodeShape ; sh:targetClass ex:A ; sh:nodeKind sh:Literal .",
    "a demand": "ex:S a sh:NodeShape ; sh:targetSubjectsOf ex:p ; sh:not [ sh:class ex:A ] ; sh:property [ sh:path ex:p ; sh:class ex:A ] .",
    "both": "ex:S a sh:NodeShape ; sh:targetClass ex:A , ex:C ; sh:property [ sh:path [ sh:zeroOrMorePath ex:p ] ; sh:class ex:A ; sh:maxCount 0 ] .",
}


def _without_names(found):
    """Return results without the labels of shapes, which each reading gives anew."""
    return {result[:3] + result[4:] for result in found}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("data", NAMELESS)
def test_a_member_of_a_class_without_a_name_is_one_of_those_above(data, shape):
    """SHACL 1.1: a SHACL instance is one by rdf:type/rdfs:subClassOf*, whether or not the classes between have names."""
    found, reference = (
        _without_names(judge(turtle(NAMELESS[data]), turtle(SHAPES[shape]))) for judge in (compiled, by_pyshacl)
    )
    assert found == reference != set()


@pytest.mark.parametrize("only", [(), ("register:vn-units",)])
def test_so_it_is_beside_a_register(tmp_path, only):
    """Only the records of the sources are judged there, the classes may stand in any of them."""
    prefixes = (
        "@prefix ex: <https://example.org/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ."
        " @prefix sh: <http://www.w3.org/ns/shacl#> .\n"
    )
    texts = {
        "data.ttl": "ex:a a [ rdfs:subClassOf ex:B ] .",
        "classes.ttl": "ex:B rdfs:subClassOf ex:A .",
        "own.ttl": "ex:S a sh:NodeShape ; sh:targetClass ex:A ; sh:nodeKind sh:Literal .",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(prefixes + text, encoding="utf-8")
    kg = cakg.load(*only, tmp_path / "data.ttl", tmp_path / "classes.ttl")
    report = cakg.validate(kg, shapes=[tmp_path / "own.ttl"], only=["S"])
    assert [finding.focus for finding in report] == ["https://example.org/a"]
    assert report.records == 1


IMPLICIT = {
    "a class": "ex:A a rdfs:Class , sh:NodeShape ; sh:nodeKind sh:Literal .",
    "of a kind of class": "ex:My rdfs:subClassOf rdfs:Class . ex:A a ex:My , sh:NodeShape ; sh:nodeKind sh:Literal .",
    "a property shape": "ex:My rdfs:subClassOf rdfs:Class . ex:A a ex:My , sh:PropertyShape ; sh:path ex:p ; sh:maxCount 0 .",
    "of a kind of shape": "ex:My rdfs:subClassOf sh:NodeShape . ex:A a rdfs:Class , ex:My ; sh:nodeKind sh:Literal .",
    "with a part": "ex:A a rdfs:Class ; sh:property [ sh:path ex:p ; sh:maxCount 0 ] .",
    "with a demand": "ex:A a <http://www.w3.org/2002/07/owl#Class> ; sh:nodeKind sh:Literal .",
    "through two classes": "ex:My rdfs:subClassOf [ rdfs:subClassOf rdfs:Class ] . ex:A a ex:My , sh:NodeShape ; sh:maxLength 0 .",
}


@pytest.mark.parametrize("shapes", IMPLICIT)
def test_a_shape_that_is_a_class_is_the_target_of_its_members(shapes):
    """SHACL 2.1.3.3: so is what has a parameter or is of a class of shapes, and is of rdfs:Class or any class below it."""
    data = "ex:a a ex:A ; ex:p ex:b . ex:b a ex:B . ex:B rdfs:subClassOf ex:A ."
    found, reference = (_without_names(judge(turtle(data), turtle(IMPLICIT[shapes]))) for judge in (compiled, by_pyshacl))
    assert found == reference != set()


def test_a_class_beside_a_shape_that_is_referred_is_not_judged_twice(judge):
    """What the reference engine is given of other shapes has no target, a class neither."""
    shapes = """ex:My <http://www.w3.org/2000/01/rdf-schema#subClassOf> owl:Class .
ex:T a ex:My , sh:NodeShape ; sh:nodeKind sh:Literal .
ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:sparql [ sh:select '''SELECT $this (COUNT(?x) AS ?value) WHERE {
  { $this <https://example.org/p> ?x } UNION { $this <https://example.org/q> ?x } } GROUP BY $this HAVING (COUNT(?x) > 0)''' ] ."""
    report = judge(shapes, only=[])
    assert report.referred == ("https://example.org/S",)
    assert sorted(finding.shape for finding in report if finding.shape in {"S", "T"}) == ["S", "T"]


def test_a_shape_that_is_a_class_has_a_name(judge):
    """SHACL 2.1.3.3: one without is ill-formed, for nothing can be of it; other classes without a name are no shapes."""
    shapes = "[] a owl:Class ; owl:unionOf () .\nex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:nodeKind sh:IRI .\n"
    assert judge(shapes, only=["S"]).count("violation") == 0
    with pytest.raises(ShapeError, match="rdf:type") as caught:
        judge(f"{shapes}[ a owl:Class , sh:NodeShape ; sh:nodeKind sh:Literal ] .", only=[])
    assert (caught.value.key, caught.value.line) == ("shape-malformed", 7)


def test_a_class_that_is_not_chosen_is_not_judged(judge):
    """Of shapes chosen by name alone those that are classes of classes lose their target as others do."""
    shapes = """ex:My <http://www.w3.org/2000/01/rdf-schema#subClassOf> owl:Class .
ex:T a ex:My ; sh:nodeKind sh:Literal .
ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:nodeKind sh:Literal ."""
    for engine in ENGINES:
        assert {finding.shape for finding in judge(shapes, only=["S"], engine=engine) if finding.component} == {"S"}

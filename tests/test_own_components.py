"""Constraint components of the caller's own: which are some, how their parameters are named, and what their findings say."""

import pytest
import rdflib
from own_shapes import ENGINES, PROPERTY

from cakg.errors import ShapeError

COMPONENT = 'ex:C a sh:ConstraintComponent ; sh:parameter [ sh:path {} ] ; sh:validator [ sh:ask "ASK {{ FILTER({}) }}" ] .\n'
DATA = "ex:u a ex:T ; ex:p 1 , 2 , 4 ."

# Names of parameters

NAMES = {
    "ex:this": "this",
    "ex:value": "value",
    "ex:path": "path",
    "ex:PATH": "PATH",
    "ex:shapesGraph": "shapesGraph",
    "ex:currentShape": "currentShape",
    "ex:max-length": "max-length",
    "<urn:max>": "",
    "ex:max ] , [ sh:path <http://example.org/other#max>": "max",
}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("path", NAMES)
def test_a_parameter_whose_name_no_query_can_use_is_refused(judge, engine, path):
    """SHACL 6.2.1: names that are taken, that no variable can have or that two parameters share are refused with file and line."""
    with pytest.raises(ShapeError) as caught:
        judge(COMPONENT.format(path, "$value = 3") + PROPERTY.format("ex:value 3"), DATA, engine=engine)
    assert (caught.value.key, caught.value.path, caught.value.line) == ("shape-parameter-name", "own.ttl", 5)
    assert caught.value.message().startswith("own.ttl:5: ")
    assert "C / sh:parameter" in caught.value.message()
    assert f"“{NAMES[path]}”" in caught.value.message("en")


@pytest.mark.parametrize("path", ["ex:mx", "<urn:x:mx>", "<https://example.org/a:mx>", "<https://example.org/9mx>"])
def test_a_parameter_is_named_by_the_end_of_its_iri(judge, path):
    """SHACL 6.2.1: its name is the longest that ends its IRI, also after a colon or a figure."""
    found = judge(COMPONENT.format(path, "$value < $mx") + PROPERTY.format(f"{path} 2"), DATA)
    assert sorted(finding.value for finding in found) == ["2", "4"]
    assert {finding.problem["en"].rpartition(" (")[2] for finding in found} == {"mx = 2)"}


# What a query may do with a parameter

ARRANGED = {
    "a column": "SELECT $this ?value $max WHERE { $this $PATH ?value FILTER(?value > $max) }",
    "a column of an inner selection": (
        "SELECT $this ?value WHERE { { SELECT $this ?value $max WHERE { $this $PATH ?value FILTER(?value > $max) } } }"
    ),
    "a column that may be left out": (
        "SELECT $this ?value WHERE { { SELECT $this ?value $max ?opt WHERE { $this $PATH ?value FILTER(?value > $max) } } }"
    ),
    "one that groups": "SELECT $this ?value WHERE { $this $PATH ?value FILTER(?value > $max) } GROUP BY $max $this ?value",
    "one that groups what is counted": (
        "SELECT $this $max WHERE { $this $PATH ?v } GROUP BY $this $max HAVING (COUNT(DISTINCT ?v) > $max) ORDER BY DESC($max)"
    ),
    "one that orders": "SELECT $this ?value WHERE { $this $PATH ?value FILTER(?value > $max) } ORDER BY $max DESC(?value)",
}
VALIDATED = """ex:C a sh:ConstraintComponent ; sh:parameter [ sh:path ex:max ] , [ sh:path ex:opt ; sh:optional true ] ;
  sh:propertyValidator [ a sh:SPARQLSelectValidator ; sh:select '''{}''' ] .\n"""


@pytest.mark.parametrize("case", ARRANGED)
def test_a_parameter_may_stand_in_a_list_of_variables(judge, case):
    """SHACL, appendix A: pre-bound variables are selected by every inner selection; both engines find the same, none is referred."""
    shapes = VALIDATED.format(ARRANGED[case]) + PROPERTY.format("ex:max 2")
    compiled, reference = (judge(shapes, DATA, engine=engine) for engine in ENGINES)
    told = [[(each.focus, each.value, each.component) for each in report] for report in (compiled, reference)]
    assert told[0] == told[1] != []
    assert compiled.referred == ()


def test_a_literal_in_the_place_of_a_property_is_left_to_the_reference(judge):
    """A variable may have it as its value, but no query can be written with it: the shape is referred, not refused."""
    query = "SELECT $this WHERE { $this $PATH ?v FILTER NOT EXISTS { $this $max ?o } }"
    report = judge(VALIDATED.format(query) + PROPERTY.format("ex:max 2"), DATA)
    assert (len(report.findings), report.referred) == (1, ("https://example.org/S",))


@pytest.mark.parametrize("engine", ENGINES)
def test_a_query_may_not_give_a_parameter_another_value(judge, engine):
    """SHACL, appendix A: no pre-bound variable stands after AS."""
    query = "SELECT $this WHERE { $this $PATH ?v BIND(3 AS $max) }"
    with pytest.raises(ShapeError, match=r"AS \$max") as caught:
        judge(VALIDATED.format(query) + PROPERTY.format("ex:max 2"), DATA, engine=engine)
    assert (caught.value.key, caught.value.line) == ("shape-query-refused", 8)


def test_a_fault_in_a_query_is_shown_where_it_is_written(judge):
    """It is looked for in the query as it stands in the file, not after its parameters were filled in."""
    query = "SELECT $this WHERE { $this $max ?v FILTER( }"
    with pytest.raises(ShapeError) as caught:
        judge(VALIDATED.format(query) + PROPERTY.format("ex:max 2"), DATA)
    assert caught.value.key == "shape-query-syntax"
    assert "FILTER(" in caught.value.message()


# What is no component


@pytest.mark.parametrize("engine", ENGINES)
def test_what_is_not_declared_a_component_is_none_and_said_so(judge, engine):
    """SHACL 6.2: neither engine judges by it, and the report warns where it stands; a class below that of components will do."""
    shapes = COMPONENT.format("ex:mx", "$value < $mx") + PROPERTY.format("ex:mx 2 ; sh:maxCount 1")
    found = judge(shapes.replace("a sh:ConstraintComponent ; ", ""), DATA, engine=engine)
    (warning,) = (each for each in found if each.shape == "shapes-component")
    assert (warning.severity, warning.focus, warning.place.line) == ("warning", "https://example.org/C", 5)
    assert "sh:ConstraintComponent" in warning.problem["vi"]
    assert {each.component for each in found} == {None, "MaxCountConstraintComponent"}
    kind = "ex:Kind <http://www.w3.org/2000/01/rdf-schema#subClassOf> sh:ConstraintComponent .\n"
    declared = judge(kind + shapes.replace("a sh:ConstraintComponent", "a ex:Kind"), DATA, engine=engine)
    assert {each.component for each in declared} == {"C", "MaxCountConstraintComponent"}


# What findings say

SAID = """ex:C a sh:ConstraintComponent ; sh:parameter [ sh:path ex:mx ] ; {} sh:validator [ {} sh:ask "ASK {{ FILTER($value < $mx) }}" ] .\n"""


def test_each_finding_names_its_own_value_of_a_parameter(judge):
    """SHACL 2.1: each value declares a constraint of its own, and so its message and the sentence made for it name that one."""
    shape = PROPERTY.format("ex:mx 2 , 3")
    for message, words in (('sh:message "từ {$mx}"@vi ;', "từ {}"), ("", "(mx = {})")):
        found = judge(SAID.format(message, "") + shape, DATA)
        assert [each.problem["vi"].endswith(words.format(number)) for each, number in zip(found, "223", strict=True)] == [
            True
        ] * 3


def test_the_words_of_a_validator_go_before_those_of_its_component(judge):
    """SHACL 5.3.2: what stands at the validator is said, in the findings and as sh:resultMessage."""
    shape = PROPERTY.format("ex:mx 4")
    both = SAID.format('sh:message "thành phần"@vi ;', 'sh:message "bộ kiểm"@vi ;') + shape
    alone = SAID.format('sh:message "thành phần"@vi ;', "") + shape
    for shapes, words in ((both, "bộ kiểm"), (alone, "thành phần")):
        report = judge(shapes, DATA)
        assert [each.problem for each in report] == [{"vi": words}]
        said = rdflib.Graph().parse(data=report.turtle, format="turtle").objects(None, rdflib.SH.resultMessage)
        assert list(said) == [rdflib.Literal(words, lang="vi")]
    assert {each.problem["vi"] for each in judge(both, DATA, engine="pyshacl")} == {"bộ kiểm"}


def test_a_message_without_a_language_does_not_hide_one_in_it(judge):
    """It is said to readers of Vietnamese only where there is none for them."""
    messages = 'sh:maxCount 1 ; sh:message "plain" , "one"@en'
    (alone,), (beside,) = judge(PROPERTY.format(messages), DATA), judge(PROPERTY.format(f'{messages} , "một"@vi'), DATA)
    assert alone.problem == {"vi": "plain", "en": "one"}
    assert beside.problem == {"vi": "một", "en": "one"}

"""Shapes of the caller's own that cannot do what they were written for: reported, never a silent “conforms”."""

import pytest
import rdflib
from own_shapes import ENGINES, NODE, PROPERTY, write_shapes

import cakg
from cakg.errors import SourceError
from cakg.namespaces import SHAPES

LINTED = """@prefix cakg: <https://w3id.org/cakg/ontology#> .
@prefix ex: <https://example.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
ex:Misspelt a sh:NodeShape ; sh:targetClass cakg:Obligation ; sh:property [ sh:path cakg:action ; sh:minCout 1 ] .
ex:Prefix a sh:NodeShape ; sh:targetClass cakg:Obligation ; sh:property [ sh:path cakg:action ; ex:minCount 1 ; sh:maxCount 9 ] .
ex:Target a sh:NodeShape ; sh:targetClas cakg:Obligation ; sh:property [ sh:path cakg:action ; sh:minCount 1 ] .
ex:Loose a sh:NodeShape ; sh:property [ sh:path cakg:action ; sh:minCount 1 ] .
ex:Nobody a sh:NodeShape ; sh:targetClass ex:Nothing ; sh:property [ sh:path cakg:action ; sh:minCount 1 ] .
ex:Off a sh:NodeShape ; sh:targetClass cakg:Obligation ; sh:deactivated true ; sh:property [ sh:path cakg:action ; sh:minCount 1 ] .
ex:Idle a sh:NodeShape ; sh:targetClass cakg:Obligation .
"""


def test_shapes_that_can_find_nothing_are_reported(run, tmp_path):
    """A slip in a shape is a finding with file and line, never a silent "conforms"."""
    path = tmp_path / "own.ttl"
    path.write_text(LINTED, encoding="utf-8")
    found = [finding for finding in cakg.validate(cakg.load(), shapes=[path]) if finding.shape.startswith("shapes-")]
    said = {(f.severity, f.shape, f.focus.rpartition("/")[2], f.place.line) for f in found}
    assert said == {
        ("violation", "shapes-misspelt", "own.ttl:4", 4),
        ("warning", "shapes-parameter", "own.ttl:5", 5),
        ("violation", "shapes-misspelt", "Target", 6),
        ("warning", "shapes-target", "Target", 6),
        ("warning", "shapes-target", "Loose", 7),
        ("info", "shapes-focus", "Nobody", 8),
        ("info", "shapes-deactivated", "Off", 9),
        ("warning", "shapes-demand", "Idle", 10),
    }
    assert all(finding.place.name == "own.ttl" and finding.problem["vi"] for finding in found)
    assert run("validate", "-s", path).code == 1


@pytest.mark.parametrize("demand", ["sh:property ex:P", "sh:node ex:N", "sh:sparql ex:Q", "ex:limit 5", "sh:or ( ex:N )"])
def test_what_demands_something_is_a_shape(judge, demand):
    """SHACL 2.1: a subject of a parameter is a shape; one without class, target and other shape that uses it checks nothing."""
    others = """
    ex:T a sh:NodeShape ; sh:targetClass ex:T ; sh:nodeKind sh:IRI . ex:N sh:maxCount 1 ; sh:path ex:p . ex:P sh:path ex:p ; sh:maxCount 1 .
    ex:Q sh:select "SELECT $this {}" . ex:C a sh:ConstraintComponent ; sh:parameter [ sh:path ex:limit ; sh:datatype xsd:integer ] ; sh:validator [ sh:ask "ASK {}" ] ."""
    aimless = {each.focus[-1]: each.place.line for each in judge(f"ex:S {demand} .{others}") if each.shape == "shapes-target"}
    assert aimless.pop("S") == 5
    assert aimless.keys() == {"N", "P"} - {demand[-1], demand[-3]}


def test_a_slip_in_a_shape_without_a_name_is_shown_with_its_way(judge):
    """No label of a blank node is shown: by the target where nothing above has a name."""
    report = judge(
        "[] a sh:NodeShape ; sh:targetClass cakg:Unit ;\n sh:property [ sh:path ex:p ;\n sh:minCout 1 ] .",
        only=[],
        allow_empty=True,
    )
    (slip,) = [finding for finding in report if finding.shape == "shapes-misspelt"]
    assert (slip.label, slip.focus, slip.place.line) == ("[cakg:Unit] / sh:property", "own.ttl:7", 7)


@pytest.mark.parametrize(
    ("parameter", "other"),
    [
        ("sh:qualifiedMinCount 1", "sh:qualifiedValueShape"),
        ("sh:qualifiedValueShape ex:I", "sh:qualifiedMinCount"),
        ('sh:flags "i"', "sh:pattern"),
        ("sh:ignoredProperties ()", "sh:closed"),
    ],
)
def test_a_parameter_that_demands_nothing_alone_is_reported(judge, parameter, other):
    """W3C's suite allows it, and it checks nothing: the report says what it lacks."""
    report = judge(f"ex:I a sh:NodeShape ; sh:targetClass ex:T ; sh:nodeKind sh:IRI .\n{PROPERTY.format(parameter)}")
    (finding,) = report
    assert (finding.shape, finding.severity, finding.place.line) == ("shapes-alone", "warning", 7)
    assert other in finding.problem["vi"]


def test_words_of_shacl_that_are_not_run_are_reported(judge):
    """What neither SHACL Core nor SHACL-SPARQL knows, and resembles nothing that they know, is said to be unknown."""
    report = judge("ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:nodeKind sh:IRI .\nex:f a sh:SPARQLFunction .")
    (finding,) = report
    assert (finding.shape, finding.severity, finding.place.line) == ("shapes-unknown", "violation", 6)
    assert "sh:SPARQLFunction" in finding.problem["vi"]


def test_rules_are_not_run_and_said_so(judge):
    """sh:rule is no slip: the report says that validate runs no rules, once a rule, and still never a silent “conforms”."""
    rule = "a sh:TripleRule ; sh:subject sh:this ; sh:predicate ex:q ; sh:object 1"
    report = judge(f"ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:nodeKind sh:IRI ;\n sh:rule [ {rule} ] .")
    (finding,) = report
    assert (finding.shape, finding.severity, finding.place.line) == ("shapes-rule", "violation", 6)
    assert "cakg infer" in finding.problem["vi"]
    assert "sh:rule" in finding.problem["en"]


def test_each_target_of_a_shape_is_looked_at(judge):
    """A target that meets nothing is told also beside one that does; a class the ontology does not have is misspelt."""
    shape = "ex:S a sh:NodeShape ; sh:targetClass ex:T , ex:None , cakg:Unt ; sh:property [ sh:path ex:q ; sh:minCount 1 ] ."
    told = {(finding.shape, finding.severity, finding.path) for finding in judge(shape)}
    assert told == {
        ("shapes-aim", "info", "https://example.org/None"),
        ("shapes-class", "violation", "https://w3id.org/cakg/ontology#Unt"),
    }
    with pytest.raises(SourceError):
        judge("ex:S a sh:NodeShape ; sh:targetClass cakg:Unt ; sh:property [ sh:path ex:q ; sh:minCount 1 ] .")


SLIPS = {
    "sh:minCount 9 ; sh:severity sh:Warnin": ("shapes-severity", "warning", "sh:Warning"),
    "sh:minCount 9 ; sh:severity ex:Grave": ("shapes-severity", "warning", "sh:Violation"),
    "sh:datatype xsd:integr": ("shapes-datatype", "violation", "xsd:integer"),
    "sh:class cakg:Unt": ("shapes-term", "violation", "cakg:Unit"),
    "sh:not [ sh:class cakg:Unt ]": ("shapes-term", "violation", "cakg:Unit"),
    "sh:disjoint cakg:numbr": ("shapes-term", "violation", "cakg:number"),
    "sh:not [ sh:hasValue <https://w3id.org/cakg/vocab/role/leed> ]": ("shapes-term", "violation", "role/leed"),
    "sh:and ()": ("shapes-empty", "warning", "sh:and"),
    "sh:xone ()": ("shapes-empty", "warning", "sh:xone"),
    "sh:not [ sh:in () ]": ("shapes-empty", "warning", "sh:in"),
}


@pytest.mark.parametrize("demand", SLIPS)
def test_a_value_that_means_nothing_is_reported(judge, demand):
    """A severity, a datatype, a term of ours that is none, an empty list: told with file and line, also where nothing else is."""
    shape, severity, words = SLIPS[demand]
    (finding,) = [finding for finding in judge(PROPERTY.format(demand)) if not finding.component]
    assert (finding.shape, finding.severity, finding.place.name, finding.place.line) == (shape, severity, "own.ttl", 6)
    assert words in finding.problem["vi"]
    assert words in finding.problem["en"]


def test_a_misspelt_property_of_ours_in_a_path_is_reported(judge):
    """Nothing is too many of what no record can have: the shape would always conform."""
    report = judge(
        "ex:S a sh:NodeShape ; sh:targetClass ex:T ;\n sh:property [ sh:path ( ex:p cakg:numbr ) ; sh:maxCount 0 ] ."
    )
    (finding,) = report
    assert (finding.shape, finding.severity) == ("shapes-term", "violation")
    assert "cakg:number" in finding.problem["vi"]


def test_a_misspelt_term_of_ours_in_a_query_is_reported(judge):
    """Written with the prefix or whole, a property that no record can have is told; words in strings and comments are none."""
    for name in ("cakg:numbr", "<https://w3id.org/cakg/ontology#numbr>"):
        query = f"PREFIX cakg: <https://w3id.org/cakg/ontology#>\nSELECT $this {{ $this {name} ?v FILTER(?v != 'cakg:x') }} # cakg:y"
        report = judge(f'ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:sparql [ sh:select """{query}""" ] .')
        (finding,) = report
        assert (finding.shape, finding.severity, finding.place.name) == ("shapes-term", "violation", "own.ttl")
        assert "cakg:number" in finding.problem["vi"]


def test_what_is_almost_a_parameter_of_a_custom_component_is_reported(judge):
    """A shape with a misspelt one has no such constraint, and another property of the same vocabulary is none."""
    component = """
ex:C a sh:ConstraintComponent ; sh:parameter [ sh:path ex:limit ] ; sh:validator [ sh:ask "ASK { FILTER($value < $limit) }" ] ."""
    (finding,) = judge(PROPERTY.format("ex:limti 3 ; ex:author 4") + component)
    assert (finding.shape, finding.place.line, finding.path) == ("shapes-parameter", 6, "https://example.org/limti")
    assert "example.org/limit?" in finding.problem["vi"]


def test_where_nothing_was_checked_a_slip_in_the_shapes_is_shown(judge):
    """The error that no record is a target says where to look."""
    with pytest.raises(SourceError, match=r"own\.ttl:5") as caught:
        judge("ex:S a sh:NodeShape ; sh:targetclass ex:T ; sh:nodeKind sh:IRI .", "ex:u ex:none 1 .", only=[])
    assert caught.value.key == "nothing-to-check-at-fault"


@pytest.mark.parametrize("data", ["ex:a cakg:number '1' .", "ex:a cakg:refersTo ex:gone ."])
@pytest.mark.parametrize("engine", ENGINES)
def test_a_node_that_nothing_speaks_of_is_no_record(judge, engine, data):
    """A shape that names one has checked nothing: an error without other shapes, a finding beside them; what it demands is said."""
    shape = "ex:S a sh:NodeShape ; sh:targetNode ex:gone{} ; {} ."
    spoken_of = "ex:gone" in data
    if not spoken_of:
        with pytest.raises(SourceError) as caught:
            judge(shape.format("", "sh:nodeKind sh:IRI"), data, engine=engine)
        assert caught.value.key == "nothing-to-check-at-fault"
    report = judge(shape.format(" , ex:a", "sh:nodeKind sh:IRI"), data, engine=engine)
    assert report.records == (2 if spoken_of else 1)
    assert [(finding.shape, finding.path) for finding in report] == (
        [] if spoken_of else [("shapes-aim", "https://example.org/gone")]
    )
    (missing,) = (
        f for f in judge(shape.format("", "sh:property [ sh:path ex:p ; sh:minCount 1 ]"), data, engine=engine) if f.component
    )
    assert (missing.component, missing.focus) == ("MinCountConstraintComponent", "https://example.org/gone")


@pytest.mark.parametrize(
    "demand", ["", "; sh:minCount 0", '; sh:message "x" ; sh:minLength 0', "; sh:deactivated true ; sh:minCount 1"]
)
def test_a_shape_whose_parts_demand_nothing_is_reported(judge, demand):
    """A path alone, or at least none of its values, can never fail."""
    (finding,) = judge(NODE % f"sh:property [ sh:path ex:p {demand} ]")
    assert finding.shape == ("shapes-deactivated" if "deactivated" in demand else "shapes-demand")


def test_of_a_shape_that_only_makes_triples_one_thing_is_said(judge):
    """That rules are not run is the whole of it."""
    (finding,) = judge(NODE % "sh:rule [ a sh:TripleRule ; sh:subject sh:this ; sh:predicate ex:p ; sh:object ex:o ]")
    assert finding.shape == "shapes-rule"


IDLE = "ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:nodeKind sh:IRI .\nex:R a sh:NodeShape ; {} ."


@pytest.mark.parametrize(
    ("idle", "severity"),
    [("sh:nodeKind sh:IRI", "warning"), ("sh:targetClass ex:Nobody ; sh:nodeKind sh:IRI", "info")],
)
def test_shapes_that_check_nothing_are_never_silent(run, tmp_path, judge, idle, severity):
    """Where the report says what was checked it says that something was not, in every form; --fail-on counts it like any finding."""
    report = judge(IDLE.format(idle))
    assert (report.faults, [finding.severity for finding in report]) == (1, [severity])
    for format_ in ("text", "html", "turtle"):
        assert "1 điểm cần sửa trong shapes đưa thêm" in cakg.render(report, format_)
    assert report.as_dict()["faults"] == 1
    command = ("validate", tmp_path / "data.ttl", "-s", tmp_path / "own.ttl", "--only", "S", "--fail-on")
    codes = {level: run(*command, level).code for level in ("violation", "warning", "info", "never")}
    assert codes == {"violation": 0, "warning": int(severity == "warning"), "info": 1, "never": 0}
    assert "1 điểm cần sửa" in run(*command, "never").out


def test_switching_off_a_shipped_shape_is_reported(tmp_path):
    """A file of the caller cannot silence one of our shapes unseen."""
    path = write_shapes(
        tmp_path,
        "cakg-sh:Unit-unitKind sh:deactivated true . ex:S a sh:NodeShape ; sh:targetClass cakg:Unit ; sh:nodeKind sh:IRI .",
    )
    found = [finding for finding in cakg.validate(cakg.load(), shapes=[path]) if finding.shape == "shapes-deactivated"]
    assert [(finding.severity, finding.focus) for finding in found] == [("warning", SHAPES["Unit-unitKind"])]


def test_the_standard_report_is_not_silent_on_ill_formed_shapes(judge):
    """It says that the shapes are not well formed, and in comments what was checked and what is wrong in them."""
    report = judge("ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:property [ sh:path ex:none ; sh:mincount 1 ] .")
    assert any(finding.shape == "shapes-misspelt" for finding in report)
    text = cakg.render(report, "turtle")
    found = rdflib.Graph().parse(data=text, format="turtle")
    (node,) = found.subjects(rdflib.RDF.type, rdflib.SH.ValidationReport)
    assert found.value(node, rdflib.SH.shapesGraphWellFormed) == rdflib.Literal(False)
    assert text.startswith(f"# Đã kiểm tra {report.records} bản ghi")
    assert "shapes-misspelt own.ttl:5" in text

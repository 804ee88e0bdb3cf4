"""Shapes of the caller's own: what is wrong in them is said with file, line and shape, and what they find in a sentence."""

import re

import pytest
import rdflib

import cakg
from cakg.errors import ShapeError, SourceError
from cakg.messages import MESSAGES, say

PREFIXES = """@prefix cakg: <https://w3id.org/cakg/ontology#> .
@prefix ex: <https://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
DATA = """
ex:u a ex:T ; ex:p "aaa"@vi , "bbb"@vi , 7 ; ex:q 9 , ex:x ; cakg:symbol ex:u .
"""


@pytest.fixture
def judge(tmp_path):
    """Judge a small graph by shapes written after the prefixes (the first line of them is line 5), and by no others."""

    def _judge(shapes, data=DATA, **more):
        files = tmp_path / "data.ttl", tmp_path / "own.ttl"
        for path, text in zip(files, (data, shapes), strict=True):
            path.write_text(PREFIXES + text, encoding="utf-8")
        only = re.findall(r"^ex:(\w+) .*sh:target", shapes, re.MULTILINE)
        return cakg.validate(cakg.load(files[0]), shapes=[files[1]], **{"only": only, **more})

    return _judge


ENGINES = ("compiled", "pyshacl")
NODE = "ex:S a sh:NodeShape ; sh:targetClass ex:T ;\n  %s ."
PROPERTY = NODE % "sh:property [ sh:path ex:p ; {} ]"
QUERY = NODE % 'sh:sparql [ sh:select """SELECT $this {{ $this <https://example.org/p> ?v {} }}""" ]'
REFUSED = {
    "recursive": ("ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:node ex:S .", "shape-recursive", 5, "example.org/S"),
    "a script": (PROPERTY.format('sh:js [ sh:jsFunctionName "f" ]'), "shape-unsafe", 6, "S / sh:property"),
    "a remote import": ("ex:o a owl:Ontology ;\n owl:imports ex:r .\n" + PROPERTY, "shapes-import", 6, "example.org/r"),
    "another target": (PROPERTY.format("sh:target [ ex:a 1 ]"), "shape-unsupported", 6, "S / sh:property"),
    "entailment": ("ex:o sh:entailment ex:RDFS .\n" + PROPERTY.format("sh:minCount 1"), "shape-unsupported", 5, "entailment"),
    "a count that is none": (
        PROPERTY.format('\n  sh:minCount "x"'),
        "shape-malformed",
        7,
        'S / sh:property viết sai ở sh:minCount "x" (→ 0, 1',
    ),
    "a count in words": (PROPERTY.format('sh:minCount "1"'), "shape-malformed", 6, 'sh:minCount "1"'),
    "a count below nothing": (PROPERTY.format("sh:maxCount -1"), "shape-malformed", 6, "sh:maxCount -1"),
    "a part of a value": (PROPERTY.format("sh:maxLength 1.5"), "shape-malformed", 6, "sh:maxLength 1.5"),
    "a list that is none": (PROPERTY.format("sh:in ex:L"), "shape-malformed", 6, "rdf:List"),
    "a word for a list": (PROPERTY.format('\n sh:in "x"'), "shape-malformed", 7, 'S / sh:property viết sai ở sh:in "x"'),
    "a language for a list": (PROPERTY.format('sh:languageIn "vi"'), "shape-malformed", 6, 'sh:languageIn "vi"'),
    "a shape for a list of them": (PROPERTY.format("sh:or [ sh:nodeKind sh:IRI ]"), "shape-malformed", 6, "sh:or []"),
    "a word for a list of shapes": (PROPERTY.format('sh:and "x"'), "shape-malformed", 6, 'sh:and "x"'),
    "no list of what is left out": (
        PROPERTY.format("sh:closed true ; sh:ignoredProperties ex:p"),
        "shape-malformed",
        6,
        "sh:ignoredProperties https://example.org/p",
    ),
    "a value without a name": (PROPERTY.format("sh:hasValue []"), "shape-malformed", 6, "sh:hasValue []"),
    "a value without a name in a list": (PROPERTY.format("sh:in ( 1 [] )"), "shape-malformed", 6, "sh:in []"),
    "a number for an expression": (PROPERTY.format("sh:pattern 3"), "shape-malformed", 6, "sh:pattern 3"),
    "an expression in a language": (PROPERTY.format('sh:pattern "x"@vi'), "shape-malformed", 6, 'sh:pattern "x"@vi'),
    "a type in words": (PROPERTY.format('sh:datatype "xsd:date"'), "shape-malformed", 6, 'sh:datatype "xsd:date" (→ IRI)'),
    "a class without a name": (PROPERTY.format("sh:class []"), "shape-malformed", 6, "sh:class [] (→ IRI)"),
    "a path in words": (
        'ex:S a sh:NodeShape ; sh:targetClass ex:T ;\n sh:property [ sh:path "p" ; sh:minCount 1 ] .',
        "path-malformed",
        6,
        "S / sh:property",
    ),
    "a property in words": (PROPERTY.format('sh:lessThan "q"'), "shape-malformed", 6, 'sh:lessThan "q"'),
    "a word for what counts": (
        PROPERTY.format('sh:qualifiedValueShape "x" ; sh:qualifiedMinCount 1'),
        "shape-malformed",
        6,
        "S / sh:property",
    ),
    "a class that is none": (PROPERTY.format('sh:class "C"'), "shape-malformed", 6, "sh:class"),
    "a kind of node that is none": (
        PROPERTY.format("sh:nodeKind ex:K"),
        "shape-malformed",
        6,
        "sh:nodeKind https://example.org/K (→ sh:IRI, sh:B",
    ),
    "a bound that is none": (PROPERTY.format("sh:maxInclusive ex:K"), "shape-malformed", 6, "sh:maxInclusive"),
    "an empty path": (NODE % "sh:property [ sh:path () ]", "path-malformed", 6, "S / sh:p"),
    "a target that is none": ('ex:S a sh:NodeShape ; sh:targetClass "T" ; sh:nodeKind sh:IRI .', "shape-malformed", 5, '"T"'),
    "a severity that is none": (PROPERTY.format('sh:severity "bad" ; sh:minCount 1'), "shape-malformed", 6, "sh:severity"),
    "a truth that is none": (PROPERTY.format('sh:uniqueLang "yes"'), "shape-malformed", 6, "sh:uniqueLang"),
    "languages that are none": (PROPERTY.format("sh:languageIn ( ex:vi )"), "shape-malformed", 6, "sh:languageIn"),
    "a question that selects nothing": (
        PROPERTY.format('sh:sparql [ sh:select """ASK { $this ?p "SELECT" }""" ]'),
        "shape-malformed",
        6,
        "sh:select",
    ),
    "a list for a shape": (PROPERTY.replace("[", "( [").replace("] .", "] ) ."), "shape-malformed", 6, "rdf:List"),
    "a word for a shape": ('ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:node "x" .', "shape-malformed", 5, "example.org/S"),
    "a shape for a property shape": (NODE % "sh:property [ sh:nodeKind sh:IRI ]", "shape-malformed", 6, "sh:path"),
    "two counts": (PROPERTY.format("sh:minCount 2 , 3"), "shape-malformed", 6, "minCount"),
    "two kinds of path": (
        NODE % "sh:property [ sh:path [ sh:inversePath ex:p ; sh:zeroOrMorePath ex:q ] ]",
        "path-malformed",
        6,
        "S / sh:property / sh:path",
    ),
    "a path that is none": (NODE.replace("ex:S", "[]") % "sh:property [ sh:path [] ]", "path-malformed", 6, "[https"),
    "a shape that is none": (PROPERTY.format("sh:node ex:N"), "shape-undefined", 6, "example.org/N"),
    "an open group": (PROPERTY.format('sh:pattern "ab(c"'), "pattern-syntax", 6, "ký tự thứ 3 (“(c”)"),
    "a set without end": (PROPERTY.format('sh:pattern "[a"'), "pattern-syntax", 6, "ký tự thứ 1 (“[a”)"),
    "nothing to repeat": (QUERY.format('FILTER(REGEX(?v, "*a"))'), "pattern-syntax", 5, "ký tự thứ 1 (“*a”)"),
    "look-around": (PROPERTY.format('sh:pattern "a(?!b)"'), "pattern-unsupported", 6, "“(?!”"),
    "look-around in a query": (QUERY.format('FILTER(REGEX(?v, "a(?=b)"))'), "pattern-unsupported", 5, "“(?=”"),
    "a reference back": (PROPERTY.format('sh:pattern "(a)\\\\1"'), "pattern-unsupported", 6, "“\\1”"),
    "too many repetitions": (PROPERTY.format('sh:pattern "(a{1000}){1000}"'), "pattern-refused", 6, "S / sh:property"),
    "a flag that is none": (PROPERTY.format('sh:pattern "a" ; sh:flags "g"'), "pattern-flags", 6, "“g”"),
    "a function that none knows": (
        QUERY.format("FILTER(<https://example.org/f>(?v))"),
        "shape-query-syntax",
        5,
        "example.org/f",
    ),
    "a query that is none": (QUERY.format("FILTER("), "shape-query-syntax", 5, "example.org/S"),
    "a query about the shapes": (QUERY.format("GRAPH $shapesGraph { ?v ?p ?o }"), "shape-query-refused", 5, "$shapesGraph"),
    "a query that leaves the data": (
        QUERY.format("SERVICE <https://example.org/s> { ?v ?p ?o }"),
        "shape-query-refused",
        5,
        "SERVICE",
    ),
}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_judged_is_refused_with_file_line_and_shape(judge, case, engine):
    """Neither engine passes over what it cannot do; a shape without a name is shown by its place and the way to it."""
    shapes, key, line, words = REFUSED[case]
    with pytest.raises(ShapeError) as caught:
        judge(shapes.replace("{}", "sh:minCount 1"), engine=engine, only=[])
    said = caught.value.message()
    assert (caught.value.key, caught.value.path, caught.value.line) == (key, "own.ttl", line)
    assert words in said
    assert said.startswith(f"own.ttl:{line}: ")
    assert not re.search(r"_:|\b[0-9a-f]{28,32}\b", said)
    assert caught.value.message("en") != said


def test_what_only_the_reference_engine_refuses_is_named_too(judge):
    """PySHACL cannot compare nodes without names and does not say for which shape: the error does."""
    shapes = "ex:A a sh:NodeShape ; sh:targetClass ex:T ; sh:nodeKind sh:IRI .\n" + PROPERTY.format("sh:lessThan ex:q")
    data = "ex:u a ex:T ; ex:p [] ; ex:q 1 ."
    assert judge(shapes, data).count("violation") == 1
    with pytest.raises(ShapeError) as caught:
        judge(shapes, data, engine="pyshacl")
    assert caught.value.message().startswith("own.ttl:6: ")
    assert "https://example.org/S" in caught.value.message()


@pytest.mark.parametrize(("text", "line"), [("", 1), ("ex:S a sh:NodeShape ;\n {", 6), ("ex:a ex:b 1 .", None), ("\ud800", 1)])
def test_a_file_that_is_no_shapes_file_is_named(run, tmp_path, text, line):
    """Empty, broken, without a shape, or no text at all: exit 3 and one line with the file."""
    path = tmp_path / "own.ttl"
    path.write_bytes(((PREFIXES + text) if text else "").encode("utf-8", "surrogatepass"))
    done = run("validate", "-s", path)
    assert (done.code, done.out, done.err.count("\n")) == (3, "", 1)
    assert done.err.startswith("own.ttl:" if line is None else f"own.ttl:{5 if text.startswith(chr(0xD800)) else line}:")
    assert run("validate", "-s", tmp_path / "nowhere.ttl").err.startswith("nowhere.ttl: ")


def test_findings_of_a_shape_without_a_name_say_where_it_stands(judge):
    """Its nearest named shape, the way from there, file and line stand for its name, the same in both engines."""
    for engine in ENGINES:
        found = judge(PROPERTY.format("sh:minCount 4"), engine=engine)
        assert [finding.shape for finding in found] == ["S / sh:property (own.ttl:6)"]


def test_a_slip_in_a_shape_without_a_name_is_shown_with_its_way(judge):
    """No label of a blank node is shown: by the target where nothing above has a name."""
    report = judge(
        "[] a sh:NodeShape ; sh:targetClass cakg:Unit ;\n sh:property [ sh:path ex:p ;\n sh:minCout 1 ] .",
        only=[],
        allow_empty=True,
    )
    (slip,) = [finding for finding in report if finding.shape == "shapes-misspelt"]
    assert (slip.label, slip.focus, slip.place.line) == ("[cakg:Unit] / sh:property", "own.ttl:7", 7)


def test_a_shape_needs_no_class_but_a_target(judge):
    """SHACL 2.1: what has a target is a shape; a file of such shapes is none without shapes, and they are linted too."""
    (found,) = judge("ex:S sh:targetClass ex:T ; sh:nodeKind sh:BlankNode .", only=["S"])
    assert found.component == "NodeKindConstraintComponent"
    (empty,) = judge("ex:S sh:targetClass ex:T .", only=["Unit"], allow_empty=True)
    assert empty.shape == "shapes-demand"


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


# Sentences

DEMANDS = {
    "sh:minCount 4": "Cần ít nhất 4 giá trị của ex:p, có 3",
    "sh:maxCount 1": "Được nhiều nhất 1 giá trị của ex:p, có 3",
    "sh:class cakg:Unit , ex:C": "Giá trị của ex:p phải thuộc lớp ex:C, cakg:Unit",
    "sh:datatype ex:D": "Giá trị của ex:p phải có kiểu ex:D",
    "sh:nodeKind sh:BlankNodeOrIRI": "Giá trị của ex:p phải là một IRI hoặc nút không tên",
    "sh:minExclusive 8": "Giá trị của ex:p phải lớn hơn 8",
    "sh:minInclusive 8": "Giá trị của ex:p phải từ 8 trở lên",
    "sh:maxExclusive 6": "Giá trị của ex:p phải nhỏ hơn 6",
    "sh:maxInclusive 6": "Giá trị của ex:p không được quá 6",
    "sh:minLength 9": "Giá trị của ex:p phải dài ít nhất 9 ký tự",
    "sh:maxLength 0": "Giá trị của ex:p dài nhiều nhất 0 ký tự",
    'sh:pattern "^x"': "Giá trị của ex:p phải khớp biểu thức “^x”",
    'sh:languageIn ( "en" "fr" )': "Giá trị của ex:p phải có mã ngôn ngữ thuộc: “en”, “fr”",
    "sh:uniqueLang true": "Mỗi ngôn ngữ chỉ được một giá trị của ex:p",
    "sh:equals ex:q": "Giá trị của ex:p và giá trị của ex:q phải là một; giá trị này chỉ có ở một bên",
    "sh:disjoint ex:p": "Giá trị của ex:p không được là giá trị của ex:p",
    "sh:lessThan ex:q": "Giá trị của ex:p phải nhỏ hơn hoặc trước mọi giá trị của ex:q",
    "sh:lessThanOrEquals ex:q": "Giá trị của ex:p không được lớn hơn hoặc sau giá trị của ex:q",
    "sh:hasValue 8": "Giá trị của ex:p phải gồm 8",
    'sh:in ( 1 "x" )': "Giá trị của ex:p phải là một trong: 1, “x”",
    "sh:not [ sh:nodeKind sh:Literal ]": "Giá trị của ex:p không được đúng với shape S / sh:property / sh:not",
    "sh:node ex:I": "Giá trị của ex:p phải đúng với shape I",
    "sh:and ( ex:I )": "Giá trị của ex:p phải đúng với tất cả các shape I",
    "sh:or ( ex:I )": "Giá trị của ex:p phải đúng với ít nhất một trong các shape I",
    "sh:xone ( ex:I )": "Giá trị của ex:p phải đúng với một và chỉ một trong các shape I",
    "sh:qualifiedValueShape ex:I ; sh:qualifiedMinCount 1": "Cần ít nhất 1 giá trị của ex:p đúng với shape I",
    "sh:qualifiedValueShape ex:L ; sh:qualifiedMaxCount 0": "Được nhiều nhất 0 giá trị của ex:p đúng với shape L",
    "ex:limit 3": "Giá trị của ex:p không đúng với ràng buộc Component (limit = 3)",
}
NESTED = """
ex:I a sh:NodeShape ; sh:nodeKind sh:IRI .
ex:L a sh:NodeShape ; sh:nodeKind sh:Literal .
ex:Component a sh:ConstraintComponent ; sh:parameter [ sh:path ex:limit ] ;
  sh:validator [ a sh:SPARQLAskValidator ; sh:ask "ASK { FILTER($value = $limit) }" ] .
"""


@pytest.mark.parametrize("demand", DEMANDS)
def test_a_shape_without_a_message_is_spoken_for_by_its_constraint(judge, demand):
    """Every component of SHACL Core says in both languages what it asks for, never the bare name of the component."""
    report = judge(PROPERTY.format(demand) + NESTED)
    found = [finding for finding in report if finding.component]
    assert {finding.problem["vi"].replace("https://example.org/", "ex:") for finding in found} == {DEMANDS[demand]}
    for finding in found:
        assert finding.problem["en"]
        assert "ConstraintComponent" not in finding.problem["en"]


@pytest.mark.parametrize(
    ("demand", "sentence"),
    [
        ("sh:nodeKind sh:BlankNode", "Bản ghi phải là một nút không tên"),
        ("sh:closed true ; sh:property [ sh:path ex:p ], [ sh:path ex:q ]", "Bản ghi không được có thuộc tính cakg:symbol"),
        (
            "sh:property [ sh:path ( ex:q [ sh:inversePath ex:p ] ) ; sh:minCount 1 ]",
            "Cần ít nhất 1 giá trị của (ex:q/(^ex:p)), có 0",
        ),
        ('sh:sparql [ sh:select "SELECT $this { $this ?p 7 }" ]', "Truy vấn của shape S tìm thấy điều sai ở bản ghi"),
    ],
)
def test_so_is_a_node_shape(judge, demand, sentence):
    """It speaks of the record, of longer paths and of queries too."""
    report = judge(f"ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:ignoredProperties ( <{RDF_TYPE}> ) ; {demand} .")
    found = [finding for finding in report if finding.component]
    assert {finding.problem["vi"].replace("https://example.org/", "ex:") for finding in found} == {sentence}


RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def test_every_component_of_shacl_core_has_a_sentence():
    """None is forgotten: the sentences are those of the components that the cases above break."""
    keys = {key for key in MESSAGES if key.startswith("demand-")}
    names = {re.match(r"\w+:(\w+)", demand.rpartition(" ; ")[2])[1] for demand in DEMANDS}
    assert keys == {f"demand-{name}" for name in names - {"limit"}} | {"demand-closed", "demand-query", "demand-custom"}
    assert say("demand-minCount", "en", number=1, path="cakg:x", count=0) == "at least 1 of cakg:x are needed, there are 0"


def test_a_message_may_name_focus_value_and_parameters(judge):
    """SHACL 5.3.2: {$this}, {?value} and parameters are filled in; what the engine does not know stays as it is."""
    query = 'sh:sparql [ sh:message "{$this}: {?value}, {?else}"@vi ; sh:select """SELECT $this ?value { $this ?p ?value FILTER(?value = 7) }""" ]'
    (found,) = judge(f"ex:S a sh:NodeShape ; sh:targetClass ex:T ; {query} .")
    assert found.problem == {"vi": "https://example.org/u: 7, {?else}"}
    said = NESTED.replace("sh:validator [", 'sh:validator [ sh:message "quá {$limit}"@vi ;')
    report = judge(PROPERTY.format("ex:limit 3") + said)
    assert {finding.problem["vi"] for finding in report if finding.component} == {"quá 3"}


# Expressions that take for ever

SLOW = (
    "^(a+)+$",
    "^(a|a)*$",
    "(a|aa)+$",
    "(?:a*)*b",
    "^(a?a)+$",
    "(x+x+)+y",
    "(.*a){25}",
    "^.*.*.*.*x$",
    "^(([a-z])+.)+[A-Z]$",
)
FAST = ("^[0-9]+(-[0-9]+)*$", "^(a|b)+$", "^([^,]*,)*$", "^.*x.*$", "^(ab?){3}$")


@pytest.mark.parametrize("pattern", SLOW)
@pytest.mark.parametrize(
    "form", ['sh:pattern "{}"', 'sh:sparql [ sh:select """SELECT $this {{ $this $PATH ?v FILTER(REGEX(?v, "{}")) }}""" ]']
)
def test_no_expression_runs_for_ever(judge, pattern, form):
    """The compiled engine reads it in linear time however long the value; to the other it is not given, and the error names it."""
    data = f'ex:u a ex:T ; ex:p "{"a" * 5_000}!" .'
    shapes = PROPERTY.format(form.format(pattern))
    assert judge(shapes, data).records == 1
    with pytest.raises(ShapeError) as caught:
        judge(shapes, data, engine="pyshacl")
    assert (caught.value.key, caught.value.path) == ("pattern-slow", "own.ttl")
    assert "S / sh:" in caught.value.message()


REFERRED = """
ex:R a sh:NodeShape ; sh:targetClass ex:T ; {} ; sh:sparql [ sh:select \"\"\"SELECT $this (COUNT(?x) AS ?value) {{
  {{ $this <https://example.org/p> ?x }} UNION {{ $this <https://example.org/q> ?x }} }} GROUP BY $this HAVING (COUNT(?x) > 9)\"\"\" ] ."""


def test_only_what_the_reference_engine_judges_is_kept_from_slow_expressions(judge):
    """A shape that is referred to it does not make it refuse an expression of another shape, which is compiled."""
    slow = 'sh:property [ sh:path ex:p ;\n sh:pattern "^(a+)+$" ]'
    compiled = PROPERTY.format('sh:pattern "^(a+)+$"')
    assert judge(compiled + REFERRED.format("sh:nodeKind sh:IRI")).referred == ("https://example.org/R",)
    with pytest.raises(ShapeError) as caught:
        judge(REFERRED.format(slow), only=["R"])
    assert caught.value.message().startswith("own.ttl:7: shape R / sh:property có biểu thức")


@pytest.mark.parametrize("pattern", FAST)
def test_expressions_that_end_soon_are_given_to_both_engines(judge, pattern):
    """They find the same."""
    data = 'ex:u a ex:T ; ex:p "ab" , "1-22-3" , "a,b," , "abab!" , "" .'
    found = [judge(PROPERTY.format(f'sh:pattern "{pattern}"'), data, engine=engine) for engine in ENGINES]
    assert found[0].findings == found[1].findings


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


def test_own_shapes_are_counted_and_chosen_by_name(judge):
    """Each counts as one shape, also without a severity written out; a property shape with a name can be chosen by it."""
    named = "ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:nodeKind sh:IRI ; sh:property ex:P , [ sh:path ex:q ; sh:maxCount 1 ] .\n"
    named += "ex:P sh:path ex:p ; sh:maxCount 1 ."
    whole, part = judge(named, only=["S"]), judge(named, only=["P"])
    assert (whole.shapes, part.shapes) == (3, 1)
    assert {finding.shape for finding in part} == {"P"}
    assert len(whole.findings) == 2


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

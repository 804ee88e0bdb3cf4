"""Shapes of the caller's own: what cannot be judged is refused with file, line and shape; the rest is judged beside ours."""

import re

import pytest
from own_shapes import BAD, ENGINES, NODE, PREFIXES, PROPERTY, QUERY, write_shapes

import cakg
from cakg.errors import ShapeError
from cakg.resources import shipped

REFUSED = {
    "recursive": ("ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:node ex:S .", "shape-recursive", 5, "example.org/S"),
    "a script": (PROPERTY.format('sh:js [ sh:jsFunctionName "f" ]'), "shape-unsafe", 6, "S / sh:property"),
    "a library of scripts": (
        PROPERTY.format("sh:minCount 1") + '\nex:L a sh:JSLibrary ; sh:jsLibraryURL "http://example.org/l.js" .',
        "shape-unsafe",
        7,
        "example.org/L",
    ),
    "a question in place of a selection": (
        PROPERTY.format('sh:sparql [ sh:ask "ASK { $this $PATH ?v }" ]'),
        "shape-malformed",
        6,
        "viết sai ở sh:select;",
    ),
    "the path of a shape that has none": (QUERY.format("FILTER EXISTS { $this $PATH ?o }"), "shape-query-refused", 5, "$PATH"),
    "a component without a parameter that it needs": (
        PROPERTY.format("ex:limit 1")
        + "\nex:C a sh:ConstraintComponent ; sh:parameter [ sh:path ex:limit ; sh:optional true ] ; sh:validator [ sh:ask 'ASK {}' ] .",
        "shape-malformed",
        7,
        "example.org/C",
    ),
    "a parameter without a name": (
        PROPERTY.format("ex:limit [ ex:q 1 ]")
        + "\nex:C a sh:ConstraintComponent ; sh:parameter [ sh:path ex:limit ] ; sh:validator [ sh:ask 'ASK {}' ] .",
        "shape-malformed",
        6,
        "example.org/limit [] (→ IRI",
    ),
    "a path of one step in a list": (
        NODE % "sh:property [ sh:path ( ex:p ) ; sh:minCount 1 ]",
        "path-malformed",
        6,
        "S / sh:p",
    ),
    "a choice of one path": (
        NODE % "sh:property [ sh:path [ sh:alternativePath ( ex:p ) ] ; sh:minCount 1 ]",
        "path-malformed",
        6,
        "S / sh:p",
    ),
    "a query that is no node": (
        'ex:S a sh:NodeShape ; sh:targetClass ex:T ;\n sh:sparql "SELECT $this {}" .',
        "shape-malformed",
        6,
        "sh:sparql",
    ),
    "an import into the file itself": (
        "<> a owl:Ontology ;\n owl:imports ex:r .\n" + PROPERTY,
        "shapes-import",
        6,
        "example.org/r",
    ),
    "a remote import": ("ex:o a owl:Ontology ;\n owl:imports ex:r .\n" + PROPERTY, "shapes-import", 6, "example.org/r"),
    "shapes elsewhere": ("ex:o sh:shapesGraph ex:r .\n" + PROPERTY, "shapes-elsewhere", 5, "example.org/r"),
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
    assert run("validate", "-s", tmp_path / "nowhere.ttl").err == "nowhere.ttl: không tìm thấy tệp; kiểm tra lại đường dẫn\n"
    assert run("validate", "-s", tmp_path).err.count("Turtle") == 1


@pytest.mark.parametrize("text", ["", "not turtle {", "<https://example.org/a> <https://example.org/b> 1 ."])
def test_a_shapes_file_without_shapes_is_refused(tmp_path, text):
    """A broken or empty shapes file never means “conforms”."""
    data, own = tmp_path / "data.ttl", tmp_path / "own.ttl"
    data.write_text(BAD, encoding="utf-8")
    own.write_text(text, encoding="utf-8")
    with pytest.raises(ShapeError):
        cakg.validate(cakg.load(data), shapes=[own])


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("ex:S a sh:NodeShape ; sh:targetClass cakg:Norm ; sh:property ex:Missing .", "shape-undefined"),
        ("ex:S a sh:NodeShape ; sh:targetClass cakg:Norm ; sh:node ex:Missing .", "shape-undefined"),
        (
            'ex:S a sh:NodeShape ; sh:targetClass cakg:Norm ; sh:sparql [ sh:select "SELECT $this WHERE { $this foo:p ?x }" ] .',
            "shape-query-syntax",
        ),
    ],
)
def test_shapes_that_mean_nothing_are_refused_by_name(text, key, tmp_path):
    """A name that is nowhere defined and a query that is none are errors that name the shape, never "conforms"."""
    with pytest.raises(ShapeError) as caught:
        cakg.validate(cakg.load(), shapes=[write_shapes(tmp_path, text)])
    assert caught.value.key == key
    assert "https://example.org/" in caught.value.message()


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


def test_findings_of_a_shape_without_a_name_say_where_it_stands(judge):
    """Its nearest named shape, the way from there, file and line stand for its name, the same in both engines."""
    for engine in ENGINES:
        found = judge(PROPERTY.format("sh:minCount 4"), engine=engine)
        assert [finding.shape for finding in found] == ["S / sh:property (own.ttl:6)"]


def test_a_shape_needs_no_class_but_a_target(judge):
    """SHACL 2.1: what has a target is a shape; a file of such shapes is none without shapes, and they are linted too."""
    (found,) = judge("ex:S sh:targetClass ex:T ; sh:nodeKind sh:BlankNode .", only=["S"])
    assert found.component == "NodeKindConstraintComponent"
    (empty,) = judge("ex:S sh:targetClass ex:T .", only=["Unit"], allow_empty=True)
    assert empty.shape == "shapes-demand"


def test_own_shapes_are_counted_and_chosen_by_name(judge):
    """Each counts as one shape, also without a severity written out; a property shape with a name can be chosen by it."""
    named = "ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:nodeKind sh:IRI ; sh:property ex:P , [ sh:path ex:q ; sh:maxCount 1 ] .\n"
    named += "ex:P sh:path ex:p ; sh:maxCount 1 ."
    whole, part = judge(named, only=["S"]), judge(named, only=["P"])
    assert (whole.shapes, part.shapes) == (3, 1)
    assert {finding.shape for finding in part} == {"P"}
    assert len(whole.findings) == 2


ARTICLE = shipped("examples") / "articles" / "004-commune-police-online-review-2021.ttl"
"""The shortest of the examples: the reference engine takes its time."""


def test_what_cannot_be_compiled_is_referred_and_said_so(run, tmp_path):
    """A sum over a union goes to the reference engine, and the report names the shape."""
    path = tmp_path / "own.ttl"
    path.write_text(
        """@prefix cakg: <https://w3id.org/cakg/ontology#> .
@prefix ex: <https://example.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
ex:Sum a sh:NodeShape ; sh:targetClass cakg:Obligation ; sh:message "nhiều quá"@vi ; sh:sparql [ sh:select \"\"\"
    SELECT $this (COUNT(?x) AS ?value) WHERE {
        { $this <https://w3id.org/cakg/ontology#statedIn> ?x } UNION { ?x <https://w3id.org/cakg/ontology#ofNorm> $this }
    } GROUP BY $this HAVING (COUNT(?x) > 1)\"\"\" ] .
""",
        encoding="utf-8",
    )
    kg = cakg.load(ARTICLE)
    report = cakg.validate(kg, shapes=[path], only=["Sum"])
    assert report.referred == ("https://example.org/Sum",)
    assert {finding.focus for finding in report} == {
        finding.focus for finding in cakg.validate(kg, shapes=[path], only=["Sum"], engine="pyshacl")
    }
    assert report.findings
    assert "do bộ máy đối chiếu kiểm tra" in run("validate", ARTICLE, "-s", path, "--only", "Sum").out


SUM = """sh:sparql [ sh:message "nhiều"@vi ; sh:select \"\"\"SELECT $this (COUNT(?x) AS ?value) WHERE {
    { $this <https://w3id.org/cakg/ontology#statedIn> ?x } UNION { ?x <https://w3id.org/cakg/ontology#ofNorm> $this }
} GROUP BY $this HAVING (COUNT(?x) > 1)\"\"\" ]"""


@pytest.mark.parametrize(
    "inside",
    [
        f"sh:property ex:P . ex:P a sh:PropertyShape ; sh:path cakg:statedIn ; {SUM}",
        f"sh:property ex:P ; sh:node ex:N . ex:P a sh:PropertyShape ; sh:path cakg:deadline ; sh:maxCount 0 . ex:N a sh:NodeShape ; {SUM}",
    ],
    ids=["in a property shape", "in a shape referred to, beside another demand"],
)
def test_a_shape_is_referred_whole(inside, tmp_path):
    """Whatever else hangs on a shape that cannot be compiled is found as the reference engine finds it."""
    path = write_shapes(tmp_path, f'ex:S a sh:NodeShape ; sh:targetClass cakg:Obligation ; sh:message "sai"@vi ; {inside} .')
    kg = cakg.load(ARTICLE)
    compiled, reference = (
        {(f.focus, f.path, f.value, f.shape, f.component) for f in cakg.validate(kg, shapes=[path], only=["S"], engine=engine)}
        for engine in ("compiled", "pyshacl")
    )
    assert compiled == reference
    assert compiled


def test_what_two_queries_of_a_shape_find_is_told_once(judge):
    """People read one finding, unless the queries say other words; the standard report has a result for each query."""
    query = "sh:sparql [ {} sh:select 'SELECT $this {{ $this ?p 7 }}' ]"
    for words, count in (("", 1), ('sh:message "khác"@vi ;', 2)):
        shapes = NODE % f"{query.format('')} ; {query.format(words)}"
        report = judge(shapes)
        assert (len(report.findings), report.turtle.count("a sh:ValidationResult")) == (count, 2)


def test_a_shapes_file_named_twice_is_read_once(tmp_path):
    """Its shapes are not counted twice, nor what they find."""
    data, own = (
        tmp_path / "data.ttl",
        write_shapes(tmp_path, NODE.replace("%s", "sh:nodeKind sh:BlankNode").replace("ex:T", "cakg:Unit")),
    )
    data.write_text(BAD.replace("cakg:Obligation", "cakg:Unit"), encoding="utf-8")
    once, twice = (cakg.validate(cakg.load(data), shapes=files) for files in ([own], [own, str(own)]))
    assert once == twice
    assert once.shapes == cakg.validate(cakg.load(data)).shapes + 1

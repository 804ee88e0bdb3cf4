"""After a change to one source the report is that of a full run, and what the change cannot reach is not judged again."""

import hashlib
import re
import shutil
from unittest.mock import patch

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from own_shapes import write_shapes

import cakg
from cakg.errors import SourceError
from cakg.namespaces import CAKG
from cakg.registers import folders
from cakg.resources import shipped
from cakg.shacl import Engine

PREFIXES = """@prefix cakg: <https://w3id.org/cakg/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix v: <https://w3id.org/cakg/vocab/> .
@prefix n: <https://w3id.org/cakg/id/test/> .
"""
NODES = [f"n:{letter}" for letter in "abcdef"]
VALUES = [
    *NODES,
    *(
        "cakg:Obligation",
        "cakg:Norm",
        "cakg:Unit",
        "cakg:Responsibility",
        "cakg:Instrument",
        "cakg:FixedDeadline",
        "cakg:Mention",
    ),
    *("<https://w3id.org/cakg/vocab/role/lead>", "<https://w3id.org/cakg/vocab/binding-force/binding>"),
    *('"trước ngày 15/12/2024"', '"quý II/2025"', "<https://w3id.org/cakg/vocab/reading-rule/wholeWindow>"),
    *('"Tên"@vi', '"Name"@en', '"12"', "5", "0.5", "[ a cakg:TextSpan ]"),
    *("[ a cakg:Unit ; cakg:ofNorm n:a , n:b ]", "[ a cakg:Norm ; cakg:step [ a cakg:TargetStep ] , [ cakg:dueBy 5 ] ]"),
]
DAYS = ['"2024-01-02"^^xsd:date', '"2025-06-30"^^xsd:date']
PROPERTIES = [
    *("a", "skos:prefLabel", "cakg:ofNorm", "cakg:role", "cakg:bearer", "cakg:statedIn", "cakg:deadline"),
    *("cakg:parentUnit", "cakg:number", "cakg:evidencedBy", "cakg:bindingForce", "cakg:implements"),
    *("cakg:confirmedBy", "cakg:refersTo", "cakg:step", "cakg:statedText", "cakg:readingRule", "cakg:extends"),
]
DATED = ["cakg:dueBy", "cakg:issuedOn", "cakg:startsOn", "cakg:newDueBy", "cakg:validFrom", "cakg:validTo"]
STATEMENTS = st.lists(
    st.tuples(st.sampled_from(NODES), st.sampled_from(PROPERTIES), st.sampled_from(VALUES))
    | st.tuples(st.sampled_from(NODES), st.sampled_from(DATED), st.sampled_from(DAYS)),
    min_size=1,
    max_size=14,
    unique=True,
)


def _told(statements):
    return PREFIXES + "".join(f"{' '.join(statement)} .\n" for statement in statements)


def _write(path, statements):
    path.write_text(_told(statements), encoding="utf-8")


def _register(name, statements):
    """A small register under the name of the real one, which takes seconds to judge."""
    triples = (quad.triple for quad in ox.parse(_told(statements), format=ox.RdfFormat.TURTLE))
    data = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    return folders.Register(name, data, hashlib.sha256(data).hexdigest(), "2025-08-23", "test")


def _comparable(report):
    """What two runs share: all but the labels of blank nodes, which are others each time a file is read."""
    hidden = [re.sub(r"\b[0-9a-f]{20,32}\b", "_", repr(finding)) for finding in report]
    return sorted(hidden), report.records, report.shapes


@settings(
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    max_examples=60,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(kept=STATEMENTS, before=STATEMENTS, after=STATEMENTS, register=st.none() | STATEMENTS)
@example(
    kept=[("n:c", "a", "cakg:Norm")],
    before=[("n:a", "a", "cakg:Norm")],
    after=[("n:a", "a", "cakg:Norm"), ("n:b", "a", "cakg:Norm")],
    register=[("n:d", "a", "cakg:Unit"), ("n:b", "skos:prefLabel", '"Tên"@vi')],
)
@example(
    kept=[("n:a", "a", "cakg:FixedDeadline"), ("n:a", "cakg:statedText", '"quý II/2025"'), ("n:a", "cakg:dueBy", DAYS[0])],
    before=[("n:b", "cakg:extends", "n:a")],
    after=[("n:b", "cakg:extends", "n:a"), ("n:b", "cakg:newDueBy", DAYS[0])],
    register=None,
)
@example(
    kept=[("n:a", "cakg:dueBy", DAYS[0])],
    before=[("n:c", "cakg:step", "n:a")],
    after=[("n:e", "cakg:issuedOn", DAYS[0])],
    register=None,
)
@example(
    kept=[("n:a", "a", "cakg:Instrument"), ("n:a", "cakg:number", '"12/KH-X"')],
    before=[("n:b", "a", "cakg:Instrument"), ("n:b", "cakg:number", '"012/KH-X"')],
    after=[("n:b", "a", "cakg:Instrument"), ("n:b", "cakg:number", '"13/KH-X"')],
    register=None,
)
def test_a_report_after_a_change_is_that_of_a_full_run(tmp_path_factory, kept, before, after, register):
    """Whatever two sources, and a register among them, say of the same records, and whatever one of them says instead."""
    folder = tmp_path_factory.mktemp("change")
    one, other = folder / "one.ttl", folder / "other.ttl"
    sources = (one, other) if register is None else (one, other, "register:vn-units")
    _write(one, kept)
    _write(other, before)
    with patch.object(folders, "read_register", lambda name: _register(name, register)):
        kg = cakg.load(*sources)
        report = cakg.validate(kg, as_of="2026-11-22", allow_empty=True)
        _write(other, after)
        kg, change = cakg.replace_source(kg, other)
        again = cakg.revalidate(report, kg, change)
        assert _comparable(again) == _comparable(cakg.validate(cakg.load(*sources), as_of="2026-11-22", allow_empty=True))


@pytest.fixture
def examples(tmp_path):
    """The examples in a folder that may be changed."""
    return shutil.copytree(shipped("examples"), tmp_path / "examples")


def test_a_change_in_the_examples_is_found(examples):
    """Findings go and come with what the file says, lines are those of the new file, and nothing else changes."""
    kg = cakg.load(examples)
    report = cakg.validate(kg)
    path = next((examples / "articles").glob("002*.ttl"))
    text = path.read_text(encoding="utf-8")
    changed = re.sub(r"\n    cakg:bindingForce [^;]+;", "", "# one more line\n" + text, count=1)
    path.write_text(changed, encoding="utf-8")
    kg, change = cakg.replace_source(kg, path)
    again = cakg.revalidate(report, kg, change)
    assert _comparable(again) == _comparable(cakg.validate(cakg.load(examples)))
    assert {finding.shape for finding in again} - {finding.shape for finding in report} == {"Norm-bindingForce"}


def test_a_change_beside_a_register_is_judged_alone(examples, monkeypatch):
    """The units of the register are looked up, not judged, and what the change cannot reach is not either."""
    path = examples / "parties.ttl"
    kg = cakg.load(examples, "register:vn-units")
    report = cakg.validate(kg)
    unit = next(iri for iri in kg.instances(CAKG.Unit) if kg.register_of(iri) and kg.record(iri).all(CAKG.parentUnit))
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n<{unit}> a cakg:Unit ; cakg:existsTo '2024-01-01'^^<http://www.w3.org/2001/XMLSchema#date> .\n")
    kg, change = cakg.replace_source(kg, path)
    ran = []
    run = Engine.run
    monkeypatch.setattr(Engine, "run", lambda self, task, among=None: ran.append(among) or run(self, task, among))
    again = cakg.revalidate(report, kg, change)
    monkeypatch.undo()
    assert sum(among is None for among in ran) < 20
    assert again.records == report.records + 1
    assert (
        _comparable(again)
        == _comparable(cakg.validate(kg))
        == _comparable(cakg.validate(cakg.load(examples, "register:vn-units")))
    )


def test_what_a_change_cannot_reach_is_not_judged_again(examples, monkeypatch):
    """A new name of one unit makes only the constraints run that can read names, each for few nodes."""
    kg = cakg.load(examples)
    report = cakg.validate(kg)
    path = examples / "parties.ttl"
    with path.open("a", encoding="utf-8") as file:
        file.write(
            "\n<https://w3id.org/cakg/id/unit/bo-cong-an> <http://www.w3.org/2004/02/skos/core#altLabel> 'tên để thử'@vi .\n"
        )
    kg, change = cakg.replace_source(kg, path)
    ran = []
    run = Engine.run
    monkeypatch.setattr(Engine, "run", lambda self, task, among=None: ran.append(among) or run(self, task, among))
    again = cakg.revalidate(report, kg, change)
    assert len(change.added) == 1
    assert len(ran) < 20
    assert sum(among is None for among in ran) < 6  # queries that see more than hangs together with their focus node
    assert all(len(among) < 20 for among in ran if among is not None)
    assert _comparable(again) == _comparable(cakg.validate(kg))


def test_blank_nodes_of_which_the_same_is_said_are_no_change(examples):
    """A file full of records without a name that loses one statement is one statement poorer, however often it is read."""
    path = next((examples / "articles").glob("004*.ttl"))
    kg = cakg.load(examples)
    report = cakg.validate(kg)
    for _ in range(2):
        path.write_text(path.read_text(encoding="utf-8").replace("cakg:role ", "cakg:rol ", 1), encoding="utf-8")
        kg, change = cakg.replace_source(kg, path)
        assert (len(change.removed), len(change.added)) == (1, 1)
        report = cakg.revalidate(report, kg, change)
    assert _comparable(report) == _comparable(cakg.validate(kg))


def test_a_refused_source_leaves_the_graph_as_it_was(examples):
    """A file with a fault raises as in load, and the graph still answers as before."""
    kg = cakg.load(examples)
    before = len(kg.store)
    path = examples / "parties.ttl"
    path.write_text("broken", encoding="utf-8")
    with pytest.raises(SourceError):
        cakg.replace_source(kg, path)
    assert len(kg.store) == before
    assert cakg.validate(kg).count("violation") == 0


OWN = """@prefix ex: <https://example.org/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
"""
THINGS = "ex:x a ex:T ; ex:p 1, 9 . ex:y a ex:T ; ex:p 3 . "
REST = "ex:l rdf:rest ()"
QUERIES = {
    "a value of another record": (
        "ex:cfg ex:max ?m . $this ex:p ?value . FILTER(?value > ?m)",
        "ex:cfg ex:max 10",
        "ex:cfg ex:max 5",
    ),
    "any record at all": (
        "$this ex:p ?value . FILTER EXISTS { ?z ex:bad ?least . FILTER(?least < ?value) }",
        "ex:cfg ex:bad 10",
        "ex:cfg ex:bad 5",
    ),
    "a property in a variable": (
        "$this ex:p ?value . FILTER EXISTS { $this ?q ex:bad }",
        "ex:x ex:z ex:ok",
        "ex:x ex:z ex:bad",
    ),
    "a negated property": ("$this ex:p ?value . FILTER EXISTS { $this !(ex:p|rdf:type) ?o }", "ex:q ex:q 1", "ex:x ex:q 2"),
    "texts that are equal": (
        "$this ex:p ?value . ?o ex:code ?c . FILTER(STR(?value) = STR(?c))",
        'ex:o ex:code "2"',
        'ex:o ex:code "9"',
    ),
    "a longer way": (
        "$this ex:p ?value . ?k ex:about $this ; ex:flag true",
        "ex:k ex:about ex:x",
        "ex:k ex:about ex:x ; ex:flag true",
    ),
    "what is said of a class": ("$this ex:p ?value ; rdf:type ?c . ?c ex:flag true", "ex:q ex:q 1", "ex:T ex:flag true"),
    "no variable at all": (
        "$this ex:p ?value . FILTER EXISTS { ex:cfg ex:on true }",
        "ex:cfg ex:on false",
        "ex:cfg ex:on true",
    ),
    "the longer of two branches": (
        "$this ex:p ?value . { $this ex:a ?x } UNION { $this ex:b ?y . ?y ex:t ?w . ?w ex:r ?x } ?x ex:s ?z",
        "ex:x ex:b ex:b1 . ex:b1 ex:t ex:b2 . ex:b2 ex:r ex:b3",
        "ex:x ex:b ex:b1 . ex:b1 ex:t ex:b2 . ex:b2 ex:r ex:b3 . ex:b3 ex:s 1",
    ),
    "a node without a name": (
        "$this ex:p ?value . FILTER EXISTS { ?k ex:about $this ; ex:has [ ex:flag true ] }",
        "ex:k ex:about ex:x",
        "ex:k ex:about ex:x ; ex:has [ ex:flag true ]",
    ),
    "any property of a node without a name": ("$this a [ ?q ?value ]", "ex:q ex:q 1", "ex:T ex:z 1"),
    "a name next to a full stop": ("$this a ex:T.$this ?q ?value . FILTER(?value = 7)", "ex:x ex:z 1", "ex:x ex:z 7"),
    "what is in a list": ("$this ex:p ( ?value )", f"ex:x ex:p ex:l . {REST}", f"ex:x ex:p ex:l . ex:l rdf:first 1 . {REST}"),
    "a list that a statement is about": (
        "( $this ) ex:a ?value",
        f"ex:l ex:a 1 . {REST}",
        f"ex:l rdf:first ex:x ; ex:a 1 . {REST}",
    ),
    "a path in parentheses": (
        "$this (ex:p|^(ex:q/(ex:r))) ?value . FILTER(isIRI(?value))",
        "ex:a ex:q ex:b",
        "ex:a ex:q ex:b . ex:b ex:r ex:x",
    ),
}


@pytest.mark.parametrize("case", QUERIES)
def test_queries_of_the_caller_see_every_change(case, tmp_path):
    """However a query reaches what changed, also through nothing but a comparison."""
    pattern, before, after = QUERIES[case]
    shapes, fixed, changing = (tmp_path / name for name in ("shapes.ttl", "fixed.ttl", "changing.ttl"))
    declared = ", ".join(
        f'[ sh:prefix "{prefix}" ; sh:namespace "{iri}" ]' for prefix, iri in re.findall("@prefix (ex|rdf): <(.*)>", OWN)
    )
    shapes.write_text(
        f"""{OWN} ex:o sh:declare {declared} . ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:message "sai"@vi ; sh:sparql [
            sh:prefixes ex:o ; sh:select \"\"\"SELECT $this ?value WHERE {{ {pattern} }}\"\"\" ] .""",
        encoding="utf-8",
    )
    fixed.write_text(OWN + THINGS, encoding="utf-8")
    changing.write_text(f"{OWN}{before} .", encoding="utf-8")
    kg = cakg.load(fixed, changing)
    report = cakg.validate(kg, shapes=[shapes])
    changing.write_text(f"{OWN}{after} .", encoding="utf-8")
    kg, change = cakg.replace_source(kg, changing)
    again = cakg.revalidate(report, kg, change)
    assert again.findings
    assert _comparable(again) == _comparable(cakg.validate(cakg.load(fixed, changing), shapes=[shapes]))


def test_what_is_wrong_in_shapes_follows_the_data(tmp_path):
    """A shape without records is reported as long as it has none."""
    shapes, data = tmp_path / "shapes.ttl", tmp_path / "data.ttl"
    shapes.write_text(
        OWN
        + "ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:nodeKind sh:IRI . ex:R a sh:NodeShape ; sh:targetClass ex:U ; sh:nodeKind sh:IRI .",
        encoding="utf-8",
    )
    data.write_text(OWN + "ex:a a ex:T .", encoding="utf-8")
    kg = cakg.load(data)
    report = cakg.validate(kg, shapes=[shapes])
    data.write_text(OWN + "ex:a a ex:U .", encoding="utf-8")
    kg, change = cakg.replace_source(kg, data)
    again = cakg.revalidate(report, kg, change)
    assert [finding.focus[-1] for finding in report if finding.shape == "shapes-focus"] == ["R"]
    assert [finding.focus[-1] for finding in again if finding.shape == "shapes-focus"] == ["S"]


def test_a_sentence_that_counts_follows_the_data(tmp_path):
    """Where a shape has no message the number of values is said anew, also of values that other records lead to."""
    shapes, fixed, changing = (tmp_path / name for name in ("shapes.ttl", "fixed.ttl", "changing.ttl"))
    shapes.write_text(
        OWN + "ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:property ex:P . ex:P sh:path ( ex:p ex:q ) ; sh:minCount 5 .",
        encoding="utf-8",
    )
    fixed.write_text(OWN + "ex:x a ex:T ; ex:p ex:y .", encoding="utf-8")
    changing.write_text(OWN + "ex:y ex:q 1 .", encoding="utf-8")
    kg = cakg.load(fixed, changing)
    report = cakg.validate(kg, shapes=[shapes])
    changing.write_text(OWN + "ex:y ex:q 1 , 2 .", encoding="utf-8")
    kg, change = cakg.replace_source(kg, changing)
    again = cakg.revalidate(report, kg, change)
    assert ["có 1" in str(report.findings[0].problem), "có 2" in str(again.findings[0].problem)] == [True, True]
    assert _comparable(again) == _comparable(cakg.validate(cakg.load(fixed, changing), shapes=[shapes]))


def test_changes_that_no_report_saw_are_judged_too(examples):
    """A second change before the report was brought up to date leaves nothing of the first one out."""
    kg = cakg.load(examples)
    report = cakg.validate(kg)
    for number in ("002", "004"):
        path = next((examples / "articles").glob(f"{number}*.ttl"))
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"\n    cakg:bindingForce [^;]+;", "", text, count=1), encoding="utf-8")
        kg, change = cakg.replace_source(kg, path)
    again = cakg.revalidate(report, kg, change)
    assert sum(finding.shape == "Norm-bindingForce" for finding in again) == 2
    assert _comparable(again) == _comparable(cakg.validate(kg))


def test_a_source_that_lost_all_its_records_is_refused_as_by_a_full_run(tmp_path):
    """Where nothing is left to check neither says that all conforms, unless the first run was told that it may be so."""
    path = tmp_path / "one.ttl"
    _write(path, [("n:a", "a", "cakg:Unit")])
    kg = cakg.load(path)
    strict, lenient = cakg.validate(kg), cakg.validate(kg, allow_empty=True)
    _write(path, [("n:a", "skos:note", '"1"')])
    kg, change = cakg.replace_source(kg, path)
    with pytest.raises(SourceError, match=re.escape(path.name)):
        cakg.revalidate(strict, kg, change)
    assert cakg.revalidate(lenient, kg, change) == cakg.validate(kg, allow_empty=True)


@pytest.mark.parametrize("said", [("n:b", "cakg:parentUnit", "n:a"), ("n:a", "cakg:number", '"1"')])
def test_a_node_that_a_shape_names_is_counted_once_the_data_speak_of_it(tmp_path, said):
    """Before and after a change a full run counts the same, whichever end of a statement the node is."""
    shapes = write_shapes(
        tmp_path, "ex:S a sh:NodeShape ; sh:targetNode <https://w3id.org/cakg/id/test/a> ; sh:nodeKind sh:IRI ."
    )
    path = tmp_path / "one.ttl"
    _write(path, [("n:c", "cakg:number", '"1"')])
    kg = cakg.load(path)
    counts = []
    for triples in ([said], [("n:c", "cakg:number", '"1"')]):
        report = cakg.validate(kg, shapes=[shapes], only=["S"], allow_empty=True)
        _write(path, triples)
        kg, change = cakg.replace_source(kg, path)
        again = cakg.revalidate(report, kg, change)
        assert again == cakg.validate(kg, shapes=[shapes], only=["S"], allow_empty=True)
        counts.append(again.records)
    assert counts == [1, 0]


def test_a_node_that_the_data_lose_still_reaches_itself(tmp_path):
    """A query that may stay at it goes to the reference engine from then on, as in a full run, and back once it is there again."""
    select = "SELECT $this ?value { $this <https://w3id.org/cakg/ontology#parentUnit>* ?value }"
    shapes = write_shapes(
        tmp_path,
        f"ex:S a sh:NodeShape ; sh:targetNode <https://w3id.org/cakg/id/test/a> ; sh:sparql [ sh:select '{select}' ] .",
    )
    path = tmp_path / "one.ttl"
    told = [[("n:a", "cakg:number", '"1"')], [("n:c", "cakg:number", '"1"')]]
    _write(path, told[0])
    kg = cakg.load(path)
    report = cakg.validate(kg, shapes=[shapes], only=["S"], allow_empty=True)
    for triples, referred in ((told[1], 1), (told[0], 0)):
        _write(path, triples)
        kg, change = cakg.replace_source(kg, path)
        report = cakg.revalidate(report, kg, change)
        assert report == cakg.validate(kg, shapes=[shapes], only=["S"], allow_empty=True)
        assert (len(report.referred), [finding.component for finding in report][:1]) == (
            referred,
            ["SPARQLConstraintComponent"],
        )

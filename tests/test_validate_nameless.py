"""Records without a name: they are found where they stand and called the same in every run."""

import re

import rdflib
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import cakg
from cakg.namespaces import SH

NAMELESS = """@prefix cakg: <https://w3id.org/cakg/ontology#> .
@prefix n: <https://w3id.org/cakg/id/norm/> .
n:1 a cakg:Obligation ;
    cakg:evidencedBy [ a cakg:TextSpan ; cakg:line 1 ] , [
        a cakg:TextSpan ;
        cakg:line "02"^^<http://www.w3.org/2001/XMLSchema#integer> ] ;
    cakg:deadline [ a cakg:UnstatedDeadline ] .
[] a cakg:Unit .
_:x a cakg:Unit .
"""


def test_the_standard_report_is_the_same_each_time(run, tmp_path):
    """Results worst first, blank nodes named in their order, and a message for each, also where the shape has none."""
    data, own = tmp_path / "data.ttl", tmp_path / "own.ttl"
    data.write_text(NAMELESS, encoding="utf-8")
    own.write_text(
        """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix cakg: <https://w3id.org/cakg/ontology#> .
        [] a sh:NodeShape ; sh:targetClass cakg:Unit ; sh:property [ sh:path ( cakg:issuer cakg:symbol ) ; sh:minCount 1 ] .""",
        encoding="utf-8",
    )
    texts = [run("validate", data, "-s", own, "-f", "turtle").out for _ in range(2)]
    assert texts[0] == texts[1]
    found = rdflib.Graph().parse(data=texts[0], format="turtle")
    results = list(found.objects(None, rdflib.URIRef(SH.result)))
    assert len(results) == len(cakg.validate(cakg.load(data), shapes=[own]).findings)
    for result in results:
        languages = {message.language for message in found.objects(result, rdflib.URIRef(SH.resultMessage))}
        assert languages == {"vi", "en"}


def test_a_record_without_a_name_is_found_where_it_stands(run, tmp_path):
    """It is called by its class and what leads to it, with file and line, and no label that changes with each reading."""
    path = tmp_path / "data.ttl"
    path.write_text(NAMELESS, encoding="utf-8")
    found = cakg.validate(cakg.load(path))
    said = {(finding.shape, finding.label, finding.place.line) for finding in found}
    assert {line for shape, label, line in said if (shape, label) == ("TextSpan-source", "[đoạn trích dẫn]: norm/1")} == {4, 5}
    assert {line for shape, label, line in said if (shape, label) == ("Unit-unitKind", "[đơn vị]")} == {8, 9}
    assert ("UnstatedDeadline-stated", "[không nêu thời hạn]: norm/1", 7) in said
    for form in ("text", "html"):
        out = [run("validate", path, "-f", form).out for _ in range(2)]
        assert out[0] == out[1]
        assert not re.search(r"\b[0-9a-f]{28,32}\b", out[0])


def test_a_record_without_a_name_after_a_long_line_has_its_line(tmp_path):
    """A line longer than what a parser reads at once is handed out in pieces and counted once."""
    path = tmp_path / "data.ttl"
    path.write_text(NAMELESS.replace("n:1 a", f'n:0 cakg:action "{"Đ" * 10_000}"@vi .\nn:1 a'), encoding="utf-8")
    places = {finding.place.line for finding in cakg.validate(cakg.load(path)) if finding.shape == "Unit-unitKind"}
    assert places == {9, 10}


def test_where_lines_cannot_be_told_the_owner_is_shown(tmp_path):
    """In a format that tells no lines the finding stands at the record with a name that leads to it."""
    path = tmp_path / "data.jsonld"
    path.write_text(
        """{"@context": {"@vocab": "https://w3id.org/cakg/ontology#", "deadline": {"@type": "@id"}}, "@graph": [
        {"@id": "https://w3id.org/cakg/id/norm/1", "@type": "Obligation", "deadline": {"@type": "FixedDeadline"}}]}""",
        encoding="utf-8",
    )
    places = {finding.place.line for finding in cakg.validate(cakg.load(path)) if finding.shape == "FixedDeadline-statedText"}
    assert places == {2}


NODES = ["n:a", "n:b", "n:c"]
ABOUT = [
    *(f"{name} {value}" for name in ("cakg:ofNorm", "cakg:deadline", "cakg:step", "cakg:statedIn") for value in NODES),
    *("a cakg:Norm", "a cakg:Responsibility", "a cakg:UnstatedDeadline", "a cakg:TextSpan", "a cakg:Instrument", "a n:a"),
    *('skos:prefLabel "Tên"@vi', 'cakg:action "việc"@vi', 'cakg:number "12"', "cakg:line 1", "cakg:step [ a cakg:TargetStep ]"),
    *("cakg:ofNorm [ a cakg:Norm ; cakg:step [ cakg:line 2 ] ]", "cakg:bearer [ a cakg:Unit ] , [ a cakg:Post ]"),
]
RECORDS = st.lists(
    st.tuples(
        st.sampled_from([*NODES, "[]", "_:x", "_:y"]), st.lists(st.sampled_from(ABOUT), min_size=1, max_size=4, unique=True)
    ),
    min_size=1,
    max_size=6,
)


@settings(phases=[Phase.explicit, Phase.generate], max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(records=RECORDS)
def test_two_runs_say_the_same_of_records_without_a_name(tmp_path_factory, records):
    """Whatever hangs on blank nodes, and whatever they hang on: findings and letters are the same text in every form."""
    path = tmp_path_factory.mktemp("nameless") / "data.ttl"
    prefixes = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n" + NAMELESS.partition("n:1")[0]
    path.write_text(prefixes + "".join(f"{node} {' ; '.join(about)} .\n" for node, about in records), encoding="utf-8")
    texts = []
    for _ in range(2):
        kg = cakg.load(path)
        report = cakg.validate(kg, as_of="2026-11-22", allow_empty=True)
        forms = {form: cakg.render(report, form) for form in ("text", "json", "csv", "html", "turtle")}
        letters = {f"letters {form}": cakg.render(cakg.questions_for(kg, report), form) for form in ("text", "json")}
        texts.append(forms | letters)
    differing = [form for form, text in texts[0].items() if text != texts[1][form]]
    assert differing == []


def test_a_record_is_named_after_the_first_of_its_owners(tmp_path):
    """Of several norms the one whose IRI comes first lends its name; one without a name only where no other has any."""
    path = tmp_path / "data.ttl"
    prefixes = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n" + NAMELESS.partition("n:1")[0]
    path.write_text(
        prefixes
        + """n:r a cakg:Responsibility ; cakg:ofNorm [ a cakg:Norm ; skos:prefLabel "A"@vi ] , n:3 , n:2 , n:1 .
        n:3 skos:prefLabel "B"@vi . n:2 skos:prefLabel "C"@vi , [] . n:1 skos:prefLabel [] .
        n:s a cakg:Responsibility ; cakg:ofNorm [ a cakg:Norm ; skos:prefLabel "E"@vi ] , [ a cakg:Norm ; skos:prefLabel "D"@vi ] .""",
        encoding="utf-8",
    )
    labels = {finding.label for finding in cakg.validate(cakg.load(path)) if finding.shape == "Responsibility-bearerBasis"}
    assert labels == {"norm/r: C", "norm/s: D"}


def test_a_value_that_is_judged_itself_is_shown_where_it_stands(judge):
    """A target may be the values of a property: words and numbers have no name, but they have a record."""
    (finding,) = judge("ex:S a sh:NodeShape ; sh:targetObjectsOf ex:q ; sh:nodeKind sh:IRI .")
    assert (finding.label, finding.iri) == ("9", '"9"^^<http://www.w3.org/2001/XMLSchema#integer>')
    assert (finding.place.name, finding.place.line) == ("data.ttl", 6)

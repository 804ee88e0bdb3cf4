"""What a shape of the caller's own without a message finds, in a sentence."""

import re

import pytest
from own_shapes import PROPERTY

from cakg.messages import MESSAGES, say

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


@pytest.mark.parametrize(
    ("message", "query", "said"),
    [
        ('sh:message "{?_else} của {?value}"@vi ;', "BIND(9 AS ?_else)", {"9 của 7"}),
        ("", 'BIND(CONCAT("có ", STR(?value)) AS ?message)', {"có 7"}),
        ("", 'BIND(STRLANG("it is", "en") AS ?message)', {None}),
        ('sh:message "khác"@vi ;', 'BIND("lời của truy vấn" AS ?message)', {"lời của truy vấn"}),
        ('sh:message "{?_else}"@vi ;', "{ BIND(1 AS ?_else) } UNION { BIND(2 AS ?_else) }", {"1", "2"}),
        ("", "{ BIND(1 AS ?_else) } UNION { BIND(2 AS ?_else) }", {"Truy vấn của shape S tìm thấy điều sai ở bản ghi"}),
    ],
)
def test_a_message_may_name_what_the_query_found(judge, message, query, said):
    """SHACL 5.3.2: selected variables are filled in, and ?message is the message itself; rows that say the same are one."""
    select = f"SELECT $this ?value ?_else ?message {{ $this <https://example.org/p> ?value FILTER(?value = 7) {query} }}"
    report = judge(f"ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:sparql [ {message} sh:select '''{select}''' ] .")
    assert sorted(finding.problem.get("vi", "") for finding in report) == sorted(words or "" for words in said)

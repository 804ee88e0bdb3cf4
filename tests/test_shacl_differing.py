"""Where engines differ: what the specification says, and what is refused by name because none can judge it."""

import pytest
from comparison import by_pyshacl, compiled, compiled_results, plan, turtle

from cakg.errors import ShapeError
from cakg.namespaces import XSD

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")  # rdflib warns of every ill-typed literal

SHAPE = "ex:S a sh:NodeShape ; sh:targetSubjectsOf ex:p ; {} ."
PROPERTY = "ex:S a sh:PropertyShape ; sh:targetSubjectsOf ex:p ; sh:path ex:p ; {} ."


def _values(results):
    return {result[2] for result in results}


def test_a_blank_node_has_no_length():
    """SHACL 4.4.1: a value that is a blank node violates sh:minLength whatever the number; pySHACL lets it pass at 0."""
    data, shapes = turtle("ex:a ex:p [] , 'x' ."), turtle(PROPERTY.format("sh:minLength 0"))
    assert len(compiled(data, shapes)) == 1
    assert by_pyshacl(data, shapes) == set()


@pytest.mark.parametrize(
    ("value", "bound"),
    [("true", "1"), ("'a'@vi", "'a'"), ("'2024-02-30'^^xsd:date", "'2024-12-31'^^xsd:date"), ("2", "'a'"), ("ex:a", "1")],
)
@pytest.mark.parametrize("parameter", ["minInclusive", "minExclusive", "maxInclusive", "maxExclusive"])
def test_what_cannot_be_compared_is_a_violation(value, bound, parameter):
    """SHACL 4.3: a value that SPARQL cannot compare with the bound violates it; pySHACL orders what has no order."""
    data, shapes = turtle(f"ex:a ex:p {value} ."), turtle(PROPERTY.format(f"sh:{parameter} {bound}"))
    assert len(compiled(data, shapes)) == 1


@pytest.mark.parametrize("kind", ["double", "float", "decimal"])
def test_what_is_no_number_is_on_no_side(kind):
    """SPARQL 1.1, 17.3: no comparison with NaN is true; pySHACL breaks down over it, and that is said without blaming the shapes."""
    data = turtle(f"ex:a ex:p 'NaN'^^<{XSD[kind]}> .")
    for parameter in ("minInclusive", "maxInclusive"):
        shapes = turtle(PROPERTY.format(f"sh:{parameter} 1.5"))
        assert len(compiled(data, shapes)) == 1
        with pytest.raises(ShapeError) as caught:
            by_pyshacl(data, shapes)
        assert caught.value.key == "engine-failed"
        assert "class" not in str(caught.value)


def test_pyshacl_orders_what_has_no_order():
    """The reference lets pass, of the same values, those that rdflib puts on the right side."""
    data = turtle("ex:a ex:p true , 'a'@vi , '2024-02-30'^^xsd:date , 2 .")
    shapes = [turtle(PROPERTY.format(f"sh:{parameter} 'a'")) for parameter in ("minInclusive", "maxInclusive")]
    assert [len(compiled(data, each)) for each in shapes] == [4, 4]
    assert sum(len(by_pyshacl(data, each)) for each in shapes) < 8


def test_blank_nodes_and_names_are_below_nothing():
    """SHACL 4.5.3: what SPARQL cannot compare is a violation; pySHACL orders IRIs by their text and refuses blank nodes."""
    shapes = turtle(PROPERTY.format("sh:lessThan ex:q"))
    names, blanks = turtle("ex:a ex:p ex:a ; ex:q ex:b ."), turtle("ex:a ex:p [] ; ex:q 1 .")
    assert len(compiled(names, shapes)) == len(compiled(blanks, shapes)) == 1
    assert by_pyshacl(names, shapes) == set()
    with pytest.raises(ShapeError, match="BlankNode"):
        by_pyshacl(blanks, shapes)


@pytest.mark.parametrize(
    ("flags", "pattern", "value"),
    [("s", "^a.c$", "a\\nc"), ("is", "^A.c$", "a\\nc"), ("sm", "^a.c$", "b\\na\\nc")],
)
def test_every_flag_of_xpath_counts(flags, pattern, value):
    """XPath Functions, 7.6.1.1: s lets “.” match a line break; pySHACL knows i and m alone."""
    data, shapes = turtle(f"ex:a ex:p '{value}' ."), turtle(PROPERTY.format(f"sh:pattern '{pattern}' ; sh:flags '{flags}'"))
    assert compiled(data, shapes) == set()
    assert len(by_pyshacl(data, shapes)) == 1


@pytest.mark.parametrize("name", ["int", "byte", "nonNegativeInteger"])
def test_a_kind_of_integer_is_a_range(name):
    """The store keeps xsd:int and its like as xsd:integer, so what is left of them is their range; pySHACL asks for the very type."""
    data, shapes = (
        turtle(f"ex:a ex:p 5 , '6'^^xsd:{name} , '300'^^xsd:long , -1 , 1.5 ."),
        turtle(PROPERTY.format(f"sh:datatype xsd:{name}")),
    )
    outside = {"int": {"1.5"}, "byte": {"1.5", "300"}, "nonNegativeInteger": {"1.5", "-1"}}[name]
    assert {value.split('"')[1] for value in _values(compiled(data, shapes))} == outside
    assert _values(compiled(data, shapes)) < _values(by_pyshacl(data, shapes))


def test_the_flag_q_takes_every_sign_as_it_is():
    """XPath Functions 3.1, 5.6.2: with q “.” is a full stop; pySHACL does not know the flag and finds any sign."""
    data, shapes = turtle("ex:a ex:p 'abc' , 'ba.c' ."), turtle(PROPERTY.format("sh:pattern 'a.c' ; sh:flags 'q'"))
    assert _values(compiled(data, shapes)) == {'"abc"'}
    assert by_pyshacl(data, shapes) == set()


@pytest.mark.parametrize("flags", ["", "i", "m", "im"])
@pytest.mark.parametrize("pattern", ["^a.c$", "^A", "C", "^$", "^b"])
def test_without_the_other_flags_both_agree(flags, pattern):
    """Of i and m both engines think the same, also where “^” and “.” meet line breaks."""
    data = turtle(r"ex:a ex:p 'abc' , 'a\nc' , 'b\na.c' , 'ABC' , 'c\n\nb' , '' .")
    shapes = turtle(PROPERTY.format(f"sh:pattern '{pattern}'" + (f" ; sh:flags '{flags}'" if flags else "")))
    assert compiled(data, shapes) == by_pyshacl(data, shapes)


def test_the_end_is_the_end_of_the_text():
    """XPath Functions, 7.6.1: without m “$” matches at the end of the text alone; Python also before a line break that ends it."""
    data, shapes = turtle(r"ex:a ex:p 'abc\n' ."), turtle(PROPERTY.format("sh:pattern 'c$'"))
    assert len(compiled(data, shapes)) == 1
    assert by_pyshacl(data, shapes) == set()


def test_an_inverted_sequence_is_walked_backwards():
    """SPARQL 1.1, 18.4: ^(p/q) leads from the end to the start; pySHACL inverts each step and keeps their order."""
    data = turtle("ex:a ex:q ex:b . ex:b ex:p ex:c .")
    shapes = turtle(
        "ex:S a sh:PropertyShape ; sh:targetObjectsOf ex:p ; sh:path [ sh:inversePath ( ex:q ex:p ) ] ; sh:nodeKind sh:Literal ."
    )
    assert _values(compiled(data, shapes)) == {"<https://example.org/a>"}
    assert by_pyshacl(data, shapes) == set()


def test_a_node_that_the_data_lack_reaches_itself():
    """SPARQL 1.1, 18.4: an empty path leads every term to itself, also one that stands nowhere in the data."""
    shapes = turtle(
        "ex:S a sh:PropertyShape ; sh:targetNode ex:nobody ; sh:path [ sh:zeroOrMorePath ex:p ] ; sh:class ex:C ; sh:maxCount 0 ."
    )
    data = turtle("ex:a ex:p ex:b .")
    assert {result[2] for result in compiled(data, shapes)} == {"<https://example.org/nobody>", ""}
    assert compiled(data, shapes) == by_pyshacl(data, shapes)


@pytest.mark.parametrize("path", ["ex:q*", "ex:q?", "(ex:p|ex:q*)", "$PATH"])
def test_a_query_of_a_node_that_the_data_lack_is_left_to_the_reference_where_it_may_stay(path):
    """The same in a query of the caller's, which is not rewritten: pySHACL judges such a shape of a node named as a target."""
    shapes = turtle(
        "ex:S a sh:PropertyShape ; sh:targetNode ex:nobody ; sh:path [ sh:zeroOrMorePath ex:q ] ; sh:sparql [ "
        f'sh:select "PREFIX ex: <https://example.org/> SELECT $this ?value WHERE {{ $this {path} ?value }}" ] .'
    )
    with pytest.raises(ShapeError, match="sh:targetNode") as caught:
        plan(turtle("ex:a ex:p ex:b ."), shapes)
    assert caught.value.key == "shape-query-beyond"
    assert _values(by_pyshacl(turtle("ex:a ex:p ex:b ."), shapes)) == {"<https://example.org/nobody>"}
    spoken_of = turtle("ex:a ex:p ex:nobody .")
    assert compiled(spoken_of, shapes) == by_pyshacl(spoken_of, shapes) != set()


QUERY = "sh:select 'SELECT $this ?value WHERE {{ $this <https://example.org/p> ?value . FILTER({}) }}'"


def test_a_word_is_not_above_a_number():
    """SPARQL 1.1, 17.3: comparing a string with a number is an error and an error is not true; rdflib has an order."""
    data, shapes = turtle("ex:a ex:p 'b' ."), turtle(SHAPE.format(f"sh:sparql [ {QUERY.format('?value > 1')} ]"))
    assert compiled(data, shapes) == set()
    assert len(by_pyshacl(data, shapes)) == 1


def test_a_blank_node_has_no_text():
    """SPARQL 1.1, 17.4.2.5: STR takes literals and IRIs; rdflib gives the label of a blank node."""
    data, shapes = turtle("ex:a ex:p [] ."), turtle(SHAPE.format(f"sh:sparql [ {QUERY.format('STR(?value) != 1')} ]"))
    assert compiled(data, shapes) == set()
    assert len(by_pyshacl(data, shapes)) == 1


COMPONENT = """ex:Component a sh:ConstraintComponent ; sh:parameter [ sh:path ex:limit ] ; {} .
ex:S a {} ; sh:targetSubjectsOf ex:p ; ex:limit {} ."""


def test_an_ask_validator_names_the_value():
    """SHACL 6.2: each value for which ASK is false is a solution with $value, also below a path; pySHACL leaves it out."""
    ask = "sh:validator [ a sh:SPARQLAskValidator ; sh:ask 'ASK { FILTER($value = $limit) }' ]"
    shapes = turtle(COMPONENT.format(ask, "sh:PropertyShape ; sh:path ex:p", 2))
    data = turtle("ex:a ex:p 1 , 2 .")
    assert {result[2] for result in compiled(data, shapes)} == {'"1"^^<http://www.w3.org/2001/XMLSchema#integer>'}
    assert _values(by_pyshacl(data, shapes)) == {""}


def test_zero_is_a_value():
    """PySHACL takes the literal 0 for no value in an ASK validator and reports it; it is as good a value as another."""
    ask = "sh:validator [ a sh:SPARQLAskValidator ; sh:ask 'ASK { FILTER($value != $limit) }' ]"
    shapes = turtle(COMPONENT.format(ask, "sh:NodeShape", 2).replace("sh:targetSubjectsOf ex:p", "sh:targetNode 0"))
    assert compiled(turtle("ex:a ex:p 0 ."), shapes) == set()
    assert len(by_pyshacl(turtle("ex:a ex:p 0 ."), shapes)) == 1


def test_a_select_validator_finds_its_values():
    """SHACL 6.2.1: $value is given to ASK validators; pySHACL also binds it in a SELECT of a node shape, and finds nothing."""
    select = f"sh:nodeValidator [ a sh:SPARQLSelectValidator ; {QUERY.format('?value < $limit')} ]"
    data, shapes = turtle("ex:a ex:p 1 ."), turtle(COMPONENT.format(select, "sh:NodeShape", 2))
    assert len(compiled(data, shapes)) == 1
    assert by_pyshacl(data, shapes) == set()


@pytest.mark.parametrize(("limits", "found"), [("1 , 5", 3), ("5 , 1", 3), ("9", 0)])
def test_each_value_of_a_parameter_is_a_constraint(limits, found):
    """SHACL 2.1: each value of a single parameter declares a constraint of its own; pySHACL takes any one of the values."""
    ask = "sh:validator [ a sh:SPARQLAskValidator ; sh:ask 'ASK { FILTER($value < $limit) }' ]"
    data = turtle("ex:a ex:p 3 , 7 .")
    shapes = turtle(COMPONENT.format(ask, "sh:NodeShape", limits).replace("sh:targetSubjectsOf", "sh:targetObjectsOf"))
    assert len(compiled_results(data, shapes)) == found
    assert by_pyshacl(data, shapes) <= compiled(data, shapes)


def test_of_several_parameters_each_has_one_value():
    """SHACL 2.1: a shape that gives a parameter of a component with several parameters more than one value is ill-formed."""
    ask = "sh:parameter [ sh:path ex:also ; sh:optional true ] ; sh:validator [ sh:ask 'ASK { FILTER($value < $limit) }' ]"
    with pytest.raises(ShapeError, match=r"example\.org/limit") as caught:
        plan(turtle("ex:a ex:p 3 ."), turtle(COMPONENT.format(ask, "sh:NodeShape", "1 , 5")))
    assert caught.value.key == "shape-parameter-twice"


SUM = (
    "SELECT $this (SUM(?part) AS ?value) WHERE { $this <https://example.org/p> ?x . ?x <https://example.org/q> ?part }"
    " GROUP BY $this HAVING(SUM(?part) > 1)"
)


def test_a_triple_of_two_sources_is_added_once():
    """A sum over named graphs is the sum over their merge: said twice is said once."""
    shapes = turtle(SHAPE.format(f"sh:sparql [ sh:select '{SUM}' ]"))
    store = turtle("")
    parts = "ex:a ex:p ex:x , ex:y . ex:x ex:q 0.5 . ex:y ex:q 0.5 ."
    for graph in ("one", "two"):
        store.update(f"PREFIX ex: <https://example.org/> INSERT DATA {{ GRAPH ex:{graph} {{ {parts} }} }}")
    assert compiled(store, shapes) == by_pyshacl(store, shapes) == set()
    store.update("PREFIX ex: <https://example.org/> INSERT DATA { GRAPH ex:one { ex:a ex:p ex:z . ex:z ex:q 0.5 } }")
    assert len(compiled(store, shapes)) == len(by_pyshacl(store, shapes)) == 1


COUNTED_OFF = {
    "SELECT $this ?value WHERE { $this ex:p ?value } ORDER BY ?value LIMIT 2": 5,
    "SELECT $this ?value WHERE { $this ex:p ?value } ORDER BY ?value LIMIT 1": 3,
    "SELECT $this ?value WHERE { $this ex:p ?value } ORDER BY DESC(?value) OFFSET 1": 3,
    "SELECT DISTINCT $this ?value WHERE { $this ex:p ?value } ORDER BY ?value LIMIT 2": 5,
    "SELECT $this ?value WHERE { $this ex:q ?y . ?y ex:p ?value } ORDER BY ?value ?y LIMIT 3": 3,
    "SELECT $this ?value WHERE { $this ex:q ?y . { SELECT $this ?value WHERE { $this ex:p ?value } ORDER BY ?value LIMIT 2 } }": 3,
    "SELECT $this ?value WHERE { $this ex:q ?value . ?value ex:p ?x } GROUP BY $this ?value ORDER BY DESC(SUM(?x)) LIMIT 2": 3,
}


@pytest.mark.parametrize("query", COUNTED_OFF)
def test_a_triple_of_two_sources_is_counted_off_once(query):
    """LIMIT and OFFSET count the rows of the merge of the named graphs, whatever several of them say."""
    store = turtle("")
    parts = "ex:a ex:p 1 , 2 , 3 ; ex:q ex:a , ex:c . ex:b ex:p 1 ; ex:q ex:b . ex:c ex:p 1 , 2 ."
    for graph in ("one", "two", "three"):
        store.update(f"PREFIX ex: <https://example.org/> INSERT DATA {{ GRAPH ex:{graph} {{ {parts} }} }}")
    shapes = turtle(SHAPE.format(f'sh:sparql [ sh:select "PREFIX ex: <https://example.org/> {query}" ]'))
    assert compiled(store, shapes) == by_pyshacl(store, shapes)
    assert len(compiled(store, shapes)) == COUNTED_OFF[query]


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("SELECT $this ?value WHERE { { $this ex:p ?value } UNION { $this ex:q ?value } } LIMIT 2", "UNION"),
        (
            "SELECT $this WHERE { { SELECT $this ?x WHERE { $this ex:p ?x } LIMIT 2 } } GROUP BY $this HAVING(COUNT(?x) > 1)",
            "SELECT",
        ),
        (
            (
                "SELECT $this WHERE { { SELECT $this (COUNT(?x) AS ?n) WHERE { $this ex:q ?y . ?y ex:p ?x } GROUP BY $this ?y } }"
                " GROUP BY $this HAVING(SUM(?n) > 3)"
            ),
            "SELECT",
        ),
    ],
)
def test_rows_that_may_be_equal_are_left_to_the_reference(query, word):
    """Where the query itself may make equal rows of what it counts off or adds up, it is not compiled, and its word is named."""
    shapes = turtle(SHAPE.format(f'sh:sparql [ sh:select "PREFIX ex: <https://example.org/> {query}" ]'))
    with pytest.raises(ShapeError, match=word) as caught:
        plan(turtle("ex:a ex:p 1 ."), shapes)
    assert caught.value.key == "shape-query-beyond"


@pytest.mark.parametrize("repeating", ["{ $this ex:p ?x } UNION { $this ex:q ?x }", "$this ex:p/ex:q ?x", "$this ex:p|ex:q ?x"])
def test_what_repeats_by_itself_is_not_added_up(repeating):
    """Where the query itself makes equal rows they cannot be told from those of two sources: it is not compiled."""
    query = f"PREFIX ex: <https://example.org/> SELECT $this WHERE {{ {repeating} }} GROUP BY $this HAVING(COUNT(?x) > 1)"
    shapes = turtle(SHAPE.format(f'sh:sparql [ sh:select "{query}" ]'))
    with pytest.raises(ShapeError):
        plan(turtle("ex:a ex:p ex:b ."), shapes)
    distinct = query.replace("COUNT(?x)", "COUNT(DISTINCT ?x)")
    assert compiled(turtle("ex:a ex:p ex:b ."), turtle(SHAPE.format(f'sh:sparql [ sh:select "{distinct}" ]'))) == set()


# What is refused

BAD = {
    "shape-recursive": "ex:S sh:property [ sh:path ex:p ; sh:node ex:S ]",
    "shape-malformed": "ex:S sh:in [ a ex:List ]",
    "shape-unsafe": "ex:S sh:js [ sh:jsFunctionName 'f' ]",
    "pattern-unsupported": "ex:S sh:property [ sh:path ex:p ; sh:pattern '(?=a)b' ]",
    "path-malformed": "ex:S sh:property [ sh:path [ ex:p ex:q ] ; sh:minCount 1 ]",
    "shape-unsupported": "ex:S sh:target [ ex:p ex:q ]",
}
QUERIES = {
    "MINUS": "SELECT $this WHERE { $this ex:p ?x MINUS { $this ex:q ?x } }",
    "VALUES": "SELECT $this WHERE { $this ex:p ?x VALUES ?x { 1 } }",
    "SERVICE": "SELECT $this WHERE { SERVICE ex:s { $this ex:p ?x } }",
    "AS ?this": "SELECT (ex:a AS ?this) WHERE { ?x ex:p ?y }",
    "SELECT": "SELECT $this WHERE { { SELECT ?x WHERE { $this ex:p ?x } } }",
}


@pytest.mark.parametrize("key", BAD)
def test_what_cannot_be_judged_is_refused_by_name(key):
    """No shape that means nothing, runs in a circle or runs code is passed over: the error says which one."""
    shapes = turtle(f"ex:S a sh:NodeShape ; sh:targetSubjectsOf ex:p . {BAD[key]} .")
    with pytest.raises(ShapeError) as caught:
        compiled_results(turtle("ex:a ex:p 'b' ."), shapes)
    assert caught.value.key == key
    assert any(sign in str(caught.value) for sign in ("https://example.org/S", "(?=a)", "_:"))


def test_expressions_of_advanced_shacl_are_refused():
    """So is sh:expression."""
    shapes = turtle("ex:S a sh:NodeShape ; sh:targetSubjectsOf ex:p ; sh:expression [ ex:f () ] .")
    with pytest.raises(ShapeError, match="expression"):
        compiled_results(turtle("ex:a ex:p 'b' ."), shapes)


def test_a_list_without_end_is_refused():
    """A list that runs in a circle or lacks its rest is an error, not an endless loop."""
    for tail in ("ex:L", "[]"):
        shapes = turtle(
            f"""@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
            ex:S a sh:NodeShape ; sh:targetSubjectsOf ex:p ; sh:in ex:L . ex:L rdf:first ex:a ; rdf:rest {tail} ."""
        )
        with pytest.raises(ShapeError, match="rdf:List"):
            compiled_results(turtle("ex:a ex:p 'b' ."), shapes)


@pytest.mark.parametrize("word", QUERIES)
def test_queries_stay_within_the_rules_of_pre_binding(word):
    """SHACL, appendix A and 5.2: what pre-bound variables do not allow, or what leaves the data, is refused with its word."""
    query = "PREFIX ex: <https://example.org/> " + QUERIES[word]
    shapes = turtle(SHAPE.format(f'sh:sparql [ sh:select "{query}" ]'))
    with pytest.raises(ShapeError) as caught:
        compiled_results(turtle("ex:a ex:p 'b' ."), shapes)
    assert "https://example.org/S" in str(caught.value)
    assert word in str(caught.value)

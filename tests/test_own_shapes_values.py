"""Values in shapes of the caller's own that no constraint can have, and the like in data: refused by name, never passed over."""

import pytest
from own_shapes import ENGINES, PROPERTY, QUERY

import cakg
from cakg.errors import ShapeError, SourceError

REFUSED = {
    "a property without a name that is left out": (
        "sh:closed true ; sh:ignoredProperties ( [] ex:q )",
        "sh:ignoredProperties [] (→",
    ),
    "a word for a property that is left out": ('sh:closed true ; sh:ignoredProperties ( "q" )', 'sh:ignoredProperties "q" (→'),
    "flags that are no words": ('sh:pattern "^A" ; sh:flags ex:i', "sh:flags https://example.org/i (→"),
    "flags in a language": ('sh:pattern "^A" ; sh:flags "i"@en', 'sh:flags "i"@en (→'),
    "more than can be counted": (
        "sh:minCount 9223372036854775808",
        "sh:minCount 9223372036854775808 (→ 0 … 9223372036854775807",
    ),
    "a number of thousands of digits": (f"sh:maxLength 1{'0' * 5000}", "sh:maxLength 1000"),
    "more values than can be counted": (
        "sh:qualifiedValueShape [ sh:nodeKind sh:IRI ] ; sh:qualifiedMinCount 99999999999999999999",
        "sh:qualifiedMinCount 99999999999999999999",
    ),
}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("case", REFUSED)
def test_a_value_that_no_parameter_can_have_is_refused_by_name(judge, engine, case):
    """Neither engine conforms or breaks down over it: file, line, shape and value are named."""
    demand, words = REFUSED[case]
    with pytest.raises(ShapeError) as caught:
        judge(PROPERTY.format(demand), engine=engine)
    assert (caught.value.key, caught.value.path, caught.value.line) == ("shape-malformed", "own.ttl", 6)
    assert words in caught.value.message()
    assert "S / sh:property" in caught.value.message()
    assert len(caught.value.message()) < 600


@pytest.mark.parametrize(("demand", "count"), [("sh:minCount 9223372036854775807", 1), ("sh:maxCount 0007", 0)])
def test_what_can_be_counted_is_judged(judge, demand, count):
    """The largest number and one with noughts before it are numbers like others, the same in both engines."""
    for engine in ENGINES:
        assert judge(PROPERTY.format(demand), engine=engine).count("violation") == count


@pytest.mark.parametrize("engine", ENGINES)
def test_a_query_about_named_graphs_is_refused(judge, engine):
    """Which graph says what depends on how the data are divided into files, and pySHACL has one graph only."""
    with pytest.raises(ShapeError, match="GRAPH") as caught:
        judge(QUERY.format("GRAPH ?g { $this <https://example.org/q> ?w }"), engine=engine)
    assert (caught.value.key, caught.value.line) == ("shape-query-refused", 5)


def test_a_query_that_breaks_off_is_refused(judge):
    """It is no query, wherever it ends."""
    with pytest.raises(ShapeError) as caught:
        judge(QUERY.replace("}} ", "").format("FILTER(BOUND").replace("}", ""), only=["S"])
    assert caught.value.key == "shape-query-syntax"


@pytest.mark.parametrize(
    ("value", "key"),
    [
        ("9223372036854775808", "number-too-long"),
        ('"-9223372036854775809"^^xsd:nonPositiveInteger', "number-too-long"),
        ("0.1234567890123456789", "number-too-long"),
        ('"9e3"^^xsd:integer', "ill-typed"),
        ('"1.5"^^xsd:integer', "ill-typed"),
        ('"."^^xsd:decimal', "ill-typed"),
    ],
)
def test_a_number_too_long_to_compute_with_is_not_called_invalid(tmp_path, value, key):
    """XML Schema sets no bounds to xsd:integer and xsd:decimal, but the engine does: comparing would be an error, so it is refused."""
    path = tmp_path / "data.ttl"
    path.write_text(
        f"@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n<https://example.org/a> <https://example.org/p> {value} .",
        encoding="utf-8",
    )
    with pytest.raises(SourceError) as caught:
        cakg.load(path)
    assert (caught.value.key, caught.value.line) == (key, 2)

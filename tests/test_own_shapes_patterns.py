"""Regular expressions of shapes: none runs for ever, and none that ends is refused."""

import pyoxigraph as ox
import pytest
from own_shapes import ENGINES, PROPERTY, write_shapes

import cakg
from cakg.errors import ShapeError

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
    "^(?:a+){9}$",
    "^(a+){3}$",
    f"^{'a?' * 28}{'a' * 28}$",
    "^[a-z]*[a-z]*[a-z]*[a-z]*[a-z]*-$",
    "[a-z]+[a-z]+[a-z]+[a-z]+$",
    "(ab?)*(ba?)*c",
    "(?i:([A-Z][a-z]+)+)$",
    f"^a{'(?:|){9}' * 3}$",
)


FAST = (
    *("^[0-9]+(-[0-9]+)*$", "^(a|b)+$", "^([^,]*,)*$", "^.*x.*$", "^(ab?){3}$"),
    *("^([A-Z][a-z]+)+$", ".*ab.*", "^[^ ]+@[a-z-]+([.][a-z-]+)+$", "^.{1,400}$", "^[0-9a-f]{64}$", "(^|,)a(,|$)"),
)


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


REFERRED_QUERY = """ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:sparql [ sh:select \"\"\"SELECT $this ?value WHERE {{
  {{ $this <https://example.org/p> ?value }} UNION {{ $this <https://example.org/z> ?value }} FILTER({}) }} LIMIT 2\"\"\" ] ."""


@pytest.mark.parametrize(
    ("test", "key"),
    [
        ('REGEX(?value, "^(?:a+){9}$")', "pattern-slow"),
        ('REPLACE(?value, "([a-z][A-Z])+[A-Z]*[a-z]*[A-Z]*$", "", "i") = ""', "pattern-slow"),
        ('REGEX(?value, CONCAT("^(?:a+){9}", "$"))', "pattern-computed"),
    ],
)
def test_a_query_that_is_referred_has_no_slow_expression(judge, test, key):
    """The reference engine judges it, so its expressions are bounded, with their flags, and none may be computed."""
    with pytest.raises(ShapeError) as caught:
        judge(REFERRED_QUERY.format(test), f'ex:u a ex:T ; ex:p "{"a" * 200}!" .')
    assert caught.value.key == key
    assert judge(REFERRED_QUERY.format('REGEX(?value, "^a+!$")'), 'ex:u a ex:T ; ex:p "aa!" .').referred


def test_a_parameter_gives_no_slow_expression_to_the_reference_engine(judge):
    """Where a custom component takes its expression from the shape, that one is looked at."""
    component = """ex:C a sh:ConstraintComponent ; sh:parameter [ sh:path ex:words ] ;
        sh:validator [ sh:ask "ASK { FILTER(REGEX(STR($value), $words)) }" ] .\n"""
    shapes, data = component + PROPERTY.format('ex:words "^(a+)+$"'), f'ex:u a ex:T ; ex:p "{"a" * 200}!" .'
    assert judge(shapes, data).count("violation") == 1
    with pytest.raises(ShapeError) as caught:
        judge(shapes, data, engine="pyshacl")
    assert caught.value.key == "pattern-slow"


@pytest.mark.parametrize("pattern", FAST)
def test_expressions_that_end_soon_are_given_to_both_engines(judge, pattern):
    """They find the same."""
    data = 'ex:u a ex:T ; ex:p "ab" , "1-22-3" , "a,b," , "abab!" , "" .'
    found = [judge(PROPERTY.format(f'sh:pattern "{pattern}"'), data, engine=engine) for engine in ENGINES]
    assert found[0].findings == found[1].findings


def test_no_pattern_runs_for_ever(tmp_path):
    """The compiled engine reads repetitions of repetitions in linear time; the reference engine is not given them."""
    path = write_shapes(
        tmp_path,
        'ex:S a sh:NodeShape ; sh:targetClass cakg:Unit ; sh:property [ sh:path cakg:symbol ; sh:pattern "^(a+)+$" ] .',
    )
    data = tmp_path / "data.ttl"
    data.write_text(
        f'<https://example.org/u> a <https://w3id.org/cakg/ontology#Unit> ; <https://w3id.org/cakg/ontology#symbol> "{"a" * 60}b" .',
        encoding="utf-8",
    )
    assert cakg.validate(cakg.load(data), shapes=[path], only=["S"]).count("violation") == 1
    with pytest.raises(ShapeError, match="lặp trong lặp"):
        cakg.validate(cakg.load(data), shapes=[path], only=["S"], engine="pyshacl")


SPACED = [
    ("a # b", ["a#b"], ["a", "ab", "a # b"]),
    ("^ [ ] $", [" "], ["", "x"]),
    (r"^ [^\]\t ] \ [ [ ] ] $", ["x[ ]"], [" [ ]", "x[]"]),
    (r"^ \p{ Lu } a{ 2 , 3 } $", ["Éaa", "Éaaa"], ["Éa", "éaa"]),
    ("a\t\n\r b\xa0", ["ab\xa0"], ["ab", "a b"]),
]
"""An expression, values that it matches under the flag x, and values that it does not."""


@pytest.mark.parametrize(("pattern", "found", "others"), SPACED)
@pytest.mark.parametrize("form", ["sh:pattern {} ; sh:flags {}", "query"])
def test_white_space_is_removed_as_the_specification_says(judge, pattern, found, others, form):
    """XPath Functions, 7.6.1.1: x removes the white spaces of XML, but for those in character classes, and nothing else."""
    written, flags = ox.Literal(pattern), ox.Literal("xs")
    query = ox.Literal(f"SELECT $this ?value {{ $this $PATH ?value FILTER (!REGEX(?value, {written}, # words\n {flags})) }}")
    demand = f"sh:sparql [ sh:select {query} ]" if form == "query" else form.format(written, flags)
    data = f"ex:u a ex:T ; ex:p {' , '.join(str(ox.Literal(value)) for value in (*found, *others))} ."
    engines = ENGINES if "\\p" not in pattern else ENGINES[:1]  # Python's expressions have no categories of letters
    for engine in engines:
        judged = judge(PROPERTY.format(demand), data, engine=engine)
        assert sorted(item.value for item in judged) == sorted(others), engine


COMPUTED = (
    'REGEX(?v, CONCAT(?words, " "), "x")',
    'REGEX(?v, CONCAT("^(?", "!b)"))',
    "!REGEX(?v, ?words)",
    'regex (?v, "a", ?words)',
    'REGEX(?v, "a", CONCAT("i", ""))',
    'REPLACE(?v, STR(?words), "") = ""',
    'REPLACE(?v, "a", "", ?words) = ""',
)


@pytest.mark.parametrize("test", COMPUTED)
def test_an_expression_that_is_computed_is_refused(judge, test):
    """What it will be nobody knows before: the compiled engine might never match it, the other never end, so the shape is named."""
    query = f"SELECT $this {{ $this $PATH ?v ; <https://example.org/q> ?words FILTER({test}) }}"
    for engine in ENGINES:
        with pytest.raises(ShapeError) as caught:
            judge(PROPERTY.format(f"sh:sparql [ sh:select '''{query}''' ]"), 'ex:u a ex:T ; ex:p "a" .', engine=engine)
        assert (caught.value.key, caught.value.line) == ("pattern-computed", 6)


def test_an_expression_that_a_parameter_gives_is_written_out(judge):
    """A custom component may take its expression and flags from the shape: each is checked as if it stood in the query."""
    component = """ex:C a sh:ConstraintComponent ; sh:parameter [ sh:path ex:words ] ;
        sh:validator [ sh:ask "ASK { FILTER(REGEX(STR($value), $words)) }" ] .\n"""
    (finding,) = judge(component + PROPERTY.format('ex:words "^[a-z]+$"'), 'ex:u a ex:T ; ex:p "a" , "1" .')
    assert finding.value == "1"
    with pytest.raises(ShapeError) as caught:
        judge(component + PROPERTY.format('ex:words "^(?!b)"'), 'ex:u a ex:T ; ex:p "a" .')
    assert caught.value.key == "pattern-unsupported"


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "form", ['sh:pattern "{}"', 'sh:sparql [ sh:select """SELECT $this {{ $this $PATH ?v FILTER(REGEX(?v, "{}")) }}""" ]']
)
@pytest.mark.parametrize(
    ("pattern", "part"),
    [
        ("[a-z-[aeiou]]", "-["),
        (r"x[^\\\\s-[b]]+", "-["),
        ("[a[b]]", "["),
        ("[[:alpha:]]", "["),
        ("[a-z&&b]", "&&"),
        ("a[+--]", "--"),
        ("[a~~]", "~~"),
    ],
)
def test_a_set_that_is_computed_is_refused(judge, engine, form, pattern, part):
    """XML Schema subtracts sets, Rust joins what stands in them and Python knows neither: no engine passes over it in silence."""
    with pytest.raises(ShapeError) as caught:
        judge(PROPERTY.format(form.format(pattern)), 'ex:u a ex:T ; ex:p "e" .', engine=engine)
    assert (caught.value.key, caught.value.line) == ("pattern-unsupported", 6)
    assert f"“{part}”" in caught.value.message()


@pytest.mark.parametrize(
    ("pattern", "flags", "value"),
    [(r"^\\[a-[b]$", "", "[a-b"), (r"^[\\[a-]$", "", "["), ("^[-a&][^-~]$", "", "&a"), ("[a-z-[aeiou]]", "q", "[a-z-[aeiou]]")],
)
def test_what_only_looks_like_a_computed_set_is_none(judge, pattern, flags, value):
    """Signs that are escaped, stand outside of sets or, with the flag q, for themselves are read as they are."""
    demand = f'sh:pattern "{pattern}"' + (f' ; sh:flags "{flags}"' if flags else "")
    assert judge(PROPERTY.format(demand), f'ex:u a ex:T ; ex:p "{value}" .').findings == ()

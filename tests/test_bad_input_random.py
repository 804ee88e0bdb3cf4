"""Random and damaged files: a graph with triples or an error of one line, nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from refusals import NODE, UNIT, XML, XSD
from written_files import write

import cakg
from cakg.errors import SourceError
from cakg.messages import LANGUAGES

SUFFIXES = ("ttl", "trig", "nt", "nq", "rdf", "jsonld")
SEEDS = {
    "ttl": UNIT + 'unit:b cakg:existsFrom "2020-01-01"^^xsd:date ; cakg:x ( 1 2.5 true [ cakg:y """a\nb""" ] ) .',
    "trig": UNIT.replace("unit:a", "<urn:g> { unit:a") + "}",
    "nt": f'<urn:a> <urn:b> "C\\u00F4ng an"@vi .\n_:a <urn:b> "2020-01-01"^^<{XSD}date> .\n',
    "nq": '<urn:a> <urn:b> "Công an"@vi <urn:g> .\n_:a <urn:b> <urn:c> _:g .\n',
    "rdf": XML % (NODE % f'<u:p xml:lang="vi">Công &amp; an</u:p><u:d rdf:datatype="{XSD}date">2020-01-01</u:d><u:q rdf:parseType="Resource"><u:r/></u:q>'),
    "jsonld": '{"@context": {"@vocab": "urn:v:", "p": {"@id": "urn:p", "@type": "@id"}},\n "@graph": [{"@id": "urn:s", "p": "urn:o", "n": [1, 2.5, null,'
    ' {"@value": "Công an", "@language": "vi"}], "l": {"@list": ["\\u0301a"]}}]}',
}  # fmt: skip
PIECES = st.one_of(
    st.just(b""),
    st.sampled_from([bytes([code]) for code in b"\0\n\r\"'\\<>{}[]()@#:-"]),
    st.sampled_from(
        [b"\xff", b"\xcc\x81", b"\xe2\x80\xae", b"<<(", b")>>", b"{|", b"_:", b"^^", b"--rtl", b"@prefix", b"@base <x> ."]
    ),
    st.sampled_from(
        [b"&#x0;", b"&#xD800;", b"]]>", b"<!--", b"<?", b"\\ud83d", b"\\U00110000", b"1e999", b"null", b"@context", b"@id"]
    ),
    st.sampled_from([b'"@context":null,', b'"@type":"@id",', b'"@value":', b'"@reverse":']),
)


def loads_or_refuses(path: Path) -> None:
    """Load a file: a graph with triples, or a SourceError that can be said in one line."""
    refused = None
    try:
        kg = cakg.load(path)
    except SourceError as error:
        refused = error
    if refused:
        assert refused.path == path.name
        assert all(refused.message(lang).isprintable() for lang in LANGUAGES)
    else:
        assert len(kg) > 0
        assert all(str(dict(notice.values)["item"]).isprintable() for notice in kg.notices)


FUZZ = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.mark.parametrize("suffix", SUFFIXES)
@FUZZ
@given(data=st.binary(max_size=300))
def test_any_bytes_end_in_a_graph_or_an_error(tmp_path, suffix, data):
    """Random bytes under every suffix never raise anything but a SourceError."""
    loads_or_refuses(write(tmp_path, f"fuzz.{suffix}", data))


@pytest.mark.parametrize("suffix", SUFFIXES)
@FUZZ
@given(data=st.data())
def test_any_damage_ends_in_a_graph_or_an_error(tmp_path, suffix, data):
    """Valid files, cut off or with pieces replaced, moved in or left out, never raise anything but a SourceError."""
    content = SEEDS[suffix].encode()
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content)))
        end = data.draw(st.sampled_from([start, start + 1, start + 5, start + 40, len(content)]))
        content = content[:start] + data.draw(PIECES) + content[end:]
    loads_or_refuses(write(tmp_path, f"fuzz.{suffix}", content))


NAMES = st.sampled_from(
    ["@id", "@type", "@context", "@graph", "@list", "@value", "@language", "@reverse", "@nest", "@included", "@index", "@set"]
)
WORDS = st.one_of(
    NAMES,
    st.sampled_from(
        ["a", "b c", "urn:p", "ex:a", "@vocab", "@base", "@none", "@json", "", "vi", "#", "http://x/%zz", "_:b", "@foo"]
    ),
)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-3, 10**25), st.floats(allow_nan=False, allow_infinity=False), WORDS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(WORDS, inner, max_size=4)),
    max_leaves=12,
)


@settings(FUZZ, max_examples=300)
@given(context=st.dictionaries(WORDS, VALUES, max_size=4), node=st.dictionaries(WORDS, VALUES, max_size=5))
def test_any_json_ends_in_a_graph_or_an_error(tmp_path, context, node):
    """JSON made of keywords in all the wrong places never raises anything but a SourceError."""
    loads_or_refuses(write(tmp_path, "fuzz.jsonld", json.dumps({"@context": context, "@id": "urn:s", "urn:p": 1, **node})))


@settings(FUZZ, max_examples=150)
@given(
    terms=st.dictionaries(
        st.sampled_from("abcdef"), st.sampled_from(["urn:t:1", "ex:2", None, {"@id": "urn:t:3", "@type": "@vocab"}]), max_size=4
    ),
    node=st.dictionaries(
        st.sampled_from(["a", "b", "c", "d", "e", "f", "ex:g", "h i"]), st.sampled_from(["a", "x", 1, {"b": 1}]), max_size=6
    ),
    vocab=st.booleans(),
)
def test_a_key_is_reported_exactly_if_leaving_it_out_changes_nothing(tmp_path, terms, node, vocab):
    """The judge is the parser: a top-level key is lost if the triples are the same without it, and only then reported."""
    context = {"ex": "http://ví.dụ/", **terms, **({"@vocab": "http://v/"} if vocab else {})}
    document = {"@context": context, "@id": "urn:s", "urn:p": 0, **node}

    def count(value: dict[str, object]) -> int:
        return len(cakg.load(write(tmp_path, "a.jsonld", json.dumps(value))))

    kg = cakg.load(write(tmp_path, "a.jsonld", json.dumps(document)))
    reported = {dict(notice.values)["item"].removeprefix("http://v/") for notice in kg.notices}
    for key, value in node.items():
        lost = count({name: other for name, other in document.items() if name != key}) == len(kg)
        muted = key in terms and terms[key] is None
        duplicate = any(
            terms.get(key) is not None and terms.get(key) == terms.get(other) and value == node[other]
            for other in node
            if other != key
        )
        if not muted and not duplicate and value in (1, {"b": 1}):
            assert (key in reported) == lost or (value == {"b": 1} and key == "b")

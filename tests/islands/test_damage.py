"""Pages that were damaged or changed on the way: each is refused in one line, and none takes long."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from island_pages import ANY, with_island, write

import cakg
from cakg.errors import SourceError
from cakg.graph.pages import find_island
from cakg.graph.provenance import graph_of
from cakg.namespaces import CAKG, PROVENANCE_GRAPH, XSD

GOOD = {
    "@context": {"dcterms": "http://purl.org/dc/terms/", "prov": "http://www.w3.org/ns/prov#"},
    "@graph": [
        {
            "@id": graph_of("a.nt", "1" * 64),
            "@type": "prov:Entity",
            "dcterms:title": "a.nt",
            "dcterms:identifier": "sha256:" + "1" * 64,
            "dcterms:format": "nt",
            "@graph": [{"@id": "urn:s", "urn:p": "x"}],
        }
    ],
}


def changed(**values):
    """Return an island whose one source says something else."""
    source = {**GOOD["@graph"][0], **{key.replace("_", ":", 1): value for key, value in values.items()}}
    return with_island(json.dumps({**GOOD, "@graph": [source]}))


def of_register(name, **values):
    """Return an island whose one source is a register."""
    day = {"@type": XSD.date, "@value": "2025-08-23"}
    return changed(**{"@id": graph_of(name, "1" * 64), "dcterms_title": name, "dcterms_date": day, **values})


ISLAND_OF_ONE = with_island(json.dumps(GOOD))


PAGE = ISLAND_OF_ONE.replace("<script", "<p>words</p>\n<script")


BAD = {
    "no island": ("<!DOCTYPE html>\n<html><body><p>x</p></body></html>", None, "page-no-data"),
    "no page": ("words", 1, "page-cut"),
    "island of others": (PAGE.replace("cakg-sources", "schema"), None, "page-no-data"),
    "island that is a script": (PAGE.replace("application/ld+json", "text/javascript"), None, "page-no-data"),
    "island in a comment": (PAGE.replace("<script", "<!-- <script").replace("</script>", "</script> -->"), None, "page-no-data"),
    "island in a title": (PAGE.replace("<script", "<title><script").replace("</script>", "</script></title>"), None, "page-no-data"),
    "island as text": (PAGE.replace("<", "&lt;").replace("&lt;/html", "</html"), None, "page-no-data"),
    "two islands": (PAGE.replace("</body>", PAGE.partition("\n")[2].replace("</body></html>", "\n</body>")), 4, "page-twice"),
    "cut in the island": (PAGE[: PAGE.index("urn:s")], 3, "page-cut"),
    "cut in a tag": (PAGE[: PAGE.index("data-sha256") + 20], 3, "page-cut"),
    "cut before the end": (PAGE.removesuffix("</html>"), 3, "page-cut"),
    "cut in a comment": (PAGE.replace("</html>", "<!-- </html>"), 3, "page-cut"),
    "cut in a style": ("<html><style>p {</html>", 1, "page-cut"),
    "word changed": (PAGE.replace('"x"', '"y"'), 3, "page-changed"),
    "no hash": (PAGE.replace("data-sha256", "data-x"), 3, "page-changed"),
    "empty island": (with_island(""), 2, "syntax"),
    "broken JSON": (with_island('{"@context": {}'), 2, "syntax"),
    "JSON of nothing": (with_island("{}"), None, "no-triples"),
    "lone surrogate": (with_island(json.dumps(GOOD).replace('"x"', r'"\ud800"')), 2, "syntax"),
    "remote context": (with_island(json.dumps({**GOOD, "@context": "https://schema.org"})), 2, "remote-context"),
    "remote context in a list": (with_island(json.dumps({**GOOD, "@context": [{}, "https://schema.org"]})), 2, "remote-context"),
    "remote context below": (with_island(json.dumps(GOOD).replace('"urn:p"', '"@context" : "//x/y", "urn:p"')), 2, "remote-context"),
    "imported context": (with_island(json.dumps({**GOOD, "@context": {"@import": "https://schema.org"}})), 2, "syntax"),
    "deep": (with_island('{"urn:p":' * 3_000 + "1" + "}" * 3_000), 2, "too-deep"),
    "no name": (changed(dcterms_title=""), None, "page-strange"),
    "name of another": (changed(dcterms_title="b.nt"), None, "page-strange"),
    "name that steers": (changed(dcterms_title="a\u202e.nt"), None, "page-strange"),
    "two names": (changed(dcterms_title=["a.nt", "b.nt"]), None, "page-strange"),
    "no hash of the source": (changed(dcterms_identifier="x"), None, "page-strange"),
    "unknown format": (changed(dcterms_format="exe"), None, "page-strange"),
    "said too much": (changed(dcterms_creator="x"), None, "page-strange"),
    "graph of another": (changed(**{"@id": "https://w3id.org/cakg/id/graph/provenance"}), None, "page-strange"),
    "graph outside": (changed(**{"@id": "urn:g"}), None, "page-strange"),
    "statements outside": (with_island(json.dumps({**GOOD, "@graph": [*GOOD["@graph"], {"@id": "urn:s", "urn:p": 1}]})), None, "page-strange"),
    "graph without a source": (
        with_island(json.dumps({**GOOD, "@graph": [*GOOD["@graph"], {"@id": "urn:g", "@graph": {"@id": "urn:s", "urn:p": 1}}]})),
        None,
        "page-strange",
    ),
    "a register with statements": (of_register("register:vn-units"), None, "page-strange"),
    "a register without a day": (of_register("register:vn-units", dcterms_date=[]), None, "page-strange"),
    "an unknown register": (of_register("register:x", **{"@graph": []}), None, "register-unknown"),
    "a source without statements": (changed(**{"@graph": []}), None, "no-triples"),
    "shapes": (changed(**{"@graph": [{"@id": "urn:x", "@type": "http://www.w3.org/ns/shacl#NodeShape"}]}), 2, "brings-shapes"),
    "provenance": (changed(**{"@graph": [{"@id": PROVENANCE_GRAPH, "urn:p": 1}]}), 2, "brings-provenance"),
    "imports": (changed(**{"@graph": [{"@id": "urn:x", "http://www.w3.org/2002/07/owl#imports": {"@id": "urn:y"}}]}), 2, "imports"),
    "a day that is none": (changed(**{"@graph": [{"@id": "urn:x", "urn:d": {"@type": XSD.date, "@value": "2024-02-30"}}]}), 2, "impossible-date"),
    "a number that is none": (changed(**{"@graph": [{"@id": "urn:x", "urn:d": {"@type": XSD.integer, "@value": "ba"}}]}), 2, "ill-typed"),
    "a day without type": (changed(**{"@graph": [{"@id": "urn:x", CAKG.dueBy: "2024-02-03"}]}), 2, "impossible-date"),
    "a text direction": (changed(**{"@graph": [{"@id": "urn:x", "urn:d": {"@value": "x", "@language": "vi", "@direction": "rtl"}}]}), None, "text-direction"),
}  # fmt: skip


def test_the_page_the_bad_ones_are_made_from_is_good(tmp_path):
    """What is refused below is refused for the one thing that is wrong with it."""
    for page in (PAGE, ISLAND_OF_ONE, changed()):
        assert len(cakg.load(write(tmp_path, "page.html", page))) == 1


@pytest.mark.parametrize("case", BAD)
def test_a_bad_page_is_refused_in_one_line(tmp_path, case):
    """What is no page of ours, or no longer what we wrote, is a SourceError that names page and line."""
    text, line, key = BAD[case]
    with pytest.raises(SourceError) as caught:
        cakg.load(write(tmp_path, "page.html", text))
    error = caught.value
    assert error.key == key
    assert error.path in {"page.html", "register:x (page.html)"}
    assert line is None or error.line == line
    for lang in ("vi", "en"):
        assert error.message(lang).isprintable()
        assert len(error.message(lang)) < 600


@pytest.mark.parametrize("case", ["no island", "cut in the island", "word changed", "statements outside"])
def test_a_bad_page_ends_the_command_with_3(run, tmp_path, case):
    """Through the command line: exit 3, nothing on stdout, one line on stderr."""
    path = write(tmp_path, "page.html", BAD[case][0])
    for command in ("load", "duties", "convert"):
        done = run(command, path)
        assert (done.code, done.out, done.err.count("\n")) == (3, "", 1)
        assert done.err.startswith("page.html:")


@pytest.mark.parametrize("encoding", ["utf-16", "cp1258", "latin-1"])
def test_a_page_in_another_encoding_is_refused(tmp_path, encoding):
    """Pages saved again in an old encoding are named as such."""
    (tmp_path / "page.html").write_bytes(PAGE.replace("words", "é").encode(encoding))
    with pytest.raises(SourceError) as caught:
        cakg.load(tmp_path / "page.html")
    assert caught.value.key == "not-utf8"


PIECES = [
    "<!--",
    "<a ",
    "<script",
    "<script>",
    "<![CDATA[",
    "<?",
    "</a",
    "<a b='c\" ",
    '<a b="',
    "<title>",
    "<",
    "</script",
    "<a b=c",
]


@pytest.mark.parametrize("piece", PIECES)
def test_a_page_is_looked_through_in_linear_time(piece):
    """Eight times the damaged markup takes less than forty times as long."""

    def seconds(count):
        text = "<html>" + piece * count
        began = time.process_time()
        for _ in range(3):
            with pytest.raises(SourceError):
                find_island(text, "x")
        return time.process_time() - began

    assert seconds(160_000) < 40 * max(seconds(20_000), 0.005)


def loads_or_refuses(path):
    """Load a page: a graph with triples, or a SourceError that can be said in one line."""
    refused = None
    try:
        kg = cakg.load(path)
    except SourceError as error:
        refused = error
    assert all(refused.message(lang).isprintable() for lang in ("vi", "en")) if refused else len(kg) > 0


DAMAGE = st.sampled_from(
    ["", "<", ">", '"', "'", "&", "\0", "<!--", "-->", "</script>", "<script>", "</html>", "{", "]", "\u0301", "\\ud83d", "@context", "null", "_:b", "@id"]
)  # fmt: skip


@pytest.mark.parametrize("sealed", [False, True])
@ANY
@given(data=st.data())
def test_any_damage_ends_in_a_graph_or_an_error(tmp_path, sealed, data):
    """A page cut off or with pieces put in never raises anything but a SourceError, also where its hash was made anew."""
    text = json.dumps(GOOD) if sealed else PAGE
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.sampled_from([start, start + 1, start + 5, start + 40, len(text)]))
        text = text[:start] + data.draw(DAMAGE) + text[end:]
    loads_or_refuses(write(tmp_path, "page.html", with_island(text) if sealed else text))

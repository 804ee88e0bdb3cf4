"""Pages as sources: what a matrix page carries is what was loaded, and nothing in it can break out of it."""

from __future__ import annotations

import json
import re
import time

import pyoxigraph as ox
import pytest
from hypothesis import given
from island_pages import ANY, ISLAND, UNIT, page_of, with_island, write
from random_graphs import ANY_TRIPLES, NASTY, canonical

import cakg
from cakg.errors import SourceError
from cakg.exporters.islands import data_island
from cakg.graph.joining import join
from cakg.graph.provenance import graph_of
from cakg.namespaces import CAKG, PROVENANCE_GRAPH
from cakg.rendering.matrix.parts import write_parts
from cakg.text import nfc

DAY = "2024-12-01"


def same(again, kg):
    """Say whether a graph read from a page is the graph it was written from, named graph by named graph."""
    assert [source._replace(page=None) for source in again.sources] == list(kg.sources)
    for source in kg.sources:
        assert canonical(again, source.graph) == canonical(kg, source.graph)
    return again.notices == () and again.example_data == kg.example_data


@ANY
@given(first=ANY_TRIPLES, second=ANY_TRIPLES)
def test_any_graph_comes_back_from_a_page(tmp_path, first, second):
    """Two sources of any triples, embedded and read again, are the same two named graphs, reported without loss."""
    paths = []
    for name, triples in (("một.nt", first), ("b.nt", second)):
        paths.append(tmp_path / name)
        paths[-1].write_bytes(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES))
    kg = cakg.load(*paths)
    page = page_of(kg)
    assert same(cakg.load(write(tmp_path, "page.html", page)), kg)
    inside = page.partition("data-sha256")[2].partition(">")[2].rpartition("</script>")[0]
    assert not set("<>&\u2028\u2029") & set(inside)


@pytest.mark.parametrize("words", [*NASTY, "ạ" * 10_000, "</script>" * 2_000], ids=lambda words: repr(words)[:20])
def test_nasty_words_come_back_from_a_page_and_stay_inside(tmp_path, graph, words):
    """Ends of scripts, comments, line separators, direction marks and long texts pass through the page as they are."""
    norm = "https://w3id.org/cakg/id/norm/1"
    kg = graph(f"n:1 a cakg:Norm ; cakg:action {json.dumps(words, ensure_ascii=False)}@vi .")
    again = cakg.load(write(tmp_path, "page.htm", page_of(kg)))
    assert same(again, kg)
    assert again.record(norm).one(CAKG.action) == kg.record(norm).one(CAKG.action) == nfc(words)


def test_the_matrix_page_is_the_example(kg, run, tmp_path):
    """The page of the shipped example restores its named graphs with names and hashes, and stays example data."""
    path = tmp_path / "ma-tran.html"
    cakg.render(cakg.matrix(kg, as_of=DAY, document="002-07"), "html", to=path)
    again = cakg.load(path)
    assert same(again, kg)
    assert again.example_data
    assert {source.page for source in again.sources} == {"ma-tran.html"}
    assert run("duties", path, "--as-of", DAY).out.startswith("DỮ LIỆU MẪU")


def test_of_several_pages_the_index_carries_the_data(kg, tmp_path):
    """Past the rows of one page the index is the source; a single part is none, and says so."""
    write_parts(cakg.matrix(kg, as_of=DAY), tmp_path / "ma-tran.html", "vi", most=60)
    assert same(cakg.load(tmp_path / "ma-tran.html"), kg)
    with pytest.raises(SourceError) as caught:
        cakg.load(tmp_path / "ma-tran-001.html")
    assert caught.value.key == "page-no-data"


def test_a_filtered_page_says_that_it_carries_everything(run, tmp_path):
    """Who hands a page to one unit is told that the rest is in it; nothing is said where nothing is left out."""
    arguments = ("matrix", "--as-of", DAY, "--lang", "en", "-o", tmp_path / "page.html")
    assert "all loaded data" in run(*arguments, "--document", "002-07").err
    assert "all loaded data" not in run(*arguments).err
    assert "all loaded data" not in run(*arguments[:-2], "-f", "csv", "--document", "002-07").err


def test_the_page_carries_no_words_of_sources(kg, sources):
    """The island has spans and hashes; even where the page quotes the sources, their words are not in it."""
    grid, island = cakg.matrix(kg, as_of=DAY, texts=sources), data_island(kg)
    assert ISLAND.search(cakg.render(grid, "html"))[0] == island
    words = {quotation.words for row in grid.rows for quotation in row.proof.quotations}
    long = [text for text in words if text and len(text) > 60]
    assert long
    assert not [text for text in long if json.dumps(text, ensure_ascii=False)[1:-1] in island]


def test_a_page_is_json_ld_for_everybody(kg):
    """Another processor reads the same named graphs, and beside them name, hash and format of every source."""
    text = ISLAND.search(page_of(kg))[1]
    quads = list(ox.parse(text.encode(), format=ox.RdfFormat.JSON_LD))
    assert {q.graph_name.value for q in quads if not isinstance(q.graph_name, ox.DefaultGraph)} == {s.graph for s in kg.sources}
    said = {str(q.triple) for q in quads if isinstance(q.graph_name, ox.DefaultGraph)}
    assert said == {str(q.triple) for q in kg.store.quads_for_pattern(None, None, None, ox.NamedNode(PROVENANCE_GRAPH))}


def test_the_same_data_give_the_same_page(kg, run, tmp_path):
    """Two processes write the same bytes, and a page written from a page carries the same data."""
    first, second = (run("matrix", "--as-of", DAY, "--document", "002-07").out for _ in range(2))
    assert first == second
    again = cakg.load(write(tmp_path, "first.html", first))
    assert data_island(again) == data_island(kg)


def test_blank_nodes_have_names_that_do_not_depend_on_the_file(tmp_path):
    """The same statements in another order, with other labels, give the same island but for the hash of the file."""
    lines = [f'_:x{n} <urn:p> "{n % 7}" .\n_:x{n} <urn:q> _:y{n // 2} .\n_:y{n // 2} <urn:r> _:x{n} .' for n in range(40)]
    texts = []
    for order in (lines, lines[::-1], [line.replace("_:x", "_:a").replace("_:y", "_:x") for line in lines[20:] + lines[:20]]):
        kg = cakg.load(write(tmp_path, "a.nt", "\n".join(order)))
        source = kg.sources[0]
        texts.append(data_island(kg).partition('"@graph":[\n')[2].partition('"@graph":[\n')[2])
        assert source.triples == 120
    assert len(set(texts)) == 1


@pytest.mark.parametrize("kind", ["clique", "chain", "grid"])
def test_interlinked_blank_nodes_take_no_long_time(tmp_path, kind):
    """Graphs on which the standard canonical form would run for hours are written in seconds and come back whole."""
    edges = {
        "clique": [(a, b) for a in range(60) for b in range(60) if a != b],
        "chain": [(n, n + 1) for n in range(3_000)],
        "grid": [(a * 30 + b, (a + d) % 30 * 30 + (b + 1 - d) % 30) for a in range(30) for b in range(30) for d in (0, 1)],
    }[kind]
    kg = cakg.load(write(tmp_path, "a.nt", "".join(f"_:n{a} <urn:p> _:n{b} .\n" for a, b in edges)))
    start = time.monotonic()
    page = page_of(kg)
    assert len(cakg.convert(kg, "ntriples").splitlines()) == len(edges)
    assert time.monotonic() - start < 30
    again = cakg.load(write(tmp_path, "page.html", page))

    assert len(again) == len(kg)
    assert len({quad.subject.value for quad in again.quads()}) == len({quad.subject.value for quad in kg.quads()})


def test_commands_answer_from_a_page_as_from_its_sources(run, turtle, tmp_path):
    """`duties`, `ask`, `show`, `targets` and `matrix` say the same of the page; `validate` finds the same, at the page."""
    first, second = (
        turtle(UNIT),
        turtle('n:2 a cakg:Obligation ; cakg:action "Việc thứ hai"@vi ; cakg:deadline [] .', name="two.ttl"),
    )
    page = tmp_path / "trang.html"
    assert run("matrix", first, second, "--as-of", DAY, "-o", page).code == 0
    for command in (
        ("duties", "--as-of", DAY),
        ("ask", "who-must-do-what-by-when", "-f", "csv"),
        (
            "ask",
            "SELECT * { GRAPH ?g { ?s ?p ?o } FILTER(!ISBLANK(?s) && !ISBLANK(?o) && ?p != dcterms:source) } ORDER BY ?g ?s ?p ?o",
        ),
        ("show", "norm/1", "--as-of", DAY),
        ("targets", "--as-of", DAY),
        ("matrix", "--as-of", DAY),
    ):
        name, *options = command
        places = options[:1] if name in {"ask", "show"} else []
        rest = options[len(places) :]
        here, there = (run(name, *places, *given, *rest) for given in ((first, second), (page,)))
        assert (here.code, here.out) == (there.code, there.out), command
    here, there = (
        json.loads(run("validate", *given, "--as-of", DAY, "-f", "json").out) for given in ((first, second), (page,))
    )
    assert len(here["findings"]) == len(there["findings"]) > 0
    seen = {finding["place"]["name"] for finding in there["findings"]}
    assert seen == {"data.ttl (trang.html)", "two.ttl (trang.html)"}
    for found in (here, there):
        for finding in found["findings"]:
            del finding["place"]
            finding["focus"] = re.sub(r"^[0-9a-f]{20,}$", "_", finding["focus"])
            finding["label"] = {}
    assert sorted(map(json.dumps, here["findings"])) == sorted(map(json.dumps, there["findings"]))


def test_a_page_is_converted(run, turtle, tmp_path):
    """`cakg convert page.html` writes the triples of the sources."""
    source, page, out = turtle(UNIT), tmp_path / "trang.html", tmp_path / "x.ttl"
    run("matrix", source, "--as-of", DAY, "-o", page)
    assert run("convert", page, "-o", out).code == 0
    assert canonical(cakg.load(out)) == canonical(cakg.load(source))


def test_a_page_on_standard_input(run, graph):
    """`-` tells a page from RDF/XML."""
    done = run("load", "-", stdin=page_of(graph(UNIT)))
    assert (done.code, done.out.partition(":")[0]) == (0, "data.ttl (stdin)"), done.err


@pytest.mark.parametrize("change", ["crlf", "nfd", "mark", "saved", "comment"])
def test_a_page_may_pass_through_other_programs(tmp_path, graph, change):
    """Line ends, normal form, a byte order mark and what browsers add on saving leave the data what they were."""
    import unicodedata

    kg = graph(UNIT, 'n:9 cakg:action "<\\u0327 Đơn vị \\n\\u0303"@vi .')
    page = page_of(kg)
    changed = {
        "crlf": page.replace("\n", "\r\n"),
        "nfd": unicodedata.normalize("NFD", page),
        "mark": "\ufeff" + page,
        "saved": page.replace(
            "<html>", '<!-- saved from url=(0014)about:internet -->\n<html title="<script id=cakg-sources>">'
        ),
        "comment": page.replace(
            "<p>", f"<!-- {page} --><script>var x = '<b id=\"cakg-sources\">'</script><style>p > a {{}}</style><p>"
        ),
    }[change]
    assert same(cakg.load(write(tmp_path, "page.html", changed)), kg)


def test_a_page_beside_its_own_sources_adds_nothing(tmp_path, turtle):
    """A folder that holds the page of its own files, or two pages of the same sources, is loaded once; lines stay known."""
    one = turtle(UNIT)
    kg = cakg.load(one)
    write(tmp_path, "a.html", page_of(kg))
    write(tmp_path, "b.html", page_of(kg) + "<!-- another -->")
    for places in ((tmp_path, one), (one, tmp_path), (tmp_path / "a.html", tmp_path / "b.html")):
        again = cakg.load(*places)
        assert len(again.sources) == 1
        assert canonical(again) == canonical(kg)
    assert cakg.load(tmp_path, one).sources == kg.sources
    assert cakg.load(tmp_path, one).locate("https://w3id.org/cakg/id/norm/1") == kg.locate("https://w3id.org/cakg/id/norm/1")


def test_a_page_beside_a_newer_state_of_its_source_is_refused(tmp_path):
    """What was taken out of a file since the page was written would come back; in either order it is one line."""
    path = write(tmp_path, "a.nt", '<urn:a> <urn:p> "cũ" .\n<urn:b> <urn:p> "x" .\n')
    page = write(tmp_path, "page.html", page_of(cakg.load(path)))
    write(tmp_path, "a.nt", '<urn:b> <urn:p> "x" .\n')
    for places in ((path, page), (page, path), (tmp_path,), (page, tmp_path)):
        with pytest.raises(SourceError, match=r"page\.html: .*a\.nt") as caught:
            cakg.load(*places)
        assert caught.value.key == "page-other-version"


def test_a_page_cannot_stand_for_a_file_it_is_not(tmp_path):
    """A page that says other things under name and hash of a file is refused beside that file, whichever comes first."""
    path = write(tmp_path, "a.nt", '<urn:a> <urn:p> "thật" .\n')
    text = ISLAND.search(page_of(cakg.load(path)))[1].replace("thật", "giả")
    page = write(tmp_path, "page.html", with_island(text))
    assert len(cakg.load(page)) == 1
    for places in ((path, page), (page, path)):
        with pytest.raises(SourceError) as caught:
            cakg.load(*places)
        assert (caught.value.key, caught.value.path) == ("page-other-version", "page.html")


def test_a_register_is_only_named(tmp_path, turtle):
    """The 200,000 statements of a register are not in the page, and are there again when it is loaded."""
    kg = cakg.load(turtle(UNIT), "register:vn-units")
    page = page_of(kg)
    assert len(page) < 10_000
    again = cakg.load(write(tmp_path, "page.html", page))
    assert [source._replace(page=None) for source in again.sources] == list(kg.sources)
    assert again.notices == ()
    text = ISLAND.search(page)[1]
    register = kg.sources[1]
    other = "0" * 64
    text = (
        text.replace(register.sha256, other)
        .replace(register.graph.rpartition("/")[2], graph_of(register.name, other).rpartition("/")[2])
        .replace(register.snapshot, "2020-01-01")
    )
    again = cakg.load(write(tmp_path, "page.html", with_island(text)))
    assert again.sources[1] == register
    assert [(notice.key, dict(notice.values)["then"]) for notice in again.notices] == [("page-other-register", "2020-01-01")]


def test_what_was_inferred_is_not_embedded(graph):
    """A page made after inferring carries what was loaded."""
    kg = graph(UNIT)
    assert data_island(cakg.infer(kg)) == data_island(kg)


@pytest.mark.parametrize("name", ["a.nt", "data/a.nt"])
def test_a_source_from_a_page_is_replaced_by_its_file(tmp_path, name):
    """`replace_source` with the file takes the place of what the page said under its name; a page replaces nothing."""
    path = write(tmp_path, name, '<urn:a> <urn:p> "x" .\n')
    page = write(tmp_path, "page.html", page_of(cakg.load(path.parent)))
    write(tmp_path, name, '<urn:a> <urn:p> "y" .\n')
    kg, change = cakg.replace_source(cakg.load(page), path)
    assert (change.before.page, change.after.page, len(kg)) == ("page.html", None, 1)
    with pytest.raises(SourceError) as caught:
        cakg.replace_source(kg, page)
    assert caught.value.key == "page-of-sources"


def test_a_file_that_may_be_one_of_several_of_a_page_replaces_none(tmp_path):
    """Where a page has two files of the name, which of them is meant cannot be told."""
    paths = [write(tmp_path, f"data/{folder}/a.nt", f'<urn:a> <urn:p> "{folder}" .\n') for folder in "xy"]
    kg = cakg.load(write(tmp_path, "page.html", page_of(cakg.load(tmp_path / "data"))))
    with pytest.raises(SourceError) as caught:
        cakg.replace_source(kg, paths[0])
    assert caught.value.key == "page-other-version"


def test_a_source_joined_a_second_time_adds_nothing(tmp_path):
    """Blank nodes get other labels each time a file is read; joined again they must not stand beside themselves."""
    path = write(tmp_path, "a.nt", '<urn:a> <urn:p> _:x .\n_:x <urn:p> "x" .\n')
    kg, added = join(cakg.load(path), path)
    assert (len(list(kg.quads())), [source.name for source in added]) == (2, ["a.nt"])

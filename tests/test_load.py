"""Loading: every format gives the same triples, every source keeps its own graph, nothing is fetched."""

from __future__ import annotations

import io
import socket
import subprocess
import sys
import unicodedata
from pathlib import Path
from types import SimpleNamespace

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from random_graphs import TRIPLES, canonical
from written_files import TURTLE, UNIT, WRITTEN, write

import cakg
from cakg.errors import SourceError
from cakg.exporters.rdf import RDF_FORMATS
from cakg.graph.names import find
from cakg.namespaces import GRAPHS, PROVENANCE_GRAPH
from cakg.resources import shipped

ENDINGS = {"turtle": "ttl", "trig": "trig", "ntriples": "nt", "nquads": "nq", "rdfxml": "rdf", "jsonld": "jsonld"}


def unit(name: str, label: str) -> str:
    """Return N-Triples of one unit with one label."""
    iri = f"<https://w3id.org/cakg/id/unit/{name}>"
    class_ = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/cakg/ontology#Unit>"
    return f'{iri} {class_} .\n{iri} <http://www.w3.org/2004/02/skos/core#prefLabel> "{label}"@vi .\n'


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    """Any attempt of Python to open a socket fails the test."""

    def refuse(*_args, **_kwargs):
        pytest.fail("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.parametrize("ending", WRITTEN)
def test_every_format_gives_the_same_triples(tmp_path, ending):
    """The same unit written in six formats is the same seven triples in a graph of its own."""
    kg = cakg.load(write(tmp_path, f"unit.{ending}", WRITTEN[ending]))
    assert canonical(kg) == canonical(cakg.load(write(tmp_path, "plain.ttl", TURTLE)))
    assert len(kg) == 7
    assert kg.notices == ()
    assert {quad.graph_name.value for quad in kg.quads()} == {kg.sources[0].graph}


@pytest.mark.parametrize(("ending", "line"), [("ttl", 5), ("trig", 5), ("nt", 1), ("nq", 1), ("rdf", 4), ("jsonld", 4)])
def test_a_record_is_found_again_in_its_file(tmp_path, ending, line):
    """Findings name the line of a record whatever the format and the short form used in it."""
    place = cakg.load(write(tmp_path, f"unit.{ending}", WRITTEN[ending])).locate(UNIT)
    assert (place.name, place.line) == (f"unit.{ending}", line)


def test_a_changed_file_gives_no_line(tmp_path):
    """A line of a file that is no longer what was loaded would mislead."""
    path = write(tmp_path, "unit.ttl", TURTLE)
    kg = cakg.load(path)
    path.write_text("# changed\n" + TURTLE, encoding="utf-8")
    assert kg.locate(UNIT).line is None


def test_each_source_has_its_graph_and_its_provenance(tmp_path):
    """The provenance graph says of each source graph its name, hash and format."""
    first, second = write(tmp_path, "a.ttl", TURTLE), write(tmp_path, "b.nt", unit("y", "Y"))
    kg = cakg.load(first, second)
    assert [source.name for source in kg.sources] == ["a.ttl", "b.nt"]
    assert [source.triples for source in kg.sources] == [7, 2]
    said = {
        (quad.subject.value, quad.object.value)
        for quad in kg.store.quads_for_pattern(None, None, None, ox.NamedNode(PROVENANCE_GRAPH))
    }
    for source in kg.sources:
        assert source.graph.startswith(GRAPHS)
        assert {(source.graph, source.name), (source.graph, f"sha256:{source.sha256}"), (source.graph, source.format)} <= said


def test_the_graph_does_not_depend_on_the_machine(tmp_path):
    """The same folder at two places, also with a Vietnamese name, has the same graph IRIs."""
    graphs = []
    for place in ("here", "there/deep"):
        write(tmp_path / place, "Dữ liệu gốc/đơn vị.ttl", TURTLE)
        kg = cakg.load(tmp_path / place / "Dữ liệu gốc")
        graphs.append(kg.sources[0].graph)
        assert kg.sources[0].name == "Dữ liệu gốc/đơn vị.ttl"
    assert graphs[0] == graphs[1]
    assert graphs[0].isascii()
    assert str(tmp_path) not in graphs[0]


def test_the_same_file_is_loaded_once(tmp_path):
    """A file named twice, by a folder or through a link, counts once."""
    path = write(tmp_path, "data/a.ttl", TURTLE)
    (tmp_path / "data" / "z.ttl").symlink_to(path)
    kg = cakg.load(path, path, tmp_path / "data", f"{tmp_path}/data/*.ttl")
    assert len(kg.sources) == 1
    assert len(kg) == 7


def test_two_copies_of_a_file_are_one_source(tmp_path):
    """Equal bytes under an equal name are one graph, under another name another."""
    copies = [write(tmp_path, f"{name}.ttl", TURTLE) for name in ("one/a", "two/a", "two/b")]
    assert [source.name for source in cakg.load(*copies).sources] == ["a.ttl", "b.ttl"]


@pytest.mark.parametrize("ending", WRITTEN)
def test_nfd_becomes_nfc(tmp_path, ending):
    """Text, IRIs and names of files in NFD are the same data as in NFC."""
    decomposed = unicodedata.normalize("NFD", WRITTEN[ending])
    assert decomposed != WRITTEN[ending]
    kg = cakg.load(write(tmp_path, unicodedata.normalize("NFD", f"đơn vị tỉnh.{ending}"), decomposed))
    assert kg.sources[0].name == f"đơn vị tỉnh.{ending}"
    assert canonical(kg) == canonical(cakg.load(write(tmp_path, f"nfc.{ending}", WRITTEN[ending])))


@pytest.mark.parametrize(
    ("ending", "text"),
    [
        ("ttl", r'<urn:s> <urn:p> "tie\u0302\u0301ng"@vi, "Ha\U00000300" .'),
        ("nt", '<urn:s> <urn:p> "tie\\u0302\\u0301ng"@vi .\n<urn:s> <urn:p> "Ha\\u0300" .'),
        ("nq", '<urn:s> <urn:p> "tie\\u0302\\u0301ng"@vi <urn:g> .\n<urn:s> <urn:p> "Ha\\u0300" <urn:g> .'),
        ("jsonld", r'{"@id": "urn:s", "urn:p": [{"@value": "tie\u0302\u0301ng", "@language": "vi"}, "Ha\u0300"]}'),
        (
            "rdf",
            (
                '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:u="urn:"><rdf:Description rdf:about="urn:s">'
                '<u:p xml:lang="vi">tie&#x302;&#769;ng</u:p><u:p>Ha&#768;</u:p></rdf:Description></rdf:RDF>'
            ),
        ),
    ],
)
def test_accents_written_as_escapes_become_nfc_too(tmp_path, ending, text):
    """Programs that write ASCII only leave decomposed accents as escapes, which no text normalisation sees."""
    assert {quad.object.value for quad in cakg.load(write(tmp_path, f"a.{ending}", text)).quads()} == {"tiếng", "Hà"}


@pytest.mark.parametrize("ending", ["ttl", "nt", "trig", "nq", "jsonld", "rdf"])
def test_blank_nodes_of_two_files_stay_apart(tmp_path, ending):
    """The label _:a of one file has nothing to do with that of another."""
    text = {
        "jsonld": '{"@id": "_:a", "urn:p": "%s"}',
        "rdf": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:u="urn:">'
        '<rdf:Description rdf:nodeID="a"><u:p>%s</u:p></rdf:Description></rdf:RDF>',
    }.get(ending, '_:a <urn:p> "%s" .')
    kg = cakg.load(*(write(tmp_path, f"{word}.{ending}", text % word) for word in ("one", "two")))
    assert len({quad.subject.value for quad in kg.quads()}) == 2


@pytest.mark.parametrize("ending", ["trig", "nq", "jsonld"])
def test_a_file_cannot_write_into_another_graph(tmp_path, ending):
    """A file that names the graph of another source, or of provenance, still fills only its own."""
    victim = cakg.load(write(tmp_path, "a.ttl", TURTLE)).sources[0]
    for graph in (victim.graph, PROVENANCE_GRAPH):
        text = {
            "trig": f"<{graph}> {{ <urn:s> <urn:p> 1 }}",
            "nq": f'<urn:s> <urn:p> "1" <{graph}> .',
            "jsonld": f'{{"@id": "{graph}", "@graph": [{{"@id": "urn:s", "urn:p": 1}}]}}',
        }[ending]
        kg = cakg.load(tmp_path / "a.ttl", write(tmp_path, f"b.{ending}", text))
        assert [source.triples for source in kg.sources] == [7, 1]
        assert kg.sources[0].graph == victim.graph
        homes = {q.graph_name.value for q in kg.store.quads_for_pattern(ox.NamedNode("urn:s"), None, None, None)}
        assert homes == {kg.sources[1].graph}


def test_folders_and_globs(tmp_path, monkeypatch):
    """A folder is read whole in a stable order without README and hidden files; a glob takes what it matches."""
    for name in ("b/two.nt", "b/.hidden/x.nt", "a.nt", "c.TTL", "d [1].nt"):
        write(tmp_path, f"data/{name}", unit(Path(name).name[0], name))
    for name in ("README.md", "b/readme.md", ".gitignore", "cakg.toml"):
        write(tmp_path, f"data/{name}", "no data")
    every = ["data/a.nt", "data/b/two.nt", "data/c.TTL", "data/d [1].nt"]
    assert [source.name for source in cakg.load(tmp_path / "data").sources] == every
    monkeypatch.chdir(tmp_path)
    assert [source.name for source in cakg.load("data").sources] == every
    assert [source.name for source in cakg.load("data/*.nt").sources] == ["a.nt", "d [1].nt"]
    assert [source.name for source in cakg.load("data/**/*.nt").sources] == ["a.nt", "two.nt", "d [1].nt"]
    assert [source.name for source in cakg.load("data/[ab]*").sources] == ["a.nt", "b/two.nt"]
    assert [source.name for source in cakg.load("data/d [1].nt").sources] == ["d [1].nt"]
    monkeypatch.chdir(tmp_path / "data" / "b")
    assert [source.name for source in cakg.load(".").sources] == ["b/two.nt"]


def test_a_linked_folder_is_read_and_a_circle_ends(tmp_path):
    """Links to folders are followed, for leaving them out would lose data; a link to a folder above is no loop."""
    write(tmp_path, "elsewhere/x.nt", unit("x", "X"))
    write(tmp_path, "data/a.nt", unit("a", "A"))
    (tmp_path / "data" / "linked").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "data" / "up").symlink_to(tmp_path / "data")
    assert [source.name for source in cakg.load(tmp_path / "data").sources] == ["data/a.nt", "data/linked/x.nt"]


@pytest.mark.parametrize("ending", WRITTEN)
def test_standard_input_is_read_in_every_format(monkeypatch, ending):
    """`-` needs no ending: the first letters tell XML, JSON and Turtle apart; named twice it is read once."""
    text = ("\ufeff\n" if ending != "rdf" else "\ufeff") + WRITTEN[ending]
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(text.encode())))
    kg = cakg.load("-", "-")
    assert [source.name for source in kg.sources] == ["stdin"]
    assert len(kg) == 7
    assert kg.locate(UNIT).name == "stdin"


@pytest.mark.parametrize(
    "start",
    ["<r:RDF xmlns:r=", "<!-- by hand -->\n<rdf:RDF xmlns:r=", "<rdf:RDF\n  xmlns:r="],
    ids=["prefix", "comment", "line"],
)
def test_xml_on_standard_input_needs_no_declaration(monkeypatch, start):
    """RDF/XML is recognised with any prefix, after a comment and over several lines."""
    name = start.rpartition("<")[2].split()[0]
    names = (
        '"http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:u="urn:"'
    )
    text = f'{start}{names}><r:Description r:about="urn:s"><u:p>x</u:p></r:Description></{name}>'
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(text.encode())))
    assert cakg.load("-").sources[0].format == "rdf"


@pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")  # rdflib warns of its own call
def test_the_rdflib_view_is_the_same_data(tmp_path):
    """The rdflib Dataset holds the same quads and gives the union of the graphs."""
    import rdflib

    kg = cakg.load(write(tmp_path, "a.ttl", TURTLE), write(tmp_path, "b.nt", unit("y", "Y")))
    view = kg.rdflib
    assert len(view.graph(rdflib.URIRef(kg.sources[0].graph))) == 7
    ours = {(quad.subject.value, quad.predicate.value, quad.object.value) for quad in kg.quads()}
    theirs = {
        (str(s), str(p), str(o))
        for source in kg.sources
        for s, p, o in view.graph(rdflib.URIRef(source.graph)).triples((None, None, None))
    }
    assert theirs == ours
    label = rdflib.URIRef("http://www.w3.org/2004/02/skos/core#prefLabel")
    assert rdflib.Literal("Công an phường", lang="vi") in set(view.objects(rdflib.URIRef(UNIT), label))


def test_search_takes_exact_accents_first(tmp_path):
    """Names are found without accents, with old or new tone placement and in NFD; exact accents win over folded ones."""
    names = {"hoa": "Công an xã Hòa Bình", "ma": "Công an phường Má", "ma-2": "Công an phường Mả", "uy": "Ủy ban nhân dân"}
    kg = cakg.load(write(tmp_path, "a.nt", "".join(unit(slug, label) for slug, label in names.items())))

    def search(words: str) -> list[str]:
        return [iri.rpartition("/")[2] for iri in find(kg, words, "https://w3id.org/cakg/ontology#Unit")]

    for words in ("Công an xã Hòa Bình", "Công an xã Hoà Bình", "cong an xa hoa binh", "CÔNG AN XÃ  HÒA BÌNH"):
        assert search(words) == ["hoa"]
        assert search(unicodedata.normalize("NFD", words)) == ["hoa"]
    assert search("Uỷ ban nhân dân") == search("uy ban nhan dan") == ["uy"]
    assert search("Công an phường Má") == ["ma"]
    assert search("Công an phường Mả") == ["ma-2"]
    assert search("cong an phuong ma") == ["ma", "ma-2"]


def test_the_example_is_loaded_where_nothing_is_named():
    """Without a source the shipped example is there, and says so."""
    kg = cakg.load()
    assert kg.example_data
    assert len(kg.sources) > 5
    assert kg.notices == ()


def test_one_bad_file_among_good_ones_loads_nothing(tmp_path):
    """A folder with one broken file is refused as a whole, naming that file."""
    write(tmp_path, "data/a.ttl", TURTLE)
    write(tmp_path, "data/b.ttl", TURTLE[:-30])
    with pytest.raises(SourceError) as caught:
        cakg.load(tmp_path / "data")
    assert caught.value.path == "data/b.ttl"


def test_imports_and_contexts_are_not_asked_for_by_the_engine(tmp_path):
    """The Rust side opens no connection either: a local server named in every way hears nothing."""
    script = """
import socket, sys, threading
server = socket.create_server(("127.0.0.1", 0)); heard = []
threading.Thread(target=lambda: [heard.append(server.accept()) for _ in range(9)], daemon=True).start()
import cakg
from pathlib import Path
address = f"http://127.0.0.1:{server.getsockname()[1]}/x"
xml = '<?xml version="1.0"?>%s<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:u="urn:">'
xml += '<rdf:Description rdf:about="urn:s"><u:p>%s</u:p></rdf:Description></rdf:RDF>'
cases = {
    "a.ttl": f"<urn:o> <http://www.w3.org/2002/07/owl#imports> <{address}> .",
    "b.jsonld": '{"@context": "%s", "urn:p": 1}' % address,
    "c.jsonld": '{"@context": {"@import": "%s"}, "urn:p": 1}' % address,
    "d.jsonld": '{"@context": {"t": {"@id": "urn:t", "@context": "%s"}}, "t": {"urn:p": 1}}' % address,
    "e.rdf": xml % (f'<!DOCTYPE r SYSTEM "{address}">', "x"),
    "f.rdf": xml % (f'<!DOCTYPE r [<!ENTITY e SYSTEM "{address}">]>', "&e;"),
    "g.rdf": (xml % ("", "x")).replace("?>", f'?><?xml-stylesheet href="{address}"?>'),
    "h.trig": f"@base <{address}> . <{address}> {{ <s> <{address}> <o> }}",
}
for name, text in cases.items():
    Path(name).write_text(text)
    try:
        print(name, len(cakg.load(name)))
    except cakg.errors.SourceError as error:
        print(name, error.key)
print(len(heard))
"""
    script = script.replace("import cakg\n", "import cakg, cakg.errors\n")
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.splitlines() == [
        "a.ttl imports",
        *(f"{name}.jsonld remote-context" for name in "bcd"),
        *("e.rdf entity", "f.rdf entity", "g.rdf 1", "h.trig 1"),
        "0",
    ]


@pytest.mark.parametrize("format_", RDF_FORMATS)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(triples=TRIPLES)
def test_what_is_written_reads_back_the_same(tmp_path, format_, triples):
    """Any small graph, converted to any format and loaded again, is the same graph, reported without loss."""
    data = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    first = cakg.load(write(tmp_path, "first.nt", data))
    second = cakg.load(write(tmp_path, f"second.{ENDINGS[format_]}", cakg.convert(first, format_)))
    assert canonical(second) == canonical(first)
    assert {notice.key for notice in second.notices} <= {"undeclared-prefix"}


def test_the_example_survives_every_format(tmp_path):
    """Our own data, written in each format and loaded again, is the same set of triples."""
    kg = cakg.load()
    for format_, ending in ENDINGS.items():
        again = cakg.load(write(tmp_path, f"example.{ending}", cakg.convert(kg, format_)))
        assert canonical(again) == canonical(kg), format_


def test_the_shipped_example_is_known_however_it_is_named(run, tmp_path):
    """A file of it, named as a source, marks the answer as example data; a file of one's own does not."""
    parties = shipped("examples") / "parties.ttl"
    assert cakg.load(parties).example_data
    own = tmp_path / "parties.ttl"
    own.write_bytes(parties.read_bytes())
    assert not cakg.load(own).example_data
    assert "DỮ LIỆU MẪU" in run("duties", shipped("examples")).out

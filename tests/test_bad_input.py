"""Bad input: one line that says what and where, exit code 3 (or 2 for a question), nothing loaded, no traceback."""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cakg
from cakg.errors import CakgError, SourceError
from cakg.graph.gate import check_text
from cakg.messages import LANGUAGES
from cakg.resources import shipped

XSD = "http://www.w3.org/2001/XMLSchema#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
HEAD = f"""@prefix cakg: <https://w3id.org/cakg/ontology#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix unit: <https://w3id.org/cakg/id/unit/> .
@prefix xsd: <{XSD}> .
"""
UNIT = HEAD + 'unit:a a cakg:Unit ; skos:prefLabel "Công an phường A"@vi .\n'
XML = f'<?xml version="1.0"?>\n<rdf:RDF xmlns:rdf="{RDF}" xmlns:u="urn:u:">\n%s\n</rdf:RDF>\n'
NODE = '<rdf:Description rdf:about="urn:s">\n%s\n</rdf:Description>'
JSON = '{"@id": "urn:s",\n "urn:p": 1,\n %s}'


def run(*arguments: str | Path, cwd: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the command line in a folder of the test."""
    root = str(Path(cakg.__file__).parent.parent)
    env = os.environ | {"PYTHONPATH": root, "PYTHONWARNINGS": "ignore"}
    command = [sys.executable, "-m", "cakg", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, input=stdin, capture_output=True, env=env, timeout=120, check=False)


def refusal(done: subprocess.CompletedProcess[bytes], code: int) -> str:
    """Return the one line on stderr after checking that it is all there is."""
    error = done.stderr.decode()
    assert done.returncode == code, error
    assert done.stdout == b""
    assert "Traceback" not in error
    assert error.count("\n") == 1, error
    assert len(error) < 1000
    return error.rstrip("\n")


def write(folder: Path, name: str, content: str | bytes) -> Path:
    """Write a file and return its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


# name of the case: file name, content, expected line, key of the message
BROKEN: dict[str, tuple[str, str | bytes, int | None, str]] = {
    "broken Turtle": ("a.ttl", HEAD + "unit:a a cakg:Unit ;;; .\nunit:b cakg:unitKind\n  .\n", 8, "syntax"),
    "undeclared prefix": ("a.ttl", HEAD + "unit:a a nope:Unit .\n", 6, "syntax"),
    "relative IRI": ("a.ttl", HEAD + "unit:a a <Unit> .\n", 6, "syntax"),
    "IRI with a space": ("a.nt", "<urn:a> <urn:b> <urn:c d> .\n", 1, "syntax"),
    "truncated Turtle": ("a.ttl", UNIT + "unit:b skos:prefLabel ", 7, "syntax"),
    "unclosed string": ("a.ttl", UNIT + 'unit:b skos:prefLabel "abc .\n', 7, "syntax"),
    "unclosed long string": ("a.ttl", UNIT + 'unit:b skos:prefLabel """abc .', 7, "syntax"),
    "broken TriG": ("a.trig", UNIT + "{ unit:b a\n", None, "syntax"),
    "truncated N-Quads": ("a.nq", '<urn:a> <urn:b> "c" <urn:g> .\n<urn:a> <urn:b>', 2, "syntax"),
    "truncated JSON": ("a.jsonld", '{"@id": "urn:s",\n "urn:p": [1,', 2, "syntax"),
    "two JSON values": ("a.jsonld", '{"@id": "urn:s", "urn:p": 1}\n{}', 2, "syntax"),
    "JSON that is no number": ("a.jsonld", JSON % '"urn:q": NaN', 3, "syntax"),
    "lone surrogate": ("a.jsonld", JSON % r'"urn:q": "\ud800"', 3, "syntax"),
    "type that is a number": ("a.jsonld", JSON % '"@type": 3', 3, "syntax"),
    "context that is a number": ("a.jsonld", JSON % '"@context": 1', 3, "syntax"),
    "value with a property": ("a.jsonld", JSON % '"urn:q": {"@value": 1,\n "zz": 2}', 4, "syntax"),
    "truncated XML": ("a.rdf", (XML % (NODE % "<u:p>x</u:p>"))[:-30], None, "syntax"),
    "wrong closing tag": ("a.rdf", XML % (NODE % "<u:p>x</u:q>"), 4, "syntax"),
    "undeclared XML entity": ("a.rdf", XML % (NODE % "<u:p>&nope;</u:p>"), 4, "syntax"),
    "relative IRI in XML": ("a.rdf", XML % (NODE % '<u:p rdf:resource="x"/>'), 4, "syntax"),
    "wrong rdf:ID": ("a.rdf", XML % (NODE % '<u:p rdf:ID="1 a">x</u:p>'), 4, "syntax"),
    "a page, not data": ("a.rdf", "<html><body>\n<p>x</p></body></html>", None, "syntax"),
    "XML in Latin 1": ("a.rdf", '<?xml version="1.0" encoding="ISO-8859-1"?>\n<a/>', 1, "syntax"),
    "UTF-16": ("a.ttl", UNIT.encode("utf-16"), 1, "not-utf8"),
    "UTF-16 without a mark": ("a.ttl", UNIT.replace("ô", "o").replace("ư", "u").replace("ờ", "o").encode("utf-16-le"), 1, "binary"),
    "TCVN3 letters": ("a.ttl", UNIT.encode() + 'unit:b skos:prefLabel "C«ng an"@vi .'.encode("latin-1"), 7, "not-utf8"),
    "windows-1258": ("a.nt", b'<urn:a> <urn:b> "C\xf4ng an" .', 1, "not-utf8"),
    "UTF-8 of surrogates": ("a.nt", b'<urn:a> <urn:b> "\xed\xa0\x80" .', 1, "not-utf8"),
    "binary rubbish": ("a.ttl", bytes(range(256)) * 4, 2, "not-utf8"),
    "zeros": ("a.nt", UNIT.encode() + bytes(100), 7, "binary"),
    "a picture": ("a.jsonld", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 1, "not-utf8"),
    "empty": ("a.ttl", "", 1, "empty"),
    "only a mark": ("a.rdf", b"\xef\xbb\xbf", 1, "empty"),
    "only spaces": ("a.jsonld", " \n\t\n", 1, "empty"),
    "only comments": ("a.ttl", "# nothing here\n", 1, "no-triples"),
    "empty JSON": ("a.jsonld", "[]", 1, "no-triples"),
    "JSON text": ("a.json", '"abc"', 1, "no-triples"),
    "JSON of something else": ("a.json", '{"name": "x", "list": [1, 2]}', 1, "no-triples"),
    "unknown suffix": ("a.docx", UNIT, None, "unknown-suffix"),
    "no suffix": ("a", UNIT, None, "unknown-suffix"),
    "impossible date": ("a.ttl", UNIT + 'unit:a cakg:existsFrom "31/02/2024"^^xsd:date .\n', 7, "impossible-date"),
    "day that is not": ("a.ttl", UNIT + 'unit:b skos:note "2024-02-30" .\n' * 2 + 'unit:a cakg:existsFrom "2024-02-30"^^xsd:date .\n', 9, "impossible-date"),
    "29 February of 2023": ("a.nt", f'<urn:a> <urn:b> "2023-02-29"^^<{XSD}date> .', 1, "impossible-date"),
    "date with a zone": ("a.ttl", UNIT + 'unit:a cakg:existsFrom "2024-05-01+07:00"^^xsd:date .\n', 7, "impossible-date"),
    "year nought": ("a.ttl", UNIT + 'unit:a cakg:existsFrom "0000-05-01"^^xsd:date .\n', 7, "impossible-date"),
    "year too long": ("a.ttl", UNIT + 'unit:a cakg:existsFrom "20244-05-01"^^xsd:date .\n', 7, "impossible-date"),
    "date in JSON": ("a.jsonld", JSON % f'"urn:d": {{"@type": "{XSD}date",\n "@value": "31/02/2024"}}', 4, "impossible-date"),
    "date in XML": ("a.rdf", XML % (NODE % f'<u:d rdf:datatype="{XSD}date">\n2024-13-01</u:d>'), 4, "impossible-date"),
    "time that is not": ("a.ttl", UNIT + 'unit:a cakg:x "2024-05-01T25:00:00"^^xsd:dateTime .\n', 7, "impossible-date"),
    "number that is not": ("a.ttl", UNIT + 'unit:a cakg:x "nhiều"^^xsd:integer .\n', 7, "ill-typed"),
    "count that is not": ("a.ttl", UNIT + 'unit:a cakg:x "-"^^xsd:nonNegativeInteger .\n', 7, "ill-typed"),
    "long wrong value": ("a.ttl", UNIT + f'unit:a cakg:x "{"9a" * 5000}"^^xsd:integer .\n', 7, "ill-typed"),
    "remote context": ("a.jsonld", JSON % '"@context": "https://schema.org"', 3, "remote-context"),
    "remote context in a list": ("a.jsonld", JSON % '"@context": [{},\n "https://schema.org"]', 4, "remote-context"),
    "imported context": ("a.jsonld", JSON % '"@context": {"@import": "https://schema.org"}', 3, "remote-context"),
    "context below a term": ("a.jsonld", JSON % '"@context": {"t": {"@id": "urn:t",\n "@context": "ctx.jsonld"}}', 4, "remote-context"),
    "context inside": ("a.jsonld", JSON % '"urn:q": {"@context": "//x/y", "urn:r": 1}', 3, "remote-context"),
    "key twice": ("a.jsonld", JSON % '"urn:q": {"urn:p": 2},\n "urn:p": 3', 4, "json-key-twice"),
    "key twice, once escaped": ("a.jsonld", JSON % r'"urn:\u0070": 3', 3, "json-key-twice"),
    "relative @id": ("a.jsonld", '{"@id": "bo-cong-an",\n "urn:p": 1}', 1, "broken-iri"),
    "relative value": ("a.jsonld", JSON % '"urn:q": {"@id": "x y"}', 3, "broken-iri"),
    "wrong IRI": ("a.jsonld", JSON % '"urn:q": {"@id": "http://x/%zz"}', 3, "broken-iri"),
    "wrong language": ("a.jsonld", JSON % '"urn:q": {"@value": "x", "@language": "vi_VN"}', 3, "bad-language"),
    "imports": ("a.ttl", UNIT + "<urn:o> a <urn:O> ;\n <http://www.w3.org/2002/07/owl#imports> <http://x.vn/y> .\n", 8, "imports"),
    "external entity": ("a.rdf", '<?xml version="1.0"?>\n<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]>\n<r>&e;</r>', 2, "entity"),
    "entity bomb": ("a.xml", '<!doctype r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><r>&b;</r>', 1, "entity"),
    "external doctype": ("a.owl", XML.replace("<rdf", '<!DOCTYPE r SYSTEM "http://x.vn/y.dtd">\n<rdf', 1) % "", 2, "entity"),
    "shapes": ("a.ttl", UNIT + "<urn:x> a sh:NodeShape ; sh:targetClass cakg:Unit .\n", 7, "brings-shapes"),
    "nameless shape": ("a.ttl", UNIT + "<urn:x> sh:property [ sh:path skos:prefLabel ; sh:minCount 1 ] .\n", 7, "brings-shapes"),
    "SPARQL rule": ("a.ttl", UNIT + '<urn:x> sh:select "SELECT * {}" .\n', 7, "brings-shapes"),
    "provenance": ("a.ttl", UNIT + "<https://w3id.org/cakg/id/graph/provenance> skos:note 1 .\n", 7, "brings-provenance"),
    "provenance of another": ("a.ttl", UNIT + "@prefix g: <https://w3id.org/cakg/id/gra> .\ng:ph\\/other.ttl\\/0 skos:note 1 .\n", None, "brings-provenance"),
    "quoted triple": ("a.ttl", UNIT + "unit:a skos:note <<( unit:a a cakg:Unit )>> .\n", 7, "triple-term"),
    "annotation": ("a.ttl", UNIT + "unit:b a cakg:Unit {| skos:note 1 |} .\n", 7, "triple-term"),
    "quoted triple in XML": (
        "a.rdf",
        XML.replace("xmlns:u", 'rdf:version="1.2" xmlns:u') % (NODE % '<u:p rdf:parseType="Triple"><rdf:Description rdf:about="urn:x"><u:p>1</u:p></rdf:Description></u:p>'),
        4,
        "triple-term",
    ),
    "text direction": ("a.ttl", UNIT + 'unit:a skos:note "x"@vi--rtl .\n', 7, "text-direction"),
    "a megabyte of one word": ("a.ttl", UNIT + "x" * 1_000_000, 7, "syntax"),
    "control characters": ("a.nt", "<urn:a> <urn:b> \x1b[31m\x07 .", 1, "syntax"),
    "Vietnamese file name": ("Kế hoạch số 42 (bản nháp).ttl", HEAD + "unit:a a .\n", 6, "syntax"),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_a_bad_file_is_refused_in_one_line(tmp_path, case):
    """Through the library: a SourceError with key, path and line, in both languages one short line."""
    name, content, line, key = BROKEN[case]
    with pytest.raises(SourceError) as caught:
        cakg.load(write(tmp_path, name, content))
    error = caught.value
    assert (error.key, error.path) == (key, name)
    assert line is None or error.line == line
    for lang in LANGUAGES:
        message = error.message(lang)
        assert message.startswith(f"{name}:")
        assert message.isprintable()
        assert len(message) < 600


@pytest.mark.parametrize("case", BROKEN)
def test_a_bad_file_ends_the_command_with_3(tmp_path, case):
    """Through the command line: exit 3, nothing on stdout, one line on stderr with file and line."""
    name, content, line, _ = BROKEN[case]
    write(tmp_path, "good.ttl", UNIT)
    write(tmp_path, name, content)
    error = refusal(run("load", "good.ttl", name, cwd=tmp_path), 3)
    assert error.startswith(name)
    assert line is None or error.startswith(f"{name}:{line}: ")


def nested(opening: str, closing: str, depth: int, inside: str = "1") -> str:
    """Return text nested `depth` times."""
    return opening * depth + inside + closing * depth


DEEP = {
    "[ ]": ("a.ttl", "<urn:s> <urn:p> " + nested("[ <urn:p> ", " ]", 100_000) + " ."),
    "( )": ("a.ttl", "<urn:s> <urn:p> " + nested("( ", " )", 100_000) + " ."),
    "( ) between apostrophes of names": ("a.ttl", "@prefix e: <urn:> . e:a\\' e:p " + nested("(", ")", 100_000) + ", e:b\\' ."),
    "( ) behind a hash of a name": ("a.ttl", "@prefix e: <urn:> . e:a\\#b e:p " + nested("(", ")", 100_000) + " ."),
    "<<( )>>": ("a.ttl", "<urn:s> <urn:p> " + nested("<<( <urn:s> <urn:p> ", " )>>", 100_000) + " ."),
    "<<( )>> in N-Triples": ("a.nt", "<urn:s> <urn:p> " + nested("<<( <urn:s> <urn:p> ", " )>>", 100_000, '"1"') + " ."),
    "<<( )>> in N-Quads": ("a.nq", "<urn:s> <urn:p> " + nested("<<( <urn:s> <urn:p> ", " )>>", 100_000, '"1"') + " <urn:g> ."),
    "<<( )>> in TriG": ("a.trig", "{ <urn:s> <urn:p> " + nested("<<( <urn:s> <urn:p> ", " )>>", 100_000) + " }"),
    "<<( )>> behind a carriage return": ("a.nt", "#\r<urn:s> <urn:p> " + nested("<<( <urn:s> <urn:p> ", " )>>", 100_000, '"1"') + " ."),
    "<< >>": ("a.ttl", nested("<< <urn:s> <urn:p> ", " >>", 100_000) + " <urn:p> 1 ."),
    "objects": ("a.jsonld", nested('{"urn:p": ', "}", 100_000)),
    "arrays": ("a.jsonld", '{"urn:p": ' + nested("[", "]", 100_000) + "}"),
    "contexts": ("a.jsonld", '{"@context": ' + nested('{"t": {"@id": "urn:t", "@context": ', "}}", 3_000, "{}") + ', "urn:p": 1}'),
    "deep below an escaped quote": ("a.jsonld", '{"urn:\\"p": ' + nested("[", "]", 3_000) + "}"),
    "elements": ("a.rdf", XML % nested("<rdf:Description><u:p>", "</u:p></rdf:Description>", 50_000)),
    "elements with > in values": ("a.rdf", XML % nested('<rdf:Description><u:p u:a="/>">', "</u:p></rdf:Description>", 50_000)),
    "an XML literal": ("a.rdf", XML % (NODE % f'<u:p rdf:parseType="Literal">{nested("<b>", "</b>", 100_000)}</u:p>')),
    "millions of [": ("a.ttl", "[" * 5_000_000),
    "millions of (": ("a.trig", "(" * 5_000_000),
    "millions of [ in JSON": ("a.jsonld", "[" * 5_000_000),
    "millions of {": ("a.json", "{" * 5_000_000),
    "millions of <": ("a.rdf", "<" * 5_000_000),
    "millions of <a>": ("a.xml", "<a>" * 2_000_000),
    "millions of << ": ("a.nt", "<<(" * 2_000_000),
}  # fmt: skip


@pytest.mark.parametrize("case", DEEP)
def test_no_depth_crashes_the_process(tmp_path, case):
    """Nesting without end is refused in the time of any other bad file; the process is a subprocess, for it might die."""
    name, content = DEEP[case]
    write(tmp_path, name, content)
    start = time.monotonic()
    refusal(run("load", name, cwd=tmp_path), 3)
    assert time.monotonic() - start < 60


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.ttl", "<urn:s> <urn:p> " + nested("[ <urn:p> ", " ]", 400) + " ."),
        ("a.ttl", UNIT + 'unit:b skos:note """' + "[(<<" * 1000 + '"""@vi, "' + "((((" * 1000 + '" ; skos:note <urn:x> . # ' + "[" * 999),
        ("a.jsonld", nested('{"urn:p": ', "}", 450)),
        ("a.jsonld", '{"@id": "urn:s", "urn:p": ["' + "[{" * 2000 + '", "\\"' + "[{" * 2000 + '"]}'),
        ("a.rdf", XML % nested("<rdf:Description><u:p>", "</u:p></rdf:Description>", 200)),
        ("a.rdf", XML % (NODE % f"<u:p><![CDATA[{'<b>' * 2000}]]></u:p><!-- {'<b>' * 2000} -->")),
    ],
    ids=["turtle", "turtle text", "json", "json text", "xml", "xml text"],
)  # fmt: skip
def test_brackets_in_text_and_fair_depth_are_no_fault(tmp_path, name, content):
    """What looks deep only inside strings and comments is loaded, and so is depth that some people do write."""
    assert len(cakg.load(write(tmp_path, name, content))) > 0


SLOW = {
    "escaped quotes": ("ttl", "[(" * 300, '"', '\\"'),
    "long strings": ("ttl", "[(" * 300, "", '"""\\'),
    "short and long strings": ("trig", "[(" * 300, "", "'''a\""),
    "IRIs that never end": ("nt", "<<", "", "<a"),
    "escaped quotes in JSON": ("json", "{}" * 600, '"', '\\"'),
    "XML comments": ("rdf", "<a>", "", "<!--"),
    "XML instructions": ("rdf", "<a>", "", "<?"),
    "XML sections": ("rdf", "<a>", "", "<![CDATA["),
    "attributes": ("rdf", "<a ", "", 'b="c" '),
}


@pytest.mark.parametrize("case", SLOW)
def test_the_gate_takes_linear_time(case):
    """Eight times the text takes less than forty times as long: unclosed strings and comments are not scanned again."""
    format_, start, opening, piece = SLOW[case]

    def seconds(count: int) -> float:
        text = start + opening + piece * count
        began = time.process_time()
        for _ in range(3):
            with contextlib.suppress(SourceError):
                check_text(text, format_, "x")
        return time.process_time() - began

    assert seconds(160_000) < 40 * max(seconds(20_000), 0.005)


def test_loading_takes_linear_time(tmp_path):
    """Eight times the records take less than thirty times as long in every format with a gate of its own."""
    for name, head, record, tail in (
        (
            "a.ttl",
            "",
            '<urn:%d> <urn:p> "2024-01-01"^^<http://www.w3.org/2001/XMLSchema#date>, "x \\u0301", [ <urn:q> %d ] .\n',
            "",
        ),
        ("a.jsonld", "[", '{"@id": "urn:%d", "urn:p": %d, "lost": "a b"},\n', '{"@id": "urn:s", "urn:p": 1}]'),
        ("a.rdf", XML.partition("%")[0], '<rdf:Description rdf:about="urn:%d"><u:p>%d</u:p></rdf:Description>\n', "</rdf:RDF>"),
    ):
        times = []
        for count in (1_000, 8_000):
            path = write(tmp_path, name, head + "".join(record % (number, number) for number in range(count)) + tail)
            start = time.process_time()
            cakg.load(path)
            times.append(time.process_time() - start)
        assert times[1] < 30 * max(times[0], 0.05), name


JSONLD = {
    "plain key": (JSON % '"foo": 2', [("unmapped-key", "foo", 3)]),
    "keys in order": (JSON % '"zz": 2,\n "aa": [{"bb": 3}]', [("unmapped-key", "zz", 3), ("unmapped-key", "aa", 4), ("unmapped-key", "bb", 4)]),
    "null mapping": ('{"@context": {"@vocab": "urn:v:", "a": null}, "@id": "urn:s", "a": 1, "b": 2}', []),
    "vocabulary": ('{"@context": {"@vocab": "urn:v:"}, "@id": "urn:s", "a": 1}', []),
    "no vocabulary below": ('{"@context": {"@vocab": "urn:v:"}, "@id": "urn:s", "a": {"@context": {"@vocab": null}, "b": 1}}', [("unmapped-key", "b", 1)]),
    "relative vocabulary": ('{"@context": {"@vocab": "#"}, "@id": "urn:s", "a": 1, "urn:p": 2}', [("unmapped-key", "#a", None)]),
    "nested context": ('{"@id": "urn:s", "urn:p": {"@context": {"n": "urn:n"}, "n": 1},\n "n": 2}', [("unmapped-key", "n", 1)]),
    "context taken away": ('{"@context": {"n": "urn:n"}, "@id": "urn:s", "n": {"@context": null, "urn:p": 1,\n "m": 2}}', [("unmapped-key", "m", 2)]),
    "property-scoped context": ('{"@context": {"a": {"@id": "urn:a", "@context": {"b": "urn:b"}}}, "@id": "urn:s", "a": {"b": 1}}', []),
    "type-scoped context": ('{"@context": {"T": {"@id": "urn:T", "@context": {"b": "urn:b"}}}, "@type": "T", "b": 1}', []),
    "type-scoped context ends": (
        '{"@context": {"T": {"@id": "urn:T", "@context": {"b": "urn:b"}}}, "@type": "T",\n "urn:c": {"b": 1}}',
        [("unmapped-key", "b", None)],
    ),
    "reverse term": ('{"@context": {"r": {"@reverse": "urn:r"}}, "@id": "urn:s", "r": {"@id": "urn:o"}}', []),
    "reverse block": ('{"@id": "urn:s", "@reverse": {"urn:r": {"@id": "urn:o", "zz": 1}}}', [("unmapped-key", "zz", 1)]),
    "aliases": ('{"@context": {"id": "@id", "type": "@type", "graph": "@graph"}, "graph": [{"id": "urn:s", "type": "urn:T"}]}', []),
    "included": ('{"@id": "urn:s", "@included": [{"@id": "urn:t", "urn:p": 1, "zz": 2}]}', [("unmapped-key", "zz", 1)]),
    "nest": ('{"@context": {"n": "@nest"}, "@id": "urn:s", "n": {"urn:p": 1, "zz": 1}}', [("unmapped-key", "zz", 1)]),
    "index": ('{"@context": {"i": {"@id": "urn:i", "@container": "@index"}}, "@id": "urn:s", "i": {"a": {"@id": "urn:t"}}}', []),
    "language map": ('{"@context": {"l": {"@id": "urn:l", "@container": "@language"}}, "@id": "urn:s", "l": {"vi": "x"}}', []),
    "JSON literal": ('{"@context": {"j": {"@id": "urn:j", "@type": "@json"}}, "@id": "urn:s", "j": {"zz": {"a": 1}}}', []),
    "unknown keyword": (JSON % '"@foo": 2', [("unmapped-key", "@foo", 3)]),
    "unmapped type": (JSON % '"@type": ["Unit", "urn:T"]', [("unmapped-type", "Unit", 3)]),
    "unmapped value": ('{"@context": {"r": {"@id": "urn:r", "@type": "@vocab"}}, "@id": "urn:s", "urn:p": 1, "r": "lead"}', [("unmapped-value", "lead", 1)]),
    "undeclared prefix": (JSON % '"cakg:number": "1"', [("undeclared-prefix", "cakg:number", 3)]),
    "term with spaces": ('{"@context": {"Tên đơn vị": "urn:t"}, "@id": "urn:s", "Tên đơn vị": 1}', []),
    "key that gives no IRI": ('{"@context": {"@vocab": "urn:v:"}, "@id": "urn:s", "b": 1, "Tên đơn vị": 1}', [("unmapped-key", "urn:v:Tên đơn vị", 1)]),
    "very long number": (JSON % f'"urn:q": {"1" * 5000}', []),
    "context after the keys": ('{"@id": "urn:s", "a": 1, "@context": {"a": "urn:a"}}', []),
    "protected terms": ('{"@context": {"@version": 1.1, "@protected": true, "a": "urn:a"}, "@id": "urn:s", "a": 1, "zz": 2}', [("unmapped-key", "zz", 1)]),
}  # fmt: skip


@pytest.mark.parametrize("case", JSONLD)
def test_json_ld_keys_without_a_mapping_are_reported(tmp_path, case):
    """Exactly the keys, types and values that the parser drops are named, with their line; the rest is loaded."""
    text, expected = JSONLD[case]
    kg = cakg.load(write(tmp_path, "a.jsonld", text))
    assert len(kg) > 0
    said = []
    for notice in kg.notices:
        name, _, line = dict(notice.values)["path"].partition(":")
        assert name == "a.jsonld"
        said.append((notice.key, dict(notice.values)["item"], int(line) if line else None))
    assert [(key, item) for key, item, _ in said] == [(key, item) for key, item, _ in expected]
    for (_, _, line), (_, _, wanted) in zip(said, expected, strict=True):
        assert wanted in (None, line)


def test_lost_keys_are_said_on_the_command_line(tmp_path):
    """A notice goes to stderr, the answer stays alone on stdout, and the command goes on."""
    write(tmp_path, "a.jsonld", JSON % '"tên": 2')
    done = run("load", "--lang", "en", "a.jsonld", cwd=tmp_path)
    assert (done.returncode, done.stdout.count(b"\n")) == (0, 1)
    assert done.stderr.decode().startswith("a.jsonld:3: the key “tên”")


@pytest.mark.parametrize("key", ["<b>", "\\u001b[31m", "a\\nb", "{x}", "%s", "x" * 3000])
def test_a_strange_key_cannot_break_the_line(tmp_path, key):
    """Keys of JSON-LD are data: braces, line feeds and escape codes do not reach the terminal as such."""
    write(tmp_path, "a.jsonld", JSON % f'"{key}": 2')
    done = run("load", "a.jsonld", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stderr.decode().rstrip("\n").isprintable()
    assert len(done.stderr) < 1000


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


def test_folders_and_paths_that_cannot_be_read(tmp_path):
    """Missing, empty, unknown, odd: each way to name no data is one line and exit 3."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "folder.ttl").mkdir()
    (tmp_path / "dead.ttl").symlink_to("nowhere.ttl")
    (tmp_path / "loop.ttl").symlink_to("loop.ttl")
    write(tmp_path, "mixed/a.ttl", UNIT)
    write(tmp_path, "mixed/b.docx", b"PK")
    write(tmp_path, "dead/a.ttl", UNIT)
    (tmp_path / "dead" / "b.ttl").symlink_to("nowhere.ttl")
    write(tmp_path, "hidden/.a.ttl", UNIT)
    os.mkfifo(tmp_path / "pipe.ttl")
    for reference, start in {
        "không có.ttl": "không có.ttl: ",
        "*.nq": "*.nq: ",
        "": '"": ',
        "x" * 5000: "xxx",
        "two\nlines.ttl": "two lines.ttl: ",
        "\x1b[31m.ttl": "\ufffd[31m.ttl: ",
        "empty": "empty: ",
        "hidden": "hidden: ",
        "folder.ttl": "folder.ttl: ",
        "dead.ttl": "dead.ttl: ",
        "loop.ttl": "loop.ttl: ",
        "dead": "dead/b.ttl: ",
        "mixed": "mixed/b.docx: ",
        "mixed/*": "b.docx: ",
        "pipe.ttl": "pipe.ttl: ",
        "/dev/null": "null: ",
        "https://example.org/a.ttl": "https://example.org/a.ttl: ",
        "ftp://example.org/a.ttl": "ftp://example.org/a.ttl: ",
        "file:///etc/passwd": "file:///etc/passwd: ",
    }.items():
        assert refusal(run("load", reference, cwd=tmp_path), 3).startswith(start)
    with pytest.raises(SourceError):
        cakg.load("a\0b.ttl")


def test_a_folder_named_like_a_file_is_a_folder(tmp_path):
    """A directory x.ttl with data in it is read like any folder, alone and in a glob."""
    write(tmp_path, "x.ttl/a.ttl", UNIT)
    assert [source.name for source in cakg.load(tmp_path / "x.ttl").sources] == ["x.ttl/a.ttl"]
    assert [source.name for source in cakg.load(f"{tmp_path}/*.ttl").sources] == ["x.ttl/a.ttl"]


def test_a_file_name_may_hold_a_colon(tmp_path, monkeypatch):
    """A file that exists is a file, even if its name could be the start of an address."""
    write(tmp_path, "KH:42.ttl", UNIT)
    monkeypatch.chdir(tmp_path)
    assert cakg.load("KH:42.ttl").sources[0].name == "KH:42.ttl"


def test_a_file_name_that_is_no_text_is_shown_harmless(tmp_path):
    """Names in an old encoding are shown with a replacement sign, in messages and in the graph."""
    name = os.fsdecode(b"C\xf4ng v\xe3n\n.ttl")
    write(tmp_path, name, UNIT)
    done = run("load", name, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    write(tmp_path, name, "broken")
    assert refusal(run("load", tmp_path, cwd=tmp_path), 3).count("\ufffd") >= 2


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_what_may_not_be_read_is_refused(tmp_path):
    """A file or a folder without the right to read stops the command; it is not passed over."""
    for name in ("data/a.ttl", "more/inside/a.ttl"):
        write(tmp_path, name, UNIT)
    (tmp_path / "data" / "a.ttl").chmod(0)
    (tmp_path / "more" / "inside").chmod(0)
    try:
        assert refusal(run("load", "data", cwd=tmp_path), 3).startswith("data/a.ttl: ")
        assert refusal(run("load", "more", cwd=tmp_path), 3).startswith("more: ")
    finally:
        (tmp_path / "more" / "inside").chmod(0o700)


def test_a_disk_that_fails_is_refused(tmp_path, monkeypatch):
    """An input/output error while reading is a SourceError like any other."""

    def fail(_self):
        raise OSError(5, "Input/output error")

    path = write(tmp_path, "a.ttl", UNIT)
    monkeypatch.setattr(Path, "read_bytes", fail)
    with pytest.raises(SourceError) as caught:
        cakg.load(path)
    assert (caught.value.key, caught.value.path) == ("unreadable", "a.ttl")


def test_bad_standard_input_is_refused(tmp_path):
    """Nothing, rubbish and broken data on standard input are named `stdin`."""
    for data, start in (
        (b"", "stdin:1: "),
        (b"\xff\xfe", "stdin:1: "),
        (UNIT.encode() + b"x", "stdin:7: "),
        (b"{}", "stdin:1: "),
    ):
        assert refusal(run("load", "-", cwd=tmp_path, stdin=data), 3).startswith(start)


@pytest.mark.parametrize(
    "settings_",
    ["sources = [", "sources = 3", 'sources = ["a.ttl", 3]', 'texts = "x"', b"sources = ['\xff']", "sources = " + "[" * 5000, 'sources = ["gone.ttl"]', '[readings]\na = "b"', '[texts]\nfoldr = "a"'],
    ids=["syntax", "number", "mixed", "texts", "encoding", "deep", "missing file", "unknown table", "unknown key"],
)  # fmt: skip
def test_broken_settings_are_refused(tmp_path, settings_):
    """A broken cakg.toml stops every command that would have read it."""
    write(tmp_path, "cakg.toml", settings_)
    for command in (["load"], ["duties"]):
        assert re.match(r"cakg\.toml|gone\.ttl", refusal(run(*command, cwd=tmp_path), 3))


def test_settings_saved_by_notepad_are_read(tmp_path):
    """A byte order mark in cakg.toml does no harm."""
    write(tmp_path, "a.ttl", UNIT)
    write(tmp_path, "cakg.toml", b'\xef\xbb\xbfsources = ["a.ttl"]\r\n')
    done = run("load", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")


CYCLES = {
    "units": UNIT + "unit:a cakg:parentUnit unit:b .\nunit:b a cakg:Unit ; cakg:parentUnit unit:c .\nunit:c a cakg:Unit ; cakg:parentUnit unit:a .\n",
    "a unit in itself": UNIT + "unit:a cakg:parentUnit unit:a .\n",
    "instruments": HEAD + "<urn:i> a cakg:Instrument ; cakg:implements <urn:j> .\n<urn:j> a cakg:Instrument ; cakg:legalBasis <urn:i> .\n",
}  # fmt: skip


@pytest.mark.parametrize("case", CYCLES)
def test_cycles_load_but_nobody_answers_from_them(tmp_path, case):
    """`load` takes a cycle so that `validate` can report it (1); whatever answers refuses it (3) with file and line."""
    write(tmp_path, "a.ttl", CYCLES[case])
    assert run("load", "a.ttl", cwd=tmp_path).returncode == 0
    found = run("validate", "-f", "json", "a.ttl", cwd=tmp_path)
    assert found.returncode == 1
    assert any("cycle" in finding["shape"].lower() for finding in json.loads(found.stdout)["findings"])
    iri = "urn:i" if case == "instruments" else "unit/a"
    for command in (
        ("duties", "a.ttl"),
        ("matrix", "a.ttl"),
        ("why", iri, "a.ttl"),
        ("show", iri, "a.ttl"),
        ("infer", "a.ttl"),
        ("ask", "duties-of-a-unit", "a.ttl", "-p", f"unit={iri}"),
        ("ask", "SELECT * { ?s ?p ?o }", "a.ttl"),
    ):
        assert re.match(r"a\.ttl:\d+: ", refusal(run(*command, cwd=tmp_path), 3)), command


QUERIES = {
    "groups": "SELECT * " + nested("{ ", " }", 100_000, "?s ?p ?o"),
    "brackets": "SELECT * { ?s ?p " + nested("[ ?p ", " ]", 100_000) + " }",
    "parentheses": "SELECT * { FILTER(" + nested("(", ")", 100_000) + ") }",
    "unions": "SELECT * { {} " + "UNION {} " * 10_000 + "}",
    "not not": "SELECT * { FILTER(" + "!" * 100_000 + "true) }",
    "minus minus": "SELECT * { FILTER(" + "- " * 100_000 + "1) }",
    "paths": "SELECT * { ?s " + "^" * 100_000 + "<urn:p> ?o }",
    "sums": "SELECT * { FILTER(" + "1+" * 100_000 + "1) }",
    "conjunctions": "SELECT * { FILTER(" + "true&&" * 100_000 + "true) }",
    "alternatives": "SELECT * { ?s " + "<urn:p>|" * 100_000 + "<urn:p> ?o }",
    "options": "SELECT * { " + "OPTIONAL { ?s ?p ?o } " * 10_000 + "}",
    "filters": "SELECT * { " + "FILTER(true) " * 10_000 + "}",
    "bindings": "SELECT * { " + "".join(f"BIND(1 AS ?v{number}) " for number in range(10_000)) + "}",
    "triple terms": "SELECT * { ?s ?p " + nested("<<( ?s ?p ", " )>>", 100_000) + " }",
    "service": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "service, silent": "SELECT * { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "service behind a comparison": 'SELECT*{BIND(IRI("http://127.0.0.1:9/")AS?g)FILTER(1<2)SERVICE?g{?s?p?o}FILTER(2>1)}',
    "service between apostrophes of names": "PREFIX e: <urn:> SELECT * { ?s e:a\\' ?o SERVICE <http://127.0.0.1:9/> { ?s e:b\\' ?o } }",
    "service behind a hash of a name": "PREFIX e: <urn:> SELECT * { ?s e:a\\#b ?o SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "service behind a carriage return": "SELECT * { #\rSERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "load": "LOAD <http://127.0.0.1:9/>",
    "load a file": "LOAD <file:///etc/passwd> INTO GRAPH <urn:g>",
    "insert": "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    "drop": "DROP ALL",
    "broken": "SELECT * { ?s ?p }",
    "two lines": "SELECT *\n{ ?s\n ?p }",
    "no query": "{ }",
    "unclosed string": 'SELECT * { ?s ?p "' + '\\"' * 50_000,
}  # fmt: skip


@pytest.mark.parametrize("case", QUERIES)
def test_a_question_that_is_no_question_ends_with_2(tmp_path, case):
    """SPARQL that nests without end, changes data, reaches outside or is broken is refused in one line."""
    write(tmp_path, "a.ttl", UNIT)
    refusal(run("ask", "-", "a.ttl", cwd=tmp_path, stdin=QUERIES[case].encode()), 2)
    write(tmp_path, "q.rq", QUERIES[case])
    refusal(run("ask", "q.rq", "a.ttl", cwd=tmp_path), 2)


def test_from_reads_nothing_from_outside(tmp_path):
    """FROM and FROM NAMED never give the triples of a file or address."""
    write(tmp_path, "a.ttl", UNIT)
    secret = write(tmp_path, "secret.ttl", "<urn:never> <urn:never> <urn:never> .")
    for clause in (f"FROM <file://{secret}>", f"FROM NAMED <file://{secret}>", "FROM <http://127.0.0.1:9/>"):
        done = run("ask", f"SELECT ?s {clause} {{ {{ ?s ?p ?o }} UNION {{ GRAPH ?g {{ ?s ?p ?o }} }} }}", "a.ttl", cwd=tmp_path)
        assert b"urn:never" not in done.stdout
        assert done.returncode in {0, 2}
        assert b"Traceback" not in done.stderr


def test_a_question_that_is_no_text_is_refused(tmp_path):
    """Questions in another encoding, from standard input or a file, are refused like broken ones."""
    write(tmp_path, "a.ttl", UNIT)
    write(tmp_path, "q.rq", b"SELECT * { ?s ?p '\xf4' }")
    (tmp_path / "folder.rq").mkdir()
    for arguments in (("ask", "-"), ("ask", "q.rq"), ("ask", "gone.rq"), ("ask", "folder.rq")):
        refusal(run(*arguments, "a.ttl", cwd=tmp_path, stdin=b"SELECT * { ?s ?p '\xf4' }"), 2)


@pytest.mark.parametrize(
    ("arguments", "near"),
    [
        (("duties", "a.ttl", "--unit", "Công an phườn A"), "Công an phường A"),
        (("duties", "a.ttl", "--document", "42/KH-BCA"), "42/KH-BCA-V05"),
        (("show", "cong an phuonga", "a.ttl"), "Công an phường A"),
        (("show", "43/KH-BCA-V05", "a.ttl"), "42/KH-BCA-V05"),
        (("why", "42/KH-BCA", "a.ttl"), "42/KH-BCA-V05"),
        (("ask", "duties-of-unit", "a.ttl"), "duties-of-a-unit"),
        (("ask", "duties-of-a-unit", "a.ttl", "-p", "unit=Cong an fuong A"), "Công an phường A"),
        (("ask", "duties-of-a-unit", "a.ttl", "-p", "units=x"), "unit"),
        (("questions", "duties-of-unit"), "duties-of-a-unit"),
        (("duties", "a.ttl", "--role", "chủ chì"), "lead"),
    ],
)
def test_unknown_names_end_with_2_and_the_nearest(tmp_path, arguments, near):
    """A unit, document, question, parameter or code that is not there: exit 2 and the names most like it."""
    write(
        tmp_path,
        "a.ttl",
        UNIT + '<https://w3id.org/cakg/id/instrument/kh-42> a cakg:Instrument ; cakg:number "42/KH-BCA-V05" .\n',
    )
    assert near in refusal(run(*arguments, cwd=tmp_path), 2)


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "http://a b",
        "<>",
        "urn:",
        "unit/gone",
        "cakg:",
        "\x1b[31m",
        "a\nb",
        "%s {x}",
        "_:b",
        "'; DROP",
        "?",
        "x" * 500,
    ],
)
@pytest.mark.parametrize("command", ["show", "why", "--unit"])
def test_odd_names_end_with_2(tmp_path, command, name):
    """Whatever is typed as a name is looked up as text: not found, exit 2, one line."""
    if command == "--unit" and name == "":
        pytest.skip("an empty filter is no filter")
    write(tmp_path, "a.ttl", UNIT)
    arguments = ("duties", "a.ttl", "--unit", name) if command == "--unit" else (command, name, "a.ttl")
    error = refusal(run(*arguments, cwd=tmp_path), 2)
    assert error.isprintable()


@pytest.mark.parametrize("words", ["31/02/2024", "2024-02-30", "hôm qua", "2024", ""])
def test_an_impossible_date_of_the_caller_ends_with_2(tmp_path, words):
    """Dates on the command line are checked like those in files."""
    write(tmp_path, "a.ttl", UNIT)
    for option in ("--as-of", "--by", "--from"):
        refusal(run("duties", "a.ttl", f"{option}={words}", cwd=tmp_path), 2)


HARMFUL = (
    HEAD
    + """@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix v: <https://w3id.org/cakg/vocab/> .
<javascript:alert(1)> a cakg:Obligation ;
    cakg:action "<script>alert('x')</script> </style></title> \\u001b[31m \\u202Eabc {{ 7*7 }}"@vi ;
    cakg:statedIn <urn:i> ; cakg:modality <https://w3id.org/cakg/vocab/modality/obligation> ;
    cakg:deadline [ a cakg:UnstatedDeadline ] .
[] a cakg:Responsibility ; cakg:ofNorm <javascript:alert(1)> ; cakg:bearer unit:x ;
    cakg:role <https://w3id.org/cakg/vocab/role/lead> ; cakg:bearerBasis <https://w3id.org/cakg/vocab/bearer-basis/explicit> .
unit:x a cakg:Unit ; skos:prefLabel "</script><img src=x onerror=alert(1)> \\" ' & [bold]"@vi .
<urn:i> a cakg:Instrument ; cakg:number "=1+1|<svg onload=alert(1)>" .
"""
)


def test_labels_are_text_and_not_code(tmp_path):
    """Markup, template and script in labels and IRIs stand in the page as text; no link leads to a script."""
    write(tmp_path, "a.ttl", HARMFUL)
    done = run("matrix", "a.ttl", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    page = done.stdout.decode()
    assert "&lt;script&gt;alert(" in page
    assert "{{ 7*7 }}" in page
    outside = re.sub(r"<script\b[^>]*>.*?</script>", "", page, flags=re.DOTALL)
    assert not re.search(r"<(script|img|svg)\b|href\s*=\s*[\"']?\s*javascript:|</style></title>", outside, re.IGNORECASE)
    for element in ("style", "script"):
        assert page.count(f"</{element}>") == len(re.findall(rf"<{element}\b", page)) > 0
    links = re.findall(r"href=\"([^\"]*)\"", page)
    assert links
    assert all(link.startswith("#") and link.isprintable() and " " not in link for link in links)


@pytest.mark.parametrize(
    "arguments",
    [
        ("duties", "a.ttl"),
        ("show", "javascript:alert(1)", "a.ttl"),
        ("validate", "a.ttl"),
        ("ask", "SELECT ?l { ?s cakg:action ?l }", "a.ttl"),
    ],
)
def test_labels_cannot_steer_the_terminal(tmp_path, arguments):
    """Escape codes and direction marks in labels do not reach the terminal, and brackets are no colours."""
    write(tmp_path, "a.ttl", HARMFUL)
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode in {0, 1, 2}
    assert b"Traceback" not in done.stderr
    assert not {"\x1b", "\u202e"} & set((done.stdout + done.stderr).decode())


def test_debug_alone_shows_a_traceback(tmp_path):
    """The traceback is there for those who ask for it."""
    write(tmp_path, "a.ttl", "broken")
    assert b"Traceback" in run("--debug", "load", "a.ttl", cwd=tmp_path).stderr


def test_errors_of_the_library_have_one_root(tmp_path):
    """Callers can catch CakgError; the line and the path are attributes."""
    with pytest.raises(CakgError) as caught:
        cakg.load(write(tmp_path, "a.ttl", HEAD + "x"))
    assert caught.value.path == "a.ttl"
    assert caught.value.line == 6


@pytest.mark.parametrize(
    "words", [("validate", "data.ttl", "-o"), ("duties", ".", "-f", "csv", "-o"), ("convert", "data.ttl", "-o")], ids=" ".join
)
def test_what_is_read_is_never_written_over(words, run, tmp_path):
    """An output that is one of the sources, also of a folder, is refused in one line; the source stays as it was."""
    path = tmp_path / "data.ttl"
    path.write_bytes((shipped("examples") / "parties.ttl").read_bytes())
    before = path.read_bytes()
    done = run(*words, "data.ttl", cwd=tmp_path)
    assert (done.code, len(done.err.splitlines())) == (2, 1), done
    assert path.read_bytes() == before

"""Bad input: one line that says what and where, exit code 3 (or 2 for a question), nothing loaded, no traceback."""

from __future__ import annotations

import json
import re

import pytest
from refusals import HEAD, JSON, NODE, UNIT, XML, XSD, refusal, run
from written_files import write

import cakg
from cakg.errors import CakgError, SourceError
from cakg.messages import LANGUAGES

# name of the case: file name, content, expected line, key of the message
BROKEN: dict[str, tuple[str, str | bytes, int | None, str]] = {
    "broken Turtle": ("a.ttl", HEAD + "unit:a a cakg:Unit ;;; .\nunit:b cakg:unitKind\n  .\n", 8, "syntax"),
    "undeclared prefix": ("a.ttl", HEAD + "unit:a a nope:Unit .\n", 6, "syntax"),
    "relative IRI": ("a.ttl", HEAD + "unit:a a <Unit> .\n", 6, "syntax"),
    "IRI with a space": ("a.nt", "<urn:a> <urn:b> <urn:c d> .\n", 1, "syntax"),
    "truncated Turtle": ("a.ttl", UNIT + "unit:b skos:prefLabel ", 7, "syntax"),
    "unclosed string": ("a.ttl", UNIT + 'unit:b skos:prefLabel "abc .\n', 7, "syntax"),
    "undeclared prefix after a long line": ("a.ttl", UNIT + f'unit:b skos:note "{"Đ" * 10_000}" .\nunit:c a nope:Unit .\n', 8, "syntax"),
    "undeclared prefix in a long line": ("a.ttl", UNIT + f'unit:b skos:note "{"Đ" * 10_000}" ; a nope:Unit .\n', 7, "syntax"),
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
    "date with a zone": ("a.ttl", UNIT + 'unit:a cakg:existsFrom "2024-05-01+07:00"^^xsd:date .\n', 7, "day-with-zone"),
    "date in another zone": ("a.nt", f'<urn:a> <urn:b> "2024-01-01Z"^^<{XSD}date> .', 1, "day-with-zone"),
    "no date with a zone": ("a.nt", f'<urn:a> <urn:b> "2024-02-30Z"^^<{XSD}date> .', 1, "impossible-date"),
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


CYCLES = {
    "units": UNIT + "unit:a cakg:parentUnit unit:b .\nunit:b a cakg:Unit ; cakg:parentUnit unit:c .\nunit:c a cakg:Unit ; cakg:parentUnit unit:a .\n",
    "a unit in itself": UNIT + "unit:a cakg:parentUnit unit:a .\n",
    "instruments": HEAD + "<urn:i> a cakg:Instrument ; cakg:implements <urn:j> .\n<urn:j> a cakg:Instrument ; cakg:legalBasis <urn:i> .\n",
}  # fmt: skip


@pytest.mark.parametrize("case", CYCLES)
def test_cycles_are_reported_but_nobody_answers_from_them(tmp_path, case):
    """`validate` reports a cycle (1); every other command refuses it (3) with file and line."""
    write(tmp_path, "a.ttl", CYCLES[case])
    found = run("validate", "-f", "json", "a.ttl", cwd=tmp_path)
    assert found.returncode == 1
    assert any("cycle" in finding["shape"].lower() for finding in json.loads(found.stdout)["findings"])
    iri = "urn:i" if case == "instruments" else "unit/a"
    for command in (
        ("load", "a.ttl"),
        ("convert", "a.ttl"),
        ("duties", "a.ttl"),
        ("matrix", "a.ttl"),
        ("why", iri, "a.ttl"),
        ("show", iri, "a.ttl"),
        ("infer", "a.ttl"),
        ("ask", "duties-of-a-unit", "a.ttl", "-p", f"unit={iri}"),
        ("ask", "SELECT * { ?s ?p ?o }", "a.ttl"),
    ):
        assert re.match(r"a\.ttl:\d+: ", refusal(run(*command, cwd=tmp_path), 3)), command


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

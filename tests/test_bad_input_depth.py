"""Depth and length without end: refused as soon as any bad file, and the gate takes linear time."""

from __future__ import annotations

import contextlib
import time

import pytest
from refusals import NODE, UNIT, XML, nested, refusal, run
from written_files import write

import cakg
from cakg.errors import SourceError
from cakg.graph.gate import check_text

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

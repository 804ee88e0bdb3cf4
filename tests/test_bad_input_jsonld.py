"""JSON-LD: what its context leaves out is said with file, line and key, and never breaks the line."""

from __future__ import annotations

import pytest
from refusals import JSON, run
from written_files import write

import cakg

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
    "language map with none": ('{"@context": {"l": {"@id": "urn:l", "@container": "@language"}}, "@id": "urn:s", "l": {"vi": "x", "@none": "y"}}', []),
    "property without a name": (JSON % '"_:p": 2', [("unmapped-key", "_:p", 3)]),
    "key for a property without a name": ('{"@context": {"b": "_:p"}, "@id": "urn:s", "urn:p": 1, "b": 2}', [("unmapped-key", "b", 1)]),
    "word among the records": ('{"@graph": ["lost", {"@id": "urn:s", "urn:p": 1}]}', [("stray-value", "lost", 1)]),
    "very long number": (JSON % f'"urn:q": {"1" * 5000}', []),
    "number beyond all bounds": (JSON % '"urn:q": [1e999, -1e999]', []),
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

"""The graph in every written form."""

import pytest
from random_graphs import canonical

import cakg
from cakg.errors import UnknownNameError, ValueRefusedError

SUFFIXES = {"turtle": "ttl", "trig": "trig", "ntriples": "nt", "nquads": "nq", "rdfxml": "rdf", "jsonld": "jsonld"}


@pytest.mark.parametrize("format_", SUFFIXES)
def test_what_is_written_reads_back_the_same(kg, tmp_path, format_):
    """Every format gives back the same triples as the sources had."""
    path = tmp_path / f"all.{SUFFIXES[format_]}"
    path.write_text(cakg.convert(kg, format_), encoding="utf-8")
    assert canonical(cakg.load(path)) == canonical(kg)


def test_the_order_is_stable(run):
    """Two processes write the same bytes."""
    first, second = (run("convert", "-f", "ntriples").out for _ in range(2))
    assert first == second
    assert first.startswith("# DỮ LIỆU MẪU")


def test_an_unknown_format_is_refused(kg):
    """The known formats are named."""
    with pytest.raises(UnknownNameError, match="turtle"):
        cakg.convert(kg, "docx")


def test_signs_that_xml_cannot_hold_are_refused_and_others_read_back(tmp_path):
    """A control character is named, with another form to choose; a carriage return stays one."""
    path = tmp_path / "a.ttl"
    path.write_text('<urn:a> <urn:b#c> "một\\rhai" .', encoding="utf-8")
    back = tmp_path / "a.rdf"
    back.write_text(cakg.convert(cakg.load(path), "rdfxml"), encoding="utf-8", newline="")
    assert canonical(cakg.load(back)) == canonical(cakg.load(path))
    path.write_text('<urn:a> <urn:b#c> "một\\u0001" .', encoding="utf-8")
    with pytest.raises(ValueRefusedError, match=r"U\+0001.*turtle"):
        cakg.convert(cakg.load(path), "rdfxml")
    path.with_suffix(".nt").write_text(cakg.convert(cakg.load(path), "ntriples"), encoding="utf-8")
    assert canonical(cakg.load(path.with_suffix(".nt"))) == canonical(cakg.load(path))


def test_our_own_jsonld_reads_back_without_a_notice(kg, tmp_path):
    """The marks of the file are no statements, and nobody is told that they were lost."""
    path = tmp_path / "all.jsonld"
    path.write_text(cakg.convert(kg, "jsonld"), encoding="utf-8")
    assert '"exampleData": true' in path.read_text(encoding="utf-8")
    assert cakg.load(path).notices == ()

"""The graph in every written form."""

import pytest
from random_graphs import canonical

import cakg
from cakg.errors import UnknownNameError

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

"""register:vn-units as a source: read the same each time, beside others, and refused by file and line where it is broken."""

from __future__ import annotations

import shutil
import unicodedata
from pathlib import Path

import pyoxigraph as ox
import pytest

import cakg
from cakg import registers
from cakg.errors import SourceError
from cakg.namespaces import CAKG, ID, PROVENANCE_GRAPH, RDF, SKOS
from cakg.registers.folders import read_folder, read_register
from cakg.resources import shipped
from cakg.terms import code, concept

NAME = "register:vn-units"
TABLES = Path(registers.__file__).parent / "vn-units"
UNIT = ID["unit/"]
HA_GIANG, TUYEN_QUANG = UNIT + "cong-an-tinh-ha-giang", UNIT + "cong-an-tinh-tuyen-quang"


def test_the_strict_way_reads_the_same(tmp_path, register):
    """Through the gate that every foreign file passes, the bytes of the register are the same triples, each once, in NFC."""
    data = read_register(NAME).data
    assert unicodedata.is_normalized("NFC", data.decode())
    path = tmp_path / "register.nt"
    path.write_bytes(data)
    strict = cakg.load(path)
    triples = [{quad.triple for quad in kg.quads()} for kg in (register, strict)]
    assert triples[0] == triples[1]
    assert len(register) == len(triples[0]) == len(strict)


def test_it_is_a_source_like_any_other(tmp_path):
    """Named beside files it has its own graph and provenance, is read once, and is no example data."""
    path = tmp_path / "a.ttl"
    path.write_text(f"<{HA_GIANG}> <{SKOS.note}> 'x' .", encoding="utf-8")
    kg = cakg.load(NAME, path, NAME)
    assert [source.name for source in kg.sources] == [NAME, "a.ttl"]
    assert not kg.example_data
    assert len({source.graph for source in kg.sources}) == 2
    home = ox.NamedNode(kg.sources[0].graph)
    said = {quad.object.value for quad in kg.store.quads_for_pattern(home, None, None, ox.NamedNode(PROVENANCE_GRAPH))}
    assert {NAME, f"sha256:{kg.sources[0].sha256}", "2025-08-23"} <= said
    assert kg.record(HA_GIANG).one(SKOS.note) == "x"
    assert kg.locate(HA_GIANG).name == NAME


def test_two_loads_are_the_same_bytes():
    """Nothing in the register depends on the order in which Python walks a set."""
    assert read_folder(TABLES) == read_folder(TABLES)


def test_examples_and_register_agree():
    """Beside the examples no unit gets a second label, kind or day, and parents stay the same."""
    kg = cakg.load(NAME, shipped("examples"))
    examples, alone = cakg.load(), cakg.load(NAME)
    shared = [iri for iri in examples.instances(CAKG.Unit) if alone.record(iri)]
    assert len(shared) == 9
    for iri in shared:
        together = kg.record(iri)
        assert len(together.terms(SKOS.prefLabel)) <= 2
        for name in (CAKG.unitKind, CAKG.existsFrom, CAKG.existsTo, CAKG.parentUnit, CAKG.unitCode):
            values = [record.all(name) for record in (together, alone.record(iri), examples.record(iri))]
            assert values[0] == values[1], (iri, name)
            assert not values[2] or values[2] == values[1], (iri, name)
    kg.require_acyclic()


def test_validation_judges_the_sources_beside_a_register(tmp_path):
    """A file is judged with the register's records that it speaks of; the register's own are not judged each time."""
    path = tmp_path / "a.ttl"
    path.write_text(
        f"""@prefix cakg: <{CAKG.base}> . @prefix skos: <{SKOS.base}> .
        <{UNIT}doi-mot> a cakg:Unit ; skos:prefLabel "Đội một"@vi, "Team one"@en ;
            cakg:unitKind <{concept("unit-kind", "commune-police")}> ; cakg:parentUnit <{HA_GIANG}> , <{UNIT}khong-co> .""",
        encoding="utf-8",
    )
    report = cakg.validate(cakg.load(path, NAME))
    assert report.records == 1
    found = {(finding.shape, code(finding.focus)) for finding in report if finding.severity == "violation"}
    assert found == {("Unit-parentUnit", "doi-mot")}


def test_reasoning_draws_what_concerns_the_sources_beside_a_register(tmp_path):
    """What follows for a file is the same whether the units it speaks of stand in a file or in the register."""
    path = tmp_path / "a.ttl"
    path.write_text(f"<{UNIT}doi-mot> <{CAKG.parentUnit}> <{HA_GIANG}> .", encoding="utf-8")
    grown = cakg.infer(cakg.load(path, NAME))
    assert f"{UNIT}doi-mot" in grown.subjects(RDF.type, CAKG.Unit)
    assert grown.sources[-1].triples < 50


def test_loading_says_the_day_of_the_snapshot(run):
    """The count of statements stands beside the day the tables stand for."""
    assert "số liệu tại 23/08/2025" in run("load", NAME).out


@pytest.mark.parametrize("command", [("load",), ("duties",), ("show", "Bộ Công an")])
def test_an_unknown_register_is_refused_with_the_known_ones(run, command):
    """A register that is not there is a source that cannot be read."""
    done = run(*command, "register:nothing")
    assert (done.code, done.out) == (3, "")
    assert NAME in done.err
    assert done.err.count("\n") == 1


BAD_ROWS = [
    ("districts.csv", "01,001,Quận Ba Đình,", "99,001,Quận Ba Đình,", "“99”"),
    ("communes.csv", "01,00004,Phường Ba Đình", "07,00004,Phường Ba Đình", "“07”"),
    ("communes.csv", "01,00008,Phường Ngọc Hà", "01,00008,Phường Ba Đình", "“Phường Ba Đình”"),
    ("communes.csv", "01,00008,Phường Ngọc Hà", "01,00004,Phường Ngọc Hà", "“00004”"),
    ("communes.csv", "01,00008,Phường Ngọc Hà", "01,00008,Ngọc Hà", "“Ngọc Hà”"),
    ("communes.csv", "01,00008,Phường Ngọc Hà", "01,00008,Thị trấn Ngọc Hà", "“Thị trấn Ngọc Hà”"),
    ("communes.csv", "01,00008,Phường Ngọc Hà", "01,00008", "province,code,name"),
    ("communes.csv", "province,code,name", "code,province,name", "province,code,name"),
    ("communes-until-2025-06-30.csv", "001,00001,Phường Phúc Xá,00097", "001,00001,Phường Phúc Xá,99999", "“99999”"),
    ("communes-until-2025-06-30.csv", "001,00001,Phường Phúc Xá,00097", "998,00001,Phường Phúc Xá,00097", "“998”"),
    ("provinces.csv", "02,Tỉnh Hà Giang,,2025-06-30,08", "02,Tỉnh Hà Giang,,2025-06-30,02", "“02”"),
    ("provinces.csv", "02,Tỉnh Hà Giang,,2025-06-30,08", "02,Tỉnh Hà Giang,,2025-06-31,08", "“2025-06-31”"),
    ("provinces.csv", "02,Tỉnh Hà Giang,,2025-06-30,08", "02,Tỉnh Hà Giang,2025-07-01,2025-06-30,08", "“2025-06-30”"),
    ("provinces.csv", "02,Tỉnh Hà Giang,,2025-06-30,08", "02,Tỉnh Hà Giang,,20250630,08", "“20250630”"),
    ("provinces.csv", "02,Tỉnh Hà Giang,,2025-06-30,08", "01,Tỉnh Hà Giang,,2025-06-30,08", "“01”"),
    ("communes-until-2025-06-30.csv", "001,00001,Phường Phúc Xá,00097", "001,00001,Phường Phúc Xá,", "“Phường Phúc Xá”"),
    (
        "communes-until-2025-06-30.csv",
        "001,00001,Phường Phúc Xá,00097",
        "001,00001,Phường Phúc Xá,00097 00097",
        "“00097 00097”",
    ),
    ("communes-until-2025-06-30.csv", "001,00001,Phường Phúc Xá,00097", '001,"00""01",Phường Phúc Xá,00097', '“00"01”'),
    ("communes-until-2025-06-30.csv", "001,00001,Phường Phúc Xá,00097", "001,,Phường Phúc Xá,00097", "“”"),
    ("communes-until-2025-06-30.csv", "001,00001,Phường Phúc Xá,00097", '001,00001,"Phường ""Phúc Xá",00097', "Phúc Xá”"),
    ("about.toml", "snapshot = 2025-08-23", "snapshot = [[", "snapshot"),
    ("ministry.ttl", "unit:bo-cong-an a cakg:Unit ;", "unit:bo-cong-an a cakg:Unit", "Parser"),
]


@pytest.mark.parametrize(("table", "right", "wrong", "named"), BAD_ROWS, ids=lambda value: str(value)[:30])
def test_a_row_that_cannot_be_used_is_told_by_file_and_line(tmp_path, table, right, wrong, named):
    """A missing parent, a missing follower, a name or code given twice, a wrong shape: nothing is left out silently."""
    folder = tmp_path / "vn-units"
    shutil.copytree(TABLES, folder)
    text = (folder / table).read_text(encoding="utf-8")
    assert right in text
    (folder / table).write_text(text.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        read_folder(folder)
    assert caught.value.path == f"vn-units/{table}"
    assert caught.value.line
    assert named in caught.value.message()


@pytest.mark.parametrize(
    ("table", "right", "wrong", "key"),
    [
        ("communes.csv", "Phường Ngọc Hà".encode(), b"Ph\xff", "not-utf8"),
        ("about.toml", b"snapshot = 2025-08-23", b"", "register-about"),
        ("about.toml", b"2008-08-01", b'"2008"', "register-about"),
    ],
)
def test_a_file_of_a_register_that_cannot_be_read_is_named(tmp_path, table, right, wrong, key):
    """Bytes that are no text and a description without what is needed are refused as any source."""
    folder = tmp_path / "vn-units"
    shutil.copytree(TABLES, folder)
    (folder / table).write_bytes((folder / table).read_bytes().replace(right, wrong, 1))
    with pytest.raises(SourceError) as caught:
        read_folder(folder)
    assert (caught.value.path, caught.value.key) == (f"vn-units/{table}", key)
    assert caught.value.line or table == "about.toml"


def test_units_that_follow_each_other_in_a_circle_are_refused(run, tmp_path):
    """A source that makes the old unit follow the new one is refused, by file and line, register or not."""
    path = tmp_path / "circle.ttl"
    path.write_text(f"<{TUYEN_QUANG}> <{CAKG.succeededBy}> <{HA_GIANG}> .", encoding="utf-8")
    done = run("show", "Công an tỉnh Hà Giang", NAME, path)
    assert (done.code, done.out) == (3, "")
    assert "cong-an-tinh-ha-giang" in done.err
    assert done.err.count("\n") == 1


def test_the_notice_of_the_source_is_kept():
    """The tables come from an MIT package: its notice and a description lie beside them, and they stay small."""
    assert "MIT License" in (TABLES / "NOTICE").read_text(encoding="utf-8")
    listed = (TABLES / "README.md").read_text(encoding="utf-8")
    assert all(f"`{path.name}`" in listed for path in TABLES.iterdir() if path.name != "README.md")
    assert sum(path.stat().st_size for path in TABLES.iterdir()) < 1_000_000

"""register:vn-units: real units before and from 1 July 2025, who follows whom, and the police units by rule."""

from __future__ import annotations

import csv
import json
import shutil
import unicodedata
from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cakg
from cakg import registers
from cakg.errors import SourceError, UnknownNameError
from cakg.graph.hierarchies import HIERARCHIES
from cakg.graph.names import find
from cakg.namespaces import CAKG, ID, PROVENANCE_GRAPH, RDF, SKOS
from cakg.registers.folders import read_folder, read_register
from cakg.resources import shipped
from cakg.terms import code, concept
from cakg.text import slug

NAME = "register:vn-units"
TABLES = Path(registers.__file__).parent / "vn-units"
CASES = Path(__file__).parent / "registers"
UNIT = ID["unit/"]
HA_GIANG, TUYEN_QUANG = UNIT + "cong-an-tinh-ha-giang", UNIT + "cong-an-tinh-tuyen-quang"
NEXT = (CAKG.succeededBy, CAKG.partlySucceededBy)


@pytest.fixture(scope="module")
def register():
    """The register alone."""
    return cakg.load(NAME)


class Units:
    """Every unit of the register by property, read once."""

    def __init__(self, kg):
        self.values = defaultdict(lambda: defaultdict(list))
        for quad in kg.quads():
            self.values[quad.subject.value][quad.predicate.value].append(quad.object.value)
        self.values = {iri: facts for iri, facts in self.values.items() if CAKG.Unit in facts[RDF.type]}
        self.names = sorted(self.values)
        self.wider = {lower: upper for lower, _, upper in kg.edges(CAKG.broaderKind)}

    def __iter__(self):
        """Yield the IRIs."""
        return iter(self.values)

    def get(self, iri, property_):
        """Return the values of a property."""
        return self.values[iri].get(property_, [])

    def exists(self, iri, day):
        """Say whether a unit exists on a day."""
        first, last = self.get(iri, CAKG.existsFrom), self.get(iri, CAKG.existsTo)
        return not (first and first[0] > day) and not (last and last[0] < day)

    def is_a(self, iri, kind):
        """Say whether a unit is of a kind or of a narrower one."""
        found = self.get(iri, CAKG.unitKind)[0]
        while found and code(found) != kind:
            found = self.wider.get(found)
        return found is not None

    def followers(self, iri):
        """Return those that follow a unit, as a whole or in part."""
        return [other for name in NEXT for other in self.get(iri, name)]


@pytest.fixture(scope="module")
def units(register):
    """The units of the register."""
    return Units(register)


def rows(name):
    """Return the rows of a table of cases."""
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", rows("counts.csv"), ids=lambda row: f"{row['kind']}-{row['day']}")
def test_counts_are_those_published(units, row):
    """Units of a kind on a day; a published total lies between those known to exist and all that may."""
    found = [iri for iri in units if units.exists(iri, row["day"]) and units.is_a(iri, row["kind"])]
    vague = [iri for iri in found if units.get(iri, CAKG.existence)]
    assert (len(found), len(vague)) == (int(row["units"]), int(row["not_known"]))
    assert len(found) - len(vague) <= int(row["published"]) <= len(found)


def test_the_second_source_agrees_as_noted(units):
    """The figures noted when other packages were looked at are still those of the register, and nothing fell below them."""
    before = [iri for iri in units if units.is_a(iri, "commune-unit") and units.exists(iri, "2025-06-30")]
    inside = {
        name: [
            iri
            for iri in before
            if f"{UNIT}{name}" in {up for low in units.get(iri, CAKG.parentUnit) for up in units.get(low, CAKG.parentUnit)}
        ]
        for name in ("tinh-ha-giang", "tinh-nghe-an")
    }
    ours = {
        "provinces and cities before": 63,
        "districts before": sum(units.is_a(iri, "district-unit") for iri in units),
        "communes before": len(before),
        "communes and townships of Hà Giang before": sum(not units.is_a(iri, "ward") for iri in inside["tinh-ha-giang"]),
        "wards of Nghệ An before": sum(units.is_a(iri, "ward") for iri in inside["tinh-nghe-an"]),
        "provinces and cities now": 34,
        "communes now": sum(units.is_a(iri, "commune-unit") and units.exists(iri, "2025-07-01") for iri in units),
    }
    for row in rows("second-source.csv"):
        assert int(row["agree"]) <= min(int(row["ours"]), int(row["theirs"])), row
        assert ours.get(row["what"], int(row["ours"])) == int(row["ours"]), row


def test_what_follows_what_has_the_figures_of_its_source(units):
    """10,602 links from 10,040 old units: 471 units divided, the others whole, 125 of them going on as they are."""
    olds = [iri for iri in units if units.is_a(iri, "commune-unit") and units.get(iri, CAKG.existsTo)]
    same = [
        iri
        for iri in units
        if units.is_a(iri, "commune-unit") and units.exists(iri, "2025-06-30") and units.exists(iri, "2025-07-01")
    ]
    islands = [iri for iri in units if units.is_a(iri, "district-unit") and units.get(iri, CAKG.succeededBy)]
    assert (len(olds), len(same), len(islands)) == (9910, 125, 5)
    assert sum(len(units.followers(iri)) for iri in olds) + len(same) + len(islands) == 10_602
    assert Counter(len(units.followers(iri)) for iri in olds) == {1: 9564 - len(same), 2: 397, 3: 58, 4: 15, 5: 1}


def test_every_unit_that_ended_is_followed_from_the_next_day_on(units):
    """No ended unit is left without a follower, and each follower exists on the day after and is of the same sort."""
    for iri in units:
        last = units.get(iri, CAKG.existsTo)
        assert bool(last) == bool(units.followers(iri)), iri
        if last:
            day = (date.fromisoformat(last[0]) + timedelta(1)).isoformat()
            for other in units.followers(iri):
                assert units.exists(other, day), (iri, other)
                assert units.is_a(other, "police") == units.is_a(iri, "police"), (iri, other)


def test_a_unit_passes_as_a_whole_to_one_or_in_parts_to_several(units):
    """Whole and part never stand together, a whole has one receiver, and nobody follows itself."""
    for iri in units:
        whole, parts = (units.get(iri, name) for name in NEXT)
        assert len(whole) + bool(parts) <= 1, iri
        assert iri not in whole + parts
        assert len(set(parts)) == len(parts)


@given(data=st.data())
@settings(max_examples=200, deadline=None)
def test_whoever_follows_leads_to_today(units, data):
    """From any unit, taking any follower each time, one comes to a unit that exists today in at most three steps."""
    iri = data.draw(st.sampled_from(units.names))
    for _ in range(4):
        if not units.followers(iri):
            break
        iri = data.draw(st.sampled_from(units.followers(iri)))
    assert units.exists(iri, "2026-11-22")


def test_every_unit_stands_under_described_units_without_a_circle(register, units):
    """Every parent, territory and follower is a unit of the register, and alone the register has no circle."""
    for iri in units:
        for name in (CAKG.parentUnit, CAKG.administers, *NEXT):
            assert all(other in units.values for other in units.get(iri, name)), iri
    ranked = {}

    def rank(iri):
        if iri not in ranked:
            ranked[iri] = None
            uppers = [rank(upper) for upper in units.get(iri, CAKG.parentUnit)]
            assert None not in uppers, iri
            ranked[iri] = 1 + max(uppers, default=0)
        return ranked[iri]

    assert max(map(rank, units)) == 4
    assert (CAKG.succeededBy, CAKG.partlySucceededBy) in HIERARCHIES
    register.require_acyclic()


def test_the_police_mirror_the_territory(units):
    """Each administrative unit has one police unit of its name and time; only the police of districts ended earlier."""
    administered = Counter(place for iri in units for place in units.get(iri, CAKG.administers))
    territories = [iri for iri in units if units.is_a(iri, "administrative-unit")]
    assert administered == dict.fromkeys(territories, 1)
    for iri in units:
        for place in units.get(iri, CAKG.administers):
            label = units.get(place, SKOS.prefLabel)[0]
            assert units.get(iri, SKOS.prefLabel)[0] == f"Công an {label[0].lower()}{label[1:]}"
            assert iri == place.replace(UNIT, f"{UNIT}cong-an-")
            ends = ["2025-02-28"] if units.is_a(place, "district-unit") else units.get(place, CAKG.existsTo)
            assert units.get(iri, CAKG.existsTo) == ends
            assert units.get(iri, CAKG.existsFrom) == units.get(place, CAKG.existsFrom)
            if not units.is_a(place, "district-unit"):
                assert [other.replace(UNIT, f"{UNIT}cong-an-") for other in units.followers(place)] == units.followers(iri)


def test_district_police_pass_to_province_and_communes(units):
    """Functions of district police were divided: the candidates are the province's police and those of its communes."""
    found = units.get(f"{UNIT}cong-an-huyen-quan-ba-ha-giang", CAKG.partlySucceededBy)
    assert HA_GIANG in found
    assert len(found) == 14
    assert all(units.exists(other, "2025-03-01") for other in found)


def test_commune_police_stand_under_district_then_province(register):
    """Until February 2025 the district's police stand above the commune's, then the province's."""
    iri = f"{UNIT}cong-an-xa-quan-ba-huyen-quan-ba-ha-giang"
    for day, parent in (("2024-01-01", "Công an huyện Quản Bạ"), ("2025-03-01", "Công an tỉnh Hà Giang")):
        assert [upper.label for upper in cakg.show(register, iri, as_of=day).parents] == [parent]


def test_ends_of_iris_are_the_names(units):
    """An IRI begins with the folded name; an ended unit that shares it with a living one carries its last day."""
    for iri in units:
        assert any(code(iri).startswith(slug(label)) for label in units.get(iri, SKOS.prefLabel)), iri
        assert iri.isascii()
    assert units.exists(TUYEN_QUANG, "2026-01-01")
    assert units.get(f"{TUYEN_QUANG}-den-2025-06-30", CAKG.succeededBy) == [TUYEN_QUANG]


def test_an_unknown_first_day_stays_unknown(units):
    """Nothing before the merger has a first day but Huế, and nothing since it lacks one but what went on."""
    first = {iri: units.get(iri, CAKG.existsFrom) for iri in units}
    assert {days[0] for days in first.values() if days} == {"2025-01-01", "2025-07-01"}
    assert {code(iri) for iri in first if first[iri] == ["2025-01-01"]} == {"thanh-pho-hue", "cong-an-thanh-pho-hue"}
    assert all(date.fromisoformat(day) for iri in units for day in first[iri] + units.get(iri, CAKG.existsTo))


def test_who_may_not_exist_is_said_with_its_reason(register, units):
    """The units whose existence is not known are exactly those a recorded doubt speaks of, with its sources."""
    vague = {iri for iri in units if units.get(iri, CAKG.existence)}
    doubts = [ID["claim/"] + name for name in ("vn-units-cong-an-dac-khu", "vn-units-cong-an-cap-huyen")]
    assert vague == {iri for claim in doubts for iri in register.record(claim).all(CAKG.about)}
    assert all(units.get(iri, CAKG.existence) == [concept("existence", "not-known")] for iri in vague)
    card = cakg.show(register, "Công an đặc khu Trường Sa", as_of="2026-01-01")
    assert (card.existing, card.existence) == (None, "not-known")


def test_codes_of_the_ministry_carry_their_time(register):
    """Every code stands in a record of its own; a day that no source gives is left out, and V28 came before V05."""
    codes = [register.record(iri) for iri in register.subjects(RDF.type, CAKG.CodeAssignment)]
    assert len(codes) == 44
    dated = {record.one(CAKG.unitCode): (record.one(CAKG.codeFrom), record.one(CAKG.codeTo)) for record in codes}
    assert {name: days for name, days in dated.items() if any(days)} == {
        "V05": ("2018-08-06", None),
        "V28": (None, "2018-08-05"),
    }
    doubted = {iri for claim in register.subjects(RDF.type, CAKG.Claim) for iri in register.record(claim).all(CAKG.about)}
    assert {record.iri for record in codes if record.one(CAKG.unitCode) != "V28"} - doubted == set()


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


def test_a_district_of_the_register_meets_the_shapes(tmp_path, register, units):
    """The police of a district with all that stand above and follow, and some codes, hurt no demand on the data."""
    district = f"{UNIT}cong-an-huyen-quan-ba-ha-giang"
    old = [iri for iri in units if district in units.get(iri, CAKG.parentUnit)]
    zones = [f"{UNIT}cong-an-dac-khu-ly-son-quang-ngai", f"{UNIT}cong-an-xa-krong-gia-lai"]
    codes = register.subjects(RDF.type, CAKG.CodeAssignment)[-3:]
    sample = [district, *old, *zones, *codes, *(owner for iri in codes for owner in register.record(iri).all(CAKG.codeOf))]
    for iri in sample:
        for name in (CAKG.parentUnit, CAKG.administers, *NEXT):
            sample += [other for other in units.values.get(iri, {}).get(name, []) if other not in sample]
    lines = [f"{quad.triple} ." for quad in register.quads() if quad.subject.value in sample]
    path = tmp_path / "sample.nt"
    path.write_text("\n".join(lines), encoding="utf-8")
    report = cakg.validate(cakg.load(path, shipped("examples") / "parties.ttl"))
    assert len(set(sample)) > 50
    assert [finding for finding in report if finding.severity == "violation"] == []


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


def test_ha_giang_is_followed_by_tuyen_quang(run):
    """The question of the issue: what the unit was, is, and who follows it, with the day of the snapshot."""
    done = run("show", "Công an tỉnh Hà Giang", NAME, "--as-of", "2026-01-01", "-f", "json")
    card = json.loads(done.out)
    assert {"iri", "label", "kind", "validFrom", "validTo", "parents", "successors", "predecessors"} <= set(card)
    assert (card["iri"], card["existing"], card["validFrom"], card["validTo"]) == (HA_GIANG, False, None, "2025-06-30")
    assert card["exampleData"] is False
    assert (card["register"], card["snapshot"]) == (NAME, "2025-08-23")
    assert [parent["label"] for parent in card["parents"]] == ["Bộ Công an"]
    assert card["successors"] == [
        {
            "iri": TUYEN_QUANG,
            "label": "Công an tỉnh Tuyên Quang",
            "from": "2025-07-01",
            "function": None,
            "certainty": "byDefaultRule",
        }
    ]
    assert len(card["predecessors"]) == 11
    assert {item["from"] for item in card["predecessors"]} == {"2025-03-01"}


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_long_list_is_cut_with_its_count_and_day(register, lang):
    """A card counts what it leaves out, and a count from the register names the day of its snapshot."""
    text = cakg.render(cakg.show(register, HA_GIANG, as_of="2026-01-01", lang=lang), lang=lang)
    assert "204" in text
    assert text.count("23/08/2025") == 2
    assert len(text) < 3000


def test_a_unit_not_yet_set_up_has_not_ended(register):
    """Asked about a day before it began, a unit is not said to have ended."""
    text = cakg.render(cakg.show(register, "Công an phường Hà Giang 1", as_of="2025-01-01"))
    assert "chưa thành lập" in text
    assert "đã kết thúc" not in text


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


def test_two_units_of_one_name_are_told_apart(run):
    """Candidates carry their provinces and times, those that exist on the day come first, and nothing is chosen."""
    done = run("show", "Công an xã Tân Tiến", NAME, "--as-of", "2025-01-01")
    assert (done.code, done.out) == (2, "")
    candidates = done.err.split("|")
    assert len(candidates) > 10
    first = next(place for place, words in enumerate(candidates) if "01/07/2025 – …" in words)
    assert all("… – 30/06/2025" in words for words in candidates[:first])
    assert all("01/07/2025 – …" in words for words in candidates[first:])
    assert "Công an tỉnh Lào Cai, … – 30/06/2025" in done.err


def test_a_day_tells_units_of_one_name_apart(register):
    """Old and new Tuyên Quang share a name: on a day only one bears it; without a day both are named."""
    for day, iri in (("2025-06-30", f"{TUYEN_QUANG}-den-2025-06-30"), ("2025-07-01", TUYEN_QUANG)):
        assert cakg.show(register, "Công an tỉnh Tuyên Quang", as_of=day).iri == iri
    with pytest.raises(UnknownNameError) as caught:
        cakg.show(register, "Công an tỉnh Tuyên Quang")
    assert len(caught.value.suggestions) == 2


@given(data=st.data())
@settings(max_examples=100, deadline=None)
def test_every_unit_is_found_by_its_name(register, units, data):
    """The name of a unit, exact or without accents, leads to it, perhaps among others."""
    iri = data.draw(st.sampled_from(units.names))
    label = register.record(iri).label()
    assert iri in find(register, label, CAKG.Unit)
    assert (
        iri in find(register, slug(label).replace("-", " "), CAKG.Unit) or "'" in label or "-" in label or "y" in label.lower()
    )


def test_a_misspelt_name_gets_the_nearest(register):
    """Among twenty thousand names the nearest are still found."""
    with pytest.raises(UnknownNameError) as caught:
        cakg.show(register, "Công an tinh Hà Gianh")
    assert "Công an tỉnh Hà Giang" in caught.value.suggestions


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


@pytest.mark.parametrize(
    ("words", "day", "found"),
    [("V28", "2018-08-05", True), ("V28", "2018-08-06", False), ("v05", "2018-08-06", True), ("V05", "2018-08-05", False)],
)
def test_a_code_names_the_unit_that_bears_it_on_the_day(run, words, day, found):
    """A department is found by the code of the day; a code of other days is refused with its time."""
    done = run("duties", NAME, "--unit", words, "--as-of", day)
    assert done.code == (0 if found else 2), done.err
    assert found or "06/8/2018" in done.err or "05/8/2018" in done.err
    shown = run("show", words, NAME, "--as-of", day)
    assert ("Cục Xây dựng phong trào" in shown.out.partition("\n")[0]) is found


CLASSES = """@prefix cakg: <https://w3id.org/cakg/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix i: <https://w3id.org/cakg/id/instrument/> .
@prefix n: <https://w3id.org/cakg/id/norm/> .
@prefix p: <https://w3id.org/cakg/id/population/> .
@prefix r: <https://w3id.org/cakg/id/responsibility/> .
@prefix k: <https://w3id.org/cakg/vocab/unit-kind/> .
@prefix all: <https://w3id.org/cakg/vocab/selection/> .
@prefix policy: <https://w3id.org/cakg/vocab/membership-policy/> .
i:x a cakg:Instrument ; skos:prefLabel "Kế hoạch"@vi ; cakg:issuedOn "2019-03-01"^^xsd:date .
"""
KINDS = ("commune-level-police", "provincial-police", "outside-body", "ministry-unit")


@pytest.fixture(scope="module")
def counted(tmp_path_factory):
    """A target and a duty of each kind of unit, beside the register."""
    path = tmp_path_factory.mktemp("counted") / "a.ttl"
    text = CLASSES
    for kind in KINDS:
        text += f"""p:{kind} a cakg:Population ; skos:prefLabel "{kind}"@vi ; cakg:unitKind k:{kind} ;
            cakg:membershipPolicy policy:asOfIssue ; cakg:selection all:all .
        n:t-{kind} a cakg:Target ; cakg:statedIn i:x ; skos:prefLabel "t"@vi ; cakg:population p:{kind} .
        n:{kind} a cakg:Obligation ; cakg:statedIn i:x ; skos:prefLabel "v"@vi .
        r:{kind} a cakg:Responsibility ; cakg:ofNorm n:{kind} ; cakg:bearer p:{kind} .
        """
    path.write_text(text, encoding="utf-8")
    return cakg.load(path, NAME)


def test_a_register_counts_only_what_it_covers(counted):
    """Before its first complete day, and of kinds of which it has some units only, the number is not known."""
    found = {
        (row.code.removeprefix("t-"), item.policy): (item.headcount.count, item.headcount.basis)
        for row in cakg.targets(counted, as_of="2025-09-01")
        for item in row.denominators
    }
    unknown = (None, "notKnown")
    assert found["commune-level-police", "asOfIssue"] == unknown
    assert found["commune-level-police", "asOfQuery"] == (3321, "counted")
    assert found["provincial-police", "asOfIssue"] == (63, "counted")
    assert found["outside-body", "asOfQuery"] == found["ministry-unit", "asOfQuery"] == unknown


def test_a_count_of_a_register_names_its_snapshot(counted):
    """The day of the snapshot stands beside the count, for people and for machines."""
    targets = cakg.targets(counted, as_of="2025-09-01")
    assert "23/08/2025" in cakg.render(targets)
    days = {item["headcount"]["registerOn"] for row in targets.as_dict()["targets"] for item in row["denominators"]}
    assert days == {None, "2025-08-23"}


def test_members_of_a_day_the_register_does_not_cover_are_called_incomplete(counted):
    """Expanded for a day before the first complete one, or of a kind it does not cover, the list is said to have gaps."""
    found = cakg.duties(counted, as_of="2025-09-01", expand=True)
    doubts = {(item.label, item.reason, item.since and item.since.isoformat()) for item in found.incomplete}
    assert doubts == {
        ("commune-level-police", "earlier", "2025-06-01"),
        ("outside-body", "none", None),
        ("ministry-unit", "uncovered", None),
    }


def test_a_list_from_the_register_names_its_snapshot(counted, run, tmp_path):
    """Wherever the units of a register are numbered, the day of its snapshot stands in the sentence and in the data."""
    found = cakg.duties(counted, as_of="2025-09-01", expand=True)
    assert {item.label: str(item.registerOn) for item in found.incomplete if item.units} == {
        "commune-level-police": "2025-08-23",
        "ministry-unit": "2025-08-23",
    }
    path = tmp_path / "b.ttl"
    path.write_text(
        CLASSES
        + """p:b a cakg:Population ; skos:prefLabel "B"@vi ; cakg:unitKind k:ministry-unit ; cakg:selection all:all .
        n:b a cakg:Obligation ; cakg:statedIn i:x ; skos:prefLabel "v"@vi .
        r:b a cakg:Responsibility ; cakg:ofNorm n:b ; cakg:bearer p:b .
        """,
        encoding="utf-8",
    )
    done = run("duties", path, NAME, "--expand", "--as-of", "2025-09-01", "-f", "json")
    assert "(danh mục lập theo ngày 23/08/2025)" in done.err
    assert {item["registerOn"] for item in json.loads(done.out)["incomplete"]} == {"2025-08-23"}


def test_a_verdict_over_a_count_of_the_register_names_its_snapshot(run, tmp_path):
    """The day of the snapshot stands in the line of the verdict too, beside the day for which the units were counted."""
    path = tmp_path / "c.ttl"
    path.write_text(
        CLASSES
        + """
        p:c a cakg:Population ; skos:prefLabel "C"@vi ; cakg:unitKind k:provincial-police ; cakg:selection all:all ;
            cakg:membershipPolicy policy:asOfQuery .
        n:c a cakg:Target ; cakg:statedIn i:x ; skos:prefLabel "t"@vi ; cakg:population p:c ;
            cakg:indicator <https://w3id.org/cakg/id/indicator/c> ; cakg:step <https://w3id.org/cakg/id/step/c> .
        <https://w3id.org/cakg/id/indicator/c> a cakg:Indicator .
        <https://w3id.org/cakg/id/step/c> a cakg:TargetStep ; cakg:lowerBound 30.0 ; cakg:measureUnit "%" ;
            cakg:comparator <https://w3id.org/cakg/vocab/comparator/atLeast> ;
            cakg:scope <https://w3id.org/cakg/vocab/scope/wholePopulation> .
        <https://w3id.org/cakg/id/observation/c> a cakg:ProgressObservation ; skos:prefLabel "S"@vi ;
            cakg:indicator <https://w3id.org/cakg/id/indicator/c> ; cakg:observedOf p:c ; cakg:observedValue 17.0 ;
            cakg:measureUnit "đơn vị" ; cakg:observedOn "2025-08-01"^^xsd:date .
        """,
        encoding="utf-8",
    )
    said = run("targets", path, NAME, "--as-of", "2025-09-01").out
    verdicts = [line for line in said.splitlines() if "17/34" in line]
    assert verdicts
    assert all("danh mục lập theo ngày 23/08/2025" in line for line in verdicts)


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

"""register:vn-units: real units before and from 1 July 2025, who follows whom, and the police units by rule."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta

import pytest
from case_tables import read_cases
from hypothesis import given, settings
from hypothesis import strategies as st

import cakg
from cakg.graph.hierarchies import HIERARCHIES
from cakg.graph.names import find
from cakg.namespaces import CAKG, ID, RDF, SKOS
from cakg.resources import shipped
from cakg.terms import code, concept
from cakg.text import slug

NAME = "register:vn-units"
UNIT = ID["unit/"]
HA_GIANG, TUYEN_QUANG = UNIT + "cong-an-tinh-ha-giang", UNIT + "cong-an-tinh-tuyen-quang"
NEXT = (CAKG.succeededBy, CAKG.partlySucceededBy)


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


@pytest.mark.parametrize("row", read_cases("registers/counts.csv"), ids=lambda row: f"{row['kind']}-{row['day']}")
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
    for row in read_cases("registers/second-source.csv"):
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

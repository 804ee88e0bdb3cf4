"""Targets asked of each province: what is counted in one, whose figures count, and what is not known."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest

import cakg
from cakg.rendering.levels import show_targets
from cakg.terms import shorten

PATH = Path(__file__).parent / "targets" / "partitions.ttl"
REGISTER = "register:vn-units"
SNAPSHOT = date(2025, 8, 23)
COMMUNE = "unit/cong-an-xa-bao-lac-cao-bang"
OWN = PATH.with_name("partitions-more.ttl")
DAY = "2026-01-01"
ASKED = ("khong-pham-vi", "thuoc-bo")
"""The same target over a class that names the unit above it, and over one that does not."""


@pytest.fixture(scope="module")
def graph():
    """The cases with the register of units."""
    return cakg.load(PATH, REGISTER)


@pytest.fixture(scope="module")
def found(graph):
    """The targets of the cases on the first day of 2026."""
    return cakg.targets(graph, as_of=DAY)


def _row(targets, name):
    (row,) = [row for row in targets if row.code == name]
    return row


def _of(row, unit):
    return {
        (item.policy, item.numerator, item.denominator, item.denominatorBasis, item.outcome)
        for item in row.verdicts
        if shorten(item.part or "") == f"unit/{unit}"
    }


@pytest.mark.parametrize("name", ASKED)
def test_a_province_is_judged_on_its_own_wards_under_each_policy(found, name):
    """Three of the seven wards the register counts in Tuyên Quang, not of the country's 687; at issue it was another unit."""
    assert _of(_row(found, name), "cong-an-tinh-tuyen-quang") == {
        ("asOfIssue", "3", None, "absent", "unknown"),
        ("asOfDueDate", "3", "7", "counted", "met"),
        ("asOfQuery", "3", "7", "counted", "met"),
    }


@pytest.mark.parametrize("name", ASKED)
def test_the_published_count_of_a_province_stands_beside_the_register(found, name):
    """A count published for the wards of one province stays beside the count of the register, each judged."""
    assert _of(_row(found, name), "cong-an-tinh-ca-mau") == {
        ("asOfIssue", "2", None, "absent", "unknown"),
        ("asOfDueDate", "2", "12", "snapshot", "notMet"),
        ("asOfDueDate", "2", "9", "counted", "notMet"),
        ("asOfQuery", "2", "12", "snapshot", "notMet"),
        ("asOfQuery", "2", "9", "counted", "notMet"),
        ("frozenSnapshot", "2", "12", "snapshot", "notMet"),
    }


def test_a_count_of_a_province_names_the_register_and_its_day(found, run):
    """Text, JSON and CSV for programs say where the seven wards were counted and which day the register stands for."""
    counted = [item for item in _row(found, "thuoc-bo").verdicts if item.part and item.denominatorBasis == "counted"]
    assert {item.registerOn for item in counted} == {SNAPSHOT}
    text = run("targets", PATH, REGISTER, "--as-of", DAY).out
    assert (
        "(3/7 đơn vị, theo ngày đến hạn, đếm trong danh mục đơn vị tại ngày 31/12/2025 (danh mục lập theo ngày 23/08/2025); mức in 30 %)"
    ) in text
    table = list(csv.DictReader(io.StringIO(run("targets", PATH, REGISTER, "--as-of", DAY, "-f", "csv-raw").out)))
    assert {row["registerOn"] for row in table if row["denominatorBasis"] == "counted"} == {"2025-08-23"}


@pytest.mark.parametrize("name", ASKED)
def test_a_figure_of_an_ended_province_is_noted_and_settles_nothing_for_all(found, name, run):
    """Hà Giang ended on 30/06/2025: its figure says so, no wards are counted for the due day, and it is not among the parts."""
    row = _row(found, name)
    (figure,) = [figure for figure in row.figures if shorten(figure.iri) == "observation/ha-giang"]
    assert figure.aboutEnded == date(2025, 6, 30)
    own = [item for item in row.verdicts if shorten(item.part or "") == "unit/cong-an-tinh-ha-giang"]
    assert {(item.denominator, item.outcome, item.reason) for item in own} == {(None, "unknown", "verdict-part-ended")}
    together = [item for item in row.verdicts if item.together]
    assert together
    assert not [item for item in together if figure.iri in item.figures]
    text = run("targets", PATH, REGISTER, "--as-of", DAY).out
    assert "(Công an tỉnh Hà Giang, đơn vị tồn tại đến 30/06/2025; 01/06/2025)" in text


def test_before_it_ended_a_province_is_judged_like_any_other(graph):
    """On a day on which Hà Giang exists its figure bears no note and its wards of that day are counted."""
    row = _row(cakg.targets(graph, as_of="2025-06-15"), "khong-pham-vi")
    (figure,) = row.figures
    assert figure.aboutEnded is None
    (count,) = {item.denominator for item in row.verdicts if item.part and item.denominatorBasis == "counted"}
    assert int(count) > 0
    assert {item.reason for item in row.verdicts} == {None}


def test_a_province_that_had_not_begun_is_not_counted_and_that_is_said(found, run):
    """The Tuyên Quang of today did not exist when the plan was issued, so its wards have no number on that day."""
    (item,) = [
        item
        for item in _row(found, "thuoc-bo").verdicts
        if (item.policy, shorten(item.part or "")) == ("asOfIssue", "unit/cong-an-tinh-tuyen-quang")
    ]
    assert (item.denominator, item.outcome, item.reason) == (None, "unknown", "verdict-part-absent")
    text = run("targets", PATH, REGISTER, "--as-of", DAY).out
    assert "(3/? đơn vị, theo ngày ban hành; mức in 30 %, đơn vị không tồn tại vào ngày đó)" in text


def test_a_figure_of_the_ministry_is_of_no_province(found):
    """What the Ministry reports is not taken as the figure of one province."""
    assert not [item for name in ASKED for item in _row(found, name).verdicts if shorten(item.part or "") == "unit/bo-cong-an"]


def test_figures_of_a_province_count_without_a_register_too():
    """A province that only the data itself describes has its figure among those of the target; its wards have no number."""
    row = _row(cakg.targets(cakg.load(PATH, OWN), as_of=DAY), "khong-pham-vi")
    assert _of(row, "cong-an-tinh-moi") == {
        (policy, "3", None, "notKnown", "unknown") for policy in ("asOfIssue", "asOfDueDate", "asOfQuery")
    }


def test_a_figure_of_chosen_wards_is_the_least_a_province_has():
    """One of the wards chosen in Tuyên Quang is not known to be all: too few of them does not say that the level is missed."""
    row = _row(cakg.targets(cakg.load(PATH, OWN, REGISTER), as_of="2026-02-01"), "khong-pham-vi")
    counted = {item.outcome for item in row.verdicts if "observation/chon" in map(shorten, item.figures) and item.denominator}
    assert counted == {"unknown"}


@pytest.mark.parametrize("unit", ["Công an tỉnh Tuyên Quang", "Công an tỉnh Nghệ An"])
def test_a_province_finds_the_targets_asked_of_each_province(graph, unit):
    """Asked for one province, the targets of each province are there, its figure among theirs and not among the others."""
    answer = cakg.targets(graph, unit, as_of=DAY)
    assert [row.code for row in answer] == list(ASKED)
    assert answer.figures == ()


def test_the_ministry_is_no_province(graph):
    """For the Ministry a target of each province is found only where the class counted stands under it."""
    assert [row.code for row in cakg.targets(graph, "unit/bo-cong-an", as_of=DAY)] == ["thuoc-bo"]


@pytest.mark.parametrize(
    ("name", "basis", "missing"),
    [("khong-co", "undescribed", ("unit/khong-co",)), ("tinh-moi", "unlisted", ("unit/cong-an-tinh-moi",))],
)
def test_what_nobody_lists_is_not_counted_as_zero(found, name, basis, missing):
    """Under a unit that nobody describes, or whose units no register has, the number is not known and the unit is named."""
    counts = {item.headcount for item in _row(found, name).denominators if item.policy == "asOfQuery"}
    assert {(item.count, item.basis, tuple(map(shorten, item.missing))) for item in counts} == {(None, basis, missing)}


def test_a_published_count_stands_alone_where_no_register_lists_the_units(found):
    """Beside the twenty units that were published no zero is counted."""
    assert {item.headcount.count for item in _row(found, "so-dem").denominators if item.policy == "asOfQuery"} == {20}


def test_the_missing_unit_is_named_in_both_languages(run):
    """The text names the unit that no source describes and the one whose units no register has."""
    vietnamese, english = (run("targets", PATH, REGISTER, "--as-of", DAY, "--lang", lang).out for lang in ("vi", "en"))
    assert "không rõ số lượng: không nguồn nào mô tả unit/khong-co" in vietnamese
    assert "không rõ số lượng: không danh mục nào đã nạp có các đơn vị thuộc unit/cong-an-tinh-moi" in vietnamese
    assert "the number is not known: no source describes unit/khong-co" in english


def test_a_choice_between_counts_names_the_day_of_the_register(run, tmp_path):
    """A number that was counted in the register has its day also where it decides the verdict; one from a list has not."""
    path = tmp_path / "target.ttl"
    path.write_text(
        """@prefix cakg: <https://w3id.org/cakg/ontology#> .
@prefix v: <https://w3id.org/cakg/vocab/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix ex: <https://example.org/> .
ex:class a cakg:Population ; skos:prefLabel "Công an phường"@vi ;
    cakg:unitKind <https://w3id.org/cakg/vocab/unit-kind/ward-police> ;
    cakg:selection <https://w3id.org/cakg/vocab/selection/all> .
ex:then a cakg:PopulationSnapshot ; cakg:ofPopulation ex:class ; cakg:snapshotOn "2024-01-01"^^xsd:date ; cakg:memberCount 1800 .
ex:indicator a cakg:Indicator ; skos:prefLabel "phường kiểu mẫu"@vi .
ex:plan a cakg:Instrument ; skos:prefLabel "Kế hoạch"@vi ; cakg:issuedOn "2024-01-29"^^xsd:date .
ex:target a cakg:Target ; cakg:action "Đạt chuẩn"@vi ; cakg:statedIn ex:plan ; cakg:indicator ex:indicator ;
    cakg:population ex:class ; cakg:step ex:step .
ex:step a cakg:TargetStep ; cakg:comparator <https://w3id.org/cakg/vocab/comparator/atLeast> ; cakg:lowerBound 30 ;
    cakg:measureUnit "%" ; cakg:scope <https://w3id.org/cakg/vocab/scope/wholePopulation> ; cakg:deadline ex:due .
ex:due a cakg:FixedDeadline ; cakg:statedText "đến năm 2025" ; cakg:dueBy "2025-12-31"^^xsd:date .
ex:figure a cakg:ProgressObservation ; skos:prefLabel "Số đã đạt"@vi ; cakg:indicator ex:indicator ; cakg:observedOf ex:class ;
    cakg:observedValue 300 ; cakg:measureUnit "phường" ; cakg:observedOn "2025-12-31"^^xsd:date .
""",
        encoding="utf-8",
    )
    text = run("targets", path, REGISTER, "--as-of", "2026-01-01").out
    changes = [line for line in text.splitlines() if "Kết luận đổi theo mẫu số" in line]
    assert changes
    assert all("687" in line and "danh mục lập theo ngày 23/08/2025" in line for line in changes)


@pytest.mark.parametrize(
    ("way", "count", "missing", "outcome"),
    [
        ("succeededBy unit:cong-an-tinh-lang-son", 121, 0, "notMet"),
        ("partlySucceededBy unit:cong-an-tinh-lang-son , unit:cong-an-tinh-thai-nguyen", 65, 56, "unknown"),
    ],
)
def test_communes_of_an_ended_province_count_with_the_one_that_followed_or_are_missing(turtle, way, count, missing, outcome):
    """Where the data say who follows the province they count there, else they are named and a verdict they may turn is open."""
    plan = turtle(
        f"""
        @prefix unit: <https://w3id.org/cakg/id/unit/> .
        unit:cong-an-tinh-cao-bang cakg:existsTo "2026-12-31"^^xsd:date ; cakg:{way} .
        p:xa a cakg:Population ; skos:prefLabel "Công an cấp xã tỉnh Lạng Sơn"@vi ; cakg:unitKind kind:commune-level-police ;
            cakg:within unit:cong-an-tinh-lang-son ; cakg:selection selection:all .
        n:1 a cakg:Target ; cakg:population p:xa ; cakg:indicator <https://w3id.org/cakg/id/indicator/x> ; cakg:statedIn i:x ;
            cakg:step [ cakg:comparator <https://w3id.org/cakg/vocab/comparator/atLeast> ; cakg:lowerBound 50 ;
            cakg:measureUnit "%" ; cakg:scope <https://w3id.org/cakg/vocab/scope/wholePopulation> ] .
        <https://w3id.org/cakg/id/figure/1> a cakg:ProgressObservation ; cakg:indicator <https://w3id.org/cakg/id/indicator/x> ;
            cakg:observedOf p:xa ; cakg:observedValue 40 ; cakg:measureUnit "đơn vị" ; cakg:observedOn "2027-02-01"^^xsd:date .
        """
    )
    kg = cakg.load(REGISTER, plan)
    found = cakg.targets(kg, as_of="2027-03-01")
    (row,) = found
    (counted,) = [item.headcount for item in row.denominators if item.policy == "asOfQuery"]
    assert (counted.count, len(counted.missing), counted.exact) == (count, missing, not missing)
    assert {item.outcome for item in row.verdicts if item.policy == "asOfQuery"} == {outcome}
    assert ("chưa kể 56 đơn vị" in show_targets(found, "vi")) is bool(missing)
    asked = {day: len(cakg.targets(kg, COMMUNE, as_of=day)) for day in ("2026-12-31", "2027-01-01")}
    assert asked == {"2026-12-31": 0, "2027-01-01": 0 if missing else 1}

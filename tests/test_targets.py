"""How much: levels, denominators, figures, verdicts; local targets; criteria sets."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from case_tables import read_cases
from hypothesis import given
from hypothesis import strategies as st

import cakg
from cakg.errors import UnknownNameError
from cakg.goals.levels import readings_of
from cakg.model.target import Headcount
from cakg.rendering.levels import show_targets
from cakg.resources import shipped
from cakg.terms import code, shorten

FOLDER = Path(__file__).parent / "targets"
DAY = "2026-06-30"


@pytest.fixture(scope="module")
def found():
    """The targets of the cases."""
    return cakg.targets(cakg.load(FOLDER / "cases.ttl"), as_of=DAY)


@pytest.fixture(scope="module")
def criteria():
    """The graph of the criteria cases."""
    return cakg.load(FOLDER / "criteria.ttl")


def _step(targets, name):
    (row,) = [row for row in targets if row.code == name]
    return row


@pytest.mark.parametrize(
    "case",
    read_cases("targets/cases.csv"),
    ids=lambda case: f"{case['norm']}-{case['policy']}-{case['reading']}-{case['part']}",
)
def test_each_case_of_the_table_has_its_verdict(found, case):
    """Numerator, denominator, verdict, its day and side of the due day are those of the table, for every choice."""
    (verdict,) = [
        item
        for item in _step(found, case["norm"]).verdicts
        if (item.policy, item.reading, shorten(item.part or ""), str(item.on))
        == (case["policy"], case["reading"], case["part"], case["on"])
    ]
    shown = (verdict.numerator, verdict.denominator or "", verdict.outcome, "yes" if verdict.approximate else "no")
    assert shown == (case["numerator"], case["denominator"], case["outcome"], case["approximate"])
    assert (verdict.timing, verdict.reason or "") == (case["timing"], case["reason"])


def test_the_text_keeps_sign_unit_and_day(run):
    """A verdict repeats "more than", a unit that differs from that of the level, and on which side of the due day it holds."""
    text = run("targets", FOLDER / "cases.ttl", "--as-of", DAY).out
    assert "đạt tại ngày 15/01/2025, trước hạn 31/12/2025 (hơn, trên 120;" in text
    assert (
        "chưa kết luận được từ số liệu ngày 15/01/2025, trước hạn 31/12/2025 (9 trụ sở; mức in 8 biên chế, khác đơn vị tính"
        in text
    )
    assert "đạt tại ngày 15/01/2026, sau hạn 31/12/2025 (687/687" in text


@pytest.mark.parametrize("name", ["07", "12", "19"])
def test_what_does_not_measure_the_level_gives_no_verdict(found, name):
    """A figure for all says nothing of each, one observed later nothing yet, one for another class nothing of this."""
    assert _step(found, name).verdicts == ()


def test_every_policy_stands_side_by_side_with_the_date_of_its_count(found):
    """About 1,800 at issue, 687 after the reorganisation, each count under its own date; none is chosen."""
    shown = {(item.policy, item.headcount.count, item.headcount.on) for item in _step(found, "01").denominators}
    assert shown == {
        ("asOfIssue", 1800, date(2023, 12, 11)),
        ("asOfDueDate", 687, date(2025, 7, 1)),
        ("asOfQuery", 687, date(2025, 7, 1)),
        ("frozenSnapshot", 1800, date(2023, 12, 11)),
        ("frozenSnapshot", 687, date(2025, 7, 1)),
    }


def test_units_of_a_register_are_counted_beside_published_counts():
    """With a register the members are counted on each day, next to the published count; without one nothing is counted."""
    plain = cakg.load(FOLDER / "cases.ttl")
    known = cakg.KnowledgeGraph(plain.store, (plain.sources[0]._replace(name="register:vn-units", snapshot="2025-08-23"),))
    shown = [
        (item.headcount.count, item.headcount.basis)
        for item in _step(cakg.targets(known, as_of=DAY), "05").denominators
        if item.policy == "asOfQuery"
    ]
    assert shown == [(2, "snapshot"), (2, "counted")]
    wards = {item.headcount.count for item in _step(cakg.targets(known, as_of=DAY), "01").denominators}
    assert wards == {1800, 687, 2}


def test_a_count_from_a_register_names_its_day_and_its_doubtful_units(tmp_path):
    """The day the register stands for stands beside the count; a unit not known to have existed is named, the count not exact."""
    path = tmp_path / "doubtful.ttl"
    doubt = "unit:phuong-2 cakg:existence <https://w3id.org/cakg/vocab/existence/not-known> .\n"
    path.write_text((FOLDER / "cases.ttl").read_text(encoding="utf-8") + doubt, encoding="utf-8")
    plain = cakg.load(path)
    source = plain.sources[0]._replace(name="register:vn-units", snapshot="2025-07-01")
    row = _step(cakg.targets(cakg.KnowledgeGraph(plain.store, (source,)), as_of=DAY), "05")
    (count,) = [item.headcount for item in row.denominators if (item.policy, item.headcount.basis) == ("asOfQuery", "counted")]
    assert (count.count, count.registerOn, tuple(map(shorten, count.doubtful))) == (2, date(2025, 7, 1), ("unit/phuong-2",))
    assert not count.exact
    (line,) = {
        line
        for line in show_targets(
            cakg.targets(cakg.KnowledgeGraph(plain.store, (source,)), document="norm/05", as_of=DAY), "vi"
        ).splitlines()
        if "đếm trong danh mục đơn vị tại ngày 30/06/2026" in line
    }
    assert line.endswith("(danh mục lập theo ngày 01/07/2025); trong đó 1 đơn vị không rõ có tồn tại hay không: unit/phuong-2")


COUNTED = (
    'i:x a cakg:Instrument ; cakg:issuedOn "2024-01-01"^^xsd:date .\n'
    "n:1 a cakg:Target ; cakg:statedIn i:x ; cakg:population p:1 .\n"
    "p:1 a cakg:Population ; cakg:unitKind kind:{kind} ; {extra} cakg:selection selection:all .\n"
)
MINISTRY = "cakg:within u:bo-cong-an ;"


@pytest.mark.parametrize(
    ("kind", "extra", "sources", "words"),
    [
        (
            "district-police",
            MINISTRY,
            "register",
            "có thể do các nơi này kế thừa: Công an xã | Công an cấp tỉnh | Công an đặc khu",
        ),
        (
            "district-police",
            MINISTRY,
            "examples",
            "kế thừa: Công an các tỉnh, thành phố trực thuộc Trung ương | Công an cấp xã",
        ),
        ("commune-police", "cakg:within u:cong-an-tinh-ha-giang ;", "register", "nơi kế thừa: Công an tỉnh Tuyên Quang"),
        ("district-police", "", "alone", "dữ liệu không nêu nơi kế thừa"),
    ],
    ids=["kinds after", "transfers", "upper unit", "nobody"],
)
def test_a_class_that_ended_is_counted_as_none_and_names_who_follows(turtle, kind, extra, sources, words):
    """By the transfers of its functions, by the unit it stood under, or by the kinds after its last members; else nobody."""
    path = turtle(COUNTED.format(kind=kind, extra=extra))
    loaded = {"register": ("register:vn-units",), "examples": (shipped("examples"),), "alone": ()}[sources]
    kg = cakg.load(path, *loaded)
    found = cakg.targets(kg, document="norm/1", as_of="2026-01-01")
    (row,) = found
    heads = {item.policy: item.headcount for item in row.denominators}
    assert (heads["asOfQuery"].count, heads["asOfQuery"].basis) == (0, "ended")
    (line,) = [line for line in show_targets(found, "vi").splitlines() if "lớp đơn vị không còn" in line]
    assert words in line


def test_a_class_that_has_not_begun_is_not_called_ended(turtle):
    """Of a kind of unit set up later the count of an earlier day says so."""
    found = cakg.targets(cakg.load(turtle(COUNTED.format(kind="special-zone-police", extra=""))), as_of="2024-06-01")
    (row,) = found
    assert {item.headcount.basis for item in row.denominators if item.policy in ("asOfIssue", "asOfQuery")} == {"notYet"}
    assert "chưa có tại ngày 01/06/2024" in show_targets(found, "vi")


def test_a_count_made_later_says_nothing_of_an_earlier_day():
    """On a day before the first count the number is not known, and a due day to come has no members yet."""
    row = _step(cakg.targets(cakg.load(FOLDER / "cases.ttl"), as_of="2024-06-30"), "01")
    counts = {item.policy: item.headcount for item in row.denominators}
    assert counts["asOfDueDate"] == Headcount(None, None, "notKnown")
    assert counts["asOfQuery"].count == 1800


def test_it_is_said_which_choice_changes_the_verdict(found):
    """Both the denominator and the reading of "at least 30% - 50%" can turn the verdict."""
    flips = {flip.choice: flip.outcomes for flip in _step(found, "02").flips}
    assert flips["denominator"] == {
        "asOfIssue 1800": "notMet",
        "asOfDueDate 687": "met",
        "asOfQuery 687": "met",
        "frozenSnapshot 1800": "notMet",
        "frozenSnapshot 687": "met",
    }
    assert flips["reading"] == {"low 30": "met", "high 50": "notMet"}


def test_both_bounds_and_their_reading_are_kept(kg):
    """The example keeps 30 and 50, says that the reading is unclear, and gives no verdict without a figure."""
    row = _step(cakg.targets(kg, as_of=DAY), "002-05")
    assert (row.lower, row.upper, row.boundReading, row.scope, row.verdicts) == ("30", "50", "unclear", "eachPartition", ())
    assert {item.policy: item.headcount.count for item in row.denominators if item.policy != "frozenSnapshot"} == {
        "asOfIssue": 1800,
        "asOfDueDate": 687,
        "asOfQuery": 687,
    }


def test_every_reported_figure_is_there_once(kg):
    """The figures that measure a target and the others together are all that the sources report, none only a share."""
    answer = cakg.targets(kg, as_of=DAY)
    shown = {figure.iri for row in answer for figure in row.figures} | {figure.iri for figure in answer.figures}
    assert len(shown) == 23
    assert all(figure.value for figure in answer.figures)


@pytest.mark.parametrize("local", sorted({row["local"] for row in read_cases("targets/comparisons.csv")}))
def test_local_targets_are_compared_with_the_national_one(found, local):
    """Stricter, equal, looser, silent or not comparable, under each reading where they differ."""
    expected = [
        (row["relation"], row["reading"] or None) for row in read_cases("targets/comparisons.csv") if row["local"] == local
    ]
    assert [(item.relation, item.reading) for item in found.comparisons if item.localCode == local] == expected


def test_a_comparison_stays_when_only_the_local_target_is_asked_for():
    """Asking for one local target still tells how it stands beside the national one."""
    answer = cakg.targets(cakg.load(FOLDER / "cases.ttl"), document="norm/la", as_of=DAY)
    assert [row.code for row in answer] == ["la"]
    assert [(item.higherCode, item.relation) for item in answer.comparisons] == [("n", "stricter")]


@pytest.mark.parametrize(
    "case", read_cases("targets/criteria.csv"), ids=lambda case: f"{case['set']}-{case['unit']}-{case['as_of']}"
)
def test_each_unit_stands_as_the_table_says(criteria, case):
    """Passing follows the rule of the set itself; a block by one criterion is told only where nothing else is open."""
    sets = cakg.targets(criteria, as_of=case["as_of"]).criteria
    (known,) = [item for item in sets if code(item.iri) == case["set"]]
    (standing,) = [item for item in known.standings if code(item.party) == case["unit"]]
    assert (standing.outcome, " ".join(map(code, standing.blockedBy))) == (case["outcome"], case["blocked"])


def test_a_recognition_is_checked_against_the_set_in_force_on_its_day(criteria):
    """A set that had ended is named with the one in force; a set without dates leaves the question open."""
    sets = cakg.targets(criteria, as_of=DAY).criteria
    seen = {code(item.iri): (item.inForce, tuple(map(code, item.otherSets))) for known in sets for item in known.recognitions}
    assert seen == {"dung": (True, ()), "het": (False, ("tat-ca",)), "khong-ro": (None, ("mot-so",))}


def test_criteria_are_told_by_name(run):
    """One criterion that blocks alone and several of which any would do are told apart, each by its label, as is another set."""
    told = run("targets", FOLDER / "criteria.ttl", "--as-of", DAY).out
    assert "chỉ vướng một tiêu chí: Tiêu chí t3" in run("targets", FOLDER / "criteria.ttl", "--as-of", "2024-07-01").out
    assert "đạt thêm một trong các tiêu chí sau là đủ: Tiêu chí m2; Tiêu chí m3" in told
    assert "bộ khác có hiệu lực: Bộ đủ tất cả, 3 tiêu chí" in told


def test_the_22_provisional_criteria_are_not_those_of_decision_639(kg):
    """The count of one set is never lent to the other."""
    counts = {code(known.iri): known.count for known in cakg.targets(kg, as_of=DAY).criteria}
    assert counts == {"bo-tieu-chi-tam-thoi": 22, "qd-639": None}


def test_a_unit_gets_its_targets_and_figures(kg):
    """Targets that count or bind the unit, its own figures, and an unknown name refused with the nearest."""
    answer = cakg.targets(kg, "Công an tỉnh Nghệ An", as_of=DAY)
    assert {row.code for row in answer} >= {"002-01", "002-03"}
    assert {figure.aboutLabel for figure in answer.figures} == {"Công an tỉnh Nghệ An"}
    with pytest.raises(UnknownNameError):
        cakg.targets(kg, "Công an tỉnh Nghệ Ann", as_of=DAY)


def test_a_document_keeps_its_own_targets(kg):
    """Only the targets a document states or proves are left."""
    assert [row.code for row in cakg.targets(kg, document="source/004", as_of=DAY)] == ["004-04"]


def test_the_command_gives_every_form(run):
    """Text, JSON and CSV; the same day gives the same bytes."""
    first, second = (run("targets", "--as-of", DAY, "-f", "json") for _ in range(2))
    assert (first.code, first.out) == (0, second.out)
    assert json.loads(first.out)["exampleData"] is True
    table = run("targets", FOLDER / "cases.ttl", "--as-of", DAY, "-f", "csv-raw")
    assert {"numerator", "denominator", "outcome"} <= set(table.out.splitlines()[0].split(","))
    text = run("targets", FOLDER / "cases.ttl", FOLDER / "criteria.ttl", "--as-of", DAY)
    assert "687/1.800" in text.out
    assert "chỉ vướng một tiêu chí: criterion/t3" not in text.out
    assert "held back by one criterion alone" in run("targets", FOLDER / "criteria.ttl", "--as-of", DAY, "--lang", "en").out


@pytest.mark.parametrize(
    "line",
    [
        'step:01 cakg:lowerBound "một trăm" .',
        "observation:f01 cakg:denominator 0.0 .",
        'bo:x a cakg:CriteriaSet ; cakg:passCount "nhiều" ; cakg:criteriaCount "hai mươi" ; cakg:passScore "cao" .',
        'observation:f01 cakg:observedValue "1e999999999" .',
        "norm:01 cakg:population population:none ; cakg:step step:none .",
    ],
)
def test_odd_values_are_not_computed_with(tmp_path, run, line):
    """What is no number, no count or no record leaves the answer standing; nothing crashes and nothing is made up."""
    path = tmp_path / "odd.ttl"
    prefix = "@prefix bo: <https://w3id.org/cakg/id/criteria-set/> .\n"
    path.write_text((FOLDER / "cases.ttl").read_text(encoding="utf-8") + prefix + line + "\n", encoding="utf-8")
    assert run("targets", path, "--as-of", DAY, "-f", "json").code == 0


NUMBERS = st.decimals(min_value=0, max_value=100, places=1)


@given(NUMBERS, NUMBERS)
def test_no_bound_is_lost_by_reading(one, other):
    """Whatever two bounds are printed, every reading together keeps both."""
    low, high = sorted((one, other))
    for comparator in ("atLeast", "atMost", "equal", "about"):
        kept = {bound for item in readings_of(comparator, str(low), str(high)) for bound in (item.low, item.high)}
        assert {Decimal(low), Decimal(high)} <= kept


@given(value=st.integers(0, 2000))
def test_more_done_never_turns_met_into_not_met(kg, value):
    """Under each denominator and reading, a larger numerator never loses a level that asks for "at least"."""
    from cakg.goals.judging import verdicts_of
    from cakg.model.target import Denominator, Figure

    counts = [Denominator("asOfQuery", None, Headcount(2000, date(2025, 7, 1), "snapshot"))]

    def outcomes(done):
        figure = Figure("f", "f", "i", "", "", str(done), None, "đơn vị", None, date(2026, 1, 1))
        return [item.outcome for item in verdicts_of(kg, None, [figure], counts, readings_of("atLeast", "30", "50"), "%", None)]

    for before, after in zip(outcomes(value), outcomes(min(value + 100, 2000)), strict=True):
        assert not (before == "met" and after != "met")


@pytest.mark.parametrize(("lang", "level"), [
    ("vi", "ít nhất 30 - 50 %, từng địa bàn, chưa rõ mức nào là tối thiểu"),
    ("en", "at least 30 - 50 %, each partition, unclear which is the minimum"),
])  # fmt: skip
def test_a_level_reads_alike_wherever_it_is_told(kg, lang, level):
    """Targets, duties, sheet and page have one wording, which also says what the printed words leave open."""
    day = {"as_of": "2024-12-01", "lang": lang}
    assert level in cakg.render(cakg.targets(kg, **day), "table", lang=lang)
    assert level in cakg.render(cakg.targets(kg, **day), "csv", lang=lang)
    found = cakg.duties(kg, **day)
    assert level in {duty.level for duty in found}
    assert level in cakg.render(found, "csv", lang=lang)
    assert level in cakg.render(cakg.matrix(kg, **day), "html", lang=lang)

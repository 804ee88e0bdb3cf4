"""Who holds a duty on a day, after units ended, merged and handed functions over."""

import json
from datetime import date, timedelta

import pytest
from case_tables import read_cases
from hypothesis import given, settings
from reorganisations import DAY, DAYS, ENDED, function, holders, norm, possible_holders, reorganisations, transfer, unit

import cakg
from cakg.errors import SourceError


@pytest.mark.parametrize("row", read_cases("succession/holders.csv"), ids=lambda row: f"{row['code']} {row['as_of']}")
def test_the_table_of_holders(kg, row):
    """Each line of the table a lawyer can check holds on the shipped example."""
    found = cakg.duties(kg, as_of=row["as_of"])
    (duty,) = [duty for duty in found if duty.code == row["code"] and duty.bearer.label == row["bearer"]]
    assert (duty.holder.label, duty.holder.certainty) == (row["holder"], row["certainty"])
    candidates = [item.label for open_ in found.unresolved if open_.norm == duty.norm for item in open_.candidates]
    assert candidates == row["candidates"].split("|") if row["candidates"] else not candidates


def test_a_transfer_of_the_whole_remit_is_certain(graph):
    """All the work of a body that ended is with the one that received it, and the path says from which day and why."""
    kg = graph(ENDED, unit("b"), function("f", whole=True), transfer("1", "u:a", "u:b", "f", "2025-07-01"), norm("1", "u:a"))
    assert holders(kg, "2025-06-30") == {"1": ("a", "certain")}
    assert holders(kg, "2025-07-01") == {"1": ("b", "certain")}
    (duty,) = cakg.duties(kg, as_of=DAY)
    step = duty.path[-1]
    assert (step.step, step.date, step.certainty) == ("succession", date(2025, 7, 1), "certain")
    assert "Chức năng f" in step.basis
    assert "01/07/2025" in step.basis


def test_a_norm_follows_the_function_it_names(graph):
    """A body that goes on and gives one function up keeps its other duties; what the norm names goes with certainty."""
    kg = graph(
        unit("a"),
        unit("b"),
        function("f"),
        transfer("1", "u:a", "u:b", "f", "2025-07-01"),
        norm("named", "u:a", "f:f"),
        norm("other", "u:a"),
    )
    assert holders(kg) == {"named": ("b", "certain"), "other": ("a", "certain")}


def test_a_function_that_the_transfer_does_not_name_is_not_guessed(graph):
    """The receiver of another function is a candidate, not the holder."""
    kg = graph(
        ENDED,
        unit("b"),
        function("f"),
        function("g"),
        transfer("1", "u:a", "u:b", "f", "2025-07-01"),
        norm("1", "u:a", "f:g"),
    )
    assert holders(kg) == {"1": ("a", "unresolved")}
    assert possible_holders(kg) == {"1": ["b"]}


def test_chains_over_several_events_keep_the_weakest_certainty(graph):
    """A duty goes on with the body that received it, and one default on the way makes the whole a default."""
    kg = graph(
        unit("a", ends="2024-12-31"),
        unit("b", "; cakg:succeededBy u:c", ends="2025-06-30"),
        unit("c"),
        function("f", whole=True),
        transfer("1", "u:a", "u:b", "f", "2025-01-01"),
        norm("1", "u:a"),
    )
    assert holders(kg, "2025-01-01") == {"1": ("b", "certain")}
    assert holders(kg) == {"1": ("c", "byDefaultRule")}
    (duty,) = cakg.duties(kg, as_of=DAY)
    assert [str(step.date) for step in duty.path] == ["None", "2025-01-01", "2025-07-01"]


def test_a_function_that_came_back_is_no_ring(graph):
    """Given away and returned, the function is where it was."""
    kg = graph(
        unit("a"),
        unit("b"),
        function("f"),
        transfer("1", "u:a", "u:b", "f", "2021-01-01"),
        transfer("2", "u:b", "u:a", "f", "2023-01-01"),
        norm("1", "u:a", "f:f"),
    )
    assert [holders(kg, day)["1"][0] for day in ("2020-12-31", "2022-01-01", "2024-01-01")] == ["a", "b", "a"]


def test_what_passed_before_a_norm_was_stated_does_not_move_it(graph):
    """Whoever names a body after it gave a function up means that body."""
    stated = "; cakg:statedIn i:x"
    kg = graph(
        unit("a"),
        unit("b"),
        function("f"),
        transfer("1", "u:a", "u:b", "f", "2021-01-01"),
        norm("1", "u:a", "f:f", stated),
        'i:x a cakg:Instrument ; cakg:issuedOn "2024-01-01"^^xsd:date .',
    )
    assert holders(kg) == {"1": ("a", "certain")}


RINGS = [
    unit("a", "; cakg:succeededBy u:b", ends="2024-12-31") + unit("b", "; cakg:succeededBy u:a", ends="2025-06-30"),
    unit("a", "; cakg:succeededBy u:a", ends="2024-12-31"),
    unit("a")
    + unit("b")
    + function("f", whole=True)
    + transfer("1", "u:a", "u:b", "f", "2025-01-01")
    + transfer("2", "u:b", "u:a", "f", "2025-01-01"),
]


@pytest.mark.parametrize("ring", RINGS, ids=["two", "itself", "transfers on one day"])
def test_bodies_that_follow_one_another_in_a_ring_are_refused(graph, ring):
    """A ring is an error that names the file, never an endless walk."""
    kg = graph(ring, norm("1", "u:a"))
    with pytest.raises(SourceError, match=r"data\.ttl"):
        cakg.duties(kg, as_of=DAY)


@pytest.mark.parametrize(("ring", "shape"), [(0, "Unit-successionCycle"), (2, "cycle-toHolder")])
def test_a_ring_is_a_finding(graph, ring, shape):
    """`validate` reports successors in a ring, and a function that goes round on one day."""
    assert shape in {finding.shape for finding in cakg.validate(graph(RINGS[ring]))}


def test_a_new_unit_has_the_duties_it_inherited(graph):
    """Asked by its name, the successor shows what was laid on the body before it and how it came; others do not."""
    kg = graph(unit("a", "; cakg:succeededBy u:b", ends="2025-06-30"), unit("b"), unit("c"), norm("1", "u:a"), norm("2", "u:b"))
    assert holders(kg, unit="unit/b") == {"1": ("b", "byDefaultRule"), "2": ("b", "certain")}
    assert holders(kg, unit="unit/c") == {}
    assert holders(kg, "2025-06-30", unit="unit/b") == {"2": ("b", "certain")}
    (inherited,) = [duty for duty in cakg.duties(kg, "unit/b", as_of=DAY) if duty.code == "1"]
    assert [(step.step, step.iri.rpartition("/")[2]) for step in inherited.path] == [("direct", "a"), ("succession", "b")]


def test_a_unit_that_ended_shows_who_holds_its_duties_now(graph):
    """Asked by its old name, the body shows its duties with their holder of today."""
    kg = graph(unit("a", "; cakg:succeededBy u:b", ends="2025-06-30"), unit("b"), norm("1", "u:a"))
    assert holders(kg, unit="unit/a") == {"1": ("b", "byDefaultRule")}


def test_a_body_that_does_not_exist_yet_holds_nothing(graph):
    """Before its first day a body is not the holder."""
    kg = graph(unit("a", '; cakg:existsFrom "2030-01-01"^^xsd:date'), norm("1", "u:a"))
    (open_,) = cakg.duties(kg, as_of=DAY).unresolved
    assert "chưa tồn tại" in open_.reason


def test_json_shows_path_and_candidates(run, turtle):
    """The contract carries steps with day, basis and certainty, and open duties with their candidates."""
    path = turtle(
        unit("a", "; cakg:succeededBy u:b", ends="2025-06-30"),
        unit("b"),
        unit("d"),
        unit("c", "; cakg:partlySucceededBy u:b , u:d", ends="2024-06-30"),
        norm("1", "u:a"),
        norm("2", "u:c"),
    )
    answer = json.loads(run("duties", path, "--as-of", DAY, "-f", "json").out)
    first = next(duty for duty in answer["duties"] if duty["code"] == "1")
    assert first["path"][1].keys() == {"step", "iri", "date", "basis", "certainty"}
    assert first["path"][1]["date"] == "2025-07-01"
    (open_,) = answer["unresolved"]
    assert {candidate["certainty"] for candidate in open_["candidates"]} == {"unresolved"}
    assert set(open_) >= {"norm", "reason", "candidates"}


@settings(max_examples=40, deadline=None)
@given(changes=reorganisations(), as_of=DAYS)
def test_no_duty_is_ever_lost(turtle, changes, as_of):
    """Each duty ends certain, by default or unresolved; holders exist; whoever holds one finds it under its own name."""
    kg = cakg.load(turtle(changes))
    found = cakg.duties(kg, as_of=as_of)
    assert [duty.code for duty in found] == ["0", "1", "2", "3", "4"]
    open_ = {item.norm for item in found.unresolved}
    for duty in found:
        assert duty.holder.certainty in {"certain", "byDefaultRule", "unresolved"}
        assert (duty.norm in open_) == (duty.holder.certainty == "unresolved")
        days = [step.date for step in duty.path if step.date]
        assert all(day <= as_of + timedelta(days=1) for day in days)
        assert duty.path[-1].iri == duty.holder.iri
        if duty.holder.certainty != "unresolved":
            assert cakg.show(kg, duty.holder.iri, as_of=as_of).existing
            assert duty.code in holders(kg, as_of, unit=duty.holder.iri)
    for number in range(7):
        for code, (holder, certainty) in holders(kg, as_of, unit=f"unit/x{number}").items():
            (whole,) = [duty for duty in found if duty.code == code]
            assert (whole.holder.iri.rpartition("/")[2], whole.holder.certainty) == (holder, certainty)

"""Units under an area that was merged, divided or ended: counted where they stand on the day, or named as missing."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit_classes import CLASS, DAY, DAYS, STATED, class_of_communes, holder_names, names, norm, unit

import cakg
from cakg.namespaces import ID
from cakg.populations.roster import members, membership


def test_the_window_keeps_one_unit_and_those_under_it(graph):
    """With `within`, members elsewhere and duties of bodies elsewhere are left out."""
    kg = graph(
        unit("t1", kind="provincial-police"),
        unit("t2", kind="provincial-police"),
        unit("a", parent="t1"),
        unit("b", parent="t2"),
        class_of_communes(),
        norm("1"),
        norm("2", "u:t1"),
        norm("3", "u:t2"),
    )
    assert holder_names(cakg.duties(kg, within="unit/t1", as_of=DAY)) == ["a", "t1"]


PROVINCES = (
    unit("p1", "provincial-police", last="2025-06-30", extra="; cakg:succeededBy u:p2")
    + unit("p2", "provincial-police", first="2025-07-01")
    + unit("w1", parent="p1", last="2025-06-30", extra="; cakg:succeededBy u:n1")
    + unit("n1", parent="p2", first="2025-07-01")
    + "p:tinh a cakg:Population ; cakg:unitKind kind:provincial-police ; cakg:selection selection:all ; cakg:membershipPolicy policy:asOfIssue .\n"
)


@pytest.mark.parametrize("area", ["p1", "p2"])
def test_an_area_keeps_what_its_units_hold_today(graph, area):
    """The old province and the new one both find the duties that passed from the units of one to those of the other."""
    kg = graph(
        PROVINCES,
        class_of_communes("asOfIssue"),
        norm("1", extra=STATED),
        norm("2", "p:tinh", STATED),
        norm("3", "u:p1", STATED),
    )
    found = [(duty.code, names([duty.holder.iri])[0]) for duty in cakg.duties(kg, within=f"unit/{area}", as_of=DAY)]
    assert sorted(found) == [("1", "n1"), ("2", "p2"), ("3", "p2")]


MOVED = (
    unit("p1", "provincial-police", last="2025-06-30", extra="; cakg:succeededBy u:p2")
    + unit("p2", "provincial-police", first="2025-07-01")
    + unit("w1", parent="p1", last="2025-06-30", extra="; cakg:succeededBy u:n1")
    + unit("n1", parent="p2", first="2025-07-01")
    + unit("stays", parent="p1 , u:p2")
)
"""A province's police was merged into another; one commune was too, another goes on as it is."""


@pytest.mark.parametrize(
    ("area", "as_of", "found", "reason", "followers"),
    [
        ("p1", "2025-06-30", ["stays", "w1"], None, None),
        ("p1", "2025-07-01", [], "followed", ["p2"]),
        ("p2", "2025-06-30", [], "notYet", []),
        ("p2", "2025-07-01", ["n1", "stays"], None, None),
    ],
)
def test_nothing_stands_under_an_area_that_does_not_exist_then(graph, area, as_of, found, reason, followers):
    """Of an area that has ended or not begun no part is counted, and the answer names who follows it."""
    answer = cakg.duties(graph(MOVED, class_of_communes(), norm("1")), within=f"unit/{area}", as_of=as_of)
    assert holder_names(answer) == found
    told = answer.absent
    assert (told and told.reason, told and names(holder.iri for holder in told.followers)) == (reason, followers)
    assert answer.as_dict()["absent"] == (
        told and {**told._asdict(), "followers": [holder._asdict() for holder in told.followers]}
    )


@pytest.mark.parametrize(
    ("ended", "words"),
    [
        ("", "không nêu nơi kế thừa"),
        ("; cakg:partlySucceededBy u:a, u:b", "có thể do các nơi này kế thừa: Công an a | Công an b"),
    ],
)
def test_who_follows_an_area_is_not_guessed(graph, run, tmp_path, ended, words):
    """Divided, each receiver is named as a possible one; where the data name nobody, that is said."""
    parts = unit("p", "provincial-police", last="2025-06-30", extra=ended) + unit("w", parent="p") + unit("a") + unit("b")
    graph(parts, class_of_communes(), norm("1"))
    done = run("duties", tmp_path / "data.ttl", "--within", "unit/p", "--as-of", DAY)
    assert done.code == 0
    assert words in done.err
    assert "Công an w" not in done.out


def test_an_area_that_ended_keeps_who_stood_there_on_the_day_that_counts(graph):
    """Members by the day of issue, and bodies named before its end, are all those of the area then, with who holds now."""
    kg = graph(
        MOVED,
        class_of_communes("asOfIssue"),
        norm("1", extra=STATED),
        norm("2", "u:stays", STATED),
        norm("3", "u:stays", "; cakg:statedIn i:y"),
        'i:y a cakg:Instrument ; cakg:issuedOn "2025-09-01"^^xsd:date .',
    )
    answer = cakg.duties(kg, within="unit/p1", as_of=DAY)
    assert sorted((duty.code, names([duty.holder.iri])[0]) for duty in answer) == [("1", "n1"), ("1", "stays"), ("2", "stays")]


def test_a_class_under_a_unit_that_ended_has_no_member_any_more(graph):
    """A unit that goes on keeps its link to the one that ended, but is no member of the class under it after that day."""
    kg = graph(MOVED, class_of_communes(within="p1"))
    assert names(members(kg, CLASS, date(2025, 6, 30))) == ["stays", "w1"]
    assert members(kg, CLASS, date(2025, 7, 1)) == ()


def _merged(way):
    return (
        unit("p1", "provincial-police", last="2025-06-30", parent="bo", extra=way)
        + unit("p2", "provincial-police", parent="bo")
        + unit("p3", "provincial-police", parent="bo")
        + unit("bo", "ministry")
        + unit("w1", parent="p1")
        + unit("w2", parent="p2")
    )


@pytest.mark.parametrize(("day", "standing"), [("2025-06-30", ["w2"]), ("2025-07-01", ["w1", "w2"])])
def test_a_unit_whose_upper_unit_ended_stands_under_the_one_that_followed(graph, day, standing):
    """From the day after the end it counts there, by whichever way it is asked for, and before that day it does not."""
    kg = graph(_merged("; cakg:succeededBy u:p2"), class_of_communes(within="p2"), norm("1"))
    assert names(members(kg, CLASS, date.fromisoformat(day))) == standing
    assert holder_names(cakg.duties(kg, expand=True, as_of=day)) == standing
    assert holder_names(cakg.duties(kg, within="unit/p2", as_of=day)) == standing
    assert len(cakg.duties(kg, "unit/w1", as_of=day)) == ("w1" in standing)
    assert cakg.duties(kg, expand=True, as_of=day).incomplete == ()


def test_a_row_of_mergers_is_followed_to_the_unit_that_stands_on_the_day(graph):
    """Each day has its own upper unit, and no unit is counted under two of them."""
    kg = graph(
        unit("p1", "provincial-police", last="2025-03-31", extra="; cakg:succeededBy u:p2"),
        unit("p2", "provincial-police", last="2025-06-30", extra="; cakg:succeededBy u:p3"),
        unit("p3", "provincial-police"),
        unit("w1", parent="p1"),
        class_of_communes(),
        norm("1"),
    )
    for day, top in (("2025-03-31", "p1"), ("2025-04-01", "p2"), ("2025-06-30", "p2"), ("2025-07-01", "p3")):
        held = {area: holder_names(cakg.duties(kg, within=f"unit/{area}", as_of=day)) for area in ("p1", "p2", "p3")}
        assert {area for area, holders in held.items() if holders} == {top}


@pytest.mark.parametrize("way", ["; cakg:partlySucceededBy u:p2, u:p3", "; cakg:succeededBy u:p2, u:p3", ""])
def test_units_whose_place_is_not_told_are_named_as_missing(graph, run, tmp_path, way):
    """Divided, or followed by nobody the data name, the units below are counted in no area but the one over all of it."""
    kg = graph(_merged(way), class_of_communes(within="p2"), norm("1"))
    found = cakg.duties(kg, expand=True, as_of=DAY)
    assert holder_names(found) == ["w2"]
    (note,) = found.incomplete
    assert (note.reason, note.units, names(note.unplaced)) == ("unplaced", 1, ["w1"])
    assert [names(item.unplaced) for item in cakg.duties(kg, within="unit/p2", as_of=DAY).incomplete] == [["w1"]]
    assert holder_names(cakg.duties(kg, expand=True, as_of="2025-06-30")) == ["w2"]
    assert cakg.duties(kg, expand=True, as_of="2025-06-30").incomplete == ()
    asked = {day: cakg.duties(kg, "unit/w1", as_of=day) for day in ("2025-06-30", DAY)}
    assert [len(answer) for answer in asked.values()] == [0, 0]
    assert [answer.chosen for answer in asked.values()] == [(), ("Công an cấp xã",) if way else ()]
    done = run("duties", tmp_path / "data.ttl", "--expand", "--as-of", DAY, "-f", "json")
    assert "unit/w1" in done.err
    whole = graph(_merged(way), class_of_communes(within="bo"), norm("1"))
    assert holder_names(cakg.duties(whole, expand=True, as_of=DAY)) == ["w1", "w2"]
    assert cakg.duties(whole, expand=True, as_of=DAY).incomplete == ()


def test_an_area_names_what_its_units_may_hold(graph):
    """A duty that was divided between a unit of the area and another is named as unresolved, not counted as a row."""
    kg = graph(
        unit("p2", "provincial-police"),
        unit("w1", last="2025-06-30", extra="; cakg:partlySucceededBy u:n1, u:n2"),
        unit("n1", parent="p2", first="2025-07-01"),
        unit("n2", first="2025-07-01"),
        class_of_communes("asOfIssue"),
        norm("1", extra=STATED),
    )
    found = cakg.duties(kg, within="unit/p2", as_of=DAY)
    assert (len(found), [names([item.holder]) for item in found.unresolved]) == (0, [["w1"]])


ENDING = st.fixed_dictionaries(
    {
        "last": st.none() | DAYS,
        "way": st.sampled_from(["succeededBy", "partlySucceededBy"]),
        "heirs": st.lists(st.integers(1, 3), max_size=2, unique=True),
    }
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(ENDING, min_size=4, max_size=4),
    st.lists(st.lists(st.integers(0, 3), min_size=1, max_size=2, unique=True), min_size=1, max_size=4),
    DAYS,
)
def test_no_unit_leaves_the_count_without_a_word(turtle, provinces, units, day):
    """Whatever ends and follows, a unit is counted under a province that exists, or named as missing, or nobody is left."""
    data = unit("bo", "ministry")
    for number, province in enumerate(provinces):
        heirs = [f"u:p{number + step}" for step in province["heirs"] if number + step < len(provinces)]
        extra = f"; cakg:{province['way']} {' , '.join(heirs)}" if heirs and province["last"] else ""
        data += unit(f"p{number}", "provincial-police", "bo", last=province["last"], extra=extra)
        data += f"p:{number} a cakg:Population ; cakg:unitKind kind:commune-police ; cakg:within u:p{number} ; cakg:selection selection:all .\n"
        data += norm(str(number), f"p:{number}")
    for number, parents in enumerate(units):
        data += unit(f"w{number}", parent=" , u:".join(f"p{parent}" for parent in parents))
    kg = cakg.load(turtle(data))
    there = [number for number, province in enumerate(provinces) if not province["last"] or province["last"] >= day]
    found = {number: membership(kg, ID[f"population/{number}"], day) for number in there}
    for number in range(len(units)):
        iri = ID[f"unit/w{number}"]
        counted = {top for top in there if iri in found[top].units}
        missing = {top for top in there if iri in found[top].unplaced}
        assert counted or missing or not there
        assert not counted & missing
        asked = {duty.code for duty in cakg.duties(kg, iri, as_of=day) if duty.holder.certainty == "certain"}
        assert {str(top) for top in counted} == {code for code in asked if int(code) in there}

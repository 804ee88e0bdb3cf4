"""Classes of units and their members on a day."""

import json
from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit_classes import CLASS, DAY, DAYS, OLD_AND_NEW, STATED, class_of_communes, holder_names, names, norm, unit

import cakg
from cakg.errors import ValueRefusedError
from cakg.namespaces import ID
from cakg.populations.roster import members, membership


def test_members_are_read_on_a_day(graph):
    """Units count from their first to their last day, both included, and no unit of another kind does."""
    kg = graph(OLD_AND_NEW, unit("tinh", kind="provincial-police"), class_of_communes())
    assert names(members(kg, CLASS, date(2025, 6, 30))) == ["cu", "lau"]
    assert names(members(kg, CLASS, date(2025, 7, 1))) == ["lau", "moi"]


def test_a_kind_that_ended_takes_its_units_along(graph):
    """A township's police ends with its kind though its own record names no last day."""
    kg = graph(unit("tt", kind="township-police"), class_of_communes())
    assert names(members(kg, CLASS, date(2025, 6, 30))) == ["tt"]
    assert members(kg, CLASS, date(2025, 7, 1)) == ()


@pytest.mark.parametrize(
    ("policy", "as_of", "holders"),
    [
        ("asOfQuery", "2025-06-30", ["cu", "lau"]),
        ("asOfQuery", "2025-07-01", ["lau", "moi"]),
        ("asOfIssue", "2025-06-30", ["cu", "lau"]),
        ("asOfIssue", "2025-07-01", ["lau", "moi"]),
        ("asOfDueDate", "2025-06-30", ["lau", "moi"]),
        ("asOfDueDate", "2025-07-01", ["lau", "moi"]),
    ],
)
def test_each_policy_names_its_day(graph, policy, as_of, holders):
    """Members are those of the day of issue, of the day due or of the day asked; those who ended are followed to today."""
    kg = graph(OLD_AND_NEW, class_of_communes(policy), norm("1", extra=STATED))
    found = cakg.duties(kg, expand=True, as_of=as_of)
    assert holder_names(found) == holders
    certainties = {duty.holder.iri.rpartition("/")[2]: duty.holder.certainty for duty in found}
    inherited = policy == "asOfIssue" and as_of == "2025-07-01"
    assert certainties.get("moi", "certain") == (
        "byDefaultRule" if inherited else "unresolved" if (policy, as_of) == ("asOfDueDate", "2025-06-30") else "certain"
    )


@pytest.mark.parametrize(
    ("definition", "reason", "count"),
    [
        (class_of_communes(selection="chosen"), "chosen", None),
        (class_of_communes(selection="unknown"), "unknown", None),
        (
            class_of_communes("frozenSnapshot")
            + 's:1 a cakg:PopulationSnapshot ; cakg:ofPopulation p:xa ; cakg:snapshotOn "2024-01-01"^^xsd:date ; cakg:memberCount 7 .',
            "frozen",
            7,
        ),
        (class_of_communes("asOfDueDate"), "undated", None),
    ],
    ids=["chosen", "unknown", "frozen", "undated"],
)
def test_what_cannot_be_expanded_stays_a_class_and_is_said(graph, run, tmp_path, definition, reason, count):
    """No member is guessed: the row of the class stays, and the answer and stderr say why, with the count that is known."""
    kg = graph(OLD_AND_NEW, definition, norm("1"))
    found = cakg.duties(kg, expand=True, as_of=DAY)
    assert holder_names(found) == ["xa"]
    (note,) = found.incomplete
    assert (note.label, note.reason, note.count) == ("Công an cấp xã", reason, count)
    done = run("duties", tmp_path / "data.ttl", "--expand", "--as-of", DAY, "-f", "json")
    assert [item["reason"] for item in json.loads(done.out)["incomplete"]] == [reason]
    assert "Công an cấp xã" in done.err
    assert ("(số đếm ngày 01/01/2024)" in done.err) is (count is not None)
    assert count is None or str(count) in done.err


def test_a_chosen_class_has_no_members_by_definition(graph):
    """The function refuses where nothing says who was chosen."""
    kg = graph(OLD_AND_NEW, class_of_communes(selection="chosen"))
    with pytest.raises(ValueRefusedError, match="Công an cấp xã"):
        members(kg, CLASS, DAY)


def test_a_frozen_list_has_the_members_it_names(graph):
    """Listed members expand, whether or not they still exist; the others are not members though they fit the definition."""
    kg = graph(
        OLD_AND_NEW,
        class_of_communes("frozenSnapshot"),
        's:1 a cakg:PopulationSnapshot ; cakg:ofPopulation p:xa ; cakg:snapshotOn "2024-01-01"^^xsd:date ; cakg:memberCount 1 ; cakg:member u:cu .',
        norm("1"),
    )
    assert membership(kg, CLASS, date(2024, 1, 1)).units == (ID["unit/cu"],)
    assert holder_names(cakg.duties(kg, expand=True, as_of="2025-01-01")) == ["cu"]
    assert holder_names(cakg.duties(kg, expand=True, as_of=DAY)) == ["moi"]
    assert len(cakg.duties(kg, "unit/lau", as_of=DAY)) == 0


LISTS = (
    's:1 a cakg:PopulationSnapshot ; cakg:ofPopulation p:xa ; cakg:snapshotOn "2024-01-01"^^xsd:date ; cakg:member u:w1 .\n'
    's:2 a cakg:PopulationSnapshot ; cakg:ofPopulation p:xa ; cakg:snapshotOn "2024-06-01"^^xsd:date ; cakg:member u:w3 .\n'
)


@pytest.mark.parametrize(("as_of", "listed"), [("2023-12-31", []), ("2024-05-31", ["w1"]), ("2024-06-01", ["w3"])])
def test_a_frozen_list_is_read_one_way(graph, as_of, listed):
    """Expanded, asked unit by unit and assigned, the members are those of the latest list up to the day asked about."""
    kg = graph(*map(unit, ("w1", "w2", "w3")), class_of_communes("frozenSnapshot"), LISTS, norm("1"))
    day = date.fromisoformat(as_of)
    found = cakg.duties(kg, expand=True, as_of=day)
    assert holder_names(found) == (listed or ["xa"])
    assert [note.reason for note in found.incomplete] == ([] if listed else ["frozen"])
    assert [name for name in ("w1", "w2", "w3") if len(cakg.duties(kg, f"unit/{name}", as_of=day))] == listed
    if listed:
        assert names(members(kg, CLASS, day)) == listed


def test_a_count_that_is_no_number_is_none(graph):
    """A snapshot that says "many" breaks nothing: the members are those the data names, and no count is compared."""
    many = 's:1 a cakg:PopulationSnapshot ; cakg:ofPopulation p:xa ; cakg:snapshotOn "2024-01-01"^^xsd:date ; cakg:memberCount "nhieu" .'
    found = cakg.duties(graph(OLD_AND_NEW, class_of_communes(), many, norm("1")), expand=True, as_of=DAY)
    assert (holder_names(found), found.incomplete) == (["lau", "moi"], ())


def test_a_class_within_a_unit_that_ended_is_followed_through_its_last_members(graph):
    """The class has no member any more; expanded, or asked for a new unit, whoever followed each of the last holds."""
    kg = graph(
        unit("t", kind="provincial-police", last="2025-06-30", extra="; cakg:succeededBy u:tt"),
        unit("tt", kind="provincial-police"),
        unit("cu", parent="t", last="2025-06-30", extra="; cakg:succeededBy u:moi"),
        unit("xua", parent="t", last="2024-12-31", extra="; cakg:succeededBy u:cu"),
        unit("moi", parent="tt", first="2025-07-01"),
        class_of_communes(within="t"),
        norm("1"),
    )
    before = cakg.duties(kg, as_of="2025-06-30")
    assert [(duty.holder.iri, duty.holder.certainty) for duty in before] == [(CLASS, "certain")]
    (plain,) = cakg.duties(kg, as_of=DAY)
    assert (plain.holder.iri, plain.holder.certainty) == (CLASS, "unresolved")
    assert "không còn thành viên" in cakg.duties(kg, as_of=DAY).unresolved[0].reason
    assert members(kg, CLASS, DAY) == ()
    expanded = cakg.duties(kg, expand=True, as_of=DAY)
    asked = cakg.duties(kg, "unit/moi", as_of=DAY)
    assert [(duty.holder, duty.path) for duty in expanded] == [(duty.holder, duty.path) for duty in asked]
    assert [(names([duty.holder.iri]), duty.holder.certainty) for duty in expanded] == [(["moi"], "byDefaultRule")]
    assert expanded.incomplete == ()


def test_a_class_without_a_member_in_the_data_is_not_lost(graph):
    """Where no unit is loaded the row stays a class, and where fewer are loaded than were counted both figures are named."""
    counted = (
        's:1 a cakg:PopulationSnapshot ; cakg:ofPopulation p:xa ; cakg:snapshotOn "2024-01-01"^^xsd:date ; cakg:memberCount 9 .'
    )
    empty = cakg.duties(graph(class_of_communes(), norm("1")), expand=True, as_of=DAY)
    assert (holder_names(empty), [note.reason for note in empty.incomplete]) == (["xa"], ["none"])
    partial = cakg.duties(graph(OLD_AND_NEW, class_of_communes(), counted, norm("1")), expand=True, as_of=DAY)
    assert [(note.reason, note.units, note.count) for note in partial.incomplete] == [("partial", 2, 9)]
    assert [(str(note.countedOn), note.registerOn) for note in partial.incomplete] == [("2024-01-01", None)]


def test_a_unit_that_may_not_exist_is_no_certain_holder(graph):
    """Where sources give only a total, each candidate is shown with its existence open."""
    doubt = "; cakg:existence <https://w3id.org/cakg/vocab/existence/not-known>"
    kg = graph(unit("a"), unit("b", extra=doubt), class_of_communes(), norm("1"))
    found = {duty.holder.iri.rpartition("/")[2]: duty.holder.certainty for duty in cakg.duties(kg, expand=True, as_of=DAY)}
    assert found == {"a": "certain", "b": "unresolved"}


KINDS = {
    "commune-police": {"commune-police", "commune-level-police", "local-police", "police", "police-force"},
    "ward-police": {"ward-police", "commune-level-police", "local-police", "police", "police-force"},
    "township-police": {"township-police", "commune-level-police", "local-police", "police", "police-force"},
    "provincial-police": {"provincial-police", "local-police", "police", "police-force"},
    "ministry-unit": {"ministry-unit", "ministry-level", "police", "police-force"},
}
"""Each kind with all that include it, written out by hand."""
UNIT = st.fixed_dictionaries(
    {"kind": st.sampled_from(sorted(KINDS)), "parent": st.integers(0, 11), "first": st.none() | DAYS, "last": st.none() | DAYS}
)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(UNIT, min_size=1, max_size=12),
    st.sampled_from(["commune-level-police", "ward-police", "local-police", "police"]),
    st.none() | st.integers(0, 11),
    DAYS,
)
def test_expanding_then_counting_equals_counting(turtle, units, wanted, top, day):
    """Members are exactly the units that a naive reading of the definition finds, and each duty has as many rows."""
    data = ""
    parents = {}
    for number, drawn in enumerate(units):
        parents[number] = drawn["parent"] if drawn["parent"] < number else None
        parent = None if parents[number] is None else f"x{parents[number]}"
        data += unit(f"x{number}", drawn["kind"], parent, drawn["first"], drawn["last"])
    top = top if top is not None and top < len(units) else None
    within = "" if top is None else f"; cakg:within u:x{top}"
    data += f"p:xa a cakg:Population ; cakg:unitKind kind:{wanted} ; cakg:selection selection:all {within} .\n"
    kg = cakg.load(turtle(data, norm("1"), norm("2")))

    def ancestors(number):
        return [] if parents[number] is None else [parents[number], *ancestors(parents[number])]

    def end(number):
        kind_ended = date(2025, 6, 30) if units[number]["kind"] == "township-police" else None
        return min(filter(None, (units[number]["last"], kind_ended)), default=date.max)

    def is_there(number, day):
        return number is None or (units[number]["first"] or day) <= day <= end(number)

    fitting = [
        number
        for number in range(len(units))
        if wanted in KINDS[units[number]["kind"]] and (top is None or top in ancestors(number))
    ]
    expected = [f"x{number}" for number in fitting if is_there(number, day) and is_there(top, day)]
    assert sorted(names(members(kg, CLASS, day))) == sorted(expected)
    # A class exists while the unit it stands under does, and whoever followed its last members holds its duties.
    read = day if top is None else min(day, end(top))
    last = [number for number in fitting if is_there(number, read) and is_there(top, read)]
    rows = Counter(duty.code for duty in cakg.duties(kg, expand=True, as_of=day))
    assert rows == dict.fromkeys(("1", "2"), max(len(last), 1))
    for number in range(len(units)):
        asked = cakg.duties(kg, f"unit/x{number}", as_of=day)
        alive = [duty for duty in asked if duty.holder.certainty == "certain"]
        assert len(alive) == (2 if number in last and is_there(number, day) else 0)

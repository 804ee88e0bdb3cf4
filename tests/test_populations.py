"""Classes of units and their members on a day."""

import gc
import json
from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cakg
from cakg.errors import ValueRefusedError
from cakg.exporters.plain import csv_parts, json_parts
from cakg.graph import KnowledgeGraph
from cakg.model.duty import Duty
from cakg.model.expansion import Expansion
from cakg.namespaces import ID
from cakg.populations.roster import members, membership

DAY = date(2026, 1, 1)
CLASS = ID["population/xa"]


def _unit(name, kind="commune-police", parent=None, first=None, last=None, extra=""):
    parts = [f'u:{name} a cakg:Unit ; skos:prefLabel "Công an {name}"@vi ; cakg:unitKind kind:{kind} {extra}']
    parts += [f"cakg:parentUnit u:{parent}"] if parent else []
    parts += [f'cakg:{side} "{day}"^^xsd:date' for side, day in (("existsFrom", first), ("existsTo", last)) if day]
    return " ; ".join(parts) + " .\n"


def _class(policy="asOfQuery", selection="all", within=None):
    under = f"; cakg:within u:{within}" if within else ""
    return (
        f'p:xa a cakg:Population ; skos:prefLabel "Công an cấp xã"@vi ; cakg:unitKind kind:commune-level-police {under} ; '
        f"cakg:selection selection:{selection} ; cakg:membershipPolicy policy:{policy} .\n"
    )


def _norm(name, bearer="p:xa", extra=""):
    return (
        f'n:{name} a cakg:Obligation ; cakg:action "Việc {name}"@vi {extra} .\n'
        f"r:{name} a cakg:Responsibility ; cakg:ofNorm n:{name} ; cakg:bearer {bearer} .\n"
    )


def _names(iris):
    return [iri.rpartition("/")[2] for iri in iris]


def _holders(found):
    return sorted(_names(duty.holder.iri for duty in found))


OLD_AND_NEW = (
    _unit("cu", last="2025-06-30", extra="; cakg:succeededBy u:moi")
    + _unit("moi", first="2025-07-01")
    + _unit("lau", kind="ward-police")
)


def test_members_are_read_on_a_day(graph):
    """Units count from their first to their last day, both included, and no unit of another kind does."""
    kg = graph(OLD_AND_NEW, _unit("tinh", kind="provincial-police"), _class())
    assert _names(members(kg, CLASS, date(2025, 6, 30))) == ["cu", "lau"]
    assert _names(members(kg, CLASS, date(2025, 7, 1))) == ["lau", "moi"]


def test_a_kind_that_ended_takes_its_units_along(graph):
    """A township's police ends with its kind though its own record names no last day."""
    kg = graph(_unit("tt", kind="township-police"), _class())
    assert _names(members(kg, CLASS, date(2025, 6, 30))) == ["tt"]
    assert members(kg, CLASS, date(2025, 7, 1)) == ()


STATED = '; cakg:statedIn i:x ; cakg:deadline d:1 . i:x a cakg:Instrument ; cakg:issuedOn "2024-05-05"^^xsd:date . d:1 a cakg:FixedDeadline ; cakg:dueBy "2025-12-31"^^xsd:date'


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
    kg = graph(OLD_AND_NEW, _class(policy), _norm("1", extra=STATED))
    found = cakg.duties(kg, expand=True, as_of=as_of)
    assert _holders(found) == holders
    certainties = {duty.holder.iri.rpartition("/")[2]: duty.holder.certainty for duty in found}
    inherited = policy == "asOfIssue" and as_of == "2025-07-01"
    assert certainties.get("moi", "certain") == (
        "byDefaultRule" if inherited else "unresolved" if (policy, as_of) == ("asOfDueDate", "2025-06-30") else "certain"
    )


def test_a_member_asked_by_name_has_the_rows_that_expansion_gives_it(graph):
    """Expanding and asking one by one agree, on path, holder and all."""
    kg = graph(
        _unit("bo", kind="ministry"),
        *(_unit(f"x{n}", parent="bo") for n in range(4)),
        _class(within="bo"),
        "post:truong a cakg:Post ; cakg:headOf p:xa .",
        _norm("1"),
        _norm("2", "post:truong"),
    )
    expanded = list(cakg.duties(kg, expand=True, as_of=DAY))
    single = [duty for n in range(4) for duty in cakg.duties(kg, f"unit/x{n}", as_of=DAY)]
    assert {(duty.code, duty.holder, duty.path) for duty in expanded} == {
        (duty.code, duty.holder, duty.path) for duty in single
    }
    assert len(expanded) == len(single) == 8


def test_without_expansion_a_class_is_one_row(graph):
    """A class expands only when asked."""
    kg = graph(OLD_AND_NEW, _class(), _norm("1"))
    assert _holders(cakg.duties(kg, as_of=DAY)) == ["xa"]


def test_the_window_keeps_one_unit_and_those_under_it(graph):
    """With `within`, members elsewhere and duties of bodies elsewhere are left out."""
    kg = graph(
        _unit("t1", kind="provincial-police"),
        _unit("t2", kind="provincial-police"),
        _unit("a", parent="t1"),
        _unit("b", parent="t2"),
        _class(),
        _norm("1"),
        _norm("2", "u:t1"),
        _norm("3", "u:t2"),
    )
    assert _holders(cakg.duties(kg, within="unit/t1", as_of=DAY)) == ["a", "t1"]


@pytest.mark.parametrize(
    ("definition", "reason", "count"),
    [
        (_class(selection="chosen"), "chosen", None),
        (_class(selection="unknown"), "unknown", None),
        (
            _class("frozenSnapshot")
            + 's:1 a cakg:PopulationSnapshot ; cakg:ofPopulation p:xa ; cakg:snapshotOn "2024-01-01"^^xsd:date ; cakg:memberCount 7 .',
            "frozen",
            7,
        ),
        (_class("asOfDueDate"), "undated", None),
    ],
    ids=["chosen", "unknown", "frozen", "undated"],
)
def test_what_cannot_be_expanded_stays_a_class_and_is_said(graph, run, tmp_path, definition, reason, count):
    """No member is guessed: the row of the class stays, and the answer and stderr say why, with the count that is known."""
    kg = graph(OLD_AND_NEW, definition, _norm("1"))
    found = cakg.duties(kg, expand=True, as_of=DAY)
    assert _holders(found) == ["xa"]
    (note,) = found.incomplete
    assert (note.label, note.reason, note.count) == ("Công an cấp xã", reason, count)
    done = run("duties", tmp_path / "data.ttl", "--expand", "--as-of", DAY, "-f", "json")
    assert [item["reason"] for item in json.loads(done.out)["incomplete"]] == [reason]
    assert "Công an cấp xã" in done.err
    assert ("(số đếm ngày 01/01/2024)" in done.err) is (count is not None)
    assert count is None or str(count) in done.err


def test_a_chosen_class_has_no_members_by_definition(graph):
    """The function refuses where nothing says who was chosen."""
    kg = graph(OLD_AND_NEW, _class(selection="chosen"))
    with pytest.raises(ValueRefusedError, match="Công an cấp xã"):
        members(kg, CLASS, DAY)


def test_a_frozen_list_has_the_members_it_names(graph):
    """Listed members expand, whether or not they still exist; the others are not members though they fit the definition."""
    kg = graph(
        OLD_AND_NEW,
        _class("frozenSnapshot"),
        's:1 a cakg:PopulationSnapshot ; cakg:ofPopulation p:xa ; cakg:snapshotOn "2024-01-01"^^xsd:date ; cakg:memberCount 1 ; cakg:member u:cu .',
        _norm("1"),
    )
    assert membership(kg, CLASS, date(2024, 1, 1)).units == (ID["unit/cu"],)
    assert _holders(cakg.duties(kg, expand=True, as_of="2025-01-01")) == ["cu"]
    assert _holders(cakg.duties(kg, expand=True, as_of=DAY)) == ["moi"]
    assert len(cakg.duties(kg, "unit/lau", as_of=DAY)) == 0


LISTS = (
    's:1 a cakg:PopulationSnapshot ; cakg:ofPopulation p:xa ; cakg:snapshotOn "2024-01-01"^^xsd:date ; cakg:member u:w1 .\n'
    's:2 a cakg:PopulationSnapshot ; cakg:ofPopulation p:xa ; cakg:snapshotOn "2024-06-01"^^xsd:date ; cakg:member u:w3 .\n'
)


@pytest.mark.parametrize(("as_of", "listed"), [("2023-12-31", []), ("2024-05-31", ["w1"]), ("2024-06-01", ["w3"])])
def test_a_frozen_list_is_read_one_way(graph, as_of, listed):
    """Expanded, asked unit by unit and assigned, the members are those of the latest list up to the day asked about."""
    kg = graph(*map(_unit, ("w1", "w2", "w3")), _class("frozenSnapshot"), LISTS, _norm("1"))
    day = date.fromisoformat(as_of)
    found = cakg.duties(kg, expand=True, as_of=day)
    assert _holders(found) == (listed or ["xa"])
    assert [note.reason for note in found.incomplete] == ([] if listed else ["frozen"])
    assert [name for name in ("w1", "w2", "w3") if len(cakg.duties(kg, f"unit/{name}", as_of=day))] == listed
    if listed:
        assert _names(members(kg, CLASS, day)) == listed


def test_a_count_that_is_no_number_is_none(graph):
    """A snapshot that says "many" breaks nothing: the members are those the data names, and no count is compared."""
    many = 's:1 a cakg:PopulationSnapshot ; cakg:ofPopulation p:xa ; cakg:snapshotOn "2024-01-01"^^xsd:date ; cakg:memberCount "nhieu" .'
    found = cakg.duties(graph(OLD_AND_NEW, _class(), many, _norm("1")), expand=True, as_of=DAY)
    assert (_holders(found), found.incomplete) == (["lau", "moi"], ())


def test_a_class_within_a_unit_that_ended_is_followed_through_its_last_members(graph):
    """The class has no member any more; expanded, or asked for a new unit, whoever followed each of the last holds."""
    kg = graph(
        _unit("t", kind="provincial-police", last="2025-06-30", extra="; cakg:succeededBy u:tt"),
        _unit("tt", kind="provincial-police"),
        _unit("cu", parent="t", last="2025-06-30", extra="; cakg:succeededBy u:moi"),
        _unit("xua", parent="t", last="2024-12-31", extra="; cakg:succeededBy u:cu"),
        _unit("moi", parent="tt", first="2025-07-01"),
        _class(within="t"),
        _norm("1"),
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
    assert [(_names([duty.holder.iri]), duty.holder.certainty) for duty in expanded] == [(["moi"], "byDefaultRule")]
    assert expanded.incomplete == ()


def test_a_class_without_a_member_in_the_data_is_not_lost(graph):
    """Where no unit is loaded the row stays a class, and where fewer are loaded than were counted both figures are named."""
    counted = (
        's:1 a cakg:PopulationSnapshot ; cakg:ofPopulation p:xa ; cakg:snapshotOn "2024-01-01"^^xsd:date ; cakg:memberCount 9 .'
    )
    empty = cakg.duties(graph(_class(), _norm("1")), expand=True, as_of=DAY)
    assert (_holders(empty), [note.reason for note in empty.incomplete]) == (["xa"], ["none"])
    partial = cakg.duties(graph(OLD_AND_NEW, _class(), counted, _norm("1")), expand=True, as_of=DAY)
    assert [(note.reason, note.units, note.count) for note in partial.incomplete] == [("partial", 2, 9)]
    assert [(str(note.countedOn), note.registerOn) for note in partial.incomplete] == [("2024-01-01", None)]


def test_a_unit_that_may_not_exist_is_no_certain_holder(graph):
    """Where sources give only a total, each candidate is shown with its existence open."""
    doubt = "; cakg:existence <https://w3id.org/cakg/vocab/existence/not-known>"
    kg = graph(_unit("a"), _unit("b", extra=doubt), _class(), _norm("1"))
    found = {duty.holder.iri.rpartition("/")[2]: duty.holder.certainty for duty in cakg.duties(kg, expand=True, as_of=DAY)}
    assert found == {"a": "certain", "b": "unresolved"}


class Watched(KnowledgeGraph):
    """A graph that notes which records are read."""

    def __init__(self, kg):
        super().__init__(kg.store, kg.sources)
        self.read = set()

    def record(self, iri):
        """Note the record, then return it."""
        self.read.add(iri)
        return super().record(iri)


@pytest.mark.parametrize("size", [10, 300])
def test_asking_for_one_unit_touches_only_that_unit(graph, size):
    """However many members its class has, no record of another member is read."""
    kg = Watched(
        graph(
            _unit("bo", kind="ministry"), *(_unit(f"x{n}", parent="bo") for n in range(size)), _class(within="bo"), _norm("1")
        )
    )
    found = cakg.duties(kg, "unit/x3", expand=True, as_of=DAY)
    assert _holders(found) == ["x3"]
    assert {iri for iri in kg.read if "/unit/" in iri} == {ID["unit/x3"], ID["unit/bo"]}


def test_expansion_is_lazy(graph):
    """The first row is there before the second is made, and its length is known before any is."""
    (duty,) = cakg.duties(graph(OLD_AND_NEW, _class(), _norm("1")), as_of=DAY)
    made = []
    rows = Expansion([(duty, ("a", "b")), (duty, None)], lambda duty, member: made.append(member) or duty)
    assert (len(rows), made) == (3, [])
    next(iter(rows))
    assert made == ["a"]


def test_rows_can_be_counted_and_taken_without_making_all(graph):
    """An expansion has a length, and its rows are found by number, from the end and in slices."""
    kg = graph(*(_unit(f"x{n}") for n in range(9)), _class(), _norm("1"), _norm("2", "u:x3"), _norm("3"))
    rows = cakg.duties(kg, expand=True, as_of=DAY).rows
    assert len(rows) == 19
    assert [rows[place] for place in range(19)] == list(rows) == list(rows[:])
    assert rows[-1] == list(rows)[-1]
    with pytest.raises(IndexError):
        rows[19]


KINDS = {
    "commune-police": {"commune-police", "commune-level-police", "local-police", "police", "police-force"},
    "ward-police": {"ward-police", "commune-level-police", "local-police", "police", "police-force"},
    "township-police": {"township-police", "commune-level-police", "local-police", "police", "police-force"},
    "provincial-police": {"provincial-police", "local-police", "police", "police-force"},
    "ministry-unit": {"ministry-unit", "ministry-level", "police", "police-force"},
}
"""Each kind with all that include it, written out by hand."""
DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))
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
    for number, unit in enumerate(units):
        parents[number] = unit["parent"] if unit["parent"] < number else None
        parent = None if parents[number] is None else f"x{parents[number]}"
        data += _unit(f"x{number}", unit["kind"], parent, unit["first"], unit["last"])
    top = top if top is not None and top < len(units) else None
    within = "" if top is None else f"; cakg:within u:x{top}"
    data += f"p:xa a cakg:Population ; cakg:unitKind kind:{wanted} ; cakg:selection selection:all {within} .\n"
    kg = cakg.load(turtle(data, _norm("1"), _norm("2")))

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
    assert sorted(_names(members(kg, CLASS, day))) == sorted(expected)
    # A class exists while the unit it stands under does, and whoever followed its last members holds its duties.
    read = day if top is None else min(day, end(top))
    last = [number for number in fitting if is_there(number, read) and is_there(top, read)]
    rows = Counter(duty.code for duty in cakg.duties(kg, expand=True, as_of=day))
    assert rows == dict.fromkeys(("1", "2"), max(len(last), 1))
    for number in range(len(units)):
        asked = cakg.duties(kg, f"unit/x{number}", as_of=day)
        alive = [duty for duty in asked if duty.holder.certainty == "certain"]
        assert len(alive) == (2 if number in last and is_there(number, day) else 0)


MERGED = (
    _unit("w1", last="2025-06-30", extra="; cakg:succeededBy u:n1")
    + _unit("w2", last="2025-06-30", extra="; cakg:succeededBy u:n1")
    + _unit("n1", first="2025-07-01")
)
DONE = (
    "<https://w3id.org/cakg/id/assessment/1> a cakg:StatusAssessment ; cakg:ofResponsibility r:1 ; cakg:assessedUnit u:{unit} ; "
    'cakg:assessedStatus <https://w3id.org/cakg/vocab/status/doneOnTime> ; cakg:completedOn "2025-06-20"^^xsd:date ; '
    'cakg:observedOn "2025-06-25"^^xsd:date .\n'
)


def _members(found):
    return [(_names([duty.member.iri])[0], _names([duty.holder.iri])[0], duty.status) for duty in found]


@pytest.mark.parametrize("day", ["2025-06-30", "2025-07-01", "2025-12-01"])
@pytest.mark.parametrize("asked", [{"expand": True}, {"unit": "unit/w1"}, {"unit": "unit/n1"}], ids=str)
def test_a_merger_does_not_undo_what_a_member_did(graph, day, asked):
    """What W1 did stays done when N1 follows it, whoever is asked; W2 is a row of its own, and still open."""
    kg = graph(MERGED, _class("asOfIssue"), _norm("1", extra=STATED), DONE.format(unit="w1"))
    found = {member: status for member, _, status in _members(cakg.duties(kg, as_of=day, **asked))}
    expected = {"w1": "doneOnTime", "w2": "openInTime"}
    if asked.get("unit") == "unit/w1":
        expected.pop("w2")
    if asked.get("unit") == "unit/n1" and day == "2025-06-30":
        expected = {}
    assert found == expected


def test_a_body_between_the_first_and_the_last_speaks_for_the_duty(graph):
    """Evidence about any body on the way of succession is accepted."""
    kg = graph(
        _unit("a", last="2024-12-31", extra="; cakg:succeededBy u:b"),
        _unit("b", first="2025-01-01", last="2025-06-30", extra="; cakg:succeededBy u:c"),
        _unit("c", first="2025-07-01"),
        _norm("1", "u:a", STATED),
        DONE.format(unit="b"),
    )
    (duty,) = cakg.duties(kg, as_of=DAY)
    assert (_names([duty.holder.iri]), duty.status, duty.member) == (["c"], "doneOnTime", None)


def test_every_row_of_an_expansion_names_its_member(graph, run, tmp_path):
    """Two members that merged into one body are told apart, in JSON and CSV."""
    graph(MERGED, _class("asOfIssue"), _norm("1", extra=STATED))
    asked = ("duties", tmp_path / "data.ttl", "--expand", "--as-of", DAY, "-f")
    rows = json.loads(run(*asked, "json").out)["duties"]
    assert [row["member"]["label"] for row in rows] == ["Công an w1", "Công an w2"]
    lines = [line.split(",") for line in run(*asked, "csv").out.splitlines()]
    assert [line[lines[0].index("member")] for line in lines[1:]] == ["Công an w1", "Công an w2"]


PROVINCES = (
    _unit("p1", "provincial-police", last="2025-06-30", extra="; cakg:succeededBy u:p2")
    + _unit("p2", "provincial-police", first="2025-07-01")
    + _unit("w1", parent="p1", last="2025-06-30", extra="; cakg:succeededBy u:n1")
    + _unit("n1", parent="p2", first="2025-07-01")
    + "p:tinh a cakg:Population ; cakg:unitKind kind:provincial-police ; cakg:selection selection:all ; cakg:membershipPolicy policy:asOfIssue .\n"
)


@pytest.mark.parametrize("area", ["p1", "p2"])
def test_an_area_keeps_what_its_units_hold_today(graph, area):
    """The old province and the new one both find the duties that passed from the units of one to those of the other."""
    kg = graph(
        PROVINCES, _class("asOfIssue"), _norm("1", extra=STATED), _norm("2", "p:tinh", STATED), _norm("3", "u:p1", STATED)
    )
    found = [(duty.code, _names([duty.holder.iri])[0]) for duty in cakg.duties(kg, within=f"unit/{area}", as_of=DAY)]
    assert sorted(found) == [("1", "n1"), ("2", "p2"), ("3", "p2")]


MOVED = (
    _unit("p1", "provincial-police", last="2025-06-30", extra="; cakg:succeededBy u:p2")
    + _unit("p2", "provincial-police", first="2025-07-01")
    + _unit("w1", parent="p1", last="2025-06-30", extra="; cakg:succeededBy u:n1")
    + _unit("n1", parent="p2", first="2025-07-01")
    + _unit("stays", parent="p1 , u:p2")
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
    answer = cakg.duties(graph(MOVED, _class(), _norm("1")), within=f"unit/{area}", as_of=as_of)
    assert _holders(answer) == found
    told = answer.absent
    assert (told and told.reason, told and _names(holder.iri for holder in told.followers)) == (reason, followers)
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
    parts = _unit("p", "provincial-police", last="2025-06-30", extra=ended) + _unit("w", parent="p") + _unit("a") + _unit("b")
    graph(parts, _class(), _norm("1"))
    done = run("duties", tmp_path / "data.ttl", "--within", "unit/p", "--as-of", DAY)
    assert done.code == 0
    assert words in done.err
    assert "Công an w" not in done.out


def test_an_area_that_ended_keeps_who_stood_there_on_the_day_that_counts(graph):
    """Members by the day of issue, and bodies named before its end, are all those of the area then, with who holds now."""
    kg = graph(
        MOVED,
        _class("asOfIssue"),
        _norm("1", extra=STATED),
        _norm("2", "u:stays", STATED),
        _norm("3", "u:stays", "; cakg:statedIn i:y"),
        'i:y a cakg:Instrument ; cakg:issuedOn "2025-09-01"^^xsd:date .',
    )
    answer = cakg.duties(kg, within="unit/p1", as_of=DAY)
    assert sorted((duty.code, _names([duty.holder.iri])[0]) for duty in answer) == [("1", "n1"), ("1", "stays"), ("2", "stays")]


def test_a_class_under_a_unit_that_ended_has_no_member_any_more(graph):
    """A unit that goes on keeps its link to the one that ended, but is no member of the class under it after that day."""
    kg = graph(MOVED, _class(within="p1"))
    assert _names(members(kg, CLASS, date(2025, 6, 30))) == ["stays", "w1"]
    assert members(kg, CLASS, date(2025, 7, 1)) == ()


def _merged(way):
    return (
        _unit("p1", "provincial-police", last="2025-06-30", parent="bo", extra=way)
        + _unit("p2", "provincial-police", parent="bo")
        + _unit("p3", "provincial-police", parent="bo")
        + _unit("bo", "ministry")
        + _unit("w1", parent="p1")
        + _unit("w2", parent="p2")
    )


@pytest.mark.parametrize(("day", "standing"), [("2025-06-30", ["w2"]), ("2025-07-01", ["w1", "w2"])])
def test_a_unit_whose_upper_unit_ended_stands_under_the_one_that_followed(graph, day, standing):
    """From the day after the end it counts there, by whichever way it is asked for, and before that day it does not."""
    kg = graph(_merged("; cakg:succeededBy u:p2"), _class(within="p2"), _norm("1"))
    assert _names(members(kg, CLASS, date.fromisoformat(day))) == standing
    assert _holders(cakg.duties(kg, expand=True, as_of=day)) == standing
    assert _holders(cakg.duties(kg, within="unit/p2", as_of=day)) == standing
    assert len(cakg.duties(kg, "unit/w1", as_of=day)) == ("w1" in standing)
    assert cakg.duties(kg, expand=True, as_of=day).incomplete == ()


def test_a_row_of_mergers_is_followed_to_the_unit_that_stands_on_the_day(graph):
    """Each day has its own upper unit, and no unit is counted under two of them."""
    kg = graph(
        _unit("p1", "provincial-police", last="2025-03-31", extra="; cakg:succeededBy u:p2"),
        _unit("p2", "provincial-police", last="2025-06-30", extra="; cakg:succeededBy u:p3"),
        _unit("p3", "provincial-police"),
        _unit("w1", parent="p1"),
        _class(),
        _norm("1"),
    )
    for day, top in (("2025-03-31", "p1"), ("2025-04-01", "p2"), ("2025-06-30", "p2"), ("2025-07-01", "p3")):
        held = {area: _holders(cakg.duties(kg, within=f"unit/{area}", as_of=day)) for area in ("p1", "p2", "p3")}
        assert {area for area, holders in held.items() if holders} == {top}


@pytest.mark.parametrize("way", ["; cakg:partlySucceededBy u:p2, u:p3", "; cakg:succeededBy u:p2, u:p3", ""])
def test_units_whose_place_is_not_told_are_named_as_missing(graph, run, tmp_path, way):
    """Divided, or followed by nobody the data name, the units below are counted in no area but the one over all of it."""
    kg = graph(_merged(way), _class(within="p2"), _norm("1"))
    found = cakg.duties(kg, expand=True, as_of=DAY)
    assert _holders(found) == ["w2"]
    (note,) = found.incomplete
    assert (note.reason, note.units, _names(note.unplaced)) == ("unplaced", 1, ["w1"])
    assert [_names(item.unplaced) for item in cakg.duties(kg, within="unit/p2", as_of=DAY).incomplete] == [["w1"]]
    assert _holders(cakg.duties(kg, expand=True, as_of="2025-06-30")) == ["w2"]
    assert cakg.duties(kg, expand=True, as_of="2025-06-30").incomplete == ()
    asked = {day: cakg.duties(kg, "unit/w1", as_of=day) for day in ("2025-06-30", DAY)}
    assert [len(answer) for answer in asked.values()] == [0, 0]
    assert [answer.chosen for answer in asked.values()] == [(), ("Công an cấp xã",) if way else ()]
    done = run("duties", tmp_path / "data.ttl", "--expand", "--as-of", DAY, "-f", "json")
    assert "unit/w1" in done.err
    whole = graph(_merged(way), _class(within="bo"), _norm("1"))
    assert _holders(cakg.duties(whole, expand=True, as_of=DAY)) == ["w1", "w2"]
    assert cakg.duties(whole, expand=True, as_of=DAY).incomplete == ()


def test_an_area_names_what_its_units_may_hold(graph):
    """A duty that was divided between a unit of the area and another is named as unresolved, not counted as a row."""
    kg = graph(
        _unit("p2", "provincial-police"),
        _unit("w1", last="2025-06-30", extra="; cakg:partlySucceededBy u:n1, u:n2"),
        _unit("n1", parent="p2", first="2025-07-01"),
        _unit("n2", first="2025-07-01"),
        _class("asOfIssue"),
        _norm("1", extra=STATED),
    )
    found = cakg.duties(kg, within="unit/p2", as_of=DAY)
    assert (len(found), [_names([item.holder]) for item in found.unresolved]) == (0, [["w1"]])


@pytest.mark.parametrize(
    ("status", "members"),
    [("doneOnTime", ["w1"]), ("unknown", ["w2", "w3"]), ("openInTime", [])],
)
def test_a_status_is_asked_of_each_member(graph, status, members):
    """With expansion, the status that is asked for is that of the member, not that of its class; counting agrees."""
    kg = graph(*(_unit(f"w{n}") for n in (1, 2, 3)), _class(), _norm("1", extra=STATED), DONE.format(unit="w1"))
    found = cakg.duties(kg, status=status, expand=True, as_of=DAY)
    assert [member for member, _, _ in _members(found)] == members
    assert len(found) == len(members)
    assert [found[place].member.iri for place in range(len(found))] == [duty.member.iri for duty in found]
    with pytest.raises(IndexError):
        found[len(found)]


def test_members_without_a_holder_are_named_as_unresolved(graph):
    """Every unresolved row of an expansion stands in `unresolved` too, with its candidates."""
    doubt = "; cakg:existence <https://w3id.org/cakg/vocab/existence/not-known>"
    kg = graph(_unit("a"), _unit("b", extra=doubt), _unit("c", extra=doubt), _class(), _norm("1"), _norm("2"))
    found = cakg.duties(kg, expand=True, as_of=DAY)
    rows = [(duty.norm, duty.holder.iri) for duty in found if duty.holder.certainty == "unresolved"]
    assert rows == [(item.norm, item.holder) for item in found.unresolved]
    assert len(rows) == 4


def test_an_expansion_is_written_row_by_row(graph):
    """A file of an expansion is written while its rows are made: what is held does not grow with them."""
    kg = graph(*(_unit(f"x{n}") for n in range(40)), _class(), *(_norm(str(n)) for n in range(20)))
    found = cakg.duties(kg, expand=True, as_of=DAY)
    held = _held()
    for parts in (json_parts(found), csv_parts(found)):
        most = 0
        for number, _ in enumerate(parts):
            if number % 100 == 50:
                most = max(most, _held())
        assert number >= 800
        assert most - held < 60


def _held():
    """Return how many duties are in memory, those of other tests among them."""
    gc.collect()
    return sum(isinstance(item, Duty) for item in gc.get_objects())


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
    data = _unit("bo", "ministry")
    for number, province in enumerate(provinces):
        heirs = [f"u:p{number + step}" for step in province["heirs"] if number + step < len(provinces)]
        extra = f"; cakg:{province['way']} {' , '.join(heirs)}" if heirs and province["last"] else ""
        data += _unit(f"p{number}", "provincial-police", "bo", last=province["last"], extra=extra)
        data += f"p:{number} a cakg:Population ; cakg:unitKind kind:commune-police ; cakg:within u:p{number} ; cakg:selection selection:all .\n"
        data += _norm(str(number), f"p:{number}")
    for number, parents in enumerate(units):
        data += _unit(f"w{number}", parent=" , u:".join(f"p{parent}" for parent in parents))
    kg = cakg.load(turtle(data))
    there = [number for number, province in enumerate(provinces) if not province["last"] or province["last"] >= day]
    found = {number: membership(kg, ID[f"population/{number}"], day) for number in there}
    for number in range(len(units)):
        unit = ID[f"unit/w{number}"]
        counted = {top for top in there if unit in found[top].units}
        missing = {top for top in there if unit in found[top].unplaced}
        assert counted or missing or not there
        assert not counted & missing
        asked = {duty.code for duty in cakg.duties(kg, unit, as_of=day) if duty.holder.certainty == "certain"}
        assert {str(top) for top in counted} == {code for code in asked if int(code) in there}

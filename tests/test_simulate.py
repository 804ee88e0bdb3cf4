"""A reorganisation tried out before it is decided."""

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cakg
from cakg.errors import SourceError, UnknownNameError, ValueRefusedError

DAY = "2027-02-01"
ENDS = '"2026-12-31"^^xsd:date'
DATA = """
u:a a cakg:Unit ; skos:prefLabel "Cục A"@vi ; cakg:unitKind kind:ministry-unit .
u:b a cakg:Unit ; skos:prefLabel "Cục B"@vi ; cakg:unitKind kind:ministry-unit .
u:c a cakg:Unit ; skos:prefLabel "Cục C"@vi ; cakg:unitKind kind:ministry-unit .
p:cuc a cakg:Population ; skos:prefLabel "Các cục"@vi ; cakg:unitKind kind:ministry-unit ; cakg:selection selection:all .
f:f a cakg:Function ; skos:prefLabel "Chức năng"@vi .
n:1 a cakg:Obligation ; cakg:action "Việc 1"@vi . r:1 a cakg:Responsibility ; cakg:ofNorm n:1 ; cakg:bearer u:a .
n:2 a cakg:Obligation ; cakg:action "Việc 2"@vi ; cakg:concernsFunction f:f . r:2 a cakg:Responsibility ; cakg:ofNorm n:2 ; cakg:bearer u:a .
n:3 a cakg:Obligation ; cakg:action "Việc 3"@vi . r:3 a cakg:Responsibility ; cakg:ofNorm n:3 ; cakg:bearer u:b .
n:4 a cakg:Obligation ; cakg:action "Việc 4"@vi . r:4 a cakg:Responsibility ; cakg:ofNorm n:4 ; cakg:bearer p:cuc .
"""


@pytest.fixture
def trial(graph, turtle):
    """Write data and a reorganisation, and try it out."""
    return lambda plan, as_of=DAY: cakg.simulate(graph(DATA), turtle(plan), as_of=as_of)


def _outcomes(found):
    return {(row.code, row.party.label): row.outcome for row in found.rows}


def _loads(found):
    return {load.label: (load.before, load.after) for load in found.loads}


TRANSFER = 't:1 a cakg:FunctionTransfer ; cakg:fromHolder u:a ; cakg:toHolder u:c ; cakg:ofFunction f:f ; cakg:transferredOn "2027-01-01"^^xsd:date .'


def test_a_merger_moves_duties_and_load(trial):
    """Duties of the body that ends are with its successor, whose load grows; those it already had are kept."""
    found = trial(f"u:a cakg:existsTo {ENDS} ; cakg:succeededBy u:b .")
    assert _outcomes(found) == {
        ("1", "Cục A"): "moved",
        ("2", "Cục A"): "moved",
        ("4", "Cục A"): "moved",
        ("3", "Cục B"): "kept",
        ("4", "Cục B"): "kept",
    }
    assert {row.after.label for row in found.rows} == {"Cục B"}
    assert _loads(found) == {"Cục A": (3, 0), "Cục B": (2, 4)}
    assert found.orphans == found.doubles == ()


def test_a_body_that_ends_without_a_successor_leaves_orphans(trial):
    """Its own duties have no holder; its share in the duty of a class that goes on lapses."""
    found = trial(f"u:a cakg:existsTo {ENDS} .")
    assert _outcomes(found) == {("1", "Cục A"): "orphan", ("2", "Cục A"): "orphan", ("4", "Cục A"): "lapsed"}
    assert [row.code for row in found.orphans] == ["1", "2"]


def test_parts_leave_duties_open_with_candidates(trial):
    """Divided among several, a duty is not lost: which of the candidates has it is open."""
    found = trial(f"u:a cakg:existsTo {ENDS} ; cakg:partlySucceededBy u:b , u:c .")
    divided = [row for row in found.rows if row.party.label == "Cục A"]
    assert {row.outcome for row in divided} == {"open"}
    assert [item.label for item in divided[0].candidates] == ["Cục B", "Cục C"]
    assert found.orphans == ()


def test_a_function_given_to_two_is_a_double(trial):
    """More than one recorded holder of one duty is told from none."""
    found = trial(TRANSFER.replace("u:c ;", "u:b , u:c ;"))
    assert [(row.code, [item.label for item in row.candidates]) for row in found.doubles] == [("2", ["Cục B", "Cục C"])]
    assert found.orphans == ()


def test_a_transfer_moves_only_what_belongs_to_the_function(trial):
    """The other duties of a body that goes on stay with it."""
    found = trial(TRANSFER)
    assert {code: outcome for (code, party), outcome in _outcomes(found).items() if party == "Cục A"} == {
        "1": "kept",
        "2": "moved",
        "4": "kept",
    }
    assert _loads(found) == {"Cục A": (3, 2), "Cục C": (1, 2)}


def test_a_new_body_gains_the_duties_of_its_class(trial):
    """A unit that the file creates has the duties of the classes it falls under."""
    found = trial(
        'u:d a cakg:Unit ; skos:prefLabel "Cục D"@vi ; cakg:unitKind kind:ministry-unit ; cakg:existsFrom "2027-01-01"^^xsd:date .'
    )
    assert _outcomes(found) == {("4", "Cục D"): "gained"}


def test_before_its_day_a_reorganisation_changes_nothing(trial):
    """The result says that the file takes effect later."""
    found = trial(TRANSFER, as_of="2026-06-01")
    assert set(_outcomes(found).values()) == {"kept"}
    assert str(found.later) == "2027-01-01"


def test_a_body_that_ends_later_is_said_to_end_later(trial):
    """A last day takes effect on the day after it; on that day nothing of the file is left to come."""
    ends = f"u:a cakg:existsTo {ENDS} ; cakg:succeededBy u:b ."
    early = trial(ends, as_of="2026-12-31")
    assert (set(_outcomes(early).values()), str(early.later)) == ({"kept"}, "2027-01-01")
    due = trial(ends, as_of="2027-01-01")
    assert ("moved" in _outcomes(due).values(), due.later) == (True, None)


def test_a_body_that_may_not_exist_leaves_what_it_gains_open(trial):
    """A duty of a class gained by a unit of which only a total is known is not an orphan: the unit is its candidate."""
    doubt = "cakg:existence <https://w3id.org/cakg/vocab/existence/not-known>"
    found = trial(f'u:d a cakg:Unit ; skos:prefLabel "Cục D"@vi ; cakg:unitKind kind:ministry-unit ; {doubt} .')
    assert _outcomes(found) == {("4", "Cục D"): "open"}
    assert [item.label for row in found.rows for item in row.candidates] == ["Cục D"]


def test_the_graph_itself_is_not_changed(kg, turtle):
    """A trial leaves the graph as it was, to the last quad."""
    file = turtle(f"u:cong-an-tinh-nghe-an cakg:existsTo {ENDS} .")
    before = set(kg.store)
    assert cakg.simulate(kg, file, as_of=DAY).orphans
    assert set(kg.store) == before
    assert cakg.show(kg, "Công an tỉnh Nghệ An", as_of=DAY).existing


@pytest.mark.parametrize(
    ("plan", "error"),
    [
        (TRANSFER.replace("u:c", "u:khong-co"), UnknownNameError),
        (f"u:khong-co cakg:existsTo {ENDS} .", UnknownNameError),
        ('u:a skos:note "x"@vi .', ValueRefusedError),
        ("u:a cakg:existsTo .", SourceError),
        (f"u:a cakg:existsTo {ENDS} ; cakg:succeededBy u:b . u:b cakg:existsTo {ENDS} ; cakg:succeededBy u:a .", SourceError),
    ],
    ids=["unknown receiver", "unknown unit", "no reorganisation", "syntax", "ring"],
)
def test_what_cannot_be_tried_out_is_refused(trial, plan, error):
    """Names nobody knows, files without a reorganisation, broken files and rings end in one clear error."""
    with pytest.raises(error):
        trial(plan)


BY_PLAN = f"u:b cakg:existsTo {ENDS} ; cakg:succeededBy u:a ."
ON_ONE_DAY = "t:{name} a cakg:FunctionTransfer ; cakg:fromHolder u:{giver} ; cakg:toHolder u:{receiver} ; cakg:ofFunction f:all ; cakg:transferredOn {day} .\n"
FORTH, BACK = (
    ON_ONE_DAY.format(name=name, giver=giver, receiver=receiver, day='"2027-01-01"^^xsd:date')
    for name, giver, receiver in (("forth", "a", "b"), ("back", "b", "a"))
)


@pytest.mark.parametrize(
    ("known", "plan", "blamed"),
    [
        ("", f"u:a cakg:existsTo {ENDS} ; cakg:succeededBy u:b .\n{BY_PLAN}", "u:a"),
        ("", f"u:a cakg:existsTo {ENDS} .\nu:b cakg:existsTo {ENDS} ; cakg:succeededBy u:b .", "u:b"),
        (f"u:a cakg:existsTo {ENDS} ; cakg:succeededBy u:b .", f"u:a skos:note 'x' .\n{BY_PLAN}", "u:b"),
        (FORTH, f"u:a skos:note 'x' .\n{BACK}", "t:back"),
    ],
    ids=["both links in the plan", "itself", "one link in the plan", "transfers on one day"],
)
def test_a_ring_that_a_plan_closes_is_laid_to_the_plan(graph, turtle, known, plan, blamed):
    """The place of a ring is the record of the plan that closes it, not the data that were sound before."""
    kg = graph(DATA, 'f:all a cakg:Function ; skos:prefLabel "Toàn bộ"@vi ; cakg:wholeRemit true .\n', known)
    file = turtle(plan, name="plan.ttl")
    with pytest.raises(SourceError) as refused:
        cakg.simulate(kg, file, as_of=DAY)
    line = file.read_text(encoding="utf-8").splitlines()[refused.value.line - 1]
    assert (refused.value.path, line.split()[0]) == ("plan.ttl", blamed)


def test_the_command_prints_saves_and_leaves_with_one_on_orphans(run, turtle):
    """Text for people, JSON and CSV for machines; orphans make it leave with 1."""
    data, file = turtle(DATA), turtle(f"u:a cakg:existsTo {ENDS} .", name="plan.ttl")
    text = run("simulate", file, data, "--as-of", DAY)
    assert text.code == 1
    assert "MẤT NƠI GIỮ" in text.out
    assert "Số nhiệm vụ đang giữ" in text.out
    answer = json.loads(run("simulate", file, data, "--as-of", DAY, "-f", "json").out)
    assert answer["counts"]["orphan"] == 2
    assert {"asOf", "source", "counts", "loads", "duties", "later", "exampleData"} <= set(answer)
    rows = list(csv.DictReader(io.StringIO(run("simulate", file, data, "--as-of", DAY, "-f", "csv").out)))
    assert len(rows) == len(answer["duties"])
    file = turtle(f"u:a cakg:existsTo {ENDS} ; cakg:succeededBy u:b .")
    assert run("simulate", file, data, "--as-of", DAY).code == 0


ENDING = st.lists(st.sampled_from("abc"), max_size=3, unique=True)


@settings(max_examples=25, deadline=None)
@given(ending=ENDING, way=st.sampled_from(["", "succeededBy", "partlySucceededBy"]), moved=st.booleans())
def test_no_duty_vanishes_in_a_trial(turtle, ending, way, moved):
    """Every duty a touched body held before has exactly one outcome, and loads agree with the rows."""
    heirs = {"a": "u:b", "b": "u:c", "c": ""}
    plan = TRANSFER if moved or not ending else ""
    for name in ending:
        follows = f"; cakg:{way} {heirs[name]}" if way and heirs[name] else ""
        plan += f"\nu:{name} cakg:existsTo {ENDS} {follows} ."
    kg = cakg.load(turtle(DATA))
    found = cakg.simulate(kg, turtle(plan), as_of=DAY)
    for party in {row.party.iri for row in found.rows}:
        held = [duty.code for duty in cakg.duties(kg, party, as_of=DAY)]
        assert sorted(row.code for row in found.rows if row.party.iri == party and row.before) == sorted(held)
    for load in found.loads:
        assert load.before == len({row.code for row in found.rows if row.before and row.before.iri == load.iri})
    assert sum(load.after for load in found.loads) <= len(found.rows)


PROVINCES = """
u:p a cakg:Unit ; skos:prefLabel "Công an tỉnh P"@vi ; cakg:unitKind kind:provincial-police .
u:q a cakg:Unit ; skos:prefLabel "Công an tỉnh Q"@vi ; cakg:unitKind kind:provincial-police .
u:w a cakg:Unit ; skos:prefLabel "Công an xã W"@vi ; cakg:unitKind kind:commune-police ; cakg:parentUnit u:p .
p:p a cakg:Population ; skos:prefLabel "Lớp P"@vi ; cakg:unitKind kind:commune-police ; cakg:within u:p ; cakg:selection selection:all .
p:q a cakg:Population ; skos:prefLabel "Lớp Q"@vi ; cakg:unitKind kind:commune-police ; cakg:within u:q ; cakg:selection selection:all .
n:1 a cakg:Obligation ; cakg:action "Việc 1"@vi . r:1 a cakg:Responsibility ; cakg:ofNorm n:1 ; cakg:bearer p:p .
n:2 a cakg:Obligation ; cakg:action "Việc 2"@vi . r:2 a cakg:Responsibility ; cakg:ofNorm n:2 ; cakg:bearer p:q .
"""


@pytest.mark.parametrize(
    ("plan", "outcomes"),
    [
        ("; cakg:succeededBy u:q", {("1", "Lớp P"): "kept", ("1", "Công an xã W"): "kept", ("2", "Công an xã W"): "gained"}),
        ("", {("1", "Lớp P"): "kept", ("1", "Công an xã W"): "kept"}),
        (f" . u:w cakg:existsTo {ENDS}", {("1", "Lớp P"): "orphan", ("1", "Công an xã W"): "orphan"}),
    ],
    ids=["followed", "followed by nobody", "members end too"],
)
def test_what_a_province_that_ends_carries_along_is_tried_out_too(graph, turtle, plan, outcomes):
    """The class under it ends with it and its members keep its duty; they gain those of the class they come under."""
    found = cakg.simulate(graph(PROVINCES), turtle(f"u:p cakg:existsTo {ENDS} {plan} ."), as_of=DAY)
    assert _outcomes(found) == outcomes

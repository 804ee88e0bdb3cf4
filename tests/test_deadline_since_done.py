"""Turns counted since the duty was last done: the day of the record drives the next, and nothing is assumed without one."""

from datetime import date

import pytest
from recorded_deadlines import deadline_of, extension, norm

import cakg
from cakg.namespaces import ID
from cakg.rendering.result import render

SINCE_DONE = (
    'a cakg:RecurringDeadline ; cakg:statedText "06 tháng một lần kể từ lần kiểm tra gần nhất" ;'
    ' cakg:recurrenceRule "FREQ=MONTHLY;INTERVAL=6" ; cakg:recurrenceBasis basis:sinceLastDone'
)
BEARER = (
    "id:giao a cakg:Responsibility ; cakg:ofNorm id:việc-1 ; cakg:bearer id:đơn-vị .\n"
    'id:đơn-vị a cakg:Unit ; skos:prefLabel "Công an tỉnh A"@vi .\n'
)


def _done(number, on, seen, turn=None, party=None, says="doneOnTime"):
    of = f' ; cakg:ofOccurrence "{turn}"^^xsd:date' if turn else ""
    about = f" ; cakg:assessedUnit id:{party}" if party else ""
    day = f' ; cakg:completedOn "{on}"^^xsd:date' if on else ""
    return (
        f'id:kq-{number} a cakg:StatusAssessment ; skos:prefLabel "Báo cáo {number}"@vi ; cakg:ofResponsibility id:giao ;'
        f' cakg:assessedStatus status:{says} ; cakg:observedOn "{seen}"^^xsd:date{day}{of}{about} .\n'
    )


TWICE = _done(1, "2025-02-10", "2025-02-15") + _done(2, "2025-08-05", "2025-09-15", "2025-08-11")


@pytest.mark.parametrize(
    ("as_of", "due", "status"),
    [
        ("2025-02-14", None, "undated"),
        ("2025-02-15", "2025-08-11", "openInTime"),
        ("2025-08-12", "2025-08-11", "unknown"),
        ("2025-09-15", "2026-02-05", "openInTime"),
    ],
)
def test_the_day_last_done_drives_the_next_turn(graph, as_of, due, status):
    """Six months after the last completion known on the day, moved past a Sunday; before any is known there is no day."""
    (duty,) = cakg.duties(graph(norm(SINCE_DONE) + BEARER + TWICE), as_of=as_of)
    assert (duty.deadline.due and str(duty.deadline.due), duty.status) == (due, status)
    assert ("never-done" in duty.deadline.notes) == (due is None)
    if due == "2025-08-11":
        assert (str(duty.occurrence.scheduled), duty.deadline.lastDone.label) == ("2025-08-10", "Báo cáo 1")
        assert "moveToWorkingDay" in duty.deadline.rules


def test_a_fixed_sequence_does_not_ask_when_it_was_done(graph):
    """Without a recurrence basis, in the record or its words, the calendar goes on, whatever was done when."""
    unsaid = SINCE_DONE.replace(" ; cakg:recurrenceBasis basis:sinceLastDone", "")
    (worded,) = cakg.duties(graph(norm(unsaid) + BEARER + TWICE), as_of="2025-09-15")
    assert (str(worded.deadline.due), worded.deadline.recurrenceBasis) == ("2026-02-05", "sinceLastDone")
    kg = graph(norm(unsaid.replace(" kể từ lần kiểm tra gần nhất", "")) + BEARER + TWICE)
    rows = cakg.duties(kg, from_="2025-07-01", by="2026-06-30", as_of="2025-09-15")
    assert [(str(row.deadline.due), row.deadline.recurrenceBasis) for row in rows] == [
        ("2025-12-31", "fixedSequence"),
        ("2026-06-30", "fixedSequence"),
    ]
    assert "theo lịch cố định" in render(cakg.why(kg, ID["việc-1"], as_of="2025-09-15"))


def test_a_proof_says_since_which_completion_a_turn_is_counted(graph, run, tmp_path):
    """`why` names the basis, the day and the record; without a record it says so, and so does the row."""
    kg = graph(norm(SINCE_DONE) + BEARER + TWICE)
    told = render(cakg.why(kg, ID["việc-1"], as_of="2025-09-15"))
    assert "kỳ tới tính từ lần làm gần nhất: lần gần nhất xong ngày 05/08/2025 (Báo cáo 2)" in told
    assert "firstDayNotCounted" in told
    assert "chưa ghi nhận ngày làm xong lần nào" in render(cakg.why(kg, ID["việc-1"], as_of="2025-01-01"))
    left_out = run("duties", tmp_path / "data.ttl", "--as-of", "2025-01-01", "--by", "2025-12-31")
    assert (left_out.code, "chưa ghi nhận ngày làm xong lần nào" in left_out.err) == (0, True)


def test_a_completion_recorded_later_was_not_known(graph):
    """What the records of a past day did not hold drives nothing on that day."""
    claim = 'id:c a cakg:Claim ; cakg:about id:kq-2 ; cakg:recordedOn "2025-10-01"^^xsd:date .\n'
    kg = graph(norm(SINCE_DONE) + BEARER + TWICE + claim)
    found = {day: deadline_of(kg, "2025-12-01", known_at=day).due for day in ("2025-09-30", "2025-10-01")}
    assert found == {"2025-09-30": date(2025, 8, 11), "2025-10-01": date(2026, 2, 5)}


@pytest.mark.parametrize(
    "other",
    [
        _done(3, "2025-08-06", "2025-09-16", "2025-08-11"),
        _done(3, None, "2025-09-16", "2025-08-11", says="overdue"),
        _done(3, "2025-10-01", "2025-09-20"),
    ],
)
def test_completions_that_exclude_each_other_give_no_day(graph, other):
    """Two days for one turn, done and not done, or done after it was seen: which holds is not chosen."""
    deadline = deadline_of(graph(norm(SINCE_DONE) + BEARER + TWICE + other), "2025-12-01")
    assert (deadline.due, deadline.notes) == (None, ("last-done-contested",))


@pytest.mark.parametrize("rule", ["FREQ=MONTHLY;BYMONTHDAY=19", "FREQ=MONTHLY;COUNT=3", "FREQ=DAILY;UNTIL=20301231"])
def test_a_rule_that_names_days_is_not_counted_since_last_done(graph, rule):
    """Days of the calendar and an interval since last done exclude each other; no turn is made up."""
    kg = graph(norm(SINCE_DONE.replace("FREQ=MONTHLY;INTERVAL=6", rule)) + BEARER + TWICE)
    assert (deadline_of(kg).due, deadline_of(kg).notes) == (None, ("recurrence-since-done",))


@pytest.mark.parametrize("basis", ["status:unknown", "basis:fixedSequence , basis:sinceLastDone", '"theo lịch"'])
def test_a_recurrence_basis_that_is_none_gives_no_turn(graph, basis):
    """A foreign value, two at once or bare words are left to validation; the calendar is not assumed instead."""
    kg = graph(norm(SINCE_DONE.replace("basis:sinceLastDone", basis)) + BEARER + TWICE)
    found = cakg.duties(kg, from_="2025-01-01", by="2026-12-31", as_of="2025-12-01")
    assert (len(found), found.faults) == (0, (("việc-1", "recurrence-basis-refused"),))
    assert render(cakg.why(kg, ID["việc-1"], as_of="2025-12-01"))


def test_each_member_counts_since_it_did_it_itself(graph):
    """Of a class each member has its own next day; who never did it is left out of a window, with the reason."""
    kg = graph(
        norm(SINCE_DONE)
        + BEARER.replace("đơn-vị .", "lớp .", 1).replace("id:đơn-vị a", "id:khác a")
        + 'id:bộ a cakg:Unit ; skos:prefLabel "Bộ"@vi ; cakg:unitKind kind:ministry .\n'
        + "id:lớp a cakg:Population ; cakg:unitKind kind:provincial-police ; cakg:within id:bộ ; cakg:selection selection:all .\n"
        + "".join(
            f'id:{name} a cakg:Unit ; skos:prefLabel "Công an tỉnh {name}"@vi ; cakg:unitKind kind:provincial-police ;'
            " cakg:parentUnit id:bộ .\n"
            for name in ("A", "B", "C")
        )
        + _done(1, "2025-02-10", "2025-02-15", party="A")
        + _done(2, "2025-04-10", "2025-04-15", party="B")
    )
    every = cakg.duties(kg, expand=True, as_of="2025-06-01")
    assert {row.holder.label[-1]: row.deadline.due for row in every} == {
        "A": date(2025, 8, 11),
        "B": date(2025, 10, 10),
        "C": None,
    }
    soon = cakg.duties(kg, expand=True, by="2025-09-30", as_of="2025-06-01")
    assert [row.holder.label[-1] for row in soon] == ["A"]
    assert soon.faults == (("việc-1", "never-done"),)
    assert deadline_of(kg, "2025-06-01", unit="Công an tỉnh B").due == date(2025, 10, 10)


def test_no_turn_follows_the_last_day(graph):
    """A next turn that would fall after the end of the recurrence is none, and the row says why it has no day."""
    kg = graph(norm(SINCE_DONE + ' ; cakg:until "2025-12-31"^^xsd:date') + BEARER + TWICE)
    assert deadline_of(kg, "2025-12-01").notes == ("no-further-turn",)
    assert len(cakg.duties(kg, from_="2025-01-01", by="2030-12-31", as_of="2025-12-01")) == 0


def test_an_extension_and_a_switched_rule_move_the_next_turn(graph):
    """Both work as on other times: the extension by naming the turn, the switch by keeping the day off."""
    kg = graph(norm(SINCE_DONE) + BEARER + _done(1, "2025-02-10", "2025-02-15"))
    (move,) = cakg.duties(kg, as_of="2025-03-01", readings={"moveToWorkingDay": "keepDayOff"}).moved
    assert (move.oldTurns, move.newTurns) == ((date(2025, 8, 11),), (date(2025, 8, 10),))
    extended = graph(norm(SINCE_DONE) + BEARER + _done(1, "2025-02-10", "2025-02-15") + extension("2025-09-30", "2025-08-11"))
    assert deadline_of(extended, "2025-03-01").due == date(2025, 9, 30)

"""Recorded deadlines: turns, extensions, offsets, and what a switched reading does to them."""

import json
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cakg
from cakg.calendars import add_months
from cakg.deadlines.occurrences import occurrences
from cakg.grids import differences
from cakg.model.deadline import Deadline
from cakg.namespaces import ID
from cakg.rendering.result import render

MONTHLY = (
    'a cakg:RecurringDeadline ; cakg:statedText "trước ngày 20 hằng tháng" ;'
    ' cakg:recurrenceRule "FREQ=MONTHLY;BYMONTHDAY=19" ; cakg:readingRule rule:beforeMeansDayBefore'
)
BEFORE = (
    'a cakg:FixedDeadline ; cakg:statedText "trước ngày 15/12/2025" ; cakg:dueBy "2025-12-14"^^xsd:date ;'
    " cakg:readingRule rule:beforeMeansDayBefore"
)
SWITCH = {"beforeMeansDayBefore": "beforeIncludesDay"}
EVENT = 'id:ngày a cakg:TriggerEvent ; skos:prefLabel "ngày nhận"@vi ; cakg:occurredOn "2025-12-31"^^xsd:date .\n'


def _norm(deadline, number=1):
    return (
        f'id:việc-{number} a cakg:Obligation ; cakg:action "Việc"@vi ; cakg:deadline id:hạn-{number} .\n'
        f"id:hạn-{number} {deadline} .\n"
    )


def _extension(new, turn=None, number=1):
    of = f'; cakg:ofOccurrence "{turn}"^^xsd:date' if turn else ""
    return (
        f'id:gia-hạn-{number} a cakg:Extension ; cakg:extends id:hạn-1 ; cakg:newDueBy "{new}"^^xsd:date ;'
        f" cakg:decidedBy id:văn-bản {of} .\n"
        'id:văn-bản a cakg:Instrument ; cakg:number "1/QĐ-BCA" ; cakg:issuedOn "2025-02-01"^^xsd:date .\n'
    )


def _deadline(kg, as_of="2025-08-01", **options):
    (duty,) = cakg.duties(kg, as_of=as_of, **options)
    return duty.deadline


# Turns


@pytest.mark.parametrize(
    ("rule", "since", "scheduled"),
    [
        ("FREQ=MONTHLY;INTERVAL=18", "2024-08-31", "2024-08-31 2026-02-28 2027-08-31 2029-02-28"),
        ("FREQ=YEARLY;INTERVAL=2", "2024-02-29", "2024-02-29 2026-02-28 2028-02-29"),
        ("FREQ=MONTHLY;INTERVAL=5", "2025-01-31", "2025-01-31 2025-06-30 2025-11-30 2026-04-30"),
        ("FREQ=WEEKLY;INTERVAL=2", "2025-01-15", "2025-01-15 2025-01-29 2025-02-12"),
        ("FREQ=MONTHLY;INTERVAL=5;COUNT=2", "2025-01-31", "2025-01-31 2025-06-30"),
        ("FREQ=MONTHLY;INTERVAL=5;UNTIL=20251130", "2025-01-31", "2025-01-31 2025-06-30 2025-11-30"),
    ],
)
def test_a_turn_on_a_day_that_a_month_lacks_falls_on_its_last(rule, since, scheduled):
    """No turn is lost in a short month: the last day stands for the missing one."""
    deadline = Deadline("recurring", recurrence=(rule,))
    found = occurrences(deadline, date(2024, 1, 1), date(2031, 12, 31), since=date.fromisoformat(since))
    expected = scheduled.split()
    assert [str(turn.scheduled) for turn in found][: len(expected)] == expected


@given(st.dates(date(1990, 1, 1), date(2040, 12, 31)), st.integers(1, 40), st.sampled_from([("MONTHLY", 1), ("YEARLY", 12)]))
def test_counted_intervals_follow_each_other_without_gap(begin, interval, frequency):
    """Whatever the first day, turn k begins k intervals after it, and the day before the next is its last."""
    name, months = frequency
    deadline = Deadline("recurring", recurrence=(f"FREQ={name};INTERVAL={interval}",), rule="eachPeriodToItsEnd")
    turns = list(occurrences(deadline, begin, begin + timedelta(days=9000), since=begin))
    assert all(later.scheduled == turn.due + timedelta(days=1) for turn, later in pairwise(turns))
    if interval * months not in (1, 2, 3, 4, 6, 12):  # those follow the calendar, whatever the first day
        assert [turn.scheduled for turn in turns] == [add_months(begin, interval * months * n) for n in range(len(turns))]


def test_the_day_on_which_a_turn_was_done_stands_apart(graph):
    """Rule, scheduled, due and actual day are four things; a turn that nothing is recorded of has no actual day."""
    kg = graph(
        _norm(MONTHLY)
        + "id:giao a cakg:Responsibility ; cakg:ofNorm id:việc-1 ; cakg:bearer id:đơn-vị .\n"
        + 'id:đơn-vị a cakg:Unit ; skos:prefLabel "Công an tỉnh A"@vi .\n'
        + 'id:kq a cakg:StatusAssessment ; skos:prefLabel "Báo cáo"@vi ; cakg:ofResponsibility id:giao ; cakg:assessedStatus status:doneOnTime ;'
        ' cakg:ofOccurrence "2025-02-19"^^xsd:date ; cakg:observedOn "2025-02-25"^^xsd:date ; cakg:completedOn "2025-02-18"^^xsd:date .\n'
    )
    rows = cakg.duties(kg, from_="2025-02-01", by="2025-03-31", as_of="2025-08-01")
    assert [(duty.occurrence.scheduled, duty.occurrence.due, duty.occurrence.actual) for duty in rows] == [
        (date(2025, 2, 19), date(2025, 2, 19), date(2025, 2, 18)),
        (date(2025, 3, 19), date(2025, 3, 19), None),
    ]
    (change,) = differences(kg, since="2025-02-20", as_of="2025-02-28", known_since=None, from_="2025-02-01", by="2025-02-28")
    assert (change.kind, change.after) == ("status", "doneOnTime")


# Since last done


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
    (duty,) = cakg.duties(graph(_norm(SINCE_DONE) + BEARER + TWICE), as_of=as_of)
    assert (duty.deadline.due and str(duty.deadline.due), duty.status) == (due, status)
    assert ("never-done" in duty.deadline.notes) == (due is None)
    if due == "2025-08-11":
        assert (str(duty.occurrence.scheduled), duty.deadline.lastDone.label) == ("2025-08-10", "Báo cáo 1")
        assert "moveToWorkingDay" in duty.deadline.rules


def test_a_fixed_sequence_does_not_ask_when_it_was_done(graph):
    """Without a recurrence basis, in the record or its words, the calendar goes on, whatever was done when."""
    unsaid = SINCE_DONE.replace(" ; cakg:recurrenceBasis basis:sinceLastDone", "")
    (worded,) = cakg.duties(graph(_norm(unsaid) + BEARER + TWICE), as_of="2025-09-15")
    assert (str(worded.deadline.due), worded.deadline.recurrenceBasis) == ("2026-02-05", "sinceLastDone")
    kg = graph(_norm(unsaid.replace(" kể từ lần kiểm tra gần nhất", "")) + BEARER + TWICE)
    rows = cakg.duties(kg, from_="2025-07-01", by="2026-06-30", as_of="2025-09-15")
    assert [(str(row.deadline.due), row.deadline.recurrenceBasis) for row in rows] == [
        ("2025-12-31", "fixedSequence"),
        ("2026-06-30", "fixedSequence"),
    ]
    assert "theo lịch cố định" in render(cakg.why(kg, ID["việc-1"], as_of="2025-09-15"))


def test_a_proof_says_since_which_completion_a_turn_is_counted(graph, run, tmp_path):
    """`why` names the basis, the day and the record; without a record it says so, and so does the row."""
    kg = graph(_norm(SINCE_DONE) + BEARER + TWICE)
    told = render(cakg.why(kg, ID["việc-1"], as_of="2025-09-15"))
    assert "kỳ tới tính từ lần làm gần nhất: lần gần nhất xong ngày 05/08/2025 (Báo cáo 2)" in told
    assert "firstDayNotCounted" in told
    assert "chưa ghi nhận ngày làm xong lần nào" in render(cakg.why(kg, ID["việc-1"], as_of="2025-01-01"))
    left_out = run("duties", tmp_path / "data.ttl", "--as-of", "2025-01-01", "--by", "2025-12-31")
    assert (left_out.code, "chưa ghi nhận ngày làm xong lần nào" in left_out.err) == (0, True)


def test_a_completion_recorded_later_was_not_known(graph):
    """What the records of a past day did not hold drives nothing on that day."""
    claim = 'id:c a cakg:Claim ; cakg:about id:kq-2 ; cakg:recordedOn "2025-10-01"^^xsd:date .\n'
    kg = graph(_norm(SINCE_DONE) + BEARER + TWICE + claim)
    found = {day: _deadline(kg, "2025-12-01", known_at=day).due for day in ("2025-09-30", "2025-10-01")}
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
    deadline = _deadline(graph(_norm(SINCE_DONE) + BEARER + TWICE + other), "2025-12-01")
    assert (deadline.due, deadline.notes) == (None, ("last-done-contested",))


@pytest.mark.parametrize("rule", ["FREQ=MONTHLY;BYMONTHDAY=19", "FREQ=MONTHLY;COUNT=3", "FREQ=DAILY;UNTIL=20301231"])
def test_a_rule_that_names_days_is_not_counted_since_last_done(graph, rule):
    """Days of the calendar and an interval since last done exclude each other; no turn is made up."""
    kg = graph(_norm(SINCE_DONE.replace("FREQ=MONTHLY;INTERVAL=6", rule)) + BEARER + TWICE)
    assert (_deadline(kg).due, _deadline(kg).notes) == (None, ("recurrence-since-done",))


@pytest.mark.parametrize("basis", ["status:unknown", "basis:fixedSequence , basis:sinceLastDone", '"theo lịch"'])
def test_a_recurrence_basis_that_is_none_gives_no_turn(graph, basis):
    """A foreign value, two at once or bare words are left to validation; the calendar is not assumed instead."""
    kg = graph(_norm(SINCE_DONE.replace("basis:sinceLastDone", basis)) + BEARER + TWICE)
    found = cakg.duties(kg, from_="2025-01-01", by="2026-12-31", as_of="2025-12-01")
    assert (len(found), found.faults) == (0, (("việc-1", "recurrence-basis-refused"),))
    assert render(cakg.why(kg, ID["việc-1"], as_of="2025-12-01"))


def test_each_member_counts_since_it_did_it_itself(graph):
    """Of a class each member has its own next day; who never did it is left out of a window, with the reason."""
    kg = graph(
        _norm(SINCE_DONE)
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
    assert _deadline(kg, "2025-06-01", unit="Công an tỉnh B").due == date(2025, 10, 10)


def test_no_turn_follows_the_last_day(graph):
    """A next turn that would fall after the end of the recurrence is none, and the row says why it has no day."""
    kg = graph(_norm(SINCE_DONE + ' ; cakg:until "2025-12-31"^^xsd:date') + BEARER + TWICE)
    assert _deadline(kg, "2025-12-01").notes == ("no-further-turn",)
    assert len(cakg.duties(kg, from_="2025-01-01", by="2030-12-31", as_of="2025-12-01")) == 0


def test_an_extension_and_a_switched_rule_move_the_next_turn(graph):
    """Both work as on other times: the extension by naming the turn, the switch by keeping the day off."""
    kg = graph(_norm(SINCE_DONE) + BEARER + _done(1, "2025-02-10", "2025-02-15"))
    (move,) = cakg.duties(kg, as_of="2025-03-01", readings={"moveToWorkingDay": "keepDayOff"}).moved
    assert (move.oldTurns, move.newTurns) == ((date(2025, 8, 11),), (date(2025, 8, 10),))
    extended = graph(_norm(SINCE_DONE) + BEARER + _done(1, "2025-02-10", "2025-02-15") + _extension("2025-09-30", "2025-08-11"))
    assert _deadline(extended, "2025-03-01").due == date(2025, 9, 30)


# Windows


def test_by_alone_lists_turns_from_the_day_asked_about(graph, run, tmp_path):
    """What comes due from today on is listed; that earlier turns are not is said, in words, as data and on the page."""
    kg = graph(_norm(MONTHLY))
    found = cakg.duties(kg, by="2025-10-31", as_of="2025-08-20")
    assert ([str(row.deadline.due) for row in found], str(found.begun_on)) == (["2025-09-19", "2025-10-19"], "2025-08-20")
    asked = (tmp_path / "data.ttl", "--as-of", "2025-08-20", "--by", "2025-10-31")
    assert "từ ngày 20/08/2025; thêm --from" in run("duties", *asked).err
    assert json.loads(run("duties", *asked, "-f", "json").out)["begunOn"] == "2025-08-20"
    assert "chỉ kể các kỳ đến hạn từ ngày 20/08/2025" in run("matrix", *asked).out
    begun = graph(_norm(MONTHLY + ' ; cakg:startsOn "2025-09-01"^^xsd:date'))
    assert cakg.duties(begun, by="2025-10-31", as_of="2025-08-20").begun_on is None


@pytest.mark.parametrize("window", [{"from_": "2025-09-01"}, {"by": "2025-08-19"}])
def test_an_open_window_is_said_to_be_open(graph, run, tmp_path, window):
    """The days of the turns are not unknown: what is missing is a first or last day, and that is what the message asks for."""
    found = cakg.duties(graph(_norm(MONTHLY)), as_of="2025-08-20", **window)
    assert (len(found), found.undated, found.unbounded) == (0, 1, 1)
    ((name, day),) = window.items()
    told = run("duties", tmp_path / "data.ttl", "--as-of", "2025-08-20", f"--{name.rstrip('_')}", day).err
    assert "thêm --from và --by" in told
    assert "bỏ --by/--from" not in told


def test_differences_see_the_same_turns_on_both_days(graph):
    """With --by alone a turn that came due in between is past due, not gone."""
    kg = graph(_norm(MONTHLY))
    found = differences(kg, since="2025-08-20", as_of="2025-10-01", known_since=None, by="2025-12-31")
    assert [(row.kind, row.before, row.after, row.cause, str(row.on)) for row in found] == [
        ("status", "openInTime", "unknown", "duePassed", "2025-09-19")
    ]


def test_a_window_of_thousands_of_years_is_bounded(graph, run, tmp_path):
    """A slip in the year gives one line that says so, at once, instead of millions of rows."""
    graph(_norm(MONTHLY.replace("FREQ=MONTHLY;BYMONTHDAY=19", "FREQ=DAILY")))
    done = run("duties", tmp_path / "data.ttl", "--as-of", "2025-08-20", "--by", "9999-12-31", "-f", "json")
    answer = json.loads(done.out)
    assert (done.code, answer["duties"], answer["faults"]) == (0, [], [{"code": "việc-1", "note": "too-many-turns"}])
    assert "quá nhiều kỳ" in done.err
    years = graph(_norm(MONTHLY.replace("FREQ=MONTHLY;BYMONTHDAY=19", "FREQ=DAILY")))
    assert len(cakg.duties(years, from_="2025-01-01", by="2034-12-31", as_of="2025-08-20")) == 3652


# Extensions


def test_an_extension_of_one_turn_moves_that_turn_alone(graph):
    """The turn it names is due on the new day, the others stay; the window goes by the day that counts."""
    kg = graph(_norm(MONTHLY) + _extension("2025-05-05", "2025-04-19"))
    found = {
        duty.occurrence.due: duty.deadline.due
        for duty in cakg.duties(kg, from_="2025-03-01", by="2025-05-31", as_of="2025-08-01")
    }
    assert found == {
        date(2025, 3, 19): date(2025, 3, 19),
        date(2025, 4, 19): date(2025, 5, 5),
        date(2025, 5, 19): date(2025, 5, 19),
    }
    may = cakg.duties(kg, from_="2025-05-01", by="2025-05-31", as_of="2025-08-01")
    assert [str(duty.deadline.due) for duty in may] == ["2025-05-05", "2025-05-19"]
    assert len(cakg.duties(kg, from_="2025-04-01", by="2025-04-30", as_of="2025-08-01")) == 0
    assert len(cakg.duties(kg, from_="2025-04-01", by="2025-04-30", as_of="2025-01-31")) == 1
    assert "gia hạn kỳ 19/04/2025 từ 19/04/2025 đến 05/05/2025" in render(cakg.why(kg, ID["việc-1"], as_of="2025-08-01"))


@pytest.mark.parametrize(("turn", "note"), [(None, "extension-of-which-turn"), ("2025-04-18", "extension-of-no-turn")])
def test_an_extension_that_names_no_turn_is_noted(graph, turn, note):
    """Which turn it moves is not guessed."""
    kg = graph(_norm(MONTHLY) + _extension("2025-05-05", turn))
    deadline = _deadline(kg, from_="2025-04-01", by="2025-04-30")
    assert (deadline.due, deadline.notes) == (date(2025, 4, 19), (note,))


@pytest.mark.parametrize(("kind", "turn"), [(BEFORE, None), (MONTHLY, "2025-12-19")])
def test_an_extension_to_an_earlier_day_moves_nothing(graph, kind, turn):
    """What is called an extension but goes backwards is shown as a doubt; the due day stands."""
    kg = graph(_norm(kind) + _extension("2025-11-30", turn))
    deadline = _deadline(kg, from_="2025-12-01", by="2025-12-31")
    assert deadline.due == date(2025, 12, 19 if turn else 14)
    assert (deadline.extensions, deadline.notes) == ((), ("extension-backwards",))


# Offsets


@pytest.mark.parametrize(
    ("offset", "working", "due", "rules"),
    [
        ("P5D", True, date(2026, 1, 9), ("firstDayNotCounted", "workingDaysOnly")),
        ("P5D", False, date(2026, 1, 5), ("firstDayNotCounted",)),
        ("-P5D", False, date(2025, 12, 26), ("countBackFromDay",)),
        ("-P5D", True, date(2025, 12, 24), ("countBackFromDay", "workingDaysOnly")),
        ("P1M15D", False, date(2026, 2, 23), ("firstDayNotCounted", "moveToWorkingDay")),
        ("P1Y2M", False, date(2027, 3, 1), ("firstDayNotCounted", "moveToWorkingDay")),
        ("-P2M", False, date(2025, 10, 31), ("countBackFromDay",)),
    ],
)
def test_an_offset_is_counted_from_the_day_of_its_event(graph, offset, working, due, rules):
    """Forward, back and in several units; each rule that was used is named."""
    relative = f'a cakg:RelativeDeadline ; cakg:offset "{offset}"^^xsd:duration ; cakg:anchorEvent id:ngày'
    kg = graph(_norm(relative + (" ; cakg:workingDays true" if working else "")) + EVENT)
    deadline = _deadline(kg)
    assert (deadline.due, deadline.rules) == (due, rules)


@pytest.mark.parametrize(("offset", "working"), [("PT24H", False), ("P1M", True), ("P999Y", False), ("x", False)])
def test_an_offset_that_cannot_be_counted_is_said(graph, offset, working):
    """The event has a day, the duty has none, and the reason is told; no answer fails for it."""
    relative = f'a cakg:RelativeDeadline ; cakg:offset "{offset}" ; cakg:anchorEvent id:ngày'
    kg = graph(_norm(relative + (" ; cakg:workingDays true" if working else "")) + EVENT)
    (duty,) = cakg.duties(kg, as_of="2025-08-01")
    assert (duty.deadline.due, duty.deadline.notes) == (None, ("offset-not-counted",))
    assert duty.statusBasis == "chưa đọc được thời hạn"  # the event has a day, so that is not what is missing
    assert cakg.duties(kg, from_="2025-01-01", by="2026-12-31", as_of="2025-08-01").faults == (
        ("việc-1", "offset-not-counted"),
    )


def test_lengths_are_written_as_people_say_them(graph):
    """No ISO code stands in the text a lawyer reads, and the rule of working days comes with its words."""
    kg = graph(_norm('a cakg:RelativeDeadline ; cakg:offset "P5D" ; cakg:workingDays true ; cakg:anchorEvent id:ngày') + EVENT)
    told = render(cakg.why(kg, ID["việc-1"], as_of="2025-08-01"))
    assert "05 ngày làm việc" in told
    assert "P5D" not in told
    assert "workingDaysOnly" in told


# Faults


def test_a_period_that_ends_before_it_starts_has_no_day(graph, run, tmp_path):
    """It is neither past nor open, but marked; the command says so on stderr too."""
    period = 'a cakg:PeriodDeadline ; cakg:startsOn "2030-01-01"^^xsd:date ; cakg:dueBy "2024-12-31"^^xsd:date'
    kg = graph(_norm(period) + _norm('a cakg:RecurringDeadline ; cakg:recurrenceRule "FREQ=HOURLY"', 2))
    one, other = cakg.duties(kg, as_of="2025-08-01")
    assert (one.deadline.due, one.deadline.notes, one.status) == (None, ("period-backwards",), "undated")
    assert other.deadline.notes == ("recurrence-refused",)
    row = run("duties", tmp_path / "data.ttl", "--as-of", "2025-08-01").out.split()  # the reason wraps in its column
    assert {"khoảng", "lấy", "nguồn"} <= set(row)
    assert "nên không lấy ngày nào; kiểm tra lại nguồn" in run("matrix", tmp_path / "data.ttl", "--as-of", "2025-08-01").out
    assert "period-backwards" in run("duties", tmp_path / "data.ttl", "--as-of", "2025-08-01", "-f", "csv").out
    done = run("duties", tmp_path / "data.ttl", "--as-of", "2025-08-01", "--from", "2024-01-01", "--by", "2026-12-31")
    assert (done.code, "kết thúc trước khi bắt đầu" in done.err, "không phải quy tắc theo RFC 5545" in done.err) == (
        0,
        True,
        True,
    )


@pytest.mark.parametrize("words", ["trước ngày 31/02/2025", "giai đoạn 2030 - 2024", "trước ngày 31/6 hằng năm"])
def test_words_of_a_day_that_cannot_be_are_said(words, graph, run, tmp_path):
    """A record that holds only such words is not merely undated: the reason is told, as for the words alone."""
    kind = "Recurring" if "hằng" in words else "Fixed"
    kg = graph(_norm(f'a cakg:{kind}Deadline ; cakg:statedText "{words}"'))
    assert _deadline(kg).notes == ("stated-impossible",)
    assert cakg.duties(kg, as_of="2025-08-01", by="2026-12-31").faults == (("việc-1", "stated-impossible"),)
    assert "không có thật" in run("why", ID["việc-1"], tmp_path / "data.ttl", "--as-of", "2025-08-01").out
    assert run("deadline", words).code == 2


def test_words_alone_that_can_be_get_no_note(graph):
    """Words without a day beside them are left as the editor recorded them."""
    kg = graph(_norm('a cakg:FixedDeadline ; cakg:statedText "trước ngày 28/02/2025"'))
    assert (_deadline(kg).due, _deadline(kg).notes) == (None, ())


# Switched readings


def test_a_record_without_its_earliest_day_is_read_again(graph):
    """Only what is stored is compared; what is not stored blocks nothing."""
    found = cakg.duties(graph(_norm(BEFORE)), as_of="2025-08-01", readings=SWITCH)
    assert [(str(move.old.due), str(move.new.due), move.outcome) for move in found.moved] == [
        ("2025-12-14", "2025-12-15", "moved")
    ]
    assert found.kept == ()


@pytest.mark.parametrize("window", [{}, {"from_": "2025-09-01", "by": "2025-10-31"}])
def test_the_turns_that_move_are_named(graph, window):
    """Inside the window all of them, without one the next; a stored end of the recurrence stays."""
    kg = graph(_norm(MONTHLY + ' ; cakg:until "2025-12-31"^^xsd:date'))
    (move,) = cakg.duties(kg, as_of="2025-08-01", readings=SWITCH, **window).moved
    months = (9, 10) if window else (8,)
    assert move.oldTurns == tuple(date(2025, month, 19) for month in months)
    assert move.newTurns == tuple(date(2025, month, 20) for month in months)
    assert move.new.until == date(2025, 12, 31)


def test_what_a_switch_does_not_move_is_told_apart(graph, run, tmp_path):
    """An extended time stays where the extension put it; words that cannot be read again keep their day."""
    unread = 'a cakg:FixedDeadline ; cakg:statedText "hai cấp, ba bước" ; cakg:dueBy "2025-12-14"^^xsd:date ; cakg:readingRule rule:{}'
    kg = graph(
        _norm(BEFORE)
        + _extension("2026-03-31")
        + _norm(unread.format("beforeMeansDayBefore"), 2)
        + _norm(unread.format("exactDay"), 3)
    )
    found = cakg.duties(kg, as_of="2025-08-01", readings=SWITCH)
    assert found.moved == ()
    assert {move.code: move.outcome for move in found.kept} == {"việc-1": "extended", "việc-2": "notReadAgain"}
    done = run(
        "duties",
        tmp_path / "data.ttl",
        "--as-of",
        "2025-08-01",
        "--reading",
        "beforeMeansDayBefore=beforeIncludesDay",
        "-f",
        "json",
    )
    assert "hạn vẫn là 31/03/2026 vì đã được gia hạn" in done.err
    assert "không đọc lại được" in done.err
    assert {item["outcome"] for item in json.loads(done.out)["kept"]} == {"extended", "notReadAgain"}

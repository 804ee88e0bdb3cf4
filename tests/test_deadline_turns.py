"""Turns of recurring deadlines, and the windows in which they are listed."""

import json
from datetime import date, timedelta
from itertools import pairwise

import pytest
from case_tables import read_cases
from hypothesis import given
from hypothesis import strategies as st
from recorded_deadlines import MONTHLY, PLAN, norm

import cakg
from cakg.calendars import add_months
from cakg.deadlines.occurrences import occurrences
from cakg.errors import ValueRefusedError
from cakg.grids import differences
from cakg.model.deadline import Deadline

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


# Occurrences


@pytest.mark.parametrize("row", read_cases("deadlines/recurrence-words.csv"), ids=lambda row: row["recurrence"])
def test_a_recurrence_is_said_in_words(row):
    """Each rule is told in full in both languages, or stays as it is written."""
    deadline = Deadline("recurring", recurrence=(row["recurrence"],))
    for lang, before in (("vi", "lặp lại: "), ("en", "recurs: ")):
        lines = cakg.render(deadline, "table", lang=lang).splitlines()
        assert f"  {before}{row[lang] or row['recurrence']}" in lines


@pytest.mark.parametrize("row", read_cases("deadlines/occurrences.csv"), ids=lambda row: f"{row['recurrence']} {row['from']}")
def test_occurrences_are_those_of_the_table(row):
    """Scheduled and due days inside the window, by the calendar or from a first day."""
    days = {name: date.fromisoformat(row[name]) if row[name] else None for name in ("from", "to", "since")}
    deadline = Deadline("recurring", recurrence=tuple(row["recurrence"].split(" | ")), rule=row["rule"] or None)
    found = list(occurrences(deadline, days["from"], days["to"], since=days["since"]))
    assert " ".join(str(turn.scheduled) for turn in found) == row["scheduled"]
    assert " ".join(str(turn.due) for turn in found) == row["due"]


@pytest.mark.parametrize(
    ("start", "since", "months"),
    [
        (date(2024, 3, 1), None, [3, 6, 9, 12]),
        (date(2024, 3, 1), date(2024, 5, 1), [6, 9, 12]),
        (None, date(2024, 3, 1), [4, 7, 10]),
    ],
)
def test_named_days_at_longer_intervals_are_counted_from_the_first_day(start, since, months):
    """As RFC 5545 has it; without a first day of its own the duty runs through the quarters of the calendar."""
    deadline = Deadline("recurring", start=start, recurrence=("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=19",))
    found = list(occurrences(deadline, date(2024, 1, 1), date(2024, 12, 31), since=since))
    assert [turn.due for turn in found] == [date(2024, month, 19) for month in months]


@pytest.mark.parametrize(
    ("rule", "start", "end", "key"),
    [
        ("FREQ=DAILY", date(2025, 1, 1), None, "recurrence-without-window"),
        ("FREQ=DAILY", None, date(2025, 1, 1), "recurrence-without-window"),
        ("FREQ=YEARLY;INTERVAL=2", date(2025, 1, 1), date(2030, 1, 1), "recurrence-without-start"),
        ("FREQ=SECONDLY", date(2025, 1, 1), date(2025, 2, 1), "recurrence-refused"),
        ("FREQ=DAILY;INTERVAL=0", date(2025, 1, 1), date(2025, 2, 1), "recurrence-refused"),
        ("FREQ=MONTHLY;BYMONTHDAY=99", date(2025, 1, 1), date(2025, 2, 1), "recurrence-refused"),
        ("hằng tháng", date(2025, 1, 1), date(2025, 2, 1), "recurrence-refused"),
    ],
)
def test_recurrences_without_end_or_sense_are_refused(rule, start, end, key):
    """An open window, a rule that is none and one without a first day are errors, never an endless loop."""
    with pytest.raises(ValueRefusedError) as refused:
        list(occurrences(Deadline("recurring", recurrence=(rule,)), start, end))
    assert refused.value.key == key


@given(DAYS, st.integers(0, 800), st.sampled_from(["MONTHLY", "MONTHLY;INTERVAL=3", "MONTHLY;INTERVAL=6", "YEARLY", "WEEKLY"]))
def test_every_day_lies_in_exactly_one_turn(start, length, rule):
    """The turns of an interval follow each other without gap or overlap, and all are due inside the window."""
    end = start + timedelta(days=length)
    turns = list(occurrences(Deadline("recurring", recurrence=(f"FREQ={rule}",)), start, end))
    assert all(start <= turn.due <= end for turn in turns)
    assert all(later.scheduled == turn.due + timedelta(days=1) for turn, later in pairwise(turns))


UNREAD = MONTHLY.partition(" ; cakg:readingRule")[0]


def test_recurring_duties_are_one_row_for_each_turn_of_a_window(graph):
    """With --from and --by each turn is a row with its own status; turns before the duty was stated do not exist."""
    kg = graph(norm(UNREAD, extra=PLAN))
    rows = cakg.duties(kg, from_="2025-01-01", by="2025-04-30", as_of="2025-03-25")
    assert [(str(duty.occurrence.due), duty.status) for duty in rows] == [
        ("2025-02-19", "unknown"),
        ("2025-03-19", "unknown"),
        ("2025-04-19", "openInTime"),
    ]
    assert rows[0].as_dict()["occurrence"] == {"scheduled": "2025-02-19", "due": "2025-02-19", "actual": None}


def test_without_a_window_a_recurring_duty_is_one_row_without_a_day(graph):
    """No day is chosen for it; the recurrence is said, and an open window leaves it as it is."""
    kg = graph(norm(UNREAD, extra=PLAN))
    (duty,) = cakg.duties(kg, as_of="2025-03-25")
    assert (duty.occurrence, duty.deadline.due, duty.deadline.recurrence) == (None, None, ("FREQ=MONTHLY;BYMONTHDAY=19",))
    assert cakg.duties(kg, from_="2025-01-01", as_of="2025-03-25").undated == 1


@pytest.mark.parametrize("rule", ["FREQ=YEARLY;INTERVAL=2", "FREQ=MONTHLY;BYMONTHDAY=99"])
def test_turns_that_cannot_be_told_leave_one_undated_row(graph, rule):
    """A rule without a first day or without sense is no reason to drop a duty: it is counted as undated and says why."""
    kg = graph(norm(UNREAD.replace("FREQ=MONTHLY;BYMONTHDAY=19", rule)))
    assert cakg.duties(kg, from_="2025-03-01", by="2025-03-31", as_of="2025-03-25").undated == 1
    (duty,) = cakg.duties(kg, as_of="2025-03-25")
    assert duty.deadline.recurrence == (rule,)


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
        norm(MONTHLY)
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


# Windows


def test_by_alone_lists_turns_from_the_day_asked_about(graph, run, tmp_path):
    """What comes due from today on is listed; that earlier turns are not is said, in words, as data and on the page."""
    kg = graph(norm(MONTHLY))
    found = cakg.duties(kg, by="2025-10-31", as_of="2025-08-20")
    assert ([str(row.deadline.due) for row in found], str(found.begun_on)) == (["2025-09-19", "2025-10-19"], "2025-08-20")
    asked = (tmp_path / "data.ttl", "--as-of", "2025-08-20", "--by", "2025-10-31")
    assert "từ ngày 20/08/2025; thêm --from" in run("duties", *asked).err
    assert json.loads(run("duties", *asked, "-f", "json").out)["begunOn"] == "2025-08-20"
    assert "chỉ kể các kỳ đến hạn từ ngày 20/08/2025" in run("matrix", *asked).out
    begun = graph(norm(MONTHLY + ' ; cakg:startsOn "2025-09-01"^^xsd:date'))
    assert cakg.duties(begun, by="2025-10-31", as_of="2025-08-20").begun_on is None


@pytest.mark.parametrize("window", [{"from_": "2025-09-01"}, {"by": "2025-08-19"}])
def test_an_open_window_is_said_to_be_open(graph, run, tmp_path, window):
    """The days of the turns are not unknown: what is missing is a first or last day, and that is what the message asks for."""
    found = cakg.duties(graph(norm(MONTHLY)), as_of="2025-08-20", **window)
    assert (len(found), found.undated, found.unbounded) == (0, 1, 1)
    ((name, day),) = window.items()
    told = run("duties", tmp_path / "data.ttl", "--as-of", "2025-08-20", f"--{name.rstrip('_')}", day).out
    assert "thêm --from và --by" in told
    assert "bỏ --by/--from" not in told


def test_differences_see_the_same_turns_on_both_days(graph):
    """With --by alone a turn that came due in between is past due, not gone."""
    kg = graph(norm(MONTHLY))
    found = differences(kg, since="2025-08-20", as_of="2025-10-01", known_since=None, by="2025-12-31")
    assert [(row.kind, row.before, row.after, row.cause, str(row.on)) for row in found] == [
        ("status", "openInTime", "unknown", "duePassed", "2025-09-19")
    ]


def test_a_window_of_thousands_of_years_is_bounded(graph, run, tmp_path):
    """A slip in the year gives one line that says so, at once, instead of millions of rows."""
    graph(norm(MONTHLY.replace("FREQ=MONTHLY;BYMONTHDAY=19", "FREQ=DAILY")))
    done = run("duties", tmp_path / "data.ttl", "--as-of", "2025-08-20", "--by", "9999-12-31", "-f", "json")
    answer = json.loads(done.out)
    assert (done.code, answer["duties"], answer["faults"]) == (0, [], [{"code": "việc-1", "note": "too-many-turns"}])
    assert "quá nhiều kỳ" in done.err
    years = graph(norm(MONTHLY.replace("FREQ=MONTHLY;BYMONTHDAY=19", "FREQ=DAILY")))
    assert len(cakg.duties(years, from_="2025-01-01", by="2034-12-31", as_of="2025-08-20")) == 3652

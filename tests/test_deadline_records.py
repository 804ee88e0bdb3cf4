"""Recorded deadlines that are counted from an event, and records that give no day."""

from datetime import date

import pytest
from recorded_deadlines import deadline_of, norm

import cakg
from cakg.namespaces import ID
from cakg.rendering.result import render

RELATIVE = 'a cakg:RelativeDeadline ; cakg:statedText "trong 05 ngày làm việc kể từ ngày nhận" ; cakg:anchorEvent id:nhận ; cakg:offset "P5D"^^xsd:duration ; cakg:workingDays true'


@pytest.mark.parametrize(("occurred", "due"), [('; cakg:occurredOn "2025-04-25"^^xsd:date', date(2025, 5, 6)), ("", None)])
def test_a_relative_deadline_has_a_day_once_its_event_has(graph, occurred, due):
    """Without the day of the event there is none; with it the offset is counted, the days off are named."""
    kg = graph(norm(RELATIVE) + f'id:nhận a cakg:TriggerEvent ; skos:prefLabel "nhận văn bản"@vi {occurred} .')
    deadline = cakg.duties(kg, as_of="2025-05-01")[0].deadline
    assert (deadline.due, deadline.anchor, deadline.offset) == (due, "nhận văn bản", "P5D")
    assert bool(deadline.daysOff) == (due is not None)


EVENT = 'id:ngày a cakg:TriggerEvent ; skos:prefLabel "ngày nhận"@vi ; cakg:occurredOn "2025-12-31"^^xsd:date .\n'


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
    kg = graph(norm(relative + (" ; cakg:workingDays true" if working else "")) + EVENT)
    deadline = deadline_of(kg)
    assert (deadline.due, deadline.rules) == (due, rules)


@pytest.mark.parametrize(("offset", "working"), [("PT24H", False), ("P1M", True), ("P999Y", False), ("x", False)])
def test_an_offset_that_cannot_be_counted_is_said(graph, offset, working):
    """The event has a day, the duty has none, and the reason is told; no answer fails for it."""
    relative = f'a cakg:RelativeDeadline ; cakg:offset "{offset}" ; cakg:anchorEvent id:ngày'
    kg = graph(norm(relative + (" ; cakg:workingDays true" if working else "")) + EVENT)
    (duty,) = cakg.duties(kg, as_of="2025-08-01")
    assert (duty.deadline.due, duty.deadline.notes) == (None, ("offset-not-counted",))
    assert duty.statusBasis == "chưa đọc được thời hạn"  # the event has a day, so that is not what is missing
    assert cakg.duties(kg, from_="2025-01-01", by="2026-12-31", as_of="2025-08-01").faults == (
        ("việc-1", "offset-not-counted"),
    )


def test_lengths_are_written_as_people_say_them(graph):
    """No ISO code stands in the text a lawyer reads, and the rule of working days comes with its words."""
    kg = graph(norm('a cakg:RelativeDeadline ; cakg:offset "P5D" ; cakg:workingDays true ; cakg:anchorEvent id:ngày') + EVENT)
    told = render(cakg.why(kg, ID["việc-1"], as_of="2025-08-01"))
    assert "05 ngày làm việc" in told
    assert "P5D" not in told
    assert "workingDaysOnly" in told


# Faults


def test_a_period_that_ends_before_it_starts_has_no_day(graph, run, tmp_path):
    """It is neither past nor open, but marked; the command says so on stderr too."""
    period = 'a cakg:PeriodDeadline ; cakg:startsOn "2030-01-01"^^xsd:date ; cakg:dueBy "2024-12-31"^^xsd:date'
    kg = graph(norm(period) + norm('a cakg:RecurringDeadline ; cakg:recurrenceRule "FREQ=HOURLY"', 2))
    one, other = cakg.duties(kg, as_of="2025-08-01")
    assert (one.deadline.due, one.deadline.notes, one.status) == (None, ("period-backwards",), "undated")
    assert other.deadline.notes == ("recurrence-refused",)
    row = run("duties", tmp_path / "data.ttl", "--as-of", "2025-08-01").out.split()  # the reason wraps in its column
    assert {"khoảng", "lấy", "nguồn"} <= set(row)
    assert "nên không lấy ngày nào; kiểm tra lại nguồn" in run("matrix", tmp_path / "data.ttl", "--as-of", "2025-08-01").out
    assert "period-backwards" in run("duties", tmp_path / "data.ttl", "--as-of", "2025-08-01", "-f", "csv-raw").out
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
    kg = graph(norm(f'a cakg:{kind}Deadline ; cakg:statedText "{words}"'))
    assert deadline_of(kg).notes == ("stated-impossible",)
    assert cakg.duties(kg, as_of="2025-08-01", by="2026-12-31").faults == (("việc-1", "stated-impossible"),)
    assert "không có thật" in run("why", ID["việc-1"], tmp_path / "data.ttl", "--as-of", "2025-08-01").out
    assert run("deadline", words).code == 2


def test_words_alone_that_can_be_get_no_note(graph):
    """Words without a day beside them are left as the editor recorded them."""
    kg = graph(norm('a cakg:FixedDeadline ; cakg:statedText "trước ngày 28/02/2025"'))
    assert (deadline_of(kg).due, deadline_of(kg).notes) == (None, ())

"""Readings switched by the caller: which recorded days and turns move, which stay, and what is refused."""

import json
from datetime import date

import pytest
from recorded_deadlines import BEFORE, MONTHLY, PLAN, extension, norm

import cakg
from cakg.errors import UnknownNameError

SWITCH = {"beforeMeansDayBefore": "beforeIncludesDay"}


def test_a_switched_rule_moves_days_and_writes_nothing(kg):
    """What moves is named with both days; asked without the switch, the stored day is still there."""
    before = len(kg.store)
    found = cakg.duties(kg, as_of="2024-12-01", readings={"yearMeansYearEnd": "yearMeansYearStart"})
    moves = {move.code: (move.old.due, move.new.due) for move in found.moved}
    assert moves["000-42"] == (date(2025, 12, 31), date(2025, 1, 1))
    assert moves["002-06"] == (date(2030, 12, 31), date(2030, 1, 1))
    assert "002-07" not in moves
    assert {duty.deadline.due for duty in found if duty.code == "000-42"} == {date(2025, 1, 1)}
    assert len(kg.store) == before
    assert {duty.deadline.due for duty in cakg.duties(kg, as_of="2024-12-01") if duty.code == "000-42"} == {date(2025, 12, 31)}
    assert cakg.duties(kg, as_of="2024-12-01").moved == ()


def test_moves_are_told_even_where_a_date_filter_hides_the_row(kg):
    """A duty that leaves the window by the switch is still among those that moved."""
    switched = cakg.duties(
        kg, from_="2025-06-01", by="2025-12-31", as_of="2024-12-01", readings={"yearMeansYearEnd": "yearMeansYearStart"}
    )
    assert "000-42" in {move.code for move in switched.moved}
    assert "000-42" not in {duty.code for duty in switched}


def test_a_reading_that_the_reader_does_not_share_is_kept_and_marked(graph):
    """Words an editor read otherwise keep the editor's day under a switch."""
    kg = graph(
        norm(
            'a cakg:FixedDeadline ; cakg:statedText "đến năm 2025" ; cakg:dueBy "2025-06-30"^^xsd:date ; cakg:readingRule rule:exactDay'
        )
    )
    (duty,) = cakg.duties(kg, as_of="2024-12-01", readings={"yearMeansYearEnd": "yearMeansYearStart"})
    assert (duty.deadline.due, duty.deadline.notes) == (date(2025, 6, 30), ("not-read-again",))


def test_a_switched_rule_moves_the_turns_too(graph):
    """Read as including the day, "before the 20th" falls due on the 20th."""
    kg = graph(norm(MONTHLY, extra=PLAN))
    rows = cakg.duties(kg, from_="2025-03-01", by="2025-03-31", as_of="2025-03-25", readings=SWITCH)
    assert [str(duty.deadline.due) for duty in rows] == ["2025-03-20"]
    assert [move.new.recurrence for move in rows.moved] == [("FREQ=MONTHLY;BYMONTHDAY=20",)]


def test_duties_say_what_a_switch_moves(run):
    """On stderr in words, in JSON as `moved` with both deadlines."""
    arguments = ("duties", "--as-of", "2024-12-01", "--reading", "yearMeansYearEnd=yearMeansYearStart")
    done = run(*arguments, "-f", "json")
    assert "31/12/2025 chuyển thành 01/01/2025" in done.err
    moved = json.loads(done.out)["moved"]
    assert {item["code"] for item in moved} >= {"000-42", "002-06"}
    assert {(item["old"]["due"], item["new"]["due"]) for item in moved} == {
        ("2023-12-31", "2023-01-01"),
        ("2025-12-31", "2025-01-01"),
        ("2030-12-31", "2030-01-01"),
    }
    assert "chuyển thành" in run("matrix", *arguments[1:], "-f", "csv").err
    assert "2025" in run("why", "002-05", *arguments[1:]).out


def test_an_unknown_rule_is_refused_everywhere(kg):
    """Duties and proofs refuse it before they answer."""
    for call in (
        lambda: cakg.duties(kg, as_of="2024-12-01", readings={"x": "y"}),
        lambda: cakg.why(kg, "002-05", as_of="2024-12-01", readings={"x": "y"}),
    ):
        with pytest.raises(UnknownNameError):
            call()


def test_a_record_without_its_earliest_day_is_read_again(graph):
    """Only what is stored is compared; what is not stored blocks nothing."""
    found = cakg.duties(graph(norm(BEFORE)), as_of="2025-08-01", readings=SWITCH)
    assert [(str(move.old.due), str(move.new.due), move.outcome) for move in found.moved] == [
        ("2025-12-14", "2025-12-15", "moved")
    ]
    assert found.kept == ()


@pytest.mark.parametrize("window", [{}, {"from_": "2025-09-01", "by": "2025-10-31"}])
def test_the_turns_that_move_are_named(graph, window):
    """Inside the window all of them, without one the next; a stored end of the recurrence stays."""
    kg = graph(norm(MONTHLY + ' ; cakg:until "2025-12-31"^^xsd:date'))
    (move,) = cakg.duties(kg, as_of="2025-08-01", readings=SWITCH, **window).moved
    months = (9, 10) if window else (8,)
    assert move.oldTurns == tuple(date(2025, month, 19) for month in months)
    assert move.newTurns == tuple(date(2025, month, 20) for month in months)
    assert move.new.until == date(2025, 12, 31)


def test_what_a_switch_does_not_move_is_told_apart(graph, run, tmp_path):
    """An extended time stays where the extension put it; words that cannot be read again keep their day."""
    unread = 'a cakg:FixedDeadline ; cakg:statedText "hai cấp, ba bước" ; cakg:dueBy "2025-12-14"^^xsd:date ; cakg:readingRule rule:{}'
    kg = graph(
        norm(BEFORE)
        + extension("2026-03-31")
        + norm(unread.format("beforeMeansDayBefore"), 2)
        + norm(unread.format("exactDay"), 3)
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

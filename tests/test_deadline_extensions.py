"""Extensions of recorded deadlines and of their turns: the new day counts from the day of the decision."""

from datetime import date

import pytest
from recorded_deadlines import BEFORE, MONTHLY, deadline_of, extension, norm

import cakg
from cakg.namespaces import ID
from cakg.rendering.result import render

DUE = 'a cakg:FixedDeadline ; cakg:statedText "đến năm 2025" ; cakg:earliest "2025-01-01"^^xsd:date ; cakg:dueBy "2025-12-31"^^xsd:date ; cakg:readingRule rule:yearMeansYearEnd'


def test_an_extension_moves_the_day_and_keeps_the_old_one(graph):
    """From the day of the decision the new day counts; before it the old one does; a chain is told link by link."""
    kg = graph(
        norm(DUE)
        + extension("2026-06-30", issued="2025-11-01")
        + extension("2026-12-31", number=2, issued="2026-05-15")
        + '<https://w3id.org/cakg/id/claim> a cakg:Claim ; cakg:about id:gia-hạn-1 ; cakg:recordedOn "2025-11-10"^^xsd:date .'
    )
    due = {day: cakg.duties(kg, as_of=day)[0].deadline.due.isoformat() for day in ("2025-10-31", "2025-11-01", "2026-05-15")}
    assert due == {"2025-10-31": "2025-12-31", "2025-11-01": "2026-06-30", "2026-05-15": "2026-12-31"}
    first, second = cakg.duties(kg, as_of="2026-06-01")[0].deadline.extensions
    assert (first.old, first.new, first.decidedBy, first.recordedOn) == (
        date(2025, 12, 31),
        date(2026, 6, 30),
        "1/QĐ-BCA",
        date(2025, 11, 10),
    )
    assert (second.old, second.new, second.recordedOn) == (date(2026, 6, 30), date(2026, 12, 31), None)


def test_an_extension_without_a_day_of_decision_is_not_counted(graph):
    """Whether it was decided by the day asked about is not known, so the old day stands and the doubt is said."""
    kg = graph(norm(DUE) + extension("2026-06-30", issued=None))
    deadline = cakg.duties(kg, as_of="2026-12-01")[0].deadline
    assert (deadline.due, deadline.notes) == (date(2025, 12, 31), ("extension-undated",))


def test_why_prints_the_derivation(graph, run, tmp_path):
    """Words, days, rule with its basis, extension and days off are told in Vietnamese."""
    graph(norm(DUE) + extension("2026-06-30", issued="2025-11-01"))
    told = run("why", ID["việc-1"], tmp_path / "data.ttl", "--as-of", "2026-01-01").out
    assert "gia hạn từ 31/12/2025 đến 30/06/2026 theo 1/QĐ-BCA ngày 01/11/2025" in told
    assert "yearMeansYearEnd" in told
    assert "đọc cách khác: yearMeansYearStart" in told
    assert "gia hạn từ" in run("duties", tmp_path / "data.ttl", "--as-of", "2026-01-01").out
    page = run("matrix", tmp_path / "data.ttl", "--as-of", "2026-01-01").out
    assert "gia hạn từ 31/12/2025 đến 30/06/2026" in page


def test_an_extension_of_one_turn_moves_that_turn_alone(graph):
    """The turn it names is due on the new day, the others stay; the window goes by the day that counts."""
    kg = graph(norm(MONTHLY) + extension("2025-05-05", "2025-04-19"))
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
    kg = graph(norm(MONTHLY) + extension("2025-05-05", turn))
    deadline = deadline_of(kg, from_="2025-04-01", by="2025-04-30")
    assert (deadline.due, deadline.notes) == (date(2025, 4, 19), (note,))


@pytest.mark.parametrize(("kind", "turn"), [(BEFORE, None), (MONTHLY, "2025-12-19")])
def test_an_extension_to_an_earlier_day_moves_nothing(graph, kind, turn):
    """What is called an extension but goes backwards is shown as a doubt; the due day stands."""
    kg = graph(norm(kind) + extension("2025-11-30", turn))
    deadline = deadline_of(kg, from_="2025-12-01", by="2025-12-31")
    assert deadline.due == date(2025, 12, 19 if turn else 14)
    assert (deadline.extensions, deadline.notes) == ((), ("extension-backwards",))

"""The deadline of a phrase: its side of an event, and what the command says of it."""

import json
from datetime import date

import pytest
from recorded_deadlines import norm

import cakg
from cakg.calendars.working import day_off
from cakg.namespaces import ID


@pytest.mark.parametrize(
    ("words", "direction"),
    [
        ("cho đến khi có quy định mới", None),
        ("trước khi điều động", "before"),
        ("sau khi điều động", "after"),
        ("ngay sau khi có hướng dẫn của Bộ", "after"),
        ("kể từ ngày Luật có hiệu lực", "after"),
        ("khi có yêu cầu", "at"),
        ("theo tiến độ của Luật", None),
        ("trong thời hạn 05 ngày kể từ ngày nhận", "within"),
        ("chậm nhất 05 ngày làm việc sau ngày 29/8/2025", "within"),
        ("sau 15 ngày kể từ ngày ký", "after"),
        ("ít nhất 30 ngày kể từ ngày ký", "after"),
        ("ít nhất 03 ngày làm việc trước khi họp", "before"),
        ("trước khi họp ít nhất 03 ngày làm việc", "before"),
    ],
)
def test_a_relative_time_keeps_its_side_of_the_event(words, direction, graph):
    """Before and after are told apart, in a phrase and in a stored record alike."""
    found = cakg.read_deadline(words)
    assert (found.kind, found.direction) == ("relative", direction)
    kg = graph(
        norm(f'a cakg:RelativeDeadline ; cakg:statedText "{words}" ; cakg:anchorEvent id:việc')
        + "id:việc a cakg:TriggerEvent ."
    )
    assert cakg.duties(kg, as_of="2025-05-01")[0].deadline.direction == direction


def test_the_command_gives_the_deadline_as_json(run):
    """One phrase, its bounds and its rule, in the form of the contract."""
    done = run("deadline", "trong quý II/2024", "--issued", "2024-01-29", "-f", "json")
    found = json.loads(done.out)
    assert done.code == 0
    assert {name: found[name] for name in ("kind", "stated", "precision", "start", "earliest", "due", "rule")} == {
        "kind": "window",
        "stated": "trong quý II/2024",
        "precision": "quarter",
        "start": "2024-04-01",
        "earliest": "2024-06-30",
        "due": "2024-06-30",
        "rule": "wholeWindow",
    }


def test_the_command_explains_itself_in_both_languages(run):
    """The days off a count passed over and the law behind it are told; unknown words are called unknown."""
    told = run("deadline", "trong thời hạn 05 ngày làm việc kể từ ngày 25/4/2025").out
    assert "06/05/2025" in told
    assert "30/04/2025" in told
    assert "Điều 147" in told
    assert "the first day is not counted" in run("deadline", "trong 10 ngày kể từ ngày 01/6/2025", "--lang", "en").out
    assert "không hiểu được" in run("deadline", "hai cấp, ba bước").out


QUARTERLY = 'a cakg:RecurringDeadline ; cakg:statedText "hằng quý trong năm 2025" ; cakg:recurrenceRule "FREQ=MONTHLY;INTERVAL=3" ; cakg:startsOn "2025-01-01"^^xsd:date ; cakg:until "2025-12-31"^^xsd:date'
BOUNDS = {
    "vi": ("từ ngày 01/01/2025 đến hết ngày 31/12/2025", "không có ngày cuối"),
    "en": ("from 01/01/2025 to the end of 31/12/2025", "no last day"),
}


@pytest.mark.parametrize("lang", BOUNDS)
def test_turns_with_a_last_day_are_never_said_to_have_none(lang, graph, run, tmp_path):
    """The first and the last day of a recurrence stand in one line, for words, in a proof and on the page; the table has its turns alone."""
    graph(norm(QUARTERLY))
    whole, endless = BOUNDS[lang]
    as_of = ("--as-of", "2025-05-01", "--lang", lang)
    words = run("deadline", "hằng quý trong năm 2025", "--lang", lang).out
    proof = run("why", ID["việc-1"], tmp_path / "data.ttl", *as_of).out
    page = run("matrix", tmp_path / "data.ttl", *as_of).out
    for told in (words, proof, page):
        assert whole in told
        assert endless not in told
    rows = run("duties", tmp_path / "data.ttl", "--from", "2025-01-01", "--by", "2026-12-31", *as_of).out
    assert endless not in rows
    assert "31/12/2025" in rows
    assert "2026" not in rows


def test_turns_without_a_last_day_are_said_to_have_none(run):
    """A first day alone still says that no last one is stated."""
    told = run("deadline", "từ ngày 01/7/2025").out
    assert "từ ngày 01/07/2025, không có ngày cuối" in told


def test_days_off_are_named_in_the_language_asked_for(run):
    """Holidays, days in lieu and days of the weekend are told in English too, with the day before the month."""
    words = ("deadline", "trong thời hạn 05 ngày làm việc kể từ ngày 25/4/2025", "--lang", "en")
    told = run(*words).out
    assert "30/04/2025 (Liberation Day/Reunification Day)" in told
    assert "02/05/2025 (Day off (substituted from 26/04/2025))" in told
    assert "03/05/2025 (Saturday)" in told
    assert day_off(date(2026, 1, 2), "en") == "Day off (substituted from 10/01/2026)"


def test_the_command_takes_switched_rules_and_refuses_others(run, tmp_path):
    """--reading goes before cakg.toml, cakg.toml before the default; an unknown rule leaves with 2 and the nearest names."""
    (tmp_path / "cakg.toml").write_text('[reading]\nyearMeansYearEnd = "yearMeansYearStart"\n', encoding="utf-8")
    assert json.loads(run("deadline", "đến năm 2025", "-f", "json", cwd=tmp_path).out)["due"] == "2025-01-01"
    given = ("deadline", "đến năm 2025", "-f", "json", "--reading", "yearMeansYearEnd=yearMeansYearEnd")
    assert json.loads(run(*given, cwd=tmp_path).out)["due"] == "2025-12-31"
    refused = run("deadline", "đến năm 2025", "--reading", "yearMeansYearEn=x")
    assert (refused.code, "yearMeansYearEnd" in refused.err) == (2, True)
    assert run("deadline", "đến năm 2025", "--reading", "yearMeansYearEnd").code == 2
    assert run("deadline", "trước ngày 31/02/2025").code == 2
    (tmp_path / "cakg.toml").write_text("[reading]\nyearMeansYearEnd = 1\n", encoding="utf-8")
    assert run("deadline", "đến năm 2025", cwd=tmp_path).code == 3

"""Deadlines of duties and on the command line: sides of an event, switched readings, extensions, occurrences."""

import csv
import json
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cakg
from cakg.calendars.working import day_off
from cakg.deadlines.occurrences import occurrences
from cakg.errors import UnknownNameError, ValueRefusedError
from cakg.model.deadline import Deadline

TABLE = Path(__file__).parent / "deadlines" / "occurrences.csv"
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
PREFIXES = """@prefix cakg: <https://w3id.org/cakg/ontology#> .
@prefix id: <https://w3id.org/cakg/id/> .
@prefix rule: <https://w3id.org/cakg/vocab/reading-rule/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def _turns():
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def graph(tmp_path):
    """Load a small graph written in Turtle, without its prefixes."""

    def _graph(turtle):
        path = tmp_path / "data.ttl"
        path.write_text(PREFIXES + turtle, encoding="utf-8")
        return cakg.load(path)

    return _graph


# Switched readings


def test_a_switched_rule_moves_days_and_writes_nothing(kg):
    """What moves is named with both days; asked without the switch, the stored day is still there."""
    before = len(kg.store)
    found = cakg.duties(kg, as_of="2024-12-01", readings={"yearMeansYearEnd": "yearMeansYearStart"})
    moves = {move.code: (move.old.due, move.new.due) for move in found.moved}
    assert moves["000-42"] == (date(2025, 12, 31), date(2025, 1, 1))
    assert moves["002-06"] == (date(2030, 12, 31), date(2030, 1, 1))
    assert "002-01" not in moves
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
        _norm(
            'a cakg:FixedDeadline ; cakg:statedText "đến năm 2025" ; cakg:dueBy "2025-06-30"^^xsd:date ; cakg:readingRule rule:exactDay'
        )
    )
    (duty,) = cakg.duties(kg, as_of="2024-12-01", readings={"yearMeansYearEnd": "yearMeansYearStart"})
    assert (duty.deadline.due, duty.deadline.notes) == (date(2025, 6, 30), ("not-read-again",))


# Records


def _norm(deadline, extra=""):
    return f'id:norm a cakg:Obligation ; cakg:action "Việc"@vi ; cakg:deadline id:hạn {extra} .\nid:hạn {deadline} .\n'


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
        _norm(f'a cakg:RelativeDeadline ; cakg:statedText "{words}" ; cakg:anchorEvent id:việc')
        + "id:việc a cakg:TriggerEvent ."
    )
    assert cakg.duties(kg, as_of="2025-05-01")[0].deadline.direction == direction


DUE = 'a cakg:FixedDeadline ; cakg:statedText "đến năm 2025" ; cakg:earliest "2025-01-01"^^xsd:date ; cakg:dueBy "2025-12-31"^^xsd:date ; cakg:readingRule rule:yearMeansYearEnd'
EXTENSION = """
id:gia-hạn-{n} a cakg:Extension ; cakg:extends id:hạn ; cakg:newDueBy "{new}"^^xsd:date ; cakg:decidedBy id:vb-{n} .
id:vb-{n} a cakg:Instrument ; cakg:number "{n}/QĐ-BCA" {issued} .
"""


def _extension(number, new, issued=None):
    day = f'; cakg:issuedOn "{issued}"^^xsd:date' if issued else ""
    return EXTENSION.format(n=number, new=new, issued=day)


def test_an_extension_moves_the_day_and_keeps_the_old_one(graph):
    """From the day of the decision the new day counts; before it the old one does; a chain is told link by link."""
    kg = graph(
        _norm(DUE)
        + _extension(1, "2026-06-30", "2025-11-01")
        + _extension(2, "2026-12-31", "2026-05-15")
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
    kg = graph(_norm(DUE) + _extension(1, "2026-06-30"))
    deadline = cakg.duties(kg, as_of="2026-12-01")[0].deadline
    assert (deadline.due, deadline.notes) == (date(2025, 12, 31), ("extension-undated",))


def test_why_prints_the_derivation(graph, run, tmp_path):
    """Words, days, rule with its basis, extension and days off are told in Vietnamese."""
    graph(_norm(DUE) + _extension(1, "2026-06-30", "2025-11-01"))
    told = run("why", "id:norm".replace("id:", "https://w3id.org/cakg/id/"), tmp_path / "data.ttl", "--as-of", "2026-01-01").out
    assert "gia hạn từ 31/12/2025 đến 30/06/2026 theo 1/QĐ-BCA ngày 01/11/2025" in told
    assert "yearMeansYearEnd" in told
    assert "đọc cách khác: yearMeansYearStart" in told
    page = run("matrix", tmp_path / "data.ttl", "--as-of", "2026-01-01").out
    assert "gia hạn từ 31/12/2025 đến 30/06/2026" in page


RELATIVE = 'a cakg:RelativeDeadline ; cakg:statedText "trong 05 ngày làm việc kể từ ngày nhận" ; cakg:anchorEvent id:nhận ; cakg:offset "P5D"^^xsd:duration ; cakg:workingDays true'


@pytest.mark.parametrize(("occurred", "due"), [('; cakg:occurredOn "2025-04-25"^^xsd:date', date(2025, 5, 6)), ("", None)])
def test_a_relative_deadline_has_a_day_once_its_event_has(graph, occurred, due):
    """Without the day of the event there is none; with it the offset is counted, the days off are named."""
    kg = graph(_norm(RELATIVE) + f'id:nhận a cakg:TriggerEvent ; skos:prefLabel "nhận văn bản"@vi {occurred} .')
    deadline = cakg.duties(kg, as_of="2025-05-01")[0].deadline
    assert (deadline.due, deadline.anchor, deadline.offset) == (due, "nhận văn bản", "P5D")
    assert bool(deadline.daysOff) == (due is not None)


# Occurrences


@pytest.mark.parametrize("row", _turns(), ids=lambda row: f"{row['recurrence']} {row['from']}")
def test_occurrences_are_those_of_the_table(row):
    """Scheduled and due days inside the window, by the calendar or from a first day."""
    days = {name: date.fromisoformat(row[name]) if row[name] else None for name in ("from", "to", "since")}
    deadline = Deadline("recurring", recurrence=tuple(row["recurrence"].split(" | ")), rule=row["rule"] or None)
    found = list(occurrences(deadline, days["from"], days["to"], since=days["since"]))
    assert " ".join(str(turn.scheduled) for turn in found) == row["scheduled"]
    assert " ".join(str(turn.due) for turn in found) == row["due"]


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


MONTHLY = (
    'a cakg:RecurringDeadline ; cakg:statedText "trước ngày 20 hằng tháng" ; cakg:recurrenceRule "FREQ=MONTHLY;BYMONTHDAY=19"'
)
PLAN = '; cakg:statedIn id:kh . id:kh a cakg:Instrument ; cakg:number "9/KH-BCA" ; cakg:issuedOn "2025-02-10"^^xsd:date'


def test_recurring_duties_are_one_row_for_each_turn_of_a_window(graph):
    """With --from and --by each turn is a row with its own status; turns before the duty was stated do not exist."""
    kg = graph(_norm(MONTHLY, PLAN))
    rows = cakg.duties(kg, from_="2025-01-01", by="2025-04-30", as_of="2025-03-25")
    assert [(str(duty.occurrence.due), duty.status) for duty in rows] == [
        ("2025-02-19", "unknown"),
        ("2025-03-19", "unknown"),
        ("2025-04-19", "openInTime"),
    ]
    assert rows[0].as_dict()["occurrence"] == {"scheduled": "2025-02-19", "due": "2025-02-19", "actual": None}


def test_without_a_window_a_recurring_duty_is_one_row_without_a_day(graph):
    """No day is chosen for it; the recurrence is said, and an open window leaves it as it is."""
    kg = graph(_norm(MONTHLY, PLAN))
    (duty,) = cakg.duties(kg, as_of="2025-03-25")
    assert (duty.occurrence, duty.deadline.due, duty.deadline.recurrence) == (None, None, ("FREQ=MONTHLY;BYMONTHDAY=19",))
    assert cakg.duties(kg, from_="2025-01-01", as_of="2025-03-25").undated == 1


@pytest.mark.parametrize("rule", ["FREQ=YEARLY;INTERVAL=2", "FREQ=MONTHLY;BYMONTHDAY=99"])
def test_turns_that_cannot_be_told_leave_one_undated_row(graph, rule):
    """A rule without a first day or without sense is no reason to drop a duty: it is counted as undated and says why."""
    kg = graph(_norm(MONTHLY.replace("FREQ=MONTHLY;BYMONTHDAY=19", rule)))
    assert cakg.duties(kg, from_="2025-03-01", by="2025-03-31", as_of="2025-03-25").undated == 1
    (duty,) = cakg.duties(kg, as_of="2025-03-25")
    assert duty.deadline.recurrence == (rule,)


def test_a_switched_rule_moves_the_turns_too(graph):
    """Read as including the day, "before the 20th" falls due on the 20th."""
    kg = graph(_norm(MONTHLY + " ; cakg:readingRule rule:beforeMeansDayBefore", PLAN))
    rows = cakg.duties(
        kg, from_="2025-03-01", by="2025-03-31", as_of="2025-03-25", readings={"beforeMeansDayBefore": "beforeIncludesDay"}
    )
    assert [str(duty.deadline.due) for duty in rows] == ["2025-03-20"]
    assert [move.new.recurrence for move in rows.moved] == [("FREQ=MONTHLY;BYMONTHDAY=20",)]


# The command


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
    graph(_norm(QUARTERLY))
    whole, endless = BOUNDS[lang]
    as_of = ("--as-of", "2025-05-01", "--lang", lang)
    words = run("deadline", "hằng quý trong năm 2025", "--lang", lang).out
    proof = run("why", "https://w3id.org/cakg/id/norm", tmp_path / "data.ttl", *as_of).out
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


def test_duties_say_what_a_switch_moves(run):
    """On stderr in words, in JSON as `moved` with both deadlines."""
    arguments = ("duties", "--as-of", "2024-12-01", "--reading", "yearMeansYearEnd=yearMeansYearStart")
    done = run(*arguments, "-f", "json")
    assert "31/12/2025 chuyển thành 01/01/2025" in done.err
    moved = json.loads(done.out)["moved"]
    assert {item["code"] for item in moved} >= {"000-42", "002-06"}
    assert {(item["old"]["due"], item["new"]["due"]) for item in moved} == {
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

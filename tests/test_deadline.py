"""Words that say when, working days, occurrences, extensions, and switched readings."""

import csv
import json
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cakg
from cakg.calendars import add_months
from cakg.calendars.periods import count_back, count_period
from cakg.calendars.working import day_off, is_estimated, is_working_day
from cakg.deadlines import deadlines_of
from cakg.deadlines.occurrences import occurrences
from cakg.deadlines.rules import rule_of
from cakg.errors import CakgError, UnknownNameError, ValueRefusedError
from cakg.model.deadline import Deadline
from cakg.namespaces import CAKG, DCTERMS, SKOS
from cakg.readings import stored_choice
from cakg.readings.rules import FAMILIES, RULES
from cakg.terms import code

TABLES = Path(__file__).parent / "deadlines"
PHRASES = ("limits", "windows", "periods", "counted", "events", "recurring", "undated")
KINDS = {"fixed", "period", "window", "relative", "recurring", "continuous", "unstated"}
PREFIXES = """@prefix cakg: <https://w3id.org/cakg/ontology#> .
@prefix id: <https://w3id.org/cakg/id/> .
@prefix rule: <https://w3id.org/cakg/vocab/reading-rule/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def _rows(name):
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _readings(row):
    return dict([row["reading"].split("=")]) if row["reading"] else None


def _read(row):
    return cakg.read_deadline(row["words"], issued=row["issued"] or None, readings=_readings(row))


def _text(value):
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


@pytest.fixture
def graph(tmp_path):
    """Load a small graph written in Turtle, without its prefixes."""

    def _graph(turtle):
        path = tmp_path / "data.ttl"
        path.write_text(PREFIXES + turtle, encoding="utf-8")
        return cakg.load(path)

    return _graph


# Words


@pytest.mark.parametrize("row", [row for name in PHRASES for row in _rows(name)], ids=lambda row: row["words"])
def test_words_are_read_as_the_tables_say(row):
    """Kind, bounds, precision, rule, offset, recurrence and notes of every phrase are those a lawyer can check."""
    found = _read(row)
    for column in ("kind", "start", "earliest", "due", "precision", "rule", "offset", "until"):
        assert _text(getattr(found, column)) == row[column], column
    assert (_text(found.workingDays).lower(), " | ".join(found.recurrence)) == (row["workingDays"], row["recurrence"])
    assert " ".join(found.notes) == row["note"]


def test_the_tables_cover_every_kind_and_every_rule():
    """There are enough cases, each kind of deadline has some, and no reading rule is without one."""
    rows = [row for name in PHRASES for row in _rows(name)]
    assert len(rows) >= 120
    assert {row["kind"] for row in rows} - {""} == KINDS
    assert {rule for row in rows for rule in _read(row).rules} == set(RULES)


def test_the_readme_of_the_tables_lists_each():
    """Every table has its line."""
    text = (TABLES / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in sorted(TABLES.glob("*.csv")) if f"- `{path.name}`: " not in text] == []


@pytest.mark.parametrize("row", _rows("refused"), ids=lambda row: f"{row['words']}-{row['error']}-{row['reading']}")
def test_impossible_words_and_unknown_rules_are_refused(row):
    """Days that do not exist, spans that end before they start and rules that are none are errors, never a guess."""
    with pytest.raises(CakgError) as refused:
        _read(row)
    assert refused.value.key == row["error"]


@pytest.mark.parametrize("row", [row for name in PHRASES for row in _rows(name)], ids=lambda row: row["words"])
def test_the_form_of_the_words_does_not_matter(row):
    """Capital letters, double and no-break spaces, decomposed letters and long dashes are all the same."""
    words, plain = row["words"], _read(row)
    for variant in (words.replace(" ", "\u00a0 "), words.replace("-", "–"), _decomposed(words), words[0].upper() + words[1:]):
        again = _read(row | {"words": variant})
        assert (again.kind, again.start, again.earliest, again.due, again.rule, again.recurrence) == (
            plain.kind,
            plain.start,
            plain.earliest,
            plain.due,
            plain.rule,
            plain.recurrence,
        )


def _decomposed(words):
    import unicodedata

    return unicodedata.normalize("NFD", words)


@settings(max_examples=300)
@given(
    st.one_of(
        st.text(max_size=60),
        st.text(alphabet="ngàythángnămquýtrướcđếntừhằngkỳđịnh 0123456789/-.,()", max_size=60),
        st.lists(
            st.sampled_from(
                [
                    "trước",
                    "đến",
                    "từ",
                    "ngày",
                    "tháng",
                    "năm",
                    "quý",
                    "trong",
                    "hết",
                    "hằng",
                    "định",
                    "kỳ",
                    "kể",
                    "thời",
                    "hạn",
                    "làm",
                    "việc",
                    "05",
                    "31",
                    "2025",
                    "31/02/2025",
                    "15/12",
                    "II",
                    "-",
                    "giai",
                    "đoạn",
                    "cuối",
                ]
            ),
            max_size=12,
        ).map(" ".join),
    ),
    st.one_of(st.none(), st.dates()),
)
def test_any_words_give_a_reading_or_an_error_of_ours(words, issued):
    """No words break the reader: what comes back is a deadline, and one without a rule has no day."""
    try:
        found = cakg.read_deadline(words, issued=issued)
    except CakgError:
        return
    assert found.kind in KINDS | {None}
    if found.rule is None:
        assert (found.start, found.earliest, found.due) == (None, None, None)
        assert found.notes


DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@given(DAYS)
def test_before_excludes_the_day_and_everything_later(day):
    """Every day before the named one is on time, the named one is not."""
    found = cakg.read_deadline(f"trước ngày {day:%d/%m/%Y}")
    assert found.due == day - timedelta(days=1)
    assert cakg.read_deadline(f"chậm nhất ngày {day:%d/%m/%Y}").due == day


@given(st.integers(1990, 2089), st.integers(1, 4), st.sampled_from(["trong quý {q}/{y}", "Quí {q}-{y}", "quý {q} năm {y}"]))
def test_a_window_holds_exactly_the_days_its_words_allow(year, quarter, form):
    """Going through the year day by day, those of the quarter are inside the bounds and no other is."""
    found = cakg.read_deadline(form.format(q=["I", "II", "III", "IV"][quarter - 1], y=year))
    day = date(year - 1, 12, 1)
    while day.year <= year:
        allowed = day.year == year and (day.month + 2) // 3 == quarter
        assert (found.start <= day <= found.due) == allowed
        day += timedelta(days=1)


@given(st.integers(1990, 2089), st.integers(0, 10))
def test_the_bounds_of_a_coarse_limit_hold_every_day_of_its_year(year, years):
    """A limit that names only a year may mean any of its days; a period holds all of its years."""
    limit, period = cakg.read_deadline(f"đến năm {year}"), cakg.read_deadline(f"giai đoạn {year} - {year + years}")
    assert (limit.earliest, limit.due) == (date(year, 1, 1), date(year, 12, 31))
    assert (period.start, period.due) == (date(year, 1, 1), date(year + years, 12, 31))


@given(DAYS, st.integers(0, 400))
def test_what_was_read_can_be_written_and_read_again(day, days):
    """A period written out in days gives back its bounds."""
    last = day + timedelta(days=days)
    found = cakg.read_deadline(f"từ ngày {day:%d/%m/%Y} đến ngày {last:%d/%m/%Y}")
    assert (found.kind, found.start, found.earliest, found.due) == ("period", day, last, last)


@given(DAYS, st.integers(1, 60))
def test_counted_days_are_those_of_the_civil_code(day, amount):
    """Counted one by one from the day after, moved off days off."""
    found = cakg.read_deadline(f"trong thời hạn {amount} ngày kể từ ngày {day:%d/%m/%Y}")
    last = day
    for _ in range(amount):
        last += timedelta(days=1)
    while not is_working_day(last):
        last += timedelta(days=1)
    assert found.due == last


def test_several_times_are_shown_and_none_is_chosen():
    """Where the words name two times, both stand as candidates and there is no day."""
    found = cakg.read_deadline("trong quý II/2024, chậm nhất ngày 15/6/2024")
    assert (found.kind, found.due, [item.kind for item in found.candidates]) == (None, None, ["window", "fixed"])
    same = cakg.read_deadline("trước ngày 15/12/2025, trước ngày 15 tháng 12 năm 2025")
    assert same.due == date(2025, 12, 14)


@pytest.mark.parametrize(
    ("words", "direction"),
    [
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


# Working days


def test_working_days_are_those_announced_from_2019_to_2026():
    """Each weekday off and each weekend day worked is in the table, and no other day differs from its week."""
    announced = {date.fromisoformat(row["day"]): row["state"] for row in _rows("announced-schedules")}
    day = date(2019, 1, 1)
    while day <= date(2026, 12, 31):
        weekend = day.weekday() >= 5
        assert is_working_day(day) == (announced.get(day) == "worked" if weekend else announced.get(day) != "off"), day
        day += timedelta(days=1)


@given(DAYS, st.integers(0, 40))
def test_working_days_are_counted_like_one_by_one(day, amount):
    """Forward and back, the count agrees with a walk from day to day."""
    last = day
    for _ in range(amount):
        last += timedelta(days=1)
        while day_off(last):
            last += timedelta(days=1)
    count = count_period(day, amount, "day", working=True)
    assert count.last == last
    assert all(not is_working_day(off) and day < off < last for off, _ in count.days_off)
    back = count_back(last, amount, working=True).last
    assert amount == 0 or sum(is_working_day(back + timedelta(days=n)) for n in range((last - back).days)) == amount


def test_months_end_where_the_day_is_missing():
    """A month without the day ends on its last; a leap day is kept where there is one."""
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2023, 12, 31), 2) == date(2024, 2, 29)
    assert count_period(date(2024, 2, 29), 1, "year", move=False).last == date(2025, 2, 28)


def test_years_not_announced_are_estimates():
    """A day counted in 2027 is marked, one in 2026 is not; a year without a lunar calendar is refused."""
    assert [is_estimated(date(year, 6, 1)) for year in (2026, 2027)] == [False, True]
    assert cakg.read_deadline("trong thời hạn 5 ngày làm việc kể từ ngày 28/12/2026").estimated
    with pytest.raises(ValueRefusedError):
        day_off(date(2150, 1, 1))


# Rules


def test_the_rules_of_the_reader_are_those_of_the_vocabulary(kg):
    """Each rule has its text in both languages, and what may stand for what is the same in code and data."""
    known = {code(iri): iri for iri in kg.subjects(SKOS.inScheme, "https://w3id.org/cakg/vocab/reading-rule")}
    assert set(known) == set(RULES)
    for family in FAMILIES:
        others = {code(iri) for iri in kg.subjects(CAKG.alternativeOf, known[family[0]])}
        assert others == set(family[1:])
        assert set(rule_of(kg, family[1]).alternatives) == {family[0]}
    for rule in RULES:
        assert rule_of(kg, rule, "vi").definition
        assert rule_of(kg, rule, "en").definition
    counted = ("firstDayNotCounted", "moveToWorkingDay", "pointsOfMonthAndYear")
    assert all("Bộ luật Dân sự 2015" in kg.record(known[rule]).one(DCTERMS.source) for rule in counted)


def test_every_stored_reading_of_the_examples_is_what_the_reader_finds(kg):
    """Read again with the day it was said, each stated text gives the kind, bounds and recurrence that are stored."""
    checked = 0
    for iri in kg.instances(CAKG.Deadline):
        (stored,) = _stored(kg, iri)
        if stored.stated is None:
            continue
        again = cakg.read_deadline(stored.stated, readings=stored_choice(stored.rule, {}))
        assert (again.kind, again.start, again.earliest, again.due, again.recurrence) == (
            stored.kind,
            stored.start,
            stored.earliest,
            stored.due,
            stored.recurrence,
        ), stored.stated
        assert stored.rule is None or stored.rule in again.rules
        assert stored.precision in {None, again.precision}
        checked += 1
    assert checked > 40


def _stored(kg, iri):
    owner = kg.subjects(CAKG.deadline, iri)[0]
    return [item for item in deadlines_of(kg, owner) if item.stated == kg.record(iri).one(CAKG.statedText)]


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


@pytest.mark.parametrize("row", _rows("occurrences"), ids=lambda row: f"{row['recurrence']} {row['from']}")
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

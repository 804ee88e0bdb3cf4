"""Calendars, read again by icalendar and dateutil."""

import datetime as dt

import icalendar
import pytest
from dateutil.rrule import rrulestr

import cakg

DAY = "2025-01-15"


def _events(value, **options):
    return icalendar.Calendar.from_ical(cakg.render(value, "ics", **options)).walk("VEVENT")


def _code(event):
    return str(event["SUMMARY"]).partition(" ")[0]


def test_every_duty_with_a_day_is_an_entry_for_the_whole_day(listed):
    """One entry for each row that has a day, none for the others, which the calendar counts."""
    dated = [duty for duty in listed if duty.deadline.due]
    events = [event for event in _events(listed) if "RRULE" not in event]
    assert [_code(event) for event in events] == [duty.code for duty in dated]
    for event, duty in zip(events, dated, strict=True):
        assert event["DTSTART"].params["VALUE"] == "DATE"
        assert event["DTSTART"].dt == duty.deadline.due
        assert event["DTEND"].dt == duty.deadline.due + dt.timedelta(days=1)
    calendar = icalendar.Calendar.from_ical(cakg.render(listed, "ics"))
    assert "1 dòng không có ngày" in str(calendar["X-WR-CALDESC"])


def test_an_entry_says_on_what_it_rests(listed):
    """Stated words, the day and the rule that read it, the authority, the grade: in the entry itself."""
    event = next(event for event in _events(listed) if _code(event) == "7-01")
    lines = str(event["DESCRIPTION"]).split("\n")
    assert "TỐI MẬT" in lines
    assert "Thời hạn: “đến năm 2025”; 31/12/2025; quy tắc đọc: năm đọc là hết năm" in lines
    assert "Căn cứ: 7/KH-A, 10/01/2024" in lines
    assert str(event["CLASS"]) == "CONFIDENTIAL"


def test_a_calendar_rings_before_a_day_to_come_and_not_for_one_that_is_past(listed):
    """Seven days and one day ahead."""
    for event in _events(listed):
        rings = [alarm["TRIGGER"].dt.days for alarm in event.walk("VALARM")]
        assert rings == ([] if event["DTSTART"].dt.isoformat() < DAY else [-7, -1])


def test_equal_answers_are_equal_calendars_and_names_stay(world, listed):
    """No clock; and an entry keeps its name when the day asked about, or the status, is another one."""
    assert cakg.render(listed, "ics") == cakg.render(listed, "ics")
    later = cakg.duties(world, as_of="2025-02-15")
    names = [
        {_code(event) + str(event["DTSTART"].dt): str(event["UID"]) for event in _events(rows)} for rows in (listed, later)
    ]
    shared = names[0].keys() & names[1].keys()
    assert len(shared) >= 4
    assert all(names[0][key] == names[1][key] for key in shared)
    events = _events(listed)
    assert len({str(event["UID"]) for event in events}) == len(events)


CLASSED = """
u:a a cakg:Unit ; skos:prefLabel "Cục A"@vi ; cakg:unitKind kind:provincial-police . i:x a cakg:Instrument ; cakg:issuedOn "2025-01-05"^^xsd:date .
p:all a cakg:Population ; skos:prefLabel "Các cục"@vi ; cakg:unitKind kind:provincial-police ; cakg:selection selection:all .
n:1 a cakg:Obligation ; cakg:action "Báo cáo"@vi ; cakg:deadline d:1 .
d:1 a cakg:FixedDeadline ; cakg:statedText "đến ngày 31/03/2025" ; cakg:dueBy "2025-03-31"^^xsd:date .
r:1 a cakg:Responsibility ; cakg:ofNorm n:1 ; cakg:bearer p:all .
"""
MENDED = {
    "corrected word": CLASSED.replace("đến ngày", "đến hết ngày"),
    "moved day": CLASSED.replace("2025-03-31", "2025-04-30"),
    "extension": CLASSED
    + 'id:e a cakg:Extension ; cakg:extends d:1 ; cakg:newDueBy "2025-06-30"^^xsd:date ; cakg:decidedBy i:x .',
}


def _uids(value):
    return [str(event["UID"]) for event in _events(value)]


def test_one_duty_has_one_name_whatever_was_asked(graph):
    """The feed of all and that of a member of the class that bears the duty name it alike; members of their own are told apart."""
    kg = graph(CLASSED)
    (uid,) = _uids(cakg.duties(kg, as_of=DAY))
    assert _uids(cakg.duties(kg, "Cục A", as_of=DAY)) == [uid] == _uids(cakg.matrix(kg, as_of=DAY, unit="Cục A"))
    assert _uids(cakg.duties(kg, as_of=DAY, expand=True)) != [uid]


@pytest.mark.parametrize("data", MENDED.values(), ids=MENDED)
def test_a_name_survives_what_is_mended(graph, data):
    """A corrected word, another day or an extension moves the entry and makes no second one."""
    assert _uids(cakg.duties(graph(data), as_of=DAY)) == _uids(cakg.duties(graph(CLASSED), as_of=DAY))


def test_a_record_without_a_name_gives_a_name_that_stays(graph):
    """Such a record is called otherwise each time it is read; its entry is not."""
    nameless = CLASSED.replace("r:1 a", "[] a")
    assert _uids(cakg.duties(graph(nameless), as_of=DAY)) == _uids(cakg.duties(graph(nameless), as_of=DAY))


def test_two_times_of_one_duty_have_two_names(graph):
    """They are told by their records, not by their order, whichever a filter leaves."""
    later = 'n:1 cakg:deadline d:2 . d:2 a cakg:FixedDeadline ; cakg:statedText "x" ; cakg:dueBy "2025-09-30"^^xsd:date .'
    kg, mended = graph(CLASSED, later), graph(CLASSED, later.replace('"x"', '"y"'))
    uids = _uids(cakg.duties(kg, as_of=DAY))
    assert len({*uids}) == 2
    assert _uids(cakg.duties(kg, as_of=DAY, from_="2025-06-01")) == uids[1:] == _uids(cakg.duties(mended, as_of=DAY))[1:]


def test_the_title_says_whose_it_is(world):
    """Two bearers of one duty are two entries that can be told apart, however long the task is."""
    titles = [str(event["SUMMARY"]) for event in _events(cakg.duties(world, as_of=DAY, document="7/KH-A"))]
    assert "7-01 Lập danh sách · Cục A" in titles
    assert "7-01 Lập danh sách · Cục B" in titles
    assert any(title.startswith("7-05") and title.endswith("· không nêu ai") for title in titles)


@pytest.mark.parametrize(("rule", "reading", "told"), [
    ("FREQ=YEARLY", "", "hạn là ngày cuối kỳ"), ("FREQ=YEARLY", "cakg:readingRule rule:eachPeriodAtItsStart ;", "hạn là ngày đầu kỳ"),
    ("FREQ=MONTHLY;BYMONTHDAY=14", "", None),
])  # fmt: skip
def test_a_day_that_no_words_name_says_how_it_came_about(graph, rule, reading, told):
    """A year without a day stands on its last or first day by convention, and the entry says so; a named day needs no words."""
    kg = graph(
        f"""n:x a cakg:Obligation ; cakg:action "Báo cáo"@vi ; cakg:deadline d:x .
        d:x a cakg:RecurringDeadline ; cakg:statedText "hằng năm" ; {reading} cakg:recurrenceRule "{rule}" ; cakg:startsOn "2025-01-01"^^xsd:date ."""
    )
    for found in (cakg.duties(kg, as_of=DAY), cakg.duties(kg, as_of=DAY, from_="2025-01-01", by="2026-12-31")):
        for event in _events(found):
            lines = str(event["DESCRIPTION"])
            assert ("theo quy ước, không do nguồn nêu" in lines) == bool(told)
            assert told is None or told in lines


RULES = [
    ("FREQ=MONTHLY;INTERVAL=3", ""),
    ("FREQ=MONTHLY", ""),
    ("FREQ=YEARLY", ""),
    ("FREQ=WEEKLY", ""),
    ("FREQ=MONTHLY;BYMONTHDAY=15", ""),
    ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=20", ""),
    ("FREQ=MONTHLY;INTERVAL=6", 'cakg:until "2027-06-30"^^xsd:date ;'),
    ("FREQ=MONTHLY;INTERVAL=5", 'cakg:startsOn "2024-01-31"^^xsd:date ;'),
    ("FREQ=MONTHLY;COUNT=4", 'cakg:startsOn "2025-02-01"^^xsd:date ;'),
]


@pytest.mark.parametrize(("rule", "more"), RULES, ids=[" ".join(case) for case in RULES])
def test_a_rule_falls_on_the_very_days_that_are_counted(graph, rule, more):
    """Expanded by dateutil, what the calendar repeats is what a list of the same years holds."""
    kg = graph(
        f"""
        i:x a cakg:Instrument ; cakg:issuedOn "2024-01-01"^^xsd:date .
        n:x a cakg:Obligation ; cakg:action "Báo cáo"@vi ; cakg:statedIn i:x ; cakg:deadline d:x .
        d:x a cakg:RecurringDeadline ; {more} cakg:recurrenceRule "{rule}" .
        """
    )
    turns = [duty.deadline.due for duty in cakg.duties(kg, as_of=DAY, from_=DAY, by="2030-12-31")]
    (event,) = _events(cakg.duties(kg, as_of=DAY))
    start = event["DTSTART"].dt
    days = [start, *(item.dt for item in event["RDATE"].dts)] if "RDATE" in event else [start]
    if "RRULE" in event:
        first = dt.datetime.combine(start, dt.time())
        last = dt.datetime.combine(dt.date(2030, 12, 31), dt.time())
        rule = rrulestr(event["RRULE"].to_ical().decode(), dtstart=first)
        days = [moment.date() for moment in rule.between(first, last, inc=True)]
    assert [day for day in days if day.year <= 2030] == turns
    assert turns


def test_an_extended_turn_stands_on_its_new_day(graph):
    """The turn leaves the rule and is an entry of its own day."""
    kg = graph(
        """
        n:x a cakg:Obligation ; cakg:action "Báo cáo"@vi ; cakg:deadline d:x .
        d:x a cakg:RecurringDeadline ; cakg:recurrenceRule "FREQ=MONTHLY;INTERVAL=3" .
        id:extension-1 a cakg:Extension ; cakg:extends d:x ; cakg:newDueBy "2025-07-15"^^xsd:date ; cakg:ofOccurrence "2025-06-30"^^xsd:date ;
            cakg:decidedBy i:y .
        i:y a cakg:Instrument ; cakg:issuedOn "2025-01-02"^^xsd:date .
        """
    )
    turns = [duty.deadline.due for duty in cakg.duties(kg, as_of=DAY, from_=DAY, by="2025-12-31")]
    (event,) = _events(cakg.duties(kg, as_of=DAY))
    assert dt.date(2025, 7, 15) in turns
    assert [item.dt for item in event["EXDATE"].dts] == [dt.date(2025, 6, 30)]
    assert [item.dt for item in event["RDATE"].dts] == [dt.date(2025, 7, 15)]


def test_occurrences_in_a_window_are_entries_of_their_own(world):
    """A filtered list exports exactly what it shows."""
    found = cakg.duties(world, as_of=DAY, from_="2025-01-01", by="2025-12-31", unit="Cục A")
    events = _events(found)
    assert [event["DTSTART"].dt for event in events] == [duty.deadline.due for duty in found]
    assert not any("RRULE" in event for event in events)
    assert len({str(event["UID"]) for event in events}) == len(events)


def test_labels_stay_text(harmful):
    """Line ends, commas and semicolons in a label end nothing; no line is longer than 75 bytes."""
    kg, label = harmful
    data = cakg.render(cakg.duties(kg, as_of="2025-01-01"), "ics")
    (event,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    words = label.replace("\u202e", "\ufffd").replace("\u200f", "\ufffd").replace("\r", "\ufffd")
    assert words in str(event["DESCRIPTION"])
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


def test_one_feed_for_each_unit(run, world_file, tmp_path):
    """Each file holds what the list of its unit holds; names are plain letters."""
    folder = tmp_path / "lịch"
    done = run("duties", world_file, "--as-of", DAY, "--each-unit", "-f", "ics", "-o", folder)
    assert done.code == 0, done.err
    assert sorted(path.name for path in folder.iterdir()) == [f"nhiem-vu-{name}.ics" for name in ("cuc-a", "cuc-b", "phong-cu")]
    codes = {
        _code(event) for event in icalendar.Calendar.from_ical((folder / "nhiem-vu-cuc-a.ics").read_bytes()).walk("VEVENT")
    }
    assert codes == {"7-01", "7-02", "7-03", "7-06"}
    for name, label in (("cuc-a", "Cục A"), ("cuc-b", "Cục B"), ("phong-cu", "Phòng cũ")):
        calendar = icalendar.Calendar.from_ical((folder / f"nhiem-vu-{name}.ics").read_bytes())
        assert f"Đơn vị: {label}" in str(calendar["x-wr-calname"])
    assert run("duties", world_file, "--each-unit", "-f", "ics").code == 2


def test_a_day_that_is_not_due_is_no_entry(kg):
    """An answer whose only days say when something was said is no calendar; one with due days has an entry for each of them."""
    with pytest.raises(cakg.errors.ValueRefusedError, match="statedNotBefore"):
        cakg.render(cakg.ask(kg, "continuous-duties"), "ics")
    answer = cakg.ask(kg, "who-must-do-what-by-when")
    due = answer.columns.index("due")
    assert len(_events(answer)) == len({row for row in answer.rows if row[due]})

"""Words that say when: every row of the tables, what holds for any words, the rules and their words."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from case_tables import read_cases
from hypothesis import given, settings
from hypothesis import strategies as st

import cakg
from cakg.deadlines import deadlines_of
from cakg.deadlines.rules import rule_of
from cakg.errors import CakgError
from cakg.namespaces import CAKG, DCTERMS, SKOS
from cakg.readings import stored_choice
from cakg.readings.rules import FAMILIES, RULES
from cakg.terms import code

TABLES = Path(__file__).parent / "deadlines"
PHRASES = {
    name: read_cases(f"deadlines/{name}.csv")
    for name in ("limits", "windows", "periods", "counted", "events", "recurring", "undated")
}
ROWS = [row for rows in PHRASES.values() for row in rows]
KINDS = {"fixed", "period", "window", "relative", "recurring", "continuous", "unstated"}


def _readings(row):
    return dict([row["reading"].split("=")]) if row["reading"] else None


def _read(row):
    return cakg.read_deadline(row["words"], issued=row["issued"] or None, readings=_readings(row))


def _text(value):
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


# Words


@pytest.mark.parametrize(
    ("words", "rules"),
    [
        ("06 tháng một lần kể từ lần kiểm tra gần nhất", ("FREQ=MONTHLY;INTERVAL=6",)),
        ("01 năm/lần, tính từ ngày kiểm tra lần trước", ("FREQ=YEARLY",)),
        ("mỗi 02 năm (kể từ lần đánh giá trước đó)", ("FREQ=YEARLY;INTERVAL=2",)),
    ],
)
def test_words_that_count_since_last_done_are_no_fixed_sequence(words, rules):
    """The interval runs from the last completion, by the Civil Code, and not to the end of a calendar period."""
    found = cakg.read_deadline(words)
    assert (found.kind, found.recurrence, found.recurrenceBasis) == ("recurring", rules, "sinceLastDone")
    assert (found.rule, found.stated) == ("firstDayNotCounted", words)
    assert cakg.read_deadline(words, readings={"firstDayNotCounted": "firstDayCounted"}).rule == "firstDayCounted"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["words"])
def test_words_are_read_as_the_tables_say(row):
    """Kind, bounds, precision, rule, offset, recurrence and notes of every phrase are those a lawyer can check."""
    found = _read(row)
    for column in ("kind", "start", "earliest", "due", "precision", "rule", "offset", "until"):
        assert _text(getattr(found, column)) == row[column], column
    assert (_text(found.workingDays).lower(), " | ".join(found.recurrence)) == (row["workingDays"], row["recurrence"])
    assert " ".join(found.notes) == row["note"]


@pytest.mark.parametrize(
    ("words", "candidate"),
    [
        ("đối với vụ việc phát sinh trước ngày 01/7/2025", (date(2025, 6, 30), ())),
        ("công dân sinh trước ngày 01/01/2010", (date(2009, 12, 31), ())),
        ("kết quả đạt được từ năm 2020 đến năm 2023", (date(2023, 12, 31), ())),
        ("vừa hoàn thành trước ngày 15/12/2023", (date(2023, 12, 14), ())),
        ("trước ngày làm việc cuối cùng hằng tháng", (None, ("FREQ=MONTHLY",))),
        ("ngày làm việc thứ 3 hằng tháng", (None, ("FREQ=MONTHLY",))),
    ],
)
def test_what_bounds_an_object_or_tells_a_result_is_only_a_candidate(words, candidate):
    """Such a time is never due; it is shown as what it might be, without a day of the month that no word names."""
    found = cakg.read_deadline(words, issued="2024-01-29")
    assert (found.kind, found.due, found.notes) == (None, None, ("partly-read",))
    assert [(item.due, item.recurrence) for item in found.candidates] == [candidate]


def test_the_tables_cover_every_kind_and_every_rule():
    """There are enough cases, each kind of deadline has some, and no reading rule is without one."""
    assert len(ROWS) >= 120
    assert {row["kind"] for row in ROWS} - {""} == KINDS
    assert {rule for row in ROWS for rule in _read(row).rules} == set(RULES)


def test_the_readme_of_the_tables_lists_each():
    """Every table has its line."""
    text = (TABLES / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in sorted(TABLES.glob("*.csv")) if f"- `{path.name}`: " not in text] == []


@pytest.mark.parametrize(
    "row", read_cases("deadlines/refused.csv"), ids=lambda row: f"{row['words']}-{row['error']}-{row['reading']}"
)
def test_impossible_words_and_unknown_rules_are_refused(row):
    """Days that do not exist, spans that end before they start and rules that are none are errors, never a guess."""
    with pytest.raises(CakgError) as refused:
        _read(row)
    assert refused.value.key == row["error"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["words"])
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


ONE_CLAUSE = [row for name in ("limits", "windows", "periods") for row in PHRASES[name] if not {*row["words"]} & {*",;:"}]


@pytest.mark.parametrize("row", ONE_CLAUSE, ids=lambda row: row["words"])
def test_an_exception_or_a_result_is_no_deadline(row):
    """Whatever the time, put into an exception or told as done it gives no day."""
    for words in (f"trừ các hộ đăng ký {row['words']}", f"các đơn vị đã làm xong {row['words']}"):
        found = _read(row | {"words": words})
        assert (found.kind, found.due, found.start) == (None, None, None), words


def test_several_times_are_shown_and_none_is_chosen():
    """Where the words name two times, both stand as candidates and there is no day."""
    found = cakg.read_deadline("trong quý II/2024, chậm nhất ngày 15/6/2024")
    assert (found.kind, found.due, [item.kind for item in found.candidates]) == (None, None, ["window", "fixed"])
    same = cakg.read_deadline("trước ngày 15/12/2025, trước ngày 15 tháng 12 năm 2025")
    assert same.due == date(2025, 12, 14)


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

"""Recorded days that the printed words of a deadline cannot mean are found; where the words leave room, nothing is said."""

import pytest
import rdflib
from recorded_words import PREFIXES, record

import cakg

NAME = "deadline-misread"


def _judge(path, *records, **options):
    path.write_text(PREFIXES + "".join(records), encoding="utf-8")
    return [finding for finding in cakg.validate(cakg.load(path), **options) if finding.shape == NAME]


def _fixed(words, due, rule=None, **days):
    return record(0, words, "fixed", None, rule, dueBy=due, **days)


def test_a_day_the_words_cannot_mean_is_found_with_its_line(tmp_path):
    """It is a violation with the recorded day, the one the words give, a remedy and a question, in the standard report too."""
    path = tmp_path / "data.ttl"
    records = [_fixed("trước ngày 15/12/2025", "2026-03-02"), record(1, "quý II", "window", None, None, startsOn="2025-07-01")]
    due, start = _judge(path, *records)
    assert (due.severity, due.path.rpartition("#")[2], due.value, due.place.line) == ("violation", "dueBy", "2026-03-02", 2)
    assert (start.path.rpartition("#")[2], start.value, start.place.line) == ("startsOn", "2025-07-01", 3)
    assert all(word in due.problem["vi"] for word in ("02/03/2026", "14/12/2025", "trước ngày 15/12/2025"))
    assert all(set(words) == {"vi", "en"} for words in (due.problem, due.remedy, due.question, start.question))
    standard = rdflib.Graph().parse(data=cakg.validate(cakg.load(path), only=[NAME]).turtle, format="turtle")
    assert {str(value) for value in standard.objects(None, rdflib.SH.value)} == {"2026-03-02", "2025-07-01"}
    assert [bool(value) for value in standard.objects(None, rdflib.SH.conforms)] == [False]


@pytest.mark.parametrize(
    ("words", "due", "rule"),
    [
        ("trước ngày 15/12/2025", "2025-12-14", None),
        ("trước ngày 15/12/2025", "2025-12-15", None),
        ("trước ngày 15/12/2025", "2025-12-15", "beforeIncludesDay"),
        ("đến năm 2025", "2025-01-01", None),
        ("trước tháng 01", "2025-12-31", "beforeMeansDayBefore"),
        ("trong 05 ngày làm việc kể từ ngày 25/4/2025", "2025-05-06", None),
    ],
)
def test_every_reading_is_allowed(words, due, rule, tmp_path):
    """A day that some reading rule gives fits, in the year of the record where the words name none."""
    assert _judge(tmp_path / "data.ttl", _fixed(words, due, rule)) == []


@pytest.mark.parametrize(
    ("words", "due", "rule"),
    [
        ("trước ngày 15/12/2025", "2025-12-15", "beforeMeansDayBefore"),
        ("trước ngày 15/12/2025", "2025-12-14", "beforeIncludesDay"),
        ("đến năm 2025", "2025-01-01", "yearMeansYearEnd"),
    ],
)
def test_a_recorded_rule_excludes_its_alternatives(words, due, rule, tmp_path):
    """Where the record names the rule it was read under, the day must be the one of that rule."""
    assert [finding.value for finding in _judge(tmp_path / "data.ttl", _fixed(words, due, rule))] == [due]


@pytest.mark.parametrize(
    "words",
    [
        "khi có hướng dẫn của Bộ",
        "trong 05 ngày kể từ ngày ký",
        "trước ngày 15/6/2025 hoặc ngày 20/6/2025",
        "theo Kế hoạch số 12/KH-BCA ngày 05/01/2024",
        "báo cáo kết quả tháng 6/2025",
        "trước ngày 30/02/2025",
        "sau 30 ngày làm việc kể từ ngày 01/12/2098",
    ],
)
def test_nothing_is_said_where_the_words_do_not_tell_one_time(words, tmp_path):
    """Words that are not understood, name several times, an event, a document's date or no day at all are not judged."""
    assert _judge(tmp_path / "data.ttl", _fixed(words, "2027-05-17", "exactDay")) == []


def test_an_extension_moves_the_day(tmp_path):
    """A day that an instrument has set anew is not the printed one, and is right; another one is not."""
    move = 'id:move a cakg:Extension ; cakg:extends id:deadline-0 ; cakg:newDueBy "2026-03-02"^^xsd:date .\n'
    moved, other = (_fixed("trước ngày 15/12/2025", day) for day in ("2026-03-02", "2026-03-03"))
    assert _judge(tmp_path / "moved.ttl", moved, move) == []
    assert len(_judge(tmp_path / "other.ttl", other, move)) == 1


def test_a_misreading_comes_and_goes_with_a_change(tmp_path):
    """A report brought up to date says the same as a full run, also where only the extension changes."""
    path, other = tmp_path / "data.ttl", tmp_path / "other.ttl"
    path.write_text(PREFIXES + _fixed("trước ngày 15/12/2025", "2026-03-02"), encoding="utf-8")
    other.write_text(PREFIXES + record(1, "quý II/2025", "fixed", None, None, dueBy="2025-01-01"), encoding="utf-8")
    move = 'id:move a cakg:Extension ; cakg:extends id:deadline-0 ; cakg:newDueBy "2026-03-02"^^xsd:date .\n'
    kg = cakg.load(path, other)
    report = cakg.validate(kg)
    counts = []
    for text in ("\n\n" + move, record(1, "quý II/2025", "fixed", None, None, dueBy="2025-06-30"), move):
        other.write_text(PREFIXES + text, encoding="utf-8")
        kg, change = cakg.replace_source(kg, other)
        report = cakg.revalidate(report, kg, change)
        assert report == cakg.validate(cakg.load(path, other))
        counts.append(sum(finding.shape == NAME for finding in report))
    assert counts == [0, 1, 0]


def test_it_is_chosen_by_its_name_and_by_the_class(tmp_path):
    """`--only deadline-misread` looks at all deadlines, and `--only Deadline` asks for it too; what is sound conforms."""
    path = tmp_path / "data.ttl"
    assert len(_judge(path, _fixed("quý II/2025", "2026-01-01"), only=["Deadline"])) == 1
    assert _judge(path, _fixed("hết quý II/2025", "2025-06-30"), only=[NAME]) == []
    report = cakg.validate(cakg.load(path), only=[NAME])
    assert (report.records, report.shapes) == (1, 1)

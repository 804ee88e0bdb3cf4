"""What the shapes say of a deadline beside its printed words: what fits them passes, what contradicts them does not."""

import pytest
from case_tables import read_cases
from recorded_words import as_read, found, record

import cakg

TABLES = ("limits", "windows", "periods", "counted", "events", "recurring", "undated")
RECORDED = read_cases("deadlines/recorded.csv")


def _read_all():
    """Return every phrase that our reader understands, as printed, in capitals and on another day of issue, with its reading."""
    read = []
    for row in [row for name in TABLES for row in read_cases(f"deadlines/{name}.csv")]:
        readings = dict([row["reading"].split("=")]) if row["reading"] else None
        for issued in {row["issued"] or None, "2025-03-10"}:
            for words in (row["words"], row["words"].upper()):
                deadline = cakg.read_deadline(words, issued=issued, readings=readings)
                if deadline.kind:
                    read.append((words, deadline))
    return read


@pytest.fixture(scope="module")
def phrases():
    """All phrases with their readings."""
    return _read_all()


def test_what_our_reader_reads_is_never_called_a_contradiction(phrases, tmp_path):
    """Recorded as read, no phrase of the tables has a violation or a warning."""
    records = [as_read(number, words, deadline) for number, (words, deadline) in enumerate(phrases)]
    assert len(records) > 1000
    for severity in ("violation", "warning"):
        assert {phrases[number][0]: shape for number, shape in found(records, tmp_path / "read.ttl", severity).items()} == {}


@pytest.mark.parametrize("late", [1, -3, 40, 400])
def test_days_other_than_the_printed_ones_are_found(phrases, late, tmp_path):
    """Moved by a day, some days or a year, at least 99 of 100 days that words fix are found."""
    dated = [item for item in phrases if item[1].kind in {"fixed", "window", "period"} and item[1].due]
    records = [as_read(number, words, deadline, late) for number, (words, deadline) in enumerate(dated)]
    assert len(found(records, tmp_path / "late.ttl")) / len(dated) > 0.99


@pytest.mark.parametrize(("engine", "step"), [("compiled", 1), ("pyshacl", 9)])
def test_records_fit_their_words_as_a_lawyer_says(engine, step, tmp_path):
    """Every row of the table of records is judged as it says; by the reference engine, which takes its time, some of them."""
    rows = RECORDED[::step]
    records = [
        record(number, row["words"], row["kind"], row["precision"], row["rule"], startsOn=row["start"], dueBy=row["due"])
        for number, row in enumerate(rows)
    ]
    contradicting = {number for number, row in enumerate(rows) if row["fits"] == "no"}
    judged = found(records, tmp_path / "recorded.ttl", engine=engine)
    assert {rows[number]["words"] for number in judged} == {rows[number]["words"] for number in contradicting}

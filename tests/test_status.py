"""Done, not done, or not known: what the records allow to say on a day."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from case_tables import read_cases
from hypothesis import given
from hypothesis import strategies as st

import cakg
from cakg.model.status import DONE, StatusRecord
from cakg.namespaces import ID
from cakg.status import Findings, decide

FOLDER = Path(__file__).parent / "status"
CASES = read_cases("status/cases.csv")
DUE = date(2025, 6, 30)
OPEN = ("openInTime", "overdue")


@pytest.fixture(scope="module")
def cases():
    """The graph of the cases."""
    return cakg.load(FOLDER / "cases.ttl")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['norm']}-{case['as_of']}-{case['unit'][-1:]}")
def test_each_case_of_the_table_has_its_status(cases, case):
    """The status, the words of its basis and the share are those of the table."""
    found = cakg.duties(cases, case["unit"] or None, as_of=case["as_of"])
    (duty,) = [row for row in found if row.code == case["norm"]]
    share = f"{duty.share.done}/{duty.share.of or ''}" if duty.share else ""
    assert (duty.status, share) == (case["status"], case["share"])
    assert case["basis"] in duty.statusBasis


def test_the_table_shows_every_code_of_the_scheme():
    """Each of the ten statuses has a case."""
    assert {case["status"] for case in CASES} == {
        "doneOnTime", "doneLate", "openInTime", "overdue", "continuous", "undated", "notApplicable", "suspended",
        "superseded", "unknown",
    }  # fmt: skip


def test_a_status_names_its_records(cases):
    """What a status rests on is given as data: record, what it says, its day."""
    (duty,) = [row for row in cakg.duties(cases, as_of="2025-07-10") if row.code == "12"]
    assert [(record["says"], record["on"], record["completed"]) for record in duty.as_dict()["statusEvidence"]] == [
        ("doneOnTime", "2025-06-25", "2025-06-20"),
        ("overdue", "2025-07-10", None),
    ]


def _asked(cases, norm, *, holder, kind="fixed", due=DUE, occurrence=None):
    """Ask for one status by plain values, for a duty that Công an tỉnh A bears."""
    asked = {"kind": kind, "due": due, "as_of": date(2025, 7, 10), "occurrence": occurrence}
    parties = {"bearer": ID["unit/tinh-a"], "holder": ID[f"unit/{holder}"]}
    return Findings(cases, "vi").status(ID[f"norm/{norm}"], ID[f"responsibility/{norm}"], **asked, **parties).code


def test_a_duty_that_passed_on_keeps_its_records(cases):
    """What was recorded of the body that bore the duty counts for the body that holds it now, done or not."""
    assert _asked(cases, "06", holder="tinh-b") == "overdue"
    assert _asked(cases, "02", holder="tinh-b") == "doneOnTime"


def test_words_that_could_not_be_read_leave_a_duty_undated():
    """A time without a kind is no time; a record of completion still counts."""
    assert (decide(None, None, DUE).code, decide(None, None, DUE).basis) == ("undated", "status-unread")


def test_an_occurrence_is_judged_by_its_own_records(cases):
    """A record of one occurrence counts for that occurrence alone."""

    def status(occurrence):
        return _asked(cases, "36", holder="tinh-a", kind="recurring", due=occurrence, occurrence=occurrence)

    assert [status(day) for day in (date(2025, 3, 31), date(2025, 6, 30), date(2025, 9, 30))] == [
        "doneOnTime",
        "unknown",
        "openInTime",
    ]


def test_each_step_of_a_target_is_judged_by_its_own_records(cases):
    """A record that names the first step leaves the second as it was."""
    rows = [row for row in cakg.duties(cases, as_of="2025-07-01") if row.code == "38"]
    assert [(row.deadline.due.isoformat(), row.status) for row in rows] == [
        ("2025-03-31", "doneOnTime"),
        ("2025-06-30", "unknown"),
    ]


def test_silence_is_never_overdue(kg):
    """The example has no record on fulfilment, so no duty of it is ever done or overdue."""
    for day in ("2024-12-01", "2026-01-01", "2040-01-01"):
        assert not {duty.status for duty in cakg.duties(kg, as_of=day)} & {*DONE, "overdue"}


DAYS = st.dates(date(2025, 1, 1), date(2025, 12, 31))


@st.composite
def records(draw):
    """Draw records as somebody might keep them."""
    found = []
    for place in range(draw(st.integers(0, 4))):
        on = draw(DAYS)
        says = draw(st.sampled_from((*DONE, *OPEN, "closed", "notApplicable", "suspended", "unknown")))
        completed = on - timedelta(draw(st.integers(0, 60))) if says in DONE and draw(st.booleans()) else None
        found.append(StatusRecord(f"r{place}", f"r{place}", "StatusAssessment", says, on, completed))
    return found


@given(records(), DAYS, st.sampled_from(DONE), DAYS)
def test_positive_evidence_never_turns_done_into_open(kept, as_of, says, on):
    """One more record of completion leaves what was done done, or contradicts it; it never reopens it."""
    before = decide("fixed", DUE, as_of, kept)
    after = decide("fixed", DUE, as_of, [*kept, StatusRecord("new", "new", "StatusAssessment", says, on)])
    if before.code in DONE:
        assert after.code in (*DONE, "unknown")
    if after.code in OPEN:
        assert on > as_of
        assert before == after


@given(records(), DAYS, records(), st.booleans())
def test_evidence_of_a_part_never_turns_done_into_open(kept, as_of, more, figures):
    """What members report, or figures below the whole, leave "done" done or contradict it; they never make it."""
    parts = [record._replace(says="part") if figures else record for record in more]
    before, after = decide("fixed", DUE, as_of, kept), decide("fixed", DUE, as_of, kept, parts=parts)
    assert after.code in (before.code, "unknown")


@given(records(), DAYS, records())
def test_what_was_observed_later_changes_nothing(kept, as_of, more):
    """A record of a day after the day asked about is as if it were not there."""
    later = [record for record in more if record.on > as_of]
    assert decide("fixed", DUE, as_of, [*kept, *later]) == decide("fixed", DUE, as_of, kept)


@given(records(), DAYS, st.randoms())
def test_the_order_in_which_records_come_does_not_matter(kept, as_of, random):
    """The same records in any order give the same status."""
    shuffled = random.sample(kept, len(kept))
    assert decide("fixed", DUE, as_of, shuffled) == decide("fixed", DUE, as_of, kept)


@given(records(), DAYS)
def test_overdue_needs_a_record(kept, as_of):
    """Nothing is overdue without a closure or a record of "not done", nor before the due day has passed."""
    status = decide("fixed", DUE, as_of, kept)
    if status.code == "overdue":
        assert as_of > DUE
        assert {record.says for record in status.records} & {"closed", "overdue"}


def test_an_effect_of_an_unknown_kind_changes_nothing(tmp_path):
    """A legal effect whose kind is missing or foreign is left to validation, not guessed at."""
    path = tmp_path / "odd.ttl"
    odd = "effect:odd a cakg:LegalEffect ; cakg:effectOf instrument:moi ; cakg:effectOn norm:01 ; cakg:effectKind v-status:unknown .\n"
    path.write_text((FOLDER / "cases.ttl").read_text(encoding="utf-8") + odd, encoding="utf-8")
    (duty,) = [row for row in cakg.duties(cakg.load(path), as_of="2025-06-01") if row.code == "01"]
    assert duty.status == "openInTime"

"""Two times: what holds on a day, and what was known on a day."""

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cakg
from cakg.changes import compare
from cakg.errors import UnknownNameError, ValueRefusedError

FILE = Path(__file__).parent / "known-at.ttl"
CHANGES = Path(__file__).parent / "changes.ttl"
AS_OF = "2025-07-31"


@pytest.fixture(scope="module")
def graph():
    """The graph of the cases."""
    return cakg.load(FILE)


def _codes(graph, known_at, as_of=AS_OF):
    return [duty.code for duty in cakg.duties(graph, as_of=as_of, known_at=known_at)]


def test_a_record_is_known_from_its_first_claim_or_the_claim_of_its_source(graph):
    """Before that day it is as if it were not there; without any claim it counts as always known."""
    assert sorted(_codes(graph, "2025-01-09")) == ["1"]
    assert sorted(_codes(graph, "2025-01-10")) == ["1", "2"]
    assert sorted(_codes(graph, "2025-03-31")) == ["1", "2"]
    assert sorted(_codes(graph, "2025-04-01")) == ["1", "2", "3"]
    assert sorted(_codes(graph, None)) == ["1", "2", "3"]


def test_evidence_counts_from_the_day_it_was_recorded(graph):
    """What was observed on the 10th and recorded on the 20th was not known on the 15th."""
    status = {
        known: {duty.code: duty.status for duty in cakg.duties(graph, as_of=AS_OF, known_at=known)}["2"]
        for known in ("2025-07-15", "2025-07-20")
    }
    assert status == {"2025-07-15": "unknown", "2025-07-20": "overdue"}


def test_another_day_gives_other_statuses(graph):
    """The same records say something else on another valid day."""
    seen = [
        {duty.code: duty.status for duty in cakg.duties(graph, as_of=day)}["2"]
        for day in ("2025-06-30", "2025-07-01", "2025-07-10")
    ]
    assert seen == ["openInTime", "unknown", "overdue"]


def test_a_single_value_is_known_from_its_own_claim(graph):
    """Until the end of the district police was recorded, its duty stood with it, although the unit itself was known."""
    certain = [
        {duty.code: duty.holder.certainty for duty in cakg.duties(graph, as_of="2025-06-01", known_at=known)}["2"]
        for known in ("2025-03-04", "2025-03-05")
    ]
    assert certain[0] == "certain"
    assert certain[1] != "certain"
    assert cakg.show(graph, "Công an huyện", as_of="2025-06-01", known_at="2025-03-04").existing is True
    assert cakg.show(graph, "Công an huyện", as_of="2025-06-01").existing is False


def test_a_proof_holds_only_the_doubts_of_that_day(graph):
    """`why` on a past day does not know what was doubted later."""
    assert cakg.why(graph, "2", as_of=AS_OF, known_at="2025-05-09").doubts == ()
    assert [doubt.note for doubt in cakg.why(graph, "2", as_of=AS_OF).doubts] == ["Cần xem lại."]
    with pytest.raises(UnknownNameError):
        cakg.why(graph, "3", as_of=AS_OF, known_at="2025-01-01")


def test_targets_know_only_what_was_recorded(kg):
    """The example was recorded on one day: the day before, it states no target."""
    assert len(cakg.targets(kg, as_of="2026-12-01", known_at="2026-11-21")) == 0
    assert len(cakg.targets(kg, as_of="2026-12-01", known_at="2026-11-22")) == len(cakg.targets(kg, as_of="2026-12-01"))


def _differences(graph, since, known_since, as_of, known_at=None):
    before = cakg.duties(graph, as_of=since, known_at=known_since)
    after = cakg.duties(graph, as_of=as_of, known_at=known_at)
    return {(row.kind, row.code, row.cause, row.on and row.on.isoformat()) for row in compare(graph, before, after)}


def test_each_difference_has_its_cause(graph):
    """New records, a new statement, a due day that passed, evidence and the end of a unit are told apart."""
    assert _differences(graph, AS_OF, "2025-03-31", AS_OF, "2025-04-01") == {("added", "3", "newRecord", "2025-04-01")}
    assert ("added", "2", "newRecord", "2025-01-10") in _differences(graph, AS_OF, "2025-01-01", AS_OF, "2025-02-01")
    assert ("added", "1", "stated", "2024-01-29") in _differences(graph, "2024-01-28", None, "2024-01-29")
    assert ("status", "2", "duePassed", "2025-06-30") in _differences(graph, "2025-06-30", None, "2025-07-01")
    assert ("status", "2", "evidence", "2025-07-10") in _differences(graph, AS_OF, "2025-07-19", AS_OF, "2025-07-20")
    assert ("holder", "2", "unitEnded", "2025-02-28") in _differences(graph, "2025-02-28", None, "2025-03-01")


def test_a_moved_date_names_its_extension(graph):
    """A due day that moved is explained by the extension, and so is the status that moved with it."""
    before = cakg.duties(graph, as_of=AS_OF, known_at="2025-04-30")
    (old,) = [duty for duty in before if duty.code == "1"]
    new = old._replace(deadline=replace(old.deadline, due=date(2025, 9, 30)), status="openInTime")
    after = replace(before, rows=(new,), known_at=date(2025, 5, 31))
    found = [row for row in compare(graph, replace(before, rows=(old,)), after) if row.code == "1"]
    assert [(row.kind, row.before, row.after, row.cause) for row in found] == [
        ("deadline", "2025-06-30", "2025-09-30", "extension"),
        ("status", "unknown", "openInTime", "extension"),
    ]
    assert (found[0].on, found[0].recordedOn) == (None, date(2025, 5, 1))


def test_a_moved_day_that_passed_too_is_why_nothing_is_known_any_more():
    """The extension moved the day and kept the duty open; that its result is not known comes of the new day, which is past."""
    kg = cakg.load(CHANGES)
    before, after = (cakg.duties(kg, document="norm/3", as_of=day) for day in ("2024-09-30", "2025-07-01"))
    assert [(row.kind, row.after, row.cause, row.on) for row in compare(kg, before, after)] == [
        ("deadline", "2025-06-30", "extension", date(2024, 10, 1)),
        ("status", "unknown", "duePassed", date(2025, 6, 30)),
    ]


def test_a_cause_is_named_by_the_number_of_its_decision(tmp_path, run):
    """An extension without a name of its own goes by the decision that made it, in words and as data."""
    text = CHANGES.read_text(encoding="utf-8").replace('skos:prefLabel "Gia hạn"@vi ; ', "")
    path = tmp_path / "changes.ttl"
    path.write_text(text.replace('"Quyết định gia hạn"@vi', '"Quyết định gia hạn"@vi ; cakg:number "12/CV"'), encoding="utf-8")
    asked = ("duties", path, "--document", "norm/3", "--since", "2024-09-30", "--as-of", "2024-10-01")
    assert "gia hạn: 12/CV ngày 01/10/2024" in " ".join(run(*asked).out.split())
    (change,) = json.loads(run(*asked, "-f", "json").out)["changes"]
    assert (change["cause"], change["recordLabel"]) == ("extension", "12/CV")
    assert "12/CV" in run(*asked, "-f", "csv").out


def test_a_cause_names_its_own_day_and_the_day_it_was_recorded(tmp_path, run):
    """A decision of June recorded in September is cited by its day in June; so is evidence by the day it is of."""
    path = tmp_path / "known.ttl"
    path.write_text(
        CHANGES.read_text(encoding="utf-8")
        + """
instrument:gia-han cakg:number "12/CV" .
claim:30 a cakg:Claim ; cakg:about extension:3 ; cakg:recordedOn "2024-11-05"^^xsd:date .
<https://w3id.org/cakg/id/assessment/1> a cakg:StatusAssessment ; skos:prefLabel "A1"@vi ; cakg:ofResponsibility responsibility:1 ;
    cakg:assessedStatus <https://w3id.org/cakg/vocab/status/doneOnTime> ; cakg:observedOn "2024-10-02"^^xsd:date .
claim:31 a cakg:Claim ; cakg:about <https://w3id.org/cakg/id/assessment/1> ; cakg:recordedOn "2024-11-06"^^xsd:date .
""",
        encoding="utf-8",
    )
    asked = ("duties", path, "--as-of", "2024-12-01", "--known-since", "2024-10-15")
    text = " ".join(run(*asked, "-f", "csv-raw").out.split())
    found = json.loads(run(*asked, "-f", "json").out)["changes"]
    told = {(row["cause"], row["recordLabel"], row["on"], row["decidedOn"], row["recordedOn"]) for row in found}
    assert told == {
        ("extension", "12/CV", "2024-10-01", "2024-10-01", "2024-11-05"),
        ("evidence", "A1", "2024-10-02", None, "2024-11-06"),
    }
    assert "2024-10-01,2024-11-05" in text
    assert "gia hạn: 12/CV ngày 01/10/2024, ghi nhận ngày 05/11/2024" in run(*asked, "-f", "csv").out
    page = run("matrix", *asked[1:]).out
    assert "gia hạn: 12/CV ngày 01/10/2024, ghi nhận ngày 05/11/2024" in page
    assert "có ghi nhận: A1 ngày 02/10/2024, ghi nhận ngày 06/11/2024" in page


def test_a_transfer_names_the_day_of_its_decision_apart_from_its_own(tmp_path):
    """The function passed on 01/06, as an instrument of 29/01 decided: both days are named, neither as the other."""
    path = tmp_path / "decided.ttl"
    path.write_text(CHANGES.read_text(encoding="utf-8") + "transfer:1 cakg:decidedBy instrument:ke-hoach .\n", encoding="utf-8")
    page = cakg.render(cakg.matrix(cakg.load(path), since="2024-05-31", as_of="2024-06-02"), "html")
    assert "chuyển giao chức năng: 1/KH-X ngày 29/01/2024, từ 01/06/2024, ghi nhận ngày 15/07/2024" in page


def test_nothing_changed_is_said(graph, run):
    """Two equal pairs differ in nothing; a day to compare with that is later is refused."""
    assert _differences(graph, AS_OF, None, AS_OF) == set()
    same = run("duties", FILE, "--as-of", AS_OF, "--since", AS_OF)
    assert (same.code, "Không có gì đổi." in same.out) == (0, True)
    assert run("duties", FILE, "--as-of", AS_OF, "--since", "2025-08-01").code == 2
    assert run("duties", FILE, "--as-of", AS_OF, "--known-at", "2025-08-40").code == 2
    with pytest.raises(ValueRefusedError):
        cakg.matrix(graph, as_of=AS_OF, known_at="2025-01-01", known_since="2025-02-01")


def without_hashes(page):
    """Return a page without the hashes of files and graphs in the data it carries."""
    return re.sub(r"[0-9a-f]{64}|(?<=\.ttl/)[0-9a-f]{12}", "", page)


def test_the_matrix_of_a_past_day_is_reproduced_byte_for_byte(tmp_path, run):
    """What is added to the records later does not change the matrix as it read, nor does asking twice.

    The page carries the records known then, and the hash of the file that they were read from.
    """
    grown = tmp_path / FILE.name
    text = FILE.read_text(encoding="utf-8")
    later = """
norm:4 a cakg:Obligation ; cakg:action "Việc 4"@vi ; cakg:statedIn instrument:ke-hoach ; cakg:deadline deadline:4 .
deadline:4 a cakg:UnstatedDeadline .
responsibility:4 a cakg:Responsibility ; cakg:ofNorm norm:4 ; cakg:bearer unit:tinh .
claim:4 a cakg:Claim ; cakg:about norm:4 ; cakg:recordedOn "2025-09-01"^^xsd:date .
"""
    grown.write_text(text + later, encoding="utf-8")
    arguments = ("--as-of", AS_OF, "--known-at", "2025-08-01")
    for format_ in ("html", "json", "csv"):
        old, again, new = (run("matrix", path, *arguments, "-f", format_) for path in (FILE, FILE, grown))
        assert old.code == 0
        assert old.out == again.out
        assert without_hashes(old.out) == without_hashes(new.out)
    assert "theo ghi nhận đến 01/08/2025" in run("matrix", grown, *arguments).out
    now = run("matrix", grown, "--as-of", AS_OF, "--known-at", "2025-09-01", "--known-since", "2025-08-01", "-f", "json")
    assert [(row["kind"], row["code"], row["cause"]) for row in json.loads(now.out)["changes"]] == [("added", "4", "newRecord")]
    page = run("matrix", grown, "--as-of", AS_OF, "--known-since", "2025-08-01", "--known-at", "2025-09-01").out
    assert "mới được ghi nhận" in page


DAYS = st.dates(date(2024, 12, 1), date(2025, 12, 31))


@settings(max_examples=25, deadline=None)
@given(DAYS, DAYS)
def test_knowledge_only_grows(graph, one, other):
    """What was known on a day is known later too, and looking back twice is looking back to the earlier day."""
    first, last = sorted((one, other))
    early, late = graph.known_on(first), graph.known_on(last)
    known = set(early.store)
    assert known <= set(late.store)
    assert set(late.known_on(first).store) == known
    assert set(early.known_on(last).store) == known


@settings(max_examples=15, deadline=None)
@given(DAYS, DAYS)
def test_the_same_two_days_give_the_same_bytes(graph, as_of, known_at):
    """Duties and targets of one pair of days are one text, also on a graph loaded anew."""
    once, again = graph, cakg.load(FILE)
    for ask in (cakg.duties, cakg.targets):
        texts = {cakg.render(ask(kg, as_of=as_of, known_at=known_at), "json") for kg in (once, again)}
        assert len(texts) == 1


def _told(**asked):
    changes = cakg.matrix(cakg.load(CHANGES), **asked).changes
    return {(row.kind, row.code, row.cause, row.record and row.record.rsplit("/")[-1], str(row.on)) for row in changes}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"since": "2024-05-31", "as_of": "2024-06-02"}, ("holder", "1", "transfer", "1", "2024-06-01")),
        ({"since": "2024-06-30", "as_of": "2024-07-01"}, ("holder", "2", "unitEnded", "cuc-c", "2024-06-30")),
        ({"known_since": "2024-07-14", "as_of": "2024-08-01"}, ("holder", "1", "newRecord", "1", "2024-07-15")),
        ({"known_since": "2024-07-14", "as_of": "2024-08-01"}, ("holder", "2", "newRecord", "cuc-c", "2024-07-16")),
        ({"known_since": "2024-07-14", "as_of": "2024-08-01"}, ("added", "4", "newRecord", "ke-hoach-2", "2024-07-15")),
        ({"known_since": "2024-07-14", "as_of": "2024-08-01"}, ("added", "5", "newRecord", "cuc-d", "2024-07-15")),
        ({"known_since": "2024-07-14", "as_of": "2024-08-01"}, ("deadline", "6", "newRecord", "6", "2024-07-15")),
    ],
)
def test_a_holder_and_a_row_changed_by_the_record_that_says_so(asked, expected):
    """A transfer, an end and what was recorded later are named with their day, never as a cause that is not told."""
    told = _told(**asked)
    assert expected in told
    assert "other" not in {cause for _, _, cause, _, _ in told}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (
            {"since": "2025-06-30", "as_of": "2025-07-01", "status": "unknown"},
            {("status", "3", "duePassed", "None", "2025-06-30")},
        ),
        (
            {"since": "2024-09-30", "as_of": "2024-10-02", "by": "2024-12-31"},
            {("deadline", "3", "extension", "3", "2024-10-01")},
        ),
        ({"since": "2024-05-31", "as_of": "2024-06-02", "unit": "Cục B"}, {("holder", "1", "transfer", "1", "2024-06-01")}),
        (
            {"since": "2024-06-30", "as_of": "2024-07-02", "unit": "Cục B"},
            {("holder", "2", "unitEnded", "cuc-c", "2024-06-30")},
        ),
    ],
)
def test_a_row_that_crossed_a_filter_is_told_by_what_changed(asked, expected):
    """A duty that came under a filter was not added: its status, time or holder changed."""
    assert {tuple(str(part) for part in row) for row in _told(**asked)} == expected


def test_a_unit_not_yet_recorded_had_no_duties():
    """Asked about a unit that was recorded later, everything it has was newly recorded."""
    told = _told(known_since="2024-07-14", as_of="2024-08-01", unit="Cục D")
    assert told == {("added", "5", "newRecord", "cuc-d", "2024-07-15")}


def test_a_past_day_states_nothing_false():
    """What was not recorded yet leaves no row without a source, a bearer or a time that the records do name."""
    graph = cakg.load(CHANGES)
    early = {duty.code: duty for duty in cakg.duties(graph, as_of="2024-08-01", known_at="2024-07-14")}
    assert sorted(early) == ["1", "2", "3", "6", "7"]
    assert all(duty.bearer and duty.statedIn for duty in early.values())
    for code in "67":
        assert (early[code].deadline.kind, early[code].deadline.notes) == (None, ("not-recorded",))
    late = {duty.code: duty for duty in cakg.duties(graph, as_of="2024-08-01")}
    assert sorted(late) == ["1", "2", "3", "4", "5", "6", "7"]
    assert {str(late[code].deadline.due) for code in "67"} == {"2026-12-31"}


UPPER_UNIT_ENDED = """
u:p a cakg:Unit ; cakg:unitKind kind:provincial-police ; cakg:existsTo "2025-06-30"^^xsd:date ; cakg:succeededBy u:q .
u:q a cakg:Unit ; cakg:unitKind kind:provincial-police .
u:w a cakg:Unit ; cakg:unitKind kind:commune-police ; cakg:parentUnit u:p .
p:p a cakg:Population ; cakg:unitKind kind:commune-police ; cakg:within u:p ; cakg:selection selection:all .
p:q a cakg:Population ; cakg:unitKind kind:commune-police ; cakg:within u:q ; cakg:selection selection:all .
n:1 a cakg:Obligation ; cakg:action "Việc 1"@vi . r:1 a cakg:Responsibility ; cakg:ofNorm n:1 ; cakg:bearer p:p .
n:2 a cakg:Obligation ; cakg:action "Việc 2"@vi . r:2 a cakg:Responsibility ; cakg:ofNorm n:2 ; cakg:bearer p:q .
"""


def test_the_end_of_an_upper_unit_is_the_cause_of_what_it_moves(turtle):
    """A class that ends with it, and a unit that comes under another and its class, are told by that end."""
    kg = cakg.load(turtle(UPPER_UNIT_ENDED))
    days = {"as_of": "2025-06-30"}, {"as_of": "2025-07-01"}
    for unit, change in ((None, ("holder", "1")), ("unit/w", ("added", "2"))):
        before, after = (cakg.duties(kg, unit, **day) for day in days)
        (found,) = compare(kg, before, after)
        assert (found.kind, found.code, found.cause, found.on) == (*change, "unitEnded", date(2025, 6, 30))


def test_the_end_of_an_upper_unit_recorded_later_is_the_cause_too(turtle):
    """On one day, known before and after that end was recorded, the record is what changed the answer."""
    claim = """
id:c a cakg:Claim ; cakg:about u:p ; cakg:claimedProperty cakg:existsTo ; cakg:claimedValue "2025-06-30"^^xsd:date ;
    cakg:recordedOn "2025-08-01"^^xsd:date .
"""
    kg = cakg.load(turtle(UPPER_UNIT_ENDED, claim))
    early, late = (cakg.duties(kg, "unit/w", as_of="2025-09-01", known_at=day) for day in ("2025-07-31", "2025-08-01"))
    (found,) = compare(kg, early, late)
    assert (found.kind, found.code, found.cause, found.on) == ("added", "2", "newRecord", date(2025, 8, 1))

"""Who must do what by when."""

import csv
import datetime as dt
import io
import json
import os
import subprocess
import sys
import zipfile
from datetime import date
from functools import partial

import pytest

import cakg
from cakg.errors import UnknownNameError, ValueRefusedError

DAY = "2024-12-01"
CONTRACT = {
    "norm", "code", "kind", "label", "deliverable", "step", "bearer", "holder", "path", "role", "modality", "modalVerb",
    "force", "deadline", "occurrence", "status", "statusBasis", "instrument", "utterance", "statedIn", "evidence",
}  # fmt: skip
WARD = """
u:bo a cakg:Unit ; skos:prefLabel "Bộ"@vi ; cakg:unitKind kind:ministry .
u:tinh a cakg:Unit ; skos:prefLabel "Công an tỉnh"@vi ; cakg:parentUnit u:bo ;
    cakg:unitKind kind:provincial-police .
u:phuong a cakg:Unit ; skos:prefLabel "Công an phường Một"@vi ; cakg:parentUnit u:tinh ;
    cakg:unitKind kind:ward-police .
p:phuong a cakg:Population ; skos:prefLabel "Công an các phường"@vi ;
    cakg:unitKind kind:ward-police ; cakg:within u:bo ;
    cakg:selection selection:SELECTION .
post:truong a cakg:Post ; skos:prefLabel "Trưởng Công an các phường"@vi ;
    cakg:headOf p:phuong .
"""


def _norm(number, bearer=None, extra=""):
    bond = f"cakg:bearer <https://w3id.org/cakg/id/{bearer}> ;" if bearer else ""
    return f"""
n:{number} a cakg:Obligation ; cakg:action "Việc {number}"@vi {extra} .
r:{number} a cakg:Responsibility ; {bond} cakg:ofNorm n:{number} .
"""


def _codes(found):
    return [duty.code for duty in found]


def test_a_unit_gets_its_own_duties_those_of_its_classes_and_of_their_heads(graph):
    """A ward sees what binds it, all wards and the heads of all wards, each with how it was reached."""
    kg = graph(
        WARD.replace("SELECTION", "all")
        + _norm("1", "unit/phuong")
        + _norm("2", "population/phuong")
        + _norm("3", "post/truong")
    )
    found = cakg.duties(kg, "Công an phường Một", as_of=DAY)
    assert {duty.code: [step.step for step in duty.path] for duty in found} == {
        "1": ["direct"],
        "2": ["population"],
        "3": ["population", "post"],
    }
    assert {duty.holder.label for duty in found} == {"Công an phường Một"}
    assert "người đứng đầu" in found[2].path[-1].basis


def test_a_class_never_gets_the_duties_of_its_members(graph):
    """Asking for all wards leaves out what binds one ward."""
    kg = graph(WARD.replace("SELECTION", "all") + _norm("1", "unit/phuong") + _norm("2", "population/phuong"))
    assert _codes(cakg.duties(kg, "Công an các phường", as_of=DAY)) == ["2"]


@pytest.mark.parametrize("selection", ["chosen", "unknown"])
def test_a_class_of_chosen_units_contains_none_by_definition(graph, selection):
    """Whether a ward was chosen is not known from the definition, so its duties are not given to it."""
    kg = graph(WARD.replace("SELECTION", selection) + _norm("2", "population/phuong"))
    assert _codes(cakg.duties(kg, "Công an phường Một", as_of=DAY)) == []


def test_a_unit_outside_the_range_of_a_class_is_not_in_it(graph):
    """A ward that is not under the ministry of the class does not get its duties."""
    kg = graph(
        WARD.replace("SELECTION", "all").replace("cakg:parentUnit u:tinh", 'skos:note "x"@vi') + _norm("2", "population/phuong")
    )
    assert _codes(cakg.duties(kg, "Công an phường Một", as_of=DAY)) == []


def test_a_norm_without_responsibility_or_bearer_is_still_a_row(graph):
    """Nobody named is shown as nobody, not left out."""
    turtle = 'n:9 a cakg:Obligation ; cakg:action "Việc 9"@vi .' + _norm("8")
    assert [(duty.code, duty.bearer, duty.holder) for duty in cakg.duties(graph(turtle), as_of=DAY)] == [
        ("8", None, None),
        ("9", None, None),
    ]


def _deadline(class_, properties=""):
    return f"; cakg:deadline d:1 . d:1 a cakg:{class_} {properties}"


DUE = '; cakg:dueBy "2025-12-31"^^xsd:date'


@pytest.mark.parametrize(
    ("class_", "properties", "as_of", "status"),
    [
        ("FixedDeadline", DUE, "2025-12-31", "openInTime"),
        ("FixedDeadline", DUE, "2026-01-01", "unknown"),
        ("PeriodDeadline", DUE, "2024-06-01", "openInTime"),
        ("WindowDeadline", DUE, "2027-06-01", "unknown"),
        ("ContinuousDuty", "", "2030-01-01", "continuous"),
        ("UnstatedDeadline", "", "2030-01-01", "undated"),
        ("RelativeDeadline", "", "2030-01-01", "undated"),
    ],
)
def test_silence_is_never_overdue(graph, class_, properties, as_of, status):
    """Before the day a silent duty is open, after it unknown, and without a day it is undated or continuous."""
    kg = graph(_norm("1", None, _deadline(class_, properties)))
    assert [duty.status for duty in cakg.duties(kg, as_of=as_of)] == [status]


def test_a_date_filter_counts_what_it_leaves_out(graph):
    """Undated duties do not vanish silently behind --by."""
    kg = graph(_norm("1", None, _deadline("FixedDeadline", DUE)) + _norm("2"))
    found = cakg.duties(kg, by="31/12/2025", as_of=DAY)
    assert (_codes(found), found.undated) == (["1"], 1)
    assert _codes(cakg.duties(kg, from_="2026-01-01", as_of=DAY)) == []


def test_days_asked_for_backwards_are_refused(run):
    """From after by is a slip, not an empty answer."""
    done = run("duties", "--as-of", DAY, "--from", "2026-01-01", "--by", "2025-12-31")
    assert (done.code, done.out, len(done.err.splitlines())) == (2, "", 1)
    assert "01/01/2026" in done.err
    assert run("matrix", "--as-of", DAY, "--from", "2026-01-01", "--by", "2025-12-31").code == 2


def test_a_statement_made_later_is_not_yet_a_duty(graph):
    """A duty of an instrument issued after the day asked for is not a row; on its day it is."""
    turtle = _norm("1", None, "; cakg:statedIn i:x") + (
        'i:x a cakg:Instrument ; cakg:number "1/KH-X" ; cakg:issuedOn "2025-05-05"^^xsd:date .'
    )
    kg = graph(turtle)
    assert _codes(cakg.duties(kg, as_of="2025-05-04")) == []
    (duty,) = cakg.duties(kg, as_of="2025-05-05")
    assert str(duty.authority) == "1/KH-X"
    assert duty.utterance is None


def test_a_holder_that_has_ended_is_unresolved(kg):
    """After 1 March 2025 the duties of district police have no determined holder, and the answer says so."""
    before = cakg.duties(kg, "Công an cấp huyện", as_of="2025-02-28")
    after = cakg.duties(kg, "Công an cấp huyện", as_of="2025-03-01")
    own = [duty for duty in after if duty.holder.label == "Công an cấp huyện"]
    assert own
    assert {duty.holder.certainty for duty in before} == {"certain"}
    assert {duty.holder.certainty for duty in own} == {"unresolved"}
    assert {item.norm for item in after.unresolved} == {duty.norm for duty in own}


def test_calls_and_wishes_are_counted_not_listed(kg):
    """A call is no duty, but asking for its force shows it."""
    found = cakg.duties(kg, as_of="2026-11-22")
    assert found.calls > 0
    assert not {duty.modality for duty in found} & {"call", "wish"}
    assert {duty.modality for duty in cakg.duties(kg, as_of="2026-11-22", force="phấn đấu")} >= {"call", "wish"}


def test_filters_take_codes_labels_and_letters(kg):
    """Role and force are understood as code, Vietnamese label with or without accents, or letters."""
    by_code = _codes(cakg.duties(kg, as_of=DAY, role="advise"))
    assert by_code
    assert by_code == _codes(cakg.duties(kg, as_of=DAY, role="tham mưu")) == _codes(cakg.duties(kg, as_of=DAY, role="TM"))
    assert by_code == _codes(cakg.duties(kg, as_of=DAY, role="tham muu"))
    assert {duty.status for duty in cakg.duties(kg, as_of=DAY, status="thường xuyên")} == {"continuous"}


def test_a_document_filter_finds_what_the_document_states_or_is_carried_out_by(kg):
    """Circular 09 is reached by its number, with or without accents and spaces."""
    found = _codes(cakg.duties(kg, as_of=DAY, document="09/2024/TT-BCA"))
    assert found
    assert found == _codes(cakg.duties(kg, as_of=DAY, document="9/2024/tt- bca"))


@pytest.mark.parametrize("name", ["công an các địa phương", "cong an cac dia phuong", "population/cong-an-cac-dia-phuong"])
def test_names_are_found_without_accents_or_by_short_iri(kg, name):
    """All spellings of one name give the same rows."""
    assert _codes(cakg.duties(kg, name, as_of=DAY)) == _codes(cakg.duties(kg, "Công an các địa phương", as_of=DAY))


@pytest.mark.parametrize(
    "filters",
    [{"unit": "Công an tình Hà Gang"}, {"role": "chủ trỉ x"}, {"document": "4242/KH"}, {"force": "x"}, {"status": "x"}],
)
def test_unknown_names_are_refused_with_the_nearest(kg, filters):
    """Nothing is guessed from a name that the graph does not have."""
    with pytest.raises(UnknownNameError):
        cakg.duties(kg, as_of=DAY, **filters)


def test_impossible_days_are_refused(kg):
    """31 February is no day."""
    with pytest.raises(ValueRefusedError, match="31/02/2024"):
        cakg.duties(kg, as_of="31/02/2024")


def test_json_follows_the_contract(run):
    """Keys and types are those of the contract; nothing is missing and dates are ISO."""
    done = run("duties", "--unit", "Công an các địa phương", "--as-of", DAY, "-f", "json")
    assert done.code == 0
    answer = json.loads(done.out)
    assert {"asOf", "exampleData", "sources", "undated", "unresolved", "duties"} <= set(answer)
    assert (answer["asOf"], answer["exampleData"]) == (DAY, True)
    assert answer["duties"]
    for duty in answer["duties"]:
        assert set(duty) >= CONTRACT
        assert set(duty["deadline"]) >= {"kind", "stated", "precision", "start", "earliest", "due", "rule"}
        assert set(duty["bearer"]) == {"iri", "label", "basis"}
        assert set(duty["holder"]) == {"iri", "label", "certainty"}
        assert duty["path"][0].keys() == {"step", "iri", "date", "basis", "certainty"}
        assert set(duty["label"]) == {"vi", "en"}
        assert duty["occurrence"] is None
        assert {item["supports"] for item in duty["evidence"]} >= {"action"}
        for item in duty["evidence"]:
            assert set(item) == {"source", "sha256", "start", "end", "line", "supports"}
            assert 0 <= item["start"] < item["end"]
        if duty["utterance"]:
            assert set(duty["utterance"]) == {"iri", "speakerPost", "onBehalfOf", "occasion", "date"}
        if duty["deadline"]["due"]:
            date.fromisoformat(duty["deadline"]["due"])


def test_the_same_day_gives_the_same_bytes(run):
    """No timestamp, no unstable order."""
    first, second = (run("duties", "--as-of", DAY, "-f", "json").out for _ in range(2))
    assert first == second


def test_csv_has_the_rows_of_json_and_marks_example_data(run):
    """The flat form loses no row, and says in every row that it is example data."""
    rows = list(csv.DictReader(io.StringIO(run("duties", "--as-of", DAY, "-f", "csv").out)))
    raw = list(csv.DictReader(io.StringIO(run("duties", "--as-of", DAY, "-f", "csv-raw").out)))
    assert len(rows) == len(raw) == len(json.loads(run("duties", "--as-of", DAY, "-f", "json").out)["duties"])
    assert {row["Dữ liệu"] for row in rows} == {row["exampleData"] for row in raw} == {"dữ liệu mẫu"}


def test_a_norm_that_no_longer_applies_is_no_row(graph):
    """After its last day a norm is kept in the graph but is nobody's duty."""
    kg = graph(_norm("1", None, '; cakg:validTo "2024-11-30"^^xsd:date'))
    assert _codes(cakg.duties(kg, as_of="2024-11-30")) == ["1"]
    assert _codes(cakg.duties(kg, as_of="2024-12-01")) == []


def test_two_stated_times_are_two_rows(graph):
    """Where sources differ on the time, neither is chosen and none is lost."""
    second = _deadline("FixedDeadline", '; cakg:dueBy "2024-12-31"^^xsd:date').replace("d:1", "d:2")
    kg = graph(_norm("1", None, _deadline("FixedDeadline", DUE)) + f"n:1 {second.lstrip('; ')} .")
    assert [str(duty.deadline.due) for duty in cakg.duties(kg, as_of=DAY)] == ["2024-12-31", "2025-12-31"]


@pytest.mark.parametrize("filters", [{"unit": ""}, {"role": ""}, {"document": ""}, {"force": ""}, {"status": ""}])
def test_an_empty_name_is_not_everything(kg, filters):
    """A forgotten value is refused; it never means all."""
    with pytest.raises(UnknownNameError):
        cakg.duties(kg, as_of=DAY, **filters)


def test_classes_of_chosen_units_are_named_beside_the_answer(kg):
    """Asked for all ward police, the answer says that some duties are for chosen wards only."""
    found = cakg.duties(kg, "Công an phường", as_of=DAY)
    assert found.chosen == ("Công an các phường được lựa chọn xây dựng kiểu mẫu",)
    assert not {duty.bearer.label for duty in found} & set(found.chosen)


def test_directors_of_provincial_police_head_no_ward(kg):
    """The personal duties of directors reach provincial police and nobody below."""
    for name in ("Công an phường", "Công an cấp xã", "Công an cấp huyện"):
        assert not [duty for duty in cakg.duties(kg, name, as_of=DAY) if "Giám đốc" in duty.bearer.label]
    assert [duty for duty in cakg.duties(kg, "Công an tỉnh Nghệ An", as_of=DAY) if "Giám đốc" in duty.bearer.label]


def test_zero_rows_are_an_answer(run):
    """No duty that fits is no error."""
    done = run("duties", "--from", "2099-01-01", "--as-of", DAY)
    assert done.code == 0
    assert "Không có dòng nào" in done.out


def test_an_answer_emptied_by_a_filter_says_what_it_left_out(run, tmp_path):
    """That nothing fits is said only where nothing was left out."""
    filtered = run("duties", "--from", "2099-01-01", "--as-of", DAY)
    assert "không nêu nhiệm vụ nào" not in filtered.out
    dutiless = tmp_path / "dutiless.ttl"
    dutiless.write_text("<https://w3id.org/cakg/id/unit/x> a <https://w3id.org/cakg/ontology#Unit> .", encoding="utf-8")
    nothing = run("duties", dutiless, "--from", "2099-01-01", "--as-of", DAY)
    assert "không nêu nhiệm vụ nào" in nothing.out
    one = run("duties", "--document", "002-05", "--as-of", DAY, "--lang", "en")
    assert "\n1 row of duties\n" in one.out


@pytest.mark.parametrize("asked", [("--from", "2099-01-01"), ("--by", "2025-12-31")], ids=["no row", "some rows"])
@pytest.mark.parametrize("format_", ["table", "json", "csv", "xlsx"])
def test_what_is_left_out_is_said_once(run, tmp_path, asked, format_):
    """A table says it in the place of its rows, where it has none; else it stands on stderr, beside what a program or a file takes."""
    done = run("duties", *asked, "--as-of", DAY, "-f", format_, *(("-o", tmp_path / "out") if format_ == "xlsx" else ()))
    in_place = format_ == "table" and "--from" in asked
    said, silent = (done.out, done.err) if in_place else (done.err, done.out)
    assert said.count("không rõ ngày bị bộ lọc ngày để ngoài") == 1
    assert "để ngoài" not in silent
    filed = run("duties", *asked, "--as-of", DAY, "-f", "table", "-o", tmp_path / "out.txt")
    assert filed.err.count("không rõ ngày bị bộ lọc ngày để ngoài") == 1


TIMES = """
n:1 a cakg:Obligation ; cakg:action "Thường xuyên"@vi ; cakg:deadline [ a cakg:ContinuousDuty ; cakg:statedText "thường xuyên" ] .
n:2 a cakg:Obligation ; cakg:action "Không nêu hạn"@vi .
n:3 a cakg:Obligation ; cakg:action "Hằng tháng"@vi ;
    cakg:deadline [ a cakg:RecurringDeadline ; cakg:statedText "hằng tháng" ; cakg:recurrenceRule "FREQ=MONTHLY" ] .
n:4 a cakg:Obligation ; cakg:action "Định kỳ"@vi ; cakg:deadline [ a cakg:RecurringDeadline ; cakg:statedText "định kỳ" ] .
"""


def test_what_recurs_or_goes_on_is_not_said_to_be_undated(graph, run, tmp_path):
    """Left out by a date filter, each row is counted once, as what it is: without a date, recurring, or going on all the time."""
    kg = graph(TIMES)
    for found in (cakg.duties(kg, as_of=DAY, from_="2025-02-01"), cakg.matrix(kg, as_of=DAY, from_="2025-02-01")):
        assert (found.undated, found.unbounded, found.recurring, found.continuous) == (4, 1, 1, 1)
    told = run("duties", tmp_path / "data.ttl", "--from", "2025-02-01", "--as-of", DAY).out
    for words in (
        "1 dòng không rõ ngày",
        "1 việc định kỳ chưa tính",
        "1 việc định kỳ không tính",
        "1 việc thường xuyên không có",
    ):
        assert told.count(words) == 1
    asked = run("duties", tmp_path / "data.ttl", "--from", "2025-02-01", "--as-of", DAY, "-f", "json")
    assert {"undated": 4, "recurring": 1, "continuous": 1}.items() <= json.loads(asked.out).items()
    undecided = cakg.duties(kg, as_of=DAY, status="overdue").undecided
    assert undecided == {"timeless": 1, "turnless": 1, "untold": 1}


def test_a_time_of_one_day_is_one_day(graph, run, tmp_path):
    """A period that begins and ends on the same day is not printed as from that day to that day."""
    one = 'cakg:startsOn "2026-12-14"^^xsd:date ; cakg:dueBy "2026-12-14"^^xsd:date'
    kg = graph(f'n:1 a cakg:Obligation ; cakg:action "Trực"@vi ; cakg:deadline [ a cakg:WindowDeadline ; {one} ] .')
    told = run("duties", tmp_path / "data.ttl", "--as-of", DAY).out
    assert told.count("14/12/2026") == 2  # the day, and the status that it is not yet over
    assert "14/12/2026 –" not in told + cakg.render(cakg.duties(kg, as_of=DAY), "html")


SILENT = """
n:1 a cakg:Obligation ; cakg:action "Đã qua"@vi ; cakg:deadline [ a cakg:FixedDeadline ; cakg:dueBy "2024-12-31"^^xsd:date ] .
n:2 a cakg:Obligation ; cakg:action "Không nêu hạn"@vi .
n:3 a cakg:Obligation ; cakg:action "Hằng tháng"@vi ;
    cakg:deadline [ a cakg:RecurringDeadline ; cakg:recurrenceRule "FREQ=MONTHLY" ; cakg:startsOn "2024-01-31"^^xsd:date ] .
n:4 a cakg:Obligation ; cakg:action "Chưa đến hạn"@vi ; cakg:deadline [ a cakg:FixedDeadline ; cakg:dueBy "2026-12-31"^^xsd:date ] .
"""


def test_a_status_that_cannot_be_told_is_counted_not_passed_over(graph, run, tmp_path):
    """No row is overdue by what is known, but each that may be is counted by its reason; nothing says that there is none."""
    found = cakg.duties(graph(SILENT), as_of="2025-01-15", status="overdue")
    assert (len(found), found.undecided) == (0, {"past": 1, "timeless": 1, "turnless": 1})
    assert cakg.duties(graph(SILENT), as_of="2025-01-15", status="openInTime").undecided == {"timeless": 1, "turnless": 1}
    assert not cakg.duties(graph(SILENT), as_of="2025-01-15", status="unknown").undecided
    told = run("duties", tmp_path / "data.ttl", "--status", "overdue", "--as-of", "2025-01-15").out
    assert "1 dòng đã qua ngày nhưng chưa rõ kết quả; xem bằng --status unknown" in told
    turns = cakg.duties(graph(SILENT), as_of="2025-01-15", status="overdue", from_="2024-11-01", by="2025-01-14")
    assert turns.undecided == {"past": 3, "timeless": 1}


def test_an_empty_answer_says_why_in_every_form(graph):
    """Page, papers, calendar and notebook carry the sentence, without the options of a command line."""
    kg = graph(SILENT)
    for found in (cakg.duties(kg, as_of="2025-01-15", status="overdue"), cakg.matrix(kg, as_of="2025-01-15", status="overdue")):
        assert "1 dòng chưa rõ hạn" in found._repr_html_()
        assert "<table" not in found._repr_html_()
        assert "1 dòng chưa rõ hạn" in cakg.render(found, "html")
        assert b"--status" not in cakg.render(found, "html").encode()
        described = cakg.render(found, "ics").decode().replace("\r\n ", "")
        assert "1 dòng chưa rõ hạn" in described
        assert "--status" not in described
        for name in ("xlsx", "docx"):
            with zipfile.ZipFile(io.BytesIO(cakg.render(found, name))) as parts:
                words = "".join(parts.read(part).decode() for part in parts.namelist() if part.endswith(".xml"))
            assert "1 dòng chưa rõ hạn" in words
            assert "--status" not in words
    assert "Không có chỉ tiêu nào" in cakg.targets(kg, as_of="2025-01-15")._repr_html_()


def test_a_row_is_proved_by_the_same_spans_whoever_is_asked_about(graph):
    """Also a span that two sources place differently has the same place in the answer for all as in that for one."""
    kg = graph(
        """
        n:a a cakg:Obligation ; cakg:action "Báo cáo"@vi ; cakg:evidencedBy id:span-2 , id:span-1 .
        r:a a cakg:Responsibility ; cakg:ofNorm n:a ; cakg:bearer u:a ; cakg:evidencedBy id:span-3 .
        u:a a cakg:Unit ; skos:prefLabel "Đơn vị A"@vi .
        id:span-1 oa:hasSource id:file-a ; oa:hasSelector id:at-1 ; cakg:line 3 .
        id:span-2 oa:hasSource id:file-b , id:file-a ; oa:hasSelector id:at-2 , id:at-1 ; cakg:line 7 , 5 .
        id:span-3 oa:hasSource id:file-a ; oa:hasSelector id:at-0 .
        id:at-1 oa:start 10 ; oa:end 20 . id:at-2 oa:start 4 ; oa:end 8 . id:at-0 oa:start 1 .
        id:file-a cakg:fileName "a.txt" ; cakg:sha256 "aa" . id:file-b cakg:fileName "b.txt" ; cakg:sha256 "bb" .
        """
    )
    (row,) = cakg.duties(kg, as_of=DAY)
    assert [(span.source, span.start, span.line) for span in row.evidence] == [("a.txt", 10, 3), ("a.txt", 10, 5)]
    (same,) = cakg.duties(kg, "Đơn vị A", as_of=DAY)
    assert same.evidence == row.evidence


def test_everybody_for_whom_somebody_spoke_is_named(kg):
    """The deputy minister spoke for the Party Committee and for the ministry; a time is taken for its day."""
    found = cakg.duties(kg, document="003-03", as_of=dt.datetime(2024, 12, 1, 8, 30, tzinfo=dt.UTC))
    assert [duty.utterance.onBehalfOf for duty in found] == ["Bộ Công an; Đảng ủy Công an Trung ương"]
    with pytest.raises(ValueRefusedError):
        cakg.duties(kg, as_of=20241201)


def test_what_the_system_refuses_to_write_is_no_fault_of_ours(tmp_path):
    """A file that may not grow: told in one line, and nobody is asked to report a bug."""
    resource = pytest.importorskip("resource", reason="limits of files are those of Unix")
    command = [sys.executable, "-m", "cakg", "duties"]
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (100, 100))
    env = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}  # it loses what was written in part
    with (tmp_path / "a.txt").open("wb") as file:
        done = subprocess.run(command, stdout=file, stderr=subprocess.PIPE, env=env, check=False, preexec_fn=limit)
    assert done.returncode == 2
    assert done.stderr.decode().splitlines()[-1].startswith("không ghi được: ")

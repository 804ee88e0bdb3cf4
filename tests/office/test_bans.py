"""Prohibitions and permissions: wherever people read them they are never told as work to be carried out."""

import io

import docx
import icalendar
import openpyxl
import pytest

import cakg

DAY = "2024-12-01"
DATA = """
i:p a cakg:Instrument ; skos:prefLabel "Kế hoạch"@vi ; cakg:number "7/KH-A" ; cakg:issuedOn "2024-01-10"^^xsd:date .
u:a a cakg:Unit ; skos:prefLabel "Cục A"@vi .
n:1 a cakg:Prohibition ; cakg:action "Cung cấp tài liệu cho báo chí"@vi ; cakg:statedIn i:p ; cakg:deadline d:1 ;
    cakg:modality <https://w3id.org/cakg/vocab/modality/prohibition> .
d:1 a cakg:FixedDeadline ; cakg:statedText "đến hết ngày 31/12/2024" ; cakg:dueBy "2024-12-31"^^xsd:date .
r:1 a cakg:Responsibility ; cakg:ofNorm n:1 ; cakg:bearer u:a ; cakg:role <https://w3id.org/cakg/vocab/role/implement> .
n:2 a cakg:Permission ; cakg:action "Thuê chuyên gia"@vi ; cakg:statedIn i:p .
r:2 a cakg:Responsibility ; cakg:ofNorm n:2 ; cakg:bearer u:a ; cakg:role <https://w3id.org/cakg/vocab/role/implement> .
n:3 a cakg:Obligation ; cakg:action "Lập danh sách"@vi ; cakg:statedIn i:p ; cakg:deadline d:1 .
r:3 a cakg:Responsibility ; cakg:ofNorm n:3 ; cakg:bearer u:a ; cakg:role <https://w3id.org/cakg/vocab/role/implement> .
"""
BAN, MAY = "[điều cấm] Cung cấp tài liệu cho báo chí", "[quyền] Thuê chuyên gia"


@pytest.fixture(scope="module")
def data_file(turtle):
    """A ban until a day, a permission, and a duty due on the same day."""
    return turtle(DATA)


@pytest.fixture(scope="module")
def data(data_file):
    """The same as a graph."""
    return cakg.load(data_file)


def _read(value, format_, lang="vi"):
    """Return everything that people read in a file."""
    made = cakg.render(value, format_, lang=lang)
    if format_ == "docx":
        document = docx.Document(io.BytesIO(made))
        return "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    if format_ == "xlsx":
        sheets = openpyxl.load_workbook(io.BytesIO(made)).worksheets
        return "\n".join(str(cell) for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row if cell)
    return made


@pytest.mark.parametrize("format_", ["table", "csv", "docx", "xlsx", "html"])
def test_what_is_forbidden_or_allowed_says_so_before_the_action(data, format_):
    """In every form that people read, and no status tells of it as of work that is not finished."""
    for lang, marks in (
        ("vi", (BAN, MAY)),
        ("en", (BAN.replace("điều cấm", "prohibition"), MAY.replace("quyền", "permission"))),
    ):
        said = _read(cakg.duties(data, as_of=DAY, lang=lang), format_, lang)
        joined = " ".join(said.split())
        assert all(mark in joined for mark in marks)
        assert "[điều cấm] Lập" not in joined
    only = _read(cakg.duties(data, as_of=DAY, document="1"), format_)
    assert BAN in " ".join(only.split())
    assert "chưa hoàn thành" not in only
    assert "chưa có bằng chứng" not in only


@pytest.mark.parametrize("format_", ["csv", "docx", "xlsx"])
def test_the_matrix_as_a_file_says_so_too(data, format_):
    """Its sheet, its annex and its lines."""
    said = _read(cakg.matrix(data, as_of=DAY), format_)
    assert (BAN in said, MAY in said, "Lập danh sách" in said) == (True, True, True)


def test_a_proof_says_what_is_forbidden(run, data_file):
    """In its title and beside who it binds, not that anything is unfinished."""
    title, *lines = run("why", "1", data_file, "--as-of", DAY).out.split("\n")
    assert title == BAN
    assert any(line.endswith(f"1  {BAN}: Cục A · thực hiện · không nêu căn cứ xác định chủ thể") for line in lines)
    assert "chưa hoàn thành" not in "\n".join(lines)


def test_the_shipped_ban_is_not_negated_twice(kg):
    """Its action is worded as a negative: the mark beside it negates nothing."""
    row = next(row for row in cakg.duties(kg, as_of=DAY) if row.code == "001-27")
    told = " ".join(cakg.render(cakg.duties(kg, as_of=DAY, document=row.norm), "table").split())
    assert "[điều cấm] Không lợi dụng vị trí công tác" in told


def test_a_calendar_leaves_out_what_nobody_carries_out(data, data_file, run):
    """No entry and no alarm for a ban or a permission; the file and the terminal count them apart from what has no day."""
    calendar = icalendar.Calendar.from_ical(cakg.render(cakg.duties(data, as_of=DAY), "ics"))
    assert [str(event["SUMMARY"]) for event in calendar.walk("VEVENT")] == ["3 Lập danh sách · Cục A"]
    left = "0 dòng không có ngày nên không nằm trong lịch; 2 dòng là điều cấm hoặc quyền"
    assert str(calendar["DESCRIPTION"]).startswith(left)
    assert left in run("duties", data_file, "--as-of", DAY, "-f", "ics").err


def test_a_unit_with_nothing_but_bans_gets_no_calendar(turtle, run, tmp_path):
    """One file for each unit that has an entry: an empty calendar helps nobody."""
    lone = turtle(
        DATA + 'u:b a cakg:Unit ; skos:prefLabel "Cục B"@vi . r:4 a cakg:Responsibility ; cakg:ofNorm n:1 ; cakg:bearer u:b .'
    )
    done = run("duties", lone, "--as-of", DAY, "--each-unit", "-f", "ics", "-o", tmp_path / "lịch")
    assert done.code == 0, done.err
    assert len(list((tmp_path / "lịch").iterdir())) == 1


def test_bans_and_permissions_are_counted_apart(data, islands):
    """Under the list on a terminal and on the page: what is to be done is a number of its own."""
    assert cakg.render(cakg.duties(data, as_of=DAY), "table").endswith("1 dòng nhiệm vụ, 1 điều cấm, 1 quyền\n")
    page, _, text = islands(cakg.render(cakg.matrix(data, as_of=DAY), "html"))
    assert [text(note) for note in page["notes"]] == ["1 nhiệm vụ, 0 chỉ tiêu", "1 điều cấm", "1 quyền"]


def test_what_became_of_a_ban_says_that_it_is_one(graph):
    """In the list of what changed and in a reorganisation that is tried out."""
    kg = graph(DATA)
    changed = cakg.render(cakg.matrix(kg, as_of=DAY, since="2024-01-01").changes, "csv")
    assert (BAN in changed, MAY in changed) == (True, True)


def test_the_fields_for_programs_stay_as_they_are(data):
    """The action, the kind and the modality are fields of their own: JSON and csv-raw mark nothing."""
    found = cakg.duties(data, as_of=DAY)
    assert {row["label"]["vi"] for row in found.as_dict()["duties"]} == {row.label for row in found}
    for format_ in ("json", "csv-raw"):
        assert "[điều cấm]" not in cakg.render(found, format_)
        assert "openInTime" in cakg.render(found, format_)

"""What moved a day, what recurs, to whom a duty passed and why there is none: told alike in every file."""

import csv
import io
import json
import re

import docx
import icalendar
import openpyxl
import pyarrow.parquet
import pytest
from recorded_deadlines import BEFORE, MONTHLY, PLAN, extension, norm

import cakg
from cakg.table import Table

DAY = "2025-10-01"
RULE = "quy tắc đọc: trước ngày là hết hôm trước"
UNITS = """
u:a a cakg:Unit ; skos:prefLabel "status"@vi ; cakg:existsTo "2024-06-30"^^xsd:date ; cakg:succeededBy u:b .
u:b a cakg:Unit ; skos:prefLabel "Cục B"@vi . u:twin a cakg:Unit ; skos:prefLabel "status"@vi .
r:1 a cakg:Responsibility ; cakg:ofNorm n:1 ; cakg:bearer u:a ; cakg:role role:lead .
r:2 a cakg:Responsibility ; cakg:ofNorm n:1 ; cakg:bearer u:a ; cakg:role role:report .
r:3 a cakg:Responsibility ; cakg:ofNorm n:1 ; cakg:bearer u:twin ; cakg:role role:cooperate .
n:1 a cakg:Obligation ; cakg:action "Việc"@vi ; cakg:statedIn i:kh .
i:kh a cakg:Instrument ; cakg:number "1/KH" ; cakg:issuedOn "2024-01-01"^^xsd:date .
"""
ROLES = """@prefix role: <https://w3id.org/cakg/vocab/role/> .
@prefix secrecy: <https://w3id.org/cakg/vocab/secrecy/> .
"""


def _raw(value):
    return list(csv.DictReader(io.StringIO(cakg.render(value, "csv-raw"), newline="")))


def _sheet(value, name):
    _, heads, *rows = openpyxl.load_workbook(io.BytesIO(cakg.render(value, "xlsx")))[name].iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def test_what_recurs_has_its_rule_and_its_status(graph):
    """The rule that moved the day of each turn stands in the calendar, on every sheet and in the table; so does that it recurs."""
    found = cakg.duties(graph(norm(MONTHLY, extra=PLAN)), as_of=DAY)
    (event,) = icalendar.Calendar.from_ical(cakg.render(found, "ics")).walk("VEVENT")
    assert RULE in event["DESCRIPTION"]
    assert "Tình trạng: định kỳ" in event["DESCRIPTION"]
    assert event["CATEGORIES"].to_ical().decode() == "định kỳ"
    for name in ("Phụ lục", "Chi tiết"):
        (row,) = _sheet(found, name)
        assert (row["Cách đọc thời hạn"], row["Tình trạng"]) == (RULE, "định kỳ")
    assert "quy tắc đọc:" in cakg.render(found, "table")


def test_an_extension_is_a_field_for_programs(graph):
    """The day that the rule gives stands beside the day due, with the decision; level, result and recurrence are fields too."""
    kg = graph(norm(BEFORE, extra=PLAN) + extension("2026-03-31", issued="2025-06-10"))
    for value in (cakg.duties(kg, as_of=DAY), cakg.matrix(kg, as_of=DAY)):
        (row,) = _raw(value)
        wanted = {
            "due": "2026-03-31", "dueByRule": "2025-12-14", "rule": "beforeMeansDayBefore", "rules": "beforeMeansDayBefore",
            "extendedBy": "1/QĐ-BCA", "extendedOn": "2025-06-10", "norm": "https://w3id.org/cakg/id/việc-1",
        }  # fmt: skip
        assert {name: row[name] for name in wanted} == wanted
        kept = pyarrow.parquet.read_table(io.BytesIO(cakg.render(value, "parquet"))).to_pylist()
        assert str(kept[0]["dueByRule"]) == "2025-12-14"
    assert "<td>1/QĐ-BCA</td>" in cakg.matrix(kg, as_of=DAY)._repr_html_()
    (row,) = _raw(cakg.matrix(graph(norm(MONTHLY, extra=PLAN)), as_of=DAY))
    assert (row["recurrence"], row["recurrenceBasis"]) == ("FREQ=MONTHLY;BYMONTHDAY=19", "fixedSequence")


def test_fields_of_duties_and_matrix_have_the_same_names(kg):
    """Whatever the matrix says of a duty is called as in the list, and has the same value; levels of targets are there."""
    listed, laid = (_raw(value) for value in (cakg.duties(kg, as_of=DAY), cakg.matrix(kg, as_of=DAY)))
    names = [name for name in cakg.duties(kg, as_of=DAY).columns if name in laid[0] and not name.startswith("status")]
    assert {"level", "deliverable", "start", "rule", "norm", "step"} <= set(names)
    rows = {tuple(row[name] for name in names) for row in listed}
    assert {tuple(row[name] for name in names) for row in laid} == rows
    assert any(row["level"] for row in laid)


def test_no_two_columns_have_one_name(graph):
    """A unit called like a field, or like another unit, has a number after its name in every form for programs."""
    grid = cakg.matrix(graph(ROLES, UNITS), as_of=DAY)
    heads = next(csv.reader(io.StringIO(cakg.render(grid, "csv-raw"), newline="")))
    assert len(set(heads)) == len(heads)
    assert heads[-2:] == ["status (2)", "status (3)"]
    assert list(grid.to_pandas().columns) == heads
    table = Table(("a", "a", "secrecy"), (("1", "2", "3"),), example_data=True)
    assert next(csv.reader(io.StringIO(cakg.render(table, "csv-raw")))) == ["a", "a (2)", "secrecy", "exampleData"]


def test_a_unit_called_as_a_field_or_a_mark_keeps_the_field_and_the_mark(graph):
    """In both forms of CSV the unit has a number after its name, and the file still says how secret it is under the usual head."""
    units = UNITS.replace('"status"@vi ; cakg:existsTo', '"secrecy"@vi ; cakg:existsTo').replace('"status"', '"Tình trạng"')
    grid = cakg.matrix(graph(ROLES, units.replace('"1/KH"', '"1/KH" ; cakg:secrecy secrecy:secret')), as_of=DAY)
    raw, spoken = (cakg.render(grid, form).splitlines() for form in ("csv-raw", "csv"))
    heads = next(csv.reader(raw))
    assert heads[-3:] == ["secrecy (2)", "Tình trạng", "secrecy"]
    assert next(csv.DictReader(raw))["secrecy"] == "secret"
    heads = next(csv.reader(spoken))
    assert len(set(heads)) == len(heads)
    assert {"Tình trạng", "Tình trạng (2)"} <= set(heads)


@pytest.mark.parametrize("asked", [{}, {"unit": "Cục B"}])
def test_the_matrix_says_who_holds_what_passed_on(graph, asked):
    """On the sheet and in CSV the cell names the successor and the head the body that ended, also where only the successor was asked for."""
    grid = cakg.matrix(graph(ROLES, UNITS), as_of=DAY, **asked)
    head, cell = "status (đã kết thúc hoạt động)", "CT; BC → Cục B (theo quy tắc mặc định)"
    (row,) = csv.DictReader(io.StringIO(cakg.render(grid, "csv"), newline=""))
    assert row[head] == cell
    assert _sheet(grid, "Ma trận")[0][head] == cell
    assert "→ Cục B (theo quy tắc mặc định)" in cakg.render(grid, "html")


def test_nobody_stands_where_the_page_has_it(world):
    """Of a duty for which nobody is stated no role is known: on sheet and paper it stands under the other roles."""
    found = cakg.duties(world, as_of="2025-01-15")
    row = next(row for row in _sheet(found, "Phụ lục") if row["Mã"] == "7-05")
    assert (row["Thực hiện"], row["Vai trò khác"]) == (None, "không nêu ai")
    cells = next(
        [cell.text for cell in row.cells]
        for row in docx.Document(io.BytesIO(cakg.render(found, "docx"))).tables[1].rows
        if row.cells[1].text == "7-05"
    )
    assert (cells[5], cells[6]) == ("", "không nêu ai")


def test_a_duty_without_words_is_called_by_its_code(graph):
    """Where the data give no action its code stands in every form that people read."""
    found = cakg.duties(graph("n:tron a cakg:Obligation ."), as_of=DAY)
    assert next(csv.DictReader(io.StringIO(cakg.render(found, "csv"), newline="")))["Nhiệm vụ"] == "tron"
    assert _sheet(found, "Phụ lục")[0]["Nhiệm vụ"] == _sheet(found, "Chi tiết")[0]["Nhiệm vụ"] == "tron"


def test_what_changed_of_a_duty_without_words_is_under_its_code(graph):
    """In the table of differences too its code stands where an action would, on paper, on the sheet and on a terminal."""
    kg = graph(
        "n:tron a cakg:Obligation ; cakg:statedIn i:1 . "
        'i:1 a cakg:Instrument ; skos:prefLabel "KH"@vi ; cakg:issuedOn "2024-01-10"^^xsd:date .'
    )
    grid = cakg.matrix(kg, as_of=DAY, since="2024-01-01")
    assert _sheet(grid, "Điều đã đổi")[0]["Nhiệm vụ, đơn vị"].startswith("tron\n")
    paper = docx.Document(io.BytesIO(cakg.render(grid, "docx")))
    assert paper.tables[-1].rows[1].cells[1].text.startswith("tron\n")
    assert re.search(r"^tron +tron ", cakg.render(grid.changes, "table"), re.MULTILINE)


def test_signs_that_turn_writing_round_are_marked_in_every_file_for_people(graph):
    """They stand as a mark in CSV as on sheets, pages and papers; forms for programs keep the label as it is."""
    found = cakg.duties(graph('n:x a cakg:Obligation ; cakg:action "Việc\u202eB\u200f"@vi .'), as_of=DAY)
    for name in ("csv", "table", "html"):
        text = cakg.render(found, name)
        assert "Việc\ufffdB\ufffd" in text
        assert "\u202e" not in text
    assert _sheet(found, "Chi tiết")[0]["Nhiệm vụ"] == "Việc\ufffdB\ufffd"
    assert _raw(found)[0]["label"] == json.loads(cakg.render(found, "json"))["duties"][0]["label"]["vi"] == "Việc\u202eB\u200f"


def test_no_row_on_a_day_says_what_is_stated_later_or_over(graph, run, tmp_path):
    """The number of duties stated after the day, or over before it, is the reason; filters still count."""
    kg = graph(
        ROLES,
        UNITS,
        'n:cu a cakg:Obligation ; cakg:statedIn i:cu ; cakg:validTo "2019-12-31"^^xsd:date .'
        ' i:cu a cakg:Instrument ; cakg:number "2/KH" ; cakg:issuedOn "2019-01-01"^^xsd:date .',
    )
    early = cakg.duties(kg, as_of="2020-06-01")
    assert (len(early), early.outside) == (0, {"later": 1, "over": 1})
    assert early.as_dict()["outside"] == cakg.matrix(kg, as_of="2020-06-01").as_dict()["outside"] == {"later": 1, "over": 1}
    later, over = "1 nhiệm vụ nêu ra hoặc có hiệu lực sau ngày 01/06/2020", "1 nhiệm vụ hết hiệu lực trước ngày 01/06/2020"
    for value in (early, cakg.matrix(kg, as_of="2020-06-01")):
        assert f"{later} · {over}" in cakg.render(value, "html")
        assert f"{later} · {over}" in str(_sheet_text(value))
    assert cakg.duties(kg, as_of="2020-06-01", document="2/KH").outside == {"over": 1}
    assert cakg.duties(kg, as_of="2020-06-01", role="CT").outside == {"later": 1}
    done = run("duties", tmp_path / "data.ttl", "--as-of", "2020-06-01", "-f", "csv")
    assert later in done.err


def _sheet_text(value):
    book = openpyxl.load_workbook(io.BytesIO(cakg.render(value, "xlsx")))
    return [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]


def test_a_page_of_an_earlier_day_warns_of_what_it_carries(graph, run, tmp_path):
    """A page that shows fewer duties than its data hold says so, on the page and on stderr; one that shows all does not."""
    graph(
        ROLES,
        UNITS,
        'n:moi a cakg:Obligation ; cakg:statedIn i:moi . i:moi a cakg:Instrument ; cakg:issuedOn "2025-09-01"^^xsd:date .',
    )
    for day, told in (("2025-01-01", True), ("2025-10-01", False)):
        done = run("matrix", tmp_path / "data.ttl", "--as-of", day, "-o", tmp_path / "out.html")
        assert ("mang theo toàn bộ dữ liệu" in done.err) == told
        assert ("gồm cả 1 nhiệm vụ" in (tmp_path / "out.html").read_text(encoding="utf-8")) == told


@pytest.mark.parametrize(("format_", "name", "right"), [
    ("xlsx", "x.docx", "x.xlsx"), ("csv", "x.xlsx", "x.csv"), ("xlsx", "x.xls", "x.xlsx"), ("html", "x.json", "x.html"),
])  # fmt: skip
def test_a_suffix_of_another_format_is_refused(run, world_file, tmp_path, format_, name, right):
    """One line with the right name, exit 2, and no file; a suffix that fits or is of no format is taken."""
    done = run("duties", world_file, "-f", format_, "-o", tmp_path / name)
    assert (done.code, done.err.count("\n"), list(tmp_path.iterdir())) == (2, 1, [])
    assert f"dùng -o {right} hoặc bỏ -f" in done.err
    for good in (("csv-raw", "y.csv"), ("jsonld", "y.json"), ("html", "y.htm"), ("csv", "y.dat")):
        assert run("duties", world_file, "-f", good[0], "-o", tmp_path / good[1]).code == 0


def test_nothing_is_written_into_a_folder_of_sources(run, world_file, tmp_path):
    """A result there would be read as data, or stop, the next time: one line, exit 2, nothing written; hidden files are never read."""
    folder = tmp_path / "dữ liệu"
    folder.mkdir()
    (folder / "data.ttl").write_bytes(world_file.read_bytes())
    (tmp_path / "cakg.toml").write_text('sources = ["dữ liệu"]\n', encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    for sources in ((folder,), (), (tmp_path / "dữ*",)):
        for name in ("m.xlsx", "m.html", "sub/m.csv"):
            done = run("matrix", *sources, "-o", folder / name, cwd=tmp_path)
            assert (done.code, done.err.count("\n")) == (2, 1), done.err
            assert "nằm trong thư mục nguồn" in done.err
        assert run("duties", *sources, "--each-unit", "-f", "xlsx", "-o", folder / "đơn vị", cwd=tmp_path).code == 2
        assert run("convert", *sources, "-o", folder / "again.ttl", cwd=tmp_path).code == 2
    assert sorted(tmp_path.rglob("*")) == before
    assert run("matrix", folder, "-o", folder / ".m.xlsx").code == 0
    assert run("matrix", folder / "data.ttl", "-o", tmp_path / "m.xlsx").code == 0
    assert run("matrix", folder, "-o", tmp_path / "m2.xlsx").code == 0

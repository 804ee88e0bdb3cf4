"""Workbooks, opened again by openpyxl."""

import hashlib
import io
import zipfile
from datetime import datetime

import openpyxl
import pytest

import cakg
from cakg.errors import ValueRefusedError
from cakg.exporters.workbook import Sheet, write_workbook


def _book(value, **options):
    return openpyxl.load_workbook(io.BytesIO(cakg.render(value, "xlsx", **options)))


def _rows(sheet):
    head, *rows = sheet.iter_rows(min_row=2, values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_a_workbook_of_duties_holds_every_field_of_every_duty(listed):
    """The details have one row for each duty, in order, days as days that Excel can sort, codes in words."""
    rows = _rows(_book(listed)["Chi tiết"])
    assert [row["Mã"] for row in rows] == [duty.code for duty in listed]
    assert [row["Thời hạn"] and row["Thời hạn"].date() for row in rows] == [duty.deadline.due for duty in listed]
    first = next(row for row in rows if row["Mã"] == "7-01" and row["Vai trò"] == "chủ trì")
    assert first["Đọc sớm nhất"] == datetime(2025, 1, 1)  # noqa: DTZ001
    assert (first["Chủ thể được nêu"], first["Chữ nêu thời hạn"], first["Số văn bản"]) == ("Cục A", "đến năm 2025", "7/KH-A")
    assert first["Cách đọc thời hạn"] == "quy tắc đọc: năm đọc là hết năm"
    assert (first["Tình trạng"], first["Loại thời hạn"]) == ("chưa hoàn thành trong hạn", "hạn cố định")
    assert first["Độ mật"] == "tối mật"


def test_the_annex_has_one_row_for_each_norm_with_everybody_in_it(listed):
    """Who leads and who cooperates stand in their columns; other roles are named."""
    rows = {row["Mã"]: row for row in _rows(_book(listed)["Phụ lục"])}
    assert (rows["7-01"]["Cơ quan chủ trì"], rows["7-01"]["Cơ quan phối hợp"]) == ("Cục A", "Cục B")
    assert rows["7-03"]["Vai trò khác"] == "chỉ đạo: Cục trưởng A"
    assert [row["TT"] for row in rows.values()] == list(range(1, len(rows) + 1))


def test_every_sheet_can_be_filtered_and_carries_its_marks(listed, gridded):
    """Names of columns are frozen under one line of title, filters cover the rows, the secrecy grade is on screen and on paper."""
    for value in (listed, gridded):
        for sheet in _book(value):
            assert sheet.freeze_panes.endswith("3")
            assert sheet.auto_filter.ref.startswith("A2:")
            assert sheet["A1"].value.endswith("TỐI MẬT")
            assert sheet.oddHeader.right.text.endswith("TỐI MẬT")
            assert sheet.print_title_rows == "$1:$2"


def test_example_data_are_marked_on_every_sheet(kg):
    """What ships with the software is never mistaken for real."""
    for value in (cakg.duties(kg, as_of="2024-12-01"), cakg.targets(kg, as_of="2024-12-01"), cakg.ask(kg, "prohibitions")):
        assert all("DỮ LIỆU MẪU" in sheet["A1"].value for sheet in _book(value))


def test_a_matrix_has_a_sheet_of_letters(gridded):
    """Duties down, bearers across, letters where they meet; the head of a unit stands in its column."""
    rows = {row["Mã"]: row for row in _rows(_book(gridded)["Ma trận"])}
    assert (rows["7-01"]["Cục A"], rows["7-01"]["Cục B"], rows["7-03"]["Cục A"]) == ("CT", "PH", "CĐ*")
    assert "CT: chủ trì" in _book(gridded)["Ma trận"]["A1"].value


def test_a_wide_matrix_is_as_large_as_what_stands_in_it():
    """Empty cells are ruled but not written, so that 300 bearers of one duty each make no file of 90,000 cells."""
    names = [f"Công an xã số {place}" for place in range(300)]
    rows = [tuple("TH" if place == line else "" for place in range(300)) for line in range(300)]
    made = write_workbook([Sheet("Ma trận", "Ma trận", ("mật",), tuple((name, 6) for name in names), rows, 2)])
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        written = package.read("xl/worksheets/sheet1.xml").decode()
    assert written.count("<c ") == 1 + 300 + 300
    sheet = openpyxl.load_workbook(io.BytesIO(made)).worksheets[0]
    assert [[cell or "" for cell in line] for line in sheet.iter_rows(min_row=3, values_only=True)] == [
        list(row) for row in rows
    ]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_options.gridLines) == ("C3", "A2:KN302", True)


def test_what_a_filter_leaves_out_is_said_not_hidden(world):
    """The file holds the rows that are shown, and a sheet that counts the others."""
    found = cakg.duties(world, as_of="2025-01-15", by="2025-03-31")
    book = _book(found)
    assert len(_rows(book["Chi tiết"])) == len(found)
    facts = [row["Chi tiết"] for row in _rows(book["Thông tin"])]
    assert any(str(fact).startswith("1 dòng không rõ ngày") for fact in facts)
    assert any("world.ttl, sha256" in str(fact) for fact in facts)


def test_a_switched_reading_is_named_beside_the_day_it_moves(world):
    """The stated words, the rule and the recorded day stand in the row."""
    found = cakg.duties(world, as_of="2025-01-15", readings={"yearMeansYearEnd": "yearMeansYearStart"})
    laid = cakg.matrix(world, as_of="2025-01-15", readings={"yearMeansYearEnd": "yearMeansYearStart"})
    for sheet in (_book(found)["Phụ lục"], _book(laid)["Phụ lục"], _book(laid)["Ma trận"]):
        row = next(row for row in _rows(sheet) if row["Mã"] == "7-01")
        assert row["Thời hạn"] == datetime(2025, 1, 1)  # noqa: DTZ001
        assert row["Chữ nêu thời hạn"] == "“đến năm 2025”"
        assert row["Cách đọc thời hạn"] == "quy tắc đọc: năm đọc là đầu năm; đổi cách đọc, hạn đã ghi là 31/12/2025"


def test_answers_have_their_days_and_numbers(kg):
    """What SPARQL answers as a date or number is one in the workbook too."""
    answer = cakg.ask(kg, 'SELECT ("2025-02-28"^^xsd:date AS ?day) (3 AS ?count) (true AS ?yes) ("x" AS ?word) {}')
    (row,) = _rows(_book(answer)["Kết quả"])
    assert row == {"day": datetime(2025, 2, 28), "count": 3, "yes": True, "word": "x"}  # noqa: DTZ001


def test_labels_stay_text(harmful):
    """No cell runs, none is lost, and what Excel does not take is cut visibly."""
    kg, label = harmful
    book = _book(cakg.duties(kg, as_of="2025-01-01"))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    words = label.replace("\u202e", "\ufffd").replace("\u200f", "\ufffd").replace("\r", "\ufffd")
    assert words in {cell.value for cell in cells}
    assert all(cell.quotePrefix for cell in cells if str(cell.value).startswith(("=", "@", "+", "-", "\t", "\uff1d")))


@pytest.mark.parametrize("command", ["duties", "matrix", "targets", "ask"])
def test_the_commands_write_workbooks(run, world_file, tmp_path, command):
    """-o x.xlsx is enough."""
    place = tmp_path / "tệp của tôi.xlsx"
    asked = ["who-must-do-what-by-when", "-p", "unit=Cục A"] if command == "ask" else []
    day = [] if command == "ask" else ["--as-of", "2025-01-15"]
    done = run(command, *asked, world_file, *day, "-o", place)
    assert done.code == 0, done.err
    assert openpyxl.load_workbook(place).worksheets


def test_a_matrix_of_thousands_of_units_is_a_workbook(graph):
    """3,000 bearers are 3,000 columns; more than Excel takes are refused in a line, not lost."""
    bonds = "".join(
        f'u:{n} a cakg:Unit ; skos:prefLabel "Đơn vị {n}"@vi . r:{n} a cakg:Responsibility ; cakg:ofNorm n:x ; cakg:bearer u:{n} .\n'
        for n in range(3000)
    )
    kg = graph('n:x a cakg:Obligation ; cakg:action "Việc chung"@vi .\n', bonds)
    sheet = _book(cakg.matrix(kg, as_of="2025-01-15"))["Ma trận"]
    assert sheet.max_column == 3007
    with pytest.raises(ValueRefusedError, match="16384"):
        write_workbook((Sheet("a", "a", (), tuple(("x", 9) for _ in range(16_385)), ()),))


def test_no_duty_is_a_workbook_that_says_so(world):
    """An empty list can be opened, and what was left out is counted in it."""
    found = cakg.duties(world, as_of="2025-01-15", unit="Cục B", by="2025-01-16")
    assert len(found) == 0
    facts = {row["Nội dung"]: row["Chi tiết"] for row in _rows(_book(found)["Thông tin"])}
    assert facts["Số dòng"] == 0


def test_every_workbook_of_duties_names_its_sources(world, world_file):
    """Of a list and of a matrix: the file and its hash, by which an answer can be given again."""
    digest = hashlib.sha256(world_file.read_bytes()).hexdigest()
    for asked in (cakg.duties, cakg.matrix):
        rows = _book(asked(world, as_of="2025-01-15"))["Thông tin"].iter_rows(values_only=True)
        assert [row[1] for row in rows if row[0] == "Nguồn"] == [f"{world_file.name}, sha256 {digest}"]


def test_a_time_of_several_days_has_its_first_day_too(graph):
    """As a day in a column of its own, in the annex, the matrix and its CSV; a single day is not told twice."""
    kg = graph(
        'n:1 a cakg:Obligation ; cakg:action "Việc trong quý"@vi ; cakg:deadline d:1 . '
        'd:1 a cakg:WindowDeadline ; cakg:startsOn "2024-10-01"^^xsd:date ; cakg:dueBy "2024-12-31"^^xsd:date . '
        'n:2 a cakg:Obligation ; cakg:action "Việc một ngày"@vi ; cakg:deadline d:2 . '
        'd:2 a cakg:WindowDeadline ; cakg:startsOn "2025-01-01"^^xsd:date ; cakg:dueBy "2025-01-01"^^xsd:date .'
    )
    grid = cakg.matrix(kg, as_of="2024-12-01")
    book = _book(grid)
    for name in ("Phụ lục", "Ma trận"):
        days = [[row[head] and row[head].date().isoformat() for head in ("Từ ngày", "Thời hạn")] for row in _rows(book[name])]
        assert days == [["2024-10-01", "2024-12-31"], [None, "2025-01-01"]]
    assert "Việc trong quý,01/10/2024,31/12/2024," in cakg.render(grid, "csv")

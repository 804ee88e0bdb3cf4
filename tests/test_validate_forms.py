"""The report of a validation in every form: text, page, workbook, the standard report."""

import csv
import dataclasses
import io
import re
import zipfile
from datetime import datetime
from html.parser import HTMLParser

import docx
import openpyxl
import pytest
from hostile_names import HOSTILE

import cakg


class _Page(HTMLParser):
    """The tags, links and words of a page."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.links, self.words = set(), [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        """Keep a tag and what it points at."""
        self.tags.add(tag)
        self.links += [value for name, value in attrs if name in {"href", "src"}]

    def handle_data(self, data):
        """Keep words."""
        self.words.append(data)


def test_the_text_says_first_what_was_checked(harmful):
    """The first line counts records and shapes; each finding has severity, label, place, problem and remedy."""
    lines = cakg.render(harmful, "text").splitlines()
    assert lines[0] == f"Đã kiểm tra 4 bản ghi bằng {harmful.shapes} quy tắc"
    assert lines[1].startswith("LỖI  Instrument-instrumentKind  </script>")
    assert lines[1].endswith("hostile.ttl:2")
    assert lines[2].strip() == harmful.findings[0].problem["vi"]
    assert lines[3].startswith("    Sửa: ")
    assert lines[-1] == f"{harmful.count('violation')} lỗi, {harmful.count('warning')} cảnh báo, {harmful.count('info')} lưu ý"


def test_the_page_is_one_file_without_script_that_shows_every_finding(harmful):
    """Nothing is loaded, nothing runs, markup in labels is words; each finding is a row with its place."""
    text = cakg.render(harmful, "html")
    page = _Page(text)
    words = "".join(page.words)
    assert "script" not in page.tags
    assert all(link.startswith("#") for link in page.links)
    assert HOSTILE[0] in words
    assert words.count("hostile.ttl:") == len(harmful.findings)
    assert f"Đã kiểm tra 4 bản ghi bằng {harmful.shapes} quy tắc" in words
    assert "\u202e" not in text
    assert "\u200f" not in text
    for finding in harmful:
        assert finding.problem["vi"] in words
        assert finding.remedy["vi"] in words
    assert cakg.render(harmful, "html", lang="en") != text


def test_the_workbook_can_be_filtered_and_runs_nothing(harmful):
    """One row for each finding under a frozen header with filters; every label is text, whatever it begins with."""
    book = openpyxl.load_workbook(io.BytesIO(cakg.render(harmful, "xlsx")))
    sheet, facts = book.worksheets
    rows = list(sheet.iter_rows(min_row=3))
    assert sheet.freeze_panes == "A3"
    assert sheet.auto_filter.ref == f"A2:{sheet.cell(2, sheet.max_column).column_letter}{len(rows) + 2}"
    assert [row[0].value for row in rows] == [
        {"violation": "LỖI", "warning": "CẢNH BÁO", "info": "LƯU Ý"}[finding.severity] for finding in harmful
    ]
    labels = {finding.label.replace("\u202e", "�").replace("\u200f", "�") for finding in harmful}
    assert {row[1].value for row in rows} == labels
    assert {cell.data_type for row in rows for cell in row} <= {"s", "n"}
    assert all(row[1].quotePrefix for row in rows if row[1].value.startswith("="))
    assert [facts.cell(line, 2).value for line in (3, 4)] == [harmful.records, harmful.shapes]


def test_a_day_in_the_workbook_is_a_day(harmful):
    """An offending value that is a day is one that Excel can sort; what only looks like one stays text."""
    first = harmful.findings[0]
    values = ("2024-02-29", "2023-02-29", "1899-01-01", "https://example.org/x", None)
    report = dataclasses.replace(harmful, findings=tuple(dataclasses.replace(first, value=value) for value in values))
    sheet = openpyxl.load_workbook(io.BytesIO(cakg.render(report, "xlsx"))).worksheets[0]
    place = [cell.value for cell in sheet[2]].index("Giá trị") + 1
    shown = [sheet.cell(line, place).value for line in range(3, 8)]
    assert shown == [datetime(2024, 2, 29), "2023-02-29", "01/01/1899", "https://example.org/x", None]  # noqa: DTZ001


def test_the_workbook_does_not_depend_on_the_clock(harmful):
    """The same report is the same file."""
    files = [cakg.render(harmful, "xlsx") for _ in range(2)]
    assert files[0] == files[1]
    assert {member.date_time[0] for member in zipfile.ZipFile(io.BytesIO(files[0])).infolist()} == {1980}


def test_a_report_without_findings_can_be_written_in_every_format(harmful):
    """Nothing found is said, not left empty."""
    clean = dataclasses.replace(harmful, findings=())
    assert "Không có phát hiện nào." in cakg.render(clean, "html")
    assert "0 lỗi" in cakg.render(clean, "text")
    assert openpyxl.load_workbook(io.BytesIO(cakg.render(clean, "xlsx"))).worksheets[0].max_row == 2


def test_the_ending_of_the_file_says_the_format(run, hostile, tmp_path):
    """-o with an office ending writes that format, and a format the result lacks is refused, not written as text."""
    place = tmp_path / "kết quả (1).xlsx"
    done = run("validate", hostile, "--only", "Instrument-issuer", "-o", place)
    assert (done.code, done.out) == (0, "")
    assert openpyxl.load_workbook(place).worksheets[0].max_row == 6
    refused = run("validate", hostile, "-o", tmp_path / "a.ics")
    assert refused.code == 2
    assert [path.name for path in tmp_path.iterdir()] == [place.name]


@pytest.mark.parametrize(("format_", "package"), [("xlsx", "xlsxwriter"), ("docx", "docxtpl")])
def test_a_missing_extra_is_named_with_its_command(run_without, hostile, tmp_path, format_, package):
    """Without the office packages the command leaves with 4 and says in one line what to install."""
    extra = ["--questions"] if format_ == "docx" else []
    done = run_without(package, "validate", hostile, "-f", format_, "-o", tmp_path / "x", *extra)
    assert (done.code, done.err) == (4, f'thiếu gói {package}; chạy: pip install "cakg[office]"\n')
    assert not list(tmp_path.iterdir())


def test_what_cannot_be_written_leaves_nothing_behind(run, hostile, tmp_path):
    """A place that cannot be written is named; no half file stays, and a folder is not replaced."""
    place = tmp_path / "taken.xlsx"
    place.mkdir()
    done = run("validate", hostile, "--only", "Instrument-issuer", "-o", place)
    assert done.code == 3
    assert "taken.xlsx" in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["taken.xlsx"]


@pytest.mark.parametrize("format_", ["csv", "csv-raw"])
def test_a_table_of_findings_says_beside_it_what_was_checked(run, hostile, tmp_path, format_):
    """How many records and shapes goes to stderr, also where the rows go to a file, and for programs stands in each row."""
    said = "Đã kiểm tra 4 bản ghi bằng"
    command = ("validate", hostile, "--only", "Instrument", "-f", format_)
    done = run(*command)
    assert said in done.err
    assert said not in done.out
    rows = list(csv.DictReader(io.StringIO(done.out.removeprefix("\ufeff"))))
    if format_ == "csv-raw":
        assert {row["recordsChecked"] for row in rows} == {"4"}
        assert f"bằng {rows[0]['shapesChecked']} quy tắc" in done.err
    else:
        assert rows[0].keys() >= {"Mức", "Bản ghi", "Vấn đề", "Cách sửa", "Dòng"}
    assert said in run(*command, "-o", tmp_path / "out.csv").err
    assert said in run("validate", hostile, "--only", "Instrument", "--questions", "-o", tmp_path / "q.txt").err
    assert run("validate", hostile, "--only", "Instrument", "-f", "text").err == ""


def test_a_paper_of_findings_says_what_was_checked(run, hostile, tmp_path):
    """Whoever is handed the paper alone sees how many records, shapes and findings there are, above the rows."""
    path = tmp_path / "findings.docx"
    run("validate", hostile, "-o", path)
    title = next(part.text for part in docx.Document(str(path)).paragraphs if part.text.startswith("Kết quả kiểm tra"))
    _, checked, counted = title.splitlines()
    assert checked.startswith("Đã kiểm tra 4 bản ghi bằng")
    assert re.fullmatch(r"\d+ lỗi, \d+ cảnh báo, \d+ lưu ý", counted)


def test_a_report_in_a_file_is_summed_up_beside_it(run, hostile, tmp_path):
    """Who writes a workbook sees without opening it what was checked and how much was found."""
    done = run("validate", hostile, "--only", "Instrument", "-o", tmp_path / "out.html")
    written, checked, counted = done.err.splitlines()
    assert written.startswith("đã ghi")
    assert checked.startswith("Đã kiểm tra 4 bản ghi bằng")
    assert re.fullmatch(r"\d+ lỗi, \d+ cảnh báo, \d+ lưu ý", counted)

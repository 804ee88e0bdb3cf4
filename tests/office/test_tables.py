"""Flat results as papers and calendars: targets, answers, findings, differences."""

import io

import docx
import icalendar
import openpyxl
import pytest

import cakg
from cakg.errors import SourceError, ValueRefusedError
from cakg.table import Table

DAY = "2026-11-22"
ENDINGS = ("docx", "ics", "jsonld", "html")


def _tables(value):
    return docx.Document(io.BytesIO(cakg.render(value, "docx"))).tables


def test_targets_are_told_in_words_on_paper(kg):
    """One row for each level, with what is counted, the figures and the verdicts as the terminal tells them."""
    found = cakg.targets(kg, as_of=DAY)
    (_, table) = _tables(found)
    assert [cell.text for cell in table.rows[0].cells] == [
        "TT",
        "Mã",
        "Chỉ tiêu",
        "Mức",
        "Thời hạn",
        "Mẫu số",
        "Số liệu",
        "Kết luận",
    ]
    assert len(table.rows) == len(found) + 1
    told = cakg.render(found, "table")
    for row in table.rows[1:]:
        for cell in row.cells[1:]:
            assert all(line in told or line.startswith("quy tắc đọc: ") for line in cell.text.split("\n"))
    assert "quy tắc đọc: năm đọc là hết năm" in "\n".join(row.cells[4].text for row in table.rows)
    sheets = openpyxl.load_workbook(io.BytesIO(cakg.render(found, "xlsx"))).sheetnames
    assert sheets == ["Kết quả", "Mọi trường"]


def test_a_wide_answer_stands_below_itself_on_paper(kg):
    """More columns than a sheet can hold become lines; columns without a value are named and left out."""
    answer = cakg.ask(kg, "who-must-do-what-by-when")
    document = docx.Document(io.BytesIO(cakg.render(answer, "docx")))
    table = document.tables[1]
    assert len(table.rows) == len(answer) + 1
    assert table.rows[1].cells[1].text.startswith("code: ")
    assert any("Cột không có giá trị" in line.text for line in document.paragraphs)
    assert any(line.text.startswith("Ai phải làm gì") for line in document.paragraphs)
    narrow = _tables(Table(("a", "b"), (("x", "y"),)))[1]
    assert [cell.text for row in narrow.rows for cell in row.cells] == ["TT", "a", "b", "1", "x", "y"]


def test_findings_are_a_paper(kg):
    """Each finding with its remedy, its question and its place."""
    report = cakg.validate(kg, only=["Instrument"])
    (_, table) = _tables(report)
    assert len(table.rows) == len(report.findings) + 1
    assert table.rows[1].cells[3].text == report.findings[0].problem["vi"]


@pytest.mark.parametrize("name", ["targets", "ask"])
def test_rows_with_a_day_are_entries(kg, name):
    """Every target and row with a day is one entry with a name of its own; the calendar counts the others."""
    value = cakg.targets(kg, as_of=DAY) if name == "targets" else cakg.ask(kg, "who-must-do-what-by-when")
    days = [row.deadline.due for row in value] if name == "targets" else [row[value.columns.index("due")] for row in value]
    calendar = icalendar.Calendar.from_ical(cakg.render(value, "ics"))
    assert sorted(str(event["dtstart"].dt) for event in calendar.events) == sorted(str(day) for day in days if day)
    assert len({str(event["uid"]) for event in calendar.events}) == len(calendar.events)
    assert str(days.count(None)) in str(calendar["description"])
    assert cakg.render(value, "ics") == cakg.render(value, "ics")


def test_an_answer_without_a_day_is_no_calendar(kg):
    """A line says why, and names the columns where there are too many."""
    with pytest.raises(ValueRefusedError, match="không cột nào là ngày"):
        cakg.render(cakg.ask(kg, "SELECT ?x WHERE { ?x a cakg:Unit }"), "ics")
    two = Table(("a", "b"), (("2025-01-01", "2025-01-02"),), types={"a": "date", "b": "date"})
    with pytest.raises(ValueRefusedError, match="a, b"):
        cakg.render(two, "ics")


@pytest.mark.parametrize("command", ["duties", "matrix", "ask", "targets", "validate"])
@pytest.mark.parametrize("ending", ENDINGS)
def test_the_ending_is_enough(run, world_file, tmp_path, command, ending):
    """Each command writes each form, or says in one line why there is none, and then leaves no file."""
    asked = ["who-must-do-what-by-when"] if command == "ask" else []
    extra = {"validate": ["--only", "Instrument-issuer", "--fail-on", "never"], "ask": []}.get(command, ["--as-of", DAY])
    place = tmp_path / f"x.{ending}"
    done = run(command, *asked, world_file, *extra, "-o", place)
    if (command, ending) == ("validate", "ics"):
        assert (done.code, done.err.count("\n"), place.exists()) == (2, 1, False)
        assert "không cột nào là ngày" in done.err
    else:
        assert done.code == 0, done.err
        assert place.stat().st_size > 0


def test_jsonld_of_an_answer_is_what_it_names(run, world, world_file, tmp_path):
    """The records of the rows of targets and answers can be loaded again."""
    place = tmp_path / "x.jsonld"
    assert run("ask", "SELECT ?x WHERE { ?x a cakg:Instrument }", world_file, "-o", place).code == 0
    again = cakg.load(place)
    assert again.instances("https://w3id.org/cakg/ontology#Instrument")
    assert not again.instances("https://w3id.org/cakg/ontology#Norm")
    assert len(again) < len(world)


@pytest.mark.parametrize(
    ("words", "line"), [("<p>\n{{ rows[0][99].x }}", 2), ("<p>\n\n{% if %}", 3), ("{{ nothing }}", 1), ("{{ 1 // 0 }}", 1)]
)
def test_what_is_wrong_in_a_template_is_told_with_its_line(kg, tmp_path, words, line):
    """One line with file and line, whether the template is given as a file or in a folder."""
    (tmp_path / "list.html.j2").write_text(words, encoding="utf-8")
    for own in (tmp_path, tmp_path / "list.html.j2"):
        with pytest.raises(SourceError, match=rf"^list\.html\.j2:{line}: "):
            cakg.render(cakg.targets(kg, as_of=DAY), "html", template=own)

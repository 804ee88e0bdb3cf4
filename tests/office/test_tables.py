"""Flat results as papers and calendars: targets, answers, findings, differences."""

import copy
import csv
import datetime as dt
import io
import re

import docx
import icalendar
import openpyxl
import pytest

import cakg
from cakg.errors import SourceError, ValueRefusedError
from cakg.grids import differences
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


def test_a_wide_answer_stands_below_itself_on_paper():
    """More columns than a sheet can hold become lines; columns without a value are named and left out."""
    wide = Table((*(f"cột{place}" for place in range(12)), "trống"), (("x",) * 12 + (None,), ("y",) * 12 + (None,)))
    document = docx.Document(io.BytesIO(cakg.render(wide, "docx")))
    table = document.tables[1]
    assert [len(row.cells) for row in table.rows] == [2, 2, 2]
    assert table.rows[1].cells[1].text.startswith("cột0: x\ncột1: x")
    assert any("Cột không có giá trị ở dòng nào: trống." in line.text for line in document.paragraphs)
    narrow = _tables(Table(("a", "b"), (("x", "y"),)))[1]
    assert [cell.text for row in narrow.rows for cell in row.cells] == ["TT", "a", "b", "1", "x", "y"]


HEADS = [
    "Mã", "Nhiệm vụ", "Chủ thể", "Vai trò", "Mức ràng buộc", "Chữ nêu thời hạn", "Thời hạn", "Cách đọc thời hạn", "Gia hạn theo",
    "Căn cứ", "Nêu ra từ ngày",
]  # fmt: skip


def _sheets(value, lang="vi"):
    book = openpyxl.load_workbook(io.BytesIO(cakg.render(value, "xlsx", lang=lang)))
    return [[list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets]


def test_an_answer_is_read_in_words_and_kept_in_fields(kg):
    """Heads in the language, days as days and what was asked for in the title; a second sheet keeps every variable."""
    answer = cakg.ask(kg, "calls-and-wishes", asOf="2024-12-01")
    (title, heads, *rows), (_, fields, *kept) = _sheets(answer)
    assert title[0].startswith("Lời kêu gọi")
    assert "Tính đến ngày: 01/12/2024" in title[0]
    assert heads == HEADS
    assert tuple(fields) == answer.columns
    assert len(rows) == len(kept) == len(answer)
    assert {type(row[HEADS.index("Nêu ra từ ngày")]) for row in rows} == {dt.datetime}
    assert not [cell for row in rows for cell in row if "w3id.org" in str(cell)]
    assert [row[fields.index("norm")] for row in kept] == [row["norm"] for row in answer.as_dicts()]
    assert _sheets(answer, "en")[0][1][:3] == ["Code", "Duty", "Bearer"]
    paper = _tables(answer)[1]
    assert [cell.text for cell in paper.rows[0].cells] == [
        "TT",
        *(head for head in HEADS if head not in ("Thời hạn", "Cách đọc thời hạn", "Gia hạn theo")),
    ]
    assert paper.rows[1].cells[-1].text == rows[0][HEADS.index("Nêu ra từ ngày")].strftime("%d/%m/%Y")


def test_a_table_for_excel_has_words_and_one_for_programs_fields(kg):
    """CSV for Excel has the heads and days of the reading sheet, csv-raw the variables and ISO days."""
    answer = cakg.ask(kg, "calls-and-wishes")
    told, raw = (list(csv.reader(io.StringIO(cakg.render(answer, name), newline=""))) for name in ("csv", "csv-raw"))
    assert told[0] == [*HEADS, "Dữ liệu"]
    assert tuple(raw[0]) == (*answer.columns, "exampleData")
    place = answer.columns.index("statedNotBefore")
    assert [row[HEADS.index("Nêu ra từ ngày")] for row in told[1:]] == [
        dt.date.fromisoformat(row[place]).strftime("%d/%m/%Y") for row in raw[1:]
    ]


@pytest.fixture(scope="module")
def flat(kg, turtle):
    """A result of each kind that has flat forms."""
    plan = turtle('u:cong-an-tinh-nghe-an cakg:existsTo "2025-02-28"^^xsd:date .')
    return {
        "duties": cakg.duties(kg, as_of=DAY),
        "matrix": cakg.matrix(kg, as_of=DAY),
        "changes": differences(kg, since="2021-01-01", known_since=None, as_of=DAY),
        "simulate": cakg.simulate(kg, plan, as_of=DAY),
        "validate": cakg.validate(kg, as_of=DAY, only=["Deadline", "Responsibility"]),
        "targets": cakg.targets(kg, as_of=DAY),
        "ask": cakg.ask(kg, "who-must-do-what-by-when"),
    }


def _as_read(cell):
    if isinstance(cell, dt.datetime):
        return cell.strftime("%d/%m/%Y")
    return "" if cell is None else str(cell)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", ["duties", "matrix", "changes", "simulate", "validate", "targets", "ask"])
def test_csv_is_the_sheet_people_read_and_csv_raw_the_fields(flat, name, lang):
    """Heads, words and days of each row are those of the sheet, and the mark stands last; csv-raw has the fields and ISO days."""
    value = flat[name]
    _, heads, *rows = _sheets(value, lang)[1 if name == "duties" else 0]  # before it stands the annex, which joins bearers
    told, raw = (list(csv.reader(io.StringIO(cakg.render(value, form, lang=lang), newline=""))) for form in ("csv", "csv-raw"))
    mark = "dữ liệu mẫu" if lang == "vi" else "example data"
    assert rows
    assert told[0] == [*heads, "Dữ liệu" if lang == "vi" else "Data"]
    assert [[cell.removeprefix("'") for cell in line] for line in told[1:]] == [
        [*("" if cell is None else _as_read(cell).removeprefix("'") for cell in row), mark] for row in rows
    ]
    table = value.as_table(lang)
    assert raw[0] == [*table.columns, "exampleData"]
    assert [line[:-1] for line in raw[1:]] == [["" if cell is None else str(cell) for cell in row] for row in table.rows]


def test_a_recurrence_is_read_in_words_and_kept_as_a_rule(kg):
    """“FREQ=…” is for programs: sheets, papers and text say how often."""
    answer = cakg.ask(kg, "recurring-duties")
    for form in ("table", "csv", "html"):
        assert "FREQ=" not in cakg.render(answer, form)
        assert "hằng năm" in cakg.render(answer, form)
    (_, heads, row), (_, fields, kept) = _sheets(answer)
    assert (row[heads.index("Chu kỳ")], kept[fields.index("interval")]) == ("hằng năm", "FREQ=YEARLY")
    assert "FREQ=YEARLY" in cakg.render(answer, "csv-raw")
    assert "FREQ=" not in cakg.render(cakg.duties(kg, as_of=DAY), "csv")
    assert "FREQ=" not in cakg.render(cakg.why(kg, "004-04", as_of=DAY), "text")


def test_records_and_codes_have_names_in_a_question_of_ones_own(kg, tmp_path):
    """A record or a code is shown by its label, a column by the words of its variable, or by the head its file gives."""
    words = "SELECT ?norm ?roleOf WHERE { ?r cakg:ofNorm ?norm ; cakg:role ?roleOf } ORDER BY ?norm ?roleOf LIMIT 3"
    (_, heads, *rows), (_, _, *kept) = _sheets(cakg.ask(kg, words))
    assert heads == ["norm", "role Of"]
    assert rows[0][1] in ("thực hiện", "chỉ đạo", "chủ trì", "phối hợp", "theo dõi, đôn đốc")
    assert kept[0][0].startswith("https://w3id.org/cakg/id/norm/")
    assert rows[0][0] == kg.record(kept[0][0]).label()
    (tmp_path / "own.rq").write_text("#+ heads@vi: [norm: Việc, roleOf: Ai giữ vai gì]\n" + words, encoding="utf-8")
    assert _sheets(cakg.ask(kg, str(tmp_path / "own.rq")))[0][1] == ["Việc", "Ai giữ vai gì"]


def test_an_answer_can_be_copied_without_its_graph(kg):
    """The rows go with it, the graph stays; records are then called by their short IRIs."""
    answer = cakg.ask(kg, "SELECT ?unit WHERE { ?unit a cakg:Unit } ORDER BY ?unit LIMIT 2")
    sent = copy.deepcopy(answer)
    assert (sent, sent.columns) == (answer, answer.columns)
    assert _sheets(sent)[0][2][0].startswith("unit/")
    assert _sheets(answer)[0][2][0] == kg.record(answer.rows[0][0]).label()


def test_days_among_words_and_spans_of_time_are_read_in_words(kg):
    """A day in a column of mixed values is a day, a duration is told in words; programs get both as they are."""
    answer = cakg.ask(kg, "contradictions")
    place = answer.columns.index("valueA")
    (_, heads, *rows), _ = _sheets(answer)
    told = [row[heads.index("Giá trị thứ nhất")] for row in rows]
    days = [row[place] for row in answer.rows if re.fullmatch(r"\d{4}-\d\d-\d\d", row[place])]
    assert days
    assert [str(cell.date()) for cell in told if isinstance(cell, dt.datetime)] == days
    answer = cakg.ask(kg, 'SELECT ?length WHERE { VALUES ?length { "P5D"^^xsd:duration } }')
    assert answer.rows == (("P5D",),)
    assert _sheets(answer)[0][2] == ["đếm tới 05 ngày"]


def test_targets_have_days_on_the_sheet_that_is_read(kg):
    """The day due is a day, or why there is none; units and verdicts are words, and every field stands on the second sheet."""
    found = cakg.targets(kg, as_of=DAY)
    (_, heads, *rows), (_, fields, *_) = _sheets(found)
    assert heads[:6] == ["Mã", "Chỉ tiêu", "Mức", "Thời hạn", "Chữ nêu thời hạn", "Cách đọc thời hạn"]
    for row, target in zip(rows, found, strict=True):
        due = target.deadline.due
        assert row[3].date() == due if due else not isinstance(row[3], dt.datetime)
    assert {"numerator", "outcome", "due"} <= set(fields)
    told = cakg.render(found, "csv").splitlines()[0].split(",")
    assert told == [*heads, "Dữ liệu"]


@pytest.mark.parametrize("command", ["ask", "targets", "duties", "matrix"])
@pytest.mark.parametrize("ending", ["xlsx", "docx", "ics", "csv"])
def test_a_file_without_rows_says_why(run, tmp_path, command, ending):
    """The reason stands in the file (a table for Excel has no room for it) and on stderr."""
    place = tmp_path / f"x.{ending}"
    asked = ["prohibitions", "-p", "asOf=1990-01-01"] if command == "ask" else ["--unit", "Quốc hội", "--as-of", DAY]
    done = run(command, *asked, "-o", place)
    assert done.code == 0, done.err
    why = "Không có chỉ tiêu nào." if command == "targets" else "Không có dòng nào."
    assert why in done.err
    if ending == "xlsx":
        assert why in str([list(sheet.iter_rows(values_only=True)) for sheet in openpyxl.load_workbook(place).worksheets])
    elif ending == "docx":
        assert any(line.text.startswith(why) for line in docx.Document(place).paragraphs)
    elif ending == "ics":
        assert why in str(icalendar.Calendar.from_ical(place.read_bytes())["x-wr-caldesc"])


def test_a_paper_without_findings_says_so(graph, tmp_path):
    """Nothing found, or nobody touched by a reorganisation, stands in words in the place of the rows."""
    unit = 'u:a a cakg:Unit ; skos:prefLabel "Cục A"@vi'
    graph(f'{unit} ; cakg:existsTo "2025-02-28"^^xsd:date .')
    (tmp_path / "data.ttl").rename(tmp_path / "plan.ttl")
    kg = graph(f"{unit} .")
    empty = {
        "Không có phát hiện nào.": cakg.validate(kg, only=["Deadline"], allow_empty=True),
        "Không có dòng nào.": cakg.simulate(kg, tmp_path / "plan.ttl", as_of=DAY),
    }
    for words, value in empty.items():
        lines = docx.Document(io.BytesIO(cakg.render(value, "docx"))).paragraphs
        assert any(line.text.startswith(words) for line in lines)


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
    assert all(event["categories"].cats for event in calendar.events)
    assert all(event["dtstamp"].dt.year > 2000 for event in calendar.events)
    assert not [line for event in calendar.events for line in str(event["description"]).split("\n") if "Label" in line]


def test_a_calendar_of_an_answer_rings_as_one_of_duties_does(kg):
    """Days to come ring 7 days and 1 day before, days past do not; entries keep their names whatever was asked besides."""
    asked = cakg.ask(kg, "who-must-do-what-by-when", asOf="2024-12-01")
    for value in (asked, cakg.targets(kg, as_of="2024-12-01")):
        for event in icalendar.Calendar.from_ical(cakg.render(value, "ics")).events:
            ahead = event["dtstart"].dt >= dt.date(2024, 12, 1)
            assert [part["trigger"].dt.days for part in event.subcomponents] == ([-7, -1] if ahead else [])
            assert str(event["dtstamp"].dt.date()) == "2024-12-01"
    names = [
        {str(event["uid"]) for event in icalendar.Calendar.from_ical(cakg.render(value, "ics")).events}
        for value in (asked, cakg.ask(kg, "who-must-do-what-by-when", asOf="2024-12-01", by="2025-12-31"))
    ]
    assert names[1] < names[0]


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


@pytest.mark.parametrize("columns", ["1", "40", "60", "80", "120", "300"])
def test_a_terminal_never_breaks_a_day_or_a_head(kg, monkeypatch, columns):
    """However narrow the screen, days and the words of heads stay whole; what has no room beside the others stands below."""
    monkeypatch.setenv("COLUMNS", columns)
    results = {
        ("Deadline", "Status"): cakg.duties(kg, as_of=DAY, lang="en"),
        ("Before", "Cause"): differences(kg, since="2021-01-01", known_since=None, as_of=DAY),
        ("Indicator", "Occasion"): cakg.ask(kg, "reported-figures"),
    }
    for heads, result in results.items():
        told = cakg.render(result, "table", lang="en")
        days = {len(day) for day in re.findall(r"(?<![\d/.])\d\d/\d\d/\d{0,4}(?!\d)", told)}
        assert days
        assert columns == "1" or days == {10}
        assert set(heads) <= set(told.split())

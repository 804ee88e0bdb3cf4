"""The annex as a Word document, opened again by python-docx."""

import io

import docx
import openpyxl
import pytest

import cakg
from cakg.errors import SourceError, ValueRefusedError


def _document(value, **options):
    return docx.Document(io.BytesIO(cakg.render(value, "docx", **options)))


def _table(document):
    return [[cell.text for cell in row.cells] for row in document.tables[1].rows]


def test_the_annex_has_the_layout_of_the_decree(listed):
    """National title, A4 landscape, Times New Roman, margins of Decree 30/2020, a header row that repeats on every page."""
    document = _document(listed)
    head = document.tables[0].rows[0].cells
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc" in head[1].text
    section = document.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (29.7, 21.0)
    assert document.styles["Normal"].font.name == "Times New Roman"
    assert document.tables[1].rows[0]._tr.xpath("./w:trPr/w:tblHeader")
    assert "PHỤ LỤC" in [paragraph.text for paragraph in document.paragraphs]


def test_the_annex_holds_the_rows_that_are_shown(listed, gridded):
    """One row for each norm: code, duty with its authority, who leads, cooperates and carries out, result, time as stated and read."""
    for value in (listed, gridded):
        head, *rows = _table(_document(value))
        assert head[:5] == ["TT", "Mã", "Nhiệm vụ và căn cứ", "Cơ quan chủ trì", "Cơ quan phối hợp"]
        assert len(rows) == len({duty.norm for duty in listed})
        by_code = {row[1]: row for row in rows}
        assert by_code["7-01"][2:5] == ["Lập danh sách\n7/KH-A, 10/01/2024", "Cục A", "Cục B"]
        assert by_code["7-01"][8] == "31/12/2025\n“đến năm 2025”\nquy tắc đọc: năm đọc là hết năm"
        assert by_code["7-04"][8].strip() == "“sớm”"


def _words(document):
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join((*(paragraph.text for paragraph in document.paragraphs), *cells))


@pytest.mark.parametrize("results", ["duties", "matrix", "targets", "answer"])
def test_a_list_on_paper_is_in_the_language_asked_for(kg, results):
    """In English heads, title and notes are English, and nothing says that the paper is the official one in Vietnamese."""
    asked = {
        "duties": lambda lang: cakg.duties(kg, as_of="2024-12-01", by="2025-12-31", lang=lang),
        "matrix": lambda lang: cakg.matrix(kg, as_of="2024-12-01", since="2024-01-01", by="2025-12-31", lang=lang),
        "targets": lambda lang: cakg.targets(kg, as_of="2024-12-01", lang=lang),
        "answer": lambda _: cakg.ask(kg, "duties-without-lead", asOf="2024-12-01"),
    }[results]
    official = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "PHỤ LỤC", "Kèm theo")
    told = {lang: _words(_document(asked(lang), lang=lang)) for lang in ("vi", "en")}
    assert all(words in told["vi"] for words in official)
    assert not any(words in told["en"] for words in official)
    assert ("No.\n" in told["en"], "TT\n" in told["en"]) == (True, False)
    assert not [words for words in ("Tính đến", "Ghi chú", "Điều đã đổi", "Nhiệm vụ", "Thời hạn") if words in told["en"]]


def test_every_page_carries_the_marks(listed, world, kg):
    """The secrecy grade, and that data are an example, stand in the header of the first and of every other page."""
    example = "DỮ LIỆU MẪU đi kèm phần mềm"
    letters = ((cakg.remind(world, as_of="2025-01-15"), "TỐI MẬT"), (cakg.remind(kg, as_of="2024-12-01"), example))
    for value, mark in ((listed, "TỐI MẬT"), (cakg.duties(kg, as_of="2024-12-01"), example), *letters):
        section = _document(value).sections[0]
        for header in (section.header, section.first_page_header):
            assert mark in [paragraph.text for paragraph in header.paragraphs]


def test_no_duty_is_said(world):
    """An annex without rows says so and why."""
    found = cakg.duties(world, as_of="2025-01-15", unit="Cục B", by="2025-01-16")
    words = [paragraph.text for paragraph in _document(found).paragraphs]
    assert any(text.startswith("Không có dòng nào") for text in words)


def test_labels_stay_text(harmful):
    """Markup and fields are words, and long ones stand there whole."""
    kg, label = harmful
    rows = _table(_document(cakg.duties(kg, as_of="2025-01-01")))
    words = " ".join(label.split()).replace("\u202e", "\ufffd").replace("\u200f", "\ufffd").replace("\r", "\ufffd")
    assert rows[1][5] == words
    assert words in rows[1][2]


def test_the_document_does_not_depend_on_the_clock(listed):
    """The same rows are the same file."""
    assert cakg.render(listed, "docx") == cakg.render(listed, "docx")


def test_a_template_of_ones_own_stands_for_ours(run, listed, world_file, tmp_path):
    """As a file, in a folder, or in the folder that cakg.toml names; what is wrong with one is said in a line."""
    own = docx.Document()
    own.add_paragraph("{% for row in rows %}{{ row.code }}: {{ row.lead }}|{% endfor %}")
    folder = tmp_path / "mẫu"
    folder.mkdir()
    own.save(folder / "annex.docx")
    for template in (folder, folder / "annex.docx"):
        text = _document(listed, template=template).paragraphs[0].text
        assert "7-01: Cục A|" in text
    (tmp_path / "cakg.toml").write_text('[templates]\nfolder = "mẫu"\n', encoding="utf-8")
    done = run("duties", world_file, "--as-of", "2025-01-15", "-o", "ra.docx", cwd=tmp_path)
    assert done.code == 0, done.err
    assert "7-01: Cục A|" in docx.Document(tmp_path / "ra.docx").paragraphs[0].text
    with pytest.raises(SourceError, match="không"):
        _document(listed, template=tmp_path / "không có.docx")
    wrong = docx.Document()
    wrong.add_paragraph("{{ rows.__class__.__mro__ }}")
    wrong.save(tmp_path / "wrong.docx")
    with pytest.raises(SourceError):
        _document(listed, template=tmp_path / "wrong.docx")


def test_what_changed_stands_in_the_annex(graph, run, tmp_path):
    """Each difference that the terminal tells is a row under the annex, also of a duty that is gone; that nothing changed is said."""
    ended = 'n:2 a cakg:Obligation ; cakg:action "Việc đã hết"@vi ; cakg:validTo "2024-12-31"^^xsd:date .'
    kg = graph(f'n:1 a cakg:Obligation ; cakg:action "Việc còn"@vi .\n{ended}')
    source, day, since = tmp_path / "data.ttl", "2025-01-15", "2024-06-01"
    document = _document(cakg.matrix(kg, as_of=day, since=since))
    assert [row.cells[1].text for row in document.tables[1].rows] == ["Mã", "1"]
    ((head, *_), (code, of, kind, *_)) = ([cell.text for cell in row.cells] for row in document.tables[2].rows)
    assert (head, code, of.split("\n")[0], kind) == ("Mã", "2", "Việc đã hết", "không còn")
    assert "Việc đã hết" in run("duties", source, "--as-of", day, "--since", since).out
    book = openpyxl.load_workbook(io.BytesIO(cakg.render(cakg.matrix(kg, as_of=day, since=since), "xlsx")))
    assert [cell.value for cell in book["Điều đã đổi"][3]][:2] == ["2", "Việc đã hết\n— không nêu ai"]
    same = _words(_document(cakg.matrix(kg, as_of=day, since=day)))
    assert "Không có gì đổi." in same
    assert "Điều đã đổi" not in _words(_document(cakg.matrix(kg, as_of=day)))
    own = docx.Document()
    own.add_paragraph("{{ title }}")
    own.save(tmp_path / "own.docx")
    with pytest.raises(SourceError, match=r"own\.docx: mẫu không có chỗ cho “changes”"):
        _document(cakg.matrix(kg, as_of=day, since=since), template=tmp_path / "own.docx")


@pytest.mark.parametrize("format_", ["csv", "csv-raw", "pdf", "ics", "parquet", "arrow", "jsonld"])
def test_a_form_without_room_for_what_changed_is_refused(kg, run, tmp_path, format_):
    """It is never written without the changes asked for; one line says which forms have them."""
    asked = "--since" if format_ == "csv" else "--known-since"
    done = run("matrix", asked, "2024-01-01", "-f", format_, "-o", tmp_path / "out")
    assert (done.code, len(done.err.splitlines())) == (2, 1)
    assert "docx, xlsx, html" in done.err
    assert not (tmp_path / "out").exists()
    if format_ != "jsonld":
        with pytest.raises(ValueRefusedError):
            cakg.render(cakg.matrix(kg, as_of="2024-12-01", since="2024-01-01", document="002-05"), format_)


@pytest.mark.parametrize(
    "words",
    [
        "Ngày {{ nothing }}", "{% if %}", "{{ title ", "{{ title | nofilter }}", "b {{ 1 // 0 }}", "{{ rows[99].x }}",
        "{%tr for row in rows %}", "{{ rows + 1 }}", "{% include 'x' %}", "{{ title.nothing() }}",
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["body", "table", "header"])
def test_a_wrong_field_of_a_word_template_is_told_with_its_paragraph(listed, tmp_path, words, place):
    """One line names the file and the words of the paragraph, wherever it stands; paragraphs around it are not blamed."""
    own = docx.Document()
    own.add_paragraph("trước {{ title }}")
    if place == "body":
        own.add_paragraph(words)
    elif place == "table":
        own.add_table(1, 2).rows[0].cells[1].text = words
    else:
        own.sections[0].header.paragraphs[0].text = words
    own.add_paragraph("sau {{ day }}")
    own.save(tmp_path / "own.docx")
    with pytest.raises(SourceError) as refused:
        _document(listed, template=tmp_path / "own.docx")
    told = refused.value.message()
    shown = words.replace("{%tr ", "{% ").strip()  # the engine takes the mark of a row away
    assert told.startswith(
        ("own.docx: không dùng được làm mẫu: ở đoạn “" + shown, "own.docx: không dùng được làm mẫu: ở đoạn “" + words)
    )
    assert "trước" not in told


def test_what_is_no_word_file_is_no_template(listed, tmp_path):
    """A file of another kind is said to be none, in one line."""
    (tmp_path / "own.docx").write_bytes(b"PK nothing")
    with pytest.raises(SourceError, match=r"^own\.docx: không phải tệp Word"):
        _document(listed, template=tmp_path / "own.docx")

"""The matrix on paper and on the clipboard."""

import csv
import io
import re
from pathlib import Path

import pytest

import cakg

DAY = "2026-11-22"
A3 = (1191, 842)


@pytest.fixture
def sheets(open_page, tmp_path):
    """Print a page as it is shown and read the sheets back."""
    pypdf = pytest.importorskip("pypdf", reason="NOT PRINTED: pip install 'cakg[dev]' for pypdf")

    def _print(page, state=""):
        tab = open_page(page, state)
        tab.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
        assert tab.locator("#paper table").count() == 0
        return pypdf.PdfReader(tmp_path / "page.pdf").pages

    return _print


def _plain(text):
    return "".join(text.split())  # glyphs of another font stand apart in the text of a sheet


@pytest.mark.parametrize("view", ["matrix", "list", "units", "time", "drawing"])
def test_every_view_prints_on_a3_landscape_with_what_must_stand_on_each_sheet(sheets, page, view):
    """Every sheet is A3 landscape and names example data, secrecy, the day and its number."""
    pages = sheets(page, f"#xem={view}")
    for number, sheet in enumerate(pages, 1):
        size = (float(sheet.mediabox.width), float(sheet.mediabox.height))
        assert size == pytest.approx(A3, abs=2)
        text = _plain(sheet.extract_text())
        for words in ("DỮ LIỆU MẪU", "không mật 7", "Tính đến 22/11/2026", f"{number}/{len(pages)}"):
            assert _plain(words) in text, (view, number, words)


@pytest.mark.parametrize(("view", "heads"), [("matrix", ("Cấp Bộ", "Tình trạng")), ("list", ("Cơ quan chủ trì", "Kết quả"))])
def test_the_heads_come_again_on_every_sheet(sheets, page, view, heads):
    """A table of several sheets repeats its heads, and every row is printed once."""
    pages = sheets(page, f"#xem={view}")
    texts = [_plain(sheet.extract_text()) for sheet in pages]
    assert len(texts) > 2
    for text in texts:
        assert all(_plain(head) in text for head in heads)
    assert sum(text.count("002-07") for text in texts) == 1


def test_paper_shows_what_the_filter_shows(sheets, page):
    """A filter prints exactly its rows."""
    texts = [_plain(sheet.extract_text()) for sheet in sheets(page, "#vt=advise")]
    assert any("002-07" in text for text in texts)
    assert not any("004-01" in text for text in texts)


FILTERED = (
    ("#tim=canh%20sat&tt=undated", ("Tìm: “canh sat”", "Tình trạng: chưa rõ thời hạn")),
    (
        "#vt=advise&ml=orderToSubordinate&den=31/12/2025",
        ("Vai trò: tham mưu", "Mức ràng buộc: chỉ đạo cấp dưới", "Hạn đến: 31/12/2025"),
    ),
    ("#vb=instrument/bca-kh-43-v05-2024-01-29", ("Văn bản (kể cả cấp dưới): Kế hoạch số 43/KH-BCA-V05",)),
    ("#dv=unit/bo-cong-an&tu=01/01/2030", ("Đơn vị: Bộ Công an", "Hạn từ: 01/01/2030")),
)


@pytest.mark.parametrize("view", ["matrix", "list", "units", "time"])
@pytest.mark.parametrize(("asked", "words"), FILTERED)
def test_paper_names_the_filters_and_what_they_leave_out(sheets, open_page, page, view, asked, words):
    """Print, CSV and clipboard say by what the rows were chosen, how many of all they are, and how many have no date."""
    address = f"{asked}&xem={view}"
    tab = open_page(page, address)
    words = (*words, "Đang lọc: ", tab.inner_text("#count"))
    if tab.locator("#undated").is_visible():
        words = (*words, f"{re.search(r'[0-9]+', tab.inner_text('#undated'))[0]} dòng không rõ ngày bị bộ lọc ngày để ngoài")
    for told in (_copied(tab)[0].splitlines()[0], "".join(sheet.extract_text() for sheet in sheets(page, address))):
        assert [word for word in words if _plain(word) not in _plain(told)] == []
    if "tu=" in address:
        assert len(words) == 5


def test_paper_of_all_rows_names_no_filter(sheets, open_page, page):
    """Without a filter nothing is said of one; a day that is none filters nothing and is not named."""
    for address in ("", "#tu=hôm%20nay"):
        assert "Đang lọc" not in _copied(open_page(page, address))[0]
        assert _plain("Đang lọc") not in _plain(sheets(page, address)[0].extract_text())


def test_an_endless_name_of_a_unit_leaves_the_heads_low(sheets, graph):
    """Over its column stands its beginning, the whole below the table; the first sheet has the table."""
    long = "rất dài " * 1249 + "hết"
    kg = graph(
        'n:X-1 a cakg:Obligation ; cakg:action "Làm ngay"@vi . r:1 a cakg:Responsibility ; cakg:ofNorm n:X-1 ; cakg:bearer u:1 .'
        f'u:1 a cakg:Unit ; skos:prefLabel "{long}"@vi .'
    )
    texts = [_plain(sheet.extract_text()) for sheet in sheets(cakg.render(cakg.matrix(kg, as_of=DAY), "html"))]
    assert "X-1" in texts[0]
    assert _plain("Tên đầy đủ") in texts[0]
    assert "".join(texts).count(_plain("rất dài rất dài ")) > 500


def test_an_endless_row_begins_on_the_first_sheet(sheets, graph):
    """A duty of more bearers than a sheet has lines is cut between sheets, not pushed off the first one."""
    kg = graph('n:X-1 a cakg:Obligation ; cakg:action "Làm ngay"@vi . ',
               *(f'u:{n} a cakg:Unit ; skos:prefLabel "Công an xã thứ {n}"@vi . r:{n} a cakg:Responsibility ; cakg:ofNorm n:X-1 ; cakg:bearer u:{n} . '
                 for n in range(600)))  # fmt: skip
    texts = [_plain(sheet.extract_text()) for sheet in sheets(cakg.render(cakg.matrix(kg, as_of=DAY), "html"))]
    assert "X-1" in texts[0]
    assert _plain("Công an xã thứ 599") in "".join(texts)


def _copied(tab):
    """Return what the copy button puts on the clipboard, as text and as markup."""
    tab.evaluate(
        """() => { window.found = {}; document.addEventListener("copy", () => 0);
        const set = DataTransfer.prototype.setData;
        DataTransfer.prototype.setData = function (type, words) { window.found[type] = words; return set.call(this, type, words); }; }"""
    )
    tab.click("#copy")
    found = tab.evaluate("window.found")
    return found["text/plain"], found["text/html"]


@pytest.mark.parametrize("view", ["matrix", "list"])
def test_copying_gives_a_table(open_page, page, view):
    """The clipboard holds the rows shown as text with tabs and as a table, with their heads and the mark of example data."""
    tab = open_page(page, f"#xem={view}&vt=advise")
    plain, markup = _copied(tab)
    lines = list(csv.reader(io.StringIO(plain), delimiter="\t"))
    rows = tab.locator(".block .row").count()
    assert "DỮ LIỆU MẪU" in lines[0][0]
    assert len(lines) == rows + (3 if view == "matrix" else 2)
    assert len({len(line) for line in lines[1:]}) == 1
    assert markup.count("<tr>") == len(lines)
    assert "002-07" in markup
    assert tab.inner_text("#live").startswith(f"Đã sao chép {rows} dòng")


@pytest.mark.parametrize("view", ["matrix", "list", "time"])
def test_csv_holds_exactly_what_is_shown(open_page, page, view):
    """The saved file begins with the mark that Excel needs and has the rows of the filter, as the clipboard has them."""
    tab = open_page(page, f"#xem={view}&vt=advise")
    with tab.expect_download() as saved:
        tab.click("#csv")
    assert saved.value.suggested_filename == "ma trận [thử].csv"
    data = Path(saved.value.path()).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    plain, _ = _copied(tab)
    copied = list(csv.reader(io.StringIO(plain), delimiter="\t"))
    assert [[" ".join(cell.split()) for cell in line] for line in lines] == [
        [" ".join(cell.split()) for cell in line] for line in copied
    ]
    assert any("002-07" in line for line in lines)


def test_a_formula_is_copied_as_words(open_page, graph):
    """A name that a spreadsheet would run gets a leading quote, and markup in it stays text."""
    kg = graph(
        'n:1 a cakg:Obligation ; cakg:action "Việc <b>x</b>"@vi . r:1 a cakg:Responsibility ; cakg:ofNorm n:1 ; cakg:bearer u:x ; '
        "cakg:role <https://w3id.org/cakg/vocab/role/lead> . ",
        """u:x a cakg:Unit ; skos:prefLabel "=cmd|' /C calc'!A0"@vi .""",
    )
    plain, markup = _copied(open_page(cakg.render(cakg.matrix(kg, as_of=DAY), "html"), "#xem=list"))
    assert "'=cmd|" in plain
    assert "\t=cmd" not in plain
    assert ">'=cmd|" in markup
    assert "<b>x</b>" not in markup


def test_a_link_is_copied_with_its_state(open_page, page):
    """The link button copies the address with everything after the #."""
    tab = open_page(page, "#vt=advise")
    tab.evaluate(
        """() => { const set = DataTransfer.prototype.setData;
        DataTransfer.prototype.setData = function (type, words) { window.found = words; return set.call(this, type, words); }; }"""
    )
    tab.click("#link")
    assert tab.evaluate("window.found").endswith("#vt=advise")
    assert tab.inner_text("#live") == "Đã sao chép liên kết."


def test_printing_many_rows_asks_first(open_page, kg):
    """More than a thousand rows are printed only after a warning that names another way."""
    from dataclasses import replace

    grid = cakg.matrix(kg, as_of=DAY)
    tab = open_page(cakg.render(replace(grid, rows=grid.rows * 10, surroundings=None), "html"))
    asked = []
    tab.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    tab.evaluate("() => { window.print = () => { window.printed = true; }; }")
    tab.click("#print")
    assert "1.130 dòng" in asked[0]
    assert tab.evaluate("window.printed") is None

"""The page of the matrix in a browser: every filter gives what the library gives, and hides nothing silently."""

import unicodedata
from collections import Counter
from datetime import date

import pytest
from opened_pages import DAY, codes, expect, state

import cakg
from cakg.text import collation_key, fold


def test_every_row_and_unit_is_shown(open_page, page, grid):
    """The table has all rows and columns, groups above, bodies that ended struck through, roles as letters with words."""
    tab = open_page(page)
    assert codes(tab) == [row.duty.code for row in grid.rows]
    expect(tab.locator(".head .row").nth(1).locator(".x")).to_have_count(len(grid.columns))
    assert "Cấp Bộ" in tab.locator(".head .group").first.inner_text()
    expect(tab.locator(".head s", has_text="Công an cấp huyện")).to_have_count(1)
    cell = tab.locator(".row", has=tab.locator("text=002-07")).locator(".cell.x").first
    assert cell.inner_text() == "TM"
    assert "tham mưu" in cell.get_attribute("aria-label")
    assert "tham mưu" in tab.locator("#legend").inner_text()
    assert tab.locator("header").bounding_box()["height"] <= 160


@pytest.mark.parametrize("words", ["phuong kieu mau", "PHƯỜNG KIỂU MẪU", "dan van", "đoàn", "quy che", "002-0"])
def test_search_needs_no_accents(open_page, page, grid, words):
    """All words must be there, in any order, whatever the accents, case, đ, i and y; decomposed letters as well."""
    tab = open_page(page)
    for typed in (words, unicodedata.normalize("NFD", words), " ".join(reversed(words.split()))):
        tab.fill("#q", typed)
        told = [
            fold(text) for text in tab.evaluate("[...document.querySelectorAll('.block .row')].map((row) => row.textContent)")
        ]
        assert told, typed
        for text in told:
            assert all(word in text or word in fold(" ".join(c.label for c in grid.columns)) for word in fold(typed).split())
    assert state(tab).startswith("#tim=")


def test_search_folds_as_the_library_does(open_page, page):
    """The script forgets exactly what `fold` forgets: names that the library finds are found here."""
    names = ["Quý III", "kĩ thuật", "Uỷ ban", "Điều lệnh", "Công  an\txã", "thuỷ lợi", "ĐÀ NẴNG", "quy y", "Mỹ Lý"]
    tab = open_page(page)
    for name in names:
        tab.fill("#q", name)
        tab.evaluate("words => { document.getElementById('q').value = words; }", fold(name))
        before = tab.inner_text("#count")
        tab.evaluate("document.getElementById('q').dispatchEvent(new Event('input'))")
        assert tab.inner_text("#count") == before


def test_filters_give_what_the_library_gives(open_page, page, kg):
    """Unit and role, force, status and days leave the same rows as the filters of the command line."""
    tab = open_page(page)
    unit = "Công an các địa phương"
    tab.select_option("#unit", label=unit)
    grid = cakg.matrix(kg, as_of=DAY)
    place = [column.label for column in grid.columns].index(unit)
    assert codes(tab) == [row.duty.code for row in grid.rows if row.marks[place]]
    tab.click("#clear")
    for box, asked, value in (("#role", "role", "advise"), ("#force", "force", "orderToSubordinate")):
        tab.select_option(box, value=value)
        assert sorted(set(codes(tab))) == sorted({duty.code for duty in cakg.duties(kg, as_of=DAY, **{asked: value})})
        tab.click("#clear")
    tab.click("[data-status=openInTime]")
    assert sorted(set(codes(tab))) == sorted({duty.code for duty in cakg.duties(kg, as_of=DAY, status="openInTime")})
    tab.click("#clear")
    tab.fill("#to", "31.12.2025")
    tab.keyboard.press("Enter")
    assert sorted(set(codes(tab))) == sorted({duty.code for duty in cakg.duties(kg, as_of=DAY, by="2025-12-31")})


def test_a_unit_with_a_role_means_one_mark(open_page, page):
    """A unit in a role needs both in one mark, not one here and one there."""
    tab = open_page(page)
    tab.select_option("#unit", label="Bộ Công an")
    both = len(codes(tab))
    tab.select_option("#role", value="direct")
    directed = len(codes(tab))
    tab.select_option("#role", value="implement")
    assert directed + len(codes(tab)) == both == 7
    assert directed == 2


def test_a_document_means_what_rests_on_it(open_page, page, grid):
    """Choosing a resolution gives the rows under it; those that only may rest on it are counted and one click away."""
    tab = open_page(page)
    tab.select_option("#doc", label="Nghị quyết số 12-NQ/TW")
    iri = "https://w3id.org/cakg/id/instrument/bct-nq-12-x-2022-03-16"
    chains = {row.anchor: [link for link in row.proof.chain if link.upper == iri] for row in grid.rows}
    sure = [anchor for anchor, links in chains.items() if any(link.certain for link in links)]
    maybe = [anchor for anchor, links in chains.items() if links and anchor not in sure]
    assert maybe
    assert len(codes(tab)) == len(sure)
    assert tab.inner_text("#maybe") == f"+ {len(maybe)} dòng có thể thuộc văn bản này"
    tab.click("#maybe")
    assert len(codes(tab)) == len(sure) + len(maybe)
    assert "ct=1" in state(tab)


def test_a_date_filter_hides_no_undated_row_silently(open_page, page, grid):
    """The pills go on counting rows without a day, and a button brings them back."""
    tab = open_page(page)
    tab.fill("#from", "1/1/2026")
    tab.keyboard.press("Enter")
    dated = [row for row in grid.rows if row.duty.deadline.due and row.duty.deadline.due >= date(2026, 1, 1)]
    assert len(codes(tab)) == len(dated)
    undated = sum(row.duty.deadline.due is None for row in grid.rows)
    kinds = Counter(row.duty.deadline.kind for row in grid.rows if row.duty.deadline.due is None)
    always, again = kinds["continuous"], kinds["recurring"]
    told = f"{undated - always - again} dòng không rõ ngày, {again} việc định kỳ, {always} việc thường xuyên"
    assert tab.inner_text("#undated") == f"+ {told}"
    assert tab.inner_text("[data-status=undated]").startswith("99 ")
    assert tab.inner_text("[data-status=recurring]").startswith("1 ")
    tab.click("#undated")
    assert len(codes(tab)) == len(dated) + undated < len(grid.rows)
    assert "kn=1" in state(tab)
    assert tab.get_attribute("#undated", "aria-pressed") == "true"
    assert tab.inner_text("#undated") == f"đang kể cả {told}"
    assert tab.input_value("#from") == "1/1/2026"
    tab.click("#undated")
    assert len(codes(tab)) == len(dated)
    tab.click("[data-status=undated]")
    assert len(codes(tab)) == 99


@pytest.mark.parametrize("words", ["31/02/2026", "2026", "hôm nay", "1/13/2026"])
def test_what_is_no_day_is_said(open_page, page, grid, words):
    """A day that does not exist filters nothing and is marked, with a sentence."""
    tab = open_page(page)
    tab.fill("#from", words)
    tab.keyboard.press("Enter")
    assert tab.get_attribute("#from", "aria-invalid") == "true"
    assert words in tab.inner_text("#trouble")
    assert len(codes(tab)) == len(grid.rows)


def test_days_the_wrong_way_round_are_said(open_page, page):
    """A first day after the last is marked on both fields, told to who sees and who hears, and rows without a day stay near."""
    tab = open_page(page, "#tu=31/12/2026&den=1/1/2026")
    words = "“Hạn từ” 31/12/2026 muộn hơn “Hạn đến” 01/01/2026"
    for name in ("from", "to"):
        assert tab.get_attribute(f"#{name}", "aria-invalid") == "true"
        assert tab.get_attribute(f"#{name}", "aria-describedby") == "trouble"
    for place in ("#trouble", "#live", "main"):
        assert words in tab.inner_text(place)
    assert "dòng không rõ ngày" in tab.inner_text("#undated")
    tab.fill("#to", "1/1/2027")
    tab.keyboard.press("Enter")
    assert tab.get_attribute("#from", "aria-invalid") == "false"
    assert tab.inner_text("#trouble") == ""


@pytest.mark.parametrize(
    ("asked", "words", "field"),
    [
        ("#dv=unit/khong-co", "Đơn vị “unit/khong-co” không có trên trang này.", "#unit"),
        ("#vt=zz", "Vai trò “zz” không có trên trang này.", "#role"),
        ("#vb=z<b>", "Văn bản “z<b>” không có trên trang này.", "#doc"),
        ("#ml=zz", "Mức ràng buộc “zz” không có trên trang này.", "#force"),
        ("#tt=overdue", "Tình trạng “overdue” không có trên trang này.", None),
        ("#nv=999-99", "Trang không có dòng “999-99”.", None),
    ],
)
@pytest.mark.parametrize("view", ["", "&xem=drawing"])
def test_a_link_to_an_unknown_name_says_so(open_page, page, grid, asked, words, field, view):
    """What a link asks for and the page does not have is named above the table, in it where it is empty, and aloud."""
    tab = open_page(page, asked + view)
    assert tab.inner_text("#trouble").strip() == words
    assert words in tab.inner_text("#live")
    if field:
        assert tab.get_attribute(field, "aria-invalid") == "true"
    if not view:
        assert words in tab.inner_text("main") if "nv=" not in asked else len(codes(tab)) == len(grid.rows)
    tab.select_option("#role", value="advise")
    assert (tab.inner_text("#trouble") == "") == (asked[1:3] in ("vt", "nv"))
    if asked.startswith("#nv"):
        assert "nv=" not in state(tab)


def test_pills_follow_the_other_filters(open_page, page):
    """The count of a status is that of the rows that the other filters leave."""
    tab = open_page(page)
    tab.select_option("#unit", label="Bộ Công an")
    counts = {text.split(" ", 1)[1]: int(text.split(" ")[0]) for text in tab.locator(".pill").all_inner_texts()}
    assert sum(counts.values()) == len(codes(tab)) == 7
    tab.click("[data-status=undated]")
    after = {text.split(" ", 1)[1]: int(text.split(" ")[0]) for text in tab.locator(".pill").all_inner_texts()}
    assert after == counts
    assert len(codes(tab)) == counts["chưa rõ thời hạn"]
    assert tab.get_attribute("[data-status=undated]", "aria-pressed") == "true"


def test_headings_sort_in_vietnamese_order(open_page, page, grid):
    """Names sort as the library sorts them; a second click turns the order, rows without a day stay last."""
    tab = open_page(page)
    tab.click(".head .duty")
    tasks = tab.locator(".block .task").all_text_contents()
    assert tasks == sorted(tasks, key=collation_key)
    assert tab.get_attribute(".head .row:last-child .duty", "aria-sort") == "ascending"
    tab.click(".head .when")
    tab.click(".head .when")
    assert state(tab) == "#sx=-due"
    days = tab.evaluate(
        "[...document.querySelectorAll('.block .when b')].map((e) => /(\\d\\d)\\/(\\d\\d)\\/(\\d{4})$/.exec(e.textContent))"
    )
    found = ["".join(reversed(day[1:4])) if day else "" for day in days]
    dated = [day for day in found if day]
    assert dated == sorted(dated, reverse=True)
    assert found == dated + [""] * (len(grid.rows) - len(dated))


def test_no_row_says_why(open_page, kg, page):
    """A matrix without duties, and a filter that leaves none, say so in a sentence."""
    empty = open_page(cakg.render(cakg.matrix(kg, as_of=DAY, from_="2099-01-01"), "html"))
    assert "Không có dòng nào" in empty.inner_text("main")
    tab = open_page(page)
    tab.fill("#q", "khôngcóchữnày")
    assert tab.inner_text("main") == "Không có dòng nào qua được bộ lọc."

"""The page of the matrix as people use it, in a browser: no request, no complaint, every filter, the keyboard, the proof."""

import re
import unicodedata
from dataclasses import replace
from datetime import date

import pytest

import cakg
from cakg.model.grid import Column, Mark
from cakg.text import collation_key, fold

expect = pytest.importorskip(
    "playwright.sync_api", reason="NOT RUN IN A BROWSER: pip install 'cakg[dev]' for playwright"
).expect
"""Waits for what the page does after an event, as a reader does."""

DAY = "2026-11-22"
VIEWS = ("matrix", "list", "units", "time", "drawing")


@pytest.fixture(scope="module")
def grid(kg):
    """The matrix of the examples."""
    return cakg.matrix(kg, as_of=DAY)


@pytest.fixture(scope="module")
def page(grid):
    """The matrix of the examples as a page."""
    return cakg.render(grid, "html")


def _codes(tab):
    return tab.locator(".block .code").all_text_contents()


def _state(tab):
    return tab.evaluate("decodeURIComponent(location.hash)")


def test_every_row_and_unit_is_shown(open_page, page, grid):
    """The table has all rows and columns, groups above, bodies that ended struck through, roles as letters with words."""
    tab = open_page(page)
    assert _codes(tab) == [row.duty.code for row in grid.rows]
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
    assert _state(tab).startswith("#tim=")


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
    assert _codes(tab) == [row.duty.code for row in grid.rows if row.marks[place]]
    tab.click("#clear")
    for box, asked, value in (("#role", "role", "advise"), ("#force", "force", "orderToSubordinate")):
        tab.select_option(box, value=value)
        assert sorted(set(_codes(tab))) == sorted({duty.code for duty in cakg.duties(kg, as_of=DAY, **{asked: value})})
        tab.click("#clear")
    tab.click("[data-status=openInTime]")
    assert sorted(set(_codes(tab))) == sorted({duty.code for duty in cakg.duties(kg, as_of=DAY, status="openInTime")})
    tab.click("#clear")
    tab.fill("#to", "31.12.2025")
    tab.keyboard.press("Enter")
    assert sorted(set(_codes(tab))) == sorted({duty.code for duty in cakg.duties(kg, as_of=DAY, by="2025-12-31")})


def test_a_unit_with_a_role_means_one_mark(open_page, page):
    """A unit in a role needs both in one mark, not one here and one there."""
    tab = open_page(page)
    tab.select_option("#unit", label="Bộ Công an")
    both = len(_codes(tab))
    tab.select_option("#role", value="direct")
    directed = len(_codes(tab))
    tab.select_option("#role", value="implement")
    assert directed + len(_codes(tab)) == both == 7
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
    assert len(_codes(tab)) == len(sure)
    assert tab.inner_text("#maybe") == f"+ {len(maybe)} dòng có thể thuộc văn bản này"
    tab.click("#maybe")
    assert len(_codes(tab)) == len(sure) + len(maybe)
    assert "ct=1" in _state(tab)


def test_a_date_filter_hides_no_undated_row_silently(open_page, page, grid):
    """The pills go on counting rows without a day, and a button brings them back."""
    tab = open_page(page)
    tab.fill("#from", "1/1/2026")
    tab.keyboard.press("Enter")
    dated = [row for row in grid.rows if row.duty.deadline.due and row.duty.deadline.due >= date(2026, 1, 1)]
    assert len(_codes(tab)) == len(dated)
    undated = sum(row.duty.deadline.due is None for row in grid.rows)
    assert tab.inner_text("#undated") == f"+ {undated} dòng không rõ ngày"
    assert tab.inner_text("[data-status=undated]").startswith("100 ")
    tab.click("[data-status=undated]")
    assert len(_codes(tab)) == 100


@pytest.mark.parametrize("words", ["31/02/2026", "2026", "hôm nay", "1/13/2026"])
def test_what_is_no_day_is_said(open_page, page, grid, words):
    """A day that does not exist filters nothing and is marked, with a sentence."""
    tab = open_page(page)
    tab.fill("#from", words)
    tab.keyboard.press("Enter")
    assert tab.get_attribute("#from", "aria-invalid") == "true"
    assert words in tab.inner_text("#trouble")
    assert len(_codes(tab)) == len(grid.rows)


def test_pills_follow_the_other_filters(open_page, page):
    """The count of a status is that of the rows that the other filters leave."""
    tab = open_page(page)
    tab.select_option("#unit", label="Bộ Công an")
    counts = {text.split(" ", 1)[1]: int(text.split(" ")[0]) for text in tab.locator(".pill").all_inner_texts()}
    assert sum(counts.values()) == len(_codes(tab)) == 7
    tab.click("[data-status=undated]")
    after = {text.split(" ", 1)[1]: int(text.split(" ")[0]) for text in tab.locator(".pill").all_inner_texts()}
    assert after == counts
    assert len(_codes(tab)) == counts["chưa rõ thời hạn"]
    assert tab.get_attribute("[data-status=undated]", "aria-pressed") == "true"


def test_links_lead_back_to_the_same_view_and_back_goes_step_by_step(open_page, page):
    """The address holds the whole state; Back and Forward walk through it."""
    tab = open_page(page, "#xem=list&vt=advise&sx=-code")
    assert tab.get_attribute("button[data-view=list]", "aria-pressed") == "true"
    first = _codes(tab)
    assert first == sorted(first, key=collation_key, reverse=True)
    tab.click("button[data-view=units]")
    tab.select_option("#role", value="direct")
    tab.go_back()
    assert _state(tab) == "#xem=units&vt=advise&sx=-code"
    tab.go_back()
    assert _codes(tab) == first
    assert tab.input_value("#role") == "advise"
    tab.go_forward()
    assert tab.get_attribute("button[data-view=units]", "aria-pressed") == "true"


def test_typing_is_one_step_back(open_page, page, grid):
    """A word typed letter by letter is one step in the history."""
    tab = open_page(page)
    tab.locator("#q").press_sequentially("phuong")
    assert _state(tab) == "#tim=phuong"
    tab.go_back()
    assert len(_codes(tab)) == len(grid.rows)


@pytest.mark.parametrize("asked", ["#nv=none", "#xem=%3Cscript%3E&sx=x&dv=y&vb=z&tt=w&nn=fr", "#%E0%A4%A", "#tu=x&den=y"])
def test_a_link_with_nonsense_harms_nothing(open_page, page, asked):
    """An address with unknown names shows a page, not an error."""
    tab = open_page(page, asked)
    assert tab.inner_text("#count")


def test_headings_sort_in_vietnamese_order(open_page, page, grid):
    """Names sort as the library sorts them; a second click turns the order, rows without a day stay last."""
    tab = open_page(page)
    tab.click(".head .duty")
    tasks = tab.locator(".block .task").all_text_contents()
    assert tasks == sorted(tasks, key=collation_key)
    assert tab.get_attribute(".head .row:last-child .duty", "aria-sort") == "ascending"
    tab.click(".head .when")
    tab.click(".head .when")
    assert _state(tab) == "#sx=-due"
    days = tab.evaluate(
        "[...document.querySelectorAll('.block .when b')].map((e) => /(\\d\\d)\\/(\\d\\d)\\/(\\d{4})$/.exec(e.textContent))"
    )
    found = ["".join(reversed(day[1:4])) if day else "" for day in days]
    dated = [day for day in found if day]
    assert dated == sorted(dated, reverse=True)
    assert found == dated + [""] * (len(grid.rows) - len(dated))


def test_the_keyboard_reaches_everything(open_page, page, grid):
    """One cell takes Tab; arrows, Home and End move it, also over empty cells and into the heads; / searches, Esc clears."""
    tab = open_page(page)
    expect(tab.locator(".grid [tabindex='0']")).to_have_count(1)
    tab.locator(".grid [tabindex='0']").focus()
    focused = "document.activeElement.getAttribute('aria-colindex') + '@' + document.activeElement.parentElement.getAttribute('aria-rowindex')"
    steps = [("ArrowDown", "1@4"), ("ArrowRight", "2@4"), ("End", f"{len(grid.columns) + 4}@4"), ("ArrowLeft", f"{len(grid.columns) + 3}@4"),
             ("Control+End", f"{len(grid.columns) + 4}@{len(grid.rows) + 2}"), ("Control+Home", "1@3"), ("ArrowUp", "1@2"),
             ("ArrowUp", "1@1"), ("PageDown", "1@11")]  # fmt: skip
    for key, place in steps:
        tab.keyboard.press(key)
        assert tab.evaluate(focused) == place, key
        expect(tab.locator(".grid [tabindex='0']")).to_have_count(1)
    tab.keyboard.press("/")
    assert tab.evaluate("document.activeElement.id") == "q"
    tab.keyboard.type("phuong")
    tab.keyboard.press("Escape")
    assert tab.input_value("#q") == ""
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.id") == "unit"
    tab.select_option("#role", value="advise")
    tab.locator(".grid [tabindex='0']").focus()
    tab.keyboard.press("Escape")
    assert len(_codes(tab)) == len(grid.rows)


def test_a_sort_or_filter_by_keyboard_keeps_the_focus(open_page, page):
    """Enter on a heading sorts or filters and the focus stays on that heading."""
    tab = open_page(page)
    tab.locator(".grid [tabindex='0']").focus()
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press("Enter")
    assert _state(tab) == "#sx=code"
    assert tab.evaluate("document.activeElement.getAttribute('aria-sort')") == "ascending"
    for _ in range(3):
        tab.keyboard.press("ArrowRight")
    tab.keyboard.press("Enter")
    assert "dv=unit/bo-cong-an" in _state(tab)
    assert tab.evaluate("document.activeElement.textContent") == "Bộ Công an"


def test_every_cell_opens_its_proof_and_gives_the_focus_back(open_page, page):
    """A click or Enter opens a dialog with the proof; Esc closes it, the focus returns, and Back does the same."""
    tab = open_page(page)
    row = tab.locator(".block .row", has=tab.locator("text=002-07"))
    for place in ("code", "duty", "when", "x", "state"):
        row.locator(f".cell.{place}").first.click()
        expect(tab.locator("dialog[open]")).to_have_count(1)
        told = tab.inner_text("dialog")
        assert "nv=002-07" in _state(tab)
        for words in ("002-07", "“giai đoạn 2024 - 2025”", "sha256", "dòng", "IRI", "LƯU Ý", "chắc chắn"):
            assert words in told, (place, words)
        assert ("Ô này" in told) == (place == "x")
        tab.keyboard.press("Escape")
        expect(tab.locator("dialog[open]")).to_have_count(0)
        assert tab.evaluate("document.activeElement.className").startswith(f"cell {place}")
    tab.keyboard.press("Enter")
    expect(tab.locator("dialog[open]")).to_have_count(1)
    tab.go_back()
    expect(tab.locator("dialog[open]")).to_have_count(0)


def test_a_link_to_a_row_opens_its_proof(open_page, page):
    """`#nv=…` is the address of a row."""
    tab = open_page(page, "#nv=000-42-1")
    assert "000-42" in tab.inner_text("#proof-title")
    assert "DỮ LIỆU MẪU" in tab.inner_text("dialog")


def test_the_annex_has_the_columns_people_know(open_page, page, grid):
    """Code, duty, lead, cooperating, …, result, deadline; each bearer in the column of its role."""
    tab = open_page(page, "#xem=list")
    heads = [text.strip() for text in tab.locator(".head .cell").all_inner_texts()]
    assert heads == ["Mã", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Chỉ đạo", "Thực hiện", "Vai trò khác", "Kết quả",
                     "Thời hạn", "Tình trạng"]  # fmt: skip
    row = tab.locator(".block .row", has=tab.locator("text=004-01"))
    assert row.locator(".cell").nth(5).text_content().startswith("Bộ Công an")
    assert len(_codes(tab)) == len(grid.rows)


def test_the_view_by_unit_lists_each_unit_with_its_duties(open_page, page, grid):
    """Each unit with marks has a section with as many duties as rows in its column."""
    tab = open_page(page, "#xem=units")
    counts = {
        column.label or "không nêu ai": sum(bool(row.marks[place]) for row in grid.rows)
        for place, column in enumerate(grid.columns)
    }
    shown = {
        heading.split("\n")[0]: int(re.search(r"(\d+) nhiệm vụ", heading)[1])
        for heading in tab.evaluate(
            "[...document.querySelectorAll('h2[id^=u-]')].map((h) => h.firstElementChild.textContent + '\\n' + h.lastElementChild.textContent)"
        )
    }
    assert shown == counts
    expect(tab.locator(".item")).to_have_count(sum(counts.values()))
    tab.locator(".item .link").first.click()
    expect(tab.locator("dialog[open]")).to_have_count(1)


def test_the_timeline_keeps_undated_and_continuous_duties(open_page, page, grid):
    """Quarters in order, then continuous duties and those without a due day; together they are all rows."""
    tab = open_page(page, "#xem=time")
    headings = [re.sub(r"\s+\d+ nhiệm vụ$", "", text) for text in tab.locator("section h2").all_inner_texts()]
    assert headings == ["Quý IV/2023", "Quý IV/2025", "Quý IV/2030", "Thường xuyên", "Không có ngày đến hạn"]
    expect(tab.locator(".item")).to_have_count(len(grid.rows))
    tab.click("[data-part=q-none]")
    assert tab.evaluate("document.activeElement.id") == "q-none"


def test_the_drawing_leads_to_the_duties_and_has_a_table(open_page, page):
    """Each box filters the matrix by its document; the table says the same relations as the drawing."""
    tab = open_page(page, "#xem=drawing")
    expect(tab.locator("svg path.edge")).to_have_count(tab.locator("table").first.locator("tbody tr").count())
    box = tab.locator("g.box", has=tab.locator("title", has_text="Kế hoạch số 43/KH-BCA-V05"))
    box.focus()
    tab.keyboard.press("Enter")
    assert _state(tab) == "#vb=instrument/bca-kh-43-v05-2024-01-29"
    assert _codes(tab) == ["003-01"]


def test_a_chosen_document_is_drawn_with_what_it_is_tied_to(open_page, page):
    """With a document in the filter the drawing has it, what it rests on and what rests on it, and no other."""
    tab = open_page(page, "#xem=drawing&vb=instrument/bca-kh-43-v05-2024-01-29")
    names = {name.split("\n")[0] for name in tab.locator("g.box title").all_text_contents()}
    assert {name.split(", ")[1] for name in names} == {
        "Kế hoạch số 43/KH-BCA-V05", "Đề án số 30/ĐA-BCA", "Nghị quyết số 12-NQ/TW",
        "Hội nghị quán triệt văn bản về phong trào toàn dân bảo vệ ANTQ năm 2024",
    }  # fmt: skip
    boxes = tab.evaluate("[...document.querySelectorAll('g.box rect')].map((r) => [r.x.baseVal.value, r.y.baseVal.value])")
    assert len({tuple(box) for box in boxes}) == 4


def test_english_is_one_click_away(open_page, page, grid):
    """The switch turns words, names and proofs; the address keeps it."""
    tab = open_page(page)
    tab.click("#language")
    assert tab.evaluate("document.documentElement.lang") == "en"
    assert tab.inner_text("h1") == "Responsibility matrix"
    assert "Ministry of Public Security" in tab.inner_text(".head")
    assert "nn=en" in _state(tab)
    tab.locator(".block .row", has=tab.locator("text=002-07")).locator(".code").click()
    assert "Chain of authority" in tab.inner_text("dialog")
    tab.keyboard.press("Escape")
    tab.click("#language")
    assert tab.inner_text("h1") == "Ma trận trách nhiệm"
    assert len(_codes(tab)) == len(grid.rows)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", [*(f"#xem={view}" for view in VIEWS), "#nv=002-07", "#tim=zzzz", "#nn=en&vt=advise&tu=x"])
def test_nothing_hinders_people_with_disabilities(open_page, page, scheme, state):
    """axe-core finds nothing against WCAG 2.2 A and AA or its own advice, in any view, light and dark."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="NOT CHECKED: pip install axe-playwright-python")
    tab = open_page(page, state, color_scheme=scheme)
    found = axe.Axe().run(tab)
    assert len(found.response["passes"]) > 20
    assert [(item["id"], item["nodes"][0]["html"][:200]) for item in found.response["violations"]] == []


def test_dark_is_dark(open_page, page):
    """Where the system is dark, so is the page."""
    ground = "getComputedStyle(document.body).backgroundColor"
    colours = [open_page(page, color_scheme=scheme).evaluate(ground) for scheme in ("light", "dark")]
    assert colours == ["rgb(255, 255, 255)", "rgb(23, 24, 27)"]


def test_no_row_says_why(open_page, kg, page):
    """A matrix without duties, and a filter that leaves none, say so in a sentence."""
    empty = open_page(cakg.render(cakg.matrix(kg, as_of=DAY, from_="2099-01-01"), "html"))
    assert "Không có dòng nào" in empty.inner_text("main")
    tab = open_page(page)
    tab.fill("#q", "khôngcóchữnày")
    assert tab.inner_text("main") == "Không có dòng nào qua được bộ lọc."


def test_harmful_names_do_nothing(open_page, graph):
    """Markup and scripts in names show as text in every view, in the proof and in the title; nothing runs."""
    harm = "<img src=x onerror=alert(1)></script><script>alert(2)</script>"
    kg = graph(
        f'<javascript:alert(1)> a cakg:Obligation ; cakg:action "{harm}"@vi ; cakg:statedIn i:1 . i:1 a cakg:Instrument ; '
        f'skos:prefLabel "{harm}"@vi ; cakg:implements i:2 . i:2 a cakg:Instrument ; skos:prefLabel "=cmd|x"@vi . '
        f'r:1 a cakg:Responsibility ; cakg:ofNorm <javascript:alert(1)> ; cakg:bearer u:x . u:x a cakg:Unit ; skos:prefLabel "{harm}"@vi .'
    )
    tab = open_page(cakg.render(cakg.matrix(kg, as_of=DAY), "html"))
    tab.on("dialog", lambda dialog: pytest.fail(dialog.message))
    for view in VIEWS:
        tab.click(f"button[data-view={view}]")
        assert harm in tab.locator("main").text_content() or view == "drawing"
        expect(tab.locator("img, main script, a[href^=javascript]")).to_have_count(0)
    tab.click("button[data-view=matrix]")
    tab.locator(".block .code").click()
    assert harm in tab.inner_text("#proof-title")


def _wide(grid, units):
    """Return the matrix with many more columns; one duty has a mark in every one of them."""
    columns = tuple(
        Column(f"urn:u{place}", f"Đơn vị {place}", ("ministry", "local")[place > 9], ended=False) for place in range(units)
    )
    mark = Mark("TH", "implement", "Đơn vị", "explicit", "certain", head=False, holder="")
    rows = [replace(row, marks=((),) * units) for row in grid.rows]
    rows[0] = replace(rows[0], marks=((mark,),) * units)
    return replace(grid, columns=columns, rows=tuple(rows), surroundings=None)


def test_more_than_forty_units_are_counted_by_group(open_page, grid):
    """A duty of 3,000 units shows a count for each group; a group opens on demand and closes again."""
    tab = open_page(cakg.render(_wide(grid, 3000), "html"))
    cells = tab.locator(".block .row").first.locator(".cell.x")
    assert cells.all_inner_texts() == ["10 TH", "2.990 TH"]
    tab.locator(".head .group").nth(1).click()
    assert "mo=local" in _state(tab)
    expect(tab.locator(".head .row").nth(1).locator(".x")).to_have_count(2991)
    expect(cells).to_have_count(2991)
    tab.go_back()
    expect(cells).to_have_count(2)
    tab.select_option("#unit", label="Đơn vị 2999")
    assert len(_codes(tab)) == 1


def test_a_long_title_is_cut_on_the_table_and_whole_in_the_proof(open_page, graph):
    """10,000 letters do not break the table: a row stays low, and the proof has every letter."""
    long = "rất dài " * 1250
    tab = open_page(cakg.render(cakg.matrix(graph(f'n:1 a cakg:Obligation ; cakg:action "{long}"@vi .'), as_of=DAY), "html"))
    assert tab.locator(".block .row").bounding_box()["height"] < 200
    tab.locator(".block .code").click()
    assert tab.evaluate("document.getElementById('proof-title').textContent").endswith(long)


def test_the_live_region_tells_how_many_rows_are_left(open_page, page):
    """Who does not see the page hears the count after each filter."""
    tab = open_page(page)
    assert tab.get_attribute("#live", "role") == "status"
    tab.select_option("#role", value="advise")
    assert tab.inner_text("#live") == f"Hiển thị {len(_codes(tab))}/112 dòng"


def test_the_skip_link_leads_into_the_table(open_page, page):
    """The first stop of Tab is a link past the filters."""
    tab = open_page(page)
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.id") == "skip"
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.getAttribute('role')") == "rowheader"


def test_without_scripts_the_page_still_shows_the_rows(browser, page, tmp_path, grid):
    """Where scripts are switched off the plain table stands."""
    path = tmp_path / "page.html"
    path.write_text(page, encoding="utf-8")
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(path.as_uri())
    expect(tab.locator("table.plain tbody tr")).to_have_count(len(grid.rows))
    assert "JavaScript" in tab.inner_text("header")
    context.close()

"""The page of the matrix in a browser: each view, both languages, many columns, long and harmful names."""

import re
from dataclasses import replace
from datetime import date

import pytest
from opened_pages import DAY, VIEWS, broken_words, codes, expect, state

import cakg
from cakg.model.grid import Column, Mark


def test_the_annex_has_the_columns_people_know(open_page, page, grid):
    """Code, duty, lead, cooperating, …, result, deadline; each bearer in the column of its role."""
    tab = open_page(page, "#xem=list")
    heads = [text.strip() for text in tab.locator(".head .cell").all_inner_texts()]
    assert heads == ["Mã", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Chỉ đạo", "Thực hiện", "Vai trò khác", "Kết quả",
                     "Thời hạn", "Tình trạng"]  # fmt: skip
    row = tab.locator(".block .row", has=tab.locator("text=004-01"))
    assert row.locator(".cell").nth(5).text_content().startswith("Bộ Công an")
    expect(tab.locator(".head .cell").last).to_be_in_viewport(ratio=1)
    assert len(codes(tab)) == len(grid.rows)


@pytest.mark.parametrize("asked", ["#xem=list", "#xem=list&nn=en", "#nn=en"])
def test_no_word_of_a_heading_is_broken(open_page, page, asked):
    """Every word over a column stands on one line, in both languages."""
    tab = open_page(page, asked)
    assert broken_words(tab, ".head .cell") == []


def test_the_view_by_unit_lists_each_unit_with_its_duties(open_page, page, grid):
    """Each unit with marks has a section with as many rows as its column."""
    tab = open_page(page, "#xem=units")
    counts = {
        column.label or "không nêu ai": sum(bool(row.marks[place]) for row in grid.rows)
        for place, column in enumerate(grid.columns)
    }
    shown = {
        heading.split("\n")[0]: int(re.search(r"(\d+) dòng", heading)[1])
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
    headings = [re.sub(r"\s+\d+ dòng$", "", text) for text in tab.locator("section h2").all_inner_texts()]
    assert headings == ["Quý IV/2023", "Quý IV/2025", "Quý IV/2030", "Thường xuyên", "Định kỳ", "Không có ngày đến hạn"]
    expect(tab.locator(".item")).to_have_count(len(grid.rows))
    tab.click("[data-part=q-none]")
    assert tab.evaluate("document.activeElement.id") == "q-none"


def test_many_quarters_stand_side_by_side(open_page, grid):
    """Thirty quarters take little room above the duties, and read in the language of the page."""
    places = range(len(grid.rows))
    due = [
        replace(row.duty.deadline, due=date(2020 + place % 32 // 4, 1 + place % 4 * 3, 1))
        for place, row in zip(places, grid.rows, strict=True)
    ]
    rows = (replace(row, duty=row.duty._replace(deadline=day)) for row, day in zip(grid.rows, due, strict=True))
    page = cakg.render(replace(grid, rows=tuple(rows)), "html")
    tab = open_page(page, "#xem=time")
    assert tab.locator(".contents button").count() == 35
    assert tab.locator("main nav").bounding_box()["height"] < 170
    assert tab.locator(".contents button").nth(3).inner_text().split() == ["IV/2020", "4"]
    tab.click("#language")
    assert tab.locator("section h2").nth(3).inner_text().startswith("Q4 2020")


def test_the_timeline_says_who(open_page, page, grid):
    """Beside the letters of a role stands the name of who has it."""
    tab = open_page(page, "#xem=time")
    row = next(row for row in grid.rows if row.duty.code == "002-01")
    told = tab.locator(".item", has=tab.locator("[data-row='002-01-1']")).locator(".signs").inner_text()
    assert told.split("\n") == [f"{mark.letters} {mark.bearer}" for cell in row.marks for mark in cell]


def test_what_changed_leads_to_its_proof(open_page, kg):
    """The codes in the view of changes open the proof of the duty, and their words stand on one line."""
    tab = open_page(cakg.render(cakg.matrix(kg, as_of=DAY, since="2024-06-01"), "html"), "#xem=changes")
    code = tab.locator("table.changes tbody td button", has_text="000-07").first
    assert code.bounding_box()["height"] < 30
    code.click()
    assert tab.inner_text("#proof-title").startswith("000-07")
    tab.keyboard.press("Escape")
    expect(code).to_be_focused()


def test_english_is_one_click_away(open_page, page, grid):
    """The switch turns words, names and proofs; the address keeps it."""
    tab = open_page(page)
    tab.click("#language")
    assert tab.evaluate("document.documentElement.lang") == "en"
    assert tab.inner_text("h1") == "Responsibility matrix"
    assert "Ministry of Public Security" in tab.inner_text(".head")
    assert "nn=en" in state(tab)
    tab.locator(".block .row", has=tab.locator("text=002-07")).locator(".code").click()
    assert "Chain of authority" in tab.inner_text("dialog")
    tab.keyboard.press("Escape")
    tab.click("#language")
    assert tab.inner_text("h1") == "Ma trận trách nhiệm"
    assert len(codes(tab)) == len(grid.rows)


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
    """A duty of 3,000 units shows a count for each piece of a group; a piece opens on demand and closes again."""
    tab = open_page(cakg.render(_wide(grid, 3000), "html"))
    cells = tab.locator(".block .row").first.locator(".cell.x")
    counts = [int(text.removesuffix(" TH").replace(".", "")) for text in cells.all_inner_texts()]
    assert (counts[0], len(counts), sum(counts), max(counts)) == (10, 41, 3000, 75)
    assert cells.nth(1).get_attribute("aria-label").startswith(f"{counts[1]} TH – ")
    assert len(cells.nth(1).get_attribute("aria-label")) < 60
    tab.locator(".head .group").nth(1).click()
    assert "mo=local-1" in state(tab)
    expect(cells).to_have_count(41 - 1 + counts[1])
    tab.go_back()
    expect(cells).to_have_count(41)


def test_the_column_of_a_filtered_unit_is_seen(open_page, grid):
    """A unit chosen in the filter or in the address unfolds its piece, and its column comes into view; so does one far to the right."""
    page = cakg.render(_wide(grid, 3000), "html")
    tab = open_page(page)
    tab.select_option("#unit", label="Đơn vị 2999")
    expect(tab.locator(".head .chosen")).to_be_in_viewport(ratio=1)
    assert tab.locator(".head .chosen").inner_text() == "Đơn vị 2999"
    assert len(codes(tab)) == 1
    tab.select_option("#unit", label="Đơn vị 1200")
    expect(tab.locator(".head .chosen")).to_be_in_viewport(ratio=1)
    box, sticky = tab.locator(".head .chosen").bounding_box(), tab.locator(".head .row >> nth=1 >> .s2").bounding_box()
    assert box["x"] >= sticky["x"] + sticky["width"]
    tab.select_option("#unit", label="Tất cả đơn vị")
    expect(tab.locator(".block .row").first.locator(".cell.x")).to_have_count(41)
    tab = open_page(page, "#dv=urn:u2000")
    expect(tab.locator(".head .chosen")).to_be_in_viewport(ratio=1)
    tab = open_page(cakg.render(_wide(grid, 40), "html"), "#dv=urn:u39")
    expect(tab.locator(".head .chosen")).to_be_in_viewport(ratio=1)


def test_many_units_of_no_known_level_are_grouped_too(open_page, graph):
    """Units without a kind stand in pieces of at most twenty, each named by its first and last unit."""
    names = [f"Công an xã {letter}{tail}" for letter in "ABCDĐEGHIKLM" for tail in ("n Bình", "n Phú", "o Lộc", "u Sơn")]
    kg = graph(
        'n:1 a cakg:Obligation ; cakg:action "Làm"@vi . n:2 a cakg:Obligation ; cakg:action "Giữ"@vi .',
        *(f'u:{n} a cakg:Unit ; skos:prefLabel "{name}"@vi . r:{n} a cakg:Responsibility ; cakg:ofNorm n:1 ; cakg:bearer u:{n} .'
          for n, name in enumerate(names)),
    )  # fmt: skip
    tab = open_page(cakg.render(cakg.matrix(kg, as_of=DAY), "html"))
    heads = tab.locator(".head .row").nth(1).locator(".x")
    pieces = [text.split("\n") for text in heads.all_inner_texts()[:-1]]
    assert pieces == [
        ["An Bình – Du Sơn", "mở 16 cột"],
        ["Đn Bình – Hu Sơn", "mở 16 cột"],
        ["In Bình – Mu Sơn", "mở 16 cột"],
    ]
    assert tab.locator(".head .group").all_inner_texts()[:3] == [f"▸ Chưa rõ cấp {n}/3" for n in (1, 2, 3)]
    tab.locator(".grid [tabindex='0']").focus()
    for key in ("ArrowUp", "ArrowRight", "ArrowRight", "ArrowRight", "Enter"):
        tab.keyboard.press(key)
    expect(heads).to_have_count(16 + 3)
    assert "Chưa rõ cấp 1/3: An Bình – Du Sơn" in tab.locator(".head .group").first.inner_text()
    expect(tab.locator(":focus")).to_have_count(1)


_LONG = "rất dài " * 1249 + "hết"


@pytest.fixture
def endless(graph):
    """A page whose title, time, result, authority and unit have 10,000 letters each."""
    kg = graph(
        f'n:1 a cakg:Obligation ; cakg:action "A {_LONG}"@vi ; cakg:statedIn i:1 ; cakg:expects <urn:x> ; cakg:deadline d:1 .'
        f'd:1 a cakg:UnstatedDeadline ; cakg:statedText "B {_LONG}" . <urn:x> a cakg:Deliverable ; skos:prefLabel "C {_LONG}"@vi .'
        f'i:1 a cakg:Instrument ; skos:prefLabel "D {_LONG}"@vi . u:1 a cakg:Unit ; skos:prefLabel "E {_LONG}"@vi .'
        "r:1 a cakg:Responsibility ; cakg:ofNorm n:1 ; cakg:bearer u:1 ."
    )
    return cakg.render(cakg.matrix(kg, as_of=DAY), "html")


@pytest.mark.parametrize("view", ["matrix", "list", "units", "time"])
def test_endless_words_are_cut_on_screen_and_whole_in_the_proof(open_page, endless, view):
    """10,000 letters of title, time or unit leave a row low; the keyboard leads to all of them, and paper has them."""
    tab = open_page(endless, f"#xem={view}")
    row = tab.locator(".block .row, .item").first
    assert row.bounding_box()["height"] < 330
    assert "xem đủ" in row.inner_text()
    if view in ("matrix", "list"):
        tab.locator(".grid [tabindex='0']").focus()
        tab.keyboard.press("ArrowRight")
    else:
        row.locator("button.more").first.focus()
    tab.keyboard.press("Enter")
    told = tab.inner_text("#proof-body")
    assert [letter for letter in "ABCDE" if f"{letter} {_LONG}" not in told] == []
    assert tab.locator("#proof-title").bounding_box()["height"] < 160
    tab.keyboard.press("Escape")
    tab.emulate_media(media="print")
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    paper = tab.inner_text("#paper") + tab.inner_text("main")
    assert [letter for letter in "ABDE" if f"{letter} {_LONG}" not in paper] == []


def test_a_row_of_very_many_units_stays_low_in_every_view(open_page, grid):
    """The first few of 3,000 names stand on screen, the others in the proof."""
    tab = open_page(cakg.render(_wide(grid, 3000), "html"))
    for view in ("list", "time"):
        tab.click(f"button[data-view={view}]")
        rows = tab.locator(".block .row, .item").all()[:12]
        assert max(row.bounding_box()["height"] for row in rows) < 500
        assert "xem đủ 3.000" in rows[0].inner_text()
    tab.click("button[data-view=units]")
    groups = tab.locator("main nav details")
    expect(groups).to_have_count(41)
    assert groups.nth(1).inner_text().startswith("Địa phương 1/40: ")
    groups.nth(1).locator("summary").press("Enter")
    groups.nth(1).locator("button").nth(2).press("Enter")
    assert tab.evaluate("document.activeElement.id") == "u-12"

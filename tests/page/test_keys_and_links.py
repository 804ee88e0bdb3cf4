"""The page of the matrix in a browser: links, the way back, the keyboard and the proof behind every cell."""

import re

import pytest
from opened_pages import DAY, codes, expect, state

import cakg
from cakg.text import collation_key


def test_links_lead_back_to_the_same_view_and_back_goes_step_by_step(open_page, page):
    """The address holds the whole state; Back and Forward walk through it."""
    tab = open_page(page, "#xem=list&vt=advise&sx=-code")
    assert tab.get_attribute("button[data-view=list]", "aria-pressed") == "true"
    first = codes(tab)
    assert first == sorted(first, key=collation_key, reverse=True)
    tab.click("button[data-view=units]")
    tab.select_option("#role", value="direct")
    tab.go_back()
    assert state(tab) == "#xem=units&vt=advise&sx=-code"
    tab.go_back()
    assert codes(tab) == first
    assert tab.input_value("#role") == "advise"
    tab.go_forward()
    assert tab.get_attribute("button[data-view=units]", "aria-pressed") == "true"


def test_typing_is_one_step_back(open_page, page, grid):
    """A word typed letter by letter is one step in the history."""
    tab = open_page(page)
    tab.locator("#q").press_sequentially("phuong")
    assert state(tab) == "#tim=phuong"
    tab.go_back()
    assert len(codes(tab)) == len(grid.rows)


@pytest.mark.parametrize("asked", ["#nv=none", "#xem=%3Cscript%3E&sx=x&dv=y&vb=z&tt=w&nn=fr", "#%E0%A4%A", "#tu=x&den=y"])
def test_a_link_with_nonsense_harms_nothing(open_page, page, asked):
    """An address with unknown names shows a page, not an error."""
    tab = open_page(page, asked)
    assert tab.inner_text("#count")


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
    assert len(codes(tab)) == len(grid.rows)


def test_a_sort_or_filter_by_keyboard_keeps_the_focus(open_page, page):
    """Enter on a heading sorts or filters and the focus stays on that heading."""
    tab = open_page(page)
    tab.locator(".grid [tabindex='0']").focus()
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press("Enter")
    assert state(tab) == "#sx=code"
    assert tab.evaluate("document.activeElement.getAttribute('aria-sort')") == "ascending"
    for _ in range(3):
        tab.keyboard.press("ArrowRight")
    tab.keyboard.press("Enter")
    assert "dv=unit/bo-cong-an" in state(tab)
    assert tab.evaluate("document.activeElement.textContent") == "Bộ Công an"


def test_folding_and_filtering_many_columns_keep_the_focus(open_page, graph):
    """Where columns come and go, the focus stays on the group that was opened or closed and on the unit that was chosen."""
    kg = graph(
        'n:1 a cakg:Obligation ; cakg:action "Làm"@vi . ',
        *(f'u:{n} a cakg:Unit ; skos:prefLabel "Công an xã {n}"@vi . r:{n} a cakg:Responsibility ; cakg:ofNorm n:1 ; cakg:bearer u:{n} .'
          for n in range(45)),
    )  # fmt: skip
    tab = open_page(cakg.render(cakg.matrix(kg, as_of=DAY), "html"))
    focused = tab.locator(":focus")
    tab.locator(".grid [tabindex='0']").focus()
    for key in ("ArrowUp", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "Enter"):
        tab.keyboard.press(key)
    expect(focused).to_have_text(re.compile("▾ Chưa rõ cấp 2/3"))
    tab.keyboard.press("Enter")
    expect(focused).to_have_text(re.compile("▸ Chưa rõ cấp 2/3"))
    for key in ("Enter", "ArrowDown", "Enter"):
        tab.keyboard.press(key)
    expect(focused).to_have_text("Công an xã 15")
    assert "dv=unit/15" in state(tab)


def test_every_cell_opens_its_proof_and_gives_the_focus_back(open_page, page):
    """A click or Enter opens a dialog with the proof; Esc closes it, the focus returns, and Back does the same."""
    tab = open_page(page)
    row = tab.locator(".block .row", has=tab.locator("text=002-07"))
    for place in ("code", "duty", "when", "x", "state"):
        row.locator(f".cell.{place}").first.click()
        expect(tab.locator("dialog[open]")).to_have_count(1)
        told = tab.inner_text("dialog")
        assert "nv=002-07" in state(tab)
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


def test_a_proof_says_each_line_of_the_chain_once(open_page, page):
    """Two mentions that read alike are one line, in either language."""
    tab = open_page(page, "#nv=000-42")
    for words, link in (("Chuỗi thẩm quyền", "có thể là →"), ("Chain of authority", "candidate →")):
        lines = (
            tab.locator("#proof-body dt", has_text=words)
            .locator("xpath=following-sibling::dd[1]")
            .locator("li")
            .all_inner_texts()
        )
        assert len([line for line in lines if link in line]) == 3, lines
        assert len(lines) == len(set(lines))
        tab.keyboard.press("Escape")
        tab.click("#language")
        tab.locator(".block .code", has_text="000-42").click()


@pytest.mark.parametrize("name", ["000-42-1", "000-42"])
def test_a_link_to_a_row_opens_its_proof(open_page, page, name):
    """`#nv=…` is the address of a row, also by the code that people read."""
    tab = open_page(page, f"#nv={name}")
    assert "000-42" in tab.inner_text("#proof-title")
    assert "DỮ LIỆU MẪU" in tab.inner_text("dialog")

"""The page of the matrix for everybody: by WCAG, in the dark, by ear, without scripts, on small screens."""

from dataclasses import replace

import pytest
from opened_pages import VIEWS, codes, expect

import cakg


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


def test_the_live_region_tells_how_many_rows_are_left(open_page, page):
    """Who does not see the page hears the count after each filter."""
    tab = open_page(page)
    assert tab.get_attribute("#live", "role") == "status"
    tab.select_option("#role", value="advise")
    assert tab.inner_text("#live") == f"Hiển thị {len(codes(tab))}/113 dòng"


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


STATUSES = (
    "doneOnTime", "doneLate", "openInTime", "overdue", "continuous", "undated", "notApplicable", "suspended", "superseded", "unknown", "recurring",
)  # fmt: skip


def _varied(grid):
    """Return the matrix with duties of every status, in words."""
    kg = grid.origin
    labels = {f"status/{name}": kg.record(f"https://w3id.org/cakg/vocab/status/{name}").label() for name in STATUSES}
    rows = [
        replace(row, duty=duty, proof=replace(row.proof, duties=(duty,)))
        for number, row in enumerate(grid.rows)
        for duty in [row.duty._replace(status=STATUSES[number % len(STATUSES)])]
    ]
    return replace(grid, rows=tuple(rows), words={**grid.words, **labels}, surroundings=None)


@pytest.mark.parametrize("asked", ["", "#nn=en", "varied"])
def test_the_head_of_the_page_leaves_room_for_the_table(open_page, page, grid, asked):
    """On a small screen it takes at most 160 px, in English and with a pill for every status, and cuts nothing off."""
    tab = open_page(cakg.render(_varied(grid), "html")) if asked == "varied" else open_page(page, asked)
    assert tab.locator("header").bounding_box()["height"] <= 160
    assert tab.locator(".pill").count() == (11 if asked == "varied" else 6)
    cut = "[...document.querySelectorAll('header *')].filter((e) => e.scrollWidth > e.clientWidth + 1 && e.clientWidth && getComputedStyle(e).display !== 'inline').map((e) => e.outerHTML)"
    assert [text for text in tab.evaluate(cut) if "<input" not in text and "<select" not in text] == []


@pytest.fixture
def telephone(open_page):
    """Open a page on a screen 390 px wide."""

    def _open(page, state=""):
        tab = open_page(page, state)
        tab.set_viewport_size({"width": 390, "height": 844})
        return tab

    return _open


def test_a_telephone_shows_it_all(telephone, page):
    """390 px wide, nothing but the table itself is wider than the screen, and labels do not overlap."""
    tab = telephone(page)
    assert tab.evaluate("document.documentElement.scrollWidth") == 390
    tab.click("#tools")
    boxes = [label.bounding_box() for label in tab.locator(".filters label > span").all()]
    assert len(boxes) == 7
    for one in boxes:
        assert one["x"] + one["width"] <= 390
        for other in boxes:
            apart = one["x"] + one["width"] <= other["x"] or other["x"] + other["width"] <= one["x"] or one["y"] != other["y"]
            assert one == other or apart
    assert tab.evaluate("document.documentElement.scrollWidth") == 390
    assert tab.locator("main").bounding_box()["height"] > 700
    tab.locator(".block .code", has_text="000-42").click()
    title = tab.locator("#proof-title")
    assert title.bounding_box()["width"] > 300
    assert title.evaluate("(e) => e.scrollHeight <= e.clientHeight + 1")


@pytest.mark.parametrize("asked", ["", "#nn=en", "#dv=unit/bo-cong-an&tu=01/01/2026", "varied"])
def test_a_telephone_shows_duties_first(telephone, page, grid, asked):
    """The head is low: filters, key and actions are folded behind a button; day, example, views and pills stay."""
    tab = telephone(cakg.render(_varied(grid), "html")) if asked == "varied" else telephone(page, asked)
    assert tab.locator("header").bounding_box()["height"] <= 190
    for name in ("#q", "#legend", "#copy"):
        expect(tab.locator(name)).to_be_hidden()
    for name in ("#example", "#facts", "#views", "#count", ".pill >> nth=0"):
        expect(tab.locator(name)).to_be_visible()
    assert "22/11/2026" in tab.inner_text("#facts")
    if "tu=" in asked:
        expect(tab.locator("#undated")).to_be_in_viewport()


def test_what_a_telephone_folds_is_one_key_away(telephone, page):
    """The button says how many filters are set and whether it is open, / opens it, and axe-core finds nothing either way."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="NOT CHECKED: pip install axe-playwright-python")
    tab = telephone(page, "#vt=implement&tim=xa")
    button = tab.get_by_role("button", name="Bộ lọc và công cụ (2)")
    for unfolded in ("false", "true"):
        expect(button).to_have_attribute("aria-expanded", unfolded)
        assert axe.Axe().run(tab).response["violations"] == []
        button.focus()
        tab.keyboard.press("Enter")
    expect(tab.locator("#clear")).to_be_hidden()
    tab.keyboard.press("/")
    expect(tab.locator("#q")).to_be_focused()
    tab.click("#clear")
    expect(tab.get_by_role("button", name="Bộ lọc và công cụ", exact=True)).to_have_attribute("aria-expanded", "true")

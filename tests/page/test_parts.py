"""A matrix too large for one page: several pages, and an index that says what is where."""

from dataclasses import replace
from urllib.parse import unquote

import pytest
from opened_pages import broken_words, codes, expect

import cakg
from cakg.errors import SourceError, ValueRefusedError
from cakg.rendering.matrix import parts


@pytest.fixture(scope="module")
def folder(grid, tmp_path_factory):
    """The matrix of the examples on pages of at most 40 rows."""
    folder = tmp_path_factory.mktemp("trang")
    parts.write_parts(grid, folder / "ma trận.html", "vi", most=40)
    return folder


def test_a_matrix_too_large_for_one_page_is_several_with_an_index(grid, tmp_path, islands):
    """Whole years stand together, each row on exactly one page; the index counts and leads to all, and each page leads back."""
    parts.write_parts(grid, tmp_path / "ma trận.html", "vi", most=40)
    index = (tmp_path / "ma trận.html").read_text(encoding="utf-8")
    pages = sorted(path for path in tmp_path.iterdir() if path.name != "ma trận.html")
    assert [path.name for path in pages] == [f"ma trận-00{number}.html" for number in range(1, len(pages) + 1)]
    codes = []
    for path in pages:
        data, *_ = islands(path.read_text(encoding="utf-8"))
        assert len(data["rows"]) <= 40
        assert data["langs"] == ["vi", "en"]
        codes += [values[0] for values in data["rows"]]
        assert path.name.replace(" ", "%20").replace("ậ", "%E1%BA%AD") in index
        assert 'href="ma%20tr%E1%BA%ADn.html"' in path.read_text(encoding="utf-8")
    assert codes == [row.anchor.removeprefix("nv-") for row in grid.rows]
    assert "DỮ LIỆU MẪU" in index
    assert "2023 – 2030" in index
    assert "không có ngày (phần 1/3)" in index


def test_many_rows_need_a_file(grid):
    """More than one page cannot go to one stream: the error says to name a file."""
    many = replace(grid, rows=grid.rows * 230, surroundings=None)
    with pytest.raises(ValueRefusedError, match="-o"):
        cakg.render(many, "html")


def test_parts_follow_the_order_of_the_rows(grid):
    """Parts are gapless, in order, none larger than asked."""
    for most in (1, 7, 100, 1000):
        found = parts.split(grid.rows, "vi", most)
        assert [place for part in found for place in part.places] == list(range(len(grid.rows)))
        assert max(len(part.places) for part in found) <= most


def test_every_link_of_the_index_leads_to_what_it_counts(open_page, browser, grid, folder):
    """Each count is a link to the page with the filter set: as many rows are shown as the index says; each page leads back."""
    context = browser.new_context()
    tab = context.new_page()
    tab.goto((folder / "ma trận.html").as_uri())
    links = [(a.get_attribute("href"), a.inner_text()) for a in tab.locator("main a").all()]
    assert len(links) > 40
    counted = [(address, words) for address, words in links if "#" in address]
    for address, words in [*counted[:6], *counted[-6:]]:
        name, _, state = address.partition("#")
        shown = open_page(folder / unquote(name), f"#{state}")
        assert len(codes(shown)) == int(words), address
        assert shown.locator("header a").get_attribute("href") == "ma%20tr%E1%BA%ADn.html"
    by_unit = sum(int(words) for address, words in counted if "#dv=unit%2Fbo-cong-an" in address)
    place = next(n for n, column in enumerate(grid.columns) if column.label == "Bộ Công an")
    assert by_unit == sum(bool(row.marks[place]) for row in grid.rows)
    context.close()


def test_the_index_finds_a_code_and_a_unit(open_page, folder, grid):
    """A code or its beginning, or a name without accents, gives links to the pages; the link of a code opens its proof."""
    tab = open_page(folder / "ma trận.html")
    tab.fill("#q", "002-07")
    alike = {row.duty.code for row in grid.rows if row.duty.code.startswith("002-07")}
    expect(tab.locator("#told")).to_have_text(f"{len(alike)} kết quả")
    assert tab.locator("#found li").first.inner_text().startswith("002-07: ")
    link = tab.locator("#found a").first
    name, _, asked = link.get_attribute("href").partition("#")
    assert "002-07" in open_page(folder / unquote(name), f"#{asked}").inner_text("#proof-title")
    tab.fill("#q", "00")
    expect(tab.locator("#found li")).to_have_count(30)
    assert f"{len({row.duty.code for row in grid.rows})} kết quả" in tab.inner_text("#told")
    tab.fill("#q", "BO cong an")
    line = tab.locator("#found li").first
    assert line.inner_text().startswith("Bộ Công an: ")
    assert [a.get_attribute("href").partition("#")[2] for a in line.locator("a").all()] == [
        "dv=unit%2Fbo-cong-an"
    ] * line.locator("a").count()
    tab.fill("#q", "<b>zz")
    expect(tab.locator("#told")).to_have_text("Không có mã hay đơn vị nào khớp “<b>zz”.")


def test_every_row_can_be_found_in_the_index(open_page, folder, grid):
    """The look-up knows each code on each page that has it, and adds little to the index."""
    tab = open_page(folder / "ma trận.html")
    pages = tab.evaluate("JSON.parse(document.getElementById('cakg-index').textContent).pages")
    for _, address, listed in pages:
        assert listed == list(dict.fromkeys(codes(open_page(folder / unquote(address)))))
    assert {code for _, _, listed in pages for code in listed} == {row.duty.code for row in grid.rows}
    assert tab.evaluate("document.getElementById('cakg-index').textContent.length") < 20 * len(grid.rows)


def test_a_code_of_another_page_leads_to_the_index(open_page, folder, grid):
    """A page that lacks the row of a link says so and names the index, whose link looks the code up."""
    tab = open_page(folder / "ma trận-001.html", f"#nv={grid.rows[-1].duty.code}")
    assert "Mục lục các trang" in tab.inner_text("#trouble")
    tab.click("header a#index")
    assert tab.locator("#found li").first.inner_text().startswith(f"{grid.rows[-1].duty.code}: ")
    assert tab.input_value("#q") == grid.rows[-1].duty.code


def test_the_index_can_be_read_on_a_telephone(open_page, folder):
    """On 390 px only its tables are wider than the screen, and no word over a column is broken."""
    tab = open_page(folder / "ma trận.html")
    tab.set_viewport_size({"width": 390, "height": 844})
    assert tab.evaluate("document.documentElement.scrollWidth") == 390
    assert broken_words(tab, "thead th") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_in_the_index_hinders_people_with_disabilities(open_page, folder, scheme):
    """axe-core finds nothing, also with answers shown."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="NOT CHECKED: pip install axe-playwright-python")
    tab = open_page(folder / "ma trận.html", "#nv=002", color_scheme=scheme)
    found = axe.Axe().run(tab)
    assert [(item["id"], item["nodes"][0]["html"][:200]) for item in found.response["violations"]] == []


def test_a_part_says_which_part_it_is_and_counts_its_own(open_page, folder, grid):
    """Its name stands in the head and the title when the script has run; what belongs to the whole stands in the index alone."""
    tab = open_page(folder / "ma trận-001.html")
    assert tab.locator("header").bounding_box()["height"] <= 160
    assert "2023 – 2030" in tab.inner_text("#facts")
    assert "2023 – 2030" in tab.title()
    assert "lời kêu gọi" not in tab.inner_text("#facts")
    index = (folder / "ma trận.html").read_text(encoding="utf-8")
    assert f"{grid.calls} lời kêu gọi, mong muốn không tính là nhiệm vụ" in index
    counts = []
    for path in sorted(folder.glob("*-*.html")):
        told = open_page(path).inner_text("#facts")
        counts.append(
            int(told.partition(" nhiệm vụ chưa xác định được nơi")[0].rpartition(" ")[2]) if "chưa xác định" in told else 0
        )
    assert sum(counts) >= len(grid.unresolved)


def test_pages_read_together_are_told_to_read_the_index(folder):
    """The index alone restores the data; a page of rows says so in its line."""
    assert cakg.load(folder / "ma trận.html").sources
    for sources in ([folder / "ma trận-001.html"], [folder]):
        with pytest.raises(SourceError, match="mục lục"):
            cakg.load(*sources)


def test_a_template_of_ones_own_is_blamed_on_every_page(grid, tmp_path):
    """A fault in it is one line, whether the matrix is one page or several."""
    (tmp_path / "matrix.html.j2").write_text("<p>\n{{ nothing }}", encoding="utf-8")
    with pytest.raises(SourceError, match=r"^matrix\.html\.j2:2: "):
        parts.write_parts(grid, tmp_path / "x.html", "vi", most=40, own=tmp_path)
    (tmp_path / "matrix.html.j2").unlink()
    (tmp_path / "parts.html.j2").write_text("{{ nothing }}", encoding="utf-8")
    with pytest.raises(SourceError, match=r"^parts\.html\.j2:1: "):
        parts.write_parts(grid, tmp_path / "x.html", "vi", most=40, own=tmp_path)

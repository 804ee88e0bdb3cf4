"""The drawing of the documents on the page of the matrix: what it leads to, and that all of it can be read."""

import pytest
from opened_pages import DAY, codes, expect, state

import cakg


def test_the_drawing_leads_to_the_duties_and_has_a_table(open_page, page):
    """Each box filters the matrix by its document; the table says the same relations as the drawing."""
    tab = open_page(page, "#xem=drawing")
    expect(tab.locator("svg path.edge")).to_have_count(tab.locator("table").first.locator("tbody tr").count())
    box = tab.locator("g.box", has=tab.locator("title", has_text="Kế hoạch số 43/KH-BCA-V05"))
    box.focus()
    tab.keyboard.press("Enter")
    assert state(tab) == "#vb=instrument/bca-kh-43-v05-2024-01-29"
    assert codes(tab) == ["003-01"]


def test_a_drawing_begins_with_the_highest_documents(open_page, graph):
    """What many documents rest on is in sight, however long the column beside it."""
    kg = graph("i:0 a cakg:Instrument . ", *(f"i:{n} a cakg:Instrument ; cakg:implements i:0 . " for n in range(1, 60)),
               'n:1 a cakg:Obligation ; cakg:action "Làm"@vi ; cakg:statedIn i:1 .')  # fmt: skip
    tab = open_page(cakg.render(cakg.matrix(kg, as_of=DAY), "html"), "#xem=drawing")
    expect(tab.locator("g.box")).to_have_count(60)
    expect(tab.locator("g.box[data-doc='instrument/0']")).to_be_in_viewport(ratio=1)


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


_GEOMETRY = """() => {
  const inside = (point, box, by) => point.x > box.x + by && point.x < box.x + box.width - by && point.y > box.y + by && point.y < box.y + box.height - by;
  const apart = (one, other) => one.x + one.width <= other.x || other.x + other.width <= one.x || one.y + one.height <= other.y + 1 || other.y + other.height <= one.y + 1;
  const all = (name) => [...document.querySelectorAll(name)];
  const labels = all('svg .relation').map((each) => [each.textContent, each.getBBox()]);
  const boxes = all('svg .box').map((each) => [each.ariaLabel, each.querySelector('rect').getBBox()]);
  const found = [], svg = document.querySelector('svg').viewBox.baseVal;
  const things = [...labels, ...boxes];
  things.forEach(([name, one], n) => things.slice(n + 1).forEach(([other, two]) => apart(one, two) || found.push([name, 'on', other])));
  for (const [name, box] of things) if (box.x < 0 || box.y < 0 || box.x + box.width > svg.width || box.y + box.height > svg.height) found.push([name, 'outside']);
  for (const box of all('svg .box')) for (const words of box.querySelectorAll('text')) {
    if (words.getBBox().width > box.querySelector('rect').getBBox().width - 4) found.push([words.textContent, 'wider than its box']);
  }
  for (const line of all('svg .edge')) for (let at = 3; at < line.getTotalLength() - 3; at += 3) {
    const point = line.getPointAtLength(at);
    for (const [name, box] of things) if (inside(point, box, 2.5)) { found.push([line.getAttribute('d'), 'through', name]); at = 1e9; }
  }
  return { found, labels: labels.length, boxes: boxes.length };
}"""


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_line_of_the_drawing_can_be_read(open_page, page, lang):
    """No name of a line stands on another, on a box or under a line, and no line runs through a box."""
    seen = open_page(page, f"#xem=drawing&nn={lang}").evaluate(_GEOMETRY)
    assert seen["labels"] > 25
    assert seen["found"] == []


def test_a_crowded_drawing_can_be_read(open_page, graph):
    """Also with rings, lines that skip columns, many lines into one box and long names."""
    kg = graph(
        *(f'i:{n} a cakg:Instrument ; skos:prefLabel "Kế hoạch thứ {n} {"rất dài " * (n % 5)}"@vi . ' for n in range(40)),
        *(f"i:{n} cakg:implements i:{n // 3} ; cakg:contributesTo i:{n // 7} ; cakg:reviews i:0 . " for n in range(1, 38)),
        "i:38 cakg:mentions i:39 . i:39 cakg:mentions i:38 ; cakg:reviews i:20 . i:38 cakg:disseminates i:2 . ",
        'n:1 a cakg:Obligation ; cakg:action "Làm"@vi ; cakg:statedIn i:37 ; cakg:implements i:1 .',
    )
    seen = open_page(cakg.render(cakg.matrix(kg, as_of=DAY), "html"), "#xem=drawing").evaluate(_GEOMETRY)
    assert seen["boxes"] == 40
    assert seen["found"] == []


def test_the_lines_of_a_box_are_set_off(open_page, page):
    """Under the pointer or the focus a box shows which lines are its own."""
    tab = open_page(page, "#xem=drawing")
    box = tab.locator("g.box[aria-label*='Kế hoạch số 43/KH-BCA-V05']")
    for act in (box.focus, box.hover):
        act()
        expect(tab.locator("svg.chosen .edge.lit")).to_have_count(4)

"""A page narrowed when it was written carries all the data: it says so on screen and on paper, and how much it does not show."""

import io

import pytest
from opened_pages import DAY

import cakg
from cakg.rendering.matrix.parts import write_parts

DATA = (
    'u:x a cakg:Unit ; skos:prefLabel "Cục X"@vi . u:y a cakg:Unit ; skos:prefLabel "Cục Y"@vi . '
    'i:1 a cakg:Instrument ; skos:prefLabel "KH 1"@vi ; cakg:secrecy <https://w3id.org/cakg/vocab/secrecy/secret> . '
    'n:1 a cakg:Obligation ; cakg:action "Việc mật"@vi ; cakg:statedIn i:1 . n:2 a cakg:Obligation ; cakg:action "Việc thường"@vi . '
    "r:1 a cakg:Responsibility ; cakg:ofNorm n:1 ; cakg:bearer u:x . r:2 a cakg:Responsibility ; cakg:ofNorm n:2 ; cakg:bearer u:y . "
)
WORDS = "mang theo toàn bộ dữ liệu đã nạp, gồm cả 1 nhiệm vụ, chỉ tiêu không hiện ở đây"


def test_a_narrowed_page_says_what_it_carries(open_page, graph):
    """The warning stands in sight and on paper, in the language shown; the grade of what is not shown stands beside it."""
    page = cakg.render(cakg.matrix(graph(DATA), as_of=DAY, unit="Cục Y"), "html")
    assert "Việc mật" in page
    tab = open_page(page)
    assert tab.locator(".block .row").count() == 1
    assert WORDS in tab.inner_text("header .carries")
    assert "TỐI MẬT" in tab.inner_text("#secrecy").upper()
    tab.emulate_media(media="print")
    assert tab.locator("header .carries").is_visible()
    tab.emulate_media(media="screen")
    tab.click("#language")
    assert "carries all loaded data, also 1 duty or target not shown here" in tab.inner_text("header .carries")


@pytest.mark.parametrize("asked", [{}, {"from_": "2020-01-01", "by": "2020-12-31"}])
def test_only_what_is_hidden_is_warned_of(graph, asked):
    """A page of all rows has no warning; of one that shows none, all duties are counted."""
    page = cakg.render(cakg.matrix(graph(DATA), as_of=DAY, **asked), "html")
    assert ('<p id="carries" class="carries">' in page) == bool(asked)
    assert ("gồm cả 2 nhiệm vụ" in page) == bool(asked)


def test_of_several_pages_the_index_warns(graph, tmp_path):
    """The index carries the data and says so; the pages beside it do not carry them."""
    grid = cakg.matrix(graph(DATA), as_of=DAY, unit="Cục Y")
    assert WORDS in write_parts(grid, tmp_path / "x.html", "vi")
    assert WORDS not in (tmp_path / "x-001.html").read_text(encoding="utf-8")


def test_a_pdf_of_a_narrowed_matrix_carries_nothing(graph):
    """Sheets hold the rows they show alone, and are not warned of."""
    pypdf = pytest.importorskip("pypdf", reason="NOT PRINTED: pip install 'cakg[dev]' for pypdf")
    made = cakg.render(cakg.matrix(graph(DATA), as_of=DAY, unit="Cục Y"), "pdf")
    told = "".join("".join(sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(made)).pages).split())
    assert "Việcthường" in told
    assert "toànbộdữliệu" not in told

"""What the page hands on beside its table on screen: the annex in the words of the files, the documents, what changed."""

import pytest
from opened_pages import DAY, expect, saved

import cakg
from cakg.rendering.annex import annex_rows

ROLE = "<https://w3id.org/cakg/vocab/role/{}>"
DATA = (
    'u:a a cakg:Unit ; skos:prefLabel "Cục A"@vi ; cakg:unitKind kind:ministry-unit ; cakg:existsTo "2024-06-30"^^xsd:date ; cakg:succeededBy u:b . '
    'u:b a cakg:Unit ; skos:prefLabel "Cục B"@vi ; cakg:unitKind kind:ministry-unit . u:c a cakg:Unit ; skos:prefLabel "Cục C"@vi . '
    'u:d a cakg:Unit ; skos:prefLabel "Cục D"@vi ; cakg:existsTo "2024-06-30"^^xsd:date . '
    'i:a a cakg:Instrument ; skos:prefLabel "Kế hoạch 1"@vi ; cakg:issuedOn "2024-01-01"^^xsd:date . '
    'n:1 a cakg:Obligation ; cakg:action "Việc ngầm"@vi ; cakg:statedIn i:a . n:2 a cakg:Obligation ; cakg:action "Việc của ai"@vi . '
    f"r:1 a cakg:Responsibility ; cakg:ofNorm n:1 ; cakg:bearer u:a ; cakg:role {ROLE.format('lead')} ; "
    "cakg:bearerBasis <https://w3id.org/cakg/vocab/bearer-basis/implicit> . "
    f"r:2 a cakg:Responsibility ; cakg:ofNorm n:1 ; cakg:bearer u:c ; cakg:role {ROLE.format('lead')} . "
    f"r:3 a cakg:Responsibility ; cakg:ofNorm n:1 ; cakg:bearer u:a ; cakg:role {ROLE.format('report')} . "
    f"r:4 a cakg:Responsibility ; cakg:ofNorm n:1 ; cakg:bearer u:d ; cakg:role {ROLE.format('cooperate')} . "
    "r:5 a cakg:Responsibility ; cakg:ofNorm n:1 ; cakg:bearer u:c . "
)


def parties(words):
    """Return who stands in a cell; an order of their own is nobody's duty."""
    return sorted(filter(None, words.split("; ")))


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("example", [True, False])
def test_the_annex_of_the_page_is_that_of_the_files(open_page, graph, grid, page, lang, example):
    """Who leads, cooperates and carries out stands with the same words as in Word and Excel: implied, passed on, not known."""
    if not example:
        grid = cakg.matrix(graph(DATA), as_of=DAY)
        page = cakg.render(grid, "html")
    kg = cakg.load() if example else graph(DATA)
    annex = annex_rows(cakg.matrix(kg, as_of=DAY, lang=lang), lang)
    lines = saved(open_page(page, f"#xem=list&nn={lang}"))[1:]
    assert len(lines) == len(annex)
    own = {(row.code, row.when, row.task): row for row in annex}
    assert len(own) == len(annex)
    for row, line in zip(annex, lines, strict=True):
        assert line[0] == row.code
        told = [parties(line[n]) for n in (2, 3, 5)]
        assert told == [parties("; ".join(cell)) for cell in (row.lead, row.cooperate, row.implement)]
        others = [word for word in row.others if not word.startswith(("chỉ đạo:", "direct:"))]
        assert parties(line[6]) == parties("; ".join(others))


def test_an_implied_bearer_and_a_dissolved_one_are_told_in_every_form(open_page, graph):
    """On screen, copied, saved and printed nobody reads a dissolved unit as the lead, nor one that no text names as named."""
    tab = open_page(cakg.render(cakg.matrix(graph(DATA), as_of=DAY), "html"), "#xem=list")
    words = "Cục A (ngầm hiểu) → Cục B (theo quy tắc mặc định)"
    assert words in tab.locator(".block .row").first.text_content()
    assert saved(tab)[1][2].startswith(words)
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert words in tab.locator("#paper table").text_content()
    tab = open_page(cakg.render(cakg.matrix(graph(DATA), as_of=DAY), "html"))
    heads, line = saved(tab)[1:3]
    assert "Cục A (đã kết thúc hoạt động)" in heads
    cell = line[heads.index("Cục A (đã kết thúc hoạt động)")]
    assert cell.startswith("CT (ngầm hiểu) → Cục B (theo quy tắc mặc định); ")
    assert set(line[heads.index("Cục C")].split("; ")) == {"CT", "—"}
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert tab.locator("#paper .k .mark.inferred").all_text_contents() == ["CT→"]


def test_the_documents_are_copied_as_shown(open_page, page, islands):
    """The table of the documents has a line for each one drawn, with its number, kind, day and relations; a filter narrows both."""
    tab = open_page(page, "#xem=drawing")
    shown = tab.locator("g.box").count() + tab.locator("table.alone tbody tr").count()
    heads, *lines = saved(tab)
    assert heads == ["Số văn bản", "Loại", "Văn bản", "Ngày", "Độ mật", "Nhiệm vụ", "Chỉ tiêu", "Liên hệ"]
    assert len(lines) == shown
    line = next(line for line in lines if line[2] == "Kế hoạch số 43/KH-BCA-V05")
    assert (line[0], line[1], line[3]) == ("43/KH-BCA-V05", "kế hoạch", "29/01/2024")
    assert "thực hiện: Đề án số 30/ĐA-BCA" in line[7].split("; ")
    assert sum(len(parties(line[7])) for line in lines) == tab.locator("table.relations tbody tr").count()
    tab = open_page(page, "#xem=drawing&vt=advise")
    narrowed = tab.locator("g.box").count() + tab.locator("table.alone tbody tr").count()
    assert 0 < narrowed < shown
    assert f"Chỉ hiện {narrowed}/{shown} văn bản" in tab.inner_text("main")
    data, _, text = islands(page)
    kept = {text(data["docs"][n][1]) for row in data["rows"] if any(m[2] == "advise" for m in row[15]) for n in row[7]}
    names = {line[2] for line in saved(tab)[1:]}
    drawn = {text(data["docs"][box[0]][1]) for box in data["drawing"]["boxes"]}
    assert kept & drawn <= names


def test_what_changed_is_copied_as_shown(open_page, kg):
    """In the view of changes the saved table has its lines, not the duties."""
    tab = open_page(cakg.render(cakg.matrix(kg, as_of=DAY, since="2024-06-01"), "html"), "#xem=changes")
    heads, *lines = saved(tab)
    assert heads[2] == "Điều thay đổi"
    assert len(lines) == tab.locator("table.changes tbody tr").count() > 0


def test_signs_that_turn_the_writing_are_marked_as_in_the_csv_of_the_command(open_page, graph):
    """Saved from the page or written by the command, a sheet for people has the same mark for the same sign."""
    turned = "Cục \u202eA\u200f"
    kg = graph(
        f'n:1 a cakg:Obligation ; cakg:action "Việc \u202eB"@vi ; cakg:statedIn i:1 . i:1 a cakg:Instrument ; skos:prefLabel "KH {turned}"@vi . '
        f'r:1 a cakg:Responsibility ; cakg:ofNorm n:1 ; cakg:bearer u:1 . u:1 a cakg:Unit ; skos:prefLabel "{turned}"@vi .'
    )
    grid = cakg.matrix(kg, as_of=DAY)
    written, page = cakg.render(grid, "csv"), cakg.render(grid, "html")
    assert turned in cakg.render(grid, "csv-raw")
    for view in ("matrix", "list", "drawing"):
        told = "\n".join(",".join(line) for line in saved(open_page(page, f"#xem={view}")))
        for words in ("Cục �A�", "Việc �B") if view != "drawing" else ("KH Cục �A�",):
            assert words in told
            assert view == "drawing" or words in written


def test_a_long_name_of_a_document_leaves_room_for_the_other_columns(open_page, graph):
    """In the tables of documents 10,000 letters are cut on screen, whole in the saved file, and no column is a letter wide."""
    long = "rất dài " * 1249 + "hết"
    kg = graph(
        'n:1 a cakg:Obligation ; cakg:action "Làm"@vi ; cakg:statedIn i:1 . i:2 a cakg:Instrument ; skos:prefLabel "KH 2"@vi . '
        f'i:1 a cakg:Instrument ; skos:prefLabel "A {long}"@vi ; cakg:implements i:2 . i:3 a cakg:Instrument ; skos:prefLabel "B {long}"@vi .'
    )
    tab = open_page(cakg.render(cakg.matrix(kg, as_of=DAY), "html"), "#xem=drawing")
    for media in ("screen", "print"):
        tab.emulate_media(media=media)
        widths = [cell.bounding_box()["width"] for cell in tab.locator("table.relations td, table.alone td").all()]
        assert len(widths) == 10
        assert min(widths) > 70
    tab.emulate_media(media="screen")
    assert max(row.bounding_box()["height"] for row in tab.locator("main tbody tr").all()) < 200
    assert {f"A {long}", f"B {long}"} <= {line[2] for line in saved(tab)}


def test_a_matrix_too_wide_for_paper_says_so(open_page, graph):
    """Of more than 40 columns the page says beforehand that the annex will be printed, and the sheet says it again."""
    parts = ['n:1 a cakg:Obligation ; cakg:action "Làm"@vi . ']
    parts += [f'u:{n} a cakg:Unit ; skos:prefLabel "Cục {n}"@vi . r:{n} a cakg:Responsibility ; cakg:ofNorm n:1 ; cakg:bearer u:{n} . ' for n in range(41)]  # fmt: skip
    tab = open_page(cakg.render(cakg.matrix(graph(*parts), as_of=DAY), "html"))
    words = "ma trận 41 cột không vừa khổ A3 (nhiều nhất 40 cột) nên in ra dạng phụ lục"
    assert words in tab.inner_text("#facts")
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert words in tab.locator("#paper").text_content()
    tab.evaluate("dispatchEvent(new Event('afterprint'))")
    tab.click("button[data-view=list]")
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert words not in tab.locator("#paper").text_content()
    expect(tab.locator("#paper table.list")).to_have_count(1)

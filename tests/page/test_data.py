"""What the page of the matrix carries: data for its script, safe whatever the labels are."""

import base64
import hashlib
import html.parser
import re
from dataclasses import replace

import pytest

import cakg
from cakg.rendering.words import shown_basis, shown_status

DAY = "2026-11-22"
HARM = "</script><script>alert(1)</script><!-- <b>\"x\" \u2028 & =cmd|' /C calc'!A0"


class _Tags(html.parser.HTMLParser):
    """The elements of a page with their attributes."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def test_the_policy_names_the_one_script_and_the_one_style_by_hash(page):
    """Nothing may be fetched, and only the script and style we wrote may run; not even they by being inline."""
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    for text in (style, script):
        assert base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() in policy
    assert "innerHTML" not in script
    tags = _Tags(page).found
    assert not {"img", "iframe", "object", "link", "base"} & {tag for tag, _ in tags}
    assert not [name for _, attrs in tags for name in attrs if name.startswith("on") or name == "style"]
    assert [attrs.get("type") for tag, attrs in tags if tag == "script"] == [
        *["application/json"] * 2,
        None,
        "application/ld+json",
    ]


def test_the_data_are_the_rows_and_marks_of_the_matrix(grid, page, islands):
    """Each row with its code, day, status and marks stands in the data once, in the order of the matrix."""
    data, proofs, text = islands(page)
    assert len(data["rows"]) == len(proofs["rows"]) == len(grid.rows)
    for row, values in zip(grid.rows, data["rows"], strict=True):
        assert (values[1], values[9]) == (row.duty.code, str(row.duty.deadline.due or ""))
        assert row.duty.label in text(values[3])
        assert [status[0] for status in values[14]] == [shown_status(status, row.duty) for status, _, _ in row.statuses]
        marks = [(place, mark.letters, mark.bearer or "không nêu ai") for place, cell in enumerate(row.marks) for mark in cell]
        assert [(mark[0], mark[1], text(mark[3])) for mark in values[15]] == marks


def test_both_languages_stand_in_the_page(kg, page, islands):
    """English words, names and proofs are those of the matrix in English, not of a dictionary of the page."""
    data, proofs, text = islands(page)
    assert data["langs"] == ["vi", "en"]
    english = cakg.matrix(kg, as_of=DAY, lang="en")
    assert {text(column[1], language=1) for column in data["columns"]} >= {column.label for column in english.columns} - {""}
    own = {row.duty.code: row for row in english.rows}
    for values in data["rows"]:
        row = own[values[1]]
        assert row.duty.labels["en"] in text(values[3], language=1)
        assert text(values[14][0][1], language=1) in {
            shown_basis(status, basis, row.duty, "en") for status, basis, _ in row.statuses
        }
    assert "Words on time" in {text(title, proofs, 1) for sections in proofs["rows"] for title, _ in sections}


def test_a_proof_has_everything_that_supports_a_row(grid, page, islands):
    """Words on time, rule, bounds, chain, source, span, line, hash, certainty, findings and the record itself."""
    _, proofs, text = islands(page)
    row, sections = next(
        (row, sections) for row, sections in zip(grid.rows, proofs["rows"], strict=True) if row.duty.code == "002-07"
    )
    told = {text(title, proofs): [text(line, proofs) for line, _ in lines] for title, lines in sections}
    assert told["Chữ nêu thời hạn"] == ["“giai đoạn 2024 - 2025”"]
    assert told["Khoảng ngày"][0].startswith("01/01/2024 – 31/12/2025")
    assert row.proof.rules[0].code in told["Quy tắc đọc"][0]
    assert told["Chuỗi thẩm quyền"][0].startswith("002-07 → ")
    span = row.proof.quotations[0].evidence
    assert f"{span.source} [{span.start}:{span.end}], dòng {span.line} (nhiệm vụ)" in told["Chứng cứ trong nguồn"]
    assert f"sha256 {span.sha256}" in told["Chứng cứ trong nguồn"]
    assert told["Ai đang giữ, chắc đến đâu"] == ["Công an các tỉnh, thành phố trực thuộc Trung ương: chắc chắn"]
    assert row.duty.norm in told["Bản ghi (IRI)"]


def test_the_open_findings_of_a_row_are_those_of_validation(kg, page, islands):
    """What validation finds in a norm stands in its proof, and nothing else does."""
    _, proofs, text = islands(page)
    by_code = {}
    for sections in proofs["rows"]:
        told = {
            text(title, proofs): [text(line, proofs) for line, look in lines if look == "info"] for title, lines in sections
        }
        code = next(lines[0][0] for title, lines in sections if text(title, proofs) == "Bản ghi (IRI)")
        by_code[text(code, proofs)] = told.get("Phát hiện còn mở", [])
    for finding in cakg.validate(kg, as_of=DAY):
        if finding.focus in by_code and finding.severity == "info":
            assert f"LƯU Ý · {finding.problem['vi']}" in by_code[finding.focus]


def test_words_of_a_source_only_with_texts(kg, page, sources, islands):
    """Without --texts no quotation stands in the page; with it each is the words of the span."""
    _, proofs, _ = islands(page)
    assert not [line for sections in proofs["rows"] for _, lines in sections for line in lines if line[1] == "quote"]
    quoted = cakg.matrix(kg, as_of=DAY, document="002-07", texts=sources)
    _, proofs, text = islands(cakg.render(quoted, "html"))
    words = {
        text(line[0], proofs) for sections in proofs["rows"] for _, lines in sections for line in lines if line[1] == "quote"
    }
    assert words == {quotation.words for row in quoted.rows for quotation in row.proof.quotations}


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_harmful_labels_come_out_as_text(graph, islands, lang):
    """Script ends, comments, formulas and separators in names stay what they are: the data read back equal, the page stays whole."""
    harm = HARM.replace("\\", "").replace('"', '\\"')
    kg = graph(
        f'<javascript:alert(1)> a cakg:Obligation ; cakg:action "{harm}"@vi . '
        f'r:1 a cakg:Responsibility ; cakg:ofNorm <javascript:alert(1)> ; cakg:bearer u:x . u:x a cakg:Unit ; skos:prefLabel "{harm}"@vi .'
    )
    page = cakg.render(cakg.matrix(kg, as_of=DAY), "html", lang=lang)
    data, _, text = islands(page)
    assert text(data["rows"][0][3]) == HARM
    assert text(data["columns"][0][1]) == HARM
    assert len(_Tags(page).found) == len(_Tags(cakg.render(cakg.matrix(graph(*_PLAIN), as_of=DAY), "html", lang=lang)).found)
    assert "\u2028" not in page.partition('id="cakg-view"')[2].partition("</script>")[0]
    assert not [attrs for _, attrs in _Tags(page).found if "javascript:" in str(attrs.get("href"))]


_PLAIN = (
    'n:1 a cakg:Obligation ; cakg:action "Việc"@vi . r:1 a cakg:Responsibility ; cakg:ofNorm n:1 ; cakg:bearer u:x .',
    'u:x a cakg:Unit ; skos:prefLabel "Đơn vị"@vi .',
)


def test_marks_that_turn_the_writing_round_are_made_visible(graph, islands):
    """A right-to-left override in a name shows as a sign and turns nothing round."""
    kg = graph('n:1 a cakg:Obligation ; cakg:action "Việc \u202eABC"@vi .')
    data, _, text = islands(cakg.render(cakg.matrix(kg, as_of=DAY), "html"))
    assert text(data["rows"][0][3]) == "Việc \ufffdABC"


def test_what_is_missing_or_very_long_is_kept(graph, islands):
    """A bearer without a label shows its IRI, and a title of 10,000 letters loses none."""
    long = "Việc " * 2000
    kg = graph(
        f'n:1 a cakg:Obligation ; cakg:action "{long}"@vi . r:1 a cakg:Responsibility ; cakg:ofNorm n:1 ; cakg:bearer u:x .'
    )
    data, _, text = islands(cakg.render(cakg.matrix(kg, as_of=DAY), "html"))
    assert text(data["rows"][0][3]) == long
    assert text(data["columns"][0][1])


def test_the_same_matrix_is_the_same_page(kg, page):
    """Written twice, a page is the same byte for byte."""
    assert cakg.render(cakg.matrix(kg, as_of=DAY), "html") == page


def test_example_data_and_secrecy_stand_on_the_page(page, graph):
    """Example data are named; a classified instrument gives the page its grade, an unknown one is counted as unknown."""
    assert "DỮ LIỆU MẪU" in page
    classified = graph(
        'n:1 a cakg:Obligation ; cakg:action "Việc"@vi ; cakg:statedIn i:1 .',
        "i:1 a cakg:Instrument ; cakg:secrecy <https://w3id.org/cakg/vocab/secrecy/secret> . i:2 a cakg:Instrument .",
    )
    told = cakg.render(cakg.matrix(classified, as_of=DAY), "html")
    assert "Độ mật: tối mật 1, chưa biết 1" in told
    assert 'id="example" data-say="example" hidden' in told
    assert "Độ mật:" not in cakg.render(cakg.matrix(graph(*_PLAIN), as_of=DAY), "html")


def test_the_drawing_joins_documents_and_marks_what_is_only_possible(page, islands):
    """A plan that carries out a scheme is certain; what an ambiguous “Nghị quyết số 12” may mean is drawn as possible, for each."""
    data, _, text = islands(page)
    name = [text(document[1]) for document in data["docs"]]
    lines = {(name[lower], text(words), name[upper]): certain for lower, upper, words, certain in data["drawing"]["lines"]}
    assert lines["Kế hoạch số 43/KH-BCA-V05", "thực hiện", "Đề án số 30/ĐA-BCA"] == 1
    possible = {upper for (_, words, upper), certain in lines.items() if not certain and words == "1 nhiệm vụ thực hiện"}
    assert possible >= {"Nghị quyết số 12-NQ/TW", "Nghị quyết số 12-NQ/ĐUCA"}
    boxes = data["drawing"]["boxes"]
    assert len({(column, order) for _, column, order, *_ in boxes}) == len(boxes)
    across = {place: column for place, column, *_ in boxes}
    assert all(across[lower] > across[upper] for lower, upper, _, _ in data["drawing"]["lines"])


def test_who_may_hold_a_duty_stands_in_its_proof(kg, islands):
    """Where the holder cannot be told, the proof says why and names the candidates, and no sign says that the duty passed on."""
    grid = cakg.matrix(kg, as_of="2026-11-22", unit="Công an cấp huyện")
    data, proofs, text = islands(cakg.render(grid, "html"))
    assert {mark[5] & (4 | 8) for row in data["rows"] for mark in row[15]} == {4, 8}
    told = {text(line[0], proofs) for sections in proofs["rows"] for _, lines in sections for line in lines}
    assert grid.unresolved
    for item in grid.unresolved:
        assert any(words.startswith(item.reason) for words in told)
        for candidate in item.candidates:
            assert any(candidate.label in words for words in told)


def test_without_scripts_the_rows_stand_as_a_plain_table(grid, page):
    """A browser that runs nothing shows every row from the same values; a very long matrix says where to find them."""
    plain = re.findall(r"<noscript>(.*?)</noscript>", page, re.DOTALL)[1]
    assert plain.count("<tr>") == len(grid.rows) + 1
    assert all(row.duty.code in plain for row in grid.rows)
    long = replace(grid, rows=grid.rows * 10, surroundings=None)
    assert "cakg matrix -f xlsx" in re.findall(r"<noscript>(.*?)</noscript>", cakg.render(long, "html"), re.DOTALL)[0]


def test_every_sentence_the_script_says_travels_with_the_page(page, islands):
    """No key that the script asks for is missing from the data."""
    data, _, _ = islands(page)
    script = re.search(r"<script>(.*?)</script>", page, re.DOTALL)[1]
    asked = set(re.findall(r'say\("([\w-]+)"', script)) | set(re.findall(r'"(ui-[\w-]+[a-z])"', script))
    assert {key for key in asked if not key.endswith("-")} <= data["ui"].keys()
    assert set(re.findall(r'data-(?:say|label|hint)="([\w-]+)"', page)) <= data["ui"].keys()

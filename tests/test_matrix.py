"""The responsibility matrix."""

import html.parser

import pytest

import cakg
from cakg.errors import SourceError

DAY = "2026-11-22"


class _Checker(html.parser.HTMLParser):
    """Collects anchors, links and anything that could run or call out."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.links, self.tags, self.addresses, self.open = [], [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        if ("type", "application/ld+json") not in attrs:
            self.tags.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value)
            elif name in {"href", "src", "action"}:
                (self.links if value.startswith("#") else self.addresses).append(value)
            assert not name.startswith("on")


def test_every_duty_is_a_row_and_every_bearer_a_mark(kg, grid):
    """The matrix holds exactly the duties: one row for each norm or step, one mark for each responsibility."""
    rows = cakg.duties(kg, as_of=DAY).rows
    assert len(grid.rows) == len({(duty.norm, duty.step) for duty in rows})
    bearers = {(duty.norm, duty.step, duty.role, duty.bearer and duty.bearer.label) for duty in rows}
    marks = {
        (row.duty.norm, row.duty.step, mark.role, mark.bearer or None)
        for row in grid.rows
        for cell in row.marks
        for mark in cell
    }
    assert marks == bearers


def test_bearers_with_times_of_their_own_stand_in_rows_of_their_own(tmp_path):
    """Two bearers of one norm with different days are two rows, so that neither day is lost, each with its own anchor."""
    path = tmp_path / "times.ttl"
    path.write_text(
        """@prefix cakg: <https://w3id.org/cakg/ontology#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        @prefix x: <https://w3id.org/cakg/id/norm/> .
        x:1 a cakg:Obligation ; cakg:action "Việc"@vi .
        x:r1 a cakg:Responsibility ; cakg:ofNorm x:1 ; cakg:bearer x:a ; cakg:deadline x:d1 .
        x:r2 a cakg:Responsibility ; cakg:ofNorm x:1 ; cakg:bearer x:b ; cakg:deadline x:d2 .
        x:a a cakg:Unit . x:b a cakg:Unit .
        x:d1 a cakg:FixedDeadline ; cakg:dueBy "2025-03-31"^^xsd:date .
        x:d2 a cakg:FixedDeadline ; cakg:dueBy "2025-06-30"^^xsd:date .""",
        encoding="utf-8",
    )
    grid = cakg.matrix(cakg.load(path), as_of=DAY)
    assert [str(row.duty.deadline.due) for row in grid.rows] == ["2025-03-31", "2025-06-30"]
    assert len({row.anchor for row in grid.rows}) == 2
    page = cakg.render(grid, "html")
    assert "31/03/2025" in page
    assert "30/06/2025" in page


def test_columns_stand_in_the_groups_of_the_administration(grid):
    """Ministry, localities, outside bodies, classes that span the force, and nobody: in this order."""
    order = ["ministry", "local", "outside", "force", "unplaced", "none"]
    groups = [name for name, _ in grid.groups]
    assert groups == [name for name in order if name in groups]
    by_label = {column.label: column.group for column in grid.columns}
    assert by_label["Bộ Công an"] == "ministry"
    assert by_label["Công an các địa phương"] == "local"
    assert by_label["Cấp ủy, chính quyền các tỉnh, thành phố trực thuộc Trung ương"] == "outside"
    assert by_label["Công an các đơn vị, địa phương"] == "force"


def test_a_unit_without_a_kind_is_not_said_to_be_of_any_level(graph):
    """Nothing recorded of its kind: a group of its own, not the whole force."""
    grid = cakg.matrix(graph("""u:x a cakg:Unit ; skos:prefLabel "Đơn vị X"@vi . n:1 a cakg:Obligation ; cakg:action "Làm"@vi .
        r:1 a cakg:Responsibility ; cakg:ofNorm n:1 ; cakg:bearer u:x ."""), as_of=DAY)  # fmt: skip
    assert grid.groups == (("unplaced", 1),)


def test_a_post_stands_in_the_column_of_its_unit(grid):
    """Directors of local police are marked as heads in the column of local police."""
    place = [column.label for column in grid.columns].index("Công an các địa phương")
    heads = {mark.bearer for row in grid.rows for mark in row.marks[place] if mark.head}
    assert heads == {"Giám đốc Công an các địa phương"}


def test_a_body_that_ended_is_marked(kg):
    """District police are struck out after they ended."""
    columns = {column.label: column.ended for column in cakg.matrix(kg, as_of="2025-03-01").columns}
    assert columns["Công an cấp huyện"]
    assert not columns["Công an các địa phương"]


def test_every_row_has_its_proof_on_the_page(grid, page, islands):
    """No link leads anywhere else, nothing is fetched, no name is given twice, and each row has its proof."""
    checker = _Checker(page)
    assert not checker.addresses
    assert not {"iframe", "img", "object", "link"} & set(checker.tags)
    assert len(checker.ids) == len(set(checker.ids))
    assert set(checker.links) <= {f"#{anchor}" for anchor in checker.ids}
    assert "default-src 'none'" in page
    data, proofs, _ = islands(page)
    assert len({row[0] for row in data["rows"]}) == len(grid.rows)
    assert all(lines for sections in proofs["rows"] for _, lines in sections)
    assert len(proofs["rows"]) == len(grid.rows)


def test_the_page_shows_stated_words_beside_computed_days(page, islands):
    """The words “đến năm 2025” and its computed day stand in one cell, and example data is named as such."""
    data, _, text = islands(page)
    assert ("31/12/2025", "“đến năm 2025”") in {(text(row[12]), text(row[13])) for row in data["rows"]}
    assert "DỮ LIỆU MẪU" in page


def test_no_words_of_a_source_without_texts_and_exact_words_with_them(kg, sources):
    """Quotations appear only for a reader who owns the text, and only when its hash still matches."""
    plain = cakg.matrix(kg, as_of=DAY, document="002-07")
    assert all(quotation.words is None for row in plain.rows for quotation in row.proof.quotations)
    quoted = cakg.matrix(kg, as_of=DAY, document="002-07", texts=sources)
    for row in quoted.rows:
        for quotation in row.proof.quotations:
            text = (sources / quotation.evidence.source).read_text(encoding="utf-8")
            assert quotation.words == text[quotation.evidence.start : quotation.evidence.end]


def test_labels_are_shown_as_text(tmp_path):
    """Markup, script ends and javascript: IRIs in labels come out as text."""
    path = tmp_path / "labels.ttl"
    path.write_text(
        """@prefix cakg: <https://w3id.org/cakg/ontology#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        <javascript:alert(1)> a cakg:Obligation ; cakg:action "<script>alert(1)</script></script><b>\\"x"@vi .
        <https://w3id.org/cakg/id/responsibility/1> a cakg:Responsibility ; cakg:ofNorm <javascript:alert(1)> ;
            cakg:bearer <https://w3id.org/cakg/id/unit/x> .
        <https://w3id.org/cakg/id/unit/x> a cakg:Unit ; skos:prefLabel "<img src=x onerror=alert(1)>"@vi .""",
        encoding="utf-8",
    )
    page = cakg.render(cakg.matrix(cakg.load(path), as_of=DAY), "html")
    checker = _Checker(page)
    assert "img" not in checker.tags
    assert checker.tags.count("script") == 3
    assert not checker.addresses
    assert "&lt;script&gt;" in page
    assert "\\u003cscript\\u003e" in page


def test_no_duty_gives_a_page_that_says_so(kg):
    """An empty matrix is a page with a sentence, not an error."""
    page = cakg.render(cakg.matrix(kg, as_of=DAY, from_="2099-01-01"), "html")
    assert "Không có dòng nào" in page


def test_a_file_that_cannot_be_written_leaves_the_old_one(kg, tmp_path):
    """Written whole or not at all: a folder in the way is one line, and nothing half-written stays behind."""
    target = tmp_path / "matrix.html"
    target.mkdir()
    with pytest.raises(SourceError, match=r"matrix\.html"):
        cakg.render(cakg.matrix(kg, as_of=DAY, document="002-07"), "html", to=target)
    assert [path.name for path in tmp_path.iterdir()] == ["matrix.html"]


def test_the_command_writes_one_file(run, tmp_path):
    """`cakg matrix -o` leaves one page and says where."""
    target = tmp_path / "ma trận.html"
    done = run("matrix", "--as-of", DAY, "-o", target)
    assert (done.code, done.out) == (0, "")
    assert "ma trận.html" in done.err
    assert target.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert [path.name for path in tmp_path.iterdir()] == ["ma trận.html"]


def test_a_mark_says_to_whom_a_duty_passed(kg):
    """After Hà Giang was merged, its marks stay in its column and name who holds the duty now."""
    grid = cakg.matrix(kg, as_of="2026-01-01", unit="Công an tỉnh Tuyên Quang")
    marks = [mark for row in grid.rows for cell in row.marks for mark in cell if mark.bearer == "Công an tỉnh Hà Giang"]
    assert {(mark.holder, mark.certainty) for mark in marks} == {("Công an tỉnh Tuyên Quang", "certain")}
    assert "→ Công an tỉnh Tuyên Quang" in cakg.render(grid, "html")

"""Letters: every question once, under the instrument it is about, to who drafted it."""

import io
import json
import zipfile
from collections import Counter

import docx
import pytest

import cakg

PREFIXES = """
@prefix cakg: <https://w3id.org/cakg/ontology#> .
@prefix cakg-sh: <https://w3id.org/cakg/shapes#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix id: <https://w3id.org/cakg/id/> .
@prefix i: <https://w3id.org/cakg/id/instrument/> .
@prefix n: <https://w3id.org/cakg/id/norm/> .
@prefix d: <https://w3id.org/cakg/id/deadline/> .
@prefix p: <https://w3id.org/cakg/id/provision/> .
@prefix s: <https://w3id.org/cakg/id/step/> .
@prefix u: <https://w3id.org/cakg/id/unit/> .
"""
DATA = """
u:x a cakg:Unit ; skos:prefLabel "Cục X & <b>Y</b>"@vi .
u:bo a cakg:Unit ; skos:prefLabel "Bộ Z"@vi .
i:one a cakg:Instrument ; skos:prefLabel "Kế hoạch số 1/KH"@vi ; dcterms:title "Về việc một"@vi ;
    cakg:issuedOn "2024-01-29"^^xsd:date ; cakg:issuer u:bo ; cakg:draftingUnit u:x .
i:two a cakg:Instrument ; skos:prefLabel "Kế hoạch số 2/KH ngày 1/2/2024"@vi ; cakg:issuedOn "2024-02-01"^^xsd:date ; cakg:draftingUnit u:x .
i:three a cakg:Instrument ; skos:prefLabel "Kế hoạch số 3/KH-BCA-X"@vi ; cakg:issuer u:bo .
id:utterance-1 a cakg:Utterance ; skos:prefLabel "Kết luận tại hội nghị"@vi .
p:one-5 a cakg:Provision ; skos:prefLabel "Điều 5"@vi ; cakg:provisionOf i:one .
n:1-01 a cakg:Obligation ; cakg:action "Lập danh sách"@vi ; cakg:statedIn p:one-5 ; cakg:deadline d:1-01 .
d:1-01 a cakg:UnstatedDeadline .
id:responsibility-1 a cakg:Responsibility ; cakg:ofNorm n:1-01 ; cakg:bearer u:bo .
n:1-02 a cakg:Target ; cakg:action "Đạt mức"@vi ; cakg:statedIn i:two, i:one ; cakg:step s:a, s:b .
s:a a cakg:TargetStep . s:b a cakg:TargetStep .
n:2-01 a cakg:Obligation ; cakg:action "Báo cáo"@vi ; cakg:statedIn i:three .
n:3-01 a cakg:Obligation ; cakg:action "Học tập"@vi ; cakg:statedIn id:utterance-1 .
"""


def _shape(name, class_, question, gap=None):
    kind = f"cakg-sh:gap cakg-sh:{gap} ;" if gap else ""
    asked = f'; cakg-sh:question "{question}"@vi ' if question else ""
    return f"""
cakg-sh:{name}-node a sh:NodeShape ; sh:targetClass cakg:{class_} ; sh:property cakg-sh:{name} .
cakg-sh:{name} a sh:PropertyShape ; sh:path cakg:symbol ; sh:minCount 1 ; sh:severity sh:Info ; {kind}
    sh:message "thiếu"@vi ; skos:scopeNote "ghi"@vi {asked}.
"""


SHAPES = (
    _shape("T-time", "UnstatedDeadline", "Khi nào xong?", "notStated")
    + _shape("T-who", "Responsibility", "Ai làm?", "notExtracted")
    + _shape("T-duty", "Obligation", "Việc gì?", "ambiguous")
    + _shape("T-again", "Norm", "Việc gì?", "ambiguous")
    + _shape("T-step", "TargetStep", "Mức nào?", "notStated")
    + _shape("T-unit", "Unit", "Thuộc loại nào?")
    + _shape("T-mute", "Norm", None)
)
NAMES = ("T-time", "T-who", "T-duty", "T-again", "T-step", "T-unit")


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """The data and the shapes as files."""
    folder = tmp_path_factory.mktemp("letters")
    data, shapes = folder / "data.ttl", folder / "own.ttl"
    data.write_text(PREFIXES + DATA, encoding="utf-8")
    shapes.write_text(PREFIXES + SHAPES, encoding="utf-8")
    return data, shapes


@pytest.fixture(scope="module")
def report(files):
    """What the shapes of the test find."""
    return cakg.validate(cakg.load(files[0]), shapes=[files[1]], only=NAMES)


@pytest.fixture(scope="module")
def letters(files, report):
    """The letters about it."""
    return cakg.questions_for(cakg.load(files[0]), report)


def _of(letters, shape):
    return [
        (letter, matter, enquiry)
        for letter in letters
        for matter in letter.matters
        for enquiry in matter.enquiries
        if shape in enquiry.shapes
    ]


def test_every_question_is_asked_once_about_every_record(report, letters):
    """No finding with a question is lost, and none is asked twice."""
    asked = Counter((record, enquiry.words["vi"]) for enquiry in letters.enquiries for record in enquiry.records)
    assert set(asked) == {(finding.focus, finding.question["vi"]) for finding in report}
    assert set(asked.values()) == {1}
    assert letters.unasked == 0


def test_parts_of_a_norm_are_asked_where_the_norm_is_stated(letters):
    """A deadline and a responsibility go to the drafting unit of the instrument, through the provision that states the norm."""
    for shape in ("T-time", "T-who"):
        ((letter, matter, enquiry),) = _of(letters, shape)
        assert [unit.label for unit in letter.addressees] == ["Cục X & <b>Y</b>"]
        assert (matter.kind, matter.label) == ("Instrument", "Kế hoạch số 1/KH ngày 29/01/2024: Về việc một")
        assert (enquiry.code, enquiry.label, enquiry.provision) == ("1-01", "Lập danh sách", "Điều 5")
    assert enquiry.parts == ("Bộ Z",)


def test_a_drafting_unit_is_never_guessed(letters):
    """Neither issuer nor symbol makes an addressee; an utterance has none."""
    found = {matter.label: letter.addressees for letter, matter, _ in _of(letters, "T-duty")}
    assert found["Kế hoạch số 3/KH-BCA-X"] == found["Kết luận tại hội nghị"] == ()
    assert [bool(letter.addressees) for letter in letters] == sorted((bool(one.addressees) for one in letters), reverse=True)


def test_the_same_question_about_one_subject_is_one_question(letters):
    """Two shapes that ask alike, and two steps of one target, are one question that names its parts."""
    assert [enquiry.shapes for _, _, enquiry in _of(letters, "T-duty")] == [("T-again", "T-duty")] * 3
    ((_, matter, enquiry),) = _of(letters, "T-step")
    assert enquiry.parts == ("step/a", "step/b")
    assert matter.iri.endswith("instrument/one")
    assert enquiry.also == ("Kế hoạch số 2/KH ngày 1/2/2024",)


def test_questions_are_numbered_within_a_matter_and_kept_apart_by_kind_of_gap(letters):
    """Numbers run from 1; what is not stated, not extracted and ambiguous each stand together, in this order."""
    order = ["notStated", "notExtracted", "ambiguous", None]
    for letter in letters:
        for matter in letter.matters:
            assert [enquiry.number for enquiry in matter.enquiries] == list(range(1, len(matter.enquiries) + 1))
            places = [order.index(enquiry.gap) for enquiry in matter.enquiries]
            assert places == sorted(places)
    text = cakg.render(letters, "text")
    titles = ("  Không nêu\n", "  Chưa trích được\n", "  Nêu chưa rõ\n", "  Nội dung khác cần làm rõ\n")
    assert [text.index(title) for title in titles] == sorted(text.index(title) for title in titles)
    assert "Kính gửi: đơn vị soạn thảo chưa rõ" in text


UNREAD = """
n:5-01 a cakg:Obligation ; cakg:action "Lập đề án"@vi ; cakg:statedIn i:one {span} .
id:span-1 a cakg:TextSpan .
{who}
"""
NOBODY = """id:responsibility-5 a cakg:Responsibility ; cakg:ofNorm n:5-01 ;
    cakg:bearerBasis <https://w3id.org/cakg/vocab/bearer-basis/noneStated> ."""


@pytest.mark.parametrize(
    ("span", "who", "not_stated"),
    [
        ("", "", set()),
        ("", NOBODY, set()),
        ("; cakg:evidencedBy id:span-1", "", {"Obligation-expectsStated"}),
        (
            "; cakg:evidencedBy id:span-1",
            "id:responsibility-5 a cakg:Responsibility ; cakg:ofNorm n:5-01 ; cakg:bearer u:x .",
            {"Obligation-expectsStated"},
        ),
        ("; cakg:evidencedBy id:span-1", NOBODY, {"Obligation-expectsStated", "Obligation-bearer", "Norm-lead"}),
    ],
    ids=["neither-span-nor-responsibility", "no-span", "no-responsibility", "no-role", "read"],
)
def test_what_nobody_has_extracted_is_not_called_not_stated(tmp_path, span, who, not_stated):
    """Who leads or bears a norm, and what it produces, is “not stated” only once its words, and for who its responsibilities, are there."""
    path = tmp_path / "data.ttl"
    path.write_text(PREFIXES + DATA + UNREAD.format(span=span, who=who), encoding="utf-8")
    kg = cakg.load(path)
    letters = cakg.questions_for(kg, cakg.validate(kg))
    asked = [enquiry for enquiry in letters.enquiries if enquiry.label == "Lập đề án"]
    assert {shape for enquiry in asked if enquiry.gap == "notStated" for shape in enquiry.shapes} == not_stated
    missing = {shape for enquiry in asked if enquiry.gap == "notExtracted" for shape in enquiry.shapes}
    assert ("Norm-evidence" in missing, "Norm-responsibility" in missing) == (not span, not who)


def test_a_kind_of_gap_has_the_same_words_in_report_and_letter(report, letters):
    """Why something is not known is said alike where it is found and where it is asked."""
    said = cakg.render(report, "text"), cakg.render(letters, "text")
    for words in ("không nêu", "chưa trích được", "nêu chưa rõ"):
        assert f"({words})" in said[0]
        assert f"  {words.capitalize()}\n" in said[1]


SAID = """
id:occasion-1 a cakg:Occasion ; skos:prefLabel "Hội nghị X"@vi ; {day} .
id:utterance-2 a cakg:Utterance ; skos:prefLabel "{name}"@vi ; cakg:atOccasion id:occasion-1 .
n:4-01 a cakg:Obligation ; cakg:action "Học"@vi ; cakg:statedIn id:utterance-2 ; cakg:deadline d:4-01 .
n:4-02 a cakg:Obligation ; cakg:action "Tập"@vi ; cakg:statedIn id:utterance-2 ; cakg:deadline d:4-02 .
d:4-01 a cakg:UnstatedDeadline . d:4-02 a cakg:UnstatedDeadline ; cakg:statedText "sớm"@vi .
"""
HELD, BOUNDED = (
    'cakg:heldOn "2024-03-05"^^xsd:date',
    'cakg:heldNotBefore "2024-03-01"^^xsd:date ; cakg:heldNotAfter "2024-03-31"^^xsd:date',
)


@pytest.fixture
def said(files, tmp_path):
    """The letters about what was said on an occasion."""

    def _said(name, day):
        data = tmp_path / "said.ttl"
        data.write_text(PREFIXES + SAID.format(name=name, day=day), encoding="utf-8")
        kg = cakg.load(data)
        return cakg.questions_for(kg, cakg.validate(kg, shapes=[files[1]], only=["T-time", "T-duty"]))

    return _said


def test_what_was_said_on_one_occasion_stands_together(said):
    """Each question is put once, with all statements that it concerns numbered under it; in the document they are a table."""
    letters = said("Kết luận", HELD)
    text = cakg.render(letters, "text").splitlines()
    start = text.index("Kết luận (Hội nghị X, ngày 05/03/2024)")
    assert [line.partition("  [said.ttl:")[0].rstrip() for line in text[start + 1 : start + 9]] == [
        "  Không nêu",
        "    Khi nào xong?",
        "      1. Học (mã 4-01)",
        "      2. Tập (mã 4-02) (sớm)",
        "  Nêu chưa rõ",
        "    Việc gì?",
        "      3. Học (mã 4-01)",
        "      4. Tập (mã 4-02)",
    ]
    document = docx.Document(io.BytesIO(cakg.render(letters, "docx")))
    words = _words(document)
    assert words.count("Khi nào xong?") == words.count("Việc gì?") == 1
    assert not [line for line in words if "Học" in line]
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    head = ["TT", "Nội dung", "Mã", "Ý kiến trả lời"]
    assert [rows for rows in tables if rows[0] == head] == [
        [head, ["1", "Học", "4-01", ""], ["2", "Tập (sớm)", "4-02", ""]],
        [head, ["3", "Học", "4-01", ""], ["4", "Tập", "4-02", ""]],
    ]


@pytest.mark.parametrize(
    ("name", "day", "title"),
    [
        ("Kết luận tại Hội nghị X", HELD, "Kết luận tại Hội nghị X (ngày 05/03/2024)"),
        ("Kết luận tại hội nghị X ngày 5/3/2024", HELD, "Kết luận tại hội nghị X ngày 5/3/2024"),
        ("Kết luận", BOUNDED, "Kết luận (Hội nghị X, từ 01/03/2024 đến 31/03/2024, chưa rõ ngày nào)"),
        ("Kết luận", 'skos:note "?"@vi', "Kết luận (Hội nghị X, chưa rõ ngày)"),
    ],
)
def test_what_was_said_is_named_with_its_occasion_and_day(said, name, day, title):
    """Both are added where the name does not hold them; a day that is not known is not made up."""
    (letter,) = said(name, day)
    assert [matter.label for matter in letter.matters] == [title]


def test_a_record_that_nothing_states_is_still_asked_about(letters):
    """It goes into a letter of its own, last; a unit that a norm names is asked about where the norm is stated."""
    named, unnamed = _of(letters, "T-unit")
    assert (named[1].label, named[2].label, named[2].code) == ("Kế hoạch số 1/KH ngày 29/01/2024: Về việc một", "Bộ Z", None)
    assert (unnamed[0], unnamed[1].iri, unnamed[2].label) == (letters.letters[-1], None, "Cục X & <b>Y</b>")


def _words(document):
    return [paragraph.text for paragraph in document.paragraphs]


def test_the_document_is_an_official_letter_for_each_addressee(letters):
    """Opened again: one section for each letter, national title, blanks for number and day, recipients, Times New Roman 14."""
    document = docx.Document(io.BytesIO(cakg.render(letters, "docx")))
    words = _words(document)
    heads = [cell.text for table in document.tables for cell in table.rows[0].cells]
    assert len(document.sections) == len(letters)
    assert sum("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc" in head for head in heads) == len(letters)
    assert sum("Số:            /" in head for head in heads) == len(letters)
    assert sum(head.startswith("Nơi nhận:") for head in heads) == len(letters)
    assert "Kính gửi: Cục X & <b>Y</b>" in words
    assert words.count("Kính gửi: ………………………… (đơn vị soạn thảo chưa rõ)") == sum(not one.addressees for one in letters)
    for matter in (matter for letter in letters for matter in letter.matters):
        assert matter.label in words
    for matter in (matter for letter in letters for matter in letter.matters):
        for enquiry in matter.enquiries:
            asked = enquiry.label if matter.by_question else enquiry.words["vi"]
            assert [one for one in words if one.startswith(f"{enquiry.number}. {asked}")]
    normal = document.styles["Normal"].font
    assert (normal.name, normal.size.pt) == ("Times New Roman", 14)
    assert (round(document.sections[0].page_width.cm), round(document.sections[0].page_height.cm, 1)) == (21, 29.7)
    assert not [one for one in words if "{" in one or "%}" in one]


def test_the_document_does_not_depend_on_the_clock(letters):
    """The same letters are the same file."""
    files = [cakg.render(letters, "docx") for _ in range(2)]
    assert files[0] == files[1]
    assert {member.date_time[0] for member in zipfile.ZipFile(io.BytesIO(files[0])).infolist()} == {1980}


@pytest.mark.parametrize(
    "label", ["</w:t></w:p><x>", "{{ 7 * 7 }}{% for %}", "=cmd|' /C calc'!A0", "a\u202eb\u200f", "Đ" * 10_000]
)
def test_a_label_stays_text_in_the_document(tmp_path, label):
    """Markup, fields, formulas, signs that turn writing round and endless words are shown, not obeyed."""
    path = tmp_path / "data.ttl"
    path.write_text(f"{PREFIXES}i:x a cakg:Instrument ; skos:prefLabel {json.dumps(label)}@vi .", encoding="utf-8")
    kg = cakg.load(path)
    made = cakg.questions_for(kg, cakg.validate(kg, only=["Instrument-issuer"]))
    words = _words(docx.Document(io.BytesIO(cakg.render(made, "docx"))))
    shown = label.replace("\u202e", "�").replace("\u200f", "�")
    assert shown in words


def test_findings_without_a_question_are_counted_not_asked(files):
    """A fault of our own data is no matter for a drafting unit."""
    kg = cakg.load(files[0])
    found = cakg.validate(kg, shapes=[files[1]], only=["T-mute"])
    made = cakg.questions_for(kg, found)
    assert (len(made), made.unasked) == (0, len(found.findings))
    document = docx.Document(io.BytesIO(cakg.render(made, "docx")))
    assert "Không có câu hỏi nào cần gửi." in _words(document)


def test_the_command_writes_the_letters(run, files, tmp_path):
    """`validate --questions` gives the text, the document and JSON of the same letters."""
    data, shapes = files
    arguments = ["validate", data, "-s", shapes, "--questions", *(f"--only={name}" for name in NAMES)]
    text, found = run(*arguments), json.loads(run(*arguments, "-f", "json").out)
    assert text.code == 0
    assert "Khi nào xong?" in text.out
    assert sum(len(matter["enquiries"]) for letter in found["letters"] for matter in letter["matters"]) == 9
    place = tmp_path / "câu hỏi.docx"
    assert run(*arguments, "-o", place).code == 0
    assert docx.Document(place).sections
    assert run(*arguments, "-f", "xlsx", "-o", tmp_path / "x.xlsx").code == 2


def test_a_template_of_ones_own_can_be_used(run, files, tmp_path):
    """A Word file with fields stands for ours; one that reaches into Python, or is no Word file, is refused."""
    data, shapes = files
    arguments = ["validate", data, "-s", shapes, "--questions", "--only=T-time", "-o", tmp_path / "out.docx", "--template"]
    own = docx.Document()
    own.add_paragraph("Gửi {{ letters[0].to[0] }}: {{ letters[0].matters[0].groups[0].subjects[0]['items'][0].words }}")
    own.save(tmp_path / "own.docx")
    assert run(*arguments, tmp_path / "own.docx").code == 0
    assert _words(docx.Document(tmp_path / "out.docx")) == ["Gửi Cục X & <b>Y</b>: Khi nào xong?"]
    (tmp_path / "out.docx").unlink()
    for words in ("{{ letters.__class__.__mro__ }}", "{{ unknown }}", "{% if %}"):
        bad = docx.Document()
        bad.add_paragraph(words)
        bad.save(tmp_path / "bad.docx")
        done = run(*arguments, tmp_path / "bad.docx")
        assert (done.code, "bad.docx" in done.err) == (3, True)
    (tmp_path / "text.docx").write_text("no Word file", encoding="utf-8")
    assert run(*arguments, tmp_path / "text.docx").code == 3
    assert not (tmp_path / "out.docx").exists()

"""Reminder letters: who is to be asked about what, and what a letter may never say."""

import io
import json

import docx
import pytest

import cakg
from cakg.errors import UnknownNameError, ValueRefusedError

DAY = "2025-01-15"
DATA = """@prefix role: <https://w3id.org/cakg/vocab/role/> . @prefix modality: <https://w3id.org/cakg/vocab/modality/> .
i:plan a cakg:Instrument ; skos:prefLabel "Kế hoạch số 7/KH-A"@vi ; cakg:number "7/KH-A" ; cakg:issuedOn "2024-01-10"^^xsd:date .
u:a a cakg:Unit ; skos:prefLabel "Cục A"@vi . u:b a cakg:Unit ; skos:prefLabel "Cục B"@vi .
u:gone a cakg:Unit ; skos:prefLabel "Phòng cũ"@vi ; cakg:existsTo "2024-06-30"^^xsd:date .
post:head a cakg:Post ; skos:prefLabel "Cục trưởng A"@vi ; cakg:headOf u:a .
"""


def _duty(number, due, bearer="u:a", *, stated="hạn đã nêu", kind="FixedDeadline", more=""):
    when = f'cakg:dueBy "{due}"^^xsd:date ;' if due else ""
    bond = (
        f"r:{number} a cakg:Responsibility ; cakg:ofNorm n:7-{number} ; cakg:bearer {bearer} ; cakg:role role:implement ."
        if bearer
        else ""
    )
    return f"""
    n:7-{number} a cakg:Obligation ; cakg:action "Việc {number}"@vi ; cakg:statedIn i:plan ; cakg:deadline d:{number} {more}.
    d:{number} a cakg:{kind} ; {when} cakg:statedText "{stated}" . {bond}
    """


WORLD = (
    DATA
    + _duty("01", "2024-10-31")
    + _duty("02", "2025-01-31")
    + _duty("03", "2025-12-31")
    + _duty("04", None, kind="UnstatedDeadline", stated="sớm")
    + _duty("05", None, kind="ContinuousDuty", stated="thường xuyên")
    + _duty("06", "2024-11-30")
    + _duty("07", "2025-01-20", "post:head")
    + _duty("08", "2025-01-20", "u:gone")
    + _duty("09", "2025-01-20", None)
    + _duty("10", "2025-01-20", more="; cakg:modality modality:prohibition")
    + _duty("11", "2024-12-01")
    + _duty("12", None, kind='RecurringDeadline ; cakg:recurrenceRule "FREQ=MONTHLY"', stated="hằng tháng")
    + _duty("13", "2025-02-01", "u:b")
    + """
    id:status-6 a cakg:StatusAssessment ; cakg:ofResponsibility r:06 ; cakg:assessedUnit u:a ;
        cakg:assessedStatus status:doneOnTime ; cakg:observedOn "2024-11-30"^^xsd:date ; cakg:completedOn "2024-11-20"^^xsd:date .
    id:status-11 a cakg:StatusAssessment ; cakg:ofResponsibility r:11 ; cakg:assessedUnit u:a ;
        cakg:assessedStatus status:overdue ; cakg:observedOn "2024-12-15"^^xsd:date .
    """
)


@pytest.fixture(scope="module")
def file(turtle):
    """The data as a file."""
    return turtle(WORLD, name="remind.ttl")


@pytest.fixture(scope="module")
def world(file):
    """The data as a graph."""
    return cakg.load(file)


@pytest.fixture(scope="module")
def letter(world):
    """The letter to Cục A."""
    (found,) = cakg.remind(world, "Cục A", as_of=DAY)
    return found


def _codes(duties):
    return [duty.code for duty in duties]


def test_each_duty_stands_in_the_part_that_the_records_allow(letter):
    """Late only where a record says so; past and silent apart; due soon; without a day; done and forbidden things not at all."""
    assert _codes(letter.overdue) == ["7-11"]
    assert _codes(letter.silent) == ["7-01"]
    assert _codes(letter.soon) == ["7-07", "7-02", "7-12"]
    assert _codes(letter.undated) == ["7-04", "7-05"]
    assert letter.later == 1


def test_silence_is_never_called_late(world, letter):
    """No word of the letter says that a silent duty is overdue; it asks."""
    assert {duty.status for duty in letter.silent} == {"unknown"}
    text = cakg.render(cakg.remind(world, "Cục A", as_of=DAY), "text")
    part = text[text.index("Nhiệm vụ đã qua ngày") : text.index("Nhiệm vụ sắp đến hạn")]
    assert "chưa hoàn thành quá hạn" not in part
    assert "chưa có thông tin kết quả" in part


def test_each_unit_gets_what_its_list_holds(world):
    """Letters in the order of names; a post is written to through its unit; who nobody is stated for is counted."""
    found = cakg.remind(world, as_of=DAY)
    assert [each.unit.label for each in found] == ["Cục A", "Cục B", "Phòng cũ"]
    assert found.letters[0] == cakg.remind(world, "Cục A", as_of=DAY).letters[0]
    assert _codes(found.nobody) == ["7-09"]


def test_who_only_receives_the_report_is_not_reminded(graph):
    """The unit reported to gets no letter for that, and one for what it has to do itself; text names the role as paper does."""
    receives = "cakg:role role:reportRecipient ."
    kg = graph(
        DATA, _duty("01", "2025-01-20"), _duty("02", "2025-01-20", "u:b"),
        f"r:1r a cakg:Responsibility ; cakg:ofNorm n:7-01 ; cakg:bearer u:b ; {receives}",
        f'u:c a cakg:Unit ; skos:prefLabel "Bộ"@vi . r:2r a cakg:Responsibility ; cakg:ofNorm n:7-02 ; cakg:bearer u:c ; {receives}',
    )  # fmt: skip
    found = cakg.remind(kg, as_of=DAY)
    assert [(each.unit.label, _codes(each.soon)) for each in found] == [("Cục A", ["7-01"]), ("Cục B", ["7-02"])]
    text = cakg.render(found, "text")
    assert "1. 7-01  Việc 01\n       thực hiện: Cục A\n" in text
    assert "nhận báo cáo" not in text
    asked = cakg.remind(kg, "Bộ", as_of=DAY)
    assert len(asked) == 0
    assert "chỉ nhận báo cáo" in cakg.render(asked, "text")


def test_a_body_that_ended_is_not_written_to(world):
    """The letter names nobody as recipient and says why."""
    found = cakg.remind(world, "Phòng cũ", as_of=DAY)
    (each,) = found
    assert each.ended
    text = cakg.render(found, "text")
    assert "chưa xác định nơi nhận" in text
    assert "Phòng cũ đã kết thúc hoạt động" in text


def test_what_passed_on_is_in_the_letter_to_who_holds_it(graph):
    """A unit that took a duty over is reminded of it; the one that gave it away is not, and where it went is told."""
    kg = graph(
        WORLD,
        """f:x a cakg:Function ; skos:prefLabel "Việc của phòng"@vi ; cakg:wholeRemit true .
        t:x a cakg:FunctionTransfer ; cakg:fromHolder u:gone ; cakg:toHolder u:b ; cakg:ofFunction f:x ;
            cakg:transferredOn "2024-07-01"^^xsd:date .""",
    )
    found = {letter.unit.label: letter for letter in cakg.remind(kg, as_of=DAY)}
    assert "Phòng cũ" not in found
    assert _codes(found["Cục B"].soon) == ["7-08", "7-13"]
    asked = cakg.remind(kg, "Phòng cũ", as_of=DAY)
    assert (len(asked), [holder.label for holder in asked.passed]) == (0, ["Cục B"])


def test_what_is_asked_for_a_post_is_what_the_post_must_do(world):
    """The letter goes to its unit, with the duties of the post alone."""
    (each,) = cakg.remind(world, "Cục trưởng A", as_of=DAY)
    assert each.unit.label == "Cục A"
    assert [code for _, duties in each.parts for code in _codes(duties)] == ["7-07"]


def test_a_turn_stands_in_a_letter_once(graph):
    """Turns by the calendar up to the reach, or since the day named; the next one of a duty counted since last done."""
    kg = graph(
        DATA,
        _duty("01", None, kind='RecurringDeadline ; cakg:recurrenceRule "FREQ=MONTHLY"'),
        _duty(
            "02", None, kind='RecurringDeadline ; cakg:recurrenceBasis basis:sinceLastDone ; cakg:recurrenceRule "FREQ=MONTHLY"'
        ),
        """id:status-2 a cakg:StatusAssessment ; cakg:ofResponsibility r:02 ; cakg:assessedUnit u:a ;
        cakg:assessedStatus status:doneOnTime ; cakg:observedOn "2024-12-31"^^xsd:date ; cakg:completedOn "2024-12-20"^^xsd:date .""",
    )
    (each,) = cakg.remind(kg, as_of=DAY)
    assert sorted(_codes(each.soon)) == ["7-01", "7-02"]
    assert not each.undated
    (more,) = cakg.remind(kg, as_of=DAY, from_="2024-11-01")
    assert _codes(more.silent) == ["7-01", "7-01"]


def test_the_reach_can_be_set_and_must_lie_ahead(world):
    """`by` decides what is due soon; a day before the day asked about is refused, an unknown unit named."""
    (far,) = cakg.remind(world, "Cục A", by="2025-12-31", as_of=DAY, document="7/KH-A")
    assert "7-03" in _codes(far.soon)
    assert far.later == 0
    with pytest.raises(ValueRefusedError):
        cakg.remind(world, "Cục A", by="2025-01-01", as_of=DAY)
    with pytest.raises(UnknownNameError):
        cakg.remind(world, "Cục C", as_of=DAY)


def test_a_letter_has_the_layout_of_the_decree_and_its_citations(world, letter):
    """National title, recipient, one table for each part with authority, stated words, computed day; it asks for a report."""
    document = docx.Document(io.BytesIO(cakg.render(cakg.remind(world, "Cục A", as_of=DAY), "docx")))
    words = [paragraph.text for paragraph in document.paragraphs]
    head, *tables, end = document.tables
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in head.rows[0].cells[1].text
    assert "Kính gửi: Cục A" in words
    assert end.rows[0].cells[0].text.startswith("Nơi nhận:")
    assert len(tables) == len(letter.parts)
    rows = [[cell.text for cell in row.cells] for table in tables for row in table.rows[1:]]
    assert len(rows) == sum(len(duties) for _, duties in letter.parts)
    (second,) = [row for row in rows if row[1].startswith("Việc 02")]
    assert second[1:4] == ["Việc 02\n(7-02) thực hiện: Cục A", "7/KH-A, 10/01/2024", "31/01/2025\n“hạn đã nêu”"]
    cells = [cell for row in rows for cell in row if cell]
    assert [cell for cell in cells if "" in cell.split("\n")] == []  # no line of a cell is empty, also where no day is known
    assert "“sớm”" in [row[3] for row in rows]
    assert any(text.startswith("Đề nghị báo cáo bằng văn bản") for text in words)
    assert not [text for text in words if "{" in text or "%}" in text]


def test_nothing_to_remind_of_is_said(world):
    """No letter, and a document that says so and why."""
    found = cakg.remind(world, "Cục B", by="2025-01-15", as_of=DAY)
    assert len(found) == 0
    why = f"Không có việc nào cần nhắc: trong {len(found.basis)} dòng nhiệm vụ, mọi dòng đều đã xong, đến hạn sau 15/01/2025"
    assert why in cakg.render(found, "text")
    document = docx.Document(io.BytesIO(cakg.render(found, "docx")))
    assert any(paragraph.text.startswith(why) for paragraph in document.paragraphs)


def test_a_folder_without_letters_says_why(run, file, tmp_path):
    """Where no unit is to be reminded, the reason stands on stderr beside the number of files."""
    done = run("remind", file, "--each-unit", "--as-of", "1990-01-01", "-o", tmp_path / "thư")
    assert done.code == 0, done.err
    assert "đã ghi 0 tệp" in done.err
    assert "Không có việc nào cần nhắc. Không có dòng nào." in done.err


def test_the_command_writes_one_letter_or_a_folder_of_them(run, file, tmp_path):
    """One unit into a file, each unit into a folder of files, all of them into one file; JSON has the same."""
    folder = tmp_path / "thư"
    each = run("remind", file, "--each-unit", "--as-of", DAY, "-o", folder)
    assert each.code == 0, each.err
    assert sorted(path.name for path in folder.iterdir()) == [f"don-doc-{name}.docx" for name in ("cuc-a", "cuc-b", "phong-cu")]
    assert "không gửi được cho ai" in each.err
    assert run("remind", file, "--each-unit", "--as-of", DAY, "-o", tmp_path / "all.docx").code == 0
    assert len(docx.Document(tmp_path / "all.docx").sections) == 3
    found = json.loads(run("remind", file, "--unit", "Cục A", "--as-of", DAY, "-f", "json").out)
    assert [duty["code"] for duty in found["letters"][0]["silent"]] == ["7-01"]
    assert run("remind", file, "--as-of", DAY).code == 2
    assert run("remind", file, "--unit", "Cục A", "--each-unit").code == 2


def test_a_unit_with_an_odd_name_loses_nobody_a_letter(run, graph, tmp_path):
    """Units named by mailto: or javascript: get their letters and calendars as all others."""
    graph("".join(
        f'<{iri}> a cakg:Unit ; skos:prefLabel "Cục {place}"@vi . n:{place} a cakg:Obligation ; cakg:action "Làm"@vi ; cakg:deadline d:1 . '
        f"r:{place} a cakg:Responsibility ; cakg:ofNorm n:{place} ; cakg:bearer <{iri}> ."
        for place, iri in enumerate(("mailto:a@b.example", "javascript:alert(1)", "https://w3id.org/cakg/id/unit/x"))
    ) + 'd:1 a cakg:FixedDeadline ; cakg:statedText "trước ngày 10/01/2025" ; cakg:dueBy "2025-01-09"^^xsd:date .')  # fmt: skip
    for command, format_ in (("remind", "docx"), ("duties", "ics")):
        done = run(command, tmp_path / "data.ttl", "--each-unit", "--as-of", DAY, "-f", format_, "-o", tmp_path / command)
        assert done.code == 0, done.err
        assert len(list((tmp_path / command).iterdir())) == 3


@pytest.mark.parametrize(
    "label", ["</w:t></w:p><x>", "{{ 7 * 7 }}{% for %}", "=cmd|' /C calc'!A0", "a\u202eb\u200f", "Đ" * 10_000]
)
def test_labels_stay_text(graph, label):
    """Markup, fields, formulas and endless words are shown, not obeyed."""
    words = json.dumps(label)
    kg = graph(
        f"""i:x a cakg:Instrument ; skos:prefLabel {words}@vi . u:x a cakg:Unit ; skos:prefLabel {words}@vi .
        n:x a cakg:Obligation ; cakg:action {words}@vi ; cakg:statedIn i:x ; cakg:deadline d:x .
        d:x a cakg:FixedDeadline ; cakg:statedText {words} ; cakg:dueBy "2025-01-31"^^xsd:date .
        r:x a cakg:Responsibility ; cakg:ofNorm n:x ; cakg:bearer u:x ."""
    )
    document = docx.Document(io.BytesIO(cakg.render(cakg.remind(kg, as_of=DAY), "docx")))
    shown = label.replace("\u202e", "\ufffd").replace("\u200f", "\ufffd")
    assert f"Kính gửi: {shown}" in [paragraph.text for paragraph in document.paragraphs]
    assert document.tables[1].rows[1].cells[1].text.startswith(shown)


def test_letters_are_pages_for_printing(letter, world):
    """The page has what the Word letter has: recipient, parts, citations, marks; each letter begins a sheet."""
    page = cakg.render(cakg.remind(world, as_of=DAY), "html", lang="en")
    assert 'lang="vi"' in page
    assert page.count("<article>") == len(cakg.remind(world, as_of=DAY))
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in page
    for _, duties in letter.parts:
        for duty in duties:
            assert f"({duty.code})" in page


def test_a_letter_asked_for_in_english_says_that_it_is_vietnamese(run, tmp_path):
    """Letters that are sent are Vietnamese whatever --lang says, and one line on stderr tells; on the screen they follow it."""
    asked = ("remind", "--unit", "V05", "--as-of", DAY, "--lang", "en")
    sent = run(*asked, "-o", tmp_path / "letter.docx")
    assert sent.err.count("letters are written in Vietnamese") == 1
    assert "Kính gửi: " in "\n".join(line.text for line in docx.Document(tmp_path / "letter.docx").paragraphs)
    assert "written in Vietnamese" not in run(*asked).err

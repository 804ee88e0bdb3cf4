"""The times on the page of the matrix: a day that a rule or an extension set is never shown as the day stated."""

import csv
import io
import re
from pathlib import Path

import pytest
from opened_pages import DAY, expect

import cakg

EXTENDED = (
    'n:G-1 a cakg:Obligation ; cakg:action "Báo cáo"@vi ; cakg:deadline d:g . '
    'd:g a cakg:FixedDeadline ; cakg:statedText "trước ngày 15/12/2026" ; cakg:dueBy "2026-12-14"^^xsd:date . '
    '<urn:x> a cakg:Extension ; cakg:extends d:g ; cakg:newDueBy "2026-12-30"^^xsd:date ; cakg:decidedBy i:2 . '
    'i:2 a cakg:Instrument ; skos:prefLabel "Quyết định"@vi ; cakg:number "2/QĐ" ; cakg:issuedOn "2026-11-05"^^xsd:date . '
)
YEAR = (
    'n:G-2 a cakg:Obligation ; cakg:action "Hoàn thành"@vi ; cakg:deadline d:y . '
    'd:y a cakg:FixedDeadline ; cakg:statedText "đến năm 2027" ; cakg:dueBy "2027-12-31"^^xsd:date ; '
    'cakg:earliest "2027-01-01"^^xsd:date ; cakg:readingRule rule:yearMeansYearEnd . '
)
MOVED = (
    ({}, "G-1", ("30/12/2026", "“trước ngày 15/12/2026”", "gia hạn từ 14/12/2026 theo 2/QĐ")),
    ({}, "G-2", ("31/12/2027", "“đến năm 2027”", "quy tắc đọc: ")),
    (
        {"readings": {"yearMeansYearEnd": "yearMeansYearStart"}},
        "G-2",
        ("01/01/2027", "“đến năm 2027”", "quy tắc đọc: ", "hạn đã ghi là 31/12/2027"),
    ),
)


@pytest.mark.parametrize(("asked", "code", "words"), MOVED)
def test_a_moved_day_stands_with_the_stated_words_and_the_rule(open_page, graph, asked, code, words):
    """In every view, on paper, in the CSV and without scripts the day has the words that state it and what moved it."""
    grid = cakg.matrix(graph(EXTENDED, YEAR), as_of=DAY, **asked)
    page = cakg.render(grid, "html")
    told = [next(row for row in re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL) if f"<td>{code}</td>" in row)]
    for view in ("matrix", "list", "units", "time"):
        tab = open_page(page, f"#xem={view}")
        told.append(tab.locator(".row, .item", has=tab.locator(f"text={code}")).first.locator(".time").inner_text())
        if view in ("matrix", "list"):
            tab.evaluate("dispatchEvent(new Event('beforeprint'))")
            told.append(tab.locator("#paper tr", has_text=code).text_content())
        with tab.expect_download() as saved:
            tab.click("#csv")
        lines = csv.reader(io.StringIO(Path(saved.value.path()).read_text(encoding="utf-8-sig"), newline=""))
        told.append(next(" ".join(line) for line in lines if line[0] == code))
    for found in told:
        assert [each for each in words if each not in " ".join(found.split())] == [], found


def test_the_rule_is_told_in_both_languages(open_page, graph):
    """The language switch turns the words on what moved a day."""
    tab = open_page(cakg.render(cakg.matrix(graph(EXTENDED), as_of=DAY), "html"), "#nn=en")
    expect(tab.locator(".block .time")).to_contain_text("extended from 14/12/2026 by 2/QĐ")

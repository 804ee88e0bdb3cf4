"""The times on the page of the matrix: a day that a rule or an extension set is never shown as the day stated."""

import csv
import io
import re
from pathlib import Path

import pytest
from opened_pages import DAY, expect, saved

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


RECURRING = (
    'n:D-1 a cakg:Obligation ; cakg:action "Báo cáo tháng"@vi ; cakg:deadline d:1 . d:1 a cakg:RecurringDeadline ; '
    'cakg:statedText "trước ngày 15 hằng tháng" ; cakg:recurrenceRule "FREQ=MONTHLY;BYMONTHDAY=14" ; cakg:startsOn "2026-01-05"^^xsd:date . '
    'n:D-2 a cakg:Obligation ; cakg:action "Việc sớm"@vi ; cakg:deadline d:2 . d:2 a cakg:UnstatedDeadline ; cakg:statedText "sớm" . '
)


def test_a_recurring_duty_is_not_one_of_unknown_time(open_page, graph):
    """It has a word, a pill and a place in the timeline of its own; only what nobody dated is of unknown time."""
    tab = open_page(cakg.render(cakg.matrix(graph(RECURRING), as_of=DAY), "html"))
    assert tab.locator("#pills button").all_inner_texts()[:2] == ["1 định kỳ", "1 chưa rõ thời hạn"]
    row, other = (tab.locator(".block .row", has=tab.locator(f"text={code}")) for code in ("D-1", "D-2"))
    assert row.locator(".time").inner_text().split("\n") == ["↻ Định kỳ", "“trước ngày 15 hằng tháng”"]
    assert row.locator(".state b").inner_text() == "định kỳ"
    assert other.locator(".time").inner_text().split("\n") == ["? Chưa rõ hạn", "“sớm”"]
    tab.click("[data-status=recurring]")
    expect(tab.locator(".block .code")).to_have_text(["D-1"])
    tab.click("button[data-view=time]")
    expect(tab.locator("section[aria-labelledby=q-again] .item")).to_have_count(1)
    expect(tab.locator("section[aria-labelledby=q-none] .item")).to_have_count(0)


def test_the_turns_of_a_window_have_days(open_page, graph):
    """With days asked for, each turn of a recurring duty stands with its own day, and no row is undated."""
    grid = cakg.matrix(graph(RECURRING), as_of=DAY, from_="2026-12-01", by="2027-02-28")
    tab = open_page(cakg.render(grid, "html"), "#xem=time")
    starts = [text[:12] for text in tab.locator(".time").all_inner_texts()]
    assert starts == ["● 14/12/2026", "○ 14/01/2027", "○ 14/02/2027"]
    expect(tab.locator("section[aria-labelledby=q-again] .item")).to_have_count(0)


DONE = (
    "@prefix role: <https://w3id.org/cakg/vocab/role/> . "
    'u:x a cakg:Unit ; skos:prefLabel "Cục X"@vi . u:y a cakg:Unit ; skos:prefLabel "Cục Y"@vi . '
    + "".join(
        f'n:E-{n} a cakg:Obligation ; cakg:action "Việc {n}"@vi ; cakg:deadline d:e . '
        + "".join(
            f"r:{n}-{unit} a cakg:Responsibility ; cakg:ofNorm n:E-{n} ; cakg:bearer u:{unit} . "
            f'<urn:a-{n}-{unit}> a cakg:StatusAssessment ; skos:prefLabel "Báo cáo"@vi ; cakg:ofResponsibility r:{n}-{unit} ; '
            f'cakg:assessedStatus status:{code} ; cakg:observedOn "2026-11-01"^^xsd:date {done} . '
            for unit, code, done in parties
        )
        for n, parties in enumerate(
            (
                (("x", "doneOnTime", '; cakg:completedOn "2026-09-30"^^xsd:date'),),
                (("x", "doneLate", '; cakg:completedOn "2026-10-03"^^xsd:date'),),
                (
                    ("x", "doneLate", '; cakg:completedOn "2026-10-03"^^xsd:date'),
                    ("y", "doneLate", '; cakg:completedOn "2026-10-12"^^xsd:date'),
                ),
                (("x", "doneLate", ""),),
            )
        )
    )
    + 'd:e a cakg:FixedDeadline ; cakg:statedText "30/9" ; cakg:dueBy "2026-09-30"^^xsd:date . '
)


def test_late_work_says_how_late_it_was(open_page, graph):
    """Done after the due day is done, but not in the look of work done on time: with the number of days where both days are known."""
    tab = open_page(cakg.render(cakg.matrix(graph(DONE), as_of=DAY), "html"))
    times = tab.locator(".block .time")
    assert [text.split("\n")[:2] for text in times.all_inner_texts()] == [
        ["✓ 30/09/2026", "hoàn thành đúng hạn"],
        ["✓ 30/09/2026", "xong muộn 3 ngày"],
        ["✓ 30/09/2026", "xong muộn 3–12 ngày"],
        ["✓ 30/09/2026", "hoàn thành quá hạn"],
    ]
    assert [each.get_attribute("class") for each in times.all()] == ["time u-done", *["time u-soon"] * 3]
    told = [line[-1] for line in saved(tab)[2:]]
    assert told[1].startswith("hoàn thành quá hạn – xong muộn 3 ngày – xong ngày 03/10/2026, hạn 30/09/2026")
    assert "Cục Y: hoàn thành quá hạn – xong muộn 12 ngày" in told[2]
    tab.click("#language")
    assert "3 days late" in tab.locator(".block .time").nth(1).inner_text()

"""Bearers of one norm with times of their own: a row of the page names them all, and no filter takes it for theirs."""

import csv
import io
from pathlib import Path

import pytest
from opened_pages import codes, expect

import cakg

ROLE = "<https://w3id.org/cakg/vocab/role/{}>"
DATA = f"""
u:a a cakg:Unit ; skos:prefLabel "Cục A"@vi , "Department A"@en . u:b a cakg:Unit ; skos:prefLabel "Cục B"@vi .
n:1 a cakg:Obligation ; cakg:action "Việc mỗi nơi một hạn"@vi ; cakg:deadline d:1 .
d:1 a cakg:FixedDeadline ; cakg:statedText "31/12/2024" ; cakg:dueBy "2024-12-31"^^xsd:date .
d:2 a cakg:FixedDeadline ; cakg:statedText "30/11/2024" ; cakg:dueBy "2024-11-30"^^xsd:date .
r:1 a cakg:Responsibility ; cakg:ofNorm n:1 ; cakg:bearer u:a ; cakg:role {ROLE.format("lead")} .
r:2 a cakg:Responsibility ; cakg:ofNorm n:1 ; cakg:bearer u:b ; cakg:role {ROLE.format("cooperate")} ; cakg:deadline d:2 .
r:3 a cakg:Responsibility ; cakg:ofNorm n:1 ; cakg:bearer u:b ; cakg:role {ROLE.format("report")} .
"""
LEAD = {"vi": "Cục A (hạn riêng: 31/12/2024)", "en": "Department A (own time: 31/12/2024)"}
ROLES = {"vi": "chủ trì: ", "en": "lead: "}


@pytest.fixture
def apart_page(graph):
    """A page of that norm."""
    return cakg.render(cakg.matrix(graph(DATA), as_of="2024-12-01"), "html")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_annex_names_the_lead_of_another_time(open_page, apart_page, lang):
    """In the column of the lead, on screen and in what is saved, in the language of the page."""
    tab = open_page(apart_page, f"#xem=list&nn={lang}")
    cells = tab.locator(".block .row").first.locator(".cell").all_inner_texts()
    assert [text.strip() for text in cells[2:4]] == [LEAD[lang], "Cục B"]
    with tab.expect_download() as file:
        tab.click("#csv")
    lines = list(csv.reader(io.StringIO(Path(file.value.path()).read_bytes().decode("utf-8-sig"), newline="")))
    assert lines[2][2:4] == [LEAD[lang], "Cục B"]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_other_views_and_the_proof_name_it_too(open_page, apart_page, lang):
    """With the role in words, as no letters of another time stand in a row."""
    for view in ("matrix", "time"):
        tab = open_page(apart_page, f"#xem={view}&nn={lang}")
        expect(tab.locator("#view")).to_contain_text(ROLES[lang] + LEAD[lang])
    tab.locator("[data-row], .code").first.click()
    expect(tab.locator("dialog[open]")).to_contain_text(f"{LEAD[lang]} · {ROLES[lang].removesuffix(': ')}")


def test_no_filter_takes_a_row_for_that_of_a_bearer_of_another_time(open_page, apart_page):
    """The unit in the lead has one row, due on its own day, whoever else names it."""
    tab = open_page(apart_page, "#dv=unit/a&xem=list")
    assert codes(tab) == ["1"]
    expect(tab.locator(".block .row").first).to_contain_text("31/12/2024")
    expect(tab.locator(".block .row").first.locator(".cell").nth(3)).to_have_text("Cục B (hạn riêng: 30/11/2024)")


def test_a_page_of_one_unit_shows_whole_cells(open_page, graph):
    """The lead of the same time has its letters and its place in the annex; a single status says whose it is where they differ."""
    done = 'id:s a cakg:StatusAssessment ; cakg:ofResponsibility r:3 ; cakg:assessedStatus status:doneOnTime ; cakg:observedOn "2024-11-20"^^xsd:date .'
    kg = graph(DATA, done)
    narrow = cakg.render(cakg.matrix(kg, as_of="2024-12-01", unit="Cục B", role="report"), "html")
    tab = open_page(narrow, "#xem=list")
    cells = tab.locator(".block .row").first.locator(".cell").all_inner_texts()
    assert [text.strip() for text in cells[2:4]] == ["Cục A", "Cục B (hạn riêng: 30/11/2024)"]
    assert "hoàn thành đúng hạn" in cells[-1]
    assert "Cục B: " in cells[-1]
    expect(open_page(narrow, "#xem=matrix").locator(".block .row").first.locator(".mark")).to_have_text(["CT", "BC"])

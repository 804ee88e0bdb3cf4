"""What the page counts: duties and targets once each, however many rows they have, and the problems of a row."""

from opened_pages import DAY, expect, saved

import cakg

OWN_DAYS = (
    'i:1 a cakg:Instrument ; skos:prefLabel "KH 1"@vi . i:2 a cakg:Instrument ; skos:prefLabel "KH 2"@vi ; cakg:implements i:1 . '
    'i:3 a cakg:Instrument ; skos:prefLabel "KH 3"@vi . '
    'u:x a cakg:Unit ; skos:prefLabel "Cục X"@vi . u:y a cakg:Unit ; skos:prefLabel "Cục Y"@vi . '
    'n:1 a cakg:Obligation ; cakg:action "Việc có hạn riêng"@vi ; cakg:statedIn i:2 ; cakg:deadline d:1 . '
    'd:1 a cakg:FixedDeadline ; cakg:dueBy "2026-12-31"^^xsd:date . d:2 a cakg:FixedDeadline ; cakg:dueBy "2026-11-30"^^xsd:date . '
    "r:1 a cakg:Responsibility ; cakg:ofNorm n:1 ; cakg:bearer u:x . "
    "r:2 a cakg:Responsibility ; cakg:ofNorm n:1 ; cakg:bearer u:y ; cakg:deadline d:2 . "
    'n:2 a cakg:Target ; cakg:action "Hai mốc"@vi ; cakg:statedIn i:2 ; cakg:step id:m1 , id:m2 . '
    "id:m1 a cakg:TargetStep ; cakg:deadline d:1 . id:m2 a cakg:TargetStep ; cakg:deadline d:2 . "
    'n:3 a cakg:Target ; cakg:action "Mốc"@vi ; cakg:statedIn i:3 ; cakg:step id:m3 , id:m4 . '
    "id:m3 a cakg:TargetStep ; cakg:deadline d:1 . id:m4 a cakg:TargetStep ; cakg:deadline d:2 . "
)
TWO_LEADS = (
    "@prefix role: <https://w3id.org/cakg/vocab/role/> . "
    'i:1 a cakg:Instrument ; skos:prefLabel "KH 1"@vi . u:x a cakg:Unit ; skos:prefLabel "Cục X"@vi . '
    'u:y a cakg:Unit ; skos:prefLabel "Cục Y"@vi . n:1 a cakg:Obligation ; cakg:action "Việc"@vi ; cakg:statedIn i:1 ; cakg:deadline d:1 . '
    'd:1 a cakg:FixedDeadline ; cakg:dueBy "2026-12-31"^^xsd:date . '
    "r:1 a cakg:Responsibility ; cakg:ofNorm n:1 ; cakg:bearer u:x ; cakg:role role:lead . "
    "r:2 a cakg:Responsibility ; cakg:ofNorm n:1 ; cakg:bearer u:y ; cakg:role role:lead . "
)


def test_a_duty_of_two_rows_is_one(open_page, graph):
    """A duty whose bearers have days of their own and a target of two milestones are one each wherever they are called so."""
    page = cakg.render(cakg.matrix(graph(OWN_DAYS), as_of=DAY), "html")
    tab = open_page(page, "#xem=drawing")
    assert "1 nhiệm vụ, 2 chỉ tiêu" in tab.inner_text("#facts")
    assert tab.inner_text("#count") == "Hiển thị 6/6 dòng"
    expect(tab.locator("g.box[data-doc='instrument/2']")).to_contain_text("1 nhiệm vụ, 1 chỉ tiêu")
    assert tab.locator("table.alone tbody td").all_inner_texts()[-2:] == ["0", "1"]
    lines = {line[2]: line for line in saved(tab)}
    assert [lines["Văn bản"][5:7], *(lines[name][5:7] for name in ("KH 1", "KH 2", "KH 3"))] == [
        ["Nhiệm vụ", "Chỉ tiêu"],
        ["0", "0"],
        ["1", "1"],
        ["0", "1"],
    ]
    tab.click("button[data-view=time]")
    assert tab.locator("section[aria-labelledby=q-2026-4] h2 small").inner_text() == "6 dòng"


def test_a_duty_of_two_bearers_nobody_followed_is_one(graph):
    """A duty whose two bearers have both ended, with nobody known to hold it for either, is one whose holder is not determined."""
    kg = graph(
        'n:1 a cakg:Obligation ; cakg:action "Việc"@vi . '
        + "".join(
            f'u:{name} a cakg:Unit ; skos:prefLabel "Cục {name}"@vi ; cakg:existsTo "2024-06-30"^^xsd:date . '
            f"r:{name} a cakg:Responsibility ; cakg:ofNorm n:1 ; cakg:bearer u:{name} . "
            for name in "xy"
        )
    )
    assert "1 nhiệm vụ chưa xác định được nơi đang giữ" in cakg.render(cakg.matrix(kg, as_of=DAY), "html")


def test_a_page_warns_of_duties_it_hides_once_each(graph):
    """A duty of two rows that a filter leaves out is one that the file carries unseen."""
    page = cakg.render(cakg.matrix(graph(OWN_DAYS), as_of=DAY, document="KH 3"), "html")
    assert "gồm cả 2 nhiệm vụ, chỉ tiêu không hiện ở đây" in page


def test_two_leads_are_seen_first_and_the_rest_is_counted(open_page, graph):
    """Of many problems a row names three, each once, two leads before all; how many more there are stands beside, and what they say."""
    kg = graph(TWO_LEADS)
    tab = open_page(cakg.render(cakg.matrix(kg, as_of=DAY), "html"))
    badges = tab.locator(".badge:not(.info)")
    assert badges.first.inner_text() == "⚠ Hai bên cùng chủ trì một việc mà không ghi là cùng thực hiện."
    told = badges.all_inner_texts()
    wrong = {
        finding.problem["vi"]
        for finding in cakg.validate(kg, as_of=DAY)
        if finding.severity != "info"
        and finding.focus.rpartition("/id/")[2] in ("norm/1", "responsibility/1", "responsibility/2", "deadline/1")
    }
    assert len(wrong) > 3
    assert told[3:] == [f"+{len(wrong) - 3} vấn đề khác"]
    title = badges.last.get_attribute("title").split("\n")
    assert {words.removeprefix("⚠ ") for words in told[:3]} | set(title) == wrong
    badges.last.click()
    assert tab.locator("#proof[open] li.violation, #proof[open] li.warning").count() >= len(wrong)

"""Recurring duties under the date filter of the page: a duty due between the days asked for is there, with its days."""

from datetime import date, timedelta

from opened_pages import DAY, codes, expect, saved

import cakg
from cakg.calendars import show_date


def _recurring(code, rule, more=""):
    return (
        f'n:{code} a cakg:Obligation ; cakg:action "Việc {code}"@vi ; cakg:statedIn i:1 ; cakg:deadline d:{code} . '
        f'd:{code} a cakg:RecurringDeadline ; cakg:statedText "định kỳ" ; {more} cakg:recurrenceRule {rule} . '
    )


QUARTERS = ", ".join(f'"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY=19"' for month in (3, 6, 9, 12))
WORLD = (
    'i:1 a cakg:Instrument ; skos:prefLabel "KH"@vi ; cakg:issuedOn "2024-01-10"^^xsd:date . '
    + _recurring("A-1", QUARTERS, "cakg:readingRule rule:beforeMeansDayBefore ;")
    + _recurring("A-2", '"FREQ=MONTHLY"', 'cakg:startsOn "2026-02-15"^^xsd:date ;')
    + _recurring("A-3", '"FREQ=DAILY"')
    + _recurring("A-4", '"FREQ=YEARLY;UNTIL=20251231"')
    + _recurring("A-5", '"FREQ=DAILY;INTERVAL=45"', 'cakg:startsOn "2024-03-01"^^xsd:date ;')
    + _recurring("B-1", '"khi cần"')
    + _recurring("B-2", '"FREQ=MONTHLY"', "cakg:recurrenceBasis basis:sinceLastDone ;")
    + 'n:C-1 a cakg:Obligation ; cakg:action "Trực"@vi ; cakg:deadline d:c . d:c a cakg:ContinuousDuty ; cakg:statedText "thường xuyên" . '
    'n:C-2 a cakg:Obligation ; cakg:action "Sớm"@vi ; cakg:deadline d:s . d:s a cakg:UnstatedDeadline ; cakg:statedText "sớm" . '
    'n:C-3 a cakg:Obligation ; cakg:action "Xong"@vi ; cakg:deadline d:f . d:f a cakg:FixedDeadline ; cakg:dueBy "2026-12-31"^^xsd:date . '
    'n:C-4 a cakg:Obligation ; cakg:action "Gia hạn kỳ"@vi ; cakg:statedIn i:1 ; cakg:deadline d:x . '
    'd:x a cakg:RecurringDeadline ; cakg:recurrenceRule "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=30" . '
    '<urn:x> a cakg:Extension ; cakg:extends d:x ; cakg:ofOccurrence "2027-06-30"^^xsd:date ; cakg:newDueBy "2027-08-15"^^xsd:date . '
)


_DAY = date.fromisoformat(DAY)
WINDOWS = (
    *((_DAY + timedelta(days=begin), _DAY + timedelta(days=begin + length)) for begin, length in (
        (-1200, 400), (-900, 0), (-420, 40), (-90, 3), (-1, 400), (0, 0), (10, 40), (26, 1), (300, 3), (700, 400), (1200, 40),
    )),
    (date(2027, 6, 30), date(2027, 6, 30)),
    (date(2027, 8, 15), date(2027, 8, 15)),
    (None, _DAY + timedelta(days=200)),
    (None, _DAY - timedelta(days=200)),
    (_DAY - timedelta(days=30), None),
)  # fmt: skip
"""First and last day asked for: past, present and to come, an occurrence on its old day and on its new one, open on one side."""


def test_a_window_lists_what_the_command_lists(open_page, graph):
    """With any days asked for, the page keeps the duties that the library keeps, on the same days, and leaves out as many for the same reasons."""
    kg = graph(WORLD)
    tab = open_page(cakg.render(cakg.matrix(kg, as_of=DAY), "html"))
    for first, last in WINDOWS:
        found = cakg.duties(kg, as_of=DAY, from_=first, by=last)
        tab.fill("#from", show_date(first) or "")
        tab.fill("#to", show_date(last) or "")
        tab.keyboard.press("Enter")
        days = {}
        for duty in found:
            days.setdefault(duty.code, []).append(show_date(duty.deadline.due))
        assert sorted(set(codes(tab))) == sorted(days), (first, last)
        told = {line[0]: line[2] for line in saved(tab)[2:]}
        for code, some in days.items():
            more = f" … và {len(some) - 12} kỳ nữa" if len(some) > 12 else ""
            assert told[code].startswith(", ".join(some[:12]) + more), (first, last)
        left = {
            "dòng không rõ ngày bị": found.undated - found.unbounded - found.recurring - found.continuous,
            "việc định kỳ chưa tính được kỳ": found.unbounded,
            "việc định kỳ không tính được ngày": found.recurring,
            "việc thường xuyên không có ngày": found.continuous,
        }
        title = tab.get_attribute("#undated", "title")
        for words, count in left.items():
            assert (f"{count} {words}" in title) == (count > 0), (first, last, title)
        assert ("chỉ kể các kỳ đến hạn từ ngày" in tab.inner_text("#turns")) == bool(found.begun_on)


def test_beyond_its_years_a_page_does_not_guess(open_page, graph):
    """Of what recurs the page counts some years; a window that reaches past them says so, and what it cannot judge stays a click away."""
    kg = graph(
        _recurring("A-1", QUARTERS), 'i:1 a cakg:Instrument ; skos:prefLabel "KH"@vi ; cakg:issuedOn "2024-01-10"^^xsd:date . '
    )
    tab = open_page(cakg.render(cakg.matrix(kg, as_of=DAY), "html"), "#tu=01/01/2050&den=31/12/2050")
    assert codes(tab) == []
    assert "trang chỉ tính các kỳ từ 01/01/2021 đến 31/12/2036" in tab.get_attribute("#undated", "title")
    assert "trang chỉ tính các kỳ từ 01/01/2021 đến 31/12/2036" in tab.text_content("#asked")
    tab.click("#undated")
    assert codes(tab) == ["A-1"]
    tab.fill("#from", "1/12/2036")
    tab.keyboard.press("Enter")
    assert tab.inner_text("#turns") == "việc định kỳ chỉ kể các kỳ từ 01/01/2021 đến 31/12/2036"
    assert tab.locator(".block .time b").inner_text() == "↻ 19/12/2036"


def test_a_turn_stands_with_its_day_in_every_view(open_page, graph):
    """On the row, in its quarters, on paper and copied the days of the window stand in the place of none; without days asked for it recurs."""
    page = cakg.render(cakg.matrix(graph(WORLD), as_of=DAY), "html")
    tab = open_page(page, "#tim=A-1&tu=01/12/2026&den=30/06/2027")
    shown = ["↻ 19/12/2026, 19/03/2027, 19/06/2027", "Định kỳ", "“định kỳ”", "quy tắc đọc: trước ngày là hết hôm trước"]
    assert tab.locator(".block .time").inner_text().split("\n") == shown
    assert (
        tab.locator(".block .state small").inner_text()
        == "hạn định kỳ; từng kỳ có ngày và tình trạng riêng, kể ra khi hỏi theo khoảng ngày"
    )
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert "19/12/2026, 19/03/2027, 19/06/2027" in tab.locator("#paper tbody").text_content()
    tab.fill("#to", "30/06/2028")
    tab.keyboard.press("Enter")
    assert tab.locator(".block .time b").inner_text() == "↻ 19/12/2026, 19/03/2027, 19/06/2027, 19/09/2027 … và 3 kỳ nữa"
    tab.fill("#to", "31/12/2026")
    tab.keyboard.press("Enter")
    assert tab.locator(".block .time b").inner_text() == "↻ 19/12/2026"
    tab.click("button[data-view=time]")
    expect(tab.locator("section[aria-labelledby=q-2026-4] .item")).to_have_count(1)
    expect(tab.locator("section[aria-labelledby=q-again] .item")).to_have_count(0)
    tab.click("button[data-view=matrix]")
    tab.fill("#from", "")
    tab.fill("#to", "")
    tab.keyboard.press("Enter")
    assert tab.locator(".block .time").inner_text().split("\n")[0] == "↻ Định kỳ"


def test_days_sort_a_turn_among_them(open_page, graph):
    """Sorted by day, a recurring duty stands by its first turn between the days asked for."""
    tab = open_page(cakg.render(cakg.matrix(graph(WORLD), as_of=DAY), "html"), "#tu=01/12/2026&den=31/12/2026&sx=due")
    found = codes(tab)
    assert found.index("A-3") < found.index("A-1") < found.index("C-3")

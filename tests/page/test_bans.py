"""A prohibition on the page: no view of it reads as work to be carried out."""

import pytest
from opened_pages import expect

import cakg

DATA = """
u:a a cakg:Unit ; skos:prefLabel "Cục A"@vi .
n:1 a cakg:Prohibition ; cakg:action "Cung cấp tài liệu cho báo chí"@vi ; cakg:deadline d:1 .
d:1 a cakg:FixedDeadline ; cakg:statedText "đến hết ngày 31/12/2024" ; cakg:dueBy "2024-12-31"^^xsd:date .
r:1 a cakg:Responsibility ; cakg:ofNorm n:1 ; cakg:bearer u:a ; cakg:role <https://w3id.org/cakg/vocab/role/implement> .
n:2 a cakg:Permission ; cakg:action "Thuê chuyên gia"@vi .
r:2 a cakg:Responsibility ; cakg:ofNorm n:2 ; cakg:bearer u:a ; cakg:role <https://w3id.org/cakg/vocab/role/implement> .
"""


@pytest.mark.parametrize("view", ["matrix", "list", "units", "time"])
def test_every_view_says_what_is_forbidden_or_allowed(open_page, graph, view):
    """Before the action, in both languages; nothing is unfinished, and no day is counted down to."""
    tab = open_page(cakg.render(cakg.matrix(graph(DATA), as_of="2024-12-01"), "html"), f"#xem={view}")
    for marks in (("[điều cấm]", "[quyền]"), ("[prohibition]", "[permission]")):
        shown = tab.locator("#view").inner_text()
        assert f"{marks[0]} Cung cấp tài liệu cho báo chí" in shown
        assert f"{marks[1]} Thuê chuyên gia" in shown
        assert not any(
            words in shown for words in ("chưa hoàn thành", "open in time", "còn ", " left", "Chưa rõ hạn", "No date known")
        )
        tab.click("#language")


def test_the_proof_of_a_ban_says_so(open_page, graph):
    """In the title of the dialog, and under the status that there is nothing to complete."""
    tab = open_page(cakg.render(cakg.matrix(graph(DATA), as_of="2024-12-01"), "html"), "#nv=1")
    dialog = tab.locator("dialog[open]")
    expect(dialog).to_contain_text("[điều cấm] Cung cấp tài liệu cho báo chí")
    expect(dialog).to_contain_text("điều cấm: không phải việc để hoàn thành")
    expect(dialog).not_to_contain_text("chưa hoàn thành")

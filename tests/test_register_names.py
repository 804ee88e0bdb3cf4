"""Units of register:vn-units found by name, code and day, and shown with those they follow."""

from __future__ import annotations

import json

import pytest

import cakg
from cakg.errors import UnknownNameError
from cakg.namespaces import ID

NAME = "register:vn-units"
HA_GIANG, TUYEN_QUANG = ID["unit/cong-an-tinh-ha-giang"], ID["unit/cong-an-tinh-tuyen-quang"]


def test_ha_giang_is_followed_by_tuyen_quang(run):
    """The question of the issue: what the unit was, is, and who follows it, with the day of the snapshot."""
    done = run("show", "Công an tỉnh Hà Giang", NAME, "--as-of", "2026-01-01", "-f", "json")
    card = json.loads(done.out)
    assert {"iri", "label", "kind", "validFrom", "validTo", "parents", "successors", "predecessors"} <= set(card)
    assert (card["iri"], card["existing"], card["validFrom"], card["validTo"]) == (HA_GIANG, False, None, "2025-06-30")
    assert card["exampleData"] is False
    assert (card["register"], card["snapshot"]) == (NAME, "2025-08-23")
    assert [parent["label"] for parent in card["parents"]] == ["Bộ Công an"]
    assert card["successors"] == [
        {
            "iri": TUYEN_QUANG,
            "label": "Công an tỉnh Tuyên Quang",
            "from": "2025-07-01",
            "function": None,
            "certainty": "byDefaultRule",
        }
    ]
    assert len(card["predecessors"]) == 11
    assert {item["from"] for item in card["predecessors"]} == {"2025-03-01"}


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_long_list_is_cut_with_its_count_and_day(register, lang):
    """A card counts what it leaves out, and a count from the register names the day of its snapshot."""
    text = cakg.render(cakg.show(register, HA_GIANG, as_of="2026-01-01", lang=lang), lang=lang)
    assert "204" in text
    assert text.count("23/08/2025") == 2
    assert len(text) < 3000


def test_a_unit_not_yet_set_up_has_not_ended(register):
    """Asked about a day before it began, a unit is not said to have ended."""
    text = cakg.render(cakg.show(register, "Công an phường Hà Giang 1", as_of="2025-01-01"))
    assert "chưa thành lập" in text
    assert "đã kết thúc" not in text


def test_two_units_of_one_name_are_told_apart(run):
    """Candidates carry their provinces and times, those that exist on the day come first, and nothing is chosen."""
    done = run("show", "Công an xã Tân Tiến", NAME, "--as-of", "2025-01-01")
    assert (done.code, done.out) == (2, "")
    candidates = done.err.split("|")
    assert len(candidates) > 10
    first = next(place for place, words in enumerate(candidates) if "01/07/2025 – …" in words)
    assert all("… – 30/06/2025" in words for words in candidates[:first])
    assert all("01/07/2025 – …" in words for words in candidates[first:])
    assert "Công an tỉnh Lào Cai, … – 30/06/2025" in done.err


def test_a_day_tells_units_of_one_name_apart(register):
    """Old and new Tuyên Quang share a name: on a day only one bears it; without a day both are named."""
    for day, iri in (("2025-06-30", f"{TUYEN_QUANG}-den-2025-06-30"), ("2025-07-01", TUYEN_QUANG)):
        assert cakg.show(register, "Công an tỉnh Tuyên Quang", as_of=day).iri == iri
    with pytest.raises(UnknownNameError) as caught:
        cakg.show(register, "Công an tỉnh Tuyên Quang")
    assert len(caught.value.suggestions) == 2


def test_a_misspelt_name_gets_the_nearest(register):
    """Among twenty thousand names the nearest are still found."""
    with pytest.raises(UnknownNameError) as caught:
        cakg.show(register, "Công an tinh Hà Gianh")
    assert "Công an tỉnh Hà Giang" in caught.value.suggestions


@pytest.mark.parametrize(
    ("words", "day", "found"),
    [("V28", "2018-08-05", True), ("V28", "2018-08-06", False), ("v05", "2018-08-06", True), ("V05", "2018-08-05", False)],
)
def test_a_code_names_the_unit_that_bears_it_on_the_day(run, words, day, found):
    """A department is found by the code of the day; a code of other days is refused with its time."""
    done = run("duties", NAME, "--unit", words, "--as-of", day)
    assert done.code == (0 if found else 2), done.err
    assert found or "06/8/2018" in done.err or "05/8/2018" in done.err
    shown = run("show", words, NAME, "--as-of", day)
    assert ("Cục Xây dựng phong trào" in shown.out.partition("\n")[0]) is found

"""What the graph says about one record."""

import json

import pytest

import cakg
from cakg.errors import UnknownNameError


@pytest.mark.parametrize(
    "ref", ["42/KH-BCA-V05", "042/kh-bca- v05", "Kế hoạch số 42/KH-BCA-V05", "instrument/bca-kh-42-v05-2024-01-29"]
)
def test_an_instrument_is_found_however_it_is_written(kg, ref):
    """Number, sloppy number, label and short IRI lead to the same card."""
    card = cakg.show(kg, ref)
    assert card.iri.endswith("/bca-kh-42-v05-2024-01-29")
    facts = dict(card.facts)
    assert facts["https://w3id.org/cakg/ontology#issuedOn"] == ("2024-01-29",)
    assert facts["https://w3id.org/cakg/ontology#issuer"] == ("Bộ Công an",)


def test_a_unit_follows_the_contract(run):
    """The card of an ended province's police names its validity, parents and successor."""
    card = json.loads(run("show", "Công an tỉnh Hà Giang", "--as-of", "2026-01-01", "-f", "json").out)
    assert {"iri", "label", "kind", "validFrom", "validTo", "parents", "successors", "predecessors"} <= set(card)
    assert card["validTo"] == "2025-06-30"
    assert card["existing"] is False
    assert [parent["label"] for parent in card["parents"]] == ["Bộ Công an"]
    assert [successor["label"] for successor in card["successors"]] == ["Công an tỉnh Tuyên Quang"]
    assert set(card["successors"][0]) == {"iri", "label", "from", "function", "certainty"}


def test_an_ambiguous_number_is_not_guessed(kg):
    """“Nghị quyết số 12” is only a mention; asking for it gives the candidates, not one of them."""
    with pytest.raises(UnknownNameError):
        cakg.show(kg, "Nghị quyết số 12")


def test_an_unknown_name_exits_2_with_the_nearest(run):
    """One line on stderr, nothing on stdout."""
    done = run("show", "43/KH-BCA-V50")
    assert (done.code, done.out) == (2, "")
    assert "43/KH-BCA-V05" in done.err
    assert done.err.count("\n") == 1


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_record_of_the_examples_can_be_shown(kg, lang):
    """No label, note or number of any record breaks its card."""
    subjects = {quad.subject.value for quad in kg.quads() if quad.subject.value.startswith("https://")}
    for iri in subjects:
        assert cakg.render(cakg.show(kg, iri, as_of="2024-12-01", lang=lang), lang=lang), iri


def test_a_card_of_an_instrument_lists_its_duties(kg):
    """Plan 42 shows what is to be done about it."""
    assert [duty.code for duty in cakg.show(kg, "42/KH-BCA-V05", as_of="2024-12-01").duties] == ["003-01"]


def test_a_card_reads_in_both_languages(run):
    """The headings follow --lang."""
    assert "Được nhắc từ" in run("show", "42/KH-BCA-V05").out
    assert "Pointed at by" in run("show", "42/KH-BCA-V05", "--lang", "en").out

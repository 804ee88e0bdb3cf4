"""What the graph says about one record."""

import json

import pytest

import cakg
from cakg.errors import UnknownNameError
from cakg.rendering import render


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


def test_accents_that_were_typed_are_kept_to(kg):
    """Thứ trưởng is not Thủ trưởng, who is only offered; accents that were not typed are no contradiction."""
    with pytest.raises(UnknownNameError) as refused:
        cakg.show(kg, "Thứ trưởng Công an các cấp")
    assert refused.value.suggestions[0] == "Thủ trưởng Công an các cấp"
    for typed in ("thu truong cong an cac cap", "Thủ truong Công an cac câp", "THỦ TRƯỞNG CÔNG AN CÁC CẤP"):
        assert cakg.show(kg, typed).label == "Thủ trưởng Công an các cấp"


def test_a_name_of_mentions_offers_what_they_may_mean(kg):
    """Both resolutions with the number 12 come first, and the card of a mention names them with the confidence."""
    with pytest.raises(UnknownNameError) as refused:
        cakg.show(kg, "Nghị quyết số 12")
    assert [words.partition(" ")[0] for words in refused.value.suggestions[:2]] == ["12-NQ/ĐUCA", "12-NQ/TW"]
    facts = dict(cakg.show(kg, "mention/000-m01").facts)["https://w3id.org/cakg/ontology#candidate"]
    assert facts == ("Nghị quyết số 12-NQ/ĐUCA (độ tin cậy 0,8)", "Nghị quyết số 12-NQ/TW (độ tin cậy 0,2)")


def test_a_unit_follows_the_contract(run):
    """The card of an ended province's police names its validity, parents and successor."""
    card = json.loads(run("show", "Công an tỉnh Hà Giang", "--as-of", "2026-01-01", "-f", "json").out)
    assert {"iri", "label", "kind", "validFrom", "validTo", "parents", "successors", "predecessors"} <= set(card)
    assert card["validTo"] == "2025-06-30"
    assert card["existing"] is False
    assert [parent["label"] for parent in card["parents"]] == ["Bộ Công an"]
    assert [successor["label"] for successor in card["successors"]] == ["Công an tỉnh Tuyên Quang"]
    assert set(card["successors"][0]) == {"iri", "label", "from", "function", "certainty"}


LED_ON = """
u:a a cakg:Unit ; skos:prefLabel "Huyện A"@vi ; cakg:unitKind kind:district-police ; cakg:existsTo "2025-02-28"^^xsd:date ;
    cakg:partlySucceededBy u:whole , u:parts , u:nobody , u:stays .
u:whole a cakg:Unit ; skos:prefLabel "Xã B"@vi ; cakg:unitKind kind:commune-police ; cakg:existsTo "2025-06-30"^^xsd:date ;
    cakg:succeededBy u:stays .
u:parts a cakg:Unit ; skos:prefLabel "Xã C"@vi ; cakg:unitKind kind:commune-police ; cakg:existsTo "2025-06-30"^^xsd:date ;
    cakg:partlySucceededBy u:new , u:stays .
u:nobody a cakg:Unit ; skos:prefLabel "Xã D"@vi ; cakg:unitKind kind:commune-police ; cakg:existsTo "2025-06-30"^^xsd:date .
u:stays a cakg:Unit ; skos:prefLabel "Xã E"@vi ; cakg:unitKind kind:commune-police .
u:new a cakg:Unit ; skos:prefLabel "Xã F"@vi ; cakg:unitKind kind:commune-police .
"""


def test_a_successor_that_has_ended_leads_on_to_who_follows_today(graph):
    """Each receiver that is no more says so and names who has its part by now, who may have it, or that nobody is named."""
    kg = graph(LED_ON)
    card = cakg.show(kg, "unit/a", as_of="2026-01-01")
    led = {item.iri.rpartition("/")[2]: item for item in card.onward}
    assert {name: [(holder.label, holder.certainty) for holder in item.holders] for name, item in led.items()} == {
        "whole": [("Xã E", "byDefaultRule")],
        "parts": [("Xã F", "unresolved"), ("Xã E", "unresolved")],
        "nobody": [],
    }
    assert {item.validTo.isoformat() for item in card.onward} == {"2025-06-30"}
    text = cakg.render(card)
    assert "Xã B (01/03/2025, nhận một phần; kết thúc 30/06/2025, nay về Xã E, theo quy tắc mặc định)" in text
    assert "Xã C (01/03/2025, nhận một phần; kết thúc 30/06/2025, nay có thể ở Xã F | Xã E)" in text
    assert "Xã D không còn tồn tại tại ngày xem; dữ liệu không nêu ai nhận nhiệm vụ" in text
    assert "Xã E (01/03/2025, nhận một phần)" in text
    assert card.as_dict()["onward"][0].keys() == {"iri", "validTo", "from", "function", "holders", "reason"}


@pytest.mark.parametrize("as_of", ["2025-06-30", "2025-02-28", None])
def test_a_successor_that_still_exists_is_the_last_word(graph, as_of):
    """On a day on which every receiver exists, or without a day, nothing leads on."""
    assert cakg.show(graph(LED_ON), "unit/a", as_of=as_of).onward == ()


def test_a_function_handed_on_leads_on_too(graph):
    """A receiver that goes on but gave the function up names who has it now; its other work stays with it."""
    given = 'cakg:ofFunction f:{f} ; cakg:fromHolder u:{a} ; cakg:toHolder u:{b} ; cakg:transferredOn "{day}"^^xsd:date .\n'
    kg = graph(
        *(f'u:{name} a cakg:Unit ; skos:prefLabel "Cục {name}"@vi ; cakg:unitKind kind:ministry-unit .\n' for name in "abc"),
        *(f'f:{name} a cakg:Function ; skos:prefLabel "Chức năng {name}"@vi .\n' for name in "fg"),
        "t:1 a cakg:FunctionTransfer ; " + given.format(f="f", a="a", b="b", day="2020-01-01"),
        "t:2 a cakg:FunctionTransfer ; " + given.format(f="g", a="a", b="b", day="2020-01-01"),
        "t:3 a cakg:FunctionTransfer ; " + given.format(f="f", a="b", b="c", day="2022-01-01"),
    )
    (led,) = cakg.show(kg, "unit/a", as_of="2026-01-01").onward
    assert (led.function, led.validTo, [holder.label for holder in led.holders]) == ("Chức năng f", None, ["Cục c"])


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


def test_the_card_of_a_unit_says_what_became_of_the_one_over_it(graph):
    """Where the upper unit has ended, its end and who follows it stand beside its name; before that day they do not."""
    kg = graph(
        'u:p a cakg:Unit ; skos:prefLabel "Công an tỉnh P"@vi ; cakg:existsTo "2025-06-30"^^xsd:date ; cakg:succeededBy u:q .\n'
        'u:q a cakg:Unit ; skos:prefLabel "Công an tỉnh Q"@vi .\n'
        'u:w a cakg:Unit ; skos:prefLabel "Công an xã W"@vi ; cakg:parentUnit u:p .\n'
    )
    told = "Cấp trên: Công an tỉnh P (kết thúc 30/06/2025, nay về Công an tỉnh Q, theo quy tắc mặc định)"
    assert told in render(cakg.show(kg, "unit/w", as_of="2025-07-01"))
    assert "Cấp trên: Công an tỉnh P\n" in render(cakg.show(kg, "unit/w", as_of="2025-06-30"))

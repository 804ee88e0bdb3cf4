"""The five articles as data: nothing invented, nothing conflated, every span where it says."""

import hashlib
import re
from collections import Counter
from datetime import date

import pytest

import cakg
from cakg.namespaces import CAKG, DCTERMS, ID, OA, SKOS
from cakg.terms import code
from cakg.text import nfc

DAY = "2026-11-22"
COUNTS = {
    "modality": {"obligation": 65, "request": 31, "commitment": 6, "prohibition": 1, "call": 1, "wish": 2, "target": 10},
    "records": {
        "Norm": 116,
        "Target": 10,
        "Mention": 52,
        "Instrument": 32,
        "ProgressObservation": 23,
        "Occasion": 10,
        "Population": 28,
        "Tenure": 14,
    },
}


def _codes(kg, property_, *classes):
    return Counter(code(kg.record(iri).one(property_)) for iri in kg.instances(*classes))


def test_every_span_still_has_the_words_it_had(kg, sources):
    """Each span's offsets, line and hash agree with the source text."""
    texts = {path.name: nfc(path.read_text(encoding="utf-8")) for path in sources.iterdir()}
    spans = kg.instances(CAKG.TextSpan)
    assert len(spans) > 250
    for iri in spans:
        span = kg.record(iri)
        source = kg.record(span.one(OA.hasSource))
        text = texts[source.one(CAKG.fileName)]
        selector = kg.record(span.one(OA.hasSelector))
        start, end = int(selector.one(OA.start)), int(selector.one(OA.end))
        words = text[start:end]
        assert hashlib.sha256(text.encode()).hexdigest() == source.one(CAKG.sha256)
        assert hashlib.sha256(words.encode()).hexdigest() == span.one(CAKG.spanSha256), iri
        assert text.count("\n", 0, start) + 1 == int(span.one(CAKG.line)), iri
        assert words.strip(), iri
        assert "\n" not in words, iri
        assert iri == f"{ID.base}span/{source.one(CAKG.sha256)[:8]}-{start}-{end}"


def test_every_modal_verb_stands_in_a_span_of_its_norm(kg, sources):
    """Who doubts that a norm is an order finds the printed verb in a span of the norm, its bearer or its time."""
    texts = {path.name: nfc(path.read_text(encoding="utf-8")).casefold() for path in sources.iterdir()}
    for duty in cakg.duties(kg, as_of=DAY):
        spans = [texts[item.source][item.start : item.end] for item in duty.evidence]
        assert duty.modalVerb is None or any(duty.modalVerb.casefold() in words for words in spans), duty.code


def test_no_sentence_of_a_source_is_copied(kg, sources):
    """No action or note of ours shares a run of twelve syllables with an article, quoted names aside."""

    def words(text):
        return re.findall(r"\w+", nfc(text).lower())

    runs = set()
    for path in sources.iterdir():
        text = words(path.read_text(encoding="utf-8"))
        runs |= {tuple(text[place : place + 12]) for place in range(len(text) - 11)}
    for property_ in (CAKG.action, SKOS.note, SKOS.definition):
        for subject, _, value in kg.edges(property_):
            own = words(re.sub("“[^”]*”", "", value))
            copied = [own[place : place + 12] for place in range(len(own) - 11) if tuple(own[place : place + 12]) in runs]
            assert not copied, (subject, " ".join(copied[0]))


def test_every_norm_says_who_by_when_where_and_how_strongly(kg):
    """Each norm has a statement, a span, a modality, a force, a responsibility and, targets aside, a deadline."""
    for iri in kg.instances(CAKG.Norm):
        record = kg.record(iri)
        for property_ in (CAKG.statedIn, CAKG.evidencedBy, CAKG.modality, CAKG.bindingForce):
            assert record.all(property_), (iri, property_)
        assert set(record.labels(CAKG.action)) == {"vi", "en"}, iri
        assert kg.subjects(CAKG.ofNorm, iri), iri
        assert bool(record.one(CAKG.deadline)) != (CAKG.Target in record.types), iri


def test_the_counts_are_those_of_a_careful_reading(kg):
    """What two readers found in the five articles stays found: norms by modality, targets, figures, parties; no lead."""
    assert _codes(kg, CAKG.modality, CAKG.Norm) == COUNTS["modality"]
    assert {name: len(kg.instances(CAKG[name])) for name in COUNTS["records"]} == COUNTS["records"]
    roles = {kg.record(iri).one(CAKG.role) for iri in kg.instances(CAKG.Responsibility)}
    assert not {role for role in roles if role and code(role) == "lead"}


def test_the_two_resolutions_twelve_stay_apart(kg):
    """The Politburo's and the Party committee's Resolution 12 are two instruments, and bare mentions name neither."""
    politburo, committee = (ID[f"instrument/{slug}"] for slug in ("bct-nq-12-x-2022-03-16", "duca-nq-12-x-x"))
    assert kg.record(politburo).one(CAKG.number) == "12-NQ/TW"
    assert kg.record(committee).one(CAKG.number) == "12-NQ/ĐUCA"
    bare = [iri for iri in kg.instances(CAKG.Mention) if kg.record(iri).one(CAKG.printedAs) == "Nghị quyết số 12"]
    open_ = [iri for iri in bare if not kg.record(iri).all(CAKG.refersTo)]
    assert len(open_) >= 4
    for iri in open_:
        meant = {kg.record(candidate).one(CAKG.candidateInstrument) for candidate in kg.record(iri).all(CAKG.candidate)}
        assert meant == {politburo, committee}, iri


@pytest.mark.parametrize(
    ("plan", "scheme", "other"),
    [
        ("bca-kh-43-v05-2024-01-29", "bca-da-30-x-2023-11-07", "bca-da-27-x-2023-11-02"),
        ("bca-kh-135-v05-2024-02-02", "bca-da-27-x-2023-11-02", "bca-da-30-x-2023-11-07"),
    ],
)
def test_each_plan_implements_its_own_scheme(kg, plan, scheme, other):
    """Plan 43 carries out Scheme 30 and Plan 135 Scheme 27, never the other way round."""
    implemented = kg.record(ID[f"instrument/{plan}"]).all(CAKG.implements)
    assert ID[f"instrument/{scheme}"] in implemented
    assert ID[f"instrument/{other}"] not in implemented


def test_regulation_205_is_a_regulation(kg):
    """205-QĐ/TW is a Quy định by its type word, whatever its symbol says."""
    record = kg.record(ID["instrument/bct-qyd-205-x-2019-09-23"])
    assert code(record.one(CAKG.instrumentKind)) == "regulation"
    assert record.one(CAKG.number) == "205-QĐ/TW"


def test_the_provisional_criteria_are_not_those_of_decision_639(kg):
    """Twenty-two belongs to the provisional set alone; the set of Decision 639 has no count."""
    counts = {iri: kg.record(iri).one(CAKG.criteriaCount) for iri in kg.instances(CAKG.CriteriaSet)}
    assert sorted(counts.values(), key=str) == ["22", None]
    assert counts[ID["criteria-set/bo-tieu-chi-tam-thoi"]] == "22"


def test_banner_dates_are_no_event_dates(kg):
    """No conference is said to have been held on the day its page shows."""
    banners = {kg.record(iri).one(CAKG.bannerDate) for iri in kg.instances(CAKG.SourceDocument)} - {None}
    held = {kg.record(iri).one(CAKG.heldOn) for iri in kg.instances(CAKG.Occasion)}
    assert banners
    assert not banners & held


def test_a_provincial_leaders_request_is_not_the_ministrys_order(kg):
    """What the provincial Party deputy secretary asked of the provincial police stays a request."""
    rows = [row for row in cakg.duties(kg, "Công an tỉnh Hà Giang", as_of="2021-12-31") if row.code.startswith("004")]
    asked = [row for row in rows if row.bearer.label == "Công an tỉnh Hà Giang"]
    assert asked
    assert {row.force for row in asked} == {"requestToOutsideBody"}
    assert all("Tỉnh ủy" in row.utterance.speakerPost or "Hội đồng nhân dân" in row.utterance.speakerPost for row in asked)


def test_most_requests_down_the_chain_are_orders(kg):
    """The verb “đề nghị” to police bodies is an order to subordinates; to authorities outside it is a request."""
    forces = Counter(row.force for row in cakg.duties(kg, as_of=DAY) if row.modality == "request")
    assert forces["orderToSubordinate"] > forces["requestToOutsideBody"] > 0


def test_the_minister_of_2019_is_not_the_minister_of_2024(kg):
    """The same post is held by different people in different tenures."""
    holders = {kg.record(iri).one(CAKG.holderName) for iri in kg.subjects(CAKG.holdsPost, ID["post/bo-truong-bo-cong-an"])}
    assert holders >= {"Tô Lâm", "Lương Tam Quang"}
    for day, name in (("2019-09-26", "Tô Lâm"), ("2024-10-01", "Lương Tam Quang")):
        rows = cakg.ask(kg, "office-holders", asOf=day, unit="Bộ trưởng Bộ Công an").as_dicts()
        assert {row["holder"] for row in rows} == {name}
    assert "Phan Huy Ngọc" not in str(cakg.ask(kg, "office-holders", asOf=DAY).as_dicts())  # his unit has ended


def test_coarse_dates_keep_their_precision_and_bounds(kg):
    """The words “đến năm 2025” keep the year as precision, both bounds and the rule that gave them."""
    fixed = [row.deadline for row in cakg.duties(kg, as_of="2024-12-01") if row.deadline.stated == "đến năm 2025"]
    assert fixed
    for deadline in fixed:
        assert (deadline.kind, deadline.precision, deadline.rule) == ("fixed", "year", "yearMeansYearEnd")
        assert (deadline.earliest, deadline.due) == (date(2025, 1, 1), date(2025, 12, 31))


def test_background_facts_say_where_they_come_from(kg):
    """Every instrument or unit that only a background file describes names its source."""
    for source in kg.sources:
        if "/background/" not in source.name:
            continue
        rows = kg.query(f"SELECT DISTINCT ?s WHERE {{ GRAPH <{source.graph}> {{ ?s a ?class FILTER(ISIRI(?s)) }} }}")
        for row in rows:
            record = kg.record(row[0].value)
            claimed = kg.subjects(CAKG.about, row[0].value)
            assert record.all(DCTERMS.source) or claimed or CAKG.Claim in record.types, row[0].value

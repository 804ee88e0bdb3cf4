"""The proof of an answer."""

import json
import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse, serialize

import cakg
from cakg.errors import CakgError, UnknownNameError
from cakg.namespaces import CAKG, ID
from cakg.rendering.result import render

DAY = "2024-12-01"


def _norm_about(kg, property_, value):
    return min(duty.norm for duty in cakg.duties(kg, as_of=DAY) if property_(duty) == value)


def test_a_proof_names_bearer_time_rule_chain_and_spans(kg):
    """A dated duty comes with its reading rule, its chain of authority and every span that supports it."""
    norm = _norm_about(kg, lambda duty: duty.deadline.stated, "giai đoạn 2024 - 2025")
    proof = cakg.why(kg, norm, as_of=DAY)
    assert [rule.code for rule in proof.rules] == ["wholePeriod"]
    assert proof.rules[0].definition
    assert {quotation.evidence.supports for quotation in proof.quotations} >= {"action", "bearer", "deadline"}
    assert {link.relation for link in proof.chain} >= {"statedIn", "atOccasion", "speaker"}


def test_the_chain_of_plan_43_reaches_scheme_30_for_certain(kg):
    """What a source states is certain."""
    links = {(link.relation, link.upperLabel): link.certain for link in cakg.why(kg, "43/KH-BCA-V05", as_of=DAY).chain}
    assert links["implements", "Đề án số 30/ĐA-BCA"] is True


def test_a_chain_across_an_open_mention_is_only_possible(kg):
    """Both Resolutions 12 are drawn as possible above a bare mention, and nothing above them is certain."""
    norm = next(duty.norm for duty in cakg.duties(kg, as_of=DAY) if duty.code.startswith("000-1"))
    links = [link for link in cakg.why(kg, norm, as_of=DAY).chain if link.relation == "candidate"]
    assert {link.upper for link in links} >= {ID["instrument/bct-nq-12-x-2022-03-16"], ID["instrument/duca-nq-12-x-x"]}
    assert not any(link.certain for link in links)


def test_words_are_printed_only_while_the_hash_matches(kg, sources, tmp_path):
    """With the right text the words appear; with a changed or missing text the reader is told why not."""
    proof = cakg.why(kg, "002-07", as_of=DAY, texts=sources)
    assert proof.quotations
    assert all(quotation.words for quotation in proof.quotations)
    missing = cakg.why(kg, "002-07", as_of=DAY, texts=tmp_path)
    assert {quotation.problem for quotation in missing.quotations} == {"words-missing"}
    for path in sources.iterdir():
        shutil.copy(path, tmp_path)
        (tmp_path / path.name).write_text(path.read_text(encoding="utf-8") + "!", encoding="utf-8")
    changed = cakg.why(kg, "002-07", as_of=DAY, texts=tmp_path)
    assert {quotation.problem for quotation in changed.quotations} == {"words-changed"}


def test_recorded_doubts_are_shown(kg):
    """The editor's doubt about “ít nhất 30% - 50%” stands in the proof with its confidence."""
    norm = next(duty.norm for duty in cakg.duties(kg, as_of=DAY) if duty.level and "30 - 50" in duty.level)
    doubts = cakg.why(kg, norm, as_of=DAY).doubts
    assert any("30%" in doubt.note and doubt.confidence is not None for doubt in doubts)


def test_the_command_prints_the_proof_of_a_code(run):
    """`cakg why 002-07` reads in Vietnamese and as JSON."""
    text = run("why", "002-07", "--as-of", DAY)
    assert text.code == 0
    for heading in ("Chuỗi thẩm quyền", "Chứng cứ trong nguồn", "Quy tắc đọc"):
        assert heading in text.out
    proof = json.loads(run("why", "002-07", "--as-of", DAY, "-f", "json").out)
    assert {"iri", "duties", "chain", "rules", "quotations", "doubts", "exampleData"} <= set(proof)


def test_an_unknown_code_is_refused(kg):
    """A norm that is not there has no proof."""
    with pytest.raises(UnknownNameError):
        cakg.why(kg, "999-99", as_of=DAY)


def test_a_proof_shows_how_a_duty_came_to_its_holder(run):
    """The steps from the bearer as stated to the holder of today stand in the proof, with day and basis."""
    text = run("why", "004-08", "--as-of", "2026-01-01").out
    assert "Nơi đang giữ: Công an tỉnh Tuyên Quang (chắc chắn)" in text
    assert "nhận toàn bộ công tác" in text
    assert "01/07/2025" in text


GOOD = ("target", "status-assessment", "relative-deadline", "recurring-deadline", "extension", "recognition", "claim")
"""Cases of the shapes that together have most of what an answer looks up."""


def test_what_is_doubted_of_a_transfer_stands_in_the_proof(kg):
    """That the provincial police took over guidance of the communes is inferred, and who reads the proof is told so."""
    doubts = {doubt.about.rpartition("/")[2]: doubt.confidence for doubt in cakg.why(kg, "000-26", as_of="2026-11-22").doubts}
    assert doubts["nen-chuyen-huong-dan-cap-xa"] == 0.85
    speech = cakg.why(kg, "utterance/000-u2", as_of="2026-11-22").doubts  # which states that duty among others
    assert "nen-chuyen-huong-dan-cap-xa" in {doubt.about.rpartition("/")[2] for doubt in speech}
    before = cakg.why(kg, "000-26", as_of=DAY).doubts
    assert "nen-chuyen-huong-dan-cap-xa" not in {doubt.about.rpartition("/")[2] for doubt in before}


@pytest.fixture(scope="module")
def statements(tmp_path_factory):
    """The statements of small complete graphs, merged, and the file into which what is left of them is written."""
    folder = Path(__file__).parent / "shapes"
    found = {
        quad.triple
        for name in GOOD
        for path in sorted((folder / name / "good").glob("*.ttl"))
        for quad in parse(path=path, format=RdfFormat.TURTLE)
    }
    return sorted(found, key=str), tmp_path_factory.mktemp("incomplete") / "data.nt"


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_no_answer_breaks_on_incomplete_records(statements, data):
    """Whichever statement is missing from a complete graph, every answer is given or refused in one line."""
    triples, path = statements
    missing = data.draw(st.integers(0, len(triples) - 1))
    left = [triple for place, triple in enumerate(triples) if place != missing]
    path.write_bytes(serialize(left, format=RdfFormat.N_TRIPLES))
    kg = cakg.load(path)
    asked = {"as_of": "2025-08-01"}
    window = {"from_": "2024-01-01", "by": "2026-12-31"}
    answers = [
        lambda: cakg.duties(kg, **asked, **window),
        lambda: cakg.duties(kg, **asked, readings={"yearMeansYearEnd": "yearMeansYearStart"}),
        lambda: cakg.matrix(kg, **asked),
        lambda: cakg.targets(kg, **asked),
        *(lambda iri=iri: cakg.why(kg, iri, **asked) for iri in kg.instances(CAKG.Norm)),
        *(lambda iri=iri: cakg.show(kg, iri, **asked) for iri in {triple.subject.value for triple in left}),
    ]
    for answer in answers:
        with suppress(CakgError):
            render(answer())


def test_what_the_data_do_not_state_is_said(tmp_path):
    """Without role, basis and source a proof names what is missing; a file of records is no article."""
    path = tmp_path / "bare.ttl"
    path.write_text(
        "@prefix cakg: <https://w3id.org/cakg/ontology#> .\n@prefix id: <https://w3id.org/cakg/id/> .\n"
        '@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\nid:a a cakg:Unit ; skos:prefLabel "Công an tỉnh A"@vi .\n'
        'id:n a cakg:Obligation ; cakg:action "Việc"@vi .\nid:r a cakg:Responsibility ; cakg:ofNorm id:n ; cakg:bearer id:a .\n',
        encoding="utf-8",
    )
    kg = cakg.load(path)
    told = render(cakg.why(kg, ID["n"], as_of=DAY))
    for words in ("không nêu vai trò", "không nêu căn cứ xác định chủ thể", "không nêu văn bản hoặc phát biểu"):
        assert words in told
    assert "bài báo" not in told + render(cakg.matrix(kg, as_of=DAY))


def test_what_has_nothing_to_prove_is_told_apart_from_what_is_not_there(kg):
    """A class of units is known: another command shows it."""
    with pytest.raises(UnknownNameError) as refused:
        cakg.why(kg, "Công an phường", as_of=DAY)
    assert "cakg show" in refused.value.message("vi")


def test_the_event_that_a_time_goes_by_is_named_in_the_language_asked_for(kg):
    """Its English name stands in an English answer."""
    (duty, *_) = cakg.duties(kg, document="001-13", as_of="2024-12-01", lang="en")
    (same, *_) = cakg.duties(kg, document="001-13", as_of="2024-12-01")
    assert duty.deadline.anchor != same.deadline.anchor
    assert duty.deadline.stated == same.deadline.stated

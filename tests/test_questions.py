"""The stored questions: what they say of themselves, what they answer, and that their parameters work."""

import csv
import io
import re
from collections import Counter
from pathlib import Path

import pytest

import cakg
from cakg.errors import QueryError, UnknownNameError
from cakg.graph.names import PARTIES, resolve
from cakg.namespaces import ID
from cakg.resources import shipped

ANSWERS = Path(__file__).parent / "answers"
CHANGES = ANSWERS / "changes"
NAMES = [question.name for question in cakg.questions()]
CASES = sorted(path.name for path in ANSWERS.glob("*.csv"))

REQUIRED = {
    "duties-of-a-unit": {"unit": "Công an các địa phương"},
    "duties-under-a-document": {"document": "42/KH-BCA-V05"},
    "units-of-a-class": {"class": "Công an các địa phương"},
    "classes-containing-a-unit": {"unit": "Công an tỉnh Nghệ An"},
    "search-by-words": {"words": "cong an phuong"},
}
"""Values for the questions that cannot be asked without one."""

TELLING = {
    "asOf": "1900-01-01",
    "by": "1900-01-01",
    "from": "2100-01-01",
    "to": "1900-01-01",
    "role": "lead",
    "force": "binding",
    "unit": "Quốc hội",
    "class": "Công an cấp huyện",
    "document": "205-QĐ/TW",
    "norm": "002-05",
    "relation": "repeals",
    "state": "reviewed",
}
"""For each parameter a value that must change the answer."""

UNITS = (
    "Bộ Công an",
    "Công an tỉnh Nghệ An",
    "Công an tỉnh Hà Giang",
    "Cục Trang bị và kho vận",
    "Công an các đơn vị, địa phương",
    "Công an các địa phương",
    "Công an cấp huyện",
    "Công an xã, thị trấn",
    "Công an các phường được lựa chọn xây dựng kiểu mẫu",
    "Cấp ủy, chính quyền các tỉnh, thành phố trực thuộc Trung ương",
    "Giám đốc Công an các địa phương",
)

RULES = {
    "relations-cross-certain-mentions": (
        "ex:norm cakg:implements ex:sure, ex:unsure . ex:sure cakg:refersTo ex:plan . ex:unsure cakg:candidate ex:guess .",
        {("norm", "implements", "plan")},
    ),
    "legal-effects-state-relations": (
        """ex:effect cakg:effectKind <https://w3id.org/cakg/vocab/effect-kind/amends> ; cakg:effectOf ex:new ; cakg:effectOn ex:old .
        ex:stop cakg:effectKind <https://w3id.org/cakg/vocab/effect-kind/suspends> ; cakg:effectOf ex:new ; cakg:effectOn ex:old .
        ex:part cakg:effectKind <https://w3id.org/cakg/vocab/effect-kind/repeals> ; cakg:effectOf ex:new ; cakg:effectOn ex:article .
        ex:article cakg:provisionOf ex:old . ex:old cakg:instrumentKind ex:circular .""",
        {("new", "amends", "old")},
    ),
    "annexes-share-issuer-and-day": (
        """ex:act cakg:promulgates ex:annex ; cakg:issuer ex:ministry ; cakg:issuedOn "2024-01-30"^^xsd:date .
        ex:annex cakg:instrumentKind ex:criteria ; cakg:issuer ex:department .""",
        {("annex", "issuedOn", "2024-01-30")},
    ),
    "dependence-goes-through": (
        "ex:a cakg:dependsOn ex:b . ex:b cakg:dependsOn ex:c .",
        {("a", "dependsOn", "c")},
    ),
    "units-end-with-their-kind": (
        """ex:district cakg:existsTo "2025-02-28"^^xsd:date . ex:town cakg:broaderKind ex:district .
        ex:vinh a cakg:Unit ; cakg:unitKind ex:town . ex:both a cakg:Unit ; cakg:unitKind ex:town, ex:commune .
        ex:early a cakg:Unit ; cakg:unitKind ex:district ; cakg:existsTo "2020-01-01"^^xsd:date .
        ex:class a cakg:Population ; cakg:unitKind ex:district .""",
        {("vinh", "existsTo", "2025-02-28")},
    ),
    "transfers-take-the-day-of-their-event": (
        """ex:merger cakg:happenedOn "2025-07-01"^^xsd:date . ex:work cakg:ofEvent ex:merger .
        ex:later cakg:ofEvent ex:merger ; cakg:transferredOn "2025-09-01"^^xsd:date .""",
        {("work", "transferredOn", "2025-07-01")},
    ),
}
"""For each rule some data and exactly what must follow from it."""


CHANGED = ".changed."
"""In the name of a case: the question is asked of the example and its change."""


def _changed(name):
    return cakg.load(shipped("examples"), CHANGES / f"{name}.ttl")


def _ask(graph, name, **given):
    return cakg.ask(graph, name, **(REQUIRED.get(name, {}) | given))


def _read(path):
    first, rest = path.read_text(encoding="utf-8").split("\n", 1)
    words = first.removeprefix("# parameters:").strip()
    given = dict(pair.split("=", 1) for pair in words.split("; ") if pair)
    return given, list(csv.reader(io.StringIO(rest)))


def _write(path, given, answer):
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows(_texts(answer))
    words = "; ".join(f"{name}={value}" for name, value in given.items())
    path.write_text(f"# parameters: {words}".rstrip() + "\n" + text.getvalue(), encoding="utf-8")


def _texts(answer):
    return [["" if value is None else str(value) for value in row] for row in answer.rows]


@pytest.mark.parametrize("name", NAMES)
def test_a_question_says_what_it_answers(name):
    """Every stored question has a summary and a question in Vietnamese and in English, and tags."""
    question = cakg.questions(name)[0]
    for texts in (question.summary, question.question):
        assert set(texts) == {"vi", "en"}
        assert all(texts.values())
    assert question.tags


@pytest.mark.parametrize("name", NAMES)
def test_a_day_is_shown_with_its_words_and_rule(kg, name):
    """A question that shows a day due shows the words that state it and the rule by which they were read."""
    columns = set(_ask(kg, name).columns)
    assert "due" not in columns or {"statedWords", "ruleLabel"} <= columns


def test_the_rule_of_a_day_is_that_of_duties(kg):
    """The main question names the reading rule that duties names for the same norm, step and words."""
    found = cakg.duties(kg, as_of="2026-11-22")
    rules = {(duty.norm, duty.step, duty.deadline.stated): duty.deadline.rule for duty in found}
    label = {
        rule: kg.record(f"https://w3id.org/cakg/vocab/reading-rule/{rule}").label() for rule in filter(None, rules.values())
    }
    rows = cakg.ask(kg, "who-must-do-what-by-when", asOf="2026-11-22").as_dicts()
    told = {(row["norm"], row["step"], row["statedWords"]): row["ruleLabel"] for row in rows}
    assert told == {key: label.get(rule) for key, rule in rules.items()}
    assert any(told.values())


@pytest.mark.parametrize("name", NAMES)
def test_every_column_has_a_head(kg, name):
    """Every variable that a stored question shows has a head in Vietnamese and in English, and no two read alike."""
    answer = _ask(kg, name)
    for lang in ("vi", "en"):
        heads = [answer.heads[column][lang] for column in answer.columns if column not in answer.records]
        assert all(heads)
        assert len(heads) == len(set(heads))
        assert all(answer.heads[column][lang] for column in answer.records & set(answer.columns))


def test_no_head_is_left_over(kg):
    """Every stored head belongs to a variable that a question shows; one for a single question to that question."""
    shown = {name: set(_ask(kg, name).columns) for name in NAMES}
    with (shipped("queries") / "heads.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert row["variable"] in (shown[row["question"]] if row["question"] else set().union(*shown.values())), row


@pytest.mark.parametrize("name", NAMES)
def test_parameters_are_projected(kg, name):
    """Every declared parameter is a column of the answer, and holds what was given."""
    question = cakg.questions(name)[0]
    answer = _ask(kg, name)
    assert {parameter.name for parameter in question.parameters} <= set(answer.columns)
    assert {parameter.name for parameter in question.parameters if parameter.required} == set(REQUIRED.get(name, {}))
    for row in answer.as_dicts():
        assert all(row[given] is not None for given in REQUIRED.get(name, {}))


@pytest.mark.parametrize("name", NAMES)
def test_every_parameter_tells(kg, name):
    """Giving an optional parameter changes the answer, of the changed example where the example itself has none."""
    graph = kg if _ask(kg, name).rows else _changed(name)
    before = _ask(graph, name)
    for parameter in cakg.questions(name)[0].parameters:
        if not parameter.required:
            assert _ask(graph, name, **{parameter.name: TELLING[parameter.name]}).rows != before.rows, parameter.name


@pytest.mark.parametrize("name", NAMES)
def test_rows_are_told_once(kg, name):
    """No answer repeats a row, though several graphs may state the same triple."""
    rows = _ask(kg, name).rows
    assert len(rows) == len(set(rows))


def test_every_question_has_an_answer_a_change_and_a_line():
    """Each question has at least one expected answer, one change, and its line in the README; no file is left over."""
    assert {case.split(".")[0] for case in CASES} == set(NAMES)
    assert {path.stem for path in CHANGES.glob("*.ttl")} == set(NAMES)
    folder = shipped("queries")
    if (folder / "README.md").is_file():
        listed = set(re.findall(r"`([\w/-]+\.rq)`", (folder / "README.md").read_text(encoding="utf-8")))
        assert listed == {path.relative_to(folder).as_posix() for path in folder.rglob("*.rq")}


@pytest.mark.parametrize("case", CASES)
def test_the_answer_is_the_expected_one(kg, case, request):
    """A question gives the answer that was checked, row for row and in order."""
    path = ANSWERS / case
    given, expected = _read(path)
    name = case.split(".")[0]
    answer = cakg.ask(_changed(name) if CHANGED in case else kg, name, **given)
    if request.config.getoption("--update"):
        _write(path, given, answer)
        return
    assert [list(answer.columns), *_texts(answer)] == expected


@pytest.mark.parametrize("name", NAMES)
def test_a_change_changes_the_answer(kg, name):
    """A question asked of a graph with one more fact gives another answer."""
    assert _ask(_changed(name), name).rows != _ask(kg, name).rows


def _rows_of_duties(found):
    return Counter(
        (duty.norm, duty.step, duty.bearer.iri if duty.bearer else None, duty.deadline.stated, str(duty.deadline.due or ""))
        for duty in found
    )


def _rows_of_answer(answer):
    return _rows(answer.as_dicts())


def _rows(rows):
    return Counter((row["norm"], row["step"], row["bearer"], row["statedWords"], row["due"] or "") for row in rows)


@pytest.mark.parametrize("as_of", ["2019-09-25", "2023-12-11", "2024-06-01", "2026-11-22"])
def test_the_main_question_agrees_with_duties(kg, as_of):
    """Who must do what by when gives the rows that duties gives, on any day."""
    assert _rows_of_answer(cakg.ask(kg, "who-must-do-what-by-when", asOf=as_of)) == _rows_of_duties(
        cakg.duties(kg, as_of=as_of)
    )


@pytest.mark.parametrize(
    "given",
    [
        {"by": "2025-12-31"},
        {"role": "advise"},
        {"role": "chỉ đạo"},
        {"force": "commitment"},
        {"force": "phấn đấu"},
        {"unit": "Công an tỉnh Nghệ An", "by": "2030-12-31", "role": "TM"},
    ],
)
def test_filters_agree_with_duties(kg, given):
    """The parameters of the main question filter as those of duties do, calls and wishes included."""
    asked = cakg.ask(kg, "who-must-do-what-by-when", asOf="2026-11-22", **given)
    assert _rows_of_answer(asked) == _rows_of_duties(cakg.duties(kg, as_of="2026-11-22", **given))


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("name", ["duties-of-a-unit", "who-must-do-what-by-when"])
def test_duties_of_a_unit_agree_with_duties(kg, name, unit):
    """The duties of a unit, class or post are those that duties finds, through the same classes and posts.

    What it inherited from others only duties can tell, and its path begins with another bearer.
    """
    answer = cakg.ask(kg, name, unit=unit, asOf="2026-11-22")
    own = [duty for duty in cakg.duties(kg, unit, as_of="2026-11-22") if not _is_inherited(kg, duty, unit)]
    assert _rows_of_answer(answer) == _rows_of_duties(own)


def _is_inherited(kg, duty, unit):
    first = duty.path[0]
    return first.step == "direct" and first.iri != resolve(kg, unit, *PARTIES)


@pytest.mark.parametrize(
    "document", ["42/KH-BCA-V05", "09/2024/TT-BCA", "12-NQ/ĐUCA", "12-NQ/TW", "205-QĐ/TW", "utterance/002-u2"]
)
def test_duties_under_a_document_agree_with_duties(kg, document):
    """The duties certainly under a document are those that duties finds for it, and the possible ones those it counts."""
    answer = cakg.ask(kg, "duties-under-a-document", document=document, asOf="2026-11-22")
    found = cakg.duties(kg, document=document, as_of="2026-11-22")
    certain = [row for row in answer.as_dicts() if row["certainty"] == "chắc chắn"]
    assert set(_rows(certain)) == set(_rows_of_duties(found))
    possible = {row["responsibility"] for row in answer.as_dicts()} - {row["responsibility"] for row in certain}
    assert len(possible) == found.undecided.get("ambiguous", 0)


def test_a_resolution_has_what_contributes_to_it_and_what_may_mean_it(kg):
    """Both say they contribute to the Politburo's resolution; the target names a Resolution 12 that may be either."""
    assert [duty.code for duty in cakg.duties(kg, document="12-NQ/TW", as_of="2026-11-22")] == ["000-02", "003-01"]
    rows = cakg.ask(kg, "duties-under-a-document", document="12-NQ/TW").as_dicts()
    possible = {(row["code"], row["confidence"]) for row in rows if row["certainty"] == "có thể"}
    assert {code for code, _ in possible} == {"000-42"}
    assert all(0 < float(confidence) < 1 for _, confidence in possible)
    directive = cakg.duties(kg, document=ID["instrument/bca-ct-11-x-x"], as_of="2026-11-22")
    assert not list(directive)
    for said in (
        directive.nothing(),
        cakg.render(cakg.why(kg, "12-NQ/ĐUCA", as_of="2026-11-22"), "text"),
        cakg.render(cakg.show(kg, "12-NQ/ĐUCA", as_of="2026-11-22"), "text"),
    ):
        assert "2 dòng nhắc một tên có thể chỉ văn bản này" in said


def test_a_name_that_an_instrument_and_its_mentions_bear_means_the_instrument(kg):
    """“Chỉ thị số 11” is one record for every command; “Nghị quyết số 12” has two meanings, each offered once."""
    directive = ID["instrument/bca-ct-11-x-x"]
    assert cakg.why(kg, "Chỉ thị số 11", as_of="2026-11-22").iri == directive
    assert cakg.show(kg, "Chỉ thị số 11").iri == directive
    with pytest.raises(UnknownNameError) as refused:
        cakg.duties(kg, document="Nghị quyết số 12", as_of="2026-11-22")
    assert len(refused.value.suggestions) == len(set(refused.value.suggestions))
    assert {"12-NQ/TW", "12-NQ/ĐUCA"} <= {words.partition(" <")[0] for words in refused.value.suggestions}


@pytest.mark.parametrize(
    ("parameter", "ref"),
    [
        ("norm", "003-03"),
        ("norm", "002-05"),
        ("norm", "000-42"),
        ("document", "43/KH-BCA-V05"),
        ("document", "occasion/003-hoi-nghi-quan-triet-van-ban"),
    ],
)
def test_the_chain_agrees_with_why(kg, parameter, ref):
    """The chain of authority has the links of the proof, and says of each as sure as the proof does."""
    asked = {
        (row["lower"], row["relation"].rpartition("#")[2], row["upper"], row["certainty"] == "chắc chắn")
        for row in cakg.ask(kg, "chain-of-authority", **{parameter: ref}).as_dicts()
    }
    proof = cakg.why(kg, ref, as_of="2026-11-22")
    persons = ("issuer", "speaker", "onBehalfOf")
    assert asked == {
        (link.lower, link.relation, link.upper, link.certain) for link in proof.chain if link.relation not in persons
    }


def test_search_finds_words_without_accents(kg):
    """Words without accents find names with them, and exact accents come first."""
    plain = cakg.ask(kg, "search-by-words", words="thu truong bo cong an").as_dicts()
    assert {"Thứ trưởng Bộ Công an"} <= {row["name"] for row in plain}
    exact = cakg.ask(kg, "search-by-words", words="Thủ trưởng").as_dicts()
    assert exact[0]["match"] == "đúng dấu"
    assert any("Thứ trưởng" in row["name"] and row["match"] == "không dấu" for row in exact)


@pytest.mark.parametrize("name", sorted(REQUIRED))
def test_a_missing_parameter_is_refused(kg, name):
    """A question with a required parameter is not asked without it."""
    with pytest.raises(QueryError) as refused:
        cakg.ask(kg, name)
    assert refused.value.key == "parameter-missing"


@pytest.mark.parametrize(
    "given", [{"unit": "Công an tỉnh Không Có"}, {"role": "đứng xem"}, {"colour": "red"}, {"force": "strong"}]
)
def test_an_unknown_name_or_parameter_is_refused(kg, given):
    """A name, code or parameter that the graph or question does not know is refused, never read as “no rows”."""
    with pytest.raises(UnknownNameError):
        cakg.ask(kg, "who-must-do-what-by-when", **given)


@pytest.mark.parametrize(
    "words",
    [
        'Bộ Công an" } UNION { ?norm ?p ?o } #',
        "unit/x> . ?s ?p ?o . FILTER(true || <a",
        "<https://w3id.org/cakg/id/unit/bo-cong-an> } DELETE WHERE { ?s ?p ?o }",
    ],
)
def test_pasted_sparql_is_only_a_name(kg, words):
    """SPARQL in a parameter is an unknown name or words to search for; nothing of it is run."""
    with pytest.raises(UnknownNameError):
        cakg.ask(kg, "duties-of-a-unit", unit=words)
    if not words.startswith("<"):
        assert cakg.ask(kg, "search-by-words", words=words).rows == ()


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_rule_states_what_follows_and_no_more(tmp_path, name):
    """A rule constructs exactly the consequences of some small data."""
    data, expected = RULES[name]
    file = tmp_path / "data.ttl"
    prefixes = "@prefix cakg: <https://w3id.org/cakg/ontology#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . "
    file.write_text(prefixes + "@prefix ex: <https://example.org/> .\n" + data, encoding="utf-8")
    drawn = cakg.ask(cakg.load(file), str(shipped("queries") / "rules" / f"{name}.rq"))
    triples = {tuple(re.findall(r'[/#"]([\w-]+)[>"]', line)[:3]) for line in drawn.splitlines() if "example.org" in line}
    assert triples == expected


def test_every_rule_is_tried():
    """Each rule has a case here, a summary in both languages, and none is left over."""
    files = {path.stem: path.read_text(encoding="utf-8") for path in (shipped("queries") / "rules").glob("*.rq")}
    assert set(files) == set(RULES)
    assert all("#+ summary@vi: " in text and "#+ summary@en: " in text for text in files.values())

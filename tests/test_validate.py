"""Our shapes: each fires where it must, and nowhere else."""

import dataclasses
import io
import json
import os
import re
import signal
import subprocess
import sys
import zipfile
from collections import Counter
from datetime import date, datetime
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest
import rdflib

import cakg
from cakg.errors import FindingsError, ShapeError, UnknownNameError, ValueRefusedError
from cakg.namespaces import SH, SHAPES, SKOS
from cakg.resources import shipped_files

CASES = sorted((Path(__file__).parent / "shapes").rglob("*.ttl"))
WHERE = Path(__file__).parent
DAY = "2026-11-22"


def _expected(path):
    first = path.read_text(encoding="utf-8").splitlines()[0]
    return first.removeprefix("# expect:").strip()


@pytest.fixture(scope="module")
def shapes():
    """All shapes in one graph."""
    graph = rdflib.Graph()
    for path in shipped_files("shapes", ".ttl"):
        graph.parse(path)
    return graph


@pytest.fixture(scope="module")
def report(kg):
    """What validation finds in the examples."""
    return cakg.validate(kg, as_of=DAY)


@pytest.mark.parametrize("path", CASES, ids=lambda path: str(path.relative_to(WHERE / "shapes")))
def test_each_case_is_judged_as_it_expects(path):
    """A good case has no violation, no warning and not the info it names; a bad one has the finding it names."""
    found = cakg.validate(cakg.load(path), as_of=DAY)
    if path.parent.name == "good":
        assert _expected(path).startswith("conforms")
        without = _expected(path).removeprefix("conforms").removeprefix(" without ")
        assert [finding for finding in found if finding.severity != "info" or finding.shape == without] == []
    else:
        assert _expected(path) in {finding.shape for finding in found}


def _named_shapes(graph):
    return {subject for subject in graph.subjects(rdflib.URIRef(SH.severity), None) if isinstance(subject, rdflib.URIRef)}


def test_every_shape_has_a_bad_case(shapes):
    """No shape is untested."""
    named = {str(shape).rpartition("#")[2] for shape in _named_shapes(shapes)}
    tested = {_expected(path) for path in CASES if path.parent.name == "bad"}
    assert sorted(named - tested) == []


def test_every_shape_speaks_both_languages(shapes):
    """Each has a message, a remedy and a question to the drafting unit in Vietnamese and English."""
    for shape in _named_shapes(shapes):
        for property_ in (SH.message, SKOS.scopeNote, SHAPES.question):
            words = shapes.objects(shape, rdflib.URIRef(property_))
            assert sorted(word.language for word in words) == ["en", "vi"], (shape, property_)


def test_the_examples_have_no_violation(report, request):
    """The shipped data passes its own gate, and what else is found is pinned here."""
    counts = Counter((finding.severity, finding.shape) for finding in report)
    assert [item for item in counts if item[0] == "violation"] == []
    found = {f"{severity} {shape}": count for (severity, shape), count in sorted(counts.items())}
    pinned = WHERE / "answers" / "examples-findings.json"
    if request.config.getoption("--update"):
        pinned.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    assert found == json.loads(pinned.read_text(encoding="utf-8"))


def test_findings_come_worst_first_with_place_and_remedy(report):
    """Every finding names its record, file, line, problem and remedy."""
    order = [("violation", "warning", "info").index(finding.severity) for finding in report]
    assert order == sorted(order)
    for finding in report:
        assert finding.label
        assert finding.place.name
        assert finding.place.line
        assert set(finding.problem) == set(finding.remedy) == {"vi", "en"}


def test_the_report_says_how_much_was_checked(report):
    """Nothing conforms silently: records and shapes are counted."""
    assert report.records > 500
    assert report.shapes > 100
    assert "sh:ValidationReport" in report.turtle


def test_the_standard_report_is_the_same_each_time(run, tmp_path):
    """Results worst first, blank nodes named in their order, and a message for each, also where the shape has none."""
    data, own = tmp_path / "data.ttl", tmp_path / "own.ttl"
    data.write_text(NAMELESS, encoding="utf-8")
    own.write_text(
        """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix cakg: <https://w3id.org/cakg/ontology#> .
        [] a sh:NodeShape ; sh:targetClass cakg:Unit ; sh:property [ sh:path ( cakg:issuer cakg:symbol ) ; sh:minCount 1 ] .""",
        encoding="utf-8",
    )
    texts = [run("validate", data, "-s", own, "-f", "turtle").out for _ in range(2)]
    assert texts[0] == texts[1]
    found = rdflib.Graph().parse(data=texts[0], format="turtle")
    results = list(found.objects(None, rdflib.URIRef(SH.result)))
    assert len(results) == len(cakg.validate(cakg.load(data), shapes=[own]).findings)
    for result in results:
        languages = {message.language for message in found.objects(result, rdflib.URIRef(SH.resultMessage))}
        assert languages == {"vi", "en"}


def test_validation_changes_nothing(kg):
    """The graph is the same before and after."""
    before = len(kg.store)
    cakg.validate(kg)
    assert len(kg.store) == before


def test_an_oral_direction_grows_old_with_the_day(run):
    """The day given decides: nothing on the 90th day, one warning for the whole utterance on the 91st, none without a day."""
    path = WHERE / "shapes" / "utterance" / "bad" / "unconfirmed-after-90-days.ttl"
    kg = cakg.load(path)

    def old(**day):
        return [finding.value for finding in cakg.validate(kg, **day) if finding.shape == "Utterance-unconfirmed"]

    assert old() == old(as_of="2026-06-03") == []
    assert old(as_of=date(2026, 6, 4)) == old(as_of="04/06/2026") == ["2"]
    said = json.loads(run("validate", path, "--as-of", "2026-06-04", "-f", "json").out)
    assert [finding["value"] for finding in said["findings"] if finding["shape"] == "Utterance-unconfirmed"] == ["2"]
    with pytest.raises(ValueRefusedError):
        cakg.validate(kg, as_of="2026-02-30")


BAD = """@prefix cakg: <https://w3id.org/cakg/ontology#> .
<https://w3id.org/cakg/id/norm/1> a cakg:Obligation .
"""


def test_the_exit_code_follows_fail_on(run, tmp_path):
    """Violations leave with 1 unless the caller wants another line."""
    path = tmp_path / "bad.ttl"
    path.write_text(BAD, encoding="utf-8")
    done = run("validate", path)
    assert done.code == 1
    assert "LỖI" in done.out
    assert "bad.ttl:2" in done.out
    assert run("validate", path, "--fail-on", "never").code == 0
    answer = json.loads(run("validate", path, "-f", "json", "--fail-on", "never").out)
    assert answer["counts"]["violation"] > 0
    with pytest.raises(FindingsError) as caught:
        cakg.validate(cakg.load(path)).raise_for("violation")
    assert caught.value.report.count("violation") == answer["counts"]["violation"]


def test_shapes_of_the_caller_are_added(tmp_path):
    """A shape given with -s is judged beside ours."""
    data, own = tmp_path / "data.ttl", tmp_path / "own.ttl"
    data.write_text(BAD, encoding="utf-8")
    own.write_text(
        """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix cakg: <https://w3id.org/cakg/ontology#> . @prefix x: <https://example.org/> .
        x:Own a sh:NodeShape ; sh:targetClass cakg:Obligation ; sh:property x:Own-note .
        x:Own-note a sh:PropertyShape ; sh:path x:note ; sh:minCount 1 ; sh:severity sh:Warning ; sh:message "thiếu ghi chú"@vi .""",
        encoding="utf-8",
    )
    found = cakg.validate(cakg.load(data), shapes=[own])
    (finding,) = [finding for finding in found if finding.shape == "Own-note"]
    assert (finding.severity, finding.problem) == ("warning", {"vi": "thiếu ghi chú"})


@pytest.mark.parametrize("text", ["", "not turtle {", "<https://example.org/a> <https://example.org/b> 1 ."])
def test_a_shapes_file_without_shapes_is_refused(tmp_path, text):
    """A broken or empty shapes file never means “conforms”."""
    data, own = tmp_path / "data.ttl", tmp_path / "own.ttl"
    data.write_text(BAD, encoding="utf-8")
    own.write_text(text, encoding="utf-8")
    with pytest.raises(ShapeError):
        cakg.validate(cakg.load(data), shapes=[own])


HOSTILE = ("</script><script>alert(1)</script><b>x", "=cmd|' /C calc'!A0", "abc\u202egpj.exe\u200f", "Đ" * 10_000)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """Instruments whose names would do harm if they were taken for anything but names."""
    path = tmp_path_factory.mktemp("hostile") / "hostile.ttl"
    prefixes = "@prefix cakg: <https://w3id.org/cakg/ontology#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    records = (
        f'<https://w3id.org/cakg/id/instrument/x{place}> a cakg:Instrument ; skos:prefLabel """{label}"""@vi .\n'
        for place, label in enumerate(HOSTILE)
    )
    path.write_text(prefixes + "".join(records), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def harmful(hostile):
    """What is found in them."""
    return cakg.validate(cakg.load(hostile), only=["Instrument"])


class _Page(HTMLParser):
    """The tags, links and words of a page."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.links, self.words = set(), [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        """Keep a tag and what it points at."""
        self.tags.add(tag)
        self.links += [value for name, value in attrs if name in {"href", "src"}]

    def handle_data(self, data):
        """Keep words."""
        self.words.append(data)


def test_the_text_says_first_what_was_checked(harmful):
    """The first line counts records and shapes; each finding has severity, label, place, problem and remedy."""
    lines = cakg.render(harmful, "text").splitlines()
    assert lines[0] == f"Đã kiểm tra 4 bản ghi bằng {harmful.shapes} quy tắc"
    assert lines[1].startswith("LỖI  Instrument-instrumentKind  </script>")
    assert lines[1].endswith("hostile.ttl:2")
    assert lines[2].strip() == harmful.findings[0].problem["vi"]
    assert lines[3].startswith("    Sửa: ")
    assert lines[-1] == f"{harmful.count('violation')} lỗi, {harmful.count('warning')} cảnh báo, {harmful.count('info')} lưu ý"


def test_the_page_is_one_file_without_script_that_shows_every_finding(harmful):
    """Nothing is loaded, nothing runs, markup in labels is words; each finding is a row with its place."""
    text = cakg.render(harmful, "html")
    page = _Page(text)
    words = "".join(page.words)
    assert "script" not in page.tags
    assert all(link.startswith("#") for link in page.links)
    assert HOSTILE[0] in words
    assert words.count("hostile.ttl:") == len(harmful.findings)
    assert f"Đã kiểm tra 4 bản ghi bằng {harmful.shapes} quy tắc" in words
    assert "\u202e" not in text
    assert "\u200f" not in text
    for finding in harmful:
        assert finding.problem["vi"] in words
        assert finding.remedy["vi"] in words
    assert cakg.render(harmful, "html", lang="en") != text


def test_the_workbook_can_be_filtered_and_runs_nothing(harmful):
    """One row for each finding under a frozen header with filters; every label is text, whatever it begins with."""
    book = openpyxl.load_workbook(io.BytesIO(cakg.render(harmful, "xlsx")))
    sheet, facts = book.worksheets
    rows = list(sheet.iter_rows(min_row=3))
    assert sheet.freeze_panes == "A3"
    assert sheet.auto_filter.ref == f"A2:{sheet.cell(2, sheet.max_column).column_letter}{len(rows) + 2}"
    assert [row[0].value for row in rows] == [
        {"violation": "LỖI", "warning": "CẢNH BÁO", "info": "LƯU Ý"}[finding.severity] for finding in harmful
    ]
    labels = {finding.label.replace("\u202e", "�").replace("\u200f", "�") for finding in harmful}
    assert {row[1].value for row in rows} == labels
    assert {cell.data_type for row in rows for cell in row} <= {"s", "n"}
    assert all(row[1].quotePrefix for row in rows if row[1].value.startswith("="))
    assert [facts.cell(line, 2).value for line in (3, 4)] == [harmful.records, harmful.shapes]


def test_a_day_in_the_workbook_is_a_day(harmful):
    """An offending value that is a day is one that Excel can sort; what only looks like one stays text."""
    first = harmful.findings[0]
    values = ("2024-02-29", "2023-02-29", "1899-01-01", "https://example.org/x", None)
    report = dataclasses.replace(harmful, findings=tuple(dataclasses.replace(first, value=value) for value in values))
    sheet = openpyxl.load_workbook(io.BytesIO(cakg.render(report, "xlsx"))).worksheets[0]
    place = [cell.value for cell in sheet[2]].index("Giá trị") + 1
    shown = [sheet.cell(line, place).value for line in range(3, 8)]
    assert shown == [datetime(2024, 2, 29), "2023-02-29", "01/01/1899", "https://example.org/x", None]  # noqa: DTZ001


def test_the_workbook_does_not_depend_on_the_clock(harmful):
    """The same report is the same file."""
    files = [cakg.render(harmful, "xlsx") for _ in range(2)]
    assert files[0] == files[1]
    assert {member.date_time[0] for member in zipfile.ZipFile(io.BytesIO(files[0])).infolist()} == {1980}


def test_a_report_without_findings_can_be_written_in_every_format(harmful):
    """Nothing found is said, not left empty."""
    clean = dataclasses.replace(harmful, findings=())
    assert "Không có phát hiện nào." in cakg.render(clean, "html")
    assert "0 lỗi" in cakg.render(clean, "text")
    assert openpyxl.load_workbook(io.BytesIO(cakg.render(clean, "xlsx"))).worksheets[0].max_row == 2


def _keys(report):
    return sorted((finding.shape, finding.focus, finding.value or "", finding.severity) for finding in report)


@pytest.mark.parametrize("path", [path for path in CASES if path.parent.name == "bad"][::37], ids=lambda path: path.stem)
def test_only_chosen_shapes_judge_and_judge_alike(path):
    """Chosen by its name or by its class, a shape finds what it finds among all of them, and no other is heard."""
    kg = cakg.load(path)
    name = _expected(path)
    everything = cakg.validate(kg)
    alone = cakg.validate(kg, only=[name])
    assert _keys(alone) == [key for key in _keys(everything) if key[0] == name]
    assert (alone.shapes, alone.records <= everything.records) == (1, True)


def test_a_class_stands_for_all_its_shapes(harmful, hostile):
    """`--only Instrument` is everything asked of an instrument; several names add up."""
    kg = cakg.load(hostile)
    everything = cakg.validate(kg)
    assert _keys(harmful) == [key for key in _keys(everything) if key[1].startswith("https://w3id.org/cakg/id/instrument/")]
    two = cakg.validate(kg, only=["Instrument-issuer", "cakg-sh:Instrument-dated"])
    assert {finding.shape for finding in two} == {"Instrument-issuer", "Instrument-dated"}
    assert two.shapes == 2


def test_an_unknown_shape_is_named_with_the_nearest(run, hostile):
    """A misspelt shape never means “conforms”."""
    done = run("validate", hostile, "--only", "Instrument-isuer")
    assert (done.code, done.out) == (2, "")
    assert "Instrument-issuer" in done.err
    with pytest.raises(UnknownNameError):
        cakg.validate(cakg.load(hostile), only=["norm"])


def test_the_ending_of_the_file_says_the_format(run, hostile, tmp_path):
    """-o with an office ending writes that format, and a format the result lacks is refused, not written as text."""
    place = tmp_path / "kết quả (1).xlsx"
    done = run("validate", hostile, "--only", "Instrument-issuer", "-o", place)
    assert (done.code, done.out) == (0, "")
    assert openpyxl.load_workbook(place).worksheets[0].max_row == 6
    refused = run("validate", hostile, "-o", tmp_path / "a.ics")
    assert refused.code == 2
    assert [path.name for path in tmp_path.iterdir()] == [place.name]


@pytest.mark.parametrize(("format_", "package"), [("xlsx", "xlsxwriter"), ("docx", "docxtpl")])
def test_a_missing_extra_is_named_with_its_command(run_without, hostile, tmp_path, format_, package):
    """Without the office packages the command leaves with 4 and says in one line what to install."""
    extra = ["--questions"] if format_ == "docx" else []
    done = run_without(package, "validate", hostile, "-f", format_, "-o", tmp_path / "x", *extra)
    assert (done.code, done.err) == (4, f'thiếu gói {package}; chạy: pip install "cakg[office]"\n')
    assert not list(tmp_path.iterdir())


def test_what_cannot_be_written_leaves_nothing_behind(run, hostile, tmp_path):
    """A place that cannot be written is named; no half file stays, and a folder is not replaced."""
    place = tmp_path / "taken.xlsx"
    place.mkdir()
    done = run("validate", hostile, "--only", "Instrument-issuer", "-o", place)
    assert done.code == 3
    assert "taken.xlsx" in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["taken.xlsx"]


@pytest.fixture
def at_a_terminal():
    """Start the command line with its streams at a terminal of its own."""
    pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")

    def _start(*arguments, stdout=subprocess.PIPE):
        here, there = pty.openpty()
        process = subprocess.Popen(
            [sys.executable, "-m", "cakg", *map(str, arguments)],
            stdout=there if stdout is None else stdout,
            stderr=there,
            env=os.environ | {"PYTHONUTF8": "1", "TERM": "xterm"},
        )
        os.close(there)
        return process, here

    return _start


def _read_until(terminal, words):
    seen = b""
    while words not in seen:
        try:
            part = os.read(terminal, 4096)
        except OSError:  # the other side is closed
            return seen
        if not part:
            return seen
        seen += part
    return seen


@pytest.fixture
def endless(tmp_path):
    """A shapes file that never comes to an end, in a folder of its own; Ctrl-C is heard also where the tests run unheard."""
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    path = tmp_path / "own.ttl"
    os.mkfifo(path)
    yield path
    signal.signal(signal.SIGINT, before)


def _interrupt(process, endless):
    """Wait until a process judges, end it with Ctrl-C, and return its exit code and what it said."""
    with endless.open("wb"):  # opens when the other side does
        process.send_signal(signal.SIGINT)
        said = process.communicate(timeout=60)
    return process.returncode, *said


def test_an_interrupted_run_leaves_nothing_behind(at_a_terminal, hostile, endless):
    """A long run is seen to go on at a terminal; Ctrl-C ends it with 130 and without a file."""
    process, terminal = at_a_terminal("validate", hostile, "-s", endless, "-o", endless.parent / "out.html")
    assert "đang kiểm tra".encode() in _read_until(terminal, "đang kiểm tra".encode())
    assert _interrupt(process, endless)[:2] == (130, b"")
    os.close(terminal)
    assert list(endless.parent.iterdir()) == [endless]


def test_a_run_without_a_terminal_can_be_interrupted(hostile, endless):
    """So does Ctrl-C in a pipe: no answer, no traceback, no file."""
    arguments = ["validate", hostile, "-s", endless, "-o", endless.parent / "out.html"]
    process = subprocess.Popen(
        [sys.executable, "-m", "cakg", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONUTF8": "1"},
    )
    code, out, err = _interrupt(process, endless)
    assert (code, out, err.strip()) == (130, b"", b"")
    assert list(endless.parent.iterdir()) == [endless]


def test_the_share_that_is_done_is_shown(at_a_terminal, hostile):
    """A bar at the terminal counts the constraints done of all up to the last; its marks do not go into the report."""
    process, terminal = at_a_terminal("validate", hostile, "--fail-on", "never")
    shown = _read_until(terminal, b"no such words").decode()
    out, _ = process.communicate(timeout=60)
    os.close(terminal)
    assert process.returncode == 0
    assert re.search(r"\b(\d{2,})/\1\b", re.sub("\x1b\\[[0-9;?]*[a-zA-Z]", "", shown))
    assert b"\x1b" not in out


def test_the_caller_is_told_how_much_is_done(kg):
    """Each constraint is counted once, up to all of them, and nothing else changes."""
    told = []
    report = cakg.validate(kg, only=["Norm"], progress=lambda done, total: told.append((done, total)))
    assert told == [(place, len(told)) for place in range(1, len(told) + 1)]
    assert len(told) > 3
    assert report == cakg.validate(kg, only=["Norm"])


def test_progress_is_not_shown_where_nobody_watches(run, hostile):
    """Into a file or a pipe go no signs that steer a terminal."""
    done = run("validate", hostile, "--fail-on", "never")
    assert (done.code, done.err) == (0, "")
    assert not re.search("[\x1b\u202e\u200f]", done.out)


def test_a_workbook_is_not_thrown_at_a_terminal(at_a_terminal, hostile):
    """Bytes for Excel need a file; the command says so at once."""
    process, terminal = at_a_terminal("validate", hostile, "-f", "xlsx", stdout=None)
    shown = _read_until(terminal, b"xlsx\r\n")
    assert process.wait(timeout=60) == 2
    os.close(terminal)
    assert "-o" in shown.decode()


def test_nothing_to_check_is_an_error(run, tmp_path):
    """No file conforms for want of records: exit 3, unless that is wanted."""
    texts = {
        "foreign.ttl": "<https://example.org/a> <https://example.org/b> 1 .\n",
        "comments.ttl": "# nothing\n",
        **dict.fromkeys(("zero.ttl", "zero.jsonld", "zero.rdf", "zero.nq"), ""),
        "blank.trig": " \n\n",
    }
    for name, text in texts.items():
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        refused = run("validate", path)
        assert (refused.code, refused.err.count("\n")) == (3, 1)
        assert path.name in refused.err
        assert run("validate", path, "--allow-empty").code == 0


LINTED = """@prefix cakg: <https://w3id.org/cakg/ontology#> .
@prefix ex: <https://example.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
ex:Misspelt a sh:NodeShape ; sh:targetClass cakg:Obligation ; sh:property [ sh:path cakg:action ; sh:minCout 1 ] .
ex:Prefix a sh:NodeShape ; sh:targetClass cakg:Obligation ; sh:property [ sh:path cakg:action ; ex:minCount 1 ; sh:maxCount 9 ] .
ex:Target a sh:NodeShape ; sh:targetClas cakg:Obligation ; sh:property [ sh:path cakg:action ; sh:minCount 1 ] .
ex:Loose a sh:NodeShape ; sh:property [ sh:path cakg:action ; sh:minCount 1 ] .
ex:Nobody a sh:NodeShape ; sh:targetClass ex:Nothing ; sh:property [ sh:path cakg:action ; sh:minCount 1 ] .
ex:Off a sh:NodeShape ; sh:targetClass cakg:Obligation ; sh:deactivated true ; sh:property [ sh:path cakg:action ; sh:minCount 1 ] .
ex:Idle a sh:NodeShape ; sh:targetClass cakg:Obligation .
"""


def test_shapes_that_can_find_nothing_are_reported(run, tmp_path):
    """A slip in a shape is a finding with file and line, never a silent "conforms"."""
    path = tmp_path / "own.ttl"
    path.write_text(LINTED, encoding="utf-8")
    found = [finding for finding in cakg.validate(cakg.load(), shapes=[path]) if finding.shape.startswith("shapes-")]
    said = {(f.severity, f.shape, f.focus.rpartition("/")[2], f.place.line) for f in found}
    assert said == {
        ("violation", "shapes-misspelt", "own.ttl:4", 4),
        ("warning", "shapes-parameter", "own.ttl:5", 5),
        ("violation", "shapes-misspelt", "Target", 6),
        ("warning", "shapes-target", "Target", 6),
        ("warning", "shapes-target", "Loose", 7),
        ("info", "shapes-focus", "Nobody", 8),
        ("info", "shapes-deactivated", "Off", 9),
        ("warning", "shapes-demand", "Idle", 10),
    }
    assert all(finding.place.name == "own.ttl" and finding.problem["vi"] for finding in found)
    assert run("validate", "-s", path).code == 1


def test_what_cannot_be_compiled_is_referred_and_said_so(run, tmp_path):
    """A sum over a union goes to the reference engine, and the report names the shape."""
    path = tmp_path / "own.ttl"
    path.write_text(
        """@prefix cakg: <https://w3id.org/cakg/ontology#> .
@prefix ex: <https://example.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
ex:Sum a sh:NodeShape ; sh:targetClass cakg:Obligation ; sh:message "nhiều quá"@vi ; sh:sparql [ sh:select \"\"\"
    SELECT $this (COUNT(?x) AS ?value) WHERE {
        { $this <https://w3id.org/cakg/ontology#statedIn> ?x } UNION { ?x <https://w3id.org/cakg/ontology#ofNorm> $this }
    } GROUP BY $this HAVING (COUNT(?x) > 2)\"\"\" ] .
""",
        encoding="utf-8",
    )
    kg = cakg.load()
    report = cakg.validate(kg, shapes=[path], only=["Sum"])
    assert report.referred == ("https://example.org/Sum",)
    assert {finding.focus for finding in report} == {
        finding.focus for finding in cakg.validate(kg, shapes=[path], only=["Sum"], engine="pyshacl")
    }
    assert report.findings
    assert "do bộ máy đối chiếu kiểm tra" in run("validate", "-s", path, "--only", "Sum").out


def _shapes(tmp_path, text):
    path = tmp_path / "own.ttl"
    path.write_text(
        "@prefix cakg: <https://w3id.org/cakg/ontology#> . @prefix cakg-sh: <https://w3id.org/cakg/shapes#> ."
        " @prefix ex: <https://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .\n" + text,
        encoding="utf-8",
    )
    return path


SUM = """sh:sparql [ sh:message "nhiều"@vi ; sh:select \"\"\"SELECT $this (COUNT(?x) AS ?value) WHERE {
    { $this <https://w3id.org/cakg/ontology#statedIn> ?x } UNION { ?x <https://w3id.org/cakg/ontology#ofNorm> $this }
} GROUP BY $this HAVING (COUNT(?x) > 1)\"\"\" ]"""


@pytest.mark.parametrize(
    "inside",
    [
        f"sh:property ex:P . ex:P a sh:PropertyShape ; sh:path cakg:statedIn ; {SUM}",
        f"sh:property ex:P ; sh:node ex:N . ex:P a sh:PropertyShape ; sh:path cakg:deadline ; sh:maxCount 0 . ex:N a sh:NodeShape ; {SUM}",
    ],
    ids=["in a property shape", "in a shape referred to, beside another demand"],
)
def test_a_shape_is_referred_whole(inside, tmp_path):
    """Whatever else hangs on a shape that cannot be compiled is found as the reference engine finds it."""
    path = _shapes(tmp_path, f'ex:S a sh:NodeShape ; sh:targetClass cakg:Obligation ; sh:message "sai"@vi ; {inside} .')
    kg = cakg.load()
    compiled, reference = (
        {(f.focus, f.path, f.value, f.shape, f.component) for f in cakg.validate(kg, shapes=[path], only=["S"], engine=engine)}
        for engine in ("compiled", "pyshacl")
    )
    assert compiled == reference
    assert compiled


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("ex:S a sh:NodeShape ; sh:targetClass cakg:Norm ; sh:property ex:Missing .", "shape-undefined"),
        ("ex:S a sh:NodeShape ; sh:targetClass cakg:Norm ; sh:node ex:Missing .", "shape-undefined"),
        (
            'ex:S a sh:NodeShape ; sh:targetClass cakg:Norm ; sh:sparql [ sh:select "SELECT $this WHERE { $this foo:p ?x }" ] .',
            "shape-query-syntax",
        ),
    ],
)
def test_shapes_that_mean_nothing_are_refused_by_name(text, key, tmp_path):
    """A name that is nowhere defined and a query that is none are errors that name the shape, never "conforms"."""
    with pytest.raises(ShapeError) as caught:
        cakg.validate(cakg.load(), shapes=[_shapes(tmp_path, text)])
    assert caught.value.key == key
    assert "https://example.org/" in caught.value.message()


def test_no_pattern_runs_for_ever(tmp_path):
    """The compiled engine reads repetitions of repetitions in linear time; the reference engine is not given them."""
    path = _shapes(
        tmp_path,
        'ex:S a sh:NodeShape ; sh:targetClass cakg:Unit ; sh:property [ sh:path cakg:symbol ; sh:pattern "^(a+)+$" ] .',
    )
    data = tmp_path / "data.ttl"
    data.write_text(
        f'<https://example.org/u> a <https://w3id.org/cakg/ontology#Unit> ; <https://w3id.org/cakg/ontology#symbol> "{"a" * 60}b" .',
        encoding="utf-8",
    )
    assert cakg.validate(cakg.load(data), shapes=[path], only=["S"]).count("violation") == 1
    with pytest.raises(ShapeError, match="lặp trong lặp"):
        cakg.validate(cakg.load(data), shapes=[path], only=["S"], engine="pyshacl")


NAMELESS = """@prefix cakg: <https://w3id.org/cakg/ontology#> .
@prefix n: <https://w3id.org/cakg/id/norm/> .
n:1 a cakg:Obligation ;
    cakg:evidencedBy [ a cakg:TextSpan ; cakg:line 1 ] , [
        a cakg:TextSpan ;
        cakg:line "02"^^<http://www.w3.org/2001/XMLSchema#integer> ] ;
    cakg:deadline [ a cakg:UnstatedDeadline ] .
[] a cakg:Unit .
_:x a cakg:Unit .
"""


def test_a_record_without_a_name_is_found_where_it_stands(run, tmp_path):
    """It is called by its class and what leads to it, with file and line, and no label that changes with each reading."""
    path = tmp_path / "data.ttl"
    path.write_text(NAMELESS, encoding="utf-8")
    found = cakg.validate(cakg.load(path))
    said = {(finding.shape, finding.label, finding.place.line) for finding in found}
    assert {line for shape, label, line in said if (shape, label) == ("TextSpan-source", "[đoạn trích dẫn]: norm/1")} == {4, 5}
    assert {line for shape, label, line in said if (shape, label) == ("Unit-unitKind", "[đơn vị]")} == {8, 9}
    assert ("UnstatedDeadline-stated", "[không nêu thời hạn]: norm/1", 7) in said
    for form in ("text", "html"):
        out = [run("validate", path, "-f", form).out for _ in range(2)]
        assert out[0] == out[1]
        assert not re.search(r"\b[0-9a-f]{28,32}\b", out[0])


def test_where_lines_cannot_be_told_the_owner_is_shown(tmp_path):
    """In a format that tells no lines the finding stands at the record with a name that leads to it."""
    path = tmp_path / "data.jsonld"
    path.write_text(
        """{"@context": {"@vocab": "https://w3id.org/cakg/ontology#", "deadline": {"@type": "@id"}}, "@graph": [
        {"@id": "https://w3id.org/cakg/id/norm/1", "@type": "Obligation", "deadline": {"@type": "FixedDeadline"}}]}""",
        encoding="utf-8",
    )
    places = {finding.place.line for finding in cakg.validate(cakg.load(path)) if finding.shape == "FixedDeadline-statedText"}
    assert places == {2}


def test_switching_off_a_shipped_shape_is_reported(tmp_path):
    """A file of the caller cannot silence one of our shapes unseen."""
    path = _shapes(
        tmp_path,
        "cakg-sh:Unit-unitKind sh:deactivated true . ex:S a sh:NodeShape ; sh:targetClass cakg:Unit ; sh:nodeKind sh:IRI .",
    )
    found = [finding for finding in cakg.validate(cakg.load(), shapes=[path]) if finding.shape == "shapes-deactivated"]
    assert [(finding.severity, finding.focus) for finding in found] == [("warning", SHAPES["Unit-unitKind"])]

"""What must stand in every file: that data are an example, how secret they are, and which rows they hold."""

import io
import json

import docx
import icalendar
import openpyxl
import pyarrow as pa
import pyarrow.ipc
import pyarrow.parquet
import pypdf
import pytest

import cakg
from cakg.errors import EngineError
from cakg.exporters.rdf import convert

DAY = "2025-01-15"
COMMANDS = ("duties", "matrix", "ask", "targets", "validate")
FORMATS = ("text", "html", "json", "csv", "csv-raw", "xlsx", "docx", "ics", "parquet", "arrow", "jsonld")
CASES = [
    (name, format_)
    for name in COMMANDS
    for format_ in FORMATS
    if (name, format_) not in {("validate", "ics"), ("matrix", "text")}
]
"""Findings have no day, and a matrix is too wide for a terminal."""
PLAN = """
i:plan a cakg:Instrument ; skos:prefLabel "Kế hoạch số 7/KH-A"@vi ; cakg:number "7/KH-A" ; cakg:issuedOn "2024-01-10"^^xsd:date ;
    cakg:secrecy <https://w3id.org/cakg/vocab/secrecy/secret> .
u:a a cakg:Unit ; skos:prefLabel "Cục A"@vi .
n:7-01 a cakg:Target ; cakg:action "Đạt 30 %"@vi ; cakg:statedIn i:plan ; cakg:deadline d:1 ; cakg:step n:7-01-1 .
n:7-01-1 a cakg:TargetStep ; cakg:lowerBound 30 ; cakg:measureUnit "%" .
d:1 a cakg:FixedDeadline ; cakg:statedText "đến năm 2025" ; cakg:dueBy "2025-12-31"^^xsd:date .
r:1 a cakg:Responsibility ; cakg:ofNorm n:7-01 ; cakg:bearer u:a .
"""


def _results(kg):
    """What the five commands answer of a graph."""
    return {
        "duties": cakg.duties(kg, as_of=DAY),
        "matrix": cakg.matrix(kg, as_of=DAY),
        "ask": cakg.ask(kg, "who-must-do-what-by-when"),
        "targets": cakg.targets(kg, as_of=DAY),
        "validate": cakg.validate(kg, as_of=DAY, only=["Norm", "Obligation", "Target", "Instrument", "Responsibility"]),
    }


GRADED = "cakg:secrecy <https://w3id.org/cakg/vocab/secrecy/secret>"
ELSEWHERE = (
    PLAN.replace(f" ;\n    {GRADED}", "") + f'i:above a cakg:Instrument ; skos:prefLabel "Đề án số 9/ĐA-A"@vi ; {GRADED} .\n'
    "n:7-01 cakg:implements i:above .\n"
)


@pytest.fixture(scope="module", params=[PLAN, ELSEWHERE], ids=["stated in a secret plan", "from data with a secret scheme"])
def secret(request, turtle):
    """A graph with one target, and its results."""
    kg = cakg.load(turtle(request.param))
    return kg, _results(kg)


@pytest.fixture(scope="module")
def example(kg):
    """The example with its results."""
    return kg, _results(kg)


def _texts(path_or_bytes, format_):
    """Return the whole text of a file, with what its metadata say."""
    data = path_or_bytes if isinstance(path_or_bytes, bytes) else path_or_bytes.encode()
    if format_ == "xlsx":
        sheets = openpyxl.load_workbook(io.BytesIO(data)).worksheets
        return [f"{sheet['A1'].value} {sheet.oddHeader.right.text}" for sheet in sheets]
    if format_ == "docx":
        (section, *_) = docx.Document(io.BytesIO(data)).sections
        return ["\n".join(line.text for line in head.paragraphs) for head in (section.header, section.first_page_header)]
    if format_ == "ics":
        calendar = icalendar.Calendar.from_ical(data)
        return [str(calendar["x-wr-calname"]), str(calendar["name"]), *(str(event["description"]) for event in calendar.events)]
    if format_ == "parquet":
        return [str(pa.parquet.read_schema(io.BytesIO(data)).metadata)]
    if format_ == "arrow":
        return [str(pa.ipc.open_file(data).schema.metadata)]
    return [data.decode()]


def _written(found, name, format_):
    kg, results = found
    value = results[name]
    if format_ == "jsonld" and name != "validate":
        return convert(kg, "jsonld", only=value)
    if format_ not in value.formats:
        format_ = "table" if format_ == "text" and "table" in value.formats else None
    return None if format_ is None else cakg.render(value, format_)


@pytest.mark.parametrize(("name", "format_"), CASES)
def test_every_file_says_that_its_data_are_an_example(example, name, format_):
    """In words where people read it, as a value where programs do."""
    data = _written(example, name, format_)
    machine = {
        "json": '"exampleData": true', "jsonld": '"exampleData": true', "parquet": "b'exampleData': b'true'",
        "arrow": "b'exampleData': b'true'", "csv": "dữ liệu mẫu", "csv-raw": "exampleData",
    }  # fmt: skip
    texts = _texts(data, format_)
    assert texts
    for text in texts:
        assert machine.get(format_, "DỮ LIỆU MẪU") in text


@pytest.mark.parametrize(("name", "format_"), CASES)
def test_every_file_says_how_secret_its_data_are(secret, name, format_):
    """The grade of the gravest document in the data, whether or not it states the rows."""
    data = _written(secret, name, format_)
    machine = {
        "json": '"secrecy": "secret"', "jsonld": "secret", "csv-raw": "secret", "parquet": "b'secrecy': b'secret'", "arrow": "b'secrecy': b'secret'",
    }  # fmt: skip
    for text in _texts(data, format_):
        wanted = machine.get(format_, "tối mật")
        assert wanted in text.lower().replace("b'exampledata'", "") or wanted in text, text[:300]


@pytest.mark.parametrize("name", ["duties", "ask", "targets", "validate", "matrix"])
def test_every_sheet_of_a_pdf_carries_its_marks(secret, name):
    """Printed by the browser, each sheet names the grade."""
    try:
        data = cakg.render(secret[1][name], "pdf")
    except EngineError as error:
        pytest.skip(str(error))
    for sheet in pypdf.PdfReader(io.BytesIO(data)).pages:
        assert "TỐIMẬT" in "".join(sheet.extract_text().upper().split())


@pytest.mark.parametrize("format_", ["xlsx", "docx", "html", "ics"])
def test_a_file_names_the_filters_it_was_made_with(secret, format_):
    """Who is handed a file of one unit reads in it whose it is, and what was left out."""
    kg, _ = secret
    found = cakg.duties(kg, "Cục A", by="2025-12-31", as_of=DAY)
    data = cakg.render(found, format_)
    data = data if isinstance(data, bytes) else data.encode()
    text = {
        "xlsx": lambda: openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]["A1"].value,
        "docx": lambda: "\n".join(line.text for line in docx.Document(io.BytesIO(data)).paragraphs),
        "html": data.decode if format_ == "html" else str,
        "ics": lambda: str(icalendar.Calendar.from_ical(data)["x-wr-calname"]) if format_ == "ics" else "",
    }[format_]()
    assert "Đơn vị: Cục A" in text
    assert "Hạn đến 31/12/2025" in text


def test_marked_jsonld_is_still_the_same_triples(example, tmp_path):
    """The marks are members that no reader takes for data."""
    kg, results = example
    path = tmp_path / "x.jsonld"
    path.write_text(convert(kg, "jsonld"), encoding="utf-8")
    assert json.loads(path.read_text(encoding="utf-8"))[0] == {"@context": {"exampleData": None}, "exampleData": True}
    again = cakg.load(path)
    assert len(again) == len({quad.triple for quad in kg.quads()})
    assert [duty.code for duty in cakg.duties(again, as_of=DAY)] == [duty.code for duty in results["duties"]]


def test_rdf_says_it_in_a_comment(example):
    """Every other RDF format has comments."""
    kg, _ = example
    for format_ in ("turtle", "trig", "ntriples", "nquads", "rdfxml"):
        assert "DỮ LIỆU MẪU" in convert(kg, format_)[:200]

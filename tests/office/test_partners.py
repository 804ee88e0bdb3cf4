"""A filter chooses which rows an annex or a matrix has, never which bearers of a norm a row names."""

import csv
import io

import docx
import openpyxl
import pytest

import cakg

DAY = "2024-12-01"
ROLES = "@prefix role: <https://w3id.org/cakg/vocab/role/> .\n"
DATA = """
u:a a cakg:Unit ; skos:prefLabel "Cục A"@vi . u:b a cakg:Unit ; skos:prefLabel "Cục B"@vi ; skos:prefLabel "Department B"@en .
u:c a cakg:Unit ; skos:prefLabel "Cục C"@vi ; cakg:existsTo "2024-06-30"^^xsd:date ; cakg:succeededBy u:a .
i:p a cakg:Instrument ; cakg:number "7/KH-A" ; cakg:issuedOn "2024-01-10"^^xsd:date .
n:1 a cakg:Obligation ; cakg:action "Lập danh sách"@vi ; cakg:statedIn i:p ; cakg:deadline d:1 .
d:1 a cakg:FixedDeadline ; cakg:statedText "31/12/2024" ; cakg:dueBy "2024-12-31"^^xsd:date .
r:1a a cakg:Responsibility ; cakg:ofNorm n:1 ; cakg:bearer u:a ; cakg:role role:lead .
r:1b a cakg:Responsibility ; cakg:ofNorm n:1 ; cakg:bearer u:b ; cakg:role role:cooperate .
r:1c a cakg:Responsibility ; cakg:ofNorm n:1 ; cakg:bearer u:c ; cakg:role role:monitor .
n:2 a cakg:Obligation ; cakg:action "Việc mỗi nơi một hạn"@vi ; cakg:statedIn i:p ; cakg:deadline d:1 .
r:2a a cakg:Responsibility ; cakg:ofNorm n:2 ; cakg:bearer u:a ; cakg:role role:lead .
r:2b a cakg:Responsibility ; cakg:ofNorm n:2 ; cakg:bearer u:b ; cakg:role role:cooperate ; cakg:deadline d:2 .
d:2 a cakg:FixedDeadline ; cakg:statedText "30/11/2024" ; cakg:dueBy "2024-11-30"^^xsd:date .
n:3 a cakg:Obligation ; cakg:action "Việc của riêng A"@vi ; cakg:statedIn i:p ; cakg:deadline d:1 .
r:3a a cakg:Responsibility ; cakg:ofNorm n:3 ; cakg:bearer u:a ; cakg:role role:implement .
"""


@pytest.fixture(scope="module")
def data_file(turtle):
    """A lead, a cooperating unit and one whose duty passed on; a norm whose bearers have times of their own."""
    return turtle(ROLES, DATA)


@pytest.fixture(scope="module")
def data(data_file):
    """The same as a graph."""
    return cakg.load(data_file)


def _annex(value, **options):
    """Return of each row of the Word annex its code, day, lead, cooperating and other bearers."""
    rows = docx.Document(io.BytesIO(cakg.render(value, "docx", **options))).tables[1].rows[1:]
    cells = [[cell.text for cell in row.cells] for row in rows]
    return [(row[1], row[8].split("\n")[0], row[3], row[4], row[6]) for row in cells]


WHOLE = [
    ("2", "30/11/2024", "Cục A (hạn riêng: 31/12/2024)", "Cục B", ""),
    ("1", "31/12/2024", "Cục A", "Cục B", "theo dõi, đôn đốc: Cục C → Cục A (theo quy tắc mặc định)"),
    ("2", "31/12/2024", "Cục A", "Cục B (hạn riêng: 30/11/2024)", ""),
]


@pytest.mark.parametrize("asked", [cakg.duties, cakg.matrix])
@pytest.mark.parametrize(
    ("filters", "rows"),
    [
        ({}, [*WHOLE, ("3", "31/12/2024", "", "", "")]),
        ({"unit": "Cục B"}, WHOLE[:2]),
        ({"role": "cooperate"}, WHOLE[:2]),
        ({"role": "lead"}, WHOLE[1:]),
        ({"by": "2024-11-30"}, WHOLE[:1]),
        ({"status": "unknown"}, WHOLE[:1]),
    ],
)
def test_a_row_names_every_bearer_of_its_norm(data, asked, filters, rows):
    """With the role of each, whatever was asked for; those of another time with their own."""
    assert _annex(asked(data, as_of=DAY, **filters)) == rows


def test_a_list_for_each_unit_names_the_lead_too(run, data_file, tmp_path):
    """Also where one file is written for each unit."""
    done = run("duties", data_file, "--as-of", DAY, "--each-unit", "-f", "docx", "-o", tmp_path / "ra")
    assert done.code == 0, done.err
    rows = docx.Document(tmp_path / "ra" / "nhiem-vu-cuc-b.docx").tables[1].rows[1:]
    assert [row.cells[3].text for row in rows] == ["Cục A (hạn riêng: 31/12/2024)", "Cục A"]


def test_the_matrix_of_one_unit_has_the_columns_of_the_others(data):
    """As a sheet and as CSV: the letters of every bearer with the time of the row, in words those of another time."""
    grid = cakg.matrix(data, as_of=DAY, unit="Cục B")
    heads, *lines = csv.reader(io.StringIO(cakg.render(grid, "csv"), newline=""))
    assert heads[6:-1] == ["Cục A", "Cục B", "Cục C (đã kết thúc hoạt động)"]
    assert [(line[0], line[1].split("\n")[1:], line[6:-1]) for line in lines] == [
        ("2", ["chủ trì: Cục A (hạn riêng: 31/12/2024)"], ["", "PH", ""]),
        ("1", [], ["CT", "PH", "ĐĐ → Cục A (theo quy tắc mặc định)"]),
    ]
    sheet = openpyxl.load_workbook(io.BytesIO(cakg.render(grid, "xlsx")))["Ma trận"]
    assert [cell.value for cell in sheet[4]][6:9] == ["CT", "PH", "ĐĐ → Cục A (theo quy tắc mặc định)"]


def test_the_list_asked_for_stays_as_it_is(data):
    """One row for each bearer who fits, in every form that lists them one by one; the matrix lists the same."""
    found = cakg.duties(data, as_of=DAY, unit="Cục B")
    assert [duty.bearer.label for duty in found] == ["Cục B", "Cục B"]
    assert [row["bearer"]["label"] for row in found.as_dict()["duties"]] == ["Cục B", "Cục B"]
    for format_ in ("csv", "csv-raw"):
        assert len(list(csv.reader(io.StringIO(cakg.render(found, format_), newline="")))) == 3
    assert cakg.matrix(data, as_of=DAY, unit="Cục B").duties == tuple(found)


DONE = """
id:s a cakg:StatusAssessment ; cakg:ofResponsibility r:1b ; cakg:assessedStatus status:doneOnTime ; cakg:observedOn "2024-11-20"^^xsd:date .
"""


def test_a_status_of_one_bearer_is_not_told_of_the_others(turtle):
    """Where a row names somebody whose status is another, the one shown says whose it is."""
    kg = cakg.load(turtle(ROLES, DATA, DONE))
    statuses = {(duty.code, duty.bearer.label): duty.status for duty in cakg.duties(kg, as_of=DAY)}
    assert statuses["1", "Cục B"] != statuses["1", "Cục A"]
    book = openpyxl.load_workbook(io.BytesIO(cakg.render(cakg.duties(kg, as_of=DAY, unit="Cục B"), "xlsx")))
    heads = [cell.value for cell in book["Phụ lục"][2]]
    column = heads.index("Tình trạng")
    assert book["Phụ lục"][4][column].value == "hoàn thành đúng hạn (Cục B)"


def test_a_class_asked_for_by_its_members_names_the_others_as_stated(turtle):
    """Members stand in the place of their class; a bearer beside the class is named once, not for each of them."""
    kg = cakg.load(
        turtle(
            ROLES,
            DATA,
            """
            u:t a cakg:Unit ; skos:prefLabel "Công an tỉnh T"@vi ; cakg:unitKind kind:provincial-police .
            p:all a cakg:Population ; skos:prefLabel "Các tỉnh"@vi ; cakg:unitKind kind:provincial-police ; cakg:selection selection:all .
            r:1p a cakg:Responsibility ; cakg:ofNorm n:1 ; cakg:bearer p:all ; cakg:role role:implement .
            """,
        )
    )
    found = cakg.duties(kg, as_of=DAY, within="Công an tỉnh T")
    assert [(duty.code, duty.member.label) for duty in found] == [("1", "Công an tỉnh T")]
    assert _annex(found)[0][2:4] == ("Cục A", "Cục B")

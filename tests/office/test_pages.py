"""The list as a page, PDF by an installed browser, templates, records as JSON-LD."""

import html.parser
import io
import os
import shutil
import subprocess
import sys

import pypdf
import pytest

import cakg
from cakg.errors import SourceError


class _Page(html.parser.HTMLParser):
    """Collects tags, addresses and words."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.addresses, self.words = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.addresses += [value for name, value in attrs if name in {"href", "src", "action"}]
        assert not [name for name, _ in attrs if name.startswith("on")]

    def handle_data(self, data):
        self.words.append(data)


def test_a_list_is_one_page_that_calls_nobody(listed, kg):
    """One row for each norm, its marks on top, nothing loaded, nothing run."""
    page = _Page(cakg.render(listed, "html"))
    assert page.tags.count("tr") == len({duty.norm for duty in listed}) + 2  # its names, and its marks on paper
    assert not page.addresses
    assert "script" not in page.tags
    assert "TỐI MẬT" in page.words
    assert {"“đến năm 2025”", "quy tắc đọc: năm đọc là hết năm", "31/12/2025"} <= set(page.words)
    for value in (cakg.duties(kg, as_of="2024-12-01"), cakg.ask(kg, "prohibitions"), cakg.targets(kg, as_of="2024-12-01")):
        shown = _Page(cakg.render(value, "html"))
        assert "DỮ LIỆU MẪU đi kèm phần mềm" in shown.words
        assert "table" in shown.tags


def test_an_empty_list_says_why(world):
    """Zero duties are a page that says so."""
    page = cakg.render(cakg.duties(world, as_of="2025-01-15", unit="Cục B", by="2025-01-16"), "html")
    assert "Không có dòng nào" in page


def test_labels_stay_text(harmful):
    """Markup is words."""
    kg, label = harmful
    page = _Page(cakg.render(cakg.duties(kg, as_of="2025-01-01"), "html"))
    assert "script" not in page.tags
    assert "w:p" not in page.tags
    assert label.replace("\u202e", "\ufffd").replace("\u200f", "\ufffd").replace("\r", "\ufffd") in page.words


def test_a_page_template_of_ones_own_is_sandboxed(listed, tmp_path):
    """It stands for ours, escapes what it prints, and cannot reach into Python."""
    own = tmp_path / "list.html.j2"
    own.write_text("<p>{{ title }}: {% for row in annex %}{{ row.code }} {% endfor %}</p>", encoding="utf-8")
    for template in (own, tmp_path):
        assert "7-01" in cakg.render(listed, "html", template=template)
    for wrong in ("{{ annex.__class__.__mro__[1].__subclasses__() }}", "{{ nothing }}", "{% for %}", "{{ 1 / 0 }}"):
        own.write_text(wrong, encoding="utf-8")
        with pytest.raises(SourceError):
            cakg.render(listed, "html", template=own)


def test_the_page_of_a_matrix_and_of_a_report_can_be_ones_own(gridded, world, tmp_path):
    """A folder of templates is asked for each page by its name; a wrong one is a line, not a trace."""
    (tmp_path / "matrix.html.j2").write_text("{{ day }} {{ plain_rows|length }}", encoding="utf-8")
    (tmp_path / "findings.html.j2").write_text("{{ report.records }} <{{ lang }}>", encoding="utf-8")
    assert cakg.render(gridded, "html", template=tmp_path).endswith(f" {len(gridded.rows)}")
    report = cakg.validate(world, only=["Instrument-issuer"])
    assert cakg.render(report, "html", template=tmp_path) == f"{report.records} <vi>"
    (tmp_path / "matrix.html.j2").write_text("{{ day.__class__.__mro__ }}", encoding="utf-8")
    with pytest.raises(SourceError):
        cakg.render(gridded, "html", template=tmp_path)


def _browser():
    return any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "microsoft-edge")))


def test_pdf_is_printed_by_an_installed_browser(run, world_file, listed, tmp_path):
    """A4 landscape, the words of the page in it, and the same list is the same file."""
    if not _browser():
        pytest.skip("NO BROWSER on this machine: PDF is not tested")
    done = run("duties", world_file, "--as-of", "2025-01-15", "--pdf", "-o", tmp_path / "a.pdf")
    assert done.code == 0, done.err
    document = pypdf.PdfReader(tmp_path / "a.pdf")
    box = document.pages[0].mediabox
    assert (round(box.width), round(box.height)) == (842, 595)
    assert all("TỐIMẬT" in "".join(page.extract_text().split()) for page in document.pages)
    assert "Lậpdanhsách" in "".join(document.pages[0].extract_text().split())
    files = [cakg.render(listed, "pdf") for _ in range(2)]
    assert files[0] == files[1]
    assert pypdf.PdfReader(io.BytesIO(files[0])).metadata["/CreationDate"].startswith("D:19800101")


def test_a_machine_without_a_browser_is_told(world_file, tmp_path):
    """One line, exit 4, no file."""
    empty = {"PATH": str(tmp_path), "PYTHONUTF8": "1", "PYTHONPATH": os.environ.get("PYTHONPATH", "")}
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "cakg",
            "matrix",
            str(world_file),
            "--as-of",
            "2025-01-15",
            "--pdf",
            "-o",
            str(tmp_path / "a.pdf"),
        ],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env=empty,
    )
    if sys.platform != "linux":
        pytest.skip("elsewhere browsers are found without the path")
    assert done.returncode == 4
    assert done.stderr.count("\n") == 1
    assert "Edge" in done.stderr
    assert not (tmp_path / "a.pdf").exists()


def test_the_records_of_rows_can_be_loaded_again(run, world, world_file, tmp_path):
    """JSON-LD of a filtered list gives the same list, and nothing about duties that it did not show."""
    place = tmp_path / "a.jsonld"
    done = run("duties", world_file, "--as-of", "2025-01-15", "--unit", "Cục B", "-o", place)
    assert done.code == 0, done.err
    again = cakg.load(place)
    assert [duty.as_dict() for duty in cakg.duties(again, as_of="2025-01-15", unit="Cục B")] == [
        duty.as_dict() for duty in cakg.duties(world, as_of="2025-01-15", unit="Cục B")
    ]
    assert "Báo cáo quý" not in place.read_text(encoding="utf-8")
    grid = cakg.matrix(world, as_of="2025-01-15", unit="Cục B")
    assert cakg.convert(world, "jsonld", only=grid) == cakg.convert(
        world, "jsonld", only=cakg.duties(world, "Cục B", as_of="2025-01-15")
    )

"""Files are written whole or not at all, and open in an office suite."""

import errno
import os
import shutil
import subprocess
import zipfile
from concurrent.futures import ThreadPoolExecutor

import openpyxl
import pytest
from click import Context

import cakg
from cakg.cli.app import app

DAY = "2025-01-15"
FORMATS = ("xlsx", "docx", "ics", "csv", "html", "parquet")


@pytest.fixture
def somebody():
    """Go on as a user who owns nothing, where the tests run as one who may do anything."""
    if not hasattr(os, "geteuid"):
        pytest.skip("rights of folders are those of Unix")
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    yield
    os.seteuid(0)


@pytest.fixture
def locked(tmp_path):
    """A folder that nobody may write to, with an old file in it that must stay as it is."""
    place = tmp_path / "x"
    place.write_text("cũ", encoding="utf-8")
    tmp_path.chmod(0o555)
    yield place
    tmp_path.chmod(0o755)
    assert place.read_text(encoding="utf-8") == "cũ"
    assert [path.name for path in tmp_path.iterdir()] == [place.name]


@pytest.mark.parametrize("format_", FORMATS)
def test_a_folder_that_cannot_be_written_leaves_the_old_file(listed, locked, format_, request):
    """One line with the name of the file; the file that was there is as it was, and no other is left behind."""
    cakg.render(listed, format_)  # what it needs is loaded while the tests may read it
    request.getfixturevalue("somebody")
    with pytest.raises(cakg.errors.SourceError) as refused:
        cakg.render(listed, format_, to=locked)
    assert refused.value.message().startswith("x: không ghi được")


def test_a_file_held_open_by_another_program_is_named(listed, tmp_path, monkeypatch):
    """On Windows a file open in Excel cannot be replaced: the line says to close it, and the file stays."""
    place = tmp_path / "x.xlsx"
    place.write_text("cũ", encoding="utf-8")

    def _refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.replace", _refuse)
    with pytest.raises(cakg.errors.SourceError, match="đóng tệp") as refused:
        cakg.render(listed, "xlsx", to=place)
    assert "\n" not in str(refused.value)
    assert place.read_text(encoding="utf-8") == "cũ"
    assert [path.name for path in tmp_path.iterdir()] == [place.name]


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("EACCES", "không có quyền, hoặc tệp đang mở"), ("EPERM", "không có quyền"), ("ENOENT", "không có tệp hoặc thư mục"),
        ("ENOSPC", "ổ đĩa đã đầy"), ("EISDIR", "đây là thư mục"), ("EROFS", "chỉ cho đọc"), ("EBUSY", "đang bận"),
        ("ENAMETOOLONG", "tên tệp quá dài"), ("EIO", "Input/output error"),
    ],
)  # fmt: skip
def test_what_the_system_complains_of_is_told_in_the_language(listed, tmp_path, monkeypatch, code, told):
    """The common complaints are told in Vietnamese and English, the rest in the words of the system."""
    number = getattr(errno, code)

    def _refuse(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("pathlib.Path.replace", _refuse)
    with pytest.raises(cakg.errors.SourceError) as refused:
        cakg.render(listed, "csv", to=tmp_path / "x.csv")
    assert told in refused.value.message("vi")
    assert (os.strerror(number) in refused.value.message("vi")) == (code == "EIO")
    assert told not in refused.value.message("en") or code == "EIO"


def test_a_folder_that_is_not_there_is_told_in_the_language(run, world_file, tmp_path):
    """A place that cannot be written to, real this time: no folder, or a folder in place of a file."""
    missing = tmp_path / "không"
    for place, told in ((missing / "x.csv", f"{missing}: không có thư mục này"), (tmp_path, "đây là thư mục")):
        done = run("duties", world_file, "-f", "csv", "-o", place)
        assert done.code == 3
        assert told in done.err
        assert "tệp cũ" not in done.err
        assert "đóng tệp" not in done.err


def test_a_link_stays_a_link_and_a_pipe_a_pipe(run, world_file, tmp_path):
    """What is named by a link is written where it leads; what is no file is written to, not replaced."""
    link, pipe = tmp_path / "link.csv", tmp_path / "pipe"
    link.symlink_to("real.csv")
    assert run("duties", world_file, "-f", "csv-raw", "-o", link).code == 0
    assert link.is_symlink()
    os.mkfifo(pipe)
    with ThreadPoolExecutor() as readers:
        read = readers.submit(pipe.read_text)
        assert run("duties", world_file, "-f", "csv-raw", "-o", pipe).code == 0
        assert read.result(10) == (tmp_path / "real.csv").read_text()
    assert pipe.is_fifo()


@pytest.mark.parametrize(("format_", "package", "extra"), [
    ("xlsx", "xlsxwriter", "office"), ("docx", "docxtpl", "office"), ("ics", "icalendar", "office"), ("parquet", "pyarrow", "arrow"), ("arrow", "pyarrow", "arrow"),
])  # fmt: skip
def test_a_missing_extra_is_named_before_any_work(run_without, tmp_path, format_, package, extra):
    """Exit 4 with the command that installs it, even where the source does not exist."""
    done = run_without(package, "duties", "không có.ttl", "-f", format_, "-o", tmp_path / "x")
    assert (done.code, done.err) == (4, f'thiếu gói {package}; chạy: pip install "cakg[{extra}]"\n')
    assert not list(tmp_path.iterdir())


def test_an_office_suite_opens_every_file(world, listed, gridded, graph, tmp_path):
    """LibreOffice turns workbooks, annexes and letters into PDF, those with endless words too."""
    office = shutil.which("soffice")
    if not office:
        pytest.skip("NO LIBREOFFICE on this machine: files are opened by libraries alone")
    cakg.render(listed, "xlsx", to=tmp_path / "a.xlsx")
    cakg.render(gridded, "xlsx", to=tmp_path / "b.xlsx")
    cakg.render(gridded, "docx", to=tmp_path / "c.docx")
    cakg.render(cakg.remind(world, as_of=DAY), "docx", to=tmp_path / "d.docx")
    cakg.render(cakg.ask(world, "who-must-do-what-by-when"), "docx", to=tmp_path / "e.docx")
    cakg.render(cakg.validate(world), "docx", to=tmp_path / "f.docx")
    words = " ".join(f"chữ{number}" for number in range(1500)) + "Đ" * 10_000
    long = graph(
        f"""u:x a cakg:Unit ; skos:prefLabel "Cục X"@vi . n:x a cakg:Obligation ; cakg:action "{words}"@vi ; cakg:deadline d:x .
        d:x a cakg:FixedDeadline ; cakg:statedText "31/01/2025" ; cakg:dueBy "2025-01-31"^^xsd:date .
        r:x a cakg:Responsibility ; cakg:ofNorm n:x ; cakg:bearer u:x ."""
    )
    for name, value in (("g", cakg.duties(long, as_of=DAY)), ("h", cakg.remind(long, as_of=DAY))):
        cakg.render(value, "docx", to=tmp_path / f"{name}.docx")
    names = ["a.xlsx", "b.xlsx", "c.docx", "d.docx", "e.docx", "f.docx", "g.docx", "h.docx"]
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", "pdf", *names],
        cwd=tmp_path,
        capture_output=True,
        check=True,
        timeout=300,
    )
    for name in names:
        assert (tmp_path / name).with_suffix(".pdf").read_bytes().startswith(b"%PDF")


def test_a_folder_of_files_has_one_for_each_unit(run, world_file, tmp_path):
    """Workbooks for units hold what their lists hold; every file can be opened."""
    folder = tmp_path / "đơn vị"
    assert run("duties", world_file, "--as-of", DAY, "--each-unit", "-f", "xlsx", "-o", folder).code == 0
    for path in folder.iterdir():
        assert zipfile.is_zipfile(path)
        sheet = openpyxl.load_workbook(path)["Chi tiết"]
        unit = {"nhiem-vu-cuc-a": "Cục A", "nhiem-vu-cuc-b": "Cục B", "nhiem-vu-phong-cu": "Phòng cũ"}[path.stem]
        found = cakg.duties(cakg.load(world_file), unit, as_of=DAY)
        assert [row[0] for row in sheet.iter_rows(min_row=3, values_only=True)] == [duty.code for duty in found]


def test_what_names_nobody_is_in_no_file_and_said(run, world_file, graph, tmp_path):
    """Of a list cut into files, one for each unit, the rows that belong in none are counted on stderr; where there are none nothing is."""
    done = run("duties", world_file, "--as-of", DAY, "--each-unit", "-f", "csv", "-o", tmp_path / "tệp")
    assert "1 dòng không nêu ai nên không nằm trong tệp nào" in done.err
    files = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "tệp").iterdir())
    assert "7-05" not in files
    assert "7-06" in files
    english = run("duties", world_file, "--as-of", DAY, "--each-unit", "-f", "csv", "-o", tmp_path / "files", "--lang", "en")
    assert "1 row names nobody and is in no file" in english.err
    graph("n:1 a cakg:Obligation . u:a a cakg:Unit . r:1 a cakg:Responsibility ; cakg:ofNorm n:1 ; cakg:bearer u:a .")
    done = run("duties", tmp_path / "data.ttl", "--as-of", DAY, "--each-unit", "-f", "csv", "-o", tmp_path / "tất cả")
    assert "không nêu ai" not in done.err


@pytest.mark.parametrize("command", ["duties", "matrix", "targets", "validate", "remind", "simulate"])
def test_the_command_offers_what_its_result_has(command):
    """-f lists the formats of the value, with the records of rows, which only the graph has, and the letters of --questions."""
    from cakg.model import duty, finding, grid, letter, reminder, simulation, target

    values = {
        "duties": duty.Duties, "matrix": grid.Grid, "targets": target.Targets, "validate": finding.Report,
        "remind": reminder.Reminders, "simulate": simulation.Simulation,
    }  # fmt: skip
    more = {"duties": {"jsonld"}, "matrix": {"jsonld"}, "targets": {"jsonld"}, "validate": set(letter.Letters.formats)}.get(
        command, set()
    )
    (option,) = (option for option in app.get_command(Context(app), command).params if "--format" in option.opts)
    assert set(option.type.choices) == set(values[command].formats) | more


@pytest.mark.parametrize(("command", "suffix", "near"), [
    ("duties", "xls", ".xlsx"), ("duties", "doc", ".docx"), ("duties", "odt", ".docx"), ("duties", "ods", ".xlsx"), ("duties", "ttl", "."),
    ("duties", "xml", "."), ("matrix", "txt", "."), ("matrix", "ttl", "."), ("targets", "xls", ".xlsx"), ("remind", "xls", "."),
    ("validate", "xml", "."), ("convert", "csv", "."),
])  # fmt: skip
def test_a_suffix_of_no_format_is_refused(run, world_file, tmp_path, command, suffix, near):
    """Nothing else is written in its place: one line with the nearest suffix first, exit 2, no file."""
    place = tmp_path / f"x.{suffix}"
    done = run(command, world_file, *(["--each-unit"] if command == "remind" else []), "-o", place)
    assert (done.code, place.exists(), done.err.count("\n")) == (2, False, 1)
    assert f"đuôi tệp “.{suffix}”" in done.err
    assert f"Gần nhất: {near}" in done.err


@pytest.mark.parametrize(("command", "name", "first"), [
    ("duties", "x.txt", "TỐI MẬT"), ("duties", "x.HTM", "<!DOCTYPE html>"), ("duties", "x", "TỐI MẬT"), ("convert", "x.trig", "# TỐI MẬT\n@prefix rdf"),
])  # fmt: skip
def test_a_suffix_of_a_format_is_that_format(run, world_file, tmp_path, command, name, first):
    """Text stays text, capitals count as small, a graph is written as what it is called."""
    assert run(command, world_file, "-o", tmp_path / name).code == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(first)


def test_a_template_that_is_not_used_is_named(run, world_file, tmp_path):
    """A workbook has no template: the file is written and the line says that the template was left aside."""
    place = tmp_path / "x.xlsx"
    done = run("duties", world_file, "--template", "mẫu.docx", "-o", place)
    assert (done.code, place.exists()) == (0, True)
    assert "không dùng mẫu mẫu.docx" in done.err


def test_a_dash_is_standard_output(run, world_file, tmp_path):
    """No file of that name is made, and the help says so."""
    done = run("duties", world_file, "-f", "json", "-o", "-", cwd=tmp_path)
    assert done.out.startswith("{")
    assert not list(tmp_path.iterdir())
    assert "“-”" in run("duties", "--help").out


def test_a_folder_of_files_is_not_called_like_one(run, world_file, tmp_path):
    """What was meant as one file is refused with the reason; a name with a dot that is no suffix is a folder."""
    done = run("duties", world_file, "--each-unit", "-o", tmp_path / "a.ics")
    assert (done.code, list(tmp_path.iterdir())) == (2, [])
    assert "“a.ics” là tên tệp" in done.err
    assert run("duties", world_file, "--each-unit", "-f", "csv", "-o", tmp_path / "quý.1").code == 0

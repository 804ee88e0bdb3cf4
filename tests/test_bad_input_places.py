"""Paths, folders, standard input and settings: what cannot be read is named, what is read is never written over."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from refusals import UNIT, refusal, run
from written_files import write

import cakg
from cakg.errors import SourceError
from cakg.resources import shipped


def test_folders_and_paths_that_cannot_be_read(tmp_path):
    """Missing, empty, unknown, odd: each way to name no data is one line and exit 3."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "folder.ttl").mkdir()
    (tmp_path / "dead.ttl").symlink_to("nowhere.ttl")
    (tmp_path / "loop.ttl").symlink_to("loop.ttl")
    write(tmp_path, "mixed/a.ttl", UNIT)
    write(tmp_path, "mixed/b.docx", b"PK")
    write(tmp_path, "dead/a.ttl", UNIT)
    (tmp_path / "dead" / "b.ttl").symlink_to("nowhere.ttl")
    write(tmp_path, "hidden/.a.ttl", UNIT)
    os.mkfifo(tmp_path / "pipe.ttl")
    for reference, start in {
        "không có.ttl": "không có.ttl: ",
        "*.nq": "*.nq: ",
        "": '"": ',
        "x" * 5000: "xxx",
        "two\nlines.ttl": "two lines.ttl: ",
        "\x1b[31m.ttl": "\ufffd[31m.ttl: ",
        "empty": "empty: ",
        "hidden": "hidden: ",
        "folder.ttl": "folder.ttl: ",
        "dead.ttl": "dead.ttl: ",
        "loop.ttl": "loop.ttl: ",
        "dead": "dead/b.ttl: ",
        "mixed": "mixed/b.docx: ",
        "mixed/*": "b.docx: ",
        "pipe.ttl": "pipe.ttl: ",
        "/dev/null": "null: ",
        "https://example.org/a.ttl": "https://example.org/a.ttl: ",
        "ftp://example.org/a.ttl": "ftp://example.org/a.ttl: ",
        "file:///etc/passwd": "file:///etc/passwd: ",
    }.items():
        assert refusal(run("load", reference, cwd=tmp_path), 3).startswith(start)
    with pytest.raises(SourceError):
        cakg.load("a\0b.ttl")


def test_a_folder_named_like_a_file_is_a_folder(tmp_path):
    """A directory x.ttl with data in it is read like any folder, alone and in a glob."""
    write(tmp_path, "x.ttl/a.ttl", UNIT)
    assert [source.name for source in cakg.load(tmp_path / "x.ttl").sources] == ["x.ttl/a.ttl"]
    assert [source.name for source in cakg.load(f"{tmp_path}/*.ttl").sources] == ["x.ttl/a.ttl"]


def test_a_file_name_may_hold_a_colon(tmp_path, monkeypatch):
    """A file that exists is a file, even if its name could be the start of an address."""
    write(tmp_path, "KH:42.ttl", UNIT)
    monkeypatch.chdir(tmp_path)
    assert cakg.load("KH:42.ttl").sources[0].name == "KH:42.ttl"


def test_a_file_name_that_is_no_text_is_shown_harmless(tmp_path):
    """Names in an old encoding are shown with a replacement sign, in messages and in the graph."""
    name = os.fsdecode(b"C\xf4ng v\xe3n\n.ttl")
    write(tmp_path, name, UNIT)
    done = run("load", name, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    write(tmp_path, name, "broken")
    assert refusal(run("load", tmp_path, cwd=tmp_path), 3).count("\ufffd") >= 2


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_what_may_not_be_read_is_refused(tmp_path):
    """A file or a folder without the right to read stops the command; it is not passed over."""
    for name in ("data/a.ttl", "more/inside/a.ttl"):
        write(tmp_path, name, UNIT)
    (tmp_path / "data" / "a.ttl").chmod(0)
    (tmp_path / "more" / "inside").chmod(0)
    try:
        assert refusal(run("load", "data", cwd=tmp_path), 3).startswith("data/a.ttl: ")
        assert refusal(run("load", "more", cwd=tmp_path), 3).startswith("more: ")
    finally:
        (tmp_path / "more" / "inside").chmod(0o700)


def test_a_disk_that_fails_is_refused(tmp_path, monkeypatch):
    """An input/output error while reading is a SourceError like any other."""

    def fail(_self):
        raise OSError(5, "Input/output error")

    path = write(tmp_path, "a.ttl", UNIT)
    monkeypatch.setattr(Path, "read_bytes", fail)
    with pytest.raises(SourceError) as caught:
        cakg.load(path)
    assert (caught.value.key, caught.value.path) == ("unreadable", "a.ttl")


def test_bad_standard_input_is_refused(tmp_path):
    """Nothing, rubbish and broken data on standard input are named `stdin`."""
    for data, start in (
        (b"", "stdin:1: "),
        (b"\xff\xfe", "stdin:1: "),
        (UNIT.encode() + b"x", "stdin:7: "),
        (b"{}", "stdin:1: "),
    ):
        assert refusal(run("load", "-", cwd=tmp_path, stdin=data), 3).startswith(start)


@pytest.mark.parametrize(
    "settings_",
    ["sources = [", "sources = 3", 'sources = ["a.ttl", 3]', 'texts = "x"', b"sources = ['\xff']", "sources = " + "[" * 5000, 'sources = ["gone.ttl"]', '[readings]\na = "b"', '[texts]\nfoldr = "a"'],
    ids=["syntax", "number", "mixed", "texts", "encoding", "deep", "missing file", "unknown table", "unknown key"],
)  # fmt: skip
def test_broken_settings_are_refused(tmp_path, settings_):
    """A broken cakg.toml stops every command that would have read it."""
    write(tmp_path, "cakg.toml", settings_)
    for command in (["load"], ["duties"]):
        assert re.match(r"cakg\.toml|gone\.ttl", refusal(run(*command, cwd=tmp_path), 3))


def test_settings_saved_by_notepad_are_read(tmp_path):
    """A byte order mark in cakg.toml does no harm."""
    write(tmp_path, "a.ttl", UNIT)
    write(tmp_path, "cakg.toml", b'\xef\xbb\xbfsources = ["a.ttl"]\r\n')
    done = run("load", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    "words", [("validate", "data.ttl", "-o"), ("duties", ".", "-f", "csv", "-o"), ("convert", "data.ttl", "-o")], ids=" ".join
)
def test_what_is_read_is_never_written_over(words, run, tmp_path):
    """An output that is one of the sources, also of a folder, is refused in one line; the source stays as it was."""
    path = tmp_path / "data.ttl"
    path.write_bytes((shipped("examples") / "parties.ttl").read_bytes())
    before = path.read_bytes()
    done = run(*words, "data.ttl", cwd=tmp_path)
    assert (done.code, len(done.err.splitlines())) == (2, 1), done
    assert path.read_bytes() == before

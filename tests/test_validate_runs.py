"""A long validation: what is seen of it, and what is left of one that is interrupted."""

import os
import re
import signal
import subprocess
import sys

import pytest

import cakg


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

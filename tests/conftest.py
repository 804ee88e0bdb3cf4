"""What the tests share: the shipped example, the sources where they are at hand, and the command line."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

import cakg

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def pytest_addoption(parser):
    """Add --update."""
    parser.addoption("--update", action="store_true", help="write the expected answers anew; review them with git diff")


@pytest.fixture(scope="session")
def kg():
    """The shipped example graph."""
    return cakg.load()


@pytest.fixture(scope="session")
def sources():
    """The folder of the five articles; tests that need it skip where it is missing."""
    folder = SHARED / "sources"
    if not folder.is_dir():
        pytest.skip("the source articles are not on this machine (../shared/sources)")
    return folder


@dataclass
class Run:
    """What a command left behind."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="session")
def run():
    """Run the command line in a process of its own, in the folder `cwd`."""

    def _run(*arguments, stdin=None, cwd=None):
        environment = os.environ | {"COLUMNS": "120", "PYTHONUTF8": "1"}
        done = subprocess.run(
            [sys.executable, "-m", "cakg", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=cwd,
            env=environment,
            check=False,
            timeout=300,
        )
        return Run(done.returncode, done.stdout, done.stderr)

    return _run

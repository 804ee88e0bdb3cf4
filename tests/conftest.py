"""What the tests share: the shipped example, the sources where they are at hand, and the command line."""

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from hostile_names import HOSTILE
from hypothesis import settings
from own_shapes import DATA
from own_shapes import PREFIXES as OWN_PREFIXES

import cakg

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")  # a run says something of the change, not of its luck; `make fuzz` looks for new cases

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

PREFIXES = """@prefix cakg: <https://w3id.org/cakg/ontology#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix id: <https://w3id.org/cakg/id/> .
@prefix u: <https://w3id.org/cakg/id/unit/> .
@prefix p: <https://w3id.org/cakg/id/population/> .
@prefix s: <https://w3id.org/cakg/id/snapshot/> .
@prefix post: <https://w3id.org/cakg/id/post/> .
@prefix f: <https://w3id.org/cakg/id/function/> .
@prefix t: <https://w3id.org/cakg/id/transfer/> .
@prefix n: <https://w3id.org/cakg/id/norm/> .
@prefix r: <https://w3id.org/cakg/id/responsibility/> .
@prefix i: <https://w3id.org/cakg/id/instrument/> .
@prefix d: <https://w3id.org/cakg/id/deadline/> .
@prefix kind: <https://w3id.org/cakg/vocab/unit-kind/> .
@prefix selection: <https://w3id.org/cakg/vocab/selection/> .
@prefix policy: <https://w3id.org/cakg/vocab/membership-policy/> .
@prefix rule: <https://w3id.org/cakg/vocab/reading-rule/> .
@prefix status: <https://w3id.org/cakg/vocab/status/> .
@prefix basis: <https://w3id.org/cakg/vocab/recurrence-basis/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def pytest_addoption(parser):
    """Add --update."""
    parser.addoption("--update", action="store_true", help="write the expected answers anew; review them with git diff")


@pytest.fixture(scope="session")
def kg():
    """The shipped example graph."""
    return cakg.load()


@pytest.fixture(scope="session")
def register():
    """The register of units alone."""
    return cakg.load("register:vn-units")


@pytest.fixture(scope="session")
def sources():
    """The folder of the five articles; tests that need it skip where it is missing."""
    folder = SHARED / "sources"
    if not folder.is_dir():
        pytest.skip("the source articles are not on this machine (../shared/sources)")
    return folder


@pytest.fixture(scope="session")
def grid(kg):
    """The matrix of the examples on 22/11/2026."""
    return cakg.matrix(kg, as_of="2026-11-22")


@pytest.fixture(scope="session")
def page(grid):
    """That matrix as a page."""
    return cakg.render(grid, "html")


def _write(folder, name, parts):
    path = folder / name
    path.write_text(PREFIXES + "".join(parts), encoding="utf-8")
    return path


@pytest.fixture
def graph(tmp_path):
    """Load a small graph written in Turtle, without its prefixes; the file is `data.ttl` in the folder of the test."""
    return lambda *parts: cakg.load(_write(tmp_path, "data.ttl", parts))


@pytest.fixture(scope="session")
def turtle(tmp_path_factory):
    """Write Turtle, without its prefixes, to a file in a new folder."""
    return lambda *parts, name="data.ttl": _write(tmp_path_factory.mktemp("turtle"), name, parts)


@dataclass
class Run:
    """What a command left behind."""

    code: int
    out: str
    err: str


def _run(*arguments, stdin=None, cwd=None):
    environment = os.environ | {"COLUMNS": "120", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, *map(str, arguments)],
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


@pytest.fixture(scope="session")
def run():
    """Run the command line in a process of its own, in the folder `cwd`."""
    return partial(_run, "-m", "cakg")


@pytest.fixture(scope="session")
def run_without():
    """Run the command line as where a package is not installed."""
    return lambda package, *arguments: _run(
        "-c", f"import sys; sys.modules['{package}'] = None; from cakg.cli import main; main()", *arguments
    )


@pytest.fixture(scope="session")
def islands():
    """Read what a page of the matrix carries: its data and its proofs, with a function that gives the text at a place."""

    def _read(page):
        found = dict(re.findall(r'<script type="application/json" id="cakg-(\w+)">(.*?)</script>', page, re.DOTALL))
        data, proofs = json.loads(found["view"]), json.loads(found["proofs"])

        def text(place, of=data, language=0):
            words = of["texts"][place]
            return words if isinstance(words, str) else words[language]

        return data, proofs, text

    return _read


CHROMIUM = "/usr/bin/chromium"
CHROMIUM_OPTIONS = (
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
)  # fmt: skip


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium; without one, or without Playwright, the tests in a browser are NOT RUN."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="NOT RUN IN A BROWSER: pip install 'cakg[dev]' for playwright")
    if not Path(CHROMIUM).exists():
        pytest.skip(f"NOT RUN IN A BROWSER: {CHROMIUM} is missing; apt-get install chromium")
    with sync_api.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(CHROMIUM_OPTIONS))
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser, tmp_path):
    """Open a result as a page from a file; at the end the page must have asked for nothing but itself and complained of nothing."""
    contexts, complaints = [], []

    def _open(page, state="", **options):
        path = page if isinstance(page, Path) else tmp_path / "ma trận [thử].html"
        if path is not page:
            path.write_text(page, encoding="utf-8")
        context = browser.new_context(viewport={"width": 1366, "height": 768}, **options)
        contexts.append(context)
        tab = context.new_page()
        tab.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        tab.on("request", lambda request: request.url.startswith("file:") or complaints.append(request.url))
        tab.goto(path.as_uri() + state)
        tab.wait_for_selector("html[data-ready]", state="attached")
        return tab

    yield _open
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture(scope="session")
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


@pytest.fixture(scope="session")
def harmful(hostile):
    """What is found in them."""
    return cakg.validate(cakg.load(hostile), only=["Instrument"])


@pytest.fixture
def judge(tmp_path):
    """Judge a small graph by shapes written after the prefixes (the first line of them is line 5), and by no others."""

    def _judge(shapes, data=DATA, **more):
        files = tmp_path / "data.ttl", tmp_path / "own.ttl"
        for path, text in zip(files, (data, shapes), strict=True):
            path.write_text(OWN_PREFIXES + text, encoding="utf-8")
        only = re.findall(r"^ex:(\w+) .*sh:target", shapes, re.MULTILINE)
        return cakg.validate(cakg.load(files[0]), shapes=[files[1]], **{"only": only, **more})

    return _judge

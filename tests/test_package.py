"""The wheel is what users get: it carries everything and works away from the checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("ontology", "shapes", "queries", "examples")


def _python(*arguments, cwd, path=None):
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | {"PYTHONUTF8": "1"}
    if path:
        environment["PYTHONPATH"] = str(path)
    return subprocess.run(
        [sys.executable, *arguments], cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel built from this checkout."""
    if not (ROOT / "pyproject.toml").is_file():
        pytest.skip("not a checkout")
    target = tmp_path_factory.mktemp("wheel")
    done = _python("-m", "build", "--wheel", "--no-isolation", "--outdir", str(target), str(ROOT), cwd=target)
    assert done.returncode == 0, done.stderr + done.stdout
    (path,) = target.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def site(wheel, tmp_path_factory):
    """A folder with the unpacked wheel, to be put before everything else on the path."""
    target = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    return target


def _tracked(folder):
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", folder],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("git is not at hand")
    return {name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()}


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_wheel_carries_the_data_byte_for_byte(wheel, folder):
    """Every file of a data folder that git knows is in the wheel, unchanged, and nothing else is."""
    with zipfile.ZipFile(wheel) as archive:
        inside = {
            name.removeprefix("cakg/_data/"): name for name in archive.namelist() if name.startswith(f"cakg/_data/{folder}/")
        }
        assert set(inside) == _tracked(folder)
        for name, member in inside.items():
            assert archive.read(member) == (ROOT / name).read_bytes()


def test_the_wheel_carries_templates_and_types(wheel):
    """Pages can be made from the wheel, and type checkers see its types."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {
        "cakg/py.typed",
        "cakg/templates/matrix.html.j2",
        "cakg/templates/matrix.css",
        "cakg/templates/page-start.js",
        "cakg/templates/questions.docx",
    } <= names
    assert not [name for name in names if name.startswith("tests/")]


def test_the_installed_library_answers_away_from_the_checkout(site, tmp_path):
    """Imported from the wheel, the library finds its own data and gives the same answers as the checkout."""
    code = "import cakg; print(cakg.__file__); print(len(cakg.duties(cakg.load(), as_of='2024-12-01')))"
    wheel, checkout = _python("-c", code, cwd=tmp_path, path=site), _python("-c", code, cwd=ROOT)
    assert wheel.stdout.splitlines()[0].startswith(str(site)), wheel.stderr
    assert wheel.stdout.splitlines()[1] == checkout.stdout.splitlines()[1]


def test_the_suite_passes_against_the_wheel(site, tmp_path):
    """The tests of the public functions pass with the wheel in place of the checkout."""
    names = ("duties", "matrix", "show", "why", "convert", "network", "questions", "examples")
    files = [str(path) for name in names if (path := ROOT / "tests" / f"test_{name}.py").is_file()]
    done = _python(
        "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", str(ROOT / "pyproject.toml"), *files, cwd=tmp_path, path=site
    )
    assert done.returncode == 0, done.stdout[-3000:]


def test_the_version_is_said_once(run):
    """The command line and the metadata agree."""
    import cakg

    assert cakg.__version__ in run("--version").out

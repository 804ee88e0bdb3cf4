"""The house: what may be imported when, what is said where, and what no lower floor may do."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import cakg
from cakg import messages
from cakg.cli.app import COMMANDS

PACKAGE = Path(cakg.__file__).parent
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "_data" not in path.parts)
HEAVY = {
    "rdflib",
    "pyshacl",
    "owlready2",
    "networkx",
    "oxrdflib",
    "owlrl",
    "jinja2",
    "rich",
    "holidays",
    "dateutil",
    "xlsxwriter",
    "docxtpl",
    "docx",
    "lxml",
    "icalendar",
    "pyarrow",
    "pandas",
    "polars",
}


def _modules_after(code):
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"], capture_output=True, text=True, check=True
    )
    return {name.partition(".")[0] for name in done.stdout.split()}


def test_help_imports_nothing_heavy():
    """`cakg --help` pays for no engine, not even for the store."""
    code = "import sys; sys.argv = ['cakg', '--help']\nfrom cakg.cli import main\ntry: main()\nexcept SystemExit: pass"
    assert not _modules_after(code) & (HEAVY | {"pyoxigraph"})


def test_duties_import_no_engine_but_the_store():
    """Listing duties needs the store alone."""
    code = "import sys; sys.argv = ['cakg', 'duties']\nfrom cakg.cli import main\ntry: main()\nexcept SystemExit: pass"
    assert not _modules_after(code) & HEAVY


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_floor_below_the_doors_reads_the_clock(path):
    """Today is a word of the command line only; everything else is told the day."""
    if path.parent.name == "cli":
        pytest.skip("a door")
    assert not re.search(r"date\.today|datetime\.now|time\.time|utcnow", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_modules_are_short(path):
    """No module outgrows 350 lines."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 350


def test_every_sentence_is_used_and_exists():
    """No message is said that the catalogue lacks, and none is kept that nobody says."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in MODULES if path.parent.name != "messages")
    text += "\n".join(path.read_text(encoding="utf-8") for path in (PACKAGE / "templates").iterdir() if path.suffix != ".docx")
    prefixes = (
        "status-", "supports-", "severity-", "group-", "words-", "cycle-", "dcterms:", "skos:", "count-", "reading-",
        "outcome-", "flip-", "relation-", "passing-", "cause-", "change-", "certainty-", "note-", "succession-", "holder-", "members-",
            "unstated-", "length-", "kept-", "gap-", "lint-", "area-", "onward-", "ui-view-", "demand-", "kind-", "remind-",
            "asked-", "hint-",
    )  # fmt: skip
    unused = [
        key for key in messages.MESSAGES if f'"{key}"' not in text and f"'{key}'" not in text and not key.startswith(prefixes)
    ]
    assert unused == []
    said = re.findall(r"""\bsay\(\s*["']([a-z0-9-]+)["']""", text)
    raised = re.findall(r"""Error\(\s*["']([a-z0-9-]+)["']""", text)
    assert sorted({key for key in said + raised if not key.endswith("-")} - set(messages.MESSAGES)) == []


def test_no_sentence_stands_twice():
    """A key belongs to one module of the catalogue, so that none silently replaces another."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in MODULES if path.parent.name == "messages")
    keys = re.findall(r'^    "([^"]+)": \(', text, re.MULTILINE)
    assert sorted(keys) == sorted(messages.MESSAGES)


@pytest.mark.parametrize("key", messages.MESSAGES)
def test_both_languages_fill_in_the_same_values(key):
    """A sentence says the same thing in Vietnamese and English."""
    vi, en = ({*re.findall(r"{(\w+)[:}]", sentence)} for sentence in messages.MESSAGES[key])
    assert vi == en


@pytest.mark.parametrize("key", messages.MESSAGES)
def test_no_english_count_stands_before_a_bare_plural(key):
    """A counted word has its singular and its plural in the catalogue."""
    assert not re.search(r"{(?:count|units|duties|targets|missing)} (?!was )[a-z ]*s\b", messages.MESSAGES[key][1])


def test_every_public_function_is_documented_with_an_example():
    """What is exported has a docstring, and functions have an example that runs."""
    for name in cakg.__all__:
        value = getattr(cakg, name)
        assert value.__doc__, name
        if callable(value) and not isinstance(value, type):
            assert ">>>" in value.__doc__, name


def test_one_verb_is_one_function_and_one_command():
    """Each is named alike but `read_deadline` (`deadline`), `render` (-f, -o), `questions_for` (`validate --questions`).

    A command loads anew each time: `replace_source` and `revalidate` are for programs that keep a graph open.
    """
    others = {"render", "questions_for", "replace_source", "revalidate"}
    functions = {name.removeprefix("read_") for name in cakg.__all__ if name.islower()} - others
    assert functions <= set(COMMANDS)
    assert set(COMMANDS) - functions == {"network"}


def test_asserts_are_left_to_tests():
    """The library raises errors people can read."""
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert not [node for node in ast.walk(tree) if isinstance(node, ast.Assert)], path

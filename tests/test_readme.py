"""README and docs cannot lie: every command in them is run, and prints what they show."""

import re
import shlex
from pathlib import Path

import pytest

from cakg.cli.app import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
PAGES = [
    path
    for path in (ROOT / "README.md", ROOT / "README.vi.md", *sorted((ROOT / "examples").rglob("README.md")))
    if path.is_file()
]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def _commands():
    for page in PAGES:
        for language, block in FENCE.findall(page.read_text(encoding="utf-8")):
            if language != "console":
                continue
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, _, shown = part.partition("\n")
                if command.startswith("cakg "):
                    yield pytest.param(command, shown, id=f"{page.name}: {command[:60]}")


def _fits(shown, printed):
    """Say whether the printed text is what is shown, where a line of … stands for any lines."""
    pattern = "".join(".*" if part == "…\n" else re.escape(part) for part in re.split(r"(^…\n)", shown, flags=re.MULTILINE))
    return re.fullmatch(pattern, printed, re.DOTALL) is not None


@pytest.mark.parametrize(("command", "shown"), [*_commands()])
def test_every_command_prints_what_the_page_shows(run, tmp_path, command, shown):
    """Run in an empty folder, each command succeeds and prints exactly the lines shown."""
    done = run(*shlex.split(command)[1:], cwd=tmp_path)
    assert done.code == 0, done.err
    if shown.strip():
        assert _fits(shown, done.out + done.err), done.out + done.err


def test_every_python_block_runs(tmp_path, monkeypatch):
    """The Python shown in the README runs as it stands."""
    monkeypatch.chdir(tmp_path)
    blocks = [
        block for page in PAGES for language, block in FENCE.findall(page.read_text(encoding="utf-8")) if language == "python"
    ]
    assert blocks
    for block in blocks:
        exec(compile(block, "README", "exec"), {})  # noqa: S102


@pytest.mark.parametrize("page", PAGES[:2], ids=lambda page: page.name)
def test_the_page_names_every_command(page):
    """No command is missing from the README, and none is invented."""
    named = set(re.findall(r"`cakg (\w+)", page.read_text(encoding="utf-8"))) | {
        command.values[0].split()[1] for command in _commands()
    }
    assert set(COMMANDS) <= named
    assert named <= set(COMMANDS)


def test_the_make_targets_named_exist():
    """`make demo` and `make test` are targets."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"make (\w+)", (ROOT / "README.md").read_text(encoding="utf-8")):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_ci_runs_the_test_command_of_the_readme():
    """`.ci/run` is the README's test command and nothing weaker."""
    assert "make test" in (ROOT / "README.md").read_text(encoding="utf-8")
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert [line for line in script.splitlines() if line.startswith("make")] == ["make test"]

"""The command group, and how errors become exit codes."""

from __future__ import annotations

import contextlib
import gc
import sys
from importlib import import_module
from typing import Any

import click

from cakg import errors
from cakg.messages import say
from cakg.text import nearest

ENGINE_MISSING = 4
BUG = 70
INTERRUPTED = 130

EXIT_CODES = (
    (errors.FindingsError, 1),
    (errors.SourceError, 3),
    (errors.ShapeError, 3),
    (errors.EngineError, ENGINE_MISSING),
    (errors.CakgError, 2),
)
"""Errors with their exit codes, the most special first."""
COMMANDS = {
    **dict.fromkeys(("duties", "matrix", "targets", "deadline", "show", "why", "simulate"), "cakg.cli.answers"),
    **dict.fromkeys(("ask", "questions"), "cakg.cli.asking"),
    **dict.fromkeys(("load", "validate", "infer", "convert", "network", "doctor"), "cakg.cli.graphs"),
    "remind": "cakg.cli.papers",
}
"""The commands, each with the module that has it."""


class _Group(click.Group):
    """Commands of which only the module of the one that runs is imported."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> Any:
        if name in COMMANDS:
            return getattr(import_module(COMMANDS[name]), name)
        raise errors.UnknownNameError("command-unknown", name, nearest(name, COMMANDS))


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--debug", is_flag=True, expose_value=False, help="In vết lỗi đầy đủ. / Show tracebacks.")
@click.version_option(package_name="cakg")
def app() -> None:
    """Ai phải làm gì, trước khi nào, theo văn bản nào, và chắc đến đâu.

    Who must do what by when, under which instrument, and how sure we are.

    Nguồn (SOURCES) là tệp, thư mục, mẫu tên tệp hoặc "-"; không có nguồn thì dùng cakg.toml, rồi dữ liệu mẫu.
    Sources are files, folders, globs or "-"; without any, cakg.toml is used, then the shipped example data.
    """


def run() -> None:
    """Run the command line and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    debug = "--debug" in sys.argv
    arguments = [argument for argument in sys.argv[1:] if argument != "--debug"]
    try:
        app.main(arguments, prog_name="cakg", standalone_mode=False)
    except click.ClickException as error:
        click.echo(" ".join(error.format_message().split()), err=True)
        sys.exit(error.exit_code)
    except click.Abort:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except Exception as error:
        if debug:
            raise
        line, code = _explain(error, _language(arguments))
        click.echo(" ".join(line.split()), err=True)
        sys.exit(code)
    finally:
        gc.freeze()  # the process ends: looking once more for cycles in what it holds is of no use


def _explain(error: Exception, lang: str) -> tuple[str, int]:
    """Return the one line that says what happened, and the exit code."""
    if isinstance(error, errors.CakgError):
        return error.message(lang), next(code for class_, code in EXIT_CODES if isinstance(error, class_))
    if isinstance(error, ModuleNotFoundError):
        return say("package-missing", lang, name=error.name), ENGINE_MISSING
    if isinstance(error, OSError):  # whatever a file had was told where it was read or written; this is the terminal, or a pipe
        return say("cannot-write-new", lang, detail=errors.system_words(error)(lang)), 2
    return say("bug", lang, detail=f"{type(error).__name__}: {error}"), BUG


def _language(arguments: list[str]) -> str:
    for place, argument in enumerate(arguments):
        if argument == "--lang=en" or (argument == "--lang" and arguments[place + 1 : place + 2] == ["en"]):
            return "en"
    return "vi"

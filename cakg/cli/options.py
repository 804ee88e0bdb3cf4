"""Options that commands share, and what every command does with its sources and its result."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cakg.calendars import read_date
from cakg.errors import SourceError, UnknownNameError, ValueRefusedError
from cakg.messages import LANGUAGES, say

if TYPE_CHECKING:
    from cakg.graph import KnowledgeGraph

SETTINGS = "cakg.toml"
_SETTINGS = ("sources", "texts", "reading", "templates")
_READ, _NAMED = "cakg.read", "cakg.named"
"""Under which the running command keeps the files that it has read, and the sources that it was given."""

sources_argument = click.argument("sources", nargs=-1)
output_option = click.option(
    "-o",
    "--output",
    metavar="FILE",
    callback=lambda _context, _option, given: None if given == "-" else given,
    help="Ghi vào tệp; “-” là ra màn hình. / Write to a file; “-” is standard output.",
)
lang_option = click.option(
    "--lang", type=click.Choice(LANGUAGES), default="vi", show_default=True, help="Ngôn ngữ. / Language."
)
texts_option = click.option(
    "--texts", metavar="DIR", help="Thư mục văn bản nguồn để in trích dẫn. / Folder of source texts to quote."
)

reading_option = click.option(
    "--reading",
    "readings",
    multiple=True,
    metavar="RULE=RULE",
    callback=lambda _context, _option, given: _readings(given),
    help="Đổi quy tắc đọc thời hạn. / Switch a reading rule.",
)
"""Adds --reading; what it gives goes before `[reading]` of cakg.toml."""


class Day(click.ParamType[date]):
    """A day as yyyy-mm-dd or dd/mm/yyyy."""

    name = "DATE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # noqa: ARG002
        """Return the day; ValueRefusedError says what is wrong."""
        return read_date(value)


def as_of_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add --as-of; only here, in the door, does "today" come from the clock."""
    return click.option(
        "--as-of", type=Day(), default=date.today, help="Tính đến ngày, mặc định hôm nay. / As of, default today."
    )(function)


known_at_option = click.option(
    "--known-at", type=Day(), help="Chỉ tính điều đã ghi nhận đến ngày. / Only what was recorded by that day."
)


FLAT = ("table", "json", "csv", "csv-raw", "xlsx", "docx", "html", "pdf", "parquet", "arrow")
"""Formats of every flat table."""
RECORDS = "jsonld"
"""The format of the records that rows name."""

template_option = click.option(
    "--template", metavar="FILE", help="Mẫu Word hoặc HTML của mình. / A Word or HTML template of your own."
)

each_unit_option = click.option(
    "--each-unit",
    is_flag=True,
    help="Mỗi đơn vị một tệp trong thư mục -o. / One file for each unit in the folder -o.",
)

pdf_option = click.option(
    "--pdf",
    "format_",
    flag_value="pdf",
    help="PDF, in bằng Chromium hoặc Edge đã cài. / PDF, printed by an installed Chromium or Edge.",
)


def format_option(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add -f with the formats of a result; none chosen means the ending of the output file, else the first."""
    told = f"Dạng kết quả. / Format [{names[0]}]."
    if "csv" in names:
        told += " csv: cho Excel; csv-raw: cho chương trình. / csv: for Excel; csv-raw: for programs."
    return click.option("-f", "--format", "format_", type=click.Choice(names), help=told)


def open_graph(sources: tuple[str, ...], lang: str, *, allow_empty: bool = False) -> KnowledgeGraph:
    """Load the named sources, else those of cakg.toml, else the shipped example; notices go to stderr."""
    from cakg.graph import load

    named = sources or read_settings().get("sources", ())
    kg = load(*named, allow_empty=allow_empty)
    click.get_current_context().meta[_NAMED] = named
    click.get_current_context().meta[_READ] = {path.resolve() for path in kg.texts.values() if isinstance(path, Path)}
    for notice in kg.notices:
        click.echo(say(notice.key, lang, **dict(notice.values)), err=True)
    return kg


def texts_folder(given: str | None) -> str | None:
    """Return the folder of source texts: the one given, else that of cakg.toml."""
    return given or read_settings().get("texts", {}).get("folder")


def templates_folder() -> str | None:
    """Return the folder of the user's own templates that cakg.toml names."""
    folder: str | None = read_settings().get("templates", {}).get("folder")
    return folder


def _readings(given: tuple[str, ...]) -> dict[str, str]:
    """Return the switched reading rules: those of cakg.toml, then those given."""
    readings = dict(read_settings().get("reading", {}))
    for item in given:
        rule, equals, other = (part.strip() for part in item.partition("="))
        if not (rule and equals and other):
            raise ValueRefusedError("parameter-shape", words=item)
        readings[rule] = other
    return readings


def read_settings() -> dict[str, Any]:
    """Return what cakg.toml in the working directory says: `sources`, `folder` under `[texts]` and `[templates]`, rules under `[reading]`."""
    path = Path(SETTINGS)
    if not path.is_file():
        return {}
    import tomllib

    from cakg.text import nearest

    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8-sig"))  # Notepad writes a byte order mark
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError, RecursionError) as error:
        line = re.search(r"at line (\d+)", str(error))
        raise SourceError("bad-settings", SETTINGS, int(line[1]) if line else None, detail=str(error)) from None
    sources, reading = settings.get("sources", []), settings.get("reading", {})
    folders = [settings.get(name, {}) for name in ("texts", "templates")]
    if not (
        isinstance(sources, list)
        and all(isinstance(item, str) for item in sources)
        and all(isinstance(item, dict) and all(isinstance(value, str) for value in item.values()) for item in folders)
        and isinstance(reading, dict)
        and all(isinstance(item, str) for item in reading.values())
    ):
        detail = 'sources = ["…"], [texts] folder = "…", [templates] folder = "…", [reading] RULE = "RULE"'
        raise SourceError("bad-settings", SETTINGS, detail=detail)
    named = [*((name, _SETTINGS) for name in settings), *((name, ("folder",)) for item in folders for name in item)]
    for name, known in named:
        if name not in known:
            near = " | ".join(nearest(name, known) or known)
            raise SourceError("unknown-setting", SETTINGS, name=name, near=near)
    return settings


def working(count: int, lang: str) -> AbstractContextManager[object]:
    """Show on a terminal that a long run goes on; nothing is shown where nobody watches."""
    if not sys.stderr.isatty():
        return nullcontext()
    from rich.console import Console

    return Console(stderr=True).status(say("working", lang, count=count))


@contextmanager
def progressing(count: int, lang: str) -> Iterator[Callable[[int, int], object]]:
    """Show on a terminal how much of a long run is done, by a function that is told the parts done and the parts in all."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(say("working", lang, count=count), total=None)
        yield lambda done, total: shown.update(task, completed=done, total=total)


_TOLD = ("table", "text")
"""Formats that say themselves, on the same screen, why there is no row."""
_AT_ONCE = 100
"""Parts that go to stdout together."""


def choose_format(formats: tuple[str, ...], format_: str | None, output: str | None, *, folder: bool = False) -> str:
    """Return the format of a result: the one named, else that of the suffix of the output file, else the first.

    A `folder` has no suffix. Raises UnknownNameError for a format the result does not have or a suffix that is of none,
    ValueRefusedError for a suffix that is of another format than the one named, EngineError where the package for it is missing,
    ValueRefusedError for an office file that would go to a terminal; all before any work is done.
    """
    from cakg.cli.suffixes import format_of, refuse_other_suffix
    from cakg.rendering import BYTES, PACKAGES
    from cakg.resources import require

    if format_ is None:
        format_ = formats[0] if folder else format_of(formats, output)
    if format_ not in formats:
        raise UnknownNameError("format-unknown", format_, formats)
    if not folder:
        refuse_other_suffix(format_, output)
    if format_ in PACKAGES:
        require(PACKAGES[format_])
    if format_ in BYTES and not output and sys.stdout.isatty():
        raise ValueRefusedError("output-needed", name=format_)
    return format_


def of_letter(format_: str, lang: str) -> str:
    """Return the language of letters, and say where it is not the one asked for: what is sent goes out in Vietnamese."""
    if format_ in ("text", "json") or lang == "vi":
        return lang
    click.echo(say("letters-vietnamese", lang), err=True)
    return "vi"


def _refuse_input(output: str | Path) -> None:
    """Raise ValueRefusedError for an output file that the command has read, or that the next would read with a folder of sources."""
    from cakg.graph.sources import folder_that_takes

    context = click.get_current_context()
    given = (context.params.get(name) or () for name in ("sources", "shapes", "question", "template", "file"))
    named = chain.from_iterable((words,) if isinstance(words, str) else words for words in given)
    if Path(output).resolve() in {Path(words).resolve() for words in named} | context.meta.get(_READ, set()):
        raise ValueRefusedError("output-is-input", path=output)
    folder = folder_that_takes(context.meta.get(_NAMED, ()), output)
    if folder is not None:
        raise ValueRefusedError("output-in-source", path=output, folder=folder)


def put(
    value: Any,
    format_: str | None,
    output: str | None,
    lang: str,
    *,
    template: str | None = None,
    kg: KnowledgeGraph | None = None,
) -> None:
    """Write a result to the output file, or to stdout; `jsonld` are the records of its rows, which only the graph `kg` has."""
    from cakg.rendering import render_parts, write

    template = _template_for(format_, template, lang)
    if kg is not None and format_ == RECORDS:
        from cakg.exporters.rdf import convert

        put_text(convert(kg, RECORDS, only=value), output, lang)
        return
    format_ = choose_format(value.formats, format_, output)
    if output:
        _refuse_input(output)
        write(value, format_, to=output, lang=lang, template=template)
        click.echo(say("written", lang, path=output), err=True)
        say_nothing(value, lang)
        return
    parts = render_parts(value, format_, lang=lang, template=template)
    while some := list(islice(parts, _AT_ONCE)):
        click.echo(some[0][:0].join(some), nl=False)
    if format_ not in _TOLD:
        say_nothing(value, lang)


_TEMPLATED = ("docx", "html", "pdf")


def _template_for(format_: str | None, given: str | None, lang: str) -> str | None:
    """Return the template to use; say on stderr where the one given is of no use to the format."""
    if given and format_ not in _TEMPLATED:
        click.echo(say("template-unused", lang, path=given, name=format_), err=True)
    return given or templates_folder()


def say_left(value: Any, format_: str | None, lang: str) -> None:
    """Say on stderr how many rows a calendar does not hold."""
    if format_ == "ics":
        from cakg.rendering.agenda import calendar_left

        click.echo(calendar_left(value, lang), err=True)


def say_nothing(value: Any, lang: str) -> None:
    """Say on stderr why a result has no rows, where it has none."""
    from cakg.rendering.words import nothing_words

    if why := nothing_words(value, lang, options=True):
        click.echo(why, err=True)


def put_each(
    named: Iterable[tuple[str, Any]], format_: str, folder: str, prefix: str, lang: str, *, template: str | None = None
) -> None:
    """Write each result to a file of its own in a folder, named after its unit."""
    from cakg.exporters.files import file_names, make_folder
    from cakg.rendering import write
    from cakg.rendering.agenda import has_entries

    results = [(name, value) for name, value in named if format_ != "ics" or has_entries(value)]
    template = _template_for(format_, template, lang)
    names = file_names(prefix, [label for label, _ in results], format_)
    for name in names:
        _refuse_input(Path(folder) / name)
    make_folder(folder)
    for name, (_, value) in zip(names, results, strict=True):
        write(value, format_, to=Path(folder) / name, lang=lang, template=template)
    click.echo(say("written-each", lang, count=len(results), path=folder), err=True)


def put_text(text: str, output: str | None, lang: str) -> None:
    """Write text to the output file, or to stdout."""
    from cakg.exporters.files import write_whole

    if output:
        _refuse_input(output)
        write_whole(output, text)
        click.echo(say("written", lang, path=output), err=True)
    else:
        click.echo(text, nl=False)

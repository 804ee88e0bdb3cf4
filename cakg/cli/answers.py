"""Commands that answer: duties, matrix, targets, deadline, show, why, simulate."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from cakg.calendars import show_date
from cakg.cli.options import (
    FLAT,
    RECORDS,
    Day,
    as_of_option,
    choose_format,
    each_unit_option,
    format_option,
    known_at_option,
    lang_option,
    open_graph,
    output_option,
    pdf_option,
    put,
    put_each,
    reading_option,
    say_left,
    say_nothing,
    sources_argument,
    template_option,
    texts_folder,
    texts_option,
)
from cakg.cli.suffixes import refuse_file_name
from cakg.errors import ValueRefusedError
from cakg.messages import say

if TYPE_CHECKING:
    from cakg.model.duty import Duties
    from cakg.model.grid import Grid


def _filters(function: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(
        (
            click.option("--unit", metavar="U", help="Đơn vị, lớp đơn vị hoặc chức vụ. / Unit, class of units or post."),
            click.option("--by", type=Day(), help="Hạn không sau ngày. / Due on or before."),
            click.option("--from", "from_", type=Day(), help="Hạn không trước ngày. / Due on or after."),
            click.option("--role", metavar="R", help="Vai trò: chủ trì, phối hợp... / Role."),
            click.option("--status", metavar="S", help="Tình trạng. / Status."),
            click.option("--document", metavar="N", help="Văn bản: số, tên. / Document by number or name."),
            click.option("--force", metavar="F", help="Mức ràng buộc. / Binding force."),
            reading_option,
        )
    ):
        function = option(function)
    return function


def _since(function: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        click.option(
            "--known-since", type=Day(), help="So với điều đã ghi nhận đến ngày. / Against what was recorded by that day."
        ),
        click.option("--since", type=Day(), help="Điều đã đổi so với ngày. / What changed since that day."),
    ):
        function = option(function)
    return function


@click.command()
@sources_argument
@_filters
@click.option("--expand", is_flag=True, help="Mỗi thành viên của lớp đơn vị một dòng. / One row for each member of a class.")
@click.option(
    "--within", metavar="U", help="Chỉ mở rộng đơn vị này và cấp dưới. / Expand only for this unit and those under it."
)
@as_of_option
@known_at_option
@_since
@format_option(*FLAT, "ics", RECORDS)
@pdf_option
@template_option
@each_unit_option
@output_option
@lang_option
def duties(
    sources: tuple[str, ...],
    as_of: date,
    since: date | None,
    known_since: date | None,
    format_: str | None,
    template: str | None,
    each_unit: bool,  # noqa: FBT001 - a flag of the command line
    output: str | None,
    lang: str,
    **filters: Any,
) -> None:
    """Ai phải làm gì, trước khi nào. / Who must do what by when."""
    from cakg.model.duty import Duties
    from cakg.obligations import duties as find

    if since or known_since:
        from cakg.grids import differences
        from cakg.model.change import Changes

        format_ = choose_format(Changes.formats, format_, output)
        kg = open_graph(sources, lang)
        changed = differences(kg, since=since, known_since=known_since, as_of=as_of, lang=lang, **filters)
        put(changed, format_, output, lang, template=template)
        return
    if each_unit and (output is None or filters["unit"]):
        raise click.UsageError(say("unit-twice" if output else "folder-needed", lang))
    if each_unit and output:
        refuse_file_name(output, Duties.formats)
    format_ = choose_format((*Duties.formats, RECORDS), format_, output, folder=each_unit)
    kg = open_graph(sources, lang)
    filters |= {"as_of": as_of, "lang": lang}
    found = find(kg, **filters)
    if each_unit and output:
        from cakg.obligations.bodies import bodies_of

        bodies = bodies_of(kg, found)
        filters |= {"expand": False, "within": None}
        lists = ((kg.record(body).label(lang), find(kg, **filters | {"unit": body})) for body in bodies)
        put_each(((name, rows) for name, rows in lists if rows), format_, output, "nhiem-vu", lang, template=template)
        say_nothing(found, lang)
        if nobody := sum(duty.bearer is None for duty in found):
            click.echo(say("each-nobody", lang, count=nobody), err=True)
    else:
        put(found, format_, output, lang, template=template, kg=kg)
    _remark(found, lang, format_)


@click.command()
@sources_argument
@_filters
@as_of_option
@known_at_option
@_since
@texts_option
@format_option("html", *(name for name in FLAT if name not in ("html", "table")), "ics", RECORDS)
@pdf_option
@template_option
@output_option
@lang_option
def matrix(
    sources: tuple[str, ...],
    as_of: date,
    texts: str | None,
    format_: str | None,
    template: str | None,
    output: str | None,
    lang: str,
    **filters: Any,
) -> None:
    """Ma trận trách nhiệm, một tệp không cần mạng. / The responsibility matrix, one offline file."""
    from cakg.grids import matrix as lay_out
    from cakg.model.grid import Grid

    format_ = choose_format((*Grid.formats, RECORDS), format_, output)
    if format_ in Grid.changeless and (filters["since"] or filters["known_since"]):
        raise ValueRefusedError("changes-not-flat")
    kg = open_graph(sources, lang)
    grid = lay_out(kg, as_of=as_of, texts=texts_folder(texts), lang=lang, **filters)
    put(grid, format_, output, lang, template=template, kg=kg)
    _remark(grid, lang, format_)
    if format_ == "html" and (grid.asked or any(grid.outside.values())):
        click.echo(say("page-carries-all", lang), err=True)


@click.command()
@sources_argument
@click.option("--unit", metavar="U", help="Đơn vị, lớp đơn vị hoặc chức vụ. / Unit, class of units or post.")
@click.option("--document", metavar="N", help="Văn bản: số, tên. / Document by number or name.")
@as_of_option
@known_at_option
@format_option(*FLAT, "ics", RECORDS)
@pdf_option
@template_option
@output_option
@lang_option
def targets(
    sources: tuple[str, ...],
    as_of: date,
    format_: str | None,
    template: str | None,
    output: str | None,
    lang: str,
    **filters: Any,
) -> None:
    """Chỉ tiêu: mức, mẫu số, số đã đo và kết luận. / Targets: levels, denominators, figures, verdicts."""
    from cakg.goals import targets as find
    from cakg.model.target import Targets

    format_ = choose_format((*Targets.formats, RECORDS), format_, output)
    kg = open_graph(sources, lang)
    found = find(kg, as_of=as_of, lang=lang, **filters)
    put(found, format_, output, lang, template=template, kg=kg)
    say_left(found, format_, lang)


def _remark(found: Duties | Grid, lang: str, format_: str) -> None:
    """Say on stderr what the rows do not, and what a calendar cannot hold."""
    say_left(found, format_, lang)
    from cakg.rendering.remarks import remarks

    for line in remarks(found, lang, options=True):
        click.echo(line, err=True)


@click.command()
@click.argument("ref")
@sources_argument
@as_of_option
@known_at_option
@format_option("text", "json", "html", "pdf")
@pdf_option
@output_option
@lang_option
def show(
    ref: str, sources: tuple[str, ...], as_of: date, known_at: date | None, format_: str | None, output: str | None, lang: str
) -> None:
    """Một văn bản, đơn vị hoặc nhiệm vụ. / An instrument, unit or norm by number, code, name or IRI."""
    from cakg.cards import show as describe

    put(describe(open_graph(sources, lang), ref, as_of=as_of, known_at=known_at, lang=lang), format_, output, lang)


@click.command()
@click.argument("words")
@click.option(
    "--issued", type=Day(), help="Ngày ban hành, để tính khi chữ thiếu năm. / Day of issue, for words without a year."
)
@reading_option
@format_option("table", "json", "html", "pdf")
@pdf_option
@output_option
@lang_option
def deadline(
    words: str, issued: date | None, readings: dict[str, str], format_: str | None, output: str | None, lang: str
) -> None:
    """Đọc chữ nêu thời hạn: loại, khoảng ngày, quy tắc. / How stated words are read: kind, bounds, rule."""
    from cakg.readings import read_deadline

    put(read_deadline(words, issued=issued, readings=readings), format_, output, lang)


@click.command()
@click.argument("ref")
@sources_argument
@as_of_option
@known_at_option
@reading_option
@texts_option
@format_option("text", "json", "html", "pdf")
@pdf_option
@output_option
@lang_option
def why(
    ref: str,
    sources: tuple[str, ...],
    as_of: date,
    known_at: date | None,
    readings: dict[str, str],
    texts: str | None,
    format_: str | None,
    output: str | None,
    lang: str,
) -> None:
    """Căn cứ và chứng cứ của một nhiệm vụ hoặc văn bản. / The proof of a norm or instrument."""
    from cakg.proofs import why as prove

    proof = prove(
        open_graph(sources, lang),
        ref,
        as_of=as_of,
        known_at=known_at,
        readings=readings,
        texts=texts_folder(texts),
        lang=lang,
    )
    put(proof, format_, output, lang)


@click.command()
@click.argument("file")
@sources_argument
@as_of_option
@format_option(*FLAT)
@output_option
@lang_option
def simulate(file: str, sources: tuple[str, ...], as_of: date, format_: str | None, output: str | None, lang: str) -> None:
    """Thử một lần sắp xếp mô tả trong FILE. / Try out a reorganisation described in FILE; leaves with 1 on orphans."""
    from cakg.model.simulation import Simulation
    from cakg.simulation import simulate as try_out

    format_ = choose_format(Simulation.formats, format_, output)
    found = try_out(open_graph(sources, lang), file, as_of=as_of, lang=lang)
    put(found, format_, output, lang)
    if found.later:
        click.echo(say("simulation-later", lang, day=show_date(found.later), as_of=show_date(found.as_of)), err=True)
    if found.orphans:
        sys.exit(1)

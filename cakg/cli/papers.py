"""Commands that write papers: remind."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from cakg.cli.options import (
    Day,
    as_of_option,
    choose_format,
    each_unit_option,
    format_option,
    known_at_option,
    lang_option,
    of_letter,
    open_graph,
    output_option,
    pdf_option,
    put,
    put_each,
    reading_option,
    say_nothing,
    sources_argument,
    template_option,
)
from cakg.messages import say


@click.command()
@sources_argument
@click.option("--unit", metavar="U", help="Đơn vị, lớp đơn vị hoặc chức vụ. / Unit, class of units or post.")
@each_unit_option
@click.option("--by", type=Day(), help="Nhắc việc đến hạn không sau ngày [30 ngày tới]. / Due on or before [30 days ahead].")
@click.option("--from", "from_", type=Day(), help="Kể việc định kỳ từ ngày. / Turns of recurring duties from this day.")
@click.option("--document", metavar="N", help="Văn bản: số, tên. / Document by number or name.")
@reading_option
@as_of_option
@known_at_option
@template_option
@format_option("text", "docx", "json", "html", "pdf")
@pdf_option
@output_option
@lang_option
def remind(
    sources: tuple[str, ...],
    unit: str | None,
    each_unit: bool,  # noqa: FBT001 - a flag of the command line
    as_of: date,
    template: str | None,
    format_: str | None,
    output: str | None,
    lang: str,
    **filters: Any,
) -> None:
    """Công văn đôn đốc việc sắp đến hạn, quá ngày, chưa rõ. / Reminder letters: what is due, past due, silent."""
    from dataclasses import replace

    from cakg.model.reminder import Reminders
    from cakg.reminders import remind as put_together

    if unit is None and not each_unit:
        raise click.UsageError(say("unit-needed", lang))
    if unit is not None and each_unit:
        raise click.UsageError(say("unit-twice", lang))
    folder = each_unit and output is not None and not Path(output).suffix
    format_ = choose_format(Reminders.formats, format_ or ("docx" if folder else None), output)
    found = put_together(open_graph(sources, lang), unit, as_of=as_of, lang=of_letter(format_, lang), **filters)
    if folder and output:
        letters = ((letter.unit.label, replace(found, letters=(letter,))) for letter in found)
        put_each(letters, format_, output, "don-doc", lang, template=template)
        say_nothing(found, lang)
    else:
        put(found, format_, output, lang, template=template)
    if found.nobody:
        click.echo(say("remind-nobody", lang, count=len(found.nobody)), err=True)
    if found.passed:
        click.echo(say("remind-passed", lang, names=" | ".join(holder.label for holder in found.passed)), err=True)

"""Commands about graphs as such: load, validate, infer, convert, network, doctor."""

from __future__ import annotations

import sys
from datetime import date

import click

from cakg.calendars import read_date, show_date
from cakg.cli.options import (
    FLAT,
    as_of_option,
    choose_format,
    format_option,
    lang_option,
    of_letter,
    open_graph,
    output_option,
    pdf_option,
    progressing,
    put,
    put_text,
    sources_argument,
    working,
)
from cakg.messages import say
from cakg.model.engine import ENGINES

_ROWS = ("csv", "csv-raw", "parquet", "arrow")
"""Forms of a report that have room for findings alone: how much was checked goes to stderr."""
_GROWN = ("trig", "nquads", "jsonld")
_RDF = ("turtle", "trig", "ntriples", "nquads", "rdfxml", "jsonld")


@click.command()
@sources_argument
@lang_option
def load(sources: tuple[str, ...], lang: str) -> None:
    """Đọc thử các nguồn và cho biết đọc được gì. / Read the sources and say what they hold."""
    kg = open_graph(sources, lang)
    kg.require_acyclic()
    if kg.example_data:
        click.echo(say("example", lang))
    for source in kg.sources:
        day = f"; {say('snapshot', lang, day=show_date(read_date(source.snapshot)))}" if source.snapshot else ""
        click.echo(say("loaded", lang, name=source.place, count=source.triples, sha256=source.sha256) + day)


@click.command()
@sources_argument
@click.option("-s", "--shapes", multiple=True, metavar="FILE", help="Thêm shapes của mình. / Add shapes of your own.")
@click.option(
    "--fail-on",
    type=click.Choice(("violation", "warning", "info", "never")),
    default="violation",
    show_default=True,
    help="Mức làm lệnh thoát với mã 1. / What makes the command leave with 1.",
)
@click.option(
    "--only",
    multiple=True,
    metavar="SHAPE",
    help="Chỉ theo quy tắc hoặc lớp này. / Only by this shape, or those of this class.",
)
@click.option("--allow-empty", is_flag=True, help="Không có gì để kiểm tra cũng được. / Nothing to check is no error.")
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    default=ENGINES[0],
    show_default=True,
    help="Bộ máy SHACL: biên dịch sang SPARQL, hoặc bộ máy đối chiếu. / The SHACL engine: compiled to SPARQL, or the reference.",
)
@click.option(
    "--questions",
    is_flag=True,
    help="Viết câu hỏi gửi đơn vị soạn thảo (text, docx, json). / Write questions to drafting units.",
)
@click.option("--template", metavar="FILE", help="Mẫu Word hoặc HTML của mình. / A Word or HTML template of your own.")
@as_of_option
@format_option("text", "json", "html", "xlsx", "docx", "pdf", "ics", "turtle", "jsonld", "csv", "csv-raw", "parquet", "arrow")
@pdf_option
@output_option
@lang_option
def validate(
    sources: tuple[str, ...],
    shapes: tuple[str, ...],
    fail_on: str,
    only: tuple[str, ...],
    allow_empty: bool,  # noqa: FBT001 - a flag of the command line
    engine: str,
    questions: bool,  # noqa: FBT001 - a flag of the command line
    template: str | None,
    as_of: date,
    format_: str | None,
    output: str | None,
    lang: str,
) -> None:
    """Dữ liệu có đủ và đúng không. / Is the data complete and coherent."""
    from cakg.letters import questions_for
    from cakg.model.finding import Report
    from cakg.model.letter import Letters
    from cakg.shapes import validate as judge

    format_ = choose_format(Letters.formats if questions else Report.formats, format_, output)
    kg = open_graph(sources, lang, allow_empty=allow_empty)
    with progressing(len(kg), lang) as progress:
        report = judge(kg, shapes=shapes, only=only, as_of=as_of, engine=engine, allow_empty=allow_empty, progress=progress)
        result = questions_for(kg, report, lang=of_letter(format_, lang)) if questions else report
    put(result, format_, output, lang, template=template)
    if output or format_ in _ROWS:
        from cakg.rendering.findings import say_checked, say_counted

        click.echo(say_checked(report, lang), err=True)
        click.echo(say_counted(report, lang), err=True)
    if report.reaches(fail_on):
        sys.exit(1)


@click.command()
@sources_argument
@format_option(*_GROWN)
@output_option
@lang_option
def infer(sources: tuple[str, ...], format_: str | None, output: str | None, lang: str) -> None:
    """Suy ra điều kéo theo (RDFS, OWL RL và quy tắc của dự án). / What follows, in a graph of its own."""
    from cakg.exporters.rdf import convert as write
    from cakg.reasoning import infer as reason

    format_ = choose_format(_GROWN, format_, output)
    kg = open_graph(sources, lang)
    with working(len(kg), lang):
        grown = reason(kg)
    put_text(write(grown, format_), output, lang)
    click.echo(say("inferred-count", lang, count=grown.sources[-1].triples), err=True)


@click.command()
@sources_argument
@format_option(*_RDF)
@output_option
@lang_option
def convert(sources: tuple[str, ...], format_: str | None, output: str | None, lang: str) -> None:
    """Ghi dữ liệu ra dạng RDF khác. / Write the data in another RDF format."""
    from cakg.exporters.rdf import convert as write

    format_ = choose_format(_RDF, format_, output)
    kg = open_graph(sources, lang)
    kg.require_acyclic()
    put_text(write(kg, format_), output, lang)


@click.command()
@click.argument("name", type=click.Choice(("authority", "units", "references")))
@sources_argument
@output_option
@lang_option
def network(name: str, sources: tuple[str, ...], output: str | None, lang: str) -> None:
    """Mạng lưới thẩm quyền, đơn vị hoặc viện dẫn, dạng GraphML. / A network as GraphML; cycles are reported."""
    from cakg import network as room

    kg = open_graph(sources, lang)
    put_text(room.write_graphml(getattr(room, name)(kg)), output, lang)
    cycles = room.find_cycles(kg)
    for finding in cycles:
        click.echo(f"{finding.place}: {finding.problem[lang]}", err=True)
    if cycles:
        sys.exit(1)


@click.command()
@format_option(*FLAT)
@output_option
@lang_option
def doctor(format_: str | None, output: str | None, lang: str) -> None:
    """Bản cài đặt có ổn không. / Is the installation in order."""
    from cakg.installation import OPTIONAL
    from cakg.installation import doctor as examine

    checks = examine()
    put(checks, format_, output, lang)
    if not all(row[1] for row in checks if row[0] not in OPTIONAL):
        sys.exit(4)

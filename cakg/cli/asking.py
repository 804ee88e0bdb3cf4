"""Commands that ask the graph: ask, questions."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from cakg.cli.options import (
    FLAT,
    RECORDS,
    choose_format,
    format_option,
    lang_option,
    open_graph,
    output_option,
    pdf_option,
    put,
    put_text,
    say_left,
    sources_argument,
    template_option,
)
from cakg.errors import QueryError, ValueRefusedError
from cakg.messages import LANGUAGES, say

_TURTLE = ".ttl"
"""The suffix of a graph: whether a question gives one only its answer tells."""


@click.command()
@click.argument("question")
@sources_argument
@click.option("-p", "--parameter", "parameters", multiple=True, metavar="NAME=VALUE", help="Tham số. / Parameter.")
@format_option(*FLAT, "ics", RECORDS)
@pdf_option
@template_option
@output_option
@lang_option
def ask(
    question: str,
    sources: tuple[str, ...],
    parameters: tuple[str, ...],
    format_: str | None,
    template: str | None,
    output: str | None,
    lang: str,
) -> None:
    """Hỏi câu hỏi có sẵn, tệp .rq hoặc SPARQL ("-" đọc từ bàn phím). / Ask a stored question, a .rq file or SPARQL."""
    from cakg.catalogue import ask as answer
    from cakg.graph.grades import gravest
    from cakg.table import Table

    text = _read_question() if question == "-" else question
    given = dict(_parameter(item) for item in parameters)
    formats = (*Table.formats, RECORDS)
    if format_ or not (output and Path(output).suffix.lower() == _TURTLE):
        format_ = choose_format(formats, format_, output)
    kg = open_graph(sources, lang)
    result = answer(kg, text, **given)
    if isinstance(result, str):
        put_text((f"# {say('example', lang)}\n" if kg.example_data else "") + result, output, lang)
        return
    format_ = choose_format(formats, format_, output)
    if isinstance(result, Table):
        result = replace(result, as_of=result.as_of or date.today())  # noqa: DTZ011 - the door reads the clock
        put(result, format_, output, lang, template=template, kg=kg)
        say_left(result, format_, lang)
    else:
        heads = {"answer": {code: say("sheet-answer", code) for code in LANGUAGES}}
        verdict = Table(("answer",), ((result,),), kg.example_data, grade=gravest(kg), heads=heads)
        put(verdict, format_, output, lang, template=template)


def _read_question() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QueryError("query-refused", detail=str(error)) from None


def _parameter(item: str) -> tuple[str, str]:
    name, equals, value = item.partition("=")
    if not equals or not name:
        raise ValueRefusedError("parameter-shape", words=item)
    return name.strip(), value.strip()


@click.command()
@click.argument("name", required=False)
@format_option(*FLAT)
@output_option
@lang_option
def questions(name: str | None, format_: str | None, output: str | None, lang: str) -> None:
    """Các câu hỏi có sẵn, hoặc nội dung một câu. / The stored questions, or the text of one."""
    from cakg.catalogue import questions as stored
    from cakg.table import Table

    found = stored(name)
    if name:
        put_text(found[0].sparql, output, lang)
        return
    rows = tuple(
        (
            question.name,
            question.summary.get(lang, ""),
            ", ".join(parameter.name + ("!" if parameter.required else "") for parameter in question.parameters),
        )
        for question in found
    )
    keys = {"name": "questions-name", "summary": "questions-summary", "parameters": "questions-parameters"}
    heads = {name: {code: say(key, code) for code in LANGUAGES} for name, key in keys.items()}
    put(Table(tuple(keys), rows, heads=heads), format_, output, lang)

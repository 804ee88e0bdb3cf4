"""A stored question: plain SPARQL under a header of `#+ key: value` comments.

    #+ summary@vi: …          one line in a list
    #+ question@vi: …         the question as a person asks it
    #+ bind: [unit: party!, asOf: date]     parameters with their type; `!` is required
    #+ tags: [duty]
    #+ heads@vi: [due: Thời hạn]   heads of columns, only in a file of one's own

Each has @en too. The heads of the columns of stored questions stand in `queries/heads.csv`. A parameter is a variable of the query that is bound, never pasted text, and always projected.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from cakg.errors import QueryError, UnknownNameError, system_words
from cakg.messages import LANGUAGES
from cakg.resources import read_header, shipped, shipped_files
from cakg.text import nearest


@dataclass(frozen=True)
class Parameter:
    """One parameter: `type` is party, document, norm, relation, date, text or the name of a vocabulary."""

    name: str
    type: str
    required: bool


@dataclass(frozen=True)
class Question:
    """A stored question with its texts by language.

    `heads` are the heads of its columns in words, by variable and language; `records` are the variables whose values only
    name records, which other columns tell in words.
    """

    name: str
    summary: Mapping[str, str]
    question: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    tags: tuple[str, ...]
    sparql: str
    heads: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    records: frozenset[str] = frozenset()


def questions(name: str | None = None) -> tuple[Question, ...]:
    """Return the stored questions in order of name, or the one called `name`.

    Raises UnknownNameError with the nearest names.

    >>> questions("who-must-do-what-by-when")[0].tags
    ('duty',)
    """
    stored = _stored()
    if name is None:
        return tuple(stored.values())
    if name not in stored:
        raise UnknownNameError("question-unknown", name, nearest(name, stored))
    return (stored[name],)


@cache
def _stored() -> dict[str, Question]:
    files = (path for path in shipped_files("queries", ".rq") if path.parent.name != "rules")
    return {path.stem: _with_heads(read_question(path)) for path in files}


def _with_heads(question: Question) -> Question:
    """Return a stored question with the heads of every variable it may show; a head of its own goes before a shared one."""
    found = {name: row for owner, name, row in _heads() if owner in ("", question.name)}
    heads = {name: {lang: row[lang] for lang in LANGUAGES} for name, row in found.items()}
    return replace(question, heads=heads, records=frozenset(name for name, row in found.items() if row["record"]))


@cache
def _heads() -> tuple[tuple[str, str, Mapping[str, str]], ...]:
    """Return the stored heads, those that all questions share first."""
    import csv

    with (shipped("queries") / "heads.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["question"], row["variable"], row) for row in csv.DictReader(file)]
    return tuple(sorted(rows, key=lambda row: row[0]))


def read_question(path: Path) -> Question:
    """Read one query file; a file without a header is a question without texts and parameters."""
    try:
        sparql = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise QueryError("query-unreadable", path=path.name, detail=system_words(error)) from None
    except UnicodeDecodeError as error:
        raise QueryError("query-refused", detail=f"{path.name}: {error}") from None
    header = read_header(sparql)
    return Question(
        name=path.stem,
        summary=_by_language(header, "summary"),
        question=_by_language(header, "question"),
        parameters=tuple(_parameter(item) for item in _items(header.get("bind", ""))),
        tags=_items(header.get("tags", "")),
        sparql=sparql,
        heads=_own_heads(header),
    )


def _own_heads(header: Mapping[str, str]) -> dict[str, dict[str, str]]:
    heads: dict[str, dict[str, str]] = {}
    for lang, words in _by_language(header, "heads").items():
        for item in _items(words):
            name, _, head = item.partition(":")
            heads.setdefault(name.strip().lstrip("?"), {})[lang] = head.strip()
    return heads


def _by_language(header: Mapping[str, str], key: str) -> dict[str, str]:
    return {lang: header[f"{key}@{lang}"] for lang in LANGUAGES if f"{key}@{lang}" in header}


def _items(value: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in value.strip("[] ").split(",") if item.strip())


def _parameter(item: str) -> Parameter:
    name, _, type_ = item.partition(":")
    return Parameter(name.strip(), type_.strip().rstrip("!"), type_.strip().endswith("!"))

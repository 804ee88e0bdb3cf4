"""A stored question: plain SPARQL under a header of `#+ key: value` comments.

    #+ summary@vi: …          one line in a list
    #+ question@vi: …         the question as a person asks it
    #+ bind: [unit: party!, asOf: date]     parameters with their type; `!` is required
    #+ tags: [duty]

Each has @en too. A parameter is a variable of the query that is bound, never pasted text, and always projected.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cakg.errors import QueryError, UnknownNameError
from cakg.resources import read_header, shipped_files
from cakg.text import nearest


@dataclass(frozen=True)
class Parameter:
    """One parameter: `type` is party, document, norm, relation, date, text or the name of a vocabulary."""

    name: str
    type: str
    required: bool


@dataclass(frozen=True)
class Question:
    """A stored question with its texts by language."""

    name: str
    summary: Mapping[str, str]
    question: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    tags: tuple[str, ...]
    sparql: str


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
    return {path.stem: read_question(path) for path in files}


def read_question(path: Path) -> Question:
    """Read one query file; a file without a header is a question without texts and parameters."""
    try:
        sparql = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError("query-refused", detail=f"{path.name}: {error}") from None
    header = read_header(sparql)
    return Question(
        name=path.stem,
        summary=_by_language(header, "summary"),
        question=_by_language(header, "question"),
        parameters=tuple(_parameter(item) for item in _items(header.get("bind", ""))),
        tags=_items(header.get("tags", "")),
        sparql=sparql,
    )


def _by_language(header: Mapping[str, str], key: str) -> dict[str, str]:
    return {lang: header[f"{key}@{lang}"] for lang in ("vi", "en") if f"{key}@{lang}" in header}


def _items(value: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in value.strip("[] ").split(",") if item.strip())


def _parameter(item: str) -> Parameter:
    name, _, type_ = item.partition(":")
    return Parameter(name.strip(), type_.strip().rstrip("!"), type_.strip().endswith("!"))

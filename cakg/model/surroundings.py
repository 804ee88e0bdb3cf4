"""What stands around a matrix: the documents it rests on, what validation says of it, the same matrix in another language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from cakg.model.duty import Labels
from cakg.model.finding import Finding
from cakg.model.proof import Link
from cakg.model.secrecy import CLASSIFIED

if TYPE_CHECKING:
    from cakg.model.grid import Grid

SECRECY = (*CLASSIFIED, "public", "unknown")
"""Codes of the scheme secrecy, the gravest first."""


@dataclass(frozen=True)
class Document:
    """What states duties or what those rest on: an instrument, an occasion, an utterance or an article.

    `kind` is the name of its class, `kinds` the words for the kind of instrument, else for the class; `secrecy` is a code
    of the scheme secrecy, None where the data say nothing; so is `number` where none is stated.
    """

    iri: str
    labels: Labels
    kind: str
    kinds: Labels
    issuedOn: date | None
    secrecy: str | None
    number: str | None = None


@dataclass(frozen=True)
class Surroundings:
    """The documents of a matrix with the links between them, its findings by norm, and the matrix in the `other` language.

    `words` and the words of `other` have, for each language, the label of every relation as `property/name` and of every
    grade as `secrecy/code`. `hidden` counts the duties and targets of the data that the filters or the day of the matrix keep from it, or from which they keep a step.
    `turns` has, by the anchor of a row that recurs and has no day of its own, its days due within `horizon`, first and last day of some years.
    """

    other: Grid
    documents: tuple[Document, ...]
    links: tuple[Link, ...]
    findings: Mapping[str, tuple[Finding, ...]]
    words: Labels
    other_words: Labels
    horizon: tuple[date, date]
    turns: Mapping[str, tuple[date, ...]]
    hidden: int = 0

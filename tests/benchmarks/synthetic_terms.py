"""N-Triples terms, and a writer that counts."""

from __future__ import annotations

from datetime import date
from typing import IO

from cakg.namespaces import CAKG, DCTERMS, ID, OA, RDF, SKOS, VOCAB, XSD

Terms = str | list[str] | None

_PREDICATES = {name: f" <{CAKG[name]}> " for name in CAKG.terms} | {
    "label": f" <{SKOS.prefLabel}> ",
    "note": f" <{SKOS.note}> ",
    "title": f" <{DCTERMS.title}> ",
    "publisher": f" <{DCTERMS.publisher}> ",
    "hasSource": f" <{OA.hasSource}> ",
    "hasSelector": f" <{OA.hasSelector}> ",
    "start": f" <{OA.start}> ",
    "end": f" <{OA.end}> ",
}
_TYPE = f" <{RDF.type}> "


def record(kind: str, slug: str) -> str:
    """Return the term of a record."""
    return f"<{ID.base}{kind}/{slug}>"


def concept(scheme: str, code: str) -> str:
    """Return the term of a concept of a shipped vocabulary."""
    return f"<{VOCAB.base}{scheme}/{code}>"


def words(text: str) -> str:
    """Return a plain string; no text here holds a quote, backslash or line break."""
    return f'"{text}"'


def both(vietnamese: str, english: str) -> list[str]:
    """Return a text in the two languages."""
    return [f'"{vietnamese}"@vi', f'"{english}"@en']


def day(value: date) -> str:
    """Return an xsd:date."""
    return f'"{value.isoformat()}"^^<{XSD.date}>'


def number(value: float) -> str:
    """Return an xsd:integer or, for a float, an xsd:decimal."""
    return f'"{value}"^^<{XSD.decimal if isinstance(value, float) else XSD.integer}>'


class Writer:
    """Writes records and counts their triples."""

    def __init__(self, file: IO[str]) -> None:
        self.count = 0
        self._file = file
        self._lines: list[str] = []

    def describe(self, subject: str, type_: str, **properties: Terms) -> str:
        """Write a record with its class and properties; return its term."""
        lines = self._lines
        lines.append(f"{subject}{_TYPE}<{type_}> .\n")
        before = len(lines)
        for name, value in properties.items():
            predicate = _PREDICATES[name]
            if isinstance(value, str):
                lines.append(f"{subject}{predicate}{value} .\n")
            elif value:
                lines.extend(f"{subject}{predicate}{term} .\n" for term in value)
        self.count += len(lines) - before + 1
        if len(lines) > 20_000:
            self.flush()
        return subject

    def flush(self) -> None:
        """Write what is held back."""
        self._file.writelines(self._lines)
        self._lines.clear()

"""One record of the graph, read through its properties."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from cakg.calendars import read_date
from cakg.errors import ValueRefusedError
from cakg.namespaces import CAKG, DCTERMS, RDF, SKOS
from cakg.terms import shorten

if TYPE_CHECKING:
    from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Triple

    Term = NamedNode | BlankNode | Literal | Triple

_LABELS = (SKOS.prefLabel, CAKG.action, DCTERMS.title, CAKG.printedAs, CAKG.number)


class Record:
    """What all sources together say about one IRI; values come sorted, so that answers are stable."""

    __slots__ = ("_names", "_types", "_values", "iri")

    def __init__(self, iri: str, values: Mapping[str, list[Term]]) -> None:
        self.iri = iri
        self._values = values
        self._types: frozenset[str] | None = None
        self._names: dict[str, str] | None = None

    def __bool__(self) -> bool:
        return bool(self._values)

    @property
    def properties(self) -> frozenset[str]:
        """The properties the record has."""
        return frozenset(self._values)

    def terms(self, *properties: str) -> list[Term]:
        """Return the values of the properties as RDF terms."""
        return [term for name in properties for term in self._values.get(name, ())]

    def all(self, *properties: str) -> list[str]:
        """Return the values of the properties as IRIs or lexical forms, each once."""
        terms = self.terms(*properties)
        return list(dict.fromkeys(map(lexical, terms))) if len(terms) > 1 else [lexical(term) for term in terms]

    def one(self, property_: str) -> str | None:
        """Return the value of a property, the first in order where a source gives several."""
        values = self._values.get(property_)
        return lexical(values[0]) if values else None

    def date(self, property_: str) -> date | None:
        """Return a value that is a day, None where there is none."""
        value = self.one(property_)
        try:
            return read_date(value) if value else None
        except ValueRefusedError:
            return None

    def labels(self, property_: str | None = None) -> dict[str, str]:
        """Return the label by language, taken from the first property that has one."""
        for name in (property_,) if property_ else _LABELS:
            found = [term for term in self._values.get(name, ()) if not str(term).startswith("_:")]  # no name of a node is one
            if found:
                return {getattr(term, "language", None) or "vi": lexical(term) for term in reversed(found)}
        return {}

    def label(self, lang: str = "vi") -> str:
        """Return a name for people: in `lang`, else in any language, else the short IRI."""
        if self._names is None:
            self._names = self.labels()
        labels = self._names
        return labels.get(lang) or labels.get("vi") or next(iter(labels.values()), shorten(self.iri))

    @property
    def types(self) -> frozenset[str]:
        """The classes the record is stated to belong to."""
        if self._types is None:
            self._types = frozenset(self.all(RDF.type))
        return self._types


def lexical(term: Term | DefaultGraph) -> str:
    """Return the IRI, blank label or lexical form of an RDF term."""
    try:
        return term.value  # type: ignore[union-attr]
    except AttributeError:  # the default graph and triple terms have none
        return str(term)

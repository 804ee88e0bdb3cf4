"""Every name of every record, looked up exactly or folded; made once for a graph, for a register has tens of thousands."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from cakg.graph.record import lexical
from cakg.namespaces import CAKG, DCTERMS, SKOS
from cakg.numbers import number_key
from cakg.text import fold

if TYPE_CHECKING:
    import pyoxigraph as ox

NAMES = (
    SKOS.prefLabel,
    SKOS.altLabel,
    CAKG.action,
    DCTERMS.title,
    CAKG.number,
    CAKG.unitCode,
    CAKG.printedAs,
    CAKG.holderName,
    CAKG.fileName,
)
"""The properties that hold names."""

Index = dict[object, set[str]]


class NameIndex:
    """The records by their names; made when first asked."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    @cached_property
    def exact(self) -> Index:
        """Return the records by their names as written."""
        import pyoxigraph as ox

        found: Index = defaultdict(set)
        for name in NAMES:
            for quad in self._store.quads_for_pattern(None, ox.NamedNode(name), None, None):
                found[lexical(quad.object)].add(lexical(quad.subject))
        return found

    @cached_property
    def folded(self) -> Index:
        """Return the records by their names without accents, tone placement and case."""
        found: Index = defaultdict(set)
        for name, subjects in self.exact.items():
            found[fold(str(name))] |= subjects
        return found

    @cached_property
    def numbers(self) -> Index:
        """Return the records by the parts of their document numbers."""
        import pyoxigraph as ox

        found: Index = defaultdict(set)
        for quad in self._store.quads_for_pattern(None, ox.NamedNode(CAKG.number), None, None):
            found[number_key(lexical(quad.object))].add(lexical(quad.subject))
        return found

"""What shapes may know beside the data: the day, and a key to numbers that look alike."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

import pyoxigraph as ox

from cakg.graph import KnowledgeGraph, lexical
from cakg.namespaces import CAKG, SHAPES, XSD
from cakg.numbers import look_alike_key

CONTEXT_GRAPH = ox.NamedNode(SHAPES["context-graph"])
_NUMBER = ox.NamedNode(CAKG.number)
_ISSUER = ox.NamedNode(CAKG.issuer)
_KEY, _PLAIN, _OPEN = map(ox.NamedNode, (SHAPES.issuedNumberKey, SHAPES.numberKey, SHAPES.openNumberKey))


@contextmanager
def context(kg: KnowledgeGraph, as_of: date | None) -> Iterator[None]:
    """Let the shapes know the day and the keys of numbers: a graph of its own, there as long as they judge."""
    triples = number_keys(kg.store)
    if as_of is not None:
        day = ox.Literal(as_of.isoformat(), datatype=ox.NamedNode(XSD.date))
        triples.add(ox.Triple(ox.NamedNode(SHAPES.Context), ox.NamedNode(SHAPES.asOf), day))
    kg.store.extend(ox.Quad(triple.subject, triple.predicate, triple.object, CONTEXT_GRAPH) for triple in triples)
    try:
        yield
    finally:
        kg.store.remove_graph(CONTEXT_GRAPH)


def number_keys(store: ox.Store) -> set[ox.Triple]:
    """Return the keys that several instruments share: no query could fold letters as fast, or pair them in one pass."""
    keys = _all_keys(store)
    sharing = Counter((key.predicate, key.object) for key in keys)
    open_ = {key.object for key in keys if key.predicate == _OPEN}
    return {
        key
        for key in keys
        if (key.object in open_ and sharing[_PLAIN, key.object] > 1 if key.predicate != _KEY else sharing[_KEY, key.object] > 1)
    }


def keys_changed(store: ox.Store, changed: Iterable[ox.Triple]) -> set[ox.Triple]:
    """Return every key that instruments have or had whose number or issuer a change gives or takes, and who shares it."""
    moved = [triple for triple in changed if triple.predicate in {_NUMBER, _ISSUER}]
    if not moved:
        return set()
    about = [quad.triple for node in {triple.subject for triple in moved} for quad in store.quads_for_pattern(node, None, None)]
    numbers, issuers = (_said(each for each in (*moved, *about) if each.predicate == said) for said in (_NUMBER, _ISSUER))
    keys = _keys(numbers, issuers) | _keys(numbers, {})
    touched = {key.object for key in keys}
    return keys | {key for key in _all_keys(store) if key.object in touched}


def _all_keys(store: ox.Store) -> set[ox.Triple]:
    return _keys(*(_said(quad.triple for quad in store.quads_for_pattern(None, said, None)) for said in (_NUMBER, _ISSUER)))


def _said(triples: Iterable[ox.Triple]) -> dict[Any, set[str]]:
    said: defaultdict[Any, set[str]] = defaultdict(set)
    for triple in triples:
        said[triple.subject].add(lexical(triple.object))
    return said


def _keys(numbers: Mapping[Any, set[str]], issuers: Mapping[Any, set[str]]) -> set[ox.Triple]:
    """Return the key of each number, one with each issuer, and one that says that there is none."""
    found = set()
    for node, printed in numbers.items():
        for plain in map(look_alike_key, printed):
            found.add(ox.Triple(node, _PLAIN, ox.Literal(plain)))
            found |= {ox.Triple(node, _KEY, ox.Literal(f"{plain} {issuer}")) for issuer in issuers.get(node, ())}
            if node not in issuers:
                found.add(ox.Triple(node, _OPEN, ox.Literal(plain)))
    return found

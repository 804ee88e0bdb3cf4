"""What shapes may know beside the data: the day, and a key to numbers that look alike."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import TypeAlias

import pyoxigraph as ox

from cakg.graph import KnowledgeGraph, lexical
from cakg.namespaces import CAKG, SHAPES, XSD
from cakg.numbers import look_alike_key

CONTEXT_GRAPH = ox.NamedNode(SHAPES["context-graph"])
_NUMBER = ox.NamedNode(CAKG.number)
_ISSUER = ox.NamedNode(CAKG.issuer)
_PLAIN, _ISSUED, _OPEN = SHAPES.numberKey, SHAPES.issuedNumberKey, SHAPES.openNumberKey
_Key: TypeAlias = tuple[str, str, str]
"""The instrument, the kind of key and the key."""


@contextmanager
def context(kg: KnowledgeGraph, as_of: date | None, keys: frozenset[ox.Triple] | None = None) -> Iterator[frozenset[ox.Triple]]:
    """Let the shapes know the day and the keys of numbers: a graph of its own, there as long as they judge.

    `keys` are those that are known already; with or without them, they are what is given.
    """
    keys = frozenset(number_keys(kg.store)) if keys is None else keys
    triples = set(keys)
    if as_of is not None:
        day = ox.Literal(as_of.isoformat(), datatype=ox.NamedNode(XSD.date))
        triples.add(ox.Triple(ox.NamedNode(SHAPES.Context), ox.NamedNode(SHAPES.asOf), day))
    kg.store.extend(ox.Quad(triple.subject, triple.predicate, triple.object, CONTEXT_GRAPH) for triple in triples)
    try:
        yield keys
    finally:
        kg.store.remove_graph(CONTEXT_GRAPH)


def number_keys(store: ox.Store) -> set[ox.Triple]:
    """Return the keys that several instruments share: no query could fold letters as fast, or pair them in one pass."""
    keys = _all_keys(store)
    sharing = Counter((kind, key) for _, kind, key in keys)

    def is_shared(kind: str, key: str) -> bool:
        if kind == _ISSUED:
            return sharing[kind, key] > 1
        return sharing[_PLAIN, key] > 1 and (_OPEN, key) in sharing

    return {_triple(each) for each in keys if is_shared(*each[1:])}


def keys_changed(store: ox.Store, changed: Iterable[ox.Triple]) -> set[ox.Triple]:
    """Return every key that instruments have or had whose number or issuer a change gives or takes, and who shares it."""
    moved = [triple for triple in changed if triple.predicate in {_NUMBER, _ISSUER}]
    if not moved:
        return set()
    about = [quad.triple for node in {triple.subject for triple in moved} for quad in store.quads_for_pattern(node, None, None)]
    numbers, issuers = (_said(each for each in (*moved, *about) if each.predicate == said) for said in (_NUMBER, _ISSUER))
    keys = _keys(numbers, issuers) | _keys(numbers, {})
    touched = {key for _, _, key in keys}
    return set(map(_triple, keys | {each for each in _all_keys(store) if each[2] in touched}))


def _triple(key: _Key) -> ox.Triple:
    return ox.Triple(ox.NamedNode(key[0]), ox.NamedNode(key[1]), ox.Literal(key[2]))


def _all_keys(store: ox.Store) -> set[_Key]:
    return _keys(*(_said(quad.triple for quad in store.quads_for_pattern(None, said, None)) for said in (_NUMBER, _ISSUER)))


def _said(triples: Iterable[ox.Triple]) -> dict[str, set[str]]:
    """Return the values by the IRIs of those they are said of: what has none cannot be told apart from another."""
    said: defaultdict[str, set[str]] = defaultdict(set)
    for triple in triples:
        if isinstance(triple.subject, ox.NamedNode):
            said[triple.subject.value].add(lexical(triple.object))
    return said


def _keys(numbers: Mapping[str, set[str]], issuers: Mapping[str, set[str]]) -> set[_Key]:
    """Return the key of each number, one with each issuer, and one that says that there is none."""
    found = set()
    for node, printed in numbers.items():
        for plain in map(look_alike_key, printed):
            found.add((node, _PLAIN, plain))
            found |= {(node, _ISSUED, f"{plain} {issuer}") for issuer in issuers.get(node, ())}
            if node not in issuers:
                found.add((node, _OPEN, plain))
    return found

"""What records without a name of their own are called: by their class and what they belong to."""

from __future__ import annotations

import pyoxigraph as ox

from cakg.graph.knowledge import KnowledgeGraph
from cakg.graph.record import lexical
from cakg.namespaces import CAKG
from cakg.terms import is_blank, shorten


def call(kg: KnowledgeGraph, iri: str, lang: str = "vi") -> str:
    """Return what a record is called; deadlines, steps and responsibilities have no name of their own and take that of their norm.

    A record without an IRI may take that of any that leads to it. Of several as near the first by IRI is taken, else by what
    is said of it: the names of blank nodes are others in each run and decide nothing.
    """
    level, seen = {iri: ""}, {iri}
    bare = own = _word(kg, iri, lang)
    while level:
        named = sorted(node for node in level if not is_blank(node))
        found = next((node for node in named if kg.record(node).labels()), None)
        if found:
            return level[found] + kg.record(found).label(lang)
        labelled = [way + kg.record(node).label(lang) for node, way in level.items() if kg.record(node).labels()]
        if labelled:
            return min(labelled)
        ways = {node: way + _word(kg, node, lang) for node, way in level.items()}
        if named and bare == own:
            bare = ways[named[0]]
        level = {}
        for node, way in sorted(ways.items(), key=lambda each: each[1]):
            for owner in _owners(kg, node, of_blank=is_blank(iri)):
                if owner not in seen:
                    level.setdefault(owner, f"{way}: ")
        seen |= set(level)
    return bare


def _owners(kg: KnowledgeGraph, iri: str, *, of_blank: bool) -> list[str]:
    """Return what a record belongs to: its norm; for one without an IRI, and without a norm, all that lead to it."""
    norms = [lexical(term) for term in kg.record(iri).terms(CAKG.ofNorm) if not isinstance(term, ox.Literal)]
    owners = [*norms, *kg.subjects(CAKG.deadline, iri), *kg.subjects(CAKG.step, iri)]
    return owners or ([owner for owner, _ in kg.pointers(iri)] if of_blank and is_blank(iri) else [])


def _word(kg: KnowledgeGraph, iri: str, lang: str) -> str:
    """Return the short form of an IRI; a record without any is called by its class."""
    if not is_blank(iri):
        return shorten(iri)
    classes = sorted(name for name in kg.record(iri).types if not is_blank(name))
    return f"[{kg.record(classes[0]).label(lang) if classes else ''}]"

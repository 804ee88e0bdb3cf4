"""Which norms a document has to do with."""

from __future__ import annotations

from collections.abc import Iterator

from cakg.graph import KnowledgeGraph
from cakg.graph.names import types_of
from cakg.namespaces import CAKG, OA

_NAMING = (CAKG.statedIn, CAKG.implements, CAKG.contributesTo, CAKG.mentions)


def norms_of(kg: KnowledgeGraph, document: str) -> Iterator[str]:
    """Yield the norms a document states or proves, and those that say they carry it out, contribute to it or name it."""
    homes = [document, *kg.subjects(CAKG.provisionOf, document), *kg.subjects(CAKG.refersTo, document)]
    homes += [said for occasion in homes for said in kg.subjects(CAKG.atOccasion, occasion)]
    found = {norm for home in homes for name in _NAMING for norm in kg.subjects(name, home)}
    found |= {norm for span in kg.subjects(OA.hasSource, document) for norm in kg.subjects(CAKG.evidencedBy, span)}
    yield from (norm for norm in (document, *found) if CAKG.Norm in types_of(kg, norm))


def perhaps_norms_of(kg: KnowledgeGraph, document: str) -> Iterator[str]:
    """Yield the norms that name something that may be this document: a mention of which it is one candidate."""
    mentions = {
        home for guess in kg.subjects(CAKG.candidateInstrument, document) for home in kg.subjects(CAKG.candidate, guess)
    }
    found = {norm for home in mentions for name in _NAMING for norm in kg.subjects(name, home)}
    yield from (norm for norm in found if CAKG.Norm in types_of(kg, norm))

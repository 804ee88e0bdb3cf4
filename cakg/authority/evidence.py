"""Which spans of which sources prove a record."""

from __future__ import annotations

from collections.abc import Iterator

from cakg.graph import KnowledgeGraph
from cakg.model.duty import Evidence
from cakg.namespaces import CAKG, OA

_SOURCE, _SELECTOR, _START, _END = OA.hasSource, OA.hasSelector, OA.start, OA.end


def evidence_of(kg: KnowledgeGraph, owner: str | None, supports: str) -> Iterator[Evidence]:
    """Yield the spans that prove a record, in the order of the text."""
    if not owner:
        return
    known = kg.compiled(_none_yet)
    found = known.get((owner, supports))
    if found is None:
        found = known[owner, supports] = tuple(
            sorted(_spans(kg, owner, supports), key=lambda item: (item.source, item.start, item.end))
        )
    yield from found


def _none_yet(_kg: KnowledgeGraph) -> dict[tuple[str, str], tuple[Evidence, ...]]:
    """Return where the evidence of a graph is kept: an answer in another language, and its proofs, ask for the same."""
    return {}


def _spans(kg: KnowledgeGraph, owner: str, supports: str) -> Iterator[Evidence]:
    for iri in kg.record(owner).all(CAKG.evidencedBy):
        span = kg.record(iri)
        source, selector = span.one(_SOURCE), span.one(_SELECTOR)
        start, end = (kg.record(selector).one(name) if selector else None for name in (_START, _END))
        if source is None or start is None or end is None:
            continue
        home, line = kg.record(source), span.one(CAKG.line)
        yield Evidence(
            source=home.one(CAKG.fileName) or home.label(),
            sha256=home.one(CAKG.sha256) or "",
            start=int(start),
            end=int(end),
            line=int(line) if line else None,
            supports=supports,
        )

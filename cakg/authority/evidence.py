"""Which spans of which sources prove a record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from cakg.graph import KnowledgeGraph
from cakg.model.duty import Evidence
from cakg.namespaces import CAKG, OA

_SOURCE, _SELECTOR, _START, _END = OA.hasSource, OA.hasSelector, OA.start, OA.end
_Span = tuple[str, str, int, int, int | None]
"""An Evidence without what it supports, which depends on who asks."""


class _Spans(dict[str, tuple[_Span, ...]]):
    """The spans of each record that was asked for; `whole` where they were read for all records at once."""

    def __init__(self, _kg: KnowledgeGraph) -> None:
        self.whole = False


def evidence_of(kg: KnowledgeGraph, owner: str | None, supports: str) -> Iterator[Evidence]:
    """Yield the spans that prove a record, in the order of the text."""
    if not owner:
        return
    known = kg.compiled(_Spans)
    if owner not in known:
        known[owner] = () if known.whole else _in_order(_of(kg, owner))
    yield from (Evidence(*span, supports) for span in known[owner])


def read_all_evidence(kg: KnowledgeGraph) -> None:
    """Read the spans of every record property by property, which is faster than record by record for an answer about everybody."""
    known = kg.compiled(_Spans)
    if known.whole:
        return
    sources, selectors, starts, ends, lines = map(kg.firsts, (_SOURCE, _SELECTOR, _START, _END, CAKG.line))
    given: defaultdict[str, list[_Span]] = defaultdict(list)
    for owner, _, span in kg.edges(CAKG.evidencedBy):
        source, selector = sources.get(span), selectors.get(span, "")
        start, end = starts.get(selector), ends.get(selector)
        if source and start and end:
            given[owner].append(_span(kg, source, start, end, lines.get(span)))
    known.update((owner, _in_order(spans)) for owner, spans in given.items())
    known.whole = True


def _of(kg: KnowledgeGraph, owner: str) -> Iterator[_Span]:
    for iri in kg.record(owner).all(CAKG.evidencedBy):
        span = kg.record(iri)
        source, selector = span.one(_SOURCE), span.one(_SELECTOR)
        start, end = (kg.record(selector).one(name) if selector else None for name in (_START, _END))
        if source and start and end:
            yield _span(kg, source, start, end, span.one(CAKG.line))


def _span(kg: KnowledgeGraph, source: str, start: str, end: str, line: str | None) -> _Span:
    home = kg.record(source)
    return (
        home.one(CAKG.fileName) or home.label(),
        home.one(CAKG.sha256) or "",
        int(start),
        int(end),
        int(line) if line else None,
    )


def _in_order(spans: Iterable[_Span]) -> tuple[_Span, ...]:
    return tuple(sorted(spans, key=lambda span: (span[0], span[2], span[3])))

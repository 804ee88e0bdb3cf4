"""What stands around a matrix: its documents and their relations, and what validation finds in its rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from cakg.authority.chain import chain_of
from cakg.graph import KnowledgeGraph
from cakg.graph.names import lowest_class, words_of
from cakg.grids.turns import horizon_of, turns_of
from cakg.model.finding import Finding
from cakg.model.grid import Grid
from cakg.model.proof import Link
from cakg.model.surroundings import SECRECY, Document, Surroundings
from cakg.namespaces import CAKG
from cakg.shapes import validate
from cakg.terms import code

_KINDS = (CAKG.Instrument, CAKG.Mention, CAKG.Occasion, CAKG.Utterance, CAKG.SourceDocument, CAKG.Provision)


def surroundings(kg: KnowledgeGraph, grid: Grid, other: Grid, lang: str, other_lang: str) -> Surroundings:
    """Return what stands around `grid`, the matrix of `kg` in `lang`, with `other`, the same in `other_lang`."""
    documents = tuple(_document(kg, iri) for iri in kg.instances(*_KINDS))
    known = {document.iri for document in documents}
    links = {(link.lower, link.relation, link.upper): link for iri in sorted(known) for link in _links(kg, iri, known, lang)}
    keys = {f"property/{link.relation}" for link in links.values()} | {f"secrecy/{grade}" for grade in SECRECY}
    keys |= {f"property/{link.relation}" for row in grid.rows for link in row.proof.chain}
    return Surroundings(
        other=other,
        documents=documents,
        links=tuple(links.values()),
        findings=_findings(kg, grid),
        words=words_of(kg, keys, lang),
        other_words=words_of(kg, keys, other_lang),
        horizon=horizon_of(grid.as_of),
        turns=turns_of(kg, grid),
    )


def _document(kg: KnowledgeGraph, iri: str) -> Document:
    record = kg.record(iri)
    class_, secrecy = lowest_class(kg, iri), record.one(CAKG.secrecy)
    kind = record.one(CAKG.instrumentKind) or (CAKG[class_] if class_ else None)
    return Document(
        iri=iri,
        labels=record.labels() or {"vi": record.label()},
        kind=class_,
        kinds=kg.record(kind).labels() if kind else {},
        issuedOn=record.date(CAKG.issuedOn) or record.date(CAKG.heldOn),
        secrecy=code(secrecy) if secrecy else None,
        number=record.one(CAKG.number),
    )


def _links(kg: KnowledgeGraph, iri: str, known: set[str], lang: str) -> Iterable[Link]:
    """Return the links that begin at a document and end at another."""
    return (link for link in chain_of(kg, iri, lang) if link.lower == iri and link.upper in known)


def _findings(kg: KnowledgeGraph, grid: Grid) -> dict[str, tuple[Finding, ...]]:
    """Return what is found in each norm of the matrix, its steps, bearers and times."""
    homes: dict[str, set[str]] = defaultdict(set)
    for row in grid.rows:
        for duty in row.proof.duties:
            for iri in filter(None, (duty.norm, duty.step, duty.responsibility)):
                homes[iri].add(duty.norm)
                for part in kg.record(iri).all(CAKG.deadline):
                    homes[part].add(duty.norm)
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in validate(kg, as_of=grid.as_of, allow_empty=True) if homes else ():
        for norm in homes.get(finding.focus, ()):
            found[norm].append(finding)
    return {norm: tuple(findings) for norm, findings in found.items()}

"""The words of reading rules, from the vocabulary."""

from __future__ import annotations

from cakg.graph import KnowledgeGraph
from cakg.model.proof import Rule
from cakg.namespaces import CAKG, DCTERMS, SKOS
from cakg.terms import code, concept


def rule_of(kg: KnowledgeGraph, name: str, lang: str = "vi") -> Rule:
    """Return a reading rule: its words, its legal basis where there is one, the rules that may stand for it."""
    iri = concept("reading-rule", name)
    record = kg.record(iri)
    default = record.one(CAKG.alternativeOf)
    others = {*record.all(CAKG.alternativeOf), *kg.subjects(CAKG.alternativeOf, default or iri)} - {iri}
    return Rule(
        code=name,
        label=record.label(lang),
        definition=record.labels(SKOS.definition).get(lang, ""),
        legalBasis=record.one(DCTERMS.source),
        alternatives=tuple(sorted(map(code, others))),
    )

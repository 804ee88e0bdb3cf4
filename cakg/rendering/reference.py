"""The ontology and its vocabularies as pages for people: `python -m cakg.rendering.reference docs/`.

Everything on the pages is read from `ontology/`; `tests/test_ontology_docs.py` compares the committed pages with it.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from cakg.graph import KnowledgeGraph, Record, load
from cakg.messages import LANGUAGES
from cakg.namespaces import CAKG, DCTERMS, OWL, RDF, RDFS, SKOS, VOCAB
from cakg.resources import shipped
from cakg.terms import code, shorten

_PAGE = "ontology.{}.md"


@dataclass(frozen=True)
class Term:
    """A class, property or concept in one language; `above` holds super-classes or the broader kind."""

    name: str
    label: str
    definition: str
    above: tuple[str, ...] = ()
    domain: str | None = None
    range: str | None = None
    letters: str | None = None
    properties: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """A module, with `classes` and `properties`, or a vocabulary, with `concepts`."""

    name: str
    title: str
    description: str
    classes: tuple[Term, ...] = ()
    properties: tuple[Term, ...] = ()
    concepts: tuple[Term, ...] = ()


def write_reference(folder: Path) -> list[Path]:
    """Write one page for each language into `folder` and return their paths.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     [path.name for path in write_reference(Path(folder))]
    ['ontology.vi.md', 'ontology.en.md']
    """
    paths = []
    for lang in LANGUAGES:
        path = folder / _PAGE.format(lang)
        path.write_text(render_reference(lang), encoding="utf-8", newline="\n")
        paths.append(path)
    return paths


def render_reference(lang: str) -> str:
    """Return the page about the shipped ontology in a language, as Markdown.

    >>> render_reference("en").splitlines()[0]
    '# Who must do what by when, under which instrument'
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

    environment = Environment(
        loader=PackageLoader("cakg", "templates"),
        autoescape=select_autoescape(("html.j2",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    kg = load(shipped("ontology") / "cakg.ttl")  # our ontology comes with every graph; it needs no other source
    head = kg.record(CAKG.base.removesuffix("#"))
    return environment.get_template("ontology.md.j2").render(
        lang=lang,
        title=_text(head, DCTERMS.title, lang),
        description=_text(head, DCTERMS.description, lang),
        version=head.one(OWL.versionInfo),
        namespace=CAKG.base,
        modules=[_module(kg, iri, lang) for iri in head.all(DCTERMS.hasPart)],
        vocabularies=[
            _vocabulary(kg, iri, lang) for iri in kg.subjects(RDF.type, SKOS.ConceptScheme) if iri.startswith(VOCAB.base)
        ],
    )


def _module(kg: KnowledgeGraph, iri: str, lang: str) -> Part:
    record = kg.record(iri)
    terms = [kg.record(name) for name in kg.subjects(RDFS.isDefinedBy, iri)]
    classes = [term for term in terms if OWL.Class in term.types]
    return Part(
        name=f"{code(iri)}.ttl",
        title=_text(record, DCTERMS.title, lang),
        description=_text(record, DCTERMS.description, lang),
        classes=tuple(_class(kg, term, lang) for term in classes),
        properties=tuple(_property(term, lang) for term in terms if term not in classes),
    )


def _class(kg: KnowledgeGraph, record: Record, lang: str) -> Term:
    return Term(
        name=shorten(record.iri),
        label=record.label(lang),
        definition=_text(record, SKOS.definition, lang),
        above=tuple(shorten(iri) for iri in record.all(RDFS.subClassOf) if iri.startswith(CAKG.base)),
        properties=tuple(shorten(iri) for iri in kg.subjects(RDFS.domain, record.iri)),
    )


def _property(record: Record, lang: str) -> Term:
    domain, range_ = record.one(RDFS.domain), record.one(RDFS.range)
    return Term(
        name=shorten(record.iri),
        label=record.label(lang),
        definition=_text(record, SKOS.definition, lang),
        domain=domain and shorten(domain),
        range=range_ and shorten(range_),
    )


def _vocabulary(kg: KnowledgeGraph, iri: str, lang: str) -> Part:
    record = kg.record(iri)
    concepts = (kg.record(name) for name in kg.subjects(SKOS.inScheme, iri))
    return Part(
        name=code(iri),
        title=record.label(lang),
        description=_text(record, SKOS.definition, lang),
        concepts=tuple(
            Term(
                name=code(concept.iri),
                label=concept.label(lang),
                definition=_text(concept, SKOS.definition, lang),
                above=tuple(kg.labels(concept.all(CAKG.broaderKind), lang)),
                letters=concept.one(SKOS.notation),
            )
            for concept in concepts
        ),
    )


def _text(record: Record, property_: str, lang: str) -> str:
    return record.labels(property_)[lang]


if __name__ == "__main__":
    write_reference(Path(sys.argv[1] if len(sys.argv) > 1 else "docs"))

"""Finding records by the names people use: exact accents first, then without accents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cakg.errors import UnknownNameError
from cakg.graph.knowledge import KnowledgeGraph
from cakg.namespaces import CAKG, DCTERMS, SKOS
from cakg.numbers import number_key
from cakg.terms import code, concept, expand
from cakg.text import collation_key, fold, nearest, nfc

PARTIES = (CAKG.Unit, CAKG.Population, CAKG.Post)
DOCUMENTS = (CAKG.Instrument, CAKG.Provision, CAKG.SourceDocument, CAKG.Mention, CAKG.Occasion, CAKG.Utterance)
_NAMES = (
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


def find(kg: KnowledgeGraph, words: str, *classes: str) -> list[str]:
    """Return the IRIs of the records of `classes` (any, if none given) called `words`, sorted.

    Tried in turn until one finds something: IRI or short IRI, visible code of a norm, exact name,
    document number, name without accents, tone placement or case.
    """
    iri = expand(words)
    if iri is not None:
        try:
            return [iri] if kg.record(iri) and _is_one_of(kg, iri, classes) else []
        except ValueError:  # what begins like an IRI need not be one
            return []
    wanted = nfc(words).strip()
    names = list(_names(kg, classes))
    tests = (
        lambda subject, _, __: code(subject) == wanted and CAKG.statedIn in kg.record(subject).properties,
        lambda _, __, name: name == wanted,
        lambda _, property_, name: property_ == CAKG.number and number_key(name) == number_key(wanted),
        lambda _, __, name: fold(name) == fold(wanted),
    )
    for test in tests:
        found = sorted({subject for subject, property_, name in names if test(subject, property_, name)})
        if found:
            return found
    return []


def resolve(kg: KnowledgeGraph, words: str, *classes: str) -> str:
    """Return the one record called `words`.

    Raises UnknownNameError with the nearest names, or with the candidates where several records bear the name.
    """
    found = find(kg, words, *classes)
    if len(found) == 1:
        return found[0]
    if found:
        raise UnknownNameError("name-ambiguous", words, tuple(f"{kg.record(iri).label()} <{iri}>" for iri in found))
    known = sorted({name for _, _, name in _names(kg, classes)}, key=collation_key)
    raise UnknownNameError("name-unknown", words, nearest(words, known))


def _names(kg: KnowledgeGraph, classes: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    members = set(kg.instances(*classes)) if classes else None
    for subject, property_, name in kg.edges(*_NAMES):
        if members is None or subject in members:
            yield subject, property_, name


def _is_one_of(kg: KnowledgeGraph, iri: str, classes: tuple[str, ...]) -> bool:
    return not classes or any(kg.record(iri).types & kg.subclasses[name] for name in classes)


def resolve_concept(kg: KnowledgeGraph, words: str, scheme: str) -> str:
    """Return the code of the concept of a vocabulary called by its code, letters or label.

    Raises UnknownNameError with the labels of the scheme.
    """
    concepts = kg.subjects(SKOS.inScheme, scheme)
    for iri in concepts:
        names = {code(iri), *kg.record(iri).all(SKOS.notation, SKOS.prefLabel)}
        if words in names or fold(words) in {fold(name) for name in names}:
            return code(iri)
    known = [f"{code(iri)} ({kg.record(iri).label()})" for iri in concepts]
    raise UnknownNameError("code-unknown", words, tuple(known))


def words_of(kg: KnowledgeGraph, keys: Iterable[str], lang: str) -> dict[str, str]:
    """Return the label of each concept named as `scheme/code` and of each property of ours named as `property/name`."""
    words = {}
    for key in set(keys):
        scheme, _, name = key.partition("/")
        iri = CAKG[name] if scheme == "property" else concept(scheme, name)
        words[key] = kg.record(iri).label(lang)
    return words


def letters_of(kg: KnowledgeGraph, scheme: str) -> dict[str, str]:
    """Return code and notation (CT, PH ...) of every concept of a vocabulary that has one."""
    found = ((code(iri), kg.record(iri).one(SKOS.notation)) for iri in kg.subjects(SKOS.inScheme, scheme))
    return {name: notation for name, notation in found if notation}


def lowest_class(kg: KnowledgeGraph, iri: str) -> str:
    """Return the name of the most special class of ours that a record is stated to belong to, empty where there is none."""
    own = [name for name in kg.record(iri).types if name.startswith(CAKG.base)]
    lowest = sorted(own, key=lambda name: (len(kg.subclasses.get(name, ())), name))
    return code(lowest[0]) if lowest else ""


def types_of(kg: KnowledgeGraph, iri: str) -> frozenset[str]:
    """Return the classes of a record with all classes above them in our ontology."""
    own = kg.record(iri).types
    return frozenset(name for name, below in kg.subclasses.items() if own & below)


__all__ = ["DOCUMENTS", "PARTIES", "find", "letters_of", "lowest_class", "resolve", "resolve_concept", "types_of", "words_of"]

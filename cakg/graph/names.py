"""Finding records by the names people use: exact accents first, then without accents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from cakg.calendars import show_date
from cakg.errors import UnknownNameError
from cakg.graph.knowledge import KnowledgeGraph
from cakg.graph.record import Record
from cakg.namespaces import CAKG, SKOS
from cakg.numbers import number_key
from cakg.terms import code, concept, expand
from cakg.text import accents_fit, fold, nearest, nfc

PARTIES = (CAKG.Unit, CAKG.Population, CAKG.Post)
DOCUMENTS = (CAKG.Instrument, CAKG.Provision, CAKG.SourceDocument, CAKG.Mention, CAKG.Occasion, CAKG.Utterance)


def find(kg: KnowledgeGraph, words: str, *classes: str) -> list[str]:
    """Return the IRIs of the records of `classes` (any, if none given) called `words`, sorted.

    Tried in turn until one finds something: IRI or short IRI, visible code of a norm, exact name,
    document number, name without tone placement, case or the accents that were not typed.
    """
    iri = expand(words)
    if iri is not None:
        try:
            return [iri] if kg.record(iri) and _is_one_of(kg, iri, classes) else []
        except ValueError:  # what begins like an IRI need not be one
            return []
    wanted = nfc(words).strip()
    # mailto:… and whatever else names a record without being one of the forms above
    if ":" in wanted and _is_record(kg, wanted) and _is_one_of(kg, wanted, classes):
        return [wanted]
    for looked_up in (
        lambda: [iri for iri, _, _ in kg.edges(CAKG.statedIn) if code(iri) == wanted],
        lambda: kg.names.exact.get(wanted, ()),
        lambda: kg.names.numbers.get(number_key(wanted), ()),
        lambda: [iri for iri in kg.names.folded.get(fold(wanted), ()) if _is_written_so(kg.record(iri), wanted)],
    ):
        found = sorted({subject for subject in looked_up() if _is_one_of(kg, subject, classes)})
        if found:
            return found
    return []


def _is_written_so(record: Record, wanted: str) -> bool:
    """Say whether a record has a name with the accents that were typed: Thứ trưởng is not Thủ trưởng."""
    from cakg.graph.index import NAMES

    return any(fold(name) == fold(wanted) and accents_fit(wanted, name) for name in record.all(*NAMES))


def _is_record(kg: KnowledgeGraph, iri: str) -> bool:
    try:
        return bool(kg.record(iri))
    except ValueError:
        return False


def resolve(kg: KnowledgeGraph, words: str, *classes: str, as_of: date | None = None) -> str:
    """Return the one record called `words`; with `as_of`, of several the one that exists on that day, if it is one.

    Raises UnknownNameError with the nearest names, or with the candidates where several records bear the name: with
    `as_of` those that exist on the day first. The code of a unit names the unit that bears it on the day.
    """
    found = _meant(kg, find(kg, words, *classes))
    if as_of and CAKG.Unit in classes and expand(words) is None:
        found = _by_code(kg, words, found, as_of)
    if len(found) > 1 and as_of:
        alive = [iri for iri in found if _is_alive(kg.record(iri), as_of)]
        found = alive if len(alive) == 1 else [*alive, *(iri for iri in found if iri not in alive)]
    if len(found) == 1:
        return found[0]
    if found:
        raise UnknownNameError("name-ambiguous", words, tuple(_candidates(kg, found)))
    members = set(kg.instances(*classes)) if classes else None
    known = (str(name) for name, subjects in kg.names.exact.items() if members is None or not members.isdisjoint(subjects))
    raise UnknownNameError("name-unknown", words, nearest(words, sorted(known)))


def _meant(kg: KnowledgeGraph, found: list[str]) -> list[str]:
    """Return the records found without the mentions that can mean only others of them."""
    meanings = {iri: {*kg.record(iri).all(CAKG.refersTo), *_guesses(kg, iri)} for iri in found}
    return [iri for iri, meant in meanings.items() if not meant or not meant <= set(found)]


def _guesses(kg: KnowledgeGraph, mention: str) -> list[str]:
    """Return the instruments that a mention may mean."""
    return [iri for guess in kg.record(mention).all(CAKG.candidate) for iri in kg.record(guess).all(CAKG.candidateInstrument)]


def _by_code(kg: KnowledgeGraph, words: str, found: list[str], day: date) -> list[str]:
    """Return the units found with those of which `words` is the code on a day, without those that bear it on other days only."""
    wanted = nfc(words).strip()
    named = kg.names.exact.get(wanted) or kg.names.folded.get(fold(wanted)) or set()
    codes = sorted(iri for iri in named if CAKG.CodeAssignment in kg.record(iri).types)
    bearers: dict[str, list[str]] = {unit: [] for iri in codes for unit in kg.record(iri).all(CAKG.codeOf)}
    for iri in codes:
        record = kg.record(iri)
        first, last = record.date(CAKG.codeFrom), record.date(CAKG.codeTo)
        if not ((first and first > day) or (last and last < day)):
            for unit in record.all(CAKG.codeOf):
                bearers[unit].append(iri)
    today = {unit for unit, valid in bearers.items() if valid}
    kept = sorted(today | {iri for iri in found if iri not in bearers})
    if bearers and not kept:
        told = (f"{', '.join(kg.labels(kg.record(iri).all(CAKG.codeOf)))} ({kg.record(iri).label()})" for iri in codes)
        raise UnknownNameError("unit-code-not-then", words, tuple(told), day=show_date(day))
    return kept


def _is_alive(record: Record, day: date) -> bool:
    first, last = record.date(CAKG.existsFrom), record.date(CAKG.existsTo)
    return not ((first and first > day) or (last and last < day))


def _candidates(kg: KnowledgeGraph, found: list[str]) -> Iterator[str]:
    """Yield each record with what tells it from the others: the units above it that are not above all, and its time.

    What mentions may mean comes first.
    """
    for instrument in dict.fromkeys(guess for iri in found for guess in _guesses(kg, iri) if guess not in found):
        record = kg.record(instrument)
        yield f"{record.one(CAKG.number) or record.label()} <{instrument}>"
    above = {iri: _above(kg, iri) for iri in found}
    shared = set.intersection(*map(set, above.values()))
    for iri, uppers in above.items():
        record = kg.record(iri)
        days = [record.date(name) for name in (CAKG.existsFrom, CAKG.existsTo)]
        time = " – ".join(show_date(day) or "…" for day in days) if any(days) else ""
        told = ", ".join(filter(None, [*kg.labels(upper for upper in uppers if upper not in shared), time]))
        yield f"{record.label()}{f' ({told})' if told else ''} <{iri}>"


def _above(kg: KnowledgeGraph, iri: str) -> list[str]:
    """Return the units above a unit, nearest first."""
    found = [iri]
    for lower in found:
        found += [upper for upper in kg.record(lower).all(CAKG.parentUnit) if upper not in found]
    return found[1:]


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
    """Return the label of each concept named as `scheme/code` and of each term of ours named as `property/name` or `class/name`."""
    words = {}
    for key in set(keys):
        scheme, _, name = key.partition("/")
        iri = CAKG[name] if scheme in ("property", "class") else concept(scheme, name)
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

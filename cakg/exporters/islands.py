"""The data behind a page, inside the page: JSON-LD that `load` reads back and any other program can read."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import chain
from typing import Any

import pyoxigraph as ox

from cakg.graph import KnowledgeGraph, lexical
from cakg.graph.blanks import name_blanks
from cakg.graph.gate import compose
from cakg.graph.pages import DIGEST, ISLAND, MEDIA_TYPE, digest_of
from cakg.graph.provenance import state
from cakg.namespaces import ID, INFERRED_GRAPH, PREFIXES, RDF, VOCAB, XSD

CONTEXT = {**PREFIXES, "id": ID.base, "vocab": VOCAB.base}
_BASES = sorted(CONTEXT.items(), key=lambda item: -len(item[1]))
_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_TYPE, _STRING, _BOOLEAN, _INTEGER = RDF.type, XSD.string, XSD.boolean, XSD.integer
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,14}")
"""Whole numbers that every program reads from JSON as they are."""


def data_island(kg: KnowledgeGraph) -> str:
    """Return the element that carries the sources of a graph, each with its own named graph, name and hash.

    What was loaded is there whole, whatever a page shows of it; our vocabularies and what was inferred are left out, and
    a register is only named, for every installation has one. No markup can end the element. The same data give the same text.

    >>> from cakg.graph import load
    >>> data_island(load()).partition(" data-sha256")[0]
    '<script type="application/ld+json" id="cakg-sources"'
    """
    text = compose(inside_script("".join(_parts(kg))))
    return f'<script type="{MEDIA_TYPE}" id="{ISLAND}" {DIGEST}="{digest_of(text)}">\n{text}</script>'


def inside_script(text: str) -> str:
    r"""Return JSON as it may stand inside a script element: nothing in it can end the element or open another.

    >>> inside_script('["</script><!--"]')
    '["\\u003c/script\\u003e\\u003c!--"]'
    """
    for letter, escape in _UNSAFE.items():
        text = text.replace(letter, escape)
    return text


def _parts(kg: KnowledgeGraph) -> Iterator[str]:
    """Yield the JSON, one record to a line, so that two pages can be compared line by line."""
    graphs: dict[str, dict[str, list[tuple[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    embedded = [source for source in kg.sources if source.graph != INFERRED_GRAPH and not source.snapshot]
    quads = (kg.store.quads_for_pattern(None, None, None, ox.NamedNode(source.graph)) for source in embedded)
    for quad in name_blanks(chain.from_iterable(quads)):
        graphs[lexical(quad.graph_name)][_name(quad.subject)].append((quad.predicate.value, quad.object))
    yield '{"@context":' + _json(CONTEXT) + ',"@graph":['
    between = "\n"
    for source in kg.sources:
        if source.graph != INFERRED_GRAPH:
            records = graphs.get(source.graph, {})
            lines = [_object(*_members(subject, records[subject])) for subject in sorted(records)]
            inside = ['"@graph":[\n' + ",\n".join(lines) + "\n]"] if lines else []
            yield between + _object(*_members(source.graph, list(state(source))), *inside)
            between = ",\n"
    yield "\n]}\n"


def _members(subject: str, said: list[tuple[str, Any]]) -> Iterator[str]:
    """Yield the members of the JSON object of a record, in a stable order.

    A record with an IRI that would be taken for a short form (`owl:x` is one, too) is written in full.
    """
    full = any(_is_like_short(iri) for iri in _iris(subject, said))
    write = str if full else _shorten
    if full:
        yield '"@context":null'
    yield f'"@id":{_json(write(subject))}'
    values: dict[str, list[str]] = defaultdict(list)
    for name, term in said:
        if name == _TYPE and isinstance(term, ox.NamedNode):
            values["@type"].append(_json(write(term.value)))
        else:
            values[write(name)].append(_json(_value(term, write)))
    for name, texts in sorted(values.items()):
        yield f"{_json(name)}:{texts[0] if len(texts) == 1 else '[' + ','.join(sorted(texts)) + ']'}"


def _iris(subject: str, said: list[tuple[str, Any]]) -> Iterator[str]:
    yield subject
    for name, term in said:
        yield name
        if not isinstance(term, ox.BlankNode):
            yield term.value if isinstance(term, ox.NamedNode) else term.datatype.value


def _object(*members: str) -> str:
    return "{" + ",".join(members) + "}"


def _value(term: Any, write: Callable[[str], str]) -> Any:
    """Return the JSON of an object: plain where JSON-LD reads it back as the very same term."""
    if not isinstance(term, ox.Literal):
        return {"@id": write(_name(term))}
    words, type_ = term.value, term.datatype.value
    if term.language:
        return {"@value": words, "@language": term.language}
    if type_ == _STRING:
        return words
    if type_ == _BOOLEAN and words in {"true", "false"}:
        return words == "true"
    if type_ == _INTEGER and _WHOLE.fullmatch(words):
        return int(words)
    return {"@value": words, "@type": write(type_)}


def _name(term: Any) -> str:
    return str(term) if isinstance(term, ox.BlankNode) else lexical(term)


@lru_cache(maxsize=1 << 16)
def _shorten(iri: str) -> str:
    """Return an IRI by one of our prefixes; a rest that begins with a slash would not be put together again."""
    for prefix, base in _BASES:
        if iri.startswith(base) and iri[len(base) : len(base) + 1] not in {"", "/"}:
            return f"{prefix}:{iri[len(base) :]}"
    return iri


@lru_cache(maxsize=1 << 16)
def _is_like_short(iri: str) -> bool:
    return iri.partition(":")[0] in CONTEXT

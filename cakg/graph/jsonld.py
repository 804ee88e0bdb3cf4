"""What a JSON-LD text would lose: a conforming parser drops keys without a mapping and broken IRIs without a word.

Which key means what depends on contexts inside contexts, so the parser itself is asked: it reads a copy in which every
unmapped name gets an IRI of a sentinel vocabulary, every relative IRI a sentinel base, and every letter that no IRI may
have a readable mark. What turns up with a sentinel or a mark is what the real parse has lost.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from math import isfinite
from typing import Any, NoReturn

import pyoxigraph as ox

from cakg.errors import SourceError
from cakg.graph.gate import line_at, line_of, plain
from cakg.model.source import Notice
from cakg.namespaces import RDF

_VOCAB = "cakg-lost:"
_BASE = "cakg-here://"
_SENTINEL = {"@vocab": _VOCAB}
_KEYWORDS = re.compile(
    "@(base|container|context|direction|graph|id|import|included|index|json|language|list|nest|none|prefix|propagate"
    "|protected|reverse|set|type|value|version|vocab)"
)
_KEYWORD_LIKE = re.compile(r'(?<=")@[A-Za-z]+(?="\s*:)')
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_SCHEMES = frozenset({"http", "https", "urn", "tag", "mailto", "file", "ftp", "did", "info"})
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[{}\[\],]')
_STRING = re.compile(r'"(?:[^"\\]|\\.)*+"')
_NOT_IN_IRI = re.compile('[\0-\x20<>"{}|\\\\^`%\\[\\]~]|#(?!$)|[^\x21-\x7e\xa0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef]')
_LAST_PART = re.compile(r"[^/#:]*[/#:]?$")
_MARK = re.compile(r"~([0-9a-f]+)~")


def read_json(text: str, name: str) -> Any:
    """Return the value of a JSON-LD text with the sentinel vocabulary in its contexts, for `find_losses`.

    Raises SourceError for broken JSON, a key that stands twice in one object (one would be lost), a context given by
    address (nothing is fetched) and a language tag that is none.
    """

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        record: dict[str, Any] = {}
        for key, value in items:
            if key in record:
                raise SourceError("json-key-twice", name, _line_of_second(text), item=plain(key))
            record[key] = value
        _check_language(record.get("@language"), text, name)
        if "@import" in record:
            _refuse_address(record["@import"], text, name)
        if record.get("@vocab", "") is None:
            record["@vocab"] = _VOCAB
        if "@context" in record:
            record["@context"] = list(_contexts(record["@context"], text, name))
        return record

    try:
        value = json.loads(
            text, object_pairs_hook=pairs, parse_int=len, parse_float=_finite
        )  # no figure matters here but "@version", and Python refuses very long ones
    except json.JSONDecodeError as error:
        raise SourceError("syntax", name, error.lineno, detail=error.msg) from None
    _check_maps(value, text, name)
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            item["@context"] = [_SENTINEL, *item.get("@context", ())]
    return value


def find_losses(value: Any, text: str, name: str) -> tuple[Notice, ...]:
    """Return one notice for each key, type or value that no context maps or that has no place, in order of appearance.

    Raises SourceError for an IRI in the place of a record or value that is relative or broken.
    """
    copy = _STRING.sub(_mark, json.dumps(value, ensure_ascii=False))
    notices: dict[tuple[str, str], int] = {}
    for key, word in dict.fromkeys(_losses(ox.parse(copy.encode(), format=ox.RdfFormat.JSON_LD, base_iri=_BASE + "x/"))):
        exact, end = re.escape(word), re.escape(_LAST_PART.search(word)[0])  # type: ignore[index]
        line = line_of(text, rf'"{exact}"\s*:' if key == "unmapped-key" else rf'"{exact}"', rf'{end}"', end)
        if key == "broken-iri":
            raise SourceError(key, name, line, address=plain(word))
        notices[key, word] = line or 0
    for word in _nameless_keys(value):
        notices.setdefault(("unmapped-key", word), line_of(text, rf'"{re.escape(word)}"\s*:') or 0)
    for word in _stray_values(value):
        notices.setdefault(("stray-value", word), line_of(text, rf'"{re.escape(word)}"') or 0)
    for found in _KEYWORD_LIKE.finditer(text):
        if not _KEYWORDS.fullmatch(found[0]):
            notices.setdefault(("unmapped-key", found[0]), line_at(text, found.start()))
    return tuple(
        Notice(key, (("path", f"{name}:{line}" if line else name), ("item", plain(word))))
        for (key, word), line in sorted(notices.items(), key=lambda item: item[1])
    )


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every object of a JSON value, contexts and what they hold left out."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            yield item
            waiting += (part for key, part in item.items() if key != "@context")
        elif isinstance(item, list):
            waiting += item


def _definitions(value: Any) -> Iterator[tuple[str, Any]]:
    """Yield every term that a context defines, with its definition."""
    for item in _objects(value):
        for context in item.get("@context") or ():
            yield from context.items() if isinstance(context, dict) else ()


def _check_maps(value: Any, text: str, name: str) -> None:
    """Refuse a key that is no language in an object whose keys are languages: the parser drops it."""
    containers: dict[str, list[Any]] = {}
    for term, definition in _definitions(value):
        containers.setdefault(term, []).append(definition.get("@container") if isinstance(definition, dict) else None)
    maps = {term for term, found in containers.items() if all("@language" in (each or ()) for each in found)}
    for item in _objects(value):
        for term in maps & item.keys():
            for tag in item[term] if isinstance(item[term], dict) else ():
                _check_language(None if tag == "@none" else tag, text, name)


def _nameless_keys(value: Any) -> Iterator[str]:
    """Yield the keys that name a blank node: no statement has one as its property."""
    for item in _objects(value):
        yield from (key for key in item if key.startswith("_:"))
    for term, definition in _definitions(value):
        mapping = definition.get("@id") if isinstance(definition, dict) else definition
        if isinstance(mapping, str) and mapping.startswith("_:"):
            yield term


def _stray_values(value: Any) -> Iterator[str]:
    """Yield what stands among the records of a text or graph and is none."""
    graphs = [value, *(item["@graph"] for item in _objects(value) if "@graph" in item)]
    items = (item for graph in graphs for item in (graph if isinstance(graph, list) else [graph]))
    yield from (item if isinstance(item, str) else "@graph" for item in items if not isinstance(item, dict | None))


def _losses(quads: Iterator[ox.Quad]) -> Iterator[tuple[str, str]]:
    for quad in quads:
        property_ = quad.predicate.value
        is_type = property_ == RDF.type
        fault = None if is_type else _fault(property_, "unmapped-key", "unmapped-key")
        if fault:
            yield fault
        if fault and fault[0] == "unmapped-key":
            continue  # what stands below went with the key
        for term in (quad.subject, quad.graph_name, quad.object):
            if isinstance(term, ox.NamedNode):
                fault = _fault(term.value, "unmapped-type" if is_type else "unmapped-value", "broken-iri")
                if fault and (fault[0] != "undeclared-prefix" or (is_type and term == quad.object)):
                    yield fault


@lru_cache(maxsize=1 << 14)
def _fault(iri: str, unmapped: str, broken: str) -> tuple[str, str] | None:
    """Return what is wrong with an IRI of the copy, as the key of a message with the words of the source."""
    words = _MARK.sub(lambda mark: chr(int(mark[1], 16)), iri)
    if words.startswith(_VOCAB):
        return unmapped, words.removeprefix(_VOCAB)
    if words.startswith(_BASE) or not _is_iri(words):
        return broken, words.removeprefix(_BASE).removeprefix("x/")
    return None if words.partition(":")[0].lower() in _SCHEMES else ("undeclared-prefix", words)


def _finite(figure: str) -> float:
    """Return a number that JSON can write again: 1e999 is infinite for Python."""
    return value if isfinite(value := float(figure)) else 0.0


def _contexts(value: Any, text: str, name: str) -> Iterator[Any]:
    for part in value if isinstance(value, list) else [value]:
        if isinstance(part, str):
            _refuse_address(part, text, name)
        yield part
        if part is None:
            yield _SENTINEL


def _refuse_address(address: Any, text: str, name: str) -> NoReturn:
    raise SourceError("remote-context", name, line_of(text, re.escape(f'"{address}"')), address=plain(address))


def _check_language(tag: Any, text: str, name: str) -> None:
    if isinstance(tag, str) and not _LANGUAGE.fullmatch(tag):
        raise SourceError("bad-language", name, line_of(text, re.escape(f'"{tag}"')), value=plain(tag))


def _line_of_second(text: str) -> int | None:
    """Return the line of the first key that stands a second time in its object."""
    seen: list[set[str] | None] = []
    expected = False
    for found in _TOKEN.finditer(text):
        mark = found[0]
        if mark in "{[":
            seen.append(set() if mark == "{" else None)
        elif mark in "}]":
            seen.pop()
        elif expected and mark[0] == '"' and (keys := seen[-1]) is not None:
            key = json.loads(mark)
            if key in keys:
                return line_at(text, found.start())
            keys.add(key)
        expected = mark in "{,"
    return None


def _mark(found: re.Match[str]) -> str:
    if not _NOT_IN_IRI.search(found[0], 1, len(found[0]) - 1):
        return found[0]
    return '"' + _NOT_IN_IRI.sub(lambda letter: f"~{ord(letter[0]):x}~", json.loads(found[0])) + '"'


def _is_iri(words: str) -> bool:
    try:
        ox.NamedNode(words)
    except ValueError:
        return False
    return True

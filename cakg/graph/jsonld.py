"""What a JSON-LD text would lose: keys that its context does not map, and contexts that live elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cakg.errors import SourceError
from cakg.graph.gate import line_of

_SCOPED = ("@graph", "@included", "@list", "@set", "@reverse")
_KEYED = ("@index", "@id", "@language", "@graph", "@type")


def find_unmapped_keys(document: Any, text: str, name: str) -> tuple[str, ...]:
    """Return the keys that a conforming parser drops, in order of appearance, each once.

    Raises SourceError for a context given by address: nothing is fetched.
    """
    return tuple(dict.fromkeys(_unmapped(document, {}, text, name)))


def _unmapped(node: Any, context: Mapping[str, Any], text: str, name: str) -> Iterator[str]:
    if isinstance(node, list):
        for item in node:
            yield from _unmapped(item, context, text, name)
    elif isinstance(node, dict) and "@value" not in node:
        here = _extended(context, node["@context"], text, name) if "@context" in node else context
        for key, value in node.items():
            if key.startswith("@"):
                if key in _SCOPED:
                    yield from _unmapped(value, here, text, name)
            elif _is_mapped(key, here):
                yield from _below(key, value, here, text, name)
            elif key not in here:
                yield key


def _below(key: str, value: Any, context: Mapping[str, Any], text: str, name: str) -> Iterator[str]:
    """Look below a mapped key, in the context its term sets for what is below."""
    term = context.get(key)
    if isinstance(term, str) and term.startswith("@") and term not in _SCOPED:
        return
    if isinstance(term, dict):
        if term.get("@type") == "@json":
            return
        if "@context" in term:
            context = _extended(context, term["@context"], text, name)
        if term.get("@container") in _KEYED and isinstance(value, dict):
            value = list(value.values())
    yield from _unmapped(value, context, text, name)


def _extended(context: Mapping[str, Any], local: Any, text: str, name: str) -> Mapping[str, Any]:
    merged = dict(context)
    for part in local if isinstance(local, list) else [local]:
        if part is None:
            merged = {}
        elif isinstance(part, str) or (isinstance(part, dict) and "@import" in part):
            address = part if isinstance(part, str) else str(part["@import"])
            raise SourceError("remote-context", name, line_of(text, f'"{address}"'), address=address)
        elif isinstance(part, dict):
            merged.update(part)
    return merged


def _is_mapped(key: str, context: Mapping[str, Any]) -> bool:
    if key in context:
        return context[key] is not None
    if context.get("@vocab") is not None:
        return True
    prefix, colon, rest = key.partition(":")
    return bool(colon) and (prefix in context or prefix == "_" or rest.startswith("//") or prefix in {"urn", "tag"})

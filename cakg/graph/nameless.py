"""Where records without a name stand: a file is read again and its blank nodes are told by what is said of them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from cakg.graph.blanks import colour_blanks
from cakg.graph.gate import LineReader, compose
from cakg.model.source import Source

_FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
}
"""Formats in which a triple is known as soon as its line is read."""
_LONGEST = 20_000_000
"""Characters of a file that is worth reading once more."""


def find_nameless(store: ox.Store, source: Source, text: Path | str | None, labels: Iterable[str]) -> dict[str, int]:
    """Return the lines, from 1, of blank nodes in the source that they came from; none for those not found there.

    Of nodes of which the file says the same each has one of their lines.
    """
    words = _unchanged(text, source.sha256) if isinstance(text, Path) else text
    if not words or source.format not in _FORMATS or len(words) > _LONGEST:
        return {}
    read, lines = _read(words, _FORMATS[source.format])
    here = colour_blanks(store.quads_for_pattern(None, None, None, ox.NamedNode(source.graph)))
    free: defaultdict[str, list[int]] = defaultdict(list)
    for node, colour in colour_blanks(read).items():
        free[colour].append(lines[node])
    found: dict[str, int] = {}
    for label in sorted(labels):
        candidates = free.get(here.get(ox.BlankNode(label), ""))
        if candidates:
            candidates.sort()
            found[label] = candidates.pop(0) if len(candidates) > 1 else candidates[0]
    return found


def _unchanged(path: Path, sha256: str) -> str | None:
    try:
        data = path.read_bytes()
    except OSError:
        return None
    return compose(data.decode("utf-8-sig")) if hashlib.sha256(data).hexdigest() == sha256 else None


def _read(text: str, format_: ox.RdfFormat) -> tuple[ox.Store, dict[ox.BlankNode, int]]:
    """Return what a text says, as the store keeps it, with the line of each blank node."""
    reader, read = LineReader(text), ox.Store()
    lines: dict[ox.BlankNode, int] = {}
    for quad in ox.parse(cast("IO[bytes]", reader), format=format_):
        read.add(ox.Quad(quad.subject, quad.predicate, quad.object))
        for node in (quad.subject, quad.object):
            if isinstance(node, ox.BlankNode):
                lines.setdefault(node, reader.line)
    return read, lines

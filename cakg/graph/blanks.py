"""Names for blank nodes that depend on what is said about them, not on the run that read them."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import pyoxigraph as ox

_ROUNDS = 16
"""Steps from a node that its name can depend on; the standard canonical form (RDFC-1.0) looks farther and may never end."""

_Said = dict[ox.BlankNode, list[tuple[str, Any, str]]]
_Colours = dict[ox.BlankNode, str]


def name_blanks(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Yield the quads with the blank nodes named b0, b1 … alike in every run, those without blank nodes first.

    Statements that differ only in the names of blank nodes get the same names. Where hundreds of blank nodes are so
    interlinked that nothing near by tells them apart, names may differ between runs; they are never wrong.

    >>> p, s = ox.NamedNode("urn:p"), ox.BlankNode("x7")
    >>> [str(quad.subject) for quad in name_blanks([ox.Quad(s, p, ox.Literal("a")), ox.Quad(p, p, p)])]
    ['<urn:p>', '_:b0']
    """
    blank = []
    for quad in quads:
        if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode):
            blank.append(quad)
        else:
            yield quad
    names = _name(blank)
    for quad in blank:
        yield ox.Quad(
            names.get(quad.subject, quad.subject), quad.predicate, names.get(quad.object, quad.object), quad.graph_name
        )


def colour_blanks(quads: Iterable[ox.Quad]) -> dict[ox.BlankNode, str]:
    """Return a text for each blank node, equal for nodes about which the same is said, also of their neighbours' neighbours."""
    return _colour(_said(quads))


def _said(quads: Iterable[ox.Quad]) -> _Said:
    """Return for each blank node the direction with property and graph, the other end and its text, of every statement.

    Graphs count by their order, for the name of one holds the hash of a file.
    """
    said: _Said = defaultdict(list)
    order: dict[object, int] = {}
    for quad in quads:
        home = order.setdefault(quad.graph_name, len(order))
        for node, other, way in ((quad.subject, quad.object, ">"), (quad.object, quad.subject, "<")):
            if isinstance(node, ox.BlankNode):
                words = "" if isinstance(other, ox.BlankNode) else str(other)
                said[node].append((f"{way}{quad.predicate}{home}", other, words))
    return said


def _name(quads: list[ox.Quad]) -> dict[Any, ox.BlankNode]:
    """Return the names: nodes that nothing else is like come first, and from each its neighbours are reached."""
    said = _said(quads)
    colours = _colour(said)
    sizes = Counter(colours.values())
    names: dict[Any, ox.BlankNode] = {}
    for first in sorted(said, key=lambda node: (sizes[colours[node]], colours[node])):
        waiting = [first]
        while waiting:
            node = waiting.pop()
            if node in names:
                continue
            names[node] = ox.BlankNode(f"b{len(names)}")
            near = ((way, colours[other], other) for way, other, words in said[node] if not words and other not in names)
            waiting += (other for _, _, other in sorted(near, key=lambda item: item[:2]))
    return names


def _colour(said: _Said) -> _Colours:
    colours: _Colours = dict.fromkeys(said, "")
    alike = set(said)
    for _ in range(_ROUNDS):
        new = {
            node: hashlib.sha256(
                "\n".join(sorted(f"{way} {words or colours[other]}" for way, other, words in said[node])).encode()
            ).hexdigest()
            for node in alike
        }
        before, colours = len(set(colours.values())), colours | new
        sizes = Counter(colours.values())
        alike = {node for node in alike if sizes[colours[node]] > 1}
        if len(sizes) == before:
            break
    return colours

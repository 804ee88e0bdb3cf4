"""Where shapes stand: their file and line, and for those without a name what leads to them."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from cakg.errors import ShapeError
from cakg.graph.places import find_lines
from cakg.model.source import Place
from cakg.namespaces import RDF, SH
from cakg.shacl.paths import Term, objects
from cakg.shacl.reading import TARGETS
from cakg.shapes.files import ShapesFile
from cakg.terms import code, shorten

_LISTS = {RDF.first, RDF.rest}
_NOWHERE = Place(None, None)


class Whereabouts:
    """Finds the shapes of `store` in the files of the caller; ours stand in none of them."""

    def __init__(self, store: ox.Store, files: Iterable[ShapesFile] = ()) -> None:
        self._store = store
        self._files = tuple(files)
        self._names: dict[Term, str] = {}

    def name(self, node: Term) -> str:
        """Return the local name of a shape, for one without a name with the way to it, as in `Unit / sh:property`."""
        if not isinstance(node, ox.BlankNode):
            return code(node.value)
        owner, way = self._way(node)
        return " / ".join([self._root(owner), *way])

    def named(self, node: Term) -> str:
        """Return the same, without a name followed by file and line: what tells one such shape from another."""
        if node not in self._names:
            place = self.place(node) if isinstance(node, ox.BlankNode) else _NOWHERE
            self._names[node] = self.name(node) + (f" ({place.name}:{place.line})" if place.name else "")
        return self._names[node]

    def place(self, node: Term, name: str | None = None) -> Place:
        """Return where a shape is described, else where it is referred to; `name` is a property or value to be found there."""
        said = (self._line(file, node, name) for file in self._files)
        found = ((file, line) for file, line in zip(self._files, said, strict=True) if line)
        return next((Place(file.name, line) for file, line in found), _NOWHERE)

    def explain(self, error: ShapeError) -> ShapeError:
        """Return an error about a shape with its file and line, and in place of the label of a blank node the way to it."""
        node = _node(str(error.values.get("shape", "")))
        if node is None:
            return error
        place = self.place(node, error.values.get("property") or (SH.pattern if error.key.startswith("pattern-") else None))
        words = str(node) if isinstance(node, ox.NamedNode) else self.name(node)
        return ShapeError(error.key, error.path or place.name, error.line or place.line, **{**error.values, "shape": words})

    def _way(self, node: Term) -> tuple[Term, list[str]]:
        """Return the nearest named shape above a node, or the uppermost without a name, and the properties walked from there."""
        way: list[str] = []
        seen: set[Term] = set()
        while isinstance(node, ox.BlankNode) and node not in seen:
            seen.add(node)
            above = next(iter(self._store.quads_for_pattern(None, None, node)), None)
            if above is None or isinstance(above.subject, ox.Triple):
                break
            if above.predicate.value not in _LISTS:
                way.insert(0, shorten(above.predicate.value))
            node = above.subject
        return node, way

    def _root(self, node: Term) -> str:
        if not isinstance(node, ox.BlankNode):
            return code(node.value)
        targets = (target for property_ in TARGETS for target in objects(self._store, node, property_))
        return next((f"[{shorten(target.value)}]" for target in targets), "[]")

    def _line(self, file: ShapesFile, node: Term, name: str | None) -> int | None:
        own = [(quad, line) for quad, line in file.lines.items() if quad.subject == node]
        if name:
            exact = [line for quad, line in own if name in {quad.predicate.value, str(quad.object).strip("<>")}]
            if exact:
                return exact[0]
        if isinstance(node, ox.NamedNode) and own:
            return find_lines(file.text, "", "ttl", [node.value]).get(node.value) or own[0][1]
        lines = [line for _, line in own] or [line for quad, line in file.lines.items() if quad.object == node]
        return min(lines, default=None)


def _node(words: str) -> ox.NamedNode | ox.BlankNode | None:
    if words.startswith("_:"):
        return ox.BlankNode(words[2:])
    iri = words.strip("<>")
    return ox.NamedNode(iri) if ":" in iri and '"' not in iri else None

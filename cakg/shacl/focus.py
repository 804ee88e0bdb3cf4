"""Where focus nodes come from, as a graph pattern: the targets of a shape and the paths walked from there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import pyoxigraph as ox

from cakg.namespaces import RDF, RDFS
from cakg.shacl.paths import Path, Term
from cakg.shacl.shape import Target

THIS = "?this"


@dataclass(frozen=True)
class Focus:
    """A pattern that binds ?this, perhaps more than once to the same node."""

    targets: tuple[Target, ...]
    classes: Callable[[str], list[str]]
    """Returns a class and those below it, none where some have no name."""
    graphs: tuple[str, ...] = ()
    """Where the targets stand; empty for anywhere."""
    steps: tuple[Path, ...] = ()
    among: tuple[Term, ...] | None = None
    """The only nodes wanted after `among_after` steps; None for all."""
    among_after: int = 0
    described: bool = False
    """Only nodes that the data speak of; a node that a target names is else a focus node wherever it is."""

    def only(self, nodes: Iterable[Term]) -> Focus:
        """Return the same for some of the focus nodes, none of which may be blank."""
        return replace(self, among=tuple(sorted(nodes, key=str)), among_after=len(self.steps))

    def walk(self, path: Path | None) -> Focus:
        """Return where the value nodes of a path are; without a path they are the focus nodes themselves."""
        return self if path is None else replace(self, steps=(*self.steps, path))

    def pattern(self, last: str = THIS) -> str:
        """Return the pattern with the focus node in the variable `last`."""
        names = [f"?_f{place}" for place in range(len(self.steps))] + [last]
        start = " UNION ".join(f"{{ {self._target(target, names[0])} }}" for target in self.targets)
        walked = (path.match(names[place], names[place + 1]) for place, path in enumerate(self.steps))
        first = start if len(self.targets) > 1 else self._target(self.targets[0], names[0])
        found, wanted = " ".join([first, *walked]), self._wanted(names)
        return f"{found} {wanted}" if "LATERAL" in found else f"{wanted} {found}"  # what LATERAL binds must not be bound yet

    def _wanted(self, names: list[str]) -> str:
        return "" if self.among is None else f"VALUES {names[self.among_after]} {{ {' '.join(map(str, self.among))} }}"

    def _target(self, target: Target, node: str) -> str:
        found = self._found(target, node)
        if self.graphs and (target.kind != "node" or self.described):
            found = f"VALUES ?_g {{ {' '.join(f'<{graph}>' for graph in self.graphs)} }} GRAPH ?_g {{ {found} }}"
        is_walk = target.kind == "class" and not self.classes(target.term.value)
        return f"{found} ?_c <{RDFS.subClassOf}>* {target.term} ." if is_walk else found

    def _found(self, target: Target, node: str) -> str:
        if target.kind == "node":
            spoken_of = f"EXISTS {{ ?_t ?_p {target.term} }}"
            if not isinstance(target.term, ox.Literal):
                spoken_of += f" || EXISTS {{ {target.term} ?_p ?_t }}"
            return f"VALUES {node} {{ {target.term} }}" + (f" FILTER({spoken_of})" if self.described else "")
        if target.kind == "subjectsOf":
            return f"{node} {target.term} ?_t ."
        if target.kind == "objectsOf":
            return f"?_t {target.term} {node} ."
        classes = [f"<{iri}>" for iri in self.classes(target.term.value)]
        if len(classes) == 1:
            return f"{node} <{RDF.type}> {classes[0]} ."
        named = f"VALUES ?_c {{ {' '.join(classes)} }} " if classes else ""
        return f"{named}{node} <{RDF.type}> ?_c ."

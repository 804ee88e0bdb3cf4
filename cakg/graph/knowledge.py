"""The knowledge graph: one Oxigraph store, one named graph per source."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property
from itertools import chain, product
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pyoxigraph as ox

from cakg.errors import QueryError, SourceError
from cakg.graph.gate import plain
from cakg.graph.hierarchies import HIERARCHIES, find_cycle
from cakg.graph.record import Record, lexical
from cakg.model.source import Notice, Place, Source
from cakg.namespaces import CAKG, PREFIXES, RDF, RDFS
from cakg.terms import is_blank, shorten
from cakg.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    import rdflib

    from cakg.graph.index import NameIndex

_Compiled = TypeVar("_Compiled")


class KnowledgeGraph:
    """What was loaded: the sources, each in its own named graph, beside our ontology and vocabularies.

    `sources` says where triples came from, `notices` what the reader should know about reading them,
    `example_data` whether this is the shipped example. The value is not changed after loading; `infer` gives a new one.
    """

    def __init__(
        self,
        store: ox.Store,
        sources: tuple[Source, ...],
        *,
        notices: tuple[Notice, ...] = (),
        example_data: bool = False,
        texts: dict[str, Path | str] | None = None,
    ) -> None:
        self.store = store
        self.sources = sources
        self.notices = notices
        self.example_data = example_data
        self.texts = texts or {}
        self._records: dict[str, Record] = {}
        self._compiled: dict[object, Any] = {}

    def __repr__(self) -> str:
        return f"<KnowledgeGraph: {len(self.sources)} sources, {len(self)} triples>"

    def __len__(self) -> int:
        return sum(source.triples for source in self.sources)

    def known_on(self, day: date | None) -> KnowledgeGraph:
        """Return the graph as it was known at the end of a day, itself where no day is given."""
        if day is None:
            return self
        from cakg.graph.past import known_on

        return known_on(self, day)

    def record(self, iri: str) -> Record:
        """Return everything the graph says about an IRI; the record is empty where it says nothing."""
        known = self._records.get(iri)
        if known is None:
            values: dict[str, list[Any]] = defaultdict(list)
            node = _node(iri)
            for quad in self.store.quads_for_pattern(node, None, None, None) if node else ():
                values[quad.predicate.value].append(quad.object)
            for terms in values.values():
                if len(terms) > 1:
                    terms[:] = sorted(set(terms), key=_order)
            known = self._records[iri] = Record(iri, values)
        return known

    def compiled(self, build: Callable[[KnowledgeGraph], _Compiled]) -> _Compiled:
        """Return what `build` makes of this graph; it is made once, for a graph is not changed after loading."""
        if build not in self._compiled:
            self._compiled[build] = build(self)
        made: _Compiled = self._compiled[build]
        return made

    def subjects(self, property_: str, value: str) -> list[str]:
        """Return the IRIs that have `value` (an IRI) as `property_`, sorted."""
        node = _node(value)
        pattern = self.store.quads_for_pattern(None, ox.NamedNode(property_), node, None) if node else ()
        return sorted({lexical(quad.subject) for quad in pattern})

    def pointers(self, iri: str) -> list[tuple[str, str]]:
        """Return subject and property of every statement whose object is the IRI, sorted."""
        node = _node(iri)
        pattern = self.store.quads_for_pattern(None, None, node, None) if node else ()
        return sorted({(lexical(quad.subject), lexical(quad.predicate)) for quad in pattern})

    def edges(self, *properties: str, passing_over: frozenset[str] = frozenset()) -> Iterator[tuple[str, str, str]]:
        """Yield subject, property and object of every triple with one of the properties, sorted.

        Triples of the graphs in `passing_over` are left out.
        """
        for name in properties:
            pattern = self._quads_with(name, passing_over)
            for subject, value in sorted({(lexical(quad.subject), lexical(quad.object)) for quad in pattern}):
                yield subject, name, value

    def _quads_with(self, property_: str, passing_over: frozenset[str]) -> Iterator[ox.Quad]:
        node = ox.NamedNode(property_)
        if not passing_over:
            yield from self.store.quads_for_pattern(None, node, None, None)
            return
        for graph in self.store.named_graphs():
            if lexical(graph) not in passing_over:
                yield from self.store.quads_for_pattern(None, node, None, graph)

    def firsts(self, property_: str) -> dict[str, str]:
        """Return the value of a property for all that have it, the first in order where sources give several."""
        found: dict[str, str] = {}
        for quad in self.store.quads_for_pattern(None, ox.NamedNode(property_), None, None):
            subject, value = lexical(quad.subject), lexical(quad.object)
            if value <= found.setdefault(subject, value):
                found[subject] = value
        return found

    def instances(self, *classes: str) -> list[str]:
        """Return the members of the classes and of their sub-classes in our ontology, sorted."""
        wanted = {lower for name in classes for lower in self.subclasses[name]}
        return sorted({member for name in wanted for member in self.subjects(RDF.type, name)})

    @cached_property
    def subclasses(self) -> dict[str, frozenset[str]]:
        """Every class with itself and all classes below it."""
        above = defaultdict(set)
        for lower, _, upper in self.edges(RDFS.subClassOf):
            above[lower].add(upper)
        below: dict[str, set[str]] = defaultdict(set)
        for name in {CAKG[term] for term in CAKG.terms} | set(above):
            reached, waiting = {name}, [name]
            while waiting:
                for upper in above.get(waiting.pop(), ()):
                    if upper not in reached:
                        reached.add(upper)
                        waiting.append(upper)
            for upper in reached:
                below[upper].add(name)
        return {name: frozenset(names) for name, names in below.items()}

    def require_acyclic(self) -> None:
        """Refuse to answer where a unit, kind or instrument stands above itself; `validate` reports all such knots.

        Raises SourceError with the file and line of a record in the cycle, in the last source that has a part in it.
        """
        if self._cycle:
            place = self.locate_link(product(self._cycle, self._cycle), *chain(*HIERARCHIES))
            raise SourceError("cycle", place.name or "?", place.line, names=" → ".join(map(shorten, self._cycle)))

    @cached_property
    def _cycle(self) -> tuple[str, ...]:
        return find_cycle(self._edges_that_could_be_cyclic)

    def _edges_that_could_be_cyclic(self, *properties: str) -> Iterator[tuple[str, str]]:
        """Yield the edges of all sources but registers, and of registers those above them: alone they have no cycle."""
        waiting = []
        for subject, _, value in self.edges(*properties, passing_over=self._registers):
            waiting.append(value)
            yield subject, value
        seen = set(waiting)
        while self._registers and waiting:
            lower = waiting.pop()
            for upper in self.record(lower).all(*properties):
                yield lower, upper
                if upper not in seen:
                    seen.add(upper)
                    waiting.append(upper)

    @cached_property
    def _registers(self) -> frozenset[str]:
        return frozenset(source.graph for source in self.sources if source.snapshot)

    def register_of(self, iri: str) -> Source | None:
        """Return the register that describes a record: a count taken from it must name the day of its snapshot."""
        node = _node(iri) if self._registers else None
        homes = {lexical(quad.graph_name) for quad in self.store.quads_for_pattern(node, None, None, None)} if node else set()
        return next((source for source in self.sources if source.snapshot and source.graph in homes), None)

    @cached_property
    def names(self) -> NameIndex:
        """Every name a record goes by, to be looked up exactly or without accents."""
        from cakg.graph.index import NameIndex  # not every command is asked for a name

        return NameIndex(self.store)

    def query(self, sparql: str, bindings: dict[str, Any] | None = None) -> Any:
        """Run a SPARQL query over all graphs together; `fold(?x)` is `cakg:fold`, the accent-free form.

        `bindings` maps variable names to RDF terms; each must be projected. Raises QueryError with the engine's words.
        """
        try:
            return self.store.query(
                sparql,
                prefixes=PREFIXES,
                use_default_graph_as_union=True,
                substitutions={ox.Variable(name): term for name, term in (bindings or {}).items()},
                custom_functions={ox.NamedNode(CAKG.base + "fold"): _fold_term},
            )
        except (SyntaxError, ValueError, OSError, RuntimeError) as error:
            if place := re.match(r"error at (\d+):(\d+): expected", str(error)):
                raise QueryError("query-syntax", line=place[1], column=place[2]) from None
            raise QueryError("query-refused", detail=plain(error)) from None

    def quads(self) -> Iterator[ox.Quad]:
        """Yield the quads of the sources, without ontology and provenance."""
        for source in self.sources:
            yield from self.store.quads_for_pattern(None, None, None, ox.NamedNode(source.graph))

    @cached_property
    def rdflib(self) -> rdflib.Dataset:
        """An rdflib Dataset over the same store: a view to read, sources beside our ontology, all in the default union."""
        import oxrdflib
        import rdflib

        return rdflib.Dataset(store=oxrdflib.OxigraphStore(store=self.store), default_union=True)

    def locate(self, iri: str) -> Place:
        """Return the file and line where a record stands; of what a page embeds, the file and the page."""
        return self.locate_all((iri,))[iri]

    def locate_all(self, iris: Iterable[str]) -> dict[str, Place]:
        """Return the file and line of each record; every file is read once, however many there are."""
        from cakg.graph.nameless import find_nameless  # few commands tell lines
        from cakg.graph.places import find_lines

        wanted = tuple(dict.fromkeys(iris))
        homes = {iri: self._home(iri) for iri in wanted}
        places = {iri: Place(source.place if source else None, None) for iri, source in homes.items()}
        for source in dict.fromkeys(source for source in homes.values() if source):
            here = [iri for iri in wanted if homes[iri] == source]
            text = self.texts.get(source.graph)
            blank = [iri for iri in here if is_blank(iri)]
            lines = find_nameless(self.store, source, text, blank) if blank else {}
            owners = {iri: owner for iri in blank if iri not in lines and (owner := self._owner(iri))}
            named = [iri for iri in here if not is_blank(iri)] + list(owners.values())
            lines |= find_lines(text, source.sha256, source.format, named)
            lines |= {iri: lines[owner] for iri, owner in owners.items() if owner in lines}
            places |= {iri: Place(source.place, lines[iri]) for iri in here if iri in lines}
        return places

    def _owner(self, label: str) -> str | None:
        """Return the nearest record with a name that leads to one without."""
        level, seen = [label], {label}
        while level:
            above = sorted({subject for each in level for subject, _ in self.pointers(each)} - seen)
            named = [iri for iri in above if not is_blank(iri)]
            if named:
                return named[0]
            level, seen = above, seen.union(above)
        return None

    def _home(self, iri: str) -> Source | None:
        node = _node(iri)
        pattern = self.store.quads_for_pattern(node, None, None, None) if node else ()
        graphs = {lexical(quad.graph_name) for quad in pattern}
        return next((source for source in self.sources if source.graph in graphs), None)

    def locate_link(self, links: Iterable[tuple[str, str]], *properties: str) -> Place:
        """Return the file and line of a record that makes one of the links, in the last source that makes any.

        Sources stand in the order in which they were given, so the last one is what was added to a whole; a register comes
        first wherever it was given.
        """
        from cakg.graph.places import find_lines

        wanted, sources = sorted(links), sorted(self.sources, key=lambda source: source.snapshot is None)
        for source in reversed(sources):
            home = ox.NamedNode(source.graph)
            for subject, value in wanted:
                between = self.store.quads_for_pattern(_node(subject), None, _node(value), home)
                if any(quad.predicate.value in properties for quad in between):
                    lines = find_lines(self.texts.get(source.graph), source.sha256, source.format, (subject,))
                    return Place(source.place, lines.get(subject))
        return Place(None, None)

    def labels(self, iris: Iterable[str], lang: str = "vi") -> list[str]:
        """Return the labels of several records."""
        return [self.record(iri).label(lang) for iri in iris]


def _node(iri: str) -> ox.NamedNode | ox.BlankNode | None:
    """Return the node of an IRI or blank label; None for words that a source put where a record belongs."""
    try:
        return ox.BlankNode(iri) if is_blank(iri) else ox.NamedNode(iri)
    except ValueError:
        return None


def _order(term: Any) -> tuple[str, str]:
    return lexical(term), getattr(term, "language", None) or ""


def _fold_term(term: Any) -> ox.Literal | None:
    return ox.Literal(fold(term.value)) if isinstance(term, ox.Literal) else None

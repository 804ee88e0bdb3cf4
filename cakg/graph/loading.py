"""From bytes to a knowledge graph: everything is parsed once, by the strict parser, or not at all."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, combinations
from pathlib import Path
from typing import IO, Any, cast

import pyoxigraph as ox

from cakg.errors import SourceError
from cakg.graph.gate import LineReader, check_text, compose, decode, line_at, plain
from cakg.graph.knowledge import KnowledgeGraph
from cakg.graph.provenance import graph_of, may_be_one_file, record_source, sort_out
from cakg.graph.record import lexical
from cakg.graph.refusals import refuse_foreign
from cakg.graph.sources import RawSource, read_sources
from cakg.model.source import Notice, Source
from cakg.namespaces import GRAPHS
from cakg.resources import shipped, shipped_files
from cakg.text import nfc

FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "rdf": ox.RdfFormat.RDF_XML,
    "json": ox.RdfFormat.JSON_LD,
}
_BULK = 10_000_000
"""Characters from which bulk loading pays for what it costs to set up."""
_ESCAPED_MARK = r"\\u03[0-6]|\\U000003[0-6]|&#(?:[xX]0*3[0-6]|0*(?:7[6-9]|8[0-7]))[0-9A-Fa-f]"
"""An accent of its own (U+0300 to U+036F) written as an escape of Turtle, JSON or XML."""


def load(*sources: str | Path, allow_empty: bool = False) -> KnowledgeGraph:
    """Read files, folders or globs (Turtle, TriG, N-Triples, N-Quads, RDF/XML, JSON-LD; `-` is standard input).

    `register:vn-units` stands for the register of administrative and police units that ships with the library, a page that
    `matrix` was written to for the sources it was made from.

    Each file keeps its own named graph, whatever graphs it names itself. Without any source the shipped example is
    loaded. All or nothing: the first source that fails raises SourceError with file and line, as does one without any
    statement unless `allow_empty`. Nothing is fetched.

    >>> kg = load()
    >>> kg.example_data, len(kg.sources) > 5
    (True, True)
    """
    return load_raw(read_sources(sources or (shipped("examples"),)), allow_empty=allow_empty)


def load_raw(sources: Iterable[RawSource], *, allow_empty: bool = False) -> KnowledgeGraph:
    """Load what has been read already. Raises SourceError as `load` does."""
    loading = _Loading(allow_empty=allow_empty)
    for raw in sources:
        loading.add(raw)
    return loading.finish()


class _Loading:
    """The store as it fills, with what is known of each source: where it was read, and its text or path."""

    def __init__(self, *, allow_empty: bool) -> None:
        self.store = ox.Store()
        self.allow_empty = allow_empty
        self.found: dict[str, Source] = {}
        self.read: dict[ox.NamedNode, tuple[str, str]] = {}
        self.texts: dict[str, Path | str] = {}
        self.notices: list[Notice] = []
        folder = shipped("ontology").as_posix()
        for path in shipped_files("ontology", ".ttl"):
            home = GRAPHS + "shipped" + path.as_posix().removeprefix(folder)
            self.store.load(path=path, format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(home))

    def add(self, raw: RawSource) -> None:
        """Read one source; a second time it is passed over."""
        if raw.format == "html":
            self._add_page(raw)
            return
        source = Source(raw.name, graph_of(raw.name, raw.sha256), raw.sha256, raw.format, 0, raw.snapshot, raw.example)
        home = ox.NamedNode(source.graph)
        twin = self._twin(source)
        if twin and not twin.page:
            return
        if raw.snapshot:  # our own bytes: the tests read them the strict way and find the same triples
            self.store.bulk_load(raw.data, format=FORMATS[raw.format], to_graph=home, lenient=True)
            self.found[source.graph] = source._replace(triples=raw.data.count(b"\n"))
            return
        said = self._take_out(twin) if twin else None
        self.found[source.graph] = source
        text = compose(decode(raw.data, raw.name, allow_empty=self.allow_empty))
        if text.strip():  # else there is nothing to parse, whatever the format
            _read_into(self.store, home, raw, text, self.notices)
        if twin and said != self._said(home):
            raise SourceError("page-other-version", twin.page or "", name=raw.name)
        self._check(home, raw.name, text)
        self.texts[source.graph] = raw.path or text

    def _add_page(self, raw: RawSource) -> None:
        """Read the sources that a page embeds, each into the graph it had."""
        from cakg.graph.pages import find_island  # few sources are pages

        text = decode(raw.data, raw.name)
        island = find_island(text, raw.name)
        check_text(island, "json", raw.name)
        try:
            quads = list(_parse(island, "json"))
        except (SyntaxError, ValueError) as error:
            line = getattr(error, "lineno", None) or len(island) - len(island.lstrip("\n")) + 1
            raise SourceError("syntax", raw.name, line, detail=plain(getattr(error, "msg", None) or error)) from None
        sources = sort_out(quads, raw.name)
        if not (sources or self.allow_empty):
            raise SourceError("no-triples", raw.name, 1)
        for source, statements in sources:
            home, twin = ox.NamedNode(source.graph), self._twin(source)
            if source.snapshot:
                self._add_register(source, raw.name)
            elif twin is None:
                self.found[source.graph] = source
                self.store.bulk_extend(statements)
                self._check(home, raw.name, text)
            elif _said(statements) != self._said(ox.NamedNode(twin.graph)):
                raise SourceError("page-other-version", raw.name, name=source.name)

    def _twin(self, source: Source) -> Source | None:
        """Return what was read as this source already: under its own name, or where a page has one of them under a longer name."""
        known = self.found.get(source.graph)
        others = (other for other in self.found.values() if other.sha256 == source.sha256 and _is_embedded(source, other))
        return known or next(others, None)

    def _take_out(self, source: Source) -> set[ox.Triple]:
        """Return what a page said as a source, for its file is read in its place."""
        home = ox.NamedNode(source.graph)
        said = self._said(home)
        self.store.remove_graph(home)
        del self.found[source.graph], self.read[home]
        return said

    def _add_register(self, named: Source, page: str) -> None:
        """Read a register that a page was made with; it may be another one today."""
        (raw,) = read_sources([named.name])
        if raw.sha256 != named.sha256:
            days = {"then": named.snapshot or "", "now": raw.snapshot or ""}
            self.notices.append(Notice("page-other-register", (("path", page), ("name", raw.name), *days.items())))
        self.add(raw)

    def _check(self, home: ox.NamedNode, name: str, text: str) -> None:
        if not (self.allow_empty or self.store.contains_named_graph(home)):
            raise SourceError("no-triples", name, 1)
        self.read[home] = name, text

    def _said(self, home: ox.NamedNode) -> set[ox.Triple]:
        return _said(self.store.quads_for_pattern(None, None, None, home))

    def finish(self) -> KnowledgeGraph:
        """Return the graph once no source says what none may say, and state where everything came from."""
        refuse_foreign(self.store, self.read)
        self._refuse_two_versions()
        sources = tuple(
            source if source.snapshot else source._replace(triples=self._count(source)) for source in self.found.values()
        )
        for source in sources:
            record_source(self.store, source)
        example = any(source.example for source in sources)
        return KnowledgeGraph(self.store, sources, notices=tuple(self.notices), example_data=example, texts=self.texts)

    def _count(self, source: Source) -> int:
        rows: Any = self.store.query(f"SELECT (COUNT(*) AS ?n) {{ GRAPH {ox.NamedNode(source.graph)} {{ ?s ?p ?o }} }}")
        return int(lexical(next(rows)["n"]))

    def _refuse_two_versions(self) -> None:
        """Refuse a page beside a newer or older state of a file that it embeds: what was dropped since would come back."""
        alike: dict[str, list[Source]] = defaultdict(list)
        for source in self.found.values():
            alike[source.name.rpartition("/")[2]].append(source)
        for one, other in chain.from_iterable(combinations(sources, 2) for sources in alike.values()):
            if _is_embedded(one, other):
                raise SourceError("page-other-version", one.page or other.page or "", name=one.name)


def _is_embedded(one: Source, other: Source) -> bool:
    """Say whether a page embeds what may be the same file as the other source."""
    return bool(one.page or other.page) and may_be_one_file(one.name, other.name)


def _said(quads: Iterable[ox.Quad]) -> set[ox.Triple]:
    from cakg.graph.blanks import name_blanks

    return {quad.triple for quad in name_blanks(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)}


def _read_into(store: ox.Store, graph: ox.NamedNode, raw: RawSource, text: str, notices: list[Notice]) -> None:
    check_text(text, raw.format, raw.name)
    if raw.format == "json":
        from cakg.graph.jsonld import find_losses, read_json

        value = read_json(text, raw.name)
    try:
        _parse_into(store, text, raw.format, graph)
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or _line_of_error(text, raw.format, str(error))
        detail = plain(getattr(error, "msg", None) or error)
        raise SourceError("syntax", raw.name, line, detail=detail) from None
    if raw.format == "json":
        notices.extend(find_losses(value, text, raw.name))


def _parse_into(store: ox.Store, text: str, format_: str, graph: ox.NamedNode) -> None:
    """Parse into one graph, whatever graphs the text names; native loading wherever no term has to be touched."""
    syntax = FORMATS[format_]
    if not syntax.supports_datasets and not _has_escaped_marks(text):
        (store.bulk_load if len(text) > _BULK else store.load)(text.encode(), format=syntax, to_graph=graph)
        return
    store.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in _parse(text, format_))


def _parse(text: str, format_: str) -> Iterator[ox.Quad]:
    """Yield the quads of a text with all terms in NFC."""
    quads = ox.parse(text.encode(), format=FORMATS[format_], rename_blank_nodes=True)
    if not _has_escaped_marks(text):
        return quads
    return (
        ox.Quad(_composed(quad.subject), _composed(quad.predicate), _composed(quad.object), quad.graph_name) for quad in quads
    )


def _has_escaped_marks(text: str) -> bool:
    return ("\\" in text or "&#" in text) and re.search(_ESCAPED_MARK, text) is not None


def _composed(term: Any) -> Any:
    """Return a term in NFC: accents written as escapes pass the normalisation of the text."""
    if isinstance(term, ox.NamedNode):
        return ox.NamedNode(nfc(term.value))
    if isinstance(term, ox.Literal) and not unicodedata.is_normalized("NFC", term.value):
        language = {"language": term.language} if term.language else {"datatype": term.datatype}
        return ox.Literal(nfc(term.value), **language)
    return term


def _line_of_error(text: str, format_: str, detail: str) -> int:
    """Return the line of an error that the parser did not place: where it stopped, or in JSON the last word it names."""
    lines = LineReader(text)
    try:
        for _ in ox.parse(cast("IO[bytes]", lines), format=FORMATS[format_]):
            pass
    except (SyntaxError, ValueError):
        pass
    stopped = max(lines.line, 1)
    if format_ != "json":
        return stopped
    read = "\n".join(text.split("\n")[:stopped])
    places = [read.rfind(f'"{word}"') for word in re.findall(r"[^\s'\",;]+", detail)]
    return line_at(read, max(places)) if max(places, default=-1) >= 0 else stopped

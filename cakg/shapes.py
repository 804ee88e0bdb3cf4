"""Is it complete: our shapes, and the caller's, judged by the reference engine."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from cakg.errors import ShapeError, SourceError
from cakg.graph import KnowledgeGraph, lexical
from cakg.graph.excerpt import excerpt, own
from cakg.graph.gate import check_text, decode
from cakg.graph.hierarchies import HIERARCHIES, SHAPED
from cakg.graph.selection import select_shapes
from cakg.model.finding import SEVERITIES, Finding, Report
from cakg.namespaces import CAKG, RDF, SH, SHAPES, SKOS
from cakg.network import find_cycles
from cakg.resources import shipped_files
from cakg.terms import code, shorten

if TYPE_CHECKING:
    import rdflib

_SEVERITY = {SH.Violation: "violation", SH.Warning: "warning", SH.Info: "info"}


def validate(kg: KnowledgeGraph, *, shapes: Iterable[str | Path] = (), only: Iterable[str] = ()) -> Report:
    """Return what our shapes, and those in the files `shapes`, find in the sources of `kg`, worst first.

    Neither the data nor the shapes are changed. Records of a register are not judged: they are looked up where the
    sources speak of them, and checked by the tests of this library. `only` names the shapes to judge by, each the local name of a
    property shape or of a class. Raises ShapeError for a shapes file that cannot be read or holds no shape, UnknownNameError for a
    name in `only` that no shape has.

    >>> from cakg.graph import load
    >>> validate(load()).count("violation")
    0
    """
    import pyshacl

    rules, chosen = select_shapes(read_shapes(shapes), only)
    data = _as_graph(quad.triple for quad in excerpt(kg))
    try:
        _, result, _ = pyshacl.validate(data, shacl_graph=rules, inference="none", advanced=False)
    except pyshacl.errors.ReportableRuntimeError as error:
        raise ShapeError("shapes-refused", detail=str(error)) from None
    reader = _Reader(kg, rules, result)
    cycles = [cycle for cycle in find_cycles(kg, HIERARCHIES[len(SHAPED) :]) if not chosen or cycle.shape in chosen]
    described = {lexical(quad.subject) for quad in own(kg)}
    found = (finding for finding in reader.findings() if finding.focus in described or not kg.register_of(finding.focus))
    findings = sorted([*cycles, *found], key=lambda f: (SEVERITIES.index(f.severity), f.shape, f.focus, f.value or ""))
    return Report(
        findings=tuple(findings),
        records=len(_targets(kg, rules)),
        shapes=len(set(rules.subjects(_uri(SH.severity), None))),
        example_data=kg.example_data,
        turtle=result.serialize(format="turtle"),
    )


def read_shapes(files: Iterable[str | Path] = ()) -> rdflib.Graph:
    """Return our shapes together with those of `files`. Raises ShapeError."""
    graph = _shipped_shapes()
    for file in files:
        path = Path(file)
        try:
            text = decode(path.read_bytes(), path.name)
            check_text(text, "ttl", path.name)
            triples = [quad.triple for quad in ox.parse(text.encode(), format=ox.RdfFormat.TURTLE)]
        except (OSError, SyntaxError, ValueError, SourceError) as error:
            raise ShapeError("shapes-unreadable", path=path.name, detail=str(error)) from None
        own = _as_graph(triples)
        if not any(own.subjects(None, _uri(SH.NodeShape))) and not any(own.subjects(None, _uri(SH.PropertyShape))):
            raise ShapeError("shapes-empty", path=path.name)
        graph = graph + own
    return graph


@cache
def _shipped_shapes() -> rdflib.Graph:
    files = (
        ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)
        for path in shipped_files("shapes", ".ttl")
    )
    return _as_graph(quad.triple for quads in files for quad in quads)


class _Reader:
    """Turns the standard report into findings."""

    def __init__(self, kg: KnowledgeGraph, shapes: rdflib.Graph, result: rdflib.Graph) -> None:
        self.kg = kg
        self.shapes = shapes
        self.result = result

    def findings(self) -> Iterable[Finding]:
        for node in self.result.objects(None, _uri(SH.result)):
            shape = self.result.value(node, _uri(SH.sourceShape))
            focus = str(self.result.value(node, _uri(SH.focusNode)))
            yield Finding(
                severity=_SEVERITY.get(str(self.result.value(node, _uri(SH.resultSeverity))), "violation"),
                shape=code(str(shape)),
                focus=focus,
                label=_label(self.kg, focus),
                path=self._text(node, SH.resultPath),
                value=self._text(node, SH.value),
                component=code(self._text(node, SH.sourceConstraintComponent) or ""),
                problem=self._words(shape, SH.message) or _by_language(self.result, node, SH.resultMessage),
                remedy=self._words(shape, SKOS.scopeNote),
                question=self._words(shape, SHAPES.question),
                place=self.kg.locate(focus),
                gap=code(str(self.shapes.value(shape, _uri(SHAPES.gap)) or "")) or None,
            )

    def _text(self, node: Any, property_: str) -> str | None:
        import rdflib

        value = self.result.value(node, _uri(property_))
        return None if value is None or isinstance(value, rdflib.BNode) else str(value)

    def _words(self, shape: Any, property_: str) -> dict[str, str]:
        return _by_language(self.shapes, shape, property_)


def _label(kg: KnowledgeGraph, iri: str) -> str:
    """Name a record; deadlines, steps and responsibilities have no name of their own and take that of their norm."""
    record = kg.record(iri)
    if record.labels():
        return record.label()
    owners = [*record.all(CAKG.ofNorm), *(kg.subjects(CAKG.deadline, iri) + kg.subjects(CAKG.step, iri))]
    return f"{shorten(iri)}: {_label(kg, owners[0])}" if owners else shorten(iri)


def _by_language(graph: rdflib.Graph, subject: Any, property_: str) -> dict[str, str]:
    words: Iterable[Any] = graph.objects(subject, _uri(property_))
    return {word.language or "vi": str(word) for word in words}


def _targets(kg: KnowledgeGraph, shapes: rdflib.Graph) -> set[str]:
    """Return the records of the sources that a shape looks at."""
    classes = {str(target) for target in shapes.objects(None, _uri(SH.targetClass))}
    wanted = {lower for class_ in classes for lower in kg.subclasses.get(class_, {class_})}
    sources = {source.graph for source in kg.sources}
    types = (quad for quad in own(kg) if quad.predicate.value == RDF.type and lexical(quad.graph_name) in sources)
    return {lexical(quad.subject) for quad in types if lexical(quad.object) in wanted}


def _as_graph(triples: Iterable[ox.Triple]) -> rdflib.Graph:
    import rdflib

    graph = rdflib.Graph()
    graph.parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"", format="nt")
    return graph


def _uri(iri: str) -> Any:
    import rdflib

    return rdflib.URIRef(iri)

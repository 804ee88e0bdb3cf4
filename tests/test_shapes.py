"""What our shapes say: nothing required can be missing unseen, every gap has its kind, every query can be run at once."""

import re
from collections import defaultdict
from itertools import chain
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.collection import Collection

import cakg.shapes
from cakg.namespaces import CAKG, ID, OWL, RDF, RDFS, SH, SHAPES, SKOS, XSD
from cakg.resources import shipped_files
from cakg.shacl import ShapesGraph
from cakg.terms import code

CASES = sorted((Path(__file__).parent / "shapes").rglob("*.ttl"))
GOOD = [path for path in CASES if path.parent.name == "good"]
DAY = "2026-11-22"
CAKG_PREFIX = f"PREFIX cakg: <{CAKG.base}>"
WHERE_READ = (rdflib.URIRef(SH.sparql), rdflib.URIRef(SHAPES.statedWhereRead))
GAPS = {SHAPES.notStated, SHAPES.notExtracted, SHAPES.ambiguous}
IN_SPARQL = {
    "Extension-turn": CAKG.ofOccurrence,
    "Mention-reference": CAKG.refersTo,
    "Norm-deadline": CAKG.deadline,
    "Norm-reportedForce": CAKG.bindingForce,
    "Norm-writtenForce": CAKG.statedIn,
    "PeriodDeadline-dueBy": CAKG.dueBy,
    "RelativeDeadline-workingDays": CAKG.offset,
    "Responsibility-bearer": CAKG.bearer,
    "Responsibility-inherited": CAKG.evidencedBy,
    "StatusAssessment-overdue": CAKG.evidencedBy,
    "TargetStep-range": CAKG.boundReading,
}
"""Shapes that require a property only in some cases, which SPARQL tells; each with the property."""
WHERE = {
    "Norm-reportedForce": """?this cakg:statedIn ?source . ?source a cakg:SourceDocument
        FILTER NOT EXISTS { ?this cakg:statedIn ?other FILTER NOT EXISTS { ?other a cakg:SourceDocument } }""",
    "Norm-writtenForce": """?this cakg:bindingForce <https://w3id.org/cakg/vocab/binding-force/binding>
        FILTER NOT EXISTS { ?this cakg:confirmedBy ?instrument }""",
    "StatusAssessment-overdue": """?this cakg:ofResponsibility ?duty ; cakg:assessedStatus <https://w3id.org/cakg/vocab/status/overdue>
        FILTER NOT EXISTS { ?closure a cakg:ClosureDeclaration ; cakg:ofResponsibility ?duty }""",
}
"""Those of them that some good records do not need the property for, with who needs it."""
READ = """?this cakg:evidencedBy|(^(cakg:deadline|cakg:step)/cakg:evidencedBy)|(^cakg:deadline/^cakg:step/cakg:evidencedBy) ?span"""
"""Who needs what must be stated where the source was read."""
ABSENT = {"ContinuousDuty-dueBy", "Target-deadline", "TextSpan-words", "UnstatedDeadline-dueBy", "UnstatedDeadline-stated"}
"""Shapes that ask for nothing to be there."""
TOGETHER = {"StatusAssessment-overdue": {"StatusAssessment-proof"}}
"""Shapes that find what others find too: overdue without a basis has no proof either."""


def _uri(iri):
    return rdflib.URIRef(iri)


def _graph(kind):
    graph = rdflib.Graph()
    for path in shipped_files(kind, ".ttl"):
        graph.parse(path)
    return graph


@pytest.fixture(scope="module")
def shapes():
    """All shapes in one graph."""
    return _graph("shapes")


@pytest.fixture(scope="module")
def ontology():
    """The ontology with its vocabularies in one graph."""
    return _graph("ontology")


def _properties(shapes, path):
    """Return the properties whose triples a path starts or ends with, each with whether it is followed backwards."""
    if isinstance(path, rdflib.URIRef):
        return [(path, False)]
    inverse, alternatives = (shapes.value(path, _uri(name)) for name in (SH.inversePath, SH.alternativePath))
    if inverse is not None:
        return [(inverse, True)]
    if alternatives is not None:
        return [(item, False) for item in Collection(shapes, alternatives)]
    return _properties(shapes, next(iter(Collection(shapes, path))))


def _required(shapes):
    """Return for each class the shapes that require something of its records, with how it is reached."""
    required = defaultdict(list)
    for shape in set(shapes.subjects(_uri(SH.severity), None)):
        least = [shapes.value(shape, _uri(SH[name])) for name in ("minCount", "qualifiedMinCount")]
        path = shapes.value(shape, _uri(SH.path))
        if path == _uri(RDF.type):
            continue  # without its class a record is another one, which Record-class sees
        if any(least) or code(shape) in IN_SPARQL or (shape, *WHERE_READ) in shapes:
            own = IN_SPARQL.get(code(shape))
            reached = [(_uri(own), False)] if own else _properties(shapes, path)
            for node in shapes.subjects(_uri(SH.property), shape):
                targets = chain(shapes.objects(node, _uri(SH.targetClass)), shapes.objects(node, _uri(SH.targetSubjectsOf)))
                for target in targets:
                    required[str(target)].append((code(shape), reached))
    return required


class _Mutants:
    """Copies of every good record that each lack what one shape requires, with the records around it, all in one graph."""

    def __init__(self, shapes, classes):
        self.required = _required(shapes)
        self.classes = classes
        self.triples = []
        self.expected = {}

    def add(self, number, path):
        triples = list(_apart(number, path))
        tried = set()
        for record in sorted({triple[0].value for triple in triples if isinstance(triple[0], ox.NamedNode)}):
            about = [triple for triple in triples if triple[0].value == record]
            kinds = {upper for t in about if t[1].value == RDF.type for upper in self.classes[t[2].value]}
            if path.parent.parent.name not in {"common", *map(_folder, kinds)}:
                continue  # it stands there for another record, and is tried in the cases of its own class
            tried.add(record)
            for name, properties in [
                item for kind in sorted(kinds | {t[1].value for t in about}) for item in self.required[kind]
            ]:
                self._copy(triples, record, name, properties)
        self.triples += [triple for triple in triples if triple[0].value not in tried]

    def _copy(self, triples, record, name, properties):
        mutant = ox.NamedNode(f"{record}/without-{name}")
        wanted = dict(properties)

        def lacking(triple):
            backwards = wanted.get(_uri(triple[1].value))
            end = triple[2] if backwards else triple[0]
            return backwards is not None and end.value == record

        around = [triple for triple in triples if record in (triple[0].value, getattr(triple[2], "value", None))]
        if not any(map(lacking, around)):
            return
        self.expected[mutant.value] = name
        for triple in around:
            if not lacking(triple):
                self.triples.append(tuple(mutant if getattr(term, "value", None) == record else term for term in triple))


def _apart(number, path):
    """Return the triples of a case with the records and the numbers of instruments kept apart from those of the others."""
    base = f"{ID.base}case-{number}/"

    def renamed(term):
        if isinstance(term, ox.NamedNode) and term.value.startswith(ID.base):
            return ox.NamedNode(base + term.value.removeprefix(ID.base))
        return term

    for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE, rename_blank_nodes=True):
        triple = tuple(map(renamed, quad.triple))
        if triple[1].value == CAKG.number:
            triple = (*triple[:2], ox.Literal(re.sub(r"^\d+", rf"\g<0>{100 + number}", triple[2].value)))
        yield triple


def _folder(class_):
    """Return the name of the folder with the cases of a class."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", code(class_)).lower()


def test_whatever_is_required_is_missed_when_it_is_gone(shapes, ontology, tmp_path):
    """Take from a good record what a shape requires, and that very shape speaks; every such shape is tried."""
    classes = defaultdict(set)
    for class_ in ontology.subjects(_uri(RDF.type), _uri(OWL.Class)):
        classes[str(class_)] = {str(upper) for upper in ontology.transitive_objects(class_, _uri(RDFS.subClassOf))}
    mutants = _Mutants(shapes, classes)
    for number, path in enumerate(GOOD):
        mutants.add(number, path)
    file = tmp_path / "mutants.nt"
    file.write_bytes(ox.serialize([ox.Triple(*triple) for triple in mutants.triples], format=ox.RdfFormat.N_TRIPLES))
    found = defaultdict(set)
    kg = cakg.load(file)
    for finding in cakg.shapes.validate(kg, as_of=DAY):
        found[finding.focus].add(finding.shape)
    who_needs = WHERE | {code(shape): READ for shape in shapes.subjects(*WHERE_READ)}
    needing = {
        name: {row["this"].value for row in kg.query(f"{CAKG_PREFIX} SELECT ?this {{ {who} }}")}
        for name, who in who_needs.items()
    }
    for focus, name in mutants.expected.items():
        assert (name in found[focus]) == (name not in needing or focus in needing[name]), (name, focus)
    seen = {name for focus, name in mutants.expected.items() if name in found[focus]}
    wanted = {name for items in mutants.required.values() for name, _ in items}
    assert sorted(wanted - seen) == ["UnstatedDeadline-stated"]  # says only that nothing is stated; no record can have it


def _store(kind):
    store = ox.Store()
    for path in shipped_files(kind, ".ttl"):
        store.load(path=path, format=ox.RdfFormat.TURTLE)
    return store


def _focus(store, target):
    """Return the pattern of the focus nodes of a target."""
    if target.kind == "class":
        kinds = store.query(f"SELECT ?kind {{ ?kind <{RDFS.subClassOf}>* {target.term} }}")
        return f"?this a ?class . FILTER (?class IN ({', '.join(str(kind[0]) for kind in kinds)}))"
    return f"?other {target.term} ?this ." if target.kind == "objectsOf" else f"?this {target.term} ?other ."


def test_what_each_shape_looks_at_is_there_in_a_good_case(shapes):
    """A shape that conforms had something to look at: the property stands in a good record, and is right."""
    rules, data = ShapesGraph(_store("shapes")), _store("ontology")
    for number, path in enumerate(GOOD):
        data.extend(ox.Quad(*triple) for triple in _apart(number, path))
    unseen = set()
    for name in set(shapes.subjects(_uri(SH.severity), None)):
        path = rules.shape(ox.NamedNode(str(name))).path
        owners = [rules.shape(ox.NamedNode(str(owner))) for owner in shapes.subjects(_uri(SH.property), name)]
        targets = {target for owner in owners for target in owner.targets}
        if not any(data.query(f"ASK {{ {_focus(data, target)} ?this {path} ?value }}") for target in targets):
            unseen.add(code(name))
    assert unseen == ABSENT


def test_each_shape_has_a_bad_case_of_its_own(shapes, tmp_path):
    """Of each shape there is a case in which nothing else is wrong."""
    wanted = {}
    for number, path in enumerate(CASES):
        if path.parent.name == "bad":
            file = tmp_path / f"{number}.nt"
            triples = [ox.Triple(*triple) for triple in _apart(number, path)]
            file.write_bytes(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES))
            first = path.read_text(encoding="utf-8").splitlines()[0]
            wanted[file.name] = first.removeprefix("# expect:").strip()
    found = defaultdict(set)
    for finding in cakg.shapes.validate(cakg.load(tmp_path), as_of=DAY):
        file = Path(finding.place.name).name
        if finding.severity != "info" or finding.shape == wanted[file]:
            found[file].add(finding.shape)
    alone = {name for file, name in wanted.items() if found[file] == {name} | TOGETHER.get(name, set())}
    assert {code(shape) for shape in shapes.subjects(_uri(SH.severity), None)} - alone == set()


def test_every_gap_has_its_kind(shapes):
    """A finding that something is open or missing says whether it is not stated, not yet extracted or ambiguous."""
    for shape in set(shapes.subjects(_uri(SH.severity), None)):
        kinds = {str(kind) for kind in shapes.objects(shape, _uri(SHAPES.gap))}
        least = shapes.value(shape, _uri(SH.minCount)) or shapes.value(shape, _uri(SH.qualifiedMinCount))
        open_ = shapes.value(shape, _uri(SH.severity)) == _uri(SH.Info) or least
        assert kinds <= GAPS, shape
        assert len(kinds) == 1 if open_ else len(kinds) <= 1, shape
    keys = (SHAPES.numberKey, SHAPES.issuedNumberKey, SHAPES.openNumberKey)
    for kind in (*GAPS, SHAPES.gap, SHAPES.question, SHAPES.asOf, *keys, SHAPES.Context):
        for property_ in (SKOS.prefLabel, SKOS.definition):
            assert {word.language for word in shapes.objects(_uri(kind), _uri(property_))} == {"vi", "en"}, kind


@pytest.mark.parametrize(
    ("gone", "silent"),
    [(CAKG.evidencedBy, None), (CAKG.ofNorm, {"Norm-lead", "Obligation-bearer"})],
    ids=["span", "responsibility"],
)
def test_nothing_is_called_not_stated_before_it_was_read(gone, silent, tmp_path):
    """Take all spans from cases and examples, and nothing is “not stated”; without responsibilities nobody asks who leads."""
    triples = [
        triple for number, path in enumerate([*CASES, *shipped_files("examples", ".ttl")]) for triple in _apart(number, path)
    ]
    found = []
    for name, kept in (("all", triples), ("unread", [triple for triple in triples if triple[1].value != gone])):
        file = tmp_path / f"{name}.nt"
        file.write_bytes(ox.serialize([ox.Triple(*triple) for triple in kept], format=ox.RdfFormat.N_TRIPLES))
        findings = cakg.shapes.validate(cakg.load(file), as_of=DAY)
        found.append({finding.shape for finding in findings if finding.gap == code(SHAPES.notStated)})
    assert len(found[0]) > 10
    assert found[1] & (silent or found[0]) == set()


def test_every_query_binds_its_focus_node(shapes):
    """The focus node stands in a triple pattern at the top of WHERE, and no MINUS or federated query is used: all can be run at once."""
    for query in map(str, shapes.objects(None, _uri(SH.select))):
        top, depth = "", 0
        for letter in query.partition("WHERE")[2]:
            depth += {"{": 1, "}": -1}.get(letter, 0)
            top += letter if depth == 1 else ""
        patterns = re.sub(r"(FILTER|BIND)\b.*", "", top)
        assert re.search(r"\$this\s+\S+\s+|\{ *SELECT \$this", patterns) or re.search(
            r"SELECT \$this \((COUNT|SAMPLE)", query
        ), query
        assert not re.search(r"\b(MINUS|SERVICE|VALUES)\b", query), query
        # The store puts the terms of a sum in an order of its own, and knows no duration plus a day: subtract instead.
        assert not re.search(r'\+\s*"-?P|Duration\s*\+', query), query


def test_every_property_tells_that_its_subject_must_be_a_record(shapes, ontology):
    """No record goes unseen for want of a class: each of our properties makes its subject one, but those said of concepts."""
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    ours = {name for kind in kinds for name in ontology.subjects(_uri(RDF.type), _uri(kind)) if name.startswith(CAKG.base)}
    seen = set(shapes.objects(_uri(SHAPES.Described), _uri(SH.targetSubjectsOf)))
    assert ours - seen == {_uri(CAKG.rank), _uri(CAKG.alternativeOf)}
    assert seen <= ours


def test_no_reference_can_dangle_and_no_day_can_be_a_year(shapes, ontology):
    """Every object property is checked for what it points at, every day for being an xsd:date of a year that can be."""
    checked, typed = set(), defaultdict(set)
    for shape, path in shapes.subject_objects(_uri(SH.path)):
        names = {name for name, _ in _properties(shapes, path)}
        if any(shapes.value(shape, _uri(SH[how])) for how in ("class", "node")):
            checked |= names
        for datatype in shapes.objects(shape, _uri(SH.datatype)):
            for name in names:
                typed[name].add(datatype)
    ours = {name for name in ontology.subjects(_uri(RDF.type), _uri(OWL.ObjectProperty)) if name.startswith(CAKG.base)}
    assert sorted(ours - checked) == [_uri(CAKG.alternativeOf)]  # used in our own vocabulary alone
    years = {name for name, _ in _properties(shapes, shapes.value(_uri(SHAPES["Record-year"]), _uri(SH.path)))}
    assert years == set(shapes.objects(_uri(SHAPES.Dated), _uri(SH.targetSubjectsOf)))
    for day in ontology.subjects(_uri(RDFS.range), _uri(XSD.date)):
        if day.startswith(CAKG.base):
            assert typed[day] == {_uri(XSD.date)}, day
            assert day in years

"""The ontology: complete, closed, inside OWL EL/RL, consistent, and with no term that nobody uses."""

from __future__ import annotations

import ast
import re
import shutil
from collections import defaultdict
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest

import cakg
from cakg.namespaces import CAKG, DCTERMS, OA, OWL, PROV, RDF, RDFS, SKOS, VOCAB, XSD
from cakg.resources import shipped, shipped_files
from cakg.terms import code

if TYPE_CHECKING:
    from collections.abc import Iterable

ONTOLOGY = shipped("ontology")
HEAD = CAKG.base.removesuffix("#")
MODULES = sorted(ONTOLOGY.glob("*.ttl"))
VOCABULARIES = sorted(ONTOLOGY.glob("vocab/*.ttl"))
ALIGNMENTS = sorted(ONTOLOGY.glob("align/*.ttl"))
CASES = Path(__file__).parent / "shapes"

KINDS = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
VALUES = {XSD[name] for name in ("boolean", "date", "decimal", "duration", "integer", "string")}
CLOSE_ONLY = {"odrl", "dpv", "legalruleml"}
TARGETS = {
    "cccev": "http://data.europa.eu/m8g/",
    "dpv": "https://w3id.org/dpv#",
    "eli": "http://data.europa.eu/eli/ontology#",
    "legalruleml": "http://docs.oasis-open.org/legalruleml/ns/v1.0/metamodel#",
    "oa": OA.base,
    "odrl": "http://www.w3.org/ns/odrl/2/",
    "org": "http://www.w3.org/ns/org#",
    "prov": PROV.base,
    "skos": SKOS.base,
    "sosa": "http://www.w3.org/ns/sosa/",
}
DISJOINT_ELSEWHERE = """
@prefix org: <http://www.w3.org/ns/org#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
org:ChangeEvent a owl:Class .
org:Membership a owl:Class .
org:Organization a owl:Class ; owl:disjointWith org:ChangeEvent , org:Membership .
prov:Activity a owl:Class .
prov:Entity a owl:Class ; owl:disjointWith prov:Activity .
skos:ConceptScheme a owl:Class .
skos:Concept a owl:Class ; owl:disjointWith skos:ConceptScheme .
"""
"""What the target vocabularies say on disjoint classes; a wrong alignment would clash with it."""

Triples = list[Any]
"""Triples of pyoxigraph; their terms are of four types, which the tests need not tell apart."""


def read(*paths: Path) -> Triples:
    """Return the triples of Turtle files."""
    return [quad.triple for path in paths for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)]


def subjects(triples: Iterable[Any], property_: str, values: Iterable[str]) -> set[str]:
    """Return the subjects that have one of the values."""
    wanted = set(values)
    return {t.subject.value for t in triples if t.predicate.value == property_ and t.object.value in wanted}


def objects(triples: Iterable[Any], subject: str, property_: str) -> list[str]:
    """Return the values of a property of a subject."""
    return [t.object.value for t in triples if t.subject.value == subject and t.predicate.value == property_]


def languages(triples: Iterable[Any], subject: str, property_: str) -> list[str]:
    """Return the languages in which a subject has a text that is not empty, sorted."""
    texts = [t.object for t in triples if t.subject.value == subject and t.predicate.value == property_]
    return sorted(text.language for text in texts if text.value.strip())


def terms_in(triples: Iterable[Any]) -> set[str]:
    """Return the local names of our terms that stand anywhere in triples or in SPARQL inside them."""
    found = set()
    for triple in triples:
        for node in (triple.subject, triple.predicate, triple.object):
            if isinstance(node, ox.NamedNode) and node.value.startswith(CAKG.base):
                found.add(node.value.removeprefix(CAKG.base))
        if triple.predicate.value in {"http://www.w3.org/ns/shacl#select", "http://www.w3.org/ns/shacl#ask"}:
            found |= terms_in_sparql(triple.object.value)
    return found


def terms_in_sparql(text: str) -> set[str]:
    """Return the local names of our terms in a SPARQL text, comments left out."""
    return set(re.findall(r"(?<![\w-])cakg:(\w+)", re.sub(r"^\s*#.*$", "", text, flags=re.MULTILINE)))


def terms_in_python(text: str) -> set[str]:
    """Return the local names of our terms that Python code takes from `CAKG`."""
    nodes = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Attribute))
    return {node.attr for node in nodes if isinstance(node.value, ast.Name) and node.value.id == "CAKG"}


@pytest.fixture(scope="module")
def modules() -> Triples:
    """Return the triples of the ontology without alignments and vocabularies."""
    return read(*MODULES)


@pytest.fixture(scope="module")
def terms(modules: Triples) -> set[str]:
    """Return the IRIs of the terms the ontology declares."""
    return subjects(modules, RDF.type, KINDS)


def test_every_term_is_named_and_defined_in_both_languages(modules: Triples, terms: set[str]) -> None:
    """Each term has one label and one definition in Vietnamese and in English."""
    faulty = {
        code(term): [name for name in ("prefLabel", "definition") if languages(modules, term, SKOS[name]) != ["en", "vi"]]
        for term in sorted(terms)
    }
    assert {term: missing for term, missing in faulty.items() if missing} == {}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_every_module_is_one_ontology_that_defines_its_terms(path: Path) -> None:
    """A module declares itself once, with its titles, imports nothing and is named as the home of its terms."""
    triples = read(path)
    itself = HEAD if path.stem == "cakg" else f"{HEAD}/{path.stem}"
    assert subjects(triples, RDF.type, [OWL.Ontology]) == {itself}
    assert languages(triples, itself, DCTERMS.title) == ["en", "vi"]
    assert not [triple for triple in triples if triple.predicate.value == OWL.imports]
    homes = {term: objects(triples, term, RDFS.isDefinedBy) for term in subjects(triples, RDF.type, KINDS)}
    assert {term: home for term, home in homes.items() if home != [itself]} == {}


def test_the_head_lists_every_module(modules: Triples) -> None:
    """The head names exactly the module files as its parts."""
    assert set(objects(modules, HEAD, DCTERMS.hasPart)) == {f"{HEAD}/{path.stem}" for path in MODULES if path.stem != "cakg"}


def test_the_namespace_in_python_is_the_ontology(terms: set[str]) -> None:
    """`CAKG` knows the terms of the ontology and no other."""
    assert {CAKG.base + name for name in CAKG.terms} == terms


@pytest.mark.parametrize("path", VOCABULARIES, ids=lambda path: path.stem)
def test_every_concept_is_named_defined_and_in_its_scheme(path: Path) -> None:
    """A vocabulary file holds one scheme, and every concept of it has its texts in both languages."""
    triples = read(path)
    scheme = VOCAB[path.stem]
    assert subjects(triples, RDF.type, [SKOS.ConceptScheme]) == {scheme}
    concepts = {triple.subject.value for triple in triples} - {scheme}
    assert concepts == subjects(triples, RDF.type, [SKOS.Concept, CAKG.UnitKind])
    for concept in sorted({*concepts, scheme}):
        assert languages(triples, concept, SKOS.prefLabel) == ["en", "vi"], concept
        assert languages(triples, concept, SKOS.definition) == ["en", "vi"], concept
        assert concept == scheme or objects(triples, concept, SKOS.inScheme) == [scheme], concept
        assert concept == scheme or concept == f"{scheme}/{code(concept)}"


def test_letters_and_labels_are_unique_within_a_vocabulary() -> None:
    """Two concepts of one vocabulary never share a letter code or a label, so both can be typed in a filter."""
    seen: dict[tuple[str, str, str | None], set[str]] = defaultdict(set)
    for path in VOCABULARIES:
        for triple in read(path):
            if triple.predicate.value in {SKOS.notation, SKOS.prefLabel}:
                seen[path.stem, triple.object.value, triple.object.language].add(triple.subject.value)
    assert {key: names for key, names in seen.items() if len(names) > 1} == {}


def test_only_constructs_of_owl_el_and_rl() -> None:
    """No unions, restrictions, cardinalities, inverses, keys or anonymous classes; disjointness is the only list."""
    triples = read(*MODULES, *ALIGNMENTS)
    languages_of_logic = (OWL.base, RDFS.base, RDF.base)
    allowed = {
        RDF.type,
        RDF.first,
        RDF.rest,
        RDFS.subClassOf,
        RDFS.subPropertyOf,
        RDFS.domain,
        RDFS.range,
        RDFS.isDefinedBy,
        OWL.members,
        OWL.versionIRI,
        OWL.versionInfo,
    }
    assert {t.predicate.value for t in triples if t.predicate.value.startswith(languages_of_logic)} <= allowed
    assert {t.object.value for t in triples if t.predicate.value == RDF.type} <= {*KINDS, OWL.Ontology, OWL.AllDisjointClasses}
    shaping = {RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range}
    for triple in triples:
        if triple.predicate.value in shaping:
            assert isinstance(triple.subject, ox.NamedNode), triple
            assert isinstance(triple.object, ox.NamedNode), triple


def test_ranges_fit_the_kind_of_property_and_dates_are_whole_days(modules: Triples) -> None:
    """Relations lead to one class, values are of few datatypes, and a year alone is never a value (gYear, gYearMonth)."""
    classes = {*subjects(modules, RDF.type, [OWL.Class]), SKOS.Concept}
    relations, values = (subjects(modules, RDF.type, [kind]) for kind in (OWL.ObjectProperty, OWL.DatatypeProperty))
    for property_ in relations | values:
        domains, ranges = (objects(modules, property_, name) for name in (RDFS.domain, RDFS.range))
        assert max(len(domains), len(ranges)) <= 1, property_  # two domains would mean both at once
        assert set(domains) <= classes, property_
        assert set(ranges) <= (classes if property_ in relations else VALUES), property_
    everything = read(*shipped_files("ontology", ".ttl"), *shipped_files("examples", ".ttl"))
    datatypes = {t.object.datatype.value for t in everything if isinstance(t.object, ox.Literal)}
    assert datatypes <= {*VALUES, RDF.langString}


def test_a_population_is_never_an_organisation() -> None:
    """Neither its class nor any property of ours turns a class of units into an organisation."""
    organisation = {TARGETS["org"] + "Organization", PROV.Organization, CAKG.Unit}
    triples = read(*MODULES, *ALIGNMENTS)
    assert not closure(CAKG.Population, triples, RDFS.subClassOf) & organisation
    examples = read(*shipped_files("examples", ".ttl"))
    populations = subjects(examples, RDF.type, [CAKG.Population])
    assert populations
    for triple in examples:
        for node, side in ((triple.subject, RDFS.domain), (triple.object, RDFS.range)):
            if node.value in populations:
                properties = closure(triple.predicate.value, triples, RDFS.subPropertyOf)
                inferred = {class_ for name in properties for class_ in objects(triples, name, side)}
                above = {upper for class_ in inferred for upper in closure(class_, triples, RDFS.subClassOf)}
                assert not above & organisation, triple


def closure(term: str, triples: Triples, relation: str) -> set[str]:
    """Return a term with everything above it."""
    reached, waiting = {term}, [term]
    while waiting:
        for upper in objects(triples, waiting.pop(), relation):
            if upper not in reached:
                reached.add(upper)
                waiting.append(upper)
    return reached


@pytest.mark.parametrize("path", ALIGNMENTS, ids=lambda path: path.stem)
def test_alignments_stay_in_their_target(path: Path, terms: set[str]) -> None:
    """An alignment says what it is and relates our terms to terms of one vocabulary, closely only where we say so."""
    triples = read(path)
    itself = f"{HEAD}/align/{path.stem}"
    assert subjects(triples, RDF.type, [OWL.Ontology]) == {itself}
    assert languages(triples, itself, DCTERMS.title) == ["en", "vi"]
    assert objects(triples, itself, DCTERMS.source)
    links = [t for t in triples if t.subject.value != itself and t.predicate.value != RDF.type]
    relations = {SKOS.closeMatch} if path.stem in CLOSE_ONLY else {RDFS.subClassOf, RDFS.subPropertyOf}
    assert links
    assert {link.predicate.value for link in links} <= relations
    assert {link.subject.value for link in links} <= terms
    assert all(re.fullmatch(re.escape(TARGETS[path.stem]) + r"\w+", link.object.value) for link in links)


def test_there_is_one_alignment_for_each_target() -> None:
    """The folder holds exactly the targets we know."""
    assert {path.stem for path in ALIGNMENTS} == set(TARGETS)


@pytest.mark.parametrize("folder", ["", "vocab", "align"])
def test_the_readme_lists_every_file(folder: str) -> None:
    """The README of each folder has one line for each of its Turtle files and for no other."""
    text = (ONTOLOGY / folder / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^- `([\w-]+\.ttl)`: ", text, flags=re.MULTILINE)
    assert listed == sorted(path.name for path in (ONTOLOGY / folder).glob("*.ttl"))


def test_every_term_earns_its_place(terms: set[str]) -> None:
    """A term is asked for by a shape, a question, a rule or the code, and stands in an example or a test case."""
    asked = terms_in(read(*shipped_files("shapes", ".ttl")))
    for path in shipped_files("queries", ".rq"):
        asked |= terms_in_sparql(path.read_text(encoding="utf-8"))
    for path in Path(cakg.__file__).parent.rglob("*.py"):
        if path.name != "namespaces.py":
            asked |= terms_in_python(path.read_text(encoding="utf-8"))
    shown = terms_in(read(*shipped_files("examples", ".ttl"), *VOCABULARIES, *sorted(CASES.rglob("*.ttl"))))
    names = {term.removeprefix(CAKG.base) for term in terms}
    missing = {"never asked for": sorted(names - asked), "never shown": sorted(names - shown)}
    assert not any(missing.values()), missing


def unsatisfiable(triples: Triples) -> list[str]:
    """Return the classes that can have no member, as HermiT sees it; raise where the whole is inconsistent."""
    java = shutil.which("java")
    if java is None:
        pytest.skip("HermiT needs Java, and there is no java on the path")
    owlready2 = pytest.importorskip("owlready2")
    owlready2.JAVA_EXE = java
    world = owlready2.World()
    data = ox.serialize(triples, format=ox.RdfFormat.RDF_XML)
    world.get_ontology("https://w3id.org/cakg/test#").load(fileobj=BytesIO(data or b""), format="rdfxml")
    owlready2.sync_reasoner_hermit(world, ignore_unsupported_datatypes=True, debug=0)
    return sorted(name.iri for name in world.inconsistent_classes())


def logic() -> Triples:
    """Return ontology, vocabularies and alignments, with the disjointness that the targets of alignment declare."""
    elsewhere = [quad.triple for quad in ox.parse(DISJOINT_ELSEWHERE, format=ox.RdfFormat.TURTLE)]
    return [*read(*shipped_files("ontology", ".ttl")), *elsewhere]


def member(name: str, class_: str) -> Any:
    """Return the statement that a made-up record belongs to a class."""
    return ox.Triple(ox.NamedNode(f"https://w3id.org/cakg/id/test/{name}"), ox.NamedNode(RDF.type), ox.NamedNode(class_))


def test_ontology_and_examples_are_consistent() -> None:
    """HermiT finds no contradiction between ontology, alignments and examples, and every class can have members."""
    assert unsatisfiable([*logic(), *read(*shipped_files("examples", ".ttl"))]) == []


@pytest.mark.parametrize(
    "classes",
    [
        (CAKG.Unit, CAKG.Population),
        (CAKG.Obligation, CAKG.Target),
        (CAKG.FixedDeadline, CAKG.UnstatedDeadline),
        (CAKG.Utterance, CAKG.Claim),
    ],
    ids=lambda names: "-".join(map(code, names)),
)
def test_a_contradiction_is_found(classes: tuple[str, ...]) -> None:
    """A record of two classes that exclude each other is inconsistent, so the test above can fail."""
    owlready2 = pytest.importorskip("owlready2")
    with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
        unsatisfiable([*logic(), *(member("both", name) for name in classes)])

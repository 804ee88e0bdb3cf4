"""Small random graphs and shapes, the same for the same seed: what engines are compared on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random

import pyoxigraph as ox

from cakg.namespaces import RDF, RDFS, SH, XSD

EX = "https://example.org/"
XSD_DATES = ("date", "dateTime")


def ex(name: str) -> ox.NamedNode:
    """Return a name of the example."""
    return ox.NamedNode(EX + name)


def typed(text: str, name: str) -> ox.Literal:
    """Return a literal of a datatype of XML Schema."""
    return ox.Literal(text, datatype=ox.NamedNode(XSD.base + name))


NODES = (*(ex(f"n{number}") for number in range(5)), ox.BlankNode("b0"), ox.BlankNode("b1"))
PROPERTIES = tuple(ex(f"p{number}") for number in range(3))
CLASSES = tuple(ex(f"C{number}") for number in range(3))
STRINGS = (ox.Literal("a"), ox.Literal("ab"), ox.Literal("A b"), ox.Literal(""), ox.Literal("x\n\"y'"), ox.Literal("đ"))
WORDS = tuple(
    ox.Literal(text, language=tag) for text, tag in (("a", "vi"), ("a", "en"), ("b", "en"), ("b", "en-us"), ("", "vi"))
)
NUMBERS = (
    typed("1", "integer"),
    typed("2", "integer"),
    typed("-3", "integer"),
    typed("1.5", "decimal"),
    typed("2.0E0", "double"),
)
DAYS = (typed("2024-01-29", "date"), typed("2024-02-01", "date"), typed("2024-01-29T10:00:00Z", "dateTime"))
OTHERS = (typed("true", "boolean"), typed("false", "boolean"), ox.Literal("z", datatype=ex("unit")))
ILL_TYPED = (typed("x", "integer"), typed("2024-02-30", "date"), typed("maybe", "boolean"), typed("", "decimal"))
LITERALS = (*STRINGS, *WORDS, *NUMBERS, *DAYS, *OTHERS, *ILL_TYPED)
GRAPHS = (ex("g0"), ex("g1"))


@dataclass(frozen=True)
class Words:
    """What data and shapes speak of: literals, whether nodes are values too, and the bounds that values are held against.

    Without bounds nothing is compared by order.
    """

    literals: tuple[ox.Literal, ...]
    bounds: tuple[ox.Literal, ...] = ()
    nodes: bool = True


MIXED = Words(LITERALS, bounds=(*NUMBERS, *DAYS, *STRINGS[:2]))
"""Everything is compared with everything, also what has no order."""

PLAIN = (Words(LITERALS), Words(LITERALS), *(Words(family, family, nodes=False) for family in (NUMBERS, DAYS[:2], STRINGS)))
"""Only values of one order are compared: in the others pySHACL goes its own ways."""


def random_case(seed: int, *, mixed: bool = False) -> tuple[list[ox.Quad], list[ox.Quad]]:
    """Return data and shapes."""
    random = Random(seed)  # noqa: S311 - nothing secret
    words = MIXED if mixed else random.choice(PLAIN)
    return random_data(random, words), RandomShapes(random, words).write()


def random_data(random: Random, words: Words = MIXED) -> list[ox.Quad]:
    """Return the quads of two named graphs, some of them in both."""
    quads = []
    for _ in range(random.randint(6, 24)):
        subject, graph = random.choice(NODES if words.nodes else NODES[:5]), random.choice(GRAPHS)
        if random.random() < 0.25:
            predicate, value = ox.NamedNode(RDF.type), random.choice(CLASSES)
        else:
            predicate = random.choice(PROPERTIES)
            value = random.choice(NODES if words.nodes and random.random() < 0.5 else words.literals)
        quads.append(ox.Quad(subject, predicate, value, graph))
        if random.random() < 0.2:
            quads.append(ox.Quad(subject, predicate, value, GRAPHS[1 - GRAPHS.index(graph)]))
    for _ in range(random.choice((0, 1, 2))):
        below, above = random.choice(CLASSES), random.choice(CLASSES)
        quads.append(ox.Quad(below, ox.NamedNode(RDFS.subClassOf), above, random.choice(GRAPHS)))
    return quads


class RandomShapes:
    """Writes a graph of shapes; every shape that it refers to stands before, so that none is part of itself."""

    def __init__(self, random: Random, words: Words = MIXED) -> None:
        self.random = random
        self.words = words
        self.quads: list[ox.Quad] = []
        self.named: list[ox.NamedNode] = []
        self._blanks = 0

    def write(self) -> list[ox.Quad]:
        """Write some shapes with targets and return everything that was written."""
        for number in range(self.random.randint(2, 4)):
            shape = ex(f"S{number}")
            self.shape(shape, depth=2)
            self.targets(shape)
            self.named.append(shape)
        return self.quads

    def say(self, subject: ox.NamedNode | ox.BlankNode, property_: str, value: object) -> None:
        """Write one triple."""
        self.quads.append(ox.Quad(subject, ox.NamedNode(property_), value))  # type: ignore[arg-type]

    def blank(self) -> ox.BlankNode:
        """Return a new node without a name."""
        self._blanks += 1
        return ox.BlankNode(f"s{self._blanks}")

    def list(self, members: Iterable[object]) -> ox.NamedNode | ox.BlankNode:
        """Write a list and return its head."""
        head: ox.NamedNode | ox.BlankNode = ox.NamedNode(RDF.nil)
        for member in reversed(list(members)):
            rest, head = head, self.blank()
            self.say(head, RDF.first, member)
            self.say(head, RDF.rest, rest)
        return head

    def targets(self, shape: ox.NamedNode) -> None:
        """Give a shape one or two targets."""
        choose = self.random.choice
        if self.random.random() < 0.15:
            self.say(shape, RDF.type, ox.NamedNode(RDFS.Class))
        for _ in range(self.random.randint(1, 2)):
            kind = choose(("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf"))
            named = [node for node in NODES if isinstance(node, ox.NamedNode)]
            values = {"targetClass": CLASSES, "targetNode": (*named, *self.words.literals)}.get(kind, PROPERTIES)
            self.say(shape, SH[kind], choose(values))

    def shape(self, shape: ox.NamedNode | ox.BlankNode, depth: int, *, property_: bool | None = None) -> None:
        """Write a node shape or a property shape."""
        random = self.random
        is_property = random.random() < 0.5 if property_ is None else property_
        self.say(shape, RDF.type, ox.NamedNode(SH.PropertyShape if is_property else SH.NodeShape))
        if is_property:
            self.say(shape, SH.path, self.path())
        if random.random() < 0.3:
            self.say(shape, SH.severity, ox.NamedNode(random.choice((SH.Warning, SH.Info, SH.Violation))))
        if random.random() < 0.05:
            self.say(shape, SH.deactivated, typed("true", "boolean"))
        for _ in range(random.randint(1, 3)):
            self.constraint(shape, depth, is_property=is_property)

    def path(self, depth: int = 2, *, inverted: bool = False) -> ox.NamedNode | ox.BlankNode:
        """Write a path: mostly one property. pySHACL loses what a sequence leads to when it is inverted."""
        random = self.random
        if not depth or random.random() < 0.55:
            return random.choice(PROPERTIES)
        kinds = ["inverse", "alternative", "zeroOrMore", "oneOrMore", "zeroOrOne"]
        kind = random.choice(kinds if inverted and self.words is not MIXED else [*kinds, "sequence"])
        inverted = inverted or kind == "inverse"
        if kind == "sequence":
            return self.list(self.path(depth - 1, inverted=inverted) for _ in range(random.randint(2, 3)))
        node = self.blank()
        if kind == "alternative":
            self.say(node, SH.alternativePath, self.list(self.path(depth - 1, inverted=inverted) for _ in range(2)))
        else:
            self.say(node, SH[f"{kind}Path"], self.path(depth - 1, inverted=inverted))
        return node

    def constraint(self, shape: ox.NamedNode | ox.BlankNode, depth: int, *, is_property: bool) -> None:
        """Give a shape one constraint."""
        random = self.random
        writers: list[Callable[..., None]] = [
            self._term,
            self._text,
            self._set,
            *([self._comparison] if self.words.bounds else []),
        ]
        if is_property:
            writers += [self._count, self._count, self._pair]
        else:
            writers += [self._closed]
        writers += [self._equal]
        if depth:
            writers += [self._nested, self._nested, self._logical]
            if is_property:
                writers += [self._qualified]
        random.choice(writers)(shape, depth)

    def _term(self, shape, _) -> None:
        name = self.random.choice(("class", "datatype", "nodeKind"))
        kinds = ("IRI", "BlankNode", "Literal", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral")
        datatypes = [XSD[each] for each in ("integer", "decimal", "double", "string", "boolean", *XSD_DATES)]
        values = {
            "class": CLASSES,
            "datatype": [*map(ox.NamedNode, (*datatypes, RDF.langString)), ex("unit")],
            "nodeKind": [ox.NamedNode(SH[kind]) for kind in kinds],
        }
        if name == "class" or not self._has(shape, name):
            self.say(shape, SH[name], self.random.choice(values[name]))

    def _text(self, shape, _) -> None:
        name = self.random.choice(("minLength", "maxLength", "pattern", "languageIn"))
        if self._has(shape, name):
            return
        if name == "pattern":
            self.say(shape, SH.pattern, ox.Literal(self.random.choice(("^a", "b$", "^[a-z]+$", "example", ".", "^$", "A"))))
            if self.random.random() < 0.3:
                self.say(shape, SH.flags, ox.Literal("i"))
        elif name == "languageIn":
            tags = self.random.sample(("vi", "en", "en-us", "fr"), self.random.randint(0, 2))
            self.say(shape, SH.languageIn, self.list(map(ox.Literal, tags)))
        else:
            least = 1 if name == "minLength" else 0
            self.say(shape, SH[name], typed(str(self.random.randint(least, 3)), "integer"))

    def _comparison(self, shape, _) -> None:
        name = self.random.choice(("minExclusive", "minInclusive", "maxExclusive", "maxInclusive"))
        if not self._has(shape, name):
            self.say(shape, SH[name], self.random.choice(self.words.bounds))

    def _set(self, shape, _) -> None:
        if self.random.random() < 0.5:
            self.say(shape, SH.hasValue, self.random.choice((*NODES[:5], *LITERALS)))
        elif not self._has(shape, "in"):
            self.say(shape, SH["in"], self.list(self.random.sample((*NODES[:5], *LITERALS), self.random.randint(0, 8))))

    def _count(self, shape, _) -> None:
        name = self.random.choice(("minCount", "maxCount"))
        if not self._has(shape, name):
            self.say(shape, SH[name], typed(str(self.random.randint(0, 3)), "integer"))

    def _pair(self, shape, _) -> None:
        """PySHACL refuses blank nodes here and orders IRIs: outside the mixed cases only literals are paired."""
        straight = any(
            quad.subject == shape and quad.predicate.value == SH.path and quad.object in PROPERTIES for quad in self.quads
        )
        ordered = self.words.bounds and (straight or self.words is MIXED)
        name = self.random.choice(("uniqueLang", *(("lessThan", "lessThanOrEquals") if ordered else ())))
        if name != "uniqueLang":
            self.say(shape, SH[name], self.random.choice(PROPERTIES))
        elif not self._has(shape, name):
            self.say(shape, SH.uniqueLang, typed(self.random.choice(("true", "true", "false")), "boolean"))

    def _equal(self, shape, _) -> None:
        self.say(shape, SH[self.random.choice(("equals", "disjoint"))], self.random.choice(PROPERTIES))

    def _closed(self, shape, _) -> None:
        if self._has(shape, "closed"):
            return
        self.say(shape, SH.closed, typed("true", "boolean"))
        if self.random.random() < 0.7:
            names = self.random.sample((*PROPERTIES, ox.NamedNode(RDF.type)), self.random.randint(0, 3))
            self.say(shape, SH.ignoredProperties, self.list(names))

    def _nested(self, shape, depth) -> None:
        name = self.random.choice(("node", "property", "property", "not"))
        self.say(shape, SH[name], self._part(depth, property_={"node": False, "property": True}.get(name)))

    def _logical(self, shape, depth) -> None:
        name = self.random.choice(("and", "or", "xone"))
        self.say(shape, SH[name], self.list(self._part(depth) for _ in range(self.random.randint(1, 3))))

    def _qualified(self, shape, depth) -> None:
        if self._has(shape, "qualifiedValueShape"):
            return
        self.say(shape, SH.qualifiedValueShape, self._part(depth))
        if self.random.random() < 0.4:
            self.say(shape, SH.qualifiedValueShapesDisjoint, typed("true", "boolean"))
        bounds = self.random.sample(("qualifiedMinCount", "qualifiedMaxCount"), self.random.randint(1, 2))
        for bound in bounds:
            self.say(shape, SH[bound], typed(str(self.random.randint(0, 2)), "integer"))

    def _part(self, depth: int, *, property_: bool | None = None) -> ox.NamedNode | ox.BlankNode:
        """Return a shape to refer to: one that has a name already, or a new one."""
        known = [shape for shape in self.named if property_ in (None, self._has(shape, "path"))]
        if known and self.random.random() < 0.25:
            return self.random.choice(known)
        part = self.blank()
        self.shape(part, depth - 1, property_=property_)
        return part

    def _has(self, shape: object, name: str) -> bool:
        return any(quad.subject == shape and quad.predicate.value == SH[name] for quad in self.quads)

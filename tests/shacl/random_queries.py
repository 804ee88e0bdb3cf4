"""Random constraints that are queries: sh:sparql and custom components, on the small random graphs."""

from __future__ import annotations

from random import Random

import pyoxigraph as ox
from random_shapes import PROPERTIES, RandomShapes, Words, ex, random_data, typed

from cakg.namespaces import OWL, RDF, SH

ALL = Words((*(typed(str(number), "integer") for number in (-1, 1, 2, 3)), *map(ox.Literal, ("a", "ab", "b"))))


def random_query_case(seed: int, *, mixed: bool = False) -> tuple[list[ox.Quad], list[ox.Quad]]:
    """Return data and shapes whose constraints are queries; what pySHACL binds otherwise only if `mixed`."""
    random = Random(seed)  # noqa: S311 - nothing secret
    data = random_data(random, ALL)
    writer = RandomQueries(random, ALL)
    writer.mixed = mixed
    return data, writer.write()


class RandomQueries(RandomShapes):
    """Writes shapes whose constraints are queries, of the parts that people write them with."""

    _variables = 0
    _simple = False
    mixed = False

    def shape(self, shape: ox.NamedNode | ox.BlankNode, depth: int, *, property_: bool | None = None) -> None:
        """Write a shape with one query of its own, with a custom component, or with shapes inside that have them."""
        random = self.random
        is_property = random.random() < 0.4 if property_ is None else property_
        self.say(shape, RDF.type, ox.NamedNode(SH.PropertyShape if is_property else SH.NodeShape))
        if is_property:
            self.say(shape, SH.path, random.choice(PROPERTIES))
        kind = random.choice(("select", "select", "select", "component", "nested"))
        if kind == "nested" and depth:
            self._nested(shape, depth)
        elif kind == "component":
            self.component(shape, is_property=is_property)
        else:
            holder = self.blank()
            self.say(shape, SH.sparql, holder)
            self.say(holder, SH.select, ox.Literal(self.select(is_property=is_property)))
            self._prefixes(holder)

    def component(self, shape: ox.NamedNode | ox.BlankNode, *, is_property: bool) -> None:
        """Write a component with one parameter, and use it."""
        random = self.random
        component, validator, parameter = self.blank_named("Component"), self.blank(), self.blank()
        name = f"limit-{component.value.rpartition('/')[2]}".replace("-", "")
        self.say(component, RDF.type, ox.NamedNode(SH.ConstraintComponent))
        self.say(component, SH.parameter, parameter)
        self.say(parameter, SH.path, ex(name))
        self._prefixes(validator)
        if not is_property and (not self.mixed or random.random() < 0.5):
            self.say(component, SH.validator, validator)
            self.say(validator, RDF.type, ox.NamedNode(SH.SPARQLAskValidator))
            tests = ["$value = $L", "isIRI($value) || $value != $L", "!isNumeric($this) || $value < $L"]
            tests += ["EXISTS { $value ex:p0 ?x }", "EXISTS { ?x ex:p1 $value FILTER(?x != $this) }"] if self.mixed else []
            test = random.choice(tests)
            self.say(validator, SH.ask, ox.Literal(f"ASK {{ FILTER({test.replace('$L', '$' + name)}) }}"))
        else:
            self.say(component, SH.propertyValidator if is_property else SH.nodeValidator, validator)
            self.say(validator, RDF.type, ox.NamedNode(SH.SPARQLSelectValidator))
            text = self.select(is_property=is_property, simple=True).replace(" 1)", f" ${name})")
            self.say(validator, SH.select, ox.Literal(text))
        self.say(shape, ex(name).value, typed(str(random.randint(0, 2)), "integer"))

    def select(self, *, is_property: bool, simple: bool = False) -> str:
        """Return a query that finds what is wrong."""
        random = self.random
        path = "$PATH" if is_property else random.choice(("ex:p0", "ex:p1", "ex:p2"))
        if not simple and random.random() < 0.2:
            function = random.choice(("COUNT(DISTINCT ?value)", "COUNT(?value)", "MIN(?length)", "SUM(?length)"))
            part = self.part("?value") if "DISTINCT" in function else "OPTIONAL { ?value ex:p0 ?more } FILTER(?value != $this)"
            length = "FILTER(!isBlank(?value)) BIND(STRLEN(STR(?value)) AS ?length)" if "length" in function else ""
            return f"SELECT $this WHERE {{ $this {path} ?value . {part} {length} }} GROUP BY $this HAVING({function} > 1)"
        self._simple = simple
        parts = " ".join(self.part("?value") for _ in range(random.randint(1, 3)))
        return f"SELECT $this ?value WHERE {{ $this {path} ?value . {parts} }}"

    def part(self, value: str, depth: int = 2) -> str:
        """Return one part of a group."""
        random = self.random
        other = self.variable()
        step = random.choice(("ex:p0", "ex:p1", "^ex:p2", "ex:p1/ex:p2", "ex:p0*", "ex:p0|ex:p1"))
        start = random.choice(("$this", value))
        plain = (
            f"{start} {step} {other} .",
            f"FILTER(isNumeric({value}) && {value} > 1)",
            f"FILTER({value} != $this)",
            f"FILTER(isIRI({value}))",
            f"FILTER(BOUND({value}) && isIRI($this) && STRLEN(STR($this)) > 1)",
            f'FILTER(!isBlank({value})) BIND(STR({value}) AS {other}) FILTER({other} > "a")',
            f"BIND($this AS {other}) FILTER({other} != {value})",
        )
        if not depth or random.random() < 0.4:
            return random.choice(plain)
        inner = self.part(value, depth - 1) if random.random() < 0.7 else ""
        sums = f"{{ SELECT $this (COUNT({other}) AS {other}n) WHERE {{ $this ex:p1 {other} }} GROUP BY $this }}"
        return random.choice(
            (
                f"OPTIONAL {{ {start} {step} {other} . }} FILTER(!BOUND({other}))",
                f"OPTIONAL {{ {start} {step} {other} . FILTER({other} != $this) }}",
                f"FILTER NOT EXISTS {{ {start} {step} {other} . {self.part(other, depth - 1)} }}",
                f"FILTER EXISTS {{ {start} {step} {other} . FILTER NOT EXISTS {{ {other} a ex:C0 }} }}",
                f"{{ {start} {step} {other} . {self.part(other, depth - 1)} }} UNION {{ $this ex:p1 {other} . }}",
                f"{{ $this ex:p0 {value} . FILTER({value} != $this) }} UNION {{ $this ex:p1 {value} . {inner} }}",
                f"{{ $this {step} {other} . FILTER($this != {other}) }}",
                *([] if self._simple else [f"{sums} FILTER({other}n > 1)"]),
            )
        )

    def variable(self) -> str:
        """Return a variable that no other part uses."""
        self._variables += 1
        return f"?v{self._variables}"

    def blank_named(self, kind: str) -> ox.NamedNode:
        """Return a name that nothing else has, in other cases neither: pySHACL remembers components by name."""
        self._blanks += 1
        return ex(f"{kind}{self._blanks}x{self.random.randrange(10**12)}")

    def _prefixes(self, holder: ox.BlankNode) -> None:
        self.say(holder, SH.prefixes, ex("prefixes"))
        if not any(quad.predicate.value == SH.declare for quad in self.quads):
            declared = self.blank()
            self.say(ex("prefixes"), RDF.type, ox.NamedNode(OWL.Ontology))
            self.say(ex("prefixes"), SH.declare, declared)
            self.say(declared, SH.prefix, ox.Literal("ex"))
            self.say(declared, SH.namespace, typed(ex("").value, "anyURI"))

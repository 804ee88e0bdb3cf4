"""Shapes of the caller's own in tests, and the small graph that they judge."""

PREFIXES = """@prefix cakg: <https://w3id.org/cakg/ontology#> .
@prefix ex: <https://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

DATA = """
ex:u a ex:T ; ex:p "aaa"@vi , "bbb"@vi , 7 ; ex:q 9 , ex:x ; cakg:symbol ex:u .
"""

ENGINES = ("compiled", "pyshacl")

NODE = "ex:S a sh:NodeShape ; sh:targetClass ex:T ;\n  %s ."

PROPERTY = NODE % "sh:property [ sh:path ex:p ; {} ]"

QUERY = NODE % 'sh:sparql [ sh:select """SELECT $this {{ $this <https://example.org/p> ?v {} }}""" ]'

BAD = """@prefix cakg: <https://w3id.org/cakg/ontology#> .
<https://w3id.org/cakg/id/norm/1> a cakg:Obligation .
"""


def write_shapes(tmp_path, text):
    """Write shapes to own.ttl, after the prefixes, which take the first line."""
    path = tmp_path / "own.ttl"
    path.write_text(
        "@prefix cakg: <https://w3id.org/cakg/ontology#> . @prefix cakg-sh: <https://w3id.org/cakg/shapes#> ."
        " @prefix ex: <https://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .\n" + text,
        encoding="utf-8",
    )
    return path

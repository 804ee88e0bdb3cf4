"""Files that tests write: one unit in every format."""

from __future__ import annotations

from pathlib import Path

UNIT = "https://w3id.org/cakg/id/unit/x-cong-an-phuong"
TURTLE = """@prefix cakg: <https://w3id.org/cakg/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix unit: <https://w3id.org/cakg/id/unit/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
unit:x-cong-an-phuong a cakg:Unit ;
    skos:prefLabel "Công an phường"@vi, "Ward police"@en ;
    cakg:existsFrom "2020-01-01"^^xsd:date ;
    cakg:unitCode "X01" ;
    cakg:parentUnit [ skos:prefLabel "Công an tỉnh"@vi ] .
"""
WRITTEN = {
    "ttl": TURTLE,
    "trig": TURTLE.replace("unit:x-cong", "<urn:of:another> { unit:x-cong") + "}",
    "nt": f"""<{UNIT}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/cakg/ontology#Unit> .
<{UNIT}> <http://www.w3.org/2004/02/skos/core#prefLabel> "Công an phường"@vi .
<{UNIT}> <http://www.w3.org/2004/02/skos/core#prefLabel> "Ward police"@en .
<{UNIT}> <https://w3id.org/cakg/ontology#existsFrom> "2020-01-01"^^<http://www.w3.org/2001/XMLSchema#date> .
<{UNIT}> <https://w3id.org/cakg/ontology#unitCode> "X01" .
<{UNIT}> <https://w3id.org/cakg/ontology#parentUnit> _:a .
_:a <http://www.w3.org/2004/02/skos/core#prefLabel> "Công an tỉnh"@vi .
""",
    "rdf": f"""<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:cakg="https://w3id.org/cakg/ontology#"
         xmlns:skos="http://www.w3.org/2004/02/skos/core#">
  <cakg:Unit rdf:about="{UNIT}">
    <skos:prefLabel xml:lang="vi">Công an phường</skos:prefLabel>
    <skos:prefLabel xml:lang="en">Ward police</skos:prefLabel>
    <cakg:existsFrom rdf:datatype="http://www.w3.org/2001/XMLSchema#date">2020-01-01</cakg:existsFrom>
    <cakg:unitCode>X01</cakg:unitCode>
    <cakg:parentUnit><rdf:Description><skos:prefLabel xml:lang="vi">Công an tỉnh</skos:prefLabel></rdf:Description></cakg:parentUnit>
  </cakg:Unit>
</rdf:RDF>
""",
    "jsonld": """{"@context": {"@vocab": "https://w3id.org/cakg/ontology#", "unit": "https://w3id.org/cakg/id/unit/",
  "label": {"@id": "http://www.w3.org/2004/02/skos/core#prefLabel", "@container": "@language"},
  "existsFrom": {"@type": "http://www.w3.org/2001/XMLSchema#date"}},
 "@id": "unit:x-cong-an-phuong", "@type": "Unit", "label": {"vi": "Công an phường", "en": "Ward police"},
 "existsFrom": "2020-01-01", "unitCode": "X01", "parentUnit": {"label": {"vi": "Công an tỉnh"}}}
""",
}
WRITTEN["nq"] = WRITTEN["nt"].replace(" .\n", " <urn:of:another> .\n")


def write(folder: Path, name: str, content: str | bytes) -> Path:
    """Write a file and return its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path

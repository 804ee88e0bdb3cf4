"""Pieces of files that are refused, and the one line with which a command refuses them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import cakg

XSD = "http://www.w3.org/2001/XMLSchema#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
HEAD = f"""@prefix cakg: <https://w3id.org/cakg/ontology#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix unit: <https://w3id.org/cakg/id/unit/> .
@prefix xsd: <{XSD}> .
"""
UNIT = HEAD + 'unit:a a cakg:Unit ; skos:prefLabel "Công an phường A"@vi .\n'
XML = f'<?xml version="1.0"?>\n<rdf:RDF xmlns:rdf="{RDF}" xmlns:u="urn:u:">\n%s\n</rdf:RDF>\n'
NODE = '<rdf:Description rdf:about="urn:s">\n%s\n</rdf:Description>'
JSON = '{"@id": "urn:s",\n "urn:p": 1,\n %s}'


def run(*arguments: str | Path, cwd: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the command line in a folder of the test."""
    root = str(Path(cakg.__file__).parent.parent)
    env = os.environ | {"PYTHONPATH": root, "PYTHONWARNINGS": "ignore"}
    command = [sys.executable, "-m", "cakg", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, input=stdin, capture_output=True, env=env, timeout=120, check=False)


def refusal(done: subprocess.CompletedProcess[bytes], code: int) -> str:
    """Return the one line on stderr after checking that it is all there is."""
    error = done.stderr.decode()
    assert done.returncode == code, error
    assert done.stdout == b""
    assert "Traceback" not in error
    assert error.count("\n") == 1, error
    assert len(error) < 1000
    return error.rstrip("\n")


def nested(opening: str, closing: str, depth: int, inside: str = "1") -> str:
    """Return text nested `depth` times."""
    return opening * depth + inside + closing * depth

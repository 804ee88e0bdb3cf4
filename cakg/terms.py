"""IRIs, their short forms and the codes of vocabularies."""

from __future__ import annotations

import re

from cakg.namespaces import ID, PREFIXES, VOCAB

_SHORT = re.compile(r"([a-z][a-z0-9-]*):([^/].*)")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")  # one letter is a Windows drive


def expand(reference: str) -> str | None:
    """Return the IRI that a full IRI, `<IRI>`, `prefix:name` or `kind/slug` stands for, None if it is a plain name.

    >>> expand("unit/bo-cong-an")
    'https://w3id.org/cakg/id/unit/bo-cong-an'
    >>> expand("cakg:Norm")
    'https://w3id.org/cakg/ontology#Norm'
    >>> expand("Bộ Công an") is None
    True
    """
    words = reference.strip().removeprefix("<").removesuffix(">")
    if words.startswith(("http://", "https://", "urn:")):
        return words
    short = _SHORT.fullmatch(words)
    if short and short[1] in PREFIXES:
        return PREFIXES[short[1]] + short[2]
    if re.fullmatch(r"[a-z-]+/[a-z0-9-]+", words):
        return ID[words]
    return None


def shorten(iri: str) -> str:
    """Return the short form of an IRI where there is one.

    >>> shorten("https://w3id.org/cakg/id/norm/003-07")
    'norm/003-07'
    """
    if iri.startswith(ID.base):
        return iri[len(ID.base) :]
    for prefix, base in PREFIXES.items():
        if iri.startswith(base):
            return f"{prefix}:{iri[len(base) :]}"
    return iri


def code(iri: str) -> str:
    """Return the last part of an IRI: the code of a concept, the visible code (Mã) of a norm.

    >>> code("https://w3id.org/cakg/vocab/role/lead")
    'lead'
    """
    return iri[max(iri.rfind("/"), iri.rfind("#")) + 1 :]


def is_blank(name: str) -> bool:
    """Say whether what stands for a record is the label of a blank node, another one in each run: no IRI and no literal.

    >>> is_blank("https://example.org/a"), is_blank("6a7755"), is_blank('"words"@vi')
    (False, True, False)
    """
    return ":" not in name and not name.startswith('"')


def concept(scheme: str, name: str) -> str:
    """Return the IRI of a concept of one of our schemes.

    >>> concept("role", "lead")
    'https://w3id.org/cakg/vocab/role/lead'
    """
    return f"{VOCAB.base}{scheme}/{name}"


def is_address(reference: str) -> bool:
    """Say whether a source is given as a network address.

    >>> is_address("https://example.org/data.ttl"), is_address("C:/data.ttl")
    (True, False)
    """
    return bool(_SCHEME.match(reference))

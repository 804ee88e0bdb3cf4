"""From tables to N-Triples: the administrative units, and by rule from each the police unit that administers it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from cakg.errors import SourceError
from cakg.namespaces import CAKG, ID, RDF, SKOS, XSD
from cakg.registers.tables import Tables, Territory
from cakg.terms import concept

LAST_OF_DISTRICT_POLICE = "2025-02-28"
"""Decree 02/2025/NĐ-CP, in force on 1 March 2025, ends the police of districts."""

_UNIT = f"<{ID['unit/']}"
_KIND = f"> <{CAKG.unitKind}> <{concept('unit-kind', '')}"
_PARENT = f"> <{CAKG.parentUnit}> {_UNIT}"
_WHOLE = f"> <{CAKG.succeededBy}> {_UNIT}"
_PART = f"> <{CAKG.partlySucceededBy}> {_UNIT}"
_ADMINISTERS = f"> <{CAKG.administers}> {_UNIT}"
_NOT_KNOWN = f"> <{CAKG.existence}> <{concept('existence', 'not-known')}> .\n"
_DAY = f'"^^<{XSD.date}> .\n'

_POLICE_KINDS = {
    "commune": "commune-police",
    "ward": "ward-police",
    "township": "township-police",
    "special-zone": "special-zone-police",
}
"""The kind of the police of each kind of commune-level unit."""


def write_units(tables: Tables) -> bytes:
    """Return the administrative units and the police units as N-Triples, one statement a line, none twice."""
    zones = {unit.name for unit in tables.communes if unit.kind == "special-zone"}
    blocks: list[str] = []
    for unit in tables.provinces:
        blocks += _territory(unit)
        blocks += _police(unit, "provincial-police", unit.last, ("bo-cong-an",), (unit.whole,) if unit.whole else ())
    for unit in tables.districts:
        followers = (unit.parents[0], *unit.inside)
        blocks += _territory(unit)
        blocks += _police(unit, "district-police", LAST_OF_DISTRICT_POLICE, map(_of, unit.parents), followers, parts=True)
        if {unit.whole, *unit.parts[1:]} - {""} <= zones:
            blocks.append(f"{_UNIT}{_of(unit.name)}{_NOT_KNOWN}")
    for unit in tables.communes:
        upper = map(_of, dict.fromkeys((*unit.parents, *unit.above)))
        blocks += _territory(unit)
        blocks += _police(
            unit, _POLICE_KINDS[unit.kind], unit.last, upper, (unit.whole,) if unit.whole else unit.parts, parts=not unit.whole
        )
        if unit.name in zones:
            blocks.append(f"{_UNIT}{_of(unit.name)}{_NOT_KNOWN}")
    return "".join(blocks).encode()


def _of(territory: str) -> str:
    """Return the name of the police of a territory."""
    return f"cong-an-{territory}"


def _territory(unit: Territory) -> Iterator[str]:
    subject = _UNIT + unit.name
    yield _record(subject, unit.label, unit.kind, unit.first, unit.last)
    yield f'{subject}> <{CAKG.unitCode}> "{unit.code}" .\n'
    if unit.spelling:
        yield f'{subject}> <{SKOS.altLabel}> "{unit.spelling}"@vi .\n'
    if unit.whole:
        yield f"{subject}{_WHOLE}{unit.whole}> .\n"
    for name in unit.parents:
        yield f"{subject}{_PARENT}{name}> .\n"
    for name in unit.parts:
        yield f"{subject}{_PART}{name}> .\n"


def _police(
    unit: Territory, kind: str, last: str, upper: Iterable[str], followers: Iterable[str], *, parts: bool = False
) -> Iterator[str]:
    """Yield the police of a territory: it lasts as long, but for districts, and is followed by the police of what follows."""
    subject = _UNIT + _of(unit.name)
    yield _record(subject, f"Công an {unit.label[0].lower()}{unit.label[1:]}", kind, unit.first, last)
    if unit.spelling:
        yield f'{subject}> <{SKOS.altLabel}> "Công an {unit.spelling[0].lower()}{unit.spelling[1:]}"@vi .\n'
    yield f"{subject}{_ADMINISTERS}{unit.name}> .\n"
    for name in upper:
        yield f"{subject}{_PARENT}{name}> .\n"
    for name in followers:
        yield f"{subject}{_PART if parts else _WHOLE}{_of(name)}> .\n"


def _record(subject: str, label: str, kind: str, first: str, last: str) -> str:
    return (
        f"{subject}> <{RDF.type}> <{CAKG.Unit}> .\n"
        f'{subject}> <{SKOS.prefLabel}> "{label}"@vi .\n'
        f"{subject}{_KIND}{kind}> .\n"
        + (f'{subject}> <{CAKG.existsFrom}> "{first}{_DAY}' if first else "")
        + (f'{subject}> <{CAKG.existsTo}> "{last}{_DAY}' if last else "")
    )


def write_records(folder: Path) -> bytes:
    """Return the records that are kept by hand in Turtle beside the tables as N-Triples."""
    import pyoxigraph as ox

    found: set[str] = set()
    for path in sorted(folder.glob("*.ttl")):
        try:
            found |= {str(quad.triple) for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)}
        except SyntaxError as error:
            raise SourceError("syntax", f"{folder.name}/{path.name}", error.lineno, detail=error.msg) from None
    return "".join(f"{triple} .\n" for triple in sorted(found)).encode()

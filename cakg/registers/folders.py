"""The tables of a register, from a folder to statements."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from cakg.errors import SourceError
from cakg.registers import PREFIX, check_name
from cakg.registers.tables import read_tables
from cakg.registers.triples import write_records, write_units

_HOME = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Register:
    """A register as N-Triples, one statement a line and none twice; `snapshot` is the day its tables stand for.

    `sha256` is the hash of the files it was made from, `origin` the package they were taken from.
    """

    name: str
    data: bytes
    sha256: str
    snapshot: str
    origin: str


def read_register(reference: str) -> Register:
    """Return the register that a source such as `register:vn-units` names.

    Raises SourceError with the known names, or with file and line where a row of its tables cannot be used.

    >>> read_register("register:vn-units").snapshot
    '2025-08-23'
    """
    check_name(reference, reference)
    return read_folder(_HOME / reference.removeprefix(PREFIX))


def read_folder(folder: Path) -> Register:
    """Return the register whose tables lie in a folder."""
    about = read_about(folder)
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.iterdir() if path.suffix in {".csv", ".toml", ".ttl"}):
        digest.update(path.read_bytes())
    data = write_units(read_tables(folder)) + write_records(folder)
    return Register(PREFIX + folder.name, data, digest.hexdigest(), about.snapshot.isoformat(), about.origin)


@dataclass(frozen=True)
class About:
    """What a register says of itself: the day of its snapshot, its origin, and from which day it covers which kinds of units.

    `covers` has codes of kinds: of these, and of the kinds below them, every unit of each day from that day on is in the
    register. Of other kinds, and of earlier days, units are missing.
    """

    snapshot: date
    origin: str
    covers: Mapping[str, date]


def read_about(folder: Path) -> About:
    """Return what `about.toml` of a register says. Raises SourceError with the line where it cannot be read."""
    import tomllib

    path = f"{folder.name}/about.toml"
    try:
        about = tomllib.loads((folder / "about.toml").read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        line = re.search(r"at line (\d+)", str(error))
        raise SourceError("register-about", path, int(line[1]) if line else None, detail=str(error)) from None
    snapshot, origin, covers = about.get("snapshot"), about.get("origin"), about.get("covers")
    if type(snapshot) is not date or not isinstance(origin, str) or not isinstance(covers, dict):
        missing = next(
            name
            for name, right in (("snapshot", type(snapshot) is date), ("origin", isinstance(origin, str)), ("covers", False))
            if not right
        )
        raise SourceError("register-about", path, detail=missing)
    if not all(type(day) is date for day in covers.values()):
        raise SourceError("register-about", path, detail="covers")
    return About(snapshot, origin, covers)


@cache
def covered(reference: str) -> Mapping[str, date]:
    """Return the kinds of units that the register of a name covers, each with the first covered day.

    >>> sorted(covered("register:vn-units"))[:2]
    ['commune-level-police', 'commune-unit']
    """
    return read_about(_HOME / reference.removeprefix(PREFIX)).covers

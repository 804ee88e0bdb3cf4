"""Registers: real units that ship with the library and are loaded by name, as `register:vn-units`."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from cakg.errors import SourceError

PREFIX = "register:"
NAMES = ("vn-units",)
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
    name = reference.removeprefix(PREFIX)
    if name not in NAMES:
        raise SourceError("register-unknown", reference, known=" ".join(PREFIX + known for known in NAMES))
    return read_folder(_HOME / name)


def read_folder(folder: Path) -> Register:
    """Return the register whose tables lie in a folder."""
    import tomllib

    from cakg.registers.tables import read_tables
    from cakg.registers.triples import write_records, write_units

    about = tomllib.loads((folder / "about.toml").read_text(encoding="utf-8"))
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.iterdir() if path.suffix in {".csv", ".toml", ".ttl"}):
        digest.update(path.read_bytes())
    data = write_units(read_tables(folder)) + write_records(folder)
    return Register(PREFIX + folder.name, data, digest.hexdigest(), about["snapshot"].isoformat(), about["origin"])

"""Duties laid on one class of police units, in one file with the register of units, for engines that know no register."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

from synthetic_parties import MINISTRY, write_population
from synthetic_terms import Writer, both, day, record

from cakg.namespaces import CAKG
from cakg.registers.folders import read_register

REGISTER = "register:vn-units"
CLASS = record("population", "cong-an-cap-xa")


def write_duties(folder: Path, duties: int) -> tuple[Path, Path]:
    """Write so many duties of all commune-level police, alone and together with the register, as N-Triples."""
    alone, together = folder / f"duties-{duties}.nt", folder / f"duties-{duties}-and-register.nt"
    written = io.StringIO()
    graph = Writer(written)
    slug = CLASS.rpartition("/")[2].rstrip(">")
    write_population(graph, slug, both("Công an cấp xã", "Commune police"), ["commune-level-police"], within=MINISTRY)
    plan = record("instrument", "ke-hoach")
    graph.describe(plan, CAKG.Instrument, label=both("Kế hoạch", "Plan"), issuedOn=day(date(2025, 7, 2)))
    for n in range(duties):
        norm = record("norm", f"reg-{n:03}")
        graph.describe(norm, CAKG.Obligation, action=both(f"Việc {n}", f"Task {n}"), statedIn=plan)
        graph.describe(record("responsibility", f"reg-{n:03}"), CAKG.Responsibility, ofNorm=norm, bearer=CLASS)
    graph.flush()
    alone.write_text(written.getvalue(), encoding="utf-8", newline="\n")
    together.write_bytes(alone.read_bytes() + read_register(REGISTER).data)
    return alone, together

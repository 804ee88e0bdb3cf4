"""A made-up register of police units before and after the reorganisation of 2025, with duties laid on one class of them.

As many units as the real one has: 63 provinces with their districts and communes until 2025, then 34 provinces and 3,319
commune-level units, with whom each of the old followed.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from synthetic_parties import MINISTRY, write_population
from synthetic_terms import Writer, both, concept, day, record

from cakg.namespaces import CAKG

OLD_PROVINCES, DISTRICTS, OLD_COMMUNES = 63, 694, 10_035
PROVINCES, WARDS, COMMUNES = 34, 687, 3_319
CLASS = record("population", "cong-an-cap-xa")
_NEW, _LAST, _LAST_OF_DISTRICTS = date(2025, 7, 1), date(2025, 6, 30), date(2025, 2, 28)


def write_register(path: Path, duties: int) -> None:
    """Write the units, one class of all commune-level police, and that many duties of the class, as N-Triples."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        graph = Writer(file)
        graph.describe(MINISTRY, CAKG.Unit, label=both("Bộ Công an", "Ministry"), unitKind=concept("unit-kind", "ministry"))
        provinces = [_unit(graph, "tinh", n, "provincial-police", MINISTRY, existsFrom=day(_NEW)) for n in range(PROVINCES)]
        communes = [
            _unit(
                graph, "xa", n, "ward-police" if n < WARDS else "commune-police", provinces[n % PROVINCES], existsFrom=day(_NEW)
            )
            for n in range(COMMUNES)
        ]
        _write_past(graph, provinces, communes)
        slug = CLASS.rpartition("/")[2].rstrip(">")
        write_population(graph, slug, both("Công an cấp xã", "Commune police"), ["commune-level-police"], within=MINISTRY)
        plan = record("instrument", "ke-hoach")
        graph.describe(plan, CAKG.Instrument, label=both("Kế hoạch", "Plan"), issuedOn=day(date(2025, 7, 2)))
        for n in range(duties):
            norm = record("norm", f"reg-{n:03}")
            graph.describe(norm, CAKG.Obligation, action=both(f"Việc {n}", f"Task {n}"), statedIn=plan)
            graph.describe(record("responsibility", f"reg-{n:03}"), CAKG.Responsibility, ofNorm=norm, bearer=CLASS)
        graph.flush()


def _write_past(graph: Writer, provinces: list[str], communes: list[str]) -> None:
    """Write the units that ended: a district's work was divided, the others went whole into one that followed."""
    old = [
        _unit(graph, "tinh-cu", n, "provincial-police", MINISTRY, existsTo=day(_LAST), succeededBy=provinces[n % PROVINCES])
        for n in range(OLD_PROVINCES)
    ]
    districts = [
        _unit(graph, "huyen", n, "district-police", old[n % OLD_PROVINCES], existsTo=day(_LAST_OF_DISTRICTS))
        for n in range(DISTRICTS)
    ]
    for n in range(OLD_COMMUNES):
        kind = "ward-police" if n % 6 == 0 else "commune-police"
        heir = communes[n % COMMUNES]
        _unit(graph, "xa-cu", n, kind, districts[n % DISTRICTS], existsTo=day(_LAST), succeededBy=heir)


def _unit(graph: Writer, slug: str, serial: int, kind: str, parent: str, **properties: str) -> str:
    label = both(f"Công an {slug} {serial}", f"Police {slug} {serial}")
    return graph.describe(
        record("unit", f"{slug}-{serial}"),
        CAKG.Unit,
        label=label,
        unitKind=concept("unit-kind", kind),
        parentUnit=parent,
        **properties,
    )

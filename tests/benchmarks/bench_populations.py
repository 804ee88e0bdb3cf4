"""Expanding 300 duties over the commune-level police of the register: against a double loop, rdflib and bare Oxigraph; and `duties` of one unit, province, country."""

from __future__ import annotations

import argparse
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from common import ENVIRONMENT, FOLDER, best_of, heading, shown, verdict
from peer_rdflib import RdflibPeer
from synthetic_register import CLASS, REGISTER, write_duties

import cakg
from cakg.exporters.plain import json_parts
from cakg.graph import KnowledgeGraph
from cakg.model.duty import Duty, Holder, Party
from cakg.model.expansion import Expansion
from cakg.namespaces import CAKG, ID, VOCAB, XSD
from cakg.populations.roster import members
from cakg.resources import shipped_files

SLOWER, FASTER, MEMORY = 3.0, 50.0, 64
UNIT, PROVINCE = "unit/cong-an-phuong-ha-giang-1-tuyen-quang", "unit/cong-an-tinh-tuyen-quang"
ON = date(2026, 1, 1)
EXPANSION = f"""
PREFIX cakg: <{CAKG.base}>
PREFIX xsd: <{XSD.base}>
SELECT ?norm ?responsibility ?unit WHERE {{
  {{ SELECT DISTINCT ?population ?unit WHERE {{
       BIND({CLASS} AS ?population)
       ?population cakg:unitKind ?wanted ; cakg:selection <{VOCAB.base}selection/all> ; cakg:within ?area .
       ?kind cakg:broaderKind* ?wanted .
       FILTER NOT EXISTS {{ ?kind cakg:broaderKind*/cakg:existsTo ?ended . FILTER(?ended < "{ON}"^^xsd:date) }}
       ?unit cakg:unitKind ?kind ; a cakg:Unit .
       OPTIONAL {{ ?unit cakg:existsFrom ?from }}
       OPTIONAL {{ ?unit cakg:existsTo ?to }}
       FILTER((!BOUND(?from) || ?from <= "{ON}"^^xsd:date) && (!BOUND(?to) || ?to >= "{ON}"^^xsd:date))
       ?unit cakg:parentUnit+ ?area .
       #WINDOW#
  }} }}
  ?responsibility cakg:bearer ?population ; cakg:ofNorm ?norm .
}}"""
WINDOWS = {
    "one unit": f"FILTER(?unit = <{ID[UNIT]}>)",
    "one province": f"?unit cakg:parentUnit+ <{ID[PROVINCE]}> .",
    "whole country": "",
}
"""Windows with the pattern that narrows the question to them."""


def main() -> None:
    """Print the times, the ratios and the most memory that the stream held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--duties", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--limit", type=float, default=120, help="seconds that rdflib may take")
    parser.add_argument("--rdflib-duties", type=int, default=1, help="duties that rdflib is asked to expand; it is slow")
    parser.add_argument("--no-rdflib", action="store_true")
    arguments = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    duties, path = write_duties(FOLDER, arguments.duties)
    heading(f"{arguments.duties} duties of all commune-level police in {REGISTER}", ("pyoxigraph", "rdflib"))
    kg = cakg.load(duties, REGISTER)
    _expansion(kg, (duties, REGISTER), arguments.rounds)
    if not arguments.no_rdflib:
        _against_rdflib(arguments)
    _rows(kg, (duties, REGISTER), arguments.rounds)
    _windows(kg, path, arguments.rounds)


def _expansion(kg: KnowledgeGraph, sources: tuple[Path | str, ...], rounds: int) -> None:
    pairs = _count(_pairs(kg))
    peers: dict[str, Callable[[], Any]] = {
        "expand": lambda: _count(_pairs(kg)),
        "cold": lambda: _count(_pairs(cakg.load(*sources))),
    }
    times = best_of(rounds, peers)
    load = best_of(1, {"load": lambda: cakg.load(*sources)})["load"]
    print(f"{pairs:,} pairs")
    print(f"  expand, duties found too  {shown(times['expand']):>9}")
    print(f"  and the units read anew   {shown(max(times['cold'] - load, 0)):>9}  with the compilation of all units\n")


def _against_rdflib(arguments: argparse.Namespace) -> None:
    """Compare the expansion of fewer duties, read anew, with the same question put to rdflib; nothing is extrapolated."""
    few = arguments.rdflib_duties
    duties, path = write_duties(FOLDER, few)
    load = best_of(1, {"load": lambda: cakg.load(duties, REGISTER)})["load"]
    pairs = _count(_pairs(cakg.load(duties, REGISTER)))
    cold = best_of(arguments.rounds, {"cold": lambda: _count(_pairs(cakg.load(duties, REGISTER)))})["cold"] - load
    seconds, found = _rdflib(path, arguments.limit)
    faster, least = (seconds or arguments.limit) / cold, "" if seconds else "more than "
    print(f"{few} of the duties, {pairs:,} pairs, graphs loaded on both sides")
    print(f"  expand, all units compiled  {shown(cold):>9}")
    print(
        f"  rdflib, SPARQL              {least}{shown(seconds or arguments.limit)}  expand is {least}{faster:.0f} times faster"
        f"  at least {FASTER:g}: {verdict(good=faster >= FASTER)}"
    )
    print(f"  the same pairs: {'not known' if found is None else found == pairs}\n")


def _rows(kg: KnowledgeGraph, sources: tuple[Path | str, ...], rounds: int) -> None:
    """Compare whole rows, one by one and never held together, with a double loop that puts each unit in the place of its class."""
    population = CLASS.strip("<>")
    units = members(kg, population, ON)

    def loop() -> Iterator[Duty]:
        for duty in cakg.duties(kg, as_of=ON):
            through = duty.path[0]._replace(step="population")
            for unit in units:
                label = kg.record(unit).label("vi")
                yield duty._replace(holder=Holder(unit, label, "certain"), path=(through,), member=Party(unit, label, None))

    streams = {"loop": loop, "rows": lambda: cakg.duties(kg, expand=True, as_of=ON)}
    count = _count(loop())
    times = best_of(rounds, {name: lambda stream=stream: _count(stream()) for name, stream in streams.items()}, 120)  # type: ignore[misc]
    ratio = times["rows"] / times["loop"]
    print(f"{count:,} rows with holder, path, status and proof")
    print(f"  double loop, same fields  {shown(times['loop']):>9}")
    print(
        f"  duties --expand           {shown(times['rows']):>9}  {ratio:.2f}x  at most {SLOWER:g}x: {verdict(good=ratio <= SLOWER)}"
    )
    pairs = zip(*(((row.norm, row.member) for row in stream()) for stream in streams.values()), strict=True)
    print(f"  the same duty and member in every row: {all(one == other for one, other in pairs)}")
    fresh = cakg.load(*sources)
    tracemalloc.start()
    _count(json_parts(cakg.duties(fresh, expand=True, as_of=ON)))
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    print(f"  most memory, written as JSON {peak:5.1f} MB  at most {MEMORY} MB: {verdict(good=peak <= MEMORY)}\n")


def _pairs(kg: KnowledgeGraph) -> Iterator[tuple[Duty, str | None]]:
    rows = cakg.duties(kg, expand=True, as_of=ON).rows
    if not isinstance(rows, Expansion):
        raise TypeError(type(rows).__name__)
    return rows.pairs()


def _windows(kg: KnowledgeGraph, path: Path, rounds: int) -> None:
    store = ox.Store()
    store.bulk_load(path=path, format=ox.RdfFormat.N_TRIPLES)
    for file in shipped_files("ontology", ".ttl"):
        store.load(path=file, format=ox.RdfFormat.TURTLE)
    asked: dict[str, dict[str, Any]] = {
        "one unit": {"unit": UNIT},
        "one province": {"within": PROVINCE},
        "whole country": {"expand": True},
    }
    print("duties with all that proves them, against the bare pairs asked in SPARQL of Oxigraph")
    for name, window in asked.items():
        query = EXPANSION.replace("#WINDOW#", WINDOWS[name])
        times = best_of(
            rounds if name != "whole country" else 1,
            {
                "cakg": lambda window=window: _count(cakg.duties(kg, as_of=ON, **window)),  # type: ignore[misc]
                "oxigraph": lambda query=query: _count(store.query(query)),  # type: ignore[misc]
            },
        )
        rows, pairs = _count(cakg.duties(kg, as_of=ON, **window)), _count(store.query(query))  # type: ignore[arg-type]
        print(
            f"  {name:14} {rows:>9,} rows {shown(times['cakg']):>9}   oxigraph {pairs:>9,} rows {shown(times['oxigraph']):>9}"
            f"   {times['cakg'] / times['oxigraph']:.2f}x, {times['cakg'] / rows * 1e6:.1f} µs a row"
        )


def _rdflib(path: Path, limit: float) -> tuple[float | None, int | None]:
    """Return the seconds rdflib takes for the whole expansion in SPARQL and how many pairs it finds; None past the limit."""
    peer = RdflibPeer([path, *shipped_files("ontology", ".ttl")], ENVIRONMENT)
    answer = peer.ask(EXPANSION, {}, limit)
    peer.stop()
    return answer.seconds, None if answer.rows is None else len(answer.rows)


def _count(values: Iterable[Any]) -> int:
    return sum(1 for _ in values)


if __name__ == "__main__":
    main()

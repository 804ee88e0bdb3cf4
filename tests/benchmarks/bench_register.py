"""What a register costs: `cakg.load("register:vn-units")` against a bare bulk load of the same triples, and what a name costs."""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from bench_load import load_bare
from common import best_of, heading, shown

import cakg
from cakg.errors import UnknownNameError
from cakg.graph import KnowledgeGraph
from cakg.registers.folders import read_register
from cakg.resources import shipped

NAME = "register:vn-units"


def main() -> None:
    """Print times and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    arguments = parser.parse_args()
    register = read_register(NAME)
    triples = register.data.count(b"\n")
    heading(f"{NAME}: {triples:,} triples, snapshot of {register.snapshot}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.nt"
        path.write_bytes(register.data)
        peers: dict[str, Callable[[], object]] = {
            "bare": lambda: load_bare(path),
            "tables": lambda: read_register(NAME),
            "alone": lambda: cakg.load(NAME),
            "beside": lambda: cakg.load(NAME, shipped("examples")),
            "examples": lambda: cakg.load(shipped("examples")),
            "strict": lambda: cakg.load(path),
        }
        times = best_of(arguments.rounds, peers)
    print(f"bare bulk_load of the same N-Triples  {shown(times['bare'])}")
    for key, words in (
        ("tables", "tables read and N-Triples written"),
        ("alone", "cakg.load of the register"),
        ("beside", "cakg.load of register and examples"),
        ("examples", "cakg.load of the examples alone"),
        ("strict", "cakg.load of the same N-Triples"),
    ):
        print(f"{words:<37} {shown(times[key])}  {times[key] / times['bare']:.2f}x")
    print()
    for words in ("Công an tỉnh Hà Giang", "cong an tinh ha giang", "Công an xã Tân Tiến", "Công an tỉnh Hà Giangg"):
        kg = cakg.load(NAME)
        first, again = timed(kg, words), timed(kg, words)
        print(f"show “{words}”: {shown(first)} the first time, {shown(again)} again")


def timed(kg: KnowledgeGraph, words: str) -> float:
    """Return the seconds it takes to show a unit, or to say that the name is unknown or borne by several."""
    start = time.perf_counter()
    with suppress(UnknownNameError):
        cakg.show(kg, words, as_of="2026-01-01")
    return time.perf_counter() - start


if __name__ == "__main__":
    main()

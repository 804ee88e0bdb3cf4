"""What our checks cost: `cakg.load` against a bare `bulk_load` of the same file, and a page against Turtle. No target."""

from __future__ import annotations

import argparse
import cProfile
import pstats
from pathlib import Path

import pyoxigraph as ox
from common import best_of, graph_file, heading, shown

import cakg
from cakg.exporters.islands import data_island
from cakg.namespaces import CAKG, GRAPHS


def main() -> None:
    """Print both times, their ratio, and the functions in which our own time goes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    path = graph_file(arguments.triples)
    heading(f"Loading {arguments.triples:,} triples of N-Triples ({path.stat().st_size / 1e6:.0f} MB)")

    times = best_of(arguments.rounds, {"bare": lambda: load_bare(path), "cakg": lambda: cakg.load(path)})
    print(f"bare bulk_load  {shown(times['bare'])}")
    print(f"cakg.load       {shown(times['cakg'])}")
    print(f"ratio           {times['cakg'] / times['bare']:.2f}x (no target)\n")
    compare_page(path, arguments.rounds)
    print("Where cakg.load spends its time (with a profiler running, which slows Python loops):")
    for seconds, name in profile(path)[:12]:
        print(f"  {shown(seconds):>9}  {name}")


def compare_page(path: Path, rounds: int) -> None:
    """Print what the data of a page take against the same triples as Turtle: to write, to keep, to load."""
    kg = cakg.load(path)
    written = best_of(1, {"page": lambda: data_island(kg), "turtle": lambda: cakg.convert(kg)})
    page, turtle = path.with_suffix(".html"), path.with_suffix(".ttl")
    page.write_text(f"<!DOCTYPE html>\n<html><body>\n{data_island(kg)}\n</body></html>\n", encoding="utf-8")
    turtle.write_text(cakg.convert(kg), encoding="utf-8")
    times = best_of(rounds, {"page": lambda: cakg.load(page), "turtle": lambda: cakg.load(turtle)})
    sizes = {"page": page.stat().st_size, "turtle": turtle.stat().st_size}
    print(f"a page against Turtle, {len(kg.instances(CAKG.Norm)):,} norms")
    print(f"  size   {sizes['page'] / sizes['turtle']:.2f}x ({sizes['page'] / 1e6:.1f} MB)")
    print(f"  write  {written['page'] / written['turtle']:.2f}x ({shown(written['page'])})")
    print(f"  load   {times['page'] / times['turtle']:.2f}x ({shown(times['page'])})\n")


def load_bare(path: Path) -> ox.Store:
    """Load a file as anybody would with pyoxigraph alone."""
    store = ox.Store()
    store.bulk_load(path=path, format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(GRAPHS + "bare"))
    return store


def profile(path: Path) -> list[tuple[float, str]]:
    """Return the seconds each function took by itself, with the caller for built-in ones, longest first."""
    profiler = cProfile.Profile()
    profiler.runcall(cakg.load, path)
    rows = []
    for (_, _, name), (_, _, own, _, callers) in pstats.Stats(profiler).stats.items():  # type: ignore[attr-defined]
        caller = max(callers, key=lambda key: callers[key][2])[2] if callers else ""
        rows.append((own, f"{name}{f' in {caller}' if caller else ''}"))
    return sorted(rows, reverse=True)


if __name__ == "__main__":
    main()

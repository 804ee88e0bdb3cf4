"""A report brought up to date after one statement has changed, against a full `cakg.validate`, as the graph around it grows.

The statement stands in a file of the examples; the graph around it are the examples, alone and with synthetic triples of
another source. Times are those of the processor, for a busy machine stretches all others; of each the shortest is taken.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from common import graph_file, heading, shown, verdict

import cakg
from cakg.resources import shipped

OF_FULL, GROWTH = 0.25, 0.5
AS_OF = "2026-11-22"


def main() -> None:
    """Print times at each size and how they grow."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--triples", type=int, nargs="+", default=[0, 100_000], help="triples of another source")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    heading("A report after one statement has changed")
    found = {triples: measure(triples, arguments.rounds) for triples in sorted(arguments.triples)}
    for triples, figures in found.items():
        share = figures["again"] / figures["full"]
        print(
            f"examples and {triples:,} triples ({figures['findings']:,} findings): full {shown(figures['full'])}, replace_source "
            f"{shown(figures['replace'])}, revalidate {shown(figures['again'])}: {share:.3f} of a full run, target at most "
            f"{OF_FULL:g}: {verdict(good=share <= OF_FULL)}"
        )
    small, large = (found[triples] for triples in (min(found), max(found)))
    grown = {name: large[name] / small[name] for name in ("full", "again", "triples", "findings")}
    share = grown["again"] / grown["full"]
    print(
        f"{grown['triples']:.1f} times the triples with {grown['findings']:.1f} times the findings: revalidate {grown['again']:.1f}x, "
        f"full {grown['full']:.1f}x: {share:.2f} of the growth, target at most {GROWTH:g}: {verdict(good=share <= GROWTH)}"
    )


def measure(triples: int, rounds: int) -> dict[str, Any]:
    """Return the shortest times of a full run, of reading the file again and of bringing the report up to date."""
    with tempfile.TemporaryDirectory() as folder:
        examples = shutil.copytree(shipped("examples"), Path(folder) / "examples")
        path = next((examples / "articles").glob("002*.ttl"))
        kg = cakg.load(examples, *([graph_file(triples)] if triples else []))
        report = cakg.validate(kg, as_of=AS_OF)
        best = {"full": float("inf"), "replace": float("inf"), "again": float("inf")}
        for _ in range(rounds):
            path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
            replaced, (kg, changed) = timed(cakg.replace_source, kg, path)
            again, report = timed(cakg.revalidate, report, kg, changed)
            full, whole = timed(cakg.validate, kg, as_of=AS_OF)
            if (len(changed.added | changed.removed), report.findings) != (1, whole.findings):
                problem = "the report after the change is not that of a full run"
                raise SystemExit(problem)
            best = {
                "full": min(best["full"], full),
                "replace": min(best["replace"], replaced),
                "again": min(best["again"], again),
            }
        return best | {"findings": len(report.findings), "triples": len(kg)}


def change(text: str) -> str:
    """Return a file of norms with one binding force less."""
    before, found, after = text.partition("\n    cakg:bindingForce ")
    if not found:
        problem = "no statement is left to be changed"
        raise SystemExit(problem)
    return f"{before}{after[after.index(';') + 1 :]}"


def timed(function: Callable[..., Any], *arguments: Any, **options: Any) -> tuple[float, Any]:
    """Return the seconds of the processor that a call takes, and its result."""
    began = time.process_time()
    answer = function(*arguments, **options)
    return time.process_time() - began, answer


if __name__ == "__main__":
    main()

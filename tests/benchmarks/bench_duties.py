"""`cakg duties` on the examples, end to end, against a bare pyoxigraph that loads the same files. Target: at most 4x."""

from __future__ import annotations

import argparse
from pathlib import Path

from common import best_of, heading, python, shown, verdict

from cakg.resources import shipped, shipped_files

TARGET = 4.0
LOAD_ONLY = """
import sys, pyoxigraph
store = pyoxigraph.Store()
for path in sys.argv[1:]:
    store.load(path=path, format=pyoxigraph.RdfFormat.TURTLE, to_graph=pyoxigraph.NamedNode("file:" + path))
"""


def main() -> None:
    """Print the times of fresh processes and their ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    arguments = parser.parse_args()
    files: list[Path] = [*shipped_files("examples", ".ttl"), *shipped_files("ontology", ".ttl")]
    examples = shipped("examples")
    heading(f"Duties of the example graph, {len(files)} files read")

    ours = {
        "duties": (),
        "duties -f json": ("-f", "json"),
        "duties --unit --by": ("--unit", "Công an các địa phương", "--by", "2025-12-31"),
    }
    peers = {"bare": python("-c", LOAD_ONLY, *files)}
    for name, options in ours.items():
        peers[name] = python("-m", "cakg", "duties", examples, "--as-of", "2026-11-22", *options)
    times = best_of(arguments.rounds, peers)
    print(f"{'bare pyoxigraph, load only':28} {shown(times['bare']):>9}")
    for name in ours:
        ratio = times[name] / times["bare"]
        print(
            f"cakg {name:23} {shown(times[name]):>9}  {ratio:5.2f}x  target at most {TARGET:g}x: {verdict(good=ratio <= TARGET)}"
        )


if __name__ == "__main__":
    main()

"""Start-up: `cakg --help` against a process that imports rdflib, pyshacl, owlready2 and networkx. Target: at most 20 %."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from common import best_of, heading, process, python, shown, verdict

LIBRARIES = ("rdflib", "pyshacl", "owlready2", "networkx")
TARGET = 0.20


def main() -> None:
    """Print the times of fresh processes and the ratio of ours to that of the libraries."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    arguments = parser.parse_args()
    heading("Start-up of a fresh process", LIBRARIES)

    peers = {
        "empty": python("-c", "pass"),
        "libraries": python("-c", f"import {', '.join(LIBRARIES)}"),
        "python -m cakg --help": python("-m", "cakg", "--help"),
        "python -c 'import cakg'": python("-c", "import cakg"),
    }
    script = Path(sys.executable).with_name("cakg")
    if script.exists():
        peers["cakg --help"] = process(script, "--help")
    times = best_of(arguments.rounds, peers)
    print(f"{'interpreter alone':26} {shown(times['empty']):>9}")
    print(f"{'import of the libraries':26} {shown(times['libraries']):>9}")
    for name in list(peers)[2:]:
        ratio = times[name] / times["libraries"]
        print(f"{name:26} {shown(times[name]):>9}  {ratio:6.1%}  target at most {TARGET:.0%}: {verdict(good=ratio <= TARGET)}")
    if not script.exists():
        print("cakg --help                not measured: no cakg script beside this interpreter")


if __name__ == "__main__":
    main()

"""Timing shared by the benchmarks: best of N, peers interleaved, ratios printed against their target."""

from __future__ import annotations

import gc
import hashlib
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import synthetic

import cakg

FOLDER = Path(os.environ.get("CAKG_BENCHMARKS", Path(tempfile.gettempdir()) / "cakg-benchmarks"))
"""Where synthetic graphs are kept from one run to the next."""

ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | {
    "PYTHONPATH": os.pathsep.join(filter(None, (str(Path(cakg.__file__).resolve().parents[1]), os.environ.get("PYTHONPATH")))),
    "PYTHONPYCACHEPREFIX": str(FOLDER / "bytecode"),
}
"""Child processes import the same `cakg` as this one, and compiled, as after an installation."""


def best_of(rounds: int, peers: Mapping[str, Callable[[], Any]], most_seconds: float = 60.0) -> dict[str, float]:
    """Return the shortest time of each peer, in seconds.

    Peers take turns, in an order that turns over every round, so that a busy machine slows all of them alike. After
    `most_seconds` no further round begins; the first always runs.
    """
    best = dict.fromkeys(peers, float("inf"))
    names = list(peers)
    began = time.perf_counter()
    for number in range(rounds):
        if number and time.perf_counter() - began > most_seconds:
            break
        for name in names if number % 2 == 0 else reversed(names):
            gc.collect()
            start = time.perf_counter()
            result = peers[name]()
            best[name] = min(best[name], time.perf_counter() - start)
            del result
    return best


def process(*command: str | Path) -> Callable[[], None]:
    """Return a function that runs a fresh process to its end; it raises if the process fails."""

    def run() -> None:
        done = subprocess.run(command, capture_output=True, env=ENVIRONMENT, cwd=tempfile.gettempdir(), check=False)
        if done.returncode:
            problem = f"{' '.join(map(str, command))}: exit {done.returncode}\n{done.stderr.decode()[-2000:]}"
            raise SystemExit(problem)

    return run


def python(*arguments: str | Path) -> Callable[[], None]:
    """Return a function that runs this interpreter afresh."""
    return process(sys.executable, *arguments)


def verdict(*, good: bool) -> str:
    """Return how a ratio stands against its target."""
    return "meets" if good else "misses"


def graph_file(triples: int, seed: int = 20240129) -> Path:
    """Return the synthetic graph of that size, written once for each state of the generator."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    generator = sorted(Path(synthetic.__file__).parent.glob("synthetic*.py"))
    state = hashlib.sha256(b"".join(path.read_bytes() for path in generator)).hexdigest()[:8]
    path = FOLDER / f"synthetic-{triples}-{seed}-{state}.nt"
    if not path.exists():
        unfinished = path.with_suffix(f".{os.getpid()}.part")
        synthetic.write(unfinished, triples, seed)
        unfinished.replace(path)
    return path


def heading(title: str, packages: Sequence[str] = ("pyoxigraph",)) -> None:
    """Print what is measured and on what machine."""
    versions = ", ".join(f"{name} {version(name)}" for name in packages)
    print(f"{title}\n{os.cpu_count()} cores, Python {platform.python_version()}, {versions}\n", flush=True)


def shown(seconds: float) -> str:
    """Return a time with its unit.

    >>> shown(0.0123), shown(4.2)
    ('12.3 ms', '4.20 s')
    """
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.1f} ms"

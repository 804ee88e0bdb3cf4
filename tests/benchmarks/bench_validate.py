"""The compiled shapes on the synthetic graph: against pySHACL on rdflib, against loading, and as the data grow tenfold.

Loading is left out on both sides. pySHACL runs in a process of its own that is stopped after `--limit` seconds. Both
judge by all shapes of the library; the number of results is compared.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

from common import ENVIRONMENT, graph_file, heading, shown, verdict

import cakg
from cakg.graph import KnowledgeGraph
from cakg.graph.excerpt import excerpt
from cakg.shacl import Engine, ShapesGraph
from cakg.shapes.files import shapes_store
from cakg.shapes.reference import judge
from cakg.terms import code

FASTER, OF_LOADING, TENFOLD, MEMORY = 25.0, 3.0, 13.0, 1.5
SLOWEST = 12


def main() -> None:
    """Print times, ratios and the constraints in which the time goes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--triples", type=int, nargs="+", default=[100_000, 1_000_000], help="sizes of the compiled engine")
    parser.add_argument("--pyshacl", type=int, default=100_000, help="size at which pySHACL is asked too; 0 for never")
    parser.add_argument("--limit", type=float, default=900, help="seconds that pySHACL may take, with loading")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--worker", choices=["compiled", "pyshacl"], help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.worker:
        work = {"compiled": measure, "pyshacl": measure_pyshacl}[arguments.worker]
        print(json.dumps(work(arguments.triples[0], arguments.rounds)))
        return
    heading("Validation by all shapes of the library", ("pyoxigraph", "pyshacl", "rdflib"))
    found: dict[int, dict[str, Any]] = {}
    for triples in arguments.triples:
        found[triples] = run("compiled", triples, arguments.rounds, None) or {}
        show(triples, found[triples])
    sizes = sorted(found)
    for small, large in pairwise(sizes):
        ratio = found[large]["seconds"] / found[small]["seconds"]
        allowed = TENFOLD * large / small / 10
        print(f"{small:,} to {large:,} triples: {ratio:.1f}x, target at most {allowed:g}x: {verdict(good=ratio <= allowed)}")
    if arguments.pyshacl:
        compare(arguments.pyshacl, found, arguments)


def show(triples: int, figures: dict[str, Any]) -> None:
    """Print what was measured at one size."""
    of_loading, memory = figures["seconds"] / figures["load"], figures["peak"] / figures["loaded"]
    print(f"{triples:,} triples, {figures['constraints']} constraints, {figures['results']:,} results")
    print(
        f"  cakg.load {shown(figures['load'])}, shapes {shown(figures['seconds'])}, cakg.validate {shown(figures['validate'])}"
    )
    print(
        f"  shapes against loading {of_loading:.2f}x, target at most {OF_LOADING:g}x: {verdict(good=of_loading <= OF_LOADING)}"
    )
    ratio = figures["validate"] / figures["load"]
    print(f"  cakg.validate against loading {ratio:.2f}x, target at most {OF_LOADING:g}x: {verdict(good=ratio <= OF_LOADING)}")
    print(
        f"  memory {figures['peak']:.0f} MB at most, {figures['loaded']:.0f} MB loaded: {memory:.2f}x, "
        f"target at most {MEMORY:g}x: {verdict(good=memory <= MEMORY)}"
    )
    for name, seconds in figures["slowest"]:
        print(f"    {shown(seconds):>9}  {seconds / figures['seconds']:5.1%}  {name}")
    print(flush=True)


def compare(triples: int, found: dict[int, dict[str, Any]], arguments: argparse.Namespace) -> None:
    """Print how much longer pySHACL takes for the same."""
    ours = found.get(triples) or run("compiled", triples, arguments.rounds, None) or {}
    theirs = run("pyshacl", triples, 1, arguments.limit)
    if theirs is None:
        print(f"pySHACL at {triples:,} triples: not ended after {arguments.limit:g} s with loading")
        return
    ratio = theirs["seconds"] / ours["seconds"]
    same = "the same number of results" if theirs["results"] == ours["results"] else f"{theirs['results']:,} results"
    print(
        f"pySHACL on rdflib at {triples:,} triples: {shown(theirs['seconds'])}, {same}; the compiled shapes are "
        f"{ratio:.0f} times faster, target at least {FASTER:g}: {verdict(good=ratio >= FASTER)}"
    )


def run(worker: str, triples: int, rounds: int, limit: float | None) -> dict[str, Any] | None:
    """Return what a fresh process measures, None where it had to be stopped."""
    graph_file(triples)
    command = [sys.executable, __file__, "--worker", worker, "--triples", str(triples), "--rounds", str(rounds)]
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, env=ENVIRONMENT, timeout=limit, check=True)
    except subprocess.TimeoutExpired:
        return None
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def measure(triples: int, rounds: int) -> dict[str, Any]:
    """Return the shortest times of loading, of the shapes alone and of `cakg.validate`, and the memory they take."""
    path = graph_file(triples)
    load, kg = _best(rounds, lambda: cakg.load(path))
    loaded = _resident("VmRSS")
    _forget_peak()
    rules = ShapesGraph(shapes_store([]))
    seconds, (results, times) = _best(rounds, lambda: judge_timed(kg, rules))
    validate, _ = _best(rounds, lambda: len(cakg.validate(kg).findings))
    return {
        "load": load,
        "seconds": seconds,
        "validate": validate,
        "results": results,
        "constraints": len(times),
        "slowest": times.most_common(SLOWEST),
        "loaded": loaded,
        "peak": _resident("VmHWM"),
    }


def judge_timed(kg: KnowledgeGraph, rules: ShapesGraph) -> tuple[int, Counter[str]]:
    """Judge by all shapes; return how many results there are and the seconds of each constraint."""
    engine = Engine(kg.store, rules)
    tasks = [(number, task) for shape in rules.targeted() for number, task in enumerate(engine.tasks(shape))]
    times: Counter[str] = Counter()
    found = set()
    for number, task in tasks:  # the first of those that are screened together has the time of them all
        began = time.perf_counter()
        found.update(engine.run(task))
        parameters = " ".join(code(str(term).strip("<>")) for term in task.constraint.terms)
        name = f"{code(str(task.shape.node).strip('<>'))} {code(task.constraint.component)} {parameters} [{number}]"
        times[name] += time.perf_counter() - began
    return len(found), times


def measure_pyshacl(triples: int, _: int) -> dict[str, Any]:
    """Return the seconds of pySHACL on the same triples, the loading and copying into rdflib left out."""
    import pyshacl
    import rdflib

    kg = cakg.load(graph_file(triples))
    data = [quad.triple for quad in excerpt(kg)]
    rules = shapes_store([])
    inside = pyshacl.validate
    seconds = [0.0]

    def timed(graph: rdflib.Graph, **options: Any) -> Any:
        plain = rdflib.Graph(graph.store, graph.identifier)  # ours keeps parsed queries, which pySHACL alone does not
        began = time.perf_counter()
        answer = inside(plain, inplace=True, **options)
        seconds[0] = time.perf_counter() - began
        return answer

    pyshacl.validate = timed
    results = len(set(judge(data, rules)))
    return {"seconds": seconds[0], "results": results}


def _best(rounds: int, function: Callable[[], Any]) -> tuple[float, Any]:
    best, answer = float("inf"), None
    for _ in range(rounds):
        answer = None
        began = time.perf_counter()
        answer = function()
        best = min(best, time.perf_counter() - began)
    return best, answer


def _resident(name: str) -> float:
    """Return the memory of this process in MB; where the system does not tell, the most it ever had."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith(name))
    return int(line.split()[1]) / 1024


def _forget_peak() -> None:
    forget = Path("/proc/self/clear_refs")
    if forget.exists():
        forget.write_text("5", encoding="ascii")


if __name__ == "__main__":
    main()

"""rdflib's in-memory store as a process of its own, so that a query without end can be stopped.

`RdflibPeer` is the side of the benchmark; run as a script it loads the files named and answers one JSON line each.
All named graphs are one `rdflib.Graph`, since its Dataset answers the union of graphs far more slowly.
"""

from __future__ import annotations

import json
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rows import Row, canonical


@dataclass(frozen=True, slots=True)
class RdflibAnswer:
    """Seconds and rows of a query, or why there are none."""

    seconds: float | None
    rows: list[Row] | None
    problem: str | None


class RdflibPeer:
    """Asks the process and stops it when it does not answer."""

    def __init__(self, files: Iterable[Path], environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__, *map(str, files)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            text=True,
        )
        loaded = self._read(None)
        self.triples, self.load_seconds = loaded["triples"], loaded["seconds"]

    def ask(self, sparql: str, bindings: Mapping[str, str], limit: float) -> RdflibAnswer:
        """Run a query with variables bound to N-Triples terms, for at most `limit` seconds."""
        if self._process.poll() is not None:
            return RdflibAnswer(None, None, "not asked: the process had to be stopped")
        assert self._process.stdin
        self._process.stdin.write(json.dumps({"sparql": sparql, "bindings": dict(bindings), "limit": limit}) + "\n")
        self._process.stdin.flush()
        answer = self._read(limit + 60)
        if answer is None:
            self.stop()
            return RdflibAnswer(None, None, f"more than {limit:g} s")
        rows = None if answer["rows"] is None else [tuple(row) for row in answer["rows"]]
        return RdflibAnswer(answer["seconds"], rows, answer["problem"])

    def stop(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait()

    def _read(self, seconds: float | None) -> Any:
        assert self._process.stdout
        if seconds is not None and not select.select([self._process.stdout], [], [], seconds)[0]:
            return None
        line = self._process.stdout.readline()
        if not line:
            problem = "the rdflib process has ended"
            raise SystemExit(problem)
        return json.loads(line)


def _serve(files: list[str]) -> None:
    import rdflib
    from rdflib.plugins.sparql.operators import register_custom_function
    from rdflib.util import from_n3

    from cakg.namespaces import CAKG
    from cakg.text import fold

    def alarm(*_: object) -> None:
        raise TimeoutError

    register_custom_function(rdflib.URIRef(CAKG.base + "fold"), lambda term: rdflib.Literal(fold(str(term))))
    signal.signal(signal.SIGALRM, alarm)
    began = time.perf_counter()
    graph = rdflib.Graph()
    for file in files:
        graph.parse(file, format="nt" if file.endswith(".nt") else "turtle")
    print(json.dumps({"triples": len(graph), "seconds": time.perf_counter() - began}), flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        bindings = {name: from_n3(term) for name, term in request["bindings"].items()}
        seconds = rows = problem = None
        start = time.perf_counter()
        signal.setitimer(signal.ITIMER_REAL, request["limit"])
        try:
            found = list(graph.query(request["sparql"], initBindings=bindings))
            signal.setitimer(signal.ITIMER_REAL, 0)
            seconds = time.perf_counter() - start
            rows = [[_text(term) for term in row] for row in found]
        except TimeoutError:
            problem = f"more than {request['limit']:g} s"
        except Exception as error:  # noqa: BLE001 - whatever rdflib raises is its answer
            problem = f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}"
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        print(json.dumps({"seconds": seconds, "rows": rows, "problem": problem}), flush=True)


def _text(term: Any) -> str | None:
    import rdflib

    if term is None:
        return None
    if isinstance(term, rdflib.BNode):
        return "_:"
    if isinstance(term, rdflib.Literal):
        return canonical(str(term), str(term.datatype) if term.datatype else None, term.language)
    return str(term)


if __name__ == "__main__":
    _serve(sys.argv[1:])

"""Every stored question on a synthetic graph, against rdflib in memory and against bare pyoxigraph.

Targets: the question who-must-do-what-by-when, asked of everybody, at least 100 times faster than rdflib, with the same
rows (`--examples`: on the example graph rdflib ends, and its rows are compared); every question at most 1.3 times the time of the same query text on a bare pyoxigraph store with the same named graphs,
plus 2 ms, with the same rows.
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from common import ENVIRONMENT, best_of, graph_file, heading, shown, verdict
from peer_rdflib import RdflibAnswer, RdflibPeer
from rows import Row, canonical, difference, same

import cakg
from cakg.catalogue.question import Question
from cakg.graph.record import lexical
from cakg.namespaces import CAKG, ID, VOCAB, XSD
from cakg.resources import shipped_files
from cakg.text import fold

MAIN = "who-must-do-what-by-when"
FASTER_THAN_RDFLIB, SLOWER_THAN_BARE, ALLOWANCE = 100.0, 1.3, 0.002

PARAMETERS = {
    "unit": "unit/cong-an-tinh-01",
    "class": "population/cong-an-cap-xa",
    "document": "instrument/ct-bca-2-2016-01-01",
    "norm": "norm/00000-03",
    "words": "lam diem",
    "asOf": "2024-12-01",
    "by": "2024-12-31",
    "from": "2024-10-01",
    "to": "2024-12-31",
}
"""Given to every question that has a parameter of that name."""

SPECIAL: dict[str, dict[str, str]] = {
    "commitments-of-a-body": {"unit": ""},
    "counts-of-a-class": {"class": ""},
    "duties-on-bodies-that-have-ended": {"asOf": "2025-12-01"},
    "transfers-of-functions": {"asOf": "2025-12-01"},
}
"""Given to one question instead of these, so that it finds something; an empty value is left out."""

ALSO: dict[str, tuple[dict[str, str], ...]] = {MAIN: ({"asOf": "2024-12-01"},)}
"""Further calls of a question, with these parameters alone."""

_OF_A_UNIT = re.compile(r"\n    UNION\n    \{\n +\{[^\n]* FILTER\(BOUND\(\?unit\)\) \}.*?\n    \}\n", re.DOTALL)
"""The branch of the main question that only a call with a unit needs, and that rdflib walks for every unit there is."""


def main() -> None:
    """Print the times and ratios of every question."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("names", nargs="*", help="questions; all if none is named")
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--limit", type=float, default=120, help="seconds that rdflib may take for one question")
    parser.add_argument("--no-rdflib", action="store_true", help="compare with bare pyoxigraph alone")
    parser.add_argument("--examples", action="store_true", help="the main question on the example graph, asked of everybody")
    arguments = parser.parse_args()
    graph = "the example graph" if arguments.examples else f"{arguments.triples:,} synthetic triples"
    heading(f"Stored questions on {graph}", ("pyoxigraph", "rdflib"))
    files = list(shipped_files("examples", ".ttl")) if arguments.examples else [graph_file(arguments.triples)]

    kg = cakg.load(*files)
    bare = copy_layout(kg, None if arguments.examples else files[0])
    peer = None if arguments.no_rdflib else RdflibPeer([*files, *shipped_files("ontology", ".ttl")], ENVIRONMENT)
    if peer:
        print(f"rdflib loaded {peer.triples:,} triples in {shown(peer.load_seconds)}\n")
    print(f"{'question':56} {'rows':>7} {'cakg':>9} {'bare':>9} {'ratio':>6}         {'rdflib':>9} {'times faster':>12}")
    names = [MAIN] if arguments.examples else arguments.names
    for question in cakg.questions():
        if not names or question.name in names:
            for given in ALSO[MAIN] if arguments.examples else calls(question):
                measure(kg, bare, peer, question, given, arguments.rounds, arguments.limit)
    if peer:
        peer.stop()


def calls(question: Question) -> list[dict[str, str]]:
    """Return the parameters of each call of a question."""
    names = {parameter.name for parameter in question.parameters}
    usual = {name: value for name, value in PARAMETERS.items() if name in names} | SPECIAL.get(question.name, {})
    missing = [parameter.name for parameter in question.parameters if parameter.required and parameter.name not in usual]
    if missing:
        problem = f"{question.name}: give {', '.join(missing)} in PARAMETERS or SPECIAL"
        raise SystemExit(problem)
    usual = {name: value for name, value in usual.items() if value}
    return [usual, *ALSO.get(question.name, ())]


def measure(
    kg: cakg.KnowledgeGraph,
    bare: ox.Store,
    peer: RdflibPeer | None,
    question: Question,
    given: dict[str, str],
    rounds: int,
    limit: float,
) -> None:
    """Print the line of one call."""
    types = {parameter.name: parameter.type for parameter in question.parameters}
    name = question.name
    if name in ALSO:
        name = f"{name} ({', '.join(given)})"
    if not ends(lambda: cakg.ask(kg, question.name, **given), limit):
        print(f"{name:56} {'':7} more than {limit:g} s", flush=True)
        return
    terms = {name: term(types[name], value) for name, value in given.items()}
    ours = cakg.ask(kg, question.name, **given).rows  # type: ignore[union-attr]
    bare_rows = ask_bare(bare, question, terms)
    wrong = "" if same(ours, (tuple(map(lexical_or_none, row)) for row in bare_rows)) else "  DIFFERENT ROWS"
    times = best_of(
        rounds,
        {"cakg": lambda: cakg.ask(kg, question.name, **given), "bare": lambda: ask_bare(bare, question, terms)},
        most_seconds=20,
    )
    ratio = times["cakg"] / times["bare"]
    good = times["cakg"] <= SLOWER_THAN_BARE * times["bare"] + ALLOWANCE
    line = f"{name:56} {len(ours):7,} {shown(times['cakg']):>9} {shown(times['bare']):>9} {ratio:5.2f}x {verdict(good=good):6}{wrong}"
    everybody = question.name == MAIN and "unit" not in given
    expected = [tuple(map(text, row)) for row in bare_rows]
    bindings = {name: str(value) for name, value in terms.items()}
    if peer and everybody:
        shorter, cut = _OF_A_UNIT.subn("\n", question.sparql)
        assert cut == 1
        answer = peer.ask(shorter, bindings, limit)
        print(line + against_rdflib(answer, times["cakg"], expected) + "  without the branch for a unit", flush=True)
    if peer:
        answer = peer.ask(question.sparql, bindings, limit)
        line += against_rdflib(answer, times["cakg"], expected, has_target=everybody)
    print(line, flush=True)


def ends(run: Callable[[], object], limit: float) -> bool:
    """Say whether something ends within `limit` seconds, tried in a process that can be stopped.

    The engine itself cannot be interrupted: a query that joins everything with everything would hold up the rest.
    """
    child = os.fork()
    if child == 0:
        run()
        os._exit(0)
    deadline = time.monotonic() + limit
    while time.monotonic() < deadline:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return status == 0
        time.sleep(0.002)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


def against_rdflib(answer: RdflibAnswer, ours: float, rows: list[Row], *, has_target: bool = False) -> str:
    """Return the part of the line about rdflib."""
    if answer.rows is None or answer.seconds is None:
        unended = re.fullmatch(r"more than (\S+) s", answer.problem or "")
        at_least = float(unended[1]) / ours if unended else 0
        judged = f": {verdict(good=at_least >= FASTER_THAN_RDFLIB)}" if has_target else ""
        return f"   {answer.problem}" + (f", more than {at_least:,.0f}x{judged}" if unended else "")
    faster = answer.seconds / ours
    words = f"  {shown(answer.seconds):>9} {faster:11,.0f}x"
    if has_target:
        words += f"  target at least {FASTER_THAN_RDFLIB:.0f}x: {verdict(good=faster >= FASTER_THAN_RDFLIB)}"
    return words if same(rows, answer.rows) else f"{words}  rows differ: {difference(rows, answer.rows)}"


def copy_layout(kg: cakg.KnowledgeGraph, path: Path | None) -> ox.Store:
    """Return a bare store with the same named graphs; the one of a big source is read from its file."""
    store = ox.Store()
    big = {source.graph for source in kg.sources}
    for graph in kg.store.named_graphs():
        if path and graph.value in big:
            store.bulk_load(path=path, format=ox.RdfFormat.N_TRIPLES, to_graph=graph)
        else:
            store.extend(kg.store.quads_for_pattern(None, None, None, graph))
    return store


def ask_bare(store: ox.Store, question: Question, terms: dict[str, Any]) -> list[list[Any]]:
    """Ask as anybody would with pyoxigraph alone."""
    found = store.query(
        question.sparql,
        use_default_graph_as_union=True,
        substitutions={ox.Variable(name): value for name, value in terms.items()},
        custom_functions={ox.NamedNode(CAKG.base + "fold"): lambda term: ox.Literal(fold(term.value))},
    )
    return [list(row) for row in found]  # type: ignore[union-attr]


def term(type_: str, value: str) -> ox.NamedNode | ox.Literal:
    """Return the RDF term of a parameter."""
    if type_ in {"party", "document", "norm"}:
        return ox.NamedNode(ID[value])
    if type_ == "date":
        return ox.Literal(value, datatype=ox.NamedNode(XSD.date))
    if type_ == "relation":
        return ox.NamedNode(CAKG[value])
    if type_ in {"text", "number"}:
        return ox.Literal(value)
    return ox.NamedNode(VOCAB[f"{type_}/{value}"])


def lexical_or_none(cell: Any) -> str | None:
    """Return the text of a cell as a table holds it."""
    return None if cell is None else lexical(cell)


def text(cell: Any) -> str | None:
    """Return a cell in the form in which rows are compared with rdflib's."""
    if isinstance(cell, ox.Literal):
        return canonical(cell.value, cell.datatype.value, cell.language)
    return "_:" if isinstance(cell, ox.BlankNode) else cell and cell.value


if __name__ == "__main__":
    main()

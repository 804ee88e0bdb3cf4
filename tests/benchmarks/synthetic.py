"""A made-up graph of the same shape as the examples, of any size: `python synthetic.py OUT --triples 1000000`.

Parties come first (the ministry, its units, provinces, districts and communes, never more of them than there were in
2024), then one dossier after another: a source with an occasion, directions, instruments and their norms. Records
point only at records written in the same file or at the shipped vocabularies, and memory holds the parties and the
instruments alone. A seed gives the same bytes on every machine. Nobody is named: the holder of an
office is "Người giữ chức 12".
"""

from __future__ import annotations

import argparse
from pathlib import Path
from random import Random

from synthetic_dossiers import Dossiers
from synthetic_parties import write_parties
from synthetic_terms import Writer

SMALLEST = 5_000
"""Below this the parties alone would be most of the graph."""


def write(path: str | Path, triples: int, seed: int = 20240129) -> int:
    """Write a graph of about `triples` triples (within 5 %) as N-Triples to `path`; return how many it has.

    Raises ValueError for fewer than `SMALLEST`.
    """
    if triples < SMALLEST:
        message = f"at least {SMALLEST} triples are needed, not {triples}"
        raise ValueError(message)
    with Path(path).open("w", encoding="utf-8", newline="\n") as file:
        graph = Writer(file)
        random = Random(seed)  # noqa: S311 - nothing here is secret
        parties = write_parties(graph, triples)
        dossiers = Dossiers(graph, random, parties, triples)
        while graph.count < triples:
            dossiers.write_one()
        graph.flush()
    return graph.count


def main() -> None:
    """Read the arguments and write the file."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=20240129)
    arguments = parser.parse_args()
    count = write(arguments.out, arguments.triples, arguments.seed)
    print(f"{arguments.out}: {count:,} triples")


if __name__ == "__main__":
    main()

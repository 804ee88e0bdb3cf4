"""Tables of cases that a lawyer can check: CSV files beside the tests."""

import csv
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent


def read_cases(name):
    """Return the rows of a table, by its path below the folder of the tests."""
    with (TESTS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))

"""Where triples came from."""

from __future__ import annotations

from typing import NamedTuple


class Source(NamedTuple):
    """One file that was read.

    `name` is its relative name, `graph` the IRI of the named graph that holds its triples, `sha256` the hash of
    its bytes, `triples` how many statements it gave. `snapshot` is the day a register stands for, to be named beside
    every count taken from it; None for other sources. `example` marks the shipped example. `page` is the name of the page
    that the statements were read from in place of the file, whose hash could then not be compared; None for a file.
    """

    name: str
    graph: str
    sha256: str
    format: str
    triples: int
    snapshot: str | None = None
    example: bool = False
    page: str | None = None

    @property
    def place(self) -> str:
        """The name for people: that of the file, with the page it was read from."""
        return f"{self.name} ({self.page})" if self.page else self.name


class Place(NamedTuple):
    """Where a record stands in a source: file name and line (from 1); None where it cannot be told."""

    name: str | None
    line: int | None

    def __str__(self) -> str:
        return f"{self.name}:{self.line}" if self.line else self.name or ""


class Notice(NamedTuple):
    """Something the reader of a source must know although reading went on; a key of `messages` with its values."""

    key: str
    values: tuple[tuple[str, str], ...]

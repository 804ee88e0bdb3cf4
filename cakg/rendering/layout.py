"""How text without markup is laid out: a heading, sections, and columns that wrap."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Sequence
from functools import lru_cache
from itertools import zip_longest

from cakg.messages import say

WIDTH = 120
"""Columns of a page when nothing says how wide the terminal is."""
_SHORT = len("31/12/2025;")
"""What is never broken: a day, a code, a word."""


def section(key: str, lang: str) -> list[str]:
    """Return the lines that open a section."""
    return ["", say(key, lang)]


def headed(title: str, body: str, marks: Sequence[str]) -> str:
    """Return a text under its title; what must be known of the data (an example, their secrecy) is named first."""
    return "".join(f"{mark}\n" for mark in marks) + title + "\n\n" + body


def grid(columns: tuple[str, ...], rows: Sequence[tuple[str, ...]], ratios: tuple[int, ...] = ()) -> str:
    """Return a table as wide as the terminal; columns with a ratio share the room that the others leave.

    Where there are too many columns for days and words to stay whole, the cells of each row stand below one another.
    """
    width = _terminal_width()
    widths = _widths(columns, rows, ratios, width)
    if widths is None:
        return "\n".join(_stacked(columns, row, width) for row in rows)
    rule = "  ".join("─" * width for width in widths)
    lines = [_line(columns, widths), rule, *(_line(row, widths) for row in rows)]
    return "\n".join(lines) + "\n"


def _terminal_width() -> int:
    """Return COLUMNS, else the width of the terminal; `shutil` would import every compression library to say so."""
    try:
        return int(os.environ.get("COLUMNS", "")) or WIDTH
    except ValueError:
        pass
    try:
        return os.get_terminal_size(1).columns or WIDTH
    except OSError:
        return WIDTH


def _stacked(columns: tuple[str, ...], row: tuple[str, ...], width: int) -> str:
    """Return a row as lines, each cell that has a value behind the name of its column."""
    margin = min(max(map(len, columns)), max(_SHORT, width // 3))
    lines = []
    for name, cell in zip(columns, row, strict=True):
        parts = [part for line in cell.split("\n") for part in _wrap(line, max(_SHORT, width - margin - 2))] if cell else []
        names = _wrap(name, margin)
        pairs = zip_longest(names, parts, fillvalue="") if parts else ()
        lines += [f"{head:<{margin}}  {part}".rstrip() for head, part in pairs]
    return "\n".join(lines) + "\n"


def _widths(columns: tuple[str, ...], rows: Sequence[tuple[str, ...]], ratios: tuple[int, ...], width: int) -> list[int] | None:
    """Give each column the room its longest cell needs; columns with a ratio, else the wider ones, share what is left.

    None of these gets less than a day, or a word of its head, needs; None where there is no room for that.
    """
    needed = [max(len(line) for row in (columns, *rows) for line in row[place].split("\n")) for place in range(len(columns))]
    free = width - 2 * (len(columns) - 1)
    if sum(needed) <= free:
        return needed
    shares = ratios or tuple(min(need, 60) if need > _SHORT else 0 for need in needed)
    rest = free - sum(need for need, share in zip(needed, shares, strict=True) if not share)
    least = [min(need, max(_SHORT, *map(len, head.split()))) for need, head in zip(needed, columns, strict=True)]
    if sum(room for room, share in zip(least, shares, strict=True) if share) > rest:
        return None
    widths, sharing = list(needed), {place for place, share in enumerate(shares) if share}
    while sharing:
        total = sum(shares[place] for place in sharing)
        for place in sharing:
            widths[place] = max(least[place], rest * shares[place] // total)
        settled = {place for place in sharing if widths[place] * total > rest * shares[place]}
        if not settled:
            break
        rest -= sum(widths[place] for place in settled)
        sharing -= settled
    return widths


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    cells = [
        [part for line in cell.split("\n") for part in _wrap(line, width)] for cell, width in zip(row, widths, strict=True)
    ]
    height = max(map(len, cells))
    padded = ([*cell, *[""] * (height - len(cell))] for cell in cells)
    lines = (
        "  ".join(part.ljust(width) for part, width in zip(parts, widths, strict=True)) for parts in zip(*padded, strict=True)
    )
    return "\n".join(line.rstrip() for line in lines)


@lru_cache(maxsize=4096)
def _wrap(line: str, width: int) -> list[str]:
    return [line] if len(line) <= width else textwrap.wrap(line, width, break_on_hyphens=False)  # 135/KH-BCA-V05 stays whole

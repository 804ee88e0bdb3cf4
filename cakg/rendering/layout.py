"""How text without markup is laid out: a heading, sections, and columns that wrap."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Sequence
from functools import lru_cache

from cakg.messages import say

WIDTH = 120
"""Columns of a page when nothing says how wide the terminal is."""
_SHORT = len("31/12/2025")
"""What is never broken: a day, a code, a word."""


def section(key: str, lang: str) -> list[str]:
    """Return the lines that open a section."""
    return ["", say(key, lang)]


def headed(title: str, body: str, marks: Sequence[str]) -> str:
    """Return a text under its title; what must be known of the data (an example, their secrecy) is named first."""
    return "".join(f"{mark}\n" for mark in marks) + title + "\n\n" + body


def grid(columns: tuple[str, ...], rows: Sequence[tuple[str, ...]], ratios: tuple[int, ...] = ()) -> str:
    """Return a table as wide as the terminal; columns with a ratio share the room that the others leave."""
    width = _terminal_width()
    widths = _widths(columns, rows, ratios, width)
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


def _widths(columns: tuple[str, ...], rows: Sequence[tuple[str, ...]], ratios: tuple[int, ...], width: int) -> list[int]:
    """Give each column the room its longest cell needs; columns with a ratio, else the wider ones, share what is left."""
    needed = [max(len(line) for row in (columns, *rows) for line in row[place].split("\n")) for place in range(len(columns))]
    free = width - 2 * (len(columns) - 1)
    if sum(needed) <= free:
        return needed
    shares = ratios or tuple(min(need, 60) if need > _SHORT else 0 for need in needed)
    rest = free - sum(need for need, share in zip(needed, shares, strict=True) if not share)
    return [max(6, rest * share // sum(shares)) if share else need for need, share in zip(needed, shares, strict=True)]


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
    return [line] if len(line) <= width else textwrap.wrap(line, width)

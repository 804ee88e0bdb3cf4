"""A matrix too large for one page: pages by the year of the due day, and an index that leads to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

from cakg.errors import ValueRefusedError
from cakg.exporters.files import write_whole
from cakg.messages import LANGUAGES, MESSAGES, say
from cakg.model.grid import Grid, Row
from cakg.numbers import show_number
from cakg.rendering.matrix.sheet import Sheet, carried_words, page_facts
from cakg.rendering.page import content_hash, island_of, joined, page_json, page_script, to_html
from cakg.rendering.templates import blaming, page_template
from cakg.rendering.words import own_status_words, shown_status
from cakg.terms import shorten
from cakg.text import clip

MOST_ROWS = 25_000
"""Rows of one page."""


@dataclass(frozen=True)
class Part:
    """Some rows of a matrix that follow each other, by their places, and what they are called."""

    name: str
    places: range


def split(rows: tuple[Row, ...], lang: str, most: int = MOST_ROWS) -> list[Part]:
    """Return parts of at most `most` rows: whole years together while there is room, a larger year in numbered pieces."""
    parts: list[Part] = []
    years: list[tuple[str, range]] = []

    def close() -> None:
        if years:
            first, last = years[0][0], years[-1][0]
            name = first if first == last else f"{first} – {last}"
            parts.append(Part(name, range(years[0][1].start, years[-1][1].stop)))
            years.clear()

    start = 0
    for year, group in groupby(rows, key=lambda row: row.duty.deadline.due.year if row.duty.deadline.due else None):
        name = say("page-part-undated", lang) if year is None else str(year)
        places = range(start, start + sum(1 for _ in group))
        start = places.stop
        if years and places.stop - years[0][1].start > most:
            close()
        if len(places) <= most:
            years.append((name, places))
            continue
        pieces = [places[first : first + most] for first in range(0, len(places), most)]
        for number, piece in enumerate(pieces, 1):
            parts.append(Part(say("page-part-of", lang, name=name, number=number, total=len(pieces)), piece))
    close()
    return parts


def needs_parts(grid: Grid) -> bool:
    """Say whether a matrix is too large for one page."""
    return len(grid.rows) > MOST_ROWS


def refuse_one_page(grid: Grid) -> None:
    """Raise ValueRefusedError for a matrix that cannot be one page, where there is no file to write several beside."""
    if needs_parts(grid):
        raise ValueRefusedError("page-needs-file", count=len(grid.rows))


def write_parts(grid: Grid, to: str | Path, lang: str, most: int = MOST_ROWS, *, own: str | Path | None = None) -> str:
    """Write the pages beside `to` as numbered files, then the index to `to`; return the index. `own` is as for one page.

    Each file is written whole or not at all, the index last: an old index never leads to half a page.
    """
    target = Path(to)
    sheet = Sheet(grid, lang)
    entries = []
    for number, part in enumerate(split(grid.rows, lang, most), 1):
        path = target.with_name(f"{target.stem}-{number:03}{target.suffix}")
        with blaming(own):
            page = to_html(_some(sheet, part.places), lang, index=quote(target.name), part=part.name, own=own)
        write_whole(path, page)
        entries.append(_entry(part, quote(path.name), grid))
    with blaming(own):
        index = _index(sheet, entries, own)
    write_whole(target, index)
    return index


@dataclass(frozen=True)
class _Entry:
    """What the index says of one page: its name and address, how many rows it has, of each status and unit how many, the codes."""

    name: str
    address: str
    rows: int
    statuses: Counter[str]
    units: Counter[int]
    codes: tuple[str, ...]


def _entry(part: Part, address: str, grid: Grid) -> _Entry:
    rows = [grid.rows[place] for place in part.places]
    statuses = Counter(status for row in rows for status in {shown_status(found, row.duty) for found, _, _ in row.statuses})
    units = Counter(place for row in rows for place, marks in enumerate(row.marks) if marks)
    return _Entry(part.name, address, len(rows), statuses, units, tuple(dict.fromkeys(row.duty.code for row in rows)))


def _some(sheet: Sheet, places: range) -> Grid:
    """Return the matrix of some rows, with the same rows of the other language around it.

    What is counted beside the rows (calls, rows a date filter left out) belongs to the whole, and stands in the index alone.
    """
    pairs = [sheet.pairs[place] for place in places]
    norms = {row.duty.norm for row, _ in pairs}

    def some_of(grid: Grid, rows: Iterable[Row]) -> Grid:
        unresolved = tuple(item for item in grid.unresolved if item.norm in norms)
        return replace(grid, rows=tuple(rows), unresolved=unresolved, calls=0, undated=0, surroundings=None)

    some = some_of(sheet.grid, (row for row, _ in pairs))
    around = sheet.around
    if around is None:
        return some
    mine = replace(around, other=some_of(around.other, (twin for _, twin in pairs)))
    return replace(some, surroundings=lambda: mine)


def _status(sheet: Sheet, status: str) -> str:
    return own_status_words(status, sheet.lang) or sheet.words[0].get(f"status/{status}", status)


def _index(sheet: Sheet, entries: list[_Entry], own: str | Path | None) -> str:
    from markupsafe import Markup

    statuses = list(dict.fromkeys(status for entry in entries for status in entry.statuses))
    style, script = joined(("page.css", "parts.css")), page_script(("page-tools.js", "parts.js"))
    lookup = {
        "pages": [[entry.name, entry.address, entry.codes] for entry in entries],
        "words": {
            name: MESSAGES[key][LANGUAGES.index(sheet.lang)]
            for name, key in (("some", "page-index-some"), ("many", "page-index-many"), ("none", "page-index-none"))
        },
    }
    return page_template("parts.html.j2", own if own is not None and Path(own).is_dir() else None).render(
        lang=sheet.lang,
        facts=page_facts(sheet),
        carries=(carried_words(sheet) or ("",))[0],
        example=sheet.grid.example_data,
        rows=len(sheet.grid.rows),
        entries=entries,
        statuses=[(status, _status(sheet, status)) for status in statuses],
        units=[
            (place, clip(column.label) or say("nobody", sheet.lang), quote(shorten(column.iri) or "-", safe=""))
            for place, column in enumerate(sheet.grid.columns)
        ],
        shown=lambda count: show_number(str(count), sheet.lang),
        island=island_of(sheet.grid),
        style=Markup(style),  # noqa: S704 - our own file
        style_hash=content_hash(style),
        lookup=page_json(lookup),
        script=Markup(script),  # noqa: S704 - our own file
        script_hash=content_hash(script),
        say=lambda key, **values: say(key, sheet.lang, **values),
    )

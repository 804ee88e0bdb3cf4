"""The responsibility matrix: several answers laid out as one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from cakg.calendars import read_date, show_date
from cakg.changes import compare
from cakg.errors import UnknownNameError, ValueRefusedError
from cakg.graph import KnowledgeGraph
from cakg.graph.names import PARTIES, letters_of, resolve
from cakg.grids.surroundings import surroundings
from cakg.messages import LANGUAGES
from cakg.model.change import Changes
from cakg.model.deadline import SINCE_LAST_DONE, Deadline
from cakg.model.duty import Duties, Duty
from cakg.model.grid import GROUPS, Column, Grid, Mark, Row
from cakg.model.partners import partners
from cakg.model.surroundings import Surroundings
from cakg.namespaces import VOCAB
from cakg.obligations import duties
from cakg.populations import exists, group, home
from cakg.proofs import Texts, prove
from cakg.text import collation_key

NOBODY = ""
"""The column of duties for which no bearer is stated."""

_CAN_BE_CROSSED = ("unit", "status", "by", "from_")
"""Filters that a duty can come to fit, or cease to, as time passes."""


def matrix(
    kg: KnowledgeGraph,
    *,
    as_of: str | date,
    known_at: str | date | None = None,
    since: str | date | None = None,
    known_since: str | date | None = None,
    texts: str | Path | None = None,
    lang: str = "vi",
    **filters: Any,
) -> Grid:
    """Return the matrix of the duties that `duties` finds with the same filters.

    Each bearer as stated is one column, in the groups Bộ, địa phương, ngoài ngành and classes that span the whole
    force; duties without a bearer stand in a column of their own. With `texts` the proofs carry the words of
    sources, with `known_at` the matrix reads as it did on that day. With `since` or `known_since`
    it also lists what differs from the answer for those days, each difference with its cause.

    Raises what `duties` raises.

    >>> from cakg.graph import load
    >>> grid = matrix(load(), as_of="2024-12-01", document="42/KH-BCA-V05")
    >>> len(grid.rows) > 0
    True
    """
    asked = {"as_of": as_of, "known_at": known_at, "since": since, "known_since": known_since, "texts": texts, **filters}
    whole, changed = kg, None
    if since is not None or known_since is not None:
        changed = differences(kg, since=since, known_since=known_since, as_of=as_of, known_at=known_at, lang=lang, **filters)
    kg = kg.known_on(None if known_at is None else read_date(known_at))
    found = duties(kg, as_of=as_of, known_at=known_at, lang=lang, **filters)
    letters = letters_of(kg, VOCAB.role)
    by_row: dict[tuple[str, str | None, Deadline], list[Duty]] = defaultdict(list)
    for duty in found:
        by_row[duty.norm, duty.step, duty.deadline].append(duty)
    others = partners(list(by_row.values()), found.whole)
    named = [
        [*own, *(duty for duty in further if duty.deadline == own[0].deadline)]
        for own, further in zip(by_row.values(), others, strict=True)
    ]
    columns = _columns(kg, tuple(chain.from_iterable(named)), found.as_of, lang)
    anchors: Counter[str] = Counter()
    places = {column.iri: place for place, column in enumerate(columns)}
    quoted = Texts(texts)
    rows = []
    for (norm, step, _), group_of_duties, everybody, further in zip(by_row, by_row.values(), named, others, strict=True):
        marks: list[tuple[Mark, ...]] = [()] * len(columns)
        for duty in everybody:
            column = home(kg, duty.bearer.iri) if duty.bearer else NOBODY
            mark, place = _mark(duty, column, letters), places[column]
            if mark not in marks[place]:
                marks[place] = (*marks[place], mark)
        first = group_of_duties[0]
        anchor = "nv-" + (first.code if step is None else step.rpartition("/")[2])
        anchors[anchor] += 1
        rows.append(
            Row(
                anchor=anchor if anchors[anchor] == 1 else f"{anchor}-{anchors[anchor]}",
                duty=first,
                marks=tuple(marks),
                proof=prove(kg, norm, tuple(group_of_duties), texts=quoted, lang=lang),
                others=further,
            )
        )
    grid = Grid(
        as_of=found.as_of,
        known_at=found.known_at,
        changes=changed,
        columns=columns,
        rows=tuple(rows),
        unresolved=found.unresolved,
        undated=found.undated,
        undecided=found.undecided,
        outside=found.outside,
        calls=found.calls,
        words=found.words,
        example_data=found.example_data,
        moved=found.moved,
        kept=found.kept,
        faults=found.faults,
        unbounded=found.unbounded,
        recurring=found.recurring,
        continuous=found.continuous,
        begun_on=found.begun_on,
        asked=found.asked,
        grade=found.grade,
        sources=found.sources,
        origin=kg,
    )
    return replace(grid, surroundings=partial(_surroundings, whole, kg, grid, lang, asked))


def _surroundings(whole: KnowledgeGraph, kg: KnowledgeGraph, grid: Grid, lang: str, asked: dict[str, Any]) -> Surroundings:
    """Return what stands around a matrix, worked out only for who asks: it judges the data and lays out the matrix again."""
    (other_lang,) = (name for name in LANGUAGES if name != lang)
    around = surroundings(kg, grid, matrix(whole, lang=other_lang, **asked), lang, other_lang)
    return replace(around, hidden=_hidden(kg, grid, lang))


def _hidden(kg: KnowledgeGraph, grid: Grid, lang: str) -> int:
    """Return how many duties and targets of the data the rows of a matrix do not show, or not in full, for its filters or its day."""
    if not grid.asked:
        return sum(grid.outside.values())
    found = duties(kg, as_of=grid.as_of, known_at=grid.known_at, lang=lang)
    shown = {(duty.norm, duty.step) for duty in grid.duties}
    left = {duty.norm for duty in found if (duty.norm, duty.step) not in shown}
    return len(left) + sum(found.outside.values())


def differences(
    kg: KnowledgeGraph,
    *,
    since: str | date | None,
    known_since: str | date | None,
    as_of: str | date,
    known_at: str | date | None = None,
    lang: str = "vi",
    **filters: Any,
) -> Changes:
    """Return what differs between the duties as of `since` by what was recorded at `known_since`, and those asked for.

    What is not given of the earlier pair is as in the later one. The name of a unit is that of the later day; a unit or
    document not yet recorded then had no duties. A duty that only crossed a filter in time is told by what changed of it.
    Raises ValueRefusedError where the earlier pair is later.
    """
    first, known_first = read_date(since or as_of), known_since or known_at
    last = read_date(as_of)
    if first > last or (known_first and known_at and read_date(known_first) > read_date(known_at)):
        raise ValueRefusedError("since-later", words=show_date(first if first > last else read_date(known_first or first)))
    if filters.get("unit"):
        seen = kg.known_on(None if known_at is None else read_date(known_at))
        filters["unit"] = resolve(seen, filters["unit"], *PARTIES, as_of=last)

    def ask(**asked: Any) -> tuple[Duties, Duties]:
        after = duties(kg, as_of=last, known_at=known_at, lang=lang, **asked)
        if asked.get("by") and not asked.get("from_"):
            after = replace(after, rows=(*after, *_turns_passed(kg, first, last, known_at=known_at, lang=lang, **asked)))
        try:
            return duties(kg, as_of=first, known_at=known_first, lang=lang, **asked), after
        except UnknownNameError:  # what is known later need not have been known then
            known = None if known_first is None else read_date(known_first)
            return replace(after, as_of=first, known_at=known, rows=()), after

    before, after = ask(**filters)
    crossed = any(filters.get(name) is not None for name in _CAN_BE_CROSSED)
    still = {name: value for name, value in filters.items() if name not in _CAN_BE_CROSSED}
    return compare(kg, before, after, lang, whole=ask(**still) if crossed else None)


def _turns_passed(kg: KnowledgeGraph, first: date, last: date, *, by: str | date, **asked: Any) -> Iterator[Duty]:
    """Yield the occurrences due between two days, which a list as of the later day would only begin after."""
    end = min(read_date(by), last - timedelta(days=1))
    for duty in duties(kg, as_of=last, by=end, **{**asked, "from_": first}) if first <= end else ():
        if duty.occurrence and duty.deadline.recurrenceBasis != SINCE_LAST_DONE:
            yield duty


def _columns(kg: KnowledgeGraph, rows: tuple[Duty, ...], as_of: date, lang: str) -> tuple[Column, ...]:
    homes = {home(kg, duty.bearer.iri) for duty in rows if duty.bearer}
    columns = [Column(iri, kg.record(iri).label(lang), group(kg, iri), not exists(kg, iri, as_of)) for iri in homes]
    columns.sort(key=lambda column: (GROUPS.index(column.group), collation_key(column.label), column.iri))
    if any(duty.bearer is None for duty in rows):
        columns.append(Column(NOBODY, "", "none", ended=False))
    return tuple(columns)


def _mark(duty: Duty, column: str, letters: dict[str, str]) -> Mark:
    bearer = duty.bearer
    return Mark(
        letters=letters.get(duty.role or "", "—" if bearer else "?"),
        role=duty.role,
        bearer=bearer.label if bearer else "",
        basis=(bearer.basis if bearer else None) or "noneStated",
        certainty=duty.holder.certainty if duty.holder else "unresolved",
        head=bearer is not None and bearer.iri != column,
        holder=duty.holder.label if duty.holder and _passed_on(duty) else "",
    )


def _passed_on(duty: Duty) -> bool:
    return any(step.step == "succession" for step in duty.path) or (
        duty.holder is not None and duty.holder.certainty == "unresolved"
    )

"""Days of deadlines that no reading of the printed words gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import MAXYEAR, MINYEAR, date
from functools import lru_cache
from typing import NamedTuple

from cakg.calendars import show_date
from cakg.graph import KnowledgeGraph, Record
from cakg.graph.owners import call
from cakg.model.deadline import Deadline
from cakg.model.finding import Finding, say_all
from cakg.model.source import Place
from cakg.namespaces import CAKG, RDF
from cakg.shacl.footprint import Footprint
from cakg.terms import code

MISREAD = "deadline-misread"
"""How such a finding is named, in place of a shape."""
KINDS = {CAKG.FixedDeadline: "fixed", CAKG.WindowDeadline: "window", CAKG.PeriodDeadline: "period"}
"""The deadlines whose words name their days."""
_DATED = {*KINDS.values(), "relative"}
READS = Footprint(
    frozenset({RDF.type, CAKG.statedText, CAKG.readingRule, CAKG.startsOn, CAKG.dueBy, CAKG.newDueBy}),
    frozenset({CAKG.extends}),
    steps=1,
)
"""What is read of a deadline, and of the extensions that move it."""
_SENTENCES = {
    CAKG.startsOn: ("deadline-misread-start", "deadline-misread-ask-start"),
    CAKG.dueBy: ("deadline-misread-due", "deadline-misread-ask-due"),
}
"""What is said of a day, and what is asked about it."""
_COUNTING = {"firstDayNotCounted", "firstDayCounted", "moveToWorkingDay", "keepDayOff", "workingDaysOnly", "countBackFromDay"}
"""Rules by which a day was counted from another, which the words beside it need not name."""
_UNSURE = {"estimated", "date-left-out"}
"""Notes on readings that may not be all the words say."""


class Misfit(NamedTuple):
    """A recorded day and the one that the words give nearest to the record."""

    property: str
    recorded: date
    read: date


def find_misreadings(kg: KnowledgeGraph, among: Iterable[str] | None = None) -> tuple[Finding, ...]:
    """Return one finding for each recorded day, of all deadlines or those `among` others, that the words cannot mean.

    >>> from cakg.graph import load
    >>> find_misreadings(load())
    ()
    """
    records = among if among is not None else (iri for name in KINDS for iri in kg.subjects(RDF.type, name))
    found = [(iri, misfit) for iri in sorted({*records}) for misfit in _misfits_of(kg, kg.record(iri))]
    places = kg.locate_all(iri for iri, _ in found)
    return tuple(_finding(places[iri], kg.record(iri), call(kg, iri), misfit) for iri, misfit in found)


def _finding(place: Place, record: Record, label: str, misfit: Misfit) -> Finding:
    problem, question = _SENTENCES[misfit.property]
    recorded, read, words = show_date(misfit.recorded), show_date(misfit.read), record.one(CAKG.statedText)
    finding = Finding.from_message(
        place, record.iri, label, MISREAD, misfit.property, problem, recorded=recorded, read=read, words=words
    )
    remedy = say_all("deadline-misread-remedy")
    return replace(finding, value=misfit.recorded.isoformat(), remedy=remedy, question=say_all(question))


def _misfits_of(kg: KnowledgeGraph, record: Record) -> Iterator[Misfit]:
    """Yield the days of a record that do not fit; what is said twice is judged by the shapes that allow one."""
    kind = next((name for class_, name in KINDS.items() if class_ in record.types), None)
    words, due, start, rule = map(record.all, (CAKG.statedText, CAKG.dueBy, CAKG.startsOn, CAKG.readingRule))
    if not kind or len(words) != 1 or not (due or start) or max(map(len, (due, start, rule))) > 1:
        return
    if kg.register_of(record.iri):
        return
    read = code(rule[0]) if rule else None
    for misfit in _misfits(words[0], kind, read, record.date(CAKG.startsOn), record.date(CAKG.dueBy)):
        moves = map(kg.record, kg.subjects(CAKG.extends, record.iri) if misfit.property == CAKG.dueBy else ())
        if misfit.recorded.isoformat() not in {day for move in moves for day in move.all(CAKG.newDueBy)}:
            yield misfit


@lru_cache(maxsize=1 << 14)
def _misfits(words: str, kind: str, rule: str | None, start: date | None, due: date | None) -> tuple[Misfit, ...]:
    """Return what does not fit the nearest of the readings: of the same kind and by the same rule where there are such."""
    from cakg.readings.alternatives import read_alternatives  # the grammar is large, and not all data have deadlines

    own = {day.year for day in (due, start) if day}
    years = sorted({year + step for year in own for step in (-1, 0, 1)}, key=lambda year: (year not in own, year))
    readings = read_alternatives(words, rule, (year for year in years if MINYEAR <= year <= MAXYEAR))
    if any(reading.kind not in _DATED or _UNSURE & {*reading.notes} for reading in readings):
        return ()
    if not readings or (rule in _COUNTING and not any(rule in reading.rules for reading in readings)):
        return ()
    compared = [(reading, tuple(_compare(reading, start, due))) for reading in readings]
    return min(compared, key=lambda each: (each[0].kind != kind, rule not in {None, *each[0].rules}, len(each[1])))[1]


def _compare(reading: Deadline, start: date | None, due: date | None) -> Iterator[Misfit]:
    """Yield the days that a reading does not give; one may begin later in a month or year that the words name without a day."""
    if start and reading.start and start != reading.start:
        within = reading.start <= start <= (reading.due or date.max)
        if reading.precision == "day" or reading.start.day != 1 or not within:
            yield Misfit(CAKG.startsOn, start, reading.start)
    if due and reading.due and due != reading.due:
        yield Misfit(CAKG.dueBy, due, reading.due)

"""Extensions of deadlines: the day each was decided, the day it moves and the one it moves it to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from cakg.graph import KnowledgeGraph
from cakg.model.deadline import Deadline, Extension
from cakg.namespaces import CAKG


def extend(kg: KnowledgeGraph, iri: str, deadline: Deadline, as_of: date | None) -> Deadline:
    """Return the deadline after every extension decided by `as_of`, each kept with the day it moved.

    Of a recurring deadline an extension moves the turn it names, which `in_turns` applies.
    """
    recurring = deadline.kind == "recurring"
    due: dict[date | None, date | None] = {None: deadline.due}
    counted: list[Extension] = []
    notes: dict[str, None] = {}
    for item in sorted(_extensions(kg, iri), key=lambda item: (item.decidedOn or date.max, item.new, item.iri)):
        turn = item.ofOccurrence if recurring else None
        old = due.get(turn, turn)
        if item.decidedOn is None:
            notes["extension-undated"] = None
        elif as_of is not None and item.decidedOn > as_of:
            continue
        elif recurring and turn is None:
            notes["extension-of-which-turn"] = None
        elif old and item.new < old:
            notes["extension-backwards"] = None
        else:
            counted.append(item._replace(old=old))
            due[turn] = item.new
    noted = (*deadline.notes, *notes)
    if recurring or not counted:
        return replace(deadline, extensions=tuple(counted), notes=noted) if counted or notes else deadline
    return replace(deadline, earliest=due[None], due=due[None], extensions=tuple(counted), notes=noted)


def _extensions(kg: KnowledgeGraph, iri: str) -> Iterator[Extension]:
    for extension in kg.subjects(CAKG.extends, iri):
        record = kg.record(extension)
        new, decider = record.date(CAKG.newDueBy), record.one(CAKG.decidedBy)
        if new is None:
            continue
        instrument = kg.record(decider) if decider else None
        recorded = [day for claim in kg.subjects(CAKG.about, extension) if (day := kg.record(claim).date(CAKG.recordedOn))]
        yield Extension(
            extension,
            None,
            new,
            (instrument.one(CAKG.number) or instrument.label()) if instrument else None,
            instrument.date(CAKG.issuedOn) if instrument else None,
            min(recorded, default=None),
            record.date(CAKG.ofOccurrence),
        )

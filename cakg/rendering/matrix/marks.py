"""The marks of a row of a page: who has which role, and what the annex says after the name of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cakg.model.duty import Duty
from cakg.model.grid import Mark, Row
from cakg.rendering.annex import basis_words, own_time_words

if TYPE_CHECKING:
    from cakg.rendering.matrix.sheet import Sheet

_HEAD, _INFERRED, _OPEN, _PASSED = 1, 2, 4, 8
"""Signs of a mark: the head of the unit, a bearer not named outright, a holder that cannot be told, a duty passed on."""

Passed = dict[tuple[object, ...], tuple[str, str]]
"""What the annex says in both languages after the name of a bearer whose duty passed on, by what its mark has."""


def page_marks(sheet: Sheet, row: Row, twin: Row) -> list[list[Any]]:
    """Return each mark as [column, letters, role, bearer, all its words, signs, what the annex says after the bearer's name]."""
    passed = _passed(sheet, row, twin)
    return [_mark(sheet, place, mark, passed) for place, marks in enumerate(row.marks) for mark in marks]


def page_apart(sheet: Sheet, row: Row, twin: Row) -> list[list[Any]]:
    """Return each bearer who has a time of its own as [role, name and all that the annex says after it]."""
    twins = {duty.responsibility: duty for duty in twin.others}  # each language has an order of its own
    return [
        [duty.role, sheet.texts.add(*(apart_words(sheet, *item, place) for place, item in enumerate(pair)))]
        for duty in apart(row)
        for pair in [((duty, row), (twins.get(duty.responsibility, duty), twin))]
    ]


def apart(row: Row) -> list[Duty]:
    """Return one duty of each bearer who has another time than a row that names it."""
    return [duty for duty in row.others if duty.bearer and duty.deadline != row.duty.deadline]


def apart_words(sheet: Sheet, duty: Duty, row: Row, place: int) -> str:
    """Return what the annex says in one language of a bearer who has another time than the row."""
    name = duty.bearer.label if duty.bearer else ""
    return name + sheet.parties[place](duty) + own_time_words(duty, row.duty.deadline, sheet.langs[place])


def _passed(sheet: Sheet, row: Row, twin: Row) -> Passed:
    if not any(mark.holder for marks in row.marks for mark in marks):
        return {}
    twins = {_borne(duty): duty for duty in (*twin.proof.duties, *twin.together)}
    own, other = sheet.parties
    found: Passed = {}
    for duty in (*row.proof.duties, *row.together):
        if duty.bearer and duty.holder:
            held = duty.holder.certainty, duty.holder.label
            key = (duty.role, duty.bearer.label, duty.bearer.basis or "noneStated", *held)
            found[key] = own(duty), other(twins.get(_borne(duty), duty))
    return found


def _borne(duty: Duty) -> tuple[object, ...]:
    """Return by what the duty of one bearer and holder is known in either language."""
    return duty.responsibility, duty.bearer and duty.bearer.iri, duty.holder and duty.holder.iri


def _mark(sheet: Sheet, place: int, mark: Mark, passed: Passed) -> list[Any]:
    signs = _HEAD * mark.head + _INFERRED * (mark.basis in ("inherited", "implicit"))
    unresolved = mark.certainty == "unresolved"  # then nobody is known to have it now, and the last who had it is no successor
    signs += _OPEN * bool(unresolved and mark.bearer) + _PASSED * bool(mark.holder and not unresolved)
    bearer = sheet.texts.add(mark.bearer, sheet.name(mark.bearer, 1)) if mark.bearer else sheet.say("nobody")
    words = sheet.texts.add(*(sheet.mark_words(mark, n) for n in (0, 1)))
    after = _after(sheet, mark, passed) if mark.bearer else ("", "")
    return [place, mark.letters, mark.role, bearer, words, signs, sheet.texts.add(*after) if after[0] else None]


def _after(sheet: Sheet, mark: Mark, passed: Passed) -> tuple[str, str]:
    found = passed.get((mark.role, mark.bearer, mark.basis, mark.certainty, mark.holder)) if mark.holder else None
    if found:
        return found
    own, other = (basis_words(mark.basis, words, lang) for words, lang in zip(sheet.words, sheet.langs, strict=True))
    return own, other

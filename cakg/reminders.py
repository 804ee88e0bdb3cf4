"""Who is to be reminded of what: letters put together from the duties of each unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from cakg.calendars import read_date, show_date
from cakg.errors import ValueRefusedError
from cakg.graph import KnowledgeGraph
from cakg.graph.names import PARTIES, resolve
from cakg.model.deadline import SINCE_LAST_DONE
from cakg.model.duty import Duties, Duty, Holder
from cakg.model.reminder import PARTS, Reminder, Reminders
from cakg.obligations import duties
from cakg.obligations.bodies import bodies_of
from cakg.obligations.filters import order
from cakg.populations import exists, home

REACH = timedelta(days=30)
"""How far ahead a letter looks where no day is given."""
_UNRESOLVED = "unresolved"
_RECEIVES = "reportRecipient"
"""The role of whom others report to: it has nothing to carry out."""


def remind(
    kg: KnowledgeGraph,
    unit: str | None = None,
    *,
    by: str | date | None = None,
    from_: str | date | None = None,
    document: str | None = None,
    readings: Mapping[str, str] | None = None,
    as_of: str | date,
    known_at: str | date | None = None,
    lang: str = "vi",
) -> Reminders:
    """Return letters that remind `unit`, or each unit that bears a duty, of what is not known to be done.

    A letter holds what `duties` lists for its unit: what is shown to be late, what is past due with nothing recorded (which is
    never called late), what is due up to `by` (30 days ahead if not given), and apart from these what has no day. Turns of
    recurring duties count from `from_`, else from `as_of` on. What has passed to another body stands in the letter to that
    body; where nobody is known to have followed a body that has ended, the letter names who may have. Permissions and
    prohibitions are left out: nobody can report them done; so are duties of which a body only receives the report. `document`, `readings`, `known_at`, `lang` are those of `duties`.

    Raises what `duties` raises, and ValueRefusedError where `by` lies before `as_of`.

    >>> from cakg.graph import load
    >>> letters = remind(load(), "Công an tỉnh Nghệ An", as_of="2024-12-01")
    >>> [(letter.unit.label, [duty.code for duty in letter.silent]) for letter in letters]
    [('Công an tỉnh Nghệ An', ['002-01'])]
    """
    day = read_date(as_of)
    last = day + REACH if by is None else read_date(by)
    if last < day:
        raise ValueRefusedError("window-backwards", first=show_date(day), last=show_date(last))
    asked: dict[str, Any] = {"document": document, "readings": readings, "as_of": day, "known_at": known_at, "lang": lang}
    seen = kg.known_on(None if known_at is None else read_date(known_at))
    chosen = None if unit is None else resolve(seen, unit, *PARTIES, as_of=day)
    basis = duties(kg, chosen, **asked)
    units = bodies_of(seen, basis) if chosen is None else (home(seen, chosen),)
    words: dict[str, str] = dict(basis.words)
    letters = []
    for iri in units:
        found = duties(kg, iri, **asked) if chosen is None else basis
        turns = duties(kg, chosen or iri, by=last, from_=from_, **asked)
        words |= {**found.words, **turns.words}
        rows = [*_once(found, turns), *(duty for duty in turns if _is_turn(duty))]
        letter = _letter(seen, iri, [duty for duty in rows if _is_with(seen, duty, iri)], found, day, last, lang)
        if letter.parts:
            letters.append(letter)
    return Reminders(
        as_of=day,
        by=last,
        letters=tuple(letters),
        nobody=tuple(duty for duty in basis if duty.bearer is None and _part(duty, day, last) in PARTS),
        passed=tuple(_followers(seen, basis, units[0])) if chosen else (),
        words=words,
        example_data=basis.example_data,
        basis=basis,
        grade=basis.grade,
    )


def _is_with(kg: KnowledgeGraph, duty: Duty, body: str) -> bool:
    """Say whether a duty listed for a body has not passed to another one."""
    passed = any(step.step == "succession" for step in duty.path)
    return not passed or duty.holder is None or duty.holder.certainty == _UNRESOLVED or home(kg, duty.holder.iri) == body


def _followers(kg: KnowledgeGraph, found: Duties, body: str) -> Iterable[Holder]:
    """Return, each once, the bodies to which duties of a body have passed."""
    return dict.fromkeys(duty.holder for duty in found if duty.holder and not _is_with(kg, duty, body))


def _is_turn(duty: Duty) -> bool:
    """Say whether a row is one turn of a duty by the calendar; what is counted since last done has one row in every list."""
    return duty.occurrence is not None and duty.deadline.recurrenceBasis != SINCE_LAST_DONE


def _once(found: Duties, turns: Duties) -> Iterator[Duty]:
    """Yield the duties that are not among the turns."""
    known = {(turn.norm, turn.step, turn.responsibility) for turn in turns if _is_turn(turn)}
    for duty in found:
        if duty.deadline.due or not duty.deadline.recurrence or (duty.norm, duty.step, duty.responsibility) not in known:
            yield duty


def _letter(kg: KnowledgeGraph, iri: str, rows: list[Duty], found: Duties, day: date, last: date, lang: str) -> Reminder:
    ended = not exists(kg, iri, day)
    norms = {(duty.norm, duty.holder.iri) for duty in rows if duty.holder}
    open_ = (item for item in found.unresolved if (item.norm, item.holder) in norms)
    candidates = dict.fromkeys(holder for item in open_ for holder in item.candidates) if ended else {}
    parts: dict[str, list[Duty]] = {name: [] for name in (*PARTS, "later")}
    for duty in sorted(rows, key=order):
        name = _part(duty, day, last)
        if name:
            parts[name].append(duty)
    return Reminder(
        unit=Holder(iri, kg.record(iri).label(lang), _UNRESOLVED if ended else "certain"),
        ended=ended,
        candidates=tuple(candidates),
        **{name: tuple(parts[name]) for name in PARTS},
        later=len(parts["later"]),
    )


def _part(duty: Duty, day: date, last: date) -> str | None:
    """Return the part of a letter in which a duty stands, None where there is nothing to remind of."""
    due = duty.deadline.due
    if duty.no_task or duty.role == _RECEIVES:
        return None
    if duty.status == "overdue":
        return "overdue"
    if duty.status not in ("openInTime", "unknown", "undated", "continuous"):
        return None
    if due is None:
        return "undated"
    if due < day:
        return "silent"
    return "soon" if due <= last else "later"

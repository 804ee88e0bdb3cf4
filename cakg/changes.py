"""What changed between two answers to one question."""

from __future__ import annotations

from collections import defaultdict

from cakg.causes import Cause, Window, named
from cakg.graph import KnowledgeGraph
from cakg.graph.grades import gravest
from cakg.model.change import Change, Changes
from cakg.model.duty import Duties, Duty

_Key = tuple[str, ...]
_STATED = 5
"""Where the words of its time stand in the key of a duty."""


def compare(
    kg: KnowledgeGraph, before: Duties, after: Duties, lang: str = "vi", *, whole: tuple[Duties, Duties] | None = None
) -> Changes:
    """Return what differs between two lists of duties that were asked with the same filters.

    `whole` are the two lists without the filters that a duty can cross in time (unit, status, days due): a row that only
    crossed a filter is told by what changed of it. `kg` is the graph as known today: the causes are looked up in it, as
    far as they were known to the later list. A change no record explains has the cause `other`.

    >>> from cakg.graph import load
    >>> from cakg.obligations import duties
    >>> kg = load()
    >>> early, late = (duties(kg, document="002-05", as_of=day) for day in ("2025-12-31", "2026-01-01"))
    >>> [(change.kind, change.before, change.after, change.cause) for change in compare(kg, early, late)]
    [('status', 'openInTime', 'unknown', 'duePassed')]
    """
    window = Window(kg.known_on(after.known_at), before, after, lang)
    old, new = _keyed(before, after)
    every_old, every_new = _keyed(*whole) if whole else (old, new)
    found: list[tuple[Duty, str, str | None, str | None, Cause]] = []
    for key in sorted({*old, *new}):
        earlier, later = old.get(key), new.get(key)
        if earlier is None or later is None:
            crossed = _both(every_old.get(key, earlier), every_new.get(key, later))
            told = [(crossed[1], *change) for change in window.between(*crossed)] if crossed else []
            if told:
                found += told
            elif later is not None:
                found.append((later, "added", None, later.status, window.why_added(later)))
            elif earlier is not None:
                found.append((earlier, "removed", earlier.status, None, window.why_removed(earlier)))
        else:
            found += ((later, *change) for change in window.between(earlier, later))
    rows = []
    for duty, kind, was, is_, (cause, record, on) in found:
        label, decided = named(kg, record, lang) if record else (None, None)
        known = on if cause == "newRecord" else window.known_since(record) if record else None
        bearer = duty.bearer.label if duty.bearer else None
        fields = (kind, duty.norm, duty.code, duty.labels, bearer, was, is_, cause, record, label, on, decided, known)
        rows.append(Change(*fields, no_task=duty.no_task))
    words = {**before.words, **after.words, **(whole[0].words if whole else {}), **(whole[1].words if whole else {})}
    return Changes(
        before.as_of, before.known_at, after.as_of, after.known_at, tuple(rows), words, after.example_data, gravest(kg)
    )


def _both(earlier: Duty | None, later: Duty | None) -> tuple[Duty, Duty] | None:
    return (earlier, later) if earlier is not None and later is not None else None


def _keyed(before: Duties, after: Duties) -> tuple[dict[_Key, Duty], dict[_Key, Duty]]:
    """Return the duties of two lists under what stays the same while their time, holder and status change.

    A time that was not recorded yet keeps the place of the one recorded since.
    """
    old, new = _by_key(before), _by_key(after)
    for key, duty in [(key, duty) for key, duty in old.items() if key not in new and duty.deadline.kind is None]:
        same = [other for other in new if other not in old and _unstated(other) == _unstated(key)]
        if len(same) == 1 and not duty.deadline.stated:
            old[same[0]] = old.pop(key)
    return old, new


def _unstated(key: _Key) -> _Key:
    return (*key[:_STATED], *key[_STATED + 1 :])


def _by_key(duties: Duties) -> dict[_Key, Duty]:
    """Return each duty under norm, bearer, words of its time and the like; members of classes under their own names too."""
    found: dict[_Key, Duty] = {}
    several: dict[_Key, int] = defaultdict(int)
    for duty in duties:
        key = (
            duty.code,
            duty.norm,
            duty.step or "",
            duty.bearer.iri if duty.bearer else "",
            duty.role or "",
            duty.deadline.stated or "",
            str(duty.occurrence.due if duty.occurrence else ""),
            duty.member.iri if duty.member else "",
        )
        several[key] += 1
        found[*key, str(several[key])] = duty
    return found

"""Who holds a duty on a day: the bearer itself, whoever followed it, or nobody that can be told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from cakg.errors import SourceError
from cakg.graph import KnowledgeGraph
from cakg.model.holding import BY_DEFAULT, CERTAIN, UNRESOLVED, Handover, Holding
from cakg.namespaces import CAKG
from cakg.populations import above, covers, exists, first_day, is_doubtful, last_day
from cakg.terms import shorten

_TRUE = frozenset({"true", "1"})


@dataclass(frozen=True)
class _Transfer:
    """One function passing on one day; `receivers` are units or classes."""

    iri: str
    giver: str
    receivers: tuple[str, ...]
    function: str
    on: date
    whole: bool


class _Transfers:
    """The transfers of a graph by who gave the function up."""

    def __init__(self, kg: KnowledgeGraph) -> None:
        self.by_giver: dict[str, list[_Transfer]] = defaultdict(list)
        self.classes: list[str] = []
        for iri, _, giver in kg.edges(CAKG.fromHolder):
            record = kg.record(iri)
            function, event = record.one(CAKG.ofFunction), record.one(CAKG.ofEvent)
            on = record.date(CAKG.transferredOn) or (kg.record(event).date(CAKG.happenedOn) if event else None)
            receivers = tuple(record.all(CAKG.toHolder))
            if function and on and receivers:
                whole = kg.record(function).one(CAKG.wholeRemit) in _TRUE
                self.by_giver[giver].append(_Transfer(iri, giver, receivers, function, on, whole))
        for giver, transfers in self.by_giver.items():
            transfers.sort(key=lambda transfer: (transfer.on, transfer.iri))
            if CAKG.Population in kg.record(giver).types:
                self.classes.append(giver)


def holding_of(
    kg: KnowledgeGraph, party: str, as_of: date, *, functions: frozenset[str] = frozenset(), stated: date | None = None
) -> Holding:
    """Return who holds on `as_of` a duty laid on a unit, class or post, and how it came there.

    `functions` are those the norm says it belongs to, `stated` the day it was stated: what passed before that day was
    known to whoever named the bearer. A transfer of such a function, or of the whole remit, is certain; the one body
    that the data name as successor or as receiver holds by default rule; several or none leave the duty unresolved.

    Raises SourceError where bodies follow one another in a ring on one day.

    >>> from datetime import date
    >>> from cakg.graph import load
    >>> from cakg.namespaces import ID
    >>> holding_of(load(), ID["unit/cong-an-tinh-ha-giang"], date(2025, 7, 1)).certainty
    'certain'
    """
    if CAKG.Post in kg.record(party).types:
        return _of_post(kg, party, as_of, functions, stated)
    since = stated + timedelta(days=1) if stated and stated < date.max else stated or date.min
    holding, since = _follow(kg, party, since, functions, as_of)
    if not holding.candidates:
        return holding
    return replace(holding, candidates=_each(_today(kg, holding, since, functions, as_of)))


def _follow(kg: KnowledgeGraph, party: str, since: date, functions: frozenset[str], as_of: date) -> tuple[Holding, date]:
    """Follow a duty from a body as far as it can be told, and say since when it was there; candidates are not followed."""
    holding = Holding(party, CERTAIN)
    visited: set[tuple[str, date | None]] = set()
    while True:
        here = holding.holder
        link = _next(kg, here, since, functions, as_of, first=not holding.steps)
        if link.reason:
            itself = link.reason == "doubtful" or (holding.steps and link.reason == "notYet")
            candidates = link.candidates or ((here,) if itself else ())
            return replace(holding, certainty=UNRESOLVED, candidates=candidates, reason=link.reason), since
        if not link.steps:
            return holding, since
        (step,) = link.steps
        if (step.receiver, step.on) in visited or step.receiver == here:
            _refuse_ring(kg, here, step.receiver)
        visited |= {(here, step.on), (step.receiver, step.on)}
        certainty = step.certainty if holding.certainty == CERTAIN else BY_DEFAULT
        holding = Holding(step.receiver, certainty, (*holding.steps, step))
        since = step.on or since


def _today(kg: KnowledgeGraph, divided: Holding, since: date, functions: frozenset[str], as_of: date) -> Iterator[str]:
    """Yield who would hold a divided duty on `as_of` if one of the candidates had received it: whoever followed that one."""
    waiting = [(divided, since)]
    seen: set[str] = set()
    while waiting:
        holding, since = waiting.pop()
        if not holding.candidates:
            yield holding.holder
            continue
        since = max(since, last_day(kg, holding.holder) or since)
        for candidate in reversed(holding.candidates):
            if candidate == holding.holder:
                yield candidate
            elif candidate not in seen:
                seen.add(candidate)
                waiting.append(_follow(kg, candidate, since, functions, as_of))


def _next(kg: KnowledgeGraph, here: str, since: date, functions: frozenset[str], as_of: date, *, first: bool) -> Holding:
    """Return where a duty goes from one body: no step and no reason means it stays.

    What is said of the body itself goes before what is said of the classes that contain it.
    """
    begins, last = first_day(kg, here), last_day(kg, here)
    if begins and begins > as_of:
        return Holding(here, UNRESOLVED, reason="notYet")
    ended = last is not None and last < as_of
    levels = []
    for known in (_given(kg, here), _given_by_classes(kg, here)):
        given = [transfer for transfer in known if transfer.on <= as_of]
        later = [transfer for transfer in given if transfer.on >= since]
        levels.append(later if later or not (ended and first) else given)
    named = next(filter(None, ([move for move in given if move.function in functions] for given in levels)), [])
    if named:
        firsts = {move.function: move.on for move in reversed(named)}
        named = [move for move in named if move.on == firsts[move.function]]
        # Where the norm names several functions and only some of them went, the rest stays where it was.
        kept = functions - set(firsts)
        return _passed(kg, here, named, "function", left=(here,) if kept and not ended else (), shared=bool(kept))
    whole = next(filter(None, ([move for move in given if move.whole] for given in levels)), [])
    if whole:
        return _passed(kg, here, [move for move in whole if move.on == whole[0].on], "remit")
    if ended and last:
        return _by_default(kg, here, last, levels, functions)
    return Holding(here, UNRESOLVED, reason="doubtful") if is_doubtful(kg, here) else Holding(here, CERTAIN)


def _by_default(kg: KnowledgeGraph, here: str, last: date, levels: list[list[_Transfer]], functions: frozenset[str]) -> Holding:
    """Return where a duty goes from a body that has ended and of which no transfer decides."""
    record = kg.record(here)
    bodies, parts = record.all(CAKG.succeededBy), record.all(CAKG.partlySucceededBy)
    if bodies or parts:
        if len(bodies) == 1 and not parts:
            return Holding(here, CERTAIN, (Handover(bodies[0], last + timedelta(days=1), "body", BY_DEFAULT),))
        reason = "several" if len(bodies) > 1 else "shared"
        others = (receiver for transfer in levels[0] for receiver in transfer.receivers)
        return Holding(here, UNRESOLVED, candidates=_each((*bodies, *parts, *others)), reason=reason)
    given = levels[0] or levels[1]
    if not given:
        return Holding(here, UNRESOLVED, reason="gone")
    return _passed(kg, here, given, "receiver", shared=bool(functions))


def _passed(
    kg: KnowledgeGraph, here: str, transfers: list[_Transfer], basis: str, *, left: tuple[str, ...] = (), shared: bool = False
) -> Holding:
    """Return the step that transfers make together; several receivers are candidates."""
    found = [target for transfer in transfers for target in _targets(kg, here, transfer, basis)]
    unclear = any(step.certainty == UNRESOLVED for step in found)
    receivers = _each((*left, *(step.receiver for step in found)))
    if shared or unclear or len(receivers) > 1:
        reason = "shared" if shared or unclear or basis == "receiver" else "several"
        return Holding(here, UNRESOLVED, candidates=receivers, reason=reason)
    return Holding(here, CERTAIN, (found[0],))


def _targets(kg: KnowledgeGraph, here: str, transfer: _Transfer, basis: str) -> Iterator[Handover]:
    """Yield the receivers of a transfer as seen from one body.

    Where the class of a body gave a function to another class, the body above it that belongs to the other class receives
    it by default; no other member can be told from the rest, so the class itself is then a mere candidate.
    """
    certainty = BY_DEFAULT if basis == "receiver" else CERTAIN
    for receiver in transfer.receivers:
        if transfer.giver == here or CAKG.Population not in kg.record(receiver).types:
            yield Handover(receiver, transfer.on, basis, certainty, transfer.function)
            continue
        uppers = sorted(upper for upper in above(kg, here) if covers(kg, receiver, upper) and exists(kg, upper, transfer.on))
        if len(uppers) == 1:
            yield Handover(uppers[0], transfer.on, "superior", BY_DEFAULT, transfer.function)
        else:
            yield Handover(receiver, transfer.on, basis, UNRESOLVED, transfer.function)


def _given(kg: KnowledgeGraph, here: str) -> list[_Transfer]:
    """Return the transfers from a body itself, by day."""
    return kg.compiled(_Transfers).by_giver.get(here, [])


def _given_by_classes(kg: KnowledgeGraph, here: str) -> list[_Transfer]:
    """Return the transfers from the classes that contain a body, by day."""
    known = kg.compiled(_Transfers)
    found = (move for giver in known.classes if covers(kg, giver, here) for move in known.by_giver[giver])
    return sorted(found, key=lambda move: (move.on, move.iri))


def _of_post(kg: KnowledgeGraph, post: str, as_of: date, functions: frozenset[str], stated: date | None) -> Holding:
    """Return who holds the duty of a post: its holder as long as its body has it, then the head of whoever follows."""
    record = kg.record(post)
    first, last = record.date(CAKG.existsFrom), record.date(CAKG.existsTo)
    if first and first > as_of:
        return Holding(post, UNRESOLVED, reason="notYet")
    headed = [body for body in record.all(CAKG.headOf) if CAKG.Post not in kg.record(body).types]
    homes = headed + [body for body in record.all(CAKG.postIn) if CAKG.Post not in kg.record(body).types]
    followed = [holding_of(kg, body, as_of, functions=functions, stated=stated) for body in homes]
    gone = last is not None and last < as_of
    if not gone and (not homes or any(not body.steps and body.certainty != UNRESOLVED for body in followed)):
        return Holding(post, CERTAIN)
    if len(headed) == len(homes) == 1 and not gone and followed[0].certainty != UNRESOLVED:
        (body,) = followed
        head = _head_of(kg, body.holder)
        step = Handover(head or body.holder, body.steps[-1].on, "head", body.certainty)
        return Holding(step.receiver, body.certainty, (*body.steps, step))
    if not headed and not gone and len(followed) == 1 and followed[0].certainty != UNRESOLVED:
        return Holding(post, UNRESOLVED, candidates=(followed[0].holder,), reason="shared")  # deputies follow no rule
    candidates = [candidate for body in followed for candidate in body.candidates or ((body.holder,) if body.steps else ())]
    reasons = [body.reason for body in followed if body.reason]
    return Holding(post, UNRESOLVED, candidates=_each(candidates), reason="gone" if gone else next(iter(reasons), "gone"))


def _head_of(kg: KnowledgeGraph, body: str) -> str | None:
    """Return the one post that heads a body, None where the data name none or several."""
    heads = kg.subjects(CAKG.headOf, body)
    return heads[0] if len(heads) == 1 else None


def predecessors(kg: KnowledgeGraph, party: str) -> tuple[str, ...]:
    """Return every unit or class from which anything can have come to a body, near or far, sorted.

    Members of a class that gave a function to the class of the body above them are among them.
    """
    known = kg.compiled(_Transfers)
    found: set[str] = set()
    waiting = [party]
    while waiting:
        here = waiting.pop()
        before = {transfer for way in (CAKG.succeededBy, CAKG.partlySucceededBy) for transfer in kg.subjects(way, here)}
        for transfer in kg.subjects(CAKG.toHolder, here):
            before.update(kg.record(transfer).all(CAKG.fromHolder))
        before.update(_subordinates(kg, known, here))
        waiting += before - found
        found |= before
    return tuple(sorted(found - {party}))


def _subordinates(kg: KnowledgeGraph, known: _Transfers, upper: str) -> Iterator[str]:
    for giver in known.classes:
        receivers = {receiver for transfer in known.by_giver[giver] for receiver in transfer.receivers}
        if any(covers(kg, receiver, upper) for receiver in receivers):
            yield from (unit for unit in kg.subjects(CAKG.parentUnit, upper) if covers(kg, giver, unit))


def _each(iris: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(iris))


def _refuse_ring(kg: KnowledgeGraph, one: str, other: str) -> None:
    place = kg.locate(min(one, other))
    raise SourceError("cycle-succession", place.name or "?", place.line, names=f"{shorten(one)} → {shorten(other)}")

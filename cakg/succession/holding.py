"""Who holds a duty on a day: the bearer itself, whoever followed it, or nobody that can be told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from cakg.errors import SourceError
from cakg.graph import KnowledgeGraph
from cakg.model.holding import BY_DEFAULT, CERTAIN, UNRESOLVED, Handover, Holding
from cakg.namespaces import CAKG
from cakg.populations import above, covers, exists, first_day, is_doubtful, last_day
from cakg.succession.transfers import Transfer, given_by, given_by_classes
from cakg.terms import shorten


class _Divided(NamedTuple):
    """A duty that one of several may have received: since when each of them, and whether nobody else can have any of it."""

    holding: Holding
    days: tuple[date, ...]
    complete: bool


class _Part(NamedTuple):
    """Who holds today what one candidate may have received, by which steps, and whether that can be told."""

    holder: str
    steps: tuple[Handover, ...]
    settled: bool


def holding_of(
    kg: KnowledgeGraph,
    party: str,
    as_of: date,
    *,
    functions: frozenset[str] = frozenset(),
    stated: date | None = None,
    through: str | None = None,
) -> Holding:
    """Return who holds on `as_of` a duty laid on a unit, class or post, and how it came there.

    `functions` are those the norm says it belongs to, `stated` the day it was stated: what passed before that day was
    known to whoever named the bearer. A transfer of such a function, or of the whole remit, is certain; the one body
    that the data name as successor or as receiver holds by default rule; several or none leave the duty unresolved, unless
    one body has since followed all of several. `through` is the class through which a member bears the duty: where that
    went on to another class or body, it did so for every member of which no transfer of its own decides; in another class
    the holder is the one body there to which the member itself can be followed, else that class.

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
    if through and not any(
        since <= move.on <= as_of and (move.whole or move.function in functions) for move in given_by(kg, party)
    ):
        of_class = holding_of(kg, through, as_of, functions=functions, stated=stated)
        if of_class.steps:
            return _in_class(kg, of_class.holder, holding_of(kg, party, as_of, functions=functions, stated=stated)) or of_class
    found = _follow(kg, party, since, functions, as_of)
    if not isinstance(found, _Divided):
        return found
    parts, complete = _today(kg, found, functions, as_of)
    joined = _rejoined(found.holding, parts) if complete else None
    return joined or found.holding._replace(candidates=_each(part.holder for part in parts))


def _in_class(kg: KnowledgeGraph, class_: str, holding: Holding) -> Holding | None:
    """Return the holding of a member where it came to one body of the class to which the duty of its own class went."""
    followed = holding.steps and holding.certainty != UNRESOLVED and CAKG.Population in kg.record(class_).types
    return holding if followed and covers(kg, class_, holding.holder) else None


def _follow(kg: KnowledgeGraph, party: str, since: date, functions: frozenset[str], as_of: date) -> Holding | _Divided:
    """Follow a duty from a body as far as it can be told; candidates are not followed."""
    holding = Holding(party, CERTAIN)
    visited: set[tuple[str, date | None]] = set()
    while True:
        here = holding.holder
        link = _next(kg, here, since, functions, as_of, first=not holding.steps)
        if isinstance(link, _Divided):
            return link._replace(holding=link.holding._replace(steps=holding.steps))
        if link.reason:
            itself = link.reason == "doubtful" or (holding.steps and link.reason == "notYet")
            return holding._replace(certainty=UNRESOLVED, candidates=(here,) if itself else (), reason=link.reason)
        if not link.steps:
            return holding
        (step,) = link.steps
        if (step.receiver, step.on) in visited or step.receiver == here:
            _refuse_ring(kg, [party, *(passed.receiver for passed in holding.steps), step.receiver])
        visited |= {(here, step.on), (step.receiver, step.on)}
        certainty = step.certainty if holding.certainty == CERTAIN else BY_DEFAULT
        holding = Holding(step.receiver, certainty, (*holding.steps, step))
        since = step.on or since


def _today(kg: KnowledgeGraph, divided: _Divided, functions: frozenset[str], as_of: date) -> tuple[list[_Part], bool]:
    """Return who would hold a divided duty on `as_of` if one of the candidates had received it: whoever followed that one.

    Say also whether nobody else can hold any of it.
    """
    parts: list[_Part] = []
    waiting: list[tuple[str, date | None]] = []
    seen: set[str] = set()
    complete = True
    found: Holding | _Divided = divided
    while True:
        if isinstance(found, _Divided):
            holder, candidates = found.holding.holder, found.holding.candidates
            complete = complete and found.complete and len(candidates) > 1
            pairs = zip(candidates, found.days, strict=True)
            waiting += reversed([(body, None if body == holder else day) for body, day in pairs])
        while waiting and waiting[-1][0] in seen:
            waiting.pop()
        if not waiting:
            return parts, complete
        body, since = waiting.pop()
        if since is None:  # what the divided body kept, whoever has it now
            found = Holding(body, UNRESOLVED)
            parts.append(_Part(body, (), settled=False))
            continue
        seen.add(body)
        found = _follow(kg, body, since, functions, as_of)
        if not isinstance(found, _Divided):
            steps = (Handover(body, since, "rejoined", BY_DEFAULT), *found.steps)
            parts.append(_Part(found.holder, steps, settled=found.certainty != UNRESOLVED))


def _rejoined(divided: Holding, parts: list[_Part]) -> Holding | None:
    """Return the holding of the one body that followed every part of a divided duty, None where there is none."""
    if not parts or not all(part.settled for part in parts) or len({part.holder for part in parts}) > 1:
        return None
    shared = 1
    while all(len(part.steps) > shared for part in parts) and len({part.steps[-shared - 1].receiver for part in parts}) == 1:
        shared += 1
    met = max((part.steps[-shared] for part in parts), key=lambda step: step.on or date.min)
    after = parts[0].steps[len(parts[0].steps) - shared + 1 :]
    steps = (*divided.steps, Handover(met.receiver, met.on, "rejoined", BY_DEFAULT), *after)
    return Holding(parts[0].holder, BY_DEFAULT, steps)


def _next(
    kg: KnowledgeGraph, here: str, since: date, functions: frozenset[str], as_of: date, *, first: bool
) -> Holding | _Divided:
    """Return where a duty goes from one body: no step and no reason means it stays.

    What is said of the body itself goes before what is said of the classes that contain it.
    """
    begins, last = first_day(kg, here), last_day(kg, here)
    if begins and begins > as_of:
        return Holding(here, UNRESOLVED, reason="notYet")
    ended = last is not None and last < as_of
    levels = []
    for known in (given_by(kg, here), given_by_classes(kg, here)):
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


def _by_default(
    kg: KnowledgeGraph, here: str, last: date, levels: list[list[Transfer]], functions: frozenset[str]
) -> Holding | _Divided:
    """Return where a duty goes from a body that has ended and of which no transfer decides."""
    record = kg.record(here)
    bodies, parts = record.all(CAKG.succeededBy), record.all(CAKG.partlySucceededBy)
    if bodies or parts:
        after = last + timedelta(days=1)
        if len(bodies) == 1 and not parts:
            return Holding(here, CERTAIN, (Handover(bodies[0], after, "body", BY_DEFAULT),))
        days = dict.fromkeys((*bodies, *parts), after)
        for transfer in levels[0]:
            for receiver in transfer.receivers:
                days.setdefault(receiver, transfer.on)
        return _divided(here, days, "several" if len(bodies) > 1 else "shared", complete=True)
    given = levels[0] or levels[1]
    if not given:
        return Holding(here, UNRESOLVED, reason="noMembers" if CAKG.Population in record.types else "gone")
    return _passed(kg, here, given, "receiver", shared=bool(functions))


def _passed(
    kg: KnowledgeGraph, here: str, transfers: list[Transfer], basis: str, *, left: tuple[str, ...] = (), shared: bool = False
) -> Holding | _Divided:
    """Return the step that transfers make together; several receivers are candidates."""
    found = [target for transfer in transfers for target in _targets(kg, here, transfer, basis)]
    unclear = any(step.certainty == UNRESOLVED for step in found)
    days = dict.fromkeys(left, transfers[0].on)
    for step in found:
        days.setdefault(step.receiver, step.on or transfers[0].on)
    if shared or unclear or len(days) > 1:
        reason = "shared" if shared or unclear or basis == "receiver" else "several"
        return _divided(here, days, reason, complete=not shared)
    return Holding(here, CERTAIN, (found[0],))


def _divided(here: str, days: dict[str, date], reason: str, *, complete: bool) -> _Divided:
    return _Divided(Holding(here, UNRESOLVED, (), tuple(days), reason), tuple(days.values()), complete)


def _targets(kg: KnowledgeGraph, here: str, transfer: Transfer, basis: str) -> Iterator[Handover]:
    """Yield the receivers of a transfer as seen from one body.

    Where the class of a body gave a function to another class, the body above it or among its successors that belongs to
    the other class receives it by default, and several of them are candidates; no other member can be told from the rest,
    so where there is none the class itself is a mere candidate.
    """
    certainty = BY_DEFAULT if basis == "receiver" else CERTAIN
    for receiver in transfer.receivers:
        if transfer.giver == here or CAKG.Population not in kg.record(receiver).types:
            yield Handover(receiver, transfer.on, basis, certainty, transfer.function)
            continue
        uppers, heirs = above(kg, here, transfer.on), kg.record(here).all(CAKG.succeededBy, CAKG.partlySucceededBy)
        near = sorted(body for body in {*uppers, *heirs} if covers(kg, receiver, body) and exists(kg, body, transfer.on))
        if len(near) == 1:
            way = "superior" if near[0] in uppers else "heir"
            yield Handover(near[0], transfer.on, way, BY_DEFAULT, transfer.function)
        else:
            yield from (Handover(body, transfer.on, basis, UNRESOLVED, transfer.function) for body in near or (receiver,))


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


def _each(iris: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(iris))


def _refuse_ring(kg: KnowledgeGraph, bodies: list[str]) -> None:
    """Refuse a row of bodies, each received from the one before, whose last stands in it already."""
    ring = bodies[bodies.index(bodies[-1]) :]
    links = [(link, receiver) for giver, receiver in pairwise(ring) for link in (giver, *kg.subjects(CAKG.fromHolder, giver))]
    place = kg.locate_link(links, CAKG.succeededBy, CAKG.partlySucceededBy, CAKG.toHolder)
    if place.name is None:  # classes handed on to one another
        place = kg.locate(min(ring))
    raise SourceError("cycle-succession", place.name or "?", place.line, names=" → ".join(map(shorten, ring)))

"""Duties of classes, one row for each member."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from cakg.model.duty import Duty, Incomplete, Step
from cakg.model.expansion import Expansion
from cakg.model.holding import UNRESOLVED
from cakg.namespaces import CAKG
from cakg.populations import above, day_of, home
from cakg.populations.roster import membership
from cakg.succession import holder_of, steps_of

if TYPE_CHECKING:
    from cakg.obligations.reader import Reader


class Members:
    """Puts the members of classes in the place of the classes, for the day and the graph of a reader."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def expand(self, rows: list[Duty], area: str | None) -> Expansion:
        """Return the rows with those of classes replaced by one for each member; nothing is made before it is read."""
        parts: list[tuple[Duty, tuple[str, ...] | None]] = []
        incomplete: dict[Incomplete, None] = {}
        for duty in rows:
            class_ = self._class_of(duty)
            if class_ is None:
                if area is None or self._stands_in(duty, area):
                    parts.append((duty, None))
                continue
            found = membership(self._reader.kg, class_, self._day_for(duty, class_), within=area)
            partial = "partial" if found.count not in (None, found.known) else None
            for reason in filter(None, (found.reason or partial, None if found.reason else found.doubt)):
                since = found.since if reason == "earlier" else None
                incomplete[Incomplete(class_, self._reader.label(class_), reason, found.known, found.count, since)] = None
            parts.append((duty, None if found.reason else found.units))
        return Expansion(parts, self._of_member, tuple(incomplete))

    def _class_of(self, duty: Duty) -> str | None:
        """Return the class that holds a duty, itself or in the person of its heads."""
        if duty.holder is None or duty.holder.certainty == UNRESOLVED:
            return None
        holder = home(self._reader.kg, duty.holder.iri)
        return holder if CAKG.Population in self._reader.kg.record(holder).types else None

    def _day_for(self, duty: Duty, class_: str) -> date | None:
        """Return the day on which members are read: by the class as stated, or today where the duty passed to another."""
        stated = home(self._reader.kg, duty.bearer.iri) if duty.bearer else class_
        if any(step.step == "succession" for step in duty.path) or CAKG.Population not in self._reader.kg.record(stated).types:
            stated = class_
        issued = self._reader.statement(duty.norm).not_before
        return day_of(self._reader.kg, stated, issued=issued, due=duty.deadline.due, as_of=self._reader.as_of)

    def _stands_in(self, duty: Duty, area: str) -> bool:
        body = home(self._reader.kg, duty.holder.iri) if duty.holder else None
        return body is not None and (body == area or area in above(self._reader.kg, body))

    def _of_member(self, duty: Duty, member: str) -> Duty:
        """Return the row of one member of the class that holds a duty."""
        holding = self._reader.holding(member, duty.norm)
        class_ = self._class_of(duty) or ""
        inside = self._reader.step("population", class_, "path-population")
        first, *rest = duty.path
        if any(step.step == "succession" for step in duty.path):
            path: tuple[Step, ...] = (*duty.path, inside)
        elif first.step == "direct" and first.iri == class_:
            path = (inside, *rest)
        elif first.step == "direct":
            path = (inside, self._reader.step("post", first.iri, "path-post"))
        else:
            path = duty.path
        holder = holder_of(self._reader.kg, holding, self._reader.lang)
        steps = steps_of(self._reader.kg, holding, self._reader.lang)
        return self._reader.judged(replace(duty, holder=holder, path=(*path, *steps)))

"""Duties of classes, one row for each member."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from cakg.model.duty import Absent, Duty, Step
from cakg.model.expansion import Expansion
from cakg.model.holding import UNRESOLVED
from cakg.model.membership import Incomplete, Membership
from cakg.namespaces import CAKG
from cakg.populations import above, day_of, exists, home, last_day
from cakg.populations.roster import membership, perhaps_under, under
from cakg.succession import absence_of, holder_of, steps_of
from cakg.succession.reaching import predecessors

if TYPE_CHECKING:
    from cakg.obligations.reader import Reader

Keep = Callable[[Duty], bool]


class Members:
    """Puts the members of classes in the place of the classes, for the day and the graph of a reader."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._moved: dict[tuple[tuple[str, ...], frozenset[str]], tuple[str, ...]] = {}
        self._before: dict[str, frozenset[str]] = {}
        self._last: tuple[Duty, tuple[Step, ...]] | None = None
        self.open: list[Duty] = []
        """The rows found so far whose holder cannot be told."""

    def expand(self, rows: list[Duty], area: str | None, keep: Keep | None) -> Expansion:
        """Return the rows with those of classes replaced by one for each member; nothing is made before it is read.

        With `area`, members count that stand there or whose duty is held there by now; where it exists no more, those that
        stood there on the day by which their class goes. `keep` chooses among the rows of members. Rows whose holder cannot
        be told are made at once, for `open`.
        """
        parts: list[tuple[Duty, tuple[str, ...] | None]] = []
        incomplete: dict[Incomplete, None] = {}
        for duty in rows:
            class_ = self.class_of(duty)
            if class_ is None:
                if area is None or self._stands_in(duty, area):
                    parts.append((duty, None))
                    self.open += [duty] if _is_open(duty) else []
                continue
            on = self._day_for(duty, class_)
            found = membership(self._reader.kg, class_, on)
            known = len(found.units)
            partial = "partial" if found.count not in (None, known) else None
            unplaced = self._unplaced(found, area)
            reasons = (found.reason or partial, None if found.reason else found.doubt, "unplaced" if unplaced else None)
            for reason in filter(None, reasons):
                since = found.since if reason == "earlier" else None
                days = (since, found.countedOn, found.registerOn)
                missing = unplaced if reason == "unplaced" else ()
                incomplete[Incomplete(class_, self._reader.label(class_), reason, known, found.count, *days, missing)] = None
            if found.reason:
                if keep is None or keep(duty):
                    parts.append((duty, None))
                continue
            units = found.units if area is None else self._inside(duty, found.units, area, on)
            parts.append((duty, units))
            made = (self._of_member(duty, unit) for unit in self._moved_from(duty, units) if self._is_open(duty, unit))
            self.open += [row for row in made if keep is None or keep(row)]
        return Expansion(parts, self._of_member, tuple(incomplete), keep)

    def _unplaced(self, found: Membership, area: str | None) -> tuple[str, ...]:
        """Return the units that may be members of a class, and with `area` those of its members that may stand there."""
        if area is None or not self._is_there(area):
            return found.unplaced
        may = perhaps_under(self._reader.kg, area, self._reader.as_of)
        near = under(self._reader.kg, area, self._reader.as_of) | may
        return tuple(sorted({*found.unplaced} & near | {*found.units} & may))

    def class_of(self, duty: Duty) -> str | None:
        """Return the class that holds a duty, itself or in the person of its heads."""
        if duty.holder is None or (duty.holder.certainty == UNRESOLVED and not self._has_ended(duty.holder.iri, duty.norm)):
            return None
        holder = home(self._reader.kg, duty.holder.iri)
        return holder if CAKG.Population in self._reader.kg.record(holder).types else None

    def _has_ended(self, holder: str, norm: str) -> bool:
        """Say whether a class has ended, so that whoever followed each of its last members holds its duty."""
        return self._reader.holding(holder, norm).reason == "noMembers"

    def _day_for(self, duty: Duty, class_: str) -> date | None:
        """Return the day on which members are read: by the class as stated, or today where the duty passed to another."""
        stated = home(self._reader.kg, duty.bearer.iri) if duty.bearer else class_
        if any(step.step == "succession" for step in duty.path) or CAKG.Population not in self._reader.kg.record(stated).types:
            stated = class_
        issued = self._reader.statement(duty.norm).not_before
        return day_of(self._reader.kg, stated, issued=issued, due=duty.deadline.due, as_of=self._reader.as_of)

    def absent(self, area: str) -> Absent | None:
        """Return who follows an area that does not exist on the day asked about; None for one that does."""
        if self._is_there(area):
            return None
        return absence_of(self._reader.kg, area, self._reader.as_of, self._reader.lang)

    def _is_there(self, area: str, on: date | None = None) -> bool:
        return exists(self._reader.kg, area, on or self._reader.as_of)

    def _stands_in(self, duty: Duty, area: str) -> bool:
        """Say whether the body that holds a duty stands in an area, or one that bore it before."""
        as_of = self._reader.as_of
        stated = self._reader.statement(duty.norm).not_before or as_of
        passed = [(step.iri, step.date or stated) for step in duty.path if step.step in ("direct", "succession")]
        if duty.holder and not passed:
            passed = [(duty.holder.iri, as_of)]
        return any(self._stood(home(self._reader.kg, iri), area, day) for iri, day in passed)

    def _stood(self, body: str, area: str, day: date) -> bool:
        """Say whether a body stands in an area, or stood there on the day a duty was stated or came to it."""
        if body == area:
            return True
        kg = self._reader.kg
        then = min(day, last_day(kg, body) or day)
        return any(self._is_there(area, on) and area in above(kg, body, on) for on in (self._reader.as_of, then))

    def _inside(self, duty: Duty, units: tuple[str, ...], area: str, on: date | None) -> tuple[str, ...]:
        """Return the members that stand in an area, and those whose duty a unit there holds by now.

        Under an area that exists no more nothing stands today; its units are those of the day on which members are read.
        """
        kg = self._reader.kg
        if not self._is_there(area):
            return tuple(unit for unit in units if unit in under(kg, area, on)) if on and self._is_there(area, on) else ()
        window = under(kg, area, self._reader.as_of)
        came = {
            unit for unit in self._from_outside(area) & set(self._moved_from(duty, units)) if self._came(duty, unit, window)
        }
        return tuple(unit for unit in units if unit in window or unit in came)

    def _from_outside(self, area: str) -> frozenset[str]:
        if area not in self._before:
            window = under(self._reader.kg, area, self._reader.as_of)
            earlier = (unit for here in window for unit in predecessors(self._reader.kg, here))
            self._before[area] = frozenset(earlier) - window
        return self._before[area]

    def _came(self, duty: Duty, unit: str, window: frozenset[str]) -> bool:
        """Say whether the duty of a member is held in an area; where it may be, it is noted as open."""
        holding = self._reader.holding(unit, duty.norm)
        if holding.certainty != UNRESOLVED:
            return holding.holder in window
        if window.intersection(holding.candidates):
            self._reader.possible.append(self._of_member(duty, unit))
        return False

    def _moved_from(self, duty: Duty, units: tuple[str, ...]) -> tuple[str, ...]:
        """Return the members that may not hold the duty themselves; the others need not be looked at again."""
        key = (units, self._reader.functions(duty.norm))
        if key not in self._moved:
            self._moved[key] = tuple(unit for unit in units if not self._reader.stays(unit, key[1]))
        return self._moved[key]

    def _is_open(self, duty: Duty, unit: str) -> bool:
        return self._reader.holding(unit, duty.norm).certainty == UNRESOLVED

    def _of_member(self, duty: Duty, member: str) -> Duty:
        """Return the row of one member of the class that holds a duty."""
        holding = self._reader.holding(member, duty.norm)
        self._reader.note(duty.norm, holding)
        holder = holder_of(self._reader.kg, holding, self._reader.lang)
        steps = steps_of(self._reader.kg, holding, self._reader.lang)
        row = duty._replace(holder=holder, path=(*self._path(duty), *steps), member=self._reader.party(member))
        return self._reader.judged(row)

    def _path(self, duty: Duty) -> tuple[Step, ...]:
        """Return the steps from the bearer to any one member of the class that holds a duty."""
        if self._last and self._last[0] is duty:
            return self._last[1]
        class_ = self.class_of(duty) or ""
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
        self._last = (duty, path)
        return path


def _is_open(duty: Duty) -> bool:
    return duty.holder is not None and duty.holder.certainty == UNRESOLVED

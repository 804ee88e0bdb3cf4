"""How far a duty is: what the records say of the party that holds it and of those through whom it came."""

from __future__ import annotations

from datetime import date
from typing import Any

from cakg.graph import KnowledgeGraph
from cakg.messages import say
from cakg.model.deadline import FAULTS, Completion, Deadline, Occurrence
from cakg.model.duty import Step
from cakg.model.status import DONE
from cakg.namespaces import CAKG
from cakg.obligations.filters import why_dayless
from cakg.populations import home
from cakg.status import Findings


class Progress:
    """Tells how far duties are, for one day."""

    def __init__(self, kg: KnowledgeGraph, as_of: date, lang: str) -> None:
        self._kg = kg
        self._as_of = as_of
        self._lang = lang
        self._findings = Findings(kg, lang)

    def is_alike(self, norm: str, responsibility: str | None) -> bool:
        """Say whether the records give every party the same status."""
        return self._findings.is_alike(norm, responsibility)

    def last_done(
        self, responsibility: str | None, bearer: str | None, holder: str | None, path: tuple[Step, ...], member: str | None
    ) -> Completion | None:
        """Return when a duty was last done, as far as recorded of its holder or those through whom it came."""
        former = self._former(bearer, holder, path, member)
        return self._findings.last_done(responsibility, as_of=self._as_of, bearer=bearer, holder=holder, former=former)

    def _former(self, bearer: str | None, holder: str | None, path: tuple[Step, ...], member: str | None) -> tuple[str, ...]:
        """Return the bodies through which a duty came to its holder."""
        through = [member, *(step.iri for step in path if step.step != "population")]
        bodies = [home(self._kg, iri) for iri in (bearer, *through) if iri]
        through += [body for body in bodies if CAKG.Unit in self._kg.record(body).types]
        return tuple(dict.fromkeys(iri for iri in through if iri and iri not in (bearer, holder)))

    def fields(
        self,
        norm: str,
        responsibility: str | None,
        deadline: Deadline,
        turn: Occurrence | None,
        stated: str | None,
        bearer: str | None,
        holder: str | None,
        path: tuple[Step, ...],
        member: str | None,
    ) -> dict[str, Any]:
        """Return the fields of a duty that say how far it is, the day on which its turn was done among them."""
        status = self._findings.status(
            norm,
            responsibility,
            kind=None if set(FAULTS).intersection(deadline.notes) else deadline.kind,
            due=deadline.due,
            as_of=self._as_of,
            stated=stated,
            bearer=bearer,
            holder=holder,
            former=self._former(bearer, holder, path, member),
            occurrence=turn.due if turn else None,
        )
        told = status.basis == "status-recurring" and why_dayless(deadline) == "unbounded"
        basis = "status-each-turn" if told else status.basis
        done = status.code in DONE and next((record.completed for record in status.records if record.completed), None)
        return {
            "occurrence": turn._replace(actual=done or None) if turn else None,
            "status": status.code,
            "statusBasis": say(basis, self._lang, **status.values),
            "statusEvidence": status.records,
            "share": status.share,
        }

"""The bodies that hold the duties of an answer."""

from __future__ import annotations

from collections.abc import Iterable

from cakg.graph import KnowledgeGraph
from cakg.model.duty import Duty
from cakg.populations import home
from cakg.text import collation_key


def bodies_of(kg: KnowledgeGraph, duties: Iterable[Duty]) -> tuple[str, ...]:
    """Return the bodies that hold the duties, in the order of their names; a post counts as its unit.

    Where nobody can be told to have followed a body, it is that body; duties for which nobody is stated have none.
    """
    found = {body for duty in duties if (body := body_of(kg, duty))}
    return tuple(sorted(found, key=lambda iri: (collation_key(kg.record(iri).label()), iri)))


def body_of(kg: KnowledgeGraph, duty: Duty) -> str | None:
    """Return the body that holds a duty, else the one that is known to have borne it, else None."""
    if duty.holder and duty.holder.certainty != "unresolved":
        return home(kg, duty.holder.iri)
    return home(kg, duty.bearer.iri) if duty.bearer else None

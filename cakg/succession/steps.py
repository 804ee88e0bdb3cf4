"""Holders and the steps that lead to them, in the words and form of the contract."""

from __future__ import annotations

from datetime import date

from cakg.calendars import show_date
from cakg.graph import KnowledgeGraph
from cakg.messages import say
from cakg.model.duty import Absent, Holder, Step, Unresolved
from cakg.model.holding import UNRESOLVED, Holding
from cakg.succession.holding import holding_of


def holder_of(kg: KnowledgeGraph, holding: Holding, lang: str) -> Holder:
    """Return the holder as the contract names it; unresolved duties keep the last body known to have held them."""
    return Holder(holding.holder, kg.record(holding.holder).label(lang), holding.certainty)


def steps_of(kg: KnowledgeGraph, holding: Holding, lang: str) -> tuple[Step, ...]:
    """Return each step of succession with its day, its basis in words and its certainty.

    Legal source of the words: the transfer or succession recorded in the data; nothing is added to it.
    """
    steps = []
    for move in holding.steps:
        name = kg.record(move.receiver).label(lang)
        if move.basis == "head":
            basis = say("path-post", lang, name=name)
        else:
            function = kg.record(move.function).label(lang) if move.function else ""
            basis = say(f"succession-{move.basis}", lang, name=name, function=function, day=show_date(move.on))
        kind = "post" if move.basis == "head" else "succession"
        steps.append(Step(kind, move.receiver, move.on, basis, move.certainty))
    return tuple(steps)


def followers_of(kg: KnowledgeGraph, holding: Holding, lang: str) -> tuple[Holder, ...]:
    """Return who holds by now: the holder, else each body that may; none where the data name nobody."""
    if holding.certainty != UNRESOLVED:
        return (holder_of(kg, holding, lang),)
    return tuple(Holder(iri, kg.record(iri).label(lang), UNRESOLVED) for iri in holding.candidates)


def absence_of(kg: KnowledgeGraph, party: str, on: date, lang: str) -> Absent:
    """Return why a unit does not exist on a day, and who follows it if it has ended."""
    holding = holding_of(kg, party, on)
    followers = () if holding.reason == "notYet" else followers_of(kg, holding, lang)
    divided = "divided" if holding.certainty == UNRESOLVED else "followed"
    reason = "notYet" if holding.reason == "notYet" else divided if followers else "gone"
    return Absent(party, kg.record(party).label(lang), reason, followers)


def unresolved_of(kg: KnowledgeGraph, norm: str, holding: Holding, lang: str) -> Unresolved:
    """Return why nobody can be named as holder, and who may be."""
    reason = say(f"holder-{holding.reason}", lang, name=kg.record(holding.holder).label(lang))
    return Unresolved(norm, reason, followers_of(kg, holding, lang), holding.holder, holding.reason == "several")

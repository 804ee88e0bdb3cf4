"""Who must do what by when, under which instrument, and how sure we are.

>>> import cakg
>>> kg = cakg.load()
>>> for duty in cakg.duties(kg, unit="Công an các địa phương", by="2025-12-31", as_of="2024-12-01"):
...     print(duty.code, duty.deadline.due)
000-42 2025-12-31
002-07 2025-12-31

Nothing heavy is imported until a function needs it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cakg.cards import show
    from cakg.catalogue import ask, questions
    from cakg.exporters.rdf import convert
    from cakg.goals import targets
    from cakg.graph import KnowledgeGraph, load
    from cakg.graph.replacing import replace_source
    from cakg.grids import matrix
    from cakg.installation import doctor
    from cakg.letters import questions_for
    from cakg.obligations import duties
    from cakg.proofs import why
    from cakg.readings import read_deadline
    from cakg.reasoning import infer
    from cakg.reminders import remind
    from cakg.rendering import render
    from cakg.shapes import revalidate, validate
    from cakg.simulation import simulate

_HOMES = {
    "KnowledgeGraph": "graph",
    "ask": "catalogue",
    "convert": "exporters.rdf",
    "doctor": "installation",
    "duties": "obligations",
    "infer": "reasoning",
    "load": "graph",
    "matrix": "grids",
    "questions": "catalogue",
    "questions_for": "letters",
    "read_deadline": "readings",
    "remind": "reminders",
    "render": "rendering",
    "replace_source": "graph.replacing",
    "revalidate": "shapes",
    "show": "cards",
    "simulate": "simulation",
    "targets": "goals",
    "validate": "shapes",
    "why": "proofs",
}

__all__ = [
    "KnowledgeGraph",
    "ask",
    "convert",
    "doctor",
    "duties",
    "infer",
    "load",
    "matrix",
    "questions",
    "questions_for",
    "read_deadline",
    "remind",
    "render",
    "replace_source",
    "revalidate",
    "show",
    "simulate",
    "targets",
    "validate",
    "why",
]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return import_module("importlib.metadata").version("cakg")
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"cakg.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

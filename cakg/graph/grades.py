"""The secrecy grade of a graph as a whole: what is taken out of secret data is as secret until somebody lowers its grade."""

from __future__ import annotations

from cakg.graph.knowledge import KnowledgeGraph
from cakg.model.secrecy import CLASSIFIED, highest_grade
from cakg.namespaces import CAKG
from cakg.table import Grade
from cakg.terms import code, concept


def gravest(kg: KnowledgeGraph) -> Grade | None:
    """Return the highest grade of state secrets of any document in the data, None where none is known to be secret.

    >>> from cakg.graph import load
    >>> gravest(load()) is None
    True
    """
    return kg.compiled(_gravest)


def _gravest(kg: KnowledgeGraph) -> Grade | None:
    found = highest_grade(code(value) for _, _, value in kg.edges(CAKG.secrecy))
    return Grade(found, kg.record(concept("secrecy", found)).labels()) if found in CLASSIFIED else None

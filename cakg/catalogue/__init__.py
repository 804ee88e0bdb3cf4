"""The stored questions, and asking them or any other SPARQL question."""

from cakg.catalogue.asking import ask
from cakg.catalogue.question import Parameter, Question, questions

__all__ = ["Parameter", "Question", "ask", "questions"]

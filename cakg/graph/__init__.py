"""The graph: reading sources into named graphs, looking records up, writing them out again."""

from cakg.graph.knowledge import KnowledgeGraph
from cakg.graph.loading import load
from cakg.graph.record import Record, lexical

__all__ = ["KnowledgeGraph", "Record", "lexical", "load"]

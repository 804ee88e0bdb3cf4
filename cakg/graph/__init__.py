"""The graph: reading sources into named graphs, looking records up, writing them out again."""

from cakg.graph.joining import join
from cakg.graph.knowledge import KnowledgeGraph
from cakg.graph.loading import load
from cakg.graph.record import Record, lexical
from cakg.graph.replacing import Change, replace_source

__all__ = ["Change", "KnowledgeGraph", "Record", "join", "lexical", "load", "replace_source"]

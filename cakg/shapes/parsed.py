"""A graph of rdflib that parses a query once: pySHACL asks the same text of every node, and parsing is nearly all its time."""

from __future__ import annotations

from typing import Any

import rdflib
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query


class Graph(rdflib.Graph):
    """An rdflib graph that keeps the queries it was asked, parsed."""

    def __init__(self) -> None:
        super().__init__()
        self._parsed: dict[str, Query] = {}

    def query(self, query_object: str | Query, *arguments: Any, **options: Any) -> Any:
        """Ask as the graph of rdflib does.

        >>> graph = Graph()
        >>> [len(graph.query("SELECT ?s WHERE { ?s ?p ?o }")) for _ in range(2)]
        [0, 0]
        """
        if isinstance(query_object, str):
            if query_object not in self._parsed:
                self._parsed[query_object] = prepareQuery(query_object, initNs=dict(self.namespaces()))
            query_object = self._parsed[query_object]
        return super().query(query_object, *arguments, **options)

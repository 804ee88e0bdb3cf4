"""The drawing of the documents: what carries out, reviews or issues what, laid out in columns with the highest on the left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from cakg.messages import say
from cakg.model.proof import Link
from cakg.rendering.matrix.sheet import Sheet, norms_of

if TYPE_CHECKING:
    import networkx as nx

    from cakg.model.duty import Duty

_SWEEPS = 6
"""How often the columns are ordered anew, by turns after their left and their right neighbours."""
_INTO = {"refersTo", "atOccasion", "provisionOf"}
"""Links along which a mention, an utterance or a provision is drawn as what it belongs to."""
_NAMED = "Mention"

Edge = tuple[str, str, str, bool]
"""Lower document, relation, upper document, and whether it is certain."""


def page_drawing(sheet: Sheet) -> dict[str, Any]:
    """Return boxes as [document, column, order in it, duties, targets], lines as [lower, upper, words, certain] and the documents that stand alone.

    The script turns columns and orders into places, for all documents or some.
    """
    edges = _edges(sheet)
    stated: dict[int, list[Duty]] = defaultdict(list)
    for row in sheet.grid.rows:
        for home in _homes(sheet, row.duty.norm, row.proof.chain):
            stated[sheet.places[home]].append(row.duty)
    counts = {place: norms_of(duties) for place, duties in stated.items()}
    lines = [
        [sheet.places[lower], sheet.places[upper], _edge_words(sheet, relation, count), int(certain)]
        for (lower, relation, upper, certain), count in edges.items()
    ]
    joined = {place for line in lines for place in line[:2]}
    whole = [
        place
        for place, document in enumerate(sheet.documents)
        if place not in joined and (place in counts or document.kind == "Instrument")
    ]
    return {
        "boxes": [[place, *where, *counts.get(place, (0, 0))] for place, where in _laid_out(lines, joined).items()],
        "lines": lines,
        "alone": [[place, *counts.get(place, (0, 0))] for place in whole],
    }


def _edges(sheet: Sheet) -> dict[Edge, int]:
    """Return the relations between documents, with how many duties state each, 0 for what documents state of themselves."""
    links = list(sheet.around.links) if sheet.around else [link for row in sheet.grid.rows for link in row.proof.chain]
    home, guesses = _home(sheet, links), _guesses(links)
    found: dict[Edge, int] = {}
    for link in links:
        if link.relation not in _INTO and link.relation != "candidate" and link.lower in sheet.places:
            for upper, sure in _targets(link.upper, home, guesses, sheet):
                if home(link.lower) != upper:
                    found.setdefault((home(link.lower), link.relation, upper, sure), 0)
    norms = {(row.duty.norm, link) for row in sheet.grid.rows for link in row.proof.chain if link.lower == row.duty.norm}
    chains = {row.duty.norm: row.proof.chain for row in sheet.grid.rows}
    for norm, link in sorted(norms, key=lambda item: (item[0], item[1].relation, item[1].upper)):
        if link.relation == "statedIn" or link.upper not in sheet.places:
            continue
        for lower in _homes(sheet, norm, chains[norm]):
            for upper, sure in _targets(link.upper, home, guesses, sheet):
                if lower != upper:
                    edge = (lower, link.relation, upper, sure)
                    found[edge] = found.get(edge, 0) + 1
    return {edge: count for edge, count in found.items() if edge[3] or (*edge[:3], True) not in found}


def _home(sheet: Sheet, links: list[Link]) -> Any:
    """Return the function that tells as what a document is drawn."""
    into = {link.lower: link.upper for link in links if link.relation in _INTO and link.certain and link.upper in sheet.places}

    def home(iri: str) -> str:
        seen = {iri}
        while iri in into and into[iri] not in seen:
            iri = into[iri]
            seen.add(iri)
        return iri

    return home


def _guesses(links: list[Link]) -> dict[str, list[str]]:
    """Return the instruments that each mention may mean."""
    found: dict[str, list[str]] = defaultdict(list)
    for link in links:
        if link.relation == "candidate":
            found[link.lower].append(link.upper)
    return found


def _targets(iri: str, home: Any, guesses: dict[str, list[str]], sheet: Sheet) -> Iterator[tuple[str, bool]]:
    """Yield what a link leads to: the document itself, or each instrument that an ambiguous mention may mean."""
    upper = home(iri)
    place = sheet.places.get(upper)
    if place is None:
        return
    if sheet.documents[place].kind == _NAMED and guesses.get(upper):
        yield from ((home(guess), False) for guess in guesses[upper] if home(guess) in sheet.places)
    else:
        yield upper, True


def _homes(sheet: Sheet, norm: str, chain: tuple[Link, ...]) -> Iterator[str]:
    """Yield the documents, as they are drawn, that state a norm."""
    home = _home(sheet, list(chain))
    for link in chain:
        if link.lower == norm and link.relation == "statedIn" and home(link.upper) in sheet.places:
            yield home(link.upper)


def _edge_words(sheet: Sheet, relation: str, count: int) -> int:
    words = (words.get(f"property/{relation}", relation) for words in sheet.words)
    if not count:
        return sheet.texts.add(*words)
    pairs = zip(sheet.langs, words, strict=True)
    return sheet.texts.add(*(say("page-duties-relate", lang, count=count, relation=name) for lang, name in pairs))


def _laid_out(lines: list[list[Any]], places: set[int]) -> dict[int, tuple[int, int]]:
    """Return the column of each box and its order in it: the highest documents on the left, each column ordered by what its boxes are tied to."""
    import networkx as nx

    graph = nx.DiGraph((upper, lower) for lower, upper, *_ in lines)
    graph.add_nodes_from(places)
    columns = list(_layers(graph))
    height: dict[int, float] = {place: number for column in columns for number, place in enumerate(column)}
    for sweep in range(_SWEEPS):
        for column in columns if sweep % 2 == 0 else reversed(columns):
            ties = graph.predecessors if sweep % 2 == 0 else graph.successors
            middle = {place: _mean([height[tied] for tied in ties(place)], height[place]) for place in column}
            column.sort(key=lambda place: (middle[place], place))
            top = (max(map(len, columns)) - len(column)) / 2
            height |= {place: top + number for number, place in enumerate(column)}
    return {place: (number, order) for number, column in enumerate(columns) for order, place in enumerate(column)}


def _mean(values: list[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _layers(graph: nx.DiGraph) -> Iterator[list[int]]:
    """Yield the documents layer by layer; those in a ring stand in one layer."""
    import networkx as nx

    rings = nx.condensation(graph)
    for layer in nx.topological_generations(rings):
        yield sorted(place for ring in layer for place in rings.nodes[ring]["members"])

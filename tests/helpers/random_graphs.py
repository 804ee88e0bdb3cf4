"""Small graphs of all that RDF allows, and what makes two of them the same."""

from __future__ import annotations

import string

import pyoxigraph as ox
from hypothesis import strategies as st

from cakg.namespaces import CAKG, RDF, XSD


def canonical(kg, graph: str | None = None) -> list[str]:
    """Return the triples of the sources, or of one named graph, blank nodes under canonical names (RDFC-1.0)."""
    quads = (quad for quad in kg.quads() if graph in (None, quad.graph_name.value))
    dataset = ox.Dataset(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(map(str, dataset))


LETTERS = string.ascii_letters + string.digits + "àảãáạăđêôơưỳỵỄỮ '\"\\\n\t{}<>&#;%|^`$?*-_=+@[]()/,.:!~"
NASTY = [
    *(
        "</script>",
        "</SCRIPT ",
        "<!--",
        "-->",
        "]]>",
        "<script>",
        "&lt;/script&gt;",
        "&#60;",
        "\\u003c",
        "<\\/script>",
        "{{ 1 }}",
    ),
    *("\u2028", "\u2029", "\u200f", "\u202e", "\ufeff", "\u0085", "\r\n", "\x7f", "\U0001f46e", "\ufffe", "=1+1", "@context"),
    *("<\u0327", "\n\u0303", "\u0301", ">\u0338", "&\u0301", "\\n\u0303", "javascript:alert(1)", '"@context":"x"', "</html>"),
]
"""Words that would end a script, turn a line round, be taken for markup, or melt into an escape before them."""
LITERALS = st.text(
    st.one_of(
        st.sampled_from(LETTERS),
        st.characters(min_codepoint=0x20, max_codepoint=0x1FFFF, exclude_categories=["Cs", "Cc", "Cn"]),
    )
)
IRI_PARTS = st.text(st.sampled_from(string.ascii_letters + string.digits + "đơnvị-._~!$&'()*+,;=:@/?"), max_size=12)
IRIS = st.builds(
    lambda start, rest: ox.NamedNode(start + rest),
    st.sampled_from(["http://vídụ.vn/", "urn:x:", "https://w3id.org/cakg/id/"]),
    IRI_PARTS,
)
PREDICATES = st.from_regex(r"[A-Za-zđ][A-Za-z0-9đơ_-]{0,8}", fullmatch=True).map(
    lambda name: ox.NamedNode("http://ví.dụ/#" + name)
)
NODES = st.integers(0, 3).map(lambda number: ox.BlankNode(f"b{number}"))
ODD_IRIS = st.sampled_from(
    [
        *("javascript:alert(1)", "data:text/html,x", "owl:imports", "id:graph/x", "cakg:Norm", "http://x/a/../b", "HTTP://X"),
        *("https://w3id.org/cakg/id//x", "https://w3id.org/cakg/id/", "urn:x:%3C/script%3E", RDF.type, CAKG.action, XSD.date),
    ]
).map(ox.NamedNode)
"""IRIs that look like short forms, like scripts, or like what a parser might tidy up."""


def triples(iris, predicates, literals):
    """Return lists of triples of the given terms, with a few blank nodes among them."""
    objects = st.one_of(
        iris,
        NODES,
        literals.map(ox.Literal),
        st.builds(
            lambda text, tag: ox.Literal(text, language=tag), literals, st.sampled_from(["vi", "en", "en-gb", "zh-hant-tw"])
        ),
        st.dates().map(lambda day: ox.Literal(day.isoformat(), datatype=ox.NamedNode(XSD.date))),
        st.integers(-(2**63), 2**63 - 1).map(ox.Literal),
        st.booleans().map(ox.Literal),
        st.builds(lambda text: ox.Literal(text, datatype=ox.NamedNode("urn:x:type")), literals),
        st.sampled_from(["-0", "007", "+1", "1", "10" * 9]).map(
            lambda text: ox.Literal(text, datatype=ox.NamedNode(XSD.integer))
        ),
        st.sampled_from(["1.0", "1e0", "INF"]).map(lambda text: ox.Literal(text, datatype=ox.NamedNode(XSD.double))),
        st.sampled_from(["0", "1"]).map(lambda text: ox.Literal(text, datatype=ox.NamedNode(XSD.boolean))),
        st.just(ox.Literal('{"a": 1}', datatype=ox.NamedNode(RDF.JSON))),
    )
    return st.lists(st.builds(ox.Triple, iris | NODES, predicates, objects), min_size=1, max_size=8)


TRIPLES = triples(IRIS, PREDICATES, LITERALS)
"""What every RDF syntax can write."""
ANY_TRIPLES = triples(
    IRIS | ODD_IRIS, PREDICATES | ODD_IRIS, LITERALS | st.lists(st.sampled_from(NASTY), min_size=1, max_size=4).map("".join)
)
"""What N-Triples can write."""

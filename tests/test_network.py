"""The graph as networks."""

import xml.etree.ElementTree as ET

import pytest

import cakg
from cakg import network
from cakg.errors import SourceError
from cakg.namespaces import ID

CYCLE = """@prefix cakg: <https://w3id.org/cakg/ontology#> . @prefix i: <https://w3id.org/cakg/id/instrument/> .
i:a a cakg:Instrument ; cakg:implements i:b .
i:b a cakg:Instrument ; cakg:implements i:c .
i:c a cakg:Instrument ; cakg:implements i:a .
"""


def test_authority_leads_from_norms_to_instruments(kg):
    """Plan 43 stands below Scheme 30, and edges carry the relation."""
    graph = network.authority(kg)
    plan, scheme = ID["instrument/bca-kh-43-v05-2024-01-29"], ID["instrument/bca-da-30-x-2023-11-07"]
    assert {data["relation"] for data in graph.get_edge_data(plan, scheme).values()} == {"implements"}
    assert graph.nodes[plan]["label"] == "Kế hoạch số 43/KH-BCA-V05"


def test_units_and_references_have_their_edges(kg):
    """Departments stand under the ministry, and conferences point at what they presented."""
    assert network.units(kg).has_edge(ID["unit/cong-an-tinh-nghe-an"], ID["unit/bo-cong-an"])
    relations = {data["relation"] for _, _, data in network.references(kg).edges(data=True)}
    assert relations >= {"disseminates", "reviews"}


def test_an_ambiguous_mention_leads_to_what_it_may_mean(kg):
    """A bare “Nghị quyết số 12” reaches both resolutions by way of its candidates."""
    graph = network.references(kg)
    mention = ID["mention/000-m03"]
    reached = {upper for guess in graph.successors(mention) for upper in graph.successors(guess)}
    assert reached == {ID["instrument/bct-nq-12-x-2022-03-16"], ID["instrument/duca-nq-12-x-x"]}


def test_the_examples_have_no_cycle(kg):
    """Nothing in the shipped data stands above itself."""
    assert network.find_cycles(kg) == ()


def test_a_cycle_is_one_finding_with_its_place(tmp_path, run):
    """Three instruments in a ring are one violation with file and line; the command leaves with 1."""
    path = tmp_path / "ring.ttl"
    path.write_text(CYCLE, encoding="utf-8")
    (finding,) = network.find_cycles(cakg.load(path))
    assert finding.severity == "violation"
    assert (finding.place.name, finding.place.line) == ("ring.ttl", 2)
    done = run("network", "authority", path)
    assert done.code == 1
    assert "ring.ttl:2" in done.err


@pytest.mark.parametrize(
    "edge", ["replaces", "amends", "promulgates", "provisionOf", "headOf", "dependsOn", "derivedFromNorm", "refinesTarget"]
)
def test_no_record_may_stand_above_itself(tmp_path, edge):
    """Every one-way relation is watched: answers refuse a ring, and validation reports it."""
    path = tmp_path / "ring.ttl"
    path.write_text(CYCLE.replace("implements", edge), encoding="utf-8")
    kg = cakg.load(path)
    with pytest.raises(SourceError, match=r"ring\.ttl:2"):
        cakg.duties(kg, as_of="2024-12-01")
    assert [finding.shape for finding in cakg.validate(kg) if finding.shape.startswith("cycle-")]


def test_graphml_is_xml_with_every_node(kg):
    """Other programs can open the export."""
    graph = network.units(kg)
    tree = ET.fromstring(network.write_graphml(graph))  # noqa: S314
    nodes = tree.iter("{http://graphml.graphdrawing.org/xmlns}node")
    assert sum(1 for _ in nodes) == graph.number_of_nodes()


def test_a_control_character_in_a_name_is_shown_by_a_mark(tmp_path):
    """XML cannot hold it: the GraphML is well-formed, and the graph keeps the name as it is."""
    path = tmp_path / "a.ttl"
    path.write_text(
        CYCLE + '@prefix skos: <http://www.w3.org/2004/02/skos/core#> . i:a skos:prefLabel "một\\u0001"@vi .', encoding="utf-8"
    )
    graph = network.authority(cakg.load(path))
    assert graph.nodes[ID["instrument/a"]]["label"] == "một\x01"
    assert "một\ufffd" in {node.text for node in ET.fromstring(network.write_graphml(graph)).iter()}  # noqa: S314 - our own text

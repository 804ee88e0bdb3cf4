"""Who holds a duty laid on the head of a body or of a class in person, after the body or the post ended."""

import pytest
from reorganisations import DAY, ENDED, holders, norm, unit

import cakg


def test_the_head_of_a_body_is_followed_by_the_head_of_its_successor(graph):
    """A duty in person goes to the head recorded for the successor, else to whoever heads it; a deputy follows no rule."""
    base = (unit("a", "; cakg:succeededBy u:b", ends="2025-06-30"), unit("b"))
    posts = 'post:a a cakg:Post ; skos:prefLabel "Trưởng a"@vi ; cakg:headOf u:a . post:d a cakg:Post ; cakg:postIn u:a .'
    head = 'post:b a cakg:Post ; skos:prefLabel "Trưởng b"@vi ; cakg:headOf u:b .'
    duties = (norm("1", "post:a"), norm("2", "post:d"))
    assert holders(graph(*base, posts, head, *duties)) == {"1": ("b", "byDefaultRule"), "2": ("d", "unresolved")}
    (duty, _) = cakg.duties(graph(*base, posts, *duties), as_of=DAY)
    assert duty.holder.label == "Đơn vị b"
    assert duty.path[-1].step == "post"


HEAD = 'post:pa a cakg:Post ; skos:prefLabel "Trưởng a"@vi ; cakg:headOf u:a {extra} .\n'
HEADS = HEAD.format(extra="") + 'post:pb a cakg:Post ; skos:prefLabel "Trưởng b"@vi ; cakg:headOf u:b .\n'
FOLLOWED = ENDED.replace(" .\n", " ; cakg:succeededBy u:b .\n") + unit("b")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (unit("a") + HEAD.format(extra=""), ("pa", "certain")),
        (unit("a") + HEAD.format(extra='; cakg:existsTo "2024-06-30"^^xsd:date'), ("pa", "unresolved")),
        (FOLLOWED + HEADS, ("pb", "byDefaultRule")),
        (FOLLOWED + HEAD.format(extra=""), ("b", "byDefaultRule")),
    ],
    ids=["goes on", "post ended", "body followed, head known", "body followed, no head known"],
)
def test_the_duty_of_a_head_has_one_holder_whoever_asks(graph, data, expected):
    """The plain answer, that for the body, for the post and for who follows name the same holder with the same certainty."""
    kg = graph(data, norm("1", "post:pa"))
    asked = [None, "unit/a", "post/pa"]
    asked += ["unit/b"] if "u:b " in data else []
    asked += ["post/pb"] if "post:pb" in data else []
    assert {name: holders(kg, unit=name) for name in asked} == {name: {"1": expected} for name in asked}


def test_a_head_of_a_class_that_no_longer_exists_leaves_its_members_open_too(graph):
    """Where the post that heads a class ended, no member is given its duty as certain."""
    kg = graph(
        unit("a", kind="ward-police"),
        "p:lop a cakg:Population ; cakg:unitKind kind:ward-police ; cakg:selection selection:all .\n",
        'post:truong a cakg:Post ; cakg:headOf p:lop ; cakg:existsTo "2024-06-30"^^xsd:date .\n',
        norm("1", "post:truong"),
    )
    for asked in ({}, {"unit": "unit/a"}, {"expand": True}):
        assert holders(kg, **asked) == {"1": ("truong", "unresolved")}

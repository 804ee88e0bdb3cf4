"""Who holds a duty of a class of units, and of its members, after functions went from class to class."""

import re
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from reorganisations import DAY, DAYS, function, holders, norm, possible_holders, reorganisations, transfer, unit

import cakg
from cakg.populations.roster import members

CLASSES = """
p:huyen a cakg:Population ; cakg:unitKind kind:district-police ; cakg:selection selection:all .
p:tinh a cakg:Population ; cakg:unitKind kind:provincial-police ; cakg:selection selection:all .
p:xa a cakg:Population ; cakg:unitKind kind:commune-level-police ; cakg:selection selection:all .
"""


def test_a_class_that_gave_a_function_to_a_class(graph):
    """A district's duty goes by default to the province above it; to which of its communes one went cannot be told."""
    kg = graph(
        CLASSES,
        unit("t1", kind="provincial-police"),
        unit("t2", kind="provincial-police"),
        unit("h", "; cakg:parentUnit u:t1", kind="district-police"),
        function("f"),
        function("g"),
        transfer("1", "p:huyen", "p:tinh", "f", "2025-03-01"),
        transfer("2", "p:huyen", "p:xa", "g", "2025-03-01"),
        norm("1", "u:h", "f:f"),
        norm("2", "u:h", "f:g"),
        norm("3", "p:huyen", "f:f"),
    )
    assert holders(kg) == {"1": ("t1", "byDefaultRule"), "2": ("h", "unresolved"), "3": ("tinh", "certain")}
    assert holders(kg, unit="unit/h") == {"1": ("t1", "byDefaultRule"), "2": ("h", "unresolved"), "3": ("t1", "byDefaultRule")}
    assert possible_holders(kg) == {"2": ["xa"]}
    assert holders(kg, unit="unit/t1") == {"1": ("t1", "byDefaultRule"), "3": ("t1", "certain")}
    assert holders(kg, unit="unit/t2") == {"3": ("t2", "certain")}


def test_a_member_of_a_class_that_handed_on_is_followed_itself(graph):
    """The share of one unit in the duty of its class goes to the body above it and on to whoever followed that body."""
    kg = graph(
        CLASSES,
        unit("t1", "; cakg:succeededBy u:t2", kind="provincial-police", ends="2025-06-30"),
        unit("t2", kind="provincial-police"),
        unit("t3", kind="provincial-police"),
        unit("h", "; cakg:parentUnit u:t1", kind="district-police", ends="2025-02-28"),
        unit("k", kind="district-police", ends="2025-02-28"),
        function("f"),
        transfer("1", "p:huyen", "p:tinh", "f", "2025-03-01"),
        norm("1", "p:huyen", "f:f"),
    )
    (duty,) = cakg.duties(kg, "unit/h", as_of=DAY)
    steps = [(step.step, step.iri.rpartition("/")[2]) for step in duty.path]
    assert steps == [("population", "huyen"), ("succession", "t1"), ("succession", "t2")]
    assert (duty.holder.iri.rpartition("/")[2], duty.holder.certainty) == ("t2", "byDefaultRule")
    assert holders(kg, unit="unit/k") == {"1": ("tinh", "certain")}  # nothing tells to which province its share went
    assert holders(kg, unit="unit/t3") == {"1": ("t3", "certain")}


def test_a_function_stays_on_the_territory_when_it_goes_to_a_lower_class(graph):
    """A district's own duty went to one of its communes, which are told so; the duty of all districts is with all communes."""
    kg = graph(
        CLASSES,
        unit("h", "; cakg:partlySucceededBy u:t , u:x1 , u:x2", kind="district-police", ends="2025-02-28"),
        unit("k", "; cakg:partlySucceededBy u:t , u:x3", kind="district-police", ends="2025-02-28"),
        unit("t", kind="provincial-police"),
        *(unit(f"x{number}", kind="commune-police") for number in (1, 2, 3, 4)),
        function("f"),
        transfer("1", "p:huyen", "p:xa", "f", "2025-03-01"),
        norm("own", "u:h", "f:f"),
        norm("only", "u:k", "f:f"),
        norm("class", "p:huyen", "f:f"),
    )
    assert holders(kg) == {"own": ("h", "unresolved"), "only": ("x3", "byDefaultRule"), "class": ("xa", "certain")}
    assert possible_holders(kg) == {"own": ["x1", "x2"]}
    assert holders(kg, unit="unit/h") == {"own": ("h", "unresolved"), "class": ("xa", "certain")}
    assert holders(kg, unit="unit/x1") == {"class": ("x1", "certain")}
    assert holders(kg, unit="unit/x3") == {"only": ("x3", "byDefaultRule"), "class": ("x3", "certain")}
    possible = {
        name: [item.norm[-3:] for item in cakg.duties(kg, f"unit/{name}", as_of=DAY).unresolved] for name in ("x1", "x4", "t")
    }
    assert possible == {"x1": ["own"], "x4": [], "t": []}


SPANNING = """
p:cuc a cakg:Population ; cakg:unitKind kind:ministry-unit ; cakg:selection selection:all .
p:phuong a cakg:Population ; cakg:unitKind kind:ward-police ; cakg:selection selection:all .
"""


@settings(max_examples=40, deadline=None)
@given(changes=reorganisations(), as_of=DAYS, moved=st.booleans())
def test_a_class_expanded_and_its_members_asked_agree(turtle, changes, as_of, moved):
    """Each member of a class, or of the class its function went to, finds one row, with the holder that expansion gives it."""
    wards = unit("w0", kind="ward-police") + unit("w1", kind="ward-police", ends="2025-06-30")
    passed = transfer("c", "p:cuc", "p:phuong", "f0", "2025-01-01") if moved else ""
    kg = cakg.load(turtle(SPANNING, changes, wards, passed, norm("c", "p:cuc", "f:f0")))
    (plain,) = [duty for duty in cakg.duties(kg, as_of=as_of) if duty.code == "c"]
    assert (holders(kg, as_of)["c"]) == ("phuong" if moved and as_of >= date(2025, 1, 1) else "cuc", "certain")
    expanded = [duty for duty in cakg.duties(kg, expand=True, as_of=as_of) if duty.code == "c"]
    units = members(kg, plain.holder.iri, as_of)
    assert len(expanded) == max(len(units), 1)
    for member, row in zip(units, expanded, strict=False):
        asked = [duty for duty in cakg.duties(kg, member, as_of=as_of) if duty.code == "c"]
        assert [(duty.holder, duty.path) for duty in asked] == [(row.holder, row.path)]
    if plain.holder.iri.endswith("phuong"):
        given_up = {"x" + giver for giver in re.findall(r"fromHolder u:x(\d)", changes)}
        stayed = [f"x{number}" for number in range(7) if f"x{number}" not in given_up]
        assert {holders(kg, as_of, unit=f"unit/{name}").get("c") for name in stayed} <= {("phuong", "certain")}

"""Rows of an expansion: one a member, with its status and its holder, made when they are read."""

import csv
import gc
import io
import json

import pytest
from unit_classes import DAY, OLD_AND_NEW, STATED, class_of_communes, holder_names, names, norm, unit

import cakg
from cakg.graph import KnowledgeGraph
from cakg.model.duty import Duty
from cakg.model.expansion import Expansion
from cakg.namespaces import ID
from cakg.rendering import render_parts


def test_a_member_asked_by_name_has_the_rows_that_expansion_gives_it(graph):
    """Expanding and asking one by one agree, on path, holder and all."""
    kg = graph(
        unit("bo", kind="ministry"),
        *(unit(f"x{n}", parent="bo") for n in range(4)),
        class_of_communes(within="bo"),
        "post:truong a cakg:Post ; cakg:headOf p:xa .",
        norm("1"),
        norm("2", "post:truong"),
    )
    expanded = list(cakg.duties(kg, expand=True, as_of=DAY))
    single = [duty for n in range(4) for duty in cakg.duties(kg, f"unit/x{n}", as_of=DAY)]
    assert {(duty.code, duty.holder, duty.path) for duty in expanded} == {
        (duty.code, duty.holder, duty.path) for duty in single
    }
    assert len(expanded) == len(single) == 8


def test_without_expansion_a_class_is_one_row(graph):
    """A class expands only when asked."""
    kg = graph(OLD_AND_NEW, class_of_communes(), norm("1"))
    assert holder_names(cakg.duties(kg, as_of=DAY)) == ["xa"]


class Watched(KnowledgeGraph):
    """A graph that notes which records are read."""

    def __init__(self, kg):
        super().__init__(kg.store, kg.sources)
        self.read = set()

    def record(self, iri):
        """Note the record, then return it."""
        self.read.add(iri)
        return super().record(iri)


@pytest.mark.parametrize("size", [10, 300])
def test_asking_for_one_unit_touches_only_that_unit(graph, size):
    """However many members its class has, no record of another member is read."""
    kg = Watched(
        graph(
            unit("bo", kind="ministry"),
            *(unit(f"x{n}", parent="bo") for n in range(size)),
            class_of_communes(within="bo"),
            norm("1"),
        )
    )
    found = cakg.duties(kg, "unit/x3", expand=True, as_of=DAY)
    assert holder_names(found) == ["x3"]
    assert {iri for iri in kg.read if "/unit/" in iri} == {ID["unit/x3"], ID["unit/bo"]}


def test_expansion_is_lazy(graph):
    """The first row is there before the second is made, and its length is known before any is."""
    (duty,) = cakg.duties(graph(OLD_AND_NEW, class_of_communes(), norm("1")), as_of=DAY)
    made = []
    rows = Expansion([(duty, ("a", "b")), (duty, None)], lambda duty, member: made.append(member) or duty)
    assert (len(rows), made) == (3, [])
    next(iter(rows))
    assert made == ["a"]


def test_rows_can_be_counted_and_taken_without_making_all(graph):
    """An expansion has a length, and its rows are found by number, from the end and in slices."""
    kg = graph(*(unit(f"x{n}") for n in range(9)), class_of_communes(), norm("1"), norm("2", "u:x3"), norm("3"))
    rows = cakg.duties(kg, expand=True, as_of=DAY).rows
    assert len(rows) == 19
    assert [rows[place] for place in range(19)] == list(rows) == list(rows[:])
    assert rows[-1] == list(rows)[-1]
    with pytest.raises(IndexError):
        rows[19]


MERGED = (
    unit("w1", last="2025-06-30", extra="; cakg:succeededBy u:n1")
    + unit("w2", last="2025-06-30", extra="; cakg:succeededBy u:n1")
    + unit("n1", first="2025-07-01")
)
DONE = (
    "<https://w3id.org/cakg/id/assessment/1> a cakg:StatusAssessment ; cakg:ofResponsibility r:1 ; cakg:assessedUnit u:{unit} ; "
    'cakg:assessedStatus <https://w3id.org/cakg/vocab/status/doneOnTime> ; cakg:completedOn "2025-06-20"^^xsd:date ; '
    'cakg:observedOn "2025-06-25"^^xsd:date .\n'
)


def _members(found):
    return [(names([duty.member.iri])[0], names([duty.holder.iri])[0], duty.status) for duty in found]


@pytest.mark.parametrize("day", ["2025-06-30", "2025-07-01", "2025-12-01"])
@pytest.mark.parametrize("asked", [{"expand": True}, {"unit": "unit/w1"}, {"unit": "unit/n1"}], ids=str)
def test_a_merger_does_not_undo_what_a_member_did(graph, day, asked):
    """What W1 did stays done when N1 follows it, whoever is asked; W2 is a row of its own, and still open."""
    kg = graph(MERGED, class_of_communes("asOfIssue"), norm("1", extra=STATED), DONE.format(unit="w1"))
    found = {member: status for member, _, status in _members(cakg.duties(kg, as_of=day, **asked))}
    expected = {"w1": "doneOnTime", "w2": "openInTime"}
    if asked.get("unit") == "unit/w1":
        expected.pop("w2")
    if asked.get("unit") == "unit/n1" and day == "2025-06-30":
        expected = {}
    assert found == expected


def test_a_body_between_the_first_and_the_last_speaks_for_the_duty(graph):
    """Evidence about any body on the way of succession is accepted."""
    kg = graph(
        unit("a", last="2024-12-31", extra="; cakg:succeededBy u:b"),
        unit("b", first="2025-01-01", last="2025-06-30", extra="; cakg:succeededBy u:c"),
        unit("c", first="2025-07-01"),
        norm("1", "u:a", STATED),
        DONE.format(unit="b"),
    )
    (duty,) = cakg.duties(kg, as_of=DAY)
    assert (names([duty.holder.iri]), duty.status, duty.member) == (["c"], "doneOnTime", None)


def test_every_row_of_an_expansion_names_its_member(graph, run, tmp_path):
    """Two members that merged into one body are told apart, in JSON and CSV."""
    graph(MERGED, class_of_communes("asOfIssue"), norm("1", extra=STATED))
    asked = ("duties", tmp_path / "data.ttl", "--expand", "--as-of", DAY, "-f")
    rows = json.loads(run(*asked, "json").out)["duties"]
    assert [row["member"]["label"] for row in rows] == ["Công an w1", "Công an w2"]
    for format_, head in (("csv", "Thành viên"), ("csv-raw", "member")):
        lines = list(csv.DictReader(io.StringIO(run(*asked, format_).out)))
        assert [line[head] for line in lines] == ["Công an w1", "Công an w2"]


@pytest.mark.parametrize(
    ("status", "members"),
    [("doneOnTime", ["w1"]), ("unknown", ["w2", "w3"]), ("openInTime", [])],
)
def test_a_status_is_asked_of_each_member(graph, status, members):
    """With expansion, the status that is asked for is that of the member, not that of its class; counting agrees."""
    kg = graph(*(unit(f"w{n}") for n in (1, 2, 3)), class_of_communes(), norm("1", extra=STATED), DONE.format(unit="w1"))
    found = cakg.duties(kg, status=status, expand=True, as_of=DAY)
    assert [member for member, _, _ in _members(found)] == members
    assert len(found) == len(members)
    assert [found[place].member.iri for place in range(len(found))] == [duty.member.iri for duty in found]
    with pytest.raises(IndexError):
        found[len(found)]


def test_members_without_a_holder_are_named_as_unresolved(graph):
    """Every unresolved row of an expansion stands in `unresolved` too, with its candidates."""
    doubt = "; cakg:existence <https://w3id.org/cakg/vocab/existence/not-known>"
    kg = graph(unit("a"), unit("b", extra=doubt), unit("c", extra=doubt), class_of_communes(), norm("1"), norm("2"))
    found = cakg.duties(kg, expand=True, as_of=DAY)
    rows = [(duty.norm, duty.holder.iri) for duty in found if duty.holder.certainty == "unresolved"]
    assert rows == [(item.norm, item.holder) for item in found.unresolved]
    assert len(rows) == 4


def test_an_expansion_is_written_row_by_row(graph):
    """A file of an expansion is written while its rows are made: what is held does not grow with them."""
    kg = graph(*(unit(f"x{n}") for n in range(40)), class_of_communes(), *(norm(str(n)) for n in range(20)))
    found = cakg.duties(kg, expand=True, as_of=DAY)
    held = _held()
    for parts in (render_parts(found, name) for name in ("json", "csv", "csv-raw")):
        most = 0
        for number, _ in enumerate(parts):
            if number % 100 == 50:
                most = max(most, _held())
        assert number >= 800
        assert most - held < 60


def _held():
    """Return how many duties are in memory, those of other tests among them."""
    gc.collect()
    return sum(isinstance(item, Duty) for item in gc.get_objects())

"""Classes over register:vn-units: counted only where it covers them, with the day of its snapshot."""

from __future__ import annotations

import json

import pytest

import cakg

NAME = "register:vn-units"
PLAN = 'i:x a cakg:Instrument ; skos:prefLabel "Kế hoạch"@vi ; cakg:issuedOn "2019-03-01"^^xsd:date .\n'
KINDS = ("commune-level-police", "provincial-police", "outside-body", "ministry-unit")


@pytest.fixture(scope="module")
def counted(turtle):
    """A target and a duty of each kind of unit, beside the register."""
    text = PLAN
    for kind in KINDS:
        text += f"""p:{kind} a cakg:Population ; skos:prefLabel "{kind}"@vi ; cakg:unitKind kind:{kind} ;
            cakg:membershipPolicy policy:asOfIssue ; cakg:selection selection:all .
        n:t-{kind} a cakg:Target ; cakg:statedIn i:x ; skos:prefLabel "t"@vi ; cakg:population p:{kind} .
        n:{kind} a cakg:Obligation ; cakg:statedIn i:x ; skos:prefLabel "v"@vi .
        r:{kind} a cakg:Responsibility ; cakg:ofNorm n:{kind} ; cakg:bearer p:{kind} .
        """
    return cakg.load(turtle(text), NAME)


def test_a_register_counts_only_what_it_covers(counted):
    """Before its first complete day, and of kinds of which it has some units only, the number is not known."""
    found = {
        (row.code.removeprefix("t-"), item.policy): (item.headcount.count, item.headcount.basis)
        for row in cakg.targets(counted, as_of="2025-09-01")
        for item in row.denominators
    }
    unknown = (None, "notKnown")
    assert found["commune-level-police", "asOfIssue"] == unknown
    assert found["commune-level-police", "asOfQuery"] == (3321, "counted")
    assert found["provincial-police", "asOfIssue"] == (63, "counted")
    assert found["outside-body", "asOfQuery"] == found["ministry-unit", "asOfQuery"] == unknown


def test_a_count_of_a_register_names_its_snapshot(counted):
    """The day of the snapshot stands beside the count, for people and for machines."""
    targets = cakg.targets(counted, as_of="2025-09-01")
    assert "23/08/2025" in cakg.render(targets)
    days = {item["headcount"]["registerOn"] for row in targets.as_dict()["targets"] for item in row["denominators"]}
    assert days == {None, "2025-08-23"}


def test_members_of_a_day_the_register_does_not_cover_are_called_incomplete(counted):
    """Expanded for a day before the first complete one, or of a kind it does not cover, the list is said to have gaps."""
    found = cakg.duties(counted, as_of="2025-09-01", expand=True)
    doubts = {(item.label, item.reason, item.since and item.since.isoformat()) for item in found.incomplete}
    assert doubts == {
        ("commune-level-police", "earlier", "2025-06-01"),
        ("outside-body", "none", None),
        ("ministry-unit", "uncovered", None),
    }


def test_a_list_from_the_register_names_its_snapshot(counted, run, turtle):
    """Wherever the units of a register are numbered, the day of its snapshot stands in the sentence and in the data."""
    found = cakg.duties(counted, as_of="2025-09-01", expand=True)
    assert {item.label: str(item.registerOn) for item in found.incomplete if item.units} == {
        "commune-level-police": "2025-08-23",
        "ministry-unit": "2025-08-23",
    }
    path = turtle(
        PLAN
        + """p:b a cakg:Population ; skos:prefLabel "B"@vi ; cakg:unitKind kind:ministry-unit ; cakg:selection selection:all .
        n:b a cakg:Obligation ; cakg:statedIn i:x ; skos:prefLabel "v"@vi .
        r:b a cakg:Responsibility ; cakg:ofNorm n:b ; cakg:bearer p:b .
        """
    )
    done = run("duties", path, NAME, "--expand", "--as-of", "2025-09-01", "-f", "json")
    assert "(danh mục lập theo ngày 23/08/2025)" in done.err
    assert {item["registerOn"] for item in json.loads(done.out)["incomplete"]} == {"2025-08-23"}


def test_a_verdict_over_a_count_of_the_register_names_its_snapshot(run, turtle):
    """The day of the snapshot stands in the line of the verdict too, beside the day for which the units were counted."""
    path = turtle(
        PLAN
        + """
        p:c a cakg:Population ; skos:prefLabel "C"@vi ; cakg:unitKind kind:provincial-police ; cakg:selection selection:all ;
            cakg:membershipPolicy policy:asOfQuery .
        n:c a cakg:Target ; cakg:statedIn i:x ; skos:prefLabel "t"@vi ; cakg:population p:c ;
            cakg:indicator <https://w3id.org/cakg/id/indicator/c> ; cakg:step <https://w3id.org/cakg/id/step/c> .
        <https://w3id.org/cakg/id/indicator/c> a cakg:Indicator .
        <https://w3id.org/cakg/id/step/c> a cakg:TargetStep ; cakg:lowerBound 30.0 ; cakg:measureUnit "%" ;
            cakg:comparator <https://w3id.org/cakg/vocab/comparator/atLeast> ;
            cakg:scope <https://w3id.org/cakg/vocab/scope/wholePopulation> .
        <https://w3id.org/cakg/id/observation/c> a cakg:ProgressObservation ; skos:prefLabel "S"@vi ;
            cakg:indicator <https://w3id.org/cakg/id/indicator/c> ; cakg:observedOf p:c ; cakg:observedValue 17.0 ;
            cakg:measureUnit "đơn vị" ; cakg:observedOn "2025-08-01"^^xsd:date .
        """
    )
    said = run("targets", path, NAME, "--as-of", "2025-09-01").out
    verdicts = [line for line in said.splitlines() if "17/34" in line]
    assert verdicts
    assert all("danh mục lập theo ngày 23/08/2025" in line for line in verdicts)

"""Stored questions that show a day: the one that holds on the day asked about, by the same extensions as duties."""

from pathlib import Path

import pytest
import rdflib

import cakg
from cakg.resources import shipped_files

FILE = Path(__file__).parent / "extended.ttl"
REQUIRED = {"duties-of-a-unit": {"unit": "Cục A"}, "duties-under-a-document": {"document": "9/KH-BCA"}}
DAYS = (None, "2025-03-01", "2025-06-10", "2025-10-01")
"""No day, one before any decision, that of the first, one after both."""


@pytest.fixture(scope="module")
def extended():
    """The graph of extended deadlines."""
    return cakg.load(FILE)


def _questions(kg):
    return [one.name for one in cakg.questions() if _shows_a_day(kg, one)]


def _shows_a_day(kg, question):
    required = {parameter.name for parameter in question.parameters if parameter.required}
    given = REQUIRED.get(question.name, {})
    return required == set(given) and "due" in cakg.ask(kg, question.name, **given).columns


def _asked(kg, name, day, **given):
    return cakg.ask(kg, name, **REQUIRED.get(name, {}), **given, **({"asOf": day} if day else {})).as_dicts()


def _known(kg, day):
    """Return the due day and the last extension of every duty and call, by norm, step and bearer."""
    found = {}
    for force in (None, "aspiration"):
        for duty in cakg.duties(kg, as_of=day or "9999-01-01", force=force):
            last = duty.deadline.extensions[-1].decidedBy if duty.deadline.due and duty.deadline.extensions else None
            due = duty.deadline.due.isoformat() if duty.deadline.due else None
            found[duty.norm, duty.step, duty.bearer.iri if duty.bearer else None] = due, last
    return found


@pytest.mark.parametrize("day", DAYS)
def test_every_day_due_is_that_of_duties(extended, day):
    """Each stored question that shows a day due gives the one duties gives, and names the decision that extended it."""
    names = _questions(extended)
    assert len(names) > 12
    known = _known(extended, day)
    bearers = {(norm, step): value for (norm, step, _), value in known.items()}
    for name in names:
        rows = _asked(extended, name, day)
        assert rows, name
        for row in rows:
            key = row["norm"], row.get("step")
            value = known[*key, row["bearer"]] if "bearer" in row else bearers[key]
            assert (row["due"], row["extendedBy"]) == value, (name, row["code"])
        assert any(row["extendedBy"] for row in rows) == (day != "2025-03-01"), name


@pytest.mark.parametrize("day", DAYS)
def test_filters_go_by_the_extended_day(extended, day):
    """What falls due in a span of days is told by the extended day, and so is what has no day."""
    known = {key: due for key, (due, _) in _known(extended, day).items() if not key[0].endswith("keu-goi")}
    for first, last in (("2025-10-01", "2025-12-31"), ("2026-01-01", "2026-04-30"), ("2026-05-01", "2026-12-31")):
        wanted = {key for key, due in known.items() if due and first <= due <= last}
        found = _asked(extended, "deadlines-between-two-dates", day, **{"from": first, "to": last})
        assert {(row["norm"], row["step"], row["bearer"]) for row in found} == wanted
    for name in ("who-must-do-what-by-when", "duties-of-a-unit"):
        by = {(row["norm"], row["step"], row["bearer"]) for row in _asked(extended, name, day, by="2026-03-31")}
        assert by == {key for key, due in known.items() if due and due <= "2026-03-31" and (key[2] or name[0] == "w")}
    undated = {key[0].rpartition("/")[2] for key, due in known.items() if due is None}
    for name in ("duties-without-date", "duties-with-urgency-words-only"):
        assert {row["code"] for row in _asked(extended, name, day)} == undated - {"dinh-ky"}


def test_rdflib_gives_the_same_days(extended):
    """Another engine gives the same rows of each question."""
    day = "2025-06-10"
    graph = rdflib.Graph()
    for file in (FILE, *shipped_files("ontology", ".ttl")):
        graph.parse(file)
    terms = {
        "unit": rdflib.URIRef("https://w3id.org/cakg/id/unit/cuc-a"),
        "document": rdflib.URIRef("https://w3id.org/cakg/id/instrument/ke-hoach"),
    }
    for name in _questions(extended):
        bound = {parameter: terms[parameter] for parameter in REQUIRED.get(name, {})}
        bound["asOf"] = rdflib.Literal(day, datatype=rdflib.XSD.date)
        answer = graph.query(cakg.questions(name)[0].sparql, initBindings=bound)
        theirs = {tuple(str(row[column] or "") for column in ("norm", "due", "extendedBy")) for row in answer}
        ours = {(row["norm"], row["due"] or "", row["extendedBy"] or "") for row in _asked(extended, name, day)}
        assert theirs == ours, name

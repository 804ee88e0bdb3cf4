"""Names in our namespace that the ontology does not have are found in the data, not passed over."""

import rdflib

import cakg

PREFIXES = """@prefix cakg: <https://w3id.org/cakg/ontology#> .
@prefix unit: <https://w3id.org/cakg/id/unit/> .
"""
UNREAD = """
unit:x a cakg:Unit ; cakg:symbl "X" .
unit:y a cakg:Unti ;
  cakg:number "1" .
[] a cakg:Unit ; cakg:symbl "Y" .
"""


def test_a_misspelt_name_of_ours_is_found_with_its_line(tmp_path):
    """What is said under a property or class that the ontology lacks is read by nobody, so it is a violation."""
    path = tmp_path / "data.ttl"
    path.write_text(PREFIXES + UNREAD, encoding="utf-8")
    found = cakg.validate(cakg.load(path), only=["term-unknown"])
    start = PREFIXES.count("\n")
    assert [(f.severity, f.shape, f.path.rpartition("#")[2], f.place.line - start) for f in found] == [
        ("violation", "term-unknown", "symbl", 5),
        ("violation", "term-unknown", "symbl", 2),
        ("violation", "term-unknown", "Unti", 3),
    ]
    standard = rdflib.Graph().parse(data=found.turtle, format="turtle")
    assert [bool(value) for value in standard.objects(None, rdflib.SH.conforms)] == [False]
    assert len(set(standard.objects(None, rdflib.SH.focusNode))) == 3
    assert set(standard.objects(None, rdflib.SH.resultSeverity)) == {rdflib.SH.Violation}
    assert "cakg:symbol?" in found.findings[0].problem["vi"]
    assert "cakg:Unit" in found.findings[2].problem["en"]


def test_a_misspelt_name_comes_and_goes_with_a_change(tmp_path):
    """A report brought up to date says the same as a full run, with the lines of the new file."""
    path = tmp_path / "data.ttl"
    path.write_text(PREFIXES + "unit:x a cakg:Unit .", encoding="utf-8")
    kg = cakg.load(path)
    report = cakg.validate(kg)
    for text in (UNREAD, "\n\n" + UNREAD, "unit:x a cakg:Unit ."):
        path.write_text(PREFIXES + text, encoding="utf-8")
        kg, change = cakg.replace_source(kg, path)
        report = cakg.revalidate(report, kg, change)
        unknown = [(f.label, f.place) for f in report if f.shape == "term-unknown"]
        assert unknown == [(f.label, f.place) for f in cakg.validate(cakg.load(path)) if f.shape == "term-unknown"]
    assert unknown == []


def test_no_year_stands_in_place_of_a_day(tmp_path):
    """A year or month is lost when days are compared, under whatever name it is said; it comes and goes with a change."""
    path = tmp_path / "data.ttl"
    date, xsd = "<http://purl.org/dc/terms/date>", "<http://www.w3.org/2001/XMLSchema#{}>"
    text = f"{PREFIXES}unit:x a cakg:Unit ; {date} {{}} ."
    path.write_text(text.format('"2025"'), encoding="utf-8")
    kg = cakg.load(path)
    report = cakg.validate(kg)
    assert "year-typed" not in {finding.shape for finding in report}
    for kind, value in (("gYear", "2025"), ("gYearMonth", "2025-03")):
        path.write_text(text.format(f'"{value}"^^{xsd.format(kind)}'), encoding="utf-8")
        kg, change = cakg.replace_source(kg, path)
        report = cakg.revalidate(report, kg, change)
        (found,) = (finding for finding in report if finding.shape == "year-typed")
        assert (found.severity, found.value, found.place.line) == ("violation", value, 3)
        assert "dcterms:date" in found.problem["vi"]
        assert report == cakg.validate(cakg.load(path))
        assert found == next(iter(cakg.validate(cakg.load(path), only=["year-typed"])))

"""Questions, names and days of the caller that are none: exit 2, one line, and the nearest names."""

from __future__ import annotations

import pytest
from refusals import UNIT, nested, refusal, run
from written_files import write

QUERIES = {
    "groups": "SELECT * " + nested("{ ", " }", 100_000, "?s ?p ?o"),
    "brackets": "SELECT * { ?s ?p " + nested("[ ?p ", " ]", 100_000) + " }",
    "parentheses": "SELECT * { FILTER(" + nested("(", ")", 100_000) + ") }",
    "unions": "SELECT * { {} " + "UNION {} " * 10_000 + "}",
    "not not": "SELECT * { FILTER(" + "!" * 100_000 + "true) }",
    "minus minus": "SELECT * { FILTER(" + "- " * 100_000 + "1) }",
    "paths": "SELECT * { ?s " + "^" * 100_000 + "<urn:p> ?o }",
    "sums": "SELECT * { FILTER(" + "1+" * 100_000 + "1) }",
    "conjunctions": "SELECT * { FILTER(" + "true&&" * 100_000 + "true) }",
    "alternatives": "SELECT * { ?s " + "<urn:p>|" * 100_000 + "<urn:p> ?o }",
    "options": "SELECT * { " + "OPTIONAL { ?s ?p ?o } " * 10_000 + "}",
    "filters": "SELECT * { " + "FILTER(true) " * 10_000 + "}",
    "bindings": "SELECT * { " + "".join(f"BIND(1 AS ?v{number}) " for number in range(10_000)) + "}",
    "triple terms": "SELECT * { ?s ?p " + nested("<<( ?s ?p ", " )>>", 100_000) + " }",
    "service": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "service, silent": "SELECT * { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "service behind a comparison": 'SELECT*{BIND(IRI("http://127.0.0.1:9/")AS?g)FILTER(1<2)SERVICE?g{?s?p?o}FILTER(2>1)}',
    "service between apostrophes of names": "PREFIX e: <urn:> SELECT * { ?s e:a\\' ?o SERVICE <http://127.0.0.1:9/> { ?s e:b\\' ?o } }",
    "service behind a hash of a name": "PREFIX e: <urn:> SELECT * { ?s e:a\\#b ?o SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "service behind a carriage return": "SELECT * { #\rSERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "load": "LOAD <http://127.0.0.1:9/>",
    "load a file": "LOAD <file:///etc/passwd> INTO GRAPH <urn:g>",
    "insert": "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    "drop": "DROP ALL",
    "broken": "SELECT * { ?s ?p }",
    "two lines": "SELECT *\n{ ?s\n ?p }",
    "no query": "{ }",
    "unclosed string": 'SELECT * { ?s ?p "' + '\\"' * 50_000,
}  # fmt: skip


@pytest.mark.parametrize("case", QUERIES)
def test_a_question_that_is_no_question_ends_with_2(tmp_path, case):
    """SPARQL that nests without end, changes data, reaches outside or is broken is refused in one line."""
    write(tmp_path, "a.ttl", UNIT)
    refusal(run("ask", "-", "a.ttl", cwd=tmp_path, stdin=QUERIES[case].encode()), 2)
    write(tmp_path, "q.rq", QUERIES[case])
    refusal(run("ask", "q.rq", "a.ttl", cwd=tmp_path), 2)


def test_from_reads_nothing_from_outside(tmp_path):
    """FROM and FROM NAMED never give the triples of a file or address."""
    write(tmp_path, "a.ttl", UNIT)
    secret = write(tmp_path, "secret.ttl", "<urn:never> <urn:never> <urn:never> .")
    for clause in (f"FROM <file://{secret}>", f"FROM NAMED <file://{secret}>", "FROM <http://127.0.0.1:9/>"):
        done = run("ask", f"SELECT ?s {clause} {{ {{ ?s ?p ?o }} UNION {{ GRAPH ?g {{ ?s ?p ?o }} }} }}", "a.ttl", cwd=tmp_path)
        assert b"urn:never" not in done.stdout
        assert done.returncode in {0, 2}
        assert b"Traceback" not in done.stderr


def test_a_question_that_is_no_text_is_refused(tmp_path):
    """Questions in another encoding, from standard input or a file, are refused like broken ones."""
    write(tmp_path, "a.ttl", UNIT)
    write(tmp_path, "q.rq", b"SELECT * { ?s ?p '\xf4' }")
    (tmp_path / "folder.rq").mkdir()
    for arguments in (("ask", "-"), ("ask", "q.rq"), ("ask", "gone.rq"), ("ask", "folder.rq")):
        refusal(run(*arguments, "a.ttl", cwd=tmp_path, stdin=b"SELECT * { ?s ?p '\xf4' }"), 2)


@pytest.mark.parametrize(
    ("arguments", "near"),
    [
        (("duties", "a.ttl", "--unit", "Công an phườn A"), "Công an phường A"),
        (("duties", "a.ttl", "--document", "42/KH-BCA"), "42/KH-BCA-V05"),
        (("show", "cong an phuonga", "a.ttl"), "Công an phường A"),
        (("show", "43/KH-BCA-V05", "a.ttl"), "42/KH-BCA-V05"),
        (("why", "42/KH-BCA", "a.ttl"), "42/KH-BCA-V05"),
        (("ask", "duties-of-unit", "a.ttl"), "duties-of-a-unit"),
        (("ask", "duties-of-a-unit", "a.ttl", "-p", "unit=Cong an fuong A"), "Công an phường A"),
        (("ask", "duties-of-a-unit", "a.ttl", "-p", "units=x"), "unit"),
        (("questions", "duties-of-unit"), "duties-of-a-unit"),
        (("duties", "a.ttl", "--role", "chủ chì"), "lead"),
    ],
)
def test_unknown_names_end_with_2_and_the_nearest(tmp_path, arguments, near):
    """A unit, document, question, parameter or code that is not there: exit 2 and the names most like it."""
    write(
        tmp_path,
        "a.ttl",
        UNIT + '<https://w3id.org/cakg/id/instrument/kh-42> a cakg:Instrument ; cakg:number "42/KH-BCA-V05" .\n',
    )
    assert near in refusal(run(*arguments, cwd=tmp_path), 2)


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "http://a b",
        "<>",
        "urn:",
        "unit/gone",
        "cakg:",
        "\x1b[31m",
        "a\nb",
        "%s {x}",
        "_:b",
        "'; DROP",
        "?",
        "x" * 500,
    ],
)
@pytest.mark.parametrize("command", ["show", "why", "--unit"])
def test_odd_names_end_with_2(tmp_path, command, name):
    """Whatever is typed as a name is looked up as text: not found, exit 2, one line."""
    if command == "--unit" and name == "":
        pytest.skip("an empty filter is no filter")
    write(tmp_path, "a.ttl", UNIT)
    arguments = ("duties", "a.ttl", "--unit", name) if command == "--unit" else (command, name, "a.ttl")
    error = refusal(run(*arguments, cwd=tmp_path), 2)
    assert error.isprintable()


@pytest.mark.parametrize("words", ["31/02/2024", "2024-02-30", "hôm qua", "2024", ""])
def test_an_impossible_date_of_the_caller_ends_with_2(tmp_path, words):
    """Dates on the command line are checked like those in files."""
    write(tmp_path, "a.ttl", UNIT)
    for option in ("--as-of", "--by", "--from"):
        refusal(run("duties", "a.ttl", f"{option}={words}", cwd=tmp_path), 2)


def test_a_name_of_a_question_with_spaces_is_a_name(tmp_path):
    """The nearest names are given, not what the engine thinks of it as SPARQL; blanks around a name do not matter."""
    error = refusal(run("ask", "duties without date", cwd=tmp_path), 2)
    assert "Gần nhất: duties-without-date" in error
    assert run("ask", "prohibitions ", cwd=tmp_path).returncode == 0


def test_broken_sparql_is_told_where_it_breaks(tmp_path):
    """Line and column are those of the question as it was given."""
    assert "dòng 1, cột 19" in refusal(run("ask", "SELECT * { ?s ?p }", cwd=tmp_path), 2)
    assert "dòng 2, cột" in refusal(run("ask", "SELECT *\n{ ?s ?p }", cwd=tmp_path), 2)


def test_an_unknown_command_has_the_nearest_name(tmp_path):
    """In one line, like any other name."""
    assert "Gần nhất: duties" in refusal(run("dutys", cwd=tmp_path), 2)

"""Is the installation in order."""

import cakg


def test_every_part_is_named_with_its_state(run):
    """Python, packages, shipped folders and Java are listed, and a sound installation leaves with 0."""
    done = run("doctor")
    assert done.code == 0
    for part in ("python", "pyoxigraph", "ontology", "shapes", "queries", "examples", "java"):
        assert part in done.out


def test_the_python_value_is_a_table():
    """The same as values."""
    rows = {row[0]: row[1] for row in cakg.doctor()}
    assert rows["python"] is True
    assert rows["rdflib"] is True

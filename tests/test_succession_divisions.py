"""Who holds what a divided body owed: the candidates of today, and nobody where a part may be elsewhere."""

import pytest
from reorganisations import DAY, ENDED, function, holders, norm, possible_holders, transfer, unit

import cakg


def test_district_functions_split_between_province_and_commune(graph):
    """Where functions of one body went to two, a duty that names its function is certain and one that does not is open."""
    kg = graph(
        ENDED,
        unit("tinh"),
        unit("xa"),
        function("f"),
        function("g"),
        transfer("1", "u:a", "u:tinh", "f", "2025-07-01"),
        transfer("2", "u:a", "u:xa", "g", "2025-07-01"),
        norm("1", "u:a", "f:f"),
        norm("2", "u:a", "f:g"),
        norm("3", "u:a"),
        norm("4", "u:a", "f:f , f:g"),
    )
    assert holders(kg) == {
        "1": ("tinh", "certain"),
        "2": ("xa", "certain"),
        "3": ("a", "unresolved"),
        "4": ("a", "unresolved"),
    }
    assert possible_holders(kg) == {"3": ["tinh", "xa"], "4": ["tinh", "xa"]}


@pytest.mark.parametrize(
    ("end", "extra", "held", "candidates"),
    [
        ("; cakg:succeededBy u:b", "", ("b", "byDefaultRule"), None),
        ("; cakg:partlySucceededBy u:b , u:c", "", ("a", "unresolved"), ["b", "c"]),
        ("; cakg:partlySucceededBy u:b", "", ("a", "unresolved"), ["b"]),
        ("; cakg:succeededBy u:b , u:c", "", ("a", "unresolved"), ["b", "c"]),
        ("", "", ("a", "unresolved"), []),
        ("", function("f") + transfer("1", "u:a", "u:b", "f", "2025-07-01"), ("b", "byDefaultRule"), None),
        ("", function("f") + transfer("1", "u:a", "u:b , u:c", "f", "2025-07-01"), ("a", "unresolved"), ["b", "c"]),
        ("", function("f", whole=True) + transfer("1", "u:a", "u:b , u:c", "f", "2025-07-01"), ("a", "unresolved"), ["b", "c"]),
        ("; cakg:partlySucceededBy u:c", function("f") + transfer("1", "u:a", "u:b", "f", "2025-07-01"), ("a", "unresolved"), ["c", "b"]),
    ],
    ids=["whole", "parts", "one part", "two wholes", "nobody", "one receiver", "two receivers", "remit to two", "part and receiver"],
)  # fmt: skip
def test_what_no_named_function_decides(graph, end, extra, held, candidates):
    """One successor or one receiver holds by default rule; several, parts or none leave the duty open with its candidates."""
    kg = graph(unit("a", end, ends="2025-06-30"), unit("b"), unit("c"), extra, norm("1", "u:a"))
    assert holders(kg) == {"1": held}
    assert possible_holders(kg) == ({} if candidates is None else {"1": candidates})


def test_a_possible_successor_is_told_what_may_be_its_own(graph):
    """One of several receivers gets no row, but the open duty is named beside the answer."""
    kg = graph(unit("a", "; cakg:partlySucceededBy u:b , u:c", ends="2025-06-30"), unit("b"), unit("c"), norm("1", "u:a"))
    found = cakg.duties(kg, "unit/b", as_of=DAY)
    assert len(found) == 0
    assert [item.norm.rpartition("/")[2] for item in found.unresolved] == ["1"]


def test_candidates_are_those_of_today(graph):
    """Where a possible receiver has ended since, whoever followed it is the candidate, and is told so under its own name."""
    kg = graph(
        unit("huyen", "; cakg:partlySucceededBy u:tinh , u:xa", ends="2025-02-28"),
        unit("tinh"),
        unit("xa", "; cakg:succeededBy u:moi", ends="2025-06-30"),
        unit("moi"),
        norm("1", "u:huyen"),
    )
    assert possible_holders(kg, "2025-03-01") == {"1": ["tinh", "xa"]}
    assert possible_holders(kg) == {"1": ["tinh", "moi"]}
    assert [item.norm.rpartition("/")[2] for item in cakg.duties(kg, "unit/moi", as_of=DAY).unresolved] == ["1"]


def test_a_table_names_who_may_hold_an_open_duty(graph, monkeypatch):
    """A row without a holder names its candidates, on paper as in JSON."""
    kg = graph(unit("a", "; cakg:partlySucceededBy u:b , u:c", ends="2025-06-30"), unit("b"), unit("c"), norm("1", "u:a"))
    monkeypatch.setenv("COLUMNS", "400")
    assert "chưa xác định nơi đang giữ, sau Đơn vị a; có thể là Đơn vị b | Đơn vị c" in cakg.render(cakg.duties(kg, as_of=DAY))


def test_a_long_row_of_divisions_ends(graph):
    """Bodies divided again and again neither exhaust the stack nor multiply: the candidates are the last two."""
    levels = 600
    units = [
        unit(f"{side}{n}", f"; cakg:partlySucceededBy u:a{n + 1} , u:b{n + 1}", ends=f"{1000 + n}-06-30")
        for n in range(levels)
        for side in "ab"
    ]
    kg = graph(*units, unit(f"a{levels}"), unit(f"b{levels}"), norm("1", "u:a0"))
    assert possible_holders(kg) == {"1": [f"a{levels}", f"b{levels}"]}


REJOINED = {
    "two": (unit("b", "; cakg:succeededBy u:d", ends="2025-06-30"), unit("c", "; cakg:succeededBy u:d", ends="2025-03-31")),
    "into one": (
        unit("b", "; cakg:succeededBy u:d", ends="2025-06-30"),
        unit("c", "; cakg:succeededBy u:b", ends="2025-03-31"),
    ),
    "divided again": (
        unit("b", "; cakg:succeededBy u:d", ends="2025-06-30"),
        unit("c", "; cakg:partlySucceededBy u:b , u:e", ends="2025-03-31"),
        unit("e", "; cakg:succeededBy u:d", ends="2025-04-30"),
    ),
}


@pytest.mark.parametrize("parts", REJOINED.values(), ids=REJOINED)
def test_a_division_that_rejoins_is_followed(graph, parts):
    """Where one body followed every part, it holds by default rule, finds the duty under its name, and hands it on."""
    first = unit("a", "; cakg:partlySucceededBy u:b , u:c", ends="2024-06-30")
    kg = graph(first, *parts, unit("d"), norm("1", "u:a"))
    assert possible_holders(kg, "2024-12-31") == {"1": ["b", "c"]}
    assert holders(kg) == holders(kg, unit="unit/a") == holders(kg, unit="unit/d") == {"1": ("d", "byDefaultRule")}
    (duty,) = cakg.duties(kg, as_of=DAY)
    assert str(duty.path[-1].date) == "2025-07-01"
    assert any("mọi nơi" in step.basis for step in duty.path)
    kg = graph(first, *parts, unit("d", "; cakg:succeededBy u:z", ends="2025-07-31"), unit("z"), norm("1", "u:a"))
    assert holders(kg) == holders(kg, unit="unit/d") == holders(kg, unit="unit/z") == {"1": ("z", "byDefaultRule")}


@pytest.mark.parametrize(
    "parts",
    [
        (unit("b", "; cakg:succeededBy u:d", ends="2025-06-30"), unit("c", ends="2025-03-31")),
        (
            unit("b", "; cakg:succeededBy u:d", ends="2025-06-30"),
            unit("c", "; cakg:partlySucceededBy u:d", ends="2025-03-31"),
        ),
        (unit("b"), unit("c", "; cakg:succeededBy u:d", ends="2025-03-31")),
    ],
    ids=["one was lost", "one went on in parts not all known", "one goes on"],
)
def test_a_division_of_which_a_part_may_be_elsewhere_stays_open(graph, parts):
    """Nothing is guessed where any part may be with another body."""
    kg = graph(unit("a", "; cakg:partlySucceededBy u:b , u:c", ends="2024-06-30"), *parts, unit("d"), norm("1", "u:a"))
    assert holders(kg) == {"1": ("a", "unresolved")}
    assert holders(kg, unit="unit/d") == {}

"""Tables for other programs: CSV, Parquet, Arrow, pandas, Polars, notebooks."""

import csv
import datetime as dt
import io

import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.ipc
import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cakg
from cakg.table import Table


def test_parquet_and_arrow_hold_the_rows_of_the_contract(listed):
    """The columns are those of CSV, days are days, and the file says whether the data are an example."""
    table = pa.parquet.read_table(io.BytesIO(cakg.render(listed, "parquet")))
    assert table.column_names == list(listed.columns)
    assert table.schema.field("due").type == pa.date32()
    assert table["due"].to_pylist() == [duty.deadline.due for duty in listed]
    assert table["code"].to_pylist() == [duty.code for duty in listed]
    assert table.schema.metadata[b"exampleData"] == b"false"
    assert pa.ipc.open_file(cakg.render(listed, "arrow")).read_all().equals(table)
    assert cakg.render(listed, "parquet") == cakg.render(listed, "parquet")


def test_results_can_be_taken_over_without_a_file(listed, gridded, kg):
    """Any program that knows the Arrow interface, pandas and Polars take duties, matrix, targets, answers and reports."""
    values = (
        listed,
        gridded,
        cakg.targets(kg, as_of="2024-12-01"),
        cakg.ask(kg, "prohibitions"),
        cakg.validate(kg, only=["Unit"]),
    )
    for value in values:
        rows = len(value.as_table().rows)
        assert pa.table(value).num_rows == len(value.to_pandas()) == len(value.to_polars()) == rows


def test_days_and_figures_are_typed_in_data_frames(listed, kg):
    """Days are days in pandas and Polars, also where none is known; the example is marked."""
    frame = listed.to_pandas()
    assert frame["due"].dtype == "datetime64[s]"
    assert frame["due"].dropna().dt.date.tolist() == [duty.deadline.due for duty in listed if duty.deadline.due]
    assert frame.attrs["exampleData"] is False
    assert cakg.duties(kg, as_of="2024-12-01").to_pandas().attrs["exampleData"] is True
    shown = listed.to_polars()
    assert shown.schema["due"] == pl.Date
    assert shown["start"].null_count() == len(listed)
    assert isinstance(frame, pd.DataFrame)


VALUES = {
    "date": st.dates().map(str),
    "integer": st.integers(-(2**63), 2**63 - 1).map(str),
    "number": st.decimals(allow_nan=False, allow_infinity=False, min_value=-1000, max_value=1000, places=2).map(str),
    "boolean": st.sampled_from(("true", "false", "1", "0")),
    "text": st.text("aĐ=1 \n", max_size=5),
}


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine draws slowly
@given(st.data(), st.sampled_from(sorted(VALUES)))
def test_a_column_is_typed_as_a_whole_or_stays_text(data, kind):
    """Values of the kind named become that kind; one that is not makes the column text, and no value is lost."""
    values = data.draw(st.lists(st.none() | VALUES[kind], max_size=5))
    table = Table(("a",), tuple((value,) for value in values), types={"a": kind}).typed()
    assert [row[0] is None for row in table.rows] == [value is None for value in values]
    spoiled = Table(("a",), (*((value,) for value in values), ("không phải",)), types={"a": kind}).typed()
    assert [row[0] for row in spoiled.rows] == [*values, "không phải"]
    assert pa.table(table).num_rows == len(values)


def test_days_that_no_program_knows_stay_text():
    """A year beyond the calendar is kept as it is written."""
    table = Table(("day",), (("12025-01-01",), ("2025-01-01",)), types={"day": "date"}).typed()
    assert table.rows == (("12025-01-01",), ("2025-01-01",))
    assert Table(("day",), (("0001-01-01",),), types={"day": "date"}).to_pandas()["day"][0].year == 1
    assert Table(("day", "day"), ((dt.date(2025, 1, 1), "x"),)).to_polars().columns == ["day", "day (2)"]


def test_csv_is_for_excel_and_csv_raw_for_programs(run, world_file, tmp_path, harmful):
    """Files for Excel have a mark for their accents, run nothing and turn no writing round; raw ones are the values as they are."""
    for format_, begins in (("csv", "\ufeffMã,".encode()), ("csv-raw", b"code,")):
        place = tmp_path / f"{format_}.csv"
        assert run("duties", world_file, "--as-of", "2025-01-15", "-f", format_, "-o", place).code == 0
        assert place.read_bytes().startswith(begins)
    kg, label = harmful
    found = cakg.duties(kg, as_of="2025-01-01")
    marked = label.translate(dict.fromkeys(map(ord, "\r\u202e\u200f"), "\ufffd"))
    told = "'" + marked if marked.startswith(("=", "@", "+", "-", "\t", "\uff1d")) else marked
    for format_, head, place, words in (("csv", "Nhiệm vụ", -2, told), ("csv-raw", "label", -1, label)):
        (row,) = csv.DictReader(io.StringIO(cakg.render(found, format_), newline=""))
        assert row[head] == words
        heads = next(csv.reader(io.StringIO(cakg.render(cakg.matrix(kg, as_of="2025-01-01"), format_), newline="")))
        assert heads[place] == words


def test_a_notebook_shows_a_table(listed, gridded, harmful, kg):
    """A few columns, every label as text, the example marked, long lists cut with their number."""
    assert listed._repr_html_().count("<tr>") == len(listed) + 1
    assert "31/12" not in listed._repr_html_()
    assert "2025-12-31" in listed._repr_html_()
    assert "<table>" in gridded._repr_html_()
    everything = cakg.duties(kg, as_of="2024-12-01")
    assert "DỮ LIỆU MẪU" in everything._repr_html_()
    assert f"… và {len(everything) - 100} nữa, tất cả {len(everything)}" in everything._repr_html_()
    assert "<th>severity</th>" in cakg.validate(kg, only=["Utterance"])._repr_html_()
    graph, _ = harmful
    page = cakg.duties(graph, as_of="2025-01-01")._repr_html_()
    assert not {"<script", "<w:p", "\u202e"} & {part for part in ("<script", "<w:p", "\u202e") if part in page}


def test_a_notebook_shows_every_result(harmful, kg):
    """What is no table is an outline of its parts, every label as text; examples are marked."""
    for value in (
        cakg.why(kg, "002-07", as_of="2024-12-01"),
        cakg.show(kg, "42/KH-BCA-V05", as_of="2024-12-01"),
        cakg.remind(kg, "Công an tỉnh Nghệ An", as_of="2024-12-01"),
        cakg.questions_for(kg, cakg.validate(kg, only=["Utterance"])),
    ):
        assert value._repr_html_().startswith("<p><strong>DỮ LIỆU MẪU")
        assert "<dl>" in value._repr_html_()
    assert "yearMeansYearEnd" in cakg.read_deadline("đến năm 2025")._repr_html_()
    graph, _ = harmful
    told = cakg.why(graph, "https://w3id.org/cakg/id/norm/x", as_of="2025-01-01")._repr_html_()
    assert not [part for part in ("<script", "<w:p", "\u202e") if part in told]


def test_every_result_is_a_page(harmful, kg):
    """`render(value, "html")` gives one page that calls nobody for every kind of result, every label as text."""
    graph, _ = harmful
    norm = "https://w3id.org/cakg/id/norm/x"
    asked = {"as_of": "2025-01-15"}
    values = [
        make(source)
        for source in (kg, graph)
        for make in (
            lambda g: cakg.duties(g, **asked),
            lambda g: cakg.targets(g, **asked),
            lambda g: cakg.ask(g, "who-must-do-what-by-when"),
            lambda g: cakg.validate(g, only=["Instrument"]),
            lambda g: cakg.questions_for(g, cakg.validate(g, only=["Instrument"])),
            lambda g: cakg.remind(g, **asked),
            lambda g: cakg.matrix(g, since="2024-12-01", **asked).changes,
            lambda g: cakg.why(g, norm if g is graph else "002-07", **asked),
            lambda g: cakg.show(g, norm if g is graph else "002-07", **asked),
        )
    ]
    for value in [*values, cakg.read_deadline("đến năm 2025")]:
        page = cakg.render(value, "html")
        assert page.startswith("<!DOCTYPE html>")
        assert "default-src 'none'" in page
        assert not [part for part in ("<script>", "<w:p", "\u202e", "href=") if part in page.replace('href="#', "")]


def test_a_result_without_a_flat_form_says_so(world):
    """A matrix with differences has none."""
    grid = cakg.matrix(world, as_of="2025-01-15", since="2024-12-01")
    assert grid._repr_html_().startswith("<p>")


@pytest.mark.parametrize("command", ["duties", "matrix", "ask", "targets", "validate"])
@pytest.mark.parametrize("format_", ["parquet", "arrow", "csv-raw"])
def test_the_commands_write_columns(run, world_file, tmp_path, command, format_):
    """Each command that answers with rows writes them for other programs."""
    asked = ["who-must-do-what-by-when", "-p", "unit=Cục A"] if command == "ask" else []
    extra = {"validate": ["--only", "Instrument-issuer", "--fail-on", "never"], "ask": []}.get(
        command, ["--as-of", "2025-01-15"]
    )
    place = tmp_path / "x"
    done = run(command, *asked, world_file, *extra, "-f", format_, "-o", place)
    assert done.code == 0, done.err
    assert place.stat().st_size > 0

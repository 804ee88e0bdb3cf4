"""Generated shapes and queries judge a change as they judge the whole: what they read is never taken for less than it is.

CAKG_CASES=10 judges ten times as many generated cases.
"""

import os
import random

import pyoxigraph as ox
import pytest
from comparison import store_of
from random_queries import ALL, random_query_case
from random_shapes import random_case, random_data

import cakg
from cakg.errors import CakgError
from cakg.namespaces import RDFS
from cakg.shacl import ShapesGraph
from cakg.shapes.judgement import Rules, judge_all

BLOCK = 60
TIMES = int(os.environ.get("CAKG_CASES", "1"))


def _write(path, quads):
    path.write_bytes(ox.serialize([quad.triple for quad in quads], format=ox.RdfFormat.N_TRIPLES))


def _findings(report):
    return sorted(map(repr, report)), report.records, report.shapes


@pytest.mark.parametrize("case", [random_case, random_query_case], ids=["core", "queries"])
@pytest.mark.parametrize("first", range(0, BLOCK * TIMES, BLOCK))
def test_a_change_is_judged_as_the_whole(case, first, tmp_path):
    """Some statements of one file go and others come; the report is that of a full run."""
    kept, changing = tmp_path / "kept.nt", tmp_path / "changing.nt"
    differing, judged = [], 0
    for seed in range(first, first + BLOCK):
        choose = random.Random(seed)  # noqa: S311 - nothing secret
        data, shapes = case(seed)
        data, more = ([q for q in quads if q.predicate.value != RDFS.subClassOf] for quads in (data, random_data(choose, ALL)))
        choose.shuffle(data)
        middle = choose.randint(1, len(data) - 1)
        _write(kept, data[:middle])
        _write(changing, data[middle:])
        rules = Rules(ShapesGraph(store_of(shapes)), allow_empty=True)
        try:
            kg = cakg.load(kept, changing)
            report = judge_all(kg, rules)
            _write(changing, [quad for quad in data[middle:] if choose.random() < 0.8] + more[: choose.randint(1, 2)])
            kg, change = cakg.replace_source(kg, changing)
        except CakgError:  # ill-typed values, which no source may have, or a query that is left to the reference engine
            continue
        judged += 1
        if _findings(cakg.revalidate(report, kg, change)) != _findings(judge_all(kg, rules)):
            differing.append(seed)
    assert differing == []
    assert judged > BLOCK / 4

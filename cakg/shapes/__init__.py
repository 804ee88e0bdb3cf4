"""Is it complete: our shapes, and the caller's, judged in the store that holds the data."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from cakg.calendars import read_date
from cakg.errors import ShapeError, ValueRefusedError
from cakg.graph import KnowledgeGraph
from cakg.model.engine import ENGINES
from cakg.model.finding import Report
from cakg.shacl import ShapesGraph
from cakg.shapes.files import our_shapes, read_shapes_file, shapes_store
from cakg.shapes.judgement import Rules, judge_all
from cakg.shapes.revision import revalidate
from cakg.shapes.selection import select_shapes
from cakg.shapes.whereabouts import Whereabouts

__all__ = ["revalidate", "validate"]


def validate(
    kg: KnowledgeGraph,
    *,
    shapes: Iterable[str | Path] = (),
    only: Iterable[str] = (),
    as_of: str | date | None = None,
    engine: str = "compiled",
    allow_empty: bool = False,
    progress: Callable[[int, int], object] = lambda *_: None,
) -> Report:
    """Return what our shapes, and those in the files `shapes`, find in the sources of `kg`, worst first.

    `as_of` is the day that shapes compare with (an oral direction not confirmed after 90 days); without it nothing is
    found by the passing of time. `only` names the shapes to judge by, each the local name of a property shape or of a
    class. `engine` is `compiled` (SPARQL in the loaded store) or `pyshacl`, the reference; both find the same. What looks
    wrong in the files `shapes` is a finding too. Neither the data nor the shapes are changed. Records of a register are not
    judged: they are looked up where the sources speak of them, and checked by the tests of this library. `progress` is
    called after each constraint with how many are done and how many there are; the reference engine tells nothing of it.

    Nothing conforms for want of records: where no shape finds any, nor a fault, SourceError is raised, unless `allow_empty`.
    Raises ShapeError for a shapes file that cannot be read or holds no shape, UnknownNameError for a name in `only` that no
    shape has, ValueRefusedError for a date or an engine that is none.

    >>> from cakg.graph import load
    >>> validate(load()).count("violation")
    0
    """
    if engine not in ENGINES:
        raise ValueRefusedError("engine-unknown", engine=engine, engines=", ".join(ENGINES))
    files = tuple(read_shapes_file(path) for path in {Path(path).resolve(): path for path in shapes}.values())
    day = None if as_of is None else read_date(as_of)
    only = frozenset(only)
    known = None if files or only else our_shapes()
    store = known.store if known else shapes_store(files)
    try:
        whole = ShapesGraph(shapes_store(files)) if files else None
        chosen = select_shapes(store, whole or our_shapes(), only)
        rules = Rules(known or ShapesGraph(store), chosen, day, engine, files, whole, allow_empty)
        return judge_all(kg, rules, progress)
    except ShapeError as error:
        raise Whereabouts(store, files).explain(error) from None

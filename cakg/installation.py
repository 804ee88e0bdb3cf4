"""Is this installation in order: Python, packages, shipped files, Java."""

from __future__ import annotations

import locale
import shutil
import sys
from importlib import metadata, util

from cakg.messages import LANGUAGES, say
from cakg.resources import EXTRAS, shipped_files
from cakg.table import Table

_NEEDED = (
    "pyoxigraph",
    "rdflib",
    "oxrdflib",
    "pyshacl",
    "owlready2",
    "networkx",
    "jinja2",
    "click",
    "rich",
    "holidays",
    "dateutil",
)

OPTIONAL = (*EXTRAS, "java")
"""Parts that only some users need."""

_DISTRIBUTIONS = {"dateutil": "python-dateutil"}


def doctor() -> Table:
    """Return one row for each part: what, whether it is in order (bool), and its version or what it is needed for.

    >>> all(row[1] for row in doctor() if row[0] == "ontology")
    True
    """
    rows: list[tuple[str, bool, str]] = [("python", sys.version_info >= (3, 11), sys.version.split()[0])]
    for name in _NEEDED:
        found = util.find_spec(name) is not None
        rows.append((name, found, _version(name) if found else "pip install cakg"))
    for name, extra in EXTRAS.items():
        found = util.find_spec(name) is not None
        rows.append((name, found, _version(name) if found else f'pip install "cakg[{extra}]"'))
    for kind, suffix in (("ontology", ".ttl"), ("shapes", ".ttl"), ("queries", ".rq"), ("examples", ".ttl")):
        count = sum(1 for _ in shipped_files(kind, suffix))
        rows.append((kind, count > 0, str(count)))
    rows.append(("java", shutil.which("java") is not None, "HermiT"))
    encoding = (sys.stdout.encoding or locale.getpreferredencoding()).lower()
    rows.append(("utf-8", encoding.startswith("utf"), encoding))
    columns = {"part": "doctor-part", "ok": "doctor-ok", "detail": "doctor-detail"}
    heads = {name: {lang: say(key, lang) for lang in LANGUAGES} for name, key in columns.items()}
    return Table(tuple(columns), tuple(rows), heads=heads)


def _version(name: str) -> str:
    try:
        return metadata.version(_DISTRIBUTIONS.get(name, name))
    except metadata.PackageNotFoundError:
        return "?"

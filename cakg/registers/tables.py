"""The tables of a register: rows read and checked, each unit with its name in IRIs, its time, its parents and followers."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

from cakg.errors import SourceError
from cakg.text import slug

LAST = "2025-06-30"
"""Last day of the districts, and of the communes and provinces that were merged (Resolution 202/2025/QH15)."""
FIRST = "2025-07-01"
UNCHANGED = "="
"""In place of followers: the commune goes on as it was."""

_CITY = "Thành phố"
_TABLES: dict[str, tuple[str, dict[str, str]]] = {
    "provinces": ("code,name,from,to,successor", {"Tỉnh": "province", _CITY: "central-city"}),
    "districts": (
        "province,code,name,successors",
        {"Huyện": "rural-district", "Quận": "urban-district", "Thị xã": "town", _CITY: "district-city"},
    ),
    "communes": ("province,code,name", {"Xã": "commune", "Phường": "ward", "Đặc khu": "special-zone"}),
    "communes-until-2025-06-30": ("district,code,name,successors", {"Xã": "commune", "Phường": "ward", "Thị trấn": "township"}),
}
"""Each table with its columns and the type words that begin its names, each with the code of the kind it stands for."""

_CODE = re.compile(r"[0-9]+")
_NAME = re.compile(r"[\w ()'’.,–-]+")

Found = TypeVar("Found")


@dataclass(frozen=True)
class Territory:
    """An administrative unit; it and the others it speaks of are called by the ends of their IRIs.

    `parents` stand directly above it; `whole` follows it as a whole, `parts` each in part. `inside` are the communes of a
    district when districts ended, `above` the provinces over a commune through its district. `short` is the name alone.
    """

    name: str
    label: str
    kind: str
    code: str
    short: str = ""
    first: str = ""
    last: str = ""
    parents: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    whole: str = ""
    parts: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    spelling: str = ""


@dataclass(frozen=True)
class Tables:
    """The units of a register, level by level."""

    provinces: tuple[Territory, ...]
    districts: tuple[Territory, ...]
    communes: tuple[Territory, ...]


@dataclass(frozen=True)
class _Row:
    """One row of a table, where it stands, its kind of unit, its name for IRIs, and its name without the type word."""

    path: str
    line: int
    values: Mapping[str, str]
    kind: str
    slug: str
    rest: str

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def error(self, key: str, column: str) -> SourceError:
        """Return what to raise where the row cannot be used."""
        return SourceError(key, self.path, self.line, column=column, value=self.values[column])

    def day(self, column: str) -> date | None:
        """Return the day in a column, None where it is empty."""
        try:
            day = date.fromisoformat(self[column]) if self[column] else None
        except ValueError:
            raise self.error("register-day", column) from None
        if day and day.isoformat() != self[column]:  # days are compared as text
            raise self.error("register-day", column)
        return day

    def find(self, column: str, known: Mapping[str, Found], code: str | None = None) -> Found:
        """Return what is known under the code in a column."""
        found = known.get(self[column] if code is None else code)
        if found is None:
            raise self.error("register-no-such-row", column)
        return found


def read_tables(folder: Path) -> Tables:
    """Return the units of a register.

    Raises SourceError with file and line for a row of the wrong shape, an unknown type word, a code or name given twice,
    and a parent or follower that no row describes.
    """
    provinces = _read_provinces(list(_rows(folder, "provinces")))
    before = {unit.code: unit for unit in provinces if unit.last in {"", LAST} and unit.first != FIRST}
    now = {unit.code: unit for unit in provinces if not unit.last}
    districts = _by_code(_rows(folder, "districts"), "province")
    olds = _by_code(_rows(folder, "communes-until-2025-06-30"), "district")
    news = _by_code(_rows(folder, "communes"), "province")

    over = {code: row.find("province", before) for code, row in districts.items()}
    district_names = _distinct({code: f"{row.slug}-{over[code].short}" for code, row in districts.items()})
    new_names = _distinct({code: f"{row.slug}-{row.find('province', now).short}" for code, row in news.items()})
    old_names = _distinct(
        {
            code: f"{row.slug}-{row.find('district', districts).slug}-{over[row['district']].short}"
            for code, row in olds.items()
            if row["successors"] != UNCHANGED
        }
    )
    earlier: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for unit in provinces:
        if unit.last and unit.last < LAST:
            earlier[unit.whole] += (unit.name,)
    above = {code: (unit.name, *earlier[unit.name]) for code, unit in over.items()}

    inside: dict[str, list[str]] = defaultdict(list)
    receivers: dict[str, dict[str, None]] = defaultdict(dict)
    kept: dict[str, _Row] = {}
    communes = []
    for code, row in olds.items():
        district = row["district"]
        if row["successors"] == UNCHANGED:
            name = row.find("code", new_names)
            kept[code] = row
            receivers[district][name] = None
        else:
            name = old_names[code]
            followers = tuple(row.find("successors", new_names, follower) for follower in row["successors"].split())
            if not followers:
                raise row.error("register-no-follower", "name")
            if len(set(followers)) < len(followers):
                raise row.error("register-twice", "successors")
            receivers[district].update(dict.fromkeys(followers))
            whole = len(followers) == 1
            communes.append(
                Territory(
                    name=name,
                    label=row["name"],
                    kind=row.kind,
                    code=code,
                    last=LAST,
                    parents=(district_names[district],),
                    above=above[district],
                    whole=followers[0] if whole else "",
                    parts=() if whole else followers,
                )
            )
        inside[district].append(name)
    for code, row in news.items():
        province, same = now[row["province"]].name, kept.get(code)
        district = same["district"] if same else ""
        communes.append(
            Territory(
                name=new_names[code],
                label=row["name"],
                kind=row.kind,
                code=code,
                first="" if same else FIRST,
                parents=(district_names[district], province) if same else (province,),
                above=above[district] if same else (),
                spelling=same["name"] if same and same["name"] != row["name"] else "",
            )
        )
    following = {unit.name: unit.whole or unit.name for unit in provinces}
    return Tables(
        tuple(provinces),
        tuple(
            Territory(
                name=district_names[code],
                label=row["name"],
                kind=row.kind,
                code=code,
                last=LAST,
                parents=above[code],
                whole=row.find("successors", new_names) if row["successors"] else "",
                parts=() if row["successors"] else (following[over[code].name], *receivers[code]),
                inside=tuple(inside[code]),
            )
            for code, row in districts.items()
        ),
        tuple(communes),
    )


def _read_provinces(rows: list[_Row]) -> list[Territory]:
    """Return the provinces; where one that ended and another share a name, the ended one is called by its last day too."""
    times = Counter(row.slug for row in rows)

    def name(row: _Row) -> str:
        return f"{row.slug}-den-{row['to']}" if row["to"] and times[row.slug] > 1 else row.slug

    found = []
    times_of: dict[str, list[tuple[date, date]]] = defaultdict(list)
    for row in rows:
        following = ""
        first, last = row.day("from"), row.day("to")
        begin, end = first or date.min, last or date.max
        if any(begin <= other_end and other_begin <= end for other_begin, other_end in times_of[row["code"]]):
            raise row.error("register-twice", "code")
        times_of[row["code"]].append((begin, end))
        if first and last and last < first:
            raise row.error("register-day", "to")
        if last:
            day = (last + timedelta(1)).isoformat()
            alive = {other["code"]: other for other in rows if other["from"] <= day <= (other["to"] or day)}
            following = name(row.find("successor", alive))
        found.append(
            Territory(name(row), row["name"], row.kind, row["code"], slug(row.rest), row["from"], row["to"], whole=following)
        )
    return found


def _rows(folder: Path, table: str) -> Iterator[_Row]:
    """Yield the rows of a table."""
    header, types = _TABLES[table]
    columns = header.split(",")
    path = f"{folder.name}/{table}.csv"
    data = (folder / f"{table}.csv").read_bytes()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SourceError("not-utf8", path, data.count(b"\n", 0, error.start) + 1) from None
    with io.StringIO(text, newline="") as file:
        reader = csv.reader(file)
        if next(reader, None) != columns:
            raise SourceError("register-columns", path, 1, columns=header)
        for values in reader:
            if len(values) != len(columns):
                raise SourceError("register-columns", path, reader.line_num, columns=header)
            named = dict(zip(columns, values, strict=True))
            words = named["name"].split(" ")
            size = 1 if words[0] in types else 2
            kind, rest = types.get(" ".join(words[:size])), " ".join(words[size:])
            row = _Row(path, reader.line_num, named, kind or "", slug(named["name"]), rest)
            if not _CODE.fullmatch(named["code"]):
                raise row.error("register-code", "code")
            if not _NAME.fullmatch(named["name"]):
                raise row.error("register-characters", "name")
            if not kind or not rest:
                raise row.error("register-type-word", "name")
            yield row


def _by_code(rows: Iterable[_Row], upper: str) -> dict[str, _Row]:
    """Return the rows by their codes; neither a code nor a name under one upper unit may stand twice."""
    found: dict[str, _Row] = {}
    names = set()
    for row in rows:
        if row["code"] in found:
            raise row.error("register-twice", "code")
        if (row[upper], row["name"]) in names:
            raise row.error("register-twice", "name")
        found[row["code"]] = row
        names.add((row[upper], row["name"]))
    return found


def _distinct(names: dict[str, str]) -> dict[str, str]:
    """Return the names for IRIs by code; those that differ only in accents get their codes added."""
    times = Counter(names.values())
    return {code: name if times[name] == 1 else f"{name}-{code}" for code, name in names.items()}

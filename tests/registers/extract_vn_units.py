"""Make the tables of the register from a wheel of `vietnamadminunits`: names, codes and who follows whom, nothing else.

    python tests/registers/extract_vn_units.py vietnamadminunits-1.0.4-py3-none-any.whl cakg/registers/vn-units

Read once; the package is no dependency. Provinces and departments are kept by hand, for their days come from instruments.
"""

from __future__ import annotations

import csv
import json
import sqlite3
import sys
import tempfile
import zipfile
from collections import defaultdict
from pathlib import Path

from cakg.text import fold


def read(wheel: Path) -> tuple[sqlite3.Connection, dict[str, dict]]:
    """Return the tables and the conversion of a wheel."""
    with zipfile.ZipFile(wheel) as archive, tempfile.TemporaryDirectory() as folder:
        path = Path(archive.extract("vietnamadminunits/data/dataset.db", folder))
        disk, memory = sqlite3.connect(path), sqlite3.connect(":memory:")
        disk.backup(memory)
        disk.close()
        return memory, json.loads(archive.read("vietnamadminunits/data/converter_2025.json"))


def followers(conversion: dict[str, dict], codes: dict[tuple[str, str], str]) -> dict[str, list[str]]:
    """Return the codes of the units that follow each old unit, by the key of the old one."""
    found: dict[str, set[str]] = defaultdict(set)
    for province, wards in conversion["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, olds in wards.items():
            for old in olds:
                found[old].add(codes[province, ward])
    for province, olds in conversion["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, wards in olds.items():
            found[old] |= {codes[province, ward["newWardKey"]] for ward in wards}
    return {old: sorted(news) for old, news in found.items()}


def tidy(name: str) -> str:
    """Return a name whose type word is written as usual: a few rows have “Thị Trấn”, “Thị Xã”, “Thành Phố”."""
    for words in ("Thị trấn", "Thị xã", "Thành phố"):
        if name.lower().startswith(f"{words.lower()} "):
            return words + name[len(words) :]
    return name


def write(path: Path, header: str, rows: list[tuple[str, ...]]) -> None:
    """Write a table with LF line ends."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(sorted(rows))


def main(wheel: Path, folder: Path) -> None:
    """Write districts.csv, communes-until-2025-06-30.csv and communes.csv."""
    tables, conversion = read(wheel)
    new = list(tables.execute("SELECT provinceKey, wardKey, provinceCode, wardCode, ward FROM admin_units"))
    then = followers(conversion, {(province, ward): code for province, ward, _, code, _ in new})
    names = {code: name for _, _, _, code, name in new}
    before: dict[str, int] = defaultdict(int)
    for codes in then.values():
        for code in codes:
            before[code] += 1
    old = tables.execute(
        "SELECT provinceKey, districtKey, wardKey, provinceCode, districtCode, district, wardCode, ward FROM admin_units_legacy"
    )
    districts, communes = {}, []
    for province_key, district_key, ward_key, province, district, district_name, code, name in old:
        codes = then[f"{province_key}_{district_key}_{ward_key or ''}"]
        districts[district] = (province, district, tidy(district_name), "" if name else " ".join(codes))
        if name:
            alone = len(codes) == 1 and before[codes[0]] == 1
            same = alone and codes == [code] and fold(name) == fold(names[code])
            communes.append((district, code, tidy(name), "=" if same else " ".join(codes)))
    write(folder / "districts.csv", "province,code,name,successors", list(districts.values()))
    write(folder / "communes-until-2025-06-30.csv", "district,code,name,successors", communes)
    write(folder / "communes.csv", "province,code,name", [(province, code, name) for _, _, province, code, name in new])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

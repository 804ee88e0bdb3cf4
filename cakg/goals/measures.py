"""Units of measure: when two numbers can be compared at all."""

from __future__ import annotations

import re
from decimal import Decimal

from cakg.graph import KnowledgeGraph
from cakg.namespaces import CAKG
from cakg.text import nfc

PERCENT = "%"
_MONEY = {"đồng": 0, "nghìn đồng": 3, "ngàn đồng": 3, "triệu đồng": 6, "tỷ đồng": 9, "tỉ đồng": 9}
"""Powers of ten of the amounts of money; no other units are converted."""
_WORDS = re.compile(r"\w+")
_REMARK = re.compile(r"\s*\([^()]*\)$")


def convert(value: Decimal, unit: str | None, wanted: str | None) -> Decimal | None:
    """Return a number in another unit of measure; None where the two units are not known to measure the same.

    >>> convert(Decimal(500), "triệu đồng", "tỷ đồng"), convert(Decimal(9), "trụ sở", "biên chế")
    (Decimal('0.500'), None)
    """
    have, want = plain_unit(unit), plain_unit(wanted)
    if have == want:
        return value
    return value.scaleb(_MONEY[have] - _MONEY[want]) if have in _MONEY and want in _MONEY else None


def plain_unit(unit: str | None) -> str:
    """Return a unit of measure without letter case, spaces around it and a remark in brackets at its end."""
    return " ".join(_REMARK.sub("", nfc(unit or "").strip()).casefold().split())


def counts_members(kg: KnowledgeGraph, population: str | None, unit: str) -> bool:
    """Say whether a unit of measure counts the members of a class: "đơn vị", or words of the names of class and kinds."""
    if population is None:
        return True
    record, plain = kg.record(population), plain_unit(unit)
    named = (record, *map(kg.record, record.all(CAKG.unitKind)))
    names = [_WORDS.findall(plain_unit(label)) for item in named for label in item.labels().values()]
    return plain in ("đơn vị", "unit", "units") or any(f" {plain} " in f" {' '.join(name)} " for name in names)

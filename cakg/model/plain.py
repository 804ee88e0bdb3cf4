"""Frozen values as plain JSON."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any


def as_json(value: Any) -> Any:
    """Return a frozen value as plain JSON: dates in ISO form, tuples as lists, dataclasses as objects."""
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [as_json(item) for item in value]
    if isinstance(value, Mapping):
        return {key: as_json(item) for key, item in value.items()}
    if hasattr(value, "__dataclass_fields__"):
        return {name: as_json(getattr(value, name)) for name in value.__dataclass_fields__}
    return value

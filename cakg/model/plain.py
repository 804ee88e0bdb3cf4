"""Frozen values as plain JSON."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any


def as_json(value: Any) -> Any:
    """Return a frozen value as plain JSON: dates in ISO form, tuples as lists, those with names and dataclasses as objects."""
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: as_json(item) for key, item in value.items()}
    names = getattr(value, "_fields", None) or getattr(value, "__dataclass_fields__", ())
    if names:
        return {name: as_json(getattr(value, name)) for name in names}
    return [as_json(item) for item in value] if isinstance(value, tuple) else value

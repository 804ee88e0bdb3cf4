"""Frozen values as plain JSON."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any


def as_json(value: Any) -> Any:
    """Return a frozen value as plain JSON: dates in ISO form, tuples as lists, those with names and dataclasses as objects.

    A field that does not count when two values are compared is left out.
    """
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: as_json(item) for key, item in value.items()}
    fields = getattr(value, "__dataclass_fields__", None)
    names = [name for name, told in fields.items() if told.compare] if fields else getattr(value, "_fields", ())
    if names:
        return {name: as_json(getattr(value, name)) for name in names}
    return [as_json(item) for item in value] if isinstance(value, tuple) else value

"""Packages that only some users need."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from cakg.errors import EngineError

_EXTRAS = {"xlsxwriter": "office", "docxtpl": "office"}
"""Packages with the extra that brings them."""


def require(name: str) -> Any:
    """Return the module of an optional package. Raises EngineError that says what to install."""
    try:
        return import_module(name)
    except ModuleNotFoundError:
        raise EngineError("extra-missing", name=name, extra=_EXTRAS[name]) from None

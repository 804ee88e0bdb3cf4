"""Phrases as values: the words that say when, to a deadline.

The grammar is large, so the reader is loaded only when words are read.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from cakg.readings.rules import check_readings, choose, stored_choice

if TYPE_CHECKING:
    from cakg.readings.reader import read_deadline

__all__ = ["check_readings", "choose", "read_deadline", "stored_choice"]


def __getattr__(name: str) -> Any:
    if name != "read_deadline":
        raise AttributeError(name)
    return import_module("cakg.readings.reader").read_deadline

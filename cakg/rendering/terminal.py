"""Results as text for a terminal or a file without markup."""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any

_STEERING = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Signs in labels that would steer a terminal instead of being shown by it."""

_WRITERS = {
    "Duties": ("lists", "show_duties"),
    "Simulation": ("trials", "show_simulation"),
    "Changes": ("lists", "show_changes"),
    "Targets": ("levels", "show_targets"),
    "Table": ("lists", "show_table"),
    "Deadline": ("times", "show_deadline"),
    "Report": ("dossiers", "show_report"),
    "Proof": ("dossiers", "show_proof"),
    "Card": ("dossiers", "show_card"),
}
"""Kinds of results with the module and function that write them; only the one needed is imported."""


def to_text(value: Any, lang: str) -> str:
    """Return a result as plain text in `lang`. Raises KeyError for a value that has no such form."""
    module, function = _WRITERS[type(value).__name__]
    text: str = getattr(import_module(f"cakg.rendering.{module}"), function)(value, lang)
    return _STEERING.sub("\ufffd", text)

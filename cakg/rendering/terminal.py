"""Results as text for a terminal or a file without markup."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from cakg.text import visible

_WRITERS = {
    "Duties": ("lists", "show_duties"),
    "Simulation": ("trials", "show_simulation"),
    "Changes": ("lists", "show_changes"),
    "Targets": ("levels", "show_targets"),
    "Table": ("lists", "show_table"),
    "Deadline": ("times", "show_deadline"),
    "Report": ("findings", "show_report"),
    "Letters": ("enquiries", "show_letters"),
    "Reminders": ("notices", "show_reminders"),
    "Proof": ("dossiers", "show_proof"),
    "Card": ("dossiers", "show_card"),
}
"""Kinds of results with the module and function that write them; only the one needed is imported."""


def to_text(value: Any, lang: str) -> str:
    """Return a result as plain text in `lang`. Raises KeyError for a value that has no such form."""
    module, function = _WRITERS[type(value).__name__]
    text: str = getattr(import_module(f"cakg.rendering.{module}"), function)(value, lang)
    return visible(text)

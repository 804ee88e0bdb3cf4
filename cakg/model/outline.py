"""What a notebook shows of a result that is no table: its parts under their names."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from cakg.messages import say
from cakg.text import clip

_MOST = 100
"""Parts of a long list that are shown."""


class Outlined(ABC):
    """A result that notebooks show as an outline of its plain JSON; what is empty is left out."""

    @abstractmethod
    def as_dict(self) -> dict[str, Any]:
        """Return the result as plain JSON."""

    def _repr_html_(self) -> str:
        from html import escape  # a notebook asks for it, a command does not

        plain, grade = self.as_dict(), getattr(self, "grade", None)
        marks = [say("example", "vi")] if plain.pop("exampleData", False) else []
        marks += [grade.label().upper()] if grade else []
        shown = "".join(f"<p><strong>{escape(mark)}</strong></p>" for mark in marks)
        return shown + _outline(plain)


def _outline(value: Any) -> str:
    from html import escape

    if isinstance(value, dict):
        kept = ((name, part) for name, part in value.items() if part not in (None, "", [], {}))
        return "<dl>" + "".join(f"<dt>{escape(clip(name))}</dt><dd>{_outline(part)}</dd>" for name, part in kept) + "</dl>"
    if isinstance(value, list):
        more = len(value) - _MOST
        rest = f"<li>{escape(say('and-more', 'vi', count=more, total=len(value)))}</li>" if more > 0 else ""
        return "<ul>" + "".join(f"<li>{_outline(part)}</li>" for part in value[:_MOST]) + rest + "</ul>"
    return escape(clip(str(value)))

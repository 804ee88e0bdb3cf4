"""Where in a source file a record stands."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from cakg.graph.gate import line_at
from cakg.text import nfc

_PREFIX = re.compile(r"@?prefix\s+([\w.-]*):\s*<([^>]*)>", re.IGNORECASE)


def find_line(text: Path | str | None, sha256: str, iri: str) -> int | None:
    """Return the line, from 1, where `iri` is described; None when the file has changed or does not name it."""
    if isinstance(text, Path):
        try:
            data = text.read_bytes()
        except OSError:
            return None
        if hashlib.sha256(data).hexdigest() != sha256:
            return None
        text = nfc(data.decode("utf-8-sig"))
    if text is None:
        return None
    forms = [f"<{iri}>"]
    for prefix, base in _PREFIX.findall(text):
        if base and iri.startswith(base):
            forms.append(f"{prefix}:{iri[len(base) :]}")
    either = "|".join(re.escape(form) for form in forms)
    at_start = re.search(rf"^(?:{either})(?=\s)", text, re.MULTILINE)
    anywhere = at_start or re.search(rf"(?:{either})(?=[\s;,.)\]])|{re.escape(iri)}(?=[\"'])", text)
    return line_at(text, anywhere.start()) if anywhere else None

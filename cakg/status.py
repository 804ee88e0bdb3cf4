"""Done or not: what can be said from the deadline alone. Silence is never read as overdue."""

from __future__ import annotations

from datetime import date

from cakg.model.duty import Deadline


def status_of(deadline: Deadline, as_of: date) -> tuple[str, str]:
    """Return the status code and the key of its basis, for a duty of which nothing has been recorded.

    >>> from datetime import date
    >>> status_of(Deadline("fixed", due=date(2025, 12, 31)), date(2024, 6, 1))
    ('openInTime', 'status-no-evidence')
    """
    if deadline.kind == "continuous":
        return "continuous", "status-continuous"
    if deadline.kind == "unstated":
        return "undated", "status-unstated"
    if deadline.due is None:
        return "undated", f"status-{deadline.kind}"
    if deadline.due >= as_of:
        return "openInTime", "status-no-evidence"
    return "unknown", "status-past-silent"

"""Done or not: what can be said of a duty on a day, and on what basis. Silence is never read as overdue."""

from cakg.status.findings import Findings
from cakg.status.verdict import decide

__all__ = ["Findings", "decide"]

"""How much: targets with their levels, what is counted, what was measured, and what may be said of it."""

from cakg.goals.asking import targets

__all__ = ["targets"]

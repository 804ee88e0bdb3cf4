"""Who is meant: classes of units by definition (here) and by their members on a day (`cakg.populations.roster`)."""

from cakg.populations.definition import (
    Containing,
    above,
    belongs,
    closure,
    containing,
    covers,
    day_of,
    exists,
    first_day,
    group,
    home,
    is_doubtful,
    last_day,
)
from cakg.populations.reach import is_partition, reach

__all__ = [
    "Containing",
    "above",
    "belongs",
    "closure",
    "containing",
    "covers",
    "day_of",
    "exists",
    "first_day",
    "group",
    "home",
    "is_doubtful",
    "is_partition",
    "last_day",
    "reach",
]

"""Who is meant: classes of units by definition (here) and by their members on a day (`cakg.populations.roster`)."""

from cakg.populations.definition import (
    Containing,
    belongs,
    containing,
    covers,
    day_of,
    group,
    home,
    is_doubtful,
    perhaps_containing,
)
from cakg.populations.existence import closure, exists, first_day, last_day
from cakg.populations.reach import is_partition, reach
from cakg.populations.uppers import above, uppers_of

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
    "perhaps_containing",
    "reach",
    "uppers_of",
]

"""Who is meant: classes of units, by definition and by members on a day."""

from cakg.populations.definition import (
    Containing,
    above,
    closure,
    containing,
    covers,
    exists,
    first_day,
    group,
    home,
    is_doubtful,
    last_day,
)
from cakg.populations.roster import belongs, day_of, expand, is_member, members, membership

__all__ = [
    "Containing",
    "above",
    "belongs",
    "closure",
    "containing",
    "covers",
    "day_of",
    "exists",
    "expand",
    "first_day",
    "group",
    "home",
    "is_doubtful",
    "is_member",
    "last_day",
    "members",
    "membership",
]

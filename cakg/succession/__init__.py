"""Who holds a duty on a day; `cakg.succession.reaching` tells from whom a body can have got one."""

from cakg.succession.holding import holding_of
from cakg.succession.steps import absence_of, followers_of, holder_of, steps_of, unresolved_of

__all__ = ["absence_of", "followers_of", "holder_of", "holding_of", "steps_of", "unresolved_of"]

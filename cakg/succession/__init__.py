"""Who holds a duty on a day, and from whom a body can have got one."""

from cakg.succession.holding import holding_of, predecessors
from cakg.succession.reaching import Way, ways_to
from cakg.succession.steps import holder_of, steps_of, unresolved_of

__all__ = ["Way", "holder_of", "holding_of", "predecessors", "steps_of", "unresolved_of", "ways_to"]

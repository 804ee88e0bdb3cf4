"""By when: deadlines of the graph as values, and the occurrences of those that come again."""

from cakg.deadlines.occurrences import in_turns, occurrences
from cakg.deadlines.records import deadlines_of, read_deadline_record

__all__ = ["deadlines_of", "in_turns", "occurrences", "read_deadline_record"]

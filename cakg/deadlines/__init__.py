"""By when: deadlines of the graph as values; the occurrences of those that come again stand in a module of their own."""

from cakg.deadlines.records import deadlines_of, read_deadline_record

__all__ = ["deadlines_of", "read_deadline_record"]

"""SHACL, compiled: shapes become one query for each constraint, asked in the store that holds the data.

Source: Shapes Constraint Language (SHACL), W3C Recommendation of 20 July 2017.
"""

from cakg.shacl.engine import Engine, Task
from cakg.shacl.reading import ShapesGraph
from cakg.shacl.shape import Result, Shape

__all__ = ["Engine", "Result", "Shape", "ShapesGraph", "Task"]

"""The engines that judge data by shapes."""

ENGINES = ("compiled", "pyshacl")
"""What judges: shapes compiled to SPARQL, or the reference engine, which is far slower."""

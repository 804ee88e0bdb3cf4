"""The command line: arguments in, exit codes out.

0 fine; 1 the answer is "no" (findings, gaps); 2 usage; 3 a source cannot be read; 4 an engine is missing;
70 a bug of ours.
"""

from cakg.cli.app import main

__all__ = ["main"]

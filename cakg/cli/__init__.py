"""The command line: arguments in, exit codes out.

0 fine; 1 the answer is "no" (findings, gaps); 2 usage; 3 a source cannot be read; 4 an engine is missing;
70 a bug of ours.
"""

import gc


def main() -> None:
    """Run the command line and leave with its exit code."""
    gc.set_threshold(100_000)  # a command makes many small values and few cycles, then ends; importing begins it
    from cakg.cli.app import run

    run()

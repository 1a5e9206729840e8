"""The use cases without a window: the contract of the command line.

Imports every floor below but never ``ui``; commands import what they need when they run, so that
``--help`` and small queries answer at once.

    >>> from hubdesk.cli import main
    >>> main(["--version"])  # doctest: +SKIP
    0
"""

from __future__ import annotations

from hubdesk.kernel.garbage import seldom


def main(argv: list[str]) -> int:
    """Run one command in this process.

    Args:
        argv: words after the program's name.

    Returns:
        0 done, 1 refused by a rule, 2 usage, 3 environment, 4 not permitted.
    """
    # Loading the program and reading a list make objects that last to the end; walking them again
    # and again took half of a long list's time.
    with seldom():
        from hubdesk.cli.app import run

        return run(argv)

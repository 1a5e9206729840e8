"""Starts HubDesk: ``hubdesk`` opens the window, ``hubdesk COMMAND`` works without one.

The two fronts do not know each other.  This module hands the window to the command line as a
value, and loads Qt only when a window, a drawn page or the self-test is really asked for.

    $ python -m hubdesk --help
"""

from __future__ import annotations

import sys

from hubdesk import cli


def main() -> int:
    """The console script.

    Returns:
        The exit code of the command line's contract.
    """
    return cli.main(sys.argv[1:])


def window() -> int:
    """The gui script: no console stays open behind it."""
    return main()


if __name__ == "__main__":
    sys.exit(main())

"""Starts HubDesk: ``hubdesk`` opens the window, ``hubdesk COMMAND`` works without one.

The two fronts do not know each other.  This module mounts the command line, and brings the window
when a command asks for it: Qt is loaded only for a window, a drawn page or the self-test.

    $ python -m hubdesk --help
"""

from __future__ import annotations

import gc
import io
import os
import sys
from types import ModuleType

from hubdesk import cli
from hubdesk.kernel.errors import KnownError


def main() -> int:
    """The console script.

    Returns:
        The exit code of the command line's contract.
    """
    for stream in (sys.stdout, sys.stderr):
        # A pipe on Windows, or an old locale, would not take Thai; scripts read UTF-8 everywhere.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if not sys.argv[1:]:
        return window()  # at once, without reading the modules of the command line
    return cli.main(sys.argv[1:])


def front() -> ModuleType:
    """The window's own functions: ``run``, ``pages``, ``draw`` and ``self_test``."""
    from hubdesk.ui import app

    return app


def window() -> int:
    """The gui script: no console stands behind it, so a refusal is said in a box.

    A first argument, as a double click on a hub file gives it, names the hub.

    Returns:
        The exit code of the command line's contract.
    """
    # What is loaded until the first page stands there stays to the end; the desk turns it on again.
    gc.disable()
    named = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("HUBDESK_HUB")
    try:
        return int(front().run(named))
    except KnownError as error:
        front().refusal_box(error).exec()
        return error.exit_code


if __name__ == "__main__":
    sys.exit(main())

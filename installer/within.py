#!/usr/bin/env python3
"""Runs a Python module inside the private environment: python installer/within.py MODULE [...]

For the tasks of pyproject.toml: whichever Python or task runner starts them, they see the same
packages, and the first one brings them.

    python3 installer/within.py tests.benchmarks --only cli_help
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

if sys.version_info < (3, 11):
    sys.exit("HubDesk needs Python 3.11 or later; this is " + sys.version.split()[0] + ".")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from installer import console
from installer.environment import CHECKOUT, bring_environment


def main() -> int:
    """Bring the environment and run.

    Returns:
        The module's own exit code; 2 when none was named.
    """
    if len(sys.argv) < 2 or sys.argv[1] in {"-h", "--help"}:
        console.say(__doc__ or "")
        return 2 if len(sys.argv) < 2 else 0
    os.chdir(CHECKOUT)
    environment, _ = bring_environment(["test"])
    return console.run([environment.python, "-m", *sys.argv[1:]], env=environment.variables())


if __name__ == "__main__":
    console.guarded(main)

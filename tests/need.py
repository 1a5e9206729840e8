"""What a test needs from outside, and the one rule for when it is missing.

On a person's machine a test whose server, program or data is absent is skipped and says why.
With ``CI`` set nothing that matters may be skipped: there the same absence is a failure.

    url = need.postgresql()
    bills = need.shared("data/hub") / "bills.csv"
    need.program("Xvfb")
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent

#: The machine's own environment variables; the tests themselves run with another HOME.
MACHINE = dict(os.environ)


def missing(what: str, how: str) -> NoReturn:
    """Skip the running test, or fail it where CI promised everything.

    Args:
        what: the thing that is absent.
        how: what brings it.
    """
    words = f"{what} is missing; {how}"
    if os.environ.get("CI", "").lower() in {"1", "true", "yes"}:
        pytest.fail(words, pytrace=False)
    pytest.skip(words)


def shared(relative: str = "") -> Path:
    """A file or folder of the project's shared data, which lies beside the checkout."""
    path = CHECKOUT.parent / "shared" / relative
    if not path.exists():
        missing(f"shared/{relative}", "it lies beside the checkout on the project's machines")
    return path


def program(name: str) -> str:
    """The full path of a program of the system, e.g. ``pdftotext`` or ``Xvfb``."""
    found = shutil.which(name)
    if found is None:
        missing(name, "installer/test.py brings it")
    return found


def postgresql() -> str:
    """The address of a PostgreSQL server whose databases a test may create and drop."""
    url = os.environ.get("HUBDESK_TEST_POSTGRESQL", "")
    if not url:
        missing("HUBDESK_TEST_POSTGRESQL", "installer/test.py starts a private server and sets it")
    return url

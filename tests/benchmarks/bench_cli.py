"""How long a person waits for the command line: help, and a list of bookings on the demo hub."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from tests.benchmarks.result import Result, median_time

RUNS = 7
_BARE_QUERY = """
import sqlite3, sys
for row in sqlite3.connect(sys.argv[1]).execute("SELECT * FROM occurrence LIMIT 1000"):
    print(row)
"""


def _run(*arguments: str | Path) -> None:
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)


def _seconds(*arguments: str | Path) -> float:
    return median_time(partial(_run, *arguments), runs=RUNS, unit="s")


def cli_help() -> Result:
    """``hubdesk --help`` beside an interpreter that does nothing."""
    return Result(
        _seconds("-m", "hubdesk", "--help"),
        "s",
        reference=_seconds("-c", "pass"),
        reference_what="python -c pass",
        limit=0.25,
    )


def cli_bookings() -> Result:
    """``hubdesk bookings`` on a demo hub of full size beside 1,000 rows read by sqlite3 alone."""
    with tempfile.TemporaryDirectory() as folder:
        hub = Path(folder) / "demo.hubdesk"
        _run("-m", "hubdesk", "demo", hub)
        return Result(
            _seconds("-m", "hubdesk", "--hub", hub, "bookings"),
            "s",
            reference=_seconds("-c", _BARE_QUERY, hub),
            reference_what="1,000 rows by sqlite3 alone",
            limit=0.7,
        )


BENCHES = {"cli_help": cli_help, "cli_bookings": cli_bookings}

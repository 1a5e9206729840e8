"""Command line and window are there at once because they load only what is needed first."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.need import CHECKOUT

HEAVY = {
    "PySide6", "alembic", "babel", "dateutil", "icalendar", "openpyxl", "reportlab", "rich",
    "sqlalchemy",
}  # fmt: skip


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["no-such-command"]])
def test_nothing_heavy_is_loaded(words: list[str]) -> None:
    code = (
        "import sys\n"
        "from hubdesk import cli\n"
        f"cli.main({words!r})\n"
        "print(*sys.modules, file=sys.stderr)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=CHECKOUT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    loaded = {name.partition(".")[0] for name in ran.stderr.splitlines()[-1].split()}
    assert "hubdesk" in loaded
    assert not HEAVY & loaded


def test_the_first_board_does_without_sqlalchemy() -> None:
    code = (
        "import sys\n"
        "import hubdesk.bootstrap, hubdesk.ui.booking.page, hubdesk.ui.desk\n"
        "print(*sys.modules)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=CHECKOUT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    loaded = {name.partition(".")[0] for name in ran.stdout.split()}
    assert not (HEAVY - {"PySide6"}) & loaded


def test_help_does_without_the_command_line_s_own_library() -> None:
    code = (
        "import sys\n"
        "from hubdesk import cli\n"
        "cli.main(['--help'])\n"
        "print(*sys.modules, file=sys.stderr)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=CHECKOUT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert ran.stdout.startswith("Usage: hubdesk ")
    assert not {"typer", "hubdesk.words.catalogue"} & set(ran.stderr.splitlines()[-1].split())

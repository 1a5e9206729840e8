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


_TOLD = "print(*sys.modules, file=sys.stderr)"


def _ran(*lines: str) -> tuple[str, set[str]]:
    """What a process of its own printed, and the modules it had loaded at its end."""
    ran = subprocess.run(
        [sys.executable, "-c", "\n".join(("import sys", *lines, _TOLD))], cwd=CHECKOUT,
        capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    return ran.stdout, set(ran.stderr.splitlines()[-1].split())


def _packages(modules: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules}


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["no-such-command"]])
def test_nothing_heavy_is_loaded(words: list[str]) -> None:
    _, loaded = _ran("from hubdesk import cli", f"cli.main({words!r})")
    assert "hubdesk" in loaded
    assert not HEAVY & _packages(loaded)


def test_the_first_board_does_without_sqlalchemy() -> None:
    _, loaded = _ran("import hubdesk.bootstrap, hubdesk.ui.booking.page, hubdesk.ui.desk")
    assert "hubdesk.ui.booking.page" in loaded
    assert not (HEAVY - {"PySide6"}) & _packages(loaded)


def test_help_does_without_the_command_line_s_own_library() -> None:
    said, loaded = _ran("from hubdesk import cli", "cli.main(['--help'])")
    assert said.startswith("Usage: hubdesk ")
    assert not {"typer", "hubdesk.words.catalogue"} & loaded

"""The window opens on the demo hub, on a real X server."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import need
from tests.journeys.screen import Screen, virtual_screen

PATIENCE_S = 60
LOOK_EVERY_S = 0.25
# An empty screen has one colour; text with smooth edges and coloured blocks have hundreds.
COLOURS_MIN = 100


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small demo hub."""
    hub = tmp_path_factory.mktemp("demo") / "demo.hubdesk"
    subprocess.run(
        [sys.executable, "-m", "hubdesk", "demo", hub, "--organisations", "6", "--months", "2"],
        cwd=need.CHECKOUT,
        check=True,
        capture_output=True,
    )
    return hub


@pytest.fixture
def screen() -> Iterator[Screen]:
    with virtual_screen(1440, 900) as one:
        yield one


def test_the_window_is_drawn_and_stays_open(demo: Path, screen: Screen) -> None:
    variables = {**need.MACHINE, "DISPLAY": screen.display, "QT_QPA_PLATFORM": "xcb"}
    variables["HOME"] = str(demo.parent)
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        window = subprocess.Popen(
            [sys.executable, "-m", "hubdesk", "--hub", demo],
            cwd=need.CHECKOUT,
            env=variables,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        try:
            drawn = any(_still_open(window) and _drawn(screen) for _ in _looks())
        finally:
            window.terminate()
            window.wait(timeout=PATIENCE_S)
        said.seek(0)
        assert drawn, said.read()


def _looks() -> range:
    return range(int(PATIENCE_S / LOOK_EVERY_S))


def _drawn(screen: Screen) -> bool:
    return len(screen.colours()) >= COLOURS_MIN


def _still_open(window: subprocess.Popen[bytes]) -> bool:
    """Waits a moment for the window to end, which it must not do."""
    try:
        window.wait(timeout=LOOK_EVERY_S)
    except subprocess.TimeoutExpired:
        return True
    return False

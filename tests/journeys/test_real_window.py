"""A window on a real X server looks, to the pixel, like the picture drawn without a screen."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests import need
from tests.gui import house
from tests.journeys.screen import Screen, virtual_screen

WIDTH, HEIGHT = 1280, 800
PATIENCE = 80
LOOK_EVERY_S = 0.25
DAY = house.DAY.isoformat()


@pytest.fixture(scope="module")
def hub_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("real") / "house.hubdesk"
    house.furnished(path).close()
    return path


@pytest.fixture
def screen() -> Iterator[Screen]:
    with virtual_screen(WIDTH, HEIGHT) as one:
        yield one


def _drawn_without_a_screen(hub_file: Path, out: Path, picture: str, lang: str, mode: str) -> bytes:
    subprocess.run(
        [sys.executable, "-m", "hubdesk", "--hub", hub_file, "--lang", lang, "screenshot",
         picture, "--out", out, "--size", f"{WIDTH}x{HEIGHT}", "--theme", mode, "--date", DAY],
        cwd=need.CHECKOUT, env=need.MACHINE, check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    image = QImage(str(out)).convertToFormat(QImage.Format.Format_RGB32)
    assert (image.width(), image.height()) == (WIDTH, HEIGHT)
    return bytes(image.constBits())


@pytest.mark.parametrize(
    ("picture", "lang", "mode"),
    [("today", "th", "light"), ("bookings", "en", "dark"), ("costs", "th", "dark"),
     ("settings", "en", "light"), ("organisations", "th", "light")],
)  # fmt: skip
def test_both_are_the_same(
    hub_file: Path, screen: Screen, tmp_path: Path, picture: str, lang: str, mode: str
) -> None:
    wanted = _drawn_without_a_screen(hub_file, tmp_path / "off.png", picture, lang, mode)
    window = subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.real_window", hub_file, picture, lang, mode,
         f"{WIDTH}x{HEIGHT}", DAY],
        cwd=need.CHECKOUT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**need.MACHINE, "DISPLAY": screen.display, "QT_QPA_PLATFORM": "xcb"},
    )  # fmt: skip
    assert window.stdin is not None
    assert window.stdout is not None
    with window:
        assert window.stdout.readline() == "shown\n"
        same = any(_same(wanted, screen.pixels(), window) for _ in range(PATIENCE))
        seen = screen.pixels()
        window.stdin.close()
    assert same, _where(wanted, seen)


def _same(wanted: bytes, seen: bytes, window: subprocess.Popen[str]) -> bool:
    """Whether the screen has come to look so; waits a moment if not."""
    if _colours(wanted) == _colours(seen):
        return True
    try:
        window.wait(timeout=LOOK_EVERY_S)
    except subprocess.TimeoutExpired:
        return False
    raise AssertionError("the window has ended")


def _colours(pixels: bytes) -> memoryview:
    """Blue, green, red of each pixel; the fourth byte says nothing."""
    view = memoryview(bytearray(pixels))
    view[3::4] = bytes(len(pixels) // 4)
    return view


def _where(wanted: bytes, seen: bytes) -> str:
    one, other = _colours(wanted).cast("I"), _colours(seen).cast("I")
    differ = [at for at in range(WIDTH * HEIGHT) if one[at] != other[at]]
    rows, columns = [at // WIDTH for at in differ], [at % WIDTH for at in differ]
    return (
        f"{len(differ)} pixels differ between {min(columns)},{min(rows)} "
        f"and {max(columns)},{max(rows)}"
    )

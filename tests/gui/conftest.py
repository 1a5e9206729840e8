"""A warning of Qt fails the test of the window that caused it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from hubdesk.bootstrap import Hub, open_hub
from hubdesk.kernel.clock import FixedClock
from tests.gui import house
from tests.gui.show import Show

HERE = Path(__file__).parent

# Said by the offscreen platform itself, whatever the program does.
HARMLESS = (
    "This plugin does not support propagateSizeHints",
    "This plugin does not support raise",
    "This plugin does not support grabbing the keyboard",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore(*HARMLESS))


@pytest.fixture(autouse=True)
def _own_choices(tmp_path: Path) -> None:
    """Qt reads the folder for choices once per process; no test finds those of another."""
    QSettings.setPath(
        QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "choices")
    )


@pytest.fixture(scope="session")
def house_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The furnished house, built once; tests work on copies."""
    path = tmp_path_factory.mktemp("house") / "house.hubdesk"
    house.furnished(path).close()
    return path


@pytest.fixture
def hub(house_file: Path, tmp_path: Path) -> Iterator[Hub]:
    """A copy of the house, on Thursday 22 October 2026, 13:42."""
    path = tmp_path / "hub.hubdesk"
    shutil.copy(house_file, path)
    opened = open_hub(str(path), clock=FixedClock(house.NOW)).acting_as("manager", "window")
    yield opened
    opened.close()


@pytest.fixture
def empty_hub(tmp_path: Path) -> Iterator[Hub]:
    """A hub with settings and nothing else."""
    opened = house.new_hub(tmp_path / "empty.hubdesk")
    yield opened
    opened.close()


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Show]:
    """Shows a window on a hub; jobs run at once, and an unexpected error fails the test."""
    shown = Show(qtbot)
    yield shown
    shown.close()

"""A warning of Qt fails the test of the window that caused it."""

from __future__ import annotations

from pathlib import Path

import pytest

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

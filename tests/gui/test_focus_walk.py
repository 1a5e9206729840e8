"""By Tab alone: every page's controls are reached, named, and seen to have the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from hubdesk.bootstrap import Hub
from hubdesk.ui.frame.entries import PAGES
from hubdesk.ui.frame.window import Window
from tests.gui.show import Show, settle
from tests.gui.walk import visible

#: No page has so many stops.
MOST = 600


def _stops(window: Window, qtbot: QtBot) -> list[QWidget]:
    """The widgets that Tab goes through, once around."""
    first = QApplication.focusWidget()
    assert first is not None
    found = [first]
    for _ in range(MOST):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        assert now is not None, "the keyboard is nowhere"
        if now is first and found[-1] is not first:
            return found
        found.append(now)  # a board goes through what stands in a row before it lets go
    raise AssertionError(f"Tab does not come back to {first}")


def _reachable(window: Window) -> set[QWidget]:
    """What Tab should reach: visible, enabled, and asking for it."""
    return {
        widget
        for widget in visible(window)
        if widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not isinstance(widget, QScrollArea)
    }


@pytest.mark.parametrize("name", [entry.name for entry in PAGES])
def test_tab_reaches_everything(show: Show, hub: Hub, qtbot: QtBot, name: str) -> None:
    window = show(hub, name)
    window.show_page(name)
    settle()
    stops = _stops(window, qtbot)
    missed = _reachable(window) - set(stops)
    radio = {widget for widget in missed if widget.property("kind") in ("segment", "entry")}
    assert {f"{widget} {widget.accessibleName()}" for widget in missed - radio} == set()


@pytest.mark.parametrize("mode", ["light", "dark", "contrast"])
@pytest.mark.parametrize("name", [entry.name for entry in PAGES])
def test_the_keyboard_is_seen(
    show: Show, hub: Hub, qtbot: QtBot, name: str, mode: str
) -> None:
    """A widget with the keyboard looks different from the same widget without it."""
    window = show(hub, name, mode=mode)
    settle()
    unseen = []
    for stop in dict.fromkeys(_stops(window, qtbot)):
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        settle()
        with_it = stop.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        stop.clearFocus()
        settle()
        without = stop.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        if with_it == without:
            unseen.append(f"{stop} {stop.accessibleName()}")
    assert unseen == []

"""Hours of aimless use, sped up: nothing breaks, nothing is left behind, memory stays.

Hypothesis chooses where to click, what to type and drag, when to turn the page or change the
language; a failure comes back as the shortest way to it.  ``HUBDESK_HOURS`` repeats the whole for
longer runs.
"""

from __future__ import annotations

import gc
import os
import threading
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget

from hubdesk.bootstrap import Hub
from hubdesk.ui.frame.entries import PAGES
from hubdesk.ui.frame.window import Window
from tests.gui.show import Show, settle

HOURS = int(os.environ.get("HUBDESK_HOURS", "1"))
#: A person does something every four seconds or so.
ACTIONS_AN_HOUR = 900
AT_ONCE = 90
#: Caches fill at first; after that a run like the ones before may not need more than this.
MOST_MB = 30
KEYS = (
    Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Up, Qt.Key.Key_Down,
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageDown,
    Qt.Key.Key_PageUp, Qt.Key.Key_Delete, Qt.Key.Key_F1, Qt.Key.Key_F2, Qt.Key.Key_F4,
    Qt.Key.Key_Space, Qt.Key.Key_Backspace, Qt.Key.Key_A, Qt.Key.Key_N, Qt.Key.Key_1,
    Qt.Key.Key_9, Qt.Key.Key_Plus, Qt.Key.Key_Z, Qt.Key.Key_K,
)  # fmt: skip
MODIFIERS = (
    Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier,
)  # fmt: skip
TEXTS = ("ACT", "บัด", "14:30", "1/12/2569", "<b>", "9" * 30, "'; --", "\u200b")


@dataclass(frozen=True)
class Action:
    """One thing a person does; ``x`` and ``y`` in thousandths of the window."""

    kind: str
    x: int
    y: int
    to_x: int
    to_y: int
    pick: int


def actions() -> st.SearchStrategy[list[Action]]:
    kinds = ("click", "click", "click", "double", "right", "drag", "key", "key", "key", "type",
             "page", "lang", "look", "size", "wheel")  # fmt: skip
    thousandths = st.integers(0, 999)
    one = st.builds(
        Action, st.sampled_from(kinds), thousandths, thousandths, thousandths, thousandths,
        thousandths,
    )  # fmt: skip
    return st.lists(one, min_size=AT_ONCE, max_size=AT_ONCE)


def act(window: Window, action: Action) -> None:
    """Do one thing, as Qt would deliver it."""
    point = QPoint(window.width() * action.x // 1000, window.height() * action.y // 1000)
    widget = window.childAt(point) or window
    here = widget.mapFrom(window, point)
    left = Qt.MouseButton.LeftButton
    if action.kind == "click":
        QTest.mouseClick(widget, left, Qt.KeyboardModifier.NoModifier, here)
    elif action.kind == "double":
        QTest.mouseDClick(widget, left, Qt.KeyboardModifier.NoModifier, here)
    elif action.kind == "right":
        QTest.mouseClick(widget, Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, here)
    elif action.kind == "drag":
        _drag(window, widget, here, action)
    elif action.kind == "key":
        key = KEYS[action.pick % len(KEYS)]
        QTest.keyClick(_focus(window), key, MODIFIERS[action.x % len(MODIFIERS)])
    elif action.kind == "type":
        _type(window, TEXTS[action.pick % len(TEXTS)])
    elif action.kind == "page":
        window.show_page(PAGES[action.pick % len(PAGES)].name)
    elif action.kind == "lang":
        window.front.speak(("th", "en")[action.pick % 2])
    elif action.kind == "look":
        window.front.look_wanted.emit(("light", "dark", "contrast")[action.pick % 3])
    elif action.kind == "size":
        window.resize(960 + action.x, 600 + action.y // 2)
    _close_what_opened(window)


def _focus(window: Window) -> QWidget:
    focus = QApplication.focusWidget()
    return focus if focus is not None and window.isAncestorOf(focus) else window


def _drag(window: Window, widget: QWidget, here: QPoint, action: Action) -> None:
    there = widget.mapFrom(
        window, QPoint(window.width() * action.to_x // 1000, window.height() * action.to_y // 1000)
    )
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(widget, left, none, here)
    for step in range(1, 5):
        QTest.mouseMove(widget, here + (there - here) * step / 4)
    QTest.mouseRelease(widget, left, none, there)


def _type(window: Window, text: str) -> None:
    """A person's words; keys cannot write Thai, an input method's text can."""
    from PySide6.QtGui import QInputMethodEvent

    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(_focus(window), event)


def _close_what_opened(window: Window) -> None:
    """Menus and dialogs that stand alone are closed by a person who did not want them."""
    settle()
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
    for top in QApplication.topLevelWidgets():
        if isinstance(top, QDialog) and top.isVisible():
            top.reject()
    settle()


def _megabytes() -> float:
    """Memory of this process that is really in use."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


@pytest.fixture
def cancelled_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Choosers of the system would wait for ever; the person cancels each."""
    for name in ("getOpenFileName", "getSaveFileName", "getOpenFileNames"):
        monkeypatch.setattr(QFileDialog, name, lambda *_args, **_more: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args, **_more: "")
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)


@pytest.mark.usefixtures("cancelled_files")
@pytest.mark.timeout(600 * HOURS)
def test_an_hour_of_aimless_use(show: Show, hub: Hub) -> None:
    window = show(hub, "today")
    memory: list[float] = []
    threads = threading.active_count()

    @settings(
        max_examples=max(2, HOURS * ACTIONS_AN_HOUR // AT_ONCE), deadline=None, database=None,
        suppress_health_check=list(HealthCheck), derandomize=HOURS == 1,
    )  # fmt: skip
    @given(actions())
    def use(chosen: list[Action]) -> None:
        for action in chosen:
            act(window, action)
            assert not show.bugs, f"{action}: {show.bugs[0]}"
        gc.collect()
        memory.append(_megabytes())

    use()
    assert threading.active_count() == threads
    assert {top for top in QApplication.topLevelWidgets() if top.isVisible()} == {window}
    settled = memory[len(memory) // 2]
    assert memory[-1] - settled < MOST_MB, [round(one) for one in memory]

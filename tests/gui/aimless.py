"""Aimless use of the window: what a person might do next, and doing it as Qt would deliver it.

    for action in some_actions(120, seed=7):
        act(window, action)
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget

from hubdesk.ui.frame.entries import PAGES
from hubdesk.ui.frame.window import Window
from tests.gui.show import settle

KINDS = (
    "click", "click", "click", "button", "button", "button", "double", "right", "drag", "key",
    "key", "key", "type", "page", "lang", "look", "size", "wheel",
)  # fmt: skip
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
#: Places and picks are drawn from these.
THOUSANDTHS = 999


@dataclass(frozen=True)
class Action:
    """One thing a person does; ``x`` and ``y`` in thousandths of the window."""

    kind: str
    x: int
    y: int
    to_x: int
    to_y: int
    pick: int


def some_actions(count: int, seed: int) -> list[Action]:
    """So many actions; the same ones for the same seed."""
    chance = random.Random(seed)
    return [
        Action(chance.choice(KINDS), *(chance.randint(0, THOUSANDTHS) for _ in range(5)))
        for _ in range(count)
    ]


def act(window: Window, action: Action) -> None:
    """Do one thing, and close what stands in front of the window because of it."""
    point = QPoint(window.width() * action.x // 1000, window.height() * action.y // 1000)
    widget = window.childAt(point) or window
    here = widget.mapFrom(window, point)
    left, right, none = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, MODIFIERS[0]
    if action.kind == "click":
        QTest.mouseClick(widget, left, none, here)
    elif action.kind == "button":
        _press(window, action.pick)
    elif action.kind == "double":
        QTest.mouseDClick(widget, left, none, here)
    elif action.kind == "right":
        QTest.mouseClick(widget, right, none, here)
    elif action.kind == "drag":
        _drag(window, widget, here, action)
    elif action.kind == "wheel":
        _turn_wheel(widget, here, action.pick)
    elif action.kind == "key":
        key = KEYS[action.pick % len(KEYS)]
        QTest.keyClick(_focus(window), key, MODIFIERS[action.x % len(MODIFIERS)])
    elif action.kind == "type":
        _type(window, TEXTS[action.pick % len(TEXTS)])
    else:
        _arrange(window, action)
    close_what_opened()


def _arrange(window: Window, action: Action) -> None:
    """Another page, language, look or size."""
    if action.kind == "page":
        window.show_page(PAGES[action.pick % len(PAGES)].name)
    elif action.kind == "lang":
        window.front.speak(("th", "en")[action.pick % 2])
    elif action.kind == "look":
        window.front.look_wanted.emit(("light", "dark", "contrast")[action.pick % 3])
    elif action.kind == "size":
        window.resize(960 + action.x, 600 + action.y // 2)


def _press(window: Window, pick: int) -> None:
    """Any button in sight: few of them are hit by chance."""
    buttons = [
        one for one in window.findChildren(QAbstractButton) if one.isVisible() and one.isEnabled()
    ]
    if buttons:
        button = buttons[pick * len(buttons) // (THOUSANDTHS + 1)]
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


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


def _turn_wheel(widget: QWidget, here: QPoint, pick: int) -> None:
    turned = QWheelEvent(
        QPointF(here), QPointF(widget.mapToGlobal(here)), QPoint(),
        QPoint(0, (-120, 120)[pick % 2]), Qt.MouseButton.NoButton,
        MODIFIERS[pick // 2 % len(MODIFIERS)], Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, turned)


def _type(window: Window, text: str) -> None:
    """A person's words; keys cannot write Thai, an input method's text can."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(_focus(window), event)


def close_what_opened() -> None:
    """Menus and dialogs that stand alone are closed by a person who did not want them."""
    settle()
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
    for top in QApplication.topLevelWidgets():
        if isinstance(top, QDialog) and top.isVisible():
            top.reject()
    settle()

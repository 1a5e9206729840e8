"""Helpers for tests of the window: show it, move the mouse over the board, read what is there.

window = show(hub, lang="th")
drag(board, here, there)
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hubdesk.booking.model import Target
from hubdesk.booking.queries.targets import select_dates
from hubdesk.bootstrap import Hub
from hubdesk.kernel.errors import KnownError
from hubdesk.ui import screenshot
from hubdesk.ui.booking.board import Board
from hubdesk.ui.booking.page import BookingsPage
from hubdesk.ui.booking.scene import Block, Span
from hubdesk.ui.costs.page import CostsPage
from hubdesk.ui.frame.dressing import dress_application
from hubdesk.ui.frame.window import Window
from hubdesk.ui.front import Front
from hubdesk.ui.opening import Choice, make_front, make_window
from hubdesk.ui.reports.page import ReportsPage
from hubdesk.ui.tasks import Inline
from hubdesk.ui.theme import load_theme
from hubdesk.ui.today.page import TodayPage


class Show:
    """Shows windows and closes them.

    Attributes:
        refused: known errors that no page has dealt with, in order.
    """

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.refused: list[KnownError] = []
        self.bugs: list[str] = []
        self._windows: list[QWidget] = []
        self._fronts: list[Front] = []

    def __call__(
        self, hub: Hub, page: str = "bookings", *, lang: str = "en", mode: str = "light",
        size: tuple[int, int] = (1440, 900),
    ) -> Window:  # fmt: skip
        window = make_window(self._front(hub, lang, mode))
        window.show_page(page)
        self._expose(window, size)
        return window

    def picture(
        self, hub: Hub, picture: str, *, lang: str = "en", size: tuple[int, int] = (1440, 900)
    ) -> tuple[Front, QWidget]:
        """A window of its own with what ``hubdesk screenshot`` draws."""
        front = self._front(hub, lang, "light")
        window = screenshot.made(front, picture)
        self._expose(window, size)
        screenshot.play(window, picture)
        settle()
        return front, window

    def _front(self, hub: Hub, lang: str, mode: str) -> Front:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        dress_application(app, load_theme(mode))
        tasks, papers = Inline(), Inline()
        for runner in (tasks, papers):
            runner.error_known.connect(self.refused.append)
            runner.error_found.connect(self.bugs.append)
        front = make_front(hub, Choice(lang, None, mode), tasks=tasks, papers=papers)
        self._fronts.append(front)
        return front

    def _expose(self, window: QWidget, size: tuple[int, int]) -> None:
        self._windows.append(window)
        window.resize(*size)
        with self.qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        settle()
        assert not self.bugs, self.bugs[0]

    def close(self) -> None:
        for window in self._windows:
            window.close()
            window.deleteLater()
        for front in self._fronts:
            front.deleteLater()
        self._windows.clear()
        self._fronts.clear()
        settle()
        assert not self.bugs, self.bugs[0]


def settle() -> None:
    """Let layouts and posted events come to rest."""
    for _ in range(5):
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


def today_page(window: Window) -> TodayPage:
    page = window.pages["today"]
    assert isinstance(page, TodayPage)
    return page


def bookings_page(window: Window) -> BookingsPage:
    page = window.pages["bookings"]
    assert isinstance(page, BookingsPage)
    return page


def costs_page(window: Window) -> CostsPage:
    page = window.pages["costs"]
    assert isinstance(page, CostsPage)
    return page


def reports_page(window: Window) -> ReportsPage:
    page = window.pages["reports"]
    assert isinstance(page, ReportsPage)
    return page


def lane_of(board: Board, code: str) -> int:
    """The lane of a room by its code."""
    return next(at for at, lane in enumerate(board.state.scene.lanes) if lane.code == code)


def block_of(board: Board, room: str, starts: int) -> Block:
    """The block that starts at a minute in a room."""
    lane = lane_of(board, room)
    return next(
        block for block in board.state.scene.by_lane[lane] if block.span.starts == starts
    )


def spot(board: Board, room: str, minute: int) -> QPoint:
    """The middle of a room's row at a minute."""
    rect = board.rect_of(lane_of(board, room), Span(minute, minute + 15))
    return QPoint(rect.left() + 1, rect.center().y())


def drag(
    board: Board, start: QPoint, end: QPoint, *, held: bool = False,
    keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:  # fmt: skip
    """Press, move in steps, and release unless ``held``."""
    send(board.viewport(), QEvent.Type.MouseButtonPress, start, keys)
    for step in range(1, 9):
        between = start + (end - start) * (step / 8)
        send(board.viewport(), QEvent.Type.MouseMove, between, keys)
    if not held:
        release(board, end, keys)


def release(
    board: Board, end: QPoint, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    send(board.viewport(), QEvent.Type.MouseButtonRelease, end, keys)
    settle()


def send(widget: QWidget, kind: QEvent.Type, at: QPoint, keys: Qt.KeyboardModifier) -> None:
    """One mouse event, as the window system would deliver it."""
    pressed = Qt.MouseButton.LeftButton
    button = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseMove else pressed
    buttons = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else pressed
    point = QPointF(at)
    event = QMouseEvent(
        kind, point, QPointF(widget.mapToGlobal(at)), button, buttons, keys
    )
    QApplication.sendEvent(widget, event)
    QApplication.processEvents()


def stored(hub: Hub, occurrence_id: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """The rows of a date: its booking and itself."""
    with hub.read() as session:
        selected = select_dates(session, Target(occurrence_id=occurrence_id))
    return selected.booking, selected.dates[0]


def entries(hub: Hub) -> int:
    """How much has been entered into a hub ever."""
    with closing(sqlite3.connect(hub.location)) as raw:
        return int(raw.execute("SELECT count(*) FROM history").fetchone()[0])

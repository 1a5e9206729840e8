"""The board's frames: a week of a million bookings, scrolling and dragging amid 600 of a day.

Each figure stands beside a bare ``QPainter`` that fills as many rectangles and draws as many
prepared texts of the same run into an image of the same size.
"""

from __future__ import annotations

import atexit
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache

from tests.benchmarks.busy_house import HOURS_A_DAY, ROOMS, ZONE, BusyHouse
from tests.benchmarks.result import Result, in_unit, median_time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QStaticText
from PySide6.QtWidgets import QApplication, QWidget

from hubdesk.kernel.clock import FixedClock
from hubdesk.kernel.names import Names
from hubdesk.ui.booking.board import Board
from hubdesk.ui.booking.load import load_week
from hubdesk.ui.booking.scene import Block, FloorRow, Lane, Scene, Span
from hubdesk.ui.frame.dressing import dress_application
from hubdesk.ui.opening import Choice, application, make_front
from hubdesk.ui.tasks import Inline
from hubdesk.ui.theme import load_theme

SIZE = (1600, 900)
#: So high that all sixty rows are drawn at once.
WHOLE = (1600, 28 + 26 + 60 * 32 + 40)
FRAMES, LIMIT_MS = 120, 16
_BOOKINGS_A_ROW = 10
_ANY_DAY = datetime(2026, 10, 22, 6, 42, tzinfo=UTC)


@cache
def _house(bookings: int) -> BusyHouse:
    house = BusyHouse(bookings)
    atexit.register(house.remove)
    return house


@cache
def _app() -> QApplication:
    app = application()
    dress_application(app, load_theme("light"))
    return app


def _board(house: BusyHouse, size: tuple[int, int]) -> Board:
    app = _app()
    front = make_front(
        house.hub, Choice("th"), tasks=Inline(), papers=Inline(), clock=FixedClock(_ANY_DAY)
    )
    board = Board(front)
    board.resize(*size)
    board.show()
    app.processEvents()
    return board


def _full_day() -> Scene:
    """Sixty rooms with ten bookings each, Thai and English titles."""
    titles = ("ประชุมที่ปรึกษา", "Weekly stand-up", "อบรมความรู้ข้อมูลเปิด", "Data clinic")
    names = [Names(f"ห้องที่ {at}", f"Room {at}") for at in range(ROOMS)]
    lanes = tuple(
        Lane(at, f"R{at}", names[at], "room", 12, ("projector",), 0, frozenset({at}), names[at])
        for at in range(ROOMS)
    )
    blocks = tuple(
        Block(
            at * _BOOKINGS_A_ROW + number + 1, 1, at, Span(420 + number * 90, 500 + number * 90),
            "ACT", at + number, "booked", titles[number % len(titles)],
            series=number % 3 == 0, private=number % 7 == 0,
        )
        for at in range(ROOMS)
        for number in range(_BOOKINGS_A_ROW)
    )  # fmt: skip
    return Scene(_ANY_DAY.date(), (FloorRow("1/room", Names(), 0, ROOMS),), lanes, blocks)


def _bare(count: int, size: tuple[int, int], texts: int) -> float:
    """Milliseconds to fill and frame ``count`` rectangles and draw ``texts`` prepared texts."""
    image = QImage(*size, QImage.Format.Format_ARGB32_Premultiplied)
    text = QStaticText("ประชุมที่ปรึกษา")
    columns = max(1, round((count / 2) ** 0.5))
    rects = [
        QRect(at % columns * size[0] // columns, at // columns * 24 % size[1],
              max(2, size[0] // columns - 2), 22)
        for at in range(count)
    ]  # fmt: skip

    def paint() -> None:
        painter = QPainter(image)
        painter.fillRect(image.rect(), Qt.GlobalColor.white)
        painter.setPen(QColor("#3953A9"))
        painter.setBrush(QColor("#E9EFFD"))
        painter.drawRects(rects)
        for rect in rects[:texts]:
            painter.drawStaticText(QPointF(rect.topLeft()), text)
        painter.end()

    return median_time(paint, runs=21)


def week60_paint_1m() -> Result:
    """All sixty rooms of a week amid a million bookings, painted whole."""
    house = _house(1_000_000)
    first = house.middle - timedelta(days=70)
    with house.hub.read() as session:
        scene = load_week(session, first, ZONE).scene
    expected = ROOMS * HOURS_A_DAY * 7
    if len(scene.blocks) != expected:
        raise AssertionError(f"{len(scene.blocks)} blocks instead of {expected}")
    board = _board(house, WHOLE)
    board.show_scene(scene, now=None)
    image = QImage(board.viewport().size(), QImage.Format.Format_ARGB32_Premultiplied)

    def paint() -> None:
        painter = QPainter(image)
        board.canvas.paint(painter, board.viewport().rect(), board.state, image.width())
        painter.end()

    value = median_time(paint, runs=31, warm_up=3)
    board.close()
    return Result(
        value, "ms", reference=_bare(expected, WHOLE, 0),
        reference_what=f"{expected:,} bare rectangles in one call", limit=LIMIT_MS,
    )  # fmt: skip


def _p95(frame: Callable[[int], None], frames: int = FRAMES) -> float:
    """The slowest frame but a twentieth, in milliseconds, with everything Qt does for it."""
    app, times = _app(), []
    for number in range(-5, frames):
        start = time.perf_counter()
        frame(number)
        app.processEvents()
        if number >= 0:
            times.append(time.perf_counter() - start)
    return in_unit(sorted(times)[int(len(times) * 0.95)], "ms")


def _day_board(size: tuple[int, int]) -> Board:
    board = _board(_house(10_000), size)
    board.show_scene(_full_day(), now=822)
    _app().processEvents()
    return board


def board_scroll_p95() -> Result:
    """Scrolling a day of 600 bookings, a wheel's notch a frame, down and across in turn."""
    board = _day_board(SIZE)
    board.set_zoom(1.6)
    down, across = board.verticalScrollBar(), board.horizontalScrollBar()

    def frame(number: int) -> None:
        bar = across if number // 20 % 2 else down
        bar.setValue(abs(number * 32 % (2 * max(1, bar.maximum())) - bar.maximum()))

    value = _p95(frame)
    board.close()
    return Result(
        value, "ms", reference=_bare(270, SIZE, 270),
        reference_what="a whole frame: 270 bare rectangles and texts", limit=LIMIT_MS,
    )  # fmt: skip


def board_drag_p95() -> Result:
    """Dragging a booking over a day with all 600 drawn, through every row, clashes told."""
    board = _day_board(WHOLE)
    view = board.viewport()
    start = board.rect_of(3, Span(420, 500)).center()
    _mouse(view, QEvent.Type.MouseButtonPress, start)

    def frame(number: int) -> None:
        step = number % 60
        _mouse(view, QEvent.Type.MouseMove, start + QPoint(step * 9 + 12, step * 26))

    value = _p95(frame)
    if board.state.draft is None:
        raise AssertionError("nothing is dragged")
    _mouse(view, QEvent.Type.MouseButtonRelease, start)
    board.close()
    return Result(
        value, "ms", reference=_bare(600, WHOLE, 600),
        reference_what="a whole frame: 600 bare rectangles and texts", limit=LIMIT_MS,
    )  # fmt: skip


def _mouse(view: QWidget, kind: QEvent.Type, at: QPoint) -> None:
    left = Qt.MouseButton.LeftButton
    button = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseMove else left
    QApplication.sendEvent(
        view,
        QMouseEvent(kind, QPointF(at), QPointF(view.mapToGlobal(at)), button, left,
                    Qt.KeyboardModifier.NoModifier),
    )  # fmt: skip


BENCHES = {
    "week60_paint_1m": week60_paint_1m,
    "board_scroll_p95": board_scroll_p95,
    "board_drag_p95": board_drag_p95,
}

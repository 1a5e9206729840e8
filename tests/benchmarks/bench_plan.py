"""Frames of the floor plan with two hundred desks: the slider drawn through a day, and zooming.

Beside each stands a bare ``QPainter`` that fills as many rectangles and draws as many prepared
texts into an image of the same size.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import UTC, date, datetime

from tests.benchmarks.result import Result, in_unit, median_time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QStaticText
from PySide6.QtWidgets import QApplication

from hubdesk.booking.queries.desks import Assignment
from hubdesk.kernel.clock import FixedClock
from hubdesk.kernel.names import Names
from hubdesk.spaces.plans.arrange import Wanted, arranged
from hubdesk.ui.booking.scene import Block, FloorRow, Gap, Lane, Scene, Span
from hubdesk.ui.frame.dressing import dress_application
from hubdesk.ui.front import Choice, Front, House
from hubdesk.ui.opening import application
from hubdesk.ui.plan.seats import seats_at
from hubdesk.ui.plan.view import PlanView
from hubdesk.ui.tasks import Inline
from hubdesk.ui.theme import load_theme

DESKS, SIZE = 200, (1600, 900)
FRAMES, LIMIT_MS = 120, 16
_DAY = date(2026, 10, 22)
_NOW = datetime(2026, 10, 22, 6, 42, tzinfo=UTC)


def _scene() -> Scene:
    """Every third desk is somebody's, a third is booked four times a day, from all quarters on."""
    lanes = tuple(
        Lane(at, f"D4-{at:03d}", Names(f"โต๊ะ 4-{at:03d}", f"Desk 4-{at:03d}"), "desk", 1, (), 0,
             frozenset({at}), Names())
        for at in range(1, DESKS + 1)
    )  # fmt: skip
    gaps = tuple(
        Gap(at, Span(0, 1440), "ACT", "ACT", 1 + at % 9, at) for at in range(0, DESKS, 3)
    )
    blocks = tuple(
        Block(at * 10 + part, 1, at, Span(starts, starts + 120), f"O{at % 90}", at % 10, "booked",
              "โต๊ะหมุนเวียน", org_id=at % 90)
        for at in range(1, DESKS, 2)
        if at % 3
        for part in range(4)
        for starts in (480 + at % 8 * 15 + part * 150,)
    )  # fmt: skip
    return Scene(_DAY, (FloorRow("4/desk", Names(), 0, DESKS),), lanes, blocks, gaps)


def _view() -> tuple[QApplication, PlanView, Scene]:
    app = application()
    dress_application(app, load_theme("light"))
    front = Front(None, House(), choice=Choice("th"), tasks=Inline(), papers=Inline(),
                  clock=FixedClock(_NOW))  # fmt: skip
    view, scene = PlanView(front), _scene()
    view.resize(*SIZE)
    view.show()
    plan = arranged(1, [Wanted(lane.resource_id, "desk", 1) for lane in scene.lanes])
    view.show_plan(plan, {lane.resource_id: (lane.code, lane.names.th) for lane in scene.lanes})
    app.processEvents()
    return app, view, scene


def _p95(app: QApplication, frame: Callable[[int], None]) -> float:
    times = []
    for number in range(-5, FRAMES):
        start = time.perf_counter()
        frame(number)
        app.processEvents()
        if number >= 0:
            times.append(time.perf_counter() - start)
    return in_unit(sorted(times)[int(len(times) * 0.95)], "ms")


def _bare(count: int, texts: int) -> float:
    image = QImage(*SIZE, QImage.Format.Format_ARGB32_Premultiplied)
    text = QStaticText("โต๊ะ 4-001")
    rects = [QRect(at % 20 * 78, at // 20 * 80, 74, 44) for at in range(count)]

    def paint() -> None:
        painter = QPainter(image)
        painter.fillRect(image.rect(), Qt.GlobalColor.white)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor("#3953A9"))
        painter.setBrush(QColor("#E9EFFD"))
        painter.drawRects(rects)
        for number in range(texts):
            painter.drawStaticText(QPointF(rects[number % count].topLeft()), text)
        painter.end()

    return median_time(paint, runs=21)


def plan_slider_p95() -> Result:
    """The slider drawn through the day: every state worked out and the whole floor painted."""
    app, view, scene = _view()
    away = Assignment(1, 4, "D4-004", Names(), "4", 1, "ACT", None, Names(), _DAY, None, "")
    hues = dict.fromkeys(range(100), 3)

    def frame(number: int) -> None:
        minute = 420 + number % 60 * 15
        view.show_seats(seats_at(scene, minute, {4: away}, hues, mine=7), scene)

    value = _p95(app, frame)
    if len(view.state.seats) != DESKS:
        raise AssertionError(f"{len(view.state.seats)} desks instead of {DESKS}")
    view.close()
    return Result(value, "ms", reference=_bare(DESKS, 2 * DESKS), limit=LIMIT_MS,
                  reference_what=f"{DESKS} bare rectangles and {2 * DESKS} texts")  # fmt: skip


def plan_zoom_p95() -> Result:
    """Zooming in and out and moving about: the floor is laid out and painted anew each time."""
    app, view, scene = _view()
    view.show_seats(seats_at(scene, 840, {}, {}), scene)

    def frame(number: int) -> None:
        view.zoom(1.15 if number // 12 % 2 == 0 else 1 / 1.15, QPointF(500 + number, 300))

    value = _p95(app, frame)
    view.close()
    return Result(value, "ms", reference=_bare(DESKS, 2 * DESKS), limit=LIMIT_MS,
                  reference_what=f"{DESKS} bare rectangles and {2 * DESKS} texts")  # fmt: skip


BENCHES = {"plan_slider_p95": plan_slider_p95, "plan_zoom_p95": plan_zoom_p95}

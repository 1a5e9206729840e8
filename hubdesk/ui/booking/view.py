"""The board as a picture: one widget that shows days, scrolls by moving pixels, paints itself.

No object per booking; it repaints only what changed.  What the mouse and the keyboard do on it
is ``board.Board``.

    view = BoardView(front)
    view.show_scene(scene, now=13 * 60 + 42)
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from hubdesk.ui.booking.canvas import BoardCanvas
from hubdesk.ui.booking.gesture import Draft
from hubdesk.ui.booking.grid import Grid
from hubdesk.ui.booking.keys import Cursor
from hubdesk.ui.booking.scene import DAY, Scene, Span
from hubdesk.ui.booking.state import BoardState
from hubdesk.ui.front import Front
from hubdesk.words.marker import N_

LEAST_ZOOM, MOST_ZOOM, ZOOM_STEP = 0.5, 8.0, 1.15


class BoardView(QAbstractScrollArea):
    """See the module.

    Attributes:
        state: what is shown.
        canvas: what paints it.

    Signals:
        chosen(occurrence id | None): another block is selected.
        zoomed(float): the hours are wider or narrower.
    """

    chosen = Signal(object)
    zoomed = Signal(float)

    def __init__(self, front: Front) -> None:
        super().__init__()
        self.front = front
        self.state = BoardState(Scene(front.today()), Grid(front.theme.measures))
        self.canvas = BoardCanvas(front)
        self._cursor = Cursor(self.state)
        self._zoom = 1.0
        self.setProperty("kind", "canvas")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setViewport(QWidget())  # one that PySide knows: it need not look for its class
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        front.speech.say(self, N_("Board: rooms and times"), part="name")
        front.look_changed.connect(self._on_paint_changed)
        front.words_changed.connect(self._on_paint_changed)

    # -- what is shown --------------------------------------------------------------------------

    def show_scene(self, scene: Scene, now: int | None, room: int | None = None) -> None:
        """Show days; selection, cell cursor and scroll position stay.

        Args:
            now: minute of the now-line; None if the present is not among the days.
            room: show only this lane, a row for each day.
        """
        state = self.state
        before = state.scene.block(state.chosen)
        same = (scene.day, scene.days) == (state.scene.day, state.scene.days)
        self._cursor.keep_place(scene)
        kind = (bool(state.scene.lanes), state.scene.days, state.room is None)
        left = state.grid.minute(state.grid.left)
        state.scene, state.now, state.room = scene, now, room
        state.draft = None
        state.count_free()
        self._lay()
        if kind == (bool(scene.lanes), scene.days, room is None):
            self._start_at(left)
        elif now is not None:
            self.scroll_to(now % DAY if room is not None else now)
        else:
            self._start_at(self.front.theme.size("board_from_hour") * 60)
        after = scene.block(state.chosen)
        if after is not None and same and (
            before is None or (before.lane, before.span) != (after.lane, after.span)
        ):
            self._cursor.place(after.lane, after.span)
        self.viewport().update()

    def show_now(self, now: int | None) -> None:
        """Move the now-line; only its two strips are painted."""
        grid, old = self.state.grid, self.state.now
        self.state.now = now
        free = list(self.state.free)
        self.state.count_free()
        for minute in {old, now} - {None}:
            row = None
            if self.state.room is not None:
                row = grid.row_of(self.state.room, minute or 0)
            x = round(grid.x(minute or 0, row))
            self.viewport().update(QRect(x - 50, 0, 116, grid.head))
            top, height = (grid.head, self.viewport().height()) if row is None else (
                grid.y(row), row.height
            )  # fmt: skip
            self.viewport().update(QRect(x - 3, top, 6, height))
        if free != self.state.free:
            self._update_floors()

    def show_filter(
        self, fitting: frozenset[int] | None, faint: frozenset[int], *, hiding: bool
    ) -> None:
        """Grey what is outside a filter, or hide it; see :class:`state.BoardState`."""
        state = self.state
        if (state.fitting, state.faint, state.hiding) == (fitting, faint, hiding):
            return
        state.fitting, state.faint, state.hiding = fitting, faint, hiding
        self._lay()
        self.viewport().update()

    def show_draft(self, draft: Draft | None) -> None:
        """Show what an open popover would book, or nothing."""
        self._set_draft(draft)

    def choose(self, occurrence_id: int | None) -> None:
        """Select a block; tells."""
        if occurrence_id == self.state.chosen:
            return
        self._update_block(self.state.chosen)
        self.state.chosen = occurrence_id
        self._update_block(occurrence_id)
        block = self.state.scene.block(occurrence_id)
        if block is not None and self.state.room in (None, block.lane):
            before = self._cursor.cell
            self._cursor.place(block.lane, block.span)
            self._update_cursor(before, self._cursor.cell)
        self.chosen.emit(occurrence_id)

    def rect_of(self, lane: int, span: Span) -> QRect:
        """Where a time in a lane is, in the viewport; for popovers and tests."""
        box = self.state.grid.box(lane, span)
        if box is None:
            return QRect()
        return QRect(round(box.left), box.top, round(box.width), box.height)

    def cell(self) -> tuple[int, Span]:
        """Lane and time of the cell cursor."""
        return self._cursor.cell

    def texts(self) -> list[str]:
        """Every text painted so far, as shown."""
        return self.canvas.texts.shown

    # -- scrolling ------------------------------------------------------------------------------

    def scroll_to(self, minute: int) -> None:
        """Bring a minute to the left third of the board."""
        grid = self.state.grid
        content = grid.x(minute) + grid.scroll_x - grid.left
        self.horizontalScrollBar().setValue(
            round(content - (self.viewport().width() - grid.left) / 3)
        )

    def reveal(self, lane: int) -> bool:
        """Unfold the floor of a lane; False if it still has no row, because it is filtered."""
        floor = self.state.scene.floors[self.state.scene.lanes[lane].floor].code
        if self.state.room is None and floor in self.state.folded:
            self.state.folded = self.state.folded - {floor}
            self._lay()
            self.viewport().update()
        return self.state.grid.row_of(lane) is not None

    def _start_at(self, minute: float) -> None:
        """Bring a minute to the left edge."""
        grid = self.state.grid
        self.horizontalScrollBar().setValue(round(grid.x(minute) + grid.scroll_x - grid.left))

    def bring(self, lane: int, span: Span) -> None:
        """Scroll so that a time in a lane can be seen."""
        rect = self.rect_of(lane, span)
        if rect.isNull():
            return
        grid, view = self.state.grid, self.viewport()
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setValue(
            down.value() + _beyond(rect.top(), rect.bottom(), grid.head, view.height())
        )
        across.setValue(
            across.value() + _beyond(rect.left(), rect.right(), grid.left, view.width())
        )

    def _lay(self) -> None:
        self.state.lay(self.viewport().height())
        self._cursor.settle()
        self._fit()

    def _fit(self) -> None:
        grid, view = self.state.grid, self.viewport()
        self.state.fit(view.width(), self._zoom)
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setPageStep(max(1, view.width() - grid.left))
        across.setSingleStep(max(10, round(grid.hour / 2)))
        across.setRange(0, max(0, grid.content_width - (view.width() - grid.left)))
        down.setPageStep(max(1, view.height() - grid.head))
        down.setSingleStep(32)
        down.setRange(0, max(0, grid.content_height - (view.height() - grid.head)))
        grid.scroll_x, grid.scroll_y = across.value(), down.value()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        steps = event.angleDelta().y() / 120
        self.zoom(ZOOM_STEP**steps, event.position().x())

    def zoom(self, factor: float, x: float | None = None) -> None:
        """Widen or narrow the hours; the minute under ``x`` stays there.

        Args:
            x: in the viewport; None = the cell cursor, if it can be seen, else the middle.
        """
        grid = self.state.grid
        if x is None:
            lane, span = self._cursor.cell
            x = grid.x(span.starts, grid.row_of(lane, span.starts))
            if not grid.left <= x <= self.viewport().width():
                x = (grid.left + self.viewport().width()) / 2
        minute = grid.minute(x)
        self.set_zoom(self._zoom * factor)
        self.horizontalScrollBar().setValue(round(grid.x(minute) + grid.scroll_x - x))

    def set_zoom(self, zoom: float) -> None:
        """Widen the hours to so many times what fits; tells."""
        self._zoom = min(MOST_ZOOM, max(LEAST_ZOOM, zoom))
        self._fit()
        self.viewport().update()
        self.zoomed.emit(self._zoom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        grid, view = self.state.grid, self.viewport()
        grid.scroll_x = self.horizontalScrollBar().value()
        grid.scroll_y = self.verticalScrollBar().value()
        width, height = view.width(), view.height()
        if abs(dx) >= width - grid.left or abs(dy) >= height - grid.head or (dx and dy):
            view.update()
            return
        if dy:
            view.scroll(0, dy, QRect(0, grid.head, width, height - grid.head))
        else:
            view.scroll(dx, 0, QRect(grid.left, grid.head, width - grid.left, height - grid.head))
            view.update(0, 0, width, grid.head)
            self._update_floors()

    def _update_floors(self) -> None:
        """Floor rows do not scroll sideways, so the moved pixels are painted again."""
        grid = self.state.grid
        for row in grid.rows_between(grid.head, self.viewport().height()):
            if row.lane is None:
                self.viewport().update(0, grid.y(row) - 1, self.viewport().width(), row.height + 1)

    # -- painting -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self.state.cursor = self._cursor.cell if self.hasFocus() else None
        for rect in _rects(event.region()):
            self.canvas.paint(painter, rect, self.state, self.viewport().width())
        painter.end()

    @Slot()
    def _on_paint_changed(self) -> None:
        self.front.sleepers.run(self, "paint", self._paint_anew)

    def _paint_anew(self) -> None:
        self.canvas = BoardCanvas(self.front)
        self.viewport().update()

    def _update_block(self, occurrence_id: int | None) -> None:
        block = self.state.scene.block(occurrence_id)
        if block is not None:
            self._update_span(block.lane, block.claimed)

    def _update_span(self, lane: int, span: Span) -> None:
        for box in self.state.grid.boxes(lane, span):
            rect = QRect(round(box.left), box.top, round(box.width), box.height)
            self.viewport().update(rect.adjusted(-4, -2, 4, 2))

    def _update_heads(self, lane: int, span: Span) -> None:
        """The pieces of the room column beside a time in a lane."""
        for box in self.state.grid.boxes(lane, span):
            self.viewport().update(0, box.top, self.state.grid.left, box.height)

    def _set_draft(self, draft: Draft | None) -> None:
        old, self.state.draft = self.state.draft, draft
        for shown in (old, draft):
            if shown is None:
                continue
            self._update_span(shown.lane, shown.span)
            self._update_heads(shown.lane, shown.span)
            if shown.block is not None:
                self._update_span(shown.block.lane, shown.block.span)
            if shown.clash is not None and shown.clash.block is not None:
                self._update_block(shown.clash.block.occurrence_id)
        if (old is None) != (draft is None):
            self._update_cursor(self._cursor.cell)
        self.viewport().update(0, 0, self.viewport().width(), self.state.grid.head)

    def _update_cursor(self, *cells: tuple[int, Span]) -> None:
        """The cell cursor has moved between these."""
        for lane, span in cells:
            self._update_span(lane, span)
            self._update_heads(lane, span)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._update_cursor(self._cursor.cell)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._update_cursor(self._cursor.cell)


def _rects(region: QRegion) -> list[QRect]:
    """The rectangles of a region; PySide's stubs do not know that it can be walked."""
    return list(cast("Iterable[QRect]", region))


def _beyond(low: int, high: int, least: int, most: int) -> int:
    """By how much a range must be scrolled to come into view."""
    if low < least:
        return low - least
    return max(0, high - most + 1)

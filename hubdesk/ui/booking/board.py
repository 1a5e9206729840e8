"""The day board: rows are rooms and desks by floor, columns are time.

One widget that paints itself; no object per booking.  It scrolls by moving pixels, repaints only
what changed, and tells by signals what a person did; it writes nothing itself.

    board = Board(front)
    board.show_scene(scene)
    board.drafted.connect(self._on_drafted)
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip

from hubdesk.ui.booking.canvas import BoardCanvas, BoardState
from hubdesk.ui.booking.gesture import Draft, Drag, Kind
from hubdesk.ui.booking.grid import Grid
from hubdesk.ui.booking.keys import Cursor
from hubdesk.ui.booking.scene import Block, Scene, Span
from hubdesk.ui.booking.wording import times
from hubdesk.ui.front import Front
from hubdesk.words.marker import N_

EDGE = 6
#: A press that moves less than this is a click.
SLACK = 4
_CREATE_MINUTES = 60


class Board(QAbstractScrollArea):
    """See the module.

    Signals:
        chosen(occurrence id | None): another block is selected.
        dragging(Draft | None): a drag goes on, or has ended.
        drafted(Draft): a new booking is wished; ask who for.
        dropped(Draft): a block was moved, copied or stretched to a free time.
        refused(Draft): it was dropped on something.
        cancel_wanted(int), edit_wanted(int): occurrence.
    """

    chosen = Signal(object)
    dragging = Signal(object)
    drafted = Signal(object)
    dropped = Signal(object)
    refused = Signal(object)
    cancel_wanted = Signal(object)
    edit_wanted = Signal(object)

    def __init__(self, front: Front) -> None:
        super().__init__()
        self.front = front
        self.state = BoardState(Scene(front.today()), Grid(front.theme.measures))
        self.canvas = BoardCanvas(front)
        self._cursor = Cursor(self.state)
        self._drag: Drag | None = None
        self._pressed: QPoint | None = None
        self._zoom = 1.0
        self.setProperty("kind", "canvas")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        front.speech.say(self, N_("Board: rooms and times"), part="name")
        front.look_changed.connect(self._on_paint_changed)
        front.words_changed.connect(self._on_paint_changed)

    # -- what is shown --------------------------------------------------------------------------

    def show_scene(self, scene: Scene, now: int | None) -> None:
        """Show a day; selection and scroll position stay.

        Args:
            now: minute of the now-line; None if it is another day.
        """
        state = self.state
        state.scene, state.now, state.draft = scene, now, None
        self._drag = None
        self._count_free()
        self._lay()
        self._cursor.settle()
        self.viewport().update()

    def show_now(self, now: int | None) -> None:
        """Move the now-line; only its two strips are painted."""
        old, self.state.now = self.state.now, now
        self._count_free()
        for minute in {old, now} - {None}:
            x = round(self.state.grid.x(minute or 0))
            self.viewport().update(QRect(x - 50, 0, 100, self.viewport().height()))

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
        if block is not None:
            self._cursor.place(block.lane, block.span)
        self.chosen.emit(occurrence_id)

    def rect_of(self, lane: int, span: Span) -> QRect:
        """Where a time in a lane is, in the viewport; for popovers and tests."""
        box = self.state.grid.box(lane, span)
        if box is None:
            return QRect()
        left, top, width = box
        return QRect(round(left), top, round(width), 32)

    def scroll_to(self, minute: int) -> None:
        """Bring a minute to the left third of the board."""
        grid = self.state.grid
        left = (minute - grid.first) * grid.hour / 60 - (self.viewport().width() - grid.left) / 3
        self.horizontalScrollBar().setValue(round(left))

    def cell(self) -> tuple[int, Span]:
        """Lane and time of the cell cursor."""
        return self._cursor.cell

    def texts(self) -> list[str]:
        """Every text painted so far, as shown."""
        return self.canvas.texts.shown

    # -- geometry -------------------------------------------------------------------------------

    def _lay(self) -> None:
        grid = self.state.grid
        grid.lay(self.state.scene, self.state.folded)
        self._fit()

    def _fit(self) -> None:
        grid, view = self.state.grid, self.viewport()
        grid.fit(view.width(), self._zoom)
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setRange(0, max(0, grid.content_width - (view.width() - grid.left)))
        across.setPageStep(max(1, view.width() - grid.left))
        across.setSingleStep(round(grid.hour / 2))
        down.setRange(0, max(0, grid.content_height - (view.height() - grid.head)))
        down.setPageStep(max(1, view.height() - grid.head))
        down.setSingleStep(32)
        grid.scroll_x, grid.scroll_y = across.value(), down.value()

    def _count_free(self) -> None:
        state, scene = self.state, self.state.scene
        if state.now is None:
            state.free = []
            return
        moment = Span(state.now, state.now + 1)
        state.free = []
        for floor in scene.floors:
            lanes = range(floor.first, floor.last)
            free = sum(scene.clash(lane, moment) is None for lane in lanes)
            state.free.append((free, len(lanes)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

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
        self.canvas = BoardCanvas(self.front)
        self.viewport().update()

    def _update_block(self, occurrence_id: int | None) -> None:
        block = self.state.scene.block(occurrence_id)
        if block is not None:
            self._update_span(block.lane, block.claimed)

    def _update_span(self, lane: int, span: Span) -> None:
        rect = self.rect_of(lane, span)
        if not rect.isNull():
            self.viewport().update(rect.adjusted(-4, -2, 4, 2))

    def _set_draft(self, draft: Draft | None) -> None:
        old, self.state.draft = self.state.draft, draft
        for shown in (old, draft):
            if shown is None:
                continue
            self._update_span(shown.lane, shown.span)
            if shown.block is not None:
                self._update_span(shown.block.lane, shown.block.span)
            if shown.clash is not None and shown.clash.block is not None:
                self._update_block(shown.clash.block.occurrence_id)
            row = self.rect_of(shown.lane, shown.span)
            self.viewport().update(0, row.top(), self.state.grid.left, row.height())
        self.viewport().update(0, 0, self.viewport().width(), self.state.grid.head)

    # -- mouse ----------------------------------------------------------------------------------

    def block_at(self, point: QPoint) -> Block | None:
        """The block under a point of the viewport."""
        grid = self.state.grid
        row = grid.row_at(point.y())
        if row is None or row.lane is None or point.x() < grid.left:
            return None
        minute = grid.minute(point.x())
        for block in self.state.scene.by_lane[row.lane]:
            if block.span.starts <= minute < block.span.ends:
                return block
        return None

    def _grip(self, block: Block, x: int) -> Kind:
        grid = self.state.grid
        left, right = grid.x(block.span.starts), grid.x(block.span.ends)
        if right - left >= 3 * EDGE:
            if x - left < EDGE:
                return Kind.STARTS
            if right - x < EDGE:
                return Kind.ENDS
        return Kind.MOVE

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        point = event.position().toPoint()
        grid = self.state.grid
        row = grid.row_at(point.y())
        if row is not None and row.lane is None:
            self._fold(self.state.scene.floors[row.floor].code)
            return
        if row is None or row.lane is None or point.x() < grid.left:
            return
        self._pressed = point
        block = self.block_at(point)
        minute = grid.minute(point.x())
        step = self.front.theme.size("board_snap_minutes")
        if block is None:
            self._drag = Drag.create(self.state.scene, row.lane, minute, step)
        elif block.movable:
            kind = self._grip(block, point.x())
            self._drag = Drag.take(self.state.scene, block, minute, kind, step)
        else:
            self._drag = None
        self.choose(None if block is None else block.occurrence_id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self._drag is None or self._pressed is None:
            self._show_grip(point)
            return
        if self.state.draft is None and (point - self._pressed).manhattanLength() < SLACK:
            return
        grid = self.state.grid
        row = grid.row_at(point.y())
        lane = row.lane if row is not None and row.lane is not None else self._drag.draft.lane
        copy = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        self._drag = self._drag.to(lane, grid.minute(point.x()), copy=copy)
        self._set_draft(self._drag.draft)
        self.dragging.emit(self._drag.draft)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or self._pressed is None:
            return
        drag, self._drag, self._pressed = self._drag, None, None
        draft = self.state.draft
        self.dragging.emit(None)
        if drag is None:
            return
        if draft is None:
            self._cursor.place(drag.draft.lane, drag.draft.span)
            return
        self._drop(draft)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        row = self.state.grid.row_at(point.y())
        if row is None or row.lane is None or self.block_at(point) is not None:
            return
        start = self.state.grid.snap(self.state.grid.minute(point.x()) - 7)
        self.propose(row.lane, Span(start, start + _CREATE_MINUTES))

    def _drop(self, draft: Draft) -> None:
        if draft.kind is Kind.CREATE and draft.clash is None:
            self.drafted.emit(draft)
            return
        self._set_draft(None)
        if draft.clash is not None:
            self.refused.emit(draft)
        elif draft.changes:
            self.dropped.emit(draft)

    def propose(self, lane: int, span: Span) -> None:
        """Wish a new booking, as dragging over free time does."""
        clash = self.state.scene.clash(lane, span)
        draft = Draft(Kind.CREATE, lane, span, None, clash)
        if clash is not None:
            self.refused.emit(draft)
            return
        self._set_draft(draft)
        self.drafted.emit(draft)

    def _show_grip(self, point: QPoint) -> None:
        block = self.block_at(point)
        shape = Qt.CursorShape.ArrowCursor
        if block is not None and block.movable and self._grip(block, point.x()) is not Kind.MOVE:
            shape = Qt.CursorShape.SizeHorCursor
        self.viewport().setCursor(shape)

    def _fold(self, floor: str) -> None:
        self.state.folded = self.state.folded ^ {floor}
        self._lay()
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self.zoom(1.15 if event.angleDelta().y() > 0 else 1 / 1.15, event.position().x())

    def zoom(self, factor: float, x: float) -> None:
        """Widen or narrow the hours; the minute under ``x`` stays there."""
        grid = self.state.grid
        minute = grid.minute(x)
        self._zoom = min(4.0, max(0.5, self._zoom * factor))
        self._fit()
        self.horizontalScrollBar().setValue(
            round((minute - grid.first) * grid.hour / 60 - (x - grid.left))
        )
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            block = self.block_at(event.pos())
            QToolTip.showText(event.globalPos(), self._tip(block) if block else "", self)
            return True
        return super().viewportEvent(event)

    def _tip(self, block: Block) -> str:
        words = self.front.words
        state = words.name("status", block.status)
        parts = [times(words, block.span), block.org, block.title, state]
        return " \u00b7 ".join(part for part in parts if part).replace("<", "\u2039")

    # -- keyboard -------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and self._drag is not None:
            self._drag = self._pressed = None
            self._set_draft(None)
            self.dragging.emit(None)
            return
        extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if self._cursor.press(Qt.Key(key), extend=extend):
            self._show_cursor()
            return
        lane, span = self._cursor.cell
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.state.scene.lanes:
            self.propose(lane, span)
        elif key == Qt.Key.Key_Delete and self.state.chosen is not None:
            self.cancel_wanted.emit(self.state.chosen)
        elif key == Qt.Key.Key_F2 and self.state.chosen is not None:
            self.edit_wanted.emit(self.state.chosen)
        else:
            super().keyPressEvent(event)

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

    def _show_cursor(self) -> None:
        lane, span = self._cursor.cell
        self.bring(lane, span)
        place = self.state.scene.lanes[lane].names.get(self.front.words.lang)
        self.setAccessibleDescription(f"{place} {times(self.front.words, span)}")
        under = self._cursor.block_under()
        self.choose(None if under is None else under.occurrence_id)
        self._cursor.place(lane, span)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()


def _rects(region: QRegion) -> list[QRect]:
    """The rectangles of a region; PySide's stubs do not know that it can be walked."""
    return list(cast("Iterable[QRect]", region))


def _beyond(low: int, high: int, least: int, most: int) -> int:
    """By how much a range must be scrolled to come into view."""
    if low < least:
        return low - least
    return max(0, high - most + 1)

"""The board under a hand: drags, clicks and tips, beside the keyboard of ``KeyedBoard``.

It tells by signals what a person did; it writes nothing itself.  What screen readers hear of it
is in ``access``.

    board = Board(front)
    board.show_scene(scene, now=None)
    board.drafted.connect(self._on_drafted)
"""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip

from hubdesk.ui.booking.access import block_in_words
from hubdesk.ui.booking.autoscroll import pull
from hubdesk.ui.booking.gesture import Drag, Kind
from hubdesk.ui.booking.grid import Row
from hubdesk.ui.booking.keyed import KeyedBoard
from hubdesk.ui.booking.scene import Block, Span
from hubdesk.ui.front import Front

EDGE = 6
#: A press that moves less than this is a click.
SLACK = 6
_CREATE_MINUTES = 60
_AUTOSCROLL_MS = 30


class Board(KeyedBoard):
    """See the module.

    Signals, beside those of ``KeyedBoard``:
        room_wanted(lane): the week of a room is wanted.
        menu_wanted(QPoint, Block | None): the menu of what is under the pointer or the cursor.
    """

    room_wanted = Signal(int)
    menu_wanted = Signal(QPoint, object)

    def __init__(self, front: Front) -> None:
        super().__init__(front)
        self._pressed: QPoint | None = None
        self._last = QPoint()
        self._timer = QTimer(self)
        self._timer.setObjectName("autoscroll")
        self._timer.setInterval(_AUTOSCROLL_MS)
        self._timer.timeout.connect(self._on_autoscroll)

    # -- where ----------------------------------------------------------------------------------

    def block_at(self, point: QPoint) -> Block | None:
        """The block under a point of the viewport."""
        grid = self.state.grid
        row = grid.row_at(point.y())
        if row is None or row.lane is None or point.x() < grid.left:
            return None
        minute, slack = grid.minute(point.x(), row), 60 / grid.hour
        # The narrowest blocks are wider on the screen than their time.
        for block in self.state.scene.between(row.lane, minute - slack, minute + slack):
            if block.span.starts - slack <= minute < block.span.ends + slack / 2:
                return block
        return None

    def _lane_row(self, point: QPoint) -> Row | None:
        row = self.state.grid.row_at(point.y())
        return row if row is not None and row.lane is not None else None

    def _grip(self, block: Block, point: QPoint) -> Kind:
        grid = self.state.grid
        row = grid.row_at(point.y())
        left, right = grid.x(block.span.starts, row), grid.x(block.span.ends, row)
        if right - left >= 3 * EDGE:
            if 0 <= point.x() - left < EDGE:
                return Kind.STARTS
            if 0 <= right - point.x() < EDGE:
                return Kind.ENDS
        return Kind.MOVE

    # -- mouse ----------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or self._by_keys:
            return
        point = event.position().toPoint()
        grid, scene = self.state.grid, self.state.scene
        row = grid.row_at(point.y())
        if row is not None and row.lane is None:
            self.fold(scene.floors[row.floor].code)
            return
        if row is None or row.lane is None or point.x() < grid.left:
            return
        self._pressed = self._last = point
        block = self.block_at(point)
        minute = grid.minute(point.x(), row)
        if block is None:
            self._drag = Drag.create(scene, row.lane, minute, self.step)
        else:
            kind = self._grip(block, point) if block.movable else Kind.MOVE
            self._drag = Drag.take(scene, block, minute, kind, self.step)
        self.choose(None if block is None else block.occurrence_id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self._drag is None or self._pressed is None:
            self._show_grip(point)
            return
        if self.state.draft is None and (point - self._pressed).manhattanLength() < SLACK:
            return
        self._last = point
        if not self._timer.isActive():
            self._timer.start()
        self._drag_to(point, copy=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))

    def _drag_to(self, point: QPoint, *, copy: bool) -> None:
        drag = self._drag
        assert drag is not None
        if drag.draft.block is not None and not drag.draft.block.movable and not copy:
            self._end_drag()
            self.immovable.emit(drag.draft.block)
            return
        row = self._lane_row(point) or self.state.grid.row_of(drag.draft.lane,
                                                              drag.draft.span.starts)  # fmt: skip
        lane = drag.draft.lane if row is None or row.lane is None else row.lane
        self._drag = drag.to(lane, self.state.grid.minute(point.x(), row), copy=copy)
        self._show_drag()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or self._pressed is None:
            return
        drag, draft, pressed = self._drag, self.state.draft, self._pressed
        moved = abs(event.position().toPoint().x() - pressed.x())
        careless = moved < max(SLACK, self.step * self.state.grid.hour / 60)
        self._drag = self._pressed = None
        self._timer.stop()
        self.dragging.emit(None)
        if drag is None:
            return
        if draft is None or (draft.kind is Kind.CREATE and careless):
            self._set_draft(None)
            self.place_cursor(drag.draft.lane, self._cell_of(drag))
            return
        self._drop(draft)

    def _cell_of(self, drag: Drag) -> Span:
        """What a click means for the cell cursor: the block, or an hour of free time."""
        if drag.draft.block is not None:
            return drag.draft.block.span
        return Span(drag.draft.span.starts, drag.draft.span.starts + 2 * self._cursor.step)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        grid = self.state.grid
        row = self._lane_row(point)
        if row is None or row.lane is None:
            return
        if point.x() < grid.left:
            self.room_wanted.emit(row.lane)
            return
        block = self.block_at(point)
        if block is not None:
            self.open_wanted.emit(block.occurrence_id)
            return
        start = grid.snap(grid.minute(point.x(), row) - self.step / 2)
        self.propose(row.lane, Span(start, start + _CREATE_MINUTES))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the block or the free time under the pointer; by key, of the cell cursor."""
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            block = self.state.scene.block(self.state.chosen) or self._cursor.block_under()
            rect = self.rect_of(*self._cursor.cell)
            at = self.viewport().mapToGlobal(rect.bottomLeft())
        else:
            point = self.viewport().mapFromGlobal(event.globalPos())
            block, at = self.block_at(point), event.globalPos()
            row = self._lane_row(point)
            if row is None or row.lane is None:
                return
            if block is None and point.x() >= self.state.grid.left:
                start = int(self.state.grid.minute(point.x(), row) // self.step * self.step)
                self.place_cursor(row.lane, Span(start, start + _CREATE_MINUTES))
        self.choose(None if block is None else block.occurrence_id)
        self.menu_wanted.emit(at, block)

    def _show_grip(self, point: QPoint) -> None:
        block = self.block_at(point)
        shape = Qt.CursorShape.ArrowCursor
        if block is not None and block.movable and self._grip(block, point) is not Kind.MOVE:
            shape = Qt.CursorShape.SizeHorCursor
        self.viewport().setCursor(shape)

    def fold(self, floor: str) -> None:
        """Fold a floor's rows away, or show them again."""
        self.state.folded = self.state.folded ^ {floor}
        self._lay()
        self.viewport().update()

    @Slot()
    def _on_autoscroll(self) -> None:
        """The pointer rests at an edge during a drag: the board moves under it."""
        if self._drag is None:
            self._timer.stop()
            return
        across, down = pull(self._last, self.state.grid, self.viewport().size())
        before = (self.state.grid.scroll_x, self.state.grid.scroll_y)
        self.horizontalScrollBar().setValue(before[0] + across)
        self.verticalScrollBar().setValue(before[1] + down)
        if before != (self.state.grid.scroll_x, self.state.grid.scroll_y):
            self._drag_to(self._last, copy=self._drag.draft.kind is Kind.COPY)

    def _end_drag(self) -> None:
        self._pressed = None
        self._timer.stop()
        super()._end_drag()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            block = self.block_at(event.pos())
            QToolTip.showText(event.globalPos(), self._tip(block) if block else "", self)
            return True
        return super().viewportEvent(event)

    def _tip(self, block: Block) -> str:
        words, scene = self.front.words, self.state.scene
        day = words.weekday_date(scene.date_of(block.span.starts)) if scene.days > 1 else ""
        room = scene.lanes[block.lane].names.get(words.lang)
        parts = (room, day, *block_in_words(words, block))
        text = " \u00b7 ".join(part for part in parts if part)
        # Tips are rich text by nature; what a person typed is not.
        return f"<qt>{escape(text)}</qt>"

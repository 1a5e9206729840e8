"""The day board under a hand: rows are rooms and desks by floor, columns are time.

Drags, keys and tips on the picture of ``view.BoardView``.  It tells by signals what a person
did; it writes nothing itself.

    board = Board(front)
    board.show_scene(scene, now=None)
    board.drafted.connect(self._on_drafted)
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip

from hubdesk.ui.booking.gesture import Draft, Drag, Kind
from hubdesk.ui.booking.scene import Block, Scene, Span
from hubdesk.ui.booking.view import BoardView
from hubdesk.ui.booking.wording import times
from hubdesk.ui.front import Front

EDGE = 6
#: A press that moves less than this is a click.
SLACK = 4
_CREATE_MINUTES = 60


class Board(BoardView):
    """See the module.

    Signals:
        dragging(Draft | None): a drag goes on, or has ended.
        drafted(Draft): a new booking is wished; ask who for.
        dropped(Draft): a block was moved, copied or stretched to a free time.
        refused(Draft): it was dropped on something.
        cancel_wanted(int), edit_wanted(int): occurrence.
    """

    dragging = Signal(object)
    drafted = Signal(object)
    dropped = Signal(object)
    refused = Signal(object)
    cancel_wanted = Signal(object)
    edit_wanted = Signal(object)

    def __init__(self, front: Front) -> None:
        super().__init__(front)
        self._drag: Drag | None = None
        self._pressed: QPoint | None = None

    def show_scene(self, scene: Scene, now: int | None) -> None:
        """Show a day; a drag under way ends, because its day may have changed."""
        self._drag = None
        super().show_scene(scene, now)

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

    def _show_cursor(self) -> None:
        lane, span = self._cursor.cell
        self.bring(lane, span)
        place = self.state.scene.lanes[lane].names.get(self.front.words.lang)
        self.setAccessibleDescription(f"{place} {times(self.front.words, span)}")
        under = self._cursor.block_under()
        self.choose(None if under is None else under.occurrence_id)
        self._cursor.place(lane, span)
        self.viewport().update()

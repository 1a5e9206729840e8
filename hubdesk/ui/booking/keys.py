"""The cell cursor of the board: arrows move it, Shift+arrows extend it.

    cursor = Cursor(state)
    cursor.press(Qt.Key.Key_Right, extend=False)
"""

from __future__ import annotations

from PySide6.QtCore import Qt

from hubdesk.ui.booking.canvas import BoardState
from hubdesk.ui.booking.scene import Block, Span

STEP = 30


class Cursor:
    """Attributes:
    cell: lane and time of the cursor.
    """

    def __init__(self, state: BoardState) -> None:
        self._state = state
        self.cell: tuple[int, Span] = (0, Span(9 * 60, 10 * 60))
        self._placed = False

    def place(self, lane: int, span: Span) -> None:
        self.cell = (lane, span)
        self._placed = True

    def settle(self) -> None:
        """After another scene: stay on a lane that exists; begin at the present half hour."""
        if not self._placed and self._state.now is not None:
            start = max(self._state.grid.first, self._state.now // STEP * STEP)
            self.cell = (0, Span(start, start + 2 * STEP))
        lane, span = self.cell
        lanes = len(self._state.scene.lanes)
        self.cell = (min(lane, max(0, lanes - 1)), span)

    def block_under(self) -> Block | None:
        """The block that the cursor's beginning is on."""
        lane, span = self.cell
        if lane >= len(self._state.scene.by_lane):
            return None
        for block in self._state.scene.by_lane[lane]:
            if block.span.starts <= span.starts < block.span.ends:
                return block
        return None

    def press(self, key: Qt.Key, *, extend: bool) -> bool:
        """Move by a key; False if the key does not move the cursor."""
        lanes = len(self._state.scene.lanes)
        if not lanes:
            return False
        lane, span = self.cell
        if key == Qt.Key.Key_Left:
            span = self._left(span, extend=extend)
        elif key == Qt.Key.Key_Right:
            span = self._right(span, extend=extend)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            lane = self._next_lane(lane, 1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Home:
            span = Span(self._state.grid.first, self._state.grid.first + span.minutes)
        elif key == Qt.Key.Key_End:
            span = Span(self._state.grid.last - span.minutes, self._state.grid.last)
        else:
            return False
        self.place(lane, span)
        return True

    def _left(self, span: Span, *, extend: bool) -> Span:
        if extend:
            return Span(span.starts, max(span.starts + STEP, span.ends - STEP))
        shift = max(-STEP, self._state.grid.first - span.starts)
        return span.shifted(shift)

    def _right(self, span: Span, *, extend: bool) -> Span:
        if extend:
            return Span(span.starts, min(self._state.grid.last, span.ends + STEP))
        shift = min(STEP, self._state.grid.last - span.ends)
        return span.shifted(shift)

    def _next_lane(self, lane: int, way: int) -> int:
        """The next lane that is not folded away."""
        at = lane + way
        while 0 <= at < len(self._state.scene.lanes):
            if self._state.grid.row_of(at) is not None:
                return at
            at += way
        return lane

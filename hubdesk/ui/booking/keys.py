"""The cell cursor of the board: arrows move it, Shift+arrows extend it.

    cursor = Cursor(state)
    cursor.press(Qt.Key.Key_Right, extend=False, far=False)
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt

from hubdesk.ui.booking.scene import DAY, Block, Scene, Span
from hubdesk.ui.booking.state import BoardState

#: Minutes of a step on the board of a day, and on that of a week.
STEP, WIDE_STEP = 30, 60
_PAGE = 10
_DOWN = {
    Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _PAGE, Qt.Key.Key_PageUp: -_PAGE,
}  # fmt: skip


class Cursor:
    """Attributes:
    cell: lane and time of the cursor.
    """

    def __init__(self, state: BoardState) -> None:
        self._state = state
        self.cell: tuple[int, Span] = (0, Span(9 * 60, 10 * 60))
        self._placed = False

    @property
    def step(self) -> int:
        """Minutes of one arrow key."""
        return WIDE_STEP if self._state.grid.days > 1 else STEP

    def place(self, lane: int, span: Span) -> None:
        self.cell = (lane, span)
        self._placed = True

    def keep_place(self, scene: Scene) -> None:
        """Before another scene is shown: stay in the same room, at the same time of the day."""
        old = self._state.scene
        lane, span = self.cell
        if not self._placed or not old.lanes or lane >= len(old.lanes):
            return
        room = old.lanes[lane].resource_id
        found = (at for at, one in enumerate(scene.lanes) if one.resource_id == room)
        day = (old.date_of(span.starts) - scene.day).days
        if not 0 <= day < scene.days:
            day = min(span.starts // DAY, scene.days - 1)
        self.cell = (next(found, lane), span.shifted((day - span.starts // DAY) * DAY))

    def settle(self) -> None:
        """Within another scene: stay on a lane that has a row; begin at the present half hour."""
        state = self._state
        if not self._placed and state.now is not None:
            of_day = state.now % DAY
            start = max(state.grid.first, of_day // STEP * STEP) + state.now - of_day
            self.cell = (self.cell[0], Span(start, start + 2 * STEP))
        lane, span = self.cell
        lanes = state.grid.lanes()
        if lane not in lanes and lanes:
            lane = min(lanes, key=lambda other: abs(other - lane))
        self.cell = (lane, span)

    def block_under(self) -> Block | None:
        """The block that the cursor's beginning is on."""
        lane, span = self.cell
        if lane >= len(self._state.scene.by_lane):
            return None
        for block in self._state.scene.by_lane[lane]:
            if block.span.starts <= span.starts < block.span.ends:
                return block
        return None

    def next_block(self, way: int) -> Block | None:
        """The next block in the cursor's row, or the one before; None at its end."""
        lane, span = self.cell
        if lane >= len(self._state.scene.by_lane):
            return None
        blocks = self._state.scene.by_lane[lane]
        if way > 0:
            return next((one for one in blocks if one.span.starts > span.starts), None)
        return next((one for one in reversed(blocks) if one.span.starts < span.starts), None)

    def press(self, key: Qt.Key, *, extend: bool, far: bool = False) -> bool:
        """Move by a key; False if the key does not move the cursor.

        Args:
            extend: Shift is held.
            far: Ctrl is held.
        """
        if not self._state.grid.lanes():
            return False
        lane, span = self.cell
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not far:
            way = 1 if key == Qt.Key.Key_Right else -1
            span = self._extended(span, way) if extend else self._beside(span, way)
        elif key in _DOWN:
            lane, span = self._down(lane, span, _DOWN[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            way = -1 if key == Qt.Key.Key_Home else 1
            if far:
                lane, span = self._down(lane, span, way * DAY)
            else:
                span = self._edge(span, way)
        else:
            return False
        self.place(lane, span)
        return True

    def _extended(self, span: Span, way: int) -> Span:
        last = (self._state.scene.days - 1) * DAY + self._state.grid.last
        ends = min(last, span.ends + way * self.step)
        return Span(span.starts, max(span.starts + STEP, ends))

    def _beside(self, span: Span, way: int) -> Span:
        """One step on; over the hours in which the house is closed into the next day."""
        grid, days = self._state.grid, self._state.scene.days
        moved = span.shifted(way * self.step)
        day = span.starts // DAY
        first, last = day * DAY + grid.first, day * DAY + grid.last
        if way > 0 and moved.ends > last:
            if day + 1 < days and self._state.room is None and span.ends >= last:
                return Span(first + DAY, first + DAY + span.minutes)
            return Span(max(first, last - span.minutes), last)
        if way < 0 and moved.starts < first:
            if day > 0 and self._state.room is None and span.starts <= first:
                return Span(last - DAY - span.minutes, last - DAY)
            return Span(first, first + span.minutes)
        return moved

    def _edge(self, span: Span, way: int) -> Span:
        """The beginning or the end of the row."""
        grid, scene = self._state.grid, self._state.scene
        day = span.starts // DAY if self._state.room is not None else (
            0 if way < 0 else scene.days - 1
        )  # fmt: skip
        if way < 0:
            return Span(day * DAY + grid.first, day * DAY + grid.first + span.minutes)
        return Span(day * DAY + grid.last - span.minutes, day * DAY + grid.last)

    def _down(self, lane: int, span: Span, rows: int) -> tuple[int, Span]:
        """So many rows on; rows are days on the board of a room."""
        if self._state.room is not None:
            day = span.starts // DAY
            to = min(max(0, day + rows), self._state.scene.days - 1)
            return lane, span.shifted((to - day) * DAY)
        lanes: Sequence[int] = self._state.grid.lanes()
        at = lanes.index(lane) if lane in lanes else 0
        return lanes[min(max(0, at + rows), len(lanes) - 1)], span

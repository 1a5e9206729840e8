"""Moving a booking by the keyboard: arrows carry it, Shift+arrows stretch it.  Pure but for keys.

    moved = carry_on(drag, state, Qt.Key.Key_Down, step=30, stretch=False)
"""

from __future__ import annotations

from PySide6.QtCore import Qt

from hubdesk.ui.booking.gesture import Drag
from hubdesk.ui.booking.scene import DAY
from hubdesk.ui.booking.state import BoardState

_ACROSS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_DOWN = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


def carry_on(
    drag: Drag, state: BoardState, key: Qt.Key, step: int, *, stretch: bool
) -> Drag | None:
    """The drag one key further; None if the key does not move it.

    Args:
        step: minutes of one key across.
    """
    if key in _ACROSS:
        by = drag.step if stretch else step
        return drag.by_keys(drag.draft.lane, _ACROSS[key] * by, stretch=stretch)
    if key not in _DOWN:
        return None
    if state.room is not None:
        return drag.by_keys(drag.draft.lane, _DOWN[key] * DAY)
    lanes = state.grid.lanes()
    at = lanes.index(drag.draft.lane) if drag.draft.lane in lanes else 0
    return drag.by_keys(lanes[min(max(0, at + _DOWN[key]), len(lanes) - 1)], 0)

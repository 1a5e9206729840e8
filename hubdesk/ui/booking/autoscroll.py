"""How fast the board moves while a drag rests at one of its edges.  Pure but for Qt's points.

    across, down = pull(pointer, grid, viewport.size())
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize

from hubdesk.ui.booking.grid import Grid

#: The zone at each edge, and the most pixels of one tick.
ZONE, FASTEST = 28, 24


def pull(pointer: QPoint, grid: Grid, size: QSize) -> tuple[int, int]:
    """Pixels to scroll across and down; the nearer to the edge, the more."""
    return (
        _along(pointer.x(), grid.left, size.width()),
        _along(pointer.y(), grid.head, size.height()),
    )


def _along(at: int, low: int, high: int) -> int:
    if at < low + ZONE:
        return -min(FASTEST, (low + ZONE - at) * FASTEST // ZONE + 1)
    if at > high - ZONE:
        return min(FASTEST, (at - high + ZONE) * FASTEST // ZONE + 1)
    return 0

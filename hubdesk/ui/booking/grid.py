"""Where things are on the board: rows, minutes and pixels, and back.

Coordinates of the viewport; the room column and the time header stay where they are.  Pure.

    grid = Grid(scene, width=1004, height=700)
    grid.x(13 * 60), grid.lane_top(3)
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from hubdesk.ui.booking.scene import Scene, Span


@dataclass(frozen=True, slots=True)
class Row:
    """A painted row: a floor (``lane`` None) or a lane; ``top`` within the scrolled content."""

    top: int
    height: int
    floor: int
    lane: int | None


class Grid:
    """Geometry of one board.

    Attributes:
        rows: from top to bottom, folded floors without their lanes.
        hour: pixels of an hour.
        scroll_x, scroll_y: how far the content is scrolled.
    """

    def __init__(self, sizes: Mapping[str, int]) -> None:
        self._sizes = sizes
        self.left = sizes["board_room_header"]
        self.head = sizes["board_time_header"]
        self.first = sizes["board_from_hour"] * 60
        self.last = sizes["board_to_hour"] * 60
        self.rows: list[Row] = []
        self._tops: list[int] = []
        self._row_of_lane: dict[int, int] = {}
        self.content_height = 0
        self.hour = float(sizes["board_hour_least"])
        self.scroll_x = 0
        self.scroll_y = 0

    def lay(self, scene: Scene, folded: frozenset[str]) -> None:
        """Lay the rows of a scene; the span of hours grows with what happens outside it."""
        self.rows.clear()
        self._row_of_lane.clear()
        top = 0
        for at, floor in enumerate(scene.floors):
            self.rows.append(Row(top, self._sizes["board_floor"], at, None))
            top += self._sizes["board_floor"]
            if floor.code in folded:
                continue
            for lane in range(floor.first, floor.last):
                self._row_of_lane[lane] = len(self.rows)
                self.rows.append(Row(top, self._sizes["board_row"], at, lane))
                top += self._sizes["board_row"]
        self._tops = [row.top for row in self.rows]
        self.content_height = top
        self._stretch(scene)

    def _stretch(self, scene: Scene) -> None:
        first, last = self._sizes["board_from_hour"] * 60, self._sizes["board_to_hour"] * 60
        for block in scene.blocks:
            first = min(first, max(0, block.span.starts) // 60 * 60)
            last = max(last, -(-min(1440, block.span.ends) // 60) * 60)
        self.first, self.last = first, last

    def fit(self, width: int, zoom: float) -> None:
        """Choose the width of an hour so that the day fills the room there is."""
        hours = (self.last - self.first) / 60
        fitting = (width - self.left) / hours
        least, most = self._sizes["board_hour_least"], self._sizes["board_hour_most"]
        self.hour = min(float(most), max(float(least), fitting) * zoom)

    @property
    def content_width(self) -> int:
        return round((self.last - self.first) * self.hour / 60)

    def x(self, minute: float) -> float:
        return self.left + (minute - self.first) * self.hour / 60 - self.scroll_x

    def minute(self, x: float) -> float:
        return self.first + (x - self.left + self.scroll_x) * 60 / self.hour

    def y(self, row: Row) -> int:
        return self.head + row.top - self.scroll_y

    def row_at(self, y: float) -> Row | None:
        """The row under a y of the viewport; None in the header or below the last row."""
        content = y - self.head + self.scroll_y
        if y < self.head or not 0 <= content < self.content_height:
            return None
        return self.rows[bisect_right(self._tops, content) - 1]

    def rows_between(self, top: float, bottom: float) -> list[Row]:
        """The rows that a strip of the viewport touches."""
        if not self.rows:
            return []
        low = max(0, bisect_right(self._tops, top - self.head + self.scroll_y) - 1)
        high = bisect_right(self._tops, bottom - self.head + self.scroll_y)
        return self.rows[low:high]

    def row_of(self, lane: int) -> Row | None:
        """The row of a lane; None while its floor is folded."""
        at = self._row_of_lane.get(lane)
        return None if at is None else self.rows[at]

    def box(self, lane: int, span: Span) -> tuple[float, int, float] | None:
        """Left, top and width of a time in a lane; None while its floor is folded."""
        row = self.row_of(lane)
        if row is None:
            return None
        left = self.x(span.starts)
        return left, self.y(row), self.x(span.ends) - left

    def snap(self, minute: float) -> int:
        """The nearest step of the board's raster."""
        step = self._sizes["board_snap_minutes"]
        return round(minute / step) * step

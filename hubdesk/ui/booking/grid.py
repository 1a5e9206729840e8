"""Where things are on the board: rows, minutes and pixels, and back.

Three boards, one geometry.  *Day*: a row is a room, its columns are hours.  *Week*: a row is a
room, the hours of seven days stand side by side; the hours in which the house is closed take no
room, so a booking over midnight is one piece.  *Room week*: a row is a day of one room.
Coordinates of the viewport; the room column and the time header stay where they are.  Pure.

    grid = Grid(theme.measures)
    grid.lay(scene, folded=frozenset())
    grid.x(13 * 60), grid.box(3, Span(840, 930))
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hubdesk.ui.booking.scene import DAY, WEEK, Scene, Span

#: What goes on beyond the edge of a row is drawn so far over it that its corner is not seen.
_OVER = 5
#: Lower than any board reaches, in pixels.
DEEP = 100_000


@dataclass(frozen=True, slots=True)
class Row:
    """A painted row: a floor (``lane`` None) or a lane; ``top`` within the scrolled content.

    Attributes:
        starts: the minute at its left edge; a multiple of a day.
    """

    top: int
    height: int
    floor: int
    lane: int | None
    starts: int = 0


@dataclass(frozen=True, slots=True)
class Box:
    """A piece of a time in a row, in the viewport."""

    left: float
    top: int
    width: float
    height: int


class Grid:
    """Geometry of one board.

    Attributes:
        rows: from top to bottom, folded floors without their lanes.
        hour: pixels of an hour.
        days: how many days stand side by side in a row.
        room: the lane whose days are the rows; None on the boards of many rooms.
        scroll_x, scroll_y: how far the content is scrolled.
    """

    def __init__(self, sizes: Mapping[str, int]) -> None:
        self._sizes = sizes
        self.left = sizes["board_room_header"]
        self.head = sizes["board_time_header"]
        self.first = sizes["board_from_hour"] * 60
        self.last = sizes["board_to_hour"] * 60
        self.days = 1
        self.room: int | None = None
        self.rows: list[Row] = []
        self._tops: list[int] = []
        self._row_of: dict[tuple[int, int], int] = {}
        self.content_height = 0
        self.hour = float(sizes["board_hour_least"])
        self.scroll_x = 0
        self.scroll_y = 0

    # -- rows -----------------------------------------------------------------------------------

    def lay(
        self, scene: Scene, folded: frozenset[str], hidden: frozenset[int] = frozenset(),
        room: int | None = None, tall: int = 0,
    ) -> None:  # fmt: skip
        """Lay the rows of a scene; the span of hours grows with what happens outside it.

        Args:
            hidden: lanes that take no row.
            room: show only this lane, a row for each day.
            tall: pixels that the days of a room may share.
        """
        self.rows.clear()
        self._row_of.clear()
        self.room = room
        self.days = scene.days if room is None else 1
        self.head = self._sizes["board_time_header"] + (16 if self.days > 1 else 0)
        top = self._lay_floors(scene, folded, hidden) if room is None else (
            self._lay_days(scene, tall)
        )
        self._tops = [row.top for row in self.rows]
        self.content_height = top
        self._stretch(scene)

    def _lay_floors(
        self, scene: Scene, folded: frozenset[str], hidden: frozenset[int]
    ) -> int:
        top = 0
        for at, floor in enumerate(scene.floors):
            lanes = [lane for lane in range(floor.first, floor.last) if lane not in hidden]
            if not lanes:
                continue
            self.rows.append(Row(top, self._sizes["board_floor"], at, None))
            top += self._sizes["board_floor"]
            for lane in () if floor.code in folded else lanes:
                self._row_of[lane, 0] = len(self.rows)
                self.rows.append(Row(top, self._sizes["board_row"], at, lane))
                top += self._sizes["board_row"]
        return top

    def _lay_days(self, scene: Scene, tall: int) -> int:
        assert self.room is not None
        row = self._sizes["board_row"]
        top, height = 0, min(3 * row, max(2 * row, tall // scene.days))
        for day in range(scene.days):
            self._row_of[self.room, day] = len(self.rows)
            floor = scene.lanes[self.room].floor
            self.rows.append(Row(top, height, floor, self.room, day * DAY))
            top += height
        return top

    def _stretch(self, scene: Scene) -> None:
        first, last = self._sizes["board_from_hour"] * 60, self._sizes["board_to_hour"] * 60
        blocks = scene.blocks if self.room is None else scene.by_lane[self.room]
        for block in blocks:
            starts, ends = max(0, block.span.starts), min(scene.ends, block.span.ends)
            if starts < ends:
                whole = starts // DAY != (ends - 1) // DAY
                first = 0 if whole else min(first, starts % DAY // 60 * 60)
                last = DAY if whole else max(last, -(-((ends - 1) % DAY + 1) // 60) * 60)
        self.first, self.last = first, last

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

    def row_of(self, lane: int, minute: float = 0) -> Row | None:
        """The row of a lane at a time; None while it is folded or filtered away."""
        day = 0
        if self.room is not None:
            days = len(self.rows)
            day = min(max(0, int(minute // DAY)), days - 1)
        at = self._row_of.get((lane, day))
        return None if at is None else self.rows[at]

    def lanes(self) -> Sequence[int]:
        """The lanes that have a row, from top to bottom; a lane of days counts once."""
        return list(dict.fromkeys(row.lane for row in self.rows if row.lane is not None))

    def y(self, row: Row) -> int:
        return self.head + row.top - self.scroll_y

    # -- minutes --------------------------------------------------------------------------------

    @property
    def window(self) -> int:
        """Minutes of a day that are shown."""
        return self.last - self.first

    def fit(self, width: int, zoom: float) -> None:
        """Choose the width of an hour so that the days fill the room there is."""
        fitting = (width - self.left) / (self.days * self.window / 60)
        least, most = self._sizes["board_hour_least"], self._sizes["board_hour_most"]
        if self.days > 1:
            least //= WEEK
        self.hour = min(float(most), max(float(least), fitting) * zoom)

    @property
    def content_width(self) -> int:
        return round(self.days * self.window * self.hour / 60)

    def x(self, minute: float, row: Row | None = None) -> float:
        """Where a minute of the scene is, in a row."""
        if row is not None:
            minute -= row.starts
        day = int(minute // DAY)
        if minute < self.first:
            shown = max(-_OVER * 60 / self.hour, minute - self.first) if day >= 0 else (
                -_OVER * 60 / self.hour
            )  # fmt: skip
        elif minute > (self.days - 1) * DAY + self.last:
            beyond = minute - (self.days - 1) * DAY - self.last
            shown = self.days * self.window + min(_OVER * 60 / self.hour, beyond)
        else:
            rest = min(max(minute - day * DAY, self.first), self.last)
            shown = day * self.window + rest - self.first
        return self.left + shown * self.hour / 60 - self.scroll_x

    def minute(self, x: float, row: Row | None = None) -> float:
        """The minute of the scene under an x of the viewport."""
        shown = (x - self.left + self.scroll_x) * 60 / self.hour
        day = min(max(0, int(shown // self.window)), self.days - 1)
        return day * DAY + self.first + shown - day * self.window + (row.starts if row else 0)

    def boxes(self, lane: int, span: Span) -> list[Box]:
        """The pieces of a time in a lane: one, or one a day on the board of a room."""
        if self.room is None:
            row = self.row_of(lane)
            return [] if row is None else [self._box(row, span)]
        return [
            self._box(row, span)
            for row in self.rows
            if row.lane == lane and span.starts < row.starts + DAY and span.ends > row.starts
        ]

    def box(self, lane: int, span: Span) -> Box | None:
        """The first piece of a time in a lane; None while its floor is folded."""
        return next(iter(self.boxes(lane, span)), None)

    def _box(self, row: Row, span: Span) -> Box:
        left = self.x(span.starts, row)
        return Box(left, self.y(row), self.x(span.ends, row) - left, row.height)

    def snap(self, minute: float) -> int:
        """The nearest step of the board's raster."""
        step = self._sizes["board_snap_minutes"]
        return round(minute / step) * step

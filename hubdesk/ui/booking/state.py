"""What the board shows now, as one value that its painters read.

    state = BoardState(Scene(day), Grid(theme.measures))
"""

from __future__ import annotations

from dataclasses import dataclass, field

from hubdesk.ui.booking.gesture import Draft
from hubdesk.ui.booking.grid import Grid, Row
from hubdesk.ui.booking.pieces import RowPieces, lay_pieces
from hubdesk.ui.booking.scene import DAY, Scene, Span


@dataclass
class BoardState:
    """Attributes:
    now: minute of the scene of the now-line; None while the present is not shown.
    cursor: lane and time of the cell cursor; shown while the board has the focus.
    draft: what is being dragged, or what the open popover would book.
    folded: codes of folded floors.
    room: the lane whose days are the rows; None on the boards of many rooms.
    fitting: lanes that the filter lets through; None while nothing is filtered.
    faint: occurrences that the filter does not mean; their blocks are painted faintly.
    hiding: lanes outside the filter take no row.
    free: per floor, how many of its lanes are free now, and how many it has.
    """

    scene: Scene
    grid: Grid
    now: int | None = None
    chosen: int | None = None
    cursor: tuple[int, Span] | None = None
    draft: Draft | None = None
    folded: frozenset[str] = frozenset()
    room: int | None = None
    fitting: frozenset[int] | None = None
    faint: frozenset[int] = frozenset()
    hiding: bool = False
    free: list[tuple[int, int]] = field(default_factory=list)
    _pieces: dict[Row, RowPieces] = field(default_factory=dict)

    def greyed(self, lane: int) -> bool:
        """Whether a lane is outside the filter."""
        return self.fitting is not None and self.room is None and lane not in self.fitting

    def pieces(self, row: Row, hues: int) -> RowPieces:
        """What a row has to paint; laid out once."""
        found = self._pieces.get(row)
        if found is None:
            assert row.lane is not None
            found = self._pieces[row] = lay_pieces(
                self.scene, self.grid, row, hues, self.faint, greyed=self.greyed(row.lane)
            )
        return found

    def fit(self, width: int, zoom: float) -> None:
        """Make the hours as wide as they shall be."""
        self.grid.fit(width, zoom)
        self._pieces.clear()

    def lay(self, height: int) -> None:
        """Lay the rows again, after another scene, filter, fold or height of the viewport."""
        hidden: frozenset[int] = frozenset()
        if self.hiding and self.fitting is not None:
            hidden = frozenset(range(len(self.scene.lanes))) - self.fitting
        room = self.room if self.room is not None and self.room < len(self.scene.lanes) else None
        self.grid.lay(self.scene, self.folded, hidden, room, height - self.grid.head)

    def count_free(self) -> None:
        """How many lanes of each floor are free now."""
        scene, now = self.scene, self.now
        self.free = []
        if now is None or scene.days > 1:
            return
        moment = Span(now, now + 1)
        for floor in scene.floors:
            lanes = range(floor.first, floor.last)
            free = sum(1 for lane in lanes if scene.clash(lane, moment) is None)
            self.free.append((free, len(lanes)))

    @property
    def today(self) -> int | None:
        """The number of the day that is today; None while it is not shown."""
        return None if self.now is None else self.now // DAY

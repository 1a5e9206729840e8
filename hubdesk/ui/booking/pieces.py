"""What each row of the board has to paint, laid out once and kept until something moves.

Positions are those of the scrolled content, so scrolling and dirty rectangles need no new
arithmetic: a whole week of bookings is a few calls with ready rectangles.

    for piece in pieces_of(state, row).wide:
        ...
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from PySide6.QtCore import QRect

from hubdesk.ui.booking.grid import Grid, Row
from hubdesk.ui.booking.scene import DAY, Block, Gap, Scene, Shadow, Span

#: A block begins so far below the top of its row.
TOP = 3
#: Below this width a block has no text.
NO_TEXT = 27
#: States that have to be told by more than a hue, however narrow the block.
_MARKED = ("held", "requested", "no_show")


What = TypeVar("What")


@dataclass(frozen=True, slots=True)
class Piece(Generic[What]):
    """Something in a row; ``left`` within the scrolled content."""

    left: float
    width: float
    what: What


@dataclass(slots=True)
class Slivers:
    """Blocks too narrow for text, by hue: outlines, the bodies inside them, bars.

    Filling three lists of rectangles takes a third of the time of framing one.
    """

    edges: dict[int, list[QRect]] = field(default_factory=dict)
    bodies: dict[int, list[QRect]] = field(default_factory=dict)
    bars: dict[int, list[QRect]] = field(default_factory=dict)

    def add(self, hue: int, left: float, top: int, width: float, height: int) -> None:
        edges = self.edges.get(hue)
        if edges is None:
            edges = self.edges[hue] = []
            self.bodies[hue], self.bars[hue] = [], []
        x = round(left)
        wide, high = max(2, round(left + width) - x - 1), height - 2 * TOP
        edges.append(QRect(x, top + TOP, wide, high))
        self.bodies[hue].append(QRect(x + 1, top + TOP + 1, wide - 2, high - 2))
        self.bars[hue].append(QRect(x, top + TOP, 3 if wide > 6 else 2, high))

    def extend(self, other: Slivers) -> None:
        """Take in those of another row."""
        for hue, edges in other.edges.items():
            self.edges.setdefault(hue, []).extend(edges)
            self.bodies.setdefault(hue, []).extend(other.bodies[hue])
            self.bars.setdefault(hue, []).extend(other.bars[hue])


@dataclass(slots=True)
class RowPieces:
    """Attributes:
    wide: blocks that say something; ``slivers`` the others, ``faint`` those outside a filter.
    buffers: the hue of each.
    """

    gaps: list[Piece[Gap]] = field(default_factory=list)
    shadows: list[Piece[Shadow]] = field(default_factory=list)
    buffers: list[Piece[int]] = field(default_factory=list)
    wide: list[Piece[Block]] = field(default_factory=list)
    slivers: Slivers = field(default_factory=Slivers)
    faint: Slivers = field(default_factory=Slivers)


def lay_pieces(
    scene: Scene, grid: Grid, row: Row, hues: int, faint: frozenset[int], *, greyed: bool
) -> RowPieces:
    """Lay out one row.

    Args:
        hues: how many there are; organisations beyond share them.
        faint: occurrences outside the filter; ``greyed``: so is the whole row.
    """
    assert row.lane is not None
    found = RowPieces()
    for gap in scene.gaps_by_lane[row.lane]:
        left, width = _place(grid, row, gap.span)
        if width > 1:
            found.gaps.append(Piece(left, width, gap))
    for shadow in scene.shadows_by_lane[row.lane]:
        found.shadows.append(Piece(*_place(grid, row, shadow.span), shadow))
    for block in _blocks(scene, grid, row):
        left, width = _place(grid, row, block.span)
        for span in _around(block):
            found.buffers.append(Piece(*_place(grid, row, span), block.hue))
        if width >= NO_TEXT or block.status in _MARKED:
            found.wide.append(Piece(left, width, block))
        else:
            pale = greyed or block.occurrence_id in faint
            (found.faint if pale else found.slivers).add(
                block.hue % hues, left, row.top, width, row.height
            )
    return found


def _blocks(scene: Scene, grid: Grid, row: Row) -> Iterator[Block]:
    assert row.lane is not None
    if grid.room is None:
        return iter(scene.by_lane[row.lane])
    return scene.between(row.lane, row.starts, row.starts + DAY)


def _around(block: Block) -> Iterator[Span]:
    if block.before:
        yield Span(block.span.starts - block.before, block.span.starts)
    if block.after:
        yield Span(block.span.ends, block.span.ends + block.after)


def _place(grid: Grid, row: Row, span: Span) -> tuple[float, float]:
    left = grid.x(span.starts, row)
    return left + grid.scroll_x, grid.x(span.ends, row) - left

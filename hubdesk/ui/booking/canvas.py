"""Paints the board: ground, gaps, blocks, now-line, ghost, cell cursor.

Only what a rectangle touches is painted; the widget decides which rectangles.  The room column
and the time header are painted by ``column`` and ``header``.

    BoardCanvas(front).paint(painter, rect, state, width)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from hubdesk.ui.booking.blocks import TWO_LINES, BlockPainter, Look
from hubdesk.ui.booking.column import ColumnPainter
from hubdesk.ui.booking.gesture import Draft, Kind
from hubdesk.ui.booking.grid import DEEP, Box, Grid, Row
from hubdesk.ui.booking.header import HeaderPainter
from hubdesk.ui.booking.inks import Inks
from hubdesk.ui.booking.pieces import Piece, Slivers, What
from hubdesk.ui.booking.scene import DAY, Block, Span
from hubdesk.ui.booking.state import BoardState
from hubdesk.ui.booking.wording import times
from hubdesk.ui.front import Front
from hubdesk.ui.widgets.texts import Texts

#: Lines nearer to each other than that are left out; on a week, than twice that.
_LEAST_LINES = 11
_STEPS = (30, 60, 120, 180, 360)


class BoardCanvas:
    """See the module; one per look and language."""

    def __init__(self, front: Front) -> None:
        self.front = front
        self.theme = front.theme
        self.texts = Texts(front.theme)
        self.inks = Inks(front.theme)
        words = front.words
        self.blocks = BlockPainter(
            front.theme, front.icons, self.texts, self.inks, words.name("status", "held")
        )
        self._column = ColumnPainter(front, self.texts, self.inks)
        self._header = HeaderPainter(front, self.texts, self.inks)

    def paint(self, painter: QPainter, rect: QRect, state: BoardState, width: int) -> None:
        """Everything that ``rect`` touches.

        Args:
            width: of the viewport.
        """
        grid = state.grid
        painter.setClipRect(rect)
        painter.fillRect(rect, self.theme.colour("surface"))
        body = rect.intersected(QRect(grid.left, grid.head, width, DEEP))
        if not body.isEmpty():
            painter.setClipRect(body)
            self._body(painter, body, state)
        painter.setClipRect(rect)
        if rect.left() < grid.left or rect.top() < grid.head:
            self._column.paint(painter, rect, state)
        self._column.paint_floors(painter, rect, state, width)
        if rect.top() < grid.head:
            self._header.paint(painter, rect, state, width)

    # -- body -----------------------------------------------------------------------------------

    def _body(self, painter: QPainter, body: QRect, state: BoardState) -> None:
        grid = state.grid
        rows = [row for row in grid.rows_between(body.top(), body.bottom()) if row.lane is not None]
        for row in rows:
            self._ground(painter, body, state, row)
        self._lines(painter, body, grid, rows)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._now(painter, body, state, rows, under=True)
        for row in rows:
            self._claims_around(painter, body, state, row)
        self._blocks(painter, body, state, rows)
        self._now(painter, body, state, rows, under=False)
        if state.cursor is not None and state.draft is None:
            self._cursor(painter, grid, *state.cursor)
        if state.draft is not None:
            self._ghost(painter, state, state.draft)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _lines(self, painter: QPainter, body: QRect, grid: Grid, rows: list[Row]) -> None:
        """Half hours, hours, midnights; the finer ones only where there is room between them."""
        fine: list[QRect] = []
        plain: list[QRect] = []
        strong: list[QRect] = []
        least = _LEAST_LINES * (1 if grid.days == 1 else 2)
        step = next((step for step in _STEPS if step * grid.hour / 60 >= least), DAY)
        for day in range(grid.days):
            for minute in range(grid.first // step * step, grid.last, step):
                x = round(grid.x(day * DAY + max(minute, grid.first)))
                if not body.left() <= x <= body.right():
                    continue
                line = QRect(x, body.top(), 1, body.height())
                if minute <= grid.first and grid.days > 1:
                    strong.append(line)
                else:
                    (fine if minute % 60 or grid.days > 1 else plain).append(line)
        right = round(grid.x((grid.days - 1) * DAY + grid.last))
        plain.append(QRect(right, body.top(), 1, body.height()))
        plain.extend(
            QRect(body.left(), grid.y(row) + row.height - 1, body.width(), 1) for row in rows
        )
        painter.setPen(Qt.PenStyle.NoPen)
        for colour, lines in (
            (self.inks.half, fine), (self.inks.line.color(), plain),
            (self.inks.strong.color(), strong),
        ):  # fmt: skip
            painter.setBrush(colour)
            painter.drawRects(lines)

    def _ground(self, painter: QPainter, body: QRect, state: BoardState, row: Row) -> None:
        """Hatched where the lane cannot be used."""
        grid = state.grid
        y = grid.y(row)
        if state.room is not None and state.today is not None and row.starts == state.today * DAY:
            painter.fillRect(QRectF(grid.left, y, body.right(), row.height), self.inks.today)
        for piece in state.pieces(row, len(self.theme.hues)).gaps:
            whole = piece.left - grid.scroll_x
            left = max(whole, grid.left - 1.0)
            right = min(whole + piece.width, body.right() + 2.0)
            if right < body.left() or right - left <= 1:
                continue
            painter.setBrushOrigin(QPointF(-grid.scroll_x, -grid.scroll_y))
            painter.fillRect(QRectF(left, y, right - left, row.height), self.inks.closure)
            if piece.what.reason and whole + piece.width - left > 40:
                room = whole + piece.width - left - 16
                self._plate(painter, piece.what.reason, Box(left + 8, y, room, row.height))

    def _plate(self, painter: QPainter, text: str, box: Box) -> None:
        width = self.texts.prepared("caption", text, box.width).size().width()
        middle = box.top + box.height / 2
        painter.fillRect(
            QRectF(box.left - 4, middle - 10, width + 8, 20), self.theme.colour("hatch_ground")
        )
        painter.setPen(self.theme.colour("muted"))
        self.texts.draw(painter, "caption", text, box.left, box.top, box.width, box.height)

    def _now(
        self, painter: QPainter, body: QRect, state: BoardState, rows: list[Row], *, under: bool
    ) -> None:
        """Two pixels under the blocks, one faint one over them."""
        if state.now is None:
            return
        grid = state.grid
        colour = self.theme.colour("now") if under else self.inks.now_over
        wide = 2 if under else 1
        if state.room is None:
            x = grid.x(state.now)
            painter.fillRect(QRectF(x - wide / 2, body.top(), wide, body.height()), colour)
            return
        for row in rows:
            if row.starts <= state.now < row.starts + DAY:
                x = grid.x(state.now, row)
                painter.fillRect(QRectF(x - wide / 2, grid.y(row), wide, row.height), colour)

    def _claims_around(self, painter: QPainter, body: QRect, state: BoardState, row: Row) -> None:
        """What other rooms do to the lane, and the set-up and clean-up of its own blocks."""
        grid, pieces = state.grid, state.pieces(row, len(self.theme.hues))
        if not pieces.shadows and not pieces.buffers:
            return
        assert row.lane is not None
        if state.greyed(row.lane):
            painter.setOpacity(self.inks.faint)
        for shadow in _seen(pieces.shadows, grid, body):
            name = state.scene.lanes[shadow.what.by.lane].names.get(self.front.words.lang)
            self.blocks.paint_shadow(painter, name, _box(grid, row, shadow))
        for buffer in _seen(pieces.buffers, grid, body):
            self.blocks.paint_buffer(painter, buffer.what, _box(grid, row, buffer))
        painter.setOpacity(1.0)

    def _blocks(self, painter: QPainter, body: QRect, state: BoardState, rows: list[Row]) -> None:
        grid = state.grid
        clear, faint = Slivers(), Slivers()
        for row in rows:
            pieces = state.pieces(row, len(self.theme.hues))
            clear.extend(pieces.slivers)
            faint.extend(pieces.faint)
        painter.translate(-grid.scroll_x, grid.head - grid.scroll_y)
        self.blocks.paint_slivers(painter, clear)
        if faint.edges:
            self.blocks.paint_slivers(painter, faint, faint=True)
        painter.translate(grid.scroll_x, grid.scroll_y - grid.head)
        for row in rows:
            assert row.lane is not None
            greyed = state.greyed(row.lane)
            for piece in _seen(state.pieces(row, len(self.theme.hues)).wide, grid, body):
                pale = greyed or piece.what.occurrence_id in state.faint
                inset = max(0.0, grid.left - piece.left)
                self._block(painter, piece.what, _box(grid, row, piece), inset, pale=pale)
        self._special(painter, state)

    def _block(
        self, painter: QPainter, block: Block, box: Box, inset: float, *, pale: bool
    ) -> None:
        said = times(self.front.words, block.span) if box.height >= TWO_LINES else ""
        if pale:
            painter.setOpacity(self.inks.faint)
        self.blocks.paint(painter, block, box, Look(times=said, inset=inset))
        painter.setOpacity(1.0)

    def _special(self, painter: QPainter, state: BoardState) -> None:
        """The selected block, the one being dragged and the one in its way, over the others."""
        draft = state.draft
        dragged = draft.block if draft is not None and draft.kind is not Kind.COPY else None
        clashing = draft.clash.block if draft is not None and draft.clash is not None else None
        chosen = state.scene.block(state.chosen)
        special = {one.occurrence_id: one for one in (chosen, clashing, dragged) if one}
        for block in special.values():
            for box in state.grid.boxes(block.lane, block.span):
                said = times(self.front.words, block.span) if box.height >= TWO_LINES else ""
                inset = max(0.0, state.grid.left - box.left - state.grid.scroll_x)
                look = Look(block is chosen, block is clashing, block is dragged, said, inset)
                painter.fillRect(
                    QRectF(box.left, box.top + 2, max(2.0, box.width), box.height - 4),
                    self.theme.colour("surface"),
                )
                self.blocks.paint(painter, block, box, look)

    def _cursor(self, painter: QPainter, grid: Grid, lane: int, span: Span) -> None:
        painter.setPen(QPen(self.theme.colour("focus"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for box in grid.boxes(lane, span):
            radius = min(5.0, box.width / 4)
            painter.drawRoundedRect(
                QRectF(box.left + 1, box.top + 2, max(2.0, box.width - 2), box.height - 4),
                radius, radius,
            )  # fmt: skip

    def _ghost(self, painter: QPainter, state: BoardState, draft: Draft) -> None:
        block = draft.block
        for box in state.grid.boxes(draft.lane, draft.span):
            body = QRectF(box.left + 1, box.top + 1.5, max(4.0, box.width - 2), box.height - 3)
            painter.setPen(QPen(self.theme.colour("bad" if draft.clash else "accent"), 2))
            painter.setBrush(self.theme.colour("raised"))
            painter.drawRoundedRect(body, 4, 4)
            if draft.clash is not None:
                self._hatch_clash(painter, state.grid, box, draft.clash.part, draft.lane)
            if block is not None and block.org and box.width > 16:
                left = box.left + 8
                if draft.clash is not None:  # letters on hatching cannot be read
                    wide = min(self.texts.width("code", block.org) + 6, box.width - 8)
                    plate = QRectF(left - 3, box.top + 7, wide, box.height - 14)
                    painter.fillRect(plate, self.theme.colour("raised"))
                painter.setPen(self.theme.hue(block.hue).ink)
                left += 4 + self.texts.draw(
                    painter, "code", block.org, left, box.top, box.width - 12, box.height
                )
                painter.setPen(self.theme.colour("text"))
                room = box.left + box.width - left - 8
                if draft.clash is None and room > 24:
                    self.texts.draw(
                        painter, "board", block.title, left, box.top, room, box.height
                    )

    def _hatch_clash(
        self, painter: QPainter, grid: Grid, box: Box, part: Span, lane: int
    ) -> None:
        """The piece of a draft that cannot be had, with an edge where it begins."""
        for piece in grid.boxes(lane, part):
            left = max(piece.left, box.left)
            right = min(piece.left + piece.width, box.left + box.width)
            if piece.top != box.top or right - left <= 1:
                continue
            rect = QRectF(left, box.top + 3, right - left, box.height - 6)
            painter.setBrushOrigin(rect.topLeft())
            painter.fillRect(rect, self.inks.clash)
            painter.fillRect(
                QRectF(left - 1, box.top + 1, 2, box.height - 2), self.theme.colour("bad")
            )


def _box(grid: Grid, row: Row, piece: Piece[Any]) -> Box:
    return Box(piece.left - grid.scroll_x, grid.y(row), piece.width, row.height)


def _seen(
    pieces: Sequence[Piece[What]], grid: Grid, body: QRect
) -> Iterator[Piece[What]]:
    """Those that a strip of the viewport touches."""
    left, right = body.left() + grid.scroll_x - 2, body.right() + grid.scroll_x + 2
    return (
        piece for piece in pieces if piece.left <= right and piece.left + piece.width >= left
    )

"""Paints the board: ground, gaps, blocks, now-line, ghost, cell cursor.

Only what a rectangle touches is painted; the widget decides which rectangles.  The room column
and the time header are painted by ``column`` and ``header``.

    BoardCanvas(front).paint(painter, rect, state, width)
"""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from hubdesk.ui.booking.blocks import TWO_LINES, BlockPainter, Look, Slivers
from hubdesk.ui.booking.column import ColumnPainter
from hubdesk.ui.booking.gesture import Draft, Kind
from hubdesk.ui.booking.grid import Box, Grid, Row
from hubdesk.ui.booking.header import HeaderPainter
from hubdesk.ui.booking.inks import Inks
from hubdesk.ui.booking.scene import DAY, Span
from hubdesk.ui.booking.state import BoardState
from hubdesk.ui.booking.wording import times
from hubdesk.ui.front import Front
from hubdesk.ui.widgets.texts import Texts

#: How far what the filter does not mean fades.
_FAINT = 0.42
#: Lines nearer to each other than that are left out.
_LEAST_LINES = 11
_DEEP = 100_000


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
        body = rect.intersected(QRect(grid.left, grid.head, width, _DEEP))
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
        top, bottom = body.top(), body.bottom() + 1
        fine: list[QLineF] = []
        plain: list[QLineF] = []
        strong: list[QLineF] = []
        step = next(
            (step for step in (30, 60, 120, 180, 360) if step * grid.hour / 60 >= _LEAST_LINES),
            DAY,
        )
        for day in range(grid.days):
            for minute in range(grid.first // step * step, grid.last, step):
                x = round(grid.x(day * DAY + max(minute, grid.first))) + 0.5
                if not body.left() - 1 <= x <= body.right() + 1:
                    continue
                line = QLineF(x, top, x, bottom)
                if minute <= grid.first and grid.days > 1:
                    strong.append(line)
                else:
                    (fine if minute % 60 or grid.days > 1 else plain).append(line)
        right = round(grid.x((grid.days - 1) * DAY + grid.last)) + 0.5
        plain.append(QLineF(right, top, right, bottom))
        for row in rows:
            y = grid.y(row) + row.height - 0.5
            plain.append(QLineF(body.left(), y, body.right() + 1, y))
        for pen, lines in ((self.inks.half, fine), (self.inks.line, plain),
                           (self.inks.strong, strong)):  # fmt: skip
            painter.setPen(pen)
            painter.drawLines(lines)

    def _ground(self, painter: QPainter, body: QRect, state: BoardState, row: Row) -> None:
        """Hatched where the lane cannot be used."""
        grid, lane = state.grid, row.lane
        assert lane is not None
        y = grid.y(row)
        if state.room is not None and state.today is not None and row.starts == state.today * DAY:
            painter.fillRect(
                QRectF(grid.left, y, body.right(), row.height), self.inks.today
            )
        earliest, latest = grid.minute(body.left(), row), grid.minute(body.right() + 1, row)
        for gap in state.scene.gaps_by_lane[lane]:
            if gap.span.ends < earliest or gap.span.starts > latest:
                continue
            left = max(grid.x(gap.span.starts, row), grid.left - 1.0)
            right = min(grid.x(gap.span.ends, row), body.right() + 2.0)
            if right - left <= 1:
                continue
            painter.setBrushOrigin(QPointF(-grid.scroll_x, -grid.scroll_y))
            painter.fillRect(QRectF(left, y, right - left, row.height), self.inks.closure)
            if gap.reason and right - left > 40:
                whole = grid.x(gap.span.ends, row) - left
                self._plate(painter, gap.reason, Box(left + 8, y, whole - 16, row.height))

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
        grid, scene, lane = state.grid, state.scene, row.lane
        assert lane is not None
        earliest, latest = grid.minute(body.left(), row), grid.minute(body.right() + 1, row)
        if state.greyed(lane):
            painter.setOpacity(_FAINT)
        for shadow in scene.shadows_by_lane[lane]:
            if shadow.span.ends >= earliest and shadow.span.starts <= latest:
                name = scene.lanes[shadow.by.lane].names.get(self.front.words.lang)
                self.blocks.paint_shadow(painter, name, _box(grid, row, shadow.span))
        for block in scene.between(lane, earliest, latest):
            if block.before:
                before = Span(block.claimed.starts, block.span.starts)
                self.blocks.paint_buffer(painter, block.hue, _box(grid, row, before))
            if block.after:
                after = Span(block.span.ends, block.claimed.ends)
                self.blocks.paint_buffer(painter, block.hue, _box(grid, row, after))
        painter.setOpacity(1.0)

    def _blocks(self, painter: QPainter, body: QRect, state: BoardState, rows: list[Row]) -> None:
        grid, scene, draft = state.grid, state.scene, state.draft
        clear, faint = Slivers(self.theme), Slivers(self.theme)
        dragged = draft.block if draft is not None and draft.kind is not Kind.COPY else None
        clashing = draft.clash.block if draft is not None and draft.clash is not None else None
        special = {None if one is None else one.occurrence_id for one in (dragged, clashing)}
        special.add(state.chosen)
        for row in rows:
            assert row.lane is not None
            greyed, y, height = state.greyed(row.lane), grid.y(row), row.height
            earliest, latest = grid.minute(body.left(), row), grid.minute(body.right() + 1, row)
            for block in scene.between(row.lane, earliest, latest):
                left = grid.x(block.span.starts, row)
                width = grid.x(block.span.ends, row) - left
                pale = greyed or block.occurrence_id in state.faint
                if Slivers.takes(block, width) and block.occurrence_id not in special:
                    (faint if pale else clear).add(block.hue, left, y, width, height)
                    continue
                look = Look(
                    chosen=block.occurrence_id == state.chosen, alarmed=block is clashing,
                    left_behind=block is dragged,
                    times=times(self.front.words, block.span) if height >= TWO_LINES else "",
                )  # fmt: skip
                painter.setOpacity(_FAINT if pale else 1.0)
                self.blocks.paint(painter, block, Box(left, y, width, height), look)
        painter.setOpacity(_FAINT)
        faint.paint(painter)
        painter.setOpacity(1.0)
        clear.paint(painter)

    def _cursor(self, painter: QPainter, grid: Grid, lane: int, span: Span) -> None:
        painter.setPen(QPen(self.theme.colour("focus"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for box in grid.boxes(lane, span):
            painter.drawRoundedRect(
                QRectF(box.left + 1, box.top + 2, box.width - 2, box.height - 4), 5, 5
            )

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
                painter.setPen(self.theme.hue(block.hue).ink)
                left = box.left + 8
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


def _box(grid: Grid, row: Row, span: Span) -> Box:
    left = grid.x(span.starts, row)
    return Box(left, grid.y(row), grid.x(span.ends, row) - left, row.height)

"""Paints the board: ground, gaps, blocks, now-line, ghost, cell cursor, room column, time header.

Only what a rectangle touches is painted; the widget decides which rectangles.

    BoardCanvas(front).paint(painter, rect, state)
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from hubdesk.ui.booking.blocks import BlockPainter
from hubdesk.ui.booking.gesture import Draft, Kind
from hubdesk.ui.booking.grid import Grid, Row
from hubdesk.ui.booking.inks import Inks
from hubdesk.ui.booking.scene import Lane, Scene, Span
from hubdesk.ui.front import Front
from hubdesk.ui.widgets.texts import Texts

FEATURE_ICONS = {
    "projector": "projector",
    "video": "video",
    "microphone": "mic",
    "screen": "monitor",
    "whiteboard": "presentation",
}
#: The longest a block can reach back into the strip being painted, in minutes.
_LONGEST = 1440


@dataclass
class BoardState:
    """What the board shows now.

    Attributes:
        now: minute of the day of the now-line; None on other days.
        cursor: lane and time of the cell cursor; shown while the board has the focus.
        draft: what is being dragged, or what the open popover would book.
        folded: codes of folded floors.
        free: per floor, how many of its lanes are free now, and how many it has.
    """

    scene: Scene
    grid: Grid
    now: int | None = None
    chosen: int | None = None
    cursor: tuple[int, Span] | None = None
    draft: Draft | None = None
    folded: frozenset[str] = frozenset()
    free: list[tuple[int, int]] = field(default_factory=list)


class BoardCanvas:
    """See the module; one per look and language."""

    def __init__(self, front: Front) -> None:
        self.front = front
        self.theme = front.theme
        self.texts = Texts(front.theme)
        self.inks = Inks(front.theme)
        self.blocks = BlockPainter(front.theme, front.icons, self.texts, self.inks)
        words = front.words
        self._held = words.name("status", "held")
        self._closed = words.t("Closed")
        self._room = words.t("Room")
        self._seats = words.t("seats")

    def paint(self, painter: QPainter, rect: QRect, state: BoardState, width: int) -> None:
        """Everything that ``rect`` touches.

        Args:
            width: of the viewport.
        """
        grid = state.grid
        painter.setClipRect(rect)
        painter.fillRect(rect, self.theme.colour("surface"))
        body = rect.intersected(QRect(grid.left, grid.head, width, 100_000))
        if not body.isEmpty():
            painter.setClipRect(body)
            self._body(painter, body, state)
        painter.setClipRect(rect)
        if rect.left() < grid.left or rect.top() < grid.head:
            self._column(painter, rect, state)
        self._floors(painter, rect, state, width)
        if rect.top() < grid.head:
            self._header(painter, rect, state, width)

    # -- body -----------------------------------------------------------------------------------

    def _body(self, painter: QPainter, body: QRect, state: BoardState) -> None:
        grid = state.grid
        rows = [row for row in grid.rows_between(body.top(), body.bottom()) if row.lane is not None]
        for row in rows:
            self._gaps(painter, body, state, row)
        self._lines(painter, body, grid, rows)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        now_x = None if state.now is None else grid.x(state.now)
        if now_x is not None:
            painter.fillRect(
                QRectF(now_x - 1, body.top(), 2, body.height()), self.theme.colour("now")
            )
        for row in rows:
            self._row(painter, body, state, row)
        if now_x is not None:
            painter.fillRect(QRectF(now_x - 0.5, body.top(), 1, body.height()), self.inks.now_over)
        if state.cursor is not None and state.draft is None:
            self._cursor(painter, grid, *state.cursor)
        if state.draft is not None:
            self._ghost(painter, state, state.draft)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _lines(self, painter: QPainter, body: QRect, grid: Grid, rows: list[Row]) -> None:
        first = max(grid.first, int(grid.minute(body.left())) // 60 * 60)
        last = min(grid.last, int(grid.minute(body.right())) + 60)
        hours: list[QLineF] = []
        halves: list[QLineF] = []
        for minute in range(first, last + 1, 30):
            x = round(grid.x(minute)) + 0.5
            line = QLineF(x, body.top(), x, body.bottom() + 1)
            (halves if minute % 60 else hours).append(line)
        painter.setPen(self.inks.half)
        painter.drawLines(halves)
        for row in rows:
            y = grid.y(row) + row.height - 0.5
            hours.append(QLineF(body.left(), y, body.right() + 1, y))
        painter.setPen(self.inks.line)
        painter.drawLines(hours)

    def _gaps(self, painter: QPainter, body: QRect, state: BoardState, row: Row) -> None:
        grid, lane = state.grid, row.lane
        assert lane is not None
        for gap in state.scene.gaps_by_lane[lane]:
            left = max(grid.x(max(gap.span.starts, grid.first)), grid.left - 1.0)
            right = grid.x(min(gap.span.ends, grid.last))
            if right <= body.left() or left > body.right() or right <= left:
                continue
            y = grid.y(row)
            painter.setBrushOrigin(QPointF(-grid.scroll_x, -grid.scroll_y))
            painter.fillRect(QRectF(left, y, right - left, row.height), self.inks.closure)
            if gap.reason and right - left > 40:
                self._plate(painter, gap.reason, left + 8, y, right - left - 16, row.height)

    def _plate(
        self, painter: QPainter, text: str, left: float, top: float, room: float, height: float
    ) -> None:
        width = self.texts.prepared("caption", text, room).size().width()
        painter.fillRect(
            QRectF(left - 4, top + 6, width + 8, height - 12), self.theme.colour("hatch_ground")
        )
        painter.setPen(self.theme.colour("muted"))
        self.texts.draw(painter, "caption", text, left, top, room, height)

    def _row(self, painter: QPainter, body: QRect, state: BoardState, row: Row) -> None:
        grid, scene, lane = state.grid, state.scene, row.lane
        assert lane is not None
        y, words = grid.y(row), self.front.words
        earliest, latest = grid.minute(body.left()), grid.minute(body.right() + 1)
        for shadow in scene.shadows_by_lane[lane]:
            if shadow.span.ends >= earliest and shadow.span.starts <= latest:
                left = grid.x(shadow.span.starts)
                self.blocks.paint_shadow(
                    painter, scene.lanes[shadow.by.lane].names.get(words.lang), left, y,
                    grid.x(shadow.span.ends) - left,
                )  # fmt: skip
        blocks = scene.by_lane[lane]
        start = bisect_left(blocks, earliest - _LONGEST, key=lambda block: block.span.starts)
        dragged = state.draft.block if state.draft else None
        clashing = state.draft.clash.block if state.draft and state.draft.clash else None
        for block in blocks[start:]:
            if block.claimed.starts > latest:
                break
            if block.claimed.ends < earliest:
                continue
            left, right = grid.x(block.span.starts), grid.x(block.span.ends)
            if block.before:
                edge = grid.x(block.claimed.starts)
                self.blocks.paint_buffer(painter, block, edge, y, left - edge)
            if block.after:
                edge = grid.x(block.claimed.ends)
                self.blocks.paint_buffer(painter, block, right - 1, y, edge - right)
            moving = dragged is block and state.draft and state.draft.kind is not Kind.COPY
            if moving:
                painter.setOpacity(0.4)
            self.blocks.paint(
                painter, block, left, y, right - left, held_word=self._held,
                chosen=block.occurrence_id == state.chosen, alarmed=block is clashing,
            )  # fmt: skip
            painter.setOpacity(1.0)

    def _cursor(self, painter: QPainter, grid: Grid, lane: int, span: Span) -> None:
        box = grid.box(lane, span)
        if box is not None:
            left, top, width = box
            painter.setPen(QPen(self.theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(left + 1, top + 2, width - 2, 28), 5, 5)

    def _ghost(self, painter: QPainter, state: BoardState, draft: Draft) -> None:
        grid = state.grid
        box = grid.box(draft.lane, draft.span)
        if box is None:
            return
        left, top, width = box
        body = QRectF(left + 1, top + 1.5, max(4.0, width - 2), 29)
        painter.setPen(QPen(self.theme.colour("bad" if draft.clash else "accent"), 2))
        painter.setBrush(self.theme.colour("raised"))
        painter.drawRoundedRect(body, 4, 4)
        if draft.clash is not None:
            part = draft.clash.part
            part_left = max(grid.x(part.starts), left)
            part_right = min(grid.x(part.ends), left + width)
            if part_right - part_left > 1:
                piece = QRectF(part_left, top + 3, part_right - part_left, 26)
                painter.setBrushOrigin(piece.topLeft())
                painter.fillRect(piece, self.inks.clash)
                painter.fillRect(
                    QRectF(part_left - 1, top + 1, 2, 30), self.theme.colour("bad")
                )
        block = draft.block
        if block is not None and block.org:
            painter.setPen(self.theme.hue(block.hue).ink)
            self.texts.draw(painter, "code", block.org, left + 8, top, width - 12, 32)

    # -- room column ----------------------------------------------------------------------------

    def _column(self, painter: QPainter, rect: QRect, state: BoardState) -> None:
        grid = state.grid
        area = rect.intersected(QRect(0, grid.head, grid.left, 100_000))
        if area.isEmpty():
            return
        painter.save()
        painter.setClipRect(area)
        painter.fillRect(area, self.theme.colour("surface"))
        draft = state.draft
        for row in grid.rows_between(area.top(), area.bottom()):
            if row.lane is None:
                continue
            lane = state.scene.lanes[row.lane]
            y = grid.y(row)
            lit = draft is not None and draft.lane == row.lane
            if lit:
                painter.fillRect(
                    QRect(0, y, grid.left, row.height), self.theme.colour("accent_soft")
                )
            self._lane(painter, lane, y, row.height, grid.left, lit=lit)
            painter.setPen(self.inks.line)
            painter.drawLine(QLineF(0, y + row.height - 0.5, grid.left, y + row.height - 0.5))
        painter.setPen(self.inks.strong)
        x = grid.left - 0.5
        painter.drawLine(QLineF(x, area.top(), x, area.bottom() + 1))
        painter.restore()

    def _lane(
        self, painter: QPainter, lane: Lane, y: int, height: int, width: int, *, lit: bool
    ) -> None:
        right = float(width - 10)
        left = 26.0 if lane.part else 12.0
        name = lane.short.get(self.front.words.lang)
        if lane.kind == "desk":
            right = self._mark(painter, "armchair", right, y, height)
        else:
            painter.setPen(self.theme.colour("muted"))
            if lane.capacity:
                self.texts.draw_right(painter, "small", str(lane.capacity), right, y, 40, height)
            right -= 30
            icons = [FEATURE_ICONS[name] for name in lane.features if name in FEATURE_ICONS]
            room = right - left - self.texts.width("small", name) - 8
            for icon in reversed(icons[: max(0, int(room // 18))]):
                right = self._mark(painter, icon, right, y, height)
        if lane.part:
            painter.setPen(self.theme.colour("muted"))
            self.texts.draw(painter, "board", "\u2514", 13, y, 14, height)
        painter.setPen(self.theme.colour("accent" if lit else "text"))
        self.texts.draw(
            painter, "label" if lit else "small", name, left, y, right - left - 4, height
        )

    def _mark(self, painter: QPainter, name: str, right: float, y: int, height: int) -> float:
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(
            QPointF(right - 14, y + (height - 14) / 2),
            self.front.icons.pixmap(name, "muted", 14, ratio),
        )
        return right - 18

    def _floors(self, painter: QPainter, rect: QRect, state: BoardState, width: int) -> None:
        grid = state.grid
        below = rect.intersected(QRect(0, grid.head, width, 100_000))
        painter.setClipRect(below)
        ratio = painter.device().devicePixelRatioF()
        for row in grid.rows_between(below.top(), below.bottom()):
            if row.lane is not None:
                continue
            y, floor = grid.y(row), state.scene.floors[row.floor]
            painter.fillRect(QRect(0, y, width, row.height), self.theme.colour("sunken"))
            icon = "chevron-right" if floor.code in state.folded else "chevron-down"
            painter.drawPixmap(
                QPointF(12, y + 6), self.front.icons.pixmap(icon, "text_soft", 14, ratio)
            )
            painter.setPen(self.theme.colour("text"))
            name = floor.names.get(self.front.words.lang)
            if floor.desks:
                name = self.front.words.t("{floor} \u00b7 desks", floor=name)
            used = self.texts.draw(painter, "table_strong", name, 33, y, 420, row.height)
            if row.floor < len(state.free):
                free, total = state.free[row.floor]
                words = self.front.words.t("{free} of {total} free", free=free, total=total)
                painter.setPen(self.theme.colour("muted"))
                self.texts.draw(painter, "small", words, 33 + used + 8, y, 260, row.height)
            painter.setPen(self.inks.line)
            painter.drawLine(QLineF(0, y + row.height - 0.5, width, y + row.height - 0.5))
            painter.drawLine(QLineF(0, y - 0.5, width, y - 0.5))
        painter.setClipRect(rect)

    # -- time header ----------------------------------------------------------------------------

    def _header(self, painter: QPainter, rect: QRect, state: BoardState, width: int) -> None:
        grid = state.grid
        painter.fillRect(QRect(0, 0, width, grid.head), self.theme.colour("surface"))
        painter.setClipRect(rect.intersected(QRect(grid.left, 0, width, grid.head)))
        tag = self._tag_span(state)
        pill = None if state.now is None else grid.x(state.now)
        painter.setPen(self.theme.colour("text_soft"))
        for minute in range(grid.first, grid.last, 60):
            x = grid.x(minute)
            covered = pill is not None and x - 44 < pill < x + 66
            if covered or (tag and x + 44 > tag[0] and x < tag[1]):
                continue
            self.texts.draw(painter, "small", _clock(minute), x + 4, 0, 60, grid.head)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if pill is not None and not (tag and tag[0] < pill + 22 and tag[1] > pill - 22):
            assert state.now is not None
            self._tag(painter, _clock(state.now), pill - 22, 44, 9, "now", "surface")
        if tag is not None and state.draft is not None:
            span = state.draft.span
            text = f"{_clock(span.starts)}\u2013{_clock(span.ends)}"
            self._tag(painter, text, tag[0], tag[1] - tag[0], 4, "accent", "on_accent")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setClipRect(rect)
        if rect.left() < grid.left:
            painter.fillRect(QRect(0, 0, grid.left, grid.head), self.theme.colour("surface"))
            painter.setPen(self.theme.colour("muted"))
            self.texts.draw(painter, "small", self._room, 12, 0, 80, grid.head)
            self.texts.draw_right(
                painter, "small", self._seats, grid.left - 10, 0, 70, grid.head
            )
        painter.setPen(self.inks.strong)
        painter.drawLine(QLineF(0, grid.head - 0.5, width, grid.head - 0.5))
        painter.drawLine(QLineF(grid.left - 0.5, 0, grid.left - 0.5, grid.head))

    def _tag_span(self, state: BoardState) -> tuple[float, float] | None:
        if state.draft is None:
            return None
        left = state.grid.x(state.draft.span.starts)
        right = state.grid.x(state.draft.span.ends)
        return left, max(right, left + 88)

    def _tag(
        self, painter: QPainter, text: str, left: float, width: float, radius: float, fill: str,
        ink: str,
    ) -> None:  # fmt: skip
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour(fill))
        painter.drawRoundedRect(QRectF(left, 4, width, 19), radius, radius)
        painter.setPen(self.theme.colour(ink))
        used = self.texts.width("code", text)
        self.texts.draw(painter, "code", text, left + (width - used) / 2, 4, width, 19)


def _clock(minute: int) -> str:
    """``14:05`` of minutes after midnight; 24:00 for the end of the day."""
    return f"{minute // 60:02d}:{minute % 60:02d}"

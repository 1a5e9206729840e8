"""Paints the room column at the left of the board, and the headings of floors.

On the board of one room the column tells the days.

    ColumnPainter(front, texts, inks).paint(painter, rect, state)
"""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRect, Qt
from PySide6.QtGui import QPainter

from hubdesk.ui.booking.features import FEATURE_ICONS
from hubdesk.ui.booking.grid import DEEP, Row
from hubdesk.ui.booking.inks import Inks
from hubdesk.ui.booking.scene import DAY, Lane
from hubdesk.ui.booking.state import BoardState
from hubdesk.ui.front import Front
from hubdesk.ui.widgets.texts import Texts


class ColumnPainter:
    """See the module; one per look and language."""

    def __init__(self, front: Front, texts: Texts, inks: Inks) -> None:
        self.front = front
        self.theme = front.theme
        self.texts = texts
        self.inks = inks

    def paint(self, painter: QPainter, rect: QRect, state: BoardState) -> None:
        """The column where ``rect`` touches it."""
        grid = state.grid
        area = rect.intersected(QRect(0, grid.head, grid.left, DEEP))
        if area.isEmpty():
            return
        painter.save()
        painter.setClipRect(area)
        painter.fillRect(area, self.theme.colour("surface"))
        for row in grid.rows_between(area.top(), area.bottom()):
            if row.lane is None:
                continue
            y = grid.y(row)
            lit = self._lit(state, row)
            if lit:
                painter.fillRect(
                    QRect(0, y, grid.left, row.height), self.theme.colour("accent_soft")
                )
            if state.room is None:
                self._lane(painter, state, row, lit=lit)
            else:
                self._day(painter, state, row, lit=lit)
            painter.setPen(self.inks.line)
            painter.drawLine(QLineF(0, y + row.height - 0.5, grid.left, y + row.height - 0.5))
        painter.setPen(self.inks.strong)
        x = grid.left - 0.5
        painter.drawLine(QLineF(x, area.top(), x, area.bottom() + 1))
        painter.restore()

    def _lit(self, state: BoardState, row: Row) -> bool:
        """A drag is over the row, or the cell cursor is in it."""
        if state.draft is not None:
            lane, span = state.draft.lane, state.draft.span
        elif state.cursor is not None:
            lane, span = state.cursor
        else:
            return False
        return state.grid.row_of(lane, span.starts) is row

    def _day(self, painter: QPainter, state: BoardState, row: Row, *, lit: bool) -> None:
        y = state.grid.y(row)
        day = state.scene.date_of(row.starts)
        today = state.today is not None and row.starts == state.today * DAY
        words = self.front.words
        painter.setPen(self.theme.colour("accent" if lit or today else "text"))
        role = "label" if lit or today else "body"
        room = state.grid.left - 24
        self.texts.draw(painter, role, words.weekday(day), 12, y + 8, room, 22)
        painter.setPen(self.theme.colour("muted"))
        self.texts.draw(painter, "small", words.date_short(day), 12, y + 29, room, 22)

    def _lane(self, painter: QPainter, state: BoardState, row: Row, *, lit: bool) -> None:
        assert row.lane is not None
        lane = state.scene.lanes[row.lane]
        y, height = state.grid.y(row), row.height
        right = float(state.grid.left - 10)
        left = 26.0 if lane.part else 12.0
        name = lane.short.get(self.front.words.lang)
        greyed = state.greyed(row.lane)
        bold = lit or (state.fitting is not None and not greyed)
        right = self._facts(painter, lane, name, left, right, y, height)
        if lane.part:
            painter.setPen(self.theme.colour("muted"))
            middle = y + height // 2
            painter.drawLine(QLineF(15.5, middle - 6.5, 15.5, middle + 0.5))
            painter.drawLine(QLineF(15.5, middle + 0.5, 21.5, middle + 0.5))
        tone = "accent" if lit else "muted" if greyed else "text"
        painter.setPen(self.theme.colour(tone))
        role = "label" if bold else "small"
        self.texts.draw(painter, role, name, left, y, right - left - 4, height)

    def _facts(
        self, painter: QPainter, lane: Lane, name: str, left: float, right: float, y: int,
        height: int,
    ) -> float:  # fmt: skip
        """Seats and features, right-aligned; returns where the name must end."""
        if lane.kind == "desk":
            return self._mark(painter, "armchair", right, y, height)
        painter.setPen(self.theme.colour("muted"))
        if lane.capacity:
            self.texts.draw_right(painter, "small", str(lane.capacity), right, y, 40, height)
        right -= 30
        icons = [FEATURE_ICONS[feature] for feature in lane.features if feature in FEATURE_ICONS]
        room = right - left - self.texts.width("label", name) - 8
        for icon in reversed(icons[: max(0, int(room // 18))]):
            right = self._mark(painter, icon, right, y, height)
        return right

    def _mark(self, painter: QPainter, name: str, right: float, y: int, height: int) -> float:
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(
            QPointF(right - 14, y + (height - 14) / 2),
            self.front.icons.pixmap(name, "muted", 14, ratio),
        )
        return right - 18

    def paint_floors(self, painter: QPainter, rect: QRect, state: BoardState, width: int) -> None:
        """The headings of floors, over the whole width."""
        grid = state.grid
        below = rect.intersected(QRect(0, grid.head, width, DEEP))
        painter.setClipRect(below)
        for row in grid.rows_between(below.top(), below.bottom()):
            if row.lane is not None:
                continue
            y = grid.y(row)
            painter.fillRect(QRect(0, y, width, row.height), self.theme.colour("sunken"))
            self._floor(painter, state, row)
            painter.setPen(self.inks.line)
            painter.drawLine(QLineF(0, y + row.height - 0.5, width, y + row.height - 0.5))
            painter.drawLine(QLineF(0, y - 0.5, width, y - 0.5))
        painter.setClipRect(rect)

    def _floor(self, painter: QPainter, state: BoardState, row: Row) -> None:
        y, floor, words = state.grid.y(row), state.scene.floors[row.floor], self.front.words
        ratio = painter.device().devicePixelRatioF()
        icon = "chevron-right" if floor.code in state.folded else "chevron-down"
        painter.drawPixmap(
            QPointF(12, y + 6), self.front.icons.pixmap(icon, "text_soft", 14, ratio)
        )
        painter.setPen(self.theme.colour("text"))
        name = floor.names.get(words.lang) or words.t("No floor")
        if floor.desks:
            name = words.t("{floor} \u00b7 desks", floor=name)
        used = self.texts.draw(painter, "table_strong", name, 33, y, 420, row.height)
        if row.floor < len(state.free):
            free, total = state.free[row.floor]
            count = words.t("{free} of {total} free", free=free, total=total)
            painter.setPen(self.theme.colour("muted"))
            self.texts.draw(painter, "small", count, 33 + used + 8, y, 260, row.height)

    def paint_corner(self, painter: QPainter, state: BoardState) -> None:
        """The piece above the column."""
        grid, words = state.grid, self.front.words
        painter.fillRect(QRect(0, 0, grid.left, grid.head), self.theme.colour("surface"))
        if state.room is None:
            head = grid.head - 28
            painter.setPen(self.theme.colour("muted"))
            self.texts.draw(painter, "small", words.t("Room"), 12, head, 80, 28)
            self.texts.draw_right(painter, "small", words.t("seats"), grid.left - 10, head, 70, 28)
        else:
            lane = state.scene.lanes[state.room]
            painter.setPen(self.theme.colour("text"))
            self.texts.draw(
                painter, "label", lane.names.get(words.lang), 12, 0, grid.left - 20, grid.head
            )
        painter.setBrush(Qt.BrushStyle.NoBrush)

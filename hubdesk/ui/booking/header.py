"""Paints the time header: hours, days, the present, and the times of a drag.

    HeaderPainter(front, texts, inks).paint(painter, rect, state, width)
"""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from hubdesk.ui.booking.column import ColumnPainter
from hubdesk.ui.booking.grid import Grid
from hubdesk.ui.booking.inks import Inks
from hubdesk.ui.booking.scene import DAY
from hubdesk.ui.booking.state import BoardState
from hubdesk.ui.booking.wording import o_clock, times
from hubdesk.ui.front import Front
from hubdesk.ui.widgets.texts import Texts

#: An hour's label wants so much room.
_LABEL = 44
_PILL = 22
#: The hour of a week wants so much, because it is a bare number.
_SHORT = 16
_HOURS = (60, 120, 180, 240, 360)


class HeaderPainter:
    """See the module; one per look and language."""

    def __init__(self, front: Front, texts: Texts, inks: Inks) -> None:
        self.front = front
        self.theme = front.theme
        self.texts = texts
        self.inks = inks
        self._column = ColumnPainter(front, texts, inks)

    def paint(self, painter: QPainter, rect: QRect, state: BoardState, width: int) -> None:
        """The header where ``rect`` touches it."""
        grid = state.grid
        painter.fillRect(QRect(0, 0, width, grid.head), self.theme.colour("surface"))
        painter.setClipRect(rect.intersected(QRect(grid.left, 0, width, grid.head)))
        if grid.days > 1:
            self._days(painter, state, width)
        tag = self._tag_at(state)
        row = None if state.draft is None else grid.row_of(state.draft.lane,
                                                           state.draft.span.starts)  # fmt: skip
        pill = self._pill_at(state)
        top = grid.head - 28
        self._hours(painter, grid, width, pill, tag, top)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if pill is not None and not (tag and tag[0] < pill + _PILL and tag[1] > pill - _PILL):
            assert state.now is not None
            said = o_clock(self.front.words, state.now % DAY)
            half = max(_PILL, self.texts.width("code", said) / 2 + 7)
            self._tag(painter, said, (pill - half, top), 2 * half, 9, ("now", "surface"))
        if tag is not None and state.draft is not None and row is not None:
            text = times(self.front.words, state.draft.span)
            self._tag(painter, text, (tag[0], top), tag[1] - tag[0], 4, ("accent", "on_accent"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setClipRect(rect)
        if rect.left() < grid.left:
            self._column.paint_corner(painter, state)
        painter.setPen(self.inks.strong)
        painter.drawLine(QLineF(0, grid.head - 0.5, width, grid.head - 0.5))
        painter.drawLine(QLineF(grid.left - 0.5, 0, grid.left - 0.5, grid.head))

    def _days(self, painter: QPainter, state: BoardState, width: int) -> None:
        """The days of a week, each over its hours; what is scrolled half away keeps its name."""
        grid, words = state.grid, self.front.words
        for number in range(grid.days):
            left = grid.x(number * DAY + grid.first)
            right = grid.x(number * DAY + grid.last)
            if right <= grid.left or left > width:
                continue
            day = state.scene.date_of(number * DAY)
            today = number == state.today
            if today:
                painter.fillRect(
                    QRectF(left, 0, right - left, grid.head), self.theme.colour("accent_soft")
                )
            painter.setPen(self.inks.strong)
            painter.drawLine(QLineF(round(left) + 0.5, 0, round(left) + 0.5, grid.head))
            start = max(left, grid.left) + 6
            weekend = day.weekday() > 4
            tone = "accent" if today else "muted" if weekend else "text"
            painter.setPen(self.theme.colour(tone))
            text = f"{words.weekday(day, short=True)} {_day_month(words.date_short(day))}"
            self.texts.draw(painter, "label" if today else "table_strong", text, start, 0,
                            right - start - 4, 22)  # fmt: skip

    def _hours(
        self, painter: QPainter, grid: Grid, width: int, pill: float | None,
        tag: tuple[float, float] | None, top: int,
    ) -> None:  # fmt: skip
        long = grid.days == 1
        room = _LABEL if long else 20
        step = next((step for step in _HOURS if step * grid.hour / 60 >= room), None)
        if step is None:
            return
        painter.setPen(self.theme.colour("text_soft" if long else "muted"))
        for day in range(grid.days):
            end = grid.x(day * DAY + grid.last)
            for minute in range(-(-grid.first // step) * step, grid.last, step):
                x = grid.x(day * DAY + minute)
                if x > width or x + room < grid.left or x + _SHORT > end:
                    continue
                before, after = (_LABEL, _LABEL + _PILL) if long else (_PILL, _PILL + _SHORT)
                covered = pill is not None and x - before < pill < x + after
                if covered or (tag and x + room > tag[0] and x < tag[1]):
                    continue
                hour = minute // 60
                text = self.front.words.hour(hour) if long else str(hour)
                role, height, y = ("small", 28, top) if long else ("caption", 22, top + 6)
                self.texts.draw(painter, role, text, x + (4 if long else 2), y, 60, height)

    def _pill_at(self, state: BoardState) -> float | None:
        if state.now is None or not state.grid.first <= state.now % DAY <= state.grid.last:
            return None
        if state.room is None:
            return state.grid.x(state.now)
        return state.grid.x(state.now % DAY)

    def _tag_at(self, state: BoardState) -> tuple[float, float] | None:
        draft, grid = state.draft, state.grid
        if draft is None:
            return None
        row = grid.row_of(draft.lane, draft.span.starts)
        left, right = grid.x(draft.span.starts, row), grid.x(draft.span.ends, row)
        text = times(self.front.words, draft.span)
        return left, max(right, left + self.texts.width("code", text) + 16)

    def _tag(
        self, painter: QPainter, text: str, corner: tuple[float, float], width: float,
        radius: float, tones: tuple[str, str],
    ) -> None:  # fmt: skip
        left, top = corner
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour(tones[0]))
        painter.drawRoundedRect(QRectF(left, top + 4, width, 19), radius, radius)
        painter.setPen(self.theme.colour(tones[1]))
        used = self.texts.width("code", text)
        self.texts.draw(painter, "code", text, left + (width - used) / 2, top + 4, width, 19)


def _day_month(written: str) -> str:
    """``19 Oct`` of ``19 Oct 2026``: the year stands in the head of the page."""
    return " ".join(written.split(" ")[:2])

"""The list of rooms: free now and until when, then those in use, soonest free first.  Painted.

    rooms = RoomList(front)
    rooms.show_rooms(scene, counter)
    rooms.taken.connect(line.choose_lane)
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from hubdesk.ui.booking.features import FEATURE_ICONS
from hubdesk.ui.booking.scene import DAY, Block, Lane, Scene
from hubdesk.ui.booking.wording import o_clock
from hubdesk.ui.front import Front
from hubdesk.ui.today.counter import BusyRoom, Counter, FreeRoom
from hubdesk.ui.widgets.keys import ENTER
from hubdesk.ui.widgets.texts import Texts
from hubdesk.words.marker import N_

ROW, HEAD = 34, 28
#: The bars show so many minutes from now.
AHEAD = 240
_ALL = 10**6
#: Free pixels behind a room's name, and the most its column takes of the width.
_AFTER_NAME, _NAME_MOST = 8, 0.4


@dataclass(frozen=True, slots=True)
class _Columns:
    """Left edges of the columns, and the right end."""

    seats: int
    bar: int
    until: int
    right: int


class RoomList(QAbstractScrollArea):
    """Signals:
    taken(int): lane of a free room that was double-clicked or entered.
    """

    taken = Signal(object)

    def __init__(self, front: Front) -> None:
        super().__init__()
        self.front = front
        self._texts = Texts(front.theme)
        self._scene: Scene | None = None
        self._counter: Counter | None = None
        self._chosen = 0
        self.setProperty("kind", "canvas")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        front.speech.say(self, N_("Rooms free now"), part="name")
        front.look_changed.connect(self._on_paint_changed)
        front.words_changed.connect(self._on_paint_changed)

    def show_rooms(self, scene: Scene, counter: Counter) -> None:
        chosen = self._room()
        self._scene, self._counter = scene, counter
        rooms = [scene.lanes[room.lane].resource_id for room in counter.free]
        self._chosen = rooms.index(chosen) if chosen in rooms else 0
        self._measure()
        self.viewport().update()

    def _room(self) -> int | None:
        """The resource of the chosen row."""
        if self._scene is None or self._counter is None or not self._counter.free:
            return None
        return self._scene.lanes[self._counter.free[self._chosen].lane].resource_id

    def texts(self) -> list[str]:
        """Every text painted so far."""
        return self._texts.shown

    def _measure(self) -> None:
        if self._counter is None:
            return
        rows = len(self._counter.free) + len(self._counter.busy)
        height = rows * ROW + 2 * HEAD
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, height - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(ROW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    @Slot()
    def _on_paint_changed(self) -> None:
        self._texts = Texts(self.front.theme)
        self.viewport().update()

    # -- painting -------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._counter is None or self._scene is None:
            return
        width = self.viewport().width()
        columns = self._columns(width)
        y = -self.verticalScrollBar().value()
        self._head(painter, y, columns, width)
        y += HEAD
        for at, room in enumerate(self._counter.free):
            self._free_row(painter, room, y, columns, width, chosen=at == self._chosen)
            y += ROW
        words = self.front.words
        count = len(self._counter.busy)
        title = f"{words.t('In use or closed, soonest free first')}  {count}"
        self._band(painter, y, title, words.t("free from"), columns, width)
        y += HEAD
        for busy in self._counter.busy:
            self._busy_row(painter, busy, y, columns, width)
            y += ROW
        painter.end()

    def _columns(self, width: int) -> _Columns:
        """Where the columns begin; a long name takes from the bars, up to a point."""
        assert self._counter is not None
        assert self._scene is not None
        lang, widest = self.front.words.lang, 0.0
        lanes = {room.lane for room in self._counter.free}
        for at in lanes | {room.lane for room in self._counter.busy}:
            name = self._scene.lanes[at].names.get(lang)
            widest = max(widest, self._texts.width("label", name))
        least = min(220, round(width * 0.28))
        seats = max(least, min(ceil(widest) + 15 + _AFTER_NAME, round(width * _NAME_MOST)))
        return _Columns(
            seats=seats, bar=round(width * 0.5) + seats - least, until=width - 76,
            right=width - 14,
        )  # fmt: skip

    def _head(self, painter: QPainter, y: int, columns: _Columns, width: int) -> None:
        words = self.front.words
        self._band(painter, y, words.t("Room"), words.t("free until"), columns, width)
        theme, counter = self.front.theme, self._counter
        assert counter is not None
        painter.setPen(theme.colour("muted"))
        room, whole = columns.bar - columns.seats - 8, words.t("Seats, equipment")
        needed = QFontMetricsF(theme.font("caption")).horizontalAdvance(whole)
        said = whole if needed <= room else words.t("Seats")
        self._texts.draw(painter, "caption", said, columns.seats, y, room, HEAD)
        painter.setPen(theme.colour("now"))
        now = o_clock(words, counter.now)
        self._texts.draw(painter, "code", now, columns.bar, y, 64, HEAD)
        painter.setPen(theme.colour("muted"))
        free_from = columns.bar + 46.0
        for hour in range(counter.now // 60 * 60 + 60, counter.now + AHEAD - 20, 60):
            x = self._bar_x(hour, columns)
            if x >= free_from and x + 38 <= columns.until + 8:
                self._texts.draw(painter, "caption", o_clock(words, hour % DAY), x, y, 60, HEAD)
                free_from = x + 44

    def _band(
        self, painter: QPainter, y: int, left: str, right: str, columns: _Columns, width: int
    ) -> None:
        theme = self.front.theme
        painter.fillRect(QRect(0, y, width, HEAD), theme.colour("sunken"))
        painter.setPen(theme.colour("muted"))
        self._texts.draw(painter, "caption", left, 14, y, width - 110, HEAD)
        self._texts.draw_right(painter, "caption", right, columns.right, y, 90, HEAD)

    def _free_row(
        self, painter: QPainter, room: FreeRoom, y: int, columns: _Columns, width: int, *,
        chosen: bool,
    ) -> None:  # fmt: skip
        theme, scene, counter = self.front.theme, self._scene, self._counter
        assert scene is not None
        assert counter is not None
        if chosen and self.hasFocus():
            painter.fillRect(QRect(0, y, width, ROW), theme.colour("accent_soft"))
            painter.fillRect(QRect(0, y, 3, ROW), theme.colour("accent"))
        self._lane(painter, scene.lanes[room.lane], y, columns, "label")
        self._bar(painter, counter.now, room.until, y, columns, None)
        if room.next is not None and room.until < counter.now + AHEAD:
            self._bar(painter, room.next.span.starts, room.next.span.ends, y, columns, room.next)
        until = self.front.words.t("all day") if room.until >= DAY else self._time(room.until)
        painter.setPen(theme.colour("text"))
        self._texts.draw_right(painter, "table_strong", until, columns.right, y, 80, ROW)
        self._line(painter, y, width)

    def _busy_row(
        self, painter: QPainter, room: BusyRoom, y: int, columns: _Columns, width: int
    ) -> None:
        theme, scene, counter = self.front.theme, self._scene, self._counter
        assert scene is not None
        assert counter is not None
        self._lane(painter, scene.lanes[room.lane], y, columns, "table", room.block)
        if room.block is not None:
            self._bar(painter, counter.now, room.block.claimed.ends, y, columns, room.block)
        free = self.front.words.t("not today") if room.free_at is None else (
            self._time(room.free_at)
        )  # fmt: skip
        painter.setPen(theme.colour("text_soft"))
        self._texts.draw_right(painter, "table", free, columns.right, y, 90, ROW)
        self._line(painter, y, width)

    def _lane(
        self, painter: QPainter, lane: Lane, y: int, columns: _Columns, role: str,
        holder: Block | None = None,
    ) -> None:  # fmt: skip
        theme = self.front.theme
        name = lane.names.get(self.front.words.lang)
        painter.setPen(theme.colour("text" if role == "label" else "text_soft"))
        self._texts.draw(painter, role, name, 14, y, columns.seats - 14 - _AFTER_NAME, ROW)
        x = float(columns.seats)
        ratio = painter.device().devicePixelRatioF()
        if lane.capacity:
            painter.drawPixmap(
                QPointF(x, y + 10), self.front.icons.pixmap("users", "muted", 14, ratio)
            )
            painter.setPen(theme.colour("text_soft"))
            self._texts.draw(painter, "table", str(lane.capacity), x + 19, y, 40, ROW)
        x += 50
        if holder is not None and holder.org:
            self._chip(painter, holder, x, y)
            return
        for feature in lane.features:
            if feature in FEATURE_ICONS and x + 16 < columns.bar:
                icon = self.front.icons.pixmap(FEATURE_ICONS[feature], "muted", 14, ratio)
                painter.drawPixmap(QPointF(x, y + 10), icon)
                x += 19

    def _chip(self, painter: QPainter, block: Block, x: float, y: int) -> None:
        hue = self.front.theme.hue(block.hue)
        painter.setPen(QPen(hue.edge, 1))
        painter.setBrush(hue.fill)
        width = max(38.0, self._texts.width("code", block.org) + 12)
        painter.drawRoundedRect(QRectF(x + 0.5, y + 8.5, width, 17), 4, 4)
        painter.setPen(hue.ink)
        used = self._texts.width("code", block.org)
        self._texts.draw(painter, "code", block.org, x + (width - used) / 2, y + 8, width, 18)

    def _bar_x(self, minute: float, columns: _Columns) -> float:
        assert self._counter is not None
        ahead = min(AHEAD, max(0.0, minute - self._counter.now))
        return columns.bar + ahead * (columns.until - columns.bar) / AHEAD

    def _bar(
        self, painter: QPainter, starts: int, ends: int, y: int, columns: _Columns,
        block: Block | None,
    ) -> None:  # fmt: skip
        theme = self.front.theme
        left, right = self._bar_x(starts, columns), self._bar_x(ends, columns)
        if right - left < 2:
            return
        body = QRectF(left + 0.5, y + 11.5, right - left - 1, 11)
        if block is None:
            painter.setPen(QPen(theme.colour("good"), 1))
            painter.setBrush(theme.colour("good_soft"))
            painter.drawRoundedRect(body, 2, 2)
            return
        hue = theme.hue(block.hue)
        painter.setPen(QPen(hue.edge, 1))
        painter.setBrush(hue.fill)
        painter.drawRoundedRect(body, 2, 2)
        painter.fillRect(QRectF(left, y + 11, 3, 12), hue.bar)
        painter.setPen(hue.ink)
        if right - left > 36:
            self._texts.draw(painter, "code", block.org, left + 7, y, right - left - 9, ROW)

    def _line(self, painter: QPainter, y: int, width: int) -> None:
        painter.fillRect(QRect(0, y + ROW - 1, width, 1), self.front.theme.colour("line"))

    def _time(self, minute: int) -> str:
        words = self.front.words
        text = o_clock(words, minute)
        return f"{text} น." if (words.lang, words.clock) == ("th", "24") else text

    # -- mouse and keyboard ---------------------------------------------------------------------

    def _row_at(self, y: float) -> int | None:
        at = int(y + self.verticalScrollBar().value() - HEAD) // ROW
        count = 0 if self._counter is None else len(self._counter.free)
        return at if 0 <= at < count else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._row_at(event.position().y())
        if at is not None:
            self._choose(at)
            self._take()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        page = max(1, self.viewport().height() // ROW - 1)
        step = {
            Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: page,
            Qt.Key.Key_PageUp: -page, Qt.Key.Key_Home: -_ALL, Qt.Key.Key_End: _ALL,
        }.get(Qt.Key(event.key()))  # fmt: skip
        if step is not None:
            self._choose(self._chosen + step)
        elif event.key() in ENTER:
            self._take()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _choose(self, at: int) -> None:
        count = 0 if self._counter is None else len(self._counter.free)
        self._chosen = max(0, min(at, count - 1))
        bar, top = self.verticalScrollBar(), HEAD + self._chosen * ROW
        bar.setValue(min(bar.value(), top - HEAD))
        bar.setValue(max(bar.value(), top + ROW - self.viewport().height()))
        self._say_chosen()
        self.viewport().update()

    def _say_chosen(self) -> None:
        """The chosen row for those who do not see it."""
        if self._scene is None or self._counter is None or not self._counter.free:
            return
        room, words = self._counter.free[self._chosen], self.front.words
        name = self._scene.lanes[room.lane].names.get(words.lang)
        until = words.t("free until {time}", time=self._time(room.until))
        self.setAccessibleDescription(f"{name}, {until}")

    def _take(self) -> None:
        if self._counter is not None and self._counter.free:
            self.taken.emit(self._counter.free[self._chosen].lane)

"""The painted card of dated facts: a row each, a bar for every span of days, today as a red line.

A bar is chosen by a click or by the arrows, and opened by Enter; its words are what a screen
reader says.

    bars = FactBars(front)
    bars.show_rows(rows, today, hue=3)
    bars.opened.connect(self._on_bar_opened)
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from hubdesk.kernel.month import Month
from hubdesk.ui.front import Front
from hubdesk.ui.organisations.bars import Axis, Bar, BarRow, axis_of
from hubdesk.ui.organisations.wording import days
from hubdesk.ui.widgets.keys import ENTER
from hubdesk.ui.widgets.texts import Texts

_HEAD, _ROW, _BAR = 28, 30, 22
_LABEL, _SINCE, _PAD = 104, 118, 12
_LEAST_CHART = 160


class FactBars(QWidget):
    """Signals:
    opened(Bar): a person wants to see or change a fact.
    chosen(Bar): another bar is the current one.
    """

    opened = Signal(object)
    chosen = Signal(object)

    def __init__(self, front: Front) -> None:
        super().__init__()
        self.front = front
        self._texts = Texts(front.theme)
        self._rows: tuple[BarRow, ...] = ()
        self._today = front.today()
        self._axis = Axis(self._today, self._today)
        self._hue = 0
        self._at: tuple[int, int] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        front.look_changed.connect(self._on_look_changed)

    def show_rows(self, rows: Sequence[BarRow], today: date, *, hue: int) -> None:
        """Show facts; the current bar stays current if its fact still stands."""
        was, at = self.current(), self._at
        self._rows, self._today, self._hue = tuple(rows), today, hue
        self._axis = axis_of(self._rows, today)
        self._texts.clear()
        self._at = None
        if was is not None and at is not None:
            self._at = self._find(was.kind, was.fact_id, at[0])
        self.setFixedHeight(self.sizeHint().height())
        self._tell()
        self.update()

    def current(self) -> Bar | None:
        """The bar the keyboard is on."""
        if self._at is None:
            return None
        row, at = self._at
        return self._rows[row].bars[at]

    def rect_of(self, bar: Bar) -> QRect:
        """Where the first row's bar of a fact is painted."""
        for row, line in enumerate(self._rows):
            for one in line.bars:
                if (one.kind, one.fact_id) == (bar.kind, bar.fact_id):
                    return self._bar_rect(row, one).toRect()
        return self.rect()

    def sizeHint(self) -> QSize:
        return QSize(_LABEL + _SINCE + 2 * _LEAST_CHART, _HEAD + _ROW * max(1, len(self._rows)))

    def minimumSizeHint(self) -> QSize:
        return QSize(_LABEL + _SINCE + _LEAST_CHART, self.sizeHint().height())

    # -- places ---------------------------------------------------------------------------------

    def _chart(self) -> QRect:
        return QRect(_LABEL, _HEAD, max(1, self.width() - _LABEL - _SINCE), self.height() - _HEAD)

    def _x(self, day: date) -> float:
        chart = self._chart()
        return chart.left() + self._axis.part(day) * chart.width()

    def _bar_rect(self, row: int, bar: Bar) -> QRectF:
        left = self._x(bar.first)
        right = float(self._chart().right())
        if bar.last is not None and bar.last < self._axis.last:
            right = self._x(date.fromordinal(bar.last.toordinal() + 1)) - 2
        top = _HEAD + row * _ROW + (_ROW - _BAR) / 2
        return QRectF(left + 0.5, top + 0.5, max(3.0, right - left) - 1, _BAR - 1)

    def _hit(self, x: float, y: float) -> tuple[int, int] | None:
        for row, line in enumerate(self._rows):
            for at, bar in enumerate(line.bars):
                if self._bar_rect(row, bar).adjusted(-1, -2, 1, 2).contains(x, y):
                    return row, at
        return None

    def _find(self, kind: str, fact_id: int, row: int) -> tuple[int, int] | None:
        bars = self._rows[row].bars if row < len(self._rows) else ()
        for at, bar in enumerate(bars):
            if (bar.kind, bar.fact_id) == (kind, fact_id):
                return row, at
        return None

    # -- painting -------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_head(painter)
        for row, line in enumerate(self._rows):
            self._paint_row(painter, row, line)
        self._paint_today(painter)

    def _paint_head(self, painter: QPainter) -> None:
        theme, words = self.front.theme, self.front.words
        painter.fillRect(0, 0, self.width(), _HEAD, theme.colour("sunken"))
        painter.fillRect(0, _HEAD - 1, self.width(), 1, theme.colour("line"))
        painter.setPen(theme.colour("muted"))
        text = self._texts.draw
        text(painter, "caption", words.t("Fact"), _PAD, 0, _LABEL - _PAD, _HEAD)
        text(painter, "caption", words.t("In force since"), self.width() - _SINCE + _PAD, 0,
             _SINCE - _PAD, _HEAD)  # fmt: skip
        chart, end = self._chart(), 0.0
        for day, whole in self._axis.marks():
            left = self._x(day)
            said = words.year(day.year) if whole else words.month(Month.of(day), short=True)
            if not whole:
                said = said.rpartition(" ")[0]
            if left < end + 8 or left > chart.right() - 24:
                continue
            room = chart.right() - left
            end = left + text(painter, "caption", said, left + 3, 0, room, _HEAD)

    def _paint_row(self, painter: QPainter, row: int, line: BarRow) -> None:
        theme = self.front.theme
        top = _HEAD + row * _ROW
        painter.setPen(theme.colour("text_soft"))
        self._texts.draw(painter, "table", line.label, _PAD, top, _LABEL - _PAD - 4, _ROW)
        if row:
            painter.fillRect(0, top, self.width(), 1, theme.colour("line"))
        for bar in line.bars:
            self._paint_bar(painter, row, bar)
        held = next((bar for bar in line.bars if bar.holds_on(self._today)), None)
        painter.setPen(theme.colour("text" if held else "muted"))
        since = self.front.words.date_short(held.first) if held else "\u2013"
        self._texts.draw(
            painter, "table", since, self.width() - _SINCE + _PAD, top, _SINCE - _PAD - 4, _ROW
        )

    def _paint_bar(self, painter: QPainter, row: int, bar: Bar) -> None:
        theme = self.front.theme
        hue, rect = theme.hue(self._hue), self._bar_rect(row, bar)
        now = bar.holds_on(self._today)
        past = bar.last is not None and bar.last < self._today
        painter.setBrush(hue.fill if now else theme.colour("sunken" if past else "surface"))
        pen = QPen(hue.edge if not past else theme.colour("line"), 1)
        if not now and not past:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRoundedRect(rect, 4, 4)
        painter.setPen(theme.colour("text" if now else "muted"))
        role = "table_strong" if now else "table"
        self._texts.draw(
            painter, role, bar.text, rect.left() + 7, rect.top(), rect.width() - 10, rect.height()
        )
        if self._at is not None and bar is self.current():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            tone = "focus" if self.hasFocus() else "accent_line"
            painter.setPen(QPen(theme.colour(tone), 2))
            painter.drawRoundedRect(rect.adjusted(-1, -1, 1, 1), 5, 5)

    def _paint_today(self, painter: QPainter) -> None:
        if not self._rows:
            return
        x = round(self._x(self._today))
        painter.fillRect(x, _HEAD, 2, _ROW * len(self._rows), self.front.theme.colour("now"))

    # -- mouse and keys -------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        hit = self._hit(event.position().x(), event.position().y())
        if hit is not None and event.button() == Qt.MouseButton.LeftButton:
            self._choose(hit)
            self._open()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hit = self._hit(event.position().x(), event.position().y())
        hand = Qt.CursorShape.PointingHandCursor
        self.setCursor(hand if hit is not None else Qt.CursorShape.ArrowCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (*ENTER, Qt.Key.Key_Space):
            self._open()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._step(across=1 if key == Qt.Key.Key_Right else -1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(down=1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._at is None:
            self._choose(self._first())
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            hit = self._hit(event.pos().x(), event.pos().y())
            if hit is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), self._said(*hit), self)
            return True
        return super().event(event)

    def _first(self) -> tuple[int, int] | None:
        """The bar that holds today in the first row that has one."""
        for row, line in enumerate(self._rows):
            for at, bar in enumerate(line.bars):
                if bar.holds_on(self._today):
                    return row, at
        for row, line in enumerate(self._rows):
            if line.bars:
                return row, len(line.bars) - 1
        return None

    def _step(self, *, across: int = 0, down: int = 0) -> None:
        if self._at is None:
            self._choose(self._first())
            return
        row, at = self._at
        if across:
            at = min(max(0, at + across), len(self._rows[row].bars) - 1)
        else:
            nearby = row + down
            while 0 <= nearby < len(self._rows) and not self._rows[nearby].bars:
                nearby += down
            if not 0 <= nearby < len(self._rows):
                return
            row, at = nearby, min(at, len(self._rows[nearby].bars) - 1)
        self._choose((row, at))

    def _choose(self, at: tuple[int, int] | None) -> None:
        if at == self._at:
            return
        self._at = at
        self._tell()
        self.update()
        bar = self.current()
        if bar is not None:
            self.chosen.emit(bar)

    def _open(self) -> None:
        bar = self.current()
        if bar is not None:
            self.opened.emit(bar)

    def _said(self, row: int, at: int) -> str:
        line = self._rows[row]
        bar = line.bars[at]
        return f"{line.label}: {bar.text}, {days(self.front.words, bar.first, bar.last)}"

    def _tell(self) -> None:
        """What a screen reader says of the current bar."""
        self.setAccessibleName(self.front.words.t("Facts with dates"))
        self.setAccessibleDescription("" if self._at is None else self._said(*self._at))

    @Slot()
    def _on_look_changed(self) -> None:
        self._texts = Texts(self.front.theme)
        self.update()

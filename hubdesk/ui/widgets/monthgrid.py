"""A month to choose a day from, painted: both eras, the reader's first weekday, keys and mouse.

Arrows move by days and weeks, Page Up and Page Down by months (with Shift by years), Home goes to
today, Enter takes the day.

    grid = MonthGrid(front)
    grid.show_day(date(2026, 10, 22))
    grid.taken.connect(field.set_day)
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.kernel.month import Month
from hubdesk.ui.front import Front
from hubdesk.ui.widgets.make import Make, lay
from hubdesk.words.marker import N_

_WEEKS, _DAYS = 6, 7
_CELL = QSize(36, 30)
_HEAD = 24
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -_DAYS,
    Qt.Key.Key_Down: _DAYS,
}


def month_later(day: date, months: int) -> date:
    """The same day some months on, or the month's last; kept inside the calendar."""
    at = day.year * 12 + day.month - 1 + months
    at = min(max(at, date.min.year * 12), date.max.year * 12 + 11)
    year, month = divmod(at, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def day_later(day: date, days: int) -> date:
    """Some days on, kept inside the calendar."""
    at = min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal())
    return date.fromordinal(at)


class DayGrid(QWidget):
    """Six weeks of days; see the module.

    Signals:
        taken(date): by Enter or a click.
        moved(date): the marked day has changed.
        typed(str): somebody would rather type the day; its first figure.
    """

    taken = Signal(object)
    moved = Signal(object)
    typed = Signal(str)

    def __init__(self, front: Front) -> None:
        super().__init__()
        self.front = front
        self.day = front.today()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(_CELL.width() * _DAYS, _HEAD + _CELL.height() * _WEEKS)
        front.words_changed.connect(self._say_day)
        front.look_changed.connect(self.update)
        self._say_day()

    def show_day(self, day: date) -> None:
        """Mark a day; its month is shown."""
        if day == self.day:
            return
        self.day = day
        self._say_day()
        self.update()
        self.moved.emit(day)
        # The one whole value of this widget is its day, so a reader is told its new name.
        from PySide6.QtGui import QAccessible, QAccessibleEvent  # seldom opened, dear to load

        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    def first(self) -> date:
        """The first day shown: the week's start on or before the first of the month."""
        first = self.day.replace(day=1)
        back = (first.weekday() - self.front.words.week_start) % _DAYS
        return day_later(first, -back)

    def day_at(self, point: QPoint) -> date | None:
        """The day under a point of this widget."""
        across, down = point.x() // _CELL.width(), (point.y() - _HEAD) // _CELL.height()
        if point.y() < _HEAD or not (0 <= across < _DAYS and 0 <= down < _WEEKS):
            return None
        return day_later(self.first(), down * _DAYS + across)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in _STEPS:
            self.show_day(day_later(self.day, _STEPS[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            months = (12 if shift else 1) * (1 if key == Qt.Key.Key_PageDown else -1)
            self.show_day(month_later(self.day, months))
        elif key == Qt.Key.Key_Home:
            self.show_day(self.front.today())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.taken.emit(self.day)
        elif event.text().isdecimal():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position().toPoint())
        if day is not None and event.button() is Qt.MouseButton.LeftButton:
            self.show_day(day)
            self.taken.emit(day)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, words, first = self.front.theme, self.front.words, self.first()
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("muted"))
        for at in range(_DAYS):
            box = QRect(at * _CELL.width(), 0, _CELL.width(), _HEAD)
            name = words.weekday(first + timedelta(days=at), short=True)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)
        for at in range(_DAYS * _WEEKS):
            corner = QPoint(at % _DAYS * _CELL.width(), _HEAD + at // _DAYS * _CELL.height())
            self._paint_day(painter, day_later(first, at), QRect(corner, _CELL))

    def _paint_day(self, painter: QPainter, day: date, box: QRect) -> None:
        theme = self.front.theme
        marked = day == self.day
        body = box.adjusted(2, 2, -2, -2)
        painter.setPen(theme.colour("focus") if marked and self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent") if marked else Qt.BrushStyle.NoBrush)
        if marked:
            painter.drawRoundedRect(body, 5, 5)
        elif day == self.front.today():
            painter.setPen(theme.colour("now"))
            painter.drawRoundedRect(body, 5, 5)
        ink = "on_accent" if marked else "text" if day.month == self.day.month else "muted"
        painter.setPen(theme.colour(ink))
        painter.setFont(theme.font("label" if marked else "body"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(day.day))

    @Slot()
    def _say_day(self) -> None:
        self.setAccessibleName(self.front.words.full_date(self.day))
        self.update()


class MonthGrid(QWidget):
    """The days with the month's name and the way to the months around it.

    Signals:
        taken(date): by Enter or a click.
        typed(str): somebody would rather type the day; its first figure.
    """

    taken = Signal(object)
    typed = Signal(str)

    def __init__(self, front: Front) -> None:
        super().__init__()
        self.front = front
        make = Make(front)
        self.days = DayGrid(front)
        self._title = make.label(role="label")
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        back = make.icon_button(
            N_("Month before"), "chevron-left", kind="quiet", on=self._on_back_clicked
        )
        on = make.icon_button(
            N_("Month after"), "chevron-right", kind="quiet", on=self._on_on_clicked
        )
        head = lay(QHBoxLayout(), back, self._title, on, gap=4)
        head.setStretchFactor(self._title, 1)
        lay(QVBoxLayout(self), head, self.days, gap=4)
        self.setFocusProxy(self.days)
        self.days.taken.connect(self.taken)
        self.days.typed.connect(self.typed)
        self.days.moved.connect(self._say_month)
        front.words_changed.connect(self._say_month)
        self._say_month()

    def show_day(self, day: date) -> None:
        self.days.show_day(day)

    @Slot()
    def _say_month(self) -> None:
        day = self.days.day
        self._title.setText(self.front.words.month(Month(day.year, day.month)))

    @Slot()
    def _on_back_clicked(self) -> None:
        self.show_day(month_later(self.days.day, -1))

    @Slot()
    def _on_on_clicked(self) -> None:
        self.show_day(month_later(self.days.day, 1))

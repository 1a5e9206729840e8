"""The foot of the review: a square per date, the sums in words, and what the button will do.

    foot = Footer(make)
    foot.show_state(state)
    foot.book_wanted.connect(self._on_book_wanted)
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from hubdesk.ui.front import Front
from hubdesk.ui.series.state import Pick, SeriesState
from hubdesk.ui.series.wording import duration_said
from hubdesk.ui.widgets.make import Make, column, lay
from hubdesk.words.catalogue import Words
from hubdesk.words.marker import N_

HEIGHT = 56
_SQUARE, _LEAST, _GAP, _ROWS = 16, 5, 4, 2
#: So much room the sums have for certain.
_SUMS = 360
_MARKS = {
    Pick.BOOK: ("check", "good", "good_soft"),
    Pick.ROOM: ("chevron-right", "accent", "accent_soft"),
    Pick.TIME: ("chevron-right", "accent", "accent_soft"),
    Pick.SKIP: ("minus", "muted", "sunken"),
}


class Squares(QWidget):
    """One square per date, in order; many dates make small squares in two rows.

    Signals:
        chosen(int): a date's square was pressed.
    """

    chosen = Signal(int)

    def __init__(self, front: Front) -> None:
        super().__init__()
        self._front = front
        self._state: SeriesState | None = None
        self.setFixedHeight(HEIGHT - 16)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(60)
        self.setMaximumWidth(420)

    def show_state(self, state: SeriesState) -> None:
        self._state = state
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        count = 0 if self._state is None else len(self._state.dates)
        return QSize(min(420, max(60, count * (_SQUARE + _GAP))), HEIGHT - 16)

    def _lay(self) -> tuple[int, int, int, int]:
        """Side, gap, squares in a row, and the top of the first row."""
        count = 0 if self._state is None else len(self._state.dates)
        side, gap = _SQUARE, _GAP
        per_row = max(1, self.width() // (side + gap))
        while -(-count // per_row) > _ROWS and side > _LEAST:
            side -= 1
            gap = max(1, side // 4)
            per_row = max(1, self.width() // (side + gap))
        rows = min(-(-count // per_row), max(1, self.height() // (side + gap)))
        return side, gap, per_row, (self.height() - rows * (side + gap) + gap) // 2

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._state is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._front.theme
        side, gap, per_row, top = self._lay()
        for at in range(len(self._state.dates)):
            pick = self._state.picked(at)
            icon, tone, fill = ("", "warning", "warning_soft") if pick is None else _MARKS[pick]
            rect = QRectF(
                at % per_row * (side + gap) + 0.5, top + at // per_row * (side + gap) + 0.5,
                side - 1, side - 1,
            )  # fmt: skip
            painter.setPen(QPen(theme.colour(tone), 1))
            painter.setBrush(theme.colour(fill))
            painter.drawRoundedRect(rect, min(3, side // 3), min(3, side // 3))
            if side >= _SQUARE - 2:
                self._mark(painter, rect, icon, tone)

    def _mark(self, painter: QPainter, rect: QRectF, icon: str, tone: str) -> None:
        middle = rect.center()
        if icon == "minus":
            half = QPointF(3, 0)
            painter.drawLine(middle - half, middle + half)
        elif not icon:
            painter.setFont(self._front.theme.font("code"))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, "?")
        else:
            ratio = self.devicePixelRatioF()
            painter.drawPixmap(
                QPointF(middle.x() - 5.5, middle.y() - 5.5),
                self._front.icons.pixmap(icon, tone, 11, ratio),
            )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        side, gap, per_row, top = self._lay()
        x, y = event.position().x(), event.position().y() - top
        at = int(y // (side + gap)) * per_row + int(x // (side + gap))
        if self._state is not None and 0 <= at < len(self._state.dates):
            self.chosen.emit(at)


def sums_said(words: Words, state: SeriesState) -> tuple[str, str]:
    """Two lines: what is booked, and what is not."""
    sums = state.sums()
    booked = [
        words.n("{n} as asked", "{n} as asked", sums.asked) if sums.asked else "",
        words.n("{n} other room", "{n} other rooms", sums.room) if sums.room else "",
        words.n("{n} other time", "{n} other times", sums.time) if sums.time else "",
    ]
    rest = [
        words.n("{n} skipped", "{n} skipped", sums.skipped) if sums.skipped else "",
        words.n("{n} undecided", "{n} undecided", sums.undecided) if sums.undecided else "",
    ]
    below = ", ".join(part for part in rest if part)
    hours = duration_said(words, sums.minutes)
    return (
        ", ".join(part for part in booked if part) or words.t("Nothing is booked"),
        f"{below} \u00b7 {hours}" if below else hours,
    )


class Footer(QFrame):
    """Signals:
    book_wanted(): write it.
    back_wanted(): to the form.
    chosen(int): show a date.
    """

    book_wanted = Signal()
    back_wanted = Signal()
    chosen = Signal(int)

    def __init__(self, make: Make) -> None:
        super().__init__()
        self._make = make
        self.setProperty("kind", "foot")
        self.setFixedHeight(HEIGHT)
        self.squares = Squares(make.front)
        self.squares.chosen.connect(self.chosen)
        self._sums = make.elided(role="table_strong")
        self._rest = make.elided(role="caption", tone="muted")
        self.back = make.button(N_("Back to the form"), on=self._on_back_clicked)
        self.book = make.button("", kind="primary", on=self._on_book_clicked,
                                tip=N_("Also by Ctrl+Enter"))  # fmt: skip
        text = column(None, self._sums, self._rest, None)
        box = lay(
            QHBoxLayout(self), self.squares, text, self.back, self.book, gap=14,
            margins=(16, 0, 16, 0),
        )  # fmt: skip
        box.setStretch(1, 1)

    def show_state(self, state: SeriesState) -> None:
        """Show what stands decided."""
        words = self._make.front.words
        self.squares.show_state(state)
        first, second = sums_said(words, state)
        for label, said in ((self._sums, first), (self._rest, second)):
            label.set_whole(said)
            # The squares give way before the sums do.
            width = round(QFontMetricsF(label.font()).horizontalAdvance(said)) + 2
            label.setMinimumWidth(min(width, _SUMS))
        count = state.sums().booked
        self.book.setText(words.n("Book {n} date", "Book {n} dates", count))
        self.book.setEnabled(count > 0)

    @Slot()
    def _on_back_clicked(self) -> None:
        self.back_wanted.emit()

    @Slot()
    def _on_book_clicked(self) -> None:
        self.book_wanted.emit()

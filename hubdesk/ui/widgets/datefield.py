"""The one field for a day, in the Buddhist or the common era.

What is typed may be a date in figures or with the month as a word; without a year it is the day
next to the one that stands there.  The arrows move by days, Page Up and Page Down by months, F4
or Alt+Down opens a month, where figures begin to type a day.  A text that is no day stays as it
is and is said; it is never turned into another day.

    field = DateField(make, N_("Valid from"))
    field.set_day(date(2026, 10, 22))
    field.changed.connect(self._on_day_changed)
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QToolButton, QWidget

from hubdesk.kernel.errors import InvalidInputError
from hubdesk.ui.frame.dressing import dress
from hubdesk.ui.widgets.make import Make, mark_wrong
from hubdesk.ui.widgets.monthgrid import MonthGrid, day_later, month_later
from hubdesk.ui.widgets.popover import Popover
from hubdesk.words.dates import parse_typed_day

#: The widest date in either language.
_WIDEST = date(2026, 9, 28)


class DateField(QLineEdit):
    """See the module.

    Signals:
        changed(date): a person has entered another day; None when they emptied the field.
    """

    changed = Signal(object)

    def __init__(self, make: Make, name: str, *, optional: bool = False) -> None:
        super().__init__()
        self.front = make.front
        self._optional = optional
        self._day: date | None = None
        self._problem: InvalidInputError | None = None
        self._month: Popover | None = None
        make.as_field(self, name)
        action = self.addAction(
            self.front.icons.icon("calendar-days", "text_soft", 16),
            QLineEdit.ActionPosition.TrailingPosition,
        )
        action.triggered.connect(self.open_month)
        # WORKAROUND for Qt 6.8 to 6.11: at each change of its action the button connects itself to
        # it once more, for ever; so icon and tip are the button's own.
        button = self.findChild(QToolButton)
        assert button is not None
        self._button = button
        self.editingFinished.connect(self.take_text)
        self.textEdited.connect(self._on_text_edited)
        self.front.words_changed.connect(self._on_words_changed)
        self.front.look_changed.connect(self._on_look_changed)
        self._on_words_changed()

    # -- value ----------------------------------------------------------------------------------

    def day(self) -> date | None:
        """The day entered last; None while the field is empty."""
        return self._day

    def set_day(self, day: date | None) -> None:
        """Show a day, without a signal."""
        self._day, self._problem = day, None
        self._write()

    def problem(self) -> str:
        """Why the text is no day, in the reader's language; empty if it is one."""
        if self._problem is not None:
            return self.front.words.error(self._problem)
        if self._day is None and not self._optional:
            return self.front.words.t("Which day?")
        return ""

    @Slot()
    def take_text(self) -> None:
        """Read what is typed; tells when it means another day."""
        text = self.text().strip()
        if text == self._written(self._day):
            self._problem = None
            return
        try:
            near = self._day or self.front.today()
            day = parse_typed_day(text, self.front.words.shown_era, near) if text else None
        except InvalidInputError as problem:
            self._problem = problem
            self._show_problem()
            return
        self._enter(day)

    # -- keys and the month ---------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        # A page may use F4 for something else; in the field it is the month's.
        if (
            isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_F4 and not event.modifiers()
        ):  # fmt: skip
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key == Qt.Key.Key_F4 or (alt and key == Qt.Key.Key_Down):
            self.open_month()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(days=1 if key == Qt.Key.Key_Up else -1)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._step(months=1 if key == Qt.Key.Key_PageUp else -1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()

    @Slot()
    def open_month(self) -> None:
        """Show a month below the field, to choose from."""
        self.take_text()
        month = self._month
        if month is None:
            month = self._month = Popover(self.window(), self.front)
            self._dress_month()
            made = MonthGrid(self.front)
            made.taken.connect(self._on_taken)
            made.typed.connect(self._on_typed)
            month.inside.addWidget(made)
            month.setFocusProxy(made)
            month.closed.connect(self._on_month_closed)
            self.destroyed.connect(month.deleteLater)
            _application().focusChanged.connect(self._on_focus_changed)
        grid = month.focusProxy()
        assert isinstance(grid, MonthGrid)
        grid.show_day(self._day or self.front.today())
        corner = self.mapTo(self.window(), QPoint(0, 0))
        month.point_at(QRect(corner, self.size()))
        grid.setFocus()

    def _step(self, *, days: int = 0, months: int = 0) -> None:
        self.take_text()
        if self._problem is not None:
            return
        day = self._day or self.front.today()
        self._enter(month_later(day, months) if months else day_later(day, days))

    # -- inside ---------------------------------------------------------------------------------

    def _enter(self, day: date | None) -> None:
        was, self._day, self._problem = self._day, day, None
        self._write()
        if day != was:
            self.changed.emit(day)

    def _written(self, day: date | None) -> str:
        return "" if day is None else self.front.words.date_short(day)

    def _write(self) -> None:
        self.setText(self._written(self._day))
        self.setCursorPosition(0)
        widest = QFontMetricsF(self.font()).horizontalAdvance(self._written(_WIDEST))
        self.setMinimumWidth(round(widest) + 52)
        self._show_problem()

    def _show_problem(self) -> None:
        problem = self._problem
        mark_wrong(self, "" if problem is None else self.front.words.error(problem))

    @Slot()
    def _on_text_edited(self) -> None:
        if self._problem is not None:
            self._problem = None
            self._show_problem()

    @Slot(object)
    def _on_taken(self, day: date) -> None:
        self._enter(day)
        if self._month is not None:
            self._month.dismiss()

    @Slot(str)
    def _on_typed(self, figure: str) -> None:
        """Who types in the month means the field."""
        if self._month is not None:
            self._month.dismiss()
        self.selectAll()
        self.insert(figure)

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _was: QWidget | None, now: QWidget | None) -> None:
        """The keyboard has gone elsewhere: the month goes too, and does not call it back."""
        month = self._month
        if month is None or now is None or not month.isVisible():
            return
        if not month.isAncestorOf(now):
            month.hide()

    @Slot()
    def _on_month_closed(self) -> None:
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot()
    def _on_words_changed(self) -> None:
        self._button.setToolTip(self.front.words.t("Choose from a month (F4)"))
        if self._problem is None:
            self._write()

    def _dress_month(self) -> None:
        """It stands in the window, beside the page that has its look on."""
        if self._month is not None:
            dress(self._month, self.front.theme)

    @Slot()
    def _on_look_changed(self) -> None:
        self._dress_month()
        self._button.setIcon(self.front.icons.icon("calendar-days", "text_soft", 16))


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app

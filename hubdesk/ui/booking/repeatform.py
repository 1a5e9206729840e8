"""The part of the booking form that says how it repeats: step, weekdays, end, and the whole said.

    form = RepeatForm(make)
    form.begin(date(2026, 10, 22))
    form.repeat()
"""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.ui.booking.repeat import MONDAY, Every, Repeat, said, said_step
from hubdesk.ui.widgets.combo import Combo
from hubdesk.ui.widgets.datefield import DateField
from hubdesk.ui.widgets.make import Make, lay
from hubdesk.ui.widgets.numberfield import NumberField
from hubdesk.words.marker import N_

_MOST = 500
#: What is proposed until somebody says otherwise: so long, so often.
_WEEKS, _TIMES = 8, 10


class RepeatForm(QWidget):
    """Signals:
    changed(): another choice; the form may need another height.
    """

    changed = Signal()

    def __init__(self, make: Make) -> None:
        super().__init__()
        self._make = make
        self._front = make.front
        self._first = MONDAY
        self.step = Combo(make, N_("Repeats"))
        self.days = [self._day_button(at) for at in range(7)]
        self._days_row = QFrame()
        self._days_row.setProperty("kind", "segments")
        lay(QHBoxLayout(self._days_row), *self.days, gap=1, margins=(1, 1, 1, 1))
        self.ends = Combo(make, N_("Ends"))
        self.until = DateField(make, N_("Last day"))
        self.count = NumberField(make, N_("How many dates"), 1, _MOST)
        self.words = make.label(role="small", tone="accent", wrap=True)
        self.days_off = make.check_box(N_("Leave out holidays and closed days"))
        self.days_off.toggled.connect(self._on_changed)
        self._end_row = QWidget()
        lay(QHBoxLayout(self._end_row), self.ends, self.until, self.count, gap=8)
        box = lay(QVBoxLayout(self), self.step, self._days_row, self._end_row, self.days_off,
                  self.words, gap=6)  # fmt: skip
        box.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.step.currentIndexChanged.connect(self._on_changed)
        self.ends.currentIndexChanged.connect(self._on_changed)
        self.until.changed.connect(self._on_changed)
        self.count.valueChanged.connect(self._on_changed)
        self._front.words_changed.connect(self.retranslate)

    def _day_button(self, at: int) -> QAbstractButton:
        button = self._make.button("", kind="day")
        button.setCheckable(True)
        button.setFixedHeight(26)
        button.setMinimumWidth(20)
        button.clicked.connect(self._on_changed)
        button.setProperty("weekday", at)
        return button

    # -- value ----------------------------------------------------------------------------------

    def begin(self, first: date) -> None:
        """Start anew for a booking whose first date is on a day; it does not repeat."""
        self._first = first
        self.until.set_day(first + timedelta(weeks=_WEEKS))
        self.count.setValue(_TIMES)
        self.days_off.setChecked(False)
        for button in self.days:
            button.setChecked(button.property("weekday") == first.weekday())
        self._fill()
        self.step.setCurrentIndex(0)
        self.ends.setCurrentIndex(0)
        self._show_parts()

    def choose(self, every: Every) -> None:
        """Take a step, as a click in its list does."""
        self.step.setCurrentIndex(self.step.findData(str(every)))

    def repeat(self) -> Repeat | None:
        """How it repeats; None = it does not."""
        every = self.step.currentData()
        if not every:
            return None
        chosen = tuple(int(day.property("weekday")) for day in self.days if day.isChecked())
        counted = self.ends.currentData() == "count"
        return Repeat(
            Every(every),
            chosen if every == Every.WEEK else (),
            None if counted else self.until.day(),
            self.count.value() if counted else None,
            ("holidays", "closures") if self.days_off.isChecked() else (),
        )

    def problem(self) -> tuple[str, QWidget] | None:
        """What is wrong, and in which field."""
        repeat = self.repeat()
        if repeat is None or repeat.count is not None:
            return None
        if self.until.problem():
            return self.until.problem(), self.until
        if repeat.until is not None and repeat.until <= self._first:
            return self._front.words.t("The last day must come after the first."), self.until
        return None

    # -- what is shown --------------------------------------------------------------------------

    def _fill(self) -> None:
        words, chosen = self._front.words, (self.step.currentIndex(), self.ends.currentIndex())
        for combo in (self.step, self.ends):
            combo.blockSignals(True)
            combo.clear()
        self.step.addItem(words.t("Does not repeat"), "")
        for every in Every:
            text = said_step(words, every, self._first)
            self.step.addItem(text[:1].upper() + text[1:], str(every))
        self.ends.addItem(words.t("until a day"), "until")
        self.ends.addItem(words.t("so many times"), "count")
        for combo, at in zip((self.step, self.ends), chosen, strict=True):
            combo.setCurrentIndex(max(0, at))
            combo.blockSignals(False)
        for at, button in enumerate(self.days):
            day = MONDAY + timedelta(days=at)
            button.setText(words.weekday(day, short=True))
            button.setAccessibleName(words.weekday(day))

    def _show_parts(self) -> None:
        repeat = self.repeat()
        counted = self.ends.currentData() == "count"
        self._days_row.setVisible(repeat is not None and repeat.every is Every.WEEK)
        self._end_row.setVisible(repeat is not None)
        self.until.setVisible(not counted)
        self.count.setVisible(counted)
        self.words.setVisible(repeat is not None)
        self.days_off.setVisible(repeat is not None)
        if repeat is not None:
            text = said(self._front.words, repeat, self._first)
            self.words.setText(text[:1].upper() + text[1:])

    @Slot()
    def retranslate(self) -> None:
        self._fill()
        self._show_parts()

    @Slot()
    def _on_changed(self) -> None:
        self._show_parts()
        self.changed.emit()

"""Which days and which rooms the statistics are about.

    chooser = Chooser(make)
    chooser.changed.connect(self._on_wanted)
    chooser.wanted()
"""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.ui.statistics.load import (
    OTHER,
    PERIODS,
    Found,
    Wanted,
    days_of,
    floor_place,
    too_long,
)
from hubdesk.ui.widgets.combo import Combo
from hubdesk.ui.widgets.datefield import DateField
from hubdesk.ui.widgets.flow import Flow
from hubdesk.ui.widgets.make import Make, lay, mark_wrong
from hubdesk.words.marker import N_


class Chooser(QWidget):
    """Signals:
    changed(): other days or rooms are wanted.

    Attributes:
        period: named periods; entering days chooses the last of them.
        first, last: days, inclusive.
        place: all rooms, a floor's, or one.
    """

    changed = Signal()

    def __init__(self, make: Make) -> None:
        super().__init__()
        self.front = make.front
        self._found: Found | None = None
        self.period = Combo(make, N_("Which days"))
        self.first = DateField(make, N_("First day"))
        self.last = DateField(make, N_("Last day"))
        self.place = Combo(make, N_("Which rooms"))
        for combo, width in ((self.period, 176), (self.place, 200)):
            combo.setFixedWidth(width)
        for field in (self.first, self.last):
            field.setFixedWidth(152)
            field.changed.connect(self._on_day_entered)
        self.problem = make.label(role="small", tone="bad", wrap=True)
        self.problem.hide()
        line = QWidget()
        flow = Flow(line, gap=8)
        for widget in (self.period, self.first, self.last, self.place):
            flow.addWidget(widget)
        lay(QVBoxLayout(self), line, self.problem, gap=4)
        self.period.activated.connect(self._on_period_chosen)
        self.place.activated.connect(self._on_place_chosen)
        self.retranslate()
        self.choose("month")

    def wanted(self) -> Wanted | None:
        """What is chosen; None while the days make no period."""
        first, last = self.first.day(), self.last.day()
        if first is None or last is None or last < first or too_long(first, last):
            return None
        return Wanted(first, last, self.place.currentData() or "")

    def choose(self, period: str) -> None:
        """Show a named period, without a signal."""
        self.period.setCurrentIndex(self.period.findData(period))
        if period != OTHER:
            first, last = days_of(period, self.front.today())
            self.first.set_day(first)
            self.last.set_day(last)
        self._say_problem()

    def offer(self, found: Found) -> None:
        """Offer the floors and rooms there are; the chosen one stays."""
        self._found = found
        lang, chosen = self.front.words.lang, self.place.currentData() or ""
        self.place.clear()
        self.place.addItem(self.front.words.t("All rooms"), "")
        if len(found.floors) > 1:
            for code, names in found.floors:
                self.place.addItem(names.get(lang) or code, floor_place(code))
        for code, names, _floor in found.rooms:
            self.place.addItem(names.get(lang), code)
        self.place.setCurrentIndex(max(self.place.findData(chosen), 0))

    def retranslate(self) -> None:
        """Write the lists again, in the reader's language."""
        chosen = self.period.currentData()
        self.period.clear()
        for key, msgid in PERIODS.items():
            self.period.addItem(self.front.words.t(msgid), key)
        self.period.setCurrentIndex(max(self.period.findData(chosen), 0))
        if self._found is None:
            self.place.clear()
            self.place.addItem(self.front.words.t("All rooms"), "")
        else:
            self.offer(self._found)
        self._say_problem()

    def _say_problem(self) -> None:
        first, last, why = self.first.day(), self.last.day(), ""
        words = self.front.words
        if first is not None and last is not None and last < first:
            why = words.t("The last day comes before the first.")
        elif first is not None and last is not None and too_long(first, last):
            why = words.t("At most a year at once.")
        mark_wrong(self.last, why)
        self.problem.setText(why)
        self.problem.setVisible(bool(why))

    @Slot()
    def _on_period_chosen(self) -> None:
        period = self.period.currentData()
        self.choose(period)
        if period == OTHER:
            self.first.setFocus()
        else:
            self.changed.emit()

    @Slot()
    def _on_day_entered(self) -> None:
        self.choose(OTHER)
        self.changed.emit()

    @Slot()
    def _on_place_chosen(self) -> None:
        self.changed.emit()

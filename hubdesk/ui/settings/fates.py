"""What becomes of each booking in the way of a closure: named one by one, decided by a person.

    part = FatesPart(front, make)
    part.show_dates(dates, rooms)
    part.decided.connect(self._on_decided)      # gets {occurrence id: Fate}
"""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from hubdesk.booking.model import Fate
from hubdesk.booking.queries.in_the_way import InTheWay
from hubdesk.booking.queries.proposals import Proposal
from hubdesk.kernel.names import Names
from hubdesk.ui.front import Front
from hubdesk.ui.widgets.combo import Combo
from hubdesk.ui.widgets.make import Make, lay, row
from hubdesk.words.marker import N_

_CANCEL = "cancel"


class FatesPart(QWidget):
    """Signals:
    decided(object): what becomes of each, by its id.
    left(): nothing is closed.
    """

    decided = Signal(object)
    left = Signal()

    def __init__(self, front: Front, make: Make) -> None:
        super().__init__()
        self.front, self._make = front, make
        self.dates: tuple[InTheWay, ...] = ()
        self._rooms: dict[int, Names] = {}
        self.choices: list[Combo] = []
        self._head = make.label(role="label", wrap=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 2)
        self._problem = make.label(role="small", tone="bad", wrap=True)
        self.close_button = make.button(
            N_("Close it, and do that"), icon="check", kind="primary", on=self._on_close_clicked
        )
        back = make.button(N_("Not now"), kind="quiet", on=self._on_back_clicked)
        lay(
            QVBoxLayout(self), self._head, self._grid, self._problem,
            row(None, back, self.close_button), gap=10, margins=(14, 12, 14, 14),
        )  # fmt: skip
        self._problem.hide()
        self.hide()
        front.words_changed.connect(self.retranslate)

    def show_dates(self, dates: tuple[InTheWay, ...], rooms: dict[int, Names]) -> None:
        """Ask about dates; what is suggested stands there already."""
        self.dates, self._rooms = dates, rooms
        self._problem.hide()
        self._build()
        self.setVisible(bool(dates))
        if self.choices:
            self.choices[0].setFocus()

    def complain(self, text: str) -> None:
        """Say why it could not be done."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def _build(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.choices = [Combo(self._make, N_("What becomes of it")) for _ in self.dates]
        for at, (one, combo) in enumerate(zip(self.dates, self.choices, strict=True)):
            self._grid.addWidget(self._make.label(text=self._named(one), wrap=True), at, 0)
            self._grid.addWidget(combo, at, 1)
            combo.setEnabled(one.open)
        self.retranslate()
        for one, combo in zip(self.dates, self.choices, strict=True):
            suggested = one.ways.index(one.suggested) if one.suggested is not None else None
            combo.setCurrentIndex(max(0, combo.findData(suggested)))

    @Slot()
    def retranslate(self) -> None:
        words = self.front.words
        self._head.setText(
            words.n("{n} booking is in the way. What becomes of it?",
                    "{n} bookings are in the way. What becomes of each?", len(self.dates))
        )  # fmt: skip
        for at, (one, combo) in enumerate(zip(self.dates, self.choices, strict=True)):
            label = self._grid.itemAtPosition(at, 0)
            if label is not None and (widget := label.widget()) is not None:
                widget.setProperty("text", self._named(one))
            chosen = combo.currentData()
            combo.clear()
            if not one.open:
                combo.addItem(words.t("It is over: close after it"), None)
                continue
            combo.addItem(words.t("Decide \u2026"), None)
            for place, way in enumerate(one.ways):
                combo.addItem(self._way(way), place)
            combo.addItem(words.t("Cancel it"), _CANCEL)
            combo.setCurrentIndex(max(0, combo.findData(chosen)))

    def _named(self, one: InTheWay) -> str:
        words = self.front.words
        title = words.t("Private booking") if one.private else one.title
        day = words.weekday_date(words.local(one.starts_at).date())
        parts = [one.org, title, one.room.get(words.lang), day,
                 words.times(one.starts_at, one.ends_at)]  # fmt: skip
        return " \u00b7 ".join(part for part in parts if part)

    def _way(self, way: Proposal) -> str:
        words = self.front.words
        if way.kind == "room":
            room = self._rooms.get(way.resource_id, Names()).get(words.lang)
            return words.t("To {room}, same time", room=room)
        times = words.times(way.starts_at, way.ends_at)
        if way.kind == "time":
            return words.t("Same day, {times}", times=times)
        day = words.weekday_date(words.local(way.starts_at).date())
        return words.t("To {day}, {times}", day=day, times=times)

    @Slot()
    def _on_back_clicked(self) -> None:
        self.left.emit()

    @Slot()
    def _on_close_clicked(self) -> None:
        words = self.front.words
        fates: dict[int, Fate] = {}
        for one, combo in zip(self.dates, self.choices, strict=True):
            chosen = combo.currentData()
            if chosen is None:
                self.complain(words.t("Decide what becomes of each booking."))
                combo.setFocus()
                return
            if chosen == _CANCEL:
                fates[one.occurrence_id] = Fate(cancel=True)
            else:
                way = one.ways[chosen]
                fates[one.occurrence_id] = Fate(False, way.resource_id, way.starts_at)
        self.complain("")
        self.decided.emit(fates)

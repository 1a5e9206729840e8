"""What was found: the ranked times, the chosen one explained, and what to do with it.

    results = Results(front, make)
    results.show_answer(answer, choices)
    results.book_wanted.connect(self._on_book_wanted)
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QTableView, QVBoxLayout, QWidget

from hubdesk.booking.queries.common import Slot as Found
from hubdesk.ui.find.load import Answer
from hubdesk.ui.find.wording import heading_of, others_of, row_of
from hubdesk.ui.front import Front
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.keys import ENTER
from hubdesk.ui.widgets.make import Make, clear, lay, row
from hubdesk.ui.widgets.table import Column, TableModel, dress_table, fit_height
from hubdesk.words.marker import N_
from hubdesk.words.slots import said_reasons

_COLUMNS = (
    Column(N_("Place"), 60, right=True), Column(N_("Day"), 128), Column(N_("Time"), 120),
    Column(N_("Room"), 112), Column(N_("Why here")),
)  # fmt: skip
#: Rows of the list before it scrolls: in a low window, and from what height on how many.
_MOST_ROWS, _TALL, _TALL_ROWS = 6, 960, 14
#: What speaks for a time, what costs it points by its hour or day, and what otherwise.
_GOOD, _LATE = ("check", "good"), ("clock-alert", "warning")
_ICONS = {
    "busy": ("circle-alert", "bad"), "seats": ("users", "text_soft"),
    "size_unknown": ("users", "text_soft"), "fetched": ("projector", "text_soft"),
}  # fmt: skip


class _Times(QTableView):
    """Signals:
    accepted(): Enter on a line.
    """

    accepted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.accepted.emit()
        else:
            super().keyPressEvent(event)


class Results(QWidget):
    """Signals:
    book_wanted(Found): a person wants one of the times.
    """

    book_wanted = Signal(object)

    def __init__(self, front: Front, make: Make) -> None:
        super().__init__()
        self.front, self._make = front, make
        self.slots: tuple[Found, ...] = ()
        self.model = TableModel(front, _COLUMNS)
        self.view = _Times()
        self.view.setModel(self.model)
        dress_table(make, self.view, _COLUMNS, N_("Times that were found"))
        self.listed = Card(make, N_("Best first"), icon="calendar-check")
        self.listed.body.addWidget(self.view)
        self.told = Card(make, N_("Why here"), icon="info")
        self._heading = make.elided(role="label")
        self._reasons = QVBoxLayout()
        self._reasons.setSpacing(3)
        self._others = make.label(role="small", tone="muted", wrap=True)
        self.title = make.line_edit(N_("Title"), hint=N_("Title"))
        self.book = make.button(
            N_("Book"), icon="plus", kind="primary", on=self._on_book_clicked
        )
        inside = lay(
            QVBoxLayout(), self._heading, self._reasons, self._others,
            row(self.title, self.book), gap=8, margins=(14, 10, 14, 12),
        )  # fmt: skip
        self.told.body.addLayout(inside)
        lay(QVBoxLayout(self), self.listed, self.told, gap=12)
        self.view.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.view.doubleClicked.connect(self._on_double_clicked)
        self.view.accepted.connect(self._on_accepted)
        self.title.returnPressed.connect(self._on_book_clicked)
        front.words_changed.connect(self.retranslate)
        self.show_slots(())

    def show_answer(self, answer: Answer) -> None:
        """Show what was found, the best one chosen."""
        self.show_slots(answer.common.slots)

    def show_slots(self, slots: tuple[Found, ...]) -> None:
        self.slots = slots
        self.listed.setVisible(bool(slots))
        self.told.setVisible(bool(slots))
        self.listed.count(len(slots))
        self._fit()
        self.retranslate()
        if slots:
            self.view.selectRow(0)

    def _fit(self) -> None:
        most = _TALL_ROWS if self.window().height() >= _TALL else _MOST_ROWS
        fit_height(self.view, len(self.slots), most=most)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def chosen(self) -> Found | None:
        """The time on which the list stands."""
        at = self.view.currentIndex().row()
        return self.slots[at] if 0 <= at < len(self.slots) else None

    @Slot()
    def retranslate(self) -> None:
        words, at = self.front.words, self.view.currentIndex().row()
        self.model.show_rows([row_of(words, place, slot)
                              for place, slot in enumerate(self.slots, 1)])  # fmt: skip
        if 0 <= at < len(self.slots):
            self.view.selectRow(at)
        self._tell()

    def _tell(self) -> None:
        slot, words, make = self.chosen(), self.front.words, self._make
        clear(self._reasons)
        if slot is None:
            return
        self._heading.set_whole(heading_of(words, slot))
        for reason, text in zip(slot.reasons, said_reasons(words, slot.reasons), strict=True):
            icon, colour = _ICONS.get(reason.code, _LATE) if reason.points else _GOOD
            label = make.label(text=text, wrap=True)
            self._reasons.addLayout(row(make.icon(icon, colour, 15), label))
        others = others_of(words, slot)
        self._others.setText(words.t("Also free then: {rooms}", rooms=others) if others else "")
        self._others.setVisible(bool(others))

    @Slot(QModelIndex, QModelIndex)
    def _on_row_changed(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._tell()

    @Slot()
    def _on_accepted(self) -> None:
        self.title.setFocus()

    @Slot(QModelIndex)
    def _on_double_clicked(self, _index: QModelIndex) -> None:
        self.title.setFocus()

    @Slot()
    def _on_book_clicked(self) -> None:
        slot = self.chosen()
        if slot is not None:
            self.book_wanted.emit(slot)

"""What was pasted or read from a file, before anything of it is written: all rows or none.

    review = PasteReview(make)
    review.show_sheet(sheet)
    review.confirmed.connect(self._on_rows_confirmed)     # the sheet
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
)

from hubdesk.exchange.outcome import ImportOutcome, Rejection
from hubdesk.ui.costs.bills.pastemodel import PasteModel
from hubdesk.ui.costs.bills.pasting import Sheet
from hubdesk.ui.costs.part import Part
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.headed import Index
from hubdesk.ui.widgets.make import Make, lay, retone
from hubdesk.ui.widgets.table import dress_table
from hubdesk.words.marker import N_

_WIDTHS = {"date": 104, "number": 130, "pool": 112, "driver": 112, "service_from": 108,
           "service_to": 108, "net": 116, "amount": 116, "vat_rate": 104, "org": 120}  # fmt: skip


class CellDelegate(QStyledItemDelegate):
    """Fills what is wrong and outlines it, so that it can be seen without colour too."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> None:
        fill = index.data(Qt.ItemDataRole.BackgroundRole)
        if isinstance(fill, QColor):
            painter.fillRect(option.rect, fill)
        super().paint(painter, option, index)
        edge = index.data(Qt.ItemDataRole.ForegroundRole)
        if isinstance(edge, QColor):
            painter.setPen(QPen(edge, 1))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))


class PasteReview(Part):
    """Signals:
    tried(Sheet): a person mended a cell; the rows shall be tried again.
    confirmed(Sheet): add all rows.
    left(): add none.
    """

    tried = Signal(object)
    confirmed = Signal(object)
    left = Signal()

    def __init__(self, make: Make) -> None:
        super().__init__(make)
        self.model = PasteModel(make.front)
        self.view = QTableView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(CellDelegate(self.view))
        self._known = 0
        self._busy = False
        card = Card(make, N_("Before anything is written"), icon="file-spreadsheet")
        self._note = card.note
        card.body.addWidget(self.view, 1)
        self.said = make.elided(role="small")
        self.add = make.button(
            "", icon="check", kind="primary", on=self._on_add_clicked
        )
        self.leave = make.button(N_("Add none"), on=self.left.emit)
        foot = lay(QHBoxLayout(), self.said, self.leave, self.add, gap=8)
        foot.setContentsMargins(12, 8, 12, 8)
        foot.setStretch(0, 1)
        card.body.addLayout(foot)
        lay(QVBoxLayout(self), card)
        self.model.mended.connect(self._on_mended)
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)

    def show_sheet(self, sheet: Sheet) -> None:
        """Show rows that are still to be tried."""
        self.model.show_sheet(sheet)
        dress_table(self.make, self.view, (), N_("Rows to be added"))
        self.view.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        across = self.view.horizontalHeader()
        for at, name in enumerate(sheet.columns):
            wide = _WIDTHS.get(name, 0)
            across.setSectionResizeMode(
                at, QHeaderView.ResizeMode.Interactive if wide else QHeaderView.ResizeMode.Stretch
            )
            if wide:
                across.resizeSection(at, wide)
        self.show_trying()
        if sheet.rows:
            self.view.setCurrentIndex(self.model.index(0, 0))

    def show_trying(self) -> None:
        """The house is being asked."""
        self._busy = True
        self._tell()

    def show_outcome(self, outcome: ImportOutcome) -> None:
        """What the house would say to the rows; the first wrong cell is brought into sight."""
        self._busy = False
        self._known = outcome.skipped
        refused: dict[int, Rejection] = {}
        for found in outcome.rejected:
            row = found.line - 2
            if 0 <= row < len(self.model.sheet.rows) and not any(
                cell.problem for cell in self.model.sheet.rows[row]
            ):
                refused[row] = found
        self.model.show_refused(refused)
        wrong = self.model.first_problem()
        if wrong is not None and not self.view.hasFocus():
            self.view.setCurrentIndex(self.model.index(*wrong))
        self._tell()

    def retranslate(self) -> None:
        self._tell()

    def focus_first(self) -> None:
        self.view.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        words, sheet = self.front.words, self.model.sheet
        rows, wrong = len(sheet.rows), self.model.wrong_rows()
        self.add.setText(words.n("Add {n} row", "Add all {n} rows", rows))
        self.add.setEnabled(bool(rows) and not wrong and not self._busy)
        note = [sheet.source or words.t("the clipboard")]
        if self._known:
            note.append(words.n("{n} is known already", "{n} are known already", self._known))
        if sheet.left_out:
            note.append(words.n("{n} row is left out", "{n} rows are left out", sheet.left_out))
        self._note.setText(" \u00b7 ".join(note))
        index = self.view.currentIndex()
        why = self.model.problem(index.row(), index.column()) if index.isValid() else ""
        if why:
            retone(self.said, "bad")
            self.said.set_whole(why)
        elif self._busy:
            retone(self.said, "muted")
            self.said.set_whole(words.t("Being checked \u2026"))
        elif wrong:
            retone(self.said, "bad")
            self.said.set_whole(words.n(
                "{n} row cannot be added as it is: mend its outlined cells, or add none.",
                "{n} rows cannot be added as they are: mend the outlined cells, or add none.",
                wrong,
            ))  # fmt: skip
        else:
            retone(self.said, "good")
            self.said.set_whole(words.t("Everything can be added."))

    @Slot()
    def _on_current_changed(self) -> None:
        self._tell()

    @Slot()
    def _on_mended(self) -> None:
        self.show_trying()
        self.tried.emit(self.model.sheet)

    @Slot()
    def _on_add_clicked(self) -> None:
        self.confirmed.emit(self.model.sheet)

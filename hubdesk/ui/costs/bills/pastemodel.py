"""The rows of a pasted sheet as an item model; cells are mended in place.

    model = PasteModel(front)
    model.show_sheet(sheet)
    model.setData(model.index(0, 3), "rent")
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal

from hubdesk.exchange.cells import Hints
from hubdesk.exchange.kinds import KINDS
from hubdesk.exchange.outcome import Rejection
from hubdesk.ui.costs.bills.pasting import Sheet
from hubdesk.ui.front import Front
from hubdesk.ui.widgets.headed import ROOT, HeadedModel, Index
from hubdesk.ui.widgets.table import Column
from hubdesk.words.marker import N_

HEADS = {
    "date": N_("Date"),
    "supplier": N_("Supplier"),
    "number": N_("Number"),
    "pool": N_("Pool"),
    "driver": N_("Driver"),
    "service_from": N_("Service from"),
    "service_to": N_("to"),
    "net": N_("Net"),
    "vat_rate": N_("VAT"),
    "description": N_("Description"),
    "amount": N_("Amount"),
    "org": N_("Organisation"),
    "reference": N_("Reference"),
}
_RIGHT = {"net", "amount", "vat_rate"}
#: Refusal of a row → the column it is about.
_COLUMN_OF = {
    "bill_differs": "number",
    "duplicate_bill": "number",
    "same_key_twice": "number",
    "driver_mismatch": "driver",
    "vat_mismatch": "vat_rate",
    "month_locked": "service_to",
    "month_before_service": "service_to",
    "last_before_first": "service_to",
    "zero": "net",
}


class PasteModel(HeadedModel):
    """Signals:
    mended(): a person changed a cell.
    """

    mended = Signal()

    def __init__(self, front: Front) -> None:
        super().__init__(front)
        self.sheet = Sheet("bills", "", (), ())
        self._refused: Mapping[int, Rejection] = {}

    def show_sheet(self, sheet: Sheet) -> None:
        self.beginResetModel()
        self.sheet, self._refused = sheet, {}
        self.columns = [Column(HEADS[name], right=name in _RIGHT) for name in sheet.columns]
        self.endResetModel()

    def show_refused(self, refused: Mapping[int, Rejection]) -> None:
        """What the house would refuse: row → why."""
        self._refused = refused
        self._tell_all()

    def refused(self) -> Mapping[int, Rejection]:
        return self._refused

    def problem(self, row: int, column: int) -> str:
        """What is wrong with a cell, in the reader's language; empty if nothing is."""
        words = self.front.words
        cell, name = self.sheet.rows[row][column], self.sheet.columns[column]
        if cell.problem:
            where = {"column": words.t(HEADS[name]), "value": cell.text}
            return words.sentence(cell.problem, where)
        found = self._refused.get(row)
        if found is not None and self._place(found) == column:
            details = {key: value for key, value in found.details.items() if key != "column"}
            return words.sentence(found.reason, details)
        return ""

    def _place(self, found: Rejection) -> int:
        """The column a refusal is about; the first where it is about the row as a whole."""
        named = str(found.details.get("column") or found.details.get("field") or "")
        kind = str(found.details.get("kind") or "")
        name = named if named in self.sheet.columns else _COLUMN_OF.get(found.reason, "")
        if found.reason == "not_found" and kind in ("organisation", "pool"):
            name = "org" if kind == "organisation" else "pool"
        return self.sheet.columns.index(name) if name in self.sheet.columns else 0

    def first_problem(self) -> tuple[int, int] | None:
        """The first wrong cell, by row."""
        for row in range(len(self.sheet.rows)):
            for column in range(len(self.sheet.columns)):
                if self.problem(row, column):
                    return row, column
        return None

    def wrong_rows(self) -> int:
        found = {at for at, row in enumerate(self.sheet.rows) if any(c.problem for c in row)}
        return len(found | set(self._refused))

    # -- Qt -------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.sheet.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(row, column)
        if role == Qt.ItemDataRole.EditRole:
            return self.sheet.rows[row][column].text
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.problem(row, column) or self._shown(row, column)
        if role in (Qt.ItemDataRole.BackgroundRole, Qt.ItemDataRole.ForegroundRole):
            return self._tone(row, column, role)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self.problem(row, column)
        return super().data(index, role)

    def _shown(self, row: int, column: int) -> str:
        """A cell's text; a driver in the reader's words, for it may have been filled in."""
        cell = self.sheet.rows[row][column]
        if self.sheet.columns[column] != "driver" or cell.problem or not cell.text:
            return cell.text
        driver = next(one for one in KINDS[self.sheet.kind].columns if one.name == "driver")
        return self.front.words.name("driver", str(driver.read(cell.text, Hints())))

    def _tone(self, row: int, column: int, role: int) -> object:
        if not self.problem(row, column):
            return None
        name = "bad_soft" if role == Qt.ItemDataRole.BackgroundRole else "bad"
        return self.front.theme.colour(name)

    def setData(
        self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        row = index.row()
        self.sheet = self.sheet.with_text(
            row, index.column(), str(value), self.front.house.digits
        )
        self._refused = {at: found for at, found in self._refused.items() if at != row}
        self._tell_all()
        self.mended.emit()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def _tell_all(self) -> None:
        if self.sheet.rows:
            last = self.index(len(self.sheet.rows) - 1, len(self.sheet.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

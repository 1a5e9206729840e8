"""Everybody's driver value of one pool, as an item model; fixed weights are edited in place.

    model = DriverValues(front)
    model.show_sheet(sheet, orgs)
    model.setData(model.index(0, 1), "2.5")     # while fixed weights are being edited
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from PySide6.QtCore import Qt, Signal

from hubdesk.costs.model import DriverLine, DriverSheet
from hubdesk.ui.costs.wording import exact, value_unit, weight_unit
from hubdesk.ui.front import Front
from hubdesk.ui.orgs import OrgBook
from hubdesk.ui.widgets.headed import ROOT, HeadedModel, Index
from hubdesk.ui.widgets.table import Column
from hubdesk.words.marker import N_

COLUMNS = (
    Column(N_("Organisation")),
    Column(N_("Value"), 70, right=True),
    Column(N_("Days"), 54),
    Column(N_("Where it comes from"), 134),
    Column(N_("Weight"), 84, right=True),
    Column(N_("Part"), 64, right=True),
)
VALUE, WEIGHT = 1, 4


@dataclass(frozen=True, slots=True)
class _Row:
    org: str
    line: DriverLine | None


class DriverValues(HeadedModel):
    """Signals:
    edited(): a fixed weight was changed.
    """

    edited = Signal()

    def __init__(self, front: Front) -> None:
        super().__init__(front, COLUMNS)
        self._sheet: DriverSheet | None = None
        self._orgs = OrgBook()
        self._rows: tuple[_Row, ...] = ()
        self._weights: dict[str, Fraction] | None = None

    def show_sheet(self, sheet: DriverSheet | None, orgs: OrgBook) -> None:
        """Show what stands."""
        self.beginResetModel()
        self._sheet, self._orgs, self._weights = sheet, orgs, None
        lines = () if sheet is None else sheet.lines
        missing = () if sheet is None else sheet.missing
        rows = [_Row(line.org, line) for line in lines]
        rows += [_Row(org, None) for org in missing]
        self._rows = tuple(sorted(rows, key=lambda row: row.org))
        self.endResetModel()

    def edit_weights(self) -> None:
        """Let fixed weights be typed, for everybody who is there; they begin as they stand."""
        sheet = self._sheet
        if sheet is None or self._weights is not None:
            return
        standing = {} if sheet.rule is None else dict(sheet.rule.weights)
        orgs = sorted({row.org for row in self._rows} | set(standing))
        if not orgs:
            orgs = [choice.code for choice in self._orgs]
        self.beginResetModel()
        self._rows = tuple(_Row(org, None) for org in orgs)
        self._weights = {org: standing.get(org, Fraction(0)) for org in orgs}
        self.endResetModel()

    def weights(self) -> Mapping[str, Fraction] | None:
        """The weights as typed, zeros left out; None while none are being edited."""
        if self._weights is None:
            return None
        return {org: weight for org, weight in self._weights.items() if weight}

    def org_at(self, row: int) -> str:
        return self._rows[row].org

    # -- Qt -------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.EditRole and index.column() == VALUE:
            return self._typed(row.org)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(row, index.column())
        if role == Qt.ItemDataRole.ForegroundRole and row.line is None and self._weights is None:
            return self.front.theme.colour("warning")
        return super().data(index, role)

    def _typed(self, org: str) -> str:
        return "" if self._weights is None else exact(self._weights[org])

    def _text(self, row: _Row, column: int) -> str:
        words, sheet = self.front.words, self._sheet
        if column == 0:
            return self._orgs.shown(row.org, words.lang)
        if self._weights is not None:
            return self._typed(row.org) if column == VALUE else ""
        if row.line is None or sheet is None:
            return words.t("no value") if column == VALUE else ""
        line = row.line
        texts = {
            1: exact(line.value),
            2: _days(line),
            3: self._source(line, sheet),
            4: exact(line.weight),
            5: f"{float(line.weight / sheet.weight_sum * 100):.2f} %" if sheet.weight_sum else "",
        }
        return texts[column]

    def _source(self, line: DriverLine, sheet: DriverSheet) -> str:
        words = self.front.words
        if sheet.driver == "booked_hours":
            return words.t("bookings of the month")
        if sheet.driver == "weights":
            return words.t("rule of the pool")
        if line.since is None:
            return words.t("as frozen")
        return words.t("since {day}", day=words.date_short(line.since))

    def setData(
        self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        if role != Qt.ItemDataRole.EditRole or self._weights is None:
            return False
        weight = read_weight(str(value))
        if weight is None:
            return False
        self._weights[self._rows[index.row()].org] = weight
        self.dataChanged.emit(index, index)
        self.edited.emit()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and index.column() == VALUE and self._weights is not None:
            return flags | Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        sheet = self._sheet
        if (
            orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
            and sheet is not None and sheet.driver and section in (VALUE, WEIGHT)
        ):  # fmt: skip
            unit = value_unit if section == VALUE else weight_unit
            driver = "weights" if self._weights is not None else sheet.driver
            return unit(self.front.words, driver)
        return super().headerData(section, orientation, role)


def _days(line: DriverLine) -> str:
    """Its days in the month that is shown; the month is said above."""
    first, last = line.first.day, line.last.day
    return str(first) if first == last else f"{first}\u2013{last}"


def read_weight(text: str) -> Fraction | None:
    """A weight as typed: ``2``, ``2.5`` or ``1/3``; None if it is none."""
    try:
        weight = Fraction(text.strip().replace(",", "") or "0")
    except (ValueError, ZeroDivisionError):
        return None
    return weight if weight >= 0 else None

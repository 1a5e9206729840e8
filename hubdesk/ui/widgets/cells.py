"""A small table of few rows whose cells may carry a tone and an icon beside their words.

For lists that page in the database see ``paged``; this one holds what a card shows.

    model = CellModel(front, (Column(N_("Month"), 120), Column(N_("State"), 90)))
    model.show_rows([Row(7, (Cell("October 2026"), Cell("paid", "good", "check")))])
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QTableView

from hubdesk.ui.front import Front
from hubdesk.ui.widgets.headed import ROOT, HeadedModel, Index
from hubdesk.ui.widgets.make import Make
from hubdesk.ui.widgets.table import Column, dress_table, say_nothing


@dataclass(frozen=True, slots=True)
class Cell:
    """Attributes:
    text: in the reader's language, or a person's own.
    tone: a colour token; a state never goes without its icon and word.
    icon: Lucide name.
    strong: in the heavier weight.
    tip: more than the cell has room for; the text itself by default.
    """

    text: str
    tone: str = ""
    icon: str = ""
    strong: bool = False
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row and what tells it from others; ``key`` None cannot be opened."""

    key: object
    cells: tuple[Cell, ...]


class CellModel(HeadedModel):
    """See the module; all rows are replaced at once."""

    def __init__(self, front: Front, columns: Sequence[Column]) -> None:
        super().__init__(front, columns)
        self.rows: tuple[Row, ...] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        cell = self.rows[index.row()].cells[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell.tip or cell.text
        if role == Qt.ItemDataRole.ForegroundRole and cell.tone:
            return self.front.theme.colour(cell.tone)
        if role == Qt.ItemDataRole.DecorationRole and cell.icon:
            return self.front.icons.icon(cell.icon, cell.tone or "text_soft", 14)
        if role == Qt.ItemDataRole.FontRole and cell.strong:
            return self.front.theme.font("table_strong")
        return super().data(index, role)


class CellView(QTableView):
    """The table over a :class:`CellModel`; Enter or a double click opens a row.

    Signals:
        opened(object): the key of a row a person wants to see.
    """

    opened = Signal(object)

    def __init__(
        self, make: Make, model: CellModel, name: str, *, headed: bool = True, nothing: str = ""
    ) -> None:
        """Args:
        headed: with the columns' headings.
        nothing: said where the rows would be while there is none.
        """
        super().__init__()
        self._model = model
        self._nothing = nothing
        self.setModel(model)
        dress_table(make, self, model.columns, name)
        self.horizontalHeader().setVisible(headed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.activated.connect(self._on_activated)
        self._kept: tuple[object, int] = (None, 0)
        model.modelAboutToBeReset.connect(self._on_about_to_be_reset)
        model.modelReset.connect(self._on_reset)

    def key(self) -> object:
        """The key of the current row; None without one."""
        index = self.currentIndex()
        return self._model.rows[index.row()].key if index.isValid() else None

    def choose(self, key: object) -> None:
        """Make a row the current one; an unknown key changes nothing."""
        for at, row in enumerate(self._model.rows):
            if row.key == key:
                self.selectRow(at)
                return

    def fit(self, rows: int) -> None:
        """Be as high as so many rows, and no higher."""
        head = self.horizontalHeader()
        height = head.height() if not head.isHidden() else 0
        # Without the last line: the card's own edge ends the table.
        self.setFixedHeight(max(0, height + rows * self.verticalHeader().defaultSectionSize() - 1))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._nothing and not self._model.rows:
            say_nothing(self, self._model.front, self._nothing)

    @Slot()
    def _on_about_to_be_reset(self) -> None:
        """The same rows come again: the chosen one and the place in the list are kept."""
        self._kept = (self.key(), self.verticalScrollBar().value())

    @Slot()
    def _on_reset(self) -> None:
        key, scrolled = self._kept
        if key is not None:
            self.choose(key)
        self.verticalScrollBar().setValue(scrolled)

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        key = self._model.rows[index.row()].key
        if key is not None:
            self.opened.emit(key)

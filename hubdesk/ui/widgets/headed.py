"""What every table has in common: columns with headings in the reader's language, and a side.

A subclass holds the rows and says what a cell shows; the rest comes from its columns.

    class Model(HeadedModel):
        def rowCount(self, parent: Index = ROOT) -> int: ...
        def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
            if role == Qt.ItemDataRole.DisplayRole and index.isValid(): ...
            return super().data(index, role)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Slot

from hubdesk.ui.front import Front

Index = QModelIndex | QPersistentModelIndex
#: The parent of every row of a table.
ROOT = QModelIndex()


class Headed(Protocol):
    """A column, as far as a table must know it."""

    @property
    def msgid(self) -> str:
        """Its heading; empty is none."""

    @property
    def width(self) -> int:
        """In logical pixels; 0 takes what is left."""

    @property
    def right(self) -> bool:
        """Amounts and counts stand on the right."""


class HeadedModel(QAbstractTableModel):
    """See the module.

    Attributes:
        columns: from left to right.
    """

    columns: Sequence[Headed]

    def __init__(self, front: Front, columns: Sequence[Headed] = ()) -> None:
        super().__init__(front)
        self.front = front
        self.columns = tuple(columns)
        front.words_changed.connect(self._on_words_changed)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The side and the type of a cell; what it shows is the subclass's."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(index.column())
        if role == Qt.ItemDataRole.FontRole:
            return self.front.theme.font("table")
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            msgid = self.columns[section].msgid
            return self.front.words.t(msgid) if msgid else ""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(section)
        if role == Qt.ItemDataRole.FontRole:
            return self.front.theme.font("caption")
        return None

    def _side(self, column: int) -> Qt.AlignmentFlag:
        right = self.columns[column].right
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    @Slot()
    def _on_words_changed(self) -> None:
        if self.columns:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

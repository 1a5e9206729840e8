"""The list's model: headings that cannot be chosen, and lines that can.

model = LineModel()
model.show_lines(lines, "act")
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from hubdesk.ui.search.lines import Line
from hubdesk.ui.widgets.headed import ROOT, Index

LINE_ROLE = Qt.ItemDataRole.UserRole + 1


class LineModel(QAbstractListModel):
    """Attributes:
    query: what was typed when the lines were found; its words are shown in them.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.query = ""
        self._lines: tuple[Line, ...] = ()

    def show_lines(self, lines: Sequence[Line], query: str) -> None:
        self.beginResetModel()
        self._lines, self.query = tuple(lines), query
        self.endResetModel()

    def line(self, row: int) -> Line | None:
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, identity: Hashable) -> int:
        """The row of a line that stood in the list before; −1: it is gone."""
        for row, line in enumerate(self._lines):
            if line.identity == identity and line.kind == "item":
                return row
        return -1

    def beside(self, row: int, step: int) -> int:
        """The next row up or down that can be chosen, going round; −1: there is none."""
        count = len(self._lines)
        for away in range(1, count + 1):
            at = (row + away * step) % count
            if self._lines[at].kind == "item":
                return at
        return -1

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self.line(index.row()) if index.isValid() else None
        if line is None or line.kind != "item":
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        if role == LINE_ROLE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.spoken
        return None

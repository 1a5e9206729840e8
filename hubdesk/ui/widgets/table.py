"""A plain read-only table: frozen rows of texts, columns by message, amounts right-aligned.

    model = TableModel(front, (Column(N_("Date")), Column(N_("Net"), right=True)))
    model.show_rows([("5 Oct 2026", "480,000.00")])
    view = table_view(make, model, N_("Bills"))
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Slot
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from hubdesk.ui.front import Front
from hubdesk.ui.widgets.make import Make

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading, its width in pixels (0 = takes what is left), its side."""

    msgid: str
    width: int = 0
    right: bool = False


class TableModel(QAbstractTableModel):
    """See the module; the whole row is replaced at once, so views never see half of it."""

    def __init__(self, front: Front, columns: Sequence[Column]) -> None:
        super().__init__(front)
        self.front = front
        self.columns = tuple(columns)
        self._rows: tuple[tuple[str, ...], ...] = ()
        front.words_changed.connect(self._on_words_changed)

    def show_rows(self, rows: Sequence[tuple[str, ...]]) -> None:
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(index.column())
        if role == Qt.ItemDataRole.FontRole:
            return self.front.theme.font("table")
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.front.words.t(self.columns[section].msgid)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(section)
        if role == Qt.ItemDataRole.FontRole:
            return self.front.theme.font("caption")
        return None

    def _side(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if self.columns[column].right else (
            Qt.AlignmentFlag.AlignLeft
        )  # fmt: skip
        return side | Qt.AlignmentFlag.AlignVCenter

    @Slot()
    def _on_words_changed(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)


class HasWidth(Protocol):
    """A column, as far as a view must know it."""

    @property
    def width(self) -> int: ...


def table_view(make: Make, model: TableModel, name: str) -> QTableView:
    """A view over a plain model."""
    view = QTableView()
    view.setModel(model)
    dress_table(make, view, model.columns, name)
    return view


def dress_table(make: Make, view: QTableView, columns: Sequence[HasWidth], name: str) -> None:
    """Rows of fixed height, one row chosen at a time; nothing is ever measured by its contents."""
    theme = make.front.theme
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setCornerButtonEnabled(False)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setTextElideMode(Qt.TextElideMode.ElideRight)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setTabKeyNavigation(False)
    down, across = view.verticalHeader(), view.horizontalHeader()
    down.setVisible(False)
    down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    down.setDefaultSectionSize(theme.size("table_row"))
    across.setFixedHeight(theme.size("table_head"))
    across.setHighlightSections(False)
    for at, column in enumerate(columns):
        if column.width:
            across.setSectionResizeMode(at, QHeaderView.ResizeMode.Fixed)
            across.resizeSection(at, column.width)
        else:
            across.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
    make.front.speech.say(view, name, part="name")


def fit_height(view: QTableView, rows: int, *, least: int = 3, most: int = 12) -> None:
    """Make a view as high as its rows, within limits; beyond ``most`` it scrolls."""
    shown = min(max(rows, least), most)
    row, head = view.verticalHeader().defaultSectionSize(), view.horizontalHeader().height()
    view.setFixedHeight(head + shown * row + 2)

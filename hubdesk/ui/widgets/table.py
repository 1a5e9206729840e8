"""A plain read-only table: frozen rows of texts, columns by message, amounts right-aligned.

    model = TableModel(front, (Column(N_("Date")), Column(N_("Net"), right=True)))
    model.show_rows([("5 Oct 2026", "480,000.00")])
    view = table_view(make, model, N_("Bills"))
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from hubdesk.ui.front import Front
from hubdesk.ui.widgets.headed import ROOT, Headed, HeadedModel, Index
from hubdesk.ui.widgets.make import Make


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading, its width in pixels (0 = takes what is left), its side."""

    msgid: str
    width: int = 0
    right: bool = False


class TableModel(HeadedModel):
    """See the module; the whole row is replaced at once, so views never see half of it."""

    def __init__(self, front: Front, columns: Sequence[Column]) -> None:
        super().__init__(front, columns)
        self._rows: tuple[tuple[str, ...], ...] = ()

    def show_rows(self, rows: Sequence[tuple[str, ...]]) -> None:
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if index.isValid() and role in (
            Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole,
        ):  # fmt: skip
            return self._rows[index.row()][index.column()]
        return super().data(index, role)


class TableView(QTableView):
    """A table that says what belongs in it while it has no row."""

    def __init__(self, model: TableModel, nothing: str) -> None:
        super().__init__()
        self._front = model.front
        self._nothing = nothing
        self.setModel(model)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._nothing and not self.model().rowCount(ROOT):
            say_nothing(self, self._front, self._nothing)


def say_nothing(view: QAbstractItemView, front: Front, msgid: str) -> None:
    """Paint a message where the rows of a table would be; within its paint event."""
    port = view.viewport()
    painter = QPainter(port)
    painter.setPen(front.theme.colour("muted"))
    painter.setFont(front.theme.font("body"))
    top, wraps = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, Qt.TextFlag.TextWordWrap
    place = port.rect().adjusted(12, 12, -12, -12)
    painter.drawText(place, int(top) | int(wraps), front.words.t(msgid))


def table_view(make: Make, model: TableModel, name: str, *, nothing: str = "") -> QTableView:
    """A view over a plain model; ``nothing`` is said where the rows would be."""
    view = TableView(model, nothing)
    dress_table(make, view, model.columns, name)
    return view


def dress_table(make: Make, view: QTableView, columns: Sequence[Headed], name: str) -> None:
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

"""A list onto whose rows files can be dropped, and into which cells can be pasted.

    table.file_dropped.connect(self._on_file_dropped)     # the row's value or None, the path
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView

from hubdesk.ui.costs.bills.form import dropped_file
from hubdesk.ui.widgets.make import Make
from hubdesk.ui.widgets.paged import PagedModel, PagedView

#: Column → the width of the list below which it is not shown; the side tells what it says.
_NEEDS = {"service": 790, "vat": 650}


class DropTable(PagedView):
    """Signals:
    file_dropped(object, str): value of the row it was dropped onto (None: beside them), path.
    table_pasted(str): cells of a spreadsheet were pasted.
    takeback_wanted(): Delete was pressed on a row.
    """

    file_dropped = Signal(object, str)
    table_pasted = Signal(str)
    takeback_wanted = Signal()

    def __init__(self, make: Make, model: PagedModel, name: str) -> None:
        super().__init__(make, model, name)
        self._theme = make.front
        self._model = model
        self._target = -1
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            text = QGuiApplication.clipboard().text()
            if text.strip():
                self.table_pasted.emit(text)
        elif event.key() == Qt.Key.Key_Delete and self.chosen() is not None:
            self.takeback_wanted.emit()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._aim(self.rowAt(event.position().toPoint().y()))
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._aim(-1)

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_file(event.mimeData())
        row = self.rowAt(event.position().toPoint().y())
        self._aim(-1)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if path:
            self.file_dropped.emit(None if row < 0 else self._model.row_at(row), path)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns that tell least give way where there is no room for all."""
        super().resizeEvent(event)
        width = self.viewport().width()
        for at, column in enumerate(self._model.columns):
            self.setColumnHidden(at, width < _NEEDS.get(column.name, 0))

    def _aim(self, row: int) -> None:
        if row != self._target:
            self._target = row
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._target < 0:
            return
        painter = QPainter(self.viewport())
        painter.setPen(QPen(self._theme.theme.colour("accent"), 2))
        top, height = self.rowViewportPosition(self._target), self.rowHeight(self._target)
        painter.drawRect(1, top + 1, self.viewport().width() - 3, height - 3)
        painter.end()

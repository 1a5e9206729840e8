"""The matrix under a hand: one cell has a cursor; a click or Enter on an amount tells which.

    view = MatrixView(front)
    view.show_matrix(matrix)
    view.traced.connect(self._on_traced)
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent

from hubdesk.ui.costs.matrixcanvas import MatrixCanvas
from hubdesk.ui.costs.wording import column_head
from hubdesk.ui.widgets.keys import ENTER

_PAGES = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class MatrixView(MatrixCanvas):
    """Signals:
    traced(int, int): row and column of an amount whose origin is wanted.
    chosen(int): row under the cursor.
    """

    traced = Signal(int, int)
    chosen = Signal(int)

    def row(self) -> int:
        """The row under the cursor."""
        return self._cell[0]

    def move_to(self, row: int, column: int | None = None) -> None:
        """Put the cursor on a cell and bring it into sight."""
        self._move(row, self._cell[1] if column is None else column)

    # -- mouse and keyboard ---------------------------------------------------------------------

    def _cell_at(self, point: QPoint) -> tuple[int, int] | None:
        matrix = self._matrix
        if matrix is None or point.y() < self._head:
            return None
        row = (point.y() - self._head + self.verticalScrollBar().value()) // self._row
        if not 0 <= row < len(matrix.rows) or point.y() >= self.viewport().height() - self._row:
            return None
        if point.x() < self._name or point.x() >= self._right():
            return row, -1
        x = point.x() - self._name + self._scrolled()
        return row, min(bisect_right(self._lefts, x) - 1, len(matrix.columns) - 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self._cell_at(event.position().toPoint())
        if cell is None:
            return
        row, column = cell
        self._move(row, self._cell[1] if column < 0 else column)
        if column >= 0:
            self._trace()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0),
        }  # fmt: skip
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            self._move(self._cell[0] + step[0], self._cell[1] + step[1])
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End, *_PAGES):
            self._leap(event)
        elif event.key() in ENTER:
            self._trace()
        else:
            super().keyPressEvent(event)

    def _leap(self, event: QKeyEvent) -> None:
        """Home and End: the first or last pool, with Ctrl organisation; a page up or down."""
        row, column = self._cell
        many = 10**6
        if event.key() in _PAGES:
            rows = max(1, (self.viewport().height() - self._head - self._row) // self._row - 1)
            self._move(row + (rows if event.key() == Qt.Key.Key_PageDown else -rows), column)
            return
        end = many if event.key() == Qt.Key.Key_End else 0
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._move(end, column)
        else:
            self._move(row, end)

    def _move(self, row: int, column: int) -> None:
        matrix = self._matrix
        if matrix is None or not matrix.rows:
            return
        row = max(0, min(row, len(matrix.rows) - 1))
        column = max(0, min(column, len(matrix.columns) - 1))
        changed = row != self._cell[0]
        self._cell = (row, column)
        self._bring(row, column)
        cell = matrix.rows[row].cells[column]
        amount = "" if cell is None else self.front.words.amount(cell)
        head = column_head(self.front.words, matrix.columns[column])[0]
        self.setAccessibleDescription(f"{matrix.rows[row].org}, {head}: {amount}")
        self.viewport().update()
        if changed:
            self.chosen.emit(row)

    def _bring(self, row: int, column: int) -> None:
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        room = self._right() - self._name
        least = bisect_left(self._lefts, self._lefts[column + 1] - room)
        across.setValue(max(min(across.value(), column), min(least, column)))
        top, bottom = self._y(row), self._y(row) + self._row
        down.setValue(
            down.value() + _beyond(top, bottom, self._head, self.viewport().height() - self._row)
        )

    def _trace(self) -> None:
        row, column = self._cell
        matrix = self._matrix
        if matrix is not None and matrix.rows and matrix.rows[row].cells[column] is not None:
            self.traced.emit(row, column)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()


def _beyond(low: int, high: int, least: int, most: int) -> int:
    if low < least:
        return low - least
    return max(0, high - most)

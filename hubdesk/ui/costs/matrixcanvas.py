"""Paints the matrix: organisations and totals stay, pools scroll between.

Nothing is computed here; who holds the cursor and what a click means is ``matrixview``'s.

    canvas = MatrixCanvas(front)
    canvas.show_matrix(matrix)
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate

from PySide6.QtCore import QRect, QRectF, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from hubdesk.ui.costs.matrix import Matrix, MatrixRow
from hubdesk.ui.costs.wording import column_head
from hubdesk.ui.front import Front
from hubdesk.ui.widgets.texts import Texts
from hubdesk.words.marker import N_

_NAME_LEAST, _NAME_MOST = 200, 300
_COLUMN_LEAST, _COLUMN_MOST = 72, 150
_PAD = 12


class MatrixCanvas(QAbstractScrollArea):
    """See the module; one cell has a cursor."""

    def __init__(self, front: Front) -> None:
        super().__init__()
        self.front = front
        self._texts = Texts(front.theme)
        self._matrix: Matrix | None = None
        self._name = _NAME_LEAST
        self._lefts: list[int] = [0]
        self._last = 118
        self._lasts = 1
        self._cell = (0, 0)
        self._head = front.theme.size("matrix_head")
        self._row = front.theme.size("matrix_row")
        self.setProperty("kind", "canvas")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        front.speech.say(self, N_("Matrix: organisations and pools"), part="name")
        front.look_changed.connect(self._on_paint_changed)
        front.words_changed.connect(self._on_paint_changed)

    # -- what is shown --------------------------------------------------------------------------

    def show_matrix(self, matrix: Matrix) -> None:
        self._matrix = matrix
        row, column = self._cell
        self._cell = (
            min(row, max(0, len(matrix.rows) - 1)), min(column, max(0, len(matrix.columns) - 1))
        )  # fmt: skip
        self._lay()
        self.viewport().update()

    def matrix(self) -> Matrix | None:
        return self._matrix

    def texts(self) -> list[str]:
        """Every text painted so far."""
        return self._texts.shown

    def cell_rect(self, row: int, column: int) -> QRect:
        """Where a cell is, in the viewport."""
        return QRect(self._x(column), self._y(row), self._wide(column), self._row)

    @Slot()
    def _on_paint_changed(self) -> None:
        self.front.sleepers.run(self, "paint", self._paint_anew)

    def _paint_anew(self) -> None:
        self._texts = Texts(self.front.theme)
        self._lay()
        self.viewport().update()

    # -- geometry -------------------------------------------------------------------------------

    def _lay(self) -> None:
        matrix, view = self._matrix, self.viewport()
        if matrix is None:
            return
        self._lasts = 1 if matrix.difference_minor is None else 2
        texts, words = self._texts, self.front.words
        lasts = (words.amount(matrix.net_minor), self._net_head(matrix))
        widest = max(texts.width("table_strong", text) for text in lasts)
        self._last = max(112, round(widest) + 2 * _PAD)
        longest = max(
            (texts.width("table", row.names.get(words.lang)) for row in matrix.rows), default=0.0
        )
        self._name = max(_NAME_LEAST, min(_NAME_MOST, round(longest) + 80))
        room = view.width() - self._name - self._last * self._lasts
        self._lefts = self._spread(matrix, room)
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        shown, most = bisect_right(self._lefts, room) - 1, self._lefts[-1] - room
        across.setRange(0, bisect_left(self._lefts, most))
        across.setPageStep(max(1, shown))
        body = view.height() - self._head - self._row - 1
        down.setRange(0, max(0, len(matrix.rows) * self._row - body))
        down.setPageStep(max(1, body))
        down.setSingleStep(self._row)

    def _spread(self, matrix: Matrix, room: int) -> list[int]:
        """Left edges of the columns and the end of the last.

        What room is left by the columns that fit is shared out, so that none is cut.
        """
        texts, words = self._texts, self.front.words
        widths = [
            min(_COLUMN_MOST, max(
                _COLUMN_LEAST,
                *(texts.width("table_strong", line) for line in column_head(words, column)),
                texts.width("table_strong", words.amount(total)),
            )) + _PAD + 8
            for column, total in zip(matrix.columns, matrix.sums, strict=True)
        ]  # fmt: skip
        fit = bisect_right([*accumulate(widths)], room)
        spare = max(0.0, room - sum(widths[:fit])) / max(1, fit)
        lefts = [0.0]
        for width in widths:
            lefts.append(lefts[-1] + width + spare)
        return [round(left) for left in lefts]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def _wide(self, column: int) -> int:
        return self._lefts[column + 1] - self._lefts[column]

    def _x(self, column: int) -> int:
        return self._name + self._lefts[column] - self._scrolled()

    def _scrolled(self) -> int:
        """How far the pools are scrolled, in pixels; the bar counts whole columns."""
        return self._lefts[min(self.horizontalScrollBar().value(), len(self._lefts) - 1)]

    def _y(self, row: int) -> int:
        return self._head + row * self._row - self.verticalScrollBar().value()

    def _right(self) -> int:
        """Where the frozen columns on the right begin."""
        assert self._matrix is not None
        natural = self._name + self._lefts[-1]
        return min(self.viewport().width() - self._last * self._lasts, natural)

    # -- painting -------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        theme, matrix = self.front.theme, self._matrix
        painter.fillRect(self.viewport().rect(), theme.colour("surface"))
        if matrix is None or not matrix.rows:
            return
        right, width, height = self._right(), self.viewport().width(), self.viewport().height()
        sums_top = min(height - self._row - 1, self._y(len(matrix.rows)))
        body = QRect(0, self._head, width, sums_top - self._head)
        painter.setClipRect(body)
        first = max(0, self.verticalScrollBar().value() // self._row)
        last = min(len(matrix.rows), first + body.height() // self._row + 2)
        for at in range(first, last):
            self._paint_row(painter, matrix.rows[at], at, right, width)
        painter.setClipRect(QRect(0, 0, width, height))
        self._paint_sums(painter, matrix, sums_top, right, width)
        self._paint_head(painter, matrix, right, width)
        painter.setPen(QPen(theme.colour("line_strong"), 1))
        bottom = sums_top + self._row
        painter.drawLine(right, 0, right, bottom)
        painter.drawLine(self._name, 0, self._name, bottom)
        painter.end()

    def _paint_row(
        self, painter: QPainter, row: MatrixRow, at: int, right: int, width: int
    ) -> None:
        theme, words, y = self.front.theme, self.front.words, self._y(at)
        chosen = at == self._cell[0]
        if chosen:
            painter.fillRect(QRect(0, y, width, self._row), theme.colour("hover"))
        painter.save()
        painter.setClipRect(
            QRect(self._name, self._head, right - self._name, self.viewport().height()),
            Qt.ClipOperation.IntersectClip,
        )
        for column, cell in enumerate(row.cells):
            x, wide = self._x(column), self._wide(column)
            if x + wide <= self._name or x >= right:
                continue
            if chosen and column == self._cell[1]:
                painter.setPen(QPen(theme.colour("focus" if self.hasFocus() else "accent_line"), 2))
                painter.drawRect(QRect(x + 1, y + 1, wide - 3, self._row - 3))
            painter.setPen(theme.colour("text" if cell else "muted"))
            text = "\u2013" if cell is None else words.amount(cell)
            role = "table_strong" if chosen and column == self._cell[1] else "table"
            self._amount(painter, role, text, column, y, right)
        painter.restore()
        if chosen:
            painter.fillRect(QRect(0, y, 3, self._row), theme.colour("accent"))
        self._chip(painter, row, y)
        painter.setPen(theme.colour("text"))
        self._texts.draw(
            painter, "table", row.names.get(words.lang), 64, y, self._name - 70, self._row
        )
        self._lasts_of(painter, (row.net_minor, row.difference_minor), y, right)
        painter.fillRect(QRect(0, y + self._row - 1, width, 1), theme.colour("line"))

    def _amount(
        self, painter: QPainter, role: str, text: str, column: int, y: int, right: int
    ) -> None:
        """An amount, whole or not at all: one that lost figures would read as another."""
        left, wide = self._x(column), self._wide(column)
        if left >= right:
            return
        end = left + wide - _PAD
        if end > right or end - self._texts.width(role, text) < self._name:
            text, end = "\u2026", min(end, right - _PAD)
        self._texts.draw_right(painter, role, text, end, y, wide - 8, self._row)

    def _chip(self, painter: QPainter, row: MatrixRow, y: int) -> None:
        hue = self.front.theme.hue(row.hue)
        used = self._texts.width("code", row.org)
        body = QRectF(12.5, y + 6.5, max(40.0, used + 10), 17)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(hue.edge, 1))
        painter.setBrush(hue.fill)
        painter.drawRoundedRect(body, 4, 4)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(hue.ink)
        left = body.left() + (body.width() - used) / 2
        self._texts.draw(painter, "code", row.org, left, y + 6, used + 4, 18)

    def _lasts_of(
        self, painter: QPainter, amounts: tuple[int, int | None], y: int, right: int
    ) -> None:
        theme, words = self.front.theme, self.front.words
        painter.setPen(theme.colour("text"))
        self._texts.draw_right(
            painter, "table_strong", words.amount(amounts[0]), right + self._last - _PAD, y,
            self._last - 8, self._row,
        )  # fmt: skip
        if amounts[1] is not None:
            painter.setPen(theme.colour("text_soft"))
            self._texts.draw_right(
                painter, "table", words.difference(amounts[1]), right + 2 * self._last - _PAD, y,
                self._last - 8, self._row,
            )  # fmt: skip

    def _paint_sums(
        self, painter: QPainter, matrix: Matrix, y: int, right: int, width: int
    ) -> None:
        theme, words = self.front.theme, self.front.words
        painter.fillRect(QRect(0, y, width, self._row + 1), theme.colour("sunken"))
        painter.fillRect(QRect(0, y, width, 1), theme.colour("line_strong"))
        painter.fillRect(QRect(0, y + self._row, width, 1), theme.colour("line"))
        ratio = painter.device().devicePixelRatioF()
        icon = ("circle-check", "good") if matrix.adds_up else ("circle-alert", "bad")
        painter.drawPixmap(13, y + 8, self.front.icons.pixmap(*icon, 16, ratio))
        painter.setPen(theme.colour("text"))
        text = words.t("Total = pool, to the satang") if matrix.adds_up else (
            words.t("Total differs from the pools")
        )  # fmt: skip
        self._texts.draw(painter, "table_strong", text, 37, y, self._name - 42, self._row)
        painter.save()
        painter.setClipRect(QRect(self._name, y, right - self._name, self._row))
        for column, total in enumerate(matrix.sums):
            self._amount(painter, "table_strong", words.amount(total), column, y, right)
        painter.restore()
        self._lasts_of(painter, (matrix.net_minor, matrix.difference_minor), y, right)

    def _paint_head(self, painter: QPainter, matrix: Matrix, right: int, width: int) -> None:
        theme, words = self.front.theme, self.front.words
        painter.fillRect(QRect(0, 0, width, self._head), theme.colour("sunken"))
        painter.fillRect(QRect(0, self._head - 1, width, 1), theme.colour("line_strong"))
        painter.setPen(theme.colour("text_soft"))
        self._texts.draw(
            painter, "table_strong", words.t("Organisation"), 12, 0, self._name - 20, self._head
        )
        painter.save()
        painter.setClipRect(QRect(self._name, 0, right - self._name, self._head))
        for at, column in enumerate(matrix.columns):
            self._two_lines(painter, column_head(words, column), self._x(at + 1), self._wide(at))
        painter.restore()
        self._two_lines(
            painter, (self._net_head(matrix), self.front.house.currency),
            right + self._last, self._last,
        )  # fmt: skip
        if matrix.previous is not None:
            before = words.month(matrix.previous, short=True)
            self._two_lines(
                painter, (words.t("to {month}", month=before), self.front.house.currency),
                right + 2 * self._last, self._last,
            )  # fmt: skip

    def _net_head(self, matrix: Matrix) -> str:
        words = self.front.words
        return words.t("{month}, net", month=words.month(matrix.month, short=True))

    def _two_lines(
        self, painter: QPainter, lines: tuple[str, str], right: float, wide: int
    ) -> None:
        theme = self.front.theme
        painter.setPen(theme.colour("text"))
        self._texts.draw_right(
            painter, "table_strong", lines[0], right - _PAD, 3, wide - 8, 24
        )
        painter.setPen(theme.colour("muted"))
        self._texts.draw_right(painter, "caption", lines[1], right - _PAD, 23, wide - 8, 20)

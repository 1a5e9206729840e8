"""The list below the box: a frameless child of the window, so it needs no window manager.

The keyboard stays in the box; the list is moved through from there.

    panel = Panel(front, window)
    panel.show_lines(lines, "act")
    panel.stand_below(box)
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QVBoxLayout, QWidget

from hubdesk.ui.front import Front
from hubdesk.ui.search.delegate import LineDelegate
from hubdesk.ui.search.lines import Line
from hubdesk.ui.search.model import LineModel
from hubdesk.ui.widgets.make import Make, lay
from hubdesk.words.marker import N_

_WIDTH = 600
_FOOT = 30
_GAP = 4
_MARGIN = 6
#: Of the window's height, so that the page stays in sight.
_SHARE = 0.72
_LINES_A_PAGE = 6


class Panel(QFrame):
    """Attributes:
    model: the lines.

    Signals:
        chosen(Line): by a click.
        current_changed(Line | None): another line is marked.
    """

    chosen = Signal(object)
    current_changed = Signal(object)

    def __init__(self, front: Front, parent: QWidget) -> None:
        super().__init__(parent)
        self._front = front
        make = Make(front)
        self.model = LineModel(self)
        self.view = QListView()
        self.view.setProperty("kind", "list")
        self.view.setModel(self.model)
        self.view.setItemDelegate(LineDelegate(front, self.model))
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        front.speech.say(self.view, N_("What was found"), part="name")
        self.view.clicked.connect(self._on_clicked)
        self._foot = make.frame("")
        foot = make.label(
            N_("\u2191 \u2193 choose \u00b7 Enter opens \u00b7 Esc closes"), role="caption",
            tone="muted",
        )  # fmt: skip
        foot.setFixedHeight(_FOOT)
        foot.setContentsMargins(8, 0, 8, 0)
        lay(QVBoxLayout(self._foot), make.rule(), foot)
        self._box = lay(QVBoxLayout(self), self.view, self._foot)
        front.look_changed.connect(self.update)
        self.hide()

    def show_lines(self, lines: Sequence[Line], query: str, *, keep: bool = False) -> None:
        """Fill the list and mark its first line.

        Args:
            query: its words are lit.
            keep: the marked line stays marked if it is still there.
        """
        marked = self.current() if keep else None
        self.model.show_lines(lines, query)
        choice = self.model.beside(-1, 1) >= 0
        self._foot.setVisible(choice)
        self._box.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, 1 if choice else _MARGIN)
        row = self.model.row_of(marked.identity) if marked is not None else -1
        self._mark(row if row >= 0 else self.model.beside(-1, 1))
        if row < 0:
            self.view.scrollToTop()

    def current(self) -> Line | None:
        """The line that Enter takes."""
        index = self.view.currentIndex()
        return self.model.line(index.row()) if index.isValid() else None

    def step(self, by: int) -> None:
        """Mark another line: ±1, or a page of them."""
        row, step = self.view.currentIndex().row(), 1 if by > 0 else -1
        for _ in range(abs(by)):
            row = self.model.beside(row if row >= 0 or step > 0 else 0, step)
        self._mark(row)

    def page(self, down: int) -> None:
        """Mark the line a page below (1) or above (−1)."""
        row, last = self.view.currentIndex().row(), self.model.rowCount() - 1
        wanted = row + down * _LINES_A_PAGE
        if wanted > last:
            self._mark(self.model.beside(0, -1))
        elif wanted < 1:
            self._mark(self.model.beside(-1, 1))
        else:
            self._mark(self.model.beside(wanted - down, down))

    def _mark(self, row: int) -> None:
        index = self.model.index(row, 0) if row >= 0 else QModelIndex()
        self.view.setCurrentIndex(index)
        if index.isValid():
            above = self.model.line(row - 1)
            if row == 1 and above is not None and above.kind == "head":
                self.view.scrollToTop()
            else:
                self.view.scrollTo(index)
        self.current_changed.emit(self.current())

    def stand_below(self, box: QWidget) -> None:
        """Take a place below the box, as high as the lines need."""
        window = self.parentWidget()
        assert window is not None
        corner = box.mapTo(window, QPoint(0, box.height() + _GAP))
        width = min(max(_WIDTH, box.width()), window.width() - 2 * _GAP)
        left = corner.x() + (box.width() - width) // 2
        left = min(max(_GAP, left), window.width() - width - _GAP)
        rows = range(self.model.rowCount())
        lines = sum(self.view.sizeHintForIndex(self.model.index(row, 0)).height() for row in rows)
        foot = 0 if self._foot.isHidden() else _FOOT
        height = min(lines + foot + _MARGIN + 8, round(window.height() * _SHARE))
        self.setGeometry(left, corner.y(), width, height)
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._front.theme.colour("line_strong"), 1))
        painter.setBrush(self._front.theme.colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        line = self.model.line(index.row())
        if line is not None and line.kind == "item":
            self.chosen.emit(line)

"""The three columns of the page; in a narrow window two of them, then one, and the rest scrolls.

    columns = Columns(make, left, middle, right)
    columns.widen()
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QWidget

from hubdesk.ui.widgets.make import Make, lay
from hubdesk.words.marker import N_

#: Widths of the middle and right columns: the least, the most, and their part of the width.
_MIDDLE, _RIGHT = (388, 500, 0.355), (252, 304, 0.216)
#: What the left column needs beside the others, and heights where columns stand on each other.
_LEFT_LEAST, _HIGH = 272, (420, 360, 320)
_GAP, _NO_LIMIT = 12, 16_777_215


class Columns(QScrollArea):
    """See the module; it scrolls only where the columns stand on each other."""

    def __init__(self, make: Make, left: QWidget, middle: QWidget, right: QWidget) -> None:
        super().__init__()
        self._parts = (left, middle, right)
        inside = QWidget()
        inside.setProperty("kind", "plain")
        self._box = lay(QHBoxLayout(inside), *self._parts, gap=_GAP)
        self._box.setStretch(0, 1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        make.front.speech.say(self, N_("What goes on today"), part="name")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.widen()

    @Slot()
    def widen(self) -> None:
        """Give the middle and right columns their part, and never less than their words need."""
        widths = [
            max(least, part.minimumSizeHint().width(), min(most, round(self.width() * share)))
            for part, (least, most, share) in zip(
                self._parts[1:], (_MIDDLE, _RIGHT), strict=True
            )
        ]
        beside = self.width() >= _LEFT_LEAST + sum(widths) + 2 * _GAP
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._box.setDirection(across if beside else down)
        for part, width in zip(self._parts[1:], widths, strict=True):
            part.setMinimumWidth(width if beside else 0)
            part.setMaximumWidth(width if beside else _NO_LIMIT)
        for part, high in zip(self._parts, _HIGH, strict=True):
            part.setMinimumHeight(0 if beside else high)
        shown = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if beside else (
            Qt.ScrollBarPolicy.ScrollBarAsNeeded
        )  # fmt: skip
        self.setVerticalScrollBarPolicy(shown)

"""What the pages are seen through: as large as the window lets them be, and never smaller than
they are laid out for; on a smaller screen it scrolls.

    port = Port(stack, least=QSize(904, 516))
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class Port(QScrollArea):
    """See the module.

    Qt's own way of fitting what is inside would ask every page, seen or not, how high it would
    like to be.
    """

    def __init__(self, pages: QWidget, least: QSize) -> None:
        super().__init__()
        self._pages, self._least = pages, least
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(pages)

    def resizeEvent(self, event: QResizeEvent) -> None:
        room, least = self.maximumViewportSize(), self._least
        wide, high = room.width() < least.width(), room.height() < least.height()
        if wide:
            room.setHeight(room.height() - self.horizontalScrollBar().sizeHint().height())
        if high:
            room.setWidth(room.width() - self.verticalScrollBar().sizeHint().width())
        self._pages.resize(room.expandedTo(least))
        super().resizeEvent(event)

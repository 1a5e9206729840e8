"""A layout that fills lines from left to right and begins another where the width ends.

A widget that was given a least and a most width is as wide between them as its line allows.

    lay = Flow(gap=8)
    lay.addWidget(chip)
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

#: Qt's own "no most width".
_UNBOUND = (1 << 24) - 1


class Flow(QLayout):
    """See the module; others keep the size they hint at, and hidden ones take no room."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 8) -> None:
        super().__init__(parent)
        self._gap = gap
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Place the items line by line; returns the height they take."""
        top = rect.top()
        for line in self._lines(rect.width()):
            high = max(item.sizeHint().height() for item, _ in line)
            left = rect.left()
            for item, width in line:
                size = QSize(width, item.sizeHint().height())
                if move:
                    corner = QPoint(left, top + (high - size.height()) // 2)
                    item.setGeometry(QRect(corner, size))
                left += width + self._gap
            top += high + self._gap
        return max(0, top - self._gap - rect.top())

    def _lines(self, room: int) -> list[list[tuple[QLayoutItem, int]]]:
        """What stands on each line, and how wide."""
        lines: list[list[tuple[QLayoutItem, int]]] = []
        left = room
        for item in self._items:
            if item.isEmpty():
                continue
            least, most = _bounds(item)
            width = min(most or item.sizeHint().width(), room)
            if lines and 0 < least <= room - left < width:
                width = room - left
            if not lines or left + width > room:
                lines.append([])
                left = 0
            lines[-1].append((item, width))
            left += width + self._gap
        return lines


def _bounds(item: QLayoutItem) -> tuple[int, int]:
    """The least and the most width a widget was given; zeros if it was not given both."""
    widget = item.widget()
    if widget is None or not 0 < widget.minimumWidth() < widget.maximumWidth() < _UNBOUND:
        return 0, 0
    return widget.minimumWidth(), widget.maximumWidth()

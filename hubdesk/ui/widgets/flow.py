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
        left, top, line = rect.left(), rect.top(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            hint = item.sizeHint()
            least, most = _bounds(item)
            width = min(most or hint.width(), rect.width())
            over = left + width - rect.right() - 1
            if left > rect.left() and over > 0:
                if 0 < least <= width - over:
                    width -= over
                else:
                    left, top, line = rect.left(), top + line + self._gap, 0
            if move:
                item.setGeometry(QRect(QPoint(left, top), QSize(width, hint.height())))
            left += width + self._gap
            line = max(line, hint.height())
        return top + line - rect.top()


def _bounds(item: QLayoutItem) -> tuple[int, int]:
    """The least and the most width a widget was given; zeros if it was not given both."""
    widget = item.widget()
    if widget is None or not 0 < widget.minimumWidth() < widget.maximumWidth() < _UNBOUND:
        return 0, 0
    return widget.minimumWidth(), widget.maximumWidth()

"""A layout of buttons, one or two on a line, each line as wide as there is room.

Two that fit into halves get halves, two that only fit together share the line by what they need,
and one that fits beside none has the line for itself.

    lay = Pairs(gap=6)
    lay.addWidget(button)
"""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QLayoutItem, QWidget

from hubdesk.ui.widgets.flow import Flow


class Pairs(Flow):
    """See the module; hidden widgets take no room."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 6) -> None:
        super().__init__(parent, gap=gap)

    def _place(self, rect: QRect, *, move: bool) -> int:
        top = rect.top()
        shown = [item for item in self._items if not item.isEmpty()]
        while shown:
            line = shown[: self._fit(shown, rect.width())]
            shown = shown[len(line) :]
            height = max(item.sizeHint().height() for item in line)
            if move:
                self._put(line, QRect(rect.left(), top, rect.width(), height), last=not shown)
            top += height + self._gap
        return max(0, top - self._gap - rect.top())

    def _fit(self, items: list[QLayoutItem], width: int) -> int:
        """How many of the first two stand on a line."""
        needed = sum(item.sizeHint().width() for item in items[:2]) + self._gap
        return 2 if len(items) > 1 and needed <= width else 1

    def _put(self, line: list[QLayoutItem], rect: QRect, *, last: bool) -> None:
        half = (rect.width() - self._gap) // 2
        wide = max(item.sizeHint().width() for item in line) > half
        first = half if not wide and (last or len(line) > 1) else rect.width()
        if wide and len(line) > 1:
            one, other = (item.sizeHint().width() for item in line)
            first = one + (rect.width() - self._gap - one - other) // 2
        left = rect.left()
        for item, right in zip(line, (rect.left() + first, rect.right() + 1), strict=False):
            item.setGeometry(QRect(left, rect.top(), right - left, rect.height()))
            left = right + self._gap

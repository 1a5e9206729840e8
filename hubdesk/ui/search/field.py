"""The field of the search box: its looks, its room, and the keys that are its own.

class SearchBox(SearchField): ...
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QLineEdit

from hubdesk.ui.front import Front
from hubdesk.ui.widgets.keys import ENTER
from hubdesk.words.marker import N_

KEYS = "Ctrl+K"
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
PAGES = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
_OWN = {*ENTER, *STEPS, *PAGES, Qt.Key.Key_Escape}
_NARROWEST, _WIDEST = 150, 440
_LONGEST = 200


class SearchField(QLineEdit):
    """See the module."""

    def __init__(self, front: Front) -> None:
        super().__init__()
        self._front = front
        self.setFont(front.theme.font("body"))
        self.setFixedHeight(front.theme.size("field"))
        self.setMinimumWidth(_NARROWEST)
        self.setMaximumWidth(_WIDEST)
        self.setMaxLength(_LONGEST)
        self.setTextMargins(22, 0, self._hint_width() + 2, 0)
        front.speech.say(self, N_("Search or command"), part="name")
        front.speech.say(self, N_("Search, or type a command"), part="hint")

    def event(self, event: QEvent) -> bool:
        """The list's keys are never a page's; Ctrl+Z is the window's while nothing was typed."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            undo = event.matches(QKeySequence.StandardKey.Undo)
            if undo and not self.isUndoAvailable():
                event.ignore()
                return False
            if event.key() in _OWN and event.modifiers() == Qt.KeyboardModifier.NoModifier:
                event.accept()
                return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def _hint(self) -> str:
        return QKeySequence(KEYS).toString(QKeySequence.SequenceFormat.NativeText)

    def _hint_width(self) -> int:
        metrics = QFontMetricsF(self._front.theme.font("caption"))
        return round(metrics.horizontalAdvance(self._hint())) + 12

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme = self._front.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pixmap = self._front.icons.pixmap("search", "text_soft", 16, self.devicePixelRatioF())
        painter.drawPixmap(QPoint(9, (self.height() - 16) // 2), pixmap)
        if self.text():
            return
        width = self._hint_width()
        box = QRect(self.width() - width - 7, (self.height() - 18) // 2, width, 18)
        painter.setPen(QPen(theme.colour("line_strong"), 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("muted"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._hint())

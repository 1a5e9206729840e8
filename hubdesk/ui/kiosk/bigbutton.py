"""A button for fingers: large, in both languages, painted like the rest of the kiosk.

    button = BigButton(front, "accent")
    button.say("เช็กอินด้วยรหัส", "Check in by code")
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from hubdesk.ui.front import Front
from hubdesk.ui.kiosk.canvas import Canvas

#: Look → fill, edge, first line, second line.
_LOOKS = {
    "accent": ("accent", "accent", "on_accent", "on_accent"),
    "good": ("good_soft", "good", "good", "text_soft"),
    "plain": ("surface", "line_strong", "text", "text_soft"),
}


class BigButton(QAbstractButton):
    """Attributes:
    value: whatever the button stands for.
    """

    def __init__(
        self, front: Front, look: str = "plain", parent: QWidget | None = None, *, size: int = 26
    ) -> None:
        super().__init__(parent)
        self._front = front
        self._look = look
        self._size = size
        self._scale = 1.0
        self._lines = ("", "")
        self._icon = ""
        self.value: object = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def say(self, first: str, second: str = "") -> None:
        """Say something, the reader's language first; screen readers hear both."""
        self._lines = (first, second if second != first else "")
        self.setText(first)
        self.setAccessibleName(" \u00b7 ".join(line for line in self._lines if line))
        self.update()

    def draw(self, icon: str, name: str) -> None:
        """Show an icon and no words; screen readers hear its name."""
        self._icon = icon
        self.setAccessibleName(name)
        self.update()

    def place(self, scale: float, x: float, y: float, width: float, height: float) -> None:
        """Stand somewhere on the sheet."""
        self._scale = scale
        self.setGeometry(
            round(x * scale), round(y * scale), round(width * scale), round(height * scale)
        )

    def sizeHint(self) -> QSize:
        return QSize(160, 80)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        canvas = Canvas(painter, self._front.theme, self._front.icons, self._scale)
        width, height = self.width() / self._scale, self.height() / self._scale
        fill, edge, first, second = _LOOKS[self._look]
        if not self.isEnabled():
            fill, edge, first, second = "surface", "line", "disabled", "disabled"
        elif self.isDown():
            fill = "accent_hover" if self._look == "accent" else "hover"
        canvas.box(2, 2, width - 4, height - 4, fill, edge, radius=8)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._front.theme.colour("focus"), 3 * self._scale))
            painter.drawRoundedRect(
                canvas.rect(5, 5, width - 10, height - 10), 6 * self._scale, 6 * self._scale
            )
        if self._icon:
            size = self._size * 1.2
            canvas.icon(self._icon, (width - size) / 2, (height - size) / 2, size, first)
        else:
            self._paint_lines(canvas, width, height, first, second)
        painter.end()

    def _paint_lines(
        self, canvas: Canvas, width: float, height: float, first: str, second: str
    ) -> None:
        room = width - 16
        if not self._lines[1]:
            canvas.text(self._lines[0], 8, 0, room, self._size, weight=600, tone=first,
                        align="centre", height=height)  # fmt: skip
            return
        small = max(19, round(self._size * 0.72))
        middle = height / 2
        canvas.text(self._lines[0], 8, middle - self._size * 1.32, room, self._size, weight=600,
                    tone=first, align="centre", height=self._size * 1.4)  # fmt: skip
        canvas.text(self._lines[1], 8, middle + 2, room, small, tone=second, align="centre",
                    height=small * 1.4)  # fmt: skip

"""Small painted labels: an elided text, an organisation's code chip, an icon.

    label = ElidedLabel("a title that a person typed")
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from hubdesk.ui.front import Front


class ElidedLabel(QLabel):
    """One line of a person's text, cut with … where the room ends; the whole is in the tip."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self._whole = self._shorter = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(24)
        self.set_whole(text)

    def set_whole(self, text: str, shorter: str = "") -> None:
        """The text as it would be shown with room enough.

        Args:
            shorter: said instead where there is not.
        """
        self._whole, self._shorter = text, shorter
        self.setAccessibleName(text)
        self._cut()

    def whole(self) -> str:
        return self._whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def sizeHint(self) -> QSize:
        return QSize(24, round(QFontMetricsF(self.font()).height()))

    def _cut(self) -> None:
        metrics = QFontMetricsF(self.font())
        tight = metrics.horizontalAdvance(self._whole) > self.width()
        said = self._shorter if tight and self._shorter else self._whole
        shown = metrics.elidedText(said, Qt.TextElideMode.ElideRight, self.width())
        self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")


class CodeChip(QWidget):
    """An organisation's code in its hue; the hue helps, the code tells."""

    def __init__(self, front: Front, code: str, hue: int) -> None:
        super().__init__()
        self._front = front
        self._code = code
        self._hue = hue
        front.look_changed.connect(self._on_look_changed)
        self._measure()

    def show_code(self, code: str, hue: int) -> None:
        self._code, self._hue = code, hue
        self._measure()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hue = self._front.theme.hue(self._hue)
        radius = self._front.theme.size("radius_block")
        painter.setPen(QPen(hue.edge, 1))
        painter.setBrush(hue.fill)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.setPen(hue.ink)
        painter.setFont(self._front.theme.font("code"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._code)

    def _measure(self) -> None:
        metrics = QFontMetricsF(self._front.theme.font("code"))
        width = round(metrics.horizontalAdvance(self._code)) + 12
        self.setFixedSize(max(width, 38), self._front.theme.size("chip"))
        self.setAccessibleName(self._code)

    @Slot()
    def _on_look_changed(self) -> None:
        self.update()


class IconLabel(QWidget):
    """An icon beside words."""

    def __init__(self, front: Front, name: str, colour: str, size: int) -> None:
        super().__init__()
        self._front = front
        self._name = name
        self._colour = colour
        self._size = size
        self.setFixedSize(size, size)
        front.look_changed.connect(self._on_look_changed)

    def show_icon(self, name: str, colour: str) -> None:
        self._name, self._colour = name, colour
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        painter.drawPixmap(
            0, 0, self._front.icons.pixmap(self._name, self._colour, self._size, ratio)
        )

    @Slot()
    def _on_look_changed(self) -> None:
        self.update()

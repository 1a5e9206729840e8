"""Painting for kiosks: everything measured on a sheet of 1440 by 900 and scaled to the screen.

    canvas = Canvas(painter, theme, icons, scale)
    canvas.text("ว่าง", 56, 200, 600, 150, weight=700, tone="good")
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from hubdesk.ui.theme import Theme
from hubdesk.ui.theme.icons import Icons
from hubdesk.ui.theme.theme import FAMILY

#: The sheet all measures are of.
SHEET = (1440, 900)
#: The smallest letters a kiosk shows, on that sheet.
SMALLEST = 19
#: Thai stacks need so much of a line.
LINE = 1.5


@lru_cache(maxsize=256)
def font(pixels: int, weight: int) -> QFont:
    """Letters of a size in pixels of the screen."""
    made = QFont(FAMILY)
    made.setPixelSize(max(1, pixels))
    made.setWeight(QFont.Weight(weight))
    return made


class Canvas:
    """Attributes:
    scale: pixels of the screen a pixel of the sheet.
    shown: every text that was asked for, in order.
    """

    def __init__(self, painter: QPainter, theme: Theme, icons: Icons, scale: float) -> None:
        self.painter = painter
        self.theme = theme
        self.icons = icons
        self.scale = scale
        self.shown: list[str] = []
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def colour(self, tone: str | QColor) -> QColor:
        return tone if isinstance(tone, QColor) else self.theme.colour(tone)

    def width(self, text: str, size: float, weight: int = 400) -> float:
        """How wide a text is, in pixels of the sheet."""
        metrics = QFontMetricsF(font(round(size * self.scale), weight))
        return metrics.horizontalAdvance(text) / self.scale

    def text(
        self, text: str, x: float, y: float, room: float, size: float, *, weight: int = 400,
        tone: str | QColor = "text", align: str = "left", height: float = 0,
    ) -> float:  # fmt: skip
        """Draw one line, cut with … where room ends.

        Args:
            x, y: the upper left corner of its place; ``room`` is the place's width.
            height: of the place; by default what Thai needs.
            align: ``left``, ``right`` or ``centre``.

        Returns:
            Its width, in pixels of the sheet.
        """
        if not text or room <= 0:
            return 0.0
        self.shown.append(text)
        letters = font(round(size * self.scale), weight)
        metrics = QFontMetricsF(letters)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room * self.scale)
        flags = {
            "left": Qt.AlignmentFlag.AlignLeft,
            "right": Qt.AlignmentFlag.AlignRight,
            "centre": Qt.AlignmentFlag.AlignHCenter,
        }[align] | Qt.AlignmentFlag.AlignVCenter
        self.painter.setFont(letters)
        self.painter.setPen(self.colour(tone))
        place = self.rect(x, y, room, height or size * LINE)
        self.painter.drawText(place, int(flags | Qt.TextFlag.TextDontClip), shown)
        return metrics.horizontalAdvance(shown) / self.scale

    def rect(self, x: float, y: float, width: float, height: float) -> QRectF:
        """A place on the screen."""
        return QRectF(
            x * self.scale, y * self.scale, width * self.scale, height * self.scale
        )

    def box(
        self, x: float, y: float, width: float, height: float, fill: str | QColor | None,
        edge: str | QColor | None = None, *, radius: float = 6, dashed: bool = False,
        pen: float = 1.5,
    ) -> None:  # fmt: skip
        """A rounded box; ``pen`` is the width of its edge."""
        painter = self.painter
        painter.setBrush(Qt.BrushStyle.NoBrush if fill is None else self.colour(fill))
        if edge is None:
            painter.setPen(Qt.PenStyle.NoPen)
        else:
            line = QPen(self.colour(edge), pen * self.scale)
            if dashed:
                line.setDashPattern([3, 2])
            painter.setPen(line)
        painter.drawRoundedRect(
            self.rect(x, y, width, height), radius * self.scale, radius * self.scale
        )

    def rule(self, x: float, y: float, width: float, tone: str = "line") -> None:
        """A horizontal line."""
        self.painter.fillRect(self.rect(x, y, width, max(1.0, 1 / self.scale)), self.colour(tone))

    def icon(self, name: str, x: float, y: float, size: float, tone: str = "text_soft") -> None:
        """A Lucide icon."""
        ratio = self.painter.device().devicePixelRatioF()
        pixmap = self.icons.pixmap(name, tone, max(8, round(size * self.scale)), ratio)
        self.painter.drawPixmap(QPointF(x * self.scale, y * self.scale), pixmap)

    def chip(self, code: str, hue: int, x: float, y: float, size: float = 21) -> float:
        """An organisation's code in its hue, or a lock where it is not told; returns its width."""
        height = size * 1.7
        if hue < 0:
            width = size * 2.9
            self.box(x, y, width, height, "sunken", "line_strong", radius=5)
            self.icon("lock", x + (width - size) / 2, y + (height - size) / 2, size, "muted")
            return width
        colours = self.theme.hue(hue)
        width = max(size * 2.9, self.width(code, size, 700) + size)
        self.box(x, y, width, height, colours.fill, colours.edge, radius=5)
        self.text(code, x, y, width, size, weight=700, tone=colours.ink, align="centre",
                  height=height)  # fmt: skip
        return width

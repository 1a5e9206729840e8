"""The picture of the start: a house with many tenants under one roof, painted in the palette.

    picture = StartPicture(front)
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.ui.front import Front
from hubdesk.ui.widgets.make import Make, lay
from hubdesk.words.marker import N_

#: The drawing's own measures; it stands on the ground in the middle of what room there is.
_WIDE, _HIGH, _GROUND = 520.0, 900.0, 770.0
_TEXT_BOTTOM = 190.0
_EARTH = 0.4  # of the line's colour
_LEFT, _RIGHT, _EAVES, _RIDGE = 86.0, 434.0, 321.0, 244.0
_FLOORS = (410.5, 494.5, 578.5, 662.5)
#: Hue of each window from the top left; None is an empty room.
_ROOMS = (
    (None, 0, None, 2, 2), (1, 5, 3, None, None), (6, 5, 1, 2, 4), (7, None, 6, 8, 9),
)  # fmt: skip
_GROUND_ROOMS = ((106, 2), (169, 6), (302, 4), (366, 9))


class StartPicture(QWidget):
    """See the module; its only words are the two lines at the top."""

    def __init__(self, front: Front) -> None:
        super().__init__()
        self._front = front
        make = self.make = Make(front)
        self._lines = [
            make.label(N_("One house, many organisations"), role="formula", tone="soft"),
            make.label(N_("Rooms, costs and events in one place"), role="formula", tone="soft"),
        ]
        for line in self._lines:
            line.setWordWrap(True)
        mark = QHBoxLayout()
        lay(mark, make.icon("layers", "accent", 30), make.label(text="HubDesk", role="figure"),
            None, gap=14)  # fmt: skip
        lay(QVBoxLayout(self), mark, 10, *self._lines, None, gap=4, margins=(56, 52, 40, 20))
        front.look_changed.connect(self._on_look_changed)

    @Slot()
    def _on_look_changed(self) -> None:
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._front.theme
        painter.fillRect(self.rect(), theme.colour("accent_soft"))
        room = max(self.height() - _TEXT_BOTTOM, 1.0)
        scale = min(self.width() / _WIDE, room / (_HIGH - _TEXT_BOTTOM), 1.2)
        ground = self.height() - (_HIGH - _GROUND) * scale
        earth = QColor(theme.colour("accent_line"))
        earth.setAlphaF(_EARTH)
        painter.fillRect(QRectF(0, ground, self.width(), self.height() - ground), earth)
        painter.translate((self.width() - _WIDE * scale) / 2, ground - _GROUND * scale)
        painter.scale(scale, scale)
        self._paint_house(painter)
        self._paint_rooms(painter)
        self._paint_trees(painter)

    def _paint_house(self, painter: QPainter) -> None:
        theme = self._front.theme
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.setBrush(theme.colour("surface"))
        painter.drawRect(QRectF(_LEFT, _EAVES, _RIGHT - _LEFT, _GROUND - _EAVES))
        painter.drawPolygon(
            QPolygonF([QPointF(70, _EAVES), QPointF(260, _RIDGE), QPointF(450, _EAVES)])
        )
        painter.setBrush(theme.colour("accent_soft"))
        painter.drawEllipse(QPointF(260, 291), 16, 16)
        painter.drawPolyline(QPolygonF([QPointF(260, 282), QPointF(260, 291), QPointF(266, 295)]))
        painter.setPen(QPen(theme.colour("accent_line"), 2))
        for y in _FLOORS:
            painter.drawLine(QPointF(_LEFT + 1, y), QPointF(_RIGHT - 1, y))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawRect(QRectF(234, 674, 52, 95))
        painter.setBrush(theme.colour("surface"))
        painter.drawRect(QRectF(259, 674, 2, 95))
        for x in (254.5, 265.5):
            painter.drawEllipse(QPointF(x, 724), 2, 2)

    def _paint_rooms(self, painter: QPainter) -> None:
        for floor, hues in enumerate(_ROOMS):
            for at, hue in enumerate(hues):
                self._paint_room(painter, 106 + at * 63, 344 + floor * 84, hue)
        for x, hue in _GROUND_ROOMS:
            self._paint_room(painter, x, 680, hue, wide=48)

    def _paint_room(
        self, painter: QPainter, x: float, y: float, hue: int | None, *, wide: float = 56
    ) -> None:
        theme, body = self._front.theme, QRectF(x, y, wide, 51)
        if hue is None:
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.setBrush(theme.colour("background"))
            painter.drawRoundedRect(body, 3, 3)
            return
        colours = theme.hue(hue)
        painter.setPen(QPen(colours.edge, 1))
        painter.setBrush(colours.fill)
        painter.drawRoundedRect(body, 3, 3)
        painter.fillRect(QRectF(x - 0.5, y - 0.5, 4, 52), colours.bar)
        for line, length in ((14, 30), (24, 18)):
            painter.fillRect(QRectF(x + 12, y + line, min(length, wide - 22), 3), colours.edge)

    def _paint_trees(self, painter: QPainter) -> None:
        theme = self._front.theme
        for x, y, radius in ((43.5, 716.0, 26.0), (478.0, 724.0, 30.0)):
            painter.setPen(QPen(theme.colour("accent"), 3))
            painter.drawLine(QPointF(x, y + radius), QPointF(x, _GROUND))
            painter.setPen(QPen(theme.colour("good"), 2))
            painter.setBrush(theme.colour("good_soft"))
            painter.drawEllipse(QPointF(x, y), radius, radius)

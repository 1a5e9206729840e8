"""Pens, brushes and hatched tiles of the board, made once per look.

Hatches are small tiles because Qt's own patterns do not scale and are darker.

    inks = Inks(theme)
    painter.fillRect(rect, inks.closure)
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap

from hubdesk.ui.theme import Theme


class Inks:
    """See the module.

    Attributes:
        closure: hatched ground of a time that cannot be booked.
        clash: hatched piece of a drag that clashes.
        line, strong: pens of hours and of separating lines; ``half`` the colour of half hours.
        today: wash over the row of the present day.
    """

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        #: How much of its colour is left to what a filter does not mean.
        self.faint = 0.62 if theme.mode == "contrast" else 0.42
        self.closure = _hatched(theme.colour("hatch_ground"), theme.colour("hatch"), 7, 1.2)
        self.clash = _hatched(theme.colour("bad_soft"), theme.colour("bad"), 6, 1.6)
        self.line = QPen(theme.colour("line"), 1)
        self.half = mixed(theme.colour("line"), theme.colour("surface"), 0.45)
        self.strong = QPen(theme.colour("line_strong"), 1)
        self.now_over = QColor(theme.colour("now"))
        self.now_over.setAlphaF(0.55)
        self.today = QColor(theme.colour("accent_soft"))
        self.today.setAlphaF(0.45)
        self._edges = [QPen(hue.edge, 1) for hue in theme.hues]
        self._held: dict[int, QBrush] = {}
        self._buffers: dict[int, tuple[QBrush, QPen]] = {}

    def fainter(self, colour: QColor) -> QColor:
        """The colour of something a filter does not mean, opaque."""
        return mixed(colour, self.theme.colour("surface"), self.faint)

    def edge(self, hue: int) -> QPen:
        """The outline of an organisation's blocks."""
        return self._edges[hue % len(self._edges)]

    def held(self, hue: int) -> QBrush:
        """Stripes of an organisation for what is only held."""
        hue %= len(self.theme.hues)
        brush = self._held.get(hue)
        if brush is None:
            ground, fill = self.theme.colour("surface"), self.theme.hue(hue).fill
            # Where bodies are as white as the ground, the bar's colour makes the stripes.
            stripe = fill if fill != ground else mixed(self.theme.hue(hue).bar, ground, 0.22)
            brush = self._held[hue] = _hatched(ground, stripe, 9, 5)
        return brush

    def buffer(self, hue: int) -> tuple[QBrush, QPen]:
        """A light body and a dashed edge for set-up and clean-up time."""
        hue %= len(self.theme.hues)
        found = self._buffers.get(hue)
        if found is None:
            fill = QColor(self.theme.hue(hue).fill)
            fill.setAlphaF(0.6)
            pen = QPen(self.theme.hue(hue).edge, 1)
            pen.setDashPattern([2, 2])
            found = self._buffers[hue] = (QBrush(fill), pen)
        return found

    def dashed(self, colour: QColor, width: float = 1) -> QPen:
        pen = QPen(colour, width)
        pen.setDashPattern([3, 3])
        return pen


def mixed(colour: QColor, ground: QColor, part: float) -> QColor:
    """A colour laid thinly on a ground, opaque: long lines are painted four times as fast."""
    parts = (
        round(part * one + (1 - part) * other)
        for one, other in (
            (colour.red(), ground.red()), (colour.green(), ground.green()),
            (colour.blue(), ground.blue()),
        )
    )  # fmt: skip
    return QColor(*parts)


def _hatched(ground: QColor, stroke: QColor, period: int, width: float) -> QBrush:
    """A brush of 45° lines every ``period`` pixels (measured across), on a ground."""
    side = round(period * 1.4142)
    tile = QPixmap(side, side)
    tile.fill(ground)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(stroke, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    for shift in (-side, 0, side):
        painter.drawLine(QPointF(shift - 2, side + 2), QPointF(shift + side + 2, -2))
    painter.end()
    return QBrush(tile)

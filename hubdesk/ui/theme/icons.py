"""Lucide icons, drawn in the palette's colours.

``QIcon("x.svg")`` would paint ``currentColor`` black, invisible in the dark; so its shape is
rendered once at one and two times the size, kept, and filled with each colour that is wanted.
Every icon has one colour: ``currentColor``.

    icons = Icons(theme)
    button.setIcon(icons.icon("plus", "on_accent"))
"""

from __future__ import annotations

import re
from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from hubdesk.kernel.resources import resource
from hubdesk.ui.theme.theme import Theme

_STROKE = re.compile(r'stroke-width="[\d.]+"')
#: Shapes, icons and pictures that are kept, of each; a day of use wants some 250 shapes.
MOST = 1024
#: Below this size a stroke must be heavier to stay visible.
_SMALL = 15


class Icons:
    """The icons of one theme; a new theme gets a new set.

    Attributes:
        theme: where the colours come from.
    """

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._icons: dict[tuple[str, str, int, int], QIcon] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}

    def icon(
        self, name: str, colour: str = "text_soft", size: int = 16, pad: int = 0
    ) -> QIcon:
        """An icon for buttons, with its disabled state.

        Args:
            name: of the file without its ending.
            colour: a token.
            size: logical pixels.
            pad: empty pixels on the right, to keep words away from it.
        """
        key = (name, colour, size, pad)
        icon = self._icons.get(key)
        if icon is None:
            if len(self._icons) >= MOST:
                self._icons.clear()
            icon = self._icons[key] = QIcon()
            for mode, token in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, "disabled")):
                for ratio in (1.0, 2.0):
                    icon.addPixmap(_padded(self.pixmap(name, token, size, ratio), pad), mode)
        return icon

    def pixmap(self, name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
        """A picture for painters, kept by name, colour, size and pixel ratio.

        Args:
            colour: a token, or a colour as ``#rrggbb``.
        """
        key = (name, colour, size, ratio)
        pixmap = self._pixmaps.get(key)
        if pixmap is None:
            if len(self._pixmaps) >= MOST:
                self._pixmaps.clear()
            shown = QColor(colour) if colour.startswith("#") else self.theme.colour(colour)
            pixmap = self._pixmaps[key] = _rendered(name, shown, size, ratio)
        return pixmap


def _rendered(name: str, colour: QColor, size: int, ratio: float) -> QPixmap:
    image = QImage(_shape(name, size, ratio))
    painter = QPainter(image)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(0, 0, size, size, colour)
    painter.end()
    return QPixmap.fromImage(image)


@lru_cache(maxsize=MOST)
def _shape(name: str, size: int, ratio: float) -> QImage:
    """An icon in black."""
    side = round(size * ratio)
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    _drawn(name, 2.2 if size < _SMALL else 1.75).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return image


@lru_cache(maxsize=MOST)
def _drawn(name: str, stroke: float) -> QSvgRenderer:
    svg = resource(f"icons/{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(_STROKE.sub(f'stroke-width="{stroke}"', svg).encode()))


def _padded(pixmap: QPixmap, pad: int) -> QPixmap:
    if not pad:
        return pixmap
    ratio = pixmap.devicePixelRatio()
    wide = QPixmap(pixmap.width() + round(pad * ratio), pixmap.height())
    wide.setDevicePixelRatio(ratio)
    wide.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wide)
    painter.drawPixmap(0, 0, pixmap)
    painter.end()
    return wide

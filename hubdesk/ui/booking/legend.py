"""What the marks on the board mean, at the right end of the message bar.

    window.messages.set_aside(Legend(front))
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hubdesk.ui.booking.inks import Inks
from hubdesk.ui.front import Front
from hubdesk.ui.widgets.make import Make, lay
from hubdesk.words.marker import N_

_ICONS = (
    ("check", "good", N_("checked in")),
    ("repeat", "text_soft", N_("series")),
    ("lock", "text_soft", N_("private")),
    ("clock-alert", "bad", N_("status|no-show")),
)
_SWATCHES = (("closure", N_("Closed")), ("held", N_("held")), ("buffer", N_("set-up")))


class Swatch(QWidget):
    """A small piece of a pattern."""

    def __init__(self, front: Front, kind: str) -> None:
        super().__init__()
        self._front = front
        self._kind = kind
        self._inks = Inks(front.theme)
        self.setFixedSize(18, 13)
        front.look_changed.connect(self._on_look_changed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        theme = self._front.theme
        if self._kind == "closure":
            painter.setPen(QPen(theme.colour("hatch"), 1))
            painter.setBrush(self._inks.closure)
        elif self._kind == "held":
            painter.setPen(self._inks.dashed(theme.hue(0).bar))
            painter.setBrush(self._inks.held(0))
        else:
            brush, pen = self._inks.buffer(0)
            painter.setPen(pen)
            painter.setBrush(brush)
        painter.drawRect(rect)

    @Slot()
    def _on_look_changed(self) -> None:
        self._inks = Inks(self._front.theme)
        self.update()


class Legend(QWidget):
    """See the module."""

    def __init__(self, front: Front) -> None:
        super().__init__()
        make = Make(front)
        box = lay(QHBoxLayout(self), gap=5)
        for icon, colour, msgid in _ICONS:
            box.addWidget(make.icon(icon, colour, 13))
            box.addWidget(make.label(msgid, role="caption", tone="muted"))
            box.addSpacing(8)
        for kind, msgid in _SWATCHES:
            box.addWidget(Swatch(front, kind))
            box.addWidget(make.label(msgid, role="caption", tone="muted"))
            box.addSpacing(8)

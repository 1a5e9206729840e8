"""The strip of figures: each is a button that jumps to its list.

    strip = Figures(make, (N_("rooms free now"), N_("check-ins due")))
    strip.show_figures([("6", "of 15", "good"), ("2", "", "warning")])
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy

from hubdesk.ui.front import Front
from hubdesk.ui.widgets.make import Make, lay
from hubdesk.ui.widgets.texts import Texts

_HEIGHT = 58


class Figure(QAbstractButton):
    """One figure with its words, and a smaller line below."""

    def __init__(self, front: Front, msgid: str, *, last: bool) -> None:
        super().__init__()
        self._front = front
        self._last = last
        self._number, self._note, self._tone = "", "", "text"
        front.speech.say(self, msgid)
        front.speech.say(self, msgid, part="name")
        self.setFixedHeight(_HEIGHT)
        self.setMinimumWidth(104)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_figure(self, number: str, note: str, tone: str) -> None:
        self._number, self._note, self._tone = number, note, tone
        self.setAccessibleDescription(f"{number} {note}".strip())
        self.setToolTip(f"{number} {self.text()} {note}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(140, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._front.theme
        texts = Texts(theme)
        if self.underMouse():
            painter.fillRect(self.rect(), theme.colour("hover"))
        painter.setPen(theme.colour(self._tone))
        used = texts.draw(painter, "figure", self._number, 14, 5, 80, 30)
        painter.setPen(theme.colour("text"))
        texts.draw(painter, "table", self.text(), 14 + used + 7, 7, self.width() - used - 28, 28)
        painter.setPen(theme.colour("muted"))
        texts.draw(painter, "caption", self._note, 14, 32, self.width() - 20, 20)
        if not self._last:
            painter.fillRect(self.width() - 1, 0, 1, self.height(), theme.colour("line"))
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRoundedRect(self.rect().adjusted(2, 2, -3, -2), 5, 5)


class Figures(QFrame):
    """Signals:
    chosen(int): index of a figure that was pressed.
    """

    chosen = Signal(int)

    def __init__(self, make: Make, msgids: Sequence[str]) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        last = len(msgids) - 1
        self.figures = [
            Figure(make.front, msgid, last=at == last) for at, msgid in enumerate(msgids)
        ]
        lay(QHBoxLayout(self), *self.figures, margins=(1, 1, 1, 1))
        for figure in self.figures:
            figure.clicked.connect(self._on_clicked)

    def show_figures(self, figures: Sequence[tuple[str, str, str]]) -> None:
        """Show (number, smaller line, tone) of each figure."""
        for widget, (number, note, tone) in zip(self.figures, figures, strict=True):
            widget.show_figure(number, note, tone)

    @Slot()
    def _on_clicked(self) -> None:
        self.chosen.emit(self.figures.index(self.sender()))  # type: ignore[arg-type]

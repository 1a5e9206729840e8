"""A paper in the list: icon, name, what it is for.

    button = PaperButton(front, CHOICES[0])
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton

from hubdesk.ui.front import Front
from hubdesk.ui.reports.papers import Choice
from hubdesk.ui.widgets.texts import Texts

_HEIGHT = 48


class PaperButton(QAbstractButton):
    """Attributes:
    choice: the paper it stands for.
    """

    def __init__(self, front: Front, choice: Choice) -> None:
        super().__init__()
        self.choice = choice
        self._front = front
        self.setCheckable(True)
        self.setFixedHeight(_HEIGHT)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        front.speech.say(self, choice.msgid)
        front.speech.say(self, choice.msgid, part="name")
        front.speech.say(self, choice.hint, part="tip")

    def sizeHint(self) -> QSize:
        return QSize(240, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, chosen = self._front.theme, self.isChecked()
        body = self.rect().adjusted(1, 1, -1, -1)
        if chosen or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft" if chosen else "hover"))
            painter.drawRoundedRect(body, 6, 6)
        if chosen:
            painter.setBrush(theme.colour("accent"))
            painter.drawRoundedRect(QRect(0, 12, 3, self.height() - 24), 1.5, 1.5)
        icon = self._front.icons.pixmap(
            self.choice.icon, "accent" if chosen else "text_soft", 20, self.devicePixelRatioF()
        )
        painter.drawPixmap(14, 14, icon)
        texts, room = Texts(theme), self.width() - 54
        painter.setPen(theme.colour("accent" if chosen else "text"))
        texts.draw(painter, "label" if chosen else "body", self.text(), 46, 3, room, 22)
        painter.setPen(theme.colour("muted"))
        hint = self._front.words.t(self.choice.hint)
        texts.draw(painter, "caption", hint, 46, 24, room, 20)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(body.adjusted(1, 1, -1, -1), 5, 5)

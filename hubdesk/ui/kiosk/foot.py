"""The foot of a kiosk: how old what is shown is, what just happened, and the other language.

    foot = Foot(front)
    foot.show_state(as_of, lost=True, why="")
    foot.tell("เช็กอินแล้ว", "Checked in", "good")
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from hubdesk.ui.front import Front
from hubdesk.ui.kiosk.bigbutton import BigButton
from hubdesk.ui.kiosk.canvas import Canvas
from hubdesk.ui.kiosk.sheet import LEFT
from hubdesk.ui.kiosk.wording import Pair
from hubdesk.words.marker import N_

_OTHER = {"th": "English", "en": "ไทย"}


class Foot(QWidget):
    """See the module.

    Signals:
        language_wanted(): the other one comes first.

    Attributes:
        lost: what is shown may be out of date.
        shown: every text of the last painting.
    """

    language_wanted = Signal()

    def __init__(self, front: Front) -> None:
        super().__init__()
        self.front = front
        self.lost = False
        self.shown: list[str] = []
        self._as_of: datetime | None = None
        self._why = ""
        self._said = ("", "", "")
        self._scale, self._width = 1.0, 1440.0
        self.language = BigButton(front, "plain", self, size=22)
        self.language.clicked.connect(self.language_wanted)
        self.retranslate()

    def place(self, scale: float, width: float) -> None:
        """Take the scale and width of the sheet above."""
        self._scale, self._width = scale, width
        self.language.place(scale, width - LEFT - 130, 20, 130, 52)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.update()

    def retranslate(self) -> None:
        """After another language."""
        self.language.say(_OTHER[self.front.words.lang])
        self.update()

    def show_state(self, as_of: datetime | None, *, lost: bool, why: str = "") -> None:
        """Say of when what is shown is; ``why`` it is not newer."""
        self.lost, self._as_of, self._why = lost, as_of, why
        self._describe()
        self.update()

    def tell(self, first: str, second: str = "", tone: str = "good") -> None:
        """Say what just happened; empty texts end it."""
        self._said = (first, second, tone)
        self._describe()
        self.update()

    def said(self) -> str:
        """What was told last and still stands."""
        return " \u00b7 ".join(text for text in self._said[:2] if text)

    def words(self) -> tuple[str, str]:
        """Of when what is shown is, in both languages."""
        pair = Pair.of(self.front)
        if self._as_of is None:
            return pair.both(N_("No connection to the hub yet"))
        as_of = self._as_of
        if not self.lost:
            return pair.say(lambda words: words.t("as of {time}", time=words.time(as_of)))
        return pair.say(
            lambda words: words.t("Connection lost \u00b7 as of {time}", time=words.time(as_of))
        )

    def _describe(self) -> None:
        first, second = self.words()
        self.setAccessibleName(f"{first} \u00b7 {second}")
        self.setAccessibleDescription(self.said())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        canvas = Canvas(painter, self.front.theme, self.front.icons, self._scale)
        painter.fillRect(self.rect(), self.front.theme.colour("rail"))
        canvas.rule(0, 0, self._width)
        first, second = self.words()
        room = self._width - 2 * LEFT - 160
        if self._said[0]:
            self._paint_said(canvas, room)
        elif self.lost:
            self._paint_lost(canvas, first, second, room)
        else:
            canvas.text(f"{first} \u00b7 {second}", LEFT, 0, room, 20, tone="muted", height=92)
        painter.end()
        self.shown = canvas.shown

    def _paint_lost(self, canvas: Canvas, first: str, second: str, room: float) -> None:
        width = min(room, canvas.width(first, 24, 600) + 76)
        canvas.box(LEFT, 18, width, 56, "warning_soft", "warning")
        canvas.icon("wifi-off", LEFT + 18, 33, 26, "warning")
        canvas.text(first, LEFT + 56, 18, width - 66, 24, weight=600, tone="warning", height=56)
        x = LEFT + width + 22
        canvas.text(second, x, 10, room - width - 22, 20, tone="warning", height=38)
        again = Pair.of(self.front).first.t("trying again")
        why = f"{again} \u00b7 {self._why}" if self._why else again
        canvas.text(why, x, 46, room - width - 22, 19, tone="muted", height=34)

    def _paint_said(self, canvas: Canvas, room: float) -> None:
        first, second, tone = self._said
        icon = {"good": "circle-check", "warning": "clock-alert"}.get(tone, "circle-alert")
        canvas.box(LEFT, 12, room, 68, f"{tone}_soft", tone)
        canvas.icon(icon, LEFT + 18, 32, 30, tone)
        space = room - 80
        canvas.text(first, LEFT + 62, 14, space, 24, weight=600, tone=tone, height=36)
        canvas.text(second, LEFT + 62, 46, space, 19, tone=tone, height=32)

"""What stands over a kiosk while somebody types: a pad for the code, a pad for the organisation.

Fingers and keyboard do the same.  Who goes away leaves nothing behind: the window closes a pad
that nobody touches.

    pad = CodePad(front, parent)
    pad.typed.connect(self._on_code_typed)
    pad.open()
"""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import decimal

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from hubdesk.booking.arrivals import CODE_DIGITS
from hubdesk.booking.doors import DoorOrg
from hubdesk.kernel.folding import folded
from hubdesk.ui.front import Front
from hubdesk.ui.kiosk.bigbutton import BigButton
from hubdesk.ui.kiosk.canvas import Canvas
from hubdesk.ui.kiosk.sheet import sheet_of
from hubdesk.ui.kiosk.wording import Pair
from hubdesk.ui.widgets.keys import ENTER
from hubdesk.words.marker import N_

_DIGITS = "123456789"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#: What the key says that takes the last sign back; it shows an icon.
_BACK = "\b"
#: So many organisations are offered at once.
_MOST = 6
_LONGEST = 24


class Pad(QWidget):
    """A panel in the middle, and a veil over the rest.

    Signals:
        touched(): somebody is there.
        closed(): it was put away without an answer.

    Attributes:
        text: as typed so far.
    """

    touched = Signal()
    closed = Signal()
    size_on_sheet = (560, 700)
    msgid = ""

    def __init__(self, front: Front, parent: QWidget) -> None:
        super().__init__(parent)
        self.front = front
        self.text = ""
        self.title = ("", "")
        self.hide()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.close_button = BigButton(front, "plain", self)
        self.close_button.clicked.connect(self.dismiss)

    def open(self) -> None:
        """Come to the front, with nothing typed."""
        self.text = ""
        self.title = Pair.of(self.front).both(self.msgid)
        self.close_button.draw("x", Pair.of(self.front).line(N_("Close")))
        parent = self.parentWidget()
        assert parent is not None
        self.setGeometry(parent.rect())
        self.place()
        self.show()
        self.raise_()
        self.setFocus()
        self.renew()

    @Slot()
    def dismiss(self) -> None:
        """Go away without an answer."""
        if self.isVisible():
            self.hide()
            self.text = ""
            self.closed.emit()

    def put(self, sign: str) -> None:
        """Take one more sign."""
        self.touched.emit()
        self.text = (self.text + sign)[:_LONGEST]
        self.renew()

    def take_back(self) -> None:
        """Forget the last sign."""
        self.touched.emit()
        self.text = self.text[:-1]
        self.renew()

    def renew(self) -> None:
        """Show what was typed."""
        self.setAccessibleName(" \u00b7 ".join(self.title))
        self.setAccessibleDescription(self.text)
        self.update()

    def panel(self) -> tuple[float, float]:
        """The upper left corner of the panel on the sheet."""
        sheet = sheet_of(self)
        width, height = self.size_on_sheet
        return (sheet.width - width) / 2, max(8.0, (sheet.height - height) / 2)

    def place(self) -> None:
        """Put the buttons on the panel."""
        x, y = self.panel()
        right = x + self.size_on_sheet[0]
        self.close_button.place(sheet_of(self).scale, right - 92, y + 16, 76, 60)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        elif event.key() == Qt.Key.Key_Backspace:
            self.take_back()
        elif event.text() and event.text().isprintable():
            self.put(event.text())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        canvas = Canvas(painter, self.front.theme, self.front.icons, sheet_of(self).scale)
        veil = QColor(self.front.theme.colour("background"))
        veil.setAlphaF(0.82)
        painter.fillRect(self.rect(), veil)
        x, y = self.panel()
        width, height = self.size_on_sheet
        canvas.box(x, y, width, height, "raised", "line_strong", radius=12)
        canvas.text(self.title[0], x + 32, y + 14, width - 140, 30, weight=700)
        canvas.text(self.title[1], x + 32, y + 56, width - 140, 20, tone="muted")
        self.paint_panel(canvas, x, y)
        painter.end()

    def paint_panel(self, canvas: Canvas, x: float, y: float) -> None:
        """What the panel shows beside its buttons."""

    def _key(self, sign: str) -> BigButton:
        button = BigButton(self.front, "plain", self, size=30)
        button.value = sign
        if sign == _BACK:
            button.draw("delete", Pair.of(self.front).line(N_("Delete the last sign")))
        else:
            button.say(sign)
        button.clicked.connect(self._on_key_clicked)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    @Slot()
    def _on_key_clicked(self) -> None:
        button = self.sender()
        assert isinstance(button, BigButton)
        if button.value == _BACK:
            self.take_back()
        else:
            self.put(str(button.value))


class CodePad(Pad):
    """Signals:
    typed(str): a whole code.
    """

    typed = Signal(str)
    msgid = N_("Check-in code")

    def __init__(self, front: Front, parent: QWidget) -> None:
        super().__init__(front, parent)
        self.keys = [self._key(digit) for digit in _DIGITS]
        self.keys += [self._key("0"), self._key(_BACK)]

    def put(self, sign: str) -> None:
        if sign.isdecimal() and len(self.text) < CODE_DIGITS:
            super().put(str(decimal(sign)))  # a Thai keyboard has digits of its own
            if len(self.text) == CODE_DIGITS:
                code = self.text
                self.hide()
                self.text = ""
                self.typed.emit(code)

    def place(self) -> None:
        super().place()
        x, y = self.panel()
        scale = sheet_of(self).scale
        places = [(column, row) for row in range(3) for column in range(3)] + [(1, 3), (2, 3)]
        for button, (column, row) in zip(self.keys, places, strict=True):
            button.place(scale, x + 32 + column * 168, y + 232 + row * 112, 160, 104)

    def paint_panel(self, canvas: Canvas, x: float, y: float) -> None:
        for at in range(CODE_DIGITS):
            left = x + 32 + at * 82 + (14 if at >= CODE_DIGITS // 2 else 0)
            next_one = at == len(self.text)
            canvas.box(left, y + 112, 72, 92, "surface", "focus" if next_one else "control",
                       pen=3 if next_one else 1.5)  # fmt: skip
            if at < len(self.text):
                canvas.text(self.text[at], left, y + 112, 72, 44, weight=600, align="centre",
                            height=92)  # fmt: skip


class OrgPad(Pad):
    """Signals:
    chosen(DoorOrg): whom the room is booked for.
    """

    chosen = Signal(object)
    size_on_sheet = (1120, 780)
    msgid = N_("Which organisation books?")

    def __init__(self, front: Front, parent: QWidget) -> None:
        super().__init__(front, parent)
        self._orgs: Sequence[DoorOrg] = ()
        self.offers = [BigButton(front, "plain", self, size=24) for _ in range(_MOST)]
        for button in self.offers:
            button.clicked.connect(self._on_offer_clicked)
        self.keys = [self._key(letter) for letter in _LETTERS] + [self._key(_BACK)]

    def ask(self, orgs: Sequence[DoorOrg]) -> None:
        """Offer organisations."""
        self._orgs = orgs
        self.open()

    def fitting(self) -> list[DoorOrg]:
        """Those that what was typed can mean: by the beginning of code or name first."""
        typed = folded(self.text.strip())
        found = []
        for org in self._orgs:
            texts = [folded(text) for text in (org.code, org.names.th, org.names.en) if text]
            if any(text.startswith(typed) for text in texts):
                found.append((0, org))
            elif any(typed in text for text in texts):
                found.append((1, org))
        return [org for _, org in sorted(found, key=lambda one: (one[0], one[1].code))]

    def renew(self) -> None:
        super().renew()
        pair, fitting = Pair.of(self.front), self.fitting()
        for at, button in enumerate(self.offers):
            button.setVisible(at < len(fitting))
            if at < len(fitting):
                org = fitting[at]
                button.value = org
                first, second = (org.names.get(words.lang) for words in (pair.first, pair.second))
                button.say(f"{org.code} \u00b7 {first}" if first else org.code, second)

    def place(self) -> None:
        super().place()
        x, y = self.panel()
        scale = sheet_of(self).scale
        for at, button in enumerate(self.offers):
            button.place(scale, x + 32 + at % 2 * 532, y + 178 + at // 2 * 98, 524, 90)
        for at, button in enumerate(self.keys):
            button.place(scale, x + 32 + at % 9 * 117, y + 484 + at // 9 * 94, 110, 86)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        fitting = self.fitting()
        if event.key() in ENTER and fitting:
            self._choose(fitting[0])
        else:
            super().keyPressEvent(event)

    def paint_panel(self, canvas: Canvas, x: float, y: float) -> None:
        canvas.box(x + 32, y + 100, self.size_on_sheet[0] - 64, 62, "surface", "focus", pen=3)
        hint = Pair.of(self.front).line(N_("First letters of code or name"))
        canvas.text(self.text or hint, x + 50, y + 100, self.size_on_sheet[0] - 100, 26,
                    tone="text" if self.text else "muted", height=62)  # fmt: skip

    def _choose(self, org: DoorOrg) -> None:
        self.hide()
        self.text = ""
        self.chosen.emit(org)

    @Slot()
    def _on_offer_clicked(self) -> None:
        button = self.sender()
        assert isinstance(button, BigButton)
        if isinstance(button.value, DoorOrg):
            self._choose(button.value)


def covered(parent: QRect, pad: Pad) -> None:
    """Let an open pad cover its window after that was made larger."""
    if pad.isVisible():
        pad.setGeometry(parent)
        pad.place()

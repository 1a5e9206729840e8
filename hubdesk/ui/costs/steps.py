"""The month as steps: Bills → Drivers → Preview → Review → Close → Statements.

    strip = Steps(make)
    strip.show_steps([StepState(done=True, note="7 bills"), …])
    strip.choose("review")
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QHBoxLayout, QSizePolicy

from hubdesk.ui.front import Front
from hubdesk.ui.widgets.make import Make, lay
from hubdesk.ui.widgets.texts import Texts
from hubdesk.words.marker import N_

STEPS = (
    ("bills", N_("Bills")),
    ("drivers", N_("Drivers")),
    ("preview", N_("Preview")),
    ("review", N_("Review")),
    ("close", N_("Close month")),
    ("statements", N_("Statements")),
)
_HEIGHT = 54


@dataclass(frozen=True, slots=True)
class StepState:
    """How far a step is; ``note`` in the reader's language, ``wrong`` = something blocks there."""

    note: str
    done: bool = False
    wrong: bool = False


class Step(QAbstractButton):
    """One step: a tick or its number, its word, a note; underlined while it is shown."""

    def __init__(self, front: Front, number: int, key: str, msgid: str, *, last: bool) -> None:
        super().__init__()
        self.key = key
        self._front = front
        self._number = number
        self._last = last
        self._state = StepState("")
        self.setCheckable(True)
        self.setFixedHeight(_HEIGHT)
        self.setMinimumWidth(110)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        front.speech.say(self, msgid)
        front.speech.say(self, msgid, part="name")

    def show_state(self, state: StepState) -> None:
        self._state = state
        self.setToolTip(state.note)
        self.setAccessibleDescription(state.note)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(170, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, chosen = self._front.theme, self.isChecked()
        texts = Texts(theme)
        if chosen or self.underMouse():
            painter.fillRect(self.rect(), theme.colour("accent_soft" if chosen else "hover"))
        if chosen:
            painter.fillRect(0, _HEIGHT - 3, self.width(), 3, theme.colour("accent"))
        elif not self._last:
            painter.fillRect(self.width() - 1, 0, 1, _HEIGHT, theme.colour("line"))
        self._paint_mark(painter, texts, chosen=chosen)
        room = self.width() - 54
        painter.setPen(theme.colour("text"))
        texts.draw(painter, "table_strong", self.text(), 46, 7, room, 20)
        painter.setPen(theme.colour("bad" if self._state.wrong else "muted"))
        texts.draw(painter, "caption", self._state.note, 46, 27, room, 20)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(2, 2, -3, -3), 5, 5)

    def _paint_mark(self, painter: QPainter, texts: Texts, *, chosen: bool) -> None:
        theme, state = self._front.theme, self._state
        circle = QRectF(13, (_HEIGHT - 24) / 2, 24, 24)
        ratio = self.devicePixelRatioF()
        if state.wrong or (state.done and not chosen):
            tone = "bad" if state.wrong else "good"
            icon = "triangle-alert" if state.wrong else "check"
            painter.setPen(QPen(theme.colour(tone), 1))
            painter.setBrush(theme.colour(f"{tone}_soft"))
            painter.drawEllipse(circle)
            painter.drawPixmap(
                circle.topLeft() + QPointF(5, 5), self._front.icons.pixmap(icon, tone, 14, ratio)
            )
            return
        painter.setPen(QPen(theme.colour("accent" if chosen else "line_strong"), 1))
        painter.setBrush(theme.colour("accent") if chosen else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(circle)
        painter.setPen(theme.colour("on_accent" if chosen else "text_soft"))
        number = str(self._number)
        used = texts.width("code", number)
        texts.draw(painter, "code", number, 25 - used / 2, circle.top(), 24, 24)


class Steps(QFrame):
    """Signals:
    chosen(str): key of the step a person wants to see.
    """

    chosen = Signal(str)

    def __init__(self, make: Make) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        make.front.speech.say(self, N_("Steps of the month"), part="name")
        group = QButtonGroup(self)
        last = len(STEPS)
        self.steps = {
            key: Step(make.front, number, key, msgid, last=number == last)
            for number, (key, msgid) in enumerate(STEPS, start=1)
        }
        for step in self.steps.values():
            group.addButton(step)
        lay(QHBoxLayout(self), *self.steps.values(), margins=(1, 1, 1, 1))
        group.buttonClicked.connect(self._on_button_clicked)

    def show_steps(self, states: Sequence[StepState]) -> None:
        for step, state in zip(self.steps.values(), states, strict=True):
            step.show_state(state)

    def choose(self, key: str) -> None:
        """Show a step as the current one, without a signal."""
        self.steps[key].setChecked(True)

    @Slot(QAbstractButton)
    def _on_button_clicked(self, step: Step) -> None:
        self.chosen.emit(step.key)

"""The message bar: what happened, with *Undo*; how far long work is, with *Cancel*.

    bar.show_message(Message("Booked", change=7))
    bar.undo_wanted.connect(...)
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from hubdesk.ui.front import Front, Message
from hubdesk.ui.widgets.make import Make, lay, retone
from hubdesk.words.marker import N_

_ICONS = {"good": "check", "info": "info", "warning": "triangle-alert", "bad": "circle-alert"}
#: Nothing was written when these are said: what was written before can still be taken back.
_REFUSALS = ("warning", "bad")
_COLOURS = {"good": "good", "info": "accent", "warning": "warning", "bad": "bad"}


@dataclass(frozen=True, slots=True)
class Deed:
    """What can be taken back.

    Attributes:
        text: as it was told when it was done.
        undone: it has been taken back, so taking that back does it again.
    """

    text: str
    undone: bool


class MessageBar(QWidget):
    """Signals:
    undo_wanted(int): number of the history row to take back.
    cancel_wanted(str): title of the work to end.
    """

    undo_wanted = Signal(object)
    cancel_wanted = Signal(str)

    def __init__(self, front: Front) -> None:
        super().__init__()
        self.front = front
        make = self.make = Make(front)
        self.setProperty("kind", "foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(front.theme.size("message_bar"))
        self._change: int | None = None
        self._deed = Deed("", undone=False)
        self._title = ""
        self._icon = make.icon("check", "good", 16)
        self._text = make.elided()
        self._text.setObjectName("message")
        self._undo = make.button(
            N_("Undo"), icon="undo-2", small=True, on=self._on_undo_clicked,
            tip=N_("Also by Ctrl+Z"),
        )  # fmt: skip
        self._work = make.label(role="small", tone="soft")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(160)
        front.speech.say(self._bar, N_("Progress"), part="name")
        self._cancel = make.button(N_("Cancel"), small=True, on=self._on_cancel_clicked)
        self._aside = QWidget()
        self._aside_layout = lay(QHBoxLayout(self._aside))
        self._layout = lay(
            QHBoxLayout(self), self._icon, self._text, self._undo, self._work, self._bar,
            self._cancel, self._aside, gap=10, margins=(14, 0, 14, 0),
        )  # fmt: skip
        self._layout.setStretchFactor(self._text, 1)
        for widget in (self._icon, self._undo, self._work, self._bar, self._cancel):
            widget.hide()

    @Slot(object)
    def show_message(self, message: Message) -> None:
        """Show a line; it stays until the next one."""
        self._icon.show_icon(_ICONS[message.tone], _COLOURS[message.tone])
        self._icon.show()
        retone(self._text, "bad" if message.tone == "bad" else "")
        self._text.set_whole(message.text)
        if message.change is not None or message.tone not in _REFUSALS:
            self._change = message.change
            self._deed = Deed(message.deed or message.text, undone=bool(message.deed))
            again = self._deed.undone
            self.front.speech.say(self._undo, N_("Redo") if again else N_("Undo"))
        self._undo.setVisible(message.change is not None)

    def turn_page(self) -> None:
        """Another page is in front: what cannot be undone from here is said no longer."""
        if self._undo.isHidden():
            self._icon.hide()
            self._text.set_whole("")

    @Slot(str, int, int)
    def show_step(self, title: str, done: int, total: int) -> None:
        """Show how far titled work is; total 0 = unknown, −1 = it has ended."""
        going = total >= 0
        self._title = title if going else ""
        for widget in (self._work, self._bar, self._cancel):
            widget.setVisible(going)
        if going:
            self._work.setText(title)
            self._bar.setRange(0, total)
            self._bar.setValue(done)

    def set_aside(self, widget: QWidget | None) -> None:
        """What stands at the right end for the page in front."""
        while (item := self._aside_layout.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
        if widget is not None:
            self._aside_layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignRight)
            widget.show()

    def undoable(self) -> int | None:
        """What Ctrl+Z would take back now; a refusal in the line changes nothing of it."""
        return self._change

    def deed(self) -> Deed:
        """What was done by that change."""
        return self._deed

    def message(self) -> str:
        """The line as it would be shown with room enough."""
        return self._text.whole()

    @Slot()
    def _on_undo_clicked(self) -> None:
        if self._change is not None:
            self.undo_wanted.emit(self._change)

    @Slot()
    def _on_cancel_clicked(self) -> None:
        self.cancel_wanted.emit(self._title)

"""The error bar: what is wrong with the hub's place, not with what a person did.

A full disk, a server that is gone, a file that another program holds: it stays in sight until it
is closed or over, and says since when; refusals of a rule are said in the message bar and make way
for the next.

    bar.show_error(DiskFullError(location="hub.hubdesk"))
    bar.resolve()
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hubdesk.kernel.errors import KnownError
from hubdesk.ui.front import Front
from hubdesk.ui.widgets.make import Make, lay
from hubdesk.words.marker import N_


class ErrorBar(QWidget):
    """See the module."""

    def __init__(self, front: Front) -> None:
        super().__init__()
        self.front = front
        make = self.make = Make(front)
        self.setProperty("kind", "trouble")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        front.speech.say(self, N_("What is wrong"), part="name")
        self._error: KnownError | None = None
        self._since = front.now()
        self._text = make.label(role="label", tone="bad", wrap=True)
        self.close_button = make.icon_button(
            N_("Close"), "x", kind="quiet", on=self.resolve, side="button_small"
        )
        lay(
            QHBoxLayout(self), make.icon("circle-alert", "bad", 18), self._text,
            self.close_button, gap=10, margins=(16, 6, 10, 6),
        ).setStretch(1, 1)  # fmt: skip
        front.words_changed.connect(self._say)
        self.hide()

    def show_error(self, error: KnownError) -> None:
        """Say what is wrong; the newest trouble takes the place of an older one.

        The same trouble told again, by whatever was tried next, is as old as it was.
        """
        if self._error is None or self._error.code != error.code:
            self._since = self.front.now()
        self._error = error
        self._say()
        self.show()

    @Slot()
    def resolve(self) -> None:
        """It is over, or the person has seen it."""
        self._error = None
        self.hide()

    def error(self) -> KnownError | None:
        """What stands in the bar."""
        return self._error

    def text(self) -> str:
        return self._text.text()

    @Slot()
    def _say(self) -> None:
        if self._error is not None:
            words = self.front.words
            since = words.moment(self._since)
            if self._since.date() == self.front.today():
                since = words.time(self._since)
            trouble = words.error(self._error)
            self._text.setText(words.t(N_("{trouble} (since {time})"), trouble=trouble, time=since))

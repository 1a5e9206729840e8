"""The shift note: one text that is kept as it is written, and what earlier shifts left.

part = NotePart(make)
part.show_note(note, earlier)
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from hubdesk.frontdesk.model import ShiftNote
from hubdesk.ui.widgets.make import Make, clear, lay
from hubdesk.words.marker import N_

#: A pause in typing after which the note is kept.
_PAUSE_MS = 2500
_MOST_EARLIER = 6


class _Text(QPlainTextEdit):
    """Signals:
    left(): the keyboard went elsewhere.
    """

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class NotePart(QWidget):
    """Signals:
    written(str): the note has another text.
    handed_over(str): the shift ends with this text.
    """

    written = Signal(str)
    handed_over = Signal(str)

    def __init__(self, make: Make) -> None:
        super().__init__()
        self.make = make
        self._kept = ""
        self._shown: tuple[object, ...] = ()
        self.text = _Text()
        self.text.setFont(make.front.theme.font("body"))
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(96)
        make.front.speech.say(self.text, N_("Shift note"), part="name")
        make.front.speech.say(
            self.text, N_("What must the next shift know? It is kept while you write."),
            part="hint",
        )  # fmt: skip
        self._since = make.label(role="small", tone="muted")
        self.hand = make.button(N_("shift|Hand over"), icon="check", small=True,
                                on=self._on_hand_over)  # fmt: skip
        self._earlier = QVBoxLayout()
        self._earlier.setSpacing(2)
        inside = QWidget()
        lay(QVBoxLayout(inside), self._earlier, None, margins=(12, 0, 12, 8))
        lay(
            QVBoxLayout(self),
            lay(QVBoxLayout(), self.text, margins=(12, 10, 12, 6)),
            lay(QHBoxLayout(), self._since, None, self.hand, gap=8, margins=(14, 0, 12, 8)),
            make.rule(),
            make.scroll(inside, N_("Earlier shift notes")),
        )  # fmt: skip
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self.keep)
        self.text.textChanged.connect(self._on_text_changed)
        self.text.left.connect(self.keep)

    def show_note(self, note: ShiftNote | None, earlier: Sequence[ShiftNote]) -> None:
        """Show what is kept; a text that is being written stays as it is."""
        if self.text.toPlainText().strip() == self._kept or not self.text.hasFocus():
            self._kept = "" if note is None else note.text
            if self.text.toPlainText().strip() != self._kept:
                self.text.blockSignals(True)
                self.text.setPlainText(self._kept)
                self.text.moveCursor(QTextCursor.MoveOperation.End)
                self.text.blockSignals(False)
        words = self.make.front.words
        self._since.setText("" if note is None else words.t(
            "since {time}", time=words.moment(note.started_at)))  # fmt: skip
        self.hand.setEnabled(note is not None or bool(self.text.toPlainText().strip()))
        shown = (words, tuple(earlier))
        if shown != self._shown:
            self._shown = shown
            self._fill(earlier[:_MOST_EARLIER])

    def _fill(self, earlier: Sequence[ShiftNote]) -> None:
        clear(self._earlier)
        words = self.make.front.words
        for note in earlier:
            if note.ended_at is None or not note.text:
                continue
            head = f"{words.moment(note.ended_at)} \u00b7 {note.ended_by}"
            self._earlier.addSpacing(8)
            self._earlier.addWidget(self.make.label(text=head, role="caption", tone="muted"))
            self._earlier.addWidget(self.make.label(text=note.text, role="table", wrap=True))
        if self._earlier.count() == 0:
            self._earlier.addSpacing(8)
            self._earlier.addWidget(
                self.make.label(N_("No earlier notes."), role="small", tone="muted")
            )

    @Slot()
    def keep(self) -> None:
        """Tell what is written, if it differs from what is kept."""
        self._timer.stop()
        text = self.text.toPlainText().strip()
        if text != self._kept:
            self._kept = text
            self.written.emit(text)

    @Slot()
    def _on_text_changed(self) -> None:
        self.hand.setEnabled(bool(self.text.toPlainText().strip()))
        self._timer.start()

    @Slot()
    def _on_hand_over(self) -> None:
        self._timer.stop()
        text = self.text.toPlainText().strip()
        self._kept = ""
        self.text.blockSignals(True)
        self.text.setPlainText("")
        self.text.blockSignals(False)
        self.handed_over.emit(text)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.text.setFont(self.make.front.theme.font("body"))

"""The one line a receptionist types into: what is understood stands below while it is typed.

Enter notes it; a list proposes codes for the word that is being typed, arrows and Tab take one.

    entry = EntryLine(make, N_("New visitor"), N_("Name, code of the organisation, time, x3"))
    entry.offer(choices)
    entry.entered.connect(self._on_entered)     # the text
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from hubdesk.ui.today.desk.quick import completed, last_word, proposals
from hubdesk.ui.widgets.keys import ENTER
from hubdesk.ui.widgets.make import Make, lay, retone

#: Between a code and its name in the list of proposals.
_BETWEEN = "  "


class QuickField(QLineEdit):
    """A line with proposals for its last word; undo is the window's while nothing was typed."""

    def __init__(self, make: Make, name: str, hint: str) -> None:
        super().__init__()
        self._choices: tuple[tuple[str, str], ...] = ()
        self._model = QStringListModel(self)
        completer = QCompleter(self._model, self)
        completer.setWidget(self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        popup = completer.popup()
        assert popup is not None
        popup.setProperty("kind", "choices")
        popup.setFont(make.front.theme.font("body"))
        popup.installEventFilter(self)
        self._popup, self._completer = popup, completer
        completer.activated.connect(self._on_activated)
        make.as_field(self, name, hint=hint)
        self.textEdited.connect(self._on_edited)

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Codes and the names they are found by."""
        self._choices = tuple(choices)

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.matches(QKeySequence.StandardKey.Undo)
            and not self.isUndoAvailable()
        ):
            event.ignore()
            return False
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the open list Tab takes the first proposal; Enter without a mark is the line's."""
        if watched is self._popup and isinstance(event, QKeyEvent) and (
            event.type() == QEvent.Type.KeyPress
        ):  # fmt: skip
            marked = self._popup.currentIndex().isValid()
            if event.key() == Qt.Key.Key_Tab:
                self._on_activated(self._model.stringList()[self._popup.currentIndex().row()
                                                            if marked else 0])  # fmt: skip
                self._popup.hide()
                return True
            if event.key() in ENTER and not marked:
                self._popup.hide()
                self.returnPressed.emit()
                return True
        return super().eventFilter(watched, event)

    @Slot()
    def _on_edited(self) -> None:
        names = dict(self._choices)
        found = proposals(last_word(self.text()), self._choices)
        exact = [code for code in found if code.casefold() == last_word(self.text()).casefold()]
        if not found or exact:
            self._popup.hide()
            return
        self._model.setStringList([f"{code}{_BETWEEN}{names[code]}" for code in found])
        self._completer.complete()

    @Slot(str)
    def _on_activated(self, text: str) -> None:
        self.setText(completed(self.text(), text.partition(_BETWEEN)[0]))
        self.textEdited.emit(self.text())


class EntryLine(QWidget):
    """Signals:
    entered(str): Enter was pressed on a text.

    Attributes:
        field: where it is typed.
    """

    entered = Signal(str)

    def __init__(self, make: Make, name: str, hint: str) -> None:
        super().__init__()
        self._front = make.front
        self._read: Callable[[str], str] = lambda _text: ""
        self._hint = hint
        self.field = QuickField(make, name, name)
        self._button = make.icon_button(name, "plus", on=self._on_return_pressed, side="field")
        self.reading = make.elided(role="small", tone="muted")
        line = lay(QHBoxLayout(), self.field, self._button, gap=6)
        lay(QVBoxLayout(self), line, self.reading, gap=4, margins=(12, 10, 12, 8))
        make.front.speech.say(self.field, hint, part="tip")
        self.field.textChanged.connect(self._on_text_changed)
        self.field.returnPressed.connect(self._on_return_pressed)
        make.front.words_changed.connect(self.read_again)
        self.read_again()

    def read_by(self, read: Callable[[str], str]) -> None:
        """Say with this what is understood; an empty answer shows nothing."""
        self._read = read

    @Slot()
    def read_again(self) -> None:
        """Say again what stands in the field, or what may."""
        self._on_text_changed(self.field.text())

    def empty(self) -> None:
        """After it was noted; leaves no typing to take back, so Ctrl+Z undoes the deed."""
        self.field.setText("")

    def blame(self, text: str) -> None:
        """Say why it cannot be noted yet."""
        retone(self.reading, "bad")
        self.reading.set_whole(text)
        self.field.setAccessibleDescription(text)

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        retone(self.reading, "muted")
        said = self._read(text) if text.strip() else self._front.words.t(self._hint)
        self.reading.set_whole(said)
        self.field.setAccessibleDescription(said)

    @Slot()
    def _on_return_pressed(self) -> None:
        if self.field.text().strip():
            self.entered.emit(self.field.text())
        else:
            self.field.setFocus()

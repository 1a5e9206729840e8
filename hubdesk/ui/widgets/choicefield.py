"""A field whose text names one of many things: type a code or a part of a name.

    pool = ChoiceField(make, N_("Pool"))
    pool.offer([("rent", "Rent"), ("water", "Water")])
    pool.key()      # "rent", or None while it is not clear what is meant
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit

from hubdesk.ui.widgets.keys import ENTER
from hubdesk.ui.widgets.make import Make, mark_wrong


class ChoiceField(QLineEdit):
    """See the module.

    Signals:
        taken(str): a person chose from the list; what stands in the field now.
    """

    taken = Signal(str)

    def __init__(self, make: Make, name: str, *, hint: str = "") -> None:
        super().__init__()
        self.front = make.front
        self._choices: tuple[tuple[str, str], ...] = ()
        self._model = QStringListModel(self)
        completer = QCompleter(self._model, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        popup = completer.popup()
        assert popup is not None
        popup.setProperty("kind", "choices")
        popup.setFont(make.front.theme.font("body"))
        popup.installEventFilter(self)
        self._popup = popup
        self._completer = completer
        completer.activated.connect(self._on_activated)
        self.setCompleter(completer)
        make.as_field(self, name, hint=hint)
        self.textEdited.connect(self._on_edited)

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """What can be chosen: (key, as it is shown); what stands in the field stays meant."""
        chosen = self.key()
        self._choices = tuple(choices)
        self._model.setStringList([shown for _key, shown in self._choices])
        if chosen is not None:
            self.show_key(chosen)

    def key(self) -> str | None:
        """What the text means: a key, a shown text, or the only one that holds it."""
        text = self.text().strip().casefold()
        if not text:
            return None
        for key, shown in self._choices:
            if text in (key.casefold(), shown.casefold()):
                return key
        holding = [key for key, shown in self._choices if text in f"{key} {shown}".casefold()]
        return holding[0] if len(holding) == 1 else None

    def show_key(self, key: str) -> None:
        """Let the field say a key."""
        self.setText(dict(self._choices).get(key, key))
        self.setCursorPosition(0)
        mark_wrong(self, "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the open list takes its first line even if none is marked."""
        if (
            watched is self._popup
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in ENTER
            and not self._popup.currentIndex().isValid()
        ):
            text = self._completer.currentCompletion()
            self._popup.hide()
            if text:
                self.setText(text)
                self._on_activated(text)
            return True
        return super().eventFilter(watched, event)

    @Slot(str)
    def _on_activated(self, text: str) -> None:
        mark_wrong(self, "")
        self.taken.emit(text)

    @Slot()
    def _on_edited(self) -> None:
        mark_wrong(self, "")

"""A field for an organisation: type a code or a part of a name, Enter takes the first that fits.

Names are found in both languages, whichever is shown.

    field = OrgField(make)
    field.set_orgs(book)
    field.taken.connect(self._on_org_taken)
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit

from hubdesk.ui.orgs import OrgBook, OrgChoice
from hubdesk.ui.widgets.headed import Index
from hubdesk.ui.widgets.keys import ENTER
from hubdesk.ui.widgets.make import Make
from hubdesk.words.catalogue import LANGUAGES
from hubdesk.words.marker import N_

#: So much of a text that fits nobody is repeated.
_MOST_SAID = 40
#: What the list is searched by: the code and both names.
_SEARCHED = Qt.ItemDataRole.UserRole + 1


class _Completer(QCompleter):
    """Searches by all names, and writes the one that is shown."""

    def pathFromIndex(self, index: Index) -> str:
        return str(index.data(Qt.ItemDataRole.DisplayRole) or "")


class OrgField(QLineEdit):
    """Signals:
    taken(OrgChoice): a person has decided, by Enter or from the list.
    missed(): Enter was pressed, but the text means nobody; ``problem`` says it.
    several(int): Enter was pressed, and so many fit; the first is shown and marked in the list,
        and taken by the next Enter.  Only of a field that asks.
    """

    taken = Signal(object)
    missed = Signal()
    several = Signal(int)

    def __init__(self, make: Make, *, asks: bool = False) -> None:
        """Args:
        asks: Enter takes nobody while several fit; for forms that act at once.
        """
        super().__init__()
        self._asks = asks
        self._front = make.front
        self._book = OrgBook()
        self._model = QStandardItemModel(self)
        self._listed: list[tuple[str, str]] = []
        self._completer = _Completer(self._model, self)
        self._completer.setCompletionRole(_SEARCHED)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        popup = self._completer.popup()
        assert popup is not None
        popup.setProperty("kind", "choices")
        popup.setFont(make.front.theme.font("body"))
        popup.installEventFilter(self)
        self._popup = popup
        self._completer.activated.connect(self._on_activated)
        self.setCompleter(self._completer)
        self.setClearButtonEnabled(False)
        make.as_field(self, N_("Organisation"), hint=N_("Organisation: code or name"))
        self.returnPressed.connect(self._on_return_pressed)
        self.textEdited.connect(self._on_text_edited)
        make.front.words_changed.connect(self._fill)

    def set_orgs(self, book: OrgBook) -> None:
        self._book = book
        self._fill()

    def org(self) -> OrgChoice | None:
        """Whom the text means, if that is clear."""
        return self._book.find(self.text())

    def problem(self) -> str:
        """What to say while it is not clear whom the text means."""
        text, words = self.text().strip(), self._front.words
        if not text:
            return words.t("Which organisation books?")
        return words.t("No organisation, or more than one, fits \u201c{text}\u201d.",
                       text=text[:_MOST_SAID])  # fmt: skip

    def event(self, event: QEvent) -> bool:
        """Ctrl+Z is the window's while there is no typing to take back."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.matches(QKeySequence.StandardKey.Undo)
            and not self.isUndoAvailable()
        ):
            event.ignore()
            return False
        return super().event(event)

    def show_org(self, choice: OrgChoice | None) -> None:
        self.setText("" if choice is None else choice.shown(self._front.words.lang))
        self.setCursorPosition(0)

    def begin_next(self) -> None:
        """Empty for another organisation, with the list shut."""
        self.clear()
        self._popup.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the open list takes its first line even if none is marked."""
        popup = self._popup
        if (
            watched is popup
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in ENTER
            and not popup.currentIndex().isValid()
        ):
            meant = self._book.find(self.text())
            if meant is None and self._asks and self._completer.completionCount() > 1:
                self.several.emit(self._completer.completionCount())
                popup.setCurrentIndex(self._completer.completionModel().index(0, 0))
                return True
            first = meant or self._book.find(self._completer.currentCompletion())
            popup.hide()
            self._take(first)
            return True
        return super().eventFilter(watched, event)

    @Slot()
    def _fill(self) -> None:
        chosen = self.org()
        self._order()
        # A chosen name follows the language; what is being typed is left alone.
        if chosen is not None and self.text() in {chosen.shown(each) for each in LANGUAGES}:
            self.show_org(chosen)

    def _order(self) -> None:
        """What fits the typing best stands first in the list."""
        lang = self._front.words.lang
        self._list([
            (choice.shown(lang), f"{choice.shown('th')} {choice.shown('en')}")
            for choice in self._book.best_first(self.text())
        ])  # fmt: skip

    @Slot()
    def _on_text_edited(self) -> None:
        # Qt tells of the edit before it looks for completions, so these come in the new order.
        self._order()

    def _list(self, lines: list[tuple[str, str]]) -> None:
        """Offer (shown, searched) lines; an open list stays open if they are the same."""
        if lines == self._listed:
            return
        self._listed = lines
        self._model.clear()
        for shown, searched in lines:
            item = QStandardItem(shown)
            item.setData(searched, _SEARCHED)
            self._model.appendRow(item)

    def _take(self, choice: OrgChoice | None) -> None:
        if choice is not None:
            self._popup.hide()
            self.show_org(choice)
            self.taken.emit(choice)

    @Slot(str)
    def _on_activated(self, text: str) -> None:
        self._take(self._book.find(text))

    @Slot()
    def _on_return_pressed(self) -> None:
        choice = self.org()
        if choice is None and self.text().strip():
            self.missed.emit()
        self._take(choice)

"""What every page is: a widget with a name and three duties.

    class CostsPage(Page):
        name, msgid = "costs", N_("Costs")
"""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from hubdesk.kernel.changes import Changes
from hubdesk.ui.front import Front
from hubdesk.ui.places import Command, Place
from hubdesk.ui.widgets.make import Make


class Page(QWidget):
    """A page of the window.

    Attributes:
        name: as ``hubdesk screenshot`` names it.
        msgid: its word on the rail; its icon and place there stand in ``frame.entries``.
        kinds: kinds of rows it shows; it reloads when one of them changes.
    """

    name: ClassVar[str]
    msgid: ClassVar[str]
    kinds: ClassVar[tuple[str, ...]] = ()

    def __init__(self, front: Front) -> None:
        super().__init__()
        self.front = front
        self.make = Make(front)
        self._outdated = True
        self.setProperty("kind", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        front.hub_changed.connect(self._on_hub_changed)
        front.words_changed.connect(self._on_words_changed)

    def appear(self) -> None:
        """The page comes to the front; what it shows is loaded if it may be outdated."""
        if self._outdated:
            self._outdated = False
            self.load()

    def focus_first(self) -> None:
        """Put the keyboard where the page's work begins."""

    def open_place(self, place: Place) -> None:
        """Show what a place names; the page is in front already."""

    def topic(self) -> str:
        """Name of the help for what is in front now."""
        return self.name

    def commands(self) -> tuple[Command, ...]:
        """What can be done here, for the command box, the cheat sheet and the keys."""
        return ()

    def load(self) -> None:
        """Ask for the page's data; it is shown when it arrives."""

    def retranslate(self) -> None:
        """Write again what comes from data; messages have changed already."""

    def tick(self) -> None:
        """A minute has passed."""

    def aside(self) -> QWidget | None:
        """What stands at the right end of the message bar while the page is in front."""
        return None

    @Slot(object)
    def _on_hub_changed(self, changes: Changes) -> None:
        if not changes.touches(*self.kinds):
            return
        if self.isVisible():
            self.load()
        else:
            self._outdated = True

    @Slot()
    def _on_words_changed(self) -> None:
        self.front.sleepers.run(self, "words", self.retranslate)

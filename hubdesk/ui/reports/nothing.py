"""What stands where a paper would be while there is nothing to print, and where to begin.

    stack.addWidget(NothingToPrint(make))
"""

from __future__ import annotations

from PySide6.QtCore import Slot

from hubdesk.ui.places import Place
from hubdesk.ui.widgets.empty import EmptyPage
from hubdesk.ui.widgets.make import Make
from hubdesk.words.marker import N_


class NothingToPrint(EmptyPage):
    """See the module."""

    def __init__(self, make: Make) -> None:
        rooms = make.button(N_("Add a room \u2026"), icon="plus")
        bills = make.button(N_("Enter bills"), icon="plus")
        super().__init__(
            make, "file-text", N_("Nothing to print yet"),
            N_("Statements and reports stand here, as they will be printed. They need bills and "
               "organisations; the day sheet needs rooms."),
            rooms, bills,
        )  # fmt: skip
        self._front = make.front
        rooms.clicked.connect(self._on_rooms_clicked)
        bills.clicked.connect(self._on_bills_clicked)

    @Slot()
    def _on_rooms_clicked(self) -> None:
        self._front.go(Place("settings", "section", "rooms"))

    @Slot()
    def _on_bills_clicked(self) -> None:
        self._front.go(Place("costs"))

"""What stands in the middle of the page *Bookings*: board, list, floor plan, or that there are no
rooms yet.  The board is there at once, the others are made when they are first wanted.

    faces = Faces(page)
    faces.show("list", rooms=True)
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtWidgets import QStackedLayout, QWidget

from hubdesk.ui.booking.commands import context_menu
from hubdesk.ui.later import Later
from hubdesk.ui.places import Place
from hubdesk.words.marker import N_

if TYPE_CHECKING:
    from hubdesk.ui import imports
    from hubdesk.ui.booking import listing
    from hubdesk.ui.booking.page import BookingsPage
    from hubdesk.ui.plan import part
    from hubdesk.ui.widgets import empty
else:
    empty = Later("hubdesk.ui.widgets.empty")
    imports = Later("hubdesk.ui.imports")
    listing = Later("hubdesk.ui.booking.listing")
    part = Later("hubdesk.ui.plan.part")


class Faces(QObject):
    """Attributes:
    stack: the layout they stand in, the board first.
    """

    def __init__(self, page: BookingsPage) -> None:
        super().__init__(page)
        self._page = page
        self.stack = QStackedLayout()
        page.board.setParent(page)  # without one the stack would show it as a window
        self.stack.addWidget(page.board)

    def show(self, view: str, *, rooms: bool) -> None:
        """Bring to the front what shows a view, with its marks; without rooms there are none."""
        shown: QWidget = self._page.board
        if not rooms:
            shown = self._empty
        elif view == "list":
            shown = self.list
        elif view == "plan":
            shown = self.plan
        before = self.stack.currentWidget()
        focused = before is not None and before.hasFocus()
        self.stack.setCurrentWidget(shown)
        if focused and shown is not before:
            shown.setFocus()
        planned = rooms and view == "plan"
        self._page.legend.setVisible(rooms and not planned)
        if self.made("plan"):
            self.plan.legend.setVisible(planned)

    def focus(self) -> None:
        """Put the keyboard to what is in front."""
        shown = self.stack.currentWidget()
        assert shown is not None
        shown.setFocus()

    def made(self, name: str) -> bool:
        """Whether ``list`` or ``plan`` was ever wanted."""
        return name in self.__dict__

    @cached_property
    def list(self) -> listing.BookingList:
        """The days of the board as a table."""
        page = self._page
        made = listing.BookingList(page.make)
        self.stack.addWidget(made)
        made.chosen.connect(page.board.choose)
        made.open_wanted.connect(page.hands.open)
        made.menu_wanted.connect(self._on_menu_wanted)
        page.selection.chosen.connect(made.select)
        return made

    @cached_property
    def plan(self) -> part.PlanPart:
        """The day of the board on a floor's plan."""
        made = part.PlanPart(self._page, self._page.hands)
        self.stack.addWidget(made)
        self._page.add_legend(made.legend)
        return made

    @cached_property
    def _empty(self) -> QWidget:
        make = self._page.make
        made = empty.EmptyPage(
            make, "door-open", N_("No rooms yet"),
            N_("Rooms, desks and equipment belong here. Read them from a spreadsheet; then drag "
               "over free time to book."),
            make.button(N_("Read rooms \u2026"), icon="upload", kind="primary",
                        on=self._on_import_clicked),
            make.button(N_("Add a room \u2026"), icon="plus", on=self._on_add_clicked),
        )  # fmt: skip
        self.stack.addWidget(made)
        return made

    @Slot(QPoint)
    def _on_menu_wanted(self, at: QPoint) -> None:
        context_menu(self._page, self._page.hands.chosen()).popup(at)

    @Slot()
    def _on_import_clicked(self) -> None:
        imports.ask_and_import(self._page.front, "resources", self._page)

    @Slot()
    def _on_add_clicked(self) -> None:
        self._page.front.go(Place("settings", "section", "rooms"))

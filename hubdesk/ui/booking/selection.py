"""The selected date: its facts for the inspector, and where it is if it is on another day.

    selection = Selection(page, board, inspector, hands)
    selection.find(occurrence_id)
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from hubdesk.ui.booking.board import Board
from hubdesk.ui.booking.hands import Hands
from hubdesk.ui.booking.inspector import BookingInspector
from hubdesk.ui.frame.page import Page
from hubdesk.ui.later import Later

if TYPE_CHECKING:
    from hubdesk.ui.booking import detail, whereto
    from hubdesk.ui.booking.facts import Detail
else:
    detail, whereto = Later("hubdesk.ui.booking.detail"), Later("hubdesk.ui.booking.whereto")


class Selection(QObject):
    """Signals:
    chosen(int | None): another date is selected.
    placed(Detail): a date that was looked for, with its day and room.
    booking_placed(int): the occurrence to show of a booking that was looked for.
    """

    chosen = Signal(object)
    placed = Signal(object)
    booking_placed = Signal(object)

    def __init__(
        self, page: Page, board: Board, inspector: BookingInspector, hands: Hands
    ) -> None:
        super().__init__(page)
        self._front = page.front
        self._board = board
        self._inspector = inspector
        self._hands = hands
        self._wanted: int | None = None
        board.chosen.connect(self._on_chosen)
        inspector.left.connect(self._on_left)

    def load(self) -> None:
        """Read the facts of the selected date again."""
        if self._wanted is not None:
            read = partial(detail.load_detail, occurrence_id=self._wanted, zone=self._front.zone)
            self._front.read(read, self._on_detail, owner=self, key="detail")

    def find(self, occurrence_id: int) -> None:
        """Ask on what day a date is."""
        read = partial(detail.load_detail, occurrence_id=occurrence_id, zone=self._front.zone)
        self._front.read(read, self.placed.emit, owner=self, key="board place")

    def find_booking(self, booking_id: int) -> None:
        """Ask which date of a booking is the one to look at now."""
        now = self._front.clock.now()
        read = partial(whereto.date_of_booking, booking_id=booking_id, now=now)
        self._front.read(read, self.booking_placed.emit, owner=self, key="board place")

    @Slot(object)
    def _on_chosen(self, occurrence_id: int | None) -> None:
        self._wanted = occurrence_id
        self.chosen.emit(occurrence_id)
        if occurrence_id is None:
            self._inspector.show_detail(None)
        else:
            self.load()

    @Slot(object)
    def _on_detail(self, found: Detail) -> None:
        if found.block.occurrence_id == self._wanted:
            self._inspector.show_detail(found)
            self._hands.facts_came(found)

    @Slot()
    def _on_left(self) -> None:
        self._wanted = None
        self._board.choose(None)
        self._inspector.show_detail(None)

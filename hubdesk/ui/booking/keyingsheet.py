"""The way from the board to keying in a sheet of paper, and back.

    self.keying = KeyingSheet(page, stack)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QStackedLayout

from hubdesk.ui.later import Later

if TYPE_CHECKING:
    from hubdesk.ui.booking.page import BookingsPage
    from hubdesk.ui.keying import part
else:
    part = Later("hubdesk.ui.keying.part")


class KeyingSheet(QObject):
    """Attributes:
    part: made when the first sheet is keyed in.
    """

    def __init__(self, page: BookingsPage, stack: QStackedLayout) -> None:
        super().__init__(page)
        self._page = page
        self._stack = stack
        self.part: part.KeyingPart | None = None

    def start(self) -> None:
        """Show the sheet of the board's day; the board waits behind it."""
        if self.part is None:
            self.part = part.KeyingPart(self._page.front)
            self.part.left.connect(self._on_left)
            self._stack.addWidget(self.part)
        self._page.hands.dismiss()
        self._stack.setCurrentWidget(self.part)
        self._show_legend(shown=False)
        self.part.start(self._page.day)

    def in_front(self) -> bool:
        return self.part is not None and self._stack.currentWidget() is self.part

    def focus(self) -> None:
        if self.part is not None:
            self.part.field.setFocus()

    def load(self) -> None:
        """Others have written: the lines are judged again."""
        if self.part is not None and self.in_front():
            self.part.load()

    def _show_legend(self, *, shown: bool) -> None:
        legend = self._page.aside()
        if legend is not None:
            legend.setVisible(shown)

    @Slot()
    def _on_left(self) -> None:
        self._stack.setCurrentIndex(0)
        self._show_legend(shown=True)
        self._page.focus_first()

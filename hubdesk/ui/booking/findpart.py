"""The way from the board to *Find a room and a time*, and back.

    self.finder = FindPart(page, stack)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QStackedLayout

from hubdesk.ui.later import Later

if TYPE_CHECKING:
    from hubdesk.booking.model import BookingResult
    from hubdesk.ui.booking.page import BookingsPage
    from hubdesk.ui.find import panel
else:
    panel = Later("hubdesk.ui.find.panel")


class FindPart(QObject):
    """Attributes:
    panel: made when something is first looked for.
    """

    def __init__(self, page: BookingsPage, stack: QStackedLayout) -> None:
        super().__init__(page)
        self._page, self._stack = page, stack
        self.panel: panel.FindPanel | None = None

    @Slot()
    def start(self) -> None:
        """Show the question, from the day of the board on."""
        if self.panel is None:
            self.panel = panel.FindPanel(self._page.front)
            self.panel.booked.connect(self._on_booked)
            self.panel.left.connect(self._on_left)
            self._stack.addWidget(self.panel)
        self._page.hands.dismiss()
        self._stack.setCurrentWidget(self.panel)
        self._show_legend(False)
        self.panel.start(max(self._page.day, self._page.front.today()))

    def finding(self) -> bool:
        """Whether it is in front."""
        return self.panel is not None and self._stack.currentWidget() is self.panel

    def load(self) -> None:
        """Others have written."""
        if self.panel is not None and self.finding():
            self.panel.load()

    def focus(self) -> None:
        """Put the keyboard where one begins."""
        if self.panel is not None:
            self.panel.form.begin_typing()

    def _show_legend(self, shown: bool) -> None:
        legend = self._page.aside()
        if legend is not None:
            legend.setVisible(shown)

    @Slot(object)
    def _on_booked(self, result: BookingResult) -> None:
        self._on_left()
        self._page.show_occurrence(result.dates[0].occurrence_id or 0)

    @Slot()
    def _on_left(self) -> None:
        self._stack.setCurrentIndex(0)
        self._show_legend(True)
        self._page.focus_first()

"""The way from a filled popover through the review of a series, and back to the board.

    self.series = SeriesPart(page, stack, hands)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QStackedLayout, QWidget

from hubdesk.booking.model import BookingRequest, BookingResult
from hubdesk.kernel.errors import KnownError
from hubdesk.ui.booking.hands import Hands
from hubdesk.ui.booking.popover import Wish
from hubdesk.ui.frame.page import Page
from hubdesk.ui.later import Later

if TYPE_CHECKING:
    from hubdesk.ui.series import review
else:
    review = Later("hubdesk.ui.series.review")


class SeriesPart(QObject):
    """Attributes:
    review: made when the first series is looked at.
    """

    def __init__(self, page: Page, stack: QStackedLayout, hands: Hands) -> None:
        super().__init__(page)
        self._front = page.front
        self._page = page
        self._stack = stack
        self._hands = hands
        self.review: review.SeriesReview | None = None
        hands.series_wanted.connect(self.start)

    @Slot(object, object)
    def start(self, request: BookingRequest, wish: Wish) -> None:
        """Show the review of a wish that repeats; the popover waits."""
        if self.review is None:
            self.review = review.SeriesReview(self._front)
            self.review.booked.connect(self._on_booked)
            self.review.left.connect(self._on_left)
            self.review.failed.connect(self._on_failed)
            self._stack.addWidget(self.review)
        self._hands.popover.pause()
        self._turn(self.review)
        self.review.start(request, wish)

    def _turn(self, part: QWidget | None) -> None:
        """Show the review, or the board again with what its marks mean."""
        if part is None:
            self._stack.setCurrentIndex(0)
        else:
            self._stack.setCurrentWidget(part)
        legend = self._page.aside()
        if legend is not None:
            legend.setVisible(part is None)

    def reviewing(self) -> bool:
        """Whether the review is in front."""
        return self.review is not None and self._stack.currentWidget() is self.review

    def load(self) -> None:
        """Others have written: the dates are looked at again."""
        if self.review is not None and self.reviewing():
            self.review.load()

    def focus(self) -> None:
        """Put the keyboard into the list of dates."""
        if self.review is not None:
            self.review.list.setFocus()

    @Slot(object)
    def _on_booked(self, result: BookingResult) -> None:
        self._turn(None)
        booked = next(date for date in result.dates if date.outcome == "booked")
        self._hands.series_booked(booked.occurrence_id or 0)

    @Slot()
    def _on_left(self) -> None:
        self._turn(None)
        self._hands.popover.resume()

    @Slot(object)
    def _on_failed(self, error: KnownError) -> None:
        self._on_left()
        self._hands.popover.complain(self._front.words.error(error))

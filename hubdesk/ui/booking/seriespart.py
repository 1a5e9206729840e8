"""The ways from the board to a series and back: the review of its dates, and the whole of it.

    self.series = SeriesPart(page, stack, hands)
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QStackedLayout, QWidget

from hubdesk.kernel.errors import KnownError
from hubdesk.kernel.ids import new_key
from hubdesk.ui.booking.hands import Hands
from hubdesk.ui.frame.page import Page
from hubdesk.ui.later import Later

if TYPE_CHECKING:
    from hubdesk.booking import service
    from hubdesk.booking.model import BookingRequest, BookingResult
    from hubdesk.ui.booking import popover
    from hubdesk.ui.booking.facts import Detail
    from hubdesk.ui.booking.popover import Wish
    from hubdesk.ui.series import review, whole
else:
    popover = Later("hubdesk.ui.booking.popover")
    service = Later("hubdesk.booking.service")
    review = Later("hubdesk.ui.series.review")
    whole = Later("hubdesk.ui.series.whole")


class SeriesPart(QObject):
    """Attributes:
    review: made when the first series is looked at.
    whole: all dates of a series, made when the first is shown.
    """

    def __init__(self, page: Page, stack: QStackedLayout, hands: Hands) -> None:
        super().__init__(page)
        self._front = page.front
        self._page = page
        self._stack = stack
        self._hands = hands
        self.review: review.SeriesReview | None = None
        self.whole: whole.SeriesWhole | None = None
        self._copied = False
        hands.series_wanted.connect(self.start)
        hands.repeat_wanted.connect(self._on_repeat_wanted)
        hands.inspector.series_wanted.connect(self.show_whole)

    @Slot(object, object)
    def start(self, request: BookingRequest, wish: Wish) -> None:
        """Show the review of a wish that repeats; the popover waits."""
        self._review(request, wish, None)

    def _review(
        self, request: BookingRequest, wish: Wish, onto: tuple[int, str] | None
    ) -> None:
        if self.review is None:
            self.review = review.SeriesReview(self._front)
            self.review.booked.connect(self._on_booked)
            self.review.left.connect(self._on_left)
            self.review.failed.connect(self._on_failed)
            self._stack.addWidget(self.review)
        self._hands.popover.pause()
        self._turn(self.review)
        self.review.start(request, wish, onto=onto)

    @Slot(object, object)
    def _on_repeat_wanted(self, detail: Detail, wish: Wish) -> None:
        """Look at the further dates that a single booking would get."""
        assert wish.repeat is not None
        assert detail.starts_at is not None
        number, skips = detail.block.booking_id, wish.repeat.skips
        rule = wish.repeat.rule(detail.day)

        def ready(request: BookingRequest) -> None:
            self._review(request, wish, (number, rule))

        self._front.read(
            lambda session: service.repeat_request(session, number, rule, skips=skips), ready,
            owner=self, key="repeat", failed=self._on_failed,
        )  # fmt: skip

    @Slot(object, object)
    def show_whole(self, booking_id: int, occurrence_id: int) -> None:
        """Show all dates of a series, one of them selected."""
        if self.whole is None:
            self.whole = whole.SeriesWhole(self._front)
            self.whole.left.connect(self._on_whole_left)
            self.whole.copy_wanted.connect(self._on_copy_wanted)
            self._stack.addWidget(self.whole)
        self._turn(self.whole)
        self.whole.start(booking_id, occurrence_id)

    @Slot(object)
    def _on_copy_wanted(self, request: BookingRequest) -> None:
        """Look at the dates of a copy before it is booked."""
        org = self._hands.orgs.by_id.get(request.org_id)
        if org is not None:
            self._copied = True
            self._review(
                replace(request, idem_key=new_key()),
                popover.Wish(org, request.title, request.project, request.private, request.people,
                     extras=request.wanted[1:]),
                None,
            )  # fmt: skip

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
        """Whether a review or a whole series is in front of the board."""
        return self._in_front() is not None

    def _in_front(self) -> QWidget | None:
        shown = self._stack.currentWidget()
        return shown if shown is not None and shown in (self.review, self.whole) else None

    def load(self) -> None:
        """Others have written: the dates are looked at again."""
        shown = self._in_front()
        if self.review is not None and shown is self.review:
            self.review.load()
        elif self.whole is not None and shown is self.whole:
            self.whole.load()

    def focus(self) -> None:
        """Put the keyboard into the list of dates."""
        if self.whole is not None and self._in_front() is self.whole:
            self.whole.dates.view.setFocus()
        elif self.review is not None:
            self.review.list.setFocus()

    @Slot()
    def _on_whole_left(self) -> None:
        self._turn(None)
        self._page.focus_first()

    @Slot(object)
    def _on_booked(self, result: BookingResult) -> None:
        self._turn(None)
        self._copied = False
        booked = next(date for date in result.dates if date.outcome == "booked")
        self._hands.series_booked(booked.occurrence_id or 0)

    @Slot()
    def _on_left(self) -> None:
        if self._copied:
            self._copied = False
            self._turn(self.whole)
            return
        self._turn(None)
        self._hands.popover.resume()

    @Slot(object)
    def _on_failed(self, error: KnownError) -> None:
        copied = self._copied
        self._on_left()
        if copied:
            self._front.refuse(error)
        else:
            self._hands.popover.complain(self._front.words.error(error))

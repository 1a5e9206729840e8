"""Writes a series as it was decided, once; where rules of the house refuse it, asks why it passes.

    self.writing = Writing(self, make, self.foot.book)
    self.writing.write(request, state.choices(), onto=None, done=..., failed=...)
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, QRect, Slot
from PySide6.QtWidgets import QWidget

from hubdesk.booking.model import BookingRequest, BookingResult
from hubdesk.booking.service.choices import Choices
from hubdesk.kernel.errors import KnownError
from hubdesk.ui.booking.letpass import LetPass
from hubdesk.ui.series import ops, wholeops
from hubdesk.ui.widgets.make import Make


class Writing(QObject):
    """Attributes:
    busy: it is being written, or asked why; nothing is written twice.
    let_pass: the question why.
    """

    def __init__(self, review: QWidget, make: Make, button: QWidget) -> None:
        super().__init__(review)
        self._front = make.front
        self._review, self._button = review, button
        self.busy = False
        self.let_pass = LetPass(review, make)
        self.let_pass.closed.connect(self._on_let_pass_closed)

    def write(
        self, request: BookingRequest, choices: Choices, *, onto: tuple[int, str] | None,
        done: Callable[[BookingResult], None], failed: Callable[[KnownError], None],
    ) -> None:  # fmt: skip
        """Book it.

        Args:
            onto: a single booking and the rule by which it becomes a series.
            failed: gets a refusal that nobody may let pass.
        """
        self.busy = True
        if onto is None:
            deed = partial(ops.book_series, self._front, request, choices, owner=self)
        else:
            deed = partial(
                wholeops.repeat, self._front, *onto, choices, skips=request.skips, owner=self
            )

        def refused(error: KnownError) -> None:
            self.busy = False
            failed(error)

        self.let_pass.attempt(deed, self._near, done=done, failed=refused)

    def _near(self) -> QRect:
        return QRect(self._button.mapTo(self._review, QPoint(0, 0)), self._button.size())

    @Slot()
    def _on_let_pass_closed(self) -> None:
        self.busy = False

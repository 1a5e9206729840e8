"""What the review of a series writes: one unit of work, told with Undo.

    book_series(front, request, state.choices(), owner=self, done=..., failed=...)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject

from hubdesk.booking.model import BookingRequest, BookingResult
from hubdesk.booking.service import book_dates
from hubdesk.booking.service.choices import Choices
from hubdesk.kernel.changes import Changes
from hubdesk.kernel.errors import KnownError
from hubdesk.store.session import UnitOfWork
from hubdesk.ui.booking.naming import Thing, named, thing_of
from hubdesk.ui.front import Front


def book_series(
    front: Front, request: BookingRequest, choices: Choices, *, owner: QObject,
    override: str = "", done: Callable[[BookingResult], None] | None,
    failed: Callable[[KnownError], None],
) -> None:  # fmt: skip
    """Book the dates as decided; whatever clashes by now refuses the whole.

    Args:
        override: why it passes what the rules of the house refuse.
    """
    request = replace(request, override=override)

    def action(uow: UnitOfWork) -> tuple[BookingResult, Thing, int]:
        result = book_dates(uow, request, choices)
        booked = [date for date in result.dates if date.outcome == "booked"]
        return result, thing_of(uow, booked[0].occurrence_id or 0), len(booked)

    def finished(outcome: Any, changes: Changes) -> None:
        result, thing, count = outcome
        text = front.words.n(
            "Booked {n} date: {thing}", "Booked {n} dates, the first: {thing}", count,
            thing=named(front.words, thing),
        )  # fmt: skip
        front.tell(text, change=changes.history_seq)
        if done is not None:
            done(result)

    front.write(action, finished, owner=owner, failed=failed)
